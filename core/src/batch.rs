//! What enters: the events of some subjects, one subject after the other. What leaves: the same in their canonical order,
//! and which event of its subject each refers to.
//!
//! Two ids are told apart by their hashes, and then by their texts. Those lie anywhere in the log; asked for all together,
//! the memory brings many at once, where a rule that needs one has to wait for it.

use std::cmp::Ordering;
use std::ops::Range;

use crate::acts::{Bench, Logged, Reader};
use crate::duty::SubjectId;
use crate::manner::Manners;
use crate::packed::{FEW, Packed, Reference};
use crate::parts::Part;
use crate::rules::case::Case;
use crate::rules::judge::Judge;

/// Subjects that are judged one after the other.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    events: Vec<Packed>,
    subjects: Vec<Held>,
    references: Vec<Reference>,
    hashes: Vec<(u32, u32)>,
    /// Where the events of each place end.
    ends: Vec<u32>,
}

/// A subject of a batch, by where its events and references lie.
#[derive(Clone, Copy, Debug)]
struct Held {
    subject: SubjectId,
    events: (u32, u32),
    references: (u32, u32),
    /// Whether two of its events have one time or one id, as far as hashes tell.
    may_repeat: bool,
}

impl Batch {
    /// The events of one subject.
    pub(crate) fn of(subject: SubjectId, events: Vec<Packed>) -> Self {
        let ends = vec![u32::try_from(events.len()).unwrap_or(u32::MAX)];
        let mut own = Self { events, ends, ..Self::default() };
        own.hold(subject, 0, true);
        own
    }

    /// Takes in events of parts, of which these subjects are looked at; each part with the numbers that its manners have here.
    pub(crate) fn fill<'p>(
        &mut self,
        subjects: &Range<usize>,
        parts: impl Iterator<Item = (&'p Part, &'p [u32])> + Clone,
        guests: &[Packed],
    ) {
        let Self { events: own, subjects: held, ends, .. } = self;
        let within = |number: u32| (number as usize).saturating_sub(subjects.start);
        held.clear();
        ends.clear();
        ends.resize(subjects.len(), 0);
        let own_blocks = parts.clone().flat_map(|(part, _)| part.blocks());
        for events in own_blocks.chain([guests]) {
            for event in events {
                if let Some(count) = ends.get_mut(within(event.subject)) {
                    *count = count.saturating_add(1);
                }
            }
        }
        let mut total = 0u32;
        for end in ends.iter_mut() {
            total = total.saturating_add(std::mem::replace(end, total));
        }
        own.resize(total as usize, Packed::EMPTY);
        // Each subject begins where the one before it ends, and ends where its filling stops.
        let mut put = |event: &Packed, manner: u32| {
            let Some(end) = ends.get_mut(within(event.subject)) else { return };
            if let Some(free) = own.get_mut(*end as usize) {
                *free = Packed { manner, ..*event };
            }
            *end = end.saturating_add(1);
        };
        for (part, manners) in parts {
            for event in part.iter() {
                put(event, manners.get(event.manner as usize).copied().unwrap_or(event.manner));
            }
        }
        guests.iter().for_each(|event| put(event, event.manner));
    }

    /// Says which subject it is that has a place, and that it is looked at, whether it has any events or not.
    pub(crate) fn hold(&mut self, subject: SubjectId, place: usize, even_without: bool) {
        let end = |place: usize| self.ends.get(place).copied();
        let from = place.checked_sub(1).and_then(end).unwrap_or(0);
        let to = end(place).unwrap_or(from);
        if from < to || even_without {
            self.subjects.push(Held { subject, events: (from, to), references: (0, 0), may_repeat: false });
        }
    }

    /// Hands every subject to `rules`, its acts in their canonical order.
    pub(crate) fn judge(
        &mut self,
        reader: &Reader<'_, '_>,
        manners: &Manners,
        judge: &mut Judge<'_, '_>,
        rules: impl Fn(&mut Judge<'_, '_>, &Case<'_>),
        bench: &mut Bench,
    ) {
        self.settle(reader, manners);
        for Held { subject, events, references, may_repeat } in &self.subjects {
            let (events, references) = (slice(&self.events, *events), slice(&self.references, *references));
            let logged = Logged { events, references, may_repeat: *may_repeat };
            reader.acts(manners, judge, *subject, logged, bench);
            rules(judge, &Case::new(*subject, &bench.acts, &bench.extras));
        }
    }

    fn settle(&mut self, reader: &Reader<'_, '_>, manners: &Manners) {
        let Self { events, subjects, references, hashes, .. } = self;
        references.clear();
        for held in subjects.iter_mut() {
            let (from, to) = held.events;
            let own = events.get_mut(from as usize..to as usize).unwrap_or_default();
            let of_one_case = matches!(held.subject, SubjectId::Case(_) | SubjectId::Matter(_));
            held.may_repeat = put_in_order(own, |a, b| reader.order(manners, a, b, of_one_case));
            let start = count(references.len());
            by_hash(own, hashes, references);
            held.references = (start, count(references.len()));
        }
        for held in subjects {
            let own = slice(events, held.events);
            let (from, to) = held.references;
            for reference in references.get_mut(from as usize..to as usize).unwrap_or_default() {
                verify(reader, own, reference);
            }
        }
    }
}

