//! What enters: a case's decisions, what was owed and what was done. What leaves: duties and findings, collected by places.

use smallvec::SmallVec;

use crate::course::Course;
use crate::day::{Day, When};
use crate::duty::{DutyRow, DutyStatus, MaybeEvent, SubjectId, TriggerId, WhoId};
use crate::event::{EventKind, HandledVia, Outcome as Decided};
use crate::finding::{FindingCode, FindingRow, Severity};
use crate::home::{is_by_own_hand, only_way};
use crate::ids::{MatterId, PartyId};
use crate::limit::Basis;
use crate::norm::Norm;
use crate::reading::{Reading, SofterFulfilment};
use crate::relation::Relation;
use crate::rules::Ground;
use crate::rules::case::{Act, Case, Named};
use crate::rules::competence::{Holder, holder};
use crate::rules::outcome::{Outcome, Stray};
use crate::rules::posts::{Interval, Posts, shared};
use crate::rules::window::Window;
use crate::silence::{Silence, Undetermined};
use crate::stamp::MaybeStamp;

/// The decisions of a case, mostly one.
pub(crate) type Decisions = SmallVec<[Decision; 1]>;

/// A decision and who was competent for it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decision {
    pub(crate) act: u32,
    pub(crate) row: u32,
    pub(crate) at: When,
    pub(crate) matter: Option<MatterId>,
    pub(crate) result: Option<Decided>,
    pub(crate) via: Option<HandledVia>,
    /// Who was competent, whoever decided.
    pub(crate) holder: Result<Holder, Silence>,
    /// The holder where it was the competent party that decided; otherwise why its duties are not determined.
    pub(crate) standing: Result<Holder, Silence>,
}

/// Judges subjects one after the other and collects what is found.
pub(crate) struct Judge<'j, 'r> {
    pub(crate) ground: Ground<'r>,
    pub(crate) posts: &'j Posts,
    pub(crate) as_of: When,
    pub(crate) window: &'j Window,
    pub(crate) out: Outcome,
}

