//! What enters: hashes of texts, each with the place of its text. What leaves: the place again, by one look at memory.
//!
//! A slot is a hash and a place in eight bytes, so that neither a look-up nor growing reads a text whose hash is another.
//! Slots are found by the upper bits of the hash: a table that grows is read and written from front to back.

/// Places by hash; a hash is never 0.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    /// A power of two of them, or none; 0 is free.
    slots: Vec<u64>,
    filled: usize,
}

/// The slots that a table begins with.
const LEAST: usize = 16;

impl Table {
    /// A table with room for so many.
    pub(crate) fn with_room(count: usize) -> Self {
        let slots = count.saturating_add(count / 2).next_power_of_two().max(LEAST);
        Self { slots: vec![0; slots], filled: 0 }
    }

    /// Whether the caches hold it, so that looks at it need not overlap.
    pub(crate) const fn is_small(&self) -> bool {
        self.slots.len() <= 1 << 13
    }

    #[inline]
    const fn home(&self, hash: u32) -> usize {
        ((hash as u64).wrapping_mul(self.slots.len() as u64) >> 32) as usize
    }

    /// The first slot where a hash may be; 0 where there is none.
    #[inline]
    pub(crate) fn slot(&self, hash: u32) -> u64 {
        self.slots.get(self.home(hash)).copied().unwrap_or(0)
    }

    /// The place that a slot holds, where its hash is this one.
    #[inline]
    pub(crate) const fn place_in(slot: u64, hash: u32) -> Option<u32> {
        if (slot >> 32) as u32 == hash { Some(place_of(slot)) } else { None }
    }

    /// The place of this hash for which `is_it` holds; else the free slot where it belongs.
    #[inline]
    pub(crate) fn find(&self, hash: u32, is_it: impl Fn(u32) -> bool) -> Result<u32, usize> {
        let most = self.slots.len().saturating_sub(1);
        let mut at = self.home(hash);
        while let Some(slot) = self.slots.get(at).copied().filter(|slot| *slot != 0) {
            if let Some(place) = Self::place_in(slot, hash)
                && is_it(place)
            {
                return Ok(place);
            }
            at = at.wrapping_add(1) & most;
        }
        Err(at)
    }

    /// Fills the free slot that [`find`](Self::find) told with a place.
    pub(crate) fn fill(&mut self, free: usize, hash: u32, place: u32) {
        self.filled = self.filled.saturating_add(1);
        // At most three quarters are filled, so that a free slot is never far.
        if self.filled.saturating_mul(4) > self.slots.len().saturating_mul(3) {
            self.grow();
            self.settle(slot_of(hash, place));
        } else if let Some(slot) = self.slots.get_mut(free) {
            *slot = slot_of(hash, place);
        }
    }

    fn grow(&mut self) {
        let wider = vec![0; self.slots.len().saturating_mul(2).max(LEAST)];
        let narrow = std::mem::replace(&mut self.slots, wider);
        narrow.into_iter().filter(|slot| *slot != 0).for_each(|slot| self.settle(slot));
    }

    /// Puts a slot where it belongs; no other has its text.
    fn settle(&mut self, slot: u64) {
        let most = self.slots.len().saturating_sub(1);
        let mut at = self.home((slot >> 32) as u32);
        while let Some(own) = self.slots.get_mut(at) {
            if *own == 0 {
                *own = slot;
                return;
            }
            at = at.wrapping_add(1) & most;
        }
    }
}

const fn slot_of(hash: u32, place: u32) -> u64 {
    (hash as u64) << 32 | place as u64
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half of a slot is the place")]
const fn place_of(slot: u64) -> u32 {
    slot as u32
}
