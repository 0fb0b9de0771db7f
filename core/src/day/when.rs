//! What enters: a point in time as text, with or without a time of day or an offset. What leaves: a [`When`] in the
//! zone's own time.
//!
//! A date without a time is a value of its own, the whole day, and never becomes a moment: the order within a day is
//! not held against anyone who wrote none down.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::{Day, DayError, Flaw, Form, Moment, Offset, digits, wire};

/// When something was: on a day, or at a moment of one.
///
/// The order is canonical, for sorting: by [`earliest`](Self::earliest), a day before its own first moment. What may
/// be concluded from two records is [`certainly_before`](Self::certainly_before) alone.
///
/// ```
/// use liandong::When;
///
/// let day: When = "2021-03-29".parse()?;
/// let noon: When = "2021-03-29T12:00+08:00".parse()?;
/// assert!(day < noon && !day.certainly_before(noon) && !noon.certainly_before(day));
/// assert!(noon.certainly_before("2021-03-30".parse()?));
/// # Ok::<(), liandong::DayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// Some time on this day, or all of it.
    Day(Day),
    /// This second.
    Moment(Moment),
}

impl When {
    /// Reads a day, or a moment in the time of `zone`.
    ///
    /// Taken are `2021-03-29`, `2021-03-29T09:30`, `2021-03-29 09:30:15` and a fraction of a second, which is cut off.
    /// After a time, `Z`, `+08:00`, `+0800` or `+08` names the offset it was written in; it is converted to `zone`, so
    /// that its day may be another. Without one, the time is the zone's own.
    ///
    /// ```
    /// use liandong::{Offset, When};
    ///
    /// let written = When::parse("2021-03-28T20:15:30.999Z", Offset::CHINA)?;
    /// assert_eq!(written.to_string(), "2021-03-29T04:15:30");
    /// # Ok::<(), liandong::DayError>(())
    /// ```
    ///
    /// # Errors
    /// [`DayError`] for another form, a day or a time that there is not, and a moment that the conversion moves out of
    /// the years 0001 to 9999.
    pub fn parse(text: &str, zone: Offset) -> Result<Self, DayError> {
        let fault = |flaw| DayError::new(text, Form::When, flaw);
        let bytes = text.as_bytes();
        let (date, rest) = bytes.split_at_checked(10).unwrap_or((bytes, &[]));
        let day = Day::read(date).ok_or_else(|| fault(Flaw::Form))?;
        let day = day.map_err(|error| error.within(text, Form::When))?;
        let time = match rest {
            [] => return Ok(Self::Day(day)),
            [b'T' | b' ', time @ ..] => time,
            _ => return Err(fault(Flaw::Form)),
        };
        let (local, offset) = read_time(time).ok_or_else(|| fault(Flaw::Form))?;
        let (hour, minute, second) = local;
        let moment =
            Moment::new(day, hour, minute, second).map_err(|error| error.within(text, Form::When))?;
        if offset.is_empty() {
            return Ok(Self::Moment(moment));
        }
        let written = Offset::read(offset).map_err(fault)?;
        let ahead = i64::from(zone.seconds()).saturating_sub(written.seconds().into());
        moment.checked_add_seconds(ahead).map(Self::Moment).ok_or_else(|| fault(Flaw::Outside))
    }

    /// The day it is on.
    #[must_use]
    pub fn day(self) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Moment(moment) => moment.day(),
        }
    }

    /// The first moment it can have been.
    #[must_use]
    pub const fn earliest(self) -> Moment {
        match self {
            Self::Day(day) => day.start(),
            Self::Moment(moment) => moment,
        }
    }

    /// The last moment it can have been.
    #[must_use]
    pub const fn latest(self) -> Moment {
        match self {
            Self::Day(day) => day.end(),
            Self::Moment(moment) => moment,
        }
    }

    /// Whether it was before the other whatever the times of day that were not written down.
    #[must_use]
    pub fn certainly_before(self, other: Self) -> bool {
        self.latest() < other.earliest()
    }
}

