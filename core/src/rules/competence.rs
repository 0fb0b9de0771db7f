//! What enters: a matter and a day. What leaves: where its transfer stands and who approves (2.4c, 2.4d, 2.5a).

use crate::answer::{Answer, Cause, FactId, Reasons};
use crate::day::Day;
use crate::entry::Effective;
use crate::ids::{MatterId, PartyId};
use crate::limit::Basis;
use crate::lines::Line;
use crate::norm::Norm;
use crate::party::PartyKind;
use crate::reading::{EffectiveDay, Reading};
use crate::records::Knowledge;
use crate::rules::Ground;
use crate::silence::{NotGoverned, Silence, Undetermined};
use crate::timeline::{Flaw, Rest, Segment, State};

/// Where the transfer (划转) of a matter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TransferStatus {
    /// Never taken in: its original department's (2.4c).
    Retained,
    /// Taken in by the Bureau (2.5a).
    Transferred,
    /// Taken in and given back.
    Returned,
}

impl TransferStatus {
    /// Its name in the wire format.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Retained => "retained",
            Self::Transferred => "transferred",
            Self::Returned => "returned",
        }
    }
}

/// Who holds a matter and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Holder {
    pub(crate) party: PartyId,
    pub(crate) status: TransferStatus,
}

impl Holder {
    pub(crate) const fn is_bureau(self) -> bool {
        matches!(self.status, TransferStatus::Transferred)
    }
}

const fn reading(reading: Reading) -> Option<Basis> {
    Some(Basis::Reading(reading))
}

const fn undetermined<T>(why: Undetermined) -> Result<T, Silence> {
    Err(Silence::Undetermined(why))
}

/// Whether the Measures are in force on a day (norm 0).
pub(crate) fn in_force(ground: &Ground<'_>, on: Day, reasons: &mut Reasons<'_>) -> Result<(), Silence> {
    let force = ground.profile.readings.in_force;
    if force.covers(on) {
        return Ok(());
    }
    reasons.push(
        Norm::N0,
        FactId::Force { from: force.from, to: force.to.unwrap_or(Day::MAX) },
        reading(Reading::InForce),
    );
    Err(Silence::NotGoverned(NotGoverned::OutsideForce))
}

/// Where the transfer of a matter stands on a day, for a case accepted on an earlier one if that is given.
#[inline]
pub(crate) fn status<'r>(
    ground: &Ground<'r>,
    matter: MatterId,
    on: Day,
    accepted: Option<Day>,
) -> Answer<'r, TransferStatus> {
    let mut reasons = Reasons::new(ground.book, ground.lines, Some(matter));
    let line = ground.lines.line(ground.book, matter);
    let value = standing(ground, matter, &line, on, accepted, &mut reasons);
    Answer { value, reasons }
}

/// Who approves a matter on a day, by the records that the ground says.
#[inline]
pub(crate) fn holder<'r>(
    ground: &Ground<'r>,
    matter: MatterId,
    on: Day,
    accepted: Option<Day>,
) -> Answer<'r, Holder> {
    match ground.known {
        Knowledge::Now => {}
        Knowledge::WhenDone => {
            if let Some(answer) = holder_then(ground, matter, on, accepted) {
                return answer;
            }
        }
    }
    let mut reasons = Reasons::new(ground.book, ground.lines, Some(matter));
    let value = holding(ground, matter, on, accepted, &mut reasons);
    Answer { value, reasons }
}

/// Who approved a matter by the records known on that very day; none where everything was known by then.
pub(crate) fn holder_then<'r>(
    ground: &Ground<'r>,
    matter: MatterId,
    on: Day,
    accepted: Option<Day>,
) -> Option<Answer<'r, Holder>> {
    let then = ground.lines.then(ground.book, matter, on)?;
    // What came to be known later is no reason: the flawed records are added one by one.
    let mut reasons = Reasons::new(ground.book, ground.lines, None);
    let value = held(ground, matter, &then.line(), on, accepted, &mut reasons);
    for (place, flaw) in then.line().flaws() {
        reasons.add(Cause::flawed(*place, *flaw));
    }
    Some(Answer { value, reasons })
}

fn standing(
    ground: &Ground<'_>,
    matter: MatterId,
    line: &Line<'_>,
    on: Day,
    accepted: Option<Day>,
    reasons: &mut Reasons<'_>,
) -> Result<TransferStatus, Silence> {
    governed(ground, matter, on, reasons)?;
    let segment = segment(ground, line, on, accepted, reasons);
    status_of(ground, line, segment, on, reasons)
}

/// Who holds a matter on a day, and what that rests on.
pub(crate) fn holding(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
    accepted: Option<Day>,
    reasons: &mut Reasons<'_>,
) -> Result<Holder, Silence> {
    held(ground, matter, &ground.lines.line(ground.book, matter), on, accepted, reasons)
}

fn held(
    ground: &Ground<'_>,
    matter: MatterId,
    line: &Line<'_>,
    on: Day,
    accepted: Option<Day>,
    reasons: &mut Reasons<'_>,
) -> Result<Holder, Silence> {
    let status = standing(ground, matter, line, on, accepted, reasons)?;
    let party = match status {
        TransferStatus::Transferred => succeeded(ground, ground.book.bureau, on, Norm::N25a, reasons),
        TransferStatus::Retained | TransferStatus::Returned => original(ground, matter, on, reasons)?,
    };
    Ok(Holder { party, status })
}

