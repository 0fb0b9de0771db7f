//! What enters: the book's transfer records, others beside them, and a day up to which records are known. What leaves:
//! each matter's records as a rulebook knows them.
//!
//! Everything is the book's own, but for the few matters whose records a rulebook knows otherwise: those stand here, and
//! the book stays shared.

use std::ops::Range;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use serde::Deserialize;

use crate::book::Book;
use crate::check::ordered;
use crate::day::Day;
use crate::entry::{Decider, Effective, TransferEntry, transfer_entry};
use crate::ids::{MatterId, Sym, Texts};
use crate::sort::sort;
use crate::transfer::Transfer;

/// By which records an audit judges an act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Knowledge {
    /// By every record that the rulebook knows.
    #[default]
    Now,
    /// By the records that were known on the day of the act.
    WhenDone,
}

/// The records of one matter, as far as they are known.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Own<'r> {
    first: u32,
    entries: &'r [TransferEntry],
    known: Day,
}

impl<'r> Own<'r> {
    /// The known records with their places, in the order of the catalogue.
    #[inline]
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

    /// Those known on a day; none where that is all of them.
    pub(crate) fn as_known_on(self, day: Day) -> Option<Self> {
        let own = Self { known: self.known.min(day), ..self };
        self.iter().any(|(_, entry)| entry.recorded > own.known).then_some(own)
    }

    /// Whether a record was made after a day, known or not.
    fn has_later(self, day: Day) -> bool {
        self.entries.iter().any(|entry| entry.recorded > day)
    }
}

/// A matter whose line is not that of the book: where its own stands, and its records where they are not the book's.
#[derive(Clone, Copy, Debug)]
struct Changed {
    line: u32,
    records: Option<(u32, u32)>,
}

/// What a rulebook knows otherwise than the book: how far records are known, and which stand beside the book's.
#[derive(Clone, Debug)]
pub(crate) struct Records {
    known: Day,
    /// What was put in, sorted, each once.
    added: Vec<(MatterId, Transfer)>,
    changed: HashMap<MatterId, Changed, FixedState>,
    /// The records of matters to which some were added, the book's own among them; their places follow the book's.
    entries: Vec<TransferEntry>,
    /// Texts that follow the book's.
    texts: Vec<Box<str>>,
}

impl Records {
    /// Those of the book, all known.
    pub(crate) fn of_book() -> Self {
        Self {
            known: Day::MAX,
            added: Vec::new(),
            changed: HashMap::default(),
            entries: Vec::new(),
            texts: Vec::new(),
        }
    }

    /// The records of a matter.
    #[inline]
    pub(crate) fn of<'r>(&'r self, book: &'r Book, matter: MatterId) -> Own<'r> {
        let changed = self.changed.get(&matter);
        let (first, entries) = match changed.and_then(|changed| changed.records) {
            None => book.transfers(matter),
            Some((from, to)) => {
                let entries = self.entries.get(from as usize..to as usize).unwrap_or_default();
                (book.transfer_count().saturating_add(from), entries)
            }
        };
        Own { first, entries, known: self.known }
    }

    /// The place of a matter's line where it is one of its own.
    #[inline]
    pub(crate) fn own_line(&self, matter: MatterId) -> Option<u32> {
        self.changed.get(&matter).map(|changed| changed.line)
    }

    /// The record at a place.
    pub(crate) fn at<'r>(&'r self, book: &'r Book, place: u32) -> Option<&'r TransferEntry> {
        match place.checked_sub(book.transfer_count()) {
            None => book.transfer_at(place),
            Some(place) => self.entries.get(place as usize),
        }
    }

    /// A text of a record.
    pub(crate) fn text<'r>(&'r self, book: &'r Book, sym: Sym) -> &'r str {
        match sym.place().checked_sub(book.text_count()) {
            None => book.text(sym),
            Some(place) => self.texts.get(place).map_or("", |text| text),
        }
    }

    /// The matters whose line is not that of the book, in the order of the places of their lines.
    pub(crate) fn changed(&self) -> Vec<MatterId> {
        let mut changed: Vec<_> = self.changed.keys().copied().collect();
        sort(&mut changed);
        changed
    }

    /// What was put beside the book's records.
    pub(crate) fn added(&self) -> &[(MatterId, Transfer)] {
        &self.added
    }

    /// Whether any record says when it was made.
    pub(crate) fn are_dated(&self, book: &Book) -> bool {
        book.dated || self.entries.iter().any(|entry| entry.recorded > Day::MIN)
    }

    /// The last day on which a record may have been made to be known.
    pub(crate) fn known_on(&self) -> Option<Day> {
        (self.known < Day::MAX).then_some(self.known)
    }

    /// The same records as far as they were known on a day.
    pub(crate) fn as_known_on(&self, book: &Book, day: Day) -> Self {
        Self { known: self.known.min(day), ..self.clone() }.told_apart(book)
    }

    /// The same records with others beside them; what is there already counts once.
    pub(crate) fn with(&self, book: &Book, added: Vec<(MatterId, Transfer)>) -> Self {
        let mut all = self.added.clone();
        all.extend(added);
        sort(&mut all);
        let mut records = Self { known: self.known, ..Self::of_book() };
        let mut texts = Texts::after(book.text_count());
        let end = |entries: &Vec<TransferEntry>| u32::try_from(entries.len()).unwrap_or(u32::MAX);
        for one in all.chunk_by(|one, next| one.0 == next.0) {
            let Some((matter, _)) = one.first() else { continue };
            let own = book.transfers(*matter).1.iter().map(|entry| as_written(book, entry));
            let transfers = own.chain(one.iter().map(|(_, transfer)| transfer.clone())).collect();
            let from = end(&records.entries);
            let entries = ordered(transfers);
            let entries = entries.iter().map(|one| transfer_entry(one, &book.zone.committee, &mut texts));
            records.entries.extend(entries);
            let changed = Changed { line: 0, records: Some((from, end(&records.entries))) };
            records.changed.insert(*matter, changed);
            let once = ordered(one.iter().map(|(_, transfer)| transfer.clone()).collect());
            records.added.extend(once.into_iter().map(|transfer| (*matter, transfer)));
        }
        records.texts = texts.list;
        records.told_apart(book)
    }

    /// Finds every matter that needs a line of its own and gives each its place.
    fn told_apart(mut self, book: &Book) -> Self {
        self.changed.retain(|_, changed| changed.records.is_some());
        if self.known < Day::MAX {
            for matter in book.matter_ids() {
                if self.of(book, matter).has_later(self.known) {
                    self.changed.entry(matter).or_insert(Changed { line: 0, records: None });
                }
            }
        }
        for (line, matter) in (0..).zip(self.changed()) {
            if let Some(changed) = self.changed.get_mut(&matter) {
                changed.line = line;
            }
        }
        self
    }
}

/// A record of the book as the catalogue holds it.
fn as_written(book: &Book, entry: &TransferEntry) -> Transfer {
    let text = |sym: Sym| book.text(sym).to_owned();
    Transfer {
        kind: text(entry.kind_text),
        effective: match entry.effective {
            Effective::On(day) => Some(day.to_string()),
            Effective::Undated => None,
            Effective::Unreadable(sym) => Some(text(sym)),
        },
        decided_by: match entry.decider {
            Decider::Committee => Some(book.zone.committee.clone()),
            Decider::Other(sym) => Some(text(sym)),
            Decider::Unrecorded => None,
        },
        instrument: Some(text(entry.instrument)),
        scope: entry.scope,
        pending: entry.pending,
        recorded: (entry.recorded > Day::MIN).then_some(entry.recorded),
    }
}
