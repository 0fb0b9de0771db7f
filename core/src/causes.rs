//! What enters: what a rule rests on, said as it decides. What leaves: that as small values, where somebody listens.

use crate::day::Day;
use crate::ids::{MatterId, PartyId, PersonId};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::reading::Reading;
use crate::timeline::Flaw;

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

/// As many causes as the longest chain of a question needs.
const MOST_CAUSES: usize = 6;

/// What an answer rests on, the deciding causes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Causes {
    all: [Option<Cause>; MOST_CAUSES],
    count: u8,
    /// The matter whose flawed records are reasons too.
    pub(crate) flaws_of: Option<MatterId>,
}

impl Causes {
    pub(crate) fn iter(self) -> impl Iterator<Item = Cause> {
        self.all.into_iter().flatten()
    }
}

/// Where a rule says what it rests on; most often nobody listens, for reasons are worked out when they are read.
pub(crate) struct Told<'c>(Option<&'c mut Causes>);

impl<'c> Told<'c> {
    pub(crate) const fn nobody() -> Self {
        Self(None)
    }

    pub(crate) const fn to(causes: &'c mut Causes) -> Self {
        Self(Some(causes))
    }

    /// Whether nobody listens.
    #[inline]
    pub(crate) const fn is_nobody(&self) -> bool {
        self.0.is_none()
    }

    #[inline]
    pub(crate) fn push(&mut self, norm: Norm, fact: FactId, basis: Option<Basis>) {
        self.add(Cause { norm, fact, basis });
    }

    #[inline]
    pub(crate) fn add(&mut self, cause: Cause) {
        let Some(causes) = &mut self.0 else { return };
        if let Some(free) = causes.all.get_mut(usize::from(causes.count)) {
            *free = Some(cause);
            causes.count = causes.count.saturating_add(1);
        }
    }

    /// The flawed records of a matter are reasons too, or of none.
    pub(crate) const fn flaws_of(&mut self, matter: Option<MatterId>) {
        if let Some(causes) = &mut self.0 {
            causes.flaws_of = matter;
        }
    }
}
