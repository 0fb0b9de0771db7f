//! What enters: the events of one subject in any order. What leaves: its acts in the canonical order, names known to the
//! catalogue, every repeated event counted once.

use std::cmp::Ordering;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use smallvec::SmallVec;

use crate::book::Book;
use crate::day::When;
use crate::duty::SubjectId;
use crate::finding::{FindingCode, FindingRow, PossibleGround, Severity};
use crate::home::{Home, home};
use crate::ids::{PartyId, ProjectId};
use crate::limit::Basis;
use crate::manner::{Alike, Manners};
use crate::names::{Names, UNKNOWN, meaning, unpack};
use crate::order::by_row;
use crate::packed::{FEW, Packed, Reference};
use crate::reading::Reading;
use crate::rows::{Field, Row, Rows};
use crate::rules::case::{Act, Extra, Extras, Named, Period, Refers};
use crate::rules::judge::Judge;
use crate::sort::sort;
use crate::words::Word;

/// What a subject's acts are kept in, used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Bench {
    pub(crate) acts: Vec<Act>,
    pub(crate) extras: Extras,
    /// The act that each event became, by their ranks.
    places: Vec<Option<u32>>,
}

/// The events of a subject in their order, and which of them each refers to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Logged<'e> {
    pub(crate) events: &'e [Packed],
    pub(crate) references: &'e [Reference],
    /// Whether two of them may be one event that is there twice.
    pub(crate) may_repeat: bool,
}

/// Reads the events of a log, amended ones as amended.
#[derive(Debug)]
pub(crate) struct Reader<'s, 'l> {
    pub(crate) book: &'s Book,
    pub(crate) rows: &'s Rows<'l>,
    pub(crate) names: &'s Names,
    pub(crate) corrected: HashMap<u32, Row, FixedState>,
}

impl Reader<'_, '_> {
    pub(crate) fn row(&self, place: u32) -> Option<Row> {
        if self.corrected.is_empty() {
            return self.rows.row(place);
        }
        self.corrected.get(&place).copied().or_else(|| self.rows.row(place))
    }

    /// Whether an event may name something other than a matter that the catalogue lacks.
    fn may_name_unknown(&self, alike: &Alike, place: u32) -> bool {
        let (columns, names) = (&self.rows.columns, self.names);
        !self.corrected.is_empty()
            || alike.actor == Named::Unknown
            || alike.to == Named::Unknown
            || meaning(&names.with, Word(columns.with.code(place))) == Named::Unknown
            || meaning(&names.project, Word(columns.project.code(place))) == Named::Unknown
            || self
                .rows
                .covered(self.rows.covers(place))
                .any(|item| meaning(&names.covers, item) == Named::Unknown)
    }

    /// The id that an event refers to; corrections leave it alone.
    pub(crate) fn refers_to(&self, place: u32) -> &str {
        let column = &self.rows.columns.refers_to;
        column.values.get(column.code(place))
    }

    pub(crate) fn project(&self, row: &Row) -> Named<ProjectId> {
        meaning(&self.names.project, row.project)
    }

    /// The canonical order of two events of a subject.
    pub(crate) fn order(&self, manners: &Manners, a: &Packed, b: &Packed, of_one_case: bool) -> Ordering {
        a.order(b, manners, of_one_case).unwrap_or_else(|| match (self.row(a.row), self.row(b.row)) {
            (Some(one), Some(other)) => by_row(self.rows, &one, &other)
                .then_with(|| self.rows.id(a.row).cmp(self.rows.id(b.row)))
                .then_with(|| a.row.cmp(&b.row)),
            _ => a.row.cmp(&b.row),
        })
    }

    fn same_content(&self, a: &Packed, b: &Packed) -> bool {
        a.looks_like(b)
            && match (self.row(a.row), self.row(b.row)) {
                (Some(one), Some(other)) => by_row(self.rows, &one, &other) == Ordering::Equal,
                _ => false,
            }
    }

