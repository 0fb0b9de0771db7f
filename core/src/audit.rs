//! What enters: a log, a window and the day of the audit. What leaves: duties, findings and each party's standing.

use hashbrown::HashMap;

use crate::day::{Day, When};
use crate::digest::Digests;
use crate::duty::{Duty, SubjectId};
use crate::finding::{Finding, FindingCode, FindingRow, Severity};
use crate::limit::Basis;
use crate::names::Names;
use crate::norm::Norm;
use crate::parts::Rounds;
use crate::reading::Reading;
use crate::records::Knowledge;
use crate::rows::Rows;
use crate::rules::Ground;
use crate::rules::case::Case;
use crate::rules::judge::Judge;
use crate::rules::outcome::Outcome;
use crate::rules::posts::{Interval, Posts};
use crate::rules::window::{Norms, Window};
use crate::rules::{
    agent, allegation, annual, feedback, hindsight, oversight, pairing, platform, project, push, push_back,
    support, weekly,
};
use crate::shown::Shown;
use crate::soften::Strays;
use crate::standing::{self, Standing, SubjectStanding};
use crate::subjects::Subjects;

/// Which norms and which days an audit is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// The norms; all where none are named.
    pub norms: Option<Vec<Norm>>,
    /// The first day of a trigger; the first day in force where none is named.
    pub from: Option<Day>,
    /// The last day of a trigger; the day of the audit where none is named.
    pub to: Option<Day>,
    /// By which records an act is judged; by all that are known where none is named.
    pub known: Knowledge,
}

/// An event log judged against the Measures as of a day.
#[derive(Debug)]
pub struct Audit<'r, 'l> {
    pub(crate) ground: Ground<'r>,
    pub(crate) digests: &'r Digests,
    pub(crate) shown: Shown<'r, 'l>,
    pub(crate) outcome: Outcome,
    /// The window that was judged.
    pub scope: Scope,
    /// The day or moment as of which it was judged.
    pub as_of: When,
}

/// How far an audit has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many events are judged.
    pub done: usize,
    /// How many there are.
    pub all: usize,
}

pub(crate) fn audit<'r, 'l>(
    ground: Ground<'r>,
    digests: &'r Digests,
    rows: Rows<'l>,
    scope: Scope,
    as_of: When,
    goes_on: &mut dyn FnMut(Progress) -> bool,
) -> (Audit<'r, 'l>, bool) {
    let (mut audit, window) = Audit::nothing(ground, digests, rows, scope, as_of);
    let (outcome, is_whole) = judged(audit.ground, &audit.shown.rows, &window, as_of, goes_on);
    audit.outcome = outcome;
    (audit, is_whole)
}

/// The same, handed on in parts, for as long as `each` says so; whether it always did.
pub(crate) fn in_parts<'r, 'l>(
    ground: Ground<'r>,
    digests: &'r Digests,
    rows: Rows<'l>,
    scope: Scope,
    as_of: When,
    each: &mut dyn FnMut(&Audit<'r, 'l>) -> bool,
) -> bool {
    let (mut audit, window) = Audit::nothing(ground, digests, rows, scope, as_of);
    let (ground, rows) = (audit.ground, audit.shown.rows.clone());
    // What is unmatched in one part may soften what is found in another: all of it is looked for first.
    let mut strays = Vec::new();
    let mut look = |out: &mut Outcome, _| {
        strays.append(&mut out.take_part().strays);
        true
    };
    found(ground, &rows, &window, as_of, Rounds::Several, &mut look);
    let strays = Strays::new(&strays);
    let mut hand_on = |out: &mut Outcome, _| {
        audit.outcome = out.take_part();
        strays.soften(&mut audit.outcome);
        audit.outcome.is_empty() || each(&audit)
    };
    found(ground, &rows, &window, as_of, Rounds::Several, &mut hand_on).1
}

