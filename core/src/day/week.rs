//! What enters: a day, or a week as text or numbers. What leaves: an [`IsoWeek`] with its Monday and its Sunday.

use std::fmt;
use std::str::FromStr;

use super::{Day, DayError, Flaw, Form, Weekday, digits, number, wire};

/// A week of ISO 8601, Monday to Sunday, from 0001-W01 to 9999-W52; written `2021-W13`.
///
/// ```
/// use liandong::{Day, IsoWeek};
///
/// let week = IsoWeek::new(2021, 13)?;
/// assert_eq!((week.monday(), week.sunday()), (Day::new(2021, 3, 29)?, Day::new(2021, 4, 4)?));
/// assert_eq!("2021-W13".parse(), Ok(week));
///
/// let error = IsoWeek::new(2021, 53).unwrap_err();
/// assert_eq!(error.to_string(), "`2021-W53` is not a week: 2021 has 52 weeks; write YYYY-Www");
/// # Ok::<(), liandong::DayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct IsoWeek {
    year: i32,
    week: u32,
}

impl IsoWeek {
    /// The week of a year (1 to 9999) with this number (1 to 52, in some years 53).
    ///
    /// # Errors
    /// [`DayError`] where the year has no such week.
    pub fn new(year: i32, week: u32) -> Result<Self, DayError> {
        let flaw = match year {
            1..=9999 => {
                let weeks = weeks_in_year(year);
                if (1..=weeks).contains(&week) {
                    return Ok(Self { year, week });
                }
                Flaw::Weeks { year, weeks }
            }
            _ => Flaw::Years,
        };
        Err(DayError::new(&format!("{year:04}-W{week:02}"), Form::Week, flaw))
    }

    /// The year the week is counted in, which holds its Thursday.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The number of the week, 1 to 53.
    #[must_use]
    pub const fn week(self) -> u32 {
        self.week
    }

    /// The first day of the week.
    #[must_use]
    pub fn monday(self) -> Day {
        // 4 January is always in the first week.
        let fourth = Day(number(self.year, 1, 4));
        let weeks = i32::try_from(self.week).unwrap_or(0).saturating_sub(1);
        let back = i32::from(fourth.weekday().number()).saturating_sub(1);
        fourth.saturating_add_days(weeks.saturating_mul(7).saturating_sub(back))
    }

    /// The last day of the week; 9999-W52 ends with [`Day::MAX`], a Friday.
    #[must_use]
    pub fn sunday(self) -> Day {
        self.monday().saturating_add_days(6)
    }

    /// The week after; `None` after 9999-W52.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        self.monday().checked_add_days(7).map(Day::iso_week)
    }
}

/// 53 where the year holds 53 Thursdays, else 52.
fn weeks_in_year(year: i32) -> u32 {
    let thursday = |month, day| Day(number(year, month, day)).weekday() == Weekday::Thursday;
    if thursday(1, 1) || thursday(12, 31) { 53 } else { 52 }
}

impl fmt::Display for IsoWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.year, self.week)
    }
}

impl FromStr for IsoWeek {
    type Err = DayError;

    /// Reads `YYYY-Www` and nothing else.
    fn from_str(text: &str) -> Result<Self, DayError> {
        let parts = match text.as_bytes() {
            &[y1, y2, y3, y4, b'-', b'W', w1, w2] => digits(&[y1, y2, y3, y4]).zip(digits(&[w1, w2])),
            _ => None,
        };
        let Some((Ok(year), week)) = parts.map(|(year, week)| (i32::try_from(year), week)) else {
            return Err(DayError::new(text, Form::Week, Flaw::Form));
        };
        Self::new(year, week)
    }
}

wire!(IsoWeek, "a week YYYY-Www", r"^\d{4}-W\d{2}$");

