//! What enters: the adopter's ids and texts. What leaves: dense ids, and tables that find them.

use std::hash::Hasher;
use std::num::NonZeroU32;

use foldhash::SharedSeed;
use foldhash::fast::{FixedState, FoldHasher};
use hashbrown::{HashMap, HashTable};

/// An id as a number that is never 0.
pub(crate) trait Dense: Copy {
    fn raw(self) -> u32;
    fn from_raw(raw: u32) -> Option<Self>;
}

/// A position in one of the book's lists, counted from 1 so that an absent one takes no room.
macro_rules! dense_ids {
    ($($name:ident),*) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) struct $name(NonZeroU32);
        impl $name {
            pub(crate) const fn place(self) -> usize {
                self.0.get().saturating_sub(1) as usize
            }
        }
        impl Dense for $name {
            fn raw(self) -> u32 {
                self.0.get()
            }
            fn from_raw(raw: u32) -> Option<Self> {
                NonZeroU32::new(raw).map(Self)
            }
        }
        impl From<usize> for $name {
            fn from(place: usize) -> Self {
                Self(NonZeroU32::MIN.saturating_add(u32::try_from(place).unwrap_or(u32::MAX)))
            }
        }
    )*};
}
dense_ids!(PartyId, MatterId, PersonId, ProjectId);

/// A text of the book by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Sym(u32);

impl Sym {
    /// The empty text: nothing was recorded.
    pub(crate) const NONE: Self = Self(0);

    pub(crate) const fn place(self) -> usize {
        self.0 as usize
    }
}

impl From<usize> for Sym {
    fn from(place: usize) -> Self {
        Self(u32::try_from(place).unwrap_or(u32::MAX))
    }
}

/// Looks ids up: a table of places, and every id in one buffer, so that a look-up stays within little memory.
#[derive(Debug, Default)]
pub(crate) struct IdTable {
    table: HashTable<u32>,
    text: String,
    ends: Vec<u32>,
}

impl IdTable {
    pub(crate) fn new<'a>(ids: impl ExactSizeIterator<Item = &'a str> + Clone) -> Self {
        let mut text = String::with_capacity(ids.clone().map(str::len).fold(0, usize::saturating_add));
        let mut ends = Vec::with_capacity(ids.len());
        let hashes: Vec<u64> = ids.clone().map(hash).collect();
        let mut table = HashTable::with_capacity(hashes.len());
        for ((own, id), place) in hashes.iter().zip(ids).zip(0u32..) {
            text.push_str(id);
            ends.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            table.insert_unique(*own, place, |other| hashes.get(*other as usize).copied().unwrap_or(0));
        }
        Self { table, text, ends }
    }

    fn at(&self, place: u32) -> Option<&[u8]> {
        let place = place as usize;
        let from = place.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.text.as_bytes().get(from as usize..*self.ends.get(place)? as usize)
    }

    #[inline]
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        self.table.find(hash(id), |place| self.at(*place) == Some(id.as_bytes())).map(|place| *place as usize)
    }
}

/// The same for a text on every machine of one width.
#[inline]
pub(crate) fn hash(text: &str) -> u64 {
    static SEED: SharedSeed = SharedSeed::from_u64(0);
    let mut hasher = FoldHasher::with_seed(0, &SEED);
    hasher.write(text.as_bytes());
    hasher.finish()
}

/// Keeps each text once.
pub(crate) struct Texts {
    pub(crate) list: Vec<Box<str>>,
    known: HashMap<Box<str>, Sym, FixedState>,
    first: usize,
}

impl Default for Texts {
    fn default() -> Self {
        Self { list: vec![Box::default()], known: HashMap::default(), first: 0 }
    }
}

impl Texts {
    /// Texts whose places follow those of another list.
    pub(crate) fn after(first: usize) -> Self {
        Self { list: Vec::new(), known: HashMap::default(), first }
    }

    pub(crate) fn keep(&mut self, text: Option<&str>) -> Sym {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Sym::NONE };
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let sym = Sym::from(self.first.saturating_add(self.list.len()));
        self.list.push(text.into());
        self.known.insert(text.into(), sym);
        sym
    }
}
