//! What enters: rows of a log. What leaves: to which subject each belongs, and those that belong to none.

use std::ops::Range;

use crate::day::When;
use crate::event::EventKind;
use crate::finding::FindingCode;
use crate::home::{Home, home, is_application};
use crate::keys::Finder;
use crate::names::meaning;
use crate::words::Word;

/// The number of no subject.
pub(crate) const NOBODY: u32 = u32::MAX;

/// So many rows are looked at at a time, column by column.
pub(crate) const BLOCK: usize = 1 << 9;

/// Where some rows of a log belong.
#[derive(Debug, Default)]
pub(crate) struct Filed {
    /// The number of each event's subject.
    pub(crate) numbers: Vec<u32>,
    /// Events that count for a project beside their case, by its number.
    pub(crate) guests: Vec<(u32, u32)>,
    pub(crate) outside: Vec<(FindingCode, u32)>,
    /// Events without a subject.
    pub(crate) loose: Vec<u32>,
}

/// How the subject of an event is found by its kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// It is the case that the event names.
    Case,
    /// The same, and the event counts for a project too.
    Application,
    /// What the event refers to, or when it happened, may have to be looked at.
    Other,
}

impl Filed {
    /// Files some rows, in which these were withdrawn.
    pub(crate) fn new(
        finder: &Finder<'_, '_, '_>,
        withdrawn: &[u32],
        as_of: When,
        some: &Range<u32>,
    ) -> Self {
        let mut own = Self { numbers: Vec::with_capacity(some.len()), ..Self::default() };
        let Finder { reader, keys, .. } = finder;
        let log = reader.rows;
        // Where nothing is amended, faulty or recorded too late, most events are told by their kind, time and case.
        let is_plain = reader.corrected.is_empty() && withdrawn.is_empty() && log.are_all_sound();
        let way = |kind: EventKind| match home(kind) {
            Home::Case if is_plain && is_application(kind) => Way::Application,
            Home::Case if is_plain => Way::Case,
            _ => Way::Other,
        };
        let ways: Vec<Way> = log.kinds().map(|kind| kind.map_or(Way::Other, way)).collect();
        let (mut rows, mut times, mut kinds, mut cases) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for start in some.clone().step_by(BLOCK) {
            rows.clear();
            rows.extend((start..some.end).take(BLOCK));
            log.columns.kind.codes_of(&rows, &mut kinds);
            log.columns.case.codes_of(&rows, &mut cases);
            log.columns.at.of(&rows, &mut times);
            let first = own.numbers.len();
            // The numbers of cases lie anywhere: asked for one after the other, the memory brings many at once.
            own.numbers.extend(cases.iter().map(|code| keys.case_of(*code).unwrap_or(NOBODY)));
            for (place, ((row, at), kind)) in (first..).zip(rows.iter().zip(&times).zip(&kinds)) {
                let way = ways.get(*kind as usize).copied().unwrap_or(Way::Other);
                let known = own.numbers.get(place).is_some_and(|number| *number != NOBODY);
                if way == Way::Other || !known || !at.is_by(as_of.latest()) {
                    let found = own.file(finder, withdrawn, as_of, *row);
                    if let Some(number) = own.numbers.get_mut(place) {
                        *number = found;
                    }
                } else if way == Way::Application {
                    own.guest(finder, *row, Word(log.columns.project.code(*row)));
                }
            }
        }
        own
    }

    /// Takes in where the rows that come next belong.
    pub(crate) fn append(&mut self, next: Self) {
        if self.numbers.is_empty() {
            self.numbers = next.numbers;
        } else {
            self.numbers.extend(next.numbers);
        }
        self.guests.extend(next.guests);
        self.outside.extend(next.outside);
        self.loose.extend(next.loose);
    }

    /// Files any event.
    fn file(&mut self, finder: &Finder<'_, '_, '_>, withdrawn: &[u32], as_of: When, place: u32) -> u32 {
        let log = finder.reader.rows;
        if log.is_faulty(place) {
            return NOBODY;
        }
        if !log.is_known(place, as_of) {
            self.outside.push((FindingCode::FutureEvent, place));
            return NOBODY;
        }
        if withdrawn.binary_search(&place).is_ok() {
            return NOBODY;
        }
        let Some(kind) = log.kind(place) else {
            self.outside.push((FindingCode::UnknownKind, place));
            return NOBODY;
        };
        if home(kind) == Home::Amended {
            return NOBODY;
        }
        let Some(row) = finder.reader.row(place) else { return NOBODY };
        let Some(key) = finder.key(&row, kind) else {
            self.loose.push(place);
            return NOBODY;
        };
        if is_application(kind) {
            self.guest(finder, place, row.project);
        }
        number(key)
    }

    /// An application counts for the project it names too.
    fn guest(&mut self, finder: &Finder<'_, '_, '_>, place: u32, project: Word) {
        if let Some(project) = meaning(&finder.reader.names.project, project).known() {
            self.guests.push((number(finder.keys.project(project)), place));
        }
    }
}

fn number(key: usize) -> u32 {
    u32::try_from(key).unwrap_or(NOBODY)
}