/// What the rules find of a log as of a day, and of what recurs or stands on the days of a period that may lie ahead of it.
pub(crate) fn ahead(ground: Ground<'_>, rows: &Rows<'_>, period: Interval, as_of: When) -> Outcome {
    let from = ground.profile.readings.in_force.from;
    let window = Window { norms: Norms::ALL, from, to: period.1, ahead: Some(period) };
    judged(ground, rows, &window, as_of, &mut |_| true).0
}

/// What the rules find, and whether `goes_on` let them come to the end.
fn judged(
    ground: Ground<'_>,
    rows: &Rows<'_>,
    window: &Window,
    as_of: When,
    goes_on: &mut dyn FnMut(Progress) -> bool,
) -> (Outcome, bool) {
    let all = rows.len() as usize;
    let mut taken = |_: &mut Outcome, done: usize| goes_on(Progress { done: done.min(all), all });
    let (mut outcome, is_whole) = found(ground, rows, window, as_of, Rounds::One, &mut taken);
    Strays::new(&outcome.strays).soften(&mut outcome);
    (outcome, is_whole)
}

/// What the rules find before anything is softened, looked at by `take` after each part with how many events are judged, for
/// as long as that says so; whether it always did.
fn found(
    ground: Ground<'_>,
    rows: &Rows<'_>,
    window: &Window,
    as_of: When,
    rounds: Rounds,
    take: &mut dyn FnMut(&mut Outcome, usize) -> bool,
) -> (Outcome, bool) {
    let posts = Posts::new(ground.book);
    let names = Names::new(ground.book, &rows.columns);
    let mut judge = Judge { ground, posts: &posts, as_of, window, out: Outcome::default() };
    oversight::judge(&mut judge);
    if !take(&mut judge.out, 0) {
        return (judge.out, false);
    }
    let mut subjects = Subjects::new(ground.book, rows, &names, as_of, (ground.threads, rounds));
    lines(&mut judge, rows, &mut subjects);
    let is_whole = subjects.each(&mut judge, one_subject, take) && take(&mut judge.out, rows.len() as usize);
    (judge.out, is_whole)
}

/// Every rule of one subject.
pub(crate) fn one_subject(judge: &mut Judge<'_, '_>, case: &Case<'_>) {
    match case.subject {
        SubjectId::Case(_) | SubjectId::Matter(_) => {
            let decisions = judge.decisions(case);
            platform::judge(judge, case, &decisions);
            push::judge(judge, case, &decisions);
            push_back::judge(judge, case);
            hindsight::judge(judge, case);
        }
        SubjectId::Project(own) => {
            project::judge(judge, case, own);
            agent::judge(judge, case, own);
        }
        SubjectId::Party(party) => feedback::judge(judge, case, party),
        SubjectId::Zone => return over_all(judge, case),
        SubjectId::Person(_)
        | SubjectId::Year(_)
        | SubjectId::Week(_)
        | SubjectId::Event(_)
        | SubjectId::Line(_) => {}
    }
    support::judge(judge, case);
    allegation::judge(judge, case);
}

/// What the Bureau owes over all projects, once each of them was judged.
fn over_all(judge: &mut Judge<'_, '_>, zone: &Case<'_>) {
    annual::judge(judge, zone);
    let running = std::mem::take(&mut judge.out.running);
    weekly::judge(judge, zone, running);
    pairing::judge(judge);
}

/// Events that no subject takes, and lines that are no events.
fn lines(judge: &mut Judge<'_, '_>, rows: &Rows<'_>, subjects: &mut Subjects<'_, '_>) {
    for (place, _) in rows.unreadable.iter().enumerate() {
        let line = u32::try_from(place).unwrap_or(u32::MAX);
        let row = FindingRow::new(FindingCode::UnreadableEvent, Severity::Review, SubjectId::Line(line));
        judge.find(row, judge.window.to, &[]);
    }
    for (code, place) in subjects.take_outside() {
        outside(judge, rows, code, place);
    }
}

