//! What enters: the acts that cure nothing they are known to belong to. What leaves: lacks that one of them could cure, softened.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::duty::{DutyStatus, SubjectId, WhoId};
use crate::finding::{Curable, FindingCode, FindingRow, Severity};
use crate::home::is_by_hand;
use crate::ids::{MatterId, PartyId};
use crate::limit::Basis;
use crate::reading::Reading;
use crate::rules::outcome::{Outcome, Stray};
use crate::sort::sort_by_key;
use crate::words::Word;

type Key = (FindingCode, Option<PartyId>, Option<MatterId>, Option<Word>, Option<PartyId>);

/// Acts that may yet cure a lack, by what they cure, towards whom, in which matter and case, and by whose hand.
#[derive(Debug)]
pub(crate) struct Strays {
    alike: HashMap<Key, Vec<Stray>, FixedState>,
}

impl Strays {
    pub(crate) fn new(strays: &[Stray]) -> Self {
        let mut alike: HashMap<Key, Vec<Stray>, FixedState> = HashMap::default();
        for stray in strays {
            let key = (stray.cures, stray.to, stray.matter, stray.case, stray.by);
            alike.entry(key).or_default().push(*stray);
        }
        for same in alike.values_mut() {
            sort_by_key(same, |stray| stray.at.latest());
        }
        Self { alike }
    }

    /// A breach that one of them could cure is softened to a review.
    pub(crate) fn soften(&self, outcome: &mut Outcome) {
        if self.alike.is_empty() {
            return;
        }
        for finding in outcome.findings.iter_mut() {
            let Some(stray) = self.cure(finding) else { continue };
            finding.severity = Severity::Review;
            finding.basis = Some(Basis::Reading(Reading::UnmatchedEvent));
            if let Some(duty) = finding.duty.and_then(|place| outcome.duties.get_mut(place)) {
                duty.status = DutyStatus::Outstanding;
                duty.basis = finding.basis;
            }
            let (from, to) = finding.events;
            let mut events = outcome.evidence.get(from as usize..to as usize).unwrap_or_default().to_vec();
            events.push(stray.row);
            let start = u32::try_from(outcome.evidence.len()).unwrap_or(u32::MAX);
            outcome.evidence.extend(events);
            finding.events = (start, u32::try_from(outcome.evidence.len()).unwrap_or(u32::MAX));
        }
    }

    /// The act that could cure a breach.
    fn cure(&self, finding: &FindingRow) -> Option<Stray> {
        let Curable { since, until, matter } =
            finding.curable.filter(|_| finding.severity == Severity::Breach)?;
        let party =
            if is_by_hand(finding.code) { finding.obligor } else { finding.to.and_then(WhoId::party) };
        let case = match finding.subject {
            SubjectId::Case(case) => Some(case),
            _ => None,
        };
        let cures = [party, None].into_iter().flat_map(|party| {
            [matter, None]
                .into_iter()
                .flat_map(move |matter| [case, None].into_iter().map(move |case| (party, matter, case)))
        });
        // The latest that still counts: the last one, unless a window closed before it.
        let in_time = |stray: &&Stray| until.is_none_or(|until| !until.certainly_before(stray.at));
        cures
            .filter_map(|(party, matter, case)| {
                let by = |hand| self.alike.get(&(finding.code, party, matter, case, hand));
                let hands = [None, finding.obligor].into_iter();
                let latest = hands.filter_map(|hand| by(hand)?.iter().rev().find(in_time));
                latest.max_by_key(|stray| stray.at.latest())
            })
            .find(|stray| !stray.at.certainly_before(since))
            .copied()
    }
}
