//! What enters: an act, its actor and its day. What leaves: whether it is permitted, and if not, what would permit it.
//!
//! What the text gives to one party is forbidden to others; what it gives to none is undetermined.

use crate::act::{ActKind, Forbidding, Mend, Verdict};
use crate::answer::{Answer, FactId, Reasons};
use crate::day::Day;
use crate::ids::{MatterId, PartyId, PersonId};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::party::PartyKind;
use crate::person::Role;
use crate::reading::{Reading, RetainedPush};
use crate::rules::Ground;
use crate::rules::competence::{Holder, TransferStatus, holder, in_force, original, status};
use crate::rules::responsibility::{
    owes_upload, recorded, supervises, told_of_retained, unrecorded_supervisor,
};
use crate::silence::{NotGoverned, Silence, Undetermined};

/// An act whose names were resolved.
#[derive(Clone, Copy)]
pub(crate) struct KnownAct {
    pub(crate) kind: ActKind,
    pub(crate) actor: PartyId,
    pub(crate) officer: Option<PersonId>,
    pub(crate) matter: Option<MatterId>,
    pub(crate) on: Day,
    pub(crate) accepted: Option<Day>,
}

const fn permitted<'r>(duties: &'static [Norm]) -> Result<Verdict<'r>, Silence> {
    Ok(Verdict::Permitted { duties })
}

pub(crate) fn permits<'r>(ground: &Ground<'r>, act: &KnownAct) -> Answer<'r, Verdict<'r>> {
    let mut reasons = Reasons::new(ground.book, ground.lines, act.matter);
    if let Err(silence) = in_force(ground, act.on, &mut reasons) {
        return Answer { value: Err(silence), reasons };
    }
    let committee = ground.book.successor(ground.book.committee, act.on);
    match (act.kind, act.matter) {
        (ActKind::Accept | ActKind::Examine | ActKind::Decide, Some(matter)) => {
            approving(ground, act, matter)
        }
        (ActKind::PushResult, Some(matter)) => pushing(ground, act, matter),
        (ActKind::PushSupervision, Some(matter)) => pushing_back(ground, act, matter),
        (ActKind::Supervise, Some(matter)) => supervising(ground, act, matter),
        (ActKind::HandleOffline, Some(matter)) => offline(ground, act, matter),
        (ActKind::Transfer, _) => given_to(ground, act, committee, Norm::N24d),
        (ActKind::Inspect, _) => given_to(ground, act, committee, Norm::N33a),
        (ActKind::HoldToAccount, _) => given_to(ground, act, committee, Norm::N33c),
        (ActKind::Support, _) => supporting(ground, act),
        (ActKind::Liaise, _) => liaising(ground, act),
        (
            ActKind::Accept
            | ActKind::Examine
            | ActKind::Decide
            | ActKind::PushResult
            | ActKind::PushSupervision
            | ActKind::Supervise
            | ActKind::HandleOffline,
            None,
        ) => Answer { value: Err(Silence::Undetermined(Undetermined::NotGiven)), reasons },
    }
}

fn approving<'r>(ground: &Ground<'r>, act: &KnownAct, matter: MatterId) -> Answer<'r, Verdict<'r>> {
    let Answer { value, mut reasons } = holder(ground, matter, act.on, act.accepted);
    let value = value.and_then(|holder| {
        if holder.party != act.actor {
            return Ok(not_competent(ground, act, matter, holder));
        }
        let agent = act
            .officer
            .filter(|_| act.kind == ActKind::Decide)
            .filter(|officer| is_agent(ground, *officer, act.on));
        if let Some(agent) = agent {
            reasons.push(Norm::N23c, FactId::Person(agent), None);
            return Ok(Verdict::Forbidden {
                why: Forbidding::AgentNeverDecides,
                competent: Some(ground.book.party(holder.party)),
                would_permit: &[Mend::OtherOfficer],
            });
        }
        if act.kind != ActKind::Decide {
            return permitted(&[]);
        }
        let pushed = pushes(ground, matter, act.on, holder);
        let uploaded = owes_upload(ground, holder)
            && ground.book.capability(matter, act.on).is_some_and(|span| !span.what);
        match (pushed, uploaded) {
            (true, true) => permitted(&[Norm::N24f, Norm::N26b, Norm::N26c]),
            (true, false) => permitted(&[Norm::N26b, Norm::N26c]),
            (false, true) => permitted(&[Norm::N24f]),
            (false, false) => permitted(&[]),
        }
    });
    Answer { value, reasons }
}

/// Whether the holder of a matter pushes its results: the Bureau, and by the reading whoever keeps one that others
/// supervise too.
fn pushes(ground: &Ground<'_>, matter: MatterId, on: Day, holder: Holder) -> bool {
    holder.is_bureau() || told_of_retained(ground, matter, on, holder.party).next().is_some()
}

