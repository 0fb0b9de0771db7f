//! What enters: a column of times, as arrays or Python objects. What leaves: the same as the core judges it.
//!
//! A count without a time zone is in the zone's own time (+08:00). Counts that lie in one array are lent as they lie.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, BooleanArray};
use arrow_buffer::ScalarBuffer;
use arrow_schema::{DataType, TimeUnit};
use liandong::{Day, Moment, Offset, Stamp, Unreadable, When};
use liandong_readers::Times as Reading;

use crate::gather::{Unsupported, gather};
use crate::words::{NONE, Words};

/// A column of times.
pub enum TimeColumn {
    Own(Vec<Stamp>),
    Days(ScalarBuffer<i32>),
    Moments { counts: ScalarBuffer<i64>, per_second: i64, utc: bool },
}

impl TimeColumn {
    pub fn times(&self) -> liandong::Times<'_> {
        match self {
            TimeColumn::Own(stamps) => liandong::Times::Stamps(stamps),
            TimeColumn::Days(days) => liandong::Times::Days(days),
            TimeColumn::Moments { counts, per_second, utc } => {
                liandong::Times::Moments { counts, per_second: *per_second, utc: *utc }
            }
        }
    }
}

/// Times gathered row by row, with the rows that have none.
pub struct Gathered {
    pub stamps: Vec<Stamp>,
    pub unread: Vec<Unreadable>,
    reading: Reading,
    /// What is said of a row that has no time.
    missing: &'static str,
}

/// The column that an array is, where it can be lent as it lies.
pub fn lent(array: &ArrayRef, reading: Reading) -> Option<TimeColumn> {
    if array.null_count() > 0 || reading.midnights_are_days {
        return None;
    }
    if let DataType::Date32 = array.data_type() {
        return Some(TimeColumn::Days(array.as_primitive::<Date32Type>().values().clone()));
    }
    let (counts, per_second, utc) = counts(array)?;
    Some(TimeColumn::Moments { counts, per_second, utc })
}

fn counts(array: &ArrayRef) -> Option<(ScalarBuffer<i64>, i64, bool)> {
    let DataType::Timestamp(unit, zone) = array.data_type() else { return None };
    let (counts, per_second) = match unit {
        TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().values(), 1),
        TimeUnit::Millisecond => (array.as_primitive::<TimestampMillisecondType>().values(), 1_000),
        TimeUnit::Microsecond => (array.as_primitive::<TimestampMicrosecondType>().values(), 1_000_000),
        TimeUnit::Nanosecond => (array.as_primitive::<TimestampNanosecondType>().values(), 1_000_000_000),
    };
    Some((counts.clone(), per_second, zone.is_some()))
}

impl Gathered {
    pub fn new(reading: Reading, missing: &'static str) -> Gathered {
        Gathered { stamps: Vec::new(), unread: Vec::new(), reading, missing }
    }

    /// Adds the times of an array.
    pub fn gather(&mut self, array: &ArrayRef) -> Result<(), Unsupported> {
        match array.data_type() {
            DataType::Date32 => {
                let days = array.as_primitive::<Date32Type>();
                days.iter().for_each(|day| self.day(day.map(i64::from)));
            }
            DataType::Date64 => {
                let days = array.as_primitive::<Date64Type>();
                days.iter().for_each(|own| self.day(own.map(|own| own.div_euclid(86_400_000))));
            }
            DataType::Timestamp(..) => {
                let Some((counts, per_second, utc)) = counts(array) else {
                    return Err(Unsupported(array.data_type().to_string()));
                };
                let ahead = if utc { i64::from(Offset::CHINA.seconds()) } else { 0 };
                for (row, count) in counts.iter().enumerate() {
                    if array.is_null(row) {
                        self.none();
                        continue;
                    }
                    let seconds = count.div_euclid(per_second).saturating_add(ahead);
                    match Moment::from_seconds(seconds) {
                        Some(moment) => self.push(When::Moment(moment)),
                        None => {
                            self.faulty(format!("{count} is outside the years 1 to 9999; correct the time"))
                        }
                    }
                }
            }
            _ => {
                let mut words = Words::default();
                gather(&mut words, array)?;
                self.texts(&words);
            }
        }
        Ok(())
    }

    /// Adds what texts say, each looked at once.
    pub fn texts(&mut self, words: &Words) {
        let mut known: Vec<Option<Result<When, String>>> = Vec::new();
        for row in 0..words.codes.len() {
            let (code, Some(text)) = (words.codes[row], words.get(row)) else {
                self.none();
                continue;
            };
            debug_assert!(code != NONE);
            let place = code as usize;
            if known.len() <= place {
                known.resize(place + 1, None);
            }
            let reading = self.reading;
            match known[place].get_or_insert_with(|| reading.when(text)).clone() {
                Ok(when) => self.stamps.push(when.into()),
                Err(why) => self.faulty(why),
            }
        }
    }

    /// Adds what one text says.
    pub fn text(&mut self, text: Option<&str>) {
        match text.map(|text| self.reading.when(text)) {
            None => self.none(),
            Some(Ok(when)) => self.stamps.push(when.into()),
            Some(Err(why)) => self.faulty(why),
        }
    }

    fn day(&mut self, number: Option<i64>) {
        let Some(number) = number else { return self.none() };
        match i32::try_from(number).ok().and_then(Day::from_number) {
            Some(day) => self.push(When::Day(day)),
            None => self.faulty(format!("day {number} is outside the years 1 to 9999; correct the date")),
        }
    }

    fn push(&mut self, when: When) {
        let is_day = matches!(when, When::Moment(moment)
            if self.reading.midnights_are_days && moment == moment.day().start());
        self.stamps.push(if is_day { When::Day(when.day()).into() } else { when.into() });
    }

    /// Takes the moments of a chunk for days where a column beside them says that the hour is unknown.
    pub fn are_days(&mut self, chunk: usize, flags: &BooleanArray) {
        let start = self.stamps.len().saturating_sub(chunk);
        for (stamp, is_day) in self.stamps[start..].iter_mut().zip(flags) {
            if is_day == Some(true) {
                *stamp = When::Day(When::from(*stamp).day()).into();
            }
        }
    }

    fn none(&mut self) {
        self.faulty(self.missing.to_owned());
    }

    /// A row that has no time; what stands in its place is not looked at.
    pub fn faulty(&mut self, why: String) {
        self.unread.push(Unreadable { place: self.stamps.len(), why });
        self.stamps.push(When::Day(Day::MIN).into());
    }
}