/// Hour, minute and second as they are written.
type Clock = (u32, u32, u32);

/// Hour, minute and second at the start of `text`, and what follows them; a fraction of a second is left out.
fn read_time(text: &[u8]) -> Option<(Clock, &[u8])> {
    let &[h1, h2, b':', m1, m2, ref rest @ ..] = text else {
        return None;
    };
    let (hour, minute) = (digits(&[h1, h2])?, digits(&[m1, m2])?);
    let &[b':', s1, s2, ref rest @ ..] = rest else {
        return Some(((hour, minute, 0), rest));
    };
    let local = (hour, minute, digits(&[s1, s2])?);
    let [b'.' | b',', fraction @ ..] = rest else {
        return Some((local, rest));
    };
    let length = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = fraction.get(length..).filter(|_| length > 0)?;
    Some((local, rest))
}

impl Ord for When {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |when: &Self| (when.earliest(), matches!(when, Self::Moment(_)));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for When {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<Day> for When {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl From<Moment> for When {
    fn from(moment: Moment) -> Self {
        Self::Moment(moment)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Moment(moment) => moment.fmt(f),
        }
    }
}

impl FromStr for When {
    type Err = DayError;

    /// [`When::parse`] with [`Offset::CHINA`].
    fn from_str(text: &str) -> Result<Self, DayError> {
        Self::parse(text, Offset::CHINA)
    }
}

wire!(When, "a day YYYY-MM-DD or a moment YYYY-MM-DDThh:mm", r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}|$)");

impl FromStr for Moment {
    type Err = DayError;

