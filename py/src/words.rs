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
    /// Codes of short texts beside the texts themselves, so that finding one is one look at memory.
    short: HashTable<(Short, u32)>,
    /// Codes of long ones.
    long: HashTable<u32>,
}

/// A text of at most fifteen bytes with its length.
type Short = u128;

fn short(text: &str) -> Option<Short> {
    let (bytes, length) = (text.as_bytes(), u8::try_from(text.len()).ok().filter(|length| *length < 16)?);
    let mut all = [0; 16];
    all[..bytes.len()].copy_from_slice(bytes);
    all[15] = length;
    Some(u128::from_ne_bytes(all))
}

impl Words {
    /// The code of a text, which is kept if it is new.
    pub fn keep(&mut self, text: &str) -> u32 {
        let hasher = FixedState::default();
        let Words { values, short: shorts, long, .. } = self;
        let code = || u32::try_from(values.len()).unwrap_or(NONE);
        let new = if let Some(key) = short(text) {
            let hash = |own: &(Short, u32)| hasher.hash_one(own.0);
            match shorts.entry(hasher.hash_one(key), |own| own.0 == key, hash) {
                Entry::Occupied(entry) => return entry.get().1,
                Entry::Vacant(entry) => entry.insert((key, code())).get().1,
            }
        } else {
            let hash = |code: &u32| hasher.hash_one(values.get(*code as usize));
            match long.entry(hasher.hash_one(text), |code| values.get(*code as usize) == text, hash) {
                Entry::Occupied(entry) => return *entry.get(),
                Entry::Vacant(entry) => *entry.insert(code()).get(),
            }
        };
        values.push(text);
        new
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
        (self.short, self.long) = (HashTable::new(), HashTable::new());
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
