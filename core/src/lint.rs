//! What enters: a compiled catalogue and a profile. What leaves: gaps, overlaps and contradictions of their own, each with
//! the first day on which it shows and the interval.
//!
//! Nothing is judged here that a question would not answer: a lint is where an answer is a silence, or where what was
//! recorded cannot all be meant. It takes no log.

mod calendar;
mod matter;
mod package;
mod party;
mod shape;

pub use shape::{Lint, LintCode, LintSubject};

use crate::day::Day;
use crate::rules::Ground;
use crate::sort::sort_by_key;

/// Every lint: matters, parties, persons, projects and packages by their ids, then limits; within each by day.
pub(crate) fn lint<'r>(ground: &Ground<'r>) -> Vec<Lint<'r>> {
    let force = ground.profile.readings.in_force;
    let force = (force.from, force.to.unwrap_or(Day::MAX));
    let mut out = Vec::new();
    // A profile built by hand may end before it begins: then no day is governed.
    if force.0 <= force.1 {
        matter::lints(ground, force, &mut out);
        party::lints(ground, force, &mut out);
        package::lints(ground, force, &mut out);
        calendar::lints(ground, force, &mut out);
        sort_by_key(&mut out, |lint| (lint.subject, lint.interval.0, lint.code));
    }
    out
}
