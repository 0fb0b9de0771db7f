//! What enters: an audit. What leaves: its duties and findings as columns, for whoever counts and joins them by the million.
//!
//! Events are given by their rows in the log that was judged, so that a finding joins back to the adopter's own table.

use std::borrow::Cow;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::audit::Audit;
use crate::day::{Day, Elapsed};
use crate::duty::{DutyRow, Subject, SubjectId, TriggerId, WhoId};
use crate::finding::{FindingRow, Severity};
use crate::limit::{Basis, LimitName};
use crate::reading::Reading;
use crate::shown::Shown;
use crate::stamp::Stamp;

/// No text, no event: what stands for none in a column.
const NONE: u32 = u32::MAX;

/// A column of texts with its dictionary; the highest number stands for no text.
#[derive(Clone, Debug, Default)]
pub struct TextColumn<'a> {
    /// For each row the place of its text.
    pub codes: Vec<u32>,
    /// The texts, each once.
    pub values: Vec<Cow<'a, str>>,
}

impl<'a> TextColumn<'a> {
    /// The text of a row.
    #[must_use]
    pub fn get(&self, row: usize) -> Option<&str> {
        let code = self.codes.get(row).copied().filter(|code| *code != NONE)?;
        self.values.get(code as usize).map(|text| &**text)
    }
}

/// Fills a column, each distinct key's text once.
struct Filling<'a, K> {
    column: TextColumn<'a>,
    known: HashMap<K, u32, FixedState>,
    last: Option<(K, u32)>,
}

impl<'a, K: Copy + Eq + std::hash::Hash> Filling<'a, K> {
    fn new(rows: usize) -> Self {
        let column = TextColumn { codes: Vec::with_capacity(rows), values: Vec::new() };
        Self { column, known: HashMap::default(), last: None }
    }

    fn push(&mut self, key: Option<K>, text: impl FnOnce(K) -> Cow<'a, str>) {
        let Some(key) = key else { return self.column.codes.push(NONE) };
        // What comes next is mostly the same again.
        if let Some((last, code)) = self.last
            && last == key
        {
            return self.column.codes.push(code);
        }
        let values = &mut self.column.values;
        let code = *self.known.entry(key).or_insert_with(|| {
            values.push(text(key));
            u32::try_from(values.len().saturating_sub(1)).unwrap_or(NONE)
        });
        self.last = Some((key, code));
        self.column.codes.push(code);
    }

    fn label(&mut self, key: K, text: &'static str) {
        self.push(Some(key), |_| Cow::Borrowed(text));
    }
}

/// The duties of an audit, one row each, in the order of [`Audit::duties`].
#[derive(Clone, Debug, Default)]
pub struct DutyColumns<'a> {
    /// The norm.
    pub norm: TextColumn<'a>,
    /// Who owes it: the id of a party or person.
    pub obligor: TextColumn<'a>,
    /// Why nobody is determined who owes it.
    pub obligor_silence: TextColumn<'a>,
    /// Towards whom: the id of a party or person.
    pub to: TextColumn<'a>,
    /// Why nobody is determined towards whom.
    pub to_silence: TextColumn<'a>,
    /// What it is about: `case`, `matter`, `project`, `party`, `person`, `period` or `event`.
    pub subject_kind: TextColumn<'a>,
    /// The id of what it is about.
    pub subject: TextColumn<'a>,
    /// The row of the event that set it off; the highest number where a dated fact did.
    pub trigger: Vec<u32>,
    /// When it was set off.
    pub since: Vec<Stamp>,
    /// By when it is to be done, where a limit or date of the adopter's says so.
    pub due: Vec<Option<Stamp>>,
    /// What became of it.
    pub status: TextColumn<'a>,
    /// The row of the event that discharged it; the highest number where none did.
    pub fulfilled_by: Vec<u32>,
    /// Minutes from trigger to discharge or audit, where both are moments.
    pub elapsed_minutes: Vec<Option<i64>>,
    /// Calendar days from trigger to discharge or audit, where either is a day.
    pub elapsed_days: Vec<Option<i32>>,
    /// The reading it owes something to.
    pub reading: TextColumn<'a>,
    /// The adopter's limit it owes something to.
    pub limit: TextColumn<'a>,
}

