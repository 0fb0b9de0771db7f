//! What enters: a matter and a day. What leaves: where its transfer stands and who approves (2.4c, 2.4d, 2.5a).
//!
//! Where nobody listens for reasons, `Held` says what these rules said of the day when it was made, and of a case that was
//! accepted earlier where it says the same of that day.

use crate::answer::{Answer, Asked};
use crate::book::Book;
use crate::causes::{Cause, FactId, Told};
use crate::day::Day;
use crate::entry::Effective;
pub(crate) use crate::held::{Holder, TransferStatus};
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

const fn reading(reading: Reading) -> Option<Basis> {
    Some(Basis::Reading(reading))
}

const fn undetermined<T>(why: Undetermined) -> Result<T, Silence> {
    Err(Silence::Undetermined(why))
}

/// Whether the Measures are in force on a day (norm 0).
#[inline]
pub(crate) fn in_force(ground: &Ground<'_>, on: Day, told: &mut Told<'_>) -> Result<(), Silence> {
    let force = ground.profile.readings.in_force;
    if force.covers(on) {
        return Ok(());
    }
    told.push(
        Norm::N0,
        FactId::Force { from: force.from, to: force.to.unwrap_or(Day::MAX) },
        reading(Reading::InForce),
    );
    Err(Silence::NotGoverned(NotGoverned::OutsideForce))
}

/// Who approves a matter on a day, by the records that the ground says.
#[inline]
pub(crate) fn holder<'r>(
    ground: &Ground<'r>,
    matter: MatterId,
    on: Day,
    accepted: Option<Day>,
) -> Answer<'r, Holder> {
    let value = held(ground, matter, on, accepted, &mut Told::nobody());
    Answer::new(ground, Asked::Approver { matter, on, accepted }, value)
}

/// Who approved a matter by the records known on that very day; none where everything was known by then.
pub(crate) fn holder_then<'r>(
    ground: &Ground<'r>,
    matter: MatterId,
    on: Day,
    accepted: Option<Day>,
) -> Option<Answer<'r, Holder>> {
    let value = held_then(ground, matter, on, accepted, &mut Told::nobody())?;
    let ground = Ground { known: Knowledge::WhenDone, ..*ground };
    Some(Answer::new(&ground, Asked::Approver { matter, on, accepted }, value))
}

/// Who holds a matter on a day, by the records that the ground says, and what that rests on.
#[inline]
pub(crate) fn held(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
    accepted: Option<Day>,
    told: &mut Told<'_>,
) -> Result<Holder, Silence> {
    match ground.known {
        Knowledge::Now => {}
        Knowledge::WhenDone => {
            if let Some(then) = held_then(ground, matter, on, accepted, told) {
                return then;
            }
        }
    }
    if let Some(settled) = settled(ground, matter, on, accepted, told) {
        return settled;
    }
    held_now(ground, matter, on, accepted, told)
}

fn held_now(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
    accepted: Option<Day>,
    told: &mut Told<'_>,
) -> Result<Holder, Silence> {
    told.flaws_of(Some(matter));
    by_line(ground, matter, &ground.lines.line(ground.book, matter), on, accepted, told)
}

fn held_then(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
    accepted: Option<Day>,
    told: &mut Told<'_>,
) -> Option<Result<Holder, Silence>> {
    let then = ground.lines.then(ground.book, matter, on)?;
    // What came to be known later is no reason: the flawed records are added one by one.
    told.flaws_of(None);
    let value = by_line(ground, matter, &then.line(), on, accepted, told);
    for (place, flaw) in then.line().flaws() {
        told.add(Cause::flawed(*place, *flaw));
    }
    Some(value)
}

/// What the rules below said when the lines were drawn; none where somebody listens, or where they are to be asked again.
#[inline]
fn settled(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
    accepted: Option<Day>,
    told: &mut Told<'_>,
) -> Option<Result<Holder, Silence>> {
    if !told.is_nobody() {
        return None;
    }
    if let Err(silence) = in_force(ground, on, told) {
        return Some(Err(silence));
    }
    let held = ground.lines.held(matter);
    let kept = held.on(on)?;
    // What is kept alike on both days was kept so on every day between: whichever of them decides, it is the same.
    if accepted.is_some_and(|accepted| accepted < on && held.on(accepted) != Some(kept)) {
        return None;
    }
    Some(Ok(standing_in(ground.book, kept, on, told)))
}

/// Where the transfer of a matter stands on a day.
#[inline]
pub(crate) fn status(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
    told: &mut Told<'_>,
) -> Result<TransferStatus, Silence> {
    if let Some(Ok(holder)) = settled(ground, matter, on, None, told) {
        return Ok(holder.status);
    }
    told.flaws_of(Some(matter));
    let line = ground.lines.line(ground.book, matter);
    in_force(ground, on, told)?;
    governed(ground.book, matter, on, told)?;
    status_of(&line, line.on(on), on, told)
}

