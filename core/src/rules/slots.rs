//! What enters: what is owed and the acts that may discharge it. What leaves: which act discharges what.
//!
//! An act that names its trigger discharges that; any other discharges the latest open duty of its party whose trigger
//! need not have come after it. Where that leaves something late that another order would not, the other order holds:
//! nothing is held against anyone that the data do not show.

use std::collections::VecDeque;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::day::{Moment, When};
use crate::ids::PartyId;

/// Something owed to, or by, one party because of one act of the case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    /// The act that set it off, by its place in the case.
    pub(crate) trigger: usize,
    pub(crate) since: When,
    pub(crate) party: PartyId,
    /// The act that discharged it, by its place in the case.
    pub(crate) filled: Option<usize>,
}

/// An act that may discharge a slot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) act: usize,
    pub(crate) at: When,
    /// The party whose slots it may fill; any party's where none is given.
    pub(crate) party: Option<PartyId>,
    /// The trigger it names.
    pub(crate) trigger: Option<usize>,
}

/// The slots that one act set off.
pub(crate) fn of_trigger(slots: &[Slot], trigger: usize) -> &[Slot] {
    let (from, to) = bounds(slots, trigger);
    slots.get(from..to).unwrap_or_default()
}

fn of_trigger_mut(slots: &mut [Slot], trigger: usize) -> &mut [Slot] {
    let (from, to) = bounds(slots, trigger);
    slots.get_mut(from..to).unwrap_or_default()
}

fn bounds(slots: &[Slot], trigger: usize) -> (usize, usize) {
    let from = slots.partition_point(|slot| slot.trigger < trigger);
    (from, slots.partition_point(|slot| slot.trigger <= trigger))
}

/// Fills the slots, which are in the order of their triggers, so that no more of them are late than need be.
///
/// `due` is the last moment in time for a slot, where a limit sets one.
pub(crate) fn fill(slots: &mut [Slot], candidates: Vec<Candidate>, due: impl Fn(&Slot) -> Option<Moment>) {
    if slots.is_empty() {
        return;
    }
    let mut candidates = named(slots, candidates);
    // Within a day without times nothing is held against anyone: an act counts from the last moment it can have been.
    candidates.sort_by_key(|candidate| (candidate.at.latest(), candidate.act));
    if is_one_each(slots) {
        return fill_each(slots, &candidates);
    }
    let mut latest = slots.to_vec();
    match_open(&mut latest, &candidates, |_| None);
    let starts: HashMap<usize, Moment, FixedState> =
        candidates.iter().map(|candidate| (candidate.act, candidate.at.earliest())).collect();
    let is_late = |slot: &Slot| {
        let start = slot.filled.and_then(|act| starts.get(&act));
        start.zip(due(slot)).is_some_and(|(start, due)| *start > due)
    };
    if latest.iter().any(is_late) {
        match_open(slots, &candidates, due);
    } else {
        slots.copy_from_slice(&latest);
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

/// Gives each act, in their order, the slot of its party, or where it names none the last open one.
fn fill_each(slots: &mut [Slot], candidates: &[Candidate]) {
    for candidate in candidates {
        let fits = |slot: &&mut Slot| {
            slot.filled.is_none()
                && candidate.party.is_none_or(|party| party == slot.party)
                && slot.since.earliest() <= candidate.at.latest()
        };
        if let Some(slot) = slots.iter_mut().rev().find(fits) {
            slot.filled = Some(candidate.act);
        }
    }
}

/// Fills what acts name, and returns the acts that name nothing.
fn named(slots: &mut [Slot], mut candidates: Vec<Candidate>) -> Vec<Candidate> {
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
    candidates
}

/// What one party's slots wait for.
struct Queue {
    party: PartyId,
    /// Open slots in the order of their triggers, with the last moment in time for each.
    waiting: VecDeque<(usize, Option<Moment>)>,
    /// Those that no act to come can be in time for.
    overdue: Vec<usize>,
}

impl Queue {
    fn last(&self) -> Option<usize> {
        self.waiting.back().map(|(place, _)| *place).max(self.overdue.last().copied())
    }
}

/// Gives each act, in their order, the open slot that is due first and still in time, else the latest open one.
fn match_open(slots: &mut [Slot], candidates: &[Candidate], due: impl Fn(&Slot) -> Option<Moment>) {
    let mut open: Vec<Queue> = Vec::new();
    let mut next = 0usize;
    for candidate in candidates {
        while let Some(slot) = slots.get(next).filter(|slot| slot.since.earliest() <= candidate.at.latest()) {
            if slot.filled.is_none() {
                let waits = (next, due(slot));
                match open.iter_mut().find(|queue| queue.party == slot.party) {
                    Some(queue) => queue.waiting.push_back(waits),
                    None => open.push(Queue {
                        party: slot.party,
                        waiting: VecDeque::from([waits]),
                        overdue: Vec::new(),
                    }),
                }
            }
            next = next.saturating_add(1);
        }
        let own = match candidate.party {
            Some(own) => open.iter_mut().find(|queue| queue.party == own),
            None => open.iter_mut().filter(|queue| queue.last().is_some()).max_by_key(|queue| queue.last()),
        };
        let Some(Queue { waiting, overdue, .. }) = own else { continue };
        while let Some((place, Some(due))) = waiting.front().copied()
            && due < candidate.at.earliest()
        {
            overdue.push(place);
            waiting.pop_front();
        }
        let chosen = match waiting.front() {
            Some((_, Some(_))) => waiting.pop_front(),
            Some((_, None)) => waiting.pop_back(),
            None => None,
        };
        let chosen = chosen.map(|(place, _)| place).or_else(|| overdue.pop());
        if let Some(slot) = chosen.and_then(|place| slots.get_mut(place)) {
            slot.filled = Some(candidate.act);
        }
    }
}
