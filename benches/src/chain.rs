//! What enters: how many events, over how many matters, and a seed. What leaves: a log of cases that each run from their
//! acceptance to the push back, shuffled, an event at a time.
//!
//! A case is accepted, examined and decided; for each department that supervises its matter there is a push, a notice, a
//! supervision result and a push back: some eight events. One case in a hundred has a fault, one event in a thousand is
//! there twice. No event names another: what belongs together is told by its case. An event is made anew from its case's
//! own dice whenever it is asked for, so that a log takes four bytes an event until it is written out.

use liandong::{Channel, Event, EventKind, Moment, Outcome, When};

use crate::{DEPARTMENTS, Dice, FIRST_DAY, Supervisors, department_id, matter_id, supervisors};

/// Seconds of a day.
const DAY: i64 = 86_400;

/// The most events of a case: three, four for each of two departments, and what may be there twice.
const MOST: usize = 16;

/// What stands for no party and no matter.
const NOBODY: u8 = u8::MAX;

/// The Bureau among the parties, which departments follow.
pub(crate) const BUREAU: u8 = 0;

/// An event by its numbers.
#[derive(Clone, Copy, Debug)]
pub struct Sketch {
    /// Seconds since 1970-01-01T00:00 in the zone's time.
    pub seconds: i64,
    /// Its number, which no other has but its copy.
    pub id: u32,
    /// The number of its case.
    pub case: u32,
    /// The number of its matter, where it names one.
    pub matter: Option<u32>,
    /// What happened.
    pub kind: EventKind,
    /// Who acted: 0 for the Bureau, else a department's number and one.
    pub actor: u8,
    /// Towards whom, numbered alike.
    pub to: Option<u8>,
    /// By which way.
    pub channel: Option<Channel>,
    /// How it was decided.
    pub result: Option<Outcome>,
}

/// The id of a party by its number.
pub(crate) fn party_id(party: u8) -> String {
    party.checked_sub(1).map_or_else(|| "bureau".to_owned(), |number| department_id(number.into()))
}

/// The number of a department among the parties.
pub(crate) fn party(department: u32) -> u8 {
    u8::try_from(department + 1).unwrap_or(NOBODY)
}

impl Sketch {
    /// The id written out.
    #[must_use]
    pub fn id(&self) -> String {
        format!("E{:09}", self.id)
    }

    /// The event in full.
    #[must_use]
    pub fn event(&self) -> Event {
        let at = Moment::from_seconds(self.seconds).map_or(When::Day(liandong::Day::MIN), When::Moment);
        let mut event = Event::new(self.kind, at);
        event.id = Some(self.id());
        event.case = Some(case_id(self.case));
        event.matter = self.matter.map(matter_id);
        event.actor = Some(party_id(self.actor));
        event.to = self.to.map(party_id);
        event.channel = self.channel;
        event.result = self.result;
        event
    }
}

/// The id of a case.
pub(crate) fn case_id(case: u32) -> String {
    format!("C{case:08}")
}

/// What is wrong with a case; with most nothing is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    None,
    Incompetent,
    PushMissing,
    PushLate,
    PushByMessage,
    PushByAnother,
    NoticeMissing,
    PushBackMissing,
    PushBackLate,
}

const FAULTS: [Fault; 8] = [
    Fault::Incompetent,
    Fault::PushMissing,
    Fault::PushLate,
    Fault::PushByMessage,
    Fault::PushByAnother,
    Fault::NoticeMissing,
    Fault::PushBackMissing,
    Fault::PushBackLate,
];

/// The events of one case, in their order.
struct Case {
    acts: [Option<Sketch>; MOST],
    len: usize,
    copies: Dice,
}

impl Case {
    fn push(&mut self, mut act: Sketch) {
        act.id = act.case * MOST as u32 + self.len as u32;
        let times = 1 + usize::from(self.copies.per_mille(1));
        for place in self.acts.iter_mut().skip(self.len).take(times) {
            *place = Some(act);
            self.len += 1;
        }
    }
}

