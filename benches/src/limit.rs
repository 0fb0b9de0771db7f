//! What enters: the columns of a chain log. What leaves: what became of each push, notice and push back, counted in one pass
//! over the columns and one over a small record of each case.
//!
//! Nothing else is done: no evidence, no finding, no second decision in a case, no text. It is what the memory allows.

use std::ops::AddAssign;

use liandong::{Calendar, Channel, Day, DutyStatus, EventKind, Norm};

use crate::chain::{BUREAU, party};
use crate::interned::{Interned, NONE, place};
use crate::{AS_OF, DAYS_TO_PUSH, DAYS_TO_PUSH_BACK, Supervisors, supervisors, taken_in_on};

/// What became of the duties of 2.6b, 2.6c and 2.6d.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Of each norm: fulfilled, late, missed, undetermined.
    pub of: [[u64; 4]; 3],
}

impl Counts {
    /// The norms counted.
    pub const NORMS: [Norm; 3] = [Norm::N26b, Norm::N26c, Norm::N26d];

    const STATUSES: [DutyStatus; 4] =
        [DutyStatus::Fulfilled, DutyStatus::Late, DutyStatus::Missed, DutyStatus::Undetermined];

    /// What an audit says.
    #[must_use]
    pub fn of_audit(audit: &liandong::Audit<'_, '_>) -> Self {
        let mut own = Self::default();
        for duty in audit.duties() {
            let norm = Self::NORMS.iter().position(|norm| *norm == duty.norm);
            let status = Self::STATUSES.iter().position(|status| *status == duty.status);
            if let (Some(norm), Some(status)) = (norm, status) {
                own.of[norm][status] += 1;
            }
        }
        own
    }

    /// Counts a duty by the day it was done, if it was, and the day it was due.
    pub(crate) fn add(&mut self, norm: usize, done: u16, due: u16) {
        let status = if done == NEVER { 2 } else { usize::from(done > due) };
        self.of[norm][status].add_assign(1);
    }

    /// Counts what a decision of the wrong party leaves open.
    pub(crate) fn leave_open(&mut self) {
        self.of[0][3] += 1;
        self.of[1][3] += 1;
    }
}

/// What stands for a day that never came.
pub(crate) const NEVER: u16 = u16::MAX;

/// What is known before the log is: of each matter who supervises it and since when the Bureau holds it, of each day when
/// so many working days after it are over.
#[derive(Debug)]
pub struct Known {
    supervisors: Vec<[u8; 2]>,
    taken_in: Vec<u16>,
    to_push: Vec<u16>,
    to_push_back: Vec<u16>,
}

impl Known {
    /// It for so many matters; the working days are the rulebook's.
    #[must_use]
    pub fn new(matters: usize) -> Self {
        let calendar = Calendar::china();
        let after = |days: u32| -> Vec<u16> {
            let due = |day: i32| {
                let due =
                    Day::from_number(day).and_then(|day| calendar.nth_working_day_after(day, days).ok());
                due.and_then(|day| u16::try_from(day.number()).ok()).unwrap_or(NEVER)
            };
            (0..=AS_OF).map(due).collect()
        };
        let departments = |matter: u32| {
            let mut own = [NONE; 2];
            own.iter_mut()
                .zip(supervisors(matter, Supervisors::Few))
                .for_each(|(place, department)| *place = party(department));
            own
        };
        let taken_in = |matter: u32| {
            if matter.is_multiple_of(2) { u16::try_from(taken_in_on(matter)).unwrap_or(NEVER) } else { NEVER }
        };
        let matters = || 0..u32::try_from(matters).unwrap_or(u32::MAX);
        Self {
            supervisors: matters().map(departments).collect(),
            taken_in: matters().map(taken_in).collect(),
            to_push: after(DAYS_TO_PUSH),
            to_push_back: after(DAYS_TO_PUSH_BACK),
        }
    }

    /// The departments that supervise a matter.
    pub(crate) fn supervisors(&self, matter: u32) -> impl Iterator<Item = u8> {
        self.supervisors[matter as usize].into_iter().filter(|party| *party != NONE)
    }

    /// Whether the Bureau holds a matter on a day.
    pub(crate) fn is_taken_in(&self, matter: u32, day: u16) -> bool {
        self.taken_in[matter as usize] <= day
    }

