//! What enters: a log, a window and the day of the audit. What leaves: duties, findings and each party's standing.

use std::borrow::Cow;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::book::Book;
use crate::day::Day;
use crate::day::When;
use crate::duty::{Duty, DutyRow, DutyStatus, Subject, SubjectId, TriggerId, TriggerRef, Who, WhoId};
use crate::error::{IdKind, nearest};
use crate::event::EventKind;
use crate::finding::{Curable, Finding, FindingCode, FindingRow, Severity};
use crate::ids::PartyId;
use crate::limit::Basis;
use crate::names::{Names, is_by_hand};
use crate::norm::Norm;
use crate::party::Party;
use crate::reading::Reading;
use crate::records::Knowledge;
use crate::rows::{Field, Rows};
use crate::rules::Ground;
use crate::rules::case::{Case, Judge, Outcome, Stray, Window};
use crate::rules::oversight;
use crate::rules::posts::Posts;
use crate::rules::{
    agent, allegation, annual, feedback, hindsight, pairing, platform, project, push, push_back, support,
    weekly,
};
use crate::silence::Silence;
use crate::subjects::Subjects;
use crate::words::Word;

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

/// What an unknown name of the log resembles, looked for once.
type Resembling = HashMap<(Field, Word), Vec<String>, FixedState>;

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

/// An event log judged against the Measures as of a day.
#[derive(Debug)]
pub struct Audit<'r, 'l> {
    pub(crate) book: &'r Book,
    rows: Rows<'l>,
    pub(crate) outcome: Outcome,
    /// The window that was judged.
    pub scope: Scope,
    /// The day or moment as of which it was judged.
    pub as_of: When,
}

pub(crate) fn audit<'r, 'l>(ground: Ground<'r>, rows: Rows<'l>, scope: Scope, as_of: When) -> Audit<'r, 'l> {
    let ground = Ground { known: scope.known, ..ground };
    let force = ground.profile.readings.in_force;
    let window = Window {
        norms: scope.norms.clone(),
        from: scope.from.unwrap_or(force.from),
        to: scope.to.unwrap_or_else(|| as_of.day()),
    };
    let posts = Posts::new(ground.book);
    let names = Names::new(ground.book, &rows.columns);
    let mut judge = Judge { ground, posts: &posts, as_of, window: &window, out: Outcome::default() };
    oversight::judge(&mut judge);
    let mut subjects = Subjects::new(ground.book, &rows, &names, as_of);
    lines(&mut judge, &rows, &mut subjects);
    subjects.each(&mut judge, one_subject);
    let mut outcome = judge.out;
    soften(&mut outcome);
    Audit { book: ground.book, rows, outcome, scope, as_of }
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
        let Some(row) = rows.row(place) else { continue };
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
}