impl<'r> Judge<'_, 'r> {
    /// One that judges by the same, and has found nothing yet.
    pub(crate) fn beside(&self) -> Self {
        Self { out: Outcome::default(), ..*self }
    }

    /// Whether the Measures are in force on a day (norm 0).
    pub(crate) fn in_force(&self, on: Day) -> bool {
        self.ground.profile.readings.in_force.covers(on)
    }

    /// The days asked about on which the Measures are in force: up to the day of the audit, or those looked ahead to.
    pub(crate) fn period(&self) -> Option<Interval> {
        let force = self.ground.profile.readings.in_force;
        let up_to_now = || (self.window.from, self.window.to.min(self.as_of.day()));
        shared(self.window.ahead.unwrap_or_else(up_to_now), (force.from, force.to.unwrap_or(Day::MAX)))
    }

    /// The years that the period touches, each with its first day in force.
    pub(crate) fn years(&self) -> impl Iterator<Item = (i32, Day)> + use<> {
        let first = self.ground.profile.readings.in_force.from;
        let (from, to) = self.period().map_or((1, 0), |(from, to)| (from.year(), to.year()));
        (from..=to).filter_map(move |year| Some((year, Day::from_ymd(year, 1, 1)?.max(first))))
    }

    /// The place of a duty recorded just now, where the window takes it.
    pub(crate) fn last_duty(&self, norm: Norm, on: Day) -> Option<usize> {
        self.window.takes(Some(norm), on).then(|| self.out.duties.len().saturating_sub(1))
    }

    /// What is found of a duty recorded just now.
    pub(crate) fn find_of_last_duty(&mut self, mut row: FindingRow, on: Day, events: &[u32]) {
        row.duty = row.norm.and_then(|norm| self.last_duty(norm, on));
        self.find(row, on, events);
    }

    pub(crate) fn duty(&mut self, row: DutyRow) {
        self.duty_on(row, When::from(row.since).day());
    }

    /// A duty that is asked about by another day than its first: that of a week which the period touches.
    pub(crate) fn duty_on(&mut self, row: DutyRow, on: Day) {
        if self.window.takes(Some(row.norm), on) {
            self.out.duties.push(row);
        }
    }

    pub(crate) fn find(&mut self, mut row: FindingRow, on: Day, events: &[u32]) {
        if self.window.takes(row.norm, on) {
            let start = u32::try_from(self.out.evidence.len()).unwrap_or(u32::MAX);
            self.out.evidence.extend_from_slice(events);
            row.events = (start, u32::try_from(self.out.evidence.len()).unwrap_or(u32::MAX));
            self.out.findings.push(row);
        }
    }

    /// A finding about a single act of a case.
    pub(crate) fn find_act(
        &mut self,
        code: FindingCode,
        case: &Case<'_>,
        act: &Act,
        fill: impl FnOnce(&mut FindingRow),
    ) {
        let mut row = FindingRow::new(code, Severity::Review, case.subject);
        row.actor = act.actor.known();
        row.basis = Some(Basis::Reading(Reading::WrongHand));
        fill(&mut row);
        self.find(row, act.at.day(), &[act.row]);
    }

    pub(crate) fn found_unmatched(&mut self, case: &Case<'_>, act: &Act) {
        self.find_act(FindingCode::UnmatchedEvent, case, act, |row| {
            row.basis = Some(Basis::Reading(Reading::UnmatchedEvent))
        });
    }

    pub(crate) fn unmatched(&mut self, case: &Case<'_>, act: &Act, cures: FindingCode, to: Option<PartyId>) {
        self.found_unmatched(case, act);
        self.stray(case, act, cures, to);
    }

    /// Remembers an act that cures nothing it is known to belong to, and may cure something elsewhere.
    pub(crate) fn stray(&mut self, case: &Case<'_>, act: &Act, cures: FindingCode, to: Option<PartyId>) {
        let softer = self.ground.profile.readings.softer_fulfilment == SofterFulfilment::Fulfils;
        // What took another way could discharge nothing.
        if act.channel.zip(only_way(cures, softer)).is_some_and(|(way, only)| way != only) {
            return;
        }
        let by = act.actor.known().filter(|_| is_by_own_hand(cures));
        let own = if cures == FindingCode::SupervisionPushMissing {
            case.has(EventKind::SupervisionResult)
        } else {
            case.has(EventKind::Decision)
        };
        let case_word = match case.subject {
            SubjectId::Case(word) if own => Some(word),
            _ => None,
        };
        let matter = act.matter.known().or(case.matter);
        self.out.strays.push(Stray { cures, to, by, matter, case: case_word, row: act.row, at: act.at });
    }

    /// A duty of which the text or the data leave open whether, to whom or by whom it is owed.
    pub(crate) fn open_question(
        &mut self,
        case: &Case<'_>,
        (trigger, since): (u32, When),
        norm: Norm,
        obligor: Result<PartyId, Silence>,
        to: Option<Result<PartyId, Silence>>,
    ) {
        self.duty(DutyRow {
            norm,
            obligor: obligor.map(WhoId::Party),
            to: to.map(|to| to.map(WhoId::Party)),
            subject: case.subject,
            trigger: TriggerId::Event(trigger),
            since: since.into(),
            due: MaybeStamp::NONE,
            status: DutyStatus::Undetermined,
            fulfilled_by: MaybeEvent::NONE,
            counted_to: MaybeStamp::NONE,
            basis: None,
            relation: Relation::default(),
            course: Course::ONCE,
        });
    }

    /// The decisions of a case; one that the wrong party made is found here and goes no further.
    pub(crate) fn decisions(&mut self, case: &Case<'_>) -> Decisions {
        let accepted = case.accepted();
        let mut decisions = Decisions::new();
        for (place, act) in case.of(EventKind::Decision) {
            let matter = case.matter_of(act);
            let mut decision = Decision {
                act: place,
                row: act.row,
                at: act.at,
                matter,
                result: act.result,
                via: act.via,
                holder: Err(Silence::Undetermined(Undetermined::UnknownMatter)),
                standing: Err(Silence::Undetermined(Undetermined::UnknownMatter)),
            };
            match matter {
                Some(matter) => {
                    let answer = holder(&self.ground, matter, act.at.day(), accepted);
                    decision.holder = answer.value;
                    decision.standing = match (answer.value, act.actor) {
                        (Ok(holder), Named::Known(actor)) if holder.party == actor => Ok(holder),
                        (Ok(holder), Named::Known(_)) => {
                            let basis = answer.reasons.iter().find_map(|reason| reason.basis);
                            self.find_act(FindingCode::DecidedWithoutCompetence, case, act, |row| {
                                row.severity = Severity::Breach;
                                row.norm = Some(if holder.is_bureau() { Norm::N25a } else { Norm::N24c });
                                row.obligor = Some(holder.party);
                                row.basis = basis;
                            });
                            Err(Silence::Undetermined(Undetermined::DecidedWithoutCompetence))
                        }
                        (Ok(_), Named::Absent | Named::Unknown) => {
                            Err(Silence::Undetermined(Undetermined::ActorUnknown))
                        }
                        (Err(silence), _) => Err(silence),
                    };
                }
                None if act.matter == Named::Absent => {
                    self.found_unmatched(case, act);
                }
                None => {}
            }
            decisions.push(decision);
        }
        decisions
    }
}
