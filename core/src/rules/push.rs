//! What enters: the decisions of a case and the pushes and notices logged in it. What leaves: what 2.6b and 2.6c say of
//! them, and what an adopter's acknowledgement limit adds.

use crate::answer::{Silence, Undetermined};
use crate::book::{PartyId, PersonId};
use crate::day::{Elapsed, When};
use crate::event::{Channel, EventKind, Outcome as Decided};
use crate::finding::{FindingCode, FindingRow};
use crate::norm::Norm;
use crate::reading::{Basis, LimitName, Reading, ResultsToPush, RetainedPush, SofterFulfilment};
use crate::relation::Relation;
use crate::rules::case::{Act, Case, Ceiling, Decision, Judge, Named, OneOff, Owed, Refers};
use crate::rules::competence::Holder;
use crate::rules::relation::relation;
use crate::rules::responsibility::{supervisors, supervisors_of_transferred};
use crate::rules::slots::{Candidate, Slot, fill, of_trigger};
use crate::rules::time::apart;

const PUSH: Owed = Owed {
    norm: Norm::N26b,
    limit: LimitName::ResultPush,
    missing: FindingCode::PushMissing,
    late: FindingCode::PushLate,
};
const NOTICE: Owed = Owed {
    norm: Norm::N26c,
    limit: LimitName::LiaisonNotice,
    missing: FindingCode::NoticeMissing,
    late: FindingCode::NoticeLate,
};
const ACKNOWLEDGEMENT: Owed = Owed {
    norm: Norm::N26b,
    limit: LimitName::Acknowledgement,
    missing: FindingCode::AcknowledgementMissing,
    late: FindingCode::AcknowledgementLate,
};

/// A decision whose result is to be pushed, by whom and to whom.
struct Pushable {
    decision: Decision,
    pusher: PartyId,
    recipients: Result<Vec<PartyId>, Silence>,
}

pub(crate) fn judge(judge: &mut Judge<'_, '_>, case: &Case<'_>, decisions: &[Decision]) {
    let results: Vec<_> = decisions.iter().filter_map(|decision| result(judge, case, decision)).collect();
    let mut pushes = slots(&results);
    let mut notices = pushes.clone();
    let candidates = sound_pushes(judge, case, decisions, &results);
    fill(&mut pushes, candidates);
    let candidates = sound_notices(judge, case, decisions, &results, &pushes);
    fill(&mut notices, candidates);
    for result in &results {
        let (pushes, notices) =
            (of_trigger(&pushes, result.decision.act), of_trigger(&notices, result.decision.act));
        for slot in pushes {
            record(judge, case, result, PUSH, slot);
        }
        for slot in notices {
            record(judge, case, result, NOTICE, slot);
        }
        together(judge, case, result, pushes);
        simultaneous(judge, case, result, pushes, notices);
    }
    acknowledgements(judge, case, &results, &pushes);
}

/// What is to be pushed of a decision; none where nothing is, or where that is left open.
fn result(judge: &mut Judge<'_, '_>, case: &Case<'_>, decision: &Decision) -> Option<Pushable> {
    // Of a matter that the catalogue does not hold, only that is found.
    decision.matter?;
    let readings = &judge.ground.profile.readings;
    let (grants_only, retained_push) =
        (readings.results_to_push == ResultsToPush::GrantsOnly, readings.retained_push);
    let open = |judge: &mut Judge<'_, '_>, obligor: Result<PartyId, Silence>, why: Silence| {
        judge.open_question(case, decision, Norm::N26b, obligor, why);
        judge.open_question(case, decision, Norm::N26c, obligor, why);
        None
    };
    let holder = match decision.standing {
        Ok(holder) => holder,
        Err(Silence::NotGoverned(_)) => return None,
        Err(silence) => return open(judge, Err(silence), silence),
    };
    if !holder.is_bureau() && retained_push == RetainedPush::None {
        return None;
    }
    match decision.result {
        Some(Decided::Granted) => {}
        Some(Decided::Refused | Decided::Changed | Decided::Revoked) if grants_only => return None,
        None if grants_only => {
            return open(judge, Ok(holder.party), Silence::Undetermined(Undetermined::ResultUnrecorded));
        }
        Some(Decided::Refused | Decided::Changed | Decided::Revoked) | None => {}
    }
    let recipients = recipients(judge, decision, holder);
    if let Err(why) = recipients {
        open(judge, Ok(holder.party), why);
    }
    Some(Pushable { decision: *decision, pusher: holder.party, recipients })
}

