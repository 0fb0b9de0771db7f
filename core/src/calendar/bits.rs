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

    /// The `n`-th that is set from `at` on, counted from 1; else how many are still to be counted after the last.
    pub(super) fn nth_from(&self, at: u32, n: u32) -> Result<u32, u32> {
        let mut left = n;
        let mut base = at & !63;
        let mut below = 1_u64.wrapping_shl(at).wrapping_sub(1);
        for word in self.0.get((at / 64) as usize..).unwrap_or_default() {
            let mut rest = word & !below;
            below = 0;
            if left > u64::BITS {
                // However many are set in this word, it is none of them.
                left = left.saturating_sub(rest.count_ones());
                rest = 0;
            }
            while rest != 0 {
                left = left.saturating_sub(1);
                if left == 0 {
                    return Ok(base | rest.trailing_zeros());
                }
                // Clears the lowest one.
                rest &= rest.wrapping_sub(1);
            }
            base = base.saturating_add(64);
        }
        Err(left)
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
        for from in [0, 1, 62, 63, 64, 65, 200, 365] {
            let later: Vec<u32> = set.iter().copied().filter(|at| *at >= from).collect();
            for (n, at) in (1..).zip(&later) {
                assert_eq!(bits.nth_from(from, n), Ok(*at), "{from} {n}");
            }
            let count = later.len() as u32;
            for over in [1, 2, 63, 64, 65, 1_000] {
                assert_eq!(bits.nth_from(from, count + over), Err(over), "{from} {over}");
            }
        }
        bits.set(63, false);
        bits.set(u32::MAX, true);
        assert_eq!(
            (bits.get(63), bits.get(u32::MAX), bits.count_before(u32::MAX) as usize),
            (false, false, set.len() - 1)
        );
    }
}
