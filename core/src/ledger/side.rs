//! What enters: a ledger, with its last event or without it. What leaves: where each event stands, which of them an event
//! concerns, and how subjects are judged.

use std::cmp::Ordering;

use crate::acts::{Bench, Reader};
use crate::amend::{Amended, Referred};
use crate::audit::{one_subject, outside};
use crate::batch::Batch;
use crate::day::{Day, When};
use crate::duty::SubjectId;
use crate::finding::FindingCode;
use crate::home::{Home, home, is_application};
use crate::ids::ProjectId;
use crate::keys::{Finder, Keys};
use crate::ledger::Ledger;
use crate::manner::Manners;
use crate::order::{by_content, canonical};
use crate::packed::Packed;
use crate::rows::Rows;
use crate::rules::judge::Judge;
use crate::rules::outcome::Outcome;
use crate::rules::window::{Norms, Window};
use crate::sort::{sort, sort_by};
use crate::subjects::{loose_events, repeated_outside};

/// Where an event stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    /// In the log not yet, or no longer; or it amends what is there.
    Nowhere,
    /// Before it comes to a subject at all.
    Outside(FindingCode),
    /// In no subject.
    Loose,
    /// In its subject; an application counts for its project as well.
    In(SubjectId, Option<SubjectId>),
}

/// The log with the event or without it.
pub(super) struct Side<'s, 'l> {
    ledger: &'l Ledger,
    reader: Reader<'s, 'l>,
    referred: Referred<'l>,
    withdrawn: Vec<u32>,
    unmatched: Vec<u32>,
    keys: Keys,
}

