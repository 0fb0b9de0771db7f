//! What enters: a catalogue. What leaves: who approves, by as little work as safe Rust can do with strings: hash, probe,
//! compare, and two reads from arrays. No reasons, no records but the first, no succession: the limit, not an engine.

use liandong::{Catalogue, Day, PartyKind};

/// Ids with what they hash to in a power of two of slots, half of them free at least.
struct Ids {
    slots: Vec<(u32, u32)>,
    text: Vec<u8>,
    starts: Vec<u32>,
}

const FREE: u32 = u32::MAX;

fn hash(id: &str) -> u64 {
    use std::hash::Hasher;
    static SEED: foldhash::SharedSeed = foldhash::SharedSeed::from_u64(0);
    let mut hasher = foldhash::fast::FoldHasher::with_seed(0, &SEED);
    hasher.write(id.as_bytes());
    hasher.finish()
}

/// Where a hash begins to look; multiplied, for what it leaves of serial ids lies in runs.
const fn slot(hash: u64, mask: usize) -> usize {
    (hash.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask
}

impl Ids {
    fn new<'a>(ids: impl Iterator<Item = &'a str>) -> Self {
        let ids: Vec<&str> = ids.collect();
        let room = (ids.len() * 2).next_power_of_two();
        let mut own = Self { slots: vec![(0, FREE); room], text: Vec::new(), starts: vec![0] };
        for (place, id) in ids.iter().enumerate() {
            own.text.extend(id.bytes());
            own.starts.push(own.text.len() as u32);
            let mut at = slot(hash(id), room - 1);
            while own.slots[at].1 != FREE {
                at = (at + 1) & (room - 1);
            }
            own.slots[at] = (hash(id) as u32, place as u32);
        }
        own
    }

    #[inline]
    fn find(&self, id: &str) -> Option<usize> {
        let (own, mask) = (hash(id), self.slots.len() - 1);
        let mut at = slot(own, mask);
        loop {
            let (hash, place) = self.slots[at];
            if hash == own as u32 {
                let place = place as usize;
                if self.text[self.starts[place] as usize..self.starts[place + 1] as usize] == *id.as_bytes() {
                    return Some(place);
                }
            }
            if place == FREE {
                return None;
            }
            at = (at + 1) & mask;
        }
    }
}

/// Who approves, by ids.
pub struct Least {
    matters: Ids,
    parties: Ids,
    /// The first day of the Bureau, and the party before it.
    taken_in: Vec<(i32, u32)>,
    names: Vec<String>,
    bureau: u32,
}

impl Least {
    /// Of a catalogue whose transfers are clear.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let parties = Ids::new(catalogue.parties.iter().map(|party| party.id.as_str()));
        let day = |matter: &liandong::Matter| {
            let first =
                matter.transfers.first().and_then(|own| own.effective.as_deref()?.parse::<Day>().ok());
            let original = matter.original.as_deref().and_then(|id| parties.find(id)).unwrap_or(0);
            (first.map_or(i32::MAX, Day::number), original as u32)
        };
        let taken_in = catalogue.matters.iter().map(day).collect();
        let bureau = catalogue.parties.iter().position(|party| party.kind == PartyKind::Bureau).unwrap_or(0);
        Self {
            matters: Ids::new(catalogue.matters.iter().map(|matter| matter.id.as_str())),
            parties,
            taken_in,
            names: catalogue.parties.iter().map(|party| party.id.clone()).collect(),
            bureau: bureau as u32,
        }
    }

    #[inline]
    fn holder(&self, matter: &str, on: Day) -> Option<u32> {
        let (first, original) = self.taken_in[self.matters.find(matter)?];
        Some(if on.number() < first { original } else { self.bureau })
    }

    /// Who approves a matter on a day.
    #[must_use]
    #[inline]
    pub fn approver(&self, matter: &str, on: Day) -> Option<&String> {
        self.names.get(self.holder(matter, on)? as usize)
    }

    /// Whether a party may do an act of approval, and who may.
    #[must_use]
    #[inline]
    pub fn permits(&self, actor: &str, act: &str, matter: &str, on: Day) -> Option<(bool, &String)> {
        let actor = self.parties.find(actor)?;
        let ("accept" | "examine" | "decide") = act else { return None };
        let holder = self.holder(matter, on)? as usize;
        Some((holder == actor, self.names.get(holder)?))
    }
}
