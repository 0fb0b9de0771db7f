//! What enters: duties and findings by places. What leaves: the same as a reader sees them, names and ids in their place.

use std::borrow::Cow;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::book::Book;
use crate::duty::{Duty, DutyRow, Subject, SubjectId, TriggerId, TriggerRef, Who, WhoId};
use crate::error::{IdKind, nearest};
use crate::event::EventKind;
use crate::finding::{Finding, FindingCode, FindingRow, Severity};
use crate::rows::{Field, Rows};
use crate::rules::annual;
use crate::silence::Silence;
use crate::words::Word;

/// What an unknown name of the log resembles, looked for once.
pub(crate) type Resembling = HashMap<(Field, Word), Vec<String>, FixedState>;

/// The book and the log that places are places of.
#[derive(Debug)]
pub(crate) struct Shown<'r, 'l> {
    pub(crate) book: &'r Book,
    pub(crate) rows: Rows<'l>,
}

impl<'r, 'l> Shown<'r, 'l>
where
    'r: 'l,
{
    pub(crate) fn event_id(&self, place: u32) -> &'l str {
        self.rows.id(place)
    }

    pub(crate) fn subject(&self, subject: SubjectId) -> Subject<'l> {
        match subject {
            SubjectId::Case(word) => Subject::Case(self.rows.case_name(word)),
            SubjectId::Matter(matter) => Subject::Matter(self.book.id_of(matter)),
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

    pub(crate) fn who(&self, who: WhoId) -> Who<'r> {
        match who {
            WhoId::Party(party) => Who::Party(self.book.party(party)),
            WhoId::Person(person) => Who::Person(self.book.person(person)),
        }
    }

    pub(crate) fn duty(&self, row: &DutyRow) -> Duty<'l> {
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
            since: row.since.into(),
            due: row.due.when(),
            status: row.status,
            fulfilled_by: row.fulfilled_by.row().map(|place| self.event_id(place)),
            elapsed: row.elapsed(),
            basis: row.basis,
            relation: row.relation,
        }
    }

    pub(crate) fn finding(&self, row: &FindingRow, evidence: &[u32], known: &mut Resembling) -> Finding<'l> {
        let (from, to) = row.events;
        let events = evidence.get(from as usize..to as usize).unwrap_or_default();
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
            left_out: self.left_out(row, evidence),
            possible_ground: row.code.possible_ground().filter(|_| row.severity != Severity::Info),
        }
    }

    /// The key projects that a summary does not cover.
    fn left_out(&self, row: &FindingRow, evidence: &[u32]) -> Vec<&'l str> {
        let (FindingCode::SummaryIncomplete, SubjectId::Year(year)) = (row.code, row.subject) else {
            return Vec::new();
        };
        let place = evidence.get(row.events.0 as usize).copied().unwrap_or(u32::MAX);
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
