//! What enters: what is owed and the acts that may discharge it. What leaves: which act discharges what.
//!
//! An act that names its trigger discharges that; any other discharges the latest open duty of its party whose trigger
//! need not have come after it. Where that leaves something of a party late that another order would not, the other order
//! holds for that party: nothing is held against anyone that the data do not show.

use std::collections::BTreeSet;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use smallvec::SmallVec;

use crate::day::{Moment, When};
use crate::ids::PartyId;
use crate::sort::{sort, sort_by_key};

/// What one case owes of one norm, mostly little.
pub(crate) type Slots = SmallVec<[Slot; 4]>;

/// What may discharge it.
pub(crate) type Candidates = SmallVec<[Candidate; 4]>;

/// Something owed to, or by, one party because of one act of the case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    /// The act that set it off, by its place in the case.
    pub(crate) trigger: u32,
    pub(crate) since: When,
    pub(crate) party: PartyId,
    /// The act that discharged it, by its place in the case.
    pub(crate) filled: Option<u32>,
}

/// An act that may discharge a slot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) act: u32,
    pub(crate) at: When,
    /// The party whose slots it may fill; any party's where none is given.
    pub(crate) party: Option<PartyId>,
    /// The trigger it names.
    pub(crate) trigger: Option<u32>,
}

/// The slots that one act set off.
pub(crate) fn of_trigger(slots: &[Slot], trigger: u32) -> &[Slot] {
    let (from, to) = bounds(slots, trigger);
    slots.get(from..to).unwrap_or_default()
}

fn of_trigger_mut(slots: &mut [Slot], trigger: u32) -> &mut [Slot] {
    let (from, to) = bounds(slots, trigger);
    slots.get_mut(from..to).unwrap_or_default()
}

fn bounds(slots: &[Slot], trigger: u32) -> (usize, usize) {
    // Mostly one act set all of them off.
    if [slots.first(), slots.last()].into_iter().flatten().all(|slot| slot.trigger == trigger) {
        return (0, slots.len());
    }
    let from = slots.partition_point(|slot| slot.trigger < trigger);
    (from, slots.partition_point(|slot| slot.trigger <= trigger))
}

/// Fills the slots, which are in the order of their triggers, so that no more of a party's are late than need be.
///
/// `due` is the last moment in time for a slot, where a limit sets one. An act that names no party is that of whose slot
/// it fills where each fills the latest.
pub(crate) fn fill(slots: &mut [Slot], candidates: &mut Candidates, due: impl Fn(&Slot) -> Option<Moment>) {
    if slots.is_empty() {
        return;
    }
    named(slots, candidates);
    // Within a day without times nothing is held against anyone: an act counts from the last moment it can have been.
    sort_by_key(candidates, |candidate| (candidate.at.latest(), candidate.act));
    if is_one_each(slots) {
        // Where no act is left over there is no other way.
        if fill_each(slots, candidates) {
            return;
        }
    } else {
        fill_latest(slots, candidates);
    }
    let starts: HashMap<u32, Moment, FixedState> =
        candidates.iter().map(|candidate| (candidate.act, candidate.at.earliest())).collect();
    let is_late = |slot: &&Slot| {
        let start = slot.filled.and_then(|act| starts.get(&act));
        start.is_some_and(|start| due(slot).is_some_and(|due| due < *start))
    };
    let mut late: Vec<_> = slots.iter().filter(is_late).map(|slot| slot.party).collect();
    sort(&mut late);
    late.dedup();
    for party in late {
        let is_open = |slot: &Slot| slot.filled.is_none_or(|act| starts.contains_key(&act));
        let mut own: Vec<_> =
            slots.iter_mut().filter(|slot| slot.party == party).filter(|slot| is_open(slot)).collect();
        let most = own.iter().filter(|slot| slot.filled.is_some()).count();
        let acts: Candidates = candidates.iter().filter(|act| act.party == Some(party)).copied().collect();
        let windows = own.iter().map(|slot| (slot.since.earliest(), due(slot).unwrap_or(Moment::MAX)));
        let paired = Pairing::new(windows.collect(), &acts).paired(most);
        for (slot, act) in own.iter_mut().zip(paired) {
            slot.filled = act;
        }
    }
}

