//! What enters: the windows that rules set. What leaves: how often a duty comes back, and what its time still holds.

use crate::day::Day;
use crate::limit::LimitName;
use crate::reading::Reading;
use crate::text::Text;

/// How often a duty comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Recurrence {
    /// Once for each event that sets it off.
    OneOff,
    /// Every week.
    Weekly,
    /// Every year.
    Yearly,
    /// On every day, as long as what it hangs on lasts.
    Standing,
}

impl Recurrence {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::OneOff => "one_off",
            Self::Weekly => "weekly",
            Self::Yearly => "yearly",
            Self::Standing => "standing",
        }
    }

    /// Its label.
    #[must_use]
    pub const fn text(self) -> Text {
        let (zh, en) = match self {
            Self::OneOff => ("一次性", "one-off"),
            Self::Weekly => ("每周", "weekly"),
            Self::Yearly => ("每年", "yearly"),
            Self::Standing => ("常设", "standing"),
        };
        Text { zh, en }
    }
}

/// Whose day it is by which something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WhoseDue {
    /// The text's: the window of 每周 or 每年 closes.
    Text,
    /// A reading's, at its default or switched: 31 December for a nil feedback, the adopter's date in a year.
    Reading(Reading),
    /// A limit's that the adopter set.
    Limit(LimitName),
}

impl WhoseDue {
    /// Whose it is, in words.
    #[must_use]
    pub const fn text(self) -> Text {
        let (zh, en) = match self {
            Self::Text => ("办法规定", "the text's own window"),
            Self::Reading(_) => ("采用口径", "a reading"),
            Self::Limit(_) => ("采用方时限", "the adopter's limit"),
        };
        Text { zh, en }
    }
}

/// How a duty comes back and what its time still holds, for whoever looks ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Course {
    pub(crate) recurrence: Recurrence,
    /// The number of the last day of its window, which is no day's where there is none.
    until: i32,
    pub(crate) whose: Option<WhoseDue>,
    pub(crate) reading: Option<Reading>,
}

/// What no day has for a number.
const NO_DAY: i32 = i32::MIN;

impl Course {
    /// A one-off duty for which nothing sets a day.
    pub(crate) const ONCE: Self =
        Self { recurrence: Recurrence::OneOff, until: NO_DAY, whose: None, reading: None };

    /// A one-off duty with the adopter's limit, or with a day from which the reading makes its lack a breach.
    pub(crate) fn once(limit: Option<LimitName>, stale: Option<Day>) -> Self {
        let reading = stale.map(|_| Reading::StaleAfter);
        Self {
            until: stale.map_or(NO_DAY, Day::number),
            whose: limit.map(WhoseDue::Limit),
            reading,
            ..Self::ONCE
        }
    }

    pub(crate) const fn weekly(sunday: Day, reading: Reading) -> Self {
        let whose = Some(WhoseDue::Text);
        Self { recurrence: Recurrence::Weekly, until: sunday.number(), whose, reading: Some(reading) }
    }

    pub(crate) const fn yearly(closes: Day, whose: WhoseDue, reading: Reading) -> Self {
        let whose = Some(whose);
        Self { recurrence: Recurrence::Yearly, until: closes.number(), whose, reading: Some(reading) }
    }

    /// What lasts up to a day, or on and on.
    pub(crate) fn standing(last: Day, reading: Reading) -> Self {
        let until = if last < Day::MAX { last.number() } else { NO_DAY };
        Self { recurrence: Recurrence::Standing, until, whose: None, reading: Some(reading) }
    }

    /// The last day of its window; of a one-off duty the day from which its lack is a breach by the reading.
    pub(crate) fn until(&self) -> Option<Day> {
        Day::from_number(self.until)
    }
}
