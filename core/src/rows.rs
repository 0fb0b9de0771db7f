//! What enters: the columns of a log. What leaves: its events one by one, closed lists read, texts by place.

use std::borrow::Cow;
use std::sync::Arc;

use crate::columns::{Column, EventColumns, Times, Unreadable};
use crate::day::{Day, When};
use crate::error::{Fault, Input, InputError};
use crate::event::{Channel, EventKind, HandledVia, Outcome};
use crate::stamp::Stamp;
use crate::words::{Word, first_places};

/// An event with its texts by place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) at: When,
    pub(crate) kind: Option<EventKind>,
    pub(crate) case: Word,
    pub(crate) refers_to: Word,
    pub(crate) matter: Word,
    pub(crate) actor: Word,
    pub(crate) officer: Word,
    pub(crate) to: Word,
    pub(crate) person: Word,
    pub(crate) project: Word,
    pub(crate) with: Word,
    pub(crate) about: Word,
    pub(crate) ground: Word,
    pub(crate) period: Word,
    /// Where the projects it covers stand among the items.
    pub(crate) covers: (u32, u32),
    pub(crate) channel: Option<Channel>,
    pub(crate) via: Option<HandledVia>,
    pub(crate) result: Option<Outcome>,
}

/// A column whose names may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Field {
    Matter,
    Actor,
    To,
    With,
    Project,
    Covers,
}

/// A log found sound: what is judged, wherever its columns lie.
///
/// An [`EventLog`](crate::EventLog) is sound as it is, by `From`; anybody's columns are by [`EventColumns::checked`].
#[derive(Clone, Debug)]
pub struct Rows<'l> {
    pub(crate) columns: EventColumns<'l>,
    len: u32,
    kinds: Vec<Option<EventKind>>,
    channels: Vec<Option<Channel>>,
    vias: Vec<Option<HandledVia>>,
    results: Vec<Option<Outcome>>,
    /// The case of each value of the case column, where the column may hold one case twice.
    cases: Option<Arc<[Word]>>,
    case_count: usize,
    known: Day,
    pub(crate) unreadable: Cow<'l, [Unreadable]>,
    /// A bit for each row, set where it is one of those; none where no row is.
    faulty: Vec<u64>,
}

impl<'l> Rows<'l> {
    /// Columns from outside: found sound, each case counted once, rows that are no events set apart.
    fn checked(columns: EventColumns<'l>) -> Result<Self, InputError> {
        let mut own = Self::uncounted(columns)?;
        own.cases = Some(first_places(&own.columns.case.values).into());
        Ok(own)
    }

    /// The same, a case as often as the column has it.
    pub(crate) fn uncounted(columns: EventColumns<'l>) -> Result<Self, InputError> {
        let mut faults = columns.faults();
        if columns.kind.is_absent() && !columns.is_empty() {
            faults.push(Fault::new(
                "$.kind",
                "a log needs a column of kinds; add it",
                "日志须有 `kind` 列；请补入",
            ));
        }
        if !faults.is_empty() {
            return Err(InputError::new(Input::Columns, faults));
        }
        let mut own = Self::sound(columns);
        own.set_faulty_apart();
        Ok(own)
    }

    /// Columns that are known to be sound, each case once.
    pub(crate) fn sound(columns: EventColumns<'l>) -> Self {
        fn meanings<T>(column: &Column<'_>, of: impl Fn(&str) -> Option<T>) -> Vec<Option<T>> {
            let values = 0..u32::try_from(column.values.len()).unwrap_or(u32::MAX);
            values.map(|place| of(column.values.get(place))).collect()
        }
        Self {
            len: u32::try_from(columns.len()).unwrap_or(u32::MAX),
            kinds: meanings(&columns.kind, EventKind::of),
            channels: meanings(&columns.channel, Channel::of),
            vias: meanings(&columns.handled_via, HandledVia::of),
            results: meanings(&columns.result, Outcome::of),
            cases: None,
            case_count: columns.case.values.len(),
            known: Day::MAX,
            unreadable: Cow::Borrowed(&[]),
            faulty: Vec::new(),
            columns,
        }
    }

    pub(crate) fn with_unreadable(mut self, lines: &'l [Unreadable]) -> Self {
        self.unreadable = Cow::Borrowed(lines);
        self
    }

