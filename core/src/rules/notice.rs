//! What enters: the results of a case and the messages to liaisons logged in it. What leaves: what 2.6c says of them.

use smallvec::SmallVec;

use crate::day::Elapsed;
use crate::event::{Channel, EventKind};
use crate::finding::{FindingCode, FindingRow};
use crate::ids::{PartyId, PersonId};
use crate::limit::LimitName;
use crate::rules::case::{Act, Case, Named, Refers};
use crate::rules::judge::{Decision, Judge};
use crate::rules::results::{About, Pushable, about, named};
use crate::rules::slots::{Candidate, Candidates, Slot};
use crate::rules::time::apart;
use crate::sort::sort;

/// The notices that can discharge a duty; one to somebody else than the liaison is found here.
pub(crate) fn sound_notices(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    decisions: &[Decision],
    results: &[Pushable<'_>],
    pushes: &[Slot],
) -> Candidates {
    let mut sound = Candidates::new();
    let mut pushed = None;
    for (place, act) in case.of(EventKind::LiaisonNotice) {
        let department = addressee(judge, act);
        // A notice may refer to the push it goes with instead of the decision.
        let refers = match (named(decisions, act.refers), act.refers) {
            _ if decisions.is_empty() => Err(()),
            (Err(()), Refers::Act(own))
                if case.act(own).is_some_and(|act| act.kind == EventKind::ResultPush) =>
            {
                let pushed = pushed.get_or_insert_with(|| by_push(pushes));
                let found = pushed.binary_search_by_key(&own, |(push, _)| *push).ok();
                Ok(found.and_then(|place| pushed.get(place)).map(|(_, decision)| *decision))
            }
            (refers, _) => refers,
        };
        let Ok(refers) = refers else {
            judge.unmatched(case, act, FindingCode::NoticeMissing, department.known());
            continue;
        };
        let About::Result(result) = about(decisions, results, refers, act.at, department.known()) else {
            continue;
        };
        if matches!(act.channel, Some(Channel::Platform | Channel::Other)) {
            continue;
        }
        match (act.actor, department) {
            (Named::Known(actor), _) if actor != result.pusher => {}
            (Named::Unknown, _) | (_, Named::Unknown) => {
                judge.stray(case, act, FindingCode::NoticeMissing, department.known());
            }
            (_, Named::Absent) => judge.unmatched(case, act, FindingCode::NoticeMissing, None),
            (_, Named::Known(to)) => {
                if wrong_person(judge, act, to) {
                    judge.find_act(FindingCode::NoticeWrongPerson, case, act, |row| {
                        row.obligor = Some(result.pusher);
                        row.to = Some(to.into());
                    });
                } else {
                    sound.push(Candidate { act: place, at: act.at, party: Some(to), trigger: refers });
                }
            }
        }
    }
    sound
}

/// The pushes that discharged something, sorted, each with the decision it was for.
fn by_push(pushes: &[Slot]) -> SmallVec<[(u32, u32); 4]> {
    let mut pushed: SmallVec<_> =
        pushes.iter().filter_map(|slot| Some((slot.filled?, slot.trigger))).collect();
    sort(&mut pushed);
    pushed
}

/// The department a notice is for: the one named, else the one whose liaison the person is that day.
fn addressee(judge: &Judge<'_, '_>, act: &Act) -> Named<PartyId> {
    match (act.to, act.person) {
        (Named::Absent, Named::Known(person)) => judge
            .posts
            .department_of(judge.ground.book, person, act.at.day())
            .map_or(Named::Absent, Named::Known),
        (to, _) => to,
    }
}

fn wrong_person(judge: &Judge<'_, '_>, act: &Act, department: PartyId) -> bool {
    let is_liaison =
        |person: PersonId| judge.posts.is_liaison(judge.ground.book, person, department, act.at.day());
    match act.person {
        Named::Absent => false,
        Named::Known(person) => !is_liaison(person),
        Named::Unknown => true,
    }
}

/// 同时: the message to a liaison goes with the push.
pub(crate) fn simultaneous(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    result: &Pushable<'_>,
    pushes: &[Slot],
    notices: &[Slot],
) {
    for (push, notice) in pushes.iter().zip(notices) {
        let act = |slot: &Slot| slot.filled.and_then(|place| case.act(place));
        let (Some(pushed), Some(notified)) = (act(push), act(notice)) else { continue };
        if let Some((severity, basis)) = apart(&judge.ground, LimitName::Simultaneous, pushed.at, notified.at)
        {
            let mut row = FindingRow::new(FindingCode::NoticeNotSimultaneous, severity, case.subject);
            row.obligor = Some(result.pusher);
            row.to = Some(push.party.into());
            row.elapsed = Some(Elapsed::between(pushed.at, notified.at));
            row.basis = Some(basis);
            judge.find(row, result.decision.at.day(), &[pushed.row, notified.row]);
        }
    }
}