/// Whether a person is an agent that day.
fn is_agent(ground: &Ground<'_>, officer: PersonId, on: Day) -> bool {
    ground.book.roles_of(officer).iter().any(|span| span.what.role == Role::Agent && span.covers(on))
}

fn not_competent<'r>(ground: &Ground<'r>, act: &KnownAct, matter: MatterId, holder: Holder) -> Verdict<'r> {
    let original = ground.book.original(matter);
    let original = original.map(|original| ground.book.successor(original, act.on));
    Verdict::Forbidden {
        why: Forbidding::NotCompetent,
        competent: Some(ground.book.party(holder.party)),
        would_permit: if !holder.is_bureau() && act.actor == ground.book.bureau_on(act.on) {
            &[Mend::ActByCompetent, Mend::TransferToBureau]
        } else if holder.is_bureau() && original == Some(act.actor) {
            &[Mend::ActByCompetent, Mend::ReturnToOriginal]
        } else {
            &[Mend::ActByCompetent]
        },
    }
}

fn given_to<'r>(ground: &Ground<'r>, act: &KnownAct, holder: PartyId, norm: Norm) -> Answer<'r, Verdict<'r>> {
    let mut reasons = Reasons::new(ground.book, ground.lines, act.matter);
    reasons.push(norm, FactId::Party(holder), None);
    let value = if act.actor == holder {
        permitted(&[])
    } else {
        Ok(Verdict::Forbidden {
            why: Forbidding::GivenToAnother,
            competent: Some(ground.book.party(holder)),
            would_permit: &[Mend::ActByCompetent],
        })
    };
    Answer { value, reasons }
}

fn pushing<'r>(ground: &Ground<'r>, act: &KnownAct, matter: MatterId) -> Answer<'r, Verdict<'r>> {
    let Answer { value, mut reasons } = holder(ground, matter, act.on, act.accepted);
    let value = value.and_then(|holder| {
        let pushed = pushes(ground, matter, act.on, holder);
        let basis = if holder.is_bureau() { None } else { Some(Basis::Reading(Reading::RetainedPush)) };
        reasons.push(Norm::N26b, FactId::Clause, basis);
        if !pushed {
            return Err(Silence::Undetermined(Undetermined::NotGiven));
        }
        if holder.party == act.actor {
            return permitted(&[Norm::N26c]);
        }
        Ok(Verdict::Forbidden {
            why: Forbidding::GivenToAnother,
            competent: Some(ground.book.party(holder.party)),
            would_permit: &[Mend::ActByCompetent],
        })
    });
    Answer { value, reasons }
}

/// 2.6d: the supervising departments of a transferred matter; of a retained one by the reading only, to its keeper.
fn pushing_back<'r>(ground: &Ground<'r>, act: &KnownAct, matter: MatterId) -> Answer<'r, Verdict<'r>> {
    let Answer { value, mut reasons } = status(ground, matter, act.on, None);
    match value {
        Err(silence) => return Answer { value: Err(silence), reasons },
        Ok(TransferStatus::Transferred) => {
            let Answer { value, mut reasons } = supervises(ground, matter, act.actor, act.on);
            reasons.push(Norm::N26d, FactId::Clause, None);
            let value = value.map(|does| supervision(ground, act, matter, does, &[]));
            return Answer { value, reasons };
        }
        Ok(TransferStatus::Retained | TransferStatus::Returned) => {}
    }
    let reading = Some(Basis::Reading(Reading::RetainedPush));
    let keeper = original(ground, matter, act.on, &mut reasons);
    let value = match ground.profile.readings.retained_push {
        RetainedPush::None => None,
        RetainedPush::WhereSupervisorDiffers => match keeper {
            Err(silence) => return Answer { value: Err(silence), reasons },
            Ok(keeper) => {
                let told = || told_of_retained(ground, matter, act.on, keeper);
                let is_told = told().any(|party| party == act.actor);
                told().next().map(|_| verdict(ground, is_told, &[], only(told())))
            }
        },
    };
    reasons.push(Norm::N26d, FactId::Clause, reading);
    Answer { value: value.ok_or(Silence::Undetermined(Undetermined::NotGiven)), reasons }
}

fn supervising<'r>(ground: &Ground<'r>, act: &KnownAct, matter: MatterId) -> Answer<'r, Verdict<'r>> {
    let pushes_back = holder(ground, matter, act.on, None).value.is_ok_and(|holder| {
        holder.is_bureau()
            || told_of_retained(ground, matter, act.on, holder.party).any(|party| party == act.actor)
    });
    let duties: &'static [Norm] = if pushes_back { &[Norm::N26d] } else { &[] };
    let Answer { value, reasons } = supervises(ground, matter, act.actor, act.on);
    let value = value.map(|does| supervision(ground, act, matter, does, duties));
    Answer { value, reasons }
}

fn supervision<'r>(
    ground: &Ground<'r>,
    act: &KnownAct,
    matter: MatterId,
    does: bool,
    duties: &'static [Norm],
) -> Verdict<'r> {
    verdict(ground, does, duties, sole_supervisor(ground, matter, act.on))
}