    /// A row whose time or closed list cannot be read is no event, and costs only itself.
    fn set_faulty_apart(&mut self) {
        fn strange<T>(column: &Column<'_>, known: &[Option<T>]) -> bool {
            known.iter().zip(0..).any(|(own, place)| own.is_none() && !column.values.get(place).is_empty())
        }
        let columns = self.columns;
        // Where a column has nothing that could not be read, its rows are not looked at.
        let timed = matches!(columns.at, Times::Stamps(_));
        let closed = strange(&columns.channel, &self.channels)
            || strange(&columns.handled_via, &self.vias)
            || strange(&columns.result, &self.results)
            || !columns.recorded.is_absent();
        if timed && !closed && columns.unread.is_empty() {
            return;
        }
        let mut lines = Vec::new();
        let mut unread = columns.unread.iter().peekable();
        for row in 0..self.len {
            let why = match (unread.next_if(|own| own.place == row as usize), columns.at.get(row)) {
                (Some(own), _) => Some(own.why.clone()),
                (None, Err(error)) => Some(error.to_string()),
                (None, Ok(_)) if closed => self.misread(row),
                (None, Ok(_)) => None,
            };
            if let Some(why) = why {
                self.set_faulty(row);
                lines.push(Unreadable { place: row as usize, why });
            }
        }
        self.unreadable = Cow::Owned(lines);
    }

