//! What enters: one item after the other. What leaves: a list of them that is never moved as it grows.
//!
//! A large audit carries its events to their subjects and writes down what it finds of them. In one stretch of memory each,
//! the list would be moved whenever it outgrows its place, and what one list gives back would be of no use to the other; in
//! blocks of one size the memory that judged events leave is taken by what was found of them.

/// How many items a block has: few enough that a block is cheap to have for a few items.
const BLOCK: usize = 1 << 8;

/// Items in blocks, all of them full, and the last ones, whose block is being filled.
#[derive(Clone, Debug)]
pub(crate) struct Chunks<T> {
    full: Vec<Vec<T>>,
    last: Vec<T>,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self { full: Vec::new(), last: Vec::new() }
    }
}

impl<T> Chunks<T> {
    pub(crate) const fn len(&self) -> usize {
        self.full.len().saturating_mul(BLOCK).saturating_add(self.last.len())
    }

    #[inline]
    pub(crate) fn push(&mut self, item: T) {
        if self.last.len() == BLOCK {
            self.begin();
        }
        self.last.push(item);
    }

    /// Begins another block; the first one grows, so that a list of a few items takes no more room than those.
    #[cold]
    fn begin(&mut self) {
        let full = std::mem::replace(&mut self.last, Vec::with_capacity(BLOCK));
        self.full.push(full);
    }

    pub(crate) fn get(&self, place: usize) -> Option<&T> {
        let block = place / BLOCK;
        let last = (block == self.full.len()).then_some(&self.last);
        self.full.get(block).or(last)?.get(place % BLOCK)
    }

    pub(crate) fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        let block = place / BLOCK;
        let last = (block == self.full.len()).then_some(&mut self.last);
        self.full.get_mut(block).or(last)?.get_mut(place % BLOCK)
    }

    /// The items block by block, for loops in which each item counts.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = &[T]> + Clone {
        self.full.iter().chain([&self.last]).map(Vec::as_slice)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        self.blocks().flatten()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.full.iter_mut().chain([&mut self.last]).flatten()
    }
}

impl<T> IntoIterator for Chunks<T> {
    type Item = T;
    type IntoIter = std::iter::Flatten<std::iter::Chain<std::vec::IntoIter<Vec<T>>, std::iter::Once<Vec<T>>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.full.into_iter().chain(std::iter::once(self.last)).flatten()
    }
}

impl<T> Extend<T> for Chunks<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl<T> FromIterator<T> for Chunks<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut own = Self::default();
        own.extend(items);
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_items_in_their_order_at_their_places() {
        for count in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7] {
            let mut own: Chunks<usize> = (0..count).collect();
            assert_eq!(own.len(), count);
            assert!(own.iter().copied().eq(0..count));
            assert!(own.blocks().flatten().copied().eq(0..count));
            assert!((0..count).all(|place| own.get(place) == Some(&place)) && own.get(count).is_none());
            assert!(own.get(count + BLOCK).is_none());
            own.iter_mut().for_each(|item| *item += 1);
            own.extend([count + 1]);
            assert_eq!(own.get_mut(count).copied(), Some(count + 1));
            assert!(own.into_iter().eq(1..=count + 1));
        }
    }
}
