//! What enters: the decisions of a case. What leaves: which of their results are to be pushed, by whom and to whom (2.6b).

use smallvec::SmallVec;

use crate::day::When;
use crate::event::Outcome as Decided;
use crate::ids::PartyId;
use crate::norm::Norm;
use crate::reading::{ResultsToPush, RetainedPush};
use crate::rules::case::{Case, Refers};
use crate::rules::judge::{Decision, Judge};
use crate::rules::responsibility::{Parties, supervisors_beside};
use crate::rules::slots::{Slot, Slots};
use crate::silence::{Silence, Undetermined};

/// What is to be pushed of a case, mostly the result of one decision.
pub(crate) type Results<'d> = SmallVec<[Pushable<'d>; 1]>;

/// A decision whose result is to be pushed, by whom and to whom.
pub(crate) struct Pushable<'d> {
    pub(crate) decision: &'d Decision,
    pub(crate) pusher: PartyId,
    pub(crate) recipients: Result<Parties, Silence>,
}

/// What is to be pushed of a decision; none where nothing is, or where that is left open.
pub(crate) fn result<'d>(
    judge: &mut Judge<'_, '_>,
    case: &Case<'_>,
    decision: &'d Decision,
) -> Option<Pushable<'d>> {
    // Of a matter that the catalogue does not hold, only that is found.
    let matter = decision.matter?;
    let readings = &judge.ground.profile.readings;
    let (grants_only, retained_push) =
        (readings.results_to_push == ResultsToPush::GrantsOnly, readings.retained_push);
    let open = |judge: &mut Judge<'_, '_>, obligor: Result<PartyId, Silence>, why: Silence| {
        let trigger = (decision.row, decision.at);
        judge.open_question(case, trigger, Norm::N26b, obligor, Some(Err(why)));
        judge.open_question(case, trigger, Norm::N26c, obligor, Some(Err(why)));
        None
    };
    let holder = match decision.standing {
        Ok(holder) => holder,
        Err(Silence::NotGoverned(_)) => return None,
        Err(silence) => return open(judge, Err(silence), silence),
    };
    if !holder.is_bureau() && retained_push == RetainedPush::None {
        return None;
    }
    match decision.result {
        Some(Decided::Granted) => {}
        Some(Decided::Refused | Decided::Changed | Decided::Revoked) if grants_only => return None,
        None if grants_only => {
            return open(judge, Ok(holder.party), Silence::Undetermined(Undetermined::ResultUnrecorded));
        }
        Some(Decided::Refused | Decided::Changed | Decided::Revoked) | None => {}
    }
    let recipients = supervisors_beside(&judge.ground, matter, decision.at.day(), holder);
    match recipients {
        // Where there is nobody to push to, nothing is to be pushed.
        Ok(ref parties) if parties.is_empty() => return None,
        Ok(_) => {}
        Err(why) => {
            open(judge, Ok(holder.party), why);
        }
    }
    Some(Pushable { decision, pusher: holder.party, recipients })
}

/// What is owed to each recipient of each result.
pub(crate) fn slots(results: &[Pushable<'_>]) -> Slots {
    let mut slots = Slots::new();
    for result in results {
        let Decision { act, at, .. } = *result.decision;
        let recipients = result.recipients.as_deref().unwrap_or_default().iter();
        for party in recipients {
            slots.push(Slot { trigger: act, since: at, party: *party, filled: None });
        }
    }
    slots
}

/// What an act is about.
pub(crate) enum About<'p> {
    /// Every decision it could be about came after it.
    Early,
    /// A decision that sets nothing off, or of which that is open: an act beyond the text is nobody's fault.
    Nothing,
    Result(&'p Pushable<'p>),
}

/// What an act is about: the result of the decision it refers to, else the latest that need not have come after it and is
/// owed to its addressee, else that of the latest such decision.
pub(crate) fn about<'p>(
    decisions: &[Decision],
    results: &'p [Pushable<'p>],
    refers: Option<u32>,
    at: When,
    to: Option<PartyId>,
) -> About<'p> {
    let result =
        |decision: &Decision| of_decision(results, decision.act).map_or(About::Nothing, About::Result);
    if let Some(act) = refers {
        let named = by_act(decisions, act).filter(|decision| !at.certainly_before(decision.at));
        return named.map_or(About::Early, result);
    }
    let before = decisions.partition_point(|decision| decision.at.earliest() <= at.latest());
    let Some(last) = before.checked_sub(1).and_then(|place| decisions.get(place)) else {
        return About::Early;
    };
    let owed = |result: &&Pushable<'_>| {
        to.is_none_or(|to| result.recipients.as_ref().is_ok_and(|recipients| recipients.contains(&to)))
    };
    let results = results.get(..results.partition_point(|result| result.decision.act <= last.act));
    results.unwrap_or_default().iter().rfind(owed).map_or_else(|| result(last), About::Result)
}

fn by_act(decisions: &[Decision], act: u32) -> Option<&Decision> {
    decisions.binary_search_by_key(&act, |decision| decision.act).ok().and_then(|place| decisions.get(place))
}

pub(crate) fn of_decision<'p>(results: &'p [Pushable<'p>], act: u32) -> Option<&'p Pushable<'p>> {
    results.binary_search_by_key(&act, |result| result.decision.act).ok().and_then(|place| results.get(place))
}

/// The decision an act refers to by name; `Err` where it names something else.
pub(crate) fn named(decisions: &[Decision], refers: Refers) -> Result<Option<u32>, ()> {
    match refers {
        Refers::Nothing => Ok(None),
        Refers::Act(act) if by_act(decisions, act).is_some() => Ok(Some(act)),
        Refers::Act(_) | Refers::Dangling => Err(()),
    }
}
