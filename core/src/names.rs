//! What enters: the names that a log uses. What leaves: what they mean to the catalogue.

use crate::book::Book;
use crate::columns::{Column, EventColumns};
use crate::ids::{MatterId, PartyId, PersonId, ProjectId};
use crate::rules::case::Named;
use crate::words::Word;

/// What each name of a log's columns means to the catalogue, looked up once.
#[derive(Clone, Debug)]
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
        fn meanings<T>(column: &Column<'_>, known: impl Fn(&str) -> Option<T>) -> Vec<Named<T>> {
            let values = 0..u32::try_from(column.values.len()).unwrap_or(u32::MAX);
            values.map(|place| named(column.values.get(place), &known)).collect()
        }
        let party = |name: &str| book.party_id(name);
        let person = |name: &str| book.person_id(name);
        let project = |name: &str| book.project_id(name);
        Self {
            actor: meanings(&columns.actor, party),
            to: meanings(&columns.to, party),
            with: meanings(&columns.with, party),
            about: meanings(&columns.about, party),
            matter: meanings(&columns.matter, |name| book.matter_id(name)),
            officer: meanings(&columns.officer, person),
            person: meanings(&columns.person, person),
            project: meanings(&columns.project, project),
            covers: meanings(&columns.covers.items, project),
        }
    }
}

pub(crate) fn named<T>(name: &str, known: impl Fn(&str) -> Option<T>) -> Named<T> {
    if name.is_empty() { Named::Absent } else { known(name).map_or(Named::Unknown, Named::Known) }
}

pub(crate) fn meaning<T: Copy>(list: &[Named<T>], word: Word) -> Named<T> {
    list.get(word.place()).copied().unwrap_or(Named::Absent)
}
