//! What enters: the records. What leaves: the leanest answer from strings that safe Rust gives; no reasons, no other history than
//! one transfer, no party that is not known.
//!
//! One look into a table whose slots hold all that an answer needs: the id as two words, the day of the transfer, the original
//! department. Nothing else of a matter is read, and of a party its name.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use liandong::Day;

use crate::contender::{Contender, Failure};
use crate::questions::{ACTS, Work};

/// The place of the Bureau among the parties.
pub const PLACE_OF_BUREAU: u32 = 0;

/// A text of 4 to 16 bytes: its first eight or four, its last eight or four, its length. One comparison of three numbers, and no
/// branch that depends on which of two texts it is.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Word(u64, u64, usize);

impl Word {
    /// Nothing for a text of another length, which this limit does without.
    #[inline]
    const fn new(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if let (Some(first), Some(last), 8..=16) = (bytes.first_chunk(), bytes.last_chunk(), bytes.len()) {
            return Some(Self(u64::from_le_bytes(*first), u64::from_le_bytes(*last), bytes.len()));
        }
        if let (Some(first), Some(last), 4..=7) = (bytes.first_chunk(), bytes.last_chunk(), bytes.len()) {
            let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
            return Some(Self(first as u64, last as u64, bytes.len()));
        }
        None
    }

    #[inline]
    fn hash(self) -> u64 {
        let mut hasher = FixedState::with_seed(0).build_hasher();
        hasher.write_u64(self.0);
        hasher.write_u64(self.1);
        hasher.finish()
    }

    #[inline]
    const fn is(self, other: Self) -> bool {
        (self.0 ^ other.0) | (self.1 ^ other.1) | (self.2 ^ other.2) as u64 == 0
    }
}

struct Slot {
    id: Word,
    taken_in: i32,
    original: u32,
}

/// A party that may approve, and its name as a word.
struct Party {
    name: Word,
    id: String,
}

/// The limit.
pub struct Limit {
    slots: HashTable<Slot>,
    parties: Vec<Party>,
    acts: [Word; 3],
    in_force: i32,
}

/// Where parties stand among those that may approve.
pub fn place_of(parties: &[String], party: &str) -> Result<u32, Failure> {
    let place = parties.iter().position(|own| own == party).ok_or("a party")?;
    Ok(u32::try_from(place)?)
}

impl Limit {
    pub fn new(work: &Work) -> Result<Self, Failure> {
        let word = |text: &str| Word::new(text).ok_or("an id of 4 to 16 bytes");
        let ids: Vec<String> = Work::parties().collect();
        let mut slots = HashTable::with_capacity(work.records.len());
        for record in &work.records {
            let (id, original) = (word(&record.id)?, place_of(&ids, &record.original)?);
            let taken_in = record.taken_in.unwrap_or(i32::MAX);
            slots.insert_unique(id.hash(), Slot { id, taken_in, original }, |slot| slot.id.hash());
        }
        let parties = ids.into_iter().map(|id| Ok(Party { name: word(&id)?, id }));
        let parties = parties.collect::<Result<_, Failure>>()?;
        let [accept, examine, decide] = ACTS.map(word);
        Ok(Self { slots, parties, acts: [accept?, examine?, decide?], in_force: work.in_force.number() })
    }

    /// Who holds a matter by its records, and whether that counts on the day.
    #[inline]
    fn holder(&self, matter: &str, on: Day) -> Option<(&Party, bool)> {
        let (id, on) = (Word::new(matter)?, on.number());
        let slot = self.slots.find(id.hash(), |slot| slot.id.is(id))?;
        let party = if slot.taken_in <= on { PLACE_OF_BUREAU } else { slot.original };
        Some((self.parties.get(party as usize)?, on >= self.in_force))
    }
}

impl Contender for Limit {
    type Approver<'a> = Option<&'a str>;
    type Verdict<'a> = bool;

    fn name(&self) -> &'static str {
        "limit"
    }

    fn approver<'a>(&'a mut self, matter: &'a str, on: Day) -> Option<&'a str> {
        let (party, is_in_force) = self.holder(matter, on)?;
        is_in_force.then_some(party.id.as_str())
    }

    fn permits<'a>(&'a mut self, party: &'a str, act: &'a str, matter: &'a str, on: Day) -> bool {
        let (Some(act), Some(party)) = (Word::new(act), Word::new(party)) else { return false };
        let is_act = self.acts.iter().fold(false, |is_one, own| is_one | own.is(act));
        self.holder(matter, on).is_some_and(|(own, is_in_force)| is_act & is_in_force & own.name.is(party))
    }

    fn party(answer: &Option<&str>) -> Result<Option<String>, Failure> {
        Ok(answer.map(str::to_owned))
    }

    fn is_permitted(verdict: &bool) -> Result<bool, Failure> {
        Ok(*verdict)
    }
}
