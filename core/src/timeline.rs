//! What enters: a matter's records and the readings of a profile. What leaves: a sorted line of who held it from when.

use std::ops::Range;

use crate::book::Book;
use crate::day::Day;
use crate::entry::{Decider, Effective, TransferEntry, TransferKind};
use crate::ids::MatterId;
use crate::reading::{EffectiveDay, PendingCases, Readings, Returned};
use crate::transfer::Scope;

/// Where a matter stands in a segment of its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Retained,
    Transferred,
    Returned,
    Unclear(Flaw),
}

/// What is wrong with a record, or with what the records say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flaw {
    /// It carries no day.
    Undated,
    /// Its day cannot be read.
    UnreadableDay,
    /// Its kind is none of the four.
    UnknownKind,
    /// It entrusts and does not transfer.
    Entrusted,
    /// It is about a part of the matter only.
    Partial,
    /// Another body than the Committee decided it.
    OtherDecider,
    /// Nobody is recorded as having decided it.
    UnrecordedDecider,
    /// A transfer and a return fall on one day.
    Contradictory,
    /// It returns what was not transferred.
    ReturnWithoutTransfer,
    /// The matter was seen in the Bureau's hands later, and since when is not recorded.
    BeforeObservation,
    /// The matter was seen in other hands than the records say.
    ObservedOtherwise,
    /// A return, under the reading that it determines nothing.
    ReturnUnforeseen,
}

/// What a segment rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    Original,
    Transfer(u32),
    Observation(u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) from: Day,
    pub(crate) state: State,
    pub(crate) rest: Rest,
}

const RETAINED: Segment = Segment { from: Day::MIN, state: State::Retained, rest: Rest::Original };

/// The lines of all matters under one profile.
#[derive(Debug, Default)]
pub(crate) struct Timelines {
    segments: Vec<Segment>,
    ends: Vec<u32>,
    /// Flawed records, sorted by their place in the book.
    flaws: Vec<(u32, Flaw)>,
}

impl Timelines {
    pub(crate) fn new(book: &Book, readings: &Readings) -> Self {
        let mut lines = Self::default();
        for matter in book.matter_ids() {
            let line = Draft { book, readings, matter, segments: vec![RETAINED], flaws: Vec::new() }.drawn();
            lines.segments.extend(line.segments);
            lines.ends.push(u32::try_from(lines.segments.len()).unwrap_or(u32::MAX));
            lines.flaws.extend(line.flaws);
        }
        lines.flaws.sort_unstable();
        lines.flaws.dedup();
        lines.segments.shrink_to_fit();
        lines
    }

    /// The segments of a matter in the order of their days; the first begins with the first day there is.
    pub(crate) fn of(&self, matter: MatterId) -> &[Segment] {
        let end = self.ends.get(matter.place()).copied().unwrap_or(0);
        let start =
            matter.place().checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.segments.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// The segment a day falls into.
    pub(crate) fn on(&self, matter: MatterId, on: Day) -> Segment {
        self.of(matter).iter().rev().find(|segment| segment.from <= on).copied().unwrap_or(RETAINED)
    }

    /// The segment that decides a case accepted on an earlier day: each change of hands takes the case along, unless
    /// the reading or the record leaves it with the authority that accepted it.
    pub(crate) fn for_case(
        &self,
        book: &Book,
        matter: MatterId,
        accepted: Day,
        on: Day,
        reading: PendingCases,
    ) -> Segment {
        let mut holder = self.on(matter, accepted);
        for segment in self.of(matter) {
            if segment.from > accepted && segment.from <= on {
                let own = match segment.rest {
                    Rest::Transfer(place) => book.transfer_at(place).and_then(|record| record.pending),
                    Rest::Original | Rest::Observation(_) => None,
                };
                match own.unwrap_or(reading) {
                    PendingCases::ByDayOfAct => holder = *segment,
                    PendingCases::AcceptingAuthorityFinishes => {}
                }
            }
        }
        holder
    }

    /// The flawed records among those at `places`.
    pub(crate) fn flaws(&self, places: Range<u32>) -> &[(u32, Flaw)] {
        let from = self.flaws.partition_point(|(place, _)| *place < places.start);
        let to = self.flaws.partition_point(|(place, _)| *place < places.end);
        self.flaws.get(from..to).unwrap_or(&[])
    }
}

struct Draft<'b> {
    book: &'b Book,
    readings: &'b Readings,
    matter: MatterId,
    segments: Vec<Segment>,
    flaws: Vec<(u32, Flaw)>,
}

