//! What enters: an array of times. What leaves: the time of each row, or why it is none.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use liandong::{Day, Moment, Offset, Stamp, When};

use super::texts::{self, TextColumn};
use crate::time::Times;

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// Whether times are read from a type.
pub(super) fn fits(kind: &DataType) -> bool {
    matches!(kind, DataType::Timestamp(..) | DataType::Date64) || texts::fits(kind)
}

/// The time of each row where each is a moment for certain, as nearly all columns have it; nothing of any other.
pub(super) fn moments(array: &ArrayRef, times: Times) -> Option<Vec<Stamp>> {
    if array.null_count() > 0 || times.midnights_are_days {
        return None;
    }
    let DataType::Timestamp(unit, zone) = array.data_type() else { return None };
    let ahead = ahead(zone.is_some());
    // Each unit by a number that is known when this is compiled: a division by any other takes many times as long.
    match unit {
        TimeUnit::Second => stamps::<1>(array.as_primitive::<TimestampSecondType>().values(), ahead),
        TimeUnit::Millisecond => {
            stamps::<1_000>(array.as_primitive::<TimestampMillisecondType>().values(), ahead)
        }
        TimeUnit::Microsecond => {
            stamps::<1_000_000>(array.as_primitive::<TimestampMicrosecondType>().values(), ahead)
        }
        TimeUnit::Nanosecond => {
            stamps::<1_000_000_000>(array.as_primitive::<TimestampNanosecondType>().values(), ahead)
        }
    }
}

fn stamps<const PER_SECOND: i64>(counts: &[i64], ahead: i64) -> Option<Vec<Stamp>> {
    let moment = |count: &i64| Moment::from_seconds(count.div_euclid(PER_SECOND).saturating_add(ahead));
    counts.iter().map(|count| Some(When::Moment(moment(count)?).into())).collect()
}

/// With a zone it counts from UTC, whichever zone that is; without one it is the zone's own time.
fn ahead(zoned: bool) -> i64 {
    if zoned { Offset::CHINA.seconds().into() } else { 0 }
}

/// Hands on the time of each row: none where it has none, and why where it cannot be read.
pub(super) fn each(array: &ArrayRef, times: Times, mut take: impl FnMut(Result<Option<When>, String>)) {
    let outside = |count: i64| format!("{count} is outside the years 1 to 9999; correct the time");
    let day = |number: i64| {
        let day = i32::try_from(number).ok().and_then(Day::from_number);
        day.map(|day| Some(When::Day(day))).ok_or_else(|| outside(number))
    };
    match array.data_type() {
        DataType::Date32 => {
            let days = array.as_primitive::<Date32Type>();
            days.iter().for_each(|own| take(own.map_or(Ok(None), |own| day(own.into()))));
        }
        DataType::Date64 => {
            let days = array.as_primitive::<Date64Type>();
            days.iter().for_each(|own| take(own.map_or(Ok(None), |own| day(own.div_euclid(DAY)))));
        }
        DataType::Timestamp(unit, zone) => {
            let (counts, per_second) = match unit {
                TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().values(), 1),
                TimeUnit::Millisecond => (array.as_primitive::<TimestampMillisecondType>().values(), 1_000),
                TimeUnit::Microsecond => {
                    (array.as_primitive::<TimestampMicrosecondType>().values(), 1_000_000)
                }
                TimeUnit::Nanosecond => {
                    (array.as_primitive::<TimestampNanosecondType>().values(), 1_000_000_000)
                }
            };
            let ahead = ahead(zone.is_some());
            for (row, count) in counts.iter().enumerate() {
                if array.is_null(row) {
                    take(Ok(None));
                    continue;
                }
                let seconds = count.div_euclid(per_second).saturating_add(ahead);
                take(match Moment::from_seconds(seconds) {
                    Some(own) if times.midnights_are_days && own == own.day().start() => {
                        Ok(Some(When::Day(own.day())))
                    }
                    Some(own) => Ok(Some(When::Moment(own))),
                    None => Err(outside(*count)),
                });
            }
        }
        _ => {
            let texts = TextColumn::new(array);
            for row in 0..array.len() {
                let text = texts.get(row).trim();
                take(if text.is_empty() { Ok(None) } else { times.when(text).map(Some) });
            }
        }
    }
}
