//! What enters: a time as an export writes it. What leaves: a [`When`], or why it is none; never a guess.

use liandong::{Day, DayError, Moment, When};

use crate::error::{Problem, shown};

/// What a bare number in a column of times is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SerialDates {
    /// Not a time: the line cannot be read. The default, for a number does not tell which calendar counts it.
    #[default]
    Refused,
    /// A spreadsheet's day number of which 1 is 1900-01-01: `44682` is 2022-05-01, `44682.5` its noon. Numbers below 61
    /// are refused, for up to there spreadsheets count a day that there was not.
    Since1900,
    /// A spreadsheet's day number of which 0 is 1904-01-01.
    Since1904,
}

/// How a column of times is read.
///
/// ```
/// use liandong_readers::Times;
///
/// assert_eq!(Times::default().when("2022/5/1 9:30")?.to_string(), "2022-05-01T09:30:00");
/// assert!(Times::default().when("昨天").is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// What a bare number is.
    pub serials: SerialDates,
    /// Whether `00:00:00` is a day without a time, as databases write it.
    pub midnights_are_days: bool,
}

/// Why a text is no time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TimeFault {
    /// It has none of the forms.
    Form,
    /// It has one of the forms, and there is no such day or time.
    Day(DayError),
    /// It has no year of four digits first, so that its numbers may change places.
    Order,
    /// It is a number, and numbers were not said to be day numbers.
    Serial,
    /// It is a day number outside the calendar.
    SerialRange,
}

impl From<DayError> for TimeFault {
    fn from(error: DayError) -> Self {
        Self::Day(error)
    }
}

impl Times {
    /// The time that a text in one of the forms in the crate's documentation is.
    ///
    /// # Errors
    /// Why it is none, in English, with the value.
    pub fn when(self, text: &str) -> Result<When, String> {
        let text = text.trim();
        self.read(text).map_err(|fault| Problem::Time { value: shown(text), fault }.en())
    }

    /// Reads what [`When`] reads, and the forms in the crate's documentation.
    pub(crate) fn read(self, text: &str) -> Result<When, TimeFault> {
        if !self.midnights_are_days
            && let Some(moment) = usual_moment(text.as_bytes())
        {
            return Ok(When::Moment(moment));
        }
        // The usual form first: its error, where it is one, says most.
        let when = match text.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _, ..] => match text.parse() {
                Ok(when) => when,
                Err(error) => match written(text).map(|written| written.when()) {
                    Some(Ok(when)) => when,
                    Some(Err(_)) | None => return Err(TimeFault::Day(error)),
                },
            },
            _ => self.read_loosely(text)?,
        };
        Ok(match when {
            When::Moment(moment) if self.midnights_are_days && moment == moment.day().start() => {
                When::Day(moment.day())
            }
            When::Moment(_) | When::Day(_) => when,
        })
    }

    fn read_loosely(self, text: &str) -> Result<When, TimeFault> {
        if let Some(written) = written(text) {
            return written.when();
        }
        if is_number(text) {
            return self.serial(text);
        }
        Err(if year_is_last(text) { TimeFault::Order } else { TimeFault::Form })
    }

    fn serial(self, text: &str) -> Result<When, TimeFault> {
        let (origin, least) = match self.serials {
            SerialDates::Refused => return Err(TimeFault::Serial),
            SerialDates::Since1900 => (Day::from_ymd(1899, 12, 30), 61.0),
            SerialDates::Since1904 => (Day::from_ymd(1904, 1, 1), 0.0),
        };
        let serial: f64 = text.parse().map_err(|_| TimeFault::Form)?;
        if !(least..3_000_000.0).contains(&serial) {
            return Err(TimeFault::SerialRange);
        }
        // Below three million days a second is far above the error of the fraction.
        #[expect(clippy::cast_possible_truncation, reason = "below 3,000,000 times 86,400")]
        let (days, seconds) = (serial.trunc() as i32, (serial.fract() * 86_400.0).round() as i64);
        let day = origin.and_then(|origin| origin.checked_add_days(days)).ok_or(TimeFault::SerialRange)?;
        if seconds == 0 {
            return Ok(When::Day(day));
        }
        day.start().checked_add_seconds(seconds).map(When::Moment).ok_or(TimeFault::SerialRange)
    }
}

/// The moment that `2022-05-01T09:30:15` is; of any other form, and where there is no such moment, none.
fn usual_moment(text: &[u8]) -> Option<Moment> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, b'T' | b' ', h1, h2, b':', i1, i2, b':', s1, s2] = text
    else {
        return None;
    };
    let mut digits = true;
    let mut two = |tens: u8, ones: u8| {
        let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
        digits &= tens < 10 && ones < 10;
        u32::from(tens).wrapping_mul(10).wrapping_add(ones.into())
    };
    let year = two(y1, y2).wrapping_mul(100).wrapping_add(two(y3, y4));
    let (month, day, hour) = (two(m1, m2), two(d1, d2), two(h1, h2));
    let (minute, second) = (two(i1, i2), two(s1, s2));
    if !digits {
        return None;
    }
    let date = Day::from_ymd(i32::try_from(year).ok()?, month, day)?;
    Moment::new(date, hour, minute, second).ok()
}

