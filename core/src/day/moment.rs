//! What enters: times of day and offsets. What leaves: a [`Moment`] in the zone's own time, and an [`Offset`].

use std::fmt;
use std::str::FromStr;

use super::{Day, DayError, Flaw, Form, digits, wire};

/// Seconds in a day.
const DAY: i64 = 86_400;

/// How far a zone's time is ahead of UTC, in whole minutes up to 23:59 either way; written `+08:00`.
///
/// ```
/// use liandong::Offset;
///
/// assert_eq!("+0800".parse(), Ok(Offset::CHINA));
/// assert_eq!(Offset::CHINA.seconds(), 28_800);
/// assert_eq!(Offset::from_minutes(-330)?.to_string(), "-05:30");
/// # Ok::<(), liandong::DayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Offset(i32);

impl Offset {
    /// +08:00, the time of all of China and the default everywhere.
    pub const CHINA: Self = Self(28_800);
    /// +00:00.
    pub const UTC: Self = Self(0);

    /// An offset of so many minutes, negative behind UTC.
    ///
    /// # Errors
    /// [`DayError`] from 24 hours on.
    pub fn from_minutes(minutes: i32) -> Result<Self, DayError> {
        match minutes.checked_mul(60) {
            Some(seconds) if minutes.unsigned_abs() < 24 * 60 => Ok(Self(seconds)),
            _ => Err(DayError::new(&format!("{minutes} min"), Form::Offset, Flaw::Offsets)),
        }
    }

    /// The offset in seconds, negative behind UTC.
    #[must_use]
    pub const fn seconds(self) -> i32 {
        self.0
    }

    /// Reads `Z`, `+hh:mm`, `+hhmm` or `+hh`, and the same with a minus sign.
    pub(super) fn read(text: &[u8]) -> Result<Self, Flaw> {
        let (sign, hours, minutes) = match *text {
            [b'Z'] => return Ok(Self::UTC),
            [sign, h1, h2] => (sign, [h1, h2], [b'0', b'0']),
            [sign, h1, h2, m1, m2] | [sign, h1, h2, b':', m1, m2] => (sign, [h1, h2], [m1, m2]),
            _ => return Err(Flaw::Form),
        };
        let (Some(hours), Some(minutes), b'+' | b'-') = (digits(&hours), digits(&minutes), sign) else {
            return Err(Flaw::Form);
        };
        if hours > 23 || minutes > 59 {
            return Err(Flaw::Offsets);
        }
        let seconds = i32::try_from(clock(hours, minutes, 0)).map_err(|_| Flaw::Offsets)?;
        Ok(Self(if sign == b'-' { seconds.saturating_neg() } else { seconds }))
    }
}

