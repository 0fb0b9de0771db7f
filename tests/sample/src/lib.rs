//! What enters: a seed. What leaves: the sample zone's year 2023 as an event log, and every fault planted in it.
//!
//! The zone is fictional: no person, party, paper or case of it exists. The generator knows the catalogue and the limits
//! of `profile.json`; it asks the rules nothing, so that what an audit finds can be held against what was planted.

mod calendar_year;
mod clean;
mod dice;
mod faults;
mod projects;
mod scaled;
mod scaled_projects;
mod year;
mod zone;

use liandong::{
    Catalogue, FindingCode, InputError, IsoWeek, Profile, Rulebook, Scope, Severity, Subject, When,
};

pub use scaled::{Scaled, scaled};
pub use scaled_projects::{scaled_catalogue, scaled_projects};
pub use year::{Year, year};

/// The catalogue of the sample zone.
pub const CATALOGUE: &str = include_str!("../catalogue.json");
/// A profile of the sample zone: limits where the text names no number.
pub const PROFILE: &str = include_str!("../profile.json");

/// The catalogue, read.
///
/// # Errors
/// [`InputError`] if the catalogue were faulty; the tests prove that it is not.
pub fn catalogue() -> Result<Catalogue, InputError> {
    Catalogue::from_json(CATALOGUE)
}

/// The profile with the zone's limits, read.
///
/// # Errors
/// [`InputError`] if the profile were faulty.
pub fn profile() -> Result<Profile, InputError> {
    Profile::from_json(PROFILE)
}

/// The catalogue compiled under the text's own profile.
///
/// # Errors
/// [`InputError`] if the catalogue were faulty.
pub fn rulebook() -> Result<Rulebook, InputError> {
    Rulebook::new(catalogue()?)
}

/// The day of the audit for which the faults were planted, 2024-01-01: what a year closes is closed.
#[must_use]
pub fn as_of() -> When {
    When::Day(zone::day(2024, 1, 1))
}

/// The days for which the faults were planted: those of 2023.
#[must_use]
pub fn scope() -> Scope {
    Scope { from: Some(zone::day(2023, 1, 1)), to: Some(zone::day(2023, 12, 31)), ..Scope::default() }
}

/// Under which profile a planted fault shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shows {
    /// Under the text and under the zone's limits alike.
    Always,
    /// Under the text's own profile only.
    UnderText,
    /// Under [`PROFILE`] only.
    UnderLimits,
}

/// What a planted fault is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum About {
    /// A case, by its id.
    Case(String),
    /// A matter outside any case, by its id.
    Matter(String),
    /// A party, by its id.
    Party(String),
    /// A person, by id.
    Person(String),
    /// A project, by its id.
    Project(String),
    /// A year.
    Year(i32),
    /// A week.
    Week(IsoWeek),
    /// An event, by its id.
    Event(String),
    /// A line of [`Year::ndjson`], counted from 0.
    Line(usize),
}

impl From<Subject<'_>> for About {
    fn from(subject: Subject<'_>) -> Self {
        match subject {
            Subject::Case(id) => Self::Case(id.to_owned()),
            Subject::Matter(id) => Self::Matter(id.to_owned()),
            Subject::Party(id) => Self::Party(id.to_owned()),
            Subject::Person(id) => Self::Person(id.to_owned()),
            Subject::Project(id) => Self::Project(id.to_owned()),
            Subject::Year(year) => Self::Year(year),
            Subject::Week(week) => Self::Week(week),
            Subject::Event(id) => Self::Event(id.to_owned()),
            Subject::Line(place) => Self::Line(place),
        }
    }
}

/// A finding that an audit must have.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Planted {
    /// What is found.
    pub code: FindingCode,
    /// How much it says.
    pub severity: Severity,
    /// What it is about.
    pub subject: About,
    /// The party towards which the act was owed, by its id.
    pub to: Option<String>,
    /// Under which profile it shows.
    pub shows: Shows,
}
