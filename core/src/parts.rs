//! What enters: the number of each event's subject. What leaves: the events, packed, by parts of some thousand subjects.
//!
//! The events of a large log, brought to their subjects at once, would each go to another page of memory. So they go to
//! few parts first, each of which is written on and on; a part fits the cache when its events go to their subjects.

use std::ops::Range;

use crate::acts::Reader;
use crate::chunks::Chunks;
use crate::filed::BLOCK;
use crate::packed::Packed;
use crate::packer::{Meanings, Packer};

/// How many events a part is to have.
const EVENTS: usize = 1 << 13;

/// How many parts there are at most in a round: as many as can be written side by side.
const PARTS: usize = 1 << 10;

/// So many events, at least, are carried in a round where there are several; each round has to look at every row again, so
/// there are few.
const ROUND: usize = 1 << 22;
const ROUNDS: usize = 4;

/// In how many rounds the events of a large log are brought to their parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rounds {
    /// One: what is found is kept, and takes the memory that carried events leave.
    One,
    /// Several, so that not all events are carried at once: what is found of a part is let go.
    Several,
}

/// How subjects are divided into parts: neighbours by their numbers; the last one, which looks at all others, apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Division {
    shift: u32,
    last: usize,
    rounds: usize,
}

impl Division {
    pub(crate) fn new(last: usize, events: usize, rounds: Rounds) -> Self {
        let rounds = match rounds {
            Rounds::One => 1,
            Rounds::Several => (events / ROUND).clamp(1, ROUNDS),
        };
        let wanted = (events / EVENTS).clamp(1, PARTS.saturating_mul(rounds));
        let shift = (0..usize::BITS).find(|shift| last >> shift < wanted).unwrap_or(0);
        Self { shift, last, rounds }
    }

    /// How many parts there are.
    pub(crate) const fn count(self) -> usize {
        (self.last >> self.shift).saturating_add(2)
    }

    /// The parts of each round.
    pub(crate) fn rounds(self) -> impl Iterator<Item = Range<usize>> {
        let each = self.count().div_ceil(self.rounds);
        (0..self.count()).step_by(each).map(move |first| first..first.saturating_add(each).min(self.count()))
    }

    const fn part(self, number: usize) -> usize {
        if number < self.last { number >> self.shift } else { self.count().saturating_sub(1) }
    }

    /// The subjects of some parts, by their numbers.
    fn subjects(self, parts: &Range<usize>) -> Range<usize> {
        let last = parts.end.checked_sub(1).map_or(0, |last| self.numbers(last).end);
        self.numbers(parts.start).start..last
    }

    /// The subjects of a part, by their numbers.
    pub(crate) fn numbers(self, part: usize) -> Range<usize> {
        if part >= self.count().saturating_sub(1) {
            return self.last..self.last.saturating_add(1);
        }
        let start = |part: usize| (part << self.shift).min(self.last);
        start(part)..start(part.saturating_add(1))
    }
}

/// The events of a part that came from some rows.
pub(crate) type Part = Chunks<Packed>;

/// Brings the events of rows to those parts of a round that their subjects belong to.
pub(crate) fn carry(
    division: Division,
    round: &Range<usize>,
    rows: &Range<u32>,
    numbers: &[u32],
    (reader, meanings): (&Reader<'_, '_>, &Meanings<'_, '_>),
    packer: &mut Packer,
) -> Vec<Part> {
    let mut parts: Vec<Part> = round.clone().map(|_| Part::default()).collect();
    let wanted = division.subjects(round);
    let mut chosen = Chosen::default();
    for (start, numbers) in rows.clone().step_by(BLOCK).zip(numbers.chunks(BLOCK)) {
        let (own, subjects) = chosen.of(start, numbers, &wanted);
        for (event, subject) in packer.pack(reader, meanings, own).iter().zip(subjects) {
            let part = division.part(*subject as usize).saturating_sub(round.start);
            if let Some(part) = parts.get_mut(part) {
                part.push(Packed { subject: *subject, ..*event });
            }
        }
    }
    parts
}

/// Rows of a block that belong to some subjects, with the number of each one's.
struct Chosen {
    rows: [u32; BLOCK],
    subjects: [u32; BLOCK],
}

impl Default for Chosen {
    fn default() -> Self {
        Self { rows: [0; BLOCK], subjects: [0; BLOCK] }
    }
}

impl Chosen {
    /// Those of the rows from one on that have these numbers.
    fn of(&mut self, start: u32, numbers: &[u32], wanted: &Range<usize>) -> (&[u32], &[u32]) {
        let mut count = 0usize;
        // Which rows are wanted is chance: each is written down, and counted where it is, without a branch.
        for (row, number) in (start..).zip(numbers) {
            if let (Some(own), Some(subject)) = (self.rows.get_mut(count), self.subjects.get_mut(count)) {
                (*own, *subject) = (row, *number);
            }
            count = count.saturating_add(usize::from(wanted.contains(&(*number as usize))));
        }
        (self.rows.get(..count).unwrap_or_default(), self.subjects.get(..count).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use hashbrown::HashMap;

    use super::*;
    use crate::catalogue::Catalogue;
    use crate::event::{Event, EventKind};
    use crate::filed::NOBODY;
    use crate::log::EventLog;
    use crate::names::Names;
    use crate::party::PartyKind;
    use crate::rulebook::Rulebook;

    const EVENTS: u32 = 3_000;
    const SUBJECTS: u32 = 300;

    #[test]
    fn any_number_of_rounds_brings_each_event_to_the_part_of_its_subject() {
        let catalogue = Catalogue::new("z", "示例区", "bureau", "c")
            .party("bureau", "行政审批局", PartyKind::Bureau)
            .party("c", "管委会", PartyKind::Committee);
        let rulebook = Rulebook::new(catalogue).unwrap();
        let book = rulebook.ground().book;
        let event = Event::new(EventKind::Examined, "2022-01-04".parse().unwrap());
        let log: EventLog = std::iter::repeat_n(&event, EVENTS as usize).collect();
        let rows = log.rows();
        let names = Names::new(book, &rows.columns);
        let reader = Reader { book, rows: &rows, names: &names, corrected: HashMap::default() };
        let meanings = Meanings::new(&reader);
        let number = |row: u32| if row.is_multiple_of(11) { NOBODY } else { row * 7 % SUBJECTS };
        let numbers: Vec<u32> = (0..EVENTS).map(number).collect();
        let carried = |rounds| {
            let division = Division { shift: 4, last: SUBJECTS as usize, rounds };
            assert_eq!(division.rounds().map(|round| round.len()).sum::<usize>(), division.count());
            let parts = division.rounds().flat_map(|round| {
                let packer = &mut Packer::default();
                carry(division, &round, &(0..EVENTS), &numbers, (&reader, &meanings), packer)
            });
            let parts: Vec<Vec<(u32, u32)>> =
                parts.map(|part| part.iter().map(|event| (event.row, event.subject)).collect()).collect();
            for (place, part) in parts.iter().enumerate() {
                let own = division.numbers(place);
                assert!(part.iter().all(|(_, subject)| own.contains(&(*subject as usize))), "part {place}");
            }
            parts
        };
        let once = carried(1);
        let all = once.iter().flatten().filter(|(row, subject)| *subject == number(*row)).count();
        assert_eq!(all, numbers.iter().filter(|number| **number != NOBODY).count());
        for rounds in [2, 3, 4] {
            assert_eq!(carried(rounds), once, "{rounds} rounds");
        }
    }
}
