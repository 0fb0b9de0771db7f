//! What enters: a log as columns, borrowed from wherever they lie. What leaves: the same, found sound, for an audit.
//!
//! The layouts are those that columnar formats have: codes into a dictionary or texts row by row, offsets into a buffer, a
//! bitmap of what is present. Nothing is copied.

mod check;
mod column;

use crate::day::{Day, DayError, Moment, Offset, When};
use crate::error::Fault;
use crate::stamp::Stamp;
pub use column::{Bits, Codes, Column, Lists, Offsets, Texts, Unreadable};

/// A column of times. Seconds and finer ones count from 1970-01-01T00:00, days from 1970-01-01.
#[derive(Clone, Copy, Debug)]
pub enum Times<'a> {
    /// Days and moments mixed.
    Stamps(&'a [Stamp]),
    /// Whole days.
    Days(&'a [i32]),
    /// Moments, with how many of their units make a second.
    Moments {
        /// The counts.
        counts: &'a [i64],
        /// 1 for seconds, 1,000 for milliseconds, 1,000,000 for microseconds, 1,000,000,000 for
        /// nanoseconds.
        per_second: i64,
        /// Whether they count from UTC; else they are in the zone's own time (+08:00).
        utc: bool,
    },
    /// Texts as [`When`] reads them.
    Texts(Column<'a>),
}

/// A log as columns, one row an event; a column that the log does not have is left at its default.
///
/// ```
/// use liandong::{Codes, Column, EventColumns, Texts, Times};
/// let at = Times::Days(&[18_993, 18_994]);
/// let mut columns = EventColumns::new(at);
/// columns.kind = Column { codes: Codes::U8(&[0, 1]), values: Texts::Slices(&["decision", "result_push"]), valid: None };
/// columns.case = Column { codes: Codes::Rows, values: Texts::Slices(&["C-1", "C-1"]), valid: None };
/// assert_eq!(columns.len(), 2);
/// assert!(columns.faults().is_empty());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct EventColumns<'a> {
    /// When it happened.
    pub at: Times<'a>,
    /// The adopter's id of the event.
    pub id: Column<'a>,
    /// Its kind, one of [`crate::EventKind`]'s names.
    pub kind: Column<'a>,
    /// The case.
    pub case: Column<'a>,
    /// The matter.
    pub matter: Column<'a>,
    /// The party that acted.
    pub actor: Column<'a>,
    /// The person who acted for it.
    pub officer: Column<'a>,
    /// The party addressed.
    pub to: Column<'a>,
    /// The person addressed or designated.
    pub person: Column<'a>,
    /// The project.
    pub project: Column<'a>,
    /// The party it was done with.
    pub with: Column<'a>,
    /// `platform`, `message` or `other`.
    pub channel: Column<'a>,
    /// `platform` or `offline`.
    pub handled_via: Column<'a>,
    /// `granted`, `refused`, `changed` or `revoked`.
    pub result: Column<'a>,
    /// The id of the event it refers to.
    pub refers_to: Column<'a>,
    /// What it is about.
    pub about: Column<'a>,
    /// The ground of a complaint.
    pub ground: Column<'a>,
    /// The year or week it is about.
    pub period: Column<'a>,
    /// The projects it covers.
    pub covers: Lists<'a>,
    /// The day on which it was recorded, `YYYY-MM-DD`.
    pub recorded: Column<'a>,
    /// Rows that whoever made the columns could not read, in their order; they are unreadable events whatever they hold.
    pub unread: &'a [Unreadable],
}

impl Times<'_> {
    const fn len(&self) -> usize {
        match self {
            Self::Stamps(list) => list.len(),
            Self::Days(list) => list.len(),
            Self::Moments { counts, .. } => counts.len(),
            Self::Texts(column) => column.len(),
        }
    }

    /// The time of a row, or why there is none.
    #[inline]
    pub(crate) fn get(&self, row: u32) -> Result<Stamp, DayError> {
        let place = row as usize;
        let unread = |count: i64| DayError::outside(&count.to_string());
        match self {
            Self::Stamps(list) => list.get(place).copied().ok_or_else(|| unread(0)),
            Self::Days(list) => {
                let number = list.get(place).copied().unwrap_or(i32::MAX);
                Day::from_number(number).map(|day| When::Day(day).into()).ok_or_else(|| unread(number.into()))
            }
            Self::Moments { counts, per_second, utc } => {
                let count = counts.get(place).copied().unwrap_or(i64::MAX);
                let ahead = if *utc { i64::from(Offset::CHINA.seconds()) } else { 0 };
                let seconds = count.checked_div_euclid(*per_second).and_then(|own| own.checked_add(ahead));
                let moment = seconds.and_then(Moment::from_seconds);
                moment.map(|moment| When::Moment(moment).into()).ok_or_else(|| unread(count))
            }
            Self::Texts(column) => {
                let code = column.code(row);
                column.values.get(code).parse::<When>().map(Stamp::from)
            }
        }
    }
}