/// The findings of an audit, one row each, in the order of [`Audit::findings`].
#[derive(Clone, Debug, Default)]
pub struct FindingColumns<'a> {
    /// What was found.
    pub code: TextColumn<'a>,
    /// How much it says.
    pub severity: TextColumn<'a>,
    /// The norm.
    pub norm: TextColumn<'a>,
    /// Who owed the act.
    pub obligor: TextColumn<'a>,
    /// Towards whom.
    pub to: TextColumn<'a>,
    /// What it is about: `case`, `matter`, `project`, `party`, `person`, `period`, `event` or `line`.
    pub subject_kind: TextColumn<'a>,
    /// The id of what it is about.
    pub subject: TextColumn<'a>,
    /// The party that acted, where that is the point.
    pub actor: TextColumn<'a>,
    /// The first day of an interval.
    pub from: Vec<Option<Day>>,
    /// Its last day.
    pub until: Vec<Option<Day>>,
    /// Minutes that passed, between moments.
    pub elapsed_minutes: Vec<Option<i64>>,
    /// Calendar days that passed, where either end is a day.
    pub elapsed_days: Vec<Option<i32>>,
    /// The reading it rests on.
    pub reading: TextColumn<'a>,
    /// The adopter's limit it rests on.
    pub limit: TextColumn<'a>,
    /// The ground of 3.3b it may come under.
    pub possible_ground: TextColumn<'a>,
    /// Where the events of each finding begin among `events`; one more than there are findings.
    pub event_offsets: Vec<u32>,
    /// The rows of the events that show them.
    pub events: Vec<u32>,
}

impl<'r: 'l, 'l> Audit<'r, 'l> {
    /// The duties as columns.
    ///
    /// ```
    /// # use liandong::{Catalogue, EventLog, PartyKind, Rulebook, Scope};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
    /// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee))?;
    /// let log = EventLog::new();
    /// let audit = rulebook.audit(&log, Scope::default(), "2022-01-31".parse()?);
    /// let duties = audit.duty_columns();
    /// assert_eq!(duties.norm.codes.len(), audit.duty_count());
    /// assert_eq!((duties.norm.get(0), duties.obligor.get(0)), (Some("2.6a"), Some("bureau")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn duty_columns(&self) -> DutyColumns<'l> {
        let rows = &self.outcome.duties;
        let count = rows.len();
        let shown = &self.shown;
        let (mut norm, mut status) = (Filling::new(count), Filling::new(count));
        let (mut obligor, mut to) = (Filling::new(count), Filling::new(count));
        let (mut obligor_silence, mut to_silence) = (Filling::new(count), Filling::new(count));
        let (mut subject_kind, mut subject) = (Filling::new(count), Filling::new(count));
        let (mut reading, mut limit) = (Filling::new(count), Filling::new(count));
        let mut own = DutyColumns::default();
        for row in rows.iter() {
            norm.label(row.norm, row.norm.id());
            status.label(row.status, row.status.code());
            let who = |who| Cow::Borrowed(shown.who(who).id());
            obligor.push(row.obligor.ok(), who);
            obligor_silence.push(row.obligor.err(), |why| Cow::Borrowed(why.why()));
            to.push(row.to.and_then(Result::ok), who);
            to_silence.push(row.to.and_then(Result::err), |why| Cow::Borrowed(why.why()));
            about(shown, row.subject, &mut subject_kind, &mut subject);
            rests_on(row.basis, &mut reading, &mut limit);
            own.push(row);
        }
        DutyColumns {
            norm: norm.column,
            obligor: obligor.column,
            obligor_silence: obligor_silence.column,
            to: to.column,
            to_silence: to_silence.column,
            subject_kind: subject_kind.column,
            subject: subject.column,
            status: status.column,
            reading: reading.column,
            limit: limit.column,
            ..own
        }
    }

    /// The findings as columns.
    #[must_use]
    pub fn finding_columns(&self) -> FindingColumns<'l> {
        let rows = &self.outcome.findings;
        let count = rows.len();
        let shown = &self.shown;
        let (mut code, mut severity, mut norm) =
            (Filling::new(count), Filling::new(count), Filling::new(count));
        let (mut obligor, mut to, mut actor) =
            (Filling::new(count), Filling::new(count), Filling::new(count));
        let (mut subject_kind, mut subject) = (Filling::new(count), Filling::new(count));
        let (mut reading, mut limit, mut ground) =
            (Filling::new(count), Filling::new(count), Filling::new(count));
        let mut own = FindingColumns { event_offsets: vec![0], ..FindingColumns::default() };
        for row in rows.iter() {
            code.label(row.code, row.code.code());
            severity.label(row.severity, row.severity.code());
            norm.push(row.norm, |norm| Cow::Borrowed(norm.id()));
            let who = |who| Cow::Borrowed(shown.who(who).id());
            obligor.push(row.obligor.map(WhoId::Party), who);
            to.push(row.to, who);
            actor.push(row.actor.map(WhoId::Party), who);
            about(shown, row.subject, &mut subject_kind, &mut subject);
            rests_on(row.basis, &mut reading, &mut limit);
            let possible = row.code.possible_ground().filter(|_| row.severity != Severity::Info);
            ground.push(possible, |ground| Cow::Borrowed(ground.code()));
            own.push(row, &self.outcome.evidence);
        }
        FindingColumns {
            code: code.column,
            severity: severity.column,
            norm: norm.column,
            obligor: obligor.column,
            to: to.column,
            subject_kind: subject_kind.column,
            subject: subject.column,
            actor: actor.column,
            reading: reading.column,
            limit: limit.column,
            possible_ground: ground.column,
            ..own
        }
    }
}

