//! What enters: an event just recorded. What leaves: how its subjects stand with it and without it, and the difference.

use foldhash::fast::FixedState;
use hashbrown::HashSet;

use crate::acts::{Bench, Packed, Reader};
use crate::amend::{Amended, Referred};
use crate::audit::{one_subject, outside};
use crate::day::{Day, When};
use crate::duty::{Duty, DutyRow, DutyStatus, SubjectId, TriggerId, WhoId};
use crate::finding::{Finding, FindingCode, FindingRow};
use crate::home::{Home, home};
use crate::ids::ProjectId;
use crate::keys::{Finder, Keys};
use crate::ledger::{Ledger, Recorded};
use crate::norm::Norm;
use crate::rows::Rows;
use crate::rules::case::Case;
use crate::rules::judge::{Judge, Outcome, Window};
use crate::shown::Shown;
use crate::silence::Silence;
use crate::subjects::loose_events;

/// What an event changed in its subject.
#[derive(Debug, Default)]
pub struct Effect<'l> {
    /// Duties that were not there before and are still to be met, or are open to question.
    pub opened: Vec<Duty<'l>>,
    /// Duties that it, or what it lets count, discharged.
    pub discharged: Vec<Duty<'l>>,
    /// Duties that are no longer there or no longer owed.
    pub voided: Vec<Duty<'l>>,
    /// What is found now and was not before; the lack of what is still open is not.
    pub found: Vec<Finding<'l>>,
    /// What was found before and is no longer.
    pub cleared: Vec<Finding<'l>>,
}

impl<'l> Recorded<'l> {
    /// What it opened, discharged, voided and found in its subject, as of the subject's last event.
    ///
    /// Worked out when asked: the subject is judged without the event and with it.
    #[must_use]
    pub fn effect(&self) -> Effect<'l> {
        of(self.ledger, self.row)
    }
}

fn of(ledger: &Ledger, row: u32) -> Effect<'_> {
    let ground = ledger.rulebook.ground();
    let rows = || ledger.log.rows().known_on(ground.lines.known_on());
    let now = Side::new(ledger, rows());
    // It was recorded last, so the log without it is the log up to it.
    let then = Side::new(ledger, rows().up_to(row));
    let mut subjects: Vec<SubjectId> = Vec::new();
    for side in [&then, &now] {
        subjects.extend(side.touched(row));
    }
    let mut seen: HashSet<SubjectId, FixedState> = HashSet::default();
    subjects.retain(|subject| seen.insert(*subject));
    let as_of = now.last(&subjects, row);
    let (before, after) = (then.judged(&subjects, row, as_of), now.judged(&subjects, row, as_of));
    let shown = Shown { book: ground.book, rows: ledger.log.rows() };
    difference(&shown, &before, &after)
}

/// The log with the event or without it.
struct Side<'l> {
    ledger: &'l Ledger,
    rows: Rows<'l>,
    referred: Referred<'l>,
    amended: Amended,
}

impl<'l> Side<'l> {
    fn new(ledger: &'l Ledger, rows: Rows<'l>) -> Self {
        let late = When::Day(Day::MAX);
        let referred =
            if ledger.unsettled.is_empty() { Referred::default() } else { Referred::new(&rows, late) };
        let amended =
            if ledger.has_amendments { Amended::new(&rows, &referred, late) } else { Amended::default() };
        Self { ledger, rows, referred, amended }
    }

    fn reader(&self) -> Reader<'_, 'l> {
        Reader {
            book: self.ledger.rulebook.ground().book,
            rows: &self.rows,
            names: &self.ledger.names,
            corrected: self.amended.corrected.clone(),
        }
    }

    /// The subjects that an event is about: its own, or those of what it amends.
    fn touched(&self, row: u32) -> Vec<SubjectId> {
        let reader = self.reader();
        let keys = Keys::new(reader.book, self.rows.case_count());
        let finder = Finder { reader: &reader, referred: &self.referred, keys: &keys };
        let amends = self.ledger.log.kind(row).is_some_and(|kind| home(kind) == Home::Amended);
        let places: Vec<u32> = if amends {
            let id = self.ledger.log.refers(row);
            id.map_or(&[][..], |id| self.referred.all(id)).to_vec()
        } else {
            vec![row]
        };
        let mut subjects = Vec::new();
        for event in places.into_iter().filter_map(|place| reader.row(place)) {
            let Some(kind) = event.kind else { continue };
            subjects.extend(finder.key(&event, kind).map(|key| keys.subject(key)));
            let project = reader.project(&event).known().map(SubjectId::Project);
            subjects.extend(project.filter(|_| crate::home::is_application(kind)));
        }
        subjects
    }

    /// The last moment at which something happened in the subjects.
    fn last(&self, subjects: &[SubjectId], row: u32) -> When {
        let filed = subjects.iter().flat_map(|subject| self.ledger.filed(*subject)).chain([row]);
        let times = filed.filter_map(|place| self.rows.at(place)).map(When::from);
        times.max_by_key(|at| at.latest()).unwrap_or(When::Day(Day::MIN))
    }

    fn judged(&self, subjects: &[SubjectId], row: u32, as_of: When) -> Outcome {
        let ledger = self.ledger;
        let ground = ledger.rulebook.ground();
        let window =
            Window { norms: None, from: ground.profile.readings.in_force.from, to: as_of.day(), ahead: None };
        let mut judge =
            Judge { ground, posts: &ledger.posts, as_of, window: &window, out: Outcome::default() };
        let reader = self.reader();
        let keys = Keys::new(reader.book, self.rows.case_count());
        let finder = Finder { reader: &reader, referred: &self.referred, keys: &keys };
        for subject in subjects {
            if *subject == SubjectId::Zone {
                self.facts(&finder, &mut judge);
            }
            self.one(&finder, &mut judge, *subject);
        }
        if subjects.is_empty() && row < self.rows.len() {
            let code = match self.ledger.log.kind(row) {
                None => Some(FindingCode::UnknownKind),
                Some(kind) if home(kind) == Home::Amended => Some(FindingCode::UnmatchedEvent),
                Some(_) => None,
            };
            match code {
                Some(code) => outside(&mut judge, &self.rows, code, row),
                None => loose_events(&reader, &mut judge, &[row]),
            }
        }
        judge.out
    }

