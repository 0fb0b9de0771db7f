//! What enters: rows of a log. What leaves: their events, packed.
//!
//! Some hundred rows are taken at a time and of those one column after the other: how a column is laid out is then looked at
//! once and not for each row.

use crate::acts::Reader;
use crate::columns::Column;
use crate::manner::{Manner, Manners, Ways};
use crate::names::{meaning, pack};
use crate::packed::{Packed, text_hash};
use crate::rows::Row;
use crate::stamp::Stamp;
use crate::words::Table;

/// What the values of a log's columns come to in an event that has them.
#[derive(Debug)]
pub(crate) struct Meanings<'s, 'l> {
    matter: Vec<u32>,
    /// The columns that say how an event was done; none where their codes are too many to be told apart by one number.
    how: Option<Vec<Digit<'s, 'l>>>,
    /// Whether every value of the column of cases names one.
    all_name_cases: bool,
}

/// A column whose code is a digit of a number, with what that digit counts for.
#[derive(Debug)]
struct Digit<'s, 'l> {
    column: &'s Column<'l>,
    /// The digit of no text.
    none: u32,
    weight: u64,
}

impl<'s, 'l> Meanings<'s, 'l> {
    pub(crate) fn new(reader: &Reader<'s, 'l>) -> Self {
        let columns = &reader.rows.columns;
        let how = [
            &columns.kind,
            &columns.actor,
            &columns.to,
            &columns.person,
            &columns.officer,
            &columns.channel,
            &columns.handled_via,
            &columns.result,
        ];
        // The lowest digit is whether an event names a case.
        let mut weight = Some(2u64);
        let digits = how.into_iter().filter(|column| !column.is_absent()).map(|column| {
            let none = u32::try_from(column.values.len()).ok()?;
            let own = Digit { column, none, weight: weight? };
            weight = own.weight.checked_mul(u64::from(none).saturating_add(1));
            weight.map(|_| own)
        });
        let how = digits.collect();
        let mut cases = 0..u32::try_from(reader.rows.case_count()).unwrap_or(u32::MAX);
        let all_name_cases = cases.all(|code| reader.rows.case_of(code).known().is_some());
        let matter = reader.names.matter.iter().copied().map(pack).collect();
        Self { matter, how, all_name_cases }
    }
}

/// What one thread packs with.
#[derive(Debug, Default)]
pub(crate) struct Packer {
    manners: Manners,
    spelled: Spelled,
    events: Vec<Packed>,
    times: Vec<Stamp>,
    codes: Vec<u32>,
    spellings: Vec<u64>,
}

/// The manner that each combination of codes comes to, which was looked at once.
#[derive(Debug, Default)]
struct Spelled {
    list: Vec<(u64, u32)>,
    places: Table,
}

impl Spelled {
    /// The manner's number; where the combination is new, `new` says it, and how many manners there are.
    #[inline]
    fn number(&mut self, spelling: u64, new: impl FnOnce() -> (u32, usize)) -> u32 {
        let own = |place: u32| self.list.get(place as usize);
        // Multiplied by the golden ratio, numbers that differ in any digit lie apart. 0 is no hash.
        let hash = ((spelling.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32).max(1);
        match self.places.find(hash, |place| own(place).is_some_and(|(known, _)| *known == spelling)) {
            Ok(place) => own(place).map_or(0, |(_, number)| *number),
            Err(free) => self.added(spelling, (hash, free), new()),
        }
    }

    /// Keeps a combination where there are not many more of them than manners.
    #[cold]
    fn added(&mut self, spelling: u64, (hash, free): (u32, usize), (number, manners): (u32, usize)) -> u32 {
        // Where texts stand in a column more than once, many combinations come to one manner, and are not worth keeping.
        if self.list.len() < manners.saturating_mul(4) {
            self.places.fill(free, hash, u32::try_from(self.list.len()).unwrap_or(u32::MAX));
            self.list.push((spelling, number));
        }
        number
    }
}

impl Packer {
    /// The manners of what was packed so far; their numbers begin anew.
    pub(crate) fn take_manners(&mut self) -> Manners {
        self.spelled = Spelled::default();
        std::mem::take(&mut self.manners)
    }

    /// Some rows, which are in their order; one without a time has any.
    pub(crate) fn pack(
        &mut self,
        reader: &Reader<'_, '_>,
        meanings: &Meanings<'_, '_>,
        rows: &[u32],
    ) -> &[Packed] {
        let columns = &reader.rows.columns;
        let Self { events, times, codes, .. } = self;
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
        of_each(&columns.matter, rows, codes, events, |own, code| {
            own.matter = meanings.matter.get(code as usize).copied().unwrap_or_default();
        });
        self.number(reader, meanings, rows);
        let Self { events, manners, .. } = self;
        if !reader.corrected.is_empty() {
            let corrected = events.iter_mut().filter_map(|own| Some((reader.corrected.get(&own.row)?, own)));
            corrected.for_each(|(row, own)| *own = reader.packed_as(own.row, row, manners));
        }
        events
    }

