//! What enters: the acts of a case. What leaves: those for which later records change who was competent (2.4c, 2.5a).

use crate::event::EventKind;
use crate::finding::HindsightRow;
use crate::records::Knowledge;
use crate::rules::Ground;
use crate::rules::case::Case;
use crate::rules::competence::{Holder, holder, holder_then};
use crate::rules::judge::Judge;

/// Acceptance, examination and decision are the approver's; a supervision result is pushed back to it.
pub(crate) fn judge(judge: &mut Judge<'_, '_>, case: &Case<'_>) {
    if !judge.ground.lines.are_dated(judge.ground.book) {
        return;
    }
    let ground = Ground { known: Knowledge::Now, ..judge.ground };
    let first_accepted = case.accepted();
    for act in case.acts {
        let approving = [EventKind::ApplicationAccepted, EventKind::Examined, EventKind::Decision];
        let is_approving = approving.contains(&act.kind);
        if !is_approving && act.kind != EventKind::SupervisionResult {
            continue;
        }
        let accepted = first_accepted.filter(|_| is_approving);
        let (on, Some(matter)) = (act.at.day(), case.matter_of(act)) else { continue };
        if on < judge.window.from || on > judge.window.to {
            continue;
        }
        let Some(then) = holder_then(&ground, matter, on, accepted) else { continue };
        let party = |holder: Holder| holder.party;
        let then = then.value.map(party);
        let now = holder(&ground, matter, on, accepted).value.map(party);
        if then != now {
            judge.out.hindsight.push(HindsightRow { event: act.row, matter, on, then, now });
        }
    }
}
