//! What enters: a matter's records and its line. What leaves: the days on which they determine nobody, or two (2.4c, 2.4d,
//! 2.5b), and the records to be mended.
//!
//! No rule is written here: the line is cut where a record begins or ends, each piece is asked of the rules once.

use crate::answer::Reason;
use crate::causes::{Cause, FactId};
use crate::day::Day;
use crate::fact::{Fact, Record};
use crate::ids::{MatterId, PartyId};
use crate::limit::Basis;
use crate::lines::Line;
use crate::lint::shape::{Days, Lint, LintCode, LintSubject, pieces, stretches};
use crate::norm::Norm;
use crate::reading::Reading;
use crate::rules::Ground;
use crate::rules::competence::{Holder, holder};
use crate::rules::posts::shared;
use crate::rules::responsibility::supervisors_of_transferred;
use crate::silence::{Silence, Undetermined};
use crate::sort::sort;
use crate::timeline::{Flaw, Rest, State, first_day};

/// Who holds a matter, piece by piece of the days on which it is governed.
pub(super) type Held = Vec<(Days, Result<Holder, Silence>)>;

/// The days on which a matter is governed; none where it never is.
pub(super) fn governed(ground: &Ground<'_>, matter: MatterId, force: Days) -> Option<Days> {
    shared(force, (ground.book.governed_from(matter), Day::MAX))
}

/// The first days of what decides who holds a matter, a succession aside.
pub(super) fn changes(ground: &Ground<'_>, matter: MatterId, starts: &mut Vec<Day>) {
    let book = ground.book;
    starts.extend(ground.lines.line(book, matter).segments.iter().map(|segment| segment.from));
    // The earliest hand-over of the single matter leaves every later day open.
    let handed_over = book.reassignment(matter, Day::MAX).and_then(|place| book.reassigned_at(place));
    starts.extend(handed_over.map(|entry| entry.on));
}

/// Who holds a matter on each piece between the days of `starts`, which are used up.
pub(super) fn held(ground: &Ground<'_>, matter: MatterId, starts: &mut Vec<Day>, days: Days) -> Held {
    pieces(starts, days).map(|days| (days, holder(ground, matter, days.0, None).value)).collect()
}

/// Every lint of every matter, matter by matter and day by day.
pub(super) fn lints<'r>(ground: &Ground<'r>, force: Days, out: &mut Vec<Lint<'r>>) {
    let mut starts = Vec::new();
    for matter in ground.book.matter_ids() {
        let Some(days) = governed(ground, matter, force) else { continue };
        let own =
            Own { ground: *ground, matter, subject: LintSubject::Matter(ground.book.id_of(matter)), days };
        own.holders(&mut starts, out);
        own.records(out);
        own.cycles(out);
        own.capabilities(&mut starts, out);
    }
}

/// One matter on the days on which it is governed.
struct Own<'r> {
    ground: Ground<'r>,
    matter: MatterId,
    subject: LintSubject<'r>,
    days: Days,
}

impl<'r> Own<'r> {
    /// Days without an approver, with two, and without a supervisor.
    fn holders(&self, starts: &mut Vec<Day>, out: &mut Vec<Lint<'r>>) {
        let ground = &self.ground;
        starts.clear();
        changes(ground, self.matter, starts);
        for span in ground.book.supervising(self.matter) {
            starts.push(span.from);
            starts.extend(span.to.next());
        }
        let held = held(ground, self.matter, starts, self.days);
        let silences = held.iter().map(|(days, value)| (*days, value.err().filter(is_undetermined)));
        out.extend(stretches(silences).into_iter().map(|(days, silence)| self.silent(days, silence)));
        let supervisors = held.iter().map(|(days, value)| {
            let taken_in = value.is_ok_and(Holder::is_bureau);
            let silence = taken_in.then(|| supervisors_of_transferred(ground, self.matter, days.0).err());
            (*days, silence.flatten())
        });
        out.extend(stretches(supervisors).into_iter().map(|(days, silence)| {
            let basis = Some(Basis::Reading(Reading::UnrecordedSupervisor));
            Lint {
                silence: Some(silence),
                reasons: vec![self.reason(Norm::N25b, FactId::SupervisorUnrecorded, basis)],
                ..Lint::new(LintCode::NoSupervisor, self.subject, days)
            }
        }));
    }

