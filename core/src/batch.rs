//! What enters: the events of some subjects, one subject after the other. What leaves: the same in their canonical order,
//! and which event of its subject each refers to.
//!
//! Two ids are told apart by their hashes, and then by their texts. Those lie anywhere in the log; asked for all together,
//! the memory brings many at once, where a rule that needs one has to wait for it.

use std::cmp::Ordering;
use std::ops::Range;

use smallvec::SmallVec;

use crate::acts::{Bench, Reader};
use crate::duty::SubjectId;
use crate::packed::{FEW, Packed, Reference};
use crate::parts::Part;
use crate::rules::case::Case;
use crate::rules::judge::Judge;
use crate::stamp::Stamp;

/// Subjects that are judged one after the other.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    events: Vec<Packed>,
    subjects: Vec<Held>,
    references: Vec<Reference>,
    hashes: Vec<(u32, u32)>,
    /// Where the events of each place end.
    ends: Vec<u32>,
    /// The events of a subject while they are put in order.
    sorted: Vec<Packed>,
}

/// A subject of a batch, by where its events and references lie.
#[derive(Clone, Copy, Debug)]
struct Held {
    subject: SubjectId,
    events: (u32, u32),
    references: (u32, u32),
}

impl Batch {
    /// The events of one subject.
    pub(crate) fn of(subject: SubjectId, events: Vec<Packed>) -> Self {
        let ends = vec![u32::try_from(events.len()).unwrap_or(u32::MAX)];
        let mut own = Self { events, ends, ..Self::default() };
        own.hold(subject, 0, true);
        own
    }

    /// Takes in the events of some parts, of which these subjects are looked at.
    pub(crate) fn fill(&mut self, subjects: &Range<usize>, parts: &[Part]) {
        let Self { events: own, subjects: held, ends, .. } = self;
        let within = |number: u32| (number as usize).saturating_sub(subjects.start);
        held.clear();
        ends.clear();
        ends.resize(subjects.len(), 0);
        for event in parts.iter().flat_map(Part::iter) {
            if let Some(count) = ends.get_mut(within(event.subject)) {
                *count = count.saturating_add(1);
            }
        }
        let mut total = 0u32;
        for end in ends.iter_mut() {
            total = total.saturating_add(std::mem::replace(end, total));
        }
        match parts.iter().flat_map(Part::iter).next() {
            Some(any) => own.resize(total as usize, *any),
            None => own.clear(),
        }
        // Each subject begins where the one before it ends, and ends where its filling stops.
        for event in parts.iter().flat_map(Part::iter) {
            let Some(end) = ends.get_mut(within(event.subject)) else { continue };
            if let Some(free) = own.get_mut(*end as usize) {
                *free = *event;
            }
            *end = end.saturating_add(1);
        }
    }

    /// Says which subject it is that has a place, and that it is looked at, whether it has any events or not.
    pub(crate) fn hold(&mut self, subject: SubjectId, place: usize, even_without: bool) {
        let end = |place: usize| self.ends.get(place).copied();
        let from = place.checked_sub(1).and_then(end).unwrap_or(0);
        let to = end(place).unwrap_or(from);
        if from < to || even_without {
            self.subjects.push(Held { subject, events: (from, to), references: (0, 0) });
        }
    }

    /// Hands every subject to `rules`, its acts in their canonical order.
    pub(crate) fn judge(
        &mut self,
        reader: &Reader<'_, '_>,
        judge: &mut Judge<'_, '_>,
        rules: impl Fn(&mut Judge<'_, '_>, &Case<'_>),
        bench: &mut Bench,
    ) {
        self.settle(reader);
        for Held { subject, events, references } in &self.subjects {
            let logged = (slice(&self.events, *events), slice(&self.references, *references));
            reader.acts(judge, *subject, logged, bench);
            rules(judge, &Case::new(*subject, &bench.acts, &bench.extras));
        }
    }

    fn settle(&mut self, reader: &Reader<'_, '_>) {
        let Self { events, subjects, references, hashes, sorted, .. } = self;
        references.clear();
        for held in subjects.iter_mut() {
            let (from, to) = held.events;
            let own = events.get_mut(from as usize..to as usize).unwrap_or_default();
            let of_one_case = matches!(held.subject, SubjectId::Case(_) | SubjectId::Matter(_));
            put_in_order(own, sorted, |a, b| reader.order(a, b, of_one_case));
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

/// Puts a subject's events in their order. An event's place is how many come before it; of a few that is told sooner than
/// they are sorted, for nothing of it has to be guessed by the processor.
fn put_in_order(
    events: &mut [Packed],
    sorted: &mut Vec<Packed>,
    order: impl Fn(&Packed, &Packed) -> Ordering,
) {
    if events.len() > FEW {
        return events.sort_unstable_by(order);
    }
    sorted.clear();
    sorted.extend_from_slice(events);
    let times: SmallVec<[Stamp; FEW]> = events.iter().map(|event| event.at).collect();
    let count = |is: &dyn Fn(&Stamp) -> bool| {
        times.iter().fold(0usize, |count, at| count.saturating_add(is(at).into()))
    };
    for (own, event) in sorted.iter().enumerate() {
        let mut before = count(&|at| *at < event.at);
        if count(&|at| *at == event.at) > 1 {
            let alike =
                sorted.iter().enumerate().filter(|(place, other)| *place != own && other.at == event.at);
            before = before.saturating_add(alike.filter(|(_, other)| order(other, event).is_lt()).count());
        }
        if let Some(place) = events.get_mut(before) {
            *place = *event;
        }
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