/// Whether each party has one slot and no more: then no order is open.
fn is_one_each(slots: &[Slot]) -> bool {
    const FEW: usize = 16;
    let twice = |(place, slot): (usize, &Slot)| {
        slots.iter().skip(place.saturating_add(1)).any(|other| other.party == slot.party)
    };
    slots.len() <= FEW && !slots.iter().enumerate().any(twice)
}

/// Gives each act, in their order, the slot of its party, or where it names none the last open one; whether each got one.
fn fill_each(slots: &mut [Slot], candidates: &mut [Candidate]) -> bool {
    let mut all = true;
    for candidate in candidates {
        let fits = |slot: &&mut Slot| {
            slot.filled.is_none()
                && candidate.party.is_none_or(|party| party == slot.party)
                && slot.since.earliest() <= candidate.at.latest()
        };
        match slots.iter_mut().rev().find(fits) {
            Some(slot) => {
                slot.filled = Some(candidate.act);
                candidate.party = Some(slot.party);
            }
            None => all = false,
        }
    }
    all
}

/// Fills what acts name, and leaves the acts that name nothing.
fn named(slots: &mut [Slot], candidates: &mut Candidates) {
    if candidates.iter().all(|candidate| candidate.trigger.is_none()) {
        return;
    }
    candidates.retain(|candidate| {
        let Some(trigger) = candidate.trigger else { return true };
        let named = of_trigger_mut(slots, trigger)
            .iter_mut()
            .find(|slot| slot.filled.is_none() && candidate.party.is_none_or(|party| party == slot.party));
        if let Some(slot) = named {
            slot.filled = Some(candidate.act);
        }
        false
    });
}

/// Gives each act, in their order, the latest open slot of its party, or where it names none of any.
fn fill_latest(slots: &mut [Slot], candidates: &mut [Candidate]) {
    // Each party's open slots, in the order of their triggers.
    let mut open: Vec<(PartyId, Vec<usize>)> = Vec::new();
    let mut next = 0usize;
    for candidate in candidates {
        while let Some(slot) = slots.get(next).filter(|slot| slot.since.earliest() <= candidate.at.latest()) {
            if slot.filled.is_none() {
                match open.iter_mut().find(|(party, _)| *party == slot.party) {
                    Some((_, waiting)) => waiting.push(next),
                    None => open.push((slot.party, vec![next])),
                }
            }
            next = next.saturating_add(1);
        }
        let own = match candidate.party {
            Some(own) => open.iter_mut().find(|(party, _)| *party == own),
            None => open.iter_mut().max_by_key(|(_, waiting)| waiting.last().copied()),
        };
        let chosen = own.and_then(|(_, waiting)| waiting.pop());
        if let Some(slot) = chosen.and_then(|place| slots.get_mut(place)) {
            slot.filled = Some(candidate.act);
            candidate.party = Some(slot.party);
        }
    }
}

/// One party's open slots and the acts that may fill them, both in their order.
struct Pairing<'c> {
    /// From when to when an act is in time for each slot.
    windows: Vec<(Moment, Moment)>,
    acts: &'c [Candidate],
    /// The act that fills each slot, by its place among the acts.
    filled: Vec<Option<usize>>,
    /// The slots that nothing fills yet.
    free: BTreeSet<usize>,
}

impl<'c> Pairing<'c> {
    fn new(windows: Vec<(Moment, Moment)>, acts: &'c [Candidate]) -> Self {
        let (filled, free) = (vec![None; windows.len()], (0..windows.len()).collect());
        Self { windows, acts, filled, free }
    }