/// A time by its parts, whether or not there is one.
struct Written<'t> {
    date: (i32, u32, u32),
    time: Option<(u32, u32, u32)>,
    offset: &'t str,
}

impl Written<'_> {
    fn when(&self) -> Result<When, TimeFault> {
        let (year, month, day) = self.date;
        let date = Day::new(year, month, day)?;
        let Some((hour, minute, second)) = self.time else { return Ok(When::Day(date)) };
        if self.offset.is_empty() {
            return Ok(When::Moment(Moment::new(date, hour, minute, second)?));
        }
        let canonical = format!("{date}T{hour:02}:{minute:02}:{second:02}{}", self.offset);
        Ok(canonical.parse()?)
    }
}

fn written(text: &str) -> Option<Written<'_>> {
    let (year, rest) = number(text, 4, 4)?;
    let (month, day, rest, chinese) = if let Some(rest) = rest.strip_prefix('年') {
        let (month, rest) = number(rest, 1, 2)?;
        let (day, rest) = number(rest.strip_prefix('月')?, 1, 2)?;
        (month, day, rest.strip_prefix('日')?, true)
    } else if let Some(rest) = rest.strip_prefix(['-', '/', '.']) {
        let (month, after) = number(rest, 1, 2)?;
        // The same sign both times: `2022-5/1` is no form of anything.
        let sign = text.get(4..5)?;
        let (day, rest) = number(after.strip_prefix(sign)?, 1, 2)?;
        (month, day, rest, false)
    } else {
        let (month, rest) = number(rest, 2, 2)?;
        let (day, rest) = number(rest, 2, 2)?;
        // `20220501093000`
        if rest.len() == 6
            && let (Some((hour, rest)), true) = (number(rest, 2, 2), rest.is_ascii())
        {
            let (minute, rest) = number(rest, 2, 2)?;
            let (second, _) = number(rest, 2, 2)?;
            let date = (i32::try_from(year).ok()?, month, day);
            return Some(Written { date, time: Some((hour, minute, second)), offset: "" });
        }
        (month, day, rest, false)
    };
    let date = (i32::try_from(year).ok()?, month, day);
    if rest.is_empty() {
        return Some(Written { date, time: None, offset: "" });
    }
    let clock = match rest.strip_prefix('T') {
        Some(clock) => clock,
        None => {
            let clock = rest.trim_start_matches(' ');
            if clock.len() == rest.len() && !chinese {
                return None;
            }
            clock
        }
    };
    let (time, offset) = clock_of(clock)?;
    Some(Written { date, time: Some(time), offset })
}

/// Hour, minute and second at the start of `text`, and the offset after them.
fn clock_of(text: &str) -> Option<((u32, u32, u32), &str)> {
    let (hour, rest) = number(text, 1, 2)?;
    if let Some(rest) = rest.strip_prefix('时') {
        let (minute, rest) = number(rest, 1, 2)?;
        let rest = rest.strip_prefix('分')?;
        if rest.is_empty() {
            return Some(((hour, minute, 0), ""));
        }
        let (second, rest) = number(rest, 1, 2)?;
        return (rest == "秒").then_some(((hour, minute, second), ""));
    }
    let (minute, rest) = number(rest.strip_prefix(':')?, 2, 2)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => number(rest, 2, 2)?,
        None => (0, rest),
    };
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(fraction) => {
            let rest = fraction.trim_start_matches(|sign: char| sign.is_ascii_digit());
            if rest.len() == fraction.len() {
                return None;
            }
            rest
        }
        None => rest,
    };
    let offset = rest == "Z" || rest.starts_with(['+', '-']);
    (rest.is_empty() || offset).then_some(((hour, minute, second), rest))
}

/// The number of at least `least` and at most `most` ASCII digits at the start of `text`, and what follows it.
fn number(text: &str, least: usize, most: usize) -> Option<(u32, &str)> {
    let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if length < least {
        return None;
    }
    let (digits, rest) = text.split_at_checked(length)?;
    Some((digits.parse().ok()?, rest))
}

/// Digits, at most with one point among them.
fn is_number(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // A longer number is no day number, and nothing that a float holds.
    text.len() <= 24 && digits(whole) && digits(fraction)
}

