//! What enters: what one department planned and fed back. What leaves: what 2.1a says of it: while key projects and works
//! are planned, the plan is fed back to the Bureau, once for every year's plan.

use crate::course::{Course, WhoseDue};
use crate::day::{Day, When};
use crate::duty::{DutyRow, DutyStatus, SubjectId, TriggerId};
use crate::event::EventKind;
use crate::finding::{Curable, FindingCode, FindingRow, Severity};
use crate::ids::PartyId;
use crate::limit::{Basis, LimitName};
use crate::norm::Norm;
use crate::party::PartyKind;
use crate::reading::{NilFeedback, Reading};
use crate::relation::Relation;
use crate::rules::case::{Act, Case, Named, Period};
use crate::rules::judge::Judge;
use crate::rules::one_off::{Ceiling, OneOff, Owed};
use crate::rules::time::last;

pub(crate) const FEEDBACK: Owed = Owed {
    norm: Norm::N21a,
    limit: Some(LimitName::Feedback),
    missing: FindingCode::FeedbackMissing,
    late: FindingCode::FeedbackLate,
};

/// A year's plan that is to be fed back.
struct Plan {
    /// The planning that set it off, by its place.
    act: u32,
    /// The year it names, where it names one.
    year: Option<i32>,
    filled: Option<u32>,
}

pub(crate) fn judge(judge: &mut Judge<'_, '_>, case: &Case<'_>, party: PartyId) {
    let mut plans = plans(judge, case);
    let mut feedbacks = sound(judge, case);
    let due = last(judge.ground, LimitName::Feedback);
    for place in feedbacks.clone() {
        let Some(act) = case.act(place) else { continue };
        if let Some(plan) = fitting(case, &mut plans, act, &due) {
            plan.filled = Some(place);
            feedbacks.retain(|own| *own != place);
        }
    }
    for plan in &plans {
        let Some(act) = case.act(plan.act) else { continue };
        let Some(obligor) = act.actor.known() else { continue };
        let bureau = judge.ground.book.bureau_on(act.at.day());
        judge.one_off(
            &case.about(SubjectId::Party(obligor)),
            &judge.set_off(FEEDBACK, (act.row, act.at)),
            &OneOff {
                obligor,
                to: Some(Ok(bureau.into())),
                matter: None,
                done: plan.filled.and_then(|place| case.act(place)),
                relation: Relation::default(),
                ceiling: Ceiling::None,
                out_of_order: None,
                is_owed: true,
            },
        );
    }
    nil(judge, case, party, &plans, &feedbacks);
}

/// One plan a year; a department that plans a year's projects in several steps feeds back once.
fn plans(judge: &Judge<'_, '_>, case: &Case<'_>) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for (place, act) in case.of(EventKind::Planning) {
        let Some(party) = act.actor.known() else { continue };
        let owes = judge.ground.book.party(party).kind == PartyKind::Department;
        let year = case.extra(act).period.year();
        let known = |plan: &Plan| {
            case.act(plan.act).is_some_and(|first| {
                let own = year.unwrap_or(act.at.day().year());
                first.actor == act.actor && plan.year.unwrap_or(first.at.day().year()) == own
            })
        };
        if owes && judge.in_force(act.at.day()) && !plans.iter().any(known) {
            plans.push(Plan { act: place, year, filled: None });
        }
    }
    plans
}

/// The feedbacks that reach the Bureau.
fn sound(judge: &mut Judge<'_, '_>, case: &Case<'_>) -> Vec<u32> {
    let mut sound = Vec::new();
    for (place, act) in case.of(EventKind::AnnualFeedback) {
        let bureau = judge.ground.book.bureau_on(act.at.day());
        match (case.extra(act).period, act.to) {
            (Period::Unreadable, _) => {
                judge.unmatched(case, act, FindingCode::FeedbackMissing, act.actor.known());
            }
            (_, Named::Unknown) => judge.stray(case, act, FindingCode::FeedbackMissing, act.actor.known()),
            (_, Named::Known(to)) if to != bureau => {}
            (_, Named::Known(_) | Named::Absent) => sound.push(place),
        }
    }
    sound
}