impl DutyColumns<'_> {
    fn push(&mut self, row: &DutyRow) {
        self.trigger.push(match row.trigger {
            TriggerId::Event(place) => place,
            TriggerId::Since(_) => NONE,
        });
        self.since.push(row.since);
        self.due.push(row.due.stamp());
        self.fulfilled_by.push(row.fulfilled_by.row().unwrap_or(NONE));
        let (minutes, days) = passed(row.elapsed());
        self.elapsed_minutes.push(minutes);
        self.elapsed_days.push(days);
    }
}

impl FindingColumns<'_> {
    fn push(&mut self, row: &FindingRow, evidence: &[u32]) {
        self.from.push(row.interval.map(|(from, _)| from));
        self.until.push(row.interval.map(|(_, until)| until));
        let (minutes, days) = passed(row.elapsed);
        self.elapsed_minutes.push(minutes);
        self.elapsed_days.push(days);
        let (from, to) = row.events;
        self.events.extend(evidence.get(from as usize..to as usize).unwrap_or_default());
        self.event_offsets.push(u32::try_from(self.events.len()).unwrap_or(NONE));
    }
}

const fn passed(elapsed: Option<Elapsed>) -> (Option<i64>, Option<i32>) {
    match elapsed {
        None => (None, None),
        Some(Elapsed::Minutes(minutes)) => (Some(minutes), None),
        Some(Elapsed::Days(days)) => (None, Some(days)),
    }
}

fn rests_on(basis: Option<Basis>, reading: &mut Filling<'_, Reading>, limit: &mut Filling<'_, LimitName>) {
    let (read, limited) = match basis {
        None => (None, None),
        Some(Basis::Reading(reading)) => (Some(reading), None),
        Some(Basis::Limit(limit)) => (None, Some(limit)),
    };
    reading.push(read, |reading| Cow::Borrowed(reading.id()));
    limit.push(limited, |limit| Cow::Borrowed(limit.id()));
}

fn about<'r: 'l, 'l>(
    shown: &Shown<'r, 'l>,
    subject: SubjectId,
    kinds: &mut Filling<'l, &'static str>,
    ids: &mut Filling<'l, SubjectId>,
) {
    let (kind, id): (&'static str, Cow<'l, str>) = match shown.subject(subject) {
        Subject::Case(id) => ("case", Cow::Borrowed(id)),
        Subject::Matter(id) => ("matter", Cow::Borrowed(id)),
        Subject::Party(id) => ("party", Cow::Borrowed(id)),
        Subject::Person(id) => ("person", Cow::Borrowed(id)),
        Subject::Project(id) => ("project", Cow::Borrowed(id)),
        Subject::Year(year) => ("period", Cow::Owned(format!("{year:04}"))),
        Subject::Week(week) => ("period", Cow::Owned(week.to_string())),
        Subject::Event(id) => ("event", Cow::Borrowed(id)),
        Subject::Line(line) => ("line", Cow::Owned(line.to_string())),
    };
    kinds.label(kind, kind);
    ids.push(Some(subject), |_| id);
}