    /// Turns the events of a subject, in their order, into acts; a repeated event is found and left out.
    pub(crate) fn acts(
        &self,
        manners: &Manners,
        judge: &mut Judge<'_, '_>,
        subject: SubjectId,
        logged: Logged<'_>,
        bench: &mut Bench,
    ) {
        let Logged { events, references, may_repeat } = logged;
        let Bench { acts, extras, places } = bench;
        acts.clear();
        extras.list.clear();
        extras.covers.clear();
        places.clear();
        let of_project = matches!(subject, SubjectId::Project(_));
        let repeated_ids = if may_repeat { self.repeated_ids(events) } else { Vec::new() };
        let mut last: Option<&Packed> = None;
        for (rank, event) in events.iter().enumerate() {
            let mut is_told = false;
            if let Some(alike) = manners.alike(event.manner) {
                // What counts for a project beside its case is looked at in its case.
                let is_guest = of_project && home(alike.kind) == Home::Case;
                let same = may_repeat && last.is_some_and(|last| self.same_content(last, event));
                let is_repeated = may_repeat && (same || repeated_ids.binary_search(&rank).is_ok());
                if !is_repeated {
                    last = Some(event);
                    let is_all_known = alike.is_plain || !self.may_name_unknown(alike, event.row);
                    if !is_guest && (!is_all_known || event.matter == UNKNOWN) {
                        self.unknown_names(judge, event.row);
                    }
                    acts.push(self.act(event, alike, extras));
                } else if !is_guest {
                    self.repeated(judge, subject, event.row, event.at.into());
                }
                is_told = same || !is_repeated;
            }
            if !references.is_empty() {
                places.push(last_place(acts).filter(|_| is_told));
            }
        }
        for Reference { event, to } in references {
            let place = |rank: u32| places.get(rank as usize).copied().flatten();
            // What a repeated event refers to is left out with it.
            let own = place(*event).and_then(|place| acts.get_mut(place as usize));
            let own = own.filter(|act| events.get(*event as usize).is_some_and(|event| event.row == act.row));
            if let Some(act) = own {
                act.refers = to.and_then(place).map_or(Refers::Dangling, Refers::Act);
            }
        }
    }