impl Draft<'_> {
    fn drawn(mut self) -> Self {
        let places = self.book.transfer_places(self.matter);
        let mut dated: Vec<(Day, u32)> = Vec::new();
        let mut undated: Vec<(u32, Flaw)> = Vec::new();
        for place in places {
            let Some(record) = self.book.transfer_at(place) else { continue };
            if record.kind == TransferKind::Empowerment {
                continue;
            }
            match record.effective {
                Effective::On(day) => match self.readings.effective_day {
                    EffectiveDay::Inclusive => dated.push((day, place)),
                    EffectiveDay::NextDay => dated.extend(day.next().map(|next| (next, place))),
                },
                Effective::Undated => undated.push((place, Flaw::Undated)),
                Effective::Unreadable(_) => undated.push((place, Flaw::UnreadableDay)),
            }
        }
        dated.sort_unstable();
        if self.undated(&undated, &dated) {
            self.observations(&undated);
            // An observation may have ended the doubt; records after it speak again.
            let seen = self.segments.last().map_or(Day::MIN, |segment| segment.from);
            if self.current() == State::Transferred {
                dated.retain(|(day, _)| *day > seen);
                self.records(&dated);
            }
        } else {
            self.records(&dated);
            self.observations(&undated);
        }
        self
    }

    /// Records without a readable day leave every day undetermined; true where they do.
    fn undated(&mut self, undated: &[(u32, Flaw)], dated: &[(Day, u32)]) -> bool {
        self.flaws.extend(undated);
        let kind = |place: u32| self.book.transfer_at(place).map(|record| record.kind);
        let all = || undated.iter().map(|(place, _)| *place).chain(dated.iter().map(|(_, place)| *place));
        // Where nothing but returns is recorded, no day of theirs could change anything.
        if all().all(|place| kind(place) == Some(TransferKind::Return)) {
            let returns = undated.iter().map(|(place, _)| (*place, Flaw::ReturnWithoutTransfer));
            self.flaws.extend(returns.collect::<Vec<_>>());
            return false;
        }
        let Some((place, flaw)) = undated.first() else { return false };
        self.segments =
            vec![Segment { from: Day::MIN, state: State::Unclear(*flaw), rest: Rest::Transfer(*place) }];
        true
    }

    fn records(&mut self, dated: &[(Day, u32)]) {
        for group in dated.chunk_by(|a, b| a.0 == b.0) {
            let Some((day, first)) = group.first().copied() else { continue };
            let records: Vec<_> = group
                .iter()
                .filter_map(|(_, place)| self.book.transfer_at(*place).map(|record| (*place, record)))
                .collect();
            let flawed: Vec<_> =
                records.iter().filter_map(|(place, record)| Some((*place, flaw_of(record)?))).collect();
            self.flaws.extend(&flawed);
            let returns = records.iter().filter(|(_, record)| record.kind == TransferKind::Return).count();
            let state = if let Some((_, flaw)) = flawed.first() {
                State::Unclear(*flaw)
            } else if returns == 0 {
                State::Transferred
            } else if returns < records.len() {
                self.flaws.extend(records.iter().map(|(place, _)| (*place, Flaw::Contradictory)));
                State::Unclear(Flaw::Contradictory)
            } else {
                match (self.current(), self.readings.returned) {
                    (State::Retained | State::Returned, _) => {
                        self.flaws
                            .extend(records.iter().map(|(place, _)| (*place, Flaw::ReturnWithoutTransfer)));
                        continue;
                    }
                    (State::Transferred | State::Unclear(_), Returned::OriginalDepartment) => State::Returned,
                    (State::Transferred | State::Unclear(_), Returned::Undetermined) => {
                        State::Unclear(Flaw::ReturnUnforeseen)
                    }
                }
            };
            let place = flawed.first().map_or(first, |(place, _)| *place);
            self.change(day, state, Rest::Transfer(place));
        }
    }

    fn current(&self) -> State {
        self.segments.last().map_or(State::Retained, |segment| segment.state)
    }

    fn change(&mut self, from: Day, state: State, rest: Rest) {
        match self.segments.last_mut() {
            Some(last) if last.state == state => {}
            Some(last) if last.from == from => *last = Segment { from, state, rest },
            _ => self.segments.push(Segment { from, state, rest }),
        }
    }

    fn observations(&mut self, undated: &[(u32, Flaw)]) {
        for place in self.book.observed_places(self.matter) {
            let Some(seen) = self.book.observed_at(place).copied() else { continue };
            let Some(index) = self.segments.iter().rposition(|segment| segment.from <= seen.on) else {
                continue;
            };
            let Some(segment) = self.segments.get(index).copied() else { continue };
            let original = self.book.matters.get(self.matter.place()).and_then(|matter| matter.original);
            let by_bureau = self.book.successor(seen.by, seen.on) == self.book.bureau_on(seen.on);
            let by_original = original.is_some_and(|original| {
                self.book.successor(original, seen.on) == self.book.successor(seen.by, seen.on)
            });
            let rest = Rest::Observation(place);
            let state = match segment.state {
                State::Transferred if by_bureau => continue,
                State::Retained | State::Returned if by_original || (original.is_none() && !by_bureau) => {
                    continue;
                }
                // An undated return may lie after the observation: the day stays undetermined.
                State::Unclear(_) if by_bureau && !self.has_return(undated) => State::Transferred,
                State::Unclear(_) => continue,
                State::Retained | State::Returned if by_bureau => State::Transferred,
                State::Retained | State::Returned | State::Transferred => {
                    State::Unclear(Flaw::ObservedOtherwise)
                }
            };
            let mut split = Vec::new();
            // Since when the Bureau handles it is not recorded: the days after the last record say nothing.
            let unknown_since = match (state, segment.state) {
                (State::Transferred, State::Retained) => Some(segment.from),
                (State::Transferred, State::Returned) => segment.from.next(),
                _ => None,
            };
            if let Some(since) = unknown_since.filter(|since| *since < seen.on) {
                if segment.from < since {
                    split.push(segment);
                }
                split.push(Segment { from: since, state: State::Unclear(Flaw::BeforeObservation), rest });
            } else if segment.from < seen.on {
                split.push(segment);
            }
            split.push(Segment { from: seen.on, state, rest });
            self.segments.splice(index..=index, split);
        }
    }

    fn has_return(&self, undated: &[(u32, Flaw)]) -> bool {
        undated.iter().any(|(place, _)| {
            self.book.transfer_at(*place).is_none_or(|record| record.kind != TransferKind::Transfer)
        })
    }
}

/// What keeps a dated record from being a clear one.
fn flaw_of(record: &TransferEntry) -> Option<Flaw> {
    match (record.kind, record.scope, record.decider) {
        (TransferKind::Unknown, ..) => Some(Flaw::UnknownKind),
        (TransferKind::Entrustment, ..) => Some(Flaw::Entrusted),
        (_, Scope::Partial, _) => Some(Flaw::Partial),
        (_, _, Decider::Other(_)) => Some(Flaw::OtherDecider),
        (_, _, Decider::Unrecorded) => Some(Flaw::UnrecordedDecider),
        (
            TransferKind::Transfer | TransferKind::Return | TransferKind::Empowerment,
            Scope::Whole,
            Decider::Committee,
        ) => None,
    }
}
