//! What enters: a catalogue of 20,000 matters. What leaves: the time of a point question, beside a hand-written map of
//! strings, and of loading.
//!
//! `hot` asks of one matter again and again; `random` goes through the ids in an order without pattern, so that what it
//! touches has to be fetched. One item is one question with its ids as strings.

use std::collections::HashMap;

use divan::counter::ItemsCount;
use divan::{AllocProfiler, Bencher, black_box};
use liandong::{
    Act, ActKind, Catalogue, Day, EffectiveDay, EventLog, Package, Profile, Rulebook, Scope, Transfer,
};
use liandong_benches::{
    Dice, Sketch, Supervisors, catalogue, day_of_audit, day_of_question, matter_id, sketches,
};

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

const MATTERS: u32 = 20_000;

fn main() {
    divan::main();
}

fn day() -> Day {
    day_of_question().unwrap_or(Day::MAX)
}

fn rulebook() -> Rulebook {
    Rulebook::new(catalogue(MATTERS, Supervisors::Few)).unwrap_or_else(|faults| panic!("{faults}"))
}

/// Every matter's id in an order without pattern, or one id as often; side by side, for the caller's own memory is not
/// what is measured.
struct Ids {
    text: String,
    length: usize,
}

impl Ids {
    fn new(hot: bool) -> Self {
        let mut ids: Vec<u32> = (0..MATTERS).collect();
        Dice::new(7).shuffle(&mut ids);
        if hot {
            ids = vec![ids.first().copied().unwrap_or(0); ids.len()];
        }
        Self { text: ids.into_iter().map(matter_id).collect(), length: matter_id(0).len() }
    }

    fn count(&self) -> usize {
        self.text.len() / self.length
    }

    fn get(&self, place: usize) -> &str {
        let from = place * self.length;
        self.text.get(from..from + self.length).unwrap_or_default()
    }
}

/// Asks a question of every id, in one sample.
fn ask<T>(bencher: Bencher, hot: bool, question: impl Fn(&str) -> T) {
    let ids = Ids::new(hot);
    bencher.counter(ItemsCount::new(ids.count())).bench_local(|| {
        for place in 0..ids.count() {
            black_box(question(black_box(ids.get(place))));
        }
    });
}

mod approver {
    use super::*;

    #[divan::bench]
    fn hot(bencher: Bencher) {
        let (book, on) = (rulebook(), day());
        ask(bencher, true, |id| book.matter(id).ok().map(|matter| matter.approver(black_box(on))));
    }

    #[divan::bench]
    fn random(bencher: Bencher) {
        let (book, on) = (rulebook(), day());
        ask(bencher, false, |id| book.matter(id).ok().map(|matter| matter.approver(black_box(on))));
    }
}

mod status {
    use super::*;

    #[divan::bench]
    fn hot(bencher: Bencher) {
        let (book, on) = (rulebook(), day());
        ask(bencher, true, |id| book.matter(id).ok().map(|matter| matter.status(black_box(on))));
    }

    #[divan::bench]
    fn random(bencher: Bencher) {
        let (book, on) = (rulebook(), day());
        ask(bencher, false, |id| book.matter(id).ok().map(|matter| matter.status(black_box(on))));
    }
}

mod permits {
    use super::*;

    fn decide(id: &str, on: Day) -> Act<'_> {
        let kind = ActKind::Decide;
        Act { kind, actor: "bureau", officer: None, matter: Some(id), on, accepted_on: None }
    }

    #[divan::bench]
    fn hot(bencher: Bencher) {
        let (book, on) = (rulebook(), day());
        ask(bencher, true, |id| book.permits(&decide(id, black_box(on))).ok());
    }

    #[divan::bench]
    fn random(bencher: Bencher) {
        let (book, on) = (rulebook(), day());
        ask(bencher, false, |id| book.permits(&decide(id, black_box(on))).ok());
    }
}

