//! What enters: the cases of a log. What leaves: their numbers, in the order of their names.

use crate::rows::Rows;
use crate::words::Word;

/// Cases by number, and numbers by the code of each value that names a case; where neither is set, a case's word is its
/// number.
#[derive(Debug, Default)]
pub(crate) struct CaseOrder {
    words: Vec<Word>,
    numbers: Vec<u32>,
}

impl CaseOrder {
    pub(crate) fn new(rows: &Rows<'_>) -> Self {
        let name = |case: Word| rows.case_name(case).as_bytes();
        let shared = shared_start(rows.cases().map(name));
        // Most names differ in the first bytes that not all of them share, and their texts need not be looked up again.
        let start = |case: Word| start(name(case).get(shared..).unwrap_or_default());
        let mut named: Vec<(u64, Word)> = rows.cases().map(|case| (start(case), case)).collect();
        named.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| name(a.1).cmp(name(b.1))));
        let words: Vec<Word> = named.into_iter().map(|(_, case)| case).collect();
        let mut numbers = vec![u32::MAX; rows.case_count()];
        for (word, number) in words.iter().zip(0u32..) {
            if let Some(own) = numbers.get_mut(word.place()) {
                *own = number;
            }
        }
        // A case that stands there again has the number of the first.
        for (code, place) in (0..).zip(0..numbers.len()) {
            let first = rows.case_of(code);
            if first.0 != code
                && let Some(number) = first.known().and_then(|first| numbers.get(first.place()).copied())
                && let Some(own) = numbers.get_mut(place)
            {
                *own = number;
            }
        }
        Self { words, numbers }
    }

    pub(crate) const fn len(&self) -> usize {
        self.words.len()
    }

    pub(crate) fn number(&self, case: Word) -> usize {
        self.numbers.get(case.place()).map_or(case.place(), |number| *number as usize)
    }

    /// The number of the case that a value of the log's column names; none where it names none.
    #[inline]
    pub(crate) fn number_of(&self, code: u32) -> Option<u32> {
        self.numbers.get(code as usize).copied().filter(|number| *number != u32::MAX)
    }

    pub(crate) fn word(&self, number: usize) -> Word {
        let as_it_came = || Word(u32::try_from(number).unwrap_or(u32::MAX));
        self.words.get(number).copied().unwrap_or_else(as_it_came)
    }
}

/// How many bytes all names begin with.
fn shared_start<'n>(mut names: impl Iterator<Item = &'n [u8]>) -> usize {
    let first = names.next().unwrap_or_default();
    names.fold(first.len(), |shared, name| {
        let first = first.get(..shared).unwrap_or_default();
        if name.starts_with(first) {
            shared
        } else {
            first.iter().zip(name).take_while(|(a, b)| a == b).count()
        }
    })
}

/// The first eight bytes as a number that orders like them.
fn start(name: &[u8]) -> u64 {
    let mut bytes = [0u8; 8];
    for (slot, byte) in bytes.iter_mut().zip(name) {
        *slot = *byte;
    }
    u64::from_be_bytes(bytes)
}
