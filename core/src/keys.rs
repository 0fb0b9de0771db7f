//! What enters: a subject, or an event and its kind. What leaves: the subject's number among all, by which a log is grouped.

use crate::acts::Reader;
use crate::amend::{Referred, STEPS};
use crate::book::Book;
use crate::cases::CaseOrder;
use crate::duty::SubjectId;
use crate::event::EventKind;
use crate::home::{Home, home};
use crate::ids::{MatterId, PartyId, ProjectId};
use crate::names::meaning;
use crate::rows::{Row, Rows};
use crate::rules::case::Named;
use crate::words::Word;

/// Where the subjects of each sort stand in one numbering: cases, matters, projects, parties, the zone.
pub(crate) struct Keys {
    cases: CaseOrder,
    matters: usize,
    pub(crate) projects: usize,
    parties: usize,
    pub(crate) zone: usize,
}

impl Keys {
    /// Cases numbered as they came.
    pub(crate) fn new(book: &Book, cases: usize) -> Self {
        Self::after(cases, CaseOrder::default(), book)
    }

    /// Cases numbered as their names sort, so that subjects have the order of their numbers.
    pub(crate) fn in_order(book: &Book, rows: &Rows<'_>) -> Self {
        let cases = CaseOrder::new(rows);
        Self::after(cases.len(), cases, book)
    }

    fn after(matters: usize, cases: CaseOrder, book: &Book) -> Self {
        let projects = matters.saturating_add(book.matters.len());
        let parties = projects.saturating_add(book.projects.len());
        Self { cases, matters, projects, parties, zone: parties.saturating_add(book.parties.len()) }
    }

    pub(crate) fn case(&self, case: Word) -> usize {
        self.cases.number(case)
    }

    /// The number of the case that a value of the log's column names, where cases are numbered as their names sort.
    #[inline]
    pub(crate) fn case_of(&self, code: u32) -> Option<u32> {
        self.cases.number_of(code)
    }

    pub(crate) fn project(&self, project: ProjectId) -> usize {
        self.projects.saturating_add(project.place())
    }

    pub(crate) fn party(&self, party: PartyId) -> usize {
        self.parties.saturating_add(party.place())
    }

    pub(crate) fn subject(&self, key: usize) -> SubjectId {
        let within = |start: usize| key.saturating_sub(start);
        if key < self.matters {
            SubjectId::Case(self.cases.word(key))
        } else if key < self.projects {
            SubjectId::Matter(MatterId::from(within(self.matters)))
        } else if key < self.parties {
            SubjectId::Project(ProjectId::from(within(self.projects)))
        } else if key < self.zone {
            SubjectId::Party(PartyId::from(within(self.parties)))
        } else {
            SubjectId::Zone
        }
    }
}

/// Finds the subject of an event.
pub(crate) struct Finder<'f, 's, 'l> {
    pub(crate) reader: &'f Reader<'s, 'l>,
    pub(crate) referred: &'f Referred<'l>,
    pub(crate) keys: &'f Keys,
}

impl Finder<'_, '_, '_> {
    /// The subject of an event, by its kind.
    pub(crate) fn key(&self, row: &Row, kind: EventKind) -> Option<usize> {
        let names = self.reader.names;
        let party = |party: Named<PartyId>| {
            party.known().map(|party| self.keys.party(self.reader.book.last_successor(party)))
        };
        match home(kind) {
            Home::Case => self.case(row),
            Home::Project => self.project(row),
            Home::Department => party(meaning(&names.actor, row.actor)),
            Home::Zone => Some(self.keys.zone),
            Home::Support => {
                let asked = match kind {
                    EventKind::SupportRequested => meaning(&names.to, row.to),
                    _ => meaning(&names.actor, row.actor),
                };
                self.about(row).or_else(|| party(asked))
            }
            Home::Allegation => self.about(row),
            Home::Amended => None,
        }
    }

    fn about(&self, row: &Row) -> Option<usize> {
        self.case(row).or_else(|| self.project(row))
    }

    /// What an event refers to.
    fn next(&self, row: &Row) -> Option<Row> {
        let rows = self.reader.rows;
        let id = rows.columns.refers_to.values.get(row.refers_to.known()?.0);
        self.reader.row(self.referred.first(rows, id)?)
    }

    fn project(&self, row: &Row) -> Option<usize> {
        let mut at = *row;
        for _ in 0..STEPS {
            match self.reader.project(&at) {
                Named::Known(project) => return Some(self.keys.project(project)),
                Named::Unknown => return None,
                Named::Absent => at = self.next(&at)?,
            }
        }
        None
    }

    /// The case of an event, that of what it refers to, else its matter.
    fn case(&self, row: &Row) -> Option<usize> {
        if let Some(case) = row.case.known() {
            return Some(self.keys.case(case));
        }
        let matter_of = |row: &Row| meaning(&self.reader.names.matter, row.matter).known();
        let mut matter = matter_of(row);
        let mut at = *row;
        for _ in 0..STEPS {
            let Some(next) = self.next(&at) else { break };
            if let Some(case) = next.case.known() {
                return Some(self.keys.case(case));
            }
            matter = matter.or_else(|| matter_of(&next));
            at = next;
        }
        matter.map(|matter| self.keys.matters.saturating_add(matter.place()))
    }
}
