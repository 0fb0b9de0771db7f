//! What enters: events as they happen, in any order. What leaves: what each of them opened, discharged, voided or found, and
//! at any time the audit of all of them.
//!
//! A ledger and an audit run the same rules over the same subjects; they differ only in how events come to their subject.
//! An event is kept when it is recorded, which costs little; what it changed is worked out when somebody looks.

mod effect;
mod side;
mod state;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::acts::Reader;
use crate::amend::Referred;
use crate::audit::{Audit, Scope};
use crate::day::When;
use crate::duty::SubjectId;
use crate::event::Event;
use crate::home::{Home, home, is_application};
use crate::keys::{Finder, Keys};
use crate::log::EventLog;
use crate::names::Names;
use crate::rulebook::Rulebook;
use crate::rules::case::Named;
use crate::rules::posts::Posts;
use crate::words::Word;

pub use effect::Effect;

const NONE: u32 = u32::MAX;

/// A running record of events under a rulebook.
///
/// ```
/// # use liandong::{Catalogue, Event, EventKind, Outcome, PartyKind, Rulebook};
/// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "bureau", "c")
/// #     .party("bureau", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee)
/// #     .party("d", "市场监督管理部", PartyKind::Department)
/// #     .matter("M-1", "食品经营许可", "d", |matter| {
/// #         matter.supervised_by("d");
/// #         matter.taken_in("2021-06-01", "c", "示例管发〔2021〕1号");
/// #     }))?;
/// let mut ledger = rulebook.ledger();
/// let mut decision = Event::new(EventKind::Decision, "2022-01-01T09:30".parse()?);
/// decision.case = Some("C-1".to_owned());
/// decision.matter = Some("M-1".to_owned());
/// decision.actor = Some("bureau".to_owned());
/// decision.result = Some(Outcome::Granted);
/// let opened = ledger.record(&decision)?.effect().opened;
/// assert_eq!(opened.iter().map(|duty| duty.norm.id()).collect::<Vec<_>>(), ["2.6b", "2.6c"]);
///
/// let restored = rulebook.restore_ledger(&ledger.state())?;
/// assert_eq!(restored.as_of("2022-01-02".parse()?).duty_count(), ledger.as_of("2022-01-02".parse()?).duty_count());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Ledger {
    rulebook: Rulebook,
    log: EventLog,
    /// The newest event of each case, by the case's word, and the one before each event in its case.
    newest: Vec<u32>,
    before: Vec<u32>,
    /// Applications, which count for their project beside their case.
    guests: HashMap<SubjectId, Vec<u32>, FixedState>,
    /// The events of every other subject.
    elsewhere: HashMap<SubjectId, Vec<u32>, FixedState>,
    /// Events whose subject hangs on what they refer to, and amendments.
    unsettled: Vec<u32>,
    /// Events that have no subject, whatever comes later.
    loose: Vec<u32>,
    has_amendments: bool,
    names: Names,
    posts: Posts,
}

/// A ledger that has no room for another event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the ledger is full at {events} events; begin another one and split the cases between them")]
pub struct LedgerFull {
    /// How many events it holds.
    pub events: usize,
}

impl LedgerFull {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        format!("台账已满，共 {} 条事件；请另建台账并按办件拆分", self.events)
    }
}

/// An event that was recorded just now.
#[derive(Clone, Copy, Debug)]
pub struct Recorded<'l> {
    ledger: &'l Ledger,
    row: u32,
}

impl Ledger {
    /// A ledger that begins with the events of a log.
    pub(crate) fn new(rulebook: Rulebook, log: EventLog) -> Self {
        let posts = Posts::new(rulebook.ground().book);
        let mut own = Self {
            rulebook,
            log,
            newest: Vec::new(),
            before: Vec::new(),
            guests: HashMap::default(),
            elsewhere: HashMap::default(),
            unsettled: Vec::new(),
            loose: Vec::new(),
            has_amendments: false,
            names: Names::default(),
            posts,
        };
        for row in 0..u32::try_from(own.log.len()).unwrap_or(NONE) {
            own.file(row);
        }
        own
    }

