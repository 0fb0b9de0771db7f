//! What enters: the book's transfer records and a day up to which records are known. What leaves: each matter's records
//! as a rulebook knows them.
//!
//! Everything is the book's own, but for the few matters whose records a rulebook knows otherwise: those stand here, and
//! the book stays shared.

use std::ops::Range;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::book::Book;
use crate::day::Day;
use crate::entry::TransferEntry;
use crate::ids::MatterId;

/// The records of one matter, as far as they are known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own<'r> {
    first: u32,
    entries: &'r [TransferEntry],
    known: Day,
}

impl<'r> Own<'r> {
    /// The known records with their places, in the order of the catalogue.
    pub(crate) fn iter(self) -> impl Iterator<Item = (u32, &'r TransferEntry)> {
        let known = move |(_, entry): &(u32, &TransferEntry)| entry.recorded <= self.known;
        (self.first..).zip(self.entries).filter(known)
    }

    /// The record at a place of this matter.
    pub(crate) fn at(self, place: u32) -> Option<&'r TransferEntry> {
        self.entries.get(place.checked_sub(self.first)? as usize)
    }

    /// The places of its records, known or not.
    pub(crate) fn places(self) -> Range<u32> {
        self.first..self.first.saturating_add(u32::try_from(self.entries.len()).unwrap_or(u32::MAX))
    }

    /// Whether a record was made after a day.
    fn has_later(self, day: Day) -> bool {
        self.entries.iter().any(|entry| entry.recorded > day)
    }
}

/// What a rulebook knows otherwise than the book: how far its records are known, and of which matters that changes the
/// line.
#[derive(Clone, Debug)]
pub(crate) struct Records {
    known: Day,
    /// Each matter whose line differs from that of the book, with the place of its own.
    changed: HashMap<MatterId, u32, FixedState>,
}

impl Default for Records {
    fn default() -> Self {
        Self { known: Day::MAX, changed: HashMap::default() }
    }
}

impl Records {
    /// The records of a matter, and the place of its line where it is one of its own.
    #[inline]
    pub(crate) fn of<'r>(&'r self, book: &'r Book, matter: MatterId) -> (Own<'r>, Option<u32>) {
        let (first, entries) = book.transfers(matter);
        (Own { first, entries, known: self.known }, self.changed.get(&matter).copied())
    }

    /// The record at a place.
    pub(crate) fn at<'r>(&'r self, book: &'r Book, place: u32) -> Option<&'r TransferEntry> {
        book.transfer_at(place)
    }

    /// The matters whose line differs from that of the book, in the order of the places of their lines.
    pub(crate) fn changed(&self) -> Vec<MatterId> {
        let mut changed: Vec<_> = self.changed.keys().copied().collect();
        changed.sort_unstable();
        changed
    }

    /// The last day on which a record may have been made to be known.
    pub(crate) fn known_on(&self) -> Option<Day> {
        (self.known < Day::MAX).then_some(self.known)
    }

    /// The same records as far as they were known on a day.
    pub(crate) fn as_known_on(&self, book: &Book, day: Day) -> Self {
        let known = self.known.min(day);
        let later = |matter: &MatterId| self.of(book, *matter).0.has_later(known);
        let changed = book.matter_ids().filter(later).zip(0..).collect();
        Self { known, changed }
    }
}