fn recipients(judge: &Judge<'_, '_>, decision: &Decision, holder: Holder) -> Result<Vec<PartyId>, Silence> {
    let Some(matter) = decision.matter else { return Ok(Vec::new()) };
    let on = decision.at.day();
    let mut parties = if holder.is_bureau() {
        supervisors_of_transferred(&judge.ground, matter, on)?
    } else {
        supervisors(&judge.ground, matter, on)
    };
    parties.retain(|party| *party != holder.party);
    Ok(parties)
}

fn slots(results: &[Pushable]) -> Vec<Slot> {
    let all = results.iter().flat_map(|result| {
        let Decision { act, at, .. } = result.decision;
        let recipients = result.recipients.as_deref().unwrap_or_default().iter();
        recipients.map(move |party| Slot { trigger: act, since: at, party: *party, filled: None })
    });
    all.collect()
}

/// The decision an act is about: the one it refers to, else the latest that need not have come after it.
fn target(decisions: &[Decision], refers: Option<usize>, at: When) -> Option<&Decision> {
    match refers {
        Some(act) => by_act(decisions, act).filter(|decision| !at.certainly_before(decision.at)),
        None => {
            let after = decisions.partition_point(|decision| decision.at.earliest() <= at.latest());
            after.checked_sub(1).and_then(|place| decisions.get(place))
        }
    }
}

fn by_act(decisions: &[Decision], act: usize) -> Option<&Decision> {
    decisions.binary_search_by_key(&act, |decision| decision.act).ok().and_then(|place| decisions.get(place))
}

fn of_decision(results: &[Pushable], act: usize) -> Option<&Pushable> {
    results.binary_search_by_key(&act, |result| result.decision.act).ok().and_then(|place| results.get(place))
}

/// The decision an act refers to by name; `Err` where it names something else.
fn named(decisions: &[Decision], refers: Refers) -> Result<Option<usize>, ()> {
    match refers {
        Refers::Nothing => Ok(None),
        Refers::Act(act) if by_act(decisions, act).is_some() => Ok(Some(act)),
        Refers::Act(_) | Refers::Dangling => Err(()),
    }
}

/// The pushes that can discharge a duty; every other one is found here.
fn sound_pushes(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    decisions: &[Decision],
    results: &[Pushable],
) -> Vec<Candidate> {
    let mut sound = Vec::new();
    for (place, act) in case.of(EventKind::ResultPush) {
        let to = act.to.known();
        let refers = match named(decisions, act.refers) {
            Ok(refers) if !decisions.is_empty() => refers,
            _ => {
                judge.unmatched(case, act, FindingCode::PushMissing, to);
                continue;
            }
        };
        let Some(decision) = target(decisions, refers, act.at) else {
            let first = refers.or_else(|| decisions.first().map(|decision| decision.act));
            if let Some(pusher) =
                first.and_then(|first| of_decision(results, first)).map(|result| result.pusher)
            {
                judge.find_act(FindingCode::PushBeforeDecision, case, act, |row| {
                    row.obligor = Some(pusher);
                    row.to = to;
                });
            }
            continue;
        };
        let Some(result) = of_decision(results, decision.act) else {
            // Whether anything was owed is open, or nothing was: an act beyond the text is nobody's fault.
            continue;
        };
        if let Some(candidate) = sound_push(judge, case, place, act, result, refers) {
            sound.push(candidate);
        }
    }
    sound
}

