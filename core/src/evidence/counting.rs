//! What enters: a trigger, an adopter's limit and the calendar. What leaves: the count day by day, to be checked by hand.

use crate::calendar::{Calendar, NotCovered};
use crate::day::{Day, When};
use crate::limit::{Limit, Unit};
use crate::rules::Ground;
use crate::rules::time::due;
use crate::text::Text;

/// The most days that a count lists one by one.
const LISTED: usize = 400;

/// What a day is in a count of working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DaySort {
    /// Monday to Friday, worked: it counts.
    Working,
    /// A Saturday or Sunday that is worked (调休): it counts.
    WorkedWeekend,
    /// A Saturday or Sunday that is not: it does not count.
    Weekend,
    /// A day from Monday to Friday that is off by the calendar: it does not count.
    Holiday,
}

impl DaySort {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::WorkedWeekend => "worked_weekend",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
        }
    }

    /// Whether the day counts.
    #[must_use]
    pub const fn counts(self) -> bool {
        match self {
            Self::Working | Self::WorkedWeekend => true,
            Self::Weekend | Self::Holiday => false,
        }
    }

    /// It in words.
    #[must_use]
    pub const fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Working => ("工作日", "working day"),
            Self::WorkedWeekend => ("周末调休上班", "weekend day that is worked"),
            Self::Weekend => ("周末，不计", "weekend, not counted"),
            Self::Holiday => ("节假日放假，不计", "holiday, not counted"),
        };
        Text { zh, en }
    }
}

/// A day of a count of working days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedDay {
    /// The day.
    pub day: Day,
    /// What it is.
    pub sort: DaySort,
    /// Which of the days that count it is, where it counts: 1 for the first.
    pub number: Option<u32>,
}

/// How an adopter's limit is counted from a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counting<'a> {
    /// The limit.
    pub limit: Limit,
    /// From when it is counted: for days the day of the trigger, which is not counted itself; for hours and minutes the
    /// moment of the trigger, the end of its day where it has none.
    pub start: When,
    /// For working days, each day after the start up to the last in time, or up to the end of the calendar.
    pub days: Vec<CountedDay>,
    /// How many days follow that are counted but not listed.
    pub unlisted: u32,
    /// For working days, the notices that the listed years are taken from.
    pub sources: Vec<(i32, &'a str)>,
    /// The last day or moment in time, or the year that the calendar lacks.
    pub end: Result<When, NotCovered>,
}

impl<'a> Counting<'a> {
    pub(super) fn new(ground: &Ground<'a>, since: When, limit: Limit) -> Self {
        let end = due(ground, since, limit);
        let mut own = Self {
            limit,
            start: When::Day(since.day()),
            days: Vec::new(),
            unlisted: 0,
            sources: Vec::new(),
            end,
        };
        match limit.unit {
            Unit::Minutes | Unit::Hours => own.start = When::Moment(since.latest()),
            Unit::CalendarDays => {}
            Unit::WorkingDays => own.list(ground.calendar, since.day()),
        }
        own
    }

    fn list(&mut self, calendar: &'a Calendar, start: Day) {
        let last = match self.end {
            Ok(end) => end.day(),
            // Whatever is known of the days before the first year that is missing.
            Err(NotCovered { year }) => {
                Day::from_ymd(year, 1, 1).and_then(Day::previous).unwrap_or(Day::MAX).max(start)
            }
        };
        let after = (1..).map_while(|days| start.checked_add_days(days)).take_while(|day| *day <= last);
        let mut number = 0u32;
        for day in after.take(LISTED) {
            let Ok(worked) = calendar.is_working_day(day) else { break };
            let sort = match (worked, day.weekday().is_weekend()) {
                (true, false) => DaySort::Working,
                (true, true) => DaySort::WorkedWeekend,
                (false, true) => DaySort::Weekend,
                (false, false) => DaySort::Holiday,
            };
            number = number.saturating_add(u32::from(worked));
            self.days.push(CountedDay { day, sort, number: worked.then_some(number) });
            let year = day.year();
            if self.sources.last().is_none_or(|(known, _)| *known != year) {
                self.sources.extend(calendar.source(year).map(|source| (year, source)));
            }
        }
        let listed = self.days.last().map_or(start, |own| own.day);
        self.unlisted = u32::try_from(listed.days_until(last)).unwrap_or(0);
    }
}
