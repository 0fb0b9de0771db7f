//! What enters: two points in time. What leaves: the time between them, in the unit that both of them bear.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::When;

/// The time from one [`When`] to another, negative where the other is earlier.
///
/// ```
/// use liandong::{Elapsed, When};
///
/// let decided: When = "2022-05-06T17:00".parse()?;
/// assert_eq!(Elapsed::between(decided, "2022-05-06T18:30:59".parse()?), Elapsed::Minutes(90));
/// let elapsed = Elapsed::between(decided, "2022-05-09".parse()?);
/// assert_eq!(elapsed, Elapsed::Days(3));
/// assert_eq!((elapsed.to_string(), elapsed.zh()), ("3 calendar days".to_owned(), "3个自然日".to_owned()));
/// # Ok::<(), liandong::DayError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Elapsed {
    /// Whole minutes between two moments; seconds beyond them are left out.
    Minutes(i64),
    /// Calendar days between two days, where at least one of the points has no time.
    Days(i32),
}

impl Elapsed {
    /// From `start` to `end`: minutes if both are moments, else calendar days.
    #[must_use]
    pub fn between(start: When, end: When) -> Self {
        match (start, end) {
            (When::Moment(start), When::Moment(end)) => Self::Minutes(start.seconds_until(end) / 60),
            (When::Day(_), _) | (_, When::Day(_)) => Self::Days(start.day().days_until(end.day())),
        }
    }

    /// In Chinese: `90分钟`, `3个自然日`.
    #[must_use]
    pub fn zh(self) -> String {
        match self {
            Self::Minutes(minutes) => format!("{minutes}分钟"),
            Self::Days(days) => format!("{days}个自然日"),
        }
    }
}

impl fmt::Display for Elapsed {
    /// In English: `90 minutes`, `1 calendar day`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (value, unit) = match *self {
            Self::Minutes(minutes) => (minutes, "minute"),
            Self::Days(days) => (days.into(), "calendar day"),
        };
        let plural = if value == 1 { "" } else { "s" };
        write!(f, "{value} {unit}{plural}")
    }
}

/// `{"value": 90, "unit": "minutes"}`.
#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Elapsed"))]
#[serde(deny_unknown_fields)]
struct Written {
    /// How many.
    value: i64,
    /// Of what.
    unit: Unit,
}

/// What an elapsed time is counted in.
#[derive(serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ElapsedUnit"))]
#[serde(rename_all = "snake_case")]
enum Unit {
    Minutes,
    CalendarDays,
}

impl Serialize for Elapsed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written = match *self {
            Self::Minutes(value) => Written { value, unit: Unit::Minutes },
            Self::Days(days) => Written { value: days.into(), unit: Unit::CalendarDays },
        };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Elapsed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Written { value, unit } = Written::deserialize(deserializer)?;
        match unit {
            Unit::Minutes => Ok(Self::Minutes(value)),
            Unit::CalendarDays => i32::try_from(value).map(Self::Days).map_err(|_| {
                D::Error::custom(format_args!("`{value}` is more calendar days than there are"))
            }),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Elapsed {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Written::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Written::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elapsed(start: &str, end: &str) -> Elapsed {
        Elapsed::between(start.parse().unwrap(), end.parse().unwrap())
    }

    #[test]
    fn minutes_only_between_moments() {
        for (start, end, expected) in [
            ("2021-03-29T09:30", "2021-03-29T09:30:59", Elapsed::Minutes(0)),
            ("2021-03-29T09:30", "2021-03-29T09:31:00", Elapsed::Minutes(1)),
            ("2021-03-29T23:59", "2021-03-30T00:01", Elapsed::Minutes(2)),
            ("2021-03-29T09:31", "2021-03-29T09:30:01", Elapsed::Minutes(0)),
            ("2021-03-29T09:31", "2021-03-29T09:30", Elapsed::Minutes(-1)),
            ("2021-03-29", "2021-03-29T23:59", Elapsed::Days(0)),
            ("2021-03-29T23:59", "2021-03-30", Elapsed::Days(1)),
            ("2020-02-28", "2020-03-01", Elapsed::Days(2)),
            ("2021-03-30", "2021-03-29", Elapsed::Days(-1)),
            ("0001-01-01", "9999-12-31", Elapsed::Days(3_652_058)),
        ] {
            assert_eq!(elapsed(start, end), expected, "{start} {end}");
        }
    }

    #[test]
    fn the_wire_names_the_unit() {
        for (value, json) in [
            (Elapsed::Minutes(90), r#"{"value":90,"unit":"minutes"}"#),
            (Elapsed::Days(-1), r#"{"value":-1,"unit":"calendar_days"}"#),
        ] {
            assert_eq!(serde_json::to_string(&value).unwrap(), json);
            assert_eq!(serde_json::from_str::<Elapsed>(json).unwrap(), value);
        }
        assert!(serde_json::from_str::<Elapsed>(r#"{"value":4294967296,"unit":"calendar_days"}"#).is_err());
    }

    #[test]
    fn in_words() {
        let words = |elapsed: Elapsed| (elapsed.to_string(), elapsed.zh());
        assert_eq!(words(Elapsed::Minutes(1)), ("1 minute".to_owned(), "1分钟".to_owned()));
        assert_eq!(words(Elapsed::Days(0)), ("0 calendar days".to_owned(), "0个自然日".to_owned()));
    }
}
