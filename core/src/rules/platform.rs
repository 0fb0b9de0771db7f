//! What enters: the decisions of a case that its own department made, and how it was handled. What leaves: what 2.4e and
//! 2.4f say of handling on and off the platform.

use crate::day::{Day, When};
use crate::duty::{DutyRow, DutyStatus, TriggerId};
use crate::event::{Channel, EventKind, HandledVia};
use crate::finding::{FindingCode, FindingRow, Severity};
use crate::ids::{MatterId, PartyId};
use crate::limit::{Basis, LimitName};
use crate::norm::Norm;
use crate::reading::{Reading, UploadAfterOffline};
use crate::relation::Relation;
use crate::rules::case::{Act, Case, Named, Refers};
use crate::rules::competence::{Holder, holder};
use crate::rules::judge::{Decision, Judge};
use crate::rules::one_off::{Ceiling, OneOff, Owed};
use crate::rules::responsibility::{is_bound, owes_upload};
use crate::rules::slots::{Candidate, Candidates, Slot, Slots, fill};
use crate::rules::time::last;
use crate::silence::{Silence, Undetermined};

pub(crate) const UPLOAD: Owed = Owed {
    norm: Norm::N24f,
    limit: Some(LimitName::Upload),
    missing: FindingCode::UploadMissing,
    late: FindingCode::UploadLate,
};

pub(crate) fn judge(judge: &mut Judge<'_, '_>, case: &Case<'_>, decisions: &[Decision]) {
    online(judge, case);
    uploads(judge, case, decisions);
}

/// 2.4e: a retained matter that the platform can handle is handled on it.
fn online(judge: &mut Judge<'_, '_>, case: &Case<'_>) {
    let handled = |act: &&Act| {
        act.via.is_some()
            && matches!(act.kind, EventKind::ApplicationAccepted | EventKind::Examined | EventKind::Decision)
    };
    let mut duty: Option<(PartyId, &Act, Day)> = None;
    let mut offline: Vec<u32> = Vec::new();
    let mut last: Option<(PartyId, When)> = None;
    for act in case.acts.iter().filter(handled) {
        let Some(matter) = case.matter_of(act) else { continue };
        let on = act.at.day();
        let Ok(holder) = holder(&judge.ground, matter, on, case.accepted()).value else { continue };
        if !is_bound(&judge.ground, holder) || act.actor != Named::Known(holder.party) {
            continue;
        }
        let Some(capable) = judge.ground.book.capability(matter, on).filter(|span| span.what) else {
            continue;
        };
        let since = capable.from.max(judge.ground.profile.readings.in_force.from);
        duty = duty.or(Some((holder.party, act, since)));
        if act.via == Some(HandledVia::Offline) {
            if offline.is_empty() {
                duty = Some((holder.party, act, since));
            }
            offline.push(act.row);
            last = Some((holder.party, act.at));
        }
    }
    let Some((obligor, first, since)) = duty else { return };
    let uploaded = last.is_some_and(|(holder, last)| {
        case.of(EventKind::DataUpload).any(|(_, act)| {
            (act.actor == Named::Absent || act.actor == Named::Known(holder))
                && is_on_platform(act)
                && !act.at.certainly_before(last)
        })
    });
    let cured = uploaded && judge.ground.profile.readings.upload_after_offline == UploadAfterOffline::Cures;
    let is_met = offline.is_empty() || cured;
    let basis = uploaded.then_some(Basis::Reading(Reading::UploadAfterOffline));
    judge.duty(DutyRow {
        status: if is_met { DutyStatus::Fulfilled } else { DutyStatus::Missed },
        basis,
        ..DutyRow::new(Norm::N24e, obligor, case.subject, TriggerId::Since(since), first.at)
    });
    if !is_met {
        let mut row = FindingRow::new(FindingCode::HandledOffline, Severity::Breach, case.subject);
        row.obligor = Some(obligor);
        row.basis = basis;
        judge.find_of_last_duty(row, first.at.day(), &offline);
    }
}

/// Whether nothing says that an act took another way than the platform.
const fn is_on_platform(act: &Act) -> bool {
    matches!(act.channel, None | Some(Channel::Platform))
}

/// 2.4f: what the platform cannot handle yet is uploaded to it.
fn uploads(judge: &mut Judge<'_, '_>, case: &Case<'_>, decisions: &[Decision]) {
    let mut slots = Slots::new();
    let mut owed: Vec<(Decision, Holder, MatterId)> = Vec::new();
    for decision in decisions.iter().filter(|decision| decision.via == Some(HandledVia::Offline)) {
        let Some(matter) = decision.matter else { continue };
        let capable = judge.ground.book.capability(matter, decision.at.day()).map(|span| span.what);
        let holder = match (decision.standing, decision.holder) {
            (Ok(holder), _) if holder.is_bureau() => continue,
            (Ok(holder), _) => holder,
            (
                Err(Silence::Undetermined(Undetermined::DecidedWithoutCompetence) | Silence::NotGoverned(_)),
                _,
            ) => continue,
            (Err(_), holder) => {
                // Whose it was is open, or who acted: so is whether an upload is owed.
                let nobody = holder.is_ok_and(|holder| !owes_upload(&judge.ground, holder));
                if capable != Some(true) && !nobody {
                    let trigger = (decision.row, decision.at);
                    judge.open_question(case, trigger, Norm::N24f, holder.map(|holder| holder.party), None);
                }
                continue;
            }
        };
        match capable {
            Some(true) => {}
            Some(false) => {
                slots.push(Slot {
                    trigger: decision.act,
                    since: decision.at,
                    party: holder.party,
                    filled: None,
                });
                owed.push((*decision, holder, matter));
            }
            None if owes_upload(&judge.ground, holder) => {
                let trigger = (decision.row, decision.at);
                judge.open_question(case, trigger, Norm::N24f, Ok(holder.party), None);
            }
            None => {}
        }
    }
    let mut candidates = Candidates::new();
    for (place, act) in case.of(EventKind::DataUpload) {
        let trigger = match act.refers {
            Refers::Nothing => None,
            Refers::Act(own) if decisions.binary_search_by_key(&own, |decision| decision.act).is_ok() => {
                Some(own)
            }
            Refers::Act(_) | Refers::Dangling => {
                judge.unmatched(case, act, FindingCode::UploadMissing, None);
                continue;
            }
        };
        if decisions.is_empty() {
            judge.unmatched(case, act, FindingCode::UploadMissing, None);
        } else if act.actor == Named::Unknown {
            judge.stray(case, act, FindingCode::UploadMissing, None);
        } else if is_on_platform(act) && !case.is_before(act, trigger) {
            candidates.push(Candidate { act: place, at: act.at, party: act.actor.known(), trigger });
        }
    }
    fill(&mut slots, &mut candidates, last(judge.ground, LimitName::Upload));
    for (slot, (decision, holder, matter)) in slots.iter().zip(owed) {
        let looked_at = !owes_upload(&judge.ground, holder);
        let ceiling = if looked_at { Ceiling::ReviewOfLack(Reading::MunicipalUpload) } else { Ceiling::None };
        judge.one_off(
            case,
            &judge.set_off(UPLOAD, (decision.row, decision.at)),
            &OneOff {
                obligor: slot.party,
                to: None,
                matter: Some(matter),
                done: slot.filled.and_then(|place| case.act(place)),
                relation: Relation::default(),
                ceiling,
                out_of_order: None,
                is_owed: !looked_at,
            },
        );
    }
}
