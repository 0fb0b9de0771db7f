//! What enters: the texts of one field, event by event. What leaves: the field as a column, in as little memory as it needs.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::columns::{Codes, Column, Offsets, Texts};
use crate::words::{Buffer, Word, Words};

/// What keeps texts: each once, or as often as they come.
pub(crate) trait Keep {
    /// Whether a text is kept each time that it comes.
    const EACH: bool;
    /// Keeps a text; `None` where there is no room left for it.
    fn keep(&mut self, text: &str) -> Option<Word>;
    /// Keeps texts in their order and adds the code of each, the highest number for the empty one.
    fn keep_all(&mut self, texts: &[&str], codes: &mut Vec<u32>) -> Option<()>;
    fn texts(&self) -> Texts<'_>;
}

impl Keep for Words {
    const EACH: bool = false;

    fn keep(&mut self, text: &str) -> Option<Word> {
        Self::keep(self, text)
    }

    fn keep_all(&mut self, texts: &[&str], codes: &mut Vec<u32>) -> Option<()> {
        Self::keep_all(self, texts, codes)
    }

    fn texts(&self) -> Texts<'_> {
        self.buffer.texts()
    }
}

impl Keep for Buffer {
    const EACH: bool = true;

    fn keep(&mut self, text: &str) -> Option<Word> {
        self.push(text)
    }

    fn keep_all(&mut self, texts: &[&str], codes: &mut Vec<u32>) -> Option<()> {
        for text in texts {
            codes.push(if text.is_empty() { u32::MAX } else { self.push(text)?.0 });
        }
        Some(())
    }

    fn texts(&self) -> Texts<'_> {
        Self::texts(self)
    }
}

/// A column of somebody's, a stretch of whose rows is to be added, and which word each value was found to be.
pub(super) struct Taken<'c, 'l> {
    column: &'c Column<'l>,
    /// The highest number for a value that no row had so far.
    meant: Vec<u32>,
    rows: Range<u32>,
    /// Those rows one by one and the code of each, in room that the next stretch uses again.
    listed: Vec<u32>,
    codes: Vec<u32>,
}

impl<'c, 'l> Taken<'c, 'l> {
    pub(super) fn new(column: &'c Column<'l>) -> Self {
        let meant = match column.codes {
            // Values that no other row has are looked up as they come.
            Codes::Absent | Codes::Rows => Vec::new(),
            Codes::U8(_) | Codes::U16(_) | Codes::U32(_) | Codes::Sparse { .. } => {
                vec![u32::MAX; column.values.len()]
            }
        };
        Self { column, meant, rows: 0..0, listed: Vec::new(), codes: Vec::new() }
    }

    /// The stretch of rows that is added next.
    pub(super) fn of(&mut self, rows: &Range<u32>) -> &mut Self {
        self.rows = rows.clone();
        self
    }

    /// Adds the text of each row, the empty one where it has none.
    pub(super) fn texts(&self, texts: &mut Buffer) -> Option<()> {
        let column = self.column;
        if let (Codes::Rows, Texts::Joined { text, offsets }, None) =
            (column.codes, column.values, column.valid)
        {
            let rows = self.rows.start as usize..=self.rows.end as usize;
            return match offsets {
                Offsets::U32(ends) => push_joined(texts, text, ends.get(rows)?),
                Offsets::I32(ends) => push_joined(texts, text, ends.get(rows)?),
                Offsets::I64(ends) => push_joined(texts, text, ends.get(rows)?),
            };
        }
        texts.ends.reserve(self.rows.len());
        for row in self.rows.clone() {
            texts.push(column.values.get(column.code(row)))?;
        }
        Some(())
    }

    /// Adds the code of each row, its text kept.
    fn codes<K: Keep>(&mut self, words: &mut K, codes: &mut Vec<u32>) -> Option<()> {
        let (column, rows) = (self.column, self.rows.clone());
        if let (Codes::Rows, Texts::Slices(all), None) = (column.codes, column.values, column.valid) {
            return words.keep_all(all.get(rows.start as usize..rows.end as usize)?, codes);
        }
        if matches!(column.codes, Codes::Rows) {
            let mut texts = [""; 64];
            let mut from = rows.start;
            while from < rows.end {
                let count = rows.end.saturating_sub(from).min(64);
                let texts = texts.get_mut(..count as usize)?;
                for (text, row) in texts.iter_mut().zip(from..) {
                    *text = column.values.get(column.code(row));
                }
                words.keep_all(texts, codes)?;
                from = from.saturating_add(count);
            }
            return Some(());
        }
        self.listed.clear();
        self.listed.extend(rows);
        column.codes_of(&self.listed, &mut self.codes);
        let mut all_kept = Some(());
        codes.extend(self.codes.iter().map(|code| {
            // No text at all has no place among them.
            let Some(meant) = self.meant.get_mut(*code as usize) else { return u32::MAX };
            if *meant == u32::MAX || K::EACH {
                let text = column.values.get(*code);
                if !text.is_empty() {
                    match words.keep(text) {
                        Some(word) => *meant = word.0,
                        None => all_kept = None,
                    }
                }
            }
            *meant
        }));
        all_kept
    }
}

