//! What enters: dated roles and recorded supervision. What leaves: who holds a post on a day, and the days on which the
//! Bureau has no designated pusher (2.6a) or a supervising department no liaison (3.2a).

use crate::book::{Book, PartyId, PersonId};
use crate::day::Day;
use crate::day::When;
use crate::duty::{DutyRow, DutyStatus, SubjectId, TriggerId};
use crate::finding::{FindingCode, FindingRow, Severity};
use crate::norm::Norm;
use crate::party::PartyKind;
use crate::person::Role;
use crate::reading::{Basis, ExchangePerson, Reading};
use crate::rules::case::Judge;
use crate::rules::relation::Relation;

type Interval = (Day, Day);

/// Which parties have a liaison and the Bureau a pusher, from which day to which.
#[derive(Debug, Default)]
pub(crate) struct Posts {
    liaisons: Vec<(PartyId, Vec<Interval>)>,
    pushers: Vec<(PartyId, Vec<Interval>)>,
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

fn liaisons(book: &Book, person: PersonId, on: Day) -> impl Iterator<Item = PartyId> {
    let roles = book.roles_of(person).iter();
    roles
        .filter(move |span| span.what.role == Role::Liaison && span.covers(on))
        .filter_map(move |span| span.what.party.map(|party| book.successor(party, on)))
}

fn intervals(list: &[(PartyId, Vec<Interval>)], party: PartyId) -> &[Interval] {
    let found = list.binary_search_by_key(&party, |(own, _)| *own).ok().and_then(|place| list.get(place));
    found.map_or(&[], |(_, intervals)| intervals)
}

/// Merges spans party by party; spans that touch become one.
fn by_party(spans: impl Iterator<Item = (PartyId, Day, Day)>) -> Vec<(PartyId, Vec<Interval>)> {
    let mut spans: Vec<_> = spans.collect();
    spans.sort_unstable();
    let mut merged: Vec<(PartyId, Vec<Interval>)> = Vec::new();
    for (party, from, to) in spans {
        match merged.last_mut() {
            Some((own, intervals)) if *own == party => match intervals.last_mut() {
                Some(last) if last.1.next().is_none_or(|next| from <= next) => last.1 = last.1.max(to),
                _ => intervals.push((from, to)),
            },
            _ => merged.push((party, vec![(from, to)])),
        }
    }
    merged
}

/// The parts of an interval that no other covers.
fn uncovered((from, to): Interval, covered: &[Interval]) -> Vec<Interval> {
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

/// The standing duties of the period: each uncovered interval is a breach, filled later or not.
pub(crate) fn judge(judge: &mut Judge<'_, '_>) {
    let force = judge.ground.profile.readings.in_force;
    let from = judge.window.from.max(force.from);
    let to = judge.window.to.min(judge.as_of.day()).min(force.to.unwrap_or(Day::MAX));
    if to < from {
        return;
    }
    let book = judge.ground.book;
    let pusher =
        Post { norm: Norm::N26a, code: FindingCode::PusherNotDesignated, basis: Reading::StandingDuties };
    let liaison =
        Post { norm: Norm::N32a, code: FindingCode::LiaisonMissing, basis: Reading::StandingDuties };
    for (bureau, from, to) in book.pieces(book.bureau, from, to) {
        let covered = intervals(&judge.posts.pushers, bureau).to_vec();
        hold(judge, pusher, bureau, (from, to), &covered);
        if judge.ground.profile.readings.exchange_person == ExchangePerson::TwoPersons {
            let covered = intervals(&judge.posts.liaisons, bureau).to_vec();
            hold(judge, Post { basis: Reading::ExchangePerson, ..liaison }, bureau, (from, to), &covered);
        }
    }
    let spans = book.every_supervision().iter();
    let needed =
        by_party(spans.flat_map(|span| book.pieces(span.what, span.from.max(from), span.to.min(to))));
    for (department, spans) in needed {
        if book.party(department).kind == PartyKind::Department {
            let covered = intervals(&judge.posts.liaisons, department).to_vec();
            for span in spans {
                hold(judge, liaison, department, span, &covered);
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Post {
    norm: Norm,
    code: FindingCode,
    basis: Reading,
}

fn hold(judge: &mut Judge<'_, '_>, post: Post, party: PartyId, span: Interval, covered: &[Interval]) {
    let gaps = uncovered(span, covered);
    let basis = Some(Basis::Reading(post.basis));
    judge.duty(DutyRow {
        norm: post.norm,
        obligor: Ok(party),
        to: None,
        subject: SubjectId::Party(party),
        trigger: TriggerId::Since(span.0),
        since: When::Day(span.0),
        due: None,
        status: if gaps.is_empty() { DutyStatus::Fulfilled } else { DutyStatus::Missed },
        fulfilled_by: None,
        elapsed: None,
        basis,
        relation: Relation::default(),
    });
    for (from, to) in gaps {
        let mut row = FindingRow::new(post.code, Severity::Breach, SubjectId::Party(party));
        row.obligor = Some(party);
        row.interval = Some((from, to));
        row.basis = basis;
        judge.find(row, from, &[]);
    }
}
