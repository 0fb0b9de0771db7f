//! What enters: what an audit found. What leaves: how much each party, case and project has done, has open and is found of.

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::book::Book;
use crate::duty::{DutyRow, DutyStatus, Subject, SubjectId, WhoId};
use crate::finding::{FindingCode, FindingRow, Severity};
use crate::party::Party;
use crate::rules::outcome::Outcome;
use crate::shown::Shown;
use crate::sort::sort_by_key;

/// How a party stands in an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The party.
    pub party: &'a Party,
    /// Duties it discharged, late ones included.
    pub fulfilled: usize,
    /// Duties of it that are open, missed ones included.
    pub open: usize,
    /// Breaches of which it is the obligor; a decision without competence counts for whoever made it.
    pub breaches: usize,
    /// Reviews of which it is the obligor.
    pub reviews: usize,
}

/// How a case or project stands in an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SubjectStanding<'a> {
    /// The case or project.
    pub subject: Subject<'a>,
    /// Duties discharged in it, late ones included.
    pub fulfilled: usize,
    /// Duties open in it, missed ones included.
    pub open: usize,
    /// Breaches found in it.
    pub breaches: usize,
    /// Reviews found in it.
    pub reviews: usize,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    fulfilled: usize,
    open: usize,
    breaches: usize,
    reviews: usize,
}

impl Counts {
    fn duty(&mut self, duty: &DutyRow) {
        let count = match duty.status {
            DutyStatus::Fulfilled | DutyStatus::Late => &mut self.fulfilled,
            DutyStatus::Pending | DutyStatus::Outstanding | DutyStatus::Missed => &mut self.open,
            DutyStatus::Void | DutyStatus::Tracked | DutyStatus::Undetermined => return,
        };
        *count = count.saturating_add(1);
    }

    fn finding(&mut self, finding: &FindingRow) {
        let count = match finding.severity {
            Severity::Breach => &mut self.breaches,
            Severity::Review => &mut self.reviews,
            Severity::Info => return,
        };
        *count = count.saturating_add(1);
    }
}

pub(crate) fn of_parties<'r>(book: &'r Book, outcome: &Outcome) -> Vec<Standing<'r>> {
    let mut counts = vec![Counts::default(); book.parties.len()];
    for duty in outcome.duties.iter() {
        let obligor = duty.obligor.ok().and_then(WhoId::party);
        if let Some(own) = obligor.and_then(|party| counts.get_mut(party.place())) {
            own.duty(duty);
        }
    }
    for finding in outcome.findings.iter() {
        // A decision without competence counts for whoever made it, not for whose it was.
        let counted = match finding.code {
            FindingCode::DecidedWithoutCompetence => finding.actor,
            _ => finding.obligor,
        };
        if let Some(own) = counted.and_then(|party| counts.get_mut(party.place())) {
            own.finding(finding);
        }
    }
    let parties = book.parties.iter().zip(counts).filter(|(_, counts)| *counts != Counts::default());
    let standing = parties.map(|(entry, Counts { fulfilled, open, breaches, reviews })| Standing {
        party: &entry.party,
        fulfilled,
        open,
        breaches,
        reviews,
    });
    standing.collect()
}

pub(crate) fn of_subjects<'r: 'l, 'l>(
    shown: &Shown<'r, 'l>,
    outcome: &Outcome,
    is_asked: impl Fn(SubjectId) -> bool,
) -> Vec<SubjectStanding<'l>> {
    let mut counts: HashMap<SubjectId, Counts, FixedState> = HashMap::default();
    for duty in outcome.duties.iter().filter(|duty| is_asked(duty.subject)) {
        counts.entry(duty.subject).or_default().duty(duty);
    }
    for finding in outcome.findings.iter().filter(|finding| is_asked(finding.subject)) {
        counts.entry(finding.subject).or_default().finding(finding);
    }
    let asked = counts.into_iter().filter(|(_, counts)| *counts != Counts::default());
    let mut standing: Vec<_> = asked
        .map(|(subject, Counts { fulfilled, open, breaches, reviews })| SubjectStanding {
            subject: shown.subject(subject),
            fulfilled,
            open,
            breaches,
            reviews,
        })
        .collect();
    sort_by_key(&mut standing, |own| own.subject);
    standing
}