/// Keeps texts that lie one after the other, given where the first begins and where each ends; `None` where the buffer has
/// no room left for them.
fn push_joined<O: Copy>(own: &mut Buffer, text: &str, ends: &[O]) -> Option<()>
where
    usize: TryFrom<O>,
{
    let place = |end: &O| usize::try_from(*end).unwrap_or(usize::MAX);
    let [first, ends @ ..] = ends else { return Some(()) };
    let (from, before) = (place(first), own.text.len());
    let text = text.get(from..ends.last().map_or(from, place))?;
    let most = u32::try_from(before.saturating_add(text.len())).ok()?;
    if own.len().saturating_add(ends.len()) >= u32::MAX as usize {
        return None;
    }
    own.text.push_str(text);
    let end = |end: &O| place(end).saturating_sub(from).saturating_add(before);
    own.ends.extend(ends.iter().map(|own| u32::try_from(end(own)).unwrap_or(most)));
    Some(())
}

/// A column that nearly every event has: a code for each.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Dense<K = Words> {
    pub(crate) codes: Vec<u32>,
    pub(crate) words: K,
}

/// One of texts of which hardly any comes twice.
pub(crate) type Loose = Dense<Buffer>;

impl<K: Keep> Dense<K> {
    /// Codes begin with the first event that has one; the rows before are filled up.
    pub(super) fn push(&mut self, row: usize, text: Option<&str>) -> Option<()> {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let word = self.words.keep(text)?;
            self.codes.resize(row, u32::MAX);
            self.codes.push(word.0);
        } else if !self.codes.is_empty() {
            self.codes.push(u32::MAX);
        }
        Some(())
    }

    /// Adds the texts of a stretch of another column's rows; `before` rows are there already.
    pub(super) fn append(&mut self, before: usize, taken: &mut Taken<'_, '_>) -> Option<()> {
        if !self.codes.is_empty() {
            return taken.codes(&mut self.words, &mut self.codes);
        }
        if taken.column.is_absent() {
            return Some(());
        }
        let mut codes = Vec::new();
        taken.codes(&mut self.words, &mut codes)?;
        if codes.iter().any(|code| *code != u32::MAX) {
            self.codes.resize(before, u32::MAX);
            self.codes.append(&mut codes);
        }
        Some(())
    }

    pub(super) fn column(&self) -> Column<'_> {
        let codes = if self.codes.is_empty() { Codes::Absent } else { Codes::U32(&self.codes) };
        Column { codes, values: self.words.texts(), valid: None }
    }
}

/// A column that few events have.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Sparse {
    pub(crate) rows: Vec<u32>,
    pub(crate) codes: Vec<u32>,
    pub(crate) words: Words,
}

impl Sparse {
    pub(super) fn push(&mut self, row: u32, text: Option<&str>) -> Option<()> {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.codes.push(self.words.keep(text)?.0);
            self.rows.push(row);
        }
        Some(())
    }

    /// Adds the texts of a stretch of another column's rows, the first of which is this one here.
    pub(super) fn append(&mut self, first: u32, taken: &mut Taken<'_, '_>) -> Option<()> {
        if taken.column.is_absent() {
            return Some(());
        }
        let mut codes = Vec::new();
        taken.codes(&mut self.words, &mut codes)?;
        for (row, code) in (first..).zip(codes) {
            if code != u32::MAX {
                self.rows.push(row);
                self.codes.push(code);
            }
        }
        Some(())
    }

    pub(super) fn column(&self) -> Column<'_> {
        let codes = Codes::Sparse { rows: &self.rows, codes: &self.codes };
        Column { codes, values: self.words.buffer.texts(), valid: None }
    }
}

/// Lists that few events have.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Covers {
    pub(crate) rows: Vec<u32>,
    pub(crate) ends: Vec<u32>,
    pub(crate) codes: Vec<u32>,
    pub(crate) words: Words,
}

impl Default for Covers {
    fn default() -> Self {
        Self { rows: Vec::new(), ends: vec![0], codes: Vec::new(), words: Words::default() }
    }
}
