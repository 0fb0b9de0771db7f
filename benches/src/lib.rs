//! What enters: a size and a seed. What leaves: a catalogue and a shuffled log of that size, the same every time.
//!
//! Everything here is made up; nothing resembles a real zone but the proportions.

pub mod clock;
pub mod counting;

use liandong::{
    Catalogue, Channel, DatedRole, Day, Event, EventKind, Moment, Outcome, PartyKind, Person,
    PlatformCapability, Role, When,
};

/// Departments of the generated zone.
pub const DEPARTMENTS: u32 = 40;

/// Seconds of a day.
const DAY: i64 = 86_400;

/// Numbers that look random and depend on the seed alone (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice that begin at a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Any number.
    pub const fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub const fn below(&mut self, end: u32) -> u32 {
        (((self.roll() >> 32) * end as u64) >> 32) as u32
    }

    /// True in so many of a thousand rolls.
    pub const fn per_mille(&mut self, share: u32) -> bool {
        self.below(1_000) < share
    }

    /// Puts a list into an order of its own.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            let other = self.below(u32::try_from(last + 1).unwrap_or(u32::MAX)) as usize;
            list.swap(last, other);
        }
    }
}

/// The id of a matter.
#[must_use]
pub fn matter_id(matter: u32) -> String {
    format!("示例-{matter:05}")
}

/// The id of a department.
#[must_use]
pub fn department_id(department: u32) -> String {
    format!("dept-{department:02}")
}

/// How many departments supervise a matter.
#[derive(Clone, Copy, Debug)]
pub enum Supervisors {
    /// 1.2 on the average.
    Few,
    /// One, two or three: 2 on the average.
    UpToThree,
}

/// The departments that supervise a matter, each once.
fn supervisors(matter: u32, supervisors: Supervisors) -> impl Iterator<Item = u32> {
    let mut dice = Dice::new(u64::from(matter));
    let count = match supervisors {
        Supervisors::Few => 1 + u32::from(dice.per_mille(200)),
        Supervisors::UpToThree => 1 + dice.below(3),
    };
    let first = dice.below(DEPARTMENTS);
    (0..count).map(move |place| (first + 7 * place) % DEPARTMENTS)
}

/// Whether the Bureau took a matter in: every even one.
const fn is_taken_in(matter: u32) -> bool {
    matter.is_multiple_of(2)
}

/// A catalogue: half of the matters taken in, one platform entry and one code each.
#[must_use]
pub fn catalogue(matters: u32, each: Supervisors) -> Catalogue {
    let mut catalogue = Catalogue::new("zone", "示例区", "bureau", "committee")
        .party("bureau", "示例行政审批局", PartyKind::Bureau)
        .party("committee", "示例管委会", PartyKind::Committee);
    for department in 0..DEPARTMENTS {
        let name = format!("示例部门{department}");
        catalogue = catalogue.party(&department_id(department), &name, PartyKind::Department);
        catalogue.persons.push(person(department, Role::Liaison, &department_id(department)));
    }
    catalogue.persons.push(person(DEPARTMENTS, Role::Pusher, "bureau"));
    let dated = |number: i32| Day::from_number(number).map(|day| day.to_string()).unwrap_or_default();
    for matter in 0..matters {
        let name = format!("示例事项{matter}的办理");
        let original = department_id(matter % DEPARTMENTS);
        catalogue = catalogue.matter(&matter_id(matter), &name, &original, |entry| {
            entry.codes.push(format!("511Z{matter:08}"));
            entry.type_code = Some("1".to_owned());
            supervisors(matter, each).for_each(|party| entry.supervised_by(&department_id(party)));
            entry.platform.push(PlatformCapability {
                capable: matter % 5 != 0,
                from: None,
                to: None,
                source: None,
            });
            if is_taken_in(matter) {
                let day = dated(FIRST_DAY + 60 + i32::try_from(matter % 90).unwrap_or(0));
                entry.taken_in(&day, "committee", "示例管发〔2021〕1号");
            }
        });
    }
    catalogue
}

fn person(number: u32, role: Role, party: &str) -> Person {
    let role = DatedRole { role, party: Some(party.to_owned()), project: None, from: None, to: None };
    Person { id: format!("person-{number:02}"), name: format!("示例人员{number}"), roles: vec![role] }
}

/// 2021-03-29, as the crate counts days.
const FIRST_DAY: i32 = 18_715;