/// `5/1/2022`, `1-5-22` and the like.
fn year_is_last(text: &str) -> bool {
    let parts = || -> Option<()> {
        let (_, rest) = number(text, 1, 2)?;
        let (_, rest) = number(rest.strip_prefix(['-', '/', '.'])?, 1, 2)?;
        number(rest.strip_prefix(['-', '/', '.'])?, 1, 4).map(drop)
    };
    parts().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, TimeFault> {
        Times::default().read(text).map(|when| when.to_string())
    }

    #[test]
    fn every_form_that_is_taken() {
        for (text, expected) in [
            ("2022-05-01", "2022-05-01"),
            ("2022-05-01T09:30", "2022-05-01T09:30:00"),
            ("2022-05-01T01:30Z", "2022-05-01T09:30:00"),
            ("2022-5-1", "2022-05-01"),
            ("2022/5/1", "2022-05-01"),
            ("2022/05/01", "2022-05-01"),
            ("2022.5.1", "2022-05-01"),
            ("2022年5月1日", "2022-05-01"),
            ("2022年05月01日", "2022-05-01"),
            ("20220501", "2022-05-01"),
            ("2022/5/1 9:30", "2022-05-01T09:30:00"),
            ("2022/5/1  9:30", "2022-05-01T09:30:00"),
            ("2022/5/1 09:30:15", "2022-05-01T09:30:15"),
            ("2022-5-1T9:30:15.999", "2022-05-01T09:30:15"),
            ("2022/5/1 9:30+08:00", "2022-05-01T09:30:00"),
            ("2022/5/1 1:30Z", "2022-05-01T09:30:00"),
            ("2022年5月1日9:30", "2022-05-01T09:30:00"),
            ("2022年5月1日 9时30分", "2022-05-01T09:30:00"),
            ("2022年5月1日9时5分7秒", "2022-05-01T09:05:07"),
            ("20220501 9:30", "2022-05-01T09:30:00"),
            ("20220501093015", "2022-05-01T09:30:15"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_not_read() {
        for text in ["5/1/2022", "1/5/22", "05-01-2022", "5.1.2022 9:30", "22/5/1"] {
            assert_eq!(read(text), Err(TimeFault::Order), "{text}");
        }
        for text in ["44682", "44682.4", "202205", "2022050109", "0"] {
            assert_eq!(read(text), Err(TimeFault::Serial), "{text}");
        }
        for text in [
            "",
            "-",
            "2022-5/1",
            "2022/5",
            "2022年5月",
            "2022/5/1 9",
            "2022/5/1 9:3",
            "2022/5/1 上午9:30",
            "2022/5/1 9:30 PM",
            "2022/5/19:30",
            "２０２２/5/1",
            "2022年5月1日9时",
            "昨天",
            "2022/5/1 9:30 ",
            "1e5",
            "+5",
            "2022/5/1T",
        ] {
            assert_eq!(read(text), Err(TimeFault::Form), "{text}");
        }
    }

    #[test]
    fn days_and_times_that_there_are_not() {
        for text in [
            "2023/2/29",
            "2022年13月1日",
            "20220532",
            "2022/5/1 24:00",
            "20220501096000",
            "2022-02-30",
            "2022/5/1 9:30+8",
            "2022-05-0é",
            "2022-05-01 上午9:30",
            "abcd-ef-gh",
        ] {
            assert!(matches!(read(text), Err(TimeFault::Day(_))), "{text}");
        }
    }

    #[test]
    fn day_numbers_only_where_they_are_asked_for() {
        let since = |serials, text: &str| {
            Times { serials, midnights_are_days: false }.read(text).map(|when| when.to_string())
        };
        use SerialDates::{Since1900, Since1904};
        for (serials, text, expected) in [
            (Since1900, "44682", "2022-05-01"),
            (Since1900, "44682.0", "2022-05-01"),
            (Since1900, "44682.395833333336", "2022-05-01T09:30:00"),
            (Since1900, "44682.999999999", "2022-05-02T00:00:00"),
            (Since1900, "61", "1900-03-01"),
            (Since1900, "2958465", "9999-12-31"),
            (Since1904, "0", "1904-01-01"),
            (Since1904, "43220", "2022-05-01"),
            (Since1900, "20220501", "2022-05-01"),
        ] {
            assert_eq!(since(serials, text).as_deref(), Ok(expected), "{text}");
        }
        for (serials, text) in [
            (Since1900, "60"),
            (Since1900, "2958466"),
            (Since1900, "2958465.9999999999"),
            (Since1904, "99999999999"),
        ] {
            assert_eq!(since(serials, text), Err(TimeFault::SerialRange), "{text}");
        }
    }

    #[test]
    fn midnights_stay_moments_unless_they_are_said_to_be_days() {
        let days = Times { serials: SerialDates::Refused, midnights_are_days: true };
        for text in ["2022-05-01 00:00:00", "2022/5/1 0:00"] {
            assert_eq!(read(text).as_deref(), Ok("2022-05-01T00:00:00"));
            assert_eq!(days.read(text).map(|when| when.to_string()).as_deref(), Ok("2022-05-01"));
        }
        assert_eq!(
            days.read("2022/5/1 0:01").map(|when| when.to_string()).as_deref(),
            Ok("2022-05-01T00:01:00")
        );
    }
}
