//! What enters: what the rules find, subject by subject. What leaves: the same in one list each, in their order.

use crate::chunks::Chunks;
use crate::day::{Day, When};
use crate::duty::DutyRow;
use crate::finding::{FindingCode, FindingRow, HindsightRow};
use crate::ids::{MatterId, PartyId, PersonId, ProjectId};
use crate::rules::posts::Interval;

/// What may yet cure a lack that it cannot be matched to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stray {
    pub(crate) cures: FindingCode,
    pub(crate) to: Option<PartyId>,
    /// Whose hand it was, where only the hand that owes the act can discharge it.
    pub(crate) by: Option<PartyId>,
    pub(crate) matter: Option<MatterId>,
    /// The only case it can belong to, where that is clear.
    pub(crate) case: Option<crate::words::Word>,
    pub(crate) row: u32,
    pub(crate) at: When,
}

/// What the rules found, by places.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) duties: Chunks<DutyRow>,
    pub(crate) findings: Chunks<FindingRow>,
    pub(crate) evidence: Vec<u32>,
    pub(crate) strays: Vec<Stray>,
    pub(crate) hindsight: Vec<HindsightRow>,
    /// When procedures run, for what is owed over all projects (2.3d).
    pub(crate) running: Vec<Interval>,
    /// Which agent serves which project, for what is asked of each agent (2.3a).
    pub(crate) serving: Vec<Serving>,
}

impl Outcome {
    /// What was found so far, but for what is yet looked at over all projects.
    pub(crate) fn take_part(&mut self) -> Self {
        let (running, serving) = (std::mem::take(&mut self.running), std::mem::take(&mut self.serving));
        std::mem::replace(self, Self { running, serving, ..Self::default() })
    }

    /// Whether it holds nothing that a reader would see.
    pub(crate) fn is_empty(&self) -> bool {
        self.duties.len() == 0 && self.findings.len() == 0 && self.hindsight.is_empty()
    }

    /// Takes in what was found of the subjects that come next.
    pub(crate) fn append(&mut self, mut next: Self) {
        let (duties, evidence) = (self.duties.len(), u32::try_from(self.evidence.len()).unwrap_or(u32::MAX));
        for finding in next.findings.iter_mut() {
            finding.duty = finding.duty.map(|place| place.saturating_add(duties));
            let (from, to) = finding.events;
            finding.events = (from.saturating_add(evidence), to.saturating_add(evidence));
        }
        self.duties.append(next.duties);
        self.findings.append(next.findings);
        self.evidence.append(&mut next.evidence);
        self.strays.append(&mut next.strays);
        self.hindsight.append(&mut next.hindsight);
        self.running.append(&mut next.running);
        self.serving.append(&mut next.serving);
    }
}

/// An agent who serves a project of a manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Serving {
    pub(crate) agent: PersonId,
    pub(crate) from: Day,
    pub(crate) to: Day,
    pub(crate) manager: PersonId,
    pub(crate) project: ProjectId,
}
