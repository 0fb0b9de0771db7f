//! What enters: a catalogue of 20,000 matters, and questions of who approves as strings. What leaves: the time of one, beside
//! the least that safe Rust can do and beside a map as one writes it by hand.
//!
//! `hot` asks the same again and again; `random` goes through questions in an order without pattern, so that what they touch
//! has to be fetched and no branch is foreseen. One item is one question. Reasons are at hand on our side alone.

use std::collections::HashMap;

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use liandong::{Act, ActKind, Day, Rulebook, Verdict};
use liandong_benches::least::Least;
use liandong_benches::{
    DEPARTMENTS, Dice, Supervisors, catalogue, day_of_question, department_id, matter_id,
};

const MATTERS: u32 = 20_000;

/// Acts that approving consists of.
const ACTS: [ActKind; 3] = [ActKind::Accept, ActKind::Examine, ActKind::Decide];

fn main() {
    agree();
    divan::main();
}

fn day() -> Day {
    day_of_question().unwrap_or(Day::MAX)
}

fn rulebook() -> Rulebook {
    Rulebook::new(catalogue(MATTERS, Supervisors::Few)).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Questions side by side, for the caller's own memory is not what is measured: whoever acts is the Bureau in every second.
struct Questions {
    matters: String,
    length: usize,
    /// Places among parties and acts.
    asked: Vec<(u8, u8)>,
    parties: Vec<String>,
}

impl Questions {
    fn new(hot: bool) -> Self {
        let mut dice = Dice::new(7);
        let mut places: Vec<u32> = (0..MATTERS).collect();
        dice.shuffle(&mut places);
        let mut below = |end| u8::try_from(dice.below(end)).unwrap_or(0);
        let actor = |below: &mut dyn FnMut(u32) -> u8| if below(2) == 0 { 0 } else { 1 + below(DEPARTMENTS) };
        let mut asked: Vec<(u8, u8)> = places.iter().map(|_| (actor(&mut below), below(3))).collect();
        if hot {
            places = vec![places.first().copied().unwrap_or(0); places.len()];
            asked = vec![asked.first().copied().unwrap_or((0, 0)); places.len()];
        }
        let parties = ["bureau".to_owned()].into_iter().chain((0..DEPARTMENTS).map(department_id)).collect();
        Self {
            matters: places.into_iter().map(matter_id).collect(),
            length: matter_id(0).len(),
            asked,
            parties,
        }
    }

    /// Asks every question in one sample.
    fn ask<T>(&self, bencher: Bencher, question: impl Fn(&str, &str, &str) -> T) {
        bencher.counter(ItemsCount::new(self.asked.len())).bench_local(|| {
            for (place, (actor, act)) in self.asked.iter().enumerate() {
                let from = place * self.length;
                let matter = self.matters.get(from..from + self.length).unwrap_or_default();
                let actor = self.parties.get(usize::from(*actor)).map_or("", String::as_str);
                let act = ACTS.get(usize::from(*act)).map_or("", |act| act.code());
                black_box(question(black_box(actor), black_box(act), black_box(matter)));
            }
        });
    }
}

const WAYS: [bool; 2] = [true, false];

/// The matter's id in, the party out.
#[divan::bench_group]
mod approver {
    use super::*;

    #[divan::bench(args = WAYS)]
    fn ours(bencher: Bencher, hot: bool) {
        let (book, on) = (rulebook(), day());
        Questions::new(hot).ask(bencher, |_, _, id| {
            let answer = book.matter(id).map(|own| own.approver(black_box(on)));
            black_box(&answer).as_ref().is_ok_and(|answer| answer.value.is_ok())
        });
    }

    #[divan::bench(args = WAYS)]
    fn least(bencher: Bencher, hot: bool) {
        let (least, on) = (Least::new(&catalogue(MATTERS, Supervisors::Few)), day());
        Questions::new(hot).ask(bencher, |_, _, id| least.approver(id, black_box(on)));
    }

    #[divan::bench(args = WAYS)]
    fn by_hand(bencher: Bencher, hot: bool) {
        let (map, on) = (ByHand::new(), day());
        Questions::new(hot).ask(bencher, |_, _, id| map.approver(id, black_box(on)).map(str::len));
    }
}

/// Party, act and matter in, whether that is permitted and who may out.
#[divan::bench_group]
mod permits {
    use super::*;

    #[divan::bench(args = WAYS)]
    fn ours(bencher: Bencher, hot: bool) {
        let (book, on) = (rulebook(), day());
        Questions::new(hot).ask(bencher, |actor, act, id| {
            let Some(kind) = ActKind::named(act) else { return false };
            let act =
                Act { kind, actor, officer: None, matter: Some(id), on: black_box(on), accepted_on: None };
            let answer = book.permits(&act);
            black_box(&answer).as_ref().is_ok_and(|answer| answer.value.is_ok())
        });
    }

    #[divan::bench(args = WAYS)]
    fn least(bencher: Bencher, hot: bool) {
        let (least, on) = (Least::new(&catalogue(MATTERS, Supervisors::Few)), day());
        Questions::new(hot).ask(bencher, |actor, act, id| least.permits(actor, act, id, black_box(on)));
    }

    #[divan::bench(args = WAYS)]
    fn by_hand(bencher: Bencher, hot: bool) {
        let (map, on) = (ByHand::new(), day());
        Questions::new(hot).ask(bencher, |actor, act, id| {
            let holder = map.approver(id, black_box(on))?;
            let is_known = map.parties.contains_key(actor) && ["accept", "examine", "decide"].contains(&act);
            is_known.then_some((holder == actor, holder.len()))
        });
    }
}

/// The three agree, before any time is taken.
fn agree() {
    let (book, map, on) = (rulebook(), ByHand::new(), day());
    let least = Least::new(&catalogue(MATTERS, Supervisors::Few));
    for place in 0..MATTERS {
        let (id, department) = (matter_id(place), department_id(place % DEPARTMENTS));
        for actor in ["bureau", &department] {
            let (kind, matter) = (ActKind::Accept, Some(id.as_str()));
            let act = Act { kind, actor, officer: None, matter, on, accepted_on: None };
            let ours = book.permits(&act).ok().map(|answer| answer.value);
            let ours = matches!(ours, Some(Ok(Verdict::Permitted { .. })));
            let least = least.permits(actor, "accept", &id, on).is_some_and(|(is_permitted, _)| is_permitted);
            let by_hand = map.approver(&id, on) == Some(actor);
            assert!(ours == least && least == by_hand, "{id} {actor}");
        }
    }
}

/// A map from id to the day of the transfer and two names: no reasons, no doubtful records, no succession.
struct ByHand {
    matters: HashMap<String, (Option<Day>, String)>,
    parties: HashMap<String, u32>,
}

impl ByHand {
    fn new() -> Self {
        let catalogue = catalogue(MATTERS, Supervisors::Few);
        let entry = |matter: &liandong::Matter| {
            let taken_in =
                matter.transfers.first().and_then(|record| record.effective.as_deref()?.parse().ok());
            (taken_in, matter.original.clone().unwrap_or_default())
        };
        Self {
            matters: catalogue.matters.iter().map(|matter| (matter.id.clone(), entry(matter))).collect(),
            parties: catalogue.parties.iter().map(|party| party.id.clone()).zip(0..).collect(),
        }
    }

    fn approver(&self, id: &str, on: Day) -> Option<&str> {
        let (taken_in, original) = self.matters.get(id)?;
        Some(if taken_in.is_some_and(|from| from <= on) { "bureau" } else { original })
    }
}
