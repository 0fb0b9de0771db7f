//! What enters: texts, again and again. What leaves: each kept once in one buffer, and found by its place.

mod table;

use serde::{Deserialize, Serialize, Serializer};

use crate::columns::{Offsets, Texts};
use crate::ids::hash;
pub(crate) use table::Table;

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

    /// Where a text begins and ends.
    #[inline]
    fn span(&self, word: u32) -> Option<(usize, usize)> {
        let place = word as usize;
        let [from, to] = self.ends.get(place..place.checked_add(2)?)? else { return None };
        Some((*from as usize, *to as usize))
    }

    /// Whether the text at a place is this one.
    #[inline]
    fn is_at(&self, word: u32, text: &str) -> bool {
        self.span(word).is_some_and(|span| self.is_within(span, text))
    }

    /// Whether the text that begins and ends there is this one.
    #[inline]
    fn is_within(&self, (from, to): (usize, usize), text: &str) -> bool {
        self.text.as_bytes().get(from..to).is_some_and(|own| are_alike(own, text.as_bytes()))
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
    table: Table,
}

/// How many texts are looked up at a time, so that the looks at memory overlap.
const AT_ONCE: usize = 64;

impl Words {
    pub(crate) fn get(&self, word: Word) -> &str {
        self.buffer.get(word)
    }

    pub(crate) fn len(&self) -> usize {
        self.buffer.len()
    }

    /// Whether a text is kept.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.table.find(short_hash(text.as_bytes()), |word| self.buffer.is_at(word, text)).is_ok()
    }

    /// Keeps a text; `None` where there is no room left for it.
    pub(crate) fn keep(&mut self, text: &str) -> Option<Word> {
        self.keep_hashed(text, short_hash(text.as_bytes()))
    }

    #[inline]
    fn keep_hashed(&mut self, text: &str, hash: u32) -> Option<Word> {
        match self.table.find(hash, |word| self.buffer.is_at(word, text)) {
            Ok(word) => Some(Word(word)),
            Err(free) => {
                let word = self.buffer.push(text)?;
                self.table.fill(free, hash, word.0);
                Some(word)
            }
        }
    }

    /// Keeps texts in their order and adds the place of each to `codes`, the highest number for the empty one; `None`
    /// where there is no room left for one.
    ///
    /// In a table beyond the caches most of the time goes to waiting for memory: here a stretch of texts is hashed first,
    /// then all their slots are looked at, then all the places of the texts there, so that the waits overlap.
    pub(crate) fn keep_all(&mut self, texts: &[&str], codes: &mut Vec<u32>) -> Option<()> {
        codes.reserve(texts.len());
        for texts in texts.chunks(AT_ONCE) {
            if self.table.is_small() {
                for text in texts {
                    codes.push(if text.is_empty() { u32::MAX } else { self.keep(text)?.0 });
                }
                continue;
            }
            let (mut hashes, mut slots) = ([0; AT_ONCE], [0; AT_ONCE]);
            let mut spans = [(0, 0); AT_ONCE];
            for (hash, text) in hashes.iter_mut().zip(texts) {
                *hash = if text.is_empty() { 0 } else { short_hash(text.as_bytes()) };
            }
            for (slot, hash) in slots.iter_mut().zip(hashes) {
                *slot = self.table.slot(hash);
            }
            for ((span, slot), hash) in spans.iter_mut().zip(slots).zip(hashes) {
                *span = Table::place_in(slot, hash).and_then(|word| self.buffer.span(word)).unwrap_or((1, 0));
            }
            for (((text, hash), slot), span) in texts.iter().zip(hashes).zip(slots).zip(spans) {
                codes.push(if hash == 0 {
                    u32::MAX
                } else if let Some(word) = Table::place_in(slot, hash)
                    && self.buffer.is_within(span, text)
                {
                    word
                } else {
                    self.keep_hashed(text, hash)?.0
                });
            }
        }
        Some(())
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
        let mut table = Table::with_room(buffer.len());
        for word in 0..u32::try_from(buffer.len()).unwrap_or(u32::MAX) {
            let text = buffer.get(Word(word));
            let hash = short_hash(text.as_bytes());
            match table.find(hash, |known| buffer.get(Word(known)) == text) {
                Ok(_) => return Err("a word is kept twice"),
                Err(free) => table.fill(free, hash, word),
            }
        }
        Ok(Self { buffer, table })
    }
}

/// Whether two texts are the same; short ones, which most are, without a call.
#[inline]
fn are_alike(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    if one.len() <= 16 && one.len() >= 8 {
        return one.first_chunk::<8>() == other.first_chunk::<8>()
            && one.last_chunk::<8>() == other.last_chunk::<8>();
    }
    if one.len() <= 8 && one.len() >= 4 {
        return one.first_chunk::<4>() == other.first_chunk::<4>()
            && one.last_chunk::<4>() == other.last_chunk::<4>();
    }
    one == other
}

/// The lower half of a text's hash; never 0, which stands for no text.
#[expect(clippy::cast_possible_truncation, reason = "the lower half of a hash is one")]
#[inline]
pub(crate) fn short_hash(text: &[u8]) -> u32 {
    (hash(text) as u32).max(1)
}

/// For each value the first place at which the same text stands; none for the empty text.
pub(crate) fn first_places(values: &Texts<'_>) -> Vec<Word> {
    let mut seen = Table::default();
    let places = 0..u32::try_from(values.len()).unwrap_or(u32::MAX);
    places
        .map(|place| {
            let text = values.get(place);
            if text.is_empty() {
                return Word::ABSENT;
            }
            let hash = short_hash(text.as_bytes());
            match seen.find(hash, |first| values.get(first) == text) {
                Ok(first) => Word(first),
                Err(free) => {
                    seen.fill(free, hash, place);
                    Word(place)
                }
            }
        })
        .collect()
}
