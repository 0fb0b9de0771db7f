//! What enters: an act, its actor and its day. What leaves: whether it is permitted, and if not, what would permit it.
//!
//! What the text gives to one party is forbidden to others; what it gives to none is undetermined.

use crate::act::{ActKind, Forbidding, KnownAct, Mend, Verdict};
use crate::causes::{FactId, Told};
use crate::day::Day;
use crate::ids::{MatterId, PartyId, PersonId};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::party::PartyKind;
use crate::person::Role;
use crate::reading::{Reading, RetainedPush};
use crate::rules::Ground;
use crate::rules::competence::{Holder, TransferStatus, held, in_force, original, status};
use crate::rules::responsibility::{
    owes_upload, recorded, supervises, told_of_retained, unrecorded_supervisor,
};
use crate::silence::{NotGoverned, Silence, Undetermined};

const fn permitted<'r>(duties: &'static [Norm]) -> Result<Verdict<'r>, Silence> {
    Ok(Verdict::Permitted { duties })
}

#[inline]
pub(crate) fn permits<'r>(
    ground: &Ground<'r>,
    act: &KnownAct,
    told: &mut Told<'_>,
) -> Result<Verdict<'r>, Silence> {
    told.flaws_of(act.matter);
    in_force(ground, act.on, told)?;
    let committee = || ground.book.successor(ground.book.committee, act.on);
    match (act.kind, act.matter) {
        (ActKind::Accept | ActKind::Examine | ActKind::Decide, Some(matter)) => {
            approving(ground, act, matter, told)
        }
        (ActKind::PushResult, Some(matter)) => pushing(ground, act, matter, told),
        (ActKind::PushSupervision, Some(matter)) => pushing_back(ground, act, matter, told),
        (ActKind::Supervise, Some(matter)) => supervising(ground, act, matter, told),
        (ActKind::HandleOffline, Some(matter)) => offline(ground, act, matter, told),
        (ActKind::Transfer, _) => given_to(ground, act, committee(), Norm::N24d, told),
        (ActKind::Inspect, _) => given_to(ground, act, committee(), Norm::N33a, told),
        (ActKind::HoldToAccount, _) => given_to(ground, act, committee(), Norm::N33c, told),
        (ActKind::Support, _) => supporting(ground, act, told),
        (ActKind::Liaise, _) => liaising(ground, act, told),
        (
            ActKind::Accept
            | ActKind::Examine
            | ActKind::Decide
            | ActKind::PushResult
            | ActKind::PushSupervision
            | ActKind::Supervise
            | ActKind::HandleOffline,
            None,
        ) => Err(Silence::Undetermined(Undetermined::NotGiven)),
    }
}

#[inline]
fn approving<'r>(
    ground: &Ground<'r>,
    act: &KnownAct,
    matter: MatterId,
    told: &mut Told<'_>,
) -> Result<Verdict<'r>, Silence> {
    let holder = held(ground, matter, act.on, act.accepted, told)?;
    if holder.party != act.actor {
        return Ok(not_competent(ground, act, matter, holder));
    }
    let agent = act
        .officer
        .filter(|_| act.kind == ActKind::Decide)
        .filter(|officer| is_agent(ground, *officer, act.on));
    if let Some(agent) = agent {
        told.push(Norm::N23c, FactId::Person(agent), None);
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
    let uploaded =
        owes_upload(ground, holder) && ground.book.capability(matter, act.on).is_some_and(|span| !span.what);
    match (pushed, uploaded) {
        (true, true) => permitted(&[Norm::N24f, Norm::N26b, Norm::N26c]),
        (true, false) => permitted(&[Norm::N26b, Norm::N26c]),
        (false, true) => permitted(&[Norm::N24f]),
        (false, false) => permitted(&[]),
    }
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
    let is_original = original.map(|original| ground.book.successor(original, act.on)) == Some(act.actor);
    let is_bureau = act.actor == ground.book.bureau_on(act.on);
    Verdict::Forbidden {
        why: Forbidding::NotCompetent,
        competent: Some(ground.book.party(holder.party)),
        would_permit: match (holder.is_bureau(), is_bureau, is_original) {
            (false, true, _) => &[Mend::ActByCompetent, Mend::TransferToBureau],
            (true, _, true) => &[Mend::ActByCompetent, Mend::ReturnToOriginal],
            (false, false, _) | (true, _, false) => &[Mend::ActByCompetent],
        },
    }
}

fn given_to<'r>(
    ground: &Ground<'r>,
    act: &KnownAct,
    holder: PartyId,
    norm: Norm,
    told: &mut Told<'_>,
) -> Result<Verdict<'r>, Silence> {
    told.push(norm, FactId::Party(holder), None);
    by_holder(ground, act, holder, &[])
}

/// Of an act that the text gives to one party.
fn by_holder<'r>(
    ground: &Ground<'r>,
    act: &KnownAct,
    holder: PartyId,
    duties: &'static [Norm],
) -> Result<Verdict<'r>, Silence> {
    if act.actor == holder {
        return permitted(duties);
    }
    Ok(Verdict::Forbidden {
        why: Forbidding::GivenToAnother,
        competent: Some(ground.book.party(holder)),
        would_permit: &[Mend::ActByCompetent],
    })
}

