//! What enters: a day or moment. What leaves: the same in eight bytes that sort as it does, for columns.

use serde::{Deserialize, Serialize};

use crate::day::{Day, DayError, Moment, When};

/// A [`When`] in eight bytes; its order is the canonical one.
///
/// ```
/// use liandong::{Stamp, When};
/// let noon: When = "2021-03-29T12:00".parse()?;
/// assert_eq!(When::from(Stamp::from(noon)), noon);
/// assert!(Stamp::from("2021-03-29".parse::<When>()?) < Stamp::from(noon));
/// # Ok::<(), liandong::DayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Stamp(i64);

impl Stamp {
    /// The number that is kept: twice the seconds since 1970-01-01T00:00 in the zone's time, one more for a moment.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0
    }

    /// The stamp of a number; none where it is outside the years 1 to 9999, or no day's first second.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        let moment = Moment::from_seconds(number >> 1)?;
        (number & 1 == 1 || moment.day().start() == moment).then_some(Self(number))
    }
}

impl Stamp {
    /// The first day there is.
    pub(crate) const FIRST: Self = Self(Moment::MIN.seconds() << 1);

    /// Whether it can have been by a moment.
    #[must_use]
    pub(crate) const fn is_by(self, moment: Moment) -> bool {
        self.0 >> 1 <= moment.seconds()
    }
}

impl TryFrom<i64> for Stamp {
    type Error = DayError;

    fn try_from(number: i64) -> Result<Self, DayError> {
        Self::from_number(number).ok_or_else(|| DayError::outside(&number.to_string()))
    }
}

impl From<Stamp> for i64 {
    fn from(stamp: Stamp) -> Self {
        stamp.0
    }
}

impl From<When> for Stamp {
    fn from(when: When) -> Self {
        let twice = when.earliest().seconds() << 1;
        Self(match when {
            When::Day(_) => twice,
            When::Moment(_) => twice | 1,
        })
    }
}

impl From<Stamp> for When {
    fn from(stamp: Stamp) -> Self {
        let moment = Moment::from_seconds(stamp.0 >> 1).unwrap_or(Day::MIN.start());
        if stamp.0 & 1 == 1 { Self::Moment(moment) } else { Self::Day(moment.day()) }
    }
}

/// A [`When`] or none, in the eight bytes of a stamp.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MaybeStamp(Stamp);

impl MaybeStamp {
    /// A number that no day or moment has.
    pub(crate) const NONE: Self = Self(Stamp(i64::MIN));

    pub(crate) fn stamp(self) -> Option<Stamp> {
        (self.0 != Self::NONE.0).then_some(self.0)
    }

    pub(crate) fn when(self) -> Option<When> {
        self.stamp().map(When::from)
    }
}

impl From<Option<When>> for MaybeStamp {
    fn from(when: Option<When>) -> Self {
        when.map_or(Self::NONE, |when| Self(when.into()))
    }
}
