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
use crate::parts::{Division, Part, carry};
use crate::rows::Rows;
use crate::rules::allegation;
use crate::rules::case::{Case, Extras, Named};
use crate::rules::judge::Judge;
use crate::share::share;
use crate::sort::{sort, sort_by};

const NONE: u32 = u32::MAX;

/// The subjects of a log, by parts.
pub(crate) struct Subjects<'s, 'l> {
    reader: Reader<'s, 'l>,
    keys: Keys,
    division: Division,
    /// What each part holds, from some rows after the other.
    parts: Vec<Vec<Part>>,
    /// Events that count for a project beside their case, by its number.
    guests: Vec<(u32, u32)>,
    outside: Vec<(FindingCode, u32)>,
    /// Events without a subject.
    loose: Vec<u32>,
    threads: usize,
}

/// Where some rows of a log belong.
#[derive(Debug, Default)]
struct Filed {
    /// The number of each event's subject.
    numbers: Vec<u32>,
    guests: Vec<(u32, u32)>,
    outside: Vec<(FindingCode, u32)>,
    loose: Vec<u32>,
}

impl<'s, 'l> Subjects<'s, 'l> {
    pub(crate) fn new(
        book: &'s Book,
        rows: &'s Rows<'l>,
        names: &'s Names,
        as_of: When,
        threads: usize,
    ) -> Self {
        let referred = Referred::new(rows, as_of);
        let Amended { corrected, withdrawn, unmatched } = Amended::new(rows, &referred, as_of);
        let keys = Keys::in_order(book, rows);
        let reader = Reader { book, rows, names, corrected };
        let finder = Finder { reader: &reader, referred: &referred, keys: &keys };
        let division = Division::new(keys.zone, rows.len() as usize);
        let mut parts: Vec<Vec<Part>> = (0..division.count()).map(|_| Vec::new()).collect();
        let (mut guests, mut loose) = (Vec::new(), Vec::new());
        let mut outside: Vec<_> =
            unmatched.into_iter().map(|place| (FindingCode::UnmatchedEvent, place)).collect();
        let work = |codes: &mut Vec<u32>, _, some: Range<u32>| {
            let filed = Filed::new(&finder, &withdrawn, as_of, some.clone());
            let pack = |rows, out: &mut _| reader.pack(rows, codes, out);
            (carry(division, some, &filed.numbers, pack), filed)
        };
        share(threads, shares(rows.len(), threads), work, |(own, filed)| {
            parts.iter_mut().zip(own).for_each(|(part, own)| part.push(own));
            guests.extend(filed.guests);
            outside.extend(filed.outside);
            loose.extend(filed.loose);
            true
        });
        repeated_outside(rows, &mut outside);
        sort_by(&mut loose, |a, b| canonical(rows, *a, *b));
        sort(&mut guests);
        Self { reader, keys, division, parts, guests, outside, loose, threads }
    }

    pub(crate) fn take_outside(&mut self) -> Vec<(FindingCode, u32)> {
        std::mem::take(&mut self.outside)
    }

    /// Hands every subject to `rules`, its acts in their canonical order, for as long as `goes_on` says so of the events
    /// that were judged so far; whether it always did.
    pub(crate) fn each(
        mut self,
        judge: &mut Judge<'_, '_>,
        rules: impl Fn(&mut Judge<'_, '_>, &Case<'_>) + Sync,
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        loose_events(&self.reader, judge, &self.loose);
        let mut parts = std::mem::take(&mut self.parts);
        // What is owed over all subjects is looked at once all were.
        let last = parts.pop().unwrap_or_default();
        let mut done = 0usize;
        let events = |part: &[Part]| part.iter().map(Part::len).fold(0, usize::saturating_add);
        if self.threads == 1 {
            let mut place = Place::default();
            for (number, part) in parts.into_iter().enumerate() {
                done = done.saturating_add(events(&part));
                self.part(&mut place, number, part, judge, &rules);
                if !goes_on(done) {
                    return false;
                }
            }
        } else {
            let alike = judge.beside();
            let work = |place: &mut Place, number: usize, part: Vec<Part>| {
                let (mut own, events) = (alike.beside(), events(&part));
                self.part(place, number, part, &mut own, &rules);
                (own.out, events)
            };
            let is_whole = share(self.threads, parts, work, |(out, events)| {
                judge.out.append(out);
                done = done.saturating_add(events);
                goes_on(done)
            });
            if !is_whole {
                return false;
            }
        }
        self.part(&mut Place::default(), self.division.count().saturating_sub(1), last, judge, &rules);
        true
    }

    /// Brings the events of a part to their subjects and judges those.
    fn part(
        &self,
        Place { batch, bench }: &mut Place,
        number: usize,
        mut part: Vec<Part>,
        judge: &mut Judge<'_, '_>,
        rules: impl Fn(&mut Judge<'_, '_>, &Case<'_>),
    ) {
        let numbers = self.division.numbers(number);
        let guest = |number: usize| self.guests.partition_point(|(own, _)| (*own as usize) < number);
        let guests = self.guests.get(guest(numbers.start)..guest(numbers.end)).unwrap_or_default().iter();
        let guests = guests.filter_map(|(number, row)| Some(self.reader.packed(*row)?.of_subject(*number)));
        part.push(guests.collect());
        batch.fill(&numbers, &part);
        // What a part held is given back before its subjects are looked at.
        drop(part);
        for (place, number) in numbers.enumerate() {
            // Projects and departments may owe something of which nothing is logged.
            batch.hold(self.keys.subject(number), place, number >= self.keys.projects);
        }
        batch.judge(&self.reader, judge, rules, bench);
    }
}

/// What one thread judges with.
#[derive(Debug, Default)]
struct Place {
    batch: Batch,
    bench: Bench,
}

/// Rows divided between threads.
fn shares(rows: u32, threads: usize) -> Vec<Range<u32>> {
    // Fewer rows are filed before another thread has begun.
    let each = rows.div_ceil(u32::try_from(threads).unwrap_or(u32::MAX).max(1)).max(1 << 13);
    let starts = (0..rows).step_by(each as usize);
    starts.map(|start| start..start.saturating_add(each).min(rows)).collect()
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
            if !withdrawn.is_empty() && withdrawn.binary_search(&place).is_ok() {
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
    sort_by(outside, |a, b| canonical(rows, a.1, b.1).then(a.0.cmp(&b.0)));
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
