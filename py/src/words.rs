//! What enters: texts, row by row. What leaves: a column of them as the core judges it, each text once or each row's own.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use liandong::{Codes, Column, Offsets, Texts};

/// Stands for no text.
pub const NONE: u32 = u32::MAX;

/// Texts in one buffer, in the order they came.
#[derive(Clone)]
pub struct Joined {
    text: String,
    ends: Vec<i64>,
}

impl Default for Joined {
    fn default() -> Joined {
        Joined { text: String::new(), ends: vec![0] }
    }
}

impl Joined {
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(i64::try_from(self.text.len()).unwrap_or(i64::MAX));
    }

    pub fn len(&self) -> usize {
        self.ends.len() - 1
    }

    pub fn get(&self, place: usize) -> &str {
        match (self.ends.get(place), self.ends.get(place + 1)) {
            (Some(from), Some(to)) => self.text.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => "",
        }
    }

    pub fn texts(&self) -> Texts<'_> {
        Texts::Joined { text: &self.text, offsets: Offsets::I64(&self.ends) }
    }
}

/// Texts, each once, and which of them each row has.
#[derive(Clone, Default)]
pub struct Words {
    pub codes: Vec<u32>,
    values: Joined,
    known: HashTable<u32>,
}

impl Words {
    /// The code of a text, which is kept if it is new.
    pub fn keep(&mut self, text: &str) -> u32 {
        let hasher = FixedState::default();
        let Words { values, known, .. } = self;
        let entry = known.entry(
            hasher.hash_one(text),
            |code| values.get(*code as usize) == text,
            |code| hasher.hash_one(values.get(*code as usize)),
        );
        match entry {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                let code = u32::try_from(values.len()).unwrap_or(NONE);
                entry.insert(code);
                values.push(text);
                code
            }
        }
    }

    pub fn push(&mut self, text: Option<&str>) {
        let code = text.map_or(NONE, |text| self.keep(text));
        self.codes.push(code);
    }

    /// Adds a text that no other row has, without looking for it.
    pub fn push_own(&mut self, text: Option<&str>) {
        let code = text.map_or(NONE, |text| {
            self.values.push(text);
            u32::try_from(self.values.len() - 1).unwrap_or(NONE)
        });
        self.codes.push(code);
    }

    /// The same with what each text stands for in its place.
    pub fn meaning(mut self, meaning: &dyn Fn(&str) -> Option<String>) -> Words {
        if (0..self.values.len()).any(|place| meaning(self.values.get(place)).is_some()) {
            let mut meant = Joined::default();
            for place in 0..self.values.len() {
                let text = self.values.get(place);
                match meaning(text) {
                    Some(other) => meant.push(&other),
                    None => meant.push(text),
                }
            }
            self.values = meant;
        }
        self.known = HashTable::new();
        self
    }

    pub fn get(&self, row: usize) -> Option<&str> {
        let code = self.codes.get(row).copied().filter(|code| *code != NONE)?;
        Some(self.values.get(code as usize))
    }

    pub fn column(&self) -> Column<'_> {
        Column { codes: Codes::U32(&self.codes), values: self.values.texts(), valid: None }
    }

    pub fn texts(&self) -> Texts<'_> {
        self.values.texts()
    }

    /// Every text, by its code.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        (0..self.values.len()).map(|place| self.values.get(place))
    }
}
