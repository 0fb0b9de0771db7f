//! What enters: the records of a CSV text. What leaves: their rows in blocks, and why each other record is none.
//!
//! A record whose cells lie in the text as they are is split where it lies; any other is decoded, or its quotes undone, first.

use memchr::memchr;

use crate::block::{Block, Cell, Slot};
use crate::csv::Delimiter;
use crate::encoding::Encoding;
use crate::error::{Column, LineFault, Problem};
use crate::header::column;
use crate::mapping::Field;
use crate::record::{Cells, QuoteFault, Stretch, Stretches};
use crate::row::Filler;
use crate::split::{Span, split};

/// The cells of one row, decoded, in buffers that the next row uses again.
pub(crate) struct Row {
    cells: Cells,
    encoding: Encoding,
    delimiter: u8,
    text: String,
    ends: Vec<usize>,
}

/// The cells of one row.
#[derive(Clone, Copy)]
pub(crate) struct Decoded<'r> {
    text: &'r str,
    ends: &'r [usize],
}

impl Row {
    pub(crate) fn new(encoding: Encoding, delimiter: Delimiter) -> Self {
        let delimiter = delimiter.byte();
        Self { cells: Cells::new(delimiter), encoding, delimiter, text: String::new(), ends: Vec::new() }
    }

    /// Takes a record apart; `None` where it cannot be decoded.
    pub(crate) fn of(&mut self, record: &[u8]) -> Option<Decoded<'_>> {
        self.cells.split(record);
        let (bytes, ends) = (self.cells.bytes(), self.cells.ends());
        if self.encoding == Encoding::Utf8 || bytes.is_ascii() {
            return Some(Decoded { text: std::str::from_utf8(bytes).ok()?, ends });
        }
        self.text.clear();
        self.ends.clear();
        let mut from = 0;
        for end in ends {
            if !self.encoding.decode(bytes.get(from..*end)?, &mut self.text) {
                return None;
            }
            self.ends.push(self.text.len());
            from = *end;
        }
        Some(Decoded { text: &self.text, ends: &self.ends })
    }
}

impl<'r> Decoded<'r> {
    pub(crate) fn len(self) -> usize {
        self.ends.len()
    }

    /// A cell without the blanks around it, empty beyond the last; `None` where a delimiter stood within a character.
    pub(crate) fn get(self, place: usize) -> Option<&'r str> {
        let from = match place.checked_sub(1) {
            None => 0,
            Some(before) => match self.ends.get(before) {
                Some(from) => *from,
                None => return Some(""),
            },
        };
        match self.ends.get(place) {
            Some(to) => self.text.get(from..*to).map(trimmed),
            None => Some(""),
        }
    }
}

/// A cell without blanks around it, nor the marks that texts put one after the other leave where they meet.
#[inline]
fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim_matches(|sign: char| sign.is_whitespace() || sign == '\u{feff}'),
    }
}

/// The rows of a text.
pub(crate) struct Rows<'t, 'm> {
    pub(crate) stretches: Stretches<'t>,
    /// All of it, where that is known to be UTF-8.
    pub(crate) text: Option<&'t str>,
    pub(crate) header: &'m [String],
    pub(crate) slots: &'m [Slot],
    pub(crate) short: bool,
    pub(crate) encoding: Encoding,
    /// Whether the replacement character is anywhere in the text.
    pub(crate) replaced: bool,
    /// Whether a NUL byte is.
    pub(crate) nul: bool,
    pub(crate) row: Row,
    pub(crate) filler: Filler<'m>,
}

