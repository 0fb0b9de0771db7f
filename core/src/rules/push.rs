//! What enters: the decisions of a case and the pushes and notices logged in it. What leaves: what 2.6b and 2.6c say of
//! them, and what an adopter's acknowledgement limit adds.

use crate::day::Elapsed;
use crate::duty::WhoId;
use crate::event::{Channel, EventKind};
use crate::finding::{FindingCode, FindingRow};
use crate::limit::{Basis, LimitName};
use crate::norm::Norm;
use crate::reading::{Reading, SofterFulfilment};
use crate::relation::Relation;
use crate::rules::case::{Act, Case, Named, Refers};
use crate::rules::judge::{Decision, Judge};
use crate::rules::notice::{simultaneous, sound_notices};
use crate::rules::one_off::{Ceiling, OneOff, Owed};
use crate::rules::relation::related;
use crate::rules::results::{About, Pushable, Results, about, named, of_decision, result, slots};
use crate::rules::slots::{Candidate, Candidates, Slot, Slots, fill, of_trigger};
use crate::rules::time::{apart, last};
use crate::sort::sort_by_key;

pub(crate) const PUSH: Owed = Owed {
    norm: Norm::N26b,
    limit: Some(LimitName::ResultPush),
    missing: FindingCode::PushMissing,
    late: FindingCode::PushLate,
};
pub(crate) const NOTICE: Owed = Owed {
    norm: Norm::N26c,
    limit: Some(LimitName::LiaisonNotice),
    missing: FindingCode::NoticeMissing,
    late: FindingCode::NoticeLate,
};
pub(crate) const ACKNOWLEDGEMENT: Owed = Owed {
    norm: Norm::N26b,
    limit: Some(LimitName::Acknowledgement),
    missing: FindingCode::AcknowledgementMissing,
    late: FindingCode::AcknowledgementLate,
};

pub(crate) fn judge(judge: &mut Judge<'_, '_>, case: &Case<'_>, decisions: &[Decision]) {
    let mut results = Results::new();
    for decision in decisions {
        if let Some(own) = result(judge, case, decision) {
            results.push(own);
        }
    }
    let mut pushes = slots(&results);
    let mut notices = Slots::from_slice(&pushes);
    let sound = &mut sound_pushes(judge, case, decisions, &results);
    fill(&mut pushes, sound, last(judge.ground, LimitName::ResultPush));
    let sound = &mut sound_notices(judge, case, decisions, &results, &pushes);
    fill(&mut notices, sound, last(judge.ground, LimitName::LiaisonNotice));
    for result in &results {
        let (pushes, notices) =
            (of_trigger(&pushes, result.decision.act), of_trigger(&notices, result.decision.act));
        // 2.6c ties the same parties as 2.6b does.
        let recipients = result.recipients.as_deref().unwrap_or_default();
        let relation = related(&judge.ground, Norm::N26b, &[result.pusher], recipients);
        record(judge, case, result, PUSH, relation, pushes);
        record(judge, case, result, NOTICE, relation, notices);
        together(judge, case, result, pushes);
        simultaneous(judge, case, result, pushes, notices);
    }
    acknowledgements(judge, case, &results, &pushes);
}