/// Puts a subject's events in their order; whether two of them may be one event that is there twice.
///
/// Of a few only their times are sorted, and what is at one time is looked at more closely.
fn put_in_order(events: &mut [Packed], order: impl Fn(&Packed, &Packed) -> Ordering) -> bool {
    if events.len() > FEW {
        events.sort_unstable_by(order);
        return true;
    }
    events.sort_unstable_by_key(|event| event.at);
    let (mut seen, mut last, mut may_repeat, mut is_told) = (Seen::default(), None, false, true);
    for event in &*events {
        may_repeat |= seen.may_hold(event.id);
        is_told &= last < Some(event.at);
        last = Some(event.at);
    }
    if is_told {
        return may_repeat;
    }
    for alike in events.chunk_by_mut(|one, other| one.at == other.at).filter(|alike| alike.len() > 1) {
        alike.sort_unstable_by(&order);
        may_repeat |= !alike.is_sorted_by(|one, other| !one.looks_like(other));
    }
    may_repeat
}

/// Hashes that were seen, as far as 128 bits tell: what was, and seldom another.
#[derive(Default)]
struct Seen(u64, u64);

impl Seen {
    /// Whether a hash may have been seen before.
    #[inline]
    fn may_hold(&mut self, hash: u32) -> bool {
        let (one, other) = (1u64 << (hash & 63), 1u64 << (hash >> 6 & 63));
        let is_there = self.0 & one != 0 && self.1 & other != 0 && hash != 0;
        (self.0, self.1) = (self.0 | one, self.1 | other);
        is_there
    }
}

/// What each event refers to by the hash of its id: the first event of those with that one.
fn by_hash(events: &[Packed], hashes: &mut Vec<(u32, u32)>, references: &mut Vec<Reference>) {
    let ranked = || events.iter().zip(0u32..);
    let referring = ranked().filter(|(event, _)| event.refers != 0);
    if events.len() <= FEW {
        references.extend(referring.map(|(event, rank)| {
            let to = ranked().find(|(other, _)| other.id == event.refers).map(|(_, rank)| rank);
            Reference { event: rank, to }
        }));
        return;
    }
    hashes.clear();
    hashes.extend(ranked().map(|(event, rank)| (event.id, rank)));
    hashes.sort_unstable();
    references.extend(referring.map(|(event, rank)| {
        let first = hashes.partition_point(|(hash, _)| *hash < event.refers);
        let found = hashes.get(first).filter(|(hash, _)| *hash == event.refers);
        Reference { event: rank, to: found.map(|(_, rank)| *rank) }
    }));
}

/// Looks further where another id has the same hash.
fn verify(reader: &Reader<'_, '_>, events: &[Packed], reference: &mut Reference) {
    let event = |rank: u32| events.get(rank as usize);
    let (Some(own), Some(to)) = (event(reference.event), reference.to.and_then(event)) else { return };
    let named = reader.refers_to(own.row);
    let is_it = |other: &Packed| other.id == own.refers && reader.rows.id(other.row) == named;
    if !is_it(to) {
        reference.to = events.iter().zip(0u32..).find(|(other, _)| is_it(other)).map(|(_, rank)| rank);
    }
}

fn slice<T>(list: &[T], (from, to): (u32, u32)) -> &[T] {
    list.get(from as usize..to as usize).unwrap_or_default()
}

fn count(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stamp::Stamp;

    fn event(at: i64, row: u32, id: u32) -> Packed {
        Packed { at: Stamp::from_number(at * 2 + 1).unwrap(), row, id, matter: row, ..Packed::EMPTY }
    }

    #[test]
    fn few_and_many_events_come_in_one_order() {
        let by_row = |a: &Packed, b: &Packed| a.at.cmp(&b.at).then(a.row.cmp(&b.row));
        for count in [0, 1, 2, 9, FEW as u32, FEW as u32 + 1, 200] {
            // Some are at one time.
            let mut events: Vec<Packed> =
                (0..count).map(|row| event(i64::from(row * 7 % 13) - 5, row, row)).rev().collect();
            let mut expected = events.clone();
            expected.sort_by(by_row);
            put_in_order(&mut events, by_row);
            assert!(
                events.iter().map(|own| own.row).eq(expected.iter().map(|own| own.row)),
                "{count} events"
            );
        }
    }

    #[test]
    fn what_is_there_twice_is_never_passed_over() {
        let told = |events: &mut [Packed]| put_in_order(events, |a, b| a.row.cmp(&b.row));
        assert!(!told(&mut [event(3, 0, 0), event(2, 1, 0), event(1, 2, 0)]), "no id is no id twice");
        for id in [1, 63, 64, 4_096, u32::MAX] {
            assert!(told(&mut [event(3, 0, id), event(2, 1, 7), event(1, 2, id)]), "id {id}");
        }
        let alike = Packed { row: 1, ..event(2, 0, 5) };
        assert!(told(&mut [event(2, 0, 9), event(1, 3, 8), alike]), "one content under two ids");
    }
}