/// The day the questions are about: half a year after the last transfer.
#[must_use]
pub const fn day_of_question() -> Option<Day> {
    Day::from_number(FIRST_DAY + 330)
}

/// An event by its numbers, 48 bytes; [`Sketch::event`] writes it out.
#[derive(Clone, Copy, Debug)]
pub struct Sketch {
    seconds: i64,
    id: u32,
    refers_to: Option<u32>,
    case: u32,
    matter: u32,
    actor: Option<u32>,
    to: Option<u32>,
    /// What happened.
    pub kind: EventKind,
}

impl Sketch {
    /// The event in full.
    #[must_use]
    pub fn event(&self) -> Event {
        let at = Moment::from_seconds(self.seconds).map_or(When::Day(Day::MIN), When::Moment);
        let mut event = Event::new(self.kind, at);
        event.id = Some(format!("E{:08}", self.id));
        event.case = Some(format!("C{:08}", self.case));
        event.actor = Some(self.actor.map_or_else(|| "bureau".to_owned(), department_id));
        event.to = self.to.map(department_id);
        event.refers_to = self.refers_to.map(|id| format!("E{id:08}"));
        match self.kind {
            EventKind::Decision => {
                event.matter = Some(matter_id(self.matter));
                event.result = Some(Outcome::Granted);
            }
            EventKind::ResultPush => event.channel = Some(Channel::Platform),
            EventKind::LiaisonNotice => event.channel = Some(Channel::Message),
            EventKind::SupervisionPush => {
                event.channel = Some(Channel::Platform);
                event.to = Some("bureau".to_owned());
            }
            _ => {}
        }
        event
    }
}

/// So many events of cases whose matters [`catalogue`] holds with [`Supervisors::UpToThree`], shuffled.
///
/// A case is a decision, then for each supervising department a push, a notice, a supervision result and a push back.
/// About one act in thirteen is missing, some are late, half name what they refer to, and one event in a thousand is
/// there twice: 100,000 events are some 12,000 cases.
#[must_use]
pub fn sketches(events: usize, matters: u32, seed: u64) -> Vec<Sketch> {
    let mut dice = Dice::new(seed);
    let mut all: Vec<Sketch> = Vec::with_capacity(events + 16);
    let mut case = 0;
    while all.len() < events {
        one_case(&mut all, &mut dice, case, matters);
        case += 1;
    }
    all.truncate(events);
    dice.shuffle(&mut all);
    all
}

fn one_case(all: &mut Vec<Sketch>, dice: &mut Dice, case: u32, matters: u32) {
    let matter = dice.below(matters.div_ceil(2)) * 2;
    let first = i64::from(FIRST_DAY + 150) * DAY;
    let decided = first + i64::from(dice.below(2_000)) * DAY + i64::from(32_400 + dice.below(28_800));
    let number = |all: &Vec<Sketch>| u32::try_from(all.len()).unwrap_or(u32::MAX);
    let decision = number(all);
    let mut add = |dice: &mut Dice, kind, seconds, actor, to, refers_to: Option<u32>| {
        let id = number(all);
        let refers_to = refers_to.filter(|_| dice.per_mille(500));
        let sketch = Sketch { seconds, id, refers_to, case, matter, actor, to, kind };
        all.push(sketch);
        if dice.per_mille(1) {
            all.push(sketch);
        }
        id
    };
    add(dice, EventKind::Decision, decided, None, None, None);
    for party in supervisors(matter, Supervisors::UpToThree) {
        let late = if dice.per_mille(30) { 9 * DAY } else { 0 };
        let pushed = decided + late + i64::from(dice.below(7_200));
        if !dice.per_mille(80) {
            add(dice, EventKind::ResultPush, pushed, None, Some(party), Some(decision));
        }
        if !dice.per_mille(80) {
            add(dice, EventKind::LiaisonNotice, pushed + 60, None, Some(party), Some(decision));
        }
        if !dice.per_mille(80) {
            let found = pushed + i64::from(20 + dice.below(60)) * DAY;
            let result = add(dice, EventKind::SupervisionResult, found, Some(party), None, None);
            if !dice.per_mille(80) {
                let back = found + i64::from(dice.below(3)) * DAY;
                add(dice, EventKind::SupervisionPush, back, Some(party), None, Some(result));
            }
        }
    }
}

/// The day as of which generated logs are audited: after the last of their events.
#[must_use]
pub fn day_of_audit() -> When {
    When::Day(Day::from_number(FIRST_DAY + 2_400).unwrap_or(Day::MAX))
}
