//! What enters: the book, what a rulebook knows of its records, and the readings of a profile. What leaves: the line of
//! every matter, and who keeps it by the rule that is handed in.
//!
//! The lines of the book's own records are drawn once and shared; a matter whose records a rulebook knows otherwise has a
//! line of its own beside them, so that a change costs what it changes.

use std::ops::Range;
use std::sync::Arc;

use crate::book::Book;
use crate::day::Day;
use crate::entry::TransferEntry;
use crate::held::{Held, Holder};
use crate::ids::{MatterId, Sym};
use crate::reading::{EffectiveDay, PendingCases};
use crate::records::{Own, Records};
use crate::sort::sort;
use crate::timeline::{Drawn, DrawnBy, Flaw, RETAINED, Rest, STILL, Segment, draw};
use crate::transfer::Transfer;

/// The rule that says who keeps a matter by its line on a day; none where the text is silent.
pub(crate) type Kept = fn(&Book, MatterId, &Line<'_>, Day) -> Option<Holder>;

/// Lines one after the other; cheap to clone.
#[derive(Clone, Debug, Default)]
struct Lines {
    held: Arc<[Held]>,
    segments: Arc<[Segment]>,
    ends: Arc<[u32]>,
    /// Flawed records, sorted by their places.
    flaws: Arc<[(u32, Flaw)]>,
    /// Observations that say otherwise than the records, sorted by their places.
    disputed: Arc<[(u32, bool)]>,
}

impl Lines {
    fn new(book: &Book, by: By, records: &Records, matters: impl Iterator<Item = MatterId>) -> Self {
        let (mut segments, mut ends, mut held) = (Vec::new(), Vec::new(), Vec::new());
        let (mut flaws, mut disputed) = (Vec::new(), Vec::new());
        let mut days = Vec::new();
        for matter in matters {
            let own = records.of(book, matter);
            let drawn = draw(book, by.drawn, matter, own);
            days.clear();
            days.push(book.governed_from(matter));
            days.extend(drawn.segments.iter().map(|segment| segment.from));
            days.extend(book.reassigned_days(matter));
            sort(&mut days);
            days.dedup();
            let line = Line::drawn(by, &drawn, own);
            held.push(Held::new(&days, |day| (by.kept)(book, matter, &line, day)));
            // A matter of which nothing changes needs no segment of its own.
            if drawn.segments.as_slice() != STILL.as_slice() {
                segments.extend(drawn.segments);
            }
            ends.push(u32::try_from(segments.len()).unwrap_or(u32::MAX));
            flaws.extend(drawn.flaws);
            disputed.extend(drawn.disputed);
        }
        sort(&mut flaws);
        let (flaws, disputed) = (flaws.into(), disputed.into());
        Self { held: held.into(), segments: segments.into(), ends: ends.into(), flaws, disputed }
    }

    #[inline]
    fn at(&self, place: usize) -> &[Segment] {
        let end = self.ends.get(place).copied().unwrap_or(0);
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.segments.get(start as usize..end as usize).filter(|own| !own.is_empty()).unwrap_or(&STILL)
    }
}

/// How lines are drawn and who keeps a matter by them.
#[derive(Clone, Copy, Debug)]
struct By {
    drawn: DrawnBy,
    kept: Kept,
}

/// The lines of all matters of a rulebook.
#[derive(Debug)]
pub(crate) struct Timelines {
    /// Those of the book's own records, by matter.
    base: Lines,
    /// Those of the matters whose records are known otherwise.
    own: Lines,
    records: Records,
    by: By,
}

impl Timelines {
    /// The lines of the book's own records.
    pub(crate) fn new(book: &Book, drawn: DrawnBy, kept: Kept) -> Self {
        let (records, by) = (Records::of_book(), By { drawn, kept });
        let base = Lines::new(book, by, &records, book.matter_ids());
        Self { base, own: Lines::default(), records, by }
    }

    /// The lines of the same records under other readings.
    pub(crate) fn drawn_by(&self, book: &Book, drawn: DrawnBy) -> Self {
        let by = By { drawn, ..self.by };
        Self { base: Self::new(book, drawn, by.kept).base, ..self.of(book, self.records.clone(), by) }
    }

    /// The lines of the records as far as they were known on a day.
    pub(crate) fn as_known_on(&self, book: &Book, day: Day) -> Self {
        self.of(book, self.records.as_known_on(book, day), self.by)
    }

    /// The lines of the same records with others beside them.
    pub(crate) fn with(&self, book: &Book, added: Vec<(MatterId, Transfer)>) -> Self {
        self.of(book, self.records.with(book, added), self.by)
    }

    fn of(&self, book: &Book, records: Records, by: By) -> Self {
        let own = Lines::new(book, by, &records, records.changed().into_iter());
        Self { base: self.base.clone(), own, records, by }
    }

    pub(crate) fn is_drawn_by(&self, by: DrawnBy) -> bool {
        self.by.drawn == by
    }

    /// What was put beside the book's records, sorted, each once.
    pub(crate) fn added(&self) -> &[(MatterId, Transfer)] {
        self.records.added()
    }

    pub(crate) fn known_on(&self) -> Option<Day> {
        self.records.known_on()
    }

    /// The line of a matter.
    #[inline]
    pub(crate) fn line<'r>(&'r self, book: &'r Book, matter: MatterId) -> Line<'r> {
        let (lines, place) = self.of_matter(matter);
        let records = self.records.of(book, matter);
        let effective_day = self.by.drawn.effective_day;
        Line {
            segments: lines.at(place),
            records,
            effective_day,
            flaws: &lines.flaws,
            disputed: &lines.disputed,
        }
    }

    #[inline]
    fn of_matter(&self, matter: MatterId) -> (&Lines, usize) {
        match self.records.own_line(matter) {
            None => (&self.base, matter.place()),
            Some(place) => (&self.own, place as usize),
        }
    }

    /// Who keeps a matter on most days.
    #[inline]
    pub(crate) fn held(&self, matter: MatterId) -> Held {
        let (lines, place) = self.of_matter(matter);
        lines.held.get(place).copied().unwrap_or(Held::UNKNOWN)
    }

    /// The line of a matter by the records known on a day; none where those are all that are known.
    pub(crate) fn then<'r>(&'r self, book: &'r Book, matter: MatterId, day: Day) -> Option<Then<'r>> {
        let records = self.records.of(book, matter).as_known_on(day)?;
        Some(Then { drawn: draw(book, self.by.drawn, matter, records), by: self.by, records })
    }

    /// Whether any record says when it was made.
    pub(crate) fn are_dated(&self, book: &Book) -> bool {
        self.records.are_dated(book)
    }

    /// A text of a record.
    pub(crate) fn text<'r>(&'r self, book: &'r Book, sym: Sym) -> &'r str {
        self.records.text(book, sym)
    }

    /// The record at a place.
    pub(crate) fn record<'r>(&'r self, book: &'r Book, place: u32) -> Option<&'r TransferEntry> {
        self.records.at(book, place)
    }
}

/// The line of one matter as it was known on an earlier day.
pub(crate) struct Then<'r> {
    drawn: Drawn,
    by: By,
    records: Own<'r>,
}

