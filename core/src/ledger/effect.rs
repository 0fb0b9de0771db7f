//! What enters: an event just recorded. What leaves: how its subjects stand with it and without it, and the difference.

use foldhash::fast::FixedState;
use hashbrown::{HashMap, HashSet};

use crate::day::{Day, When};
use crate::duty::{Duty, DutyRow, DutyStatus, SubjectId, TriggerId, WhoId};
use crate::finding::{Finding, FindingCode, FindingRow, Severity};
use crate::ids::PartyId;
use crate::ledger::side::Side;
use crate::ledger::{Ledger, Recorded};
use crate::norm::Norm;
use crate::rows::Field;
use crate::rules::outcome::Outcome;
use crate::shown::Shown;
use crate::silence::Silence;
use crate::words::Word;

/// What an event changed in its subjects: its own, those that an amendment moved something from or to, and those of events
/// that find their case through it.
///
/// The subjects are judged without the event and with it, both [as of](Effect::as_of) one moment; the effect is the
/// difference. So effects add up, whatever order events come in. Of all that events set off, the duties opened and neither
/// discharged nor voided since are those that an audit shows open, those discharged and neither opened nor voided since are
/// those it shows done, and what was found less what was cleared is what it finds.
///
/// What an audit says beyond that, time brings and no event: that an act is lacking, which is not `found` here; duties of
/// dated facts, such as posts (2.6a, 3.2a), weeks and years, and intervals, which grow. What is owed over all projects (2.1b–c,
/// 2.3d, and an agent's pairing with managers) is looked at with the Bureau's own yearly and weekly events alone.
#[derive(Debug)]
pub struct Effect<'l> {
    /// The moment as of which the subjects were judged: the last at which anything happened in them.
    pub as_of: When,
    /// Duties that were not open before and are to be met now, open to question, or tracked.
    pub opened: Vec<Duty<'l>>,
    /// Duties that it, or what it lets count, discharged.
    pub discharged: Vec<Duty<'l>>,
    /// Duties that are no longer there or no longer owed.
    pub voided: Vec<Duty<'l>>,
    /// What is found now and was not before; the lack of an act is not.
    pub found: Vec<Finding<'l>>,
    /// What was found before and is no longer; the lack of an act is not.
    pub cleared: Vec<Finding<'l>>,
}

impl Effect<'_> {
    /// Whether nothing changed.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.opened.is_empty()
            && self.discharged.is_empty()
            && self.voided.is_empty()
            && self.found.is_empty()
            && self.cleared.is_empty()
    }
}

impl<'l> Recorded<'l> {
    /// What it opened, discharged, voided, found and cleared in its subjects.
    ///
    /// Worked out when asked: the subjects are judged without the event and with it.
    #[must_use]
    pub fn effect(&self) -> Effect<'l> {
        of(self.ledger, self.row)
    }
}

fn of(ledger: &Ledger, row: u32) -> Effect<'_> {
    let known = ledger.rulebook.ground().lines.known_on();
    let rows = ledger.log.rows().known_on(known);
    // It was recorded last, so the log without it is the log up to it.
    let without = ledger.log.rows().known_on(known).up_to(row);
    let (then, now) = (Side::new(ledger, &without), Side::new(ledger, &rows));
    let concerned = now.concerned(&then, row);
    let mut subjects: Vec<SubjectId> = concerned
        .iter()
        .flat_map(|place| then.subjects(*place).chain(now.subjects(*place)))
        .flatten()
        .collect();
    let mut seen: HashSet<SubjectId, FixedState> = HashSet::default();
    subjects.retain(|subject| seen.insert(*subject));
    let events = |side: &Side<'_, '_>| -> Vec<u32> {
        subjects.iter().flat_map(|subject| side.events(*subject)).chain(concerned.iter().copied()).collect()
    };
    let times =
        events(&then).into_iter().chain(events(&now)).filter_map(|place| rows.at(place)).map(When::from);
    let as_of = times.max_by_key(|at| at.latest()).unwrap_or(When::Day(Day::MIN));
    let alike = now.alike(&concerned);
    let before = then.judged(&subjects, &alike, as_of);
    let after = now.judged(&subjects, &alike, as_of);
    let shown = Shown { book: ledger.rulebook.ground().book, rows: ledger.log.rows() };
    difference(&shown, as_of, &before, &after)
}

