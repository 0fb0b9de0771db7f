//! What enters: the texts of one field, event by event. What leaves: the field as a column, in as little memory as it needs.

use serde::{Deserialize, Serialize};

use crate::columns::{Codes, Column, Texts};
use crate::words::{Buffer, Word, Words};

/// What keeps texts: each once, or as often as they come.
pub(crate) trait Keep {
    /// Keeps a text; `None` where there is no room left for it.
    fn keep(&mut self, text: &str) -> Option<Word>;
    fn texts(&self) -> Texts<'_>;
}

impl Keep for Words {
    fn keep(&mut self, text: &str) -> Option<Word> {
        Self::keep(self, text)
    }

    fn texts(&self) -> Texts<'_> {
        self.buffer.texts()
    }
}

impl Keep for Buffer {
    fn keep(&mut self, text: &str) -> Option<Word> {
        self.push(text)
    }

    fn texts(&self) -> Texts<'_> {
        Self::texts(self)
    }
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
