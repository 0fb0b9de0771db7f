//! What enters: kinds, parties, persons and ways of events. What leaves: each combination of them once, with its number.
//!
//! A log of a million events knows some thousand ways in which an event was done. So an event carries the number of its
//! own in four bytes, and what it comes to as an act is worked out once for all events that share it.

use crate::event::{Channel, EventKind, HandledVia, Outcome};
use crate::home::{Home, home, is_application};
use crate::ids::{PartyId, PersonId};
use crate::names::{UNKNOWN, unpack};
use crate::rules::case::Named;
use crate::words::Table;

/// How an event was done: what many events have in common. Names are as [`pack`](crate::names::pack) numbers them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Manner {
    pub(crate) actor: u32,
    pub(crate) to: u32,
    pub(crate) person: u32,
    pub(crate) officer: u32,
    pub(crate) ways: Ways,
}

/// What an event says by closed lists, a byte each: its kind, channel, way of handling and result, 0 for none; and a bit more
/// for whether it names a case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ways(u32);

/// What events that were done in one manner come to as acts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Alike {
    pub(crate) kind: EventKind,
    pub(crate) channel: Option<Channel>,
    pub(crate) via: Option<HandledVia>,
    pub(crate) result: Option<Outcome>,
    /// Whether they name no party that the catalogue lacks, and their kind no project.
    pub(crate) is_plain: bool,
    /// Whether their kind may say more than an act holds.
    pub(crate) has_extra: bool,
    pub(crate) actor: Named<PartyId>,
    pub(crate) to: Named<PartyId>,
    pub(crate) officer: Named<PersonId>,
    pub(crate) person: Named<PersonId>,
}

const _: () = assert!(size_of::<Option<Alike>>() == 40, "each event looks one up, wherever it lies");

/// Manners by their numbers.
#[derive(Debug, Default)]
pub(crate) struct Manners {
    list: Vec<Manner>,
    /// What events of each come to; none where nothing is known of their kind.
    alike: Vec<Option<Alike>>,
    numbers: Table,
}

const CHANNEL: u32 = 8;
const VIA: u32 = 16;
const RESULT: u32 = 24;

impl Ways {
    pub(crate) const NAMES_CASE: Self = Self(1 << 31);

    pub(crate) fn kind(own: Option<EventKind>) -> Self {
        Self::at(own.map(|own| own as u32), 0)
    }

    pub(crate) fn channel(own: Option<Channel>) -> Self {
        Self::at(own.map(|own| own as u32), CHANNEL)
    }

    pub(crate) fn via(own: Option<HandledVia>) -> Self {
        Self::at(own.map(|own| own as u32), VIA)
    }

    pub(crate) fn result(own: Option<Outcome>) -> Self {
        Self::at(own.map(|own| own as u32), RESULT)
    }

    fn at(place: Option<u32>, shift: u32) -> Self {
        Self(place.map_or(0, |place| place.wrapping_add(1)) << shift)
    }

    /// What both say; of one list only one of them says anything.
    #[inline]
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Kinds in their order.
    pub(crate) const fn kind_number(self) -> u32 {
        self.0 & 0xff
    }

    pub(crate) const fn names_case(self) -> bool {
        self.0 & Self::NAMES_CASE.0 != 0
    }

    fn said<T: Copy>(self, list: &[T], shift: u32) -> Option<T> {
        let place = ((self.0 & !Self::NAMES_CASE.0) >> shift & 0xff).checked_sub(1)?;
        list.get(place as usize).copied()
    }
}

impl Manner {
    /// Whether it names a party that the catalogue lacks.
    const fn names_unknown(&self) -> bool {
        self.actor == UNKNOWN || self.to == UNKNOWN
    }

    /// What events of it come to; none where nothing is known of their kind.
    fn alike(&self) -> Option<Alike> {
        let ways = self.ways;
        let kind = ways.said(EventKind::ALL, 0)?;
        let has_extra = carries_extra(kind);
        let is_plain = !self.names_unknown() && !has_extra && !is_application(kind);
        Some(Alike {
            kind,
            channel: ways.said(Channel::ALL, CHANNEL),
            via: ways.said(HandledVia::ALL, VIA),
            result: ways.said(Outcome::ALL, RESULT),
            is_plain,
            has_extra,
            actor: unpack(self.actor),
            to: unpack(self.to),
            officer: unpack(self.officer),
            person: unpack(self.person),
        })
    }