/// What makes a duty the same one with the event and without it; who manages a project may change with the day.
type Identity = (Norm, Result<WhoId, Silence>, Option<PartyId>, SubjectId, Result<u32, Day>);

fn identity(row: &DutyRow) -> Identity {
    let trigger = match row.trigger {
        TriggerId::Event(place) => Ok(place),
        TriggerId::Since(day) => Err(day),
    };
    (row.norm, row.obligor, row.to.and_then(Result::ok).and_then(WhoId::party), row.subject, trigger)
}

/// Whether a duty is done; none where nothing is owed.
const fn done(status: DutyStatus) -> Option<bool> {
    match status {
        DutyStatus::Fulfilled | DutyStatus::Late => Some(true),
        DutyStatus::Void => None,
        DutyStatus::Pending
        | DutyStatus::Outstanding
        | DutyStatus::Missed
        | DutyStatus::Tracked
        | DutyStatus::Undetermined => Some(false),
    }
}

fn difference<'l>(shown: &Shown<'l, 'l>, as_of: When, before: &Outcome, after: &Outcome) -> Effect<'l> {
    let mut known: HashMap<Identity, bool, FixedState> = HashMap::default();
    known.extend(before.duties.iter().filter_map(|duty| Some((identity(duty), done(duty.status)?))));
    let (mut opened, mut discharged, mut voided) = (Vec::new(), Vec::new(), Vec::new());
    for duty in after.duties.iter() {
        let Some(is_done) = done(duty.status) else { continue };
        match (known.remove(&identity(duty)), is_done) {
            (Some(true), true) | (Some(false), false) => {}
            (_, true) => discharged.push(shown.duty(duty)),
            (_, false) => opened.push(shown.duty(duty)),
        }
    }
    for duty in before.duties.iter().filter(|duty| done(duty.status).is_some()) {
        if known.contains_key(&identity(duty)) {
            voided.push(shown.duty(duty));
        }
    }
    let (found, cleared) = (only_in(shown, after, before), only_in(shown, before, after));
    Effect { as_of, opened, discharged, voided, found, cleared }
}

/// The findings of one outcome that the other does not have, without lacks, which time brings.
fn only_in<'l>(shown: &Shown<'l, 'l>, one: &Outcome, other: &Outcome) -> Vec<Finding<'l>> {
    let mut rest: HashMap<Seen<'_>, usize, FixedState> = HashMap::default();
    for row in other.findings.iter() {
        let count = rest.entry(seen(row, other)).or_default();
        *count = count.saturating_add(1);
    }
    let mut resembling = HashMap::default();
    let mut only = Vec::new();
    for row in one.findings.iter().filter(|row| row.curable.is_none()) {
        match rest.get_mut(&seen(row, one)) {
            Some(count) if *count > 0 => *count = count.saturating_sub(1),
            _ => only.push(shown.finding(row, &one.evidence, &mut resembling)),
        }
    }
    only
}

/// What makes a finding the same one.
type Seen<'o> =
    (FindingCode, Severity, Option<WhoId>, SubjectId, Option<(Day, Day)>, Option<(Field, Word)>, &'o [u32]);

fn seen<'o>(row: &FindingRow, outcome: &'o Outcome) -> Seen<'o> {
    let (from, to) = row.events;
    let events = outcome.evidence.get(from as usize..to as usize).unwrap_or_default();
    (row.code, row.severity, row.to, row.subject, row.interval, row.named, events)
}
