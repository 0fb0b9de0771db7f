//! What enters: texts, again and again. What leaves: each kept once in one buffer, and found by its place.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use serde::{Deserialize, Serialize, Serializer};

use crate::columns::{Offsets, Texts};
use crate::ids::hash;

/// A text of a column by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Word(pub(crate) u32);

impl Word {
    /// None at all.
    pub(crate) const ABSENT: Self = Self(u32::MAX);

    pub(crate) const fn place(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn known(self) -> Option<Self> {
        (self != Self::ABSENT).then_some(self)
    }
}

/// Texts in one buffer, in the order they came, as often as they came.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Buffer {
    pub(crate) text: String,
    pub(crate) ends: Vec<u32>,
}

impl Default for Buffer {
    fn default() -> Self {
        Self { text: String::new(), ends: vec![0] }
    }
}

impl Buffer {
    /// Keeps a text; `None` where the buffer has no room left for it.
    pub(crate) fn push(&mut self, text: &str) -> Option<Word> {
        let end = u32::try_from(self.text.len().saturating_add(text.len())).ok()?;
        let word = u32::try_from(self.ends.len().saturating_sub(1)).ok().filter(|word| *word < u32::MAX)?;
        self.text.push_str(text);
        self.ends.push(end);
        Some(Word(word))
    }

    pub(crate) fn get(&self, word: Word) -> &str {
        self.texts().get(word.0)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len().saturating_sub(1)
    }

    pub(crate) fn texts(&self) -> Texts<'_> {
        Texts::Joined { text: &self.text, offsets: Offsets::U32(&self.ends) }
    }
}

/// Texts in one buffer, each kept once.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(try_from = "Buffer")]
pub(crate) struct Words {
    pub(crate) buffer: Buffer,
    /// Each word with its hash, so that the table grows without reading the texts.
    table: HashTable<(u32, u32)>,
}

impl Words {
    pub(crate) fn get(&self, word: Word) -> &str {
        self.buffer.get(word)
    }

    pub(crate) fn len(&self) -> usize {
        self.buffer.len()
    }

    /// Whether a text is kept.
    pub(crate) fn has(&self, text: &str) -> bool {
        let own = short_hash(text);
        let is_it = |(word, known): &(u32, u32)| *known == own && self.buffer.get(Word(*word)) == text;
        self.table.find(spread(own), is_it).is_some()
    }

    /// Keeps a text; `None` where there is no room left for it.
    pub(crate) fn keep(&mut self, text: &str) -> Option<Word> {
        let Self { buffer, table } = self;
        let own = short_hash(text);
        let is_it = |(word, known): &(u32, u32)| *known == own && buffer.get(Word(*word)) == text;
        match table.entry(spread(own), is_it, |(_, known)| spread(*known)) {
            Entry::Occupied(known) => Some(Word(known.get().0)),
            Entry::Vacant(free) => {
                let word = buffer.push(text)?;
                free.insert((word.0, own));
                Some(word)
            }
        }
    }
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.buffer.serialize(serializer)
    }
}

impl TryFrom<Buffer> for Words {
    type Error = &'static str;

    /// The words of a buffer that holds none of them twice.
    fn try_from(buffer: Buffer) -> Result<Self, &'static str> {
        let mut table = HashTable::with_capacity(buffer.len());
        for word in 0..u32::try_from(buffer.len()).unwrap_or(u32::MAX) {
            let text = buffer.get(Word(word));
            let own = short_hash(text);
            let is_it = |(word, known): &(u32, u32)| *known == own && buffer.get(Word(*word)) == text;
            match table.entry(spread(own), is_it, |(_, known): &(u32, u32)| spread(*known)) {
                Entry::Occupied(_) => return Err("a word is kept twice"),
                Entry::Vacant(free) => drop(free.insert((word, own))),
            }
        }
        Ok(Self { buffer, table })
    }
}

/// The lower half of a text's hash; never 0, which stands for no text.
#[expect(clippy::cast_possible_truncation, reason = "the lower half of a hash is one")]
pub(crate) fn short_hash(text: &str) -> u32 {
    (hash(text) as u32).max(1)
}

/// A table needs bits at both ends; Fibonacci's multiplier carries them there.
const fn spread(hash: u32) -> u64 {
    (hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ hash as u64
}
