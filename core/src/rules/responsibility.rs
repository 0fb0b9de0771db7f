//! What enters: a matter, party or person and a day. What leaves: who bears which function (2.4c, 2.5a, 2.5b) and which
//! rows of the register bind whom.

use smallvec::{SmallVec, smallvec};

use crate::answer::{Answer, Asked};
use crate::causes::{FactId, Told};
use crate::day::Day;
use crate::ids::{MatterId, PartyId, PersonId};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::party::{Party, PartyKind};
use crate::person::Role;
use crate::reading::{MunicipalUpload, Reading, RetainedPush, UnrecordedSupervisor};
use crate::rules::Ground;
use crate::rules::competence::{Holder, TransferStatus, held, holder, in_force, original, status};
use crate::silence::{NotGoverned, Silence, Undetermined};

/// A function of a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Function {
    /// 受理
    Acceptance,
    /// 审查
    Examination,
    /// 决定
    Decision,
    /// 产业政策引导
    PolicyGuidance,
    /// 行业管理
    SectorManagement,
    /// 事中事后监管
    Supervision,
}

impl Function {
    /// What approving a matter consists of (2.5a).
    pub const APPROVAL: [Self; 3] = [Self::Acceptance, Self::Examination, Self::Decision];
    /// What supervising it consists of (2.5b).
    pub const OVERSIGHT: [Self; 3] = [Self::PolicyGuidance, Self::SectorManagement, Self::Supervision];

    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Acceptance => "acceptance",
            Self::Examination => "examination",
            Self::Decision => "decision",
            Self::PolicyGuidance => "policy_guidance",
            Self::SectorManagement => "sector_management",
            Self::Supervision => "supervision",
        }
    }
}

/// Who bears a function of a matter, under which norm.
#[derive(Clone, Copy, Debug)]
pub struct Assignment<'r> {
    /// The function.
    pub function: Function,
    /// The party, or why none is determined.
    pub party: Result<&'r Party, Silence>,
    /// The norm.
    pub norm: Norm,
}

/// Departments of one matter, mostly few.
pub(crate) type Parties = SmallVec<[PartyId; 4]>;

/// The departments recorded as supervising a matter on a day, successors in the place of their predecessors.
pub(crate) fn supervisors(ground: &Ground<'_>, matter: MatterId, on: Day) -> Parties {
    let mut parties = Parties::new();
    for party in recorded(ground, matter, on) {
        // Mostly they are recorded in their order.
        if parties.last() < Some(&party) {
            parties.push(party);
        } else if let Err(place) = parties.binary_search(&party) {
            parties.insert(place, party);
        }
    }
    parties
}

/// The departments recorded as supervising a matter on a day, as often as they are recorded.
pub(crate) fn recorded<'g>(
    ground: &'g Ground<'_>,
    matter: MatterId,
    on: Day,
) -> impl Iterator<Item = PartyId> + use<'g> {
    let book = ground.book;
    let spans = book.supervising(matter).iter().filter(move |span| span.covers(on));
    spans.map(move |span| book.successor(span.what, on))
}

/// Who may be named as supervising a transferred matter: those recorded, else what the reading says.
pub(crate) fn supervisors_of_transferred(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
) -> Result<Parties, Silence> {
    let recorded = supervisors(ground, matter, on);
    if !recorded.is_empty() {
        return Ok(recorded);
    }
    by_reading(ground, matter, on, &mut Told::nobody()).map(|party| smallvec![party])
}

/// The departments that supervise a matter beside whoever holds it.
pub(crate) fn supervisors_beside(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
    holder: Holder,
) -> Result<Parties, Silence> {
    let mut parties = if holder.is_bureau() {
        supervisors_of_transferred(ground, matter, on)?
    } else {
        supervisors(ground, matter, on)
    };
    if let Ok(own) = parties.binary_search(&holder.party) {
        parties.remove(own);
    }
    Ok(parties)
}

