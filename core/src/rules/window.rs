//! What enters: which norms and days somebody asks about. What leaves: whether a norm on a day is among them.

use crate::day::Day;
use crate::norm::Norm;
use crate::rules::posts::Interval;

/// Norms, a bit each, and whether what is of no norm is among them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Norms(u64);

const _: () = assert!(Norm::ALL.len() < u64::BITS as usize, "a norm has a bit, and no norm the highest");

const fn bit(norm: Option<Norm>) -> u64 {
    match norm {
        Some(norm) => 1 << norm as u8,
        None => 1 << 63,
    }
}

impl Norms {
    /// Every norm, and none.
    pub(crate) const ALL: Self = Self(u64::MAX);
    pub(crate) const NOTHING: Self = Self(0);

    /// Those that are asked about: all where none are named.
    pub(crate) fn of(asked: Option<&[Norm]>) -> Self {
        asked.map_or(Self::ALL, |norms| Self(norms.iter().fold(0, |bits, norm| bits | bit(Some(*norm)))))
    }

    const fn have(self, norm: Option<Norm>) -> bool {
        self.0 & bit(norm) != 0
    }
}

/// Which norms and days are asked about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    pub(crate) norms: Norms,
    pub(crate) from: Day,
    pub(crate) to: Day,
    /// The days of what recurs or stands, where they are not those up to the day of the audit.
    pub(crate) ahead: Option<Interval>,
}

impl Window {
    pub(crate) fn takes(&self, norm: Option<Norm>, on: Day) -> bool {
        self.norms.have(norm) && self.from <= on && on <= self.to
    }

    /// Whether a norm is asked about at all.
    pub(crate) fn asks(&self, norm: Option<Norm>) -> bool {
        self.takes(norm, self.from)
    }
}
