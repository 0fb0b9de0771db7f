//! What enters: the events of one subject in any order. What leaves: its acts in the canonical order, names known to the
//! catalogue, every repeated event counted once.

use std::cmp::Ordering;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::book::Book;
use crate::day::When;
use crate::duty::SubjectId;
use crate::event::{Channel, EventKind, HandledVia, Outcome};
use crate::finding::{FindingCode, FindingRow, PossibleGround, Severity};
use crate::home::{Home, home, is_application};
use crate::ids::{Dense, ProjectId};
use crate::limit::Basis;
use crate::names::{Names, meaning};
use crate::order::by_row;
use crate::reading::Reading;
use crate::rows::{Field, Row, Rows};
use crate::rules::case::{Act, Extra, Extras, Named, Period, Refers};
use crate::rules::judge::Judge;
use crate::stamp::Stamp;
use crate::words::{Word, short_hash};

/// An event in little memory, its names resolved, as it is carried to its subject.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packed {
    pub(crate) at: Stamp,
    pub(crate) row: u32,
    /// Hashes of its id and of the one it refers to; 0 for none.
    id: u32,
    refers: u32,
    actor: u32,
    to: u32,
    matter: u32,
    officer: u32,
    person: u32,
    kind: u8,
    channel: u8,
    via: u8,
    result: u8,
}

impl Packed {
    /// The free place of a list that is filled in another order.
    pub(crate) fn none() -> Self {
        Self {
            at: When::Day(crate::day::Day::MIN).into(),
            row: u32::MAX,
            id: 0,
            refers: 0,
            actor: 0,
            to: 0,
            matter: 0,
            officer: 0,
            person: 0,
            kind: 0,
            channel: 0,
            via: 0,
            result: 0,
        }
    }

    fn kind(&self) -> Option<EventKind> {
        EventKind::ALL.get(usize::from(self.kind)).copied()
    }

    /// Whether two say the same as far as it is kept here.
    fn looks_like(&self, other: &Self) -> bool {
        self.at == other.at
            && self.kind == other.kind
            && (self.actor, self.to, self.matter) == (other.actor, other.to, other.matter)
            && (self.channel, self.via, self.result) == (other.channel, other.via, other.result)
    }

    fn names_unknown(&self) -> bool {
        [self.actor, self.to, self.matter].contains(&u32::MAX)
    }
}

/// 0 for none, the highest number for one that is unknown.
fn pack<T: Dense>(named: Named<T>) -> u32 {
    match named {
        Named::Absent => 0,
        Named::Known(id) => id.raw(),
        Named::Unknown => u32::MAX,
    }
}

fn unpack<T: Dense>(raw: u32) -> Named<T> {
    match raw {
        u32::MAX => Named::Unknown,
        raw => T::from_raw(raw).map_or(Named::Absent, Named::Known),
    }
}

fn pack_closed<T: PartialEq>(all: &[T], own: Option<T>) -> u8 {
    let place = own.and_then(|own| all.iter().position(|one| *one == own));
    place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX)
}

/// What a subject's acts are kept in, used again for the next one.
#[derive(Debug, Default)]
pub(crate) struct Bench {
    pub(crate) acts: Vec<Act>,
    pub(crate) extras: Extras,
    /// Hashes of ids with the acts that carry them.
    ids: Vec<(u32, u32, usize)>,
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

    pub(crate) fn packed(&self, place: u32) -> Option<Packed> {
        if !self.corrected.is_empty()
            && let Some(row) = self.corrected.get(&place)
        {
            return self.pack_row(place, row);
        }
        let (columns, names) = (&self.rows.columns, self.names);
        let refers = columns.refers_to.code(place);
        Some(Packed {
            at: self.rows.at(place)?,
            row: place,
            id: self.id_hash(place),
            refers: id_hash(columns.refers_to.values.get(refers)),
            actor: pack(meaning(&names.actor, Word(columns.actor.code(place)))),
            to: pack(meaning(&names.to, Word(columns.to.code(place)))),
            matter: pack(meaning(&names.matter, Word(columns.matter.code(place)))),
            officer: pack(meaning(&names.officer, Word(columns.officer.code(place)))),
            person: pack(meaning(&names.person, Word(columns.person.code(place)))),
            kind: pack_kind(self.rows.kind(place)),
            channel: pack_closed(Channel::ALL, self.rows.channel(place)),
            via: pack_closed(HandledVia::ALL, self.rows.via(place)),
            result: pack_closed(Outcome::ALL, self.rows.result(place)),
        })
    }

    fn pack_row(&self, place: u32, row: &Row) -> Option<Packed> {
        let names = self.names;
        let refers = self.rows.columns.refers_to.values.get(row.refers_to.0);
        Some(Packed {
            at: row.at.into(),
            row: place,
            id: self.id_hash(place),
            refers: id_hash(refers),
            actor: pack(meaning(&names.actor, row.actor)),
            to: pack(meaning(&names.to, row.to)),
            matter: pack(meaning(&names.matter, row.matter)),
            officer: pack(meaning(&names.officer, row.officer)),
            person: pack(meaning(&names.person, row.person)),
            kind: pack_kind(row.kind),
            channel: pack_closed(Channel::ALL, row.channel),
            via: pack_closed(HandledVia::ALL, row.via),
            result: pack_closed(Outcome::ALL, row.result),
        })
    }