/// Whether the Measures are in force on a day and the matter is one of the zone by then (norm 0).
fn governed(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
    reasons: &mut Reasons<'_>,
) -> Result<(), Silence> {
    in_force(ground, on, reasons)?;
    let governed_from = ground.book.governed_from(matter);
    if on < governed_from {
        reasons.push(Norm::N0, FactId::GovernedFrom(governed_from), None);
        return Err(Silence::NotGoverned(NotGoverned::NotYetGoverned));
    }
    Ok(())
}

fn segment(
    ground: &Ground<'_>,
    line: &Line<'_>,
    on: Day,
    accepted: Option<Day>,
    reasons: &mut Reasons<'_>,
) -> Segment {
    let today = line.on(on);
    let Some(accepted) = accepted.filter(|accepted| *accepted < on) else { return today };
    if line.on(accepted) != today {
        reasons.push(Norm::N24c, FactId::Accepted(accepted), reading(Reading::PendingCases));
    }
    line.for_case(accepted, on, ground.profile.readings.pending_cases)
}

fn status_of(
    ground: &Ground<'_>,
    line: &Line<'_>,
    segment: Segment,
    on: Day,
    reasons: &mut Reasons<'_>,
) -> Result<TransferStatus, Silence> {
    let rest = match segment.rest {
        Rest::Original => None,
        Rest::Transfer(place) => Some(FactId::Record(place)),
        Rest::Observation(place) => Some(FactId::Observation(place)),
    };
    // On a record's own day the answer hangs on whether that day is included.
    let dated_today = line.records.iter().find(|(_, record)| record.effective == Effective::On(on));
    let dated_today = dated_today.map(|(place, _)| place);
    let basis = match segment.rest {
        Rest::Observation(_) => reading(Reading::Observation),
        Rest::Transfer(place) if dated_today == Some(place) => reading(Reading::EffectiveDay),
        Rest::Transfer(_) | Rest::Original => None,
    };
    let fact = rest.unwrap_or(FactId::Clause);
    let status = match segment.state {
        State::Transferred => {
            reasons.push(Norm::N25a, fact, basis);
            TransferStatus::Transferred
        }
        State::Retained => {
            reasons.push(Norm::N24c, fact, basis);
            TransferStatus::Retained
        }
        State::Returned => {
            reasons.push(Norm::N24c, fact, reading(Reading::Returned));
            TransferStatus::Returned
        }
        State::Unclear(flaw) => {
            let read = match flaw {
                Flaw::ReturnUnforeseen => Reading::Returned,
                Flaw::BeforeObservation | Flaw::ObservedOtherwise => Reading::Observation,
                Flaw::Undated
                | Flaw::UnreadableDay
                | Flaw::UnknownKind
                | Flaw::Entrusted
                | Flaw::Partial
                | Flaw::OtherDecider
                | Flaw::UnrecordedDecider
                | Flaw::Contradictory
                | Flaw::ReturnWithoutTransfer => Reading::UnclearTransfers,
            };
            // A flawed record is a reason on every answer about its matter; it is not said twice.
            let said = matches!(segment.rest, Rest::Transfer(place) if line.is_flawed(place));
            if !said {
                reasons.push(Norm::N24d, fact, reading(read));
            }
            return undetermined(Undetermined::Record(flaw));
        }
    };
    // Under the other reading the record of this very day would have decided.
    if ground.profile.readings.effective_day == EffectiveDay::NextDay
        && let Some(place) = dated_today.filter(|place| !line.is_flawed(*place))
    {
        reasons.push(Norm::N24d, FactId::Record(place), reading(Reading::EffectiveDay));
    }
    Ok(status)
}

/// The original department of a retained or returned matter, or its successor.
pub(crate) fn original(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
    reasons: &mut Reasons<'_>,
) -> Result<PartyId, Silence> {
    let Some(original) = ground.book.original(matter) else {
        reasons.push(Norm::N24c, FactId::OriginalUnrecorded, reading(Reading::UnknownOriginal));
        return undetermined(Undetermined::OriginalUnknown);
    };
    if let Some(place) = ground.book.reassignment(matter, on) {
        reasons.push(Norm::N24c, FactId::Reassigned(place), reading(Reading::UnknownOriginal));
        return undetermined(Undetermined::Reassigned);
    }
    let municipal = ground.book.party(original).kind == PartyKind::Municipal;
    let basis = if municipal { reading(Reading::Municipal) } else { None };
    reasons.push(Norm::N24c, FactId::Original(original), basis);
    Ok(succeeded(ground, original, on, Norm::N24c, reasons))
}

fn succeeded(ground: &Ground<'_>, party: PartyId, on: Day, norm: Norm, reasons: &mut Reasons<'_>) -> PartyId {
    let standing = ground.book.successor(party, on);
    if standing != party {
        reasons.push(norm, FactId::Succession(party), None);
    }
    standing
}
