//! What enters: the bytes of a CSV text. What leaves: its records one by one, each with its lines, and what is none.
//!
//! A quote that does not end where its cell does costs its first line. The lines after it, up to the one where that
//! showed, are read one by one, each a record of its own: what a stray quote swallowed comes back, and no byte is looked
//! at more than a few times.

use csv_core::{ReadRecordResult, ReaderBuilder, Terminator};
use memchr::{memchr, memchr2};

/// A stretch of the text that is one record, or that should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stretch<'t> {
    /// Its bytes, without the line end.
    pub(crate) bytes: &'t [u8],
    /// Where they begin.
    pub(crate) from: usize,
    /// Its first line, counted from 1.
    pub(crate) line: usize,
    pub(crate) last_line: usize,
    /// Whether a quote is anywhere in it.
    pub(crate) quoted: bool,
    /// Why it cannot be taken apart.
    pub(crate) fault: Option<QuoteFault>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum QuoteFault {
    Open,
    After,
}

/// The records of a text.
#[derive(Clone, Debug)]
pub(crate) struct Stretches<'t> {
    text: &'t [u8],
    delimiter: u8,
    line_end: u8,
    at: usize,
    line: usize,
    /// Lines that begin before this place are records of their own.
    single_until: usize,
    /// The first quote from the next record on, or the text's end; looked for anew once it is passed.
    quote: usize,
}

impl<'t> Stretches<'t> {
    pub(crate) fn new(text: &'t [u8], delimiter: u8) -> Self {
        // Where no line feed is, the lines are those of an old Macintosh.
        let line_end = if memchr(b'\n', text).is_none() { b'\r' } else { b'\n' };
        let quote = memchr(b'"', text).unwrap_or(text.len());
        Self { text, delimiter, line_end, at: 0, line: 1, single_until: 0, quote }
    }

    /// The same from here on with another delimiter.
    pub(crate) fn with_delimiter(self, delimiter: u8) -> Self {
        Self { delimiter, ..self }
    }

    /// Where the record that begins at `from` ends, at the latest at `limit`.
    fn end(&self, from: usize, limit: usize) -> Result<usize, (QuoteFault, usize)> {
        let text = self.text.get(..limit).unwrap_or(self.text);
        let find = |at: usize, found: &dyn Fn(&[u8]) -> Option<usize>| {
            text.get(at..).and_then(found).and_then(|ahead| at.checked_add(ahead))
        };
        let mut at = from;
        loop {
            if text.get(at) == Some(&b'"') {
                let opened = at;
                at = at.saturating_add(1);
                loop {
                    let Some(quote) = find(at, &|rest| memchr(b'"', rest)) else {
                        return Err((QuoteFault::Open, text.len().max(opened)));
                    };
                    at = quote.saturating_add(1);
                    if text.get(at) != Some(&b'"') {
                        break;
                    }
                    at = at.saturating_add(1);
                }
                while text.get(at) == Some(&b' ') {
                    at = at.saturating_add(1);
                }
                match text.get(at) {
                    None => return Ok(at),
                    Some(byte) if *byte == self.line_end => return Ok(at),
                    Some(byte) if *byte == self.delimiter => at = at.saturating_add(1),
                    Some(b'\r') if matches!(text.get(at.saturating_add(1)), None | Some(b'\n')) => {
                        at = at.saturating_add(1);
                        return Ok(at);
                    }
                    Some(_) => return Err((QuoteFault::After, at)),
                }
            } else {
                match find(at, &|rest| memchr2(self.delimiter, self.line_end, rest)) {
                    None => return Ok(text.len()),
                    Some(found) if text.get(found) == Some(&self.line_end) => return Ok(found),
                    Some(found) => at = found.saturating_add(1),
                }
            }
        }
    }
}

impl<'t> Iterator for Stretches<'t> {
    type Item = Stretch<'t>;