impl Day {
    /// The ISO 8601 week (Monday to Sunday) this day is in; its year is the one that holds its Thursday.
    ///
    /// ```
    /// use liandong::Day;
    ///
    /// assert_eq!(Day::new(2021, 1, 3)?.iso_week().to_string(), "2020-W53");
    /// assert_eq!(Day::new(2021, 1, 4)?.iso_week().to_string(), "2021-W01");
    /// # Ok::<(), liandong::DayError>(())
    /// ```
    #[must_use]
    pub fn iso_week(self) -> IsoWeek {
        let to_thursday = 4_i32.saturating_sub(self.weekday().number().into());
        let thursday = self.saturating_add_days(to_thursday);
        let year = thursday.year();
        let of_year = thursday.0.saturating_sub(number(year, 1, 1));
        IsoWeek { year, week: u32::try_from(of_year / 7).unwrap_or(0).saturating_add(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_year_has_53_weeks_only_where_it_holds_53_thursdays() {
        let long: Vec<i32> = (2000..=2030).filter(|year| IsoWeek::new(*year, 53).is_ok()).collect();
        assert_eq!(long, [2004, 2009, 2015, 2020, 2026]);
        for (year, week) in [(2021, 0), (2021, 53), (2020, 54), (0, 1), (10_000, 1), (2021, u32::MAX)] {
            assert!(IsoWeek::new(year, week).is_err(), "{year} {week}");
        }
    }

    #[test]
    fn weeks_cross_the_turn_of_the_year() {
        for (text, week) in [
            ("2018-12-30", "2018-W52"),
            ("2018-12-31", "2019-W01"),
            ("2021-01-03", "2020-W53"),
            ("2021-01-04", "2021-W01"),
            ("2021-03-28", "2021-W12"),
            ("2021-03-29", "2021-W13"),
            ("2026-12-31", "2026-W53"),
            ("2027-01-03", "2026-W53"),
            ("0001-01-01", "0001-W01"),
            ("9999-01-03", "9998-W53"),
            ("9999-12-31", "9999-W52"),
        ] {
            assert_eq!(day(text).iso_week().to_string(), week, "{text}");
        }
    }

    #[test]
    fn every_day_lies_in_its_own_week() {
        for year in [1, 1969, 1970, 2000, 2018, 2020, 2021, 2026, 9998, 9999] {
            for of_year in 0..366 {
                let day = Day::from_ymd(year, 1, 1).unwrap().saturating_add_days(of_year);
                let week = day.iso_week();
                assert_eq!(IsoWeek::new(week.year(), week.week()), Ok(week));
                assert!(week.monday() <= day && day <= week.sunday(), "{day}");
                assert_eq!(week.monday().weekday(), Weekday::Monday);
            }
        }
    }

    #[test]
    fn the_calendar_ends_inside_its_last_week() {
        let last = IsoWeek::new(9999, 52).unwrap();
        assert_eq!((last.monday(), last.sunday(), last.next()), (day("9999-12-27"), Day::MAX, None));
        let first = IsoWeek::new(1, 1).unwrap();
        assert_eq!((first.monday(), first.next()), (Day::MIN, IsoWeek::new(1, 2).ok()));
    }

    #[test]
    fn a_week_is_read_strictly() {
        assert_eq!("2021-W13".parse(), IsoWeek::new(2021, 13));
        for text in ["", "2021W13", "2021-w13", "2021-W1", "2021-W13 ", "2021-W1١", "2021-W+1"] {
            let error = text.parse::<IsoWeek>().unwrap_err();
            assert_eq!(error.to_string(), format!("`{text}` is not a week; write YYYY-Www"));
        }
        let error = "2021-W53".parse::<IsoWeek>().unwrap_err();
        assert_eq!(error.zh(), "`2021-W53` 不是有效的周：2021年只有52周；请写作 YYYY-Www");
        let json = serde_json::to_string(&day("2021-03-29").iso_week()).unwrap();
        assert_eq!(json, "\"2021-W13\"");
    }
}