impl Default for Offset {
    fn default() -> Self {
        Self::CHINA
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let minutes = self.0.unsigned_abs() / 60;
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl FromStr for Offset {
    type Err = DayError;

    /// Reads `Z`, `+hh:mm`, `+hhmm` or `+hh`, and the same with a minus sign.
    fn from_str(text: &str) -> Result<Self, DayError> {
        Self::read(text.as_bytes()).map_err(|flaw| DayError::new(text, Form::Offset, flaw))
    }
}

wire!(Offset, "an offset +hh:mm", r"^(Z|[+-]\d{2}(:?\d{2})?)$");

/// A second of a [`Day`] in the zone's own time, written `2021-03-29T09:30:00`.
///
/// ```
/// use liandong::{Day, Moment};
///
/// let moment = Moment::new(Day::new(2021, 3, 29)?, 9, 30, 0)?;
/// assert_eq!(moment.to_string(), "2021-03-29T09:30:00");
/// assert_eq!(moment, "2021-03-29T01:30Z".parse()?);
/// assert_eq!(moment.day().end().to_string(), "2021-03-29T23:59:59");
/// # Ok::<(), liandong::DayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Moment(i64);

impl Moment {
    /// The first moment, 0001-01-01T00:00:00.
    pub const MIN: Self = Day::MIN.start();
    /// The last moment, 9999-12-31T23:59:59.
    pub const MAX: Self = Day::MAX.end();

    /// A time of a day: hour 0 to 23, minute and second 0 to 59 (leap seconds are not counted).
    ///
    /// # Errors
    /// [`DayError`] where there is no such time.
    pub fn new(day: Day, hour: u32, minute: u32, second: u32) -> Result<Self, DayError> {
        let flaw = match (hour, minute, second) {
            (24.., _, _) => Flaw::Hours,
            (_, 60.., _) => Flaw::Minutes,
            (_, _, 60..) => Flaw::Seconds,
            _ => return Ok(Self(day.start().0.saturating_add(clock(hour, minute, second)))),
        };
        Err(DayError::new(&format!("{day}T{hour:02}:{minute:02}:{second:02}"), Form::Moment, flaw))
    }

    /// The moment so many seconds after 1970-01-01T00:00:00 of the zone's own time; `None` outside the calendar.
    #[must_use]
    pub const fn from_seconds(seconds: i64) -> Option<Self> {
        if seconds < Self::MIN.0 || seconds > Self::MAX.0 { None } else { Some(Self(seconds)) }
    }

    /// The seconds since 1970-01-01T00:00:00 of the zone's own time, negative before it.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The day it is on.
    #[must_use]
    pub fn day(self) -> Day {
        // Counted from the first moment nothing is negative, and a moment lies inside the calendar, so its day does too.
        let days = (self.0.wrapping_sub(Self::MIN.0) as u64 / 86_400) as i32;
        Day(Day::MIN.0.wrapping_add(days))
    }

    /// Hour, minute and second of the day.
    #[must_use]
    pub const fn hour_minute_second(self) -> (u32, u32, u32) {
        let of_day = self.0.rem_euclid(DAY) as u32;
        (of_day / 3600, of_day / 60 % 60, of_day % 60)
    }

    /// This moment moved by a number of seconds, backward where negative; `None` outside the calendar.
    #[must_use]
    pub const fn checked_add_seconds(self, seconds: i64) -> Option<Self> {
        match self.0.checked_add(seconds) {
            Some(seconds) => Self::from_seconds(seconds),
            None => None,
        }
    }

    /// The same, stopping at [`Moment::MIN`] and [`Moment::MAX`].
    #[must_use]
    pub const fn saturating_add_seconds(self, seconds: i64) -> Self {
        match self.checked_add_seconds(seconds) {
            Some(moment) => moment,
            None if seconds < 0 => Self::MIN,
            None => Self::MAX,
        }
    }

    /// How many seconds lie from this moment to another, negative to an earlier one.
    #[must_use]
    pub const fn seconds_until(self, other: Self) -> i64 {
        other.0.saturating_sub(self.0)
    }
}

/// Seconds of a time of day whose parts are in range.
fn clock(hours: u32, minutes: u32, seconds: u32) -> i64 {
    i64::from(hours.saturating_mul(3600).saturating_add(minutes.saturating_mul(60)).saturating_add(seconds))
}

impl Day {
    /// Its first second, 00:00:00.
    #[must_use]
    pub const fn start(self) -> Moment {
        // So few days fit many times over.
        Moment((self.number() as i64).wrapping_mul(DAY))
    }

    /// Its last second, 23:59:59.
    #[must_use]
    pub const fn end(self) -> Moment {
        Moment(self.start().0.wrapping_add(86_399))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = self.hour_minute_second();
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}", self.day())
    }
}

wire!(Moment, "a moment YYYY-MM-DDThh:mm", r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_a_day() {
        let day = Day::literal(2021, 3, 29);
        assert_eq!(day.start().to_string(), "2021-03-29T00:00:00");
        assert_eq!(day.end().to_string(), "2021-03-29T23:59:59");
        assert_eq!(day.end().checked_add_seconds(1), day.next().map(Day::start));
        assert_eq!((day.start().day(), day.end().day()), (day, day));
        let before = Day::literal(1969, 12, 31);
        assert_eq!((before.end().seconds(), before.end().day()), (-1, before));
        assert_eq!(before.end().hour_minute_second(), (23, 59, 59));
    }

    #[test]
    fn the_ends_of_the_calendar() {
        assert_eq!((Moment::MIN.checked_add_seconds(-1), Moment::MAX.checked_add_seconds(1)), (None, None));
        assert_eq!((Moment::MIN.day(), Moment::MAX.day()), (Day::MIN, Day::MAX));
        assert_eq!(Moment::MAX.checked_add_seconds(i64::MAX), None);
        assert_eq!(Moment::MIN.saturating_add_seconds(i64::MIN), Moment::MIN);
        assert_eq!(Moment::MIN.saturating_add_seconds(i64::MAX), Moment::MAX);
        assert_eq!(Moment::from_seconds(i64::MIN), None);
        assert_eq!(Moment::MAX.to_string(), "9999-12-31T23:59:59");
    }

    #[test]
    fn a_time_that_there_is_not_says_why() {
        let day = Day::literal(2021, 3, 29);
        for (hour, minute, second, why) in [
            (
                24,
                0,
                0,
                "`2021-03-29T24:00:00` is not a moment: hours run from 00 to 23; write YYYY-MM-DDThh:mm",
            ),
            (
                23,
                60,
                0,
                "`2021-03-29T23:60:00` is not a moment: minutes run from 00 to 59; write YYYY-MM-DDThh:mm",
            ),
            (
                23,
                59,
                60,
                "`2021-03-29T23:59:60` is not a moment: seconds run from 00 to 59; write YYYY-MM-DDThh:mm",
            ),
        ] {
            assert_eq!(Moment::new(day, hour, minute, second).unwrap_err().to_string(), why);
        }
        assert!(Moment::new(day, u32::MAX, u32::MAX, u32::MAX).is_err());
        assert_eq!(Moment::new(Day::MAX, 23, 59, 59), Ok(Moment::MAX));
    }

    #[test]
    fn offsets() {
        for (text, minutes, written) in [
            ("Z", 0, "+00:00"),
            ("+08:00", 480, "+08:00"),
            ("+0800", 480, "+08:00"),
            ("+08", 480, "+08:00"),
            ("-0530", -330, "-05:30"),
            ("-00:00", 0, "+00:00"),
            ("-23:59", -1439, "-23:59"),
        ] {
            assert_eq!(text.parse(), Offset::from_minutes(minutes), "{text}");
            assert_eq!(text.parse::<Offset>().unwrap().to_string(), written);
        }
        for text in ["", "z", "8", "+8", "+8:00", "08:00", "+08:0", "+08:00:00", "−08:00", "+24:00", "+08:60"]
        {
            assert!(text.parse::<Offset>().is_err(), "{text}");
        }
        for minutes in [1440, -1440, i32::MAX, i32::MIN] {
            let error = Offset::from_minutes(minutes).unwrap_err().to_string();
            assert!(error.contains("offsets run from -23:59 to +23:59"), "{error}");
        }
        assert_eq!(serde_json::to_string(&Offset::default()).unwrap(), "\"+08:00\"");
        assert_eq!(serde_json::from_str::<Offset>("\"Z\"").unwrap(), Offset::UTC);
    }
}