fn by_line(
    ground: &Ground<'_>,
    matter: MatterId,
    line: &Line<'_>,
    on: Day,
    accepted: Option<Day>,
    told: &mut Told<'_>,
) -> Result<Holder, Silence> {
    in_force(ground, on, told)?;
    governed(ground.book, matter, on, told)?;
    let segment = segment(ground, line, on, accepted, told);
    let kept = keeper(ground.book, matter, line, segment, on, told)?;
    Ok(standing_in(ground.book, kept, on, told))
}

/// Who keeps a matter on a day in force, whoever stands in that party's place by then; none where the text is silent.
pub(crate) fn kept(book: &Book, matter: MatterId, line: &Line<'_>, on: Day) -> Option<Holder> {
    let told = &mut Told::nobody();
    governed(book, matter, on, told).ok()?;
    keeper(book, matter, line, line.on(on), on, told).ok()
}

fn keeper(
    book: &Book,
    matter: MatterId,
    line: &Line<'_>,
    segment: Segment,
    on: Day,
    told: &mut Told<'_>,
) -> Result<Holder, Silence> {
    let status = status_of(line, segment, on, told)?;
    let party = match status {
        TransferStatus::Transferred => book.bureau,
        TransferStatus::Retained | TransferStatus::Returned => recorded_original(book, matter, on, told)?,
    };
    Ok(Holder { party, status })
}

/// The holder by whoever stands in its place on a day.
#[inline]
fn standing_in(book: &Book, kept: Holder, on: Day, told: &mut Told<'_>) -> Holder {
    let norm = || match kept.status {
        TransferStatus::Transferred => Norm::N25a,
        TransferStatus::Retained | TransferStatus::Returned => Norm::N24c,
    };
    Holder { party: succeeded(book, kept.party, on, norm, told), ..kept }
}

/// Whether the matter is one of the zone on a day (norm 0).
fn governed(book: &Book, matter: MatterId, on: Day, told: &mut Told<'_>) -> Result<(), Silence> {
    let governed_from = book.governed_from(matter);
    if on < governed_from {
        told.push(Norm::N0, FactId::GovernedFrom(governed_from), None);
        return Err(Silence::NotGoverned(NotGoverned::NotYetGoverned));
    }
    Ok(())
}

fn segment(
    ground: &Ground<'_>,
    line: &Line<'_>,
    on: Day,
    accepted: Option<Day>,
    told: &mut Told<'_>,
) -> Segment {
    let today = line.on(on);
    let Some(accepted) = accepted.filter(|accepted| *accepted < on) else { return today };
    if line.on(accepted) != today {
        told.push(Norm::N24c, FactId::Accepted(accepted), reading(Reading::PendingCases));
    }
    line.for_case(accepted, on, ground.profile.readings.pending_cases)
}

fn status_of(
    line: &Line<'_>,
    segment: Segment,
    on: Day,
    told: &mut Told<'_>,
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
            told.push(Norm::N25a, fact, basis);
            TransferStatus::Transferred
        }
        State::Retained => {
            told.push(Norm::N24c, fact, basis);
            TransferStatus::Retained
        }
        State::Returned => {
            told.push(Norm::N24c, fact, reading(Reading::Returned));
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
                told.push(Norm::N24d, fact, reading(read));
            }
            return undetermined(Undetermined::Record(flaw));
        }
    };
    // Under the other reading the record of this very day would have decided.
    if line.effective_day == EffectiveDay::NextDay
        && let Some(place) = dated_today.filter(|place| !line.is_flawed(*place))
    {
        told.push(Norm::N24d, FactId::Record(place), reading(Reading::EffectiveDay));
    }
    Ok(status)
}

/// The original department of a retained or returned matter, or its successor.
pub(crate) fn original(
    ground: &Ground<'_>,
    matter: MatterId,
    on: Day,
    told: &mut Told<'_>,
) -> Result<PartyId, Silence> {
    let original = recorded_original(ground.book, matter, on, told)?;
    Ok(succeeded(ground.book, original, on, || Norm::N24c, told))
}

fn recorded_original(
    book: &Book,
    matter: MatterId,
    on: Day,
    told: &mut Told<'_>,
) -> Result<PartyId, Silence> {
    let Some(original) = book.original(matter) else {
        told.push(Norm::N24c, FactId::OriginalUnrecorded, reading(Reading::UnknownOriginal));
        return undetermined(Undetermined::OriginalUnknown);
    };
    if let Some(place) = book.reassignment(matter, on) {
        told.push(Norm::N24c, FactId::Reassigned(place), reading(Reading::UnknownOriginal));
        return undetermined(Undetermined::Reassigned);
    }
    let municipal = book.party(original).kind == PartyKind::Municipal;
    let basis = if municipal { reading(Reading::Municipal) } else { None };
    told.push(Norm::N24c, FactId::Original(original), basis);
    Ok(original)
}

#[inline]
fn succeeded(book: &Book, party: PartyId, on: Day, norm: impl Fn() -> Norm, told: &mut Told<'_>) -> PartyId {
    let standing = book.successor(party, on);
    if standing != party {
        told.push(norm(), FactId::Succession(party), None);
    }
    standing
}