/// What is found of an event that no subject takes.
pub(crate) fn outside(judge: &mut Judge<'_, '_>, rows: &Rows<'_>, code: FindingCode, place: u32) {
    let Some(row) = rows.row(place) else { return };
    let (severity, basis) = match code {
        FindingCode::FutureEvent => (Severity::Info, None),
        FindingCode::DuplicateEvent => (Severity::Info, Some(Reading::RepeatedEvent)),
        FindingCode::UnmatchedEvent => (Severity::Review, Some(Reading::UnmatchedEvent)),
        _ => (Severity::Review, None),
    };
    let mut finding = FindingRow::new(code, severity, SubjectId::Event(place));
    finding.basis = basis.map(Basis::Reading);
    let on = row.at.day().min(judge.window.to);
    judge.find(finding, on, &[place]);
}

impl<'r, 'l> Audit<'r, 'l> {
    /// One that found nothing yet, and the window that it looks at.
    fn nothing(
        ground: Ground<'r>,
        digests: &'r Digests,
        rows: Rows<'l>,
        scope: Scope,
        as_of: When,
    ) -> (Self, Window) {
        let ground = Ground { known: scope.known, ..ground };
        let rows = rows.known_on(ground.lines.known_on());
        let force = ground.profile.readings.in_force;
        let window = Window {
            norms: Norms::of(scope.norms.as_deref()),
            from: scope.from.unwrap_or(force.from),
            to: scope.to.unwrap_or_else(|| as_of.day()),
            ahead: None,
        };
        let shown = Shown { book: ground.book, rows };
        (Self { ground, digests, shown, outcome: Outcome::default(), scope, as_of }, window)
    }
}

impl<'r, 'l> Audit<'r, 'l>
where
    'r: 'l,
{
    /// How many duties were looked at.
    #[must_use]
    pub fn duty_count(&self) -> usize {
        self.outcome.duties.len()
    }

    /// How many findings there are.
    #[must_use]
    pub fn finding_count(&self) -> usize {
        self.outcome.findings.len()
    }

    /// The log that was judged.
    #[must_use]
    pub fn log(&self) -> &Rows<'l> {
        &self.shown.rows
    }

    /// The duty at a place among [`Audit::duties`], counted from 0.
    #[must_use]
    pub fn duty(&self, place: usize) -> Option<Duty<'l>> {
        Some(self.shown.duty(self.outcome.duties.get(place)?))
    }

    /// The finding at a place among [`Audit::findings`], counted from 0.
    #[must_use]
    pub fn finding(&self, place: usize) -> Option<Finding<'l>> {
        let row = self.outcome.findings.get(place)?;
        Some(self.shown.finding(row, &self.outcome.evidence, &mut HashMap::default()))
    }

    /// The duties, subject by subject: parties, then cases by their ids, then matters.
    pub fn duties(&self) -> impl Iterator<Item = Duty<'l>> + '_ {
        self.outcome.duties.iter().map(|row| self.shown.duty(row))
    }

    /// The findings, in the same order; those about single lines and events come after the parties'.
    pub fn findings(&self) -> impl Iterator<Item = Finding<'l>> + '_ {
        let mut known = HashMap::default();
        let evidence = &self.outcome.evidence;
        self.outcome.findings.iter().map(move |row| self.shown.finding(row, evidence, &mut known))
    }

    /// How each party stands that owed something or is the obligor of a finding, in the order of their ids.
    #[must_use]
    pub fn standing(&self) -> Vec<Standing<'r>> {
        standing::of_parties(self.shown.book, &self.outcome)
    }

    /// How each case stands of which something was owed or found, in the order of their ids.
    #[must_use]
    pub fn standing_of_cases(&self) -> Vec<SubjectStanding<'l>> {
        standing::of_subjects(&self.shown, &self.outcome, |subject| matches!(subject, SubjectId::Case(_)))
    }

    /// How each project stands of which something was owed or found, in the order of their ids.
    #[must_use]
    pub fn standing_of_projects(&self) -> Vec<SubjectStanding<'l>> {
        standing::of_subjects(&self.shown, &self.outcome, |subject| matches!(subject, SubjectId::Project(_)))
    }
}
