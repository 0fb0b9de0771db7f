//! What enters: the events of one subject in any order. What leaves: its acts in the canonical order, names known to the
//! catalogue, every repeated event counted once.

use std::cmp::Ordering;
use std::ops::Range;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use smallvec::SmallVec;

use crate::book::Book;
use crate::columns::Column;
use crate::day::{Day, When};
use crate::duty::SubjectId;
use crate::event::EventKind;
use crate::finding::{FindingCode, FindingRow, PossibleGround, Severity};
use crate::home::{Home, home, is_application};
use crate::ids::ProjectId;
use crate::limit::Basis;
use crate::names::{Names, meaning};
use crate::order::by_row;
use crate::packed::{FEW, NameIds, Packed, Reference, pack, text_hash, unpack};
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
    places: Vec<Option<usize>>,
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

    /// One event, packed.
    pub(crate) fn packed(&self, place: u32) -> Option<Packed> {
        Some(self.pack_row(place, &self.row(place)?))
    }

    /// Some events packed, in the order of their rows, column by column; a row without a time has any.
    pub(crate) fn pack(&self, some: Range<u32>, codes: &mut Vec<u32>, out: &mut Vec<Packed>) {
        let (rows, columns, names) = (self.rows, &self.rows.columns, self.names);
        out.clear();
        out.extend(some.clone().map(|place| {
            let at = rows.at(place).unwrap_or_else(|| When::Day(Day::MIN).into());
            Packed::new(at, place, NameIds::default(), None)
        }));
        let mut read = |column: &Column<'_>, set: &dyn Fn(&mut [Packed], &[u32])| {
            if !column.is_absent() {
                column.codes_of(some.clone(), codes);
                set(out, codes);
            }
        };
        read(&columns.kind, &each(|own, code| own.set_kind(rows.kind_of(code))));
        read(&columns.actor, &each(|own, code| own.names.actor = pack(meaning(&names.actor, Word(code)))));
        read(&columns.to, &each(|own, code| own.names.to = pack(meaning(&names.to, Word(code)))));
        read(&columns.matter, &each(|own, code| own.names.matter = pack(meaning(&names.matter, Word(code)))));
        read(&columns.person, &each(|own, code| own.names.person = pack(meaning(&names.person, Word(code)))));
        read(
            &columns.officer,
            &each(|own, code| own.names.officer = pack(meaning(&names.officer, Word(code)))),
        );
        read(&columns.channel, &each(|own, code| own.channel = rows.channel_of(code)));
        read(&columns.handled_via, &each(|own, code| own.via = rows.via_of(code)));
        read(&columns.result, &each(|own, code| own.result = rows.result_of(code)));
        read(&columns.id, &each(|own, code| own.id = text_hash(columns.id.values.get(code))));
        read(
            &columns.refers_to,
            &each(|own, code| own.refers = text_hash(columns.refers_to.values.get(code))),
        );
        read(&columns.case, &each(|own, code| own.mark(rows.case_of(code).known().is_some(), false)));
        for own in out.iter_mut() {
            let is_unknown = own.names.has_unknown() || self.names_rare_unknown(own.row, own.kind());
            own.mark(false, is_unknown);
            if !self.corrected.is_empty()
                && let Some(row) = self.corrected.get(&own.row)
            {
                *own = self.pack_row(own.row, row);
            }
        }
    }

    fn pack_row(&self, place: u32, row: &Row) -> Packed {
        let names = self.names;
        let ids = NameIds {
            actor: pack(meaning(&names.actor, row.actor)),
            to: pack(meaning(&names.to, row.to)),
            matter: pack(meaning(&names.matter, row.matter)),
            person: pack(meaning(&names.person, row.person)),
            officer: pack(meaning(&names.officer, row.officer)),
        };
        let mut own = Packed::new(row.at.into(), place, ids, row.kind);
        own.mark(row.case.known().is_some(), ids.has_unknown() || row.kind.is_some_and(names_more));
        (own.channel, own.via, own.result) = (row.channel, row.via, row.result);
        (own.id, own.refers) = (text_hash(self.rows.id(place)), text_hash(self.refers_to(place)));
        own
    }

    /// Whether an event names something unknown that is not packed; asked only of kinds that carry such names.
    fn names_rare_unknown(&self, place: u32, kind: Option<EventKind>) -> bool {
        if !kind.is_some_and(names_more) {
            return false;
        }
        let (columns, names) = (&self.rows.columns, self.names);
        meaning(&names.with, Word(columns.with.code(place))) == Named::Unknown
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
    pub(crate) fn order(&self, a: &Packed, b: &Packed, of_one_case: bool) -> Ordering {
        a.order(b, of_one_case).unwrap_or_else(|| match (self.row(a.row), self.row(b.row)) {
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
        judge: &mut Judge<'_, '_>,
        subject: SubjectId,
        (events, references): (&[Packed], &[Reference]),
        bench: &mut Bench,
    ) {
        let Bench { acts, extras, places } = bench;
        acts.clear();
        extras.list.clear();
        extras.covers.clear();
        places.clear();
        let repeated_ids = self.repeated_ids(events);
        let mut last: Option<&Packed> = None;
        for (rank, event) in events.iter().enumerate() {
            places.push(None);
            let Some(kind) = event.kind() else { continue };
            // What counts for a project beside its case is looked at in its case.
            let is_guest = matches!(subject, SubjectId::Project(_)) && home(kind) == Home::Case;
            let same = last.is_some_and(|last| self.same_content(last, event));
            let is_repeated = same || repeated_ids.binary_search(&rank).is_ok();
            if !is_repeated {
                last = Some(event);
                if !is_guest && event.names_unknown() {
                    self.unknown_names(judge, event.row);
                }
                acts.push(self.act(event, kind, extras));
            } else if !is_guest {
                self.repeated(judge, subject, event.row, event.at.into());
            }
            if let Some(place) = places.last_mut().filter(|_| same || !is_repeated) {
                *place = acts.len().checked_sub(1);
            }
        }
        for Reference { event, to } in references {
            let place = |rank: u32| places.get(rank as usize).copied().flatten();
            // What a repeated event refers to is left out with it.
            let own = place(*event).and_then(|place| acts.get_mut(place));
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

    pub(crate) fn act(&self, event: &Packed, kind: EventKind, extras: &mut Extras) -> Act {
        let at = When::from(event.at);
        let succeeded = |raw: u32| match unpack(raw) {
            Named::Known(party) => Named::Known(self.book.successor(party, at.day())),
            other => other,
        };
        Act {
            row: event.row,
            at,
            kind,
            actor: succeeded(event.names.actor),
            to: succeeded(event.names.to),
            officer: unpack(event.names.officer),
            person: unpack(event.names.person),
            matter: unpack(event.names.matter),
            channel: event.channel,
            via: event.via,
            result: event.result,
            refers: Refers::Nothing,
            extra: if carries_extra(kind) { self.extra(event.row, at, extras) } else { None },
        }
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

/// Sets what a column holds of each event.
fn each(set: impl Fn(&mut Packed, u32)) -> impl Fn(&mut [Packed], &[u32]) {
    move |events, codes| events.iter_mut().zip(codes).for_each(|(own, code)| set(own, *code))
}

/// Whether a kind carries anything beyond what is packed.
const fn carries_extra(kind: EventKind) -> bool {
    !matches!(home(kind), Home::Case)
}

/// Whether a kind can name a project, or whom an act was done with, so that those names are looked at.
const fn names_more(kind: EventKind) -> bool {
    carries_extra(kind) || is_application(kind)
}
