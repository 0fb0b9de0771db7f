//! What enters: persons in dated roles. What leaves: who holds a post on which day, whoever the party is by then.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::day::{Day, When};
use crate::duty::DutyStatus;
use crate::ids::{PartyId, PersonId, ProjectId};
use crate::person::Role;
use crate::sort::sort;

pub(crate) type Interval = (Day, Day);

/// Which parties have a liaison and the Bureau a pusher, from which day to which.
#[derive(Debug, Default)]
pub(crate) struct Posts {
    pub(crate) liaisons: Vec<(PartyId, Vec<Interval>)>,
    pub(crate) pushers: Vec<(PartyId, Vec<Interval>)>,
}

impl Posts {
    pub(crate) fn new(book: &Book) -> Self {
        let held = |role: Role| {
            let spans = book.roles.iter().filter(|span| span.what.role == role);
            by_party(spans.flat_map(|span| {
                let party = span.what.party.or((role == Role::Pusher).then_some(book.bureau));
                party.map(|party| book.pieces(party, span.from, span.to)).unwrap_or_default()
            }))
        };
        Self { liaisons: held(Role::Liaison), pushers: held(Role::Pusher) }
    }

    pub(crate) fn has_liaison(&self, party: PartyId, on: Day) -> bool {
        intervals(&self.liaisons, party).iter().any(|(from, to)| *from <= on && on <= *to)
    }

    pub(crate) fn is_pusher(&self, book: &Book, person: PersonId, on: Day) -> bool {
        book.roles_of(person).iter().any(|span| {
            let own = span.what.party.is_none_or(|party| book.successor(party, on) == book.bureau_on(on));
            span.what.role == Role::Pusher && own && span.covers(on)
        })
    }

    pub(crate) fn is_liaison(&self, book: &Book, person: PersonId, department: PartyId, on: Day) -> bool {
        liaisons(book, person, on).any(|party| party == department)
    }

    pub(crate) fn department_of(&self, book: &Book, person: PersonId, on: Day) -> Option<PartyId> {
        liaisons(book, person, on).next()
    }
}

/// The managers of a project by role, or by the project's own record, which carries no days.
pub(crate) fn managers(book: &Book, project: ProjectId) -> Vec<(PersonId, Interval)> {
    let own = book.roles_for(project).filter(|span| span.what.role == Role::ProjectManager);
    let roles = own.map(|span| (span.what.person, (span.from, span.to)));
    let recorded = book.project(project).and_then(|entry| entry.manager);
    roles.chain(recorded.map(|person| (person, (Day::MIN, Day::MAX)))).collect()
}

fn liaisons(book: &Book, person: PersonId, on: Day) -> impl Iterator<Item = PartyId> {
    let roles = book.roles_of(person).iter();
    roles
        .filter(move |span| span.what.role == Role::Liaison && span.covers(on))
        .filter_map(move |span| span.what.party.map(|party| book.successor(party, on)))
}

pub(crate) fn intervals(list: &[(PartyId, Vec<Interval>)], party: PartyId) -> &[Interval] {
    let found = list.binary_search_by_key(&party, |(own, _)| *own).ok().and_then(|place| list.get(place));
    found.map_or(&[], |(_, intervals)| intervals)
}

/// Merges spans party by party; spans that touch become one.
pub(crate) fn by_party(spans: impl Iterator<Item = (PartyId, Day, Day)>) -> Vec<(PartyId, Vec<Interval>)> {
    let mut parties: BTreeMap<PartyId, Vec<Interval>> = BTreeMap::new();
    for (party, from, to) in spans {
        let own = parties.entry(party).or_default();
        // Many matters change hands on the same days.
        if own.last() != Some(&(from, to)) {
            own.push((from, to));
        }
    }
    parties.into_iter().map(|(party, own)| (party, merged(own))).collect()
}

/// Merges intervals; those that touch become one, and those that end before they begin are none.
pub(crate) fn merged(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.retain(|(from, to)| from <= to);
    sort(&mut intervals);
    let mut merged: Vec<Interval> = Vec::new();
    for (from, to) in intervals {
        match merged.last_mut() {
            Some(last) if last.1.next().is_none_or(|next| from <= next) => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// The days that two intervals share.
pub(crate) fn shared(one: Interval, other: Interval) -> Option<Interval> {
    let (from, to) = (one.0.max(other.0), one.1.min(other.1));
    (from <= to).then_some((from, to))
}

/// How a post stands that was to be held on the days of an interval and was not on those of its gaps.
pub(crate) fn held(as_of: When, (_, to): Interval, gaps: &[Interval]) -> DutyStatus {
    match gaps.first() {
        Some((from, _)) if *from <= as_of.day() => DutyStatus::Missed,
        None if to <= as_of.day() => DutyStatus::Fulfilled,
        // What of it lies ahead is still to be held.
        Some(_) | None => DutyStatus::Outstanding,
    }
}

/// The parts of an interval that no other covers.
pub(crate) fn uncovered((from, to): Interval, covered: &[Interval]) -> Vec<Interval> {
    let (mut gaps, mut start) = (Vec::new(), Some(from));
    for (covered_from, covered_to) in covered {
        let Some(next) = start.filter(|next| next <= &to) else { return gaps };
        if *covered_from > to {
            break;
        }
        if *covered_to < next {
            continue;
        }
        if let Some(last) = covered_from.previous().filter(|last| *last >= next) {
            gaps.push((next, last));
        }
        start = covered_to.next();
    }
    gaps.extend(start.filter(|next| *next <= to).map(|next| (next, to)));
    gaps
}