impl<'s, 'l: 's> Side<'s, 'l> {
    pub(super) fn new(ledger: &'l Ledger, rows: &'s Rows<'l>) -> Self {
        let late = When::Day(Day::MAX);
        let referred =
            if ledger.unsettled.is_empty() { Referred::default() } else { Referred::new(rows, late) };
        let amended =
            if ledger.has_amendments { Amended::new(rows, &referred, late) } else { Amended::default() };
        let Amended { corrected, withdrawn, mut unmatched } = amended;
        sort(&mut unmatched);
        let book = ledger.rulebook.ground().book;
        let reader = Reader { book, rows, names: &ledger.names, corrected };
        Self { ledger, reader, referred, withdrawn, unmatched, keys: Keys::new(book, rows.case_count()) }
    }

    fn stands(&self, place: u32) -> Stands {
        let Some(event) = self.reader.row(place).filter(|_| place < self.reader.rows.len()) else {
            return Stands::Nowhere;
        };
        if self.withdrawn.binary_search(&place).is_ok() {
            return Stands::Nowhere;
        }
        let Some(kind) = event.kind else { return Stands::Outside(FindingCode::UnknownKind) };
        if home(kind) == Home::Amended {
            let is_unmatched = self.unmatched.binary_search(&place).is_ok();
            return if is_unmatched { Stands::Outside(FindingCode::UnmatchedEvent) } else { Stands::Nowhere };
        }
        let finder = Finder { reader: &self.reader, referred: &self.referred, keys: &self.keys };
        let Some(own) = finder.key(&event, kind).map(|key| self.keys.subject(key)) else {
            return Stands::Loose;
        };
        let project = self.reader.project(&event).known().map(SubjectId::Project);
        Stands::In(own, project.filter(|_| is_application(kind)))
    }

    /// The subjects in which an event counts.
    pub(super) fn subjects(&self, place: u32) -> impl Iterator<Item = Option<SubjectId>> + use<> {
        let both = match self.stands(place) {
            Stands::In(own, guest) => [Some(own), guest],
            Stands::Nowhere | Stands::Outside(_) | Stands::Loose => [None, None],
        };
        both.into_iter()
    }

    /// The events that one concerns: itself, what it amends, and what stands elsewhere because of it.
    pub(super) fn concerned(&self, then: &Self, row: u32) -> Vec<u32> {
        let mut concerned = vec![row];
        let mut next = 0usize;
        while let Some(place) = concerned.get(next).copied() {
            next = next.saturating_add(1);
            let amends = self.ledger.log.kind(place).is_some_and(|kind| home(kind) == Home::Amended);
            let Some(id) = self.ledger.log.refers(place).filter(|_| amends) else { continue };
            for own in self.referred.all(id) {
                if !concerned.contains(own) {
                    concerned.push(*own);
                }
            }
        }
        let moved =
            self.ledger.unsettled.iter().copied().filter(|place| self.stands(*place) != then.stands(*place));
        concerned.extend(moved.filter(|place| *place != row).collect::<Vec<_>>());
        concerned
    }

    /// Events that may have no subject and say the same as one of these: of several only the first is looked at.
    pub(super) fn alike(&self, concerned: &[u32]) -> Vec<u32> {
        let rows = self.reader.rows;
        let known = [&self.ledger.loose, &self.ledger.unsettled].into_iter().flatten();
        let mut alike: Vec<u32> = known
            .filter(|place| concerned.iter().any(|own| by_content(rows, *own, **place) == Ordering::Equal))
            .chain(concerned)
            .copied()
            .collect();
        sort(&mut alike);
        alike.dedup();
        alike
    }

    /// The events that count in a subject.
    pub(super) fn events(&self, subject: SubjectId) -> Vec<u32> {
        let mut places = self.ledger.filed(subject);
        let elsewhere = self.ledger.unsettled.iter().chain(self.reader.corrected.keys());
        places.extend(elsewhere.copied());
        sort(&mut places);
        places.dedup();
        places.retain(|place| self.subjects(*place).any(|own| own == Some(subject)));
        places
    }

    /// What is found of subjects, and of those events that have none.
    pub(super) fn judged(&self, subjects: &[SubjectId], alike: &[u32], as_of: When) -> Outcome {
        let ground = self.ledger.rulebook.ground();
        let window = Window {
            norms: Norms::ALL,
            from: ground.profile.readings.in_force.from,
            to: as_of.day(),
            ahead: None,
        };
        let posts = &self.ledger.posts;
        let mut judge = Judge { ground, posts, as_of, window: &window, out: Outcome::default() };
        for subject in subjects {
            if *subject == SubjectId::Zone {
                self.running(&mut judge);
            }
            self.one(&mut judge, *subject);
        }
        self.elsewhere(&mut judge, alike);
        judge.out
    }

    fn one(&self, judge: &mut Judge<'_, '_>, subject: SubjectId) {
        let (places, mut manners) = (self.events(subject).into_iter(), Manners::default());
        let events: Vec<Packed> = places
            .filter_map(|place| self.reader.packed(place, &mut manners))
            .filter(|event| event.at.is_by(judge.as_of.latest()))
            .collect();
        let mut bench = Bench::default();
        Batch::of(subject, events).judge(&self.reader, &manners, judge, one_subject, &mut bench);
    }

    /// When the procedures of each project run: the zone's own duties hang on it (2.3d).
    fn running(&self, judge: &mut Judge<'_, '_>) {
        let nothing = Window { norms: Norms::NOTHING, ..*judge.window };
        let Judge { ground, posts, as_of, .. } = *judge;
        let mut quiet = Judge { ground, posts, as_of, window: &nothing, out: Outcome::default() };
        for place in 0..self.reader.book.projects.len() {
            self.one(&mut quiet, SubjectId::Project(ProjectId::from(place)));
        }
        judge.out.running = quiet.out.running;
    }

    /// What is found of those events that have no subject.
    fn elsewhere(&self, judge: &mut Judge<'_, '_>, alike: &[u32]) {
        let rows = self.reader.rows;
        let (mut before_all, mut loose) = (Vec::new(), Vec::new());
        for place in alike.iter().copied() {
            match self.stands(place) {
                Stands::Outside(code) => before_all.push((code, place)),
                Stands::Loose => loose.push(place),
                Stands::Nowhere | Stands::In(..) => {}
            }
        }
        repeated_outside(rows, &mut before_all);
        for (code, place) in before_all {
            outside(judge, rows, code, place);
        }
        sort_by(&mut loose, |a, b| canonical(rows, *a, *b));
        loose_events(&self.reader, judge, &loose);
    }
}
