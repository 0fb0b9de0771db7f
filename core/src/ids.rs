//! What enters: the adopter's ids and texts. What leaves: dense ids, and tables that find them without keeping copies.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashTable};

/// A position in one of the book's lists.
macro_rules! dense_ids {
    ($($name:ident),*) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(crate) struct $name(pub(crate) u32);
        impl $name {
            pub(crate) const fn place(self) -> usize {
                self.0 as usize
            }
        }
        impl From<usize> for $name {
            fn from(place: usize) -> Self {
                Self(u32::try_from(place).unwrap_or(u32::MAX))
            }
        }
    )*};
}
dense_ids!(PartyId, MatterId, PersonId, Sym);

impl Sym {
    /// The empty text: nothing was recorded.
    pub(crate) const NONE: Self = Self(0);
}

/// Looks an id up without keeping a copy of it.
#[derive(Debug, Default)]
pub(crate) struct IdTable {
    table: HashTable<u32>,
}

impl IdTable {
    pub(crate) fn new<'a>(ids: impl ExactSizeIterator<Item = &'a str> + Clone) -> Self {
        let hashes: Vec<u64> = ids.map(hash).collect();
        let mut table = HashTable::with_capacity(hashes.len());
        for (place, own) in hashes.iter().enumerate() {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            table.insert_unique(*own, place, |other| hashes.get(*other as usize).copied().unwrap_or(0));
        }
        Self { table }
    }

    pub(crate) fn find<'a>(&self, id: &str, id_at: impl Fn(u32) -> Option<&'a str>) -> Option<u32> {
        self.table.find(hash(id), |place| id_at(*place) == Some(id)).copied()
    }
}

pub(crate) fn hash(id: &str) -> u64 {
    FixedState::with_seed(0).hash_one(id)
}

/// Keeps each text once.
pub(crate) struct Texts {
    pub(crate) list: Vec<Box<str>>,
    known: HashMap<Box<str>, Sym, FixedState>,
}

impl Default for Texts {
    fn default() -> Self {
        Self { list: vec![Box::default()], known: HashMap::default() }
    }
}

impl Texts {
    pub(crate) fn keep(&mut self, text: Option<&str>) -> Sym {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Sym::NONE };
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let sym = Sym::from(self.list.len());
        self.list.push(text.into());
        self.known.insert(text.into(), sym);
        sym
    }
}
