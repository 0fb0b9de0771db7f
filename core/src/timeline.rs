//! What enters: a matter's records and the readings of a profile. What leaves: a sorted line of who held it from when.

use crate::book::Book;
use crate::day::Day;
use crate::entry::{Decider, Effective, ObservationEntry, TransferEntry, TransferKind};
use crate::ids::{MatterId, PartyId};
use crate::reading::{EffectiveDay, Readings, Returned};
use crate::records::Own;
use crate::sort::{sort, sort_by_key};
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

/// The line of a matter of which nothing changes.
pub(crate) static STILL: [Segment; 1] = [RETAINED];
pub(crate) const RETAINED: Segment = Segment { from: Day::MIN, state: State::Retained, rest: Rest::Original };

/// The line of one matter, its flawed records sorted by their places, and the observations that say otherwise than its
/// records, each with whether by those the Bureau held the matter.
#[derive(Debug)]
pub(crate) struct Drawn {
    pub(crate) segments: Vec<Segment>,
    pub(crate) flaws: Vec<(u32, Flaw)>,
    pub(crate) disputed: Vec<(u32, bool)>,
}

/// The readings that a line is drawn by; profiles that share them share their lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DrawnBy {
    pub(crate) effective_day: EffectiveDay,
    returned: Returned,
}

impl From<&Readings> for DrawnBy {
    fn from(readings: &Readings) -> Self {
        Self { effective_day: readings.effective_day, returned: readings.returned }
    }
}

/// Draws the line of a matter from its records.
pub(crate) fn draw(book: &Book, by: DrawnBy, matter: MatterId, own: Own<'_>) -> Drawn {
    let (segments, flaws, disputed) = (STILL.to_vec(), Vec::new(), Vec::new());
    let mut drawn = Draft { book, by, matter, own, segments, flaws, disputed, doubt: false }.drawn();
    sort(&mut drawn.flaws);
    drawn.flaws.dedup();
    drawn
}

/// The first day on which a dated record holds.
pub(crate) fn first_day(record: &TransferEntry, reading: EffectiveDay) -> Option<Day> {
    match (record.effective, reading) {
        (Effective::On(day), EffectiveDay::Inclusive) => Some(day),
        (Effective::On(day), EffectiveDay::NextDay) => day.next(),
        (Effective::Undated | Effective::Unreadable(_), _) => None,
    }
}

/// Draws the line of one matter, day by day in the order of what is recorded and seen.
struct Draft<'b> {
    book: &'b Book,
    by: DrawnBy,
    matter: MatterId,
    own: Own<'b>,
    segments: Vec<Segment>,
    flaws: Vec<(u32, Flaw)>,
    disputed: Vec<(u32, bool)>,
    /// Whether a record without a readable day leaves every day open.
    doubt: bool,
}

