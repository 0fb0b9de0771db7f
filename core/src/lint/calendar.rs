//! What enters: a profile's limits and its calendar. What leaves: from which trigger on a limit cannot be counted.

use crate::day::{Day, When};
use crate::limit::Limit;
use crate::lint::shape::{Days, Lint, LintCode, LintSubject};
use crate::rules::Ground;
use crate::rules::posts::uncovered;
use crate::rules::time::due;
use crate::silence::{Silence, Undetermined};

/// Every limit with the triggers whose last day the calendar does not reach.
pub(super) fn lints<'r>(ground: &Ground<'r>, force: Days, out: &mut Vec<Lint<'r>>) {
    let set = ground.profile.limits.named();
    for (name, limit) in set.filter_map(|(name, limit)| Some((name, limit?))) {
        for days in uncovered(force, &countable(ground, limit)) {
            out.push(Lint {
                silence: Some(Silence::Undetermined(Undetermined::CalendarNotCovered)),
                ..Lint::new(LintCode::CalendarNotCovered, LintSubject::Limit(name), days)
            });
        }
    }
}

/// The triggers for which a limit can be counted, one interval for each row of years in the calendar.
fn countable(ground: &Ground<'_>, limit: Limit) -> Vec<Days> {
    let counts = |day: Day| due(ground, When::Day(day), limit).is_ok();
    // A trigger that needs no day of the calendar needs none of any year.
    if counts(Day::MAX) {
        return vec![(Day::MIN, Day::MAX)];
    }
    let years: Vec<i32> = ground.calendar.covered_years().collect();
    let rows = years.chunk_by(|year, next| year.checked_add(1) == Some(*next));
    rows.filter_map(|row| {
        let (first, last) = (*row.first()?, *row.last()?);
        // The day of the trigger is not counted, so it may be the last one before the row.
        let first = Day::from_ymd(first, 1, 1)?;
        let first = first.previous().unwrap_or(first);
        let last = last_that(first, Day::from_ymd(last, 12, 31)?, counts)?;
        Some((first, last))
    })
    .collect()
}

/// The last day of which something holds that holds up to some day and not after; none where not even of the first.
fn last_that(first: Day, last: Day, holds: impl Fn(Day) -> bool) -> Option<Day> {
    if !holds(first) {
        return None;
    }
    let (mut known, mut beyond) = (first, last);
    while known < beyond {
        let half = known.days_until(beyond).checked_div(2).unwrap_or(0);
        let middle = beyond.saturating_add_days(half.saturating_neg());
        if holds(middle) {
            known = middle;
        } else {
            beyond = middle.previous().unwrap_or(known);
        }
    }
    Some(known)
}
