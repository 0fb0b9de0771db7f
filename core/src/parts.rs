//! What enters: the number of each event's subject. What leaves: the events, packed, by parts of some thousand subjects.
//!
//! The events of a large log, brought to their subjects at once, would each go to another page of memory. So they go to
//! few parts first, each of which is written on and on; a part fits the cache when its events go to their subjects.

use std::ops::Range;

use crate::chunks::Chunks;
use crate::packed::Packed;

/// How many events a part is to have, and how many parts there are at most: as many as can be written side by side.
const EVENTS: usize = 1 << 13;
const PARTS: usize = 1 << 10;

/// So many rows are packed at a time, column by column.
const BLOCK: u32 = 1 << 9;

/// How subjects are divided into parts: neighbours by their numbers; the last one, which looks at all others, apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Division {
    shift: u32,
    last: usize,
}

impl Division {
    pub(crate) fn new(last: usize, events: usize) -> Self {
        let wanted = (events / EVENTS).clamp(1, PARTS);
        let shift = (0..usize::BITS).find(|shift| last >> shift < wanted).unwrap_or(0);
        Self { shift, last }
    }

    pub(crate) const fn count(self) -> usize {
        (self.last >> self.shift).saturating_add(2)
    }

    const fn part(self, number: usize) -> usize {
        if number < self.last { number >> self.shift } else { self.count().saturating_sub(1) }
    }

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

/// Brings the events of rows to the parts of their subjects; a number beyond the last subject is that of none.
pub(crate) fn carry(
    division: Division,
    rows: Range<u32>,
    numbers: &[u32],
    mut pack: impl FnMut(Range<u32>, &mut Vec<Packed>),
) -> Vec<Part> {
    let mut parts: Vec<Part> = (0..division.count()).map(|_| Part::default()).collect();
    let mut block = Vec::with_capacity(BLOCK as usize);
    for (start, numbers) in rows.clone().step_by(BLOCK as usize).zip(numbers.chunks(BLOCK as usize)) {
        pack(start..start.saturating_add(BLOCK).min(rows.end), &mut block);
        let numbered = numbers.iter().zip(&block).filter(|(number, _)| **number as usize <= division.last);
        for (number, event) in numbered {
            if let Some(part) = parts.get_mut(division.part(*number as usize)) {
                part.push(event.of_subject(*number));
            }
        }
    }
    parts
}