    /// What fills each slot where `most` of them are filled and as few as can be of those late.
    fn paired(mut self, most: usize) -> Vec<Option<u32>> {
        let mut over = self.in_time().into_iter();
        // What is in time for no slot that is left fills the latest, until no more can be.
        while self.windows.len().saturating_sub(self.free.len()) < most
            && let Some(act) = over.next()
        {
            self.squeeze_in(act);
        }
        let acts = self.acts;
        self.filled.into_iter().map(|act| act.and_then(|act| acts.get(act)).map(|act| act.act)).collect()
    }

    /// Gives each act the slot that is due first of those it is in time for, and returns the acts that are for none.
    fn in_time(&mut self) -> Vec<usize> {
        let (mut open, mut next, mut over) = (BTreeSet::new(), 0usize, Vec::new());
        for (place, act) in self.acts.iter().enumerate() {
            while let Some((_, due)) = self.windows.get(next).filter(|(since, _)| *since <= act.at.latest()) {
                open.insert((*due, next));
                next = next.saturating_add(1);
            }
            let first = open.range((act.at.earliest(), 0)..).next().copied();
            // Of those that are never due the latest.
            let chosen = first
                .and_then(|first| if first.0 == Moment::MAX { open.last().copied() } else { Some(first) });
            match chosen {
                Some(chosen) => {
                    open.remove(&chosen);
                    self.give(chosen.1, place);
                }
                None => over.push(place),
            }
        }
        over
    }

    fn give(&mut self, slot: usize, act: usize) {
        self.free.remove(&slot);
        if let Some(filled) = self.filled.get_mut(slot) {
            *filled = Some(act);
        }
    }

    /// Fills one slot more with an act: a free one, or one whose own act can go on to another.
    fn squeeze_in(&mut self, act: usize) {
        // Who takes whose slot, and from which slot each but the first comes.
        let mut chain = vec![(act, None)];
        while let Some((act, own)) = chain.last().copied() {
            // What is in time for a free slot was given one before.
            let latest = || self.free.range(..self.reach(act)).next_back().copied();
            if let Some(free) = if own.is_none() { latest() } else { self.best_free(act) } {
                let mut next = free;
                while let Some((act, own)) = chain.pop() {
                    self.give(next, act);
                    next = own.unwrap_or(next);
                }
                return;
            }
            let Some(other) = self.farthest(act) else { return };
            chain.push(other);
        }
    }

    fn latest(&self, act: usize) -> Option<(Moment, usize)> {
        self.acts.get(act).map(|own| (own.at.latest(), act))
    }

    /// How many slots are set off by when an act can have been at the latest.
    fn reach(&self, act: usize) -> usize {
        let latest = self.acts.get(act).map(|act| act.at.latest());
        self.windows.partition_point(|(since, _)| Some(*since) <= latest)
    }

    /// The free slot that is due first of those an act is in time for, else the latest.
    fn best_free(&self, act: usize) -> Option<usize> {
        let start = self.acts.get(act)?.at.earliest();
        let free = || self.free.range(..self.reach(act)).copied();
        let due = |slot: &usize| self.windows.get(*slot).map(|(_, due)| *due).filter(|due| start <= *due);
        let in_time = free().filter(|slot| due(slot).is_some()).min_by_key(|slot| (due(slot), *slot));
        in_time.or_else(|| free().next_back())
    }

    /// Of the acts that fill what an act can reach the one that reaches farthest, if farther, and its slot.
    fn farthest(&self, act: usize) -> Option<(usize, Option<usize>)> {
        let reached = self.filled.iter().take(self.reach(act)).enumerate();
        let holders = reached.filter_map(|(slot, act)| Some(((*act)?, Some(slot))));
        holders
            .max_by_key(|(act, _)| self.latest(*act))
            .filter(|(other, _)| self.latest(*other) > self.latest(act))
    }
}
