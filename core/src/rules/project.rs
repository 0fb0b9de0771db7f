//! What enters: what was logged of one project. What leaves: what 2.2 says of it: its department informs the Bureau once it
//! is determined as a key project, and the Bureau then determines its matters, notifies its manager and guides its unit.

use crate::day::{Day, When};
use crate::duty::WhoId;
use crate::entry::ProjectEntry;
use crate::event::EventKind;
use crate::finding::{FindingCode, Severity};
use crate::home::is_application;
use crate::ids::{PartyId, PersonId, ProjectId};
use crate::limit::{Basis, LimitName};
use crate::norm::Norm;
use crate::reading::{ProjectTrigger, Reading, SofterFulfilment};
use crate::relation::Relation;
use crate::rules::case::{Act, Case, Named};
use crate::rules::judge::Judge;
use crate::rules::one_off::{Ceiling, OneOff, Owed};
use crate::rules::posts::managers;
use crate::rules::slots::{Candidate, Candidates, Slot, fill};
use crate::rules::time::{Lateness, last};
use crate::silence::{Silence, Undetermined};
use crate::sort::sort;

pub(crate) const NOTICE: Owed = Owed {
    norm: Norm::N22a,
    limit: Some(LimitName::ProjectNotice),
    missing: FindingCode::ProjectNoticeMissing,
    late: FindingCode::ProjectNoticeLate,
};
pub(crate) const MATTERS: Owed = once(Norm::N22b, FindingCode::MattersNotDetermined);
pub(crate) const MANAGER: Owed = once(Norm::N22c, FindingCode::ManagerNotNotified);
pub(crate) const GUIDANCE: Owed =
    Owed { late: FindingCode::GuidanceLate, ..once(Norm::N22d, FindingCode::GuidanceMissing) };

/// An act that no limit can be set for: done or not.
const fn once(norm: Norm, missing: FindingCode) -> Owed {
    Owed { norm, limit: None, missing, late: missing }
}

pub(crate) fn judge(judge: &mut Judge<'_, '_>, case: &Case<'_>, project: ProjectId) {
    let Some(entry) = judge.ground.book.project(project) else { return };
    let triggers = notices(judge, case, entry);
    matters(judge, case, &triggers);
    manager(judge, case, project, entry, &triggers);
    guidance(judge, case, entry, &triggers);
}

/// 2.2a. What leaves: the acts that set off the Bureau's own duties (2.2b–d).
fn notices(judge: &mut Judge<'_, '_>, case: &Case<'_>, entry: &ProjectEntry) -> Vec<u32> {
    let book = judge.ground.book;
    let responsible = |on: Day| entry.responsible.map(|party| book.successor(party, on));
    let mut slots = Vec::new();
    for (place, act) in case.of(EventKind::KeyProjectDetermined) {
        if judge.in_force(act.at.day()) {
            // A slot needs a party; where none is recorded any notice fills it.
            let party = responsible(act.at.day()).unwrap_or(book.bureau);
            slots.push(Slot { trigger: place, since: act.at, party, filled: None });
        }
    }
    let mut sound = Candidates::new();
    for (place, act) in case.of(EventKind::KeyProjectNotice) {
        let on = act.at.day();
        let own_hand = match (act.actor, responsible(on)) {
            (Named::Known(actor), Some(party)) => actor == party,
            (Named::Known(_) | Named::Absent, _) => true,
            (Named::Unknown, _) => false,
        };
        let to_bureau = act.to == Named::Absent || act.to == Named::Known(book.bureau_on(on));
        if act.actor == Named::Unknown || act.to == Named::Unknown {
            judge.stray(case, act, FindingCode::ProjectNoticeMissing, None);
        } else if own_hand && to_bureau {
            let is_slot = |own: &u32| slots.binary_search_by_key(own, |slot: &Slot| slot.trigger).is_ok();
            let trigger = act.refers.act().filter(is_slot);
            sound.push(Candidate { act: place, at: act.at, party: None, trigger });
        }
    }
    fill(&mut slots, &mut sound.clone(), last(judge.ground, LimitName::ProjectNotice));
    early(judge, case, &mut slots, &sound);
    for slot in &slots {
        let Some(act) = case.act(slot.trigger) else { continue };
        let bureau = book.bureau_on(act.at.day());
        match responsible(act.at.day()) {
            None => {
                let why = Err(Silence::Undetermined(Undetermined::ResponsibleUnrecorded));
                judge.open_question(case, (act.row, act.at), Norm::N22a, why, None);
            }
            // A party that the Measures do not address owes nothing, and the Bureau need not inform itself.
            Some(party) if party == bureau || !book.party(party).kind.is_addressed() => {}
            Some(party) => {
                let set_off = judge.set_off(NOTICE, (act.row, act.at));
                let done = slot.filled.and_then(|place| case.act(place));
                judge.one_off(case, &set_off, &OneOff { to: Some(Ok(bureau.into())), done, ..plain(party) });
            }
        }
    }
    triggers(judge, case, &slots, &sound, responsible)
}