    /// An undetermined approver: two hands where the records name two, else none.
    fn silent(&self, days: Days, silence: Silence) -> Lint<'r> {
        let mut parties = match silence {
            Silence::Undetermined(Undetermined::Record(flaw)) => self.hands(flaw, days.0),
            Silence::Undetermined(_) | Silence::NotGoverned(_) => Vec::new(),
        };
        sort(&mut parties);
        parties.dedup();
        let code = if parties.len() > 1 { LintCode::TwoApprovers } else { LintCode::NoApprover };
        if parties.len() == 1 {
            parties.clear();
        }
        let answer = holder(&self.ground, self.matter, days.0, None);
        Lint {
            silence: Some(silence),
            parties: parties.into_iter().map(|party| self.ground.book.party(party)).collect(),
            reasons: answer.reasons.iter().collect(),
            ..Lint::new(code, self.subject, days)
        }
    }

    fn line(&self) -> Line<'r> {
        self.ground.lines.line(self.ground.book, self.matter)
    }

    /// The parties in whose hands contradicting records leave the matter; one that is not recorded is left out.
    fn hands(&self, flaw: Flaw, on: Day) -> Vec<PartyId> {
        let book = self.ground.book;
        let original = book.original(self.matter).map(|party| book.successor(party, on));
        match flaw {
            Flaw::Contradictory => [Some(book.bureau_on(on)), original].into_iter().flatten().collect(),
            Flaw::ObservedOtherwise => {
                let line = self.line();
                let Rest::Observation(place) = line.on(on).rest else { return Vec::new() };
                let seen = book.observed_at(place).map(|seen| book.successor(seen.by, on));
                let by_bureau = line.held_by_bureau(place);
                let recorded = if by_bureau == Some(true) { Some(book.bureau_on(on)) } else { original };
                [recorded, seen].into_iter().flatten().collect()
            }
            Flaw::Undated
            | Flaw::UnreadableDay
            | Flaw::UnknownKind
            | Flaw::Entrusted
            | Flaw::Partial
            | Flaw::OtherDecider
            | Flaw::UnrecordedDecider
            | Flaw::ReturnWithoutTransfer
            | Flaw::BeforeObservation
            | Flaw::ReturnUnforeseen => Vec::new(),
        }
    }

    /// Flawed records: those with one flaw and the same days are one lint.
    fn records(&self, out: &mut Vec<Lint<'r>>) {
        let Ground { book, lines, .. } = self.ground;
        let flaws = self.line().flaws();
        let mut flawed: Vec<(Flaw, Days, u32)> =
            flaws.iter().filter_map(|(place, flaw)| Some((*flaw, self.of_record(*place)?, *place))).collect();
        sort(&mut flawed);
        for group in flawed.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some((flaw, days, _)) = group.first().copied() else { continue };
            let records = group.iter().filter_map(|(_, _, place)| lines.record(book, *place));
            let reason = |entry| Reason {
                norm: Norm::N24d,
                fact: Fact::FlawedRecord { record: Record { book, lines, entry }, flaw },
                basis: Some(Basis::Reading(Reading::UnclearTransfers)),
            };
            out.push(Lint {
                reasons: records.map(reason).collect(),
                ..Lint::new(code_of(flaw), self.subject, days)
            });
        }
    }

    /// From the day on which a record would hold to the next change of the line; from the first day where it has none.
    fn of_record(&self, place: u32) -> Option<Days> {
        let Ground { book, lines, profile, .. } = self.ground;
        let from = first_day(lines.record(book, place)?, profile.readings.effective_day).unwrap_or(Day::MIN);
        let next = self.line().segments.iter().map(|segment| segment.from).find(|next| *next > from);
        let to = next.and_then(Day::previous).unwrap_or(Day::MAX);
        shared((from, to), self.days)
    }

    /// Taken in, given back, taken in again: each time from the day of the last, for as long as it lasts.
    fn cycles(&self, out: &mut Vec<Lint<'r>>) {
        let line = self.line().segments;
        let (mut taken_in, mut returned) = (None, None);
        for (place, segment) in line.iter().enumerate() {
            match segment.state {
                State::Transferred => {
                    let next = line.get(place.saturating_add(1)).and_then(|next| next.from.previous());
                    let days = shared((segment.from, next.unwrap_or(Day::MAX)), self.days);
                    if let (Some(before), Some(back), Some(days)) = (taken_in, returned, days) {
                        out.push(Lint {
                            reasons: self.rests([before, back, segment.rest]),
                            ..Lint::new(LintCode::TransferCycle, self.subject, days)
                        });
                    }
                    (taken_in, returned) = (Some(segment.rest), None);
                }
                State::Returned | State::Unclear(Flaw::ReturnUnforeseen) => {
                    returned = taken_in.and(Some(segment.rest));
                }
                State::Retained | State::Unclear(_) => {}
            }
        }
    }

    fn reason(&self, norm: Norm, fact: FactId, basis: Option<Basis>) -> Reason<'r> {
        Reason::new(self.ground.book, self.ground.lines, Cause { norm, fact, basis })
    }

    fn rests(&self, rests: [Rest; 3]) -> Vec<Reason<'r>> {
        let seen = Some(Basis::Reading(Reading::Observation));
        let reason = |rest| match rest {
            Rest::Original => None,
            Rest::Transfer(place) => Some(self.reason(Norm::N24d, FactId::Record(place), None)),
            Rest::Observation(place) => Some(self.reason(Norm::N24d, FactId::Observation(place), seen)),
        };
        rests.into_iter().filter_map(reason).collect()
    }

    /// Of the entries that cover a day the one that began last holds; two that began together may differ.
    fn capabilities(&self, starts: &mut Vec<Day>, out: &mut Vec<Lint<'r>>) {
        let book = self.ground.book;
        let spans = book.capabilities(self.matter);
        if spans.iter().all(|span| span.what) || !spans.iter().any(|span| span.what) {
            return;
        }
        starts.clear();
        for span in spans {
            starts.push(span.from);
            starts.extend(span.to.next());
        }
        let disputed = pieces(starts, self.days).map(|days| {
            let latest = book.capability(self.matter, days.0).map(|held| (held.from, held.what));
            let other = latest.filter(|(from, what)| {
                spans.iter().any(|span| span.covers(days.0) && span.from == *from && span.what != *what)
            });
            (days, other.map(|(from, _)| from))
        });
        out.extend(stretches(disputed).into_iter().map(|(days, from)| {
            let entry = |capable| self.reason(Norm::N24e, FactId::Capability { capable, from }, None);
            let reasons = [true, false].map(entry).into();
            Lint { reasons, ..Lint::new(LintCode::ContradictoryCapability, self.subject, days) }
        }));
    }
}

const fn is_undetermined(silence: &Silence) -> bool {
    matches!(silence, Silence::Undetermined(_))
}

/// What a flaw of a record is called here.
const fn code_of(flaw: Flaw) -> LintCode {
    match flaw {
        Flaw::Contradictory => LintCode::ContradictoryTransfer,
        Flaw::Undated | Flaw::UnreadableDay => LintCode::UndatedTransfer,
        Flaw::ReturnWithoutTransfer => LintCode::ReturnWithoutTransfer,
        Flaw::UnknownKind
        | Flaw::Entrusted
        | Flaw::Partial
        | Flaw::OtherDecider
        | Flaw::UnrecordedDecider
        | Flaw::BeforeObservation
        | Flaw::ObservedOtherwise
        | Flaw::ReturnUnforeseen => LintCode::FlawedRecord,
    }
}
