//! What enters: a log with its corrections and withdrawals. What leaves: which events are taken out, which read otherwise,
//! and where the events stand that others refer to.

use std::cmp::Ordering;

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

use crate::columns::Column;
use crate::day::When;
use crate::event::EventKind;
use crate::home::{Home, home};
use crate::order::{by_content, canonical};
use crate::rows::{Row, Rows};
use crate::sort::{sort, sort_by};
use crate::words::Word;

/// How many references lead at most to an event's case: a notice names its push, a push its decision.
pub(crate) const STEPS: usize = 4;

/// The events that others refer to, by their ids.
#[derive(Debug, Default)]
pub(crate) struct Referred<'l> {
    places: HashMap<&'l str, Vec<u32>, FixedState>,
}

impl<'l> Referred<'l> {
    /// Looks up what amendments name, what events without a case name, and what events of projects name: one that gives
    /// its case need not give its project.
    pub(crate) fn new(rows: &Rows<'l>, as_of: When) -> Self {
        let mut own = Self::default();
        let refers_to = &rows.columns.refers_to;
        if refers_to.is_absent() {
            return own;
        }
        let named = |place: u32| {
            let code = refers_to.code(place);
            (code != u32::MAX).then(|| refers_to.values.get(code))
        };
        let is_led = |kind| matches!(home(kind), Home::Amended | Home::Project);
        let leads = |place: &u32| {
            refers_to.code(*place) != u32::MAX
                && (rows.case(*place) == Word::ABSENT || rows.kind(*place).is_some_and(is_led))
        };
        let mut needed: HashSet<&str, FixedState> = (0..rows.len()).filter(leads).filter_map(named).collect();
        for _ in 0..STEPS {
            if needed.is_empty() {
                break;
            }
            for place in (0..rows.len()).filter(|place| rows.is_known(*place, as_of)) {
                if let Some(id) = needed.get(rows.id(place)).filter(|id| !id.is_empty()) {
                    own.places.entry(*id).or_default().push(place);
                }
            }
            let found: Vec<u32> = needed.iter().filter_map(|id| own.first(rows, id)).collect();
            let next =
                found.into_iter().filter_map(named).filter(|id| !own.places.contains_key(id)).collect();
            needed = next;
        }
        own
    }

    /// The first event of an id, in the canonical order.
    pub(crate) fn first(&self, rows: &Rows<'_>, id: &str) -> Option<u32> {
        self.all(id).iter().copied().min_by(|a, b| canonical(rows, *a, *b))
    }

    /// Every event of an id.
    pub(crate) fn all(&self, id: &str) -> &[u32] {
        self.places.get(id).map_or(&[], Vec::as_slice)
    }
}

fn is_amendment(kind: Option<EventKind>) -> bool {
    matches!(kind, Some(EventKind::Correction | EventKind::Withdrawal))
}

/// What amendments come to.
#[derive(Debug, Default)]
pub(crate) struct Amended {
    pub(crate) corrected: HashMap<u32, Row, FixedState>,
    /// In their order.
    pub(crate) withdrawn: Vec<u32>,
    /// Amendments of what is not there.
    pub(crate) unmatched: Vec<u32>,
}

impl Amended {
    pub(crate) fn new(rows: &Rows<'_>, referred: &Referred<'_>, as_of: When) -> Self {
        let mut own = Self::default();
        if !rows.kinds().any(is_amendment) {
            return own;
        }
        let mut amendments: Vec<u32> = (0..rows.len())
            .filter(|place| is_amendment(rows.kind(*place)) && rows.is_known(*place, as_of))
            .collect();
        sort_by(&mut amendments, |a, b| canonical(rows, *a, *b));
        // A copy of an amendment is not another event that it could amend.
        let is_other = |place: u32, own: u32| by_content(rows, place, own) != Ordering::Equal;
        let target = |place: u32| {
            let row = rows.row(place)?;
            let id = row.refers_to.known().map(|id| rows.columns.refers_to.values.get(id.0))?;
            referred.all(id).iter().any(|own| is_other(place, *own)).then_some(id)
        };
        // From the last to the first: what was withdrawn later neither corrects nor withdraws.
        let mut withdrawn: HashSet<&str, FixedState> = HashSet::default();
        for place in amendments.iter().rev().copied() {
            if withdrawn.contains(rows.id(place)) {
                continue;
            }
            match (target(place), rows.kind(place)) {
                (None, _) => own.unmatched.push(place),
                (Some(id), Some(EventKind::Withdrawal)) => drop(withdrawn.insert(id)),
                (Some(_), _) => {}
            }
        }
        // What is withdrawn at all is found no more, whichever of the two bears the earlier time.
        own.unmatched.retain(|place| !withdrawn.contains(rows.id(*place)));
        for place in amendments {
            let effective =
                rows.kind(place) == Some(EventKind::Correction) && !withdrawn.contains(rows.id(place));
            let Some(id) = target(place).filter(|_| effective) else { continue };
            let Some(correction) = rows.row(place) else { continue };
            for copy in referred.all(id).iter().filter(|copy| is_other(place, **copy)) {
                let Some(mut row) = own.corrected.get(copy).copied().or_else(|| rows.row(*copy)) else {
                    continue;
                };
                amend(rows, &mut row, &correction);
                own.corrected.insert(*copy, row);
            }
        }
        // A repeated event is withdrawn with every copy of it.
        own.withdrawn = withdrawn.iter().flat_map(|id| referred.all(id)).copied().collect();
        sort(&mut own.withdrawn);
        own
    }
}

/// Lays what a correction gives over the event it corrects; its own time is when the correction was made.
fn amend(rows: &Rows<'_>, row: &mut Row, correction: &Row) {
    let columns = &rows.columns;
    // A column of texts has an empty one where a correction gives nothing.
    let word = |own: &mut Word, given: Word, column: &Column<'_>| {
        if !column.values.get(given.0).is_empty() {
            *own = given;
        }
    };
    row.case = correction.case.known().unwrap_or(row.case);
    word(&mut row.matter, correction.matter, &columns.matter);
    word(&mut row.actor, correction.actor, &columns.actor);
    word(&mut row.officer, correction.officer, &columns.officer);
    word(&mut row.to, correction.to, &columns.to);
    word(&mut row.person, correction.person, &columns.person);
    word(&mut row.project, correction.project, &columns.project);
    word(&mut row.with, correction.with, &columns.with);
    word(&mut row.about, correction.about, &columns.about);
    word(&mut row.ground, correction.ground, &columns.ground);
    word(&mut row.period, correction.period, &columns.period);
    if correction.covers.0 < correction.covers.1 {
        row.covers = correction.covers;
    }
    row.channel = correction.channel.or(row.channel);
    row.via = correction.via.or(row.via);
    row.result = correction.result.or(row.result);
}