/// A notice that came before every determination is found as early; by the reading it fulfils all the same.
fn early(judge: &mut Judge<'_, '_>, case: &Case<'_>, slots: &mut [Slot], sound: &[Candidate]) {
    let fulfils = judge.ground.profile.readings.softer_fulfilment == SofterFulfilment::Fulfils;
    let used = used(slots);
    let Some(first) = slots.iter().map(|slot| slot.since.earliest()).min() else { return };
    let open: Vec<_> = (0..slots.len()).filter(|place| slots.get(*place).is_some_and(is_open)).collect();
    let mut open = open.into_iter();
    for notice in sound {
        if used.binary_search(&notice.act).is_ok() || notice.at.latest() >= first {
            continue;
        }
        let Some(act) = case.act(notice.act) else { continue };
        let obligor = slots.first().map(|slot| slot.party);
        let bureau = judge.ground.book.bureau_on(act.at.day());
        judge.find_act(FindingCode::ProjectNoticeEarly, case, act, |row| {
            row.to = Some(bureau.into());
            row.obligor = obligor.filter(|_| act.actor.known().is_some()).or(act.actor.known());
            row.basis = Some(Basis::Reading(Reading::SofterFulfilment));
        });
        let next = if fulfils { open.next() } else { None };
        if let Some(slot) = next.and_then(|place| slots.get_mut(place)) {
            slot.filled = Some(notice.act);
        }
    }
}

const fn is_open(slot: &Slot) -> bool {
    slot.filled.is_none()
}

/// The acts that fill a slot, in their order.
fn used(slots: &[Slot]) -> Vec<u32> {
    let mut used: Vec<_> = slots.iter().filter_map(|slot| slot.filled).collect();
    sort(&mut used);
    used
}

/// What sets off 2.2b–d: the notice of each determination, or by the reading the determination itself.
fn triggers(
    judge: &Judge<'_, '_>,
    case: &Case<'_>,
    slots: &[Slot],
    sound: &[Candidate],
    responsible: impl Fn(Day) -> Option<PartyId>,
) -> Vec<u32> {
    let by_notice = judge.ground.profile.readings.project_trigger == ProjectTrigger::Notice;
    let own = |slot: &Slot| {
        let is_bureau = responsible(slot.since.day()) == Some(judge.ground.book.bureau_on(slot.since.day()));
        if by_notice && !is_bureau { slot.filled } else { Some(slot.trigger) }
    };
    let mut triggers: Vec<_> = slots.iter().filter_map(own).collect();
    if slots.is_empty() && by_notice {
        // A log that begins after the determination.
        triggers.extend(sound.first().map(|notice| notice.act));
    }
    triggers.retain(|place| case.act(*place).is_some_and(|act| judge.in_force(act.at.day())));
    sort(&mut triggers);
    triggers
}

/// What is owed to nobody in particular.
fn plain<'c>(obligor: PartyId) -> OneOff<'c> {
    OneOff {
        obligor,
        to: None,
        matter: None,
        done: None,
        relation: Relation::default(),
        ceiling: Ceiling::None,
        out_of_order: None,
        is_owed: true,
    }
}

/// Pairs each trigger with an act of the Bureau; one that was done before simply fulfils.
fn done<'c>(case: &'c Case<'_>, triggers: &[u32], acts: &[u32]) -> Vec<(&'c Act, Option<&'c Act>)> {
    let acts = || acts.iter().filter_map(|place| Some((*place, case.act(*place)?)));
    let mut slots: Vec<_> = triggers
        .iter()
        .filter_map(|place| {
            let since = case.act(*place)?.at;
            // The acts were chosen by their hand; whose slot they fill does not hang on a party.
            Some(Slot { trigger: *place, since, party: PartyId::from(0), filled: None })
        })
        .collect();
    let candidates = acts().map(|(place, act)| Candidate {
        act: place,
        at: act.at,
        party: None,
        trigger: act.refers.act().filter(|own| triggers.binary_search(own).is_ok()),
    });
    fill(&mut slots, &mut candidates.collect(), |_| None);
    let used = used(&slots);
    let places = acts().map(|(place, _)| place);
    let mut unused: Vec<_> = places.filter(|place| used.binary_search(place).is_err()).collect();
    for slot in slots.iter_mut().filter(|slot| slot.filled.is_none()) {
        slot.filled = unused.pop();
    }
    let pair = |slot: &Slot| Some((case.act(slot.trigger)?, slot.filled.and_then(|place| case.act(place))));
    slots.iter().filter_map(pair).collect()
}

/// The acts of a kind that the Bureau did; one of an unknown hand may yet be one.
fn by_bureau(judge: &mut Judge<'_, '_>, case: &Case<'_>, kind: EventKind, lack: FindingCode) -> Vec<u32> {
    let mut own = Vec::new();
    for (place, act) in case.of(kind) {
        match act.actor {
            Named::Absent => own.push(place),
            Named::Known(actor) if actor == judge.ground.book.bureau_on(act.at.day()) => own.push(place),
            Named::Unknown => judge.stray(case, act, lack, None),
            Named::Known(_) => {}
        }
    }
    own
}

