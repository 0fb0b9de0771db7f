//! What enters: a value or the text's silence, and the question it answers. What leaves: an answer with its reasons.
//!
//! An answer keeps its question and no reason: `rules/reasons.rs` asks the rules again where somebody reads them. They become
//! Chinese or English only when shown, so an answer costs no allocation.

use crate::act::KnownAct;
use crate::book::Book;
use crate::causes::{Cause, FactId};
use crate::day::Day;
use crate::fact::{Fact, Record};
use crate::ids::{MatterId, PartyId, PersonId};
use crate::limit::Basis;
use crate::lines::Timelines;
use crate::norm::Norm;
use crate::reading::InForce;
use crate::records::Knowledge;
use crate::rules::{Ground, Roots};
use crate::silence::Silence;
use crate::text::Lang;

/// An answer: a value, or the text's silence with its reason, and the reasons of either.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'r, T> {
    /// The value, or why there is none.
    pub value: Result<T, Silence>,
    /// What it rests on.
    pub reasons: Reasons<'r>,
}

/// What was asked, as far as reasons hang on it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Asked {
    Approver { matter: MatterId, on: Day, accepted: Option<Day> },
    Status { matter: MatterId, on: Day },
    Act(KnownAct),
    Matter { matter: MatterId, on: Day },
    Party { party: PartyId, on: Day },
    Person { person: PersonId, on: Day },
    Package { on: Day },
    Relation { pairwise: bool },
}

/// The reasons of an answer, and the flawed records of its matter; worked out when read.
#[derive(Clone, Copy)]
pub struct Reasons<'r> {
    pub(crate) roots: &'r Roots,
    pub(crate) known: Knowledge,
    pub(crate) asked: Asked,
}

impl<'r, T> Answer<'r, T> {
    #[inline]
    pub(crate) const fn new(ground: &Ground<'r>, asked: Asked, value: Result<T, Silence>) -> Self {
        Self { value, reasons: Reasons { roots: ground.roots, known: ground.known, asked } }
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
    pub(crate) fn new(book: &'r Book, lines: &'r Timelines, cause: Cause) -> Self {
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
