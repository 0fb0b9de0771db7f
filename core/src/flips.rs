//! What enters: two audits of one log. What leaves: the findings that only one of them has, or of another severity.

use std::collections::VecDeque;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::day::Day;
use crate::duty::{Subject, Who};
use crate::finding::{Finding, FindingCode};

/// A finding that one of two audits has and the other has not, or of another severity.
#[derive(Clone, Debug)]
pub struct Flip<'a> {
    /// The finding before; none where it is new.
    pub before: Option<Finding<'a>>,
    /// The finding after; none where it is gone.
    pub after: Option<Finding<'a>>,
}

/// What makes two findings the same one: what was found about what, towards whom, and what shows it.
#[derive(PartialEq, Eq, Hash)]
struct Key<'f> {
    code: FindingCode,
    subject: Subject<'f>,
    obligor: Option<&'f str>,
    to: Option<&'f str>,
    is_person: bool,
    actor: Option<&'f str>,
    events: &'f [&'f str],
    from: Option<Day>,
    named: Option<&'f str>,
}

impl<'f> Key<'f> {
    fn new(finding: &'f Finding<'_>) -> Self {
        let id = |party: &'f crate::party::Party| party.id.as_str();
        Self {
            code: finding.code,
            subject: finding.subject,
            obligor: finding.obligor.map(id),
            to: finding.to.map(Who::id),
            is_person: matches!(finding.to, Some(Who::Person(_))),
            actor: finding.actor.map(id),
            events: &finding.events,
            from: finding.interval.map(|(from, _)| from),
            named: finding.named.as_deref(),
        }
    }
}

/// Tells every finding that differs: first those before that are gone or of another severity, then the new ones, each in
/// the order of its audit.
pub(crate) fn flips<'f, 'a>(
    before: &'f [Finding<'a>],
    after: &'f [Finding<'a>],
    mut tell: impl FnMut(Option<&'f Finding<'a>>, Option<&'f Finding<'a>>),
) {
    let mut places: HashMap<Key<'_>, VecDeque<&'f Finding<'a>>, FixedState> = HashMap::default();
    for finding in after {
        places.entry(Key::new(finding)).or_default().push_back(finding);
    }
    for finding in before {
        match places.get_mut(&Key::new(finding)).and_then(VecDeque::pop_front) {
            Some(same) if same.severity == finding.severity => {}
            other => tell(Some(finding), other),
        }
    }
    let mut old: HashMap<Key<'_>, usize, FixedState> = HashMap::default();
    for finding in before {
        let count = old.entry(Key::new(finding)).or_default();
        *count = count.saturating_add(1);
    }
    for finding in after {
        match old.get_mut(&Key::new(finding)).filter(|count| **count > 0) {
            Some(count) => *count = count.saturating_sub(1),
            None => tell(None, Some(finding)),
        }
    }
}
