//! What enters: the adopter's ids and texts. What leaves: dense ids, and tables that find them.

use std::hash::Hasher;
use std::num::NonZeroU32;
use std::ops::Range;

use foldhash::SharedSeed;
use foldhash::fast::{FixedState, FoldHasher};
use hashbrown::HashMap;

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

/// Looks ids up: what each hashes to beside its place, and every id in one buffer, so that a look-up touches little memory.
#[derive(Debug, Default)]
pub(crate) struct IdTable {
    /// A power of two, half of them free at least: an id is in the first free slot from that of its hash on.
    slots: Box<[Slot]>,
    text: Box<str>,
    /// Where each id begins, and after the last where it ends.
    starts: Box<[u32]>,
}

/// The lower half of an id's hash, and its place counted from 1; a free one has none.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    hash: u32,
    place: Option<NonZeroU32>,
}

impl IdTable {
    pub(crate) fn new<'a>(ids: impl ExactSizeIterator<Item = &'a str> + Clone) -> Self {
        let room = ids.len().saturating_mul(2).next_power_of_two();
        let mut slots = vec![Slot::default(); room];
        let mut text = String::with_capacity(ids.clone().map(str::len).fold(0, usize::saturating_add));
        let mut starts = Vec::with_capacity(ids.len().saturating_add(1));
        starts.push(0);
        for (id, place) in ids.zip(1u32..) {
            text.push_str(id);
            starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            let own = hash(id.as_bytes());
            let free =
                probe(own, slots.len()).find(|at| slots.get(*at).is_some_and(|slot| slot.place.is_none()));
            if let Some(slot) = free.and_then(|at| slots.get_mut(at)) {
                *slot = Slot { hash: own as u32, place: NonZeroU32::new(place) };
            }
        }
        Self { slots: slots.into(), text: text.into(), starts: starts.into() }
    }

    /// The id at a place; empty where there is none.
    #[inline]
    pub(crate) fn id(&self, place: usize) -> &str {
        self.text.get(self.range(place)).unwrap_or_default()
    }

    #[inline]
    fn range(&self, place: usize) -> Range<usize> {
        let range = self.starts.get(place).zip(self.starts.get(place.wrapping_add(1)));
        range.map_or(0..0, |(from, to)| *from as usize..*to as usize)
    }

    #[inline]
    pub(crate) fn find(&self, id: &str) -> Option<usize> {
        let own = hash(id.as_bytes());
        for at in probe(own, self.slots.len()) {
            let slot = self.slots.get(at)?;
            let place = slot.place?.get().wrapping_sub(1) as usize;
            if slot.hash == own as u32 && self.text.as_bytes().get(self.range(place)) == Some(id.as_bytes()) {
                return Some(place);
            }
        }
        None
    }
}

/// The slots from that of a hash on, all of them at last.
///
/// Of ids that differ in their last digits the hash leaves runs in its bits; multiplied by the golden ratio they lie apart.
#[inline]
fn probe(hash: u64, slots: usize) -> impl Iterator<Item = usize> {
    let (mask, spread) = (slots.wrapping_sub(1), hash.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let first = (spread >> 32) as usize;
    (0..slots).map(move |step| first.wrapping_add(step) & mask)
}

/// The same for a text on every machine of one width.
#[inline]
pub(crate) fn hash(text: &[u8]) -> u64 {
    static SEED: SharedSeed = SharedSeed::from_u64(0);
    let mut hasher = FoldHasher::with_seed(0, &SEED);
    hasher.write(text);
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
