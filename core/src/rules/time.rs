//! What enters: a trigger, what was done, an adopter's limit and the day of the audit. What leaves: in time, late, missed.
//!
//! The text names no number for 第一时间 or 及时. Without an adopter's limit the time that passed is reported and nothing
//! is late; what stays undone is a review, and a breach only by the named reading `stale_after`.

use crate::calendar::NotCovered;
use crate::day::{Day, Moment, When};
use crate::duty::DutyStatus;
use crate::finding::Severity;
use crate::limit::{Basis, Limit, LimitName, Unit};
use crate::reading::{Reading, StaleAfter};
use crate::rules::Ground;
use crate::rules::slots::Slot;

/// Which way an act is out of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lateness {
    Missing,
    Late,
}

/// What time says of a one-off duty.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timing {
    pub(crate) status: DutyStatus,
    pub(crate) basis: Option<Basis>,
    pub(crate) lateness: Option<(Lateness, Severity)>,
    /// The day from which a lack without a limit is a breach by the reading.
    pub(crate) stale: Option<Day>,
}

/// By when an act is to be done.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Deadline {
    /// No limit says.
    None,
    /// Up to the last day or moment within a limit.
    Last(LimitName, When),
    /// The calendar does not reach. So many working days are at least as many days: up to this one nothing is late.
    Uncounted(LimitName, Day),
}

impl Deadline {
    /// The limit that sets it.
    pub(crate) const fn limit(self) -> Option<LimitName> {
        match self {
            Self::None => None,
            Self::Last(limit, _) | Self::Uncounted(limit, _) => Some(limit),
        }
    }

    /// The last day or moment that is in time.
    pub(crate) const fn last(self) -> Option<When> {
        match self {
            Self::Last(_, last) => Some(last),
            Self::None | Self::Uncounted(..) => None,
        }
    }
}

/// By when an act is to be done that is asked for since a day or moment, where the profile sets the limit.
pub(crate) fn deadline(ground: &Ground<'_>, name: Option<LimitName>, since: When) -> Deadline {
    let limited = name.and_then(|name| Some((name, ground.profile.limits.get(name)?)));
    let Some((name, limit)) = limited else { return Deadline::None };
    due(ground, since, limit).map_or_else(
        |_| {
            let days = i32::try_from(limit.value).unwrap_or(i32::MAX);
            Deadline::Uncounted(name, since.day().saturating_add_days(days))
        },
        |last| Deadline::Last(name, last),
    )
}

/// The last day or moment within a limit: the day of the trigger is not counted, the end of the last is included.
pub(crate) fn due(ground: &Ground<'_>, since: When, limit: Limit) -> Result<When, NotCovered> {
    let seconds = |each: i64| {
        let after = i64::from(limit.value).saturating_mul(each);
        // A trigger without a time may have happened at the end of its day.
        When::Moment(since.latest().checked_add_seconds(after).unwrap_or(Moment::MAX))
    };
    Ok(match limit.unit {
        Unit::Minutes => seconds(60),
        Unit::Hours => seconds(3_600),
        Unit::CalendarDays => {
            let days = i32::try_from(limit.value).unwrap_or(i32::MAX);
            When::Day(since.day().saturating_add_days(days))
        }
        Unit::WorkingDays => When::Day(ground.calendar.nth_working_day_after(since.day(), limit.value)?),
    })
}

/// The last moment within a limit of the profile for whatever a slot asks, where one is set and can be counted.
pub(crate) fn last<'r>(ground: Ground<'r>, name: LimitName) -> impl Fn(&Slot) -> Option<Moment> + use<'r> {
    move |slot| due(&ground, slot.since, ground.profile.limits.get(name)?).ok().map(When::latest)
}

pub(crate) fn timing(
    ground: &Ground<'_>,
    as_of: When,
    since: When,
    deadline: Deadline,
    done: Option<When>,
) -> Timing {
    let (status, lateness) = match (deadline, done) {
        (Deadline::None, Some(_)) => (DutyStatus::Fulfilled, None),
        (Deadline::None, None) => return unlimited(ground, as_of, since),
        (Deadline::Last(_, last), Some(done)) if done.earliest() > last.latest() => {
            (DutyStatus::Late, Some((Lateness::Late, Severity::Breach)))
        }
        (Deadline::Last(..), Some(_)) => (DutyStatus::Fulfilled, None),
        (Deadline::Last(_, last), None) if as_of.latest() > last.latest() => {
            (DutyStatus::Missed, Some((Lateness::Missing, Severity::Breach)))
        }
        (Deadline::Last(..), None) => (DutyStatus::Pending, None),
        (Deadline::Uncounted(_, in_any_case), Some(done)) if done.day() <= in_any_case => {
            (DutyStatus::Fulfilled, None)
        }
        (Deadline::Uncounted(..), Some(_)) => (DutyStatus::Undetermined, None),
        (Deadline::Uncounted(_, in_any_case), None) if as_of.day() <= in_any_case => {
            (DutyStatus::Pending, None)
        }
        (Deadline::Uncounted(..), None) => {
            (DutyStatus::Undetermined, Some((Lateness::Missing, Severity::Review)))
        }
    };
    Timing { status, basis: deadline.limit().map(Basis::Limit), lateness, stale: None }
}

fn unlimited(ground: &Ground<'_>, as_of: When, since: When) -> Timing {
    let stale = match ground.profile.readings.stale_after {
        StaleAfter::Days(days) => since.day().checked_add_days(days.into()),
        StaleAfter::Never => None,
    };
    let is_stale = stale.is_some_and(|stale| stale <= as_of.day());
    let (status, severity, basis) = if is_stale {
        (DutyStatus::Missed, Severity::Breach, Some(Basis::Reading(Reading::StaleAfter)))
    } else {
        (DutyStatus::Outstanding, Severity::Review, None)
    };
    Timing { status, basis, lateness: Some((Lateness::Missing, severity)), stale }
}

/// How two acts that should coincide do: together, on another day without a tolerance, or beyond the tolerance.
pub(crate) fn apart(
    ground: &Ground<'_>,
    name: LimitName,
    one: When,
    other: When,
) -> Option<(Severity, Basis)> {
    let (first, last) = if other.earliest() < one.earliest() { (other, one) } else { (one, other) };
    match ground.profile.limits.get(name) {
        None if first.day() != last.day() => Some((Severity::Review, Basis::Reading(Reading::Simultaneity))),
        None => None,
        Some(tolerance) => match due(ground, first, tolerance) {
            Ok(due) if last.earliest() > due.latest() => Some((Severity::Breach, Basis::Limit(name))),
            Ok(_) => None,
            Err(_) => Some((Severity::Review, Basis::Limit(name))),
        },
    }
}