    /// The last day for a push or notice about a decision.
    pub(crate) fn push_due(&self, day: u16) -> u16 {
        self.to_push[usize::from(day)]
    }

    /// The last day for a push back of a result.
    pub(crate) fn push_back_due(&self, day: u16) -> u16 {
        self.to_push_back[usize::from(day)]
    }
}

/// What the log says of a case and one department: the days of its first push, notice, result and push back.
#[derive(Clone, Copy)]
struct Side {
    pushed: u16,
    notified: u16,
    found: u16,
    back: u16,
}

/// What the log says of a case, in half a cache line.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Record {
    matter: u32,
    decided: u16,
    decider: u8,
    parties: [u8; 2],
    sides: [Side; 2],
}

const UNSEEN: Side = Side { pushed: NEVER, notified: NEVER, found: NEVER, back: NEVER };

const EMPTY: Record =
    Record { matter: u32::MAX, decided: NEVER, decider: NONE, parties: [NONE; 2], sides: [UNSEEN; 2] };

impl Record {
    /// What is known of a department, of which a case has two at most.
    fn side(&mut self, party: u8) -> &mut Side {
        let place = usize::from(self.parties[0] != party && self.parties[0] != NONE);
        self.parties[place] = party;
        &mut self.sides[place]
    }
}

/// The codes of the kinds and channels that matter.
pub(crate) struct Coded {
    pub(crate) decision: u8,
    pub(crate) push: u8,
    pub(crate) notice: u8,
    pub(crate) result: u8,
    pub(crate) push_back: u8,
    pub(crate) platform: u8,
}

impl Coded {
    pub(crate) fn new() -> Self {
        let kind = |kind| place(EventKind::ALL, &kind);
        Self {
            decision: kind(EventKind::Decision),
            push: kind(EventKind::ResultPush),
            notice: kind(EventKind::LiaisonNotice),
            result: kind(EventKind::SupervisionResult),
            push_back: kind(EventKind::SupervisionPush),
            platform: place(Channel::ALL, &Channel::Platform),
        }
    }
}

/// The day of a stamp.
pub(crate) fn day(at: liandong::Stamp) -> u16 {
    ((at.number() >> 1) / 86_400) as u16
}

/// Counts what became of every duty.
#[must_use]
pub fn fold(log: &Interned, known: &Known) -> Counts {
    let coded = Coded::new();
    let mut records = vec![EMPTY; log.case_count()];
    let rows = log.at.iter().zip(&log.case).zip(&log.matter);
    let small = log.kind.iter().zip(&log.actor).zip(&log.to).zip(&log.channel);
    for (((at, case), matter), (((kind, actor), to), channel)) in rows.zip(small) {
        let (kind, actor, to, day) = (*kind, *actor, *to, day(*at));
        let record = &mut records[*case as usize];
        if kind == coded.push {
            if actor == BUREAU && *channel == coded.platform {
                let side = record.side(to);
                side.pushed = side.pushed.min(day);
            }
        } else if kind == coded.notice {
            let side = record.side(to);
            side.notified = side.notified.min(day);
        } else if kind == coded.result {
            let side = record.side(actor);
            side.found = side.found.min(day);
        } else if kind == coded.push_back {
            let side = record.side(actor);
            side.back = side.back.min(day);
        } else {
            record.matter = *matter;
            if kind == coded.decision {
                record.decided = day;
                record.decider = actor;
            }
        }
    }
    let mut counts = Counts::default();
    for record in &records {
        judge(record, known, &mut counts);
    }
    counts
}

fn judge(record: &Record, known: &Known, counts: &mut Counts) {
    let side = |party: u8| {
        let place = record.parties.iter().position(|own| *own == party);
        place.map_or(UNSEEN, |place| record.sides[place])
    };
    if record.decided != NEVER {
        if record.decider == BUREAU && known.is_taken_in(record.matter, record.decided) {
            let due = known.push_due(record.decided);
            for party in known.supervisors(record.matter) {
                counts.add(0, side(party).pushed, due);
                counts.add(1, side(party).notified, due);
            }
        } else {
            counts.leave_open();
        }
    }
    for party in known.supervisors(record.matter) {
        let side = side(party);
        if side.found != NEVER && known.is_taken_in(record.matter, side.found) {
            counts.add(2, side.back, known.push_back_due(side.found));
        }
    }
}
