//! What enters: a year of the calendar as an adopter writes it. What leaves: its faults, all of them.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::error::Fault;

/// A year of the calendar as an adopter writes it.
///
/// ```
/// use liandong::{Calendar, CalendarYear};
///
/// let year: CalendarYear = serde_json::from_str(
///     r#"{"year": 2027, "source": "示例通知", "holidays": ["2027-01-01"], "workdays": ["2027-01-03"]}"#,
/// )?;
/// let calendar = Calendar::china().with_years([year])?;
/// assert_eq!(calendar.is_working_day("2027-01-03".parse()?), Ok(true));
/// assert_eq!(calendar.source(2027), Some("示例通知"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year.
    pub year: i32,
    /// The notice that its days are taken from.
    pub source: String,
    /// The days off. Weekend days may be among them and change nothing.
    pub holidays: Vec<Day>,
    /// The weekend days that are worked (调休).
    pub workdays: Vec<Day>,
}

impl CalendarYear {
    /// Adds every fault of the lists; `place` is the place of this year in the list it was given in.
    pub(super) fn check(&self, place: usize, faults: &mut Vec<Fault>) {
        let year = self.year;
        let holidays: BTreeSet<Day> = self.holidays.iter().copied().collect();
        for (list, days) in [("holidays", &self.holidays), ("workdays", &self.workdays)] {
            for (at, day) in days.iter().enumerate() {
                let path = || format!("$[{place}].{list}[{at}]");
                if day.year() != year {
                    let en = format!("`{day}` is not a day of {year}; move it to its own year");
                    faults.push(Fault::new(path(), en, format!("`{day}` 不在{year}年；请移入其所属年份")));
                }
                if list == "workdays" && holidays.contains(day) {
                    let en = format!("`{day}` is both a holiday and a working day; take it out of one list");
                    faults.push(Fault::new(
                        path(),
                        en,
                        format!("`{day}` 同时列为节假日和工作日；请从其一删除"),
                    ));
                }
            }
        }
    }
}

/// Years were refused; every fault found in them is listed.
///
/// ```
/// use liandong::{Calendar, CalendarYear};
///
/// let day = "2026-01-01".parse()?;
/// let year = CalendarYear { year: 2027, source: String::new(), holidays: vec![day], workdays: vec![day] };
/// let error = Calendar::china().with_years([year]).unwrap_err();
/// assert_eq!(error.faults().len(), 3);
/// assert_eq!(error.faults()[0].path, "$[0].holidays[0]");
/// # Ok::<(), liandong::DayError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarError {
    faults: Vec<Fault>,
}

impl CalendarError {
    pub(super) fn new(faults: Vec<Fault>) -> Self {
        Self { faults }
    }

    /// Every fault found, in the order of the input; paths start at the list of years, `$[0].holidays[3]`.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        let listed: Vec<_> =
            self.faults.iter().map(|fault| format!("{}：{}", fault.path, fault.zh)).collect();
        format!("日历年份未被接受：{}", listed.join("；"))
    }
}

impl fmt::Display for CalendarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed: Vec<_> = self.faults.iter().map(Fault::to_string).collect();
        write!(f, "calendar years refused: {}", listed.join("; "))
    }
}

impl std::error::Error for CalendarError {}