fn pushing<'r>(
    ground: &Ground<'r>,
    act: &KnownAct,
    matter: MatterId,
    told: &mut Told<'_>,
) -> Result<Verdict<'r>, Silence> {
    let holder = held(ground, matter, act.on, act.accepted, told)?;
    let pushed = pushes(ground, matter, act.on, holder);
    let basis = if holder.is_bureau() { None } else { Some(Basis::Reading(Reading::RetainedPush)) };
    told.push(Norm::N26b, FactId::Clause, basis);
    if !pushed {
        return Err(Silence::Undetermined(Undetermined::NotGiven));
    }
    by_holder(ground, act, holder.party, &[Norm::N26c])
}

/// 2.6d: the supervising departments of a transferred matter; of a retained one by the reading only, to its keeper.
fn pushing_back<'r>(
    ground: &Ground<'r>,
    act: &KnownAct,
    matter: MatterId,
    told: &mut Told<'_>,
) -> Result<Verdict<'r>, Silence> {
    // What the state of a matter rests on is said of one that was not taken in.
    if status(ground, matter, act.on, &mut Told::nobody()) == Ok(TransferStatus::Transferred) {
        let does = supervises(ground, matter, act.actor, act.on, told);
        told.push(Norm::N26d, FactId::Clause, None);
        return does.map(|does| supervision(ground, act, matter, does, &[]));
    }
    status(ground, matter, act.on, told)?;
    let reading = Some(Basis::Reading(Reading::RetainedPush));
    let keeper = original(ground, matter, act.on, told);
    let value = match ground.profile.readings.retained_push {
        RetainedPush::None => None,
        RetainedPush::WhereSupervisorDiffers => {
            let keeper = keeper?;
            let others = || told_of_retained(ground, matter, act.on, keeper);
            let is_told = others().any(|party| party == act.actor);
            others().next().map(|_| verdict(ground, is_told, &[], only(others())))
        }
    };
    told.push(Norm::N26d, FactId::Clause, reading);
    value.ok_or(Silence::Undetermined(Undetermined::NotGiven))
}

fn supervising<'r>(
    ground: &Ground<'r>,
    act: &KnownAct,
    matter: MatterId,
    told: &mut Told<'_>,
) -> Result<Verdict<'r>, Silence> {
    let holder = held(ground, matter, act.on, None, &mut Told::nobody());
    let pushes_back = holder.is_ok_and(|holder| {
        holder.is_bureau()
            || told_of_retained(ground, matter, act.on, holder.party).any(|party| party == act.actor)
    });
    let duties: &'static [Norm] = if pushes_back { &[Norm::N26d] } else { &[] };
    let does = supervises(ground, matter, act.actor, act.on, told)?;
    Ok(supervision(ground, act, matter, does, duties))
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
    let holder = held(ground, matter, on, None, &mut Told::nobody()).ok()?;
    let keeper = if holder.is_bureau() { None } else { Some(holder.party) };
    let read = unrecorded_supervisor(ground, matter, on).and_then(Result::ok).filter(|_| holder.is_bureau());
    only(keeper.into_iter().chain(recorded(ground, matter, on)).chain(read))
}

/// The one party that is named, however often.
fn only(mut parties: impl Iterator<Item = PartyId>) -> Option<PartyId> {
    let first = parties.next()?;
    parties.all(|other| other == first).then_some(first)
}

fn offline<'r>(
    ground: &Ground<'r>,
    act: &KnownAct,
    matter: MatterId,
    told: &mut Told<'_>,
) -> Result<Verdict<'r>, Silence> {
    let holder = held(ground, matter, act.on, act.accepted, told)?;
    if holder.party != act.actor {
        return Ok(not_competent(ground, act, matter, holder));
    }
    if holder.is_bureau() {
        told.push(Norm::N24e, FactId::Clause, Some(Basis::Reading(Reading::TransferredOffline)));
        return Err(Silence::Undetermined(Undetermined::NotGiven));
    }
    if ground.book.party(holder.party).kind == PartyKind::Municipal {
        told.push(Norm::N0, FactId::Party(holder.party), Some(Basis::Reading(Reading::Municipal)));
        return Err(Silence::NotGoverned(NotGoverned::NotAddressed));
    }
    match ground.book.capability(matter, act.on) {
        None => {
            told.push(Norm::N24e, FactId::CapabilityUnrecorded, None);
            Err(Silence::Undetermined(Undetermined::CapabilityUnrecorded))
        }
        Some(span) => {
            let (capable, from) = (span.what, span.from);
            let norm = if capable { Norm::N24e } else { Norm::N24f };
            told.push(norm, FactId::Capability { capable, from }, None);
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
}

fn supporting<'r>(ground: &Ground<'r>, act: &KnownAct, told: &mut Told<'_>) -> Result<Verdict<'r>, Silence> {
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
    told.push(norm, FactId::Party(act.actor), None);
    value
}

fn liaising<'r>(ground: &Ground<'r>, act: &KnownAct, told: &mut Told<'_>) -> Result<Verdict<'r>, Silence> {
    match ground.book.party(act.actor).kind {
        PartyKind::Bureau => {
            told.push(Norm::N23c, FactId::Party(act.actor), None);
            permitted(&[])
        }
        PartyKind::Department => {
            told.push(Norm::N32b, FactId::Party(act.actor), None);
            permitted(&[])
        }
        PartyKind::Municipal => {
            told.push(Norm::N0, FactId::Party(act.actor), None);
            Err(Silence::NotGoverned(NotGoverned::NotAddressed))
        }
        PartyKind::Committee | PartyKind::Enterprise | PartyKind::Other => {
            told.push(Norm::N23c, FactId::Party(act.actor), None);
            Err(Silence::Undetermined(Undetermined::NotGiven))
        }
    }
}
