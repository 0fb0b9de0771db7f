//! What enters: a text that is no day, week or moment. What leaves: the error that names it, what is wrong and the mend.

use std::borrow::Cow;

/// A text or a set of numbers that is no day, no week or no moment.
///
/// ```
/// let error = "2021-04-31".parse::<liandong::Day>().unwrap_err();
/// assert_eq!(error.value(), "2021-04-31");
/// assert_eq!(error.to_string(), "`2021-04-31` is not a day: April 2021 has 30 days; write YYYY-MM-DD");
/// assert_eq!(error.zh(), "`2021-04-31` 不是有效的日期：2021年4月只有30天；请写作 YYYY-MM-DD");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("`{value}` is not {}{}; write {}", .form.en(), .flaw.en(), .form.written())]
pub struct DayError {
    value: String,
    form: Form,
    flaw: Flaw,
}

/// What the value was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    Day,
    Week,
    Moment,
    When,
    Offset,
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Flaw {
    /// It is written in another form.
    Form,
    Years,
    Months,
    Length {
        year: i32,
        month: u32,
        length: u32,
    },
    Weeks {
        year: i32,
        weeks: u32,
    },
    Hours,
    Minutes,
    Seconds,
    Offsets,
    /// Converted to the zone's time it leaves the calendar.
    Outside,
}

/// A value is shown up to this many characters, so that a hostile one cannot flood a report.
const SHOWN: usize = 40;

impl DayError {
    /// A time that is outside the calendar.
    pub(crate) fn outside(value: &str) -> Self {
        Self::new(value, Form::When, Flaw::Outside)
    }

    pub(super) fn new(value: &str, form: Form, flaw: Flaw) -> Self {
        let mut shown: String = value.chars().take(SHOWN).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        Self { value: shown, form, flaw }
    }

    /// The same fault of a longer text that this value is a part of.
    pub(super) fn within(self, value: &str, form: Form) -> Self {
        Self::new(value, form, self.flaw)
    }

    /// The value as it was given, cut off after 40 characters.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        format!(
            "`{}` 不是有效的{}{}；请写作 {}",
            self.value,
            self.form.zh(),
            self.flaw.zh(),
            self.form.written_zh()
        )
    }
}

impl Form {
    const fn en(self) -> &'static str {
        match self {
            Self::Day => "a day",
            Self::Week => "a week",
            Self::Moment => "a moment",
            Self::When => "a day or a moment",
            Self::Offset => "an offset",
        }
    }

    const fn zh(self) -> &'static str {
        match self {
            Self::Day => "日期",
            Self::Week => "周",
            Self::Moment => "时刻",
            Self::When => "日期或时刻",
            Self::Offset => "时差",
        }
    }

    const fn written(self) -> &'static str {
        match self {
            Self::Day => "YYYY-MM-DD",
            Self::Week => "YYYY-Www",
            Self::Moment => "YYYY-MM-DDThh:mm",
            Self::When => "YYYY-MM-DD or YYYY-MM-DDThh:mm",
            Self::Offset => "+hh:mm, -hh:mm or Z",
        }
    }

    const fn written_zh(self) -> &'static str {
        match self {
            Self::When => "YYYY-MM-DD 或 YYYY-MM-DDThh:mm",
            Self::Offset => "+hh:mm、-hh:mm 或 Z",
            Self::Day | Self::Week | Self::Moment => self.written(),
        }
    }
}

impl Flaw {
    fn en(self) -> Cow<'static, str> {
        match self {
            Self::Form => "".into(),
            Self::Years => ": years run from 0001 to 9999".into(),
            Self::Months => ": months run from 01 to 12".into(),
            Self::Length { year, month, length } => {
                format!(": {} {year} has {length} days", month_name(month)).into()
            }
            Self::Weeks { year, weeks } => format!(": {year} has {weeks} weeks").into(),
            Self::Hours => ": hours run from 00 to 23".into(),
            Self::Minutes => ": minutes run from 00 to 59".into(),
            Self::Seconds => ": seconds run from 00 to 59".into(),
            Self::Offsets => ": offsets run from -23:59 to +23:59".into(),
            Self::Outside => ": in the zone's time it is outside the years 0001 to 9999".into(),
        }
    }

    fn zh(self) -> Cow<'static, str> {
        match self {
            Self::Form => "".into(),
            Self::Years => "：年份为0001至9999".into(),
            Self::Months => "：月份为01至12".into(),
            Self::Length { year, month, length } => format!("：{year}年{month}月只有{length}天").into(),
            Self::Weeks { year, weeks } => format!("：{year}年只有{weeks}周").into(),
            Self::Hours => "：小时为00至23".into(),
            Self::Minutes => "：分钟为00至59".into(),
            Self::Seconds => "：秒为00至59".into(),
            Self::Offsets => "：时差为-23:59至+23:59".into(),
            Self::Outside => "：换算为本地时间后超出0001年至9999年".into(),
        }
    }
}

const fn month_name(month: u32) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

/// A type that is its own text on the wire: `Display` writes it, `FromStr` reads it.
macro_rules! wire {
    ($type:ident, $expected:literal, $pattern:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl serde::de::Visitor<'_> for Text {
                    type Value = $type;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_str(Text)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({
                    "description": $expected,
                    "type": "string",
                    "pattern": $pattern
                })
            }
        }
    };
}
pub(super) use wire;
