//! What enters: a log in any order. What leaves: its subjects one by one, each with its acts in a canonical order.

use std::cmp::Ordering;

use crate::acts::{Bench, Packed, Reader};
use crate::amend::{Amended, Referred};
use crate::book::Book;
use crate::day::When;
use crate::duty::SubjectId;
use crate::event::EventKind;
use crate::finding::FindingCode;
use crate::home::{Home, cures, home, is_application, is_by_hand};
use crate::keys::{Finder, Keys};
use crate::names::Names;
use crate::order::{by_content, canonical, prefix};
use crate::rows::Rows;
use crate::rules::allegation;
use crate::rules::case::{Case, Extras, Named};
use crate::rules::judge::Judge;

const NONE: u32 = u32::MAX;

/// The subjects of a log, each a range of `events`.
pub(crate) struct Subjects<'s, 'l> {
    reader: Reader<'s, 'l>,
    events: Vec<Packed>,
    ranges: Vec<(SubjectId, u32, u32)>,
    outside: Vec<(FindingCode, u32)>,
    /// Events without a subject.
    loose: Vec<u32>,
}

impl<'s, 'l> Subjects<'s, 'l> {
    pub(crate) fn new(book: &'s Book, rows: &'s Rows<'l>, names: &'s Names, as_of: When) -> Self {
        let referred = Referred::new(rows, as_of);
        let Amended { corrected, withdrawn, unmatched } = Amended::new(rows, &referred, as_of);
        let keys = Keys::new(book, rows.case_count());
        let mut own = Self {
            reader: Reader { book, rows, names, corrected },
            events: Vec::new(),
            ranges: Vec::new(),
            outside: unmatched.into_iter().map(|place| (FindingCode::UnmatchedEvent, place)).collect(),
            loose: Vec::new(),
        };
        let (key_of, guests) = own.keyed(&referred, &keys, &withdrawn, as_of);
        own.group(&key_of, &guests, &keys);
        repeated_outside(rows, &mut own.outside);
        own.loose.sort_by(|a, b| canonical(rows, *a, *b));
        own
    }

    /// The subject of each event by its number, and the events that count for a project beside their case.
    fn keyed(
        &mut self,
        referred: &Referred<'l>,
        keys: &Keys,
        withdrawn: &[u32],
        as_of: When,
    ) -> (Vec<u32>, Vec<(u32, u32)>) {
        let Self { reader, outside, loose, .. } = self;
        let rows = reader.rows;
        let finder = Finder { reader, referred, keys };
        let number = |key: usize| u32::try_from(key).unwrap_or(NONE);
        let mut guests = Vec::new();
        let key_of = (0..rows.len()).map(|place| {
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
            let is_plain = reader.corrected.is_empty() && home(kind) == Home::Case && !is_application(kind);
            if is_plain && let Some(case) = rows.case(place).known() {
                return case.0;
            }
            let Some(row) = reader.row(place) else { return NONE };
            let Some(key) = finder.key(&row, kind) else {
                loose.push(place);
                return NONE;
            };
            if is_application(kind)
                && let Some(project) = reader.project(&row).known()
            {
                guests.push((place, number(keys.project(project))));
            }
            number(key)
        });
        (key_of.collect(), guests)
    }

    /// Carries events to their subjects in one counting pass, and sorts the subjects by their ids.
    fn group(&mut self, key_of: &[u32], guests: &[(u32, u32)], keys: &Keys) {
        let mut next = vec![0u32; keys.zone.saturating_add(1)];
        for key in key_of.iter().chain(guests.iter().map(|(_, key)| key)) {
            if let Some(count) = next.get_mut(*key as usize) {
                *count = count.saturating_add(1);
            }
        }
        let mut total = 0u32;
        for start in &mut next {
            let own = *start;
            *start = total;
            total = total.saturating_add(own);
        }
        self.events = vec![Packed::none(); total as usize];
        let own = (0u32..).zip(key_of).map(|(place, key)| (place, *key));
        for (place, key) in own.chain(guests.iter().copied()) {
            let Some(slot) = next.get_mut(key as usize) else { continue };
            if let (Some(free), Some(event)) =
                (self.events.get_mut(*slot as usize), self.reader.packed(place))
            {
                *free = event;
            }
            *slot = slot.saturating_add(1);
        }
        // Each subject now ends where its filling stopped, and begins where the one before it ends.
        let ends = next.iter().copied();
        let starts = std::iter::once(0).chain(ends.clone());
        // Projects and departments may owe something of which nothing is logged.
        let ranges = starts.zip(ends).enumerate();
        let ranges = ranges.filter(|(key, (from, to))| from < to || *key >= keys.projects);
        let rows = self.reader.rows;
        let mut keyed: Vec<(u64, SubjectId, u32, u32)> = ranges
            .map(|(key, (from, to))| {
                let subject = keys.subject(key);
                let first = match subject {
                    SubjectId::Case(word) => prefix(rows.case_name(word)),
                    _ => u64::MAX,
                };
                (first, subject, from, to)
            })
            .collect();
        keyed.sort_unstable_by(|a, b| match (a.1, b.1) {
            (SubjectId::Case(one), SubjectId::Case(other)) => {
                a.0.cmp(&b.0).then_with(|| rows.case_name(one).cmp(rows.case_name(other)))
            }
            (SubjectId::Case(_), _) => Ordering::Less,
            (_, SubjectId::Case(_)) => Ordering::Greater,
            (one, other) => keys.key(one).cmp(&keys.key(other)),
        });
        self.ranges = keyed.into_iter().map(|(_, subject, from, to)| (subject, from, to)).collect();
    }

    pub(crate) fn take_outside(&mut self) -> Vec<(FindingCode, u32)> {
        std::mem::take(&mut self.outside)
    }

    /// Hands every subject to `rules`, its acts in their canonical order, for as long as `goes_on` says so of the events
    /// that were judged so far; whether it always did.
    pub(crate) fn each(
        mut self,
        judge: &mut Judge<'_, '_>,
        rules: impl Fn(&mut Judge<'_, '_>, &Case<'_>),
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> bool {
        loose_events(&self.reader, judge, &self.loose);
        let mut bench = Bench::default();
        for (place, (subject, from, to)) in self.ranges.iter().enumerate() {
            // Events lie subject after subject, so that where one begins is how many were judged before it.
            if place & 0xfff == 0 && !goes_on(*from as usize) {
                return false;
            }
            let events = self.events.get_mut(*from as usize..*to as usize).unwrap_or_default();
            self.reader.acts(judge, *subject, events, &mut bench);
            rules(judge, &Case::new(*subject, &bench.acts, &bench.extras));
        }
        true
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