/// A lack that an unmatched event could cure is softened to a review.
fn soften(outcome: &mut Outcome) {
    if outcome.strays.is_empty() {
        return;
    }
    type Key = (FindingCode, Option<PartyId>, Option<crate::ids::MatterId>, Option<Word>);
    let mut strays: HashMap<Key, Vec<Stray>, FixedState> = HashMap::default();
    for stray in &outcome.strays {
        strays.entry((stray.cures, stray.to, stray.matter, stray.case)).or_default().push(*stray);
    }
    for same in strays.values_mut() {
        same.sort_by_key(|stray| stray.at.latest());
    }
    for finding in &mut outcome.findings {
        let Some(Curable { since, until, matter }) = finding.curable else { continue };
        if finding.severity != Severity::Breach {
            continue;
        }
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
        let found = cures
            .filter_map(|(party, matter, case)| strays.get(&(finding.code, party, matter, case)))
            .filter_map(|same| same.iter().rev().find(in_time))
            .find(|stray| !stray.at.certainly_before(since));
        if let Some(stray) = found {
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

    /// The duties, subject by subject: parties, then cases by their ids, then matters.
    pub fn duties(&self) -> impl Iterator<Item = Duty<'l>> + '_ {
        self.outcome.duties.iter().map(|row| self.duty(row))
    }

    /// The findings, in the same order; those about single lines and events come after the parties'.
    pub fn findings(&self) -> impl Iterator<Item = Finding<'l>> + '_ {
        let mut known = HashMap::default();
        self.outcome.findings.iter().map(move |row| self.finding(row, &mut known))
    }

    /// How each party stands that owed something or is the obligor of a finding, in the order of their ids.
    #[must_use]
    pub fn standing(&self) -> Vec<Standing<'r>> {
        let mut counts = vec![(0usize, 0usize, 0usize, 0usize); self.book.parties.len()];
        for duty in &self.outcome.duties {
            let obligor = duty.obligor.ok().and_then(WhoId::party);
            if let Some(own) = obligor.and_then(|party| counts.get_mut(party.place())) {
                match duty.status {
                    DutyStatus::Fulfilled | DutyStatus::Late => own.0 = own.0.saturating_add(1),
                    DutyStatus::Pending | DutyStatus::Outstanding | DutyStatus::Missed => {
                        own.1 = own.1.saturating_add(1)
                    }
                    DutyStatus::Void | DutyStatus::Tracked | DutyStatus::Undetermined => {}
                }
            }
        }
        for finding in &self.outcome.findings {
            // A decision without competence counts for whoever made it, not for whose it was.
            let counted = match finding.code {
                FindingCode::DecidedWithoutCompetence => finding.actor,
                _ => finding.obligor,
            };
            if let Some(own) = counted.and_then(|party| counts.get_mut(party.place())) {
                match finding.severity {
                    Severity::Breach => own.2 = own.2.saturating_add(1),
                    Severity::Review => own.3 = own.3.saturating_add(1),
                    Severity::Info => {}
                }
            }
        }
        let parties = self.book.parties.iter().zip(counts).filter(|(_, counts)| *counts != (0, 0, 0, 0));
        parties
            .map(|(entry, (fulfilled, open, breaches, reviews))| Standing {
                party: &entry.party,
                fulfilled,
                open,
                breaches,
                reviews,
            })
            .collect()
    }

    pub(crate) fn event_id(&self, place: u32) -> &'l str {
        self.rows.id(place)
    }

    fn subject(&self, subject: SubjectId) -> Subject<'l> {
        match subject {
            SubjectId::Case(word) => Subject::Case(self.rows.case_name(word)),
            SubjectId::Matter(matter) => {
                Subject::Matter(self.book.matters.get(matter.place()).map_or("", |matter| &matter.id))
            }
            SubjectId::Party(party) => Subject::Party(&self.book.party(party).id),
            SubjectId::Person(person) => Subject::Person(&self.book.person(person).id),
            SubjectId::Project(project) => {
                Subject::Project(self.book.project(project).map_or("", |entry| &entry.project.id))
            }
            SubjectId::Year(year) => Subject::Year(year),
            SubjectId::Week(week) => Subject::Week(week),
            SubjectId::Zone => Subject::Party(&self.book.party(self.book.bureau).id),
            SubjectId::Event(place) => Subject::Event(self.event_id(place)),
            SubjectId::Line(line) => Subject::Line(
                self.rows.unreadable.get(line as usize).map_or(0, |unreadable| unreadable.place),
            ),
        }
    }

    fn who(&self, who: WhoId) -> Who<'r> {
        match who {
            WhoId::Party(party) => Who::Party(self.book.party(party)),
            WhoId::Person(person) => Who::Person(self.book.person(person)),
        }
    }

    fn duty(&self, row: &DutyRow) -> Duty<'l> {
        let who = |who: Result<WhoId, Silence>| who.map(|who| self.who(who));
        Duty {
            norm: row.norm,
            obligor: who(row.obligor),
            to: row.to.map(who),
            subject: self.subject(row.subject),
            trigger: match row.trigger {
                TriggerId::Event(place) => TriggerRef::Event(self.event_id(place)),
                TriggerId::Since(day) => TriggerRef::Since(day),
            },
            since: row.since,
            due: row.due,
            status: row.status,
            fulfilled_by: row.fulfilled_by.map(|place| self.event_id(place)),
            elapsed: row.elapsed,
            basis: row.basis,
            relation: row.relation,
        }
    }

    fn finding(&self, row: &FindingRow, known: &mut Resembling) -> Finding<'l> {
        let (from, to) = row.events;
        let events = self.outcome.evidence.get(from as usize..to as usize).unwrap_or_default();
        let (named, nearest) = self.named(row, known);
        Finding {
            code: row.code,
            severity: row.severity,
            norm: row.norm,
            obligor: row.obligor.map(|party| self.book.party(party)),
            to: row.to.map(|who| self.who(who)),
            subject: self.subject(row.subject),
            events: events.iter().map(|place| self.event_id(*place)).collect(),
            actor: row.actor.map(|party| self.book.party(party)),
            interval: row.interval,
            elapsed: row.elapsed,
            basis: row.basis,
            named,
            nearest,
            left_out: self.left_out(row),
            possible_ground: row.code.possible_ground().filter(|_| row.severity != Severity::Info),
        }
    }

    /// The key projects that a summary does not cover.
    fn left_out(&self, row: &FindingRow) -> Vec<&'l str> {
        let (FindingCode::SummaryIncomplete, SubjectId::Year(year)) = (row.code, row.subject) else {
            return Vec::new();
        };
        let place = self.outcome.evidence.get(row.events.0 as usize).copied().unwrap_or(u32::MAX);
        let covered = self.rows.covered(self.rows.covers(place));
        let covered: Vec<_> = covered.map(|item| self.rows.name(Field::Covers, item)).collect();
        let due = annual::key_projects(self.book, year).map(|project| project.id.as_str());
        due.filter(|id| !covered.contains(id)).collect()
    }

    /// What the log said that is not known, and what it may have meant.
    fn named(&self, row: &FindingRow, known: &mut Resembling) -> (Option<Cow<'l, str>>, Vec<String>) {
        if let Some((field, word)) = row.named {
            let name = self.rows.name(field, word);
            let kind = match field {
                Field::Matter => IdKind::Matter,
                Field::Actor | Field::To | Field::With => IdKind::Party,
                Field::Project | Field::Covers => IdKind::Project,
            };
            let nearest = known.entry((field, word)).or_insert_with(|| self.book.unknown(kind, name).nearest);
            return (Some(Cow::Borrowed(name)), nearest.clone());
        }
        match (row.code, row.subject) {
            (FindingCode::UnknownKind, SubjectId::Event(place)) => {
                let name = self.rows.kind_text(place);
                let nearest = nearest(name, EventKind::ALL.iter().map(|kind| kind.code()));
                (Some(Cow::Borrowed(name)), nearest)
            }
            (FindingCode::UnreadableEvent, SubjectId::Line(line)) => {
                let line = self.rows.unreadable.get(line as usize);
                (line.map(|line| Cow::Owned(line.why.clone())), Vec::new())
            }
            _ => (None, Vec::new()),
        }
    }
}