fn sound_push(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    place: usize,
    act: &Act,
    result: &Pushable,
    refers: Option<usize>,
) -> Option<Candidate> {
    let to = act.to.known();
    let mut is_sound = true;
    let mut wrong = |judge: &mut Judge<'_, '_>, code| {
        is_sound = false;
        judge.find_act(code, case, act, |row| {
            row.obligor = Some(result.pusher);
            row.to = to;
        });
    };
    let by_pusher = match act.actor {
        Named::Known(actor) => actor == result.pusher,
        Named::Absent | Named::Unknown => true,
    };
    if !by_pusher {
        wrong(judge, FindingCode::PushWrongActor);
    }
    if let (Named::Known(to), Ok(recipients)) = (act.to, &result.recipients)
        && !recipients.contains(&to)
    {
        wrong(judge, FindingCode::PushWrongRecipient);
    }
    if matches!(act.channel, Some(Channel::Message | Channel::Other)) {
        wrong(judge, FindingCode::PushWrongChannel);
    }
    if by_pusher && undesignated(judge, act) {
        let fulfils = judge.ground.profile.readings.softer_fulfilment == SofterFulfilment::Fulfils;
        judge.find_act(FindingCode::PushByUndesignatedPerson, case, act, |row| {
            row.obligor = Some(result.pusher);
            row.to = to;
            row.basis = Some(Basis::Reading(Reading::SofterFulfilment));
        });
        is_sound = is_sound && fulfils;
    }
    if !is_sound {
        return None;
    }
    match (act.actor, act.to) {
        (Named::Unknown, _) | (_, Named::Unknown) => {
            judge.stray(case, act, FindingCode::PushMissing, to);
            None
        }
        (_, Named::Absent) => {
            judge.unmatched(case, act, FindingCode::PushMissing, None);
            None
        }
        (_, Named::Known(to)) => Some(Candidate { act: place, at: act.at, party: Some(to), trigger: refers }),
    }
}

/// Whether a push was made by an officer of the Bureau who is not its designated person that day (2.6a).
fn undesignated(judge: &Judge<'_, '_>, act: &Act) -> bool {
    let on = act.at.day();
    match (act.officer, act.actor) {
        (Named::Absent, _) => false,
        (Named::Unknown, Named::Known(actor)) => actor == judge.ground.book.bureau_on(on),
        (Named::Known(officer), Named::Known(actor)) => {
            actor == judge.ground.book.bureau_on(on) && !judge.posts.is_pusher(judge.ground.book, officer, on)
        }
        (_, Named::Absent | Named::Unknown) => false,
    }
}

/// The notices that can discharge a duty; one to somebody else than the liaison is found here.
fn sound_notices(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    decisions: &[Decision],
    results: &[Pushable],
    pushes: &[Slot],
) -> Vec<Candidate> {
    let mut sound = Vec::new();
    let mut pushed: Vec<_> = pushes.iter().filter_map(|slot| Some((slot.filled?, slot.trigger))).collect();
    pushed.sort_unstable();
    for (place, act) in case.of(EventKind::LiaisonNotice) {
        let department = addressee(judge, act);
        // A notice may refer to the push it goes with instead of the decision.
        let refers = match (named(decisions, act.refers), act.refers) {
            _ if decisions.is_empty() => Err(()),
            (Err(()), Refers::Act(own))
                if case.act(own).is_some_and(|act| act.kind == EventKind::ResultPush) =>
            {
                let found = pushed.binary_search_by_key(&own, |(push, _)| *push).ok();
                Ok(found.and_then(|place| pushed.get(place)).map(|(_, decision)| *decision))
            }
            (refers, _) => refers,
        };
        let Ok(refers) = refers else {
            judge.unmatched(case, act, FindingCode::NoticeMissing, department.known());
            continue;
        };
        let Some(decision) = target(decisions, refers, act.at) else { continue };
        let Some(result) = of_decision(results, decision.act) else { continue };
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
                        row.to = Some(to);
                    });
                } else {
                    sound.push(Candidate { act: place, at: act.at, party: Some(to), trigger: refers });
                }
            }
        }
    }
    sound
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