    /// The ranks of events whose id an earlier one of the subject carries.
    fn repeated_ids(&self, events: &[Packed]) -> Vec<usize> {
        // Most subjects are small, and carry no id twice.
        if events.len() <= FEW {
            let ids: SmallVec<[u32; FEW]> = events.iter().map(|event| event.id).collect();
            let is_repeated =
                |(rank, id): (usize, &u32)| *id != 0 && ids.get(..rank).unwrap_or_default().contains(id);
            if !ids.iter().enumerate().any(is_repeated) {
                return Vec::new();
            }
        }
        let mut ids: Vec<(u32, usize)> = events
            .iter()
            .enumerate()
            .filter(|(_, event)| event.id != 0)
            .map(|(rank, event)| (event.id, rank))
            .collect();
        sort(&mut ids);
        let mut repeated = Vec::new();
        for same in ids.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            let mut firsts: Vec<&str> = Vec::new();
            for (_, rank) in same {
                let Some(id) = events.get(*rank).map(|event| self.rows.id(event.row)) else { continue };
                if firsts.contains(&id) { repeated.push(*rank) } else { firsts.push(id) }
            }
        }
        sort(&mut repeated);
        repeated
    }

    pub(crate) fn repeated(&self, judge: &mut Judge<'_, '_>, subject: SubjectId, place: u32, at: When) {
        let mut finding = FindingRow::new(FindingCode::DuplicateEvent, Severity::Info, subject);
        finding.basis = Some(Basis::Reading(Reading::RepeatedEvent));
        judge.find(finding, at.day(), &[place]);
    }

    /// An event as the act that its manner comes to.
    #[inline]
    fn act(&self, event: &Packed, alike: &Alike, extras: &mut Extras) -> Act {
        let own = Act {
            row: event.row,
            at: event.at.into(),
            kind: alike.kind,
            actor: alike.actor,
            to: alike.to,
            officer: alike.officer,
            person: alike.person,
            matter: unpack(event.matter),
            channel: alike.channel,
            via: alike.via,
            result: alike.result,
            refers: Refers::Nothing,
            extra: None,
        };
        let is_all = !alike.has_extra && !self.book.has_succession();
        if is_all { own } else { self.completed(own, alike, extras) }
    }

    /// An act with what few kinds carry, its parties as they are called on its day.
    #[cold]
    fn completed(&self, mut own: Act, alike: &Alike, extras: &mut Extras) -> Act {
        if alike.has_extra {
            own.extra = self.extra(own.row, own.at, extras);
        }
        let succeeded = |named: Named<PartyId>| match named {
            Named::Known(party) => Named::Known(self.book.successor(party, own.at.day())),
            other => other,
        };
        Act { actor: succeeded(own.actor), to: succeeded(own.to), ..own }
    }

    /// An event that belongs to no subject as an act; none where nothing is known of its kind.
    pub(crate) fn loose_act(&self, place: u32, extras: &mut Extras) -> Option<Act> {
        let mut manners = Manners::default();
        let event = self.packed(place, &mut manners)?;
        Some(self.act(&event, manners.alike(event.manner)?, extras))
    }

    /// Keeps what few kinds carry, and says where.
    fn extra(&self, place: u32, at: When, extras: &mut Extras) -> Option<u32> {
        let row = self.row(place)?;
        let columns = &self.rows.columns;
        let succeeded = |party| match party {
            Named::Known(party) => Named::Known(self.book.successor(party, at.day())),
            other => other,
        };
        let end = |list: &Extras| u32::try_from(list.covers.len()).unwrap_or(u32::MAX);
        let from = end(extras);
        extras.covers.extend(self.rows.covered(row.covers).map(|item| meaning(&self.names.covers, item)));
        let ground = columns.ground.values.get(row.ground.0);
        let own = PossibleGround::BuckPassing;
        extras.list.push(Extra {
            with: succeeded(meaning(&self.names.with, row.with)),
            about: succeeded(meaning(&self.names.about, row.about)),
            period: Period::read(columns.period.values.get(row.period.0)),
            covers: (from, end(extras)),
            on_buck_passing: [own.text().zh, own.code()].contains(&ground),
        });
        u32::try_from(extras.list.len().saturating_sub(1)).ok()
    }

    /// Finds each name of an event that the catalogue lacks.
    pub(crate) fn unknown_names(&self, judge: &mut Judge<'_, '_>, place: u32) {
        let Some(row) = self.row(place) else { return };
        let mut unknown = |code, field: Field, word: Word| {
            let mut finding = FindingRow::new(code, Severity::Review, SubjectId::Event(place));
            finding.named = Some((field, word));
            if code == FindingCode::UnmatchedEvent {
                finding.basis = Some(Basis::Reading(Reading::UnmatchedEvent));
            }
            judge.find(finding, row.at.day(), &[place]);
        };
        if meaning(&self.names.matter, row.matter) == Named::Unknown {
            unknown(FindingCode::UnknownMatter, Field::Matter, row.matter);
        }
        for (list, field, word) in [
            (&self.names.actor, Field::Actor, row.actor),
            (&self.names.to, Field::To, row.to),
            (&self.names.with, Field::With, row.with),
        ] {
            if meaning(list, word) == Named::Unknown {
                unknown(FindingCode::UnknownParty, field, word);
            }
        }
        for item in self.rows.covered(row.covers) {
            if meaning(&self.names.covers, item) == Named::Unknown {
                unknown(FindingCode::UnmatchedEvent, Field::Covers, item);
            }
        }
        if self.project(&row) == Named::Unknown {
            unknown(FindingCode::UnmatchedEvent, Field::Project, row.project);
        }
    }
}

/// The place of the last act of a case.
fn last_place(acts: &[Act]) -> Option<u32> {
    u32::try_from(acts.len()).ok()?.checked_sub(1)
}