impl Times<'_> {
    /// The times of some rows, which are in their order; a row without one has any.
    pub(crate) fn of(&self, rows: &[u32], out: &mut Vec<Stamp>) {
        out.clear();
        let side_by_side = match self {
            Self::Stamps(list) => column::stretch(rows).and_then(|stretch| list.get(stretch)),
            Self::Days(_) | Self::Moments { .. } | Self::Texts(_) => None,
        };
        match side_by_side {
            Some(stamps) => out.extend_from_slice(stamps),
            None => out.extend(rows.iter().map(|row| self.get(*row).unwrap_or(Stamp::FIRST))),
        }
    }
}

impl<'a> EventColumns<'a> {
    /// Columns of which only the times are known yet.
    #[must_use]
    pub fn new(at: Times<'a>) -> Self {
        let none = Column::default();
        Self {
            at,
            id: none,
            kind: none,
            case: none,
            matter: none,
            actor: none,
            officer: none,
            to: none,
            person: none,
            project: none,
            with: none,
            channel: none,
            handled_via: none,
            result: none,
            refers_to: none,
            about: none,
            ground: none,
            period: none,
            covers: Lists::default(),
            recorded: none,
            unread: &[],
        }
    }

    /// How many events there are: as many as there are times.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every column of texts with its name.
    pub(crate) fn named(&self) -> [(&'static str, &Column<'a>); 18] {
        [
            ("id", &self.id),
            ("kind", &self.kind),
            ("case", &self.case),
            ("matter", &self.matter),
            ("actor", &self.actor),
            ("officer", &self.officer),
            ("to", &self.to),
            ("person", &self.person),
            ("project", &self.project),
            ("with", &self.with),
            ("channel", &self.channel),
            ("handled_via", &self.handled_via),
            ("result", &self.result),
            ("refers_to", &self.refers_to),
            ("about", &self.about),
            ("ground", &self.ground),
            ("period", &self.period),
            ("recorded", &self.recorded),
        ]
    }

    /// Every fault of their structure: columns of unequal length, codes and offsets out of range.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let rows = self.len();
        if u32::try_from(rows).is_err() {
            faults.push(Fault::new(
                "$.at",
                format!("{rows} rows are more than one log holds; split it by case"),
                format!("{rows} 行超过单个日志的上限；请按办件拆分"),
            ));
        }
        if let Times::Moments { per_second, .. } = self.at
            && per_second < 1
        {
            faults.push(Fault::new(
                "$.at",
                format!("{per_second} units a second; give 1, 1000, 1000000 or 1000000000"),
                format!("每秒 {per_second} 个单位；请填写 1、1000、1000000 或 1000000000"),
            ));
        }
        if let Times::Texts(column) = &self.at {
            check::column("$.at", column, rows, &mut faults);
        }
        for (name, column) in self.named() {
            check::column(&format!("$.{name}"), column, rows, &mut faults);
        }
        check::lists("$.covers", &self.covers, rows, &mut faults);
        check::unread("$.unread", self.unread, rows, &mut faults);
        faults
    }
}