fn case(number: u32, matters: u32, seed: u64) -> Case {
    let mut dice = Dice::new(seed ^ (u64::from(number) << 20));
    let mut own = Case { acts: [None; MOST], len: 0, copies: Dice::new(dice.roll()) };
    let fault = if dice.per_mille(10) { FAULTS[dice.below(8) as usize] } else { Fault::None };
    let matter = dice.below(matters.div_ceil(2)) * 2;
    let decided = i64::from(FIRST_DAY + 170) * DAY
        + i64::from(dice.below(1_400)) * DAY
        + i64::from(32_400 + dice.below(28_800));
    let at = |seconds, kind, matter, actor| Sketch {
        seconds,
        id: 0,
        case: number,
        matter,
        kind,
        actor,
        to: None,
        channel: None,
        result: None,
    };
    let accepted = decided - i64::from(1 + dice.below(10)) * DAY;
    own.push(at(accepted, EventKind::ApplicationAccepted, Some(matter), BUREAU));
    own.push(at(accepted + 3_600, EventKind::Examined, Some(matter), BUREAU));
    let decider = if fault == Fault::Incompetent { party(matter % DEPARTMENTS) } else { BUREAU };
    let result = if dice.per_mille(900) { Outcome::Granted } else { Outcome::Refused };
    own.push(Sketch { result: Some(result), ..at(decided, EventKind::Decision, Some(matter), decider) });
    for (place, department) in supervisors(matter, Supervisors::Few).enumerate() {
        let (fault, to) = (if place == 0 { fault } else { Fault::None }, party(department));
        let late = if fault == Fault::PushLate { 12 * DAY } else { 0 };
        let pushed = decided + late + i64::from(dice.below(7_200));
        if fault != Fault::PushMissing {
            let actor = if fault == Fault::PushByAnother { to } else { BUREAU };
            let way = if fault == Fault::PushByMessage { Channel::Message } else { Channel::Platform };
            let push = at(pushed, EventKind::ResultPush, None, actor);
            own.push(Sketch { to: Some(to), channel: Some(way), ..push });
        }
        if fault != Fault::NoticeMissing {
            let notice = at(pushed + 60, EventKind::LiaisonNotice, None, BUREAU);
            own.push(Sketch { to: Some(to), channel: Some(Channel::Message), ..notice });
        }
        let found = pushed + i64::from(20 + dice.below(60)) * DAY;
        own.push(at(found, EventKind::SupervisionResult, None, to));
        let late = if fault == Fault::PushBackLate { 16 * DAY } else { 0 };
        let back = at(found + late + i64::from(dice.below(3)) * DAY, EventKind::SupervisionPush, None, to);
        if fault != Fault::PushBackMissing {
            own.push(Sketch { to: Some(BUREAU), channel: Some(Channel::Platform), ..back });
        }
    }
    own
}

/// A log of cases that each run their chain of acts, over matters of [`catalogue`](crate::catalogue) that were taken in.
#[derive(Debug)]
pub struct Chain {
    /// How many matters the catalogue has.
    pub matters: u32,
    /// How many cases there are; the last may be cut off.
    pub cases: u32,
    seed: u64,
    /// For each event its case and its place in it.
    order: Vec<u32>,
}

impl Chain {
    /// So many events.
    #[must_use]
    pub fn new(events: usize, matters: u32, seed: u64) -> Self {
        let (mut order, mut cases) = (Vec::with_capacity(events), 0);
        while order.len() < events {
            let places = case(cases, matters, seed).len.min(events - order.len());
            order.extend((0..places as u32).map(|place| cases * MOST as u32 + place));
            cases += 1;
        }
        Dice::new(seed).shuffle(&mut order);
        Self { matters, cases, seed, order }
    }

    /// The events in their order, made one at a time.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Sketch> {
        self.order.iter().map(|place| {
            let (number, place) = (place / MOST as u32, place % MOST as u32);
            case(number, self.matters, self.seed).acts[place as usize].unwrap_or_else(|| unreachable!())
        })
    }
}

/// The events of a [`Chain`] all at once.
#[must_use]
pub fn sketches(events: usize, matters: u32, seed: u64) -> Vec<Sketch> {
    Chain::new(events, matters, seed).iter().collect()
}