    /// The next record; empty lines are passed over.
    fn next(&mut self) -> Option<Stretch<'t>> {
        loop {
            let from = self.at;
            let rest = self.text.get(from..).filter(|rest| !rest.is_empty())?;
            let line = self.line;
            let line_end = memchr(self.line_end, rest)
                .and_then(|ahead| from.checked_add(ahead))
                .unwrap_or(self.text.len());
            if self.quote < from {
                self.quote =
                    memchr(b'"', rest).and_then(|ahead| from.checked_add(ahead)).unwrap_or(self.text.len());
            }
            let quoted = self.quote < line_end;
            let limit = if from < self.single_until { line_end } else { self.text.len() };
            let (end, fault) = match if quoted { self.end(from, limit) } else { Ok(line_end) } {
                Ok(end) => (end, None),
                Err((fault, shown)) => {
                    // The line where it showed is read as any other.
                    let before = self.text.get(..shown).unwrap_or(self.text);
                    let begins = match memchr::memrchr(self.line_end, before) {
                        Some(_) if shown >= self.text.len() => self.text.len(),
                        Some(place) => place.saturating_add(1),
                        None => 0,
                    };
                    self.single_until = self.single_until.max(begins);
                    (line_end, Some(fault))
                }
            };
            let bytes = self.text.get(from..end).unwrap_or_default();
            let lines = match fault {
                None if end > line_end => memchr::memchr_iter(self.line_end, bytes).count(),
                _ => 0,
            };
            let last_line = line.saturating_add(lines);
            self.at = end.saturating_add(1);
            self.line = last_line.saturating_add(1);
            let bytes =
                if self.line_end == b'\n' { bytes.strip_suffix(b"\r").unwrap_or(bytes) } else { bytes };
            if !bytes.is_empty() {
                return Some(Stretch { bytes, from, line, last_line, quoted, fault });
            }
        }
    }
}

/// Takes records apart into cells, with quotes undone, in buffers of its own.
pub(crate) struct Cells {
    core: csv_core::Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    filled: usize,
    cells: usize,
}

impl Cells {
    pub(crate) fn new(delimiter: u8) -> Self {
        // The stretches know the line ends; inside one, a carriage return is text.
        let core = ReaderBuilder::new().delimiter(delimiter).terminator(Terminator::Any(b'\n')).build();
        let mut cells = Self { core, bytes: vec![0; 1024], ends: vec![0; 64], filled: 0, cells: 0 };
        // The first record it is given would lose a byte order mark, which is text here.
        cells.split(b"-");
        cells
    }

    /// Takes one record apart.
    pub(crate) fn split(&mut self, record: &[u8]) {
        (self.filled, self.cells) = (0, 0);
        let mut rest = record;
        // A record ends with its line end, which is no part of it here.
        let mut ended = false;
        loop {
            let input: &[u8] = if ended { b"\n" } else { rest };
            let (Some(free), Some(free_ends)) =
                (self.bytes.get_mut(self.filled..), self.ends.get_mut(self.cells..))
            else {
                return;
            };
            let (result, read, written, ends) = self.core.read_record(input, free, free_ends);
            self.filled = self.filled.saturating_add(written);
            self.cells = self.cells.saturating_add(ends);
            if !ended {
                rest = rest.get(read..).unwrap_or_default();
            }
            match result {
                ReadRecordResult::InputEmpty if ended => {
                    // A line end inside quotes: no stretch has one open, and an endless loop would be worse.
                    self.core.reset();
                    return;
                }
                ReadRecordResult::InputEmpty => ended = true,
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len().saturating_mul(2), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len().saturating_mul(2), 0),
                ReadRecordResult::Record | ReadRecordResult::End => return,
            }
        }
    }

    /// The cells' bytes, one after the other.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.filled).unwrap_or_default()
    }

    /// Where each cell ends.
    pub(crate) fn ends(&self) -> &[usize] {
        self.ends.get(..self.cells).unwrap_or_default()
    }
}
