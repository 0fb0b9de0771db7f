//! What enters: a size and a seed. What leaves: a catalogue and a shuffled log of that size, the same every time; and what
//! they are measured with.
//!
//! Everything here is made up; nothing resembles a real zone but the proportions.

pub mod answers;
mod chain;
pub mod clock;
pub mod counting;
pub mod exports;
mod interned;
pub mod least;
pub mod limit;
pub mod measured;
pub mod naive;

use liandong::{
    Catalogue, DatedRole, Day, InputError, Limit, PartyKind, Person, PlatformCapability, Profile, Role,
    Rulebook, Unit, When,
};

pub use chain::{Chain, Sketch, sketches};
pub use interned::Interned;

/// Departments of the generated zone.
pub const DEPARTMENTS: u32 = 40;

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
pub(crate) fn supervisors(matter: u32, supervisors: Supervisors) -> impl Iterator<Item = u32> {
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

/// The day on which a matter was taken in, if it was.
pub(crate) const fn taken_in_on(matter: u32) -> i32 {
    FIRST_DAY + 60 + (matter % 90) as i32
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
                let day = dated(taken_in_on(matter));
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

/// The day as of which generated logs are audited, 2026-01-01: after the last of their events and what they set off.
pub const AS_OF: i32 = FIRST_DAY + 1_739;

/// [`AS_OF`] as an audit is asked.
#[must_use]
pub fn day_of_audit() -> When {
    When::Day(Day::from_number(AS_OF).unwrap_or(Day::MAX))
}

/// Working days that the zone's profile allows for a push and for a notice.
pub const DAYS_TO_PUSH: u32 = 2;

/// Working days that it allows for a push back.
pub const DAYS_TO_PUSH_BACK: u32 = 5;

/// The text with a limit in working days for each act of a chain.
#[must_use]
pub fn profile() -> Profile {
    let days = |value| Some(Limit { value, unit: Unit::WorkingDays });
    let mut profile = Profile::text();
    "limits".clone_into(&mut profile.name);
    profile.limits.result_push = days(DAYS_TO_PUSH);
    profile.limits.liaison_notice = days(DAYS_TO_PUSH);
    profile.limits.supervision_push = days(DAYS_TO_PUSH_BACK);
    profile
}

/// The rulebook that [`Chain`]s are audited by.
///
/// # Errors
/// [`InputError`] if the catalogue were faulty.
pub fn rulebook(matters: u32) -> Result<Rulebook, InputError> {
    Rulebook::new(catalogue(matters, Supervisors::Few))?.with_profile(profile())
}