fn record(judge: &mut Judge<'_, '_>, case: &Case<'_>, result: &Pushable, owed: Owed, slot: &Slot) {
    let recipients = result.recipients.as_deref().unwrap_or_default();
    let no_liaison =
        owed.norm == Norm::N26c && !judge.posts.has_liaison(slot.party, result.decision.at.day());
    let relation = relation(&judge.ground, owed.norm, &[result.pusher], recipients).value;
    judge.one_off(
        case,
        OneOff {
            owed,
            obligor: result.pusher,
            to: Some(slot.party),
            matter: result.decision.matter,
            trigger: (result.decision.row, result.decision.at),
            done: slot.filled.and_then(|place| case.act(place)),
            relation: relation.unwrap_or_default(),
            ceiling: if no_liaison { Ceiling::ReviewOfLack(Reading::NoLiaison) } else { Ceiling::None },
            is_owed: true,
        },
    );
}

/// 同步: the recipients of one result are reached together.
fn together(judge: &mut Judge<'_, '_>, case: &Case<'_>, result: &Pushable, slots: &[Slot]) {
    let done: Vec<_> =
        slots.iter().filter_map(|slot| slot.filled).filter_map(|place| case.act(place)).collect();
    let first = done.iter().min_by_key(|act| (act.at.latest(), act.row));
    let last = done.iter().max_by_key(|act| (act.at.earliest(), act.row));
    let (Some(first), Some(last)) = (first, last) else { return };
    if let Some((severity, basis)) = apart(&judge.ground, LimitName::Synchronous, first.at, last.at) {
        let mut row = FindingRow::new(FindingCode::PushNotSynchronous, severity, case.subject);
        row.obligor = Some(result.pusher);
        row.elapsed = Some(Elapsed::between(first.at, last.at));
        row.basis = Some(basis);
        judge.find(row, result.decision.at.day(), &[result.decision.row, first.row, last.row]);
    }
}

/// 同时: the message to a liaison goes with the push.
fn simultaneous(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    result: &Pushable,
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
            row.to = Some(push.party);
            row.elapsed = Some(Elapsed::between(pushed.at, notified.at));
            row.basis = Some(basis);
            judge.find(row, result.decision.at.day(), &[pushed.row, notified.row]);
        }
    }
}

/// An adopter's acknowledgement: the recipient signs for each push within the limit.
fn acknowledgements(judge: &mut Judge<'_, '_>, case: &Case<'_>, results: &[Pushable], pushes: &[Slot]) {
    if judge.ground.profile.limits.acknowledgement.is_none() {
        return;
    }
    let done = pushes.iter().filter_map(|slot| Some((slot, slot.filled?, case.act(slot.filled?)?)));
    let mut owed: Vec<_> = done
        .map(|(slot, place, push)| {
            (Slot { trigger: place, since: push.at, party: slot.party, filled: None }, slot.trigger)
        })
        .collect();
    owed.sort_by_key(|(slot, _)| slot.trigger);
    let mut slots: Vec<_> = owed.iter().map(|(slot, _)| *slot).collect();
    let candidates = case.of(EventKind::PushAcknowledged).filter_map(|(place, act)| {
        let trigger = match act.refers {
            Refers::Nothing => None,
            Refers::Act(push) => Some(push),
            Refers::Dangling => return None,
        };
        Some(Candidate { act: place, at: act.at, party: Some(act.actor.known()?), trigger })
    });
    let candidates = candidates.collect();
    fill(&mut slots, candidates);
    for (slot, (_, decision)) in slots.iter().zip(&owed) {
        let Some(pusher) = of_decision(results, *decision).map(|result| result.pusher) else { continue };
        let Some(push) = case.act(slot.trigger) else { continue };
        judge.one_off(
            case,
            OneOff {
                owed: ACKNOWLEDGEMENT,
                obligor: slot.party,
                to: Some(pusher),
                matter: case.matter(),
                trigger: (push.row, push.at),
                done: slot.filled.and_then(|place| case.act(place)),
                relation: Relation::default(),
                ceiling: Ceiling::Review,
                is_owed: true,
            },
        );
    }
}
