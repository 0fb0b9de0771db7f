//! What enters: a list and an order. What leaves: the list in that order, what is equal in it as it came.
//!
//! The standard library compiles its sort anew for every type and every order, some 6 kB each: fine where a sort is hot,
//! but most are not, and a browser fetches them all. Here one sort of places serves every list.

use std::cmp::Ordering;

/// Up to here a list is put in order where it lies, as the standard library does.
const FEW: usize = 20;

pub(crate) fn sort<T: Ord>(list: &mut [T]) {
    sort_by(list, T::cmp);
}

pub(crate) fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(list, |one, other| key(one).cmp(&key(other)));
}

pub(crate) fn sort_by<T>(list: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    // Most lists come in order: acts do, and what is made of them.
    if list.is_sorted_by(|one, other| order(one, other) != Ordering::Greater) {
        return;
    }
    match list.len() {
        count @ ..=FEW => insert(count, &mut Ordered { list, order }),
        count => permute(count, &mut Ordered { list, order }),
    }
}

/// What a sort needs to know of a list, whatever is in it.
trait Places {
    fn order(&self, one: usize, other: usize) -> Ordering;
    fn swap(&mut self, one: usize, other: usize);
}

struct Ordered<'l, T, O> {
    list: &'l mut [T],
    order: O,
}

impl<T, O: Fn(&T, &T) -> Ordering> Places for Ordered<'_, T, O> {
    fn order(&self, one: usize, other: usize) -> Ordering {
        match (self.list.get(one), self.list.get(other)) {
            (Some(one), Some(other)) => (self.order)(one, other),
            _ => Ordering::Equal,
        }
    }

    fn swap(&mut self, one: usize, other: usize) {
        self.list.swap(one, other);
    }
}

fn insert(count: usize, places: &mut dyn Places) {
    for end in 2..=count {
        for (one, next) in (0..end).zip(1..end).rev() {
            if places.order(one, next) != Ordering::Greater {
                break;
            }
            places.swap(one, next);
        }
    }
}

fn permute(count: usize, places: &mut dyn Places) {
    let mut from: Vec<usize> = (0..count).collect();
    from.sort_by(|one, other| places.order(*one, *other));
    // Cycle by cycle; a place that has what belongs there is its own source.
    for start in 0..count {
        let mut place = start;
        while let Some(source) = from.get_mut(place).map(|source| std::mem::replace(source, place))
            && source != start
        {
            places.swap(place, source);
            place = source;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_the_standard_library_does() {
        let mut state = 1u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state >> 60
        };
        for count in 0..120u32 {
            let list: Vec<(u64, u32)> = (0..count).map(|place| (next(), place)).collect();
            let (mut ours, mut theirs) = (list.clone(), list);
            sort_by_key(&mut ours, |(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            assert_eq!(ours, theirs);
            sort(&mut ours);
            theirs.sort_unstable();
            assert_eq!(ours, theirs);
            sort_by(&mut ours, |one, other| other.cmp(one));
            theirs.reverse();
            assert_eq!(ours, theirs);
        }
    }
}
