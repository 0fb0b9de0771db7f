//! What enters: a value or the text's silence, and the facts it rests on. What leaves: an answer with its reasons.
//!
//! Reasons are small values; they become Chinese or English only when shown, so an answer costs no allocation.

use std::fmt;

use crate::book::Book;
use crate::day::Day;
use crate::fact::{Fact, Record};
use crate::ids::{MatterId, PartyId, PersonId};
use crate::limit::Basis;
use crate::lines::Timelines;
use crate::norm::Norm;
use crate::reading::{InForce, Reading};
use crate::silence::Silence;
use crate::text::Lang;
use crate::timeline::Flaw;

/// An answer: a value, or the text's silence with its reason, and the reasons of either.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'r, T> {
    /// The value, or why there is none.
    pub value: Result<T, Silence>,
    /// What it rests on.
    pub reasons: Reasons<'r>,
}

/// A fact by its place in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FactId {
    Clause,
    Record(u32),
    Flawed(u32, Flaw),
    Observation(u32),
    Original(PartyId),
    OriginalUnrecorded,
    Succession(PartyId),
    Reassigned(u32),
    /// The last day is the last there is where no end is foreseen: so a cause stays small.
    Force {
        from: Day,
        to: Day,
    },
    GovernedFrom(Day),
    Supervising(PartyId),
    SupervisorUnrecorded,
    Capability {
        capable: bool,
        from: Day,
    },
    CapabilityUnrecorded,
    Party(PartyId),
    Person(PersonId),
    Accepted(Day),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    pub(crate) norm: Norm,
    pub(crate) fact: FactId,
    pub(crate) basis: Option<Basis>,
}

impl Cause {
    /// What a flawed record is on every answer about its matter.
    pub(crate) const fn flawed(place: u32, flaw: Flaw) -> Self {
        let basis = Some(Basis::Reading(Reading::UnclearTransfers));
        Self { norm: Norm::N24d, fact: FactId::Flawed(place, flaw), basis }
    }
}

/// As many causes as the longest chain of a point question needs.
const MOST_CAUSES: usize = 6;

/// The reasons of an answer, and the flawed records of its matter.
#[derive(Clone, Copy)]
pub struct Reasons<'r> {
    book: &'r Book,
    lines: &'r Timelines,
    causes: [Option<Cause>; MOST_CAUSES],
    count: u8,
    matter: Option<MatterId>,
}

/// Reasons by what they rest on: within one rulebook, keys are equal where the reasons are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReasonsKey {
    causes: [Option<Cause>; MOST_CAUSES],
    matter: Option<MatterId>,
}

impl fmt::Debug for Reasons<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|reason| reason.text(Lang::En))).finish()
    }
}

impl<'r> Reasons<'r> {
    pub(crate) const fn new(book: &'r Book, lines: &'r Timelines, matter: Option<MatterId>) -> Self {
        Self { book, lines, causes: [None; MOST_CAUSES], count: 0, matter }
    }

    #[inline]
    pub(crate) fn push(&mut self, norm: Norm, fact: FactId, basis: Option<Basis>) {
        self.add(Cause { norm, fact, basis });
    }

    #[inline]
    pub(crate) fn add(&mut self, cause: Cause) {
        if let Some(free) = self.causes.get_mut(usize::from(self.count)) {
            *free = Some(cause);
            self.count = self.count.saturating_add(1);
        }
    }

    /// What tells these reasons from others of the same rulebook.
    pub(crate) const fn key(&self) -> ReasonsKey {
        ReasonsKey { causes: self.causes, matter: self.matter }
    }

    /// The reasons, the deciding ones first, then the matter's flawed records.
    pub fn iter(&self) -> impl Iterator<Item = Reason<'r>> + use<'r> {
        let (book, lines) = (self.book, self.lines);
        let flawed = self.matter.map_or(&[][..], |matter| lines.line(book, matter).flaws()).iter();
        let flawed = flawed.map(|(place, flaw)| Cause::flawed(*place, *flaw));
        let causes = self.causes.into_iter().flatten().chain(flawed);
        causes.map(move |cause| Reason::new(book, lines, cause))
    }
}