/// What one would write by hand for `approver`: a map from id to the day of the transfer and two names; no reasons, no
/// doubtful records, no case in progress, no succession.
mod by_hand {
    use super::*;

    struct Entry {
        taken_in: Option<Day>,
        original: String,
    }

    fn map(catalogue: &Catalogue) -> HashMap<String, Entry> {
        let entry = |matter: &liandong::Matter| Entry {
            taken_in: matter.transfers.first().and_then(|record| record.effective.as_deref()?.parse().ok()),
            original: matter.original.clone().unwrap_or_default(),
        };
        catalogue.matters.iter().map(|matter| (matter.id.clone(), entry(matter))).collect()
    }

    fn approver<'m>(map: &'m HashMap<String, Entry>, id: &str, on: Day) -> Option<&'m str> {
        let entry = map.get(id)?;
        let taken_in = entry.taken_in.is_some_and(|from| from <= on);
        Some(if taken_in { "bureau" } else { entry.original.as_str() })
    }

    #[divan::bench]
    fn hot(bencher: Bencher) {
        let (map, on) = (map(&catalogue(MATTERS, Supervisors::Few)), day());
        ask(bencher, true, |id| approver(&map, id, black_box(on)).map(str::len));
    }

    #[divan::bench]
    fn random(bencher: Bencher) {
        let (map, on) = (map(&catalogue(MATTERS, Supervisors::Few)), day());
        ask(bencher, false, |id| approver(&map, id, black_box(on)).map(str::len));
    }
}

/// Another rulebook that shares what a change leaves, and questions asked of it.
mod changed {
    use super::*;

    /// Transfers of matters that lie far apart, half of which have one already.
    fn planned(count: u32) -> Vec<(String, Transfer)> {
        let step = MATTERS / count;
        let transfer = || Transfer::taken_in("2025-01-01", "committee", "草案");
        (0..count).map(|place| (matter_id(place * step + place % 2), transfer())).collect()
    }

    #[divan::bench]
    fn with_20_transfers(bencher: Bencher) {
        let book = rulebook();
        bencher.with_inputs(|| planned(20)).bench_local_values(|planned| book.with_transfers(planned).ok());
    }

    /// No transfer of the catalogue says when it was recorded: the time of looking at each.
    #[divan::bench]
    fn as_known_on(bencher: Bencher) {
        let book = rulebook();
        bencher.bench_local(|| book.as_known_on(black_box(day())));
    }

    #[divan::bench]
    fn with_profile(bencher: Bencher) {
        let book = rulebook();
        bencher.bench_local(|| book.with_profile(Profile::text()).ok());
    }

    /// Competence, responsibilities and packages of every day since the first in force; no log.
    #[divan::bench(sample_count = 20, sample_size = 1)]
    fn compare_20_transfers(bencher: Bencher) {
        let book = rulebook();
        let changed = book.with_transfers(planned(20)).unwrap_or_else(|faults| panic!("{faults}"));
        compare(bencher, &book, &changed);
    }

    /// The same where a reading is another, so that every matter has to be asked about.
    #[divan::bench(sample_count = 20, sample_size = 1)]
    fn compare_readings(bencher: Bencher) {
        let book = rulebook();
        let mut profile = Profile::text();
        profile.readings.effective_day = EffectiveDay::NextDay;
        let changed = book.with_profile(profile).unwrap_or_else(|faults| panic!("{faults}"));
        compare(bencher, &book, &changed);
    }

    fn compare(bencher: Bencher, book: &Rulebook, changed: &Rulebook) {
        let (log, as_of) = (EventLog::new(), day_of_audit());
        bencher.bench_local(|| {
            let difference = book.compare(changed, &log, Scope::default(), as_of);
            difference.map(|difference| difference.competence.len()).ok()
        });
    }

