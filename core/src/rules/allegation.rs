//! What enters: complaints and disclaimers logged about one subject. What leaves: what 3.3b lets be said of them, that
//! buck-passing (推诿扯皮) is alleged; never that it took place.

use crate::event::EventKind;
use crate::finding::FindingCode;
use crate::ids::PartyId;
use crate::limit::Basis;
use crate::reading::Reading;
use crate::rules::case::{Act, Case};
use crate::rules::judge::Judge;

pub(crate) fn judge(judge: &mut Judge<'_, '_>, case: &Case<'_>) {
    if !case.has(EventKind::ResponsibilityDisclaimed) && !case.has(EventKind::Complaint) {
        return;
    }
    for act in case.acts {
        let against = match act.kind {
            EventKind::ResponsibilityDisclaimed => act.actor.known(),
            EventKind::Complaint if case.extra(act).on_buck_passing => named(judge, case, act),
            _ => continue,
        };
        if judge.in_force(act.at.day()) {
            judge.find_act(FindingCode::BuckPassingAlleged, case, act, |row| {
                row.obligor = against;
                row.basis = Some(Basis::Reading(Reading::BuckPassing));
            });
        }
    }
}

/// The party a complaint is about: the one it names as that, else the one it goes to, unless that is the Committee, which
/// hears complaints.
fn named(judge: &Judge<'_, '_>, case: &Case<'_>, act: &Act) -> Option<PartyId> {
    let book = judge.ground.book;
    let hears = book.successor(book.committee, act.at.day());
    case.extra(act).about.known().or(act.to.known().filter(|to| *to != hears))
}
