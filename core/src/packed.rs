//! What enters: an event of a log. What leaves: the same in 48 bytes, names resolved, as it is carried to its subject.

use std::cmp::Ordering;

use crate::event::{Channel, EventKind, HandledVia, Outcome};
use crate::ids::Dense;
use crate::rules::case::Named;
use crate::stamp::Stamp;
use crate::words::short_hash;

/// An event in little memory, its names resolved, as it is carried to its subject.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packed {
    pub(crate) at: Stamp,
    pub(crate) row: u32,
    /// Hashes of its id and of the one it refers to; 0 for none.
    pub(crate) id: u32,
    pub(crate) refers: u32,
    pub(crate) names: NameIds,
    /// The number of its subject, on its way there.
    pub(crate) subject: u32,
    /// The kind, and beside it the two marks below.
    kind: u8,
    pub(crate) channel: Option<Channel>,
    pub(crate) via: Option<HandledVia>,
    pub(crate) result: Option<Outcome>,
}

/// Whom and what an event names, each 0 for none and the highest number for one that the catalogue lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NameIds {
    pub(crate) actor: u32,
    pub(crate) to: u32,
    pub(crate) matter: u32,
    pub(crate) person: u32,
    pub(crate) officer: u32,
}

/// An event that refers to something, and which event of its subject that is, by their ranks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reference {
    pub(crate) event: u32,
    pub(crate) to: Option<u32>,
}

/// So few events that comparing each with each is quicker than sorting them.
pub(crate) const FEW: usize = 32;

/// What a kind of event leaves free of a byte says more: that a case is named, and that a name is unknown.
const NAMES_CASE: u8 = 0x80;
const NAMES_UNKNOWN: u8 = 0x40;
const KIND: u8 = 0x3f;
const UNKNOWN: u32 = u32::MAX;

const _: () = assert!(EventKind::ALL.len() < KIND as usize, "a kind takes six bits");

impl Packed {
    /// An event of which only its time, row, names and closed lists are set yet.
    pub(crate) fn new(at: Stamp, row: u32, names: NameIds, kind: Option<EventKind>) -> Self {
        let mut own = Self {
            at,
            row,
            id: 0,
            refers: 0,
            names,
            subject: 0,
            kind: 0,
            channel: None,
            via: None,
            result: None,
        };
        own.set_kind(kind);
        own
    }

    /// The same on its way to a subject.
    pub(crate) const fn of_subject(self, number: u32) -> Self {
        Self { subject: number, ..self }
    }

    /// Sets the kind, before any mark.
    pub(crate) fn set_kind(&mut self, kind: Option<EventKind>) {
        self.kind = kind.map_or(KIND, |own| own as u8);
    }

    pub(crate) fn kind(&self) -> Option<EventKind> {
        EventKind::ALL.get(usize::from(self.kind & KIND)).copied()
    }

    pub(crate) const fn mark(&mut self, names_case: bool, names_unknown: bool) {
        if names_case {
            self.kind |= NAMES_CASE;
        }
        if names_unknown {
            self.kind |= NAMES_UNKNOWN;
        }
    }

    /// Whether it names a case itself.
    const fn names_case(&self) -> bool {
        self.kind & NAMES_CASE != 0
    }

    /// Whether it names anything that the catalogue lacks.
    pub(crate) const fn names_unknown(&self) -> bool {
        self.kind & NAMES_UNKNOWN != 0
    }

    /// Whether two say the same as far as it is kept here.
    pub(crate) fn looks_like(&self, other: &Self) -> bool {
        (self.at, self.kind & KIND, self.refers) == (other.at, other.kind & KIND, other.refers)
            && self.names == other.names
            && (self.channel, self.via, self.result) == (other.channel, other.via, other.result)
    }

    /// Which of two events comes first, as `order::by_content` has it; none where only their texts tell. Events `of_one_case`
    /// name that case or none.
    pub(crate) fn order(&self, other: &Self, of_one_case: bool) -> Option<Ordering> {
        let first = (self.at, self.kind & KIND).cmp(&(other.at, other.kind & KIND));
        if first.is_ne() {
            return Some(first);
        }
        if !of_one_case {
            return None;
        }
        match self.names_case().cmp(&other.names_case()) {
            Ordering::Equal => self.names.order(&other.names),
            order => Some(order),
        }
    }
}

impl NameIds {
    /// Known names are numbered as their texts sort, and none comes before any.
    fn order(&self, other: &Self) -> Option<Ordering> {
        let both = [
            (self.actor, other.actor),
            (self.to, other.to),
            (self.matter, other.matter),
            (self.person, other.person),
            (self.officer, other.officer),
        ];
        let (one, other) = both.into_iter().find(|(one, other)| one != other || *one == UNKNOWN)?;
        (one != UNKNOWN && other != UNKNOWN).then(|| one.cmp(&other))
    }

    pub(crate) fn has_unknown(&self) -> bool {
        [self.actor, self.to, self.matter].contains(&UNKNOWN)
    }
}

/// 0 for none, the highest number for one that is unknown.
pub(crate) fn pack<T: Dense>(named: Named<T>) -> u32 {
    match named {
        Named::Absent => 0,
        Named::Known(id) => id.raw(),
        Named::Unknown => UNKNOWN,
    }
}

pub(crate) fn unpack<T: Dense>(raw: u32) -> Named<T> {
    match raw {
        UNKNOWN => Named::Unknown,
        raw => T::from_raw(raw).map_or(Named::Absent, Named::Known),
    }
}

/// 0 for no text.
pub(crate) fn text_hash(text: &str) -> u32 {
    if text.is_empty() { 0 } else { short_hash(text) }
}