    /// An audit of 10,000 events for every choice of a profile, one after the other.
    #[divan::bench(sample_count = 3, sample_size = 1)]
    fn sensitivity(bencher: Bencher) {
        let book = rulebook();
        let events: Vec<_> = sketches(10_000, MATTERS, 1).iter().map(Sketch::event).collect();
        let log: EventLog = events.iter().collect();
        bencher.bench_local(|| book.sensitivity(&log, &Scope::default(), day_of_audit()).len());
    }

    #[divan::bench]
    fn approver_random(bencher: Bencher) {
        let (book, on) =
            (rulebook().with_transfers(planned(20)).unwrap_or_else(|faults| panic!("{faults}")), day());
        ask(bencher, false, |id| book.matter(id).ok().map(|matter| matter.approver(black_box(on))));
    }
}

/// Every lint of the whole catalogue, over every day there is.
mod lint {
    use super::*;

    /// Records as they should be, and a thousand packages of six matters.
    fn sound() -> Catalogue {
        let mut catalogue = catalogue(MATTERS, Supervisors::Few);
        let mut dice = Dice::new(11);
        catalogue.packages = (0..1_000)
            .map(|package| Package {
                id: format!("package-{package:03}"),
                name: "示例一件事".to_owned(),
                matters: (0..6).map(|_| matter_id(dice.below(MATTERS))).collect(),
            })
            .collect();
        catalogue
    }

    /// Four records of a transfer more in every matter, contradictory, undated or back and forth, and no supervisor
    /// in every third.
    fn flawed() -> Catalogue {
        let mut catalogue = sound();
        for (place, matter) in catalogue.matters.iter_mut().enumerate() {
            let days = ["2021-09-01", "2022-01-01", "2022-01-01", "2022-06-01"];
            for (kind, day) in ["return", "transfer", "return", "transfer"].into_iter().zip(days) {
                matter.taken_in(day, "committee", "示例管发〔2022〕2号");
                if let Some(record) = matter.transfers.last_mut() {
                    record.kind = kind.to_owned();
                    record.effective = record.effective.take().filter(|_| place % 7 != 0);
                }
            }
            if place % 3 == 0 {
                matter.supervising.clear();
            }
        }
        catalogue
    }

    fn run(bencher: Bencher, catalogue: Catalogue) {
        let book = Rulebook::new(catalogue).unwrap_or_else(|faults| panic!("{faults}"));
        bencher.counter(ItemsCount::new(MATTERS)).bench_local(|| black_box(&book).lint().len());
    }

    #[divan::bench(sample_count = 50, sample_size = 1)]
    fn of_sound(bencher: Bencher) {
        run(bencher, sound());
    }

    #[divan::bench(sample_count = 50, sample_size = 1)]
    fn of_flawed(bencher: Bencher) {
        run(bencher, flawed());
    }
}

/// Loading the catalogue: text to answers, with every check and every digest.
#[divan::bench(sample_count = 30, sample_size = 1)]
fn from_json(bencher: Bencher) {
    let json = serde_json::to_string(&catalogue(MATTERS, Supervisors::Few)).unwrap_or_default();
    bencher
        .counter(divan::counter::BytesCount::of_str(&json))
        .bench_local(|| Rulebook::from_json(black_box(&json)).is_ok());
}

/// What stays allocated of a loaded catalogue: read `alloc` less `dealloc`, or run the binary `memory`.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn new(bencher: Bencher) {
    bencher
        .with_inputs(|| catalogue(MATTERS, Supervisors::Few))
        .bench_local_values(|catalogue| Rulebook::new(catalogue).ok());
}

/// A question and its answer as JSON text.
#[divan::bench]
fn ask_json(bencher: Bencher) {
    let book = rulebook();
    let ids = Ids::new(false);
    let question = |place| format!(r#"{{"ask":"approver","matter":"{}","on":"{}"}}"#, ids.get(place), day());
    let questions: Vec<String> = (0..ids.count()).map(question).collect();
    bencher.counter(ItemsCount::new(questions.len())).bench_local(|| {
        for question in &questions {
            black_box(book.ask(question));
        }
    });
}
