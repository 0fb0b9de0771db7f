//! What enters: a fact that holds from a day on. What leaves: the duties that it sets off by itself (2.4e, 2.6a, 3.2a).

use crate::day::{Day, When};
use crate::duty::{Duty, DutyStatus, Subject, TriggerRef, Who};
use crate::ids::{MatterId, PartyId};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::party::PartyKind;
use crate::reading::Reading;
use crate::relation::Relation;
use crate::rules::Ground;
use crate::rules::competence::holder;

/// A duty that a fact sets off, still to be met.
fn owed<'r>(ground: &Ground<'r>, norm: Norm, obligor: PartyId, subject: Subject<'r>, on: Day) -> Duty<'r> {
    Duty {
        norm,
        obligor: Ok(Who::Party(ground.book.party(obligor))),
        to: None,
        subject,
        trigger: TriggerRef::Since(on),
        since: When::Day(on),
        due: None,
        status: DutyStatus::Outstanding,
        fulfilled_by: None,
        elapsed: None,
        basis: None,
        relation: Relation::default(),
    }
}

/// 2.4e: from the day on which the platform can handle a matter, whoever retains it handles it there.
pub(crate) fn platform_capable<'r>(ground: &Ground<'r>, matter: MatterId, on: Day) -> Vec<Duty<'r>> {
    let held = holder(ground, matter, on, None).value;
    let bound = held
        .ok()
        .filter(|holder| !holder.is_bureau() && ground.book.party(holder.party).kind != PartyKind::Municipal);
    let subject = Subject::Matter(ground.book.matters.get(matter.place()).map_or("", |entry| &entry.id));
    bound.into_iter().map(|holder| owed(ground, Norm::N24e, holder.party, subject, on)).collect()
}

/// 2.6a, 3.2a: a vacant post is to be filled at once; nobody's grace is foreseen.
pub(crate) fn post_vacant<'r>(ground: &Ground<'r>, party: PartyId, on: Day) -> Vec<Duty<'r>> {
    let party = ground.book.successor(party, on);
    let record = ground.book.party(party);
    let supervises = || {
        let spans = ground.book.every_supervision().iter();
        spans.filter(|span| span.covers(on)).any(|span| ground.book.successor(span.what, on) == party)
    };
    let norm = match record.kind {
        PartyKind::Bureau => Some(Norm::N26a),
        PartyKind::Department if supervises() => Some(Norm::N32a),
        PartyKind::Department
        | PartyKind::Municipal
        | PartyKind::Committee
        | PartyKind::Enterprise
        | PartyKind::Other => None,
    };
    let in_force = ground.profile.readings.in_force.covers(on);
    let owed = norm.filter(|_| in_force).map(|norm| Duty {
        basis: Some(Basis::Reading(Reading::StandingDuties)),
        ..owed(ground, norm, party, Subject::Party(&record.id), on)
    });
    owed.into_iter().collect()
}
