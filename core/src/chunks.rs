//! What enters: one item after the other. What leaves: a list of them that is never moved as it grows.
//!
//! A large audit carries its events to their subjects and writes down what it finds of them. In one stretch of memory each,
//! the list would be moved whenever it outgrows its place, and what one list gives back would be of no use to the other; in
//! blocks of one size the memory that judged events leave is taken by what was found of them.

/// The bytes of a block, whatever it holds.
const ROOM: usize = 1 << 14;

/// Items in blocks, and the last ones, whose block is being filled.
#[derive(Clone, Debug)]
pub(crate) struct Chunks<T> {
    /// Each block with how many items come before it.
    closed: Vec<(usize, Vec<T>)>,
    /// How many items those hold.
    before: usize,
    last: Vec<T>,
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self { closed: Vec::new(), before: 0, last: Vec::new() }
    }
}

impl<T> Chunks<T> {
    /// How many items a block has.
    const BLOCK: usize = match ROOM.checked_div(size_of::<T>()) {
        Some(count) if count > 0 => count,
        _ => 1,
    };

    pub(crate) const fn len(&self) -> usize {
        self.before.saturating_add(self.last.len())
    }

    #[inline]
    pub(crate) fn push(&mut self, item: T) {
        if self.last.len() == Self::BLOCK {
            self.close(Vec::with_capacity(Self::BLOCK));
        }
        self.last.push(item);
    }

    /// Closes the block that is being filled and goes on with another.
    #[cold]
    fn close(&mut self, next: Vec<T>) {
        let own = std::mem::replace(&mut self.last, next);
        if !own.is_empty() {
            let before = self.before;
            self.before = before.saturating_add(own.len());
            self.closed.push((before, own));
        }
    }

    /// Takes over another list's blocks as they are; none of its items is moved.
    pub(crate) fn append(&mut self, next: Self) {
        for (_, block) in next.closed {
            self.close(block);
        }
        self.close(next.last);
    }

    pub(crate) fn get(&self, place: usize) -> Option<&T> {
        match place.checked_sub(self.before) {
            Some(place) => self.last.get(place),
            None => self
                .closed
                .get(self.block_of(place)?)
                .and_then(|(before, own)| own.get(place.checked_sub(*before)?)),
        }
    }

    pub(crate) fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        match place.checked_sub(self.before) {
            Some(place) => self.last.get_mut(place),
            None => {
                let block = self.block_of(place)?;
                self.closed.get_mut(block).and_then(|(before, own)| own.get_mut(place.checked_sub(*before)?))
            }
        }
    }

    /// The closed block in which a place is.
    fn block_of(&self, place: usize) -> Option<usize> {
        self.closed.partition_point(|(before, _)| *before <= place).checked_sub(1)
    }

    /// The items block by block, for loops in which each item counts.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = &[T]> + Clone {
        self.closed.iter().map(|(_, own)| own).chain([&self.last]).map(Vec::as_slice)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> + Clone {
        self.blocks().flatten()
    }

    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.closed.iter_mut().map(|(_, own)| own).chain([&mut self.last]).flatten()
    }
}

impl<T> IntoIterator for Chunks<T> {
    type Item = T;
    type IntoIter = std::iter::Flatten<std::vec::IntoIter<Vec<T>>>;

    fn into_iter(mut self) -> Self::IntoIter {
        self.close(Vec::new());
        let blocks: Vec<Vec<T>> = self.closed.into_iter().map(|(_, own)| own).collect();
        blocks.into_iter().flatten()
    }
}

impl<T> FromIterator<T> for Chunks<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut own = Self::default();
        items.into_iter().for_each(|item| own.push(item));
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: usize = Chunks::<usize>::BLOCK;
    const COUNTS: [usize; 6] = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7];

    #[test]
    fn holds_items_in_their_order_at_their_places() {
        for count in COUNTS {
            holds((0..count).collect(), count);
        }
    }

    #[test]
    fn takes_over_the_blocks_of_others() {
        for (one, other) in COUNTS.iter().flat_map(|one| COUNTS.map(|other| (*one, other))) {
            let mut own: Chunks<usize> = (0..one).collect();
            own.append((one..one + other).collect());
            own.append((one + other..one + 2 * other).collect());
            holds(own, one + 2 * other);
        }
    }

    fn holds(mut own: Chunks<usize>, count: usize) {
        assert_eq!(own.len(), count);
        assert!(own.iter().copied().eq(0..count));
        assert!(own.blocks().flatten().copied().eq(0..count));
        assert!((0..count).all(|place| own.get(place) == Some(&place)) && own.get(count).is_none());
        assert!(own.get(count + BLOCK).is_none());
        own.iter_mut().for_each(|item| *item += 1);
        own.push(count + 1);
        assert_eq!(own.get_mut(count).copied(), Some(count + 1));
        assert!((0..count).all(|place| own.get_mut(place).copied() == Some(place + 1)));
        assert!(own.into_iter().eq(1..=count + 1));
    }
}