impl Draft<'_> {
    fn drawn(mut self) -> Drawn {
        let mut dated: Vec<(Day, u32)> = Vec::new();
        let mut undated: Vec<(u32, Flaw)> = Vec::new();
        for (place, record) in self.own.iter() {
            if record.kind == TransferKind::Empowerment {
                continue;
            }
            match record.effective {
                Effective::On(_) => {
                    dated.extend(first_day(record, self.by.effective_day).map(|first| (first, place)));
                }
                Effective::Undated => undated.push((place, Flaw::Undated)),
                Effective::Unreadable(_) => undated.push((place, Flaw::UnreadableDay)),
            }
        }
        sort(&mut dated);
        self.undated(&undated, &dated);
        // An undated return may lie after whatever was seen.
        let settled_by_sight = undated.iter().all(|(place, _)| self.kind(*place) == TransferKind::Transfer);
        let mut days = dated.chunk_by(|a, b| a.0 == b.0).peekable();
        for (place, seen) in self.sights() {
            while let Some(day) = days.next_if(|day| day.first().is_some_and(|(on, _)| *on <= seen.on)) {
                self.recorded(day);
            }
            if settled_by_sight || !self.doubt {
                self.seen(seen, place);
            }
        }
        for day in days {
            self.recorded(day);
        }
        Drawn { segments: self.segments, flaws: self.flaws, disputed: self.disputed }
    }

    /// What was seen, day by day, the Bureau's hands before others of the same day.
    fn sights(&self) -> Vec<(u32, ObservationEntry)> {
        let places = self.book.observed_places(self.matter);
        let mut sights: Vec<_> =
            places.filter_map(|place| Some((place, *self.book.observed_at(place)?))).collect();
        sort_by_key(&mut sights, |(_, seen)| (seen.on, !self.is_bureau(seen.by, seen.on)));
        sights
    }

    fn kind(&self, place: u32) -> TransferKind {
        self.own.at(place).map_or(TransferKind::Unknown, |record| record.kind)
    }

    /// Records without a readable day leave every day open, unless nothing but returns of nothing is recorded.
    fn undated(&mut self, undated: &[(u32, Flaw)], dated: &[(Day, u32)]) {
        self.flaws.extend(undated);
        let mut all = undated.iter().map(|(place, _)| *place).chain(dated.iter().map(|(_, place)| *place));
        let seen_transferred = self
            .book
            .observed_places(self.matter)
            .any(|place| self.book.observed_at(place).is_some_and(|seen| self.is_bureau(seen.by, seen.on)));
        if !seen_transferred && all.all(|place| self.kind(place) == TransferKind::Return) {
            self.flaws.extend(undated.iter().map(|(place, _)| (*place, Flaw::ReturnWithoutTransfer)));
        } else if let Some((place, flaw)) = undated.first() {
            self.doubt = true;
            let (state, rest) = (State::Unclear(*flaw), Rest::Transfer(*place));
            self.segments = vec![Segment { from: Day::MIN, state, rest }];
        }
    }

    fn is_bureau(&self, party: PartyId, on: Day) -> bool {
        self.book.successor(party, on) == self.book.bureau_on(on)
    }

    /// What the records of one day say together.
    fn recorded(&mut self, day: &[(Day, u32)]) {
        let Some((from, first)) = day.first().copied().filter(|_| !self.doubt) else { return };
        let own = self.own;
        let records = || day.iter().filter_map(move |(_, place)| Some((*place, own.at(*place)?)));
        let flawed: Vec<_> =
            records().filter_map(|(place, record)| Some((place, flaw_of(record)?))).collect();
        let returns = records().filter(|(_, record)| record.kind == TransferKind::Return).count();
        self.flaws.extend(&flawed);
        let all = |flaw| day.iter().map(move |(_, place)| (*place, flaw));
        let state = if let Some((_, flaw)) = flawed.first() {
            State::Unclear(*flaw)
        } else if returns == 0 {
            State::Transferred
        } else if returns < day.len() {
            self.flaws.extend(all(Flaw::Contradictory));
            State::Unclear(Flaw::Contradictory)
        } else {
            match (self.last().state, self.by.returned) {
                (State::Retained | State::Returned, _) => {
                    return self.flaws.extend(all(Flaw::ReturnWithoutTransfer));
                }
                (State::Transferred | State::Unclear(_), Returned::OriginalDepartment) => State::Returned,
                (State::Transferred | State::Unclear(_), Returned::Undetermined) => {
                    State::Unclear(Flaw::ReturnUnforeseen)
                }
            }
        };
        let place = flawed.first().map_or(first, |(place, _)| *place);
        self.change(from, state, Rest::Transfer(place));
    }

    fn last(&self) -> Segment {
        self.segments.last().copied().unwrap_or(RETAINED)
    }

    fn change(&mut self, from: Day, state: State, rest: Rest) {
        // What holds at the end of a day holds on it; a day that ends as it began changed nothing.
        self.segments.pop_if(|last| last.from == from && last.state != state);
        if self.segments.last().is_none_or(|last| last.state != state) {
            self.segments.push(Segment { from, state, rest });
        }
    }

    /// In the Bureau's hands a matter is transferred from that day; since when is not recorded, so the days since the
    /// last record say nothing.
    fn seen(&mut self, seen: ObservationEntry, place: u32) {
        let (last, rest) = (self.last(), Rest::Observation(place));
        let original = self.book.original(self.matter);
        let hands = self.book.successor(seen.by, seen.on);
        let by_original = original.is_none_or(|original| self.book.successor(original, seen.on) == hands);
        let unknown_since = match (last.state, self.is_bureau(seen.by, seen.on)) {
            (State::Transferred, true) | (State::Unclear(_), false) => return,
            (State::Retained | State::Returned, false) if by_original => return,
            (State::Retained | State::Returned | State::Transferred, false) => {
                self.disputed.push((place, last.state == State::Transferred));
                return self.change(seen.on, State::Unclear(Flaw::ObservedOtherwise), rest);
            }
            (State::Retained, true) => Some(last.from),
            (State::Returned, true) => last.from.next(),
            (State::Unclear(_), true) => None,
        };
        if let Some(since) = unknown_since.filter(|since| *since < seen.on) {
            self.change(since, State::Unclear(Flaw::BeforeObservation), rest);
        }
        self.change(seen.on, State::Transferred, rest);
        self.doubt = false;
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
