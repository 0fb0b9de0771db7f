//! What enters: the published holidays and adjusted working days (调休) of years. What leaves: which days are worked,
//! and counts of them; for a year that is not in the calendar, [`NotCovered`], never a guess.
//!
//! China's years 2018 to 2026 are built in, see `calendar/years.rs`. An adopter adds further years, or replaces one.

mod bits;
mod given;
mod years;

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Serialize, Serializer};

use crate::day::{Day, IsoWeek};
use crate::error::Fault;
use crate::sort::sort_by_key;
use bits::Bits;
use years::{PUBLISHED, Published};

pub use given::{CalendarError, CalendarYear};

/// The working days of whole years, Monday to Friday but for holidays and worked weekend days.
///
/// The last days of a year may still be moved by the notice about the next one.
///
/// ```
/// use liandong::{Calendar, Day, NotCovered};
///
/// let calendar = Calendar::china();
/// assert_eq!(calendar.is_working_day("2024-02-18".parse()?)?, true); // a Sunday, worked
/// assert_eq!(calendar.is_working_day("2024-02-12".parse()?)?, false); // a Monday, 春节
/// let start: Day = "2024-02-08".parse()?;
/// assert_eq!(calendar.nth_working_day_after(start, 2)?, "2024-02-18".parse()?);
/// // The holidays of 2027 are not published.
/// assert_eq!(calendar.is_working_day("2027-01-04".parse()?), Err(NotCovered { year: 2027 }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// By year.
    years: Cow<'static, [Covered]>,
}

/// One year of the calendar, ready to be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Covered {
    year: i32,
    source: Cow<'static, str>,
    /// 1 January.
    first: Day,
    /// 31 December.
    last: Day,
    working: Bits,
}

/// A day had to be counted whose year is not in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error(
    "the holidays of {year} are not in the calendar; once they are published, add the year to `calendar.years` of the profile"
)]
pub struct NotCovered {
    /// The first year that is missing.
    pub year: i32,
}

impl NotCovered {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        format!("日历未收录{}年的节假日安排；公布后请将该年补入口径的 `calendar.years`", self.year)
    }
}

/// China's years, computed when the crate is compiled.
static CHINA: [Covered; 9] = {
    let [a, b, c, d, e, f, g, h, i] = PUBLISHED;
    [
        Covered::published(a),
        Covered::published(b),
        Covered::published(c),
        Covered::published(d),
        Covered::published(e),
        Covered::published(f),
        Covered::published(g),
        Covered::published(h),
        Covered::published(i),
    ]
};

impl Calendar {
    /// The statutory holidays and adjusted working days of mainland China, 2018 to 2026. Costs nothing.
    #[must_use]
    pub const fn china() -> Self {
        Self { years: Cow::Borrowed(&CHINA) }
    }

    /// A calendar without any year, to be filled by [`Calendar::with_years`].
    #[must_use]
    pub const fn empty() -> Self {
        Self { years: Cow::Borrowed(&[]) }
    }

    /// This calendar with further years; a year that it already has is replaced as a whole.
    ///
    /// # Errors
    /// [`CalendarError`] with every fault: a year given twice or outside 1 to 9999, a day of another year, a day that
    /// is both holiday and working day.
    pub fn with_years(self, years: impl IntoIterator<Item = CalendarYear>) -> Result<Self, CalendarError> {
        let mut covered = self.years.into_owned();
        let mut faults = Vec::new();
        let mut seen = BTreeSet::new();
        for (place, given) in years.into_iter().enumerate() {
            let year = given.year;
            let Some(first) = Day::from_ymd(year, 1, 1) else {
                faults.push(Fault::new(
                    format!("$[{place}].year"),
                    format!("`{year}` is not a year of the calendar; years run from 1 to 9999"),
                    format!("`{year}` 不是有效的年份；年份为1至9999"),
                ));
                continue;
            };
            if !seen.insert(year) {
                faults.push(Fault::new(
                    format!("$[{place}].year"),
                    format!("`{year}` is given twice; give each year once"),
                    format!("`{year}` 年重复；每年只写一次"),
                ));
            }
            given.check(place, &mut faults);
            covered.retain(|other| other.year != year);
            covered.push(Covered::given(first, given));
        }
        if !faults.is_empty() {
            return Err(CalendarError::new(faults));
        }
        sort_by_key(&mut covered, |covered| covered.year);
        Ok(Self { years: Cow::Owned(covered) })
    }

    /// Whether a day is worked.
    ///
    /// # Errors
    /// [`NotCovered`] if its year is not in the calendar.
    pub fn is_working_day(&self, day: Day) -> Result<bool, NotCovered> {
        let covered = self.covering(day)?;
        Ok(covered.working.get(covered.place_of(day)))
    }

    /// The `n`-th working day after `start`, which itself is not counted; `start` for 0.
    ///
    /// ```
    /// use liandong::{Calendar, Day};
    ///
    /// let friday: Day = "2022-05-06".parse()?;
    /// // 2022-05-07, a Saturday, was worked.
    /// assert_eq!(Calendar::china().nth_working_day_after(friday, 2)?, "2022-05-09".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`NotCovered`] if a day after `start`, up to the one sought, is of a year that is not in the calendar.
    pub fn nth_working_day_after(&self, start: Day, n: u32) -> Result<Day, NotCovered> {
        let mut day = start;
        let mut left = n;
        while left > 0 {
            let from = day.next().ok_or(BEYOND)?;
            let covered = self.covering(from)?;
            match covered.working.nth_from(covered.place_of(from), left) {
                Ok(place) => return Ok(covered.day_at(place)),
                Err(beyond) => left = beyond,
            }
            day = covered.last;
        }
        Ok(day)
    }