/// 2.2b: the matters that the project needs are determined.
fn matters(judge: &mut Judge<'_, '_>, case: &Case<'_>, triggers: &[u32]) {
    let acts = by_bureau(judge, case, EventKind::MattersDetermined, MATTERS.missing);
    for (trigger, done) in done(case, triggers, &acts) {
        let bureau = judge.ground.book.bureau_on(trigger.at.day());
        let set_off = judge.set_off(MATTERS, (trigger.row, trigger.at));
        judge.one_off(case, &set_off, &OneOff { done, ..plain(bureau) });
    }
}

/// 2.2c: the project's manager is notified of them.
fn manager(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    project: ProjectId,
    entry: &ProjectEntry,
    triggers: &[u32],
) {
    let book = judge.ground.book;
    let mut acts = by_bureau(judge, case, EventKind::ManagerNotified, MANAGER.missing);
    let managers = managers(book, project);
    acts.retain(|place| {
        let Some(act) = case.act(*place) else { return false };
        let is_manager = |person: PersonId| {
            let holds = |(own, (from, to)): &(PersonId, (Day, Day))| {
                *own == person && *from <= act.at.day() && act.at.day() <= *to
            };
            managers.iter().any(holds) || managers.is_empty()
        };
        match act.person {
            Named::Absent => true,
            Named::Known(person) => is_manager(person),
            Named::Unknown => {
                judge.stray(case, act, MANAGER.missing, None);
                false
            }
        }
    });
    for (trigger, done) in done(case, triggers, &acts) {
        let on = trigger.at.day();
        let own = managers
            .iter()
            .filter(|(_, (_, to))| *to >= on)
            .min_by_key(|(_, (from, _))| *from)
            .filter(|(_, (from, _))| *from <= on.max(judge.as_of.day()))
            .map(|(person, _)| *person);
        let named = entry.project.manager.is_some();
        let (to, ceiling) = match own {
            Some(person) => (Some(Ok(WhoId::Person(person))), Ceiling::None),
            // A manager of whom only the name is recorded is one all the same.
            None if named => (None, Ceiling::None),
            None => (
                Some(Err(Silence::Undetermined(Undetermined::ManagerUnrecorded))),
                Ceiling::ReviewOfLack(Reading::ManagerUnrecorded),
            ),
        };
        let bureau = book.bureau_on(on);
        let set_off = judge.set_off(MANAGER, (trigger.row, trigger.at));
        judge.one_off(case, &set_off, &OneOff { to, done, ceiling, ..plain(bureau) });
    }
}

/// 2.2d: the project's unit is guided before the first application (提前).
fn guidance(judge: &mut Judge<'_, '_>, case: &Case<'_>, entry: &ProjectEntry, triggers: &[u32]) {
    let book = judge.ground.book;
    let mut acts = by_bureau(judge, case, EventKind::Guidance, GUIDANCE.missing);
    let fulfils = judge.ground.profile.readings.softer_fulfilment == SofterFulfilment::Fulfils;
    for (place, act) in case.of(EventKind::Guidance) {
        let bureau = book.bureau_on(act.at.day());
        if act.actor.known().is_some_and(|actor| actor != bureau) {
            judge.find_act(FindingCode::GuidanceNotByBureau, case, act, |row| {
                row.obligor = Some(bureau);
                row.basis = Some(Basis::Reading(Reading::SofterFulfilment));
            });
            acts.extend(fulfils.then_some(place));
        }
    }
    sort(&mut acts);
    let first = case.acts.iter().find(|act| is_application(act.kind));
    for (trigger, done) in done(case, triggers, &acts) {
        let bureau = book.bureau_on(trigger.at.day());
        let unit = entry.unit.map(|unit| Ok(book.successor(unit, trigger.at.day()).into()));
        let done = in_time(case, &acts, first.map(|first| first.at), trigger.at).or(done);
        let out_of_order = first.and_then(|first| {
            let (broken, severity) = out_of_order(first.at, trigger.at, done.map(|act| act.at))?;
            Some((broken, severity, first.row))
        });
        let set_off = judge.set_off(GUIDANCE, (trigger.row, trigger.at));
        judge.one_off(case, &set_off, &OneOff { to: unit, done, out_of_order, ..plain(bureau) });
    }
}

/// The guidance that came before the first application, whatever notice or further guidance followed; none where even the
/// notice came only after it.
fn in_time<'c>(case: &'c Case<'_>, acts: &[u32], first: Option<When>, asked: When) -> Option<&'c Act> {
    let first = first.filter(|first| !first.certainly_before(asked))?;
    // Acts lie by the earliest moment they can have happened: where the first came too late, all did.
    case.act(*acts.first()?).filter(|act| !first.certainly_before(act.at))
}

/// Whether the first application came without guidance; what was asked for only after it is looked at.
fn out_of_order(first: When, asked: When, done: Option<When>) -> Option<(Lateness, Severity)> {
    let asked_after = first.certainly_before(asked);
    match done {
        Some(done) if !first.certainly_before(done) => None,
        Some(_) if asked_after => Some((Lateness::Late, Severity::Review)),
        Some(_) => Some((Lateness::Late, Severity::Breach)),
        None if asked_after => None,
        None => Some((Lateness::Missing, Severity::Breach)),
    }
}