/// Who supervises a transferred matter of which nobody is recorded; none where somebody is.
pub(crate) fn unrecorded_supervisor(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
) -> Option<Result<PartyId, Silence>> {
    recorded(ground, matter, on).next().is_none().then(|| by_reading(ground, matter, on, &mut Told::nobody()))
}

/// Who supervises a transferred matter where nobody is recorded.
fn by_reading(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
    told: &mut Told<'_>,
) -> Result<PartyId, Silence> {
    match ground.profile.readings.unrecorded_supervisor {
        UnrecordedSupervisor::Undetermined => Err(Silence::Undetermined(Undetermined::SupervisorUnrecorded)),
        UnrecordedSupervisor::OriginalDepartment => original(ground, matter, on, told),
    }
}

/// The departments beside the one that keeps a matter that are told its results and tell it theirs, by the reading.
pub(crate) fn told_of_retained<'g>(
    ground: &'g Ground<'_>,
    matter: MatterId,
    on: Day,
    keeper: PartyId,
) -> impl Iterator<Item = PartyId> + use<'g> {
    let differs = ground.profile.readings.retained_push == RetainedPush::WhereSupervisorDiffers;
    recorded(ground, matter, on).filter(move |supervisor| differs && *supervisor != keeper)
}

/// Whether a party supervises a matter on a day, whoever holds it; allocates nothing.
pub(crate) fn supervises(
    ground: &Ground<'_>,
    matter: MatterId,
    party: PartyId,
    on: Day,
    told: &mut Told<'_>,
) -> Result<bool, Silence> {
    match held(ground, matter, on, None, told) {
        Err(Silence::NotGoverned(why)) => Err(Silence::NotGoverned(why)),
        _ if recorded(ground, matter, on).any(|supervisor| supervisor == party) => {
            told.push(Norm::N25b, FactId::Supervising(party), None);
            Ok(true)
        }
        Ok(holder) if !holder.is_bureau() => Ok(holder.party == party),
        Ok(_) if recorded(ground, matter, on).next().is_some() => Ok(false),
        Ok(_) => {
            let basis = Some(Basis::Reading(Reading::UnrecordedSupervisor));
            told.push(Norm::N25b, FactId::SupervisorUnrecorded, basis);
            by_reading(ground, matter, on, told).map(|supervisor| supervisor == party)
        }
        Err(silence) => Err(silence),
    }
}

/// Whether 2.4e–f bind whoever holds a matter: a zone party that kept it or got it back.
pub(crate) fn is_bound(ground: &Ground<'_>, holder: Holder) -> bool {
    !holder.is_bureau() && ground.book.party(holder.party).kind != PartyKind::Municipal
}

/// Whether 2.4f binds whoever holds a matter, a municipal department only by the reading.
pub(crate) fn owes_upload(ground: &Ground<'_>, holder: Holder) -> bool {
    let reads_bound = ground.profile.readings.municipal_upload == MunicipalUpload::Bound;
    is_bound(ground, holder) || (reads_bound && !holder.is_bureau())
}

pub(crate) fn of_matter<'r>(
    ground: &Ground<'r>,
    matter: MatterId,
    on: Day,
) -> Answer<'r, Vec<Assignment<'r>>> {
    let value = assignments(ground, matter, on, &mut Told::nobody());
    Answer::new(ground, Asked::Matter { matter, on }, value)
}