    /// How many working days lie after `start`, up to and with `end`; 0 if `end` is not after `start`.
    ///
    /// It is the inverse of [`Calendar::nth_working_day_after`] on working days.
    ///
    /// # Errors
    /// [`NotCovered`] if one of these days is of a year that is not in the calendar.
    pub fn working_days_between(&self, start: Day, end: Day) -> Result<u32, NotCovered> {
        let mut day = start;
        let mut count = 0_u32;
        while day < end {
            let from = day.next().ok_or(BEYOND)?;
            let covered = self.covering(from)?;
            let to = end.min(covered.last);
            let up_to = |day| covered.working.count_before(covered.place_of(day));
            let reached = up_to(to).saturating_add(covered.working.get(covered.place_of(to)).into());
            count = count.saturating_add(reached.saturating_sub(up_to(from)));
            day = to;
        }
        Ok(count)
    }

    /// Whether every day of a week is known to be off. Of a week that is not wholly in the calendar it is not known.
    ///
    /// ```
    /// use liandong::{Calendar, IsoWeek};
    ///
    /// assert!(Calendar::china().is_all_holiday(IsoWeek::new(2018, 40)?)); // 国庆节
    /// # Ok::<(), liandong::DayError>(())
    /// ```
    #[must_use]
    pub fn is_all_holiday(&self, week: IsoWeek) -> bool {
        let monday = week.monday();
        let mut days = (0..7).map_while(|days| monday.checked_add_days(days));
        days.all(|day| self.is_working_day(day) == Ok(false))
    }

    /// The years in the calendar, in order; there may be gaps between them.
    pub fn covered_years(&self) -> impl DoubleEndedIterator<Item = i32> + '_ {
        self.years.iter().map(|covered| covered.year)
    }

    /// The notice that a year of the calendar is taken from.
    #[must_use]
    pub fn source(&self, year: i32) -> Option<&str> {
        self.years.iter().find(|covered| covered.year == year).map(|covered| &*covered.source)
    }

    /// The years in their canonical form: weekdays that are off and weekend days that are worked, in order.
    ///
    /// A holiday on a weekend day changes nothing and is left out, so that calendars that count alike look alike.
    pub fn years(&self) -> impl Iterator<Item = CalendarYear> + '_ {
        self.years.iter().map(Covered::written)
    }

    fn covering(&self, day: Day) -> Result<&Covered, NotCovered> {
        let is_its_year = |covered: &&Covered| covered.first <= day && day <= covered.last;
        // Where no year is missing before it, it is one of two.
        let near = self.years.first().map_or(0, |first| first.place_of(day) / 366);
        let near = self.years.get(near as usize..).unwrap_or_default();
        let found = near.iter().take(2).find(is_its_year).or_else(|| {
            let after = self.years.partition_point(|covered| covered.first <= day);
            self.years.get(after.checked_sub(1)?).filter(is_its_year)
        });
        found.ok_or_else(|| NotCovered { year: day.year() })
    }
}

/// What follows the last day there is.
const BEYOND: NotCovered = NotCovered { year: 10_000 };

impl Default for Calendar {
    /// [`Calendar::china`].
    fn default() -> Self {
        Self::china()
    }
}

impl Serialize for Calendar {
    /// The list of [`Calendar::years`]: the same bytes for the same calendar, for a digest.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.years())
    }
}

impl Covered {
    /// A year in which Monday to Friday are worked.
    const fn plain(first: Day, year: i32, source: Cow<'static, str>) -> Self {
        let mut covered = Self { year, source, first, last: Day::literal(year, 12, 31), working: Bits::NONE };
        let last = covered.place_of(covered.last);
        let mut place = 0_u32;
        while place <= last {
            covered.working.set(place, !covered.day_at(place).weekday().is_weekend());
            place = place.saturating_add(1);
        }
        covered
    }

    const fn published(published: Published) -> Self {
        let Published { year, source, mut holidays, mut workdays } = published;
        let mut covered = Self::plain(Day::literal(year, 1, 1), year, Cow::Borrowed(source));
        while let [(from, to), rest @ ..] = holidays {
            let mut day = Day::literal(year, from.0, from.1);
            let last = Day::literal(year, to.0, to.1);
            while day.number() <= last.number() {
                covered.working.set(covered.place_of(day), false);
                day = day.saturating_add_days(1);
            }
            holidays = rest;
        }
        while let [date, rest @ ..] = workdays {
            covered.working.set(covered.place_of(Day::literal(year, date.0, date.1)), true);
            workdays = rest;
        }
        covered
    }

    fn given(first: Day, given: CalendarYear) -> Self {
        let mut covered = Self::plain(first, given.year, Cow::Owned(given.source));
        for (days, worked) in [(given.holidays, false), (given.workdays, true)] {
            for day in days {
                covered.working.set(covered.place_of(day), worked);
            }
        }
        covered
    }

    /// The place of a day of this year, 0 for 1 January; far beyond its last one for a day before it.
    const fn place_of(&self, day: Day) -> u32 {
        day.number().wrapping_sub(self.first.number()) as u32
    }

    const fn day_at(&self, place: u32) -> Day {
        self.first.saturating_add_days(place as i32)
    }

    fn written(&self) -> CalendarYear {
        let mut year = CalendarYear {
            year: self.year,
            source: self.source.clone().into_owned(),
            holidays: vec![],
            workdays: vec![],
        };
        let length = self.place_of(self.last).saturating_add(1);
        for place in 0..length {
            let day = self.day_at(place);
            match (day.weekday().is_weekend(), self.working.get(place)) {
                (false, false) => year.holidays.push(day),
                (true, true) => year.workdays.push(day),
                (true, false) | (false, true) => {}
            }
        }
        year
    }
}

#[cfg(test)]
mod tests;