/// The pushes that can discharge a duty; every other one is found here.
fn sound_pushes(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    decisions: &[Decision],
    results: &[Pushable<'_>],
) -> Candidates {
    let mut sound = Candidates::new();
    for (place, act) in case.of(EventKind::ResultPush) {
        let to = act.to.known();
        let refers = match named(decisions, act.refers) {
            Ok(refers) if !decisions.is_empty() => refers,
            _ => {
                judge.unmatched(case, act, FindingCode::PushMissing, to);
                continue;
            }
        };
        match about(decisions, results, refers, act.at, to) {
            About::Early => {
                let first = refers.or_else(|| decisions.first().map(|decision| decision.act));
                if let Some(result) = first.and_then(|first| of_decision(results, first)) {
                    judge.find_act(FindingCode::PushBeforeDecision, case, act, |row| {
                        row.obligor = Some(result.pusher);
                        row.to = to.map(WhoId::Party);
                    });
                }
            }
            About::Nothing => {}
            About::Result(result) => {
                if let Some(own) = sound_push(judge, case, place, act, result, refers) {
                    sound.push(own);
                }
            }
        }
    }
    sound
}

fn sound_push(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    place: u32,
    act: &Act,
    result: &Pushable<'_>,
    refers: Option<u32>,
) -> Option<Candidate> {
    let to = act.to.known();
    let mut is_sound = true;
    let mut wrong = |judge: &mut Judge<'_, '_>, code| {
        is_sound = false;
        judge.find_act(code, case, act, |row| {
            row.obligor = Some(result.pusher);
            row.to = to.map(WhoId::Party);
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
            row.to = to.map(WhoId::Party);
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

fn record(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    result: &Pushable<'_>,
    owed: Owed,
    relation: Relation,
    slots: &[Slot],
) {
    let set_off = judge.set_off(owed, (result.decision.row, result.decision.at));
    let on = result.decision.at.day();
    for slot in slots {
        let no_liaison = owed.norm == Norm::N26c && !judge.posts.has_liaison(slot.party, on);
        judge.one_off(
            case,
            &set_off,
            &OneOff {
                obligor: result.pusher,
                to: Some(Ok(slot.party.into())),
                matter: result.decision.matter,
                done: slot.filled.and_then(|place| case.act(place)),
                relation,
                out_of_order: None,
                ceiling: if no_liaison { Ceiling::ReviewOfLack(Reading::NoLiaison) } else { Ceiling::None },
                is_owed: true,
            },
        );
    }
}

/// 同步: the recipients of one result are reached together.
fn together(judge: &mut Judge<'_, '_>, case: &Case<'_>, result: &Pushable<'_>, slots: &[Slot]) {
    // Of two at one time which comes first is told by what they say, not by when they were logged.
    let done = || slots.iter().filter_map(|slot| Some((slot.filled?, case.act(slot.filled?)?)));
    let first = done().min_by_key(|(place, act)| (act.at.latest(), *place));
    let last = done().max_by_key(|(place, act)| (act.at.earliest(), *place));
    let (Some((_, first)), Some((_, last))) = (first, last) else { return };
    if let Some((severity, basis)) = apart(&judge.ground, LimitName::Synchronous, first.at, last.at) {
        let mut row = FindingRow::new(FindingCode::PushNotSynchronous, severity, case.subject);
        row.obligor = Some(result.pusher);
        row.elapsed = Some(Elapsed::between(first.at, last.at));
        row.basis = Some(basis);
        judge.find(row, result.decision.at.day(), &[result.decision.row, first.row, last.row]);
    }
}

/// An adopter's acknowledgement: the recipient signs for each push within the limit.
fn acknowledgements(judge: &mut Judge<'_, '_>, case: &Case<'_>, results: &[Pushable<'_>], pushes: &[Slot]) {
    if judge.ground.profile.limits.acknowledgement.is_none() {
        return;
    }
    let done = pushes.iter().filter_map(|slot| Some((slot, slot.filled?, case.act(slot.filled?)?)));
    let mut owed: Vec<_> = done
        .map(|(slot, place, push)| {
            (Slot { trigger: place, since: push.at, party: slot.party, filled: None }, slot.trigger)
        })
        .collect();
    sort_by_key(&mut owed, |(slot, _)| slot.trigger);
    let mut slots: Slots = owed.iter().map(|(slot, _)| *slot).collect();
    let mut candidates = Candidates::new();
    for (place, act) in case.of(EventKind::PushAcknowledged) {
        let trigger = match act.refers {
            Refers::Nothing => None,
            Refers::Act(own) if case.act(own).is_some_and(|act| act.kind == EventKind::ResultPush) => {
                Some(own)
            }
            // It may name the decision instead of the push.
            Refers::Act(own) if of_decision(results, own).is_some() => {
                let mut pushed = of_trigger(pushes, own).iter();
                pushed.find(|slot| Some(slot.party) == act.actor.known()).and_then(|slot| slot.filled)
            }
            Refers::Act(_) | Refers::Dangling => {
                judge.unmatched(case, act, FindingCode::AcknowledgementMissing, act.actor.known());
                continue;
            }
        };
        if let Some(party) = act.actor.known()
            && !case.is_before(act, trigger)
        {
            candidates.push(Candidate { act: place, at: act.at, party: Some(party), trigger });
        }
    }
    fill(&mut slots, &mut candidates, last(judge.ground, LimitName::Acknowledgement));
    for (slot, (_, decision)) in slots.iter().zip(&owed) {
        let Some(pusher) = of_decision(results, *decision).map(|result| result.pusher) else { continue };
        let Some(push) = case.act(slot.trigger) else { continue };
        judge.one_off(
            case,
            &judge.set_off(ACKNOWLEDGEMENT, (push.row, push.at)),
            &OneOff {
                obligor: slot.party,
                to: Some(Ok(pusher.into())),
                matter: case.matter,
                done: slot.filled.and_then(|place| case.act(place)),
                relation: Relation::default(),
                ceiling: Ceiling::Review,
                out_of_order: None,
                // The adopter asks for it, not the Measures: its lack is found, no duty of theirs is recorded.
                is_owed: false,
            },
        );
    }
}
