//! What enters: answers row by row, of which few differ. What leaves: their columns.

use std::collections::HashMap;

use arrow_array::ArrayRef;
use foldhash::fast::FixedState;
use liandong::Silence;
use pyo3::prelude::*;

use crate::capsule::refused;
use crate::found::{Batch, texts};
use crate::words::{NONE, Words};

/// A column of texts of which few are different.
#[derive(Default)]
pub struct Labels {
    words: Words,
    known: HashMap<usize, u32, FixedState>,
    /// Where the text of the row before stands, and its code: mostly this row's too.
    last: Option<(usize, u32)>,
}

impl Labels {
    /// A row without one.
    #[inline]
    pub fn none(&mut self) {
        self.words.codes.push(NONE);
    }

    /// A text that stands where it stands as long as the column is made.
    #[inline]
    pub fn standing(&mut self, text: &str) {
        let place = text.as_ptr() as usize;
        let code = match self.last {
            Some((last, code)) if last == place => code,
            _ => self.code(place, text),
        };
        self.words.codes.push(code);
    }

    fn code(&mut self, place: usize, text: &str) -> u32 {
        let code = match self.known.get(&place) {
            Some(code) => *code,
            None => {
                let code = self.words.keep(text);
                self.known.insert(place, code);
                code
            }
        };
        self.last = Some((place, code));
        code
    }

    /// A text that may not stand there any longer.
    fn text(&mut self, text: &str) {
        self.words.push(Some(text));
    }

    /// A text, or none.
    pub fn or_none(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.standing(text),
            None => self.none(),
        }
    }

    /// So many rows in all, the ones to come without one.
    fn up_to(&mut self, rows: usize) {
        self.words.codes.resize(rows, NONE);
    }

    /// The column.
    pub fn array(mut self) -> PyResult<ArrayRef> {
        let codes = std::mem::take(&mut self.words.codes);
        let values: Vec<&str> = self.words.values().collect();
        texts(codes, &values).map_err(|error| refused(&error))
    }
}

/// The columns that every table of answers ends with; most rows have nothing in them.
#[derive(Default)]
pub struct Silences {
    rows: usize,
    kinds: Labels,
    whys: Labels,
    errors: Labels,
}

impl Silences {
    /// What stands beside an answer, a silence or an error.
    #[inline]
    pub fn of<T>(&mut self, answer: Result<Result<T, Silence>, &str>) {
        match answer {
            Ok(Ok(_)) => {}
            Ok(Err(silence)) => {
                [&mut self.kinds, &mut self.whys].into_iter().for_each(|own| own.up_to(self.rows));
                self.kinds.standing(silence.kind());
                self.whys.standing(silence.why());
            }
            Err(error) => {
                self.errors.up_to(self.rows);
                self.errors.text(error);
            }
        }
        self.rows += 1;
    }

    /// Puts them behind the columns of the answer itself.
    pub fn add_to(self, batch: &mut Batch) -> PyResult<()> {
        for (name, mut own) in
            [("silence_kind", self.kinds), ("silence_why", self.whys), ("error", self.errors)]
        {
            own.up_to(self.rows);
            batch.add(name, own.array()?);
        }
        Ok(())
    }
}
