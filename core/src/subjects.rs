//! What enters: a log in any order. What leaves: its subjects one by one, each with its acts in a canonical order.

use std::cmp::Ordering;
use std::ops::Range;

use crate::acts::{Bench, Reader};
use crate::amend::{Amended, Referred};
use crate::batch::Batch;
use crate::book::Book;
use crate::day::When;
use crate::duty::SubjectId;
use crate::event::EventKind;
use crate::finding::FindingCode;
use crate::home::{Home, cures, home, is_application, is_by_hand};
use crate::keys::{Finder, Keys};
use crate::names::Names;
use crate::order::{by_content, canonical};
use crate::packed::Packed;
use crate::parts::{Division, carry};
use crate::rows::Rows;
use crate::rules::allegation;
use crate::rules::case::{Case, Extras, Named};
use crate::rules::judge::Judge;

const NONE: u32 = u32::MAX;

/// The subjects of a log, by parts.
pub(crate) struct Subjects<'s, 'l> {
    reader: Reader<'s, 'l>,
    keys: Keys,
    division: Division,
    /// The events of each part.
    parts: Vec<Vec<Packed>>,
    filed: Filed,
}

/// Where the events of a log belong.
#[derive(Debug, Default)]
struct Filed {
    /// The number of each event's subject.
    numbers: Vec<u32>,
    /// Events that count for a project beside their case, by its number.
    guests: Vec<(u32, u32)>,
    outside: Vec<(FindingCode, u32)>,
    /// Events without a subject.
    loose: Vec<u32>,
}

impl<'s, 'l> Subjects<'s, 'l> {
    pub(crate) fn new(book: &'s Book, rows: &'s Rows<'l>, names: &'s Names, as_of: When) -> Self {
        let referred = Referred::new(rows, as_of);
        let Amended { corrected, withdrawn, unmatched } = Amended::new(rows, &referred, as_of);
        let keys = Keys::in_order(book, rows);
        let reader = Reader { book, rows, names, corrected };
        let finder = Finder { reader: &reader, referred: &referred, keys: &keys };
        let mut filed = Filed::new(&finder, &withdrawn, as_of, 0..rows.len());
        filed.outside.extend(unmatched.into_iter().map(|place| (FindingCode::UnmatchedEvent, place)));
        repeated_outside(rows, &mut filed.outside);
        filed.loose.sort_by(|a, b| canonical(rows, *a, *b));
        filed.guests.sort_unstable();
        let division = Division::new(keys.zone, rows.len() as usize);
        let parts = carry(division, 0..rows.len(), &filed.numbers, |place| reader.packed(place));
        Self { reader, keys, division, parts, filed }
    }

    pub(crate) fn take_outside(&mut self) -> Vec<(FindingCode, u32)> {
        std::mem::take(&mut self.filed.outside)
    }