impl<'t, 'm: 't> Rows<'t, 'm> {
    /// The next rows, and the lines among them that are none; `None` at the end.
    pub(crate) fn block(&mut self) -> Option<Block<'t>> {
        let mut block = Block::new(self.slots);
        let (mut cells, mut any) = (Vec::new(), false);
        while !block.is_full() {
            let Some(stretch) = self.stretches.next() else { break };
            any = true;
            let taken = match self.lent(&mut block, stretch, &mut cells) {
                Some(taken) => taken,
                None => self.decoded(&mut block, stretch),
            };
            if let Err((column, problem)) = taken {
                if matches!(problem, Problem::Undecodable(_)) {
                    block.undecodable = block.undecodable.saturating_add(1);
                }
                let fault = LineFault { line: stretch.line, last_line: stretch.last_line, column, problem };
                block.faults.push(fault);
            }
        }
        any.then_some(block)
    }

    /// Adds the row of a record whose cells are texts as they lie; `None` where they are not.
    #[inline]
    fn lent(
        &mut self,
        block: &mut Block<'t>,
        stretch: Stretch<'t>,
        cells: &mut Vec<Span>,
    ) -> Option<Result<(), (Option<Column>, Problem)>> {
        let plain = stretch.fault.is_none() && !(self.nul && memchr(0, stretch.bytes).is_some());
        if !plain {
            return None;
        }
        let text = match self.text {
            Some(text) => text.get(stretch.from..stretch.from.checked_add(stretch.bytes.len())?)?,
            None if self.row.encoding == Encoding::Utf8 || stretch.bytes.is_ascii() => {
                std::str::from_utf8(stretch.bytes).ok()?
            }
            None => return None,
        };
        cells.clear();
        if split(text.as_bytes(), self.row.delimiter, stretch.quoted, cells)? != self.header.len() {
            return None;
        }
        // A delimiter is ASCII, so that both its sides are characters' ends.
        let within = |(place, from, to): &Span| (*place, trimmed(text.get(*from..*to).unwrap_or_default()));
        let held = cells.iter().map(within).filter(|(_, text)| !text.is_empty());
        match self.filler.row(block, self.slots, held.map(|(place, text)| (place, Cell::Lent(text)))) {
            Ok(Some(())) => {
                if self.replaced && text.contains(char::REPLACEMENT_CHARACTER) {
                    block.replaced = block.replaced.saturating_add(1);
                }
            }
            // Something is in a column that means nothing.
            Ok(None) if cells.iter().any(|span| !within(span).1.is_empty()) => return None,
            Ok(None) => {}
            Err((place, problem)) => return Some(Err((column(self.header, place), problem))),
        }
        Some(Ok(()))
    }

    /// Adds the row of any record.
    fn decoded(
        &mut self,
        block: &mut Block<'t>,
        stretch: Stretch<'t>,
    ) -> Result<(), (Option<Column>, Problem)> {
        let whole = |problem| (None, problem);
        match stretch.fault {
            Some(QuoteFault::Open) => return Err(whole(Problem::OpenQuote)),
            Some(QuoteFault::After) => return Err(whole(Problem::AfterQuote)),
            None => {}
        }
        if memchr(0, stretch.bytes).is_some() {
            return Err(whole(Problem::Nul));
        }
        let undecodable = || whole(Problem::Undecodable(self.encoding));
        let cells = self.row.of(stretch.bytes).ok_or_else(undecodable)?;
        // A delimiter within a character shows at any cell, and is looked for at all of them.
        if !cells.ends.iter().all(|end| cells.text.is_char_boundary(*end)) {
            return Err(undecodable());
        }
        let (found, expected) = (cells.len(), self.header.len());
        let more = found > expected && (expected..found).any(|place| cells.get(place) != Some(""));
        let fewer = found < expected && !self.short;
        if (more || fewer) && !trimmed(cells.text).is_empty() {
            return Err(whole(Problem::Cells { found, expected }));
        }
        let held = (0..found).filter_map(|place| Some((place, cells.get(place)?)));
        let held = held.filter(|(_, text)| !text.is_empty());
        match self.filler.row(block, self.slots, held.map(|(place, text)| (place, Cell::Passing(text)))) {
            Ok(Some(())) => {
                if self.replaced && cells.text.contains(char::REPLACEMENT_CHARACTER) {
                    block.replaced = block.replaced.saturating_add(1);
                }
                Ok(())
            }
            Ok(None) if trimmed(cells.text).is_empty() => Ok(()),
            // Without a time there is no event, whatever a column that means nothing holds.
            Ok(None) => {
                let is_time = |slot: &Slot| matches!(slot, Slot::Other(Field::At));
                let place = self.slots.iter().position(is_time).unwrap_or(usize::MAX);
                Err((column(self.header, place), Problem::Empty(Field::At)))
            }
            Err((place, problem)) => Err((column(self.header, place), problem)),
        }
    }
}