fn verdict<'r>(
    ground: &Ground<'r>,
    does: bool,
    duties: &'static [Norm],
    competent: Option<PartyId>,
) -> Verdict<'r> {
    if does {
        return Verdict::Permitted { duties };
    }
    Verdict::Forbidden {
        why: Forbidding::NotSupervising,
        competent: competent.map(|party| ground.book.party(party)),
        would_permit: &[Mend::ActByCompetent, Mend::RecordSupervision],
    }
}

/// The party that supervises a matter, where it is the only one.
fn sole_supervisor(ground: &Ground<'_>, matter: MatterId, on: Day) -> Option<PartyId> {
    let holder = holder(ground, matter, on, None).value.ok()?;
    let keeper = if holder.is_bureau() { None } else { Some(holder.party) };
    let read = unrecorded_supervisor(ground, matter, on).and_then(Result::ok).filter(|_| holder.is_bureau());
    only(keeper.into_iter().chain(recorded(ground, matter, on)).chain(read))
}

/// The one party that is named, however often.
fn only(mut parties: impl Iterator<Item = PartyId>) -> Option<PartyId> {
    let first = parties.next()?;
    parties.all(|other| other == first).then_some(first)
}

fn offline<'r>(ground: &Ground<'r>, act: &KnownAct, matter: MatterId) -> Answer<'r, Verdict<'r>> {
    let Answer { value, mut reasons } = holder(ground, matter, act.on, act.accepted);
    let value = value.and_then(|holder| {
        if holder.party != act.actor {
            return Ok(not_competent(ground, act, matter, holder));
        }
        if holder.is_bureau() {
            reasons.push(Norm::N24e, FactId::Clause, Some(Basis::Reading(Reading::TransferredOffline)));
            return Err(Silence::Undetermined(Undetermined::NotGiven));
        }
        if ground.book.party(holder.party).kind == PartyKind::Municipal {
            reasons.push(Norm::N0, FactId::Party(holder.party), Some(Basis::Reading(Reading::Municipal)));
            return Err(Silence::NotGoverned(NotGoverned::NotAddressed));
        }
        match ground.book.capability(matter, act.on) {
            None => {
                reasons.push(Norm::N24e, FactId::CapabilityUnrecorded, None);
                Err(Silence::Undetermined(Undetermined::CapabilityUnrecorded))
            }
            Some(span) => {
                let (capable, from) = (span.what, span.from);
                let norm = if capable { Norm::N24e } else { Norm::N24f };
                reasons.push(norm, FactId::Capability { capable, from }, None);
                if !capable {
                    return permitted(&[Norm::N24f]);
                }
                Ok(Verdict::Forbidden {
                    why: Forbidding::PlatformCapable,
                    competent: None,
                    would_permit: &[Mend::UsePlatform],
                })
            }
        }
    });
    Answer { value, reasons }
}

fn supporting<'r>(ground: &Ground<'r>, act: &KnownAct) -> Answer<'r, Verdict<'r>> {
    let mut reasons = Reasons::new(ground.book, ground.lines, act.matter);
    let (norm, value) = match ground.book.party(act.actor).kind {
        PartyKind::Department => (Norm::N24b, permitted(&[])),
        PartyKind::Municipal => (Norm::N0, Err(Silence::NotGoverned(NotGoverned::NotAddressed))),
        PartyKind::Bureau | PartyKind::Committee | PartyKind::Enterprise | PartyKind::Other => {
            let forbidden = Verdict::Forbidden {
                why: Forbidding::GivenToAnother,
                competent: None,
                would_permit: &[Mend::ActByCompetent],
            };
            (Norm::N24b, Ok(forbidden))
        }
    };
    reasons.push(norm, FactId::Party(act.actor), None);
    Answer { value, reasons }
}

fn liaising<'r>(ground: &Ground<'r>, act: &KnownAct) -> Answer<'r, Verdict<'r>> {
    let mut reasons = Reasons::new(ground.book, ground.lines, act.matter);
    let value = match ground.book.party(act.actor).kind {
        PartyKind::Bureau => {
            reasons.push(Norm::N23c, FactId::Party(act.actor), None);
            permitted(&[])
        }
        PartyKind::Department => {
            reasons.push(Norm::N32b, FactId::Party(act.actor), None);
            permitted(&[])
        }
        PartyKind::Municipal => {
            reasons.push(Norm::N0, FactId::Party(act.actor), None);
            Err(Silence::NotGoverned(NotGoverned::NotAddressed))
        }
        PartyKind::Committee | PartyKind::Enterprise | PartyKind::Other => {
            reasons.push(Norm::N23c, FactId::Party(act.actor), None);
            Err(Silence::Undetermined(Undetermined::NotGiven))
        }
    };
    Answer { value, reasons }
}