/// One reason: a norm, the fact it rests on and, where one was used, the reading or limit.
#[derive(Clone, Copy, Debug)]
pub struct Reason<'r> {
    /// The norm.
    pub norm: Norm,
    /// The fact.
    pub fact: Fact<'r>,
    /// The reading or the adopter's limit, where one was used.
    pub basis: Option<Basis>,
}

impl<'r> Reason<'r> {
    fn new(book: &'r Book, lines: &'r Timelines, cause: Cause) -> Self {
        let known = |day: Day| (day > Day::MIN).then_some(day);
        let fact = match cause.fact {
            FactId::Clause => Fact::Clause,
            FactId::Record(place) => lines
                .record(book, place)
                .map_or(Fact::Clause, |entry| Fact::Record(Record { book, lines, entry })),
            FactId::Flawed(place, flaw) => lines.record(book, place).map_or(Fact::Clause, |entry| {
                Fact::FlawedRecord { record: Record { book, lines, entry }, flaw }
            }),
            FactId::Observation(place) => {
                book.observed_at(place).map_or(Fact::Clause, |seen| Fact::Observation {
                    on: seen.on,
                    handled_by: book.party(seen.by),
                    source: book.text(seen.source),
                })
            }
            FactId::Original(party) => Fact::Original(book.party(party)),
            FactId::OriginalUnrecorded => Fact::OriginalUnrecorded,
            FactId::Succession(party) => {
                let next = book.parties.get(party.place()).and_then(|entry| entry.successor);
                next.map_or(Fact::Clause, |(on, successor)| Fact::Succession {
                    party: book.party(party),
                    on,
                    successor: book.party(successor),
                })
            }
            FactId::Reassigned(place) => book.reassigned_at(place).map_or(Fact::Clause, |entry| {
                Fact::Reassigned { on: known(entry.on), instrument: book.text(entry.instrument) }
            }),
            FactId::Force { from, to } => Fact::Force(InForce { from, to: (to < Day::MAX).then_some(to) }),
            FactId::GovernedFrom(day) => Fact::GovernedFrom(day),
            FactId::Supervising(party) => Fact::Supervising(book.party(party)),
            FactId::SupervisorUnrecorded => Fact::SupervisorUnrecorded,
            FactId::Capability { capable, from } => Fact::Capability { capable, from: known(from) },
            FactId::CapabilityUnrecorded => Fact::CapabilityUnrecorded,
            FactId::Party(party) => Fact::Party(book.party(party)),
            FactId::Person(person) => book.persons.get(person.place()).map_or(Fact::Clause, Fact::Person),
            FactId::Accepted(day) => Fact::Accepted(day),
        };
        Self { norm: cause.norm, fact, basis: cause.basis }
    }

    /// The reason in words.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let fact = self.fact.text(lang);
        let row = self.norm.row();
        let norm = match lang {
            Lang::Zh => row.restated.zh,
            Lang::En => row.restated.en,
        };
        let told = if fact.is_empty() { norm.to_owned() } else { fact };
        let basis = match (self.basis, lang) {
            (None, _) => String::new(),
            (Some(Basis::Reading(reading)), Lang::Zh) => {
                format!("（口径 {}：{}）", reading.id(), reading.text().zh)
            }
            (Some(Basis::Reading(reading)), Lang::En) => {
                format!(" (reading {}: {})", reading.id(), reading.text().en)
            }
            (Some(Basis::Limit(limit)), Lang::Zh) => format!("（采用方时限 {}）", limit.id()),
            (Some(Basis::Limit(limit)), Lang::En) => format!(" (the adopter's limit {})", limit.id()),
        };
        format!("[{}] {told}{basis}", self.norm)
    }
}