/// Every function of a matter with who bears it; a silence is the entry's, unless the Measures do not apply at all.
pub(crate) fn assignments<'r>(
    ground: &Ground<'r>,
    matter: MatterId,
    on: Day,
    told: &mut Told<'_>,
) -> Result<Vec<Assignment<'r>>, Silence> {
    let value = held(ground, matter, on, None, told);
    let state = status(ground, matter, on, &mut Told::nobody());
    let book = ground.book;
    let entry = |function, party: Result<PartyId, Silence>, norm| Assignment {
        function,
        party: party.map(|party| book.party(party)),
        norm,
    };
    let transferred = state == Ok(TransferStatus::Transferred);
    let party = match (value, state) {
        (Err(Silence::NotGoverned(why)), _) => return Err(Silence::NotGoverned(why)),
        (value, _) => value.map(|Holder { party, .. }| party),
    };
    let approval = if state.is_err() || transferred { Norm::N25a } else { Norm::N24c };
    let mut list: Vec<_> =
        Function::APPROVAL.into_iter().map(|function| entry(function, party, approval)).collect();
    if transferred {
        let basis = Some(Basis::Reading(Reading::UnrecordedSupervisor));
        match supervisors_of_transferred(ground, matter, on) {
            Ok(parties) => {
                for party in parties {
                    if recorded(ground, matter, on).any(|known| known == party) {
                        told.push(Norm::N25b, FactId::Supervising(party), None);
                    } else {
                        told.push(Norm::N25b, FactId::Original(party), basis);
                    }
                    list.extend(
                        Function::OVERSIGHT
                            .into_iter()
                            .map(|function| entry(function, Ok(party), Norm::N25b)),
                    );
                }
            }
            Err(silence) => {
                told.push(Norm::N25b, FactId::SupervisorUnrecorded, basis);
                list.extend(
                    Function::OVERSIGHT.into_iter().map(|function| entry(function, Err(silence), Norm::N25b)),
                );
            }
        }
    } else if state.is_err() {
        list.extend(Function::OVERSIGHT.into_iter().map(|function| entry(function, party, Norm::N25b)));
    } else {
        list.push(entry(Function::Supervision, party, Norm::N24c));
        // A municipal department is not addressed: it keeps its powers under 2.4c and owes nothing under 2.5b.
        let municipal = party.is_ok_and(|party| book.party(party).kind == PartyKind::Municipal);
        if !municipal {
            list.extend(Function::OVERSIGHT.into_iter().map(|function| entry(function, party, Norm::N25b)));
        }
        for supervisor in supervisors(ground, matter, on) {
            if Ok(supervisor) != party {
                told.push(
                    Norm::N25b,
                    FactId::Supervising(supervisor),
                    Some(Basis::Reading(Reading::MatterFunctions)),
                );
                list.push(entry(Function::Supervision, Ok(supervisor), Norm::N25b));
            }
        }
    }
    Ok(list)
}

/// Every row of the register that binds a party on a day.
pub(crate) fn of_party<'r>(ground: &Ground<'r>, party: PartyId, on: Day) -> Answer<'r, Vec<Norm>> {
    Answer::new(ground, Asked::Party { party, on }, rows_of_party(ground, party, on))
}

/// Whether anything binds a party on a day, and whether it still stands by then.
pub(crate) fn stands(
    ground: &Ground<'_>,
    party: PartyId,
    on: Day,
    told: &mut Told<'_>,
) -> Result<bool, Silence> {
    in_force(ground, on, told)?;
    told.push(Norm::N0, FactId::Party(party), None);
    let standing = ground.book.successor(party, on) == party;
    if !standing {
        told.push(Norm::N0, FactId::Succession(party), None);
    }
    Ok(standing)
}