    fn id_hash(&self, place: u32) -> u32 {
        id_hash(self.rows.id(place))
    }

    pub(crate) fn project(&self, row: &Row) -> Named<ProjectId> {
        meaning(&self.names.project, row.project)
    }

    fn earlier(&self, a: &Packed, b: &Packed) -> Ordering {
        a.at.cmp(&b.at).then_with(|| a.kind.cmp(&b.kind)).then_with(|| {
            match (self.row(a.row), self.row(b.row)) {
                (Some(one), Some(other)) => by_row(self.rows, &one, &other)
                    .then_with(|| self.rows.id(a.row).cmp(self.rows.id(b.row)))
                    .then_with(|| a.row.cmp(&b.row)),
                _ => a.row.cmp(&b.row),
            }
        })
    }

    fn same_content(&self, a: &Packed, b: &Packed) -> bool {
        a.looks_like(b)
            && match (self.row(a.row), self.row(b.row)) {
                (Some(one), Some(other)) => by_row(self.rows, &one, &other) == Ordering::Equal,
                _ => false,
            }
    }

    /// Turns the events of a subject into acts; a repeated event is found and left out.
    pub(crate) fn acts(
        &self,
        judge: &mut Judge<'_, '_>,
        subject: SubjectId,
        events: &mut [Packed],
        bench: &mut Bench,
    ) {
        events.sort_unstable_by(|a, b| self.earlier(a, b));
        let Bench { acts, extras, ids } = bench;
        acts.clear();
        extras.list.clear();
        extras.covers.clear();
        ids.clear();
        let repeated_ids = self.repeated_ids(events);
        let (mut last, mut has_references): (Option<&Packed>, bool) = (None, false);
        for (rank, event) in events.iter().enumerate() {
            let Some(kind) = event.kind() else { continue };
            // What counts for a project beside its case is looked at in its case.
            let is_guest = matches!(subject, SubjectId::Project(_)) && home(kind) == Home::Case;
            let same = last.is_some_and(|last| self.same_content(last, event));
            if same || repeated_ids.binary_search(&rank).is_ok() {
                if !is_guest {
                    self.repeated(judge, subject, event.row, event.at.into());
                }
                if same && let Some(kept) = acts.len().checked_sub(1) {
                    ids.push((event.id, event.row, kept));
                }
                continue;
            }
            last = Some(event);
            if !is_guest && (event.names_unknown() || carries_extra(kind) || is_application(kind)) {
                self.unknown_names(judge, event.row);
            }
            has_references = has_references || event.refers != 0;
            ids.push((event.id, event.row, acts.len()));
            acts.push(self.act(event, kind, extras));
        }
        if has_references {
            self.refer(acts, events, ids);
        }
    }

    /// The ranks of events whose id an earlier one of the subject carries.
    fn repeated_ids(&self, events: &[Packed]) -> Vec<usize> {
        let mut ids: Vec<(u32, usize)> = events
            .iter()
            .enumerate()
            .filter(|(_, event)| event.id != 0)
            .map(|(rank, event)| (event.id, rank))
            .collect();
        ids.sort_unstable();
        let mut repeated = Vec::new();
        for same in ids.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
            let mut firsts: Vec<&str> = Vec::new();
            for (_, rank) in same {
                let Some(id) = events.get(*rank).map(|event| self.rows.id(event.row)) else { continue };
                if firsts.contains(&id) { repeated.push(*rank) } else { firsts.push(id) }
            }
        }
        repeated.sort_unstable();
        repeated
    }

    /// Finds the act that each act refers to.
    fn refer(&self, acts: &mut [Act], events: &[Packed], ids: &mut [(u32, u32, usize)]) {
        ids.sort_unstable_by_key(|(hash, _, act)| (*hash, *act));
        let hashes: HashMap<u32, u32, FixedState> =
            events.iter().filter(|event| event.refers != 0).map(|event| (event.row, event.refers)).collect();
        for act in acts {
            let Some(hash) = hashes.get(&act.row).copied() else { continue };
            let Some(word) = self.row(act.row).and_then(|row| row.refers_to.known()) else { continue };
            let named = self.rows.columns.refers_to.values.get(word.0);
            let from = ids.partition_point(|(own, ..)| *own < hash);
            let same = ids.get(from..).unwrap_or_default().iter().take_while(|(own, ..)| *own == hash);
            let found = same.clone().find(|(_, row, _)| self.rows.id(*row) == named);
            act.refers = found.map_or(Refers::Dangling, |(.., act)| Refers::Act(*act));
        }
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
            actor: succeeded(event.actor),
            to: succeeded(event.to),
            officer: unpack(event.officer),
            person: unpack(event.person),
            matter: unpack(event.matter),
            channel: Channel::ALL.get(usize::from(event.channel)).copied(),
            via: HandledVia::ALL.get(usize::from(event.via)).copied(),
            result: Outcome::ALL.get(usize::from(event.result)).copied(),
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

fn pack_kind(kind: Option<EventKind>) -> u8 {
    kind.map_or(u8::MAX, |kind| kind as u8)
}

/// The hash of an event's id, or of the one it refers to; 0 for none.
fn id_hash(id: &str) -> u32 {
    if id.is_empty() { 0 } else { short_hash(id) }
}

/// Whether a kind carries anything beyond what is packed.
const fn carries_extra(kind: EventKind) -> bool {
    !matches!(home(kind), Home::Case)
}
