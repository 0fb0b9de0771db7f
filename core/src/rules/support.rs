//! What enters: requests for professional support about one subject and their answers. What leaves: what 2.4b says of
//! them: a refusal is found, an answer that does not come is worth knowing, and late only with an adopter's limit.

use crate::duty::{DutyRow, DutyStatus, SubjectId, TriggerId, WhoId};
use crate::event::EventKind;
use crate::finding::{FindingCode, FindingRow, Severity};
use crate::limit::LimitName;
use crate::norm::Norm;
use crate::party::PartyKind;
use crate::reading::Reading;
use crate::relation::Relation;
use crate::rules::case::{Act, Case, Named, Refers};
use crate::rules::judge::Judge;
use crate::rules::one_off::{Ceiling, OneOff, Owed};
use crate::rules::slots::{Candidate, Candidates, Slot, Slots, fill};
use crate::rules::time::last;
use crate::sort::sort;

pub(crate) const SUPPORT: Owed = Owed {
    norm: Norm::N24b,
    limit: Some(LimitName::Support),
    missing: FindingCode::SupportMissing,
    late: FindingCode::SupportLate,
};

pub(crate) fn judge(judge: &mut Judge<'_, '_>, case: &Case<'_>) {
    if !SUPPORT_KINDS.into_iter().any(|kind| case.has(kind)) {
        return;
    }
    let mut given = Slots::new();
    for (place, act) in case.of(EventKind::SupportRequested) {
        match act.to {
            Named::Known(party) if owes(judge, party, act) => {
                given.push(Slot { trigger: place, since: act.at, party, filled: None });
            }
            Named::Absent => judge.found_unmatched(case, act),
            Named::Known(_) | Named::Unknown => {}
        }
    }
    let mut refused = given.clone();
    let mut candidates = answers(judge, case, EventKind::SupportGiven, &given);
    fill(&mut given, &mut candidates, last(judge.ground, LimitName::Support));
    let mut candidates = answers(judge, case, EventKind::SupportRefused, &refused);
    fill(&mut refused, &mut candidates, |_| None);
    for (slot, refusal) in given.iter().zip(&refused) {
        let Some(request) = case.act(slot.trigger) else { continue };
        let to = request.actor.known().map(WhoId::Party);
        let case = &match case.subject {
            SubjectId::Party(_) => case.about(SubjectId::Party(slot.party)),
            _ => *case,
        };
        if let Some(refusal) = refusal.filled.and_then(|place| case.act(place)) {
            let mut row = FindingRow::new(FindingCode::SupportRefused, Severity::Breach, case.subject);
            row.obligor = Some(slot.party);
            row.to = to;
            row.actor = refusal.actor.known();
            judge.find(row, refusal.at.day(), &[request.row, refusal.row]);
            if slot.filled.is_none() {
                judge.duty(DutyRow {
                    to: to.map(Ok),
                    status: DutyStatus::Missed,
                    ..DutyRow::new(
                        Norm::N24b,
                        slot.party,
                        case.subject,
                        TriggerId::Event(request.row),
                        request.at,
                    )
                });
                continue;
            }
        }
        judge.one_off(
            case,
            &judge.set_off(SUPPORT, (request.row, request.at)),
            &OneOff {
                obligor: slot.party,
                to: to.map(Ok),
                matter: case.matter_of(request),
                done: slot.filled.and_then(|place| case.act(place)),
                relation: Relation::default(),
                ceiling: Ceiling::InfoOfLack(Reading::SupportUnanswered),
                out_of_order: None,
                is_owed: true,
            },
        );
    }
}

const SUPPORT_KINDS: [EventKind; 3] =
    [EventKind::SupportRequested, EventKind::SupportGiven, EventKind::SupportRefused];

/// 2.4b binds the functional departments of the zone.
fn owes(judge: &Judge<'_, '_>, party: crate::ids::PartyId, act: &Act) -> bool {
    judge.ground.book.party(party).kind == PartyKind::Department && judge.in_force(act.at.day())
}

/// The answers of one sort that may belong to a request; one that cannot is found.
fn answers(judge: &mut Judge<'_, '_>, case: &Case<'_>, kind: EventKind, asked: &[Slot]) -> Candidates {
    let mut sound = Candidates::new();
    let mut parties: Vec<_> = asked.iter().map(|slot| slot.party).collect();
    sort(&mut parties);
    parties.dedup();
    for (place, act) in case.of(kind) {
        let trigger = match act.refers {
            Refers::Nothing => None,
            Refers::Act(own) if case.act(own).is_some_and(|act| act.kind == EventKind::SupportRequested) => {
                Some(own)
            }
            Refers::Act(_) | Refers::Dangling => {
                judge.unmatched(case, act, FindingCode::SupportMissing, act.actor.known());
                continue;
            }
        };
        let asked_of = |party| parties.binary_search(&party).is_ok();
        match act.actor {
            Named::Known(party) if asked_of(party) => {
                sound.push(Candidate { act: place, at: act.at, party: Some(party), trigger });
            }
            Named::Absent if !asked.is_empty() => {
                sound.push(Candidate { act: place, at: act.at, party: None, trigger });
            }
            Named::Unknown => judge.stray(case, act, FindingCode::SupportMissing, None),
            Named::Known(_) | Named::Absent => {
                // Support that nobody asked for wrongs nobody; a refusal of nothing cannot be matched.
                let refused = kind == EventKind::SupportRefused;
                if refused && case.of(EventKind::SupportRequested).next().is_none() {
                    judge.unmatched(case, act, FindingCode::SupportMissing, act.actor.known());
                }
            }
        }
    }
    sound
}
