//! What enters: a day as text or numbers. What leaves: a [`Day`] or a [`DayError`] that names the value and the mend.
//!
//! A day is one `i32`, so that comparing and counting days is arithmetic on numbers. Nothing here knows what day it is.
//! Weeks are in `day/week.rs`, times of day in `day/moment.rs`, points in time that may lack one in `day/when.rs`, and
//! the time between two of them in `day/elapsed.rs`.

mod elapsed;
mod fault;
mod moment;
mod week;
mod when;

use std::fmt;
use std::str::FromStr;

pub use elapsed::Elapsed;
pub use fault::DayError;
use fault::{Flaw, Form, wire};
pub use moment::{Moment, Offset};
pub use week::IsoWeek;
pub use when::When;

/// A day of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31.
///
/// Held as the number of days since 1970-01-01, written `2021-03-29`.
///
/// ```
/// use liandong::{Day, Weekday};
///
/// let issued: Day = "2021-03-29".parse()?;
/// assert_eq!(issued, Day::new(2021, 3, 29)?);
/// assert_eq!(issued.weekday(), Weekday::Monday);
/// assert_eq!(issued.iso_week().to_string(), "2021-W13");
///
/// let error = Day::new(2021, 2, 29).unwrap_err();
/// assert_eq!(error.to_string(), "`2021-02-29` is not a day: February 2021 has 28 days; write YYYY-MM-DD");
/// # Ok::<(), liandong::DayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Day(i32);

impl Day {
    /// The first day, 0001-01-01 (a Monday).
    pub const MIN: Self = Self(-719_162);
    /// The last day, 9999-12-31 (a Friday).
    pub const MAX: Self = Self(2_932_896);

    /// The day of a year (1 to 9999), a month (1 to 12) and a day of that month.
    ///
    /// # Errors
    /// [`DayError`] where there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Result<Self, DayError> {
        Self::from_ymd(year, month, day).ok_or_else(|| {
            let length = days_in_month(year, month);
            let flaw = match (year, month) {
                (1..=9999, 1..=12) => Flaw::Length { year, month, length },
                (1..=9999, _) => Flaw::Months,
                _ => Flaw::Years,
            };
            DayError::new(&format!("{year:04}-{month:02}-{day:02}"), Form::Day, flaw)
        })
    }

    /// The same as [`Day::new`] for constants: `None` where there is no such day.
    ///
    /// ```
    /// use liandong::Day;
    ///
    /// const ISSUED: Option<Day> = Day::from_ymd(2021, 3, 29);
    /// assert_eq!(ISSUED, Day::new(2021, 3, 29).ok());
    /// ```
    #[must_use]
    pub const fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if year < 1 || year > 9999 || day < 1 || day > days_in_month(year, month) {
            return None;
        }
        Some(Self(number(year, month, day)))
    }

    /// A day known when the code is written. Where there is no such day, [`Day::MIN`], which no test overlooks.
    pub(crate) const fn literal(year: i32, month: u32, day: u32) -> Self {
        match Self::from_ymd(year, month, day) {
            Some(day) => day,
            None => Self::MIN,
        }
    }

    /// The day with this number of days since 1970-01-01; `None` outside [`Day::MIN`] to [`Day::MAX`].
    #[must_use]
    pub const fn from_number(number: i32) -> Option<Self> {
        if number < Self::MIN.0 || number > Self::MAX.0 { None } else { Some(Self(number)) }
    }

    /// The number of days since 1970-01-01, negative before it.
    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    /// Year (1 to 9999), month (1 to 12) and day of the month (1 to 31).
    ///
    /// ```
    /// use liandong::Day;
    ///
    /// assert_eq!(Day::new(2024, 2, 29)?.year_month_day(), (2024, 2, 29));
    /// # Ok::<(), liandong::DayError>(())
    /// ```
    #[must_use]
    #[allow(
        clippy::arithmetic_side_effects,
        reason = "a day is between -719162 and 2932896, far from any overflow"
    )]
    pub const fn year_month_day(self) -> (i32, u32, u32) {
        // Counted from 0000-03-01, so that a leap day is the last of its year and every term is positive.
        let since = (self.0 + SHIFT) as u32;
        let (era, of_era) = (since / ERA, since % ERA);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = (year_of_era + era * 400) as i32 + (month <= 2) as i32;
        (year, month, day)
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year_month_day().0
    }

    /// The day of the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday.
        match self.0.saturating_add(3).rem_euclid(7) {
            0 => Weekday::Monday,
            1 => Weekday::Tuesday,
            2 => Weekday::Wednesday,
            3 => Weekday::Thursday,
            4 => Weekday::Friday,
            5 => Weekday::Saturday,
            _ => Weekday::Sunday,
        }
    }

    /// This day moved by a number of days, backward where negative; `None` outside the calendar.
    #[must_use]
    pub const fn checked_add_days(self, days: i32) -> Option<Self> {
        match self.0.checked_add(days) {
            Some(number) => Self::from_number(number),
            None => None,
        }
    }

    /// The same, stopping at [`Day::MIN`] and [`Day::MAX`].
    #[must_use]
    pub const fn saturating_add_days(self, days: i32) -> Self {
        match self.checked_add_days(days) {
            Some(day) => day,
            None if days < 0 => Self::MIN,
            None => Self::MAX,
        }
    }

    /// How many days lie from this day to another: 1 to the next day, negative to an earlier one.
    ///
    /// ```
    /// use liandong::Day;
    ///
    /// assert_eq!(Day::new(2020, 2, 28)?.days_until(Day::new(2020, 3, 1)?), 2);
    /// # Ok::<(), liandong::DayError>(())
    /// ```
    #[must_use]
    pub const fn days_until(self, other: Self) -> i32 {
        other.0.saturating_sub(self.0)
    }

    /// The day after; `None` after [`Day::MAX`].
    #[must_use]
    pub const fn next(self) -> Option<Self> {
        self.checked_add_days(1)
    }

    /// The day before; `None` before [`Day::MIN`].
    #[must_use]
    pub const fn previous(self) -> Option<Self> {
        self.checked_add_days(-1)
    }

    /// Reads exactly ten bytes `YYYY-MM-DD`; `None` where the form is another, so that the caller can name the whole.
    fn read(text: &[u8]) -> Option<Result<Self, DayError>> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
            return None;
        };
        let year = i32::try_from(digits(&[y1, y2, y3, y4])?).ok()?;
        Some(Self::new(year, digits(&[m1, m2])?, digits(&[d1, d2])?))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.year_month_day();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = DayError;

    /// Reads `YYYY-MM-DD` and nothing else.
    fn from_str(text: &str) -> Result<Self, DayError> {
        Self::read(text.as_bytes()).unwrap_or_else(|| Err(DayError::new(text, Form::Day, Flaw::Form)))
    }
}

