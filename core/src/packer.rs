//! What enters: rows of a log. What leaves: their events, packed.
//!
//! Some hundred rows are taken at a time and of those one column after the other: how a column is laid out is then looked at
//! once and not for each row.

use crate::acts::Reader;
use crate::columns::Column;
use crate::ids::Dense;
use crate::manner::{Manner, Manners, Ways};
use crate::names::{meaning, pack};
use crate::packed::{Packed, text_hash};
use crate::rows::Row;
use crate::rules::case::Named;
use crate::stamp::Stamp;

/// What each value of a log's columns comes to in an event that has it.
#[derive(Debug)]
pub(crate) struct Meanings {
    actor: Vec<u32>,
    to: Vec<u32>,
    person: Vec<u32>,
    officer: Vec<u32>,
    matter: Vec<u32>,
    kind: Vec<Ways>,
    channel: Vec<Ways>,
    via: Vec<Ways>,
    result: Vec<Ways>,
}

impl Meanings {
    pub(crate) fn new(reader: &Reader<'_, '_>) -> Self {
        fn numbers<T: Dense>(names: &[Named<T>]) -> Vec<u32> {
            names.iter().copied().map(pack).collect()
        }
        fn ways(column: &Column<'_>, way: impl Fn(u32) -> Ways) -> Vec<Ways> {
            (0..u32::try_from(column.values.len()).unwrap_or(u32::MAX)).map(way).collect()
        }
        let (names, log, columns) = (reader.names, reader.rows, &reader.rows.columns);
        Self {
            actor: numbers(&names.actor),
            to: numbers(&names.to),
            person: numbers(&names.person),
            officer: numbers(&names.officer),
            matter: numbers(&names.matter),
            kind: ways(&columns.kind, |code| Ways::kind(log.kind_of(code))),
            channel: ways(&columns.channel, |code| Ways::channel(log.channel_of(code))),
            via: ways(&columns.handled_via, |code| Ways::via(log.via_of(code))),
            result: ways(&columns.result, |code| Ways::result(log.result_of(code))),
        }
    }
}

/// What one thread packs with.
#[derive(Debug, Default)]
pub(crate) struct Packer {
    pub(crate) manners: Manners,
    events: Vec<Packed>,
    how: Vec<Manner>,
    times: Vec<Stamp>,
    codes: Vec<u32>,
}

impl Packer {
    /// Some rows, which are in their order; one without a time has any.
    pub(crate) fn pack(&mut self, reader: &Reader<'_, '_>, meanings: &Meanings, rows: &[u32]) -> &[Packed] {
        let (log, columns) = (reader.rows, &reader.rows.columns);
        let Self { manners, events, how, times, codes } = self;
        columns.at.of(rows, times);
        events.clear();
        events.extend(rows.iter().zip(&*times).map(|(row, at)| Packed {
            at: *at,
            row: *row,
            ..Packed::EMPTY
        }));
        of_each(&columns.id, rows, codes, events, |own, code| {
            own.id = text_hash(columns.id.values.bytes_at(code))
        });
        of_each(&columns.refers_to, rows, codes, events, |own, code| {
            own.refers = text_hash(columns.refers_to.values.bytes_at(code))
        });
        of_each(&columns.matter, rows, codes, events, |own, code| own.matter = of(&meanings.matter, code));
        columns.kind.codes_of(rows, codes);
        how.clear();
        how.extend(codes.iter().map(|code| Manner { ways: of(&meanings.kind, *code), ..Manner::default() }));
        of_each(&columns.actor, rows, codes, how, |own, code| own.actor = of(&meanings.actor, code));
        of_each(&columns.to, rows, codes, how, |own, code| own.to = of(&meanings.to, code));
        of_each(&columns.person, rows, codes, how, |own, code| own.person = of(&meanings.person, code));
        of_each(&columns.officer, rows, codes, how, |own, code| own.officer = of(&meanings.officer, code));
        for (column, list) in [
            (&columns.channel, &meanings.channel),
            (&columns.handled_via, &meanings.via),
            (&columns.result, &meanings.result),
        ] {
            of_each(column, rows, codes, how, |own, code| own.ways = own.ways.and(of(list, code)));
        }
        of_each(&columns.case, rows, codes, how, |own, code| {
            if log.case_of(code).known().is_some() {
                own.ways = own.ways.and(Ways::NAMES_CASE);
            }
        });
        for (own, how) in events.iter_mut().zip(how) {
            own.manner = manners.number(how);
        }
        if !reader.corrected.is_empty() {
            let corrected = events.iter_mut().filter_map(|own| Some((reader.corrected.get(&own.row)?, own)));
            corrected.for_each(|(row, own)| *own = reader.packed_as(own.row, row, manners));
        }
        events
    }
}

impl Reader<'_, '_> {
    /// One event, packed.
    pub(crate) fn packed(&self, place: u32, manners: &mut Manners) -> Option<Packed> {
        Some(self.packed_as(place, &self.row(place)?, manners))
    }

    fn packed_as(&self, place: u32, row: &Row, manners: &mut Manners) -> Packed {
        Packed {
            at: row.at.into(),
            row: place,
            id: text_hash(self.rows.id(place).as_bytes()),
            refers: text_hash(self.refers_to(place).as_bytes()),
            matter: pack(meaning(&self.names.matter, row.matter)),
            manner: manners.number(&self.manner(row)),
            subject: 0,
        }
    }

    fn manner(&self, row: &Row) -> Manner {
        let names = self.names;
        let case = if row.case.known().is_some() { Ways::NAMES_CASE } else { Ways::default() };
        Manner {
            actor: pack(meaning(&names.actor, row.actor)),
            to: pack(meaning(&names.to, row.to)),
            person: pack(meaning(&names.person, row.person)),
            officer: pack(meaning(&names.officer, row.officer)),
            ways: [Ways::channel(row.channel), Ways::via(row.via), Ways::result(row.result), case]
                .into_iter()
                .fold(Ways::kind(row.kind), Ways::and),
        }
    }
}

/// Sets what a column holds of each event.
fn of_each<T>(
    column: &Column<'_>,
    rows: &[u32],
    codes: &mut Vec<u32>,
    all: &mut [T],
    set: impl Fn(&mut T, u32),
) {
    if !column.is_absent() {
        column.codes_of(rows, codes);
        all.iter_mut().zip(&*codes).for_each(|(own, code)| set(own, *code));
    }
}

/// What a code comes to; what is none to nothing.
#[inline]
fn of<T: Copy + Default>(list: &[T], code: u32) -> T {
    list.get(code as usize).copied().unwrap_or_default()
}
