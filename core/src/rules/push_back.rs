//! What enters: the supervision results of a case and the pushes back logged in it. What leaves: what 2.6d says of them.

use smallvec::SmallVec;

use crate::event::{Channel, EventKind};
use crate::finding::FindingCode;
use crate::ids::{MatterId, PartyId};
use crate::limit::{Basis, LimitName};
use crate::norm::Norm;
use crate::reading::{Reading, RetainedPush, SofterFulfilment};
use crate::rules::case::{Act, Case, Named, Refers};
use crate::rules::competence::holder;
use crate::rules::judge::Judge;
use crate::rules::one_off::{Ceiling, OneOff, Owed};
use crate::rules::relation::related;
use crate::rules::responsibility::supervisors_beside;
use crate::rules::slots::{Candidate, Candidates, Slot, Slots, fill};
use crate::rules::time::last;
use crate::silence::{Silence, Undetermined};
use crate::sort::sort_by_key;

pub(crate) const PUSH_BACK: Owed = Owed {
    norm: Norm::N26d,
    limit: Some(LimitName::SupervisionPush),
    missing: FindingCode::SupervisionPushMissing,
    late: FindingCode::SupervisionPushLate,
};

type Owings = SmallVec<[Owing; 4]>;

/// A supervision result that is to be pushed back, and to whom.
#[derive(Clone, Copy)]
struct Owing {
    act: u32,
    supervisor: PartyId,
    addressee: PartyId,
    matter: MatterId,
}

pub(crate) fn judge(judge: &mut Judge<'_, '_>, case: &Case<'_>) {
    if !case.has(EventKind::SupervisionResult) && !case.has(EventKind::SupervisionPush) {
        return;
    }
    let (mut owing, mut slots) = (Owings::new(), Slots::new());
    for (place, act) in case.of(EventKind::SupervisionResult) {
        if let Some(own) = owed(judge, case, place, act) {
            owing.push(own);
            slots.push(Slot { trigger: place, since: act.at, party: own.supervisor, filled: None });
        }
    }
    let sound = &mut sound(judge, case, &owing);
    fill(&mut slots, sound, last(judge.ground, LimitName::SupervisionPush));
    for (slot, owing) in slots.iter().zip(&owing) {
        let Some(trigger) = case.act(slot.trigger) else { continue };
        let pair = related(&judge.ground, Norm::N26d, &[owing.supervisor], &[owing.addressee]);
        judge.one_off(
            case,
            &judge.set_off(PUSH_BACK, (trigger.row, trigger.at)),
            &OneOff {
                obligor: owing.supervisor,
                to: Some(Ok(owing.addressee.into())),
                matter: Some(owing.matter),
                done: slot.filled.and_then(|place| case.act(place)),
                relation: pair,
                ceiling: Ceiling::None,
                out_of_order: None,
                is_owed: true,
            },
        );
    }
}

/// Whether a supervision result is to be pushed back: its party supervises a matter that the Bureau holds that day.
fn owed(judge: &mut Judge<'_, '_>, case: &Case<'_>, place: u32, act: &Act) -> Option<Owing> {
    let Some(matter) = case.matter_of(act) else {
        if act.matter == Named::Absent {
            judge.found_unmatched(case, act);
        }
        return None;
    };
    let on = act.at.day();
    let ground = judge.ground;
    let unknown = Err(Silence::Undetermined(Undetermined::ActorUnknown));
    let who = act.actor.known().map_or(unknown, Ok);
    let mut left_open = |to| {
        judge.open_question(case, (act.row, act.at), Norm::N26d, who, Some(to));
        None
    };
    let retained_push = ground.profile.readings.retained_push;
    let holder = match holder(&ground, matter, on, None).value {
        Ok(holder) => holder,
        Err(Silence::NotGoverned(_)) => return None,
        // Whoever keeps it, of a retained matter nothing is pushed back.
        Err(Silence::Undetermined(Undetermined::OriginalUnknown | Undetermined::Reassigned))
            if retained_push == RetainedPush::None =>
        {
            return None;
        }
        Err(silence) => return left_open(Err(silence)),
    };
    if !holder.is_bureau() && retained_push == RetainedPush::None {
        return None;
    }
    let supervising = match supervisors_beside(&ground, matter, on, holder) {
        Ok(parties) => parties,
        Err(silence) => return left_open(Err(silence)),
    };
    match who {
        Ok(supervisor) => supervising.contains(&supervisor).then_some(Owing {
            act: place,
            supervisor,
            addressee: holder.party,
            matter,
        }),
        // Whose result it was is not known: where anybody could owe it, whether it is owed is open.
        Err(_) if supervising.is_empty() => None,
        Err(_) => left_open(Ok(holder.party)),
    }
}

