//! What enters: a rulebook and a log. What leaves: how many findings change with each choice of the profile.

use std::collections::BTreeMap;

use crate::audit::Scope;
use crate::day::When;
use crate::finding::{Finding, FindingCode, Severity};
use crate::flips::flips;
use crate::limit::Basis;
use crate::party::PartyKind;
use crate::rows::Rows;
use crate::rulebook::Rulebook;
use crate::switch::switches;

/// What becomes of an audit's findings where one choice is another than the profile's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The reading or limit.
    pub choice: Basis,
    /// What it is switched to, such as `next_day`, `days: 15`, `working_days: 2` or `unset`.
    pub option: String,
    /// The findings that come and go, by code and severity; empty where the choice changes none.
    pub findings: Vec<Shift>,
}

/// How many findings of a code and severity come and go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The code.
    pub code: FindingCode,
    /// The severity.
    pub severity: Severity,
    /// How many the profile as it is does not have.
    pub added: usize,
    /// How many only the profile as it is has.
    pub removed: usize,
}

impl Rulebook {
    /// Findings by reading: the audit under every profile that differs from this one in a single choice.
    ///
    /// Each reading is tried at each of its other options. Those that take days or numbers are tried at a few: in force
    /// from 30 days after the issue, breaches after 15, 30 or 60 days or never, 31 March for the summary and the opinion, a
    /// nil feedback of every department. Each limit is tried unset and at 1, 2, 5 and 7 working days.
    ///
    /// ```
    /// # use liandong::{Basis, Catalogue, Event, EventKind, EventLog, PartyKind, Reading, Rulebook, Scope};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee)
    /// #     .party("d", "市场监督管理部", PartyKind::Department)
    /// #     .matter("M-1", "食品经营许可", "d", |matter| {
    /// #         matter.taken_in("2021-06-01", "c", "示例管发〔2021〕1号");
    /// #     }))?;
    /// let mut decision = Event::new(EventKind::Decision, "2021-06-01".parse()?);
    /// decision.case = Some("C-1".to_owned());
    /// decision.matter = Some("M-1".to_owned());
    /// decision.actor = Some("d".to_owned());
    /// let log = EventLog::from(&decision);
    ///
    /// let effects = rulebook.sensitivity(&log, &Scope::default(), "2021-06-30".parse()?);
    /// let next_day = effects.iter().find(|effect| effect.option == "next_day").ok_or("the other option")?;
    /// assert_eq!(next_day.choice, Basis::Reading(Reading::EffectiveDay));
    /// assert_eq!(next_day.findings[0].code.code(), "decided-without-competence");
    /// assert_eq!((next_day.findings[0].added, next_day.findings[0].removed), (0, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn sensitivity<'l>(&self, log: impl Into<Rows<'l>>, scope: &Scope, as_of: When) -> Vec<Trial> {
        let rows = log.into();
        let departments = self.parties().filter(|party| party.kind == PartyKind::Department);
        let departments: Vec<_> = departments.map(|party| party.id.as_str()).collect();
        let audit = self.audit(rows.clone(), scope.clone(), as_of);
        let before: Vec<_> = audit.findings().collect();
        let effects = switches(&self.roots.profile, &departments).into_iter().filter_map(|switch| {
            // The calendar's years are this rulebook's own, which took them.
            let other = self.with_profile(switch.profile).ok()?;
            let audit = other.audit(rows.clone(), scope.clone(), as_of);
            let after: Vec<_> = audit.findings().collect();
            let (choice, option) = (switch.choice, switch.option);
            Some(Trial { choice, option, findings: shifts(&before, &after) })
        });
        effects.collect()
    }
}

fn shifts(before: &[Finding<'_>], after: &[Finding<'_>]) -> Vec<Shift> {
    let mut counts: BTreeMap<(FindingCode, Severity), (usize, usize)> = BTreeMap::new();
    flips(before, after, |before, after| {
        if let Some(finding) = before {
            let (_, removed) = counts.entry((finding.code, finding.severity)).or_default();
            *removed = removed.saturating_add(1);
        }
        if let Some(finding) = after {
            let (added, _) = counts.entry((finding.code, finding.severity)).or_default();
            *added = added.saturating_add(1);
        }
    });
    let shift = |((code, severity), (added, removed))| Shift { code, severity, added, removed };
    counts.into_iter().map(shift).collect()
}