/// The plan a feedback is for: an open one of its party and year that did not certainly come after it, one still in time
/// before one that is not, and of those the latest.
fn fitting<'p>(
    case: &Case<'_>,
    plans: &'p mut [Plan],
    act: &Act,
    due: &impl Fn(&crate::rules::slots::Slot) -> Option<crate::day::Moment>,
) -> Option<&'p mut Plan> {
    let year = case.extra(act).period.year();
    let fits = |plan: &Plan| {
        let planned = case.act(plan.act)?;
        let same_year = plan.year.zip(year).is_none_or(|(one, other)| one == other);
        let open = plan.filled.is_none() && planned.actor == act.actor && same_year;
        let in_order = !act.at.certainly_before(planned.at);
        (open && in_order).then_some(planned)
    };
    let rank = |plan: &Plan| {
        let planned = fits(plan)?;
        let party = planned.actor.known()?;
        let slot = crate::rules::slots::Slot { trigger: plan.act, since: planned.at, party, filled: None };
        let in_time = due(&slot).is_none_or(|due| act.at.earliest() <= due);
        Some((in_time, plan.act))
    };
    let ranked = plans.iter_mut().filter_map(|plan| Some((rank(plan)?, plan)));
    ranked.max_by_key(|(rank, _)| *rank).map(|(_, plan)| plan)
}

/// A listed department owes a feedback even in a year in which it plans nothing, by the adopter's reading.
fn nil(judge: &mut Judge<'_, '_>, case: &Case<'_>, party: PartyId, plans: &[Plan], feedbacks: &[u32]) {
    let NilFeedback::Listed(listed) = &judge.ground.profile.readings.nil_feedback else { return };
    let book = judge.ground.book;
    let is_own = |id: &String| book.party_id(id).is_some_and(|own| book.last_successor(own) == party);
    if !listed.iter().any(is_own) {
        return;
    }
    for (year, since) in judge.years() {
        let of_year = |act: &Act, own: Option<i32>| own.unwrap_or(act.at.day().year()) == year;
        let planned = plans.iter().any(|plan| case.act(plan.act).is_some_and(|act| of_year(act, plan.year)));
        let Some(closes) = Day::from_ymd(year, 12, 31).filter(|_| !planned) else { continue };
        let fed = feedbacks.iter().filter_map(|place| case.act(*place));
        let done = fed.filter(|act| of_year(act, case.extra(act).period.year())).min_by_key(|act| act.at);
        let is_closed = judge.as_of.latest() > closes.end();
        let status = match done {
            Some(_) => DutyStatus::Fulfilled,
            None if !judge.in_force(closes) => DutyStatus::Void,
            None if is_closed => DutyStatus::Missed,
            None => DutyStatus::Outstanding,
        };
        let basis = Some(Basis::Reading(Reading::NilFeedback));
        let obligor = book.successor(party, closes);
        let subject = SubjectId::Party(obligor);
        judge.duty(DutyRow {
            to: Some(Ok(book.bureau_on(since).into())),
            status,
            fulfilled_by: done.map(|act| act.row).into(),
            basis,
            course: Course::yearly(closes, WhoseDue::Reading(Reading::NilFeedback), Reading::NilFeedback),
            ..DutyRow::new(Norm::N21a, obligor, subject, TriggerId::Since(since), When::Day(since))
        });
        if status == DutyStatus::Missed {
            let mut row = FindingRow::new(FindingCode::FeedbackMissing, Severity::Breach, subject);
            row.obligor = Some(obligor);
            row.to = Some(book.bureau_on(since).into());
            row.basis = basis;
            row.curable =
                Some(Curable { since: When::Day(since), until: Some(When::Day(closes)), matter: None });
            judge.find(row, since, &[]);
        }
    }
}
