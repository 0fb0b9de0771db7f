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
use crate::filed::Filed;
use crate::finding::FindingCode;
use crate::home::{Home, cures, home, is_by_hand};
use crate::keys::{Finder, Keys};
use crate::manner::Manners;
use crate::names::Names;
use crate::order::{by_content, canonical};
use crate::packed::Packed;
use crate::packer::{Meanings, Packer};
use crate::parts::{Division, Part, Rounds, carry};
use crate::rows::Rows;
use crate::rules::allegation;
use crate::rules::case::{Case, Extras, Named};
use crate::rules::judge::Judge;
use crate::rules::outcome::Outcome;
use crate::share::share;
use crate::sort::{sort, sort_by};

/// The subjects of a log, by parts.
pub(crate) struct Subjects<'s, 'l> {
    reader: Reader<'s, 'l>,
    keys: Keys,
    division: Division,
    filed: Filed,
    threads: usize,
}

/// The parts of a round, each from some rows after the other, and for those rows the numbers that their manners have among
/// all.
#[derive(Default)]
struct Carried {
    parts: Vec<Vec<Part>>,
    numbers: Vec<Vec<u32>>,
}

impl<'s, 'l> Subjects<'s, 'l> {
    pub(crate) fn new(
        book: &'s Book,
        rows: &'s Rows<'l>,
        names: &'s Names,
        as_of: When,
        (threads, rounds): (usize, Rounds),
    ) -> Self {
        let referred = Referred::new(rows, as_of);
        let Amended { corrected, withdrawn, unmatched } = Amended::new(rows, &referred, as_of);
        let keys = Keys::in_order(book, rows);
        let reader = Reader { book, rows, names, corrected };
        let finder = Finder { reader: &reader, referred: &referred, keys: &keys };
        let division = Division::new(keys.zone, rows.len() as usize, rounds);
        let mut filed = Filed::default();
        filed.outside.extend(unmatched.into_iter().map(|place| (FindingCode::UnmatchedEvent, place)));
        let work = |_: &mut (), _, some: Range<u32>| Filed::new(&finder, &withdrawn, as_of, &some);
        share(threads, shares(rows.len(), threads), work, |own| {
            filed.append(own);
            true
        });
        repeated_outside(rows, &mut filed.outside);
        sort_by(&mut filed.loose, |a, b| canonical(rows, *a, *b));
        sort(&mut filed.guests);
        Self { reader, keys, division, filed, threads }
    }

    pub(crate) fn take_outside(&mut self) -> Vec<(FindingCode, u32)> {
        std::mem::take(&mut self.filed.outside)
    }

    /// Hands every subject to `rules`, its acts in their canonical order, for as long as `take` says so of what was found
    /// and how many events were judged; whether it always did.
    pub(crate) fn each(
        mut self,
        judge: &mut Judge<'_, '_>,
        rules: impl Fn(&mut Judge<'_, '_>, &Case<'_>) + Sync,
        take: &mut dyn FnMut(&mut Outcome, usize) -> bool,
    ) -> bool {
        loose_events(&self.reader, judge, &self.filed.loose);
        let (meanings, mut manners) = (Meanings::new(&self.reader), Manners::default());
        let guests = self.filed.guests.iter().filter_map(|(subject, row)| {
            Some(Packed { subject: *subject, ..self.reader.packed(*row, &mut manners)? })
        });
        let guests: Vec<Packed> = guests.collect();
        // What is owed over all subjects is looked at once all were.
        let zone = self.division.count().saturating_sub(1);
        let mut done = 0usize;
        let mut place = Place::default();
        for round in self.division.rounds() {
            let Carried { mut parts, numbers } = self.carried(&round, &meanings, &mut manners);
            let last = if round.contains(&zone) { parts.pop() } else { None };
            if last.is_some() {
                // Nothing more is carried.
                self.filed.numbers = Vec::new();
            }
            let settled = Settled { subjects: &self, numbers: &numbers, manners: &manners, guests: &guests };
            let tasks: Vec<_> = round.zip(parts).collect();
            let is_whole = if self.threads == 1 {
                tasks.into_iter().all(|(number, part)| {
                    done = done.saturating_add(settled.part(&mut place, number, part, judge, &rules));
                    take(&mut judge.out, done)
                })
            } else {
                let alike = judge.beside();
                let work = |place: &mut Place, _, (number, part): (usize, Vec<Part>)| {
                    let mut own = alike.beside();
                    let events = settled.part(place, number, part, &mut own, &rules);
                    (own.out, events)
                };
                share(self.threads, tasks, work, |(out, events)| {
                    judge.out.append(out);
                    done = done.saturating_add(events);
                    take(&mut judge.out, done)
                })
            };
            if !is_whole {
                return false;
            }
            if let Some(last) = last {
                settled.part(&mut place, zone, last, judge, &rules);
            }
        }
        true
    }

    /// The events of some parts.
    fn carried(&self, round: &Range<usize>, meanings: &Meanings<'_, '_>, manners: &mut Manners) -> Carried {
        let mut own = Carried { parts: round.clone().map(|_| Vec::new()).collect(), numbers: Vec::new() };
        let work = |packer: &mut Packer, _, some: Range<u32>| {
            let numbers = self.filed.numbers.get(some.start as usize..some.end as usize).unwrap_or_default();
            let parts = carry(self.division, round, &some, numbers, (&self.reader, meanings), packer);
            (parts, packer.take_manners())
        };
        share(self.threads, shares(self.reader.rows.len(), self.threads), work, |(parts, its)| {
            own.parts.iter_mut().zip(parts).for_each(|(own, part)| own.push(part));
            own.numbers.push(manners.join(&its));
            true
        });
        own
    }
}

/// What the parts of a round are judged from.
struct Settled<'a, 's, 'l> {
    subjects: &'a Subjects<'s, 'l>,
    numbers: &'a [Vec<u32>],
    manners: &'a Manners,
    guests: &'a [Packed],
}

impl Settled<'_, '_, '_> {
    /// Brings the events of a part to their subjects and judges those; how many events it had.
    fn part(
        &self,
        Place { batch, bench }: &mut Place,
        number: usize,
        part: Vec<Part>,
        judge: &mut Judge<'_, '_>,
        rules: impl Fn(&mut Judge<'_, '_>, &Case<'_>),
    ) -> usize {
        let Subjects { reader, keys, division, .. } = self.subjects;
        let numbers = division.numbers(number);
        let guest = |number: usize| self.guests.partition_point(|own| (own.subject as usize) < number);
        let guests = self.guests.get(guest(numbers.start)..guest(numbers.end)).unwrap_or_default();
        batch.fill(&numbers, part.iter().zip(self.numbers.iter().map(Vec::as_slice)), guests);
        let events = part.iter().map(Part::len).fold(0, usize::saturating_add);
        // What a part held is given back before its subjects are looked at.
        drop(part);
        for (place, number) in numbers.enumerate() {
            // Projects and departments may owe something of which nothing is logged.
            batch.hold(keys.subject(number), place, number >= keys.projects);
        }
        batch.judge(reader, self.manners, judge, rules, bench);
        events
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
    let Some(row) = reader.row(place) else { return };
    reader.unknown_names(judge, place);
    let mut extras = Extras::default();
    let Some(act) = reader.loose_act(place, &mut extras) else { return };
    let (kind, acts) = (act.kind, [act]);
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