    const fn parties(&self) -> u64 {
        (self.actor as u64) << 32 | self.to as u64
    }

    const fn persons(&self) -> u64 {
        (self.person as u64) << 32 | self.officer as u64
    }

    /// Whether it is the same.
    #[inline]
    const fn is(&self, other: &Self) -> bool {
        self.parties() == other.parties() && self.persons() == other.persons() && self.ways.0 == other.ways.0
    }

    #[inline]
    const fn hash(&self) -> u32 {
        let mixed = self.parties().wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ self.persons().wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
        let mixed = (mixed ^ mixed >> 32 ^ self.ways.0 as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let upper = (mixed >> 32) as u32;
        // 0 is no hash.
        if upper == 0 { 1 } else { upper }
    }
}

impl Manners {
    /// The number of a manner, a new one where it is the first of its sort.
    #[inline]
    pub(crate) fn number(&mut self, manner: &Manner) -> u32 {
        let is_it = |number: u32| self.list.get(number as usize).is_some_and(|own| own.is(manner));
        let hash = manner.hash();
        match self.numbers.find(hash, is_it) {
            Ok(number) => number,
            Err(free) => self.added(manner, hash, free),
        }
    }

    #[cold]
    fn added(&mut self, manner: &Manner, hash: u32, free: usize) -> u32 {
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(*manner);
        self.alike.push(manner.alike());
        self.numbers.fill(free, hash, number);
        number
    }

    pub(crate) const fn len(&self) -> usize {
        self.list.len()
    }

    #[inline]
    pub(crate) fn get(&self, number: u32) -> Manner {
        self.list.get(number as usize).copied().unwrap_or_default()
    }

    /// What events of a manner come to; none where nothing is known of their kind.
    #[inline]
    pub(crate) fn alike(&self, number: u32) -> Option<&Alike> {
        self.alike.get(number as usize)?.as_ref()
    }

    /// Takes in those of another list; the numbers that each of them has here.
    pub(crate) fn join(&mut self, other: &Self) -> Vec<u32> {
        other.list.iter().map(|manner| self.number(manner)).collect()
    }
}

/// Whether a kind carries anything beyond what an act holds.
const fn carries_extra(kind: EventKind) -> bool {
    !matches!(home(kind), Home::Case)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manner(actor: u32, kind: Option<EventKind>) -> Manner {
        Manner {
            actor,
            ways: Ways::kind(kind).and(Ways::result(Some(Outcome::Revoked))),
            ..Manner::default()
        }
    }

    #[test]
    fn each_manner_has_one_number_and_keeps_it_where_lists_are_joined() {
        let (mut one, mut other) = (Manners::default(), Manners::default());
        let all: Vec<Manner> = (0..500).map(|actor| manner(actor, Some(EventKind::Decision))).collect();
        let numbers: Vec<u32> = all.iter().map(|own| one.number(own)).collect();
        assert!(numbers.iter().copied().eq(0..500));
        assert!(all.iter().zip(&numbers).all(|(own, number)| one.number(own) == *number));
        for own in all.iter().rev().take(300) {
            other.number(own);
        }
        let joined = other.join(&one);
        for (own, number) in all.iter().zip(joined) {
            assert!(other.get(number).is(own));
        }
    }

    #[test]
    fn a_manner_is_the_act_it_says_and_none_without_a_kind() {
        let mut manners = Manners::default();
        let known = manners.number(&manner(UNKNOWN, Some(EventKind::Examined)));
        let strange = manners.number(&manner(1, None));
        let alike = manners.alike(known).unwrap();
        assert_eq!((alike.kind, alike.result), (EventKind::Examined, Some(Outcome::Revoked)));
        assert_eq!((alike.actor, alike.is_plain), (Named::Unknown, false));
        assert!(manners.alike(strange).is_none());
        for kind in EventKind::ALL {
            let number = manners.number(&Manner { ways: Ways::kind(Some(*kind)), ..Manner::default() });
            assert_eq!(manners.alike(number).map(|own| own.kind), Some(*kind));
        }
    }
}