impl Then<'_> {
    pub(crate) fn line(&self) -> Line<'_> {
        Line::drawn(self.by, &self.drawn, self.records)
    }
}

/// The line of one matter and the records it was drawn from.
#[derive(Clone, Copy)]
pub(crate) struct Line<'r> {
    /// In the order of their days; the first begins with the first day there is.
    pub(crate) segments: &'r [Segment],
    pub(crate) records: Own<'r>,
    /// The reading by which it was drawn.
    pub(crate) effective_day: EffectiveDay,
    /// Flawed records of this and other matters, sorted by their places.
    flaws: &'r [(u32, Flaw)],
    /// Observations of this and other matters that say otherwise than the records, sorted by their places.
    disputed: &'r [(u32, bool)],
}

impl<'r> Line<'r> {
    fn drawn(by: By, drawn: &'r Drawn, records: Own<'r>) -> Self {
        let Drawn { segments, flaws, disputed } = drawn;
        Self { segments, records, effective_day: by.drawn.effective_day, flaws, disputed }
    }

    /// The segment a day falls into.
    #[inline]
    pub(crate) fn on(&self, on: Day) -> Segment {
        self.segments.iter().rev().find(|segment| segment.from <= on).copied().unwrap_or(RETAINED)
    }

    /// The segment that decides a case accepted on an earlier day: each change of hands takes the case along, unless
    /// the reading or the record leaves it with the authority that accepted it.
    pub(crate) fn for_case(&self, accepted: Day, on: Day, reading: PendingCases) -> Segment {
        let mut holder = self.on(accepted);
        for segment in self.segments {
            if segment.from > accepted && segment.from <= on {
                let own = match segment.rest {
                    Rest::Transfer(place) => self.records.at(place).and_then(|record| record.pending),
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

    /// The flawed records of the matter by their places.
    pub(crate) fn flaws(&self) -> &'r [(u32, Flaw)] {
        self.flaws_at(self.records.places())
    }

    pub(crate) fn is_flawed(&self, place: u32) -> bool {
        !self.flaws_at(place..place.saturating_add(1)).is_empty()
    }

    /// Whether the Bureau held the matter by the records that an observation contradicts.
    pub(crate) fn held_by_bureau(&self, observation: u32) -> Option<bool> {
        let found = self.disputed.binary_search_by_key(&observation, |(place, _)| *place).ok()?;
        self.disputed.get(found).map(|(_, bureau)| *bureau)
    }

    fn flaws_at(&self, places: Range<u32>) -> &'r [(u32, Flaw)] {
        let from = self.flaws.partition_point(|(place, _)| *place < places.start);
        let to = self.flaws.partition_point(|(place, _)| *place < places.end);
        self.flaws.get(from..to).unwrap_or(&[])
    }
}
