//! What enters: the number of a day within its year. What leaves: whether it is set, and counts of those that are.

/// The days of one year as bits, the first of January lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bits([u64; 6]);

impl Bits {
    pub(super) const NONE: Self = Self([0; 6]);

    pub(super) const fn set(&mut self, at: u32, on: bool) {
        if let Some((_, [word, ..])) = self.0.split_at_mut_checked((at / 64) as usize) {
            let bit = 1_u64.wrapping_shl(at % 64);
            *word = if on { *word | bit } else { *word & !bit };
        }
    }

    pub(super) fn get(&self, at: u32) -> bool {
        self.0.get((at / 64) as usize).is_some_and(|word| word.wrapping_shr(at % 64) & 1 == 1)
    }

    /// How many are set before `at`.
    pub(super) fn count_before(&self, at: u32) -> u32 {
        let mut left = at;
        let mut count = 0_u32;
        for word in self.0 {
            let below = if left < 64 { 1_u64.wrapping_shl(left).wrapping_sub(1) } else { u64::MAX };
            count = count.saturating_add((word & below).count_ones());
            left = left.saturating_sub(64);
        }
        count
    }

    /// The one that has `rank` set ones before it.
    pub(super) fn nth(&self, rank: u32) -> Option<u32> {
        let mut rank = rank;
        let mut base = 0_u32;
        for word in self.0 {
            let ones = word.count_ones();
            if rank < ones {
                // Clears the lowest one as often as there are ones to pass over.
                let passed = (0..rank).fold(word, |word, _| word & word.wrapping_sub(1));
                return Some(base.saturating_add(passed.trailing_zeros()));
            }
            rank = rank.saturating_sub(ones);
            base = base.saturating_add(64);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_ranks_agree_at_every_place() {
        let mut bits = Bits::NONE;
        let set: Vec<u32> = (0..366).filter(|at| at % 3 == 0 || at % 64 == 63).collect();
        for at in &set {
            bits.set(*at, true);
        }
        for at in 0..=400 {
            assert_eq!(bits.get(at), set.contains(&at), "{at}");
            let before = set.iter().filter(|one| **one < at).count();
            assert_eq!(bits.count_before(at) as usize, before, "{at}");
        }
        for (rank, at) in set.iter().enumerate() {
            assert_eq!(bits.nth(rank as u32), Some(*at));
        }
        assert_eq!(bits.nth(set.len() as u32), None);
        bits.set(63, false);
        bits.set(u32::MAX, true);
        assert_eq!(
            (bits.get(63), bits.get(u32::MAX), bits.count_before(u32::MAX) as usize),
            (false, false, set.len() - 1)
        );
    }
}