    /// Keeps an event; order does not matter, and what cannot be matched becomes a finding, never an error.
    ///
    /// # Errors
    /// [`LedgerFull`] where there is no room; the ledger is unchanged.
    pub fn record(&mut self, event: &Event) -> Result<Recorded<'_>, LedgerFull> {
        let events = self.log.len();
        let row = self.log.try_push(event).ok_or(LedgerFull { events })?;
        self.file(row);
        Ok(Recorded { ledger: self, row })
    }

    /// Remembers to which subject an event came.
    fn file(&mut self, row: u32) {
        let kind = self.log.kind(row);
        let case = self.log.case.codes.get(row as usize).copied().unwrap_or(NONE);
        let is_case = kind.is_some_and(|kind| home(kind) == Home::Case) && case != NONE;
        let before = if is_case { self.chain(case, row) } else { NONE };
        self.before.push(before);
        if self.names.lag(&self.log) {
            self.names.grow(self.rulebook.ground().book, &self.log.columns());
        }
        if is_case && !kind.is_some_and(is_application) {
            return;
        }
        let Some(kind) = kind else { return self.loose.push(row) };
        if home(kind) == Home::Amended {
            self.has_amendments = true;
            return self.unsettled.push(row);
        }
        let rows = self.log.rows();
        let book = self.rulebook.ground().book;
        let reader = Reader { book, rows: &rows, names: &self.names, corrected: HashMap::default() };
        let keys = Keys::new(book, rows.case_count());
        let finder = Finder { reader: &reader, referred: &Referred::default(), keys: &keys };
        let Some(event) = rows.row(row) else { return };
        // What it refers to may name its case or project, and may come later.
        let is_settled = match home(kind) {
            Home::Case | Home::Support | Home::Allegation => event.case.known().is_some(),
            Home::Project => reader.project(&event) != Named::Absent,
            Home::Department | Home::Zone | Home::Amended => true,
        };
        if event.refers_to.known().is_some() && !is_settled {
            return self.unsettled.push(row);
        }
        let Some(subject) = finder.key(&event, kind).map(|key| keys.subject(key)) else {
            return self.loose.push(row);
        };
        if !is_case {
            self.elsewhere.entry(subject).or_default().push(row);
        }
        if let Some(project) = reader.project(&event).known().filter(|_| is_application(kind)) {
            self.guests.entry(SubjectId::Project(project)).or_default().push(row);
        }
    }

    /// Puts an event at the head of its case, and returns the one that was there.
    fn chain(&mut self, case: u32, row: u32) -> u32 {
        let place = case as usize;
        if self.newest.len() <= place {
            self.newest.resize(place.saturating_add(1), NONE);
        }
        self.newest.get_mut(place).map_or(NONE, |newest| std::mem::replace(newest, row))
    }

    /// The events of a subject that stand there whatever else is recorded.
    fn filed(&self, subject: SubjectId) -> Vec<u32> {
        let mut places = Vec::new();
        if let SubjectId::Case(Word(case)) = subject {
            let mut next = self.newest.get(case as usize).copied().unwrap_or(NONE);
            while next != NONE {
                places.push(next);
                next = self.before.get(next as usize).copied().unwrap_or(NONE);
            }
        }
        for list in [&self.guests, &self.elsewhere] {
            places.extend(list.get(&subject).into_iter().flatten());
        }
        places
    }

    /// How many events it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.log.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.log.is_empty()
    }

    /// Every event recorded.
    #[must_use]
    pub const fn log(&self) -> &EventLog {
        &self.log
    }

    /// The rulebook it is kept under.
    #[must_use]
    pub const fn rulebook(&self) -> &Rulebook {
        &self.rulebook
    }

    /// Everything as of a day or moment: the same as an audit of the same events, whatever order they came in.
    #[must_use]
    pub fn as_of(&self, moment: When) -> Audit<'_, '_> {
        self.rulebook.audit(&self.log, Scope::default(), moment)
    }

    /// The events, taken out, to be kept under another rulebook.
    #[must_use]
    pub fn into_log(self) -> EventLog {
        self.log
    }
}