    /// Hands every subject to `rules`, its acts in their canonical order, for as long as `goes_on` says so of the events
    /// that were judged so far; whether it always did.
    pub(crate) fn each(
        mut self,
        judge: &mut Judge<'_, '_>,
        rules: impl Fn(&mut Judge<'_, '_>, &Case<'_>),
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        loose_events(&self.reader, judge, &self.filed.loose);
        let (mut batch, mut bench, mut done) = (Batch::default(), Bench::default(), 0usize);
        for (part, events) in std::mem::take(&mut self.parts).into_iter().enumerate() {
            if !goes_on(done) {
                return false;
            }
            done = done.saturating_add(events.len());
            self.fill(&mut batch, part, &events);
            // What a part held is given back before the next one is looked at.
            drop(events);
            batch.judge(&self.reader, judge, &rules, &mut bench);
        }
        true
    }

    /// Brings the events of a part to their subjects.
    fn fill(&self, batch: &mut Batch, part: usize, events: &[Packed]) {
        let numbers = self.division.numbers(part);
        let within = |number: u32| (number as usize).saturating_sub(numbers.start);
        let own = events.iter().filter_map(|event| {
            self.filed.numbers.get(event.row as usize).map(|number| (within(*number), *event))
        });
        let guests = &self.filed.guests;
        let guest = |number: usize| guests.partition_point(|(own, _)| (*own as usize) < number);
        let guests = guests.get(guest(numbers.start)..guest(numbers.end)).unwrap_or_default();
        let guests =
            guests.iter().filter_map(|(number, row)| Some((within(*number), self.reader.packed(*row)?)));
        batch.fill(numbers.len(), own.chain(guests));
        for (place, number) in numbers.enumerate() {
            // Projects and departments may owe something of which nothing is logged.
            batch.hold(self.keys.subject(number), place, number >= self.keys.projects);
        }
    }
}

impl Filed {
    /// Files some rows of a log.
    fn new(finder: &Finder<'_, '_, '_>, withdrawn: &[u32], as_of: When, some: Range<u32>) -> Self {
        let Finder { reader, keys, .. } = finder;
        let rows = reader.rows;
        let number = |key: usize| u32::try_from(key).unwrap_or(NONE);
        let Self { mut guests, mut outside, mut loose, .. } = Self::default();
        let numbers = some.map(|place| {
            if rows.is_faulty(place) {
                return NONE;
            }
            if !rows.is_known(place, as_of) {
                outside.push((FindingCode::FutureEvent, place));
                return NONE;
            }
            if withdrawn.binary_search(&place).is_ok() {
                return NONE;
            }
            let Some(kind) = rows.kind(place) else {
                outside.push((FindingCode::UnknownKind, place));
                return NONE;
            };
            if home(kind) == Home::Amended {
                return NONE;
            }
            if reader.corrected.is_empty()
                && home(kind) == Home::Case
                && !is_application(kind)
                && let Some(case) = rows.case(place).known()
            {
                return number(keys.case(case));
            }
            let Some(row) = reader.row(place) else { return NONE };
            let Some(key) = finder.key(&row, kind) else {
                loose.push(place);
                return NONE;
            };
            if is_application(kind)
                && let Some(project) = reader.project(&row).known()
            {
                guests.push((number(keys.project(project)), place));
            }
            number(key)
        });
        Self { numbers: numbers.collect(), guests, outside, loose }
    }
}

/// Puts events that no subject takes into the canonical order; one that says the same as another is a repeated one.
pub(crate) fn repeated_outside(rows: &Rows<'_>, outside: &mut [(FindingCode, u32)]) {
    outside.sort_by(|a, b| canonical(rows, a.1, b.1).then(a.0.cmp(&b.0)));
    for place in (1..outside.len()).rev() {
        if let Some([one, other]) = outside.get_mut(place.saturating_sub(1)..=place)
            && by_content(rows, one.1, other.1) == Ordering::Equal
        {
            other.0 = FindingCode::DuplicateEvent;
        }
    }
}

/// Finds what events that belong to no subject come to; they are in the canonical order.
pub(crate) fn loose_events(reader: &Reader<'_, '_>, judge: &mut Judge<'_, '_>, loose: &[u32]) {
    let mut before: Option<u32> = None;
    for place in loose.iter().copied() {
        if before.is_some_and(|before| by_content(reader.rows, before, place) == Ordering::Equal) {
            let at = reader.row(place).map(|row| row.at);
            if let Some(at) = at {
                reader.repeated(judge, SubjectId::Event(place), place, at);
            }
        } else {
            loose_event(reader, judge, place);
        }
        before = Some(place);
    }
}

/// An event that belongs to no subject: a party's, matter's or project's that the catalogue does not hold.
fn loose_event(reader: &Reader<'_, '_>, judge: &mut Judge<'_, '_>, place: u32) {
    let (Some(row), Some(packed)) = (reader.row(place), reader.packed(place)) else { return };
    reader.unknown_names(judge, place);
    let Some(kind) = row.kind else { return };
    let mut extras = Extras::default();
    let acts = [reader.act(&packed, kind, &mut extras)];
    let case = Case::new(SubjectId::Event(place), &acts, &extras);
    let [act] = &acts;
    let names_unknown = match home(kind) {
        Home::Allegation => return allegation::judge(judge, &case),
        // A visit is tracked and judges nobody.
        Home::Project if kind == EventKind::Visit => return,
        Home::Case => act.matter == Named::Unknown,
        Home::Project => reader.project(&row) == Named::Unknown,
        Home::Department => act.actor == Named::Unknown,
        Home::Support => {
            act.matter == Named::Unknown || act.actor == Named::Unknown || act.to == Named::Unknown
        }
        Home::Zone | Home::Amended => false,
    };
    // An event that names something unknown was found as that.
    if !names_unknown {
        judge.found_unmatched(&case, act);
    }
    if let Some(cures) = cures(kind) {
        let party = if is_by_hand(cures) { act.actor.known() } else { act.to.known() };
        judge.stray(&case, act, cures, party);
    }
}