fn rows_of_party(ground: &Ground<'_>, party: PartyId, on: Day) -> Result<Vec<Norm>, Silence> {
    let standing = stands(ground, party, on, &mut Told::nobody())?;
    let book = ground.book;
    let kind = book.party(party).kind;
    let (mut retains, mut supervises_any, mut supervises_transferred) = (false, false, false);
    for matter in book.matter_ids() {
        let held = holder(ground, matter, on, None).value;
        retains = retains || held.is_ok_and(|holder| !holder.is_bureau() && holder.party == party);
        let supervises = recorded(ground, matter, on).any(|supervisor| supervisor == party);
        supervises_any = supervises_any || supervises;
        supervises_transferred = supervises_transferred || (supervises && held.is_ok_and(Holder::is_bureau));
    }
    let partner = book.partner.map(|partner| book.successor(partner, on)) == Some(party);
    // Of an unaddressed party only what a matter brings that was taken in (norm 0).
    let supervises = supervises_transferred || (supervises_any && kind.is_addressed());
    let binds = |norm: Norm| match norm {
        Norm::N21b
        | Norm::N21c
        | Norm::N22b
        | Norm::N22c
        | Norm::N22d
        | Norm::N23a
        | Norm::N24a
        | Norm::N25a
        | Norm::N26a
        | Norm::N26b
        | Norm::N26c => kind == PartyKind::Bureau,
        Norm::N23d => kind == PartyKind::Bureau || partner,
        Norm::N26e => kind == PartyKind::Bureau || supervises,
        Norm::N32a => kind == PartyKind::Bureau || (kind == PartyKind::Department && supervises_any),
        Norm::N24d | Norm::N33a | Norm::N33c => kind == PartyKind::Committee,
        Norm::N21a | Norm::N22a | Norm::N24b => kind == PartyKind::Department,
        Norm::N25b => kind == PartyKind::Department || supervises,
        Norm::N24c => retains,
        Norm::N24e | Norm::N24f => retains && kind.is_addressed(),
        Norm::N26d => supervises,
        Norm::N31 | Norm::N32b | Norm::N33b => matches!(kind, PartyKind::Bureau | PartyKind::Department),
        // 2.3b–c bind the agent, 3.2c the manager; 0, 1 and 2.3e name nobody who owes an act.
        Norm::N0 | Norm::N1 | Norm::N23b | Norm::N23c | Norm::N23e | Norm::N32c => false,
    };
    let rows: Vec<_> = Norm::ALL.iter().copied().filter(|norm| standing && binds(*norm)).collect();
    if rows.is_empty() && !kind.is_addressed() {
        return Err(Silence::NotGoverned(NotGoverned::NotAddressed));
    }
    Ok(rows)
}

/// Every row of the register that binds a person by the roles held on a day.
pub(crate) fn of_person<'r>(ground: &Ground<'r>, person: PersonId, on: Day) -> Answer<'r, Vec<Norm>> {
    let rows =
        roles_bind(ground, person, on, &mut Told::nobody()).map(|()| rows_of_person(ground, person, on));
    Answer::new(ground, Asked::Person { person, on }, rows)
}

/// Whether a person's roles can bind on a day.
pub(crate) fn roles_bind(
    ground: &Ground<'_>,
    person: PersonId,
    on: Day,
    told: &mut Told<'_>,
) -> Result<(), Silence> {
    in_force(ground, on, told)?;
    told.push(Norm::N0, FactId::Person(person), None);
    Ok(())
}

fn rows_of_person(ground: &Ground<'_>, person: PersonId, on: Day) -> Vec<Norm> {
    let roles = ground.book.roles_of(person);
    let held = |role: Role| roles.iter().any(|span| span.what.role == role && span.covers(on));
    let binds = |norm: &Norm| match *norm {
        Norm::N23b | Norm::N23c => held(Role::Agent),
        Norm::N26b | Norm::N26c => held(Role::Pusher),
        Norm::N32a => held(Role::Pusher) || held(Role::Liaison),
        Norm::N32c => held(Role::ProjectManager),
        Norm::N33b => [Role::Agent, Role::Pusher, Role::Liaison, Role::ProjectManager].into_iter().any(held),
        Norm::N0
        | Norm::N1
        | Norm::N21a
        | Norm::N21b
        | Norm::N21c
        | Norm::N22a
        | Norm::N22b
        | Norm::N22c
        | Norm::N22d
        | Norm::N23a
        | Norm::N23d
        | Norm::N23e
        | Norm::N24a
        | Norm::N24b
        | Norm::N24c
        | Norm::N24d
        | Norm::N24e
        | Norm::N24f
        | Norm::N25a
        | Norm::N25b
        | Norm::N26a
        | Norm::N26d
        | Norm::N26e
        | Norm::N31
        | Norm::N32b
        | Norm::N33a
        | Norm::N33c => false,
    };
    Norm::ALL.iter().copied().filter(binds).collect()
}
