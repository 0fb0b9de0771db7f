//! What enters: an act that an event set off and what was done. What leaves: the one-off duty, and what its time says of it.

use crate::course::Course;
use crate::day::{Day, Elapsed, When};
use crate::duty::{DutyRow, DutyStatus, TriggerId, WhoId};
use crate::finding::{Curable, FindingCode, FindingRow, Severity};
use crate::ids::{MatterId, PartyId};
use crate::limit::{Basis, LimitName};
use crate::norm::Norm;
use crate::reading::Reading;
use crate::relation::Relation;
use crate::rules::case::{Act, Case};
use crate::rules::judge::Judge;
use crate::rules::time::{Deadline, Lateness, Timing, deadline, timing};
use crate::silence::Silence;

/// The act a one-off duty asks for, and what its lack and its lateness are called.
#[derive(Clone, Copy)]
pub(crate) struct Owed {
    pub(crate) norm: Norm,
    /// None where no limit can be set.
    pub(crate) limit: Option<LimitName>,
    pub(crate) missing: FindingCode,
    pub(crate) late: FindingCode,
}

/// An act that an event set off, whoever owes it and to whom: what is asked, since when and by when.
#[derive(Clone, Copy)]
pub(crate) struct SetOff {
    owed: Owed,
    trigger: u32,
    since: When,
    on: Day,
    deadline: Deadline,
    /// Whether it is asked about.
    is_taken: bool,
}

/// Who owes what was set off, to whom, and what discharged it.
#[derive(Clone, Copy)]
pub(crate) struct OneOff<'c> {
    pub(crate) obligor: PartyId,
    pub(crate) to: Option<Result<WhoId, Silence>>,
    pub(crate) matter: Option<MatterId>,
    pub(crate) done: Option<&'c Act>,
    pub(crate) relation: Relation,
    pub(crate) ceiling: Ceiling,
    /// Where the text sets an order and not a time: which way it is broken, how much that says, and the event it was to
    /// come before.
    pub(crate) out_of_order: Option<(Lateness, Severity, u32)>,
    /// Whether the duty is owed at all, or its lack only looked at.
    pub(crate) is_owed: bool,
}

/// How much a lack or delay can at most be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ceiling {
    None,
    /// A review, by its code.
    Review,
    /// A review by a reading, whatever the time.
    ReviewOfLack(Reading),
    /// Worth knowing by a reading, unless the adopter set a limit.
    InfoOfLack(Reading),
}

impl Judge<'_, '_> {
    /// What an event sets off, for all to whom it is owed.
    pub(crate) fn set_off(&self, owed: Owed, (trigger, since): (u32, When)) -> SetOff {
        let on = since.day();
        let deadline = deadline(&self.ground, owed.limit, since);
        SetOff { owed, trigger, since, on, deadline, is_taken: self.window.takes(Some(owed.norm), on) }
    }

    /// Records a one-off duty and what its time says of it.
    pub(crate) fn one_off(&mut self, case: &Case<'_>, set_off: &SetOff, duty: &OneOff<'_>) {
        let SetOff { owed, trigger, since, deadline, is_taken, .. } = *set_off;
        let done = duty.done.map(|act| act.at);
        let mut time = timing(&self.ground, self.as_of, since, deadline, done);
        if let Some((broken, severity, _)) = duty.out_of_order {
            time = Timing {
                status: if broken == Lateness::Late { DutyStatus::Late } else { DutyStatus::Missed },
                basis: Some(Basis::Reading(Reading::GuidanceOrder)),
                lateness: Some((broken, severity)),
                stale: None,
            };
        }
        let ceiling = match duty.ceiling {
            Ceiling::InfoOfLack(_) if deadline.limit().is_some() => Ceiling::None,
            other => other,
        };
        if let (Ceiling::ReviewOfLack(reading) | Ceiling::InfoOfLack(reading), Some((Lateness::Missing, _))) =
            (ceiling, time.lateness)
        {
            // What a reading makes less than a breach for good is never missed.
            time.status = DutyStatus::Outstanding;
            time.basis = Some(Basis::Reading(reading));
        }
        if let (None, Some(Err(_))) = (done, duty.to) {
            time.status = DutyStatus::Undetermined;
        }
        // What was done before it was asked for took no time.
        let counted_to = Some(done.unwrap_or(self.as_of))
            .filter(|_| done.is_none_or(|done| !done.certainly_before(since)));
        let is_recorded = duty.is_owed && is_taken;
        if is_recorded {
            let stale = time.stale.filter(|_| ceiling == Ceiling::None);
            self.out.duties.push(DutyRow {
                to: duty.to,
                due: deadline.last().into(),
                status: time.status,
                fulfilled_by: duty.done.map(|act| act.row).into(),
                counted_to: counted_to.into(),
                basis: time.basis,
                relation: duty.relation,
                course: Course::once(deadline.limit(), stale),
                ..DutyRow::new(owed.norm, duty.obligor, case.subject, TriggerId::Event(trigger), since)
            });
        }
        if let Some((lateness, severity)) = time.lateness {
            let duties = self.out.duties.len();
            let mut row = FindingRow::new(owed.missing, severity, case.subject);
            row.elapsed = counted_to.map(|to| Elapsed::between(since, to));
            row.basis = time.basis;
            row.duty = is_recorded.then(|| duties.saturating_sub(1));
            self.find_out_of_time(set_off, duty, row, lateness, ceiling);
        }
    }

    /// Finds what is missing or late, as far as its ceiling lets it.
    fn find_out_of_time(
        &mut self,
        set_off: &SetOff,
        duty: &OneOff<'_>,
        mut row: FindingRow,
        lateness: Lateness,
        ceiling: Ceiling,
    ) {
        let SetOff { owed, trigger, since, on, .. } = *set_off;
        row.code = match lateness {
            Lateness::Missing => owed.missing,
            Lateness::Late if matches!(ceiling, Ceiling::ReviewOfLack(_)) && !duty.is_owed => return,
            Lateness::Late => owed.late,
        };
        row.norm = row.code.norm();
        row.obligor = Some(duty.obligor);
        row.to = duty.to.and_then(Result::ok);
        row.before = duty.out_of_order.map(|(.., before)| before);
        if lateness == Lateness::Missing {
            row.curable = Some(Curable { since, until: None, matter: duty.matter });
        }
        match ceiling {
            Ceiling::None => {}
            Ceiling::Review => row.severity = Severity::Review,
            Ceiling::ReviewOfLack(reading) => {
                row.severity = Severity::Review;
                row.basis = Some(Basis::Reading(reading));
            }
            Ceiling::InfoOfLack(reading) => {
                row.severity = Severity::Info;
                row.basis = Some(Basis::Reading(reading));
            }
        }
        match duty.done {
            Some(done) => self.find(row, on, &[trigger, done.row]),
            None => self.find(row, on, &[trigger]),
        }
    }
}