    /// Gives each event the number of its manner.
    fn number(&mut self, reader: &Reader<'_, '_>, meanings: &Meanings<'_, '_>, rows: &[u32]) {
        let Self { manners, spelled, events, codes, spellings, .. } = self;
        let mut numbered = |row: u32| {
            // As it was logged: what corrects it, or that it is no event, is told by more than its combination.
            match reader.rows.row(row) {
                Some(row) => (manners.number(&reader.manner(&row)), manners.len()),
                None => (manners.number(&Manner::default()), 0),
            }
        };
        let Some(how) = &meanings.how else {
            return events.iter_mut().for_each(|own| own.manner = numbered(own.row).0);
        };
        spellings.clear();
        spellings.resize(rows.len(), 0);
        of_each(&reader.rows.columns.case, rows, codes, spellings, |own, code| {
            let names_case =
                code != u32::MAX && (meanings.all_name_cases || reader.rows.case_of(code).known().is_some());
            *own = u64::from(names_case);
        });
        for Digit { column, none, weight } in how {
            of_each(column, rows, codes, spellings, |own, code| {
                *own = own.wrapping_add(u64::from(code.min(*none)).wrapping_mul(*weight));
            });
        }
        for (own, spelling) in events.iter_mut().zip(&*spellings) {
            own.manner = spelled.number(*spelling, || numbered(own.row));
        }
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

#[cfg(test)]
mod tests {
    use hashbrown::HashMap;

    use super::*;
    use crate::catalogue::Catalogue;
    use crate::columns::{Codes, EventColumns, Texts, Times};
    use crate::names::Names;
    use crate::party::PartyKind;
    use crate::rulebook::Rulebook;

    const ROWS: u32 = 700;

    /// Whether manners are told by codes; those of a block are held to those that its events have one by one.
    fn are_told_by_codes(columns: EventColumns<'_>) -> bool {
        let catalogue = Catalogue::new("z", "示例区", "bureau", "c")
            .party("bureau", "行政审批局", PartyKind::Bureau)
            .party("c", "管委会", PartyKind::Committee);
        let rulebook = Rulebook::new(catalogue).unwrap();
        let book = rulebook.ground().book;
        let rows = columns.checked().unwrap();
        let names = Names::new(book, &rows.columns);
        let reader = Reader { book, rows: &rows, names: &names, corrected: HashMap::default() };
        let (mut packer, mut single) = (Packer::default(), Manners::default());
        let all: Vec<u32> = (0..ROWS).collect();
        let meanings = Meanings::new(&reader);
        let packed = packer.pack(&reader, &meanings, &all).to_vec();
        let known: Vec<u32> =
            all.iter().map(|row| reader.packed(*row, &mut single).unwrap().manner).collect();
        let joined = single.join(&packer.take_manners());
        assert!(packed.iter().map(|own| joined[own.manner as usize]).eq(known));
        meanings.how.is_some()
    }

    fn codes(step: u32, values: u32) -> Vec<u32> {
        (0..ROWS).map(|row| (row * step % (values + 1)).checked_sub(1).unwrap_or(u32::MAX)).collect()
    }

    #[test]
    fn a_manner_is_told_by_codes_as_it_is_by_names() {
        let texts = ["bureau", "nobody", "bureau", "c", ""];
        let kinds = ["decision", "result_push", "examined", "decision", "no such kind"];
        let (kind, actor, to, case) = (codes(3, 5), codes(7, 5), codes(11, 5), codes(13, 4));
        let days: Vec<i32> = (0..ROWS as i32).collect();
        let mut columns = EventColumns::new(Times::Days(&days));
        let of =
            |codes, values| Column { codes: Codes::U32(codes), values: Texts::Slices(values), valid: None };
        columns.kind = of(&kind, &kinds);
        (columns.actor, columns.to) = (of(&actor, &texts), of(&to, &texts));
        columns.case = of(&case, &["C1", "", "C2", "C1"]);
        assert!(are_told_by_codes(columns));
    }

    #[test]
    fn columns_of_too_many_texts_for_one_number_are_told_by_names() {
        let names: Vec<String> = (0..70_000).map(|place| format!("N{place}")).collect();
        let texts: Vec<&str> = ["bureau", "c"].into_iter().chain(names.iter().map(String::as_str)).collect();
        let (actor, to, person, officer) = (codes(7, 5), codes(97, 70_000), codes(89, 900), codes(83, 3));
        let (days, kind): (Vec<i32>, Vec<u8>) = (vec![19_000; ROWS as usize], vec![0; ROWS as usize]);
        let mut columns = EventColumns::new(Times::Days(&days));
        let of = |codes| Column { codes: Codes::U32(codes), values: Texts::Slices(&texts), valid: None };
        columns.kind = Column { codes: Codes::U8(&kind), values: Texts::Slices(&["decision"]), valid: None };
        (columns.actor, columns.to, columns.person, columns.officer) =
            (of(&actor), of(&to), of(&person), of(&officer));
        assert!(!are_told_by_codes(columns));
    }
}
