//! What enters: the names that a log uses. What leaves: what they mean to the catalogue.

use crate::book::Book;
use crate::columns::{Column, EventColumns};
use crate::ids::{Dense, MatterId, PartyId, PersonId, ProjectId};
use crate::log::EventLog;
use crate::rules::case::Named;
use crate::words::Word;

/// What each name of a log's columns means to the catalogue, looked up once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    pub(crate) actor: Vec<Named<PartyId>>,
    pub(crate) to: Vec<Named<PartyId>>,
    pub(crate) with: Vec<Named<PartyId>>,
    pub(crate) about: Vec<Named<PartyId>>,
    pub(crate) matter: Vec<Named<MatterId>>,
    pub(crate) officer: Vec<Named<PersonId>>,
    pub(crate) person: Vec<Named<PersonId>>,
    pub(crate) project: Vec<Named<ProjectId>>,
    pub(crate) covers: Vec<Named<ProjectId>>,
}

impl Names {
    pub(crate) fn new(book: &Book, columns: &EventColumns<'_>) -> Self {
        let mut own = Self::default();
        own.grow(book, columns);
        own
    }

    /// Whether the log has names that are not looked up yet.
    pub(crate) fn lag(&self, log: &EventLog) -> bool {
        self.actor.len() < log.actor.words.len()
            || self.matter.len() < log.matter.words.len()
            || self.to.len() < log.to.words.len()
            || self.officer.len() < log.officer.words.len()
            || self.person.len() < log.person.words.len()
            || self.project.len() < log.project.words.len()
            || self.with.len() < log.with.words.len()
            || self.about.len() < log.about.words.len()
            || self.covers.len() < log.covers.words.len()
    }

    /// Looks up the names that came since.
    pub(crate) fn grow(&mut self, book: &Book, columns: &EventColumns<'_>) {
        fn meanings<T>(list: &mut Vec<Named<T>>, column: &Column<'_>, known: impl Fn(&str) -> Option<T>) {
            let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            let new = count(list.len())..count(column.values.len());
            list.extend(new.map(|place| named(column.values.get(place), &known)));
        }
        let party = |name: &str| book.party_id(name);
        let person = |name: &str| book.person_id(name);
        let project = |name: &str| book.project_id(name);
        meanings(&mut self.actor, &columns.actor, party);
        meanings(&mut self.to, &columns.to, party);
        meanings(&mut self.with, &columns.with, party);
        meanings(&mut self.about, &columns.about, party);
        meanings(&mut self.matter, &columns.matter, |name| book.matter_id(name));
        meanings(&mut self.officer, &columns.officer, person);
        meanings(&mut self.person, &columns.person, person);
        meanings(&mut self.project, &columns.project, project);
        meanings(&mut self.covers, &columns.covers.items, project);
    }
}

pub(crate) fn named<T>(name: &str, known: impl Fn(&str) -> Option<T>) -> Named<T> {
    if name.is_empty() { Named::Absent } else { known(name).map_or(Named::Unknown, Named::Known) }
}

pub(crate) fn meaning<T: Copy>(list: &[Named<T>], word: Word) -> Named<T> {
    list.get(word.place()).copied().unwrap_or(Named::Absent)
}

/// What stands for a name that the catalogue lacks.
pub(crate) const UNKNOWN: u32 = u32::MAX;

/// 0 for none, the highest number for one that is unknown.
pub(crate) fn pack<T: Dense>(named: Named<T>) -> u32 {
    match named {
        Named::Absent => 0,
        Named::Known(id) => id.raw(),
        Named::Unknown => UNKNOWN,
    }
}

pub(crate) fn unpack<T: Dense>(raw: u32) -> Named<T> {
    match raw {
        UNKNOWN => Named::Unknown,
        raw => T::from_raw(raw).map_or(Named::Absent, Named::Known),
    }
}
