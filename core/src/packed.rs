//! What enters: an event of a log. What leaves: the same in 32 bytes, as it is carried to its subject.

use std::cmp::Ordering;

use crate::manner::Manners;
use crate::names::UNKNOWN;
use crate::stamp::Stamp;
use crate::words::short_hash;

/// An event in little memory, as it is carried to its subject.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packed {
    pub(crate) at: Stamp,
    pub(crate) row: u32,
    /// Hashes of its id and of the one it refers to; 0 for none.
    pub(crate) id: u32,
    pub(crate) refers: u32,
    /// The matter it names, as [`pack`](crate::names::pack) numbers it.
    pub(crate) matter: u32,
    /// The number of how it was done.
    pub(crate) manner: u32,
    /// The number of its subject, on its way there.
    pub(crate) subject: u32,
}

const _: () = assert!(size_of::<Packed>() == 32, "an audit's memory is mostly these");

/// An event that refers to something, and which event of its subject that is, by their ranks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reference {
    pub(crate) event: u32,
    pub(crate) to: Option<u32>,
}

/// So few events that comparing each with each is quicker than sorting them.
pub(crate) const FEW: usize = 32;

impl Packed {
    /// What stands where an event is to come.
    pub(crate) const EMPTY: Self =
        Self { at: Stamp::FIRST, row: 0, id: 0, refers: 0, matter: 0, manner: 0, subject: 0 };

    /// Whether two say the same as far as it is kept here.
    pub(crate) fn looks_like(&self, other: &Self) -> bool {
        (self.at, self.refers, self.matter, self.manner)
            == (other.at, other.refers, other.matter, other.manner)
    }

    /// Which of two events comes first, as `order::by_content` has it; none where only their texts tell. Events `of_one_case`
    /// name that case or none.
    pub(crate) fn order(&self, other: &Self, manners: &Manners, of_one_case: bool) -> Option<Ordering> {
        let (own, their) = (manners.get(self.manner), manners.get(other.manner));
        let first =
            self.at.cmp(&other.at).then_with(|| own.ways.kind_number().cmp(&their.ways.kind_number()));
        if first.is_ne() {
            return Some(first);
        }
        if !of_one_case {
            return None;
        }
        // None comes before any, and known names are numbered as their texts sort.
        let both = [
            (own.actor, their.actor),
            (own.to, their.to),
            (self.matter, other.matter),
            (own.person, their.person),
            (own.officer, their.officer),
        ];
        match own.ways.names_case().cmp(&their.ways.names_case()) {
            Ordering::Equal => {
                let (one, other) = both.into_iter().find(|(one, other)| one != other || *one == UNKNOWN)?;
                (one != UNKNOWN && other != UNKNOWN).then(|| one.cmp(&other))
            }
            order => Some(order),
        }
    }
}

/// 0 for no text.
#[inline]
pub(crate) fn text_hash(text: &[u8]) -> u32 {
    if text.is_empty() { 0 } else { short_hash(text) }
}