/// The pushes back that can discharge a duty; what is irregular in any is found here.
fn sound(judge: &mut Judge<'_, '_>, case: &Case<'_>, owing: &[Owing]) -> Candidates {
    let mut sound = Candidates::new();
    if !case.has(EventKind::SupervisionPush) {
        return sound;
    }
    // The first result of each supervising department.
    let mut supervisors = Owings::from_slice(owing);
    sort_by_key(&mut supervisors, |owing| (owing.supervisor, owing.act));
    supervisors.dedup_by_key(|owing| owing.supervisor);
    for (place, act) in case.of(EventKind::SupervisionPush) {
        let actor = act.actor.known();
        let refers = match act.refers {
            Refers::Nothing if case.has(EventKind::SupervisionResult) => None,
            Refers::Act(own) if case.act(own).is_some_and(|act| act.kind == EventKind::SupervisionResult) => {
                Some(own)
            }
            Refers::Nothing | Refers::Act(_) | Refers::Dangling => {
                judge.unmatched(case, act, FindingCode::SupervisionPushMissing, actor);
                continue;
            }
        };
        let named = match refers {
            Some(own) => {
                match owing.binary_search_by_key(&own, |owing| owing.act).ok().and_then(|at| owing.get(at)) {
                    Some(named) => Some(*named),
                    // Nothing was owed for the result it names.
                    None => continue,
                }
            }
            None => None,
        };
        if owing.is_empty() {
            continue;
        }
        let context = named.or_else(|| of_supervisor(&supervisors, actor)).or_else(|| owing.first().copied());
        let Some(context) = context else { continue };
        // The first result of whose turn it is.
        let early = case.is_before(act, Some(context.act));
        if let Some(own) = regular(judge, case, (place, act), context, named, &supervisors, early) {
            sound.push(own);
        }
    }
    sound
}

fn of_supervisor(supervisors: &[Owing], party: Option<PartyId>) -> Option<Owing> {
    let found = supervisors.binary_search_by_key(&party?, |owing| owing.supervisor).ok()?;
    supervisors.get(found).copied()
}

fn regular(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    (place, act): (u32, &Act),
    context: Owing,
    named: Option<Owing>,
    supervisors: &[Owing],
    early: bool,
) -> Option<Candidate> {
    let find = |judge: &mut Judge<'_, '_>, code, reading| {
        judge.find_act(code, case, act, |row| {
            row.obligor = Some(context.supervisor);
            row.to = Some(context.addressee.into());
            row.basis = Some(Basis::Reading(reading));
        });
    };
    if early {
        find(judge, FindingCode::SupervisionPushBeforeResult, Reading::WrongHand);
    }
    let wrong_recipient = matches!(act.to, Named::Known(to) if to != context.addressee);
    if wrong_recipient {
        find(judge, FindingCode::SupervisionPushWrongRecipient, Reading::WrongHand);
    }
    let own_hand = match (act.actor, named) {
        (Named::Known(actor), Some(named)) => actor == named.supervisor,
        (Named::Known(actor), None) => of_supervisor(supervisors, Some(actor)).is_some(),
        (Named::Absent | Named::Unknown, _) => true,
    };
    let off_platform = matches!(act.channel, Some(Channel::Message | Channel::Other));
    if !own_hand {
        find(judge, FindingCode::SupervisionPushWrongActor, Reading::SofterFulfilment);
    }
    if off_platform {
        find(judge, FindingCode::SupervisionPushOffPlatform, Reading::SofterFulfilment);
    }
    let softer = judge.ground.profile.readings.softer_fulfilment == SofterFulfilment::Fulfils;
    if early || wrong_recipient || ((!own_hand || off_platform) && !softer) {
        return None;
    }
    let party = if own_hand { act.actor.known() } else { None };
    if act.actor == Named::Unknown || act.to == Named::Unknown {
        judge.stray(case, act, FindingCode::SupervisionPushMissing, party);
        return None;
    }
    Some(Candidate { act: place, at: act.at, party, trigger: named.map(|named| named.act) })
}