    /// Reads what [`When::parse`] reads with [`Offset::CHINA`], except a day without a time.
    fn from_str(text: &str) -> Result<Self, DayError> {
        match When::parse(text, Offset::CHINA) {
            Ok(When::Moment(moment)) => Ok(moment),
            Ok(When::Day(_)) => Err(DayError::new(text, Form::Moment, Flaw::Form)),
            Err(error) => Err(error.within(text, Form::Moment)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        text.parse().unwrap()
    }

    #[test]
    fn every_form_that_is_taken() {
        for (text, written) in [
            ("2021-03-29", "2021-03-29"),
            ("2021-03-29T09:30", "2021-03-29T09:30:00"),
            ("2021-03-29 09:30", "2021-03-29T09:30:00"),
            ("2021-03-29 09:30:15", "2021-03-29T09:30:15"),
            ("2021-03-29T09:30:15.999999999", "2021-03-29T09:30:15"),
            ("2021-03-29T09:30:15,5+08:00", "2021-03-29T09:30:15"),
            ("2021-03-29T09:30+08:00", "2021-03-29T09:30:00"),
            ("2021-03-29T09:30+08", "2021-03-29T09:30:00"),
            ("2021-03-29T09:30Z", "2021-03-29T17:30:00"),
            ("2021-03-29T15:59:59Z", "2021-03-29T23:59:59"),
            ("2021-03-29T16:00:00Z", "2021-03-30T00:00:00"),
            ("2021-03-29T18:30-0530", "2021-03-30T08:00:00"),
            ("2021-03-29T00:00+14:00", "2021-03-28T18:00:00"),
            ("2020-12-31T23:59:59Z", "2021-01-01T07:59:59"),
            ("0001-01-01T00:00Z", "0001-01-01T08:00:00"),
        ] {
            assert_eq!(when(text).to_string(), written, "{text}");
            assert_eq!(when(written), when(text), "{text}");
        }
    }

    #[test]
    fn another_zone_has_its_own_days() {
        let zone: Offset = "-01:00".parse().unwrap();
        assert_eq!(When::parse("2021-03-29T00:30Z", zone).unwrap().to_string(), "2021-03-28T23:30:00");
        assert_eq!(When::parse("2021-03-29T00:30", zone).unwrap().to_string(), "2021-03-29T00:30:00");
        assert_eq!(When::parse("2021-03-29", zone), Ok(When::Day(Day::literal(2021, 3, 29))));
    }

    #[test]
    fn every_other_form_is_refused() {
        for text in [
            "",
            "2021",
            "2021-03-29T",
            "2021-03-29 ",
            "2021-03-29t09:30",
            "2021-03-29T9:30",
            "2021-03-29T09",
            "2021-03-29T0930",
            "2021-03-29T09:30:",
            "2021-03-29T09:30:1",
            "2021-03-29T09:30:15.",
            "2021-03-29T09:30.5",
            "2021-03-29T09:30 Z",
            "2021-03-29T09:30z",
            "2021-03-29T09:30:15Z ",
            "2021-03-29T09:30+8",
            "2021-03-29+08:00",
            "2021-03-29Z",
            "2021年3月29日",
            "2021-03-2９T09:30",
            "2021-03-29上午九点",
        ] {
            let error = text.parse::<When>().unwrap_err();
            let message = format!("`{text}` is not a day or a moment; write YYYY-MM-DD or YYYY-MM-DDThh:mm");
            assert_eq!(error.to_string(), message);
        }
        for (text, why) in [
            ("2021-02-29T09:30", "February 2021 has 28 days"),
            ("2021-03-29T24:00", "hours run from 00 to 23"),
            ("2021-03-29T23:60", "minutes run from 00 to 59"),
            ("2021-03-29T23:59:60", "seconds run from 00 to 59"),
            ("2021-03-29T09:30+24:00", "offsets run from -23:59 to +23:59"),
            ("9999-12-31T16:00Z", "in the zone's time it is outside the years 0001 to 9999"),
            ("0001-01-01T00:00+08:01", "in the zone's time it is outside the years 0001 to 9999"),
        ] {
            let error = text.parse::<When>().unwrap_err();
            assert_eq!(error.value(), text);
            assert!(error.to_string().contains(why), "{error}");
        }
    }

    #[test]
    fn the_order_within_a_day_without_a_time_is_open() {
        let (day, morning, midnight) =
            (when("2021-03-29"), when("2021-03-29T09:30"), when("2021-03-29T00:00"));
        let mut sorted = [when("2021-03-30"), morning, midnight, day];
        sorted.sort();
        assert_eq!(sorted, [day, midnight, morning, when("2021-03-30")]);
        assert!(
            !day.certainly_before(morning) && !morning.certainly_before(day) && !day.certainly_before(day)
        );
        assert!(!morning.certainly_before(morning) && midnight.certainly_before(morning));
        assert!(day.certainly_before(when("2021-03-30T00:00")));
        assert!(!when("2021-03-29T23:59:59").certainly_before(day));
        assert!(when("2021-03-28T23:59:59").certainly_before(day));
        assert_eq!(
            (day.earliest(), day.latest(), day.day()),
            (day.day().start(), day.day().end(), morning.day())
        );
    }

    #[test]
    fn a_moment_is_not_a_day() {
        assert_eq!("2021-03-29T09:30".parse().map(When::Moment), Ok(when("2021-03-29T09:30")));
        let error = "2021-03-29".parse::<Moment>().unwrap_err();
        assert_eq!(error.to_string(), "`2021-03-29` is not a moment; write YYYY-MM-DDThh:mm");
        assert_eq!(error.zh(), "`2021-03-29` 不是有效的时刻；请写作 YYYY-MM-DDThh:mm");
    }

    #[test]
    fn the_wire_keeps_days_days() {
        for text in ["\"2021-03-29\"", "\"2021-03-29T09:30:00\""] {
            let when: When = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&when).unwrap(), text);
        }
        assert!(serde_json::from_str::<When>("\"2021-03-29T25:00\"").is_err());
    }
}