    /// Why something of a row that has a time cannot be read.
    fn misread(&self, row: u32) -> Option<String> {
        let word = |column: &Column<'l>| column.values.get(column.code(row));
        let unknown = |name: &str, column: &Column<'l>, known: bool| {
            let text = word(column);
            (!text.is_empty() && !known).then(|| format!("unknown {name} `{text}`"))
        };
        let columns = &self.columns;
        unknown("channel", &columns.channel, self.channel(row).is_some())
            .or_else(|| unknown("handled_via", &columns.handled_via, self.via(row).is_some()))
            .or_else(|| unknown("result", &columns.result, self.result(row).is_some()))
            .or_else(|| {
                let text = word(&columns.recorded);
                text.parse::<Day>().err().filter(|_| !text.is_empty()).map(|error| error.to_string())
            })
    }

    /// The rows that are no events.
    pub(crate) fn faulty_rows(&self) -> impl Iterator<Item = u32> + use<'_, 'l> {
        let rows = if self.faulty.is_empty() { 0 } else { self.len };
        (0..rows).filter(|row| self.is_faulty(*row))
    }

    /// The rows and lines that are no events, with why.
    #[must_use]
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.unreadable
    }

    /// The same as it is known on a day: what was recorded later is not there yet.
    pub(crate) fn known_on(mut self, day: Option<Day>) -> Self {
        self.known = day.unwrap_or(Day::MAX);
        self
    }

    /// Whether an event has happened by then and is recorded by the day as of which the log is known.
    #[inline]
    pub(crate) fn is_known(&self, row: u32, as_of: When) -> bool {
        !self.is_faulty(row)
            && self.at(row).is_some_and(|at| at.is_by(as_of.latest()))
            && (self.known == Day::MAX || self.recorded(row).is_none_or(|recorded| recorded <= self.known))
    }

    /// Whether every row is an event, known once it has happened.
    pub(crate) fn are_all_sound(&self) -> bool {
        self.faulty.is_empty() && self.known == Day::MAX
    }

    /// The same without the rows from one on.
    pub(crate) fn up_to(mut self, row: u32) -> Self {
        self.len = self.len.min(row);
        self
    }

    /// How many rows there are, those included that are no events.
    #[must_use]
    pub const fn len(&self) -> u32 {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    #[inline]
    pub(crate) fn is_faulty(&self, row: u32) -> bool {
        !self.faulty.is_empty()
            && self.faulty.get(row as usize / 64).is_some_and(|bits| (bits >> (row % 64)) & 1 == 1)
    }

    fn set_faulty(&mut self, row: u32) {
        self.faulty.resize((self.len as usize).div_ceil(64), 0);
        if let Some(bits) = self.faulty.get_mut(row as usize / 64) {
            *bits |= 1 << (row % 64);
        }
    }

    #[inline]
    pub(crate) fn at(&self, row: u32) -> Option<Stamp> {
        self.columns.at.get(row).ok()
    }

    #[inline]
    pub(crate) fn kind(&self, row: u32) -> Option<EventKind> {
        self.kind_of(self.columns.kind.code(row))
    }

    /// What each value of the column of kinds means.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = Option<EventKind>> {
        self.kinds.iter().copied()
    }

    #[inline]
    pub(crate) fn kind_of(&self, code: u32) -> Option<EventKind> {
        self.kinds.get(code as usize).copied().flatten()
    }

    /// The kind as it was written.
    pub(crate) fn kind_text(&self, row: u32) -> &'l str {
        self.columns.kind.values.get(self.columns.kind.code(row))
    }

    #[inline]
    pub(crate) fn channel(&self, row: u32) -> Option<Channel> {
        self.channel_of(self.columns.channel.code(row))
    }

    #[inline]
    pub(crate) fn channel_of(&self, code: u32) -> Option<Channel> {
        self.channels.get(code as usize).copied().flatten()
    }

    #[inline]
    pub(crate) fn via(&self, row: u32) -> Option<HandledVia> {
        self.via_of(self.columns.handled_via.code(row))
    }

    #[inline]
    pub(crate) fn via_of(&self, code: u32) -> Option<HandledVia> {
        self.vias.get(code as usize).copied().flatten()
    }

    #[inline]
    pub(crate) fn result(&self, row: u32) -> Option<Outcome> {
        self.result_of(self.columns.result.code(row))
    }

    #[inline]
    pub(crate) fn result_of(&self, code: u32) -> Option<Outcome> {
        self.results.get(code as usize).copied().flatten()
    }

    #[inline]
    pub(crate) fn case(&self, row: u32) -> Word {
        self.case_of(self.columns.case.code(row))
    }

    #[inline]
    pub(crate) fn case_of(&self, code: u32) -> Word {
        match &self.cases {
            None => Word(code),
            Some(cases) => cases.get(code as usize).copied().unwrap_or(Word::ABSENT),
        }
    }

    /// One more than the highest place of a case.
    pub(crate) const fn case_count(&self) -> usize {
        self.case_count
    }

    /// Each case once.
    pub(crate) fn cases(&self) -> impl Iterator<Item = Word> + use<'_, 'l> {
        let is_first =
            |case: &Word| self.cases.as_ref().is_none_or(|firsts| firsts.get(case.place()) == Some(case));
        (0..u32::try_from(self.case_count).unwrap_or(u32::MAX)).map(Word).filter(is_first)
    }

    pub(crate) fn case_name(&self, case: Word) -> &'l str {
        self.columns.case.values.get(case.0)
    }

    pub(crate) fn name(&self, field: Field, word: Word) -> &'l str {
        let columns = &self.columns;
        let column = match field {
            Field::Matter => &columns.matter,
            Field::Actor => &columns.actor,
            Field::To => &columns.to,
            Field::With => &columns.with,
            Field::Project => &columns.project,
            Field::Covers => &columns.covers.items,
        };
        column.values.get(word.0)
    }

    /// The id of an event; empty where it has none.
    #[inline]
    pub(crate) fn id(&self, row: u32) -> &'l str {
        self.columns.id.values.get(self.columns.id.code(row))
    }

    /// The day on which an event was recorded, where that is known.
    pub(crate) fn recorded(&self, row: u32) -> Option<Day> {
        let column = &self.columns.recorded;
        if column.is_absent() { None } else { column.values.get(column.code(row)).parse().ok() }
    }

    pub(crate) fn covers(&self, row: u32) -> (u32, u32) {
        let lists = &self.columns.covers;
        let place = match lists.rows {
            None => Some(row as usize),
            Some(rows) => rows.binary_search(&row).ok(),
        };
        let end = |end: usize| u32::try_from(end).unwrap_or(u32::MAX);
        place.and_then(|place| lists.offsets.pair(place)).map_or((0, 0), |(from, to)| (end(from), end(to)))
    }

    /// The projects of a list of covered ones.
    pub(crate) fn covered(&self, (from, to): (u32, u32)) -> impl Iterator<Item = Word> + use<'_, 'l> {
        (from..to).map(|item| Word(self.columns.covers.items.code(item)))
    }

    pub(crate) fn row(&self, row: u32) -> Option<Row> {
        let columns = &self.columns;
        let word = |column: &Column<'l>| Word(column.code(row));
        Some(Row {
            at: self.at(row).filter(|_| row < self.len)?.into(),
            kind: self.kind(row),
            case: self.case(row),
            refers_to: word(&columns.refers_to),
            matter: word(&columns.matter),
            actor: word(&columns.actor),
            officer: word(&columns.officer),
            to: word(&columns.to),
            person: word(&columns.person),
            project: word(&columns.project),
            with: word(&columns.with),
            about: word(&columns.about),
            ground: word(&columns.ground),
            period: word(&columns.period),
            covers: self.covers(row),
            channel: self.channel(row),
            via: self.via(row),
            result: self.result(row),
        })
    }
}

impl<'l> EventColumns<'l> {
    /// The columns found sound, to be judged where they lie; nothing of them is copied.
    ///
    /// A row whose time or closed list cannot be read is an unreadable event and costs only itself.
    ///
    /// ```
    /// use liandong::{Codes, Column, EventColumns, Texts, Times};
    /// let mut columns = EventColumns::new(Times::Days(&[18_993]));
    /// assert_eq!(columns.checked().unwrap_err().faults()[0].path, "$.kind");
    /// columns.kind = Column { codes: Codes::Rows, values: Texts::Slices(&["decision"]), valid: None };
    /// assert!(columns.checked()?.unreadable().is_empty());
    /// # Ok::<(), liandong::InputError>(())
    /// ```
    ///
    /// # Errors
    /// [`InputError`] listing every fault of the columns' structure: unequal lengths, codes out of range, no kinds.
    pub fn checked(self) -> Result<Rows<'l>, InputError> {
        Rows::checked(self)
    }
}
