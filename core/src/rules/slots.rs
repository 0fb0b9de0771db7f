//! What enters: what is owed and the acts that may discharge it. What leaves: which act discharges what.
//!
//! An act that names its trigger discharges that; any other discharges the latest open duty of its party whose trigger
//! need not have come after it. So a late second push never passes for the first, and one pass suffices.

use crate::day::When;
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

/// Fills the slots, which are in the order of their triggers.
pub(crate) fn fill(slots: &mut [Slot], mut candidates: Vec<Candidate>) {
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
    // Within a day without times nothing is held against anyone: an act counts from the last moment it can have been.
    candidates.sort_by_key(|candidate| (candidate.at.latest(), candidate.act));
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
        let waiting = match candidate.party {
            Some(own) => open.iter_mut().find(|(party, _)| *party == own),
            None => open
                .iter_mut()
                .filter(|(_, waiting)| !waiting.is_empty())
                .max_by_key(|(_, waiting)| waiting.last().copied()),
        };
        if let Some(slot) =
            waiting.and_then(|(_, waiting)| waiting.pop()).and_then(|place| slots.get_mut(place))
        {
            slot.filled = Some(candidate.act);
        }
    }
}