wire!(Day, "a day YYYY-MM-DD", r"^\d{4}-\d{2}-\d{2}$");

/// Days from 0000-03-01 to 1970-01-01.
const SHIFT: i32 = 719_468;
/// Days in 400 years.
const ERA: u32 = 146_097;

/// The day number of a date that exists.
#[allow(clippy::arithmetic_side_effects, reason = "years run from 1 to 9999, months to 12 and days to 31")]
const fn number(year: i32, month: u32, day: u32) -> i32 {
    let year = year as u32 - (month <= 2) as u32;
    let (era, year_of_era) = (year / 400, year % 400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + of_year;
    (era * ERA + of_era) as i32 - SHIFT
}

/// The length of a month, 0 for a month that there is not.
const fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// The number that ASCII digits write; `None` where one is not a digit. At most six digits are asked for.
fn digits(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0_u32, |sum, byte| {
        let digit = byte.checked_sub(b'0').filter(|digit| *digit <= 9)?;
        sum.checked_mul(10)?.checked_add(digit.into())
    })
}

/// A day of the week.
///
/// ```
/// use liandong::{Day, Weekday};
///
/// let sunday = Day::new(2024, 2, 18)?.weekday();
/// assert_eq!((sunday, sunday.number(), sunday.is_weekend()), (Weekday::Sunday, 7, true));
/// # Ok::<(), liandong::DayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weekday {
    /// 星期一
    Monday,
    /// 星期二
    Tuesday,
    /// 星期三
    Wednesday,
    /// 星期四
    Thursday,
    /// 星期五
    Friday,
    /// 星期六
    Saturday,
    /// 星期日
    Sunday,
}

impl Weekday {
    /// The ISO 8601 number: 1 for Monday to 7 for Sunday.
    #[must_use]
    pub const fn number(self) -> u8 {
        (self as u8).saturating_add(1)
    }

    /// Whether it is Saturday or Sunday.
    #[must_use]
    pub const fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }
}

#[cfg(test)]
mod tests;