    fn one(&self, finder: &Finder<'_, '_, 'l>, judge: &mut Judge<'_, '_>, subject: SubjectId) {
        let mut places = self.ledger.filed(subject);
        let elsewhere = self.ledger.unsettled.iter().chain(self.amended.corrected.keys());
        places.extend(elsewhere.copied());
        places.sort_unstable();
        places.dedup();
        let mut events: Vec<Packed> = places
            .into_iter()
            .filter(|place| *place < self.rows.len() && self.amended.withdrawn.binary_search(place).is_err())
            .filter(|place| self.belongs(finder, *place, subject))
            .filter_map(|place| finder.reader.packed(place))
            .filter(|event| When::from(event.at).earliest() <= judge.as_of.latest())
            .collect();
        let mut bench = Bench::default();
        finder.reader.acts(judge, subject, &mut events, &mut bench);
        one_subject(judge, &Case::new(subject, &bench.acts, &bench.extras));
    }

    fn belongs(&self, finder: &Finder<'_, '_, 'l>, place: u32, subject: SubjectId) -> bool {
        let Some(event) = finder.reader.row(place) else { return false };
        let Some(kind) = event.kind.filter(|kind| home(*kind) != Home::Amended) else { return false };
        let own = finder.key(&event, kind).map(|key| finder.keys.subject(key));
        let guest = finder.reader.project(&event).known().map(SubjectId::Project);
        own == Some(subject) || (crate::home::is_application(kind) && guest == Some(subject))
    }

    /// What the projects say that the zone's own duties hang on: when procedures run, and who serves whom.
    fn facts(&self, finder: &Finder<'_, '_, 'l>, judge: &mut Judge<'_, '_>) {
        let nothing = Window { norms: Some(Vec::new()), ..judge.window.clone() };
        let mut quiet = Judge {
            ground: judge.ground,
            posts: judge.posts,
            as_of: judge.as_of,
            window: &nothing,
            out: Outcome::default(),
        };
        for place in 0..finder.reader.book.projects.len() {
            self.one(finder, &mut quiet, SubjectId::Project(ProjectId::from(place)));
        }
        judge.out.running = quiet.out.running;
        judge.out.serving = quiet.out.serving;
    }
}

/// What makes a duty the same one with the event and without it.
type Identity = (Norm, Result<WhoId, Silence>, Option<Result<WhoId, Silence>>, SubjectId, Result<u32, Day>);

fn identity(row: &DutyRow) -> Identity {
    let trigger = match row.trigger {
        TriggerId::Event(place) => Ok(place),
        TriggerId::Since(day) => Err(day),
    };
    (row.norm, row.obligor, row.to, row.subject, trigger)
}

const fn is_done(status: DutyStatus) -> bool {
    matches!(status, DutyStatus::Fulfilled | DutyStatus::Late)
}

fn difference<'l>(shown: &Shown<'l, 'l>, before: &Outcome, after: &Outcome) -> Effect<'l> {
    let mut effect = Effect::default();
    for duty in &after.duties {
        let known = before.duties.iter().find(|own| identity(own) == identity(duty)).map(|own| own.status);
        if is_done(duty.status) && !known.is_some_and(is_done) {
            effect.discharged.push(shown.duty(duty));
        } else if duty.status == DutyStatus::Void && known != Some(DutyStatus::Void) {
            effect.voided.push(shown.duty(duty));
        } else if duty.status != DutyStatus::Void && !is_done(duty.status) && known.is_none_or(is_done) {
            effect.opened.push(shown.duty(duty));
        }
    }
    let gone = before.duties.iter().filter(|duty| duty.status != DutyStatus::Void);
    let gone = gone.filter(|duty| !after.duties.iter().any(|own| identity(own) == identity(duty)));
    effect.voided.extend(gone.map(|duty| shown.duty(duty)));
    effect.found = only_in(shown, after, before);
    effect.cleared = only_in(shown, before, after);
    effect
}

fn only_in<'l>(shown: &Shown<'l, 'l>, one: &Outcome, other: &Outcome) -> Vec<Finding<'l>> {
    let mut known = hashbrown::HashMap::default();
    let mut rest: Vec<_> = other.findings.iter().map(|row| seen(row, other)).collect();
    let mut only = Vec::new();
    for row in &one.findings {
        let open = row.duty.and_then(|place| one.duties.get(place)).is_some_and(|duty| duty.status.is_open());
        if let Some(same) = rest.iter().position(|own| *own == seen(row, one)) {
            rest.swap_remove(same);
        } else if !(open && row.curable.is_some()) {
            only.push(shown.finding(row, &one.evidence, &mut known));
        }
    }
    only
}

type Seen<'o> =
    (FindingCode, crate::finding::Severity, Option<WhoId>, SubjectId, Option<(Day, Day)>, &'o [u32]);

fn seen<'o>(row: &FindingRow, outcome: &'o Outcome) -> Seen<'o> {
    let (from, to) = row.events;
    let events = outcome.evidence.get(from as usize..to as usize).unwrap_or_default();
    (row.code, row.severity, row.to, row.subject, row.interval, events)
}
