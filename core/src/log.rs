//! What enters: events, one by one, as values or as JSON lines. What leaves: a compact log whose names are kept once.
//!
//! An event that cannot be read costs only itself: it stays in the log as an unreadable line with its place.

use hashbrown::HashTable;

use crate::day::Day;
use crate::day::When;
use crate::event::{Channel, Event, EventKind, HandledVia, Outcome};
use crate::ids::hash;

/// A text of the log by its place; 0 is the absent one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Word(pub(crate) u32);

impl Word {
    pub(crate) const ABSENT: Self = Self(0);

    pub(crate) const fn place(self) -> usize {
        self.0 as usize
    }

    pub(crate) fn known(self) -> Option<Self> {
        (self != Self::ABSENT).then_some(self)
    }
}

/// Texts in one buffer, each kept once.
#[derive(Debug)]
pub(crate) struct Words {
    text: String,
    ends: Vec<usize>,
    /// Each word with its hash, so that the table grows without reading the texts.
    table: HashTable<(u32, u32)>,
}

impl Default for Words {
    fn default() -> Self {
        Self { text: String::new(), ends: vec![0], table: HashTable::new() }
    }
}

impl Words {
    pub(crate) fn get(&self, word: Word) -> &str {
        get(&self.text, &self.ends, word.0)
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn keep(&mut self, text: Option<&str>) -> Word {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Word::ABSENT };
        let Self { text: all, ends, table } = self;
        let own = short_hash(text);
        let is_it = |(word, known): &(u32, u32)| *known == own && get(all, ends, *word) == text;
        let entry = table.entry(spread(own), is_it, |(_, known)| spread(*known));
        match entry {
            hashbrown::hash_table::Entry::Occupied(known) => Word(known.get().0),
            hashbrown::hash_table::Entry::Vacant(free) => {
                let word = u32::try_from(ends.len()).unwrap_or(0);
                free.insert((word, own));
                all.push_str(text);
                ends.push(all.len());
                Word(word)
            }
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half of a hash is one")]
fn short_hash(text: &str) -> u32 {
    hash(text) as u32
}

/// A table needs bits at both ends; Fibonacci's multiplier carries them there.
const fn spread(hash: u32) -> u64 {
    (hash as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ hash as u64
}

fn get<'t>(text: &'t str, ends: &[usize], word: u32) -> &'t str {
    let Some(before) = (word as usize).checked_sub(1) else { return "" };
    match (ends.get(before), ends.get(word as usize)) {
        (Some(from), Some(to)) => text.get(*from..*to).unwrap_or(""),
        _ => "",
    }
}

/// An event with its texts by place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) at: When,
    pub(crate) id: Word,
    pub(crate) case: Word,
    pub(crate) refers_to: Word,
    pub(crate) matter: Word,
    pub(crate) actor: Word,
    pub(crate) officer: Word,
    pub(crate) to: Word,
    pub(crate) person: Word,
    pub(crate) kind: Option<EventKind>,
    pub(crate) channel: Option<Channel>,
    pub(crate) via: Option<HandledVia>,
    pub(crate) result: Option<Outcome>,
    /// The place of its rarer fields.
    pub(crate) rest: u32,
}

/// Fields that few kinds carry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rest {
    pub(crate) kind: String,
    pub(crate) project: Option<String>,
    pub(crate) with: Option<String>,
    pub(crate) about: Option<String>,
    pub(crate) covers: Vec<String>,
    pub(crate) ground: Option<String>,
    pub(crate) period: Option<String>,
}

/// A line that is no event.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Unreadable {
    /// Its place among the lines or elements, counted from 0.
    pub place: usize,
    /// Why it cannot be read.
    pub why: String,
}

/// Events in the order they came, which does not matter.
///
/// ```
/// use liandong::EventLog;
/// let log = EventLog::from_ndjson(concat!(
///     r#"{"id": "E1", "at": "2022-05-01T09:30", "kind": "decision", "case": "C1"}"#, "\n",
///     "this is no event\n",
/// ));
/// assert_eq!((log.len(), log.unreadable().len()), (1, 1));
/// ```
#[derive(Debug, Default)]
pub struct EventLog {
    pub(crate) rows: Vec<Row>,
    /// Ids of events.
    pub(crate) ids: Words,
    /// Ids of cases.
    pub(crate) cases: Words,
    /// Ids of parties, persons and matters.
    pub(crate) names: Words,
    pub(crate) rests: Vec<Rest>,
    unreadable: Vec<Unreadable>,
}

impl EventLog {
    /// An empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a log of one JSON object a line, UTF-8; empty lines are passed over, and a line in another encoding is an
    /// unreadable one.
    ///
    /// ```
    /// # use liandong::EventLog;
    /// assert_eq!(EventLog::from_ndjson(b"{\"at\": \"\xd6\xd0\"}").unreadable().len(), 1);
    /// ```
    #[must_use]
    pub fn from_ndjson(text: impl AsRef<[u8]>) -> Self {
        let mut log = Self::new();
        let text = text.as_ref();
        let text = text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text);
        for (place, line) in text.split(|byte| *byte == b'\n').enumerate() {
            let line = line.trim_ascii();
            if !line.is_empty() {
                let event =
                    if line.starts_with(b"{") { serde_json::from_slice(line) } else { Err(no_object()) };
                log.read(place, event);
            }
        }
        log
    }

    /// Takes JSON values, one an event.
    #[must_use]
    pub fn from_values(values: Vec<serde_json::Value>) -> Self {
        let mut log = Self::new();
        for (place, value) in values.into_iter().enumerate() {
            let event = if value.is_object() { serde_json::from_value(value) } else { Err(no_object()) };
            log.read(place, event);
        }
        log
    }

    fn read(&mut self, place: usize, event: Result<Event, serde_json::Error>) {
        match event {
            Ok(event) => self.push(&event),
            Err(error) => self.unreadable.push(Unreadable { place, why: error.to_string() }),
        }
    }

    /// How many events it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The lines that are no events.
    #[must_use]
    pub fn unreadable(&self) -> &[Unreadable] {
        &self.unreadable
    }

    /// Adds a line that is no event: its place, counted from 0, and why. It costs only itself.
    ///
    /// Readers of other formats keep here what they cannot read, so that an audit finds it.
    ///
    /// ```
    /// # use liandong::EventLog;
    /// let mut log = EventLog::new();
    /// log.push_unreadable(4, "no time");
    /// assert_eq!((log.len(), log.unreadable()[0].place), (0, 4));
    /// ```
    pub fn push_unreadable(&mut self, place: usize, why: impl Into<String>) {
        self.unreadable.push(Unreadable { place, why: why.into() });
    }

    /// Adds an event.
    pub fn push(&mut self, event: &Event) {
        let kind = EventKind::of(&event.kind);
        let rest = Rest {
            kind: if kind.is_none() { event.kind.clone() } else { String::new() },
            project: event.project.clone(),
            with: event.with.clone(),
            about: event.about.clone(),
            covers: event.covers.clone(),
            ground: event.ground.clone(),
            period: event.period.clone(),
        };
        let rest = if rest == Rest::default() {
            u32::MAX
        } else {
            self.rests.push(rest);
            u32::try_from(self.rests.len()).unwrap_or(u32::MAX).saturating_sub(1)
        };
        let row = Row {
            at: event.at,
            id: self.ids.keep(event.id.as_deref()),
            case: self.cases.keep(event.case.as_deref()),
            refers_to: self.ids.keep(event.refers_to.as_deref()),
            matter: self.names.keep(event.matter.as_deref()),
            actor: self.names.keep(event.actor.as_deref()),
            officer: self.names.keep(event.officer.as_deref()),
            to: self.names.keep(event.to.as_deref()),
            person: self.names.keep(event.person.as_deref()),
            kind,
            channel: event.channel,
            via: event.handled_via,
            result: event.result,
            rest,
        };
        self.rows.push(row);
    }

    pub(crate) fn row(&self, place: u32) -> Option<&Row> {
        self.rows.get(place as usize)
    }

    pub(crate) fn rest(&self, row: &Row) -> Option<&Rest> {
        self.rests.get(row.rest as usize)
    }

    /// The first and the last day on which something happened.
    #[must_use]
    pub fn days(&self) -> Option<(Day, Day)> {
        let days = self.rows.iter().map(|row| row.at.day());
        Some((days.clone().min()?, days.max()?))
    }
}

fn no_object() -> serde_json::Error {
    serde::de::Error::custom("an event is an object with named fields")
}

impl From<&Event> for EventLog {
    fn from(event: &Event) -> Self {
        std::iter::once(event).collect()
    }
}

impl<'e> FromIterator<&'e Event> for EventLog {
    fn from_iter<I: IntoIterator<Item = &'e Event>>(events: I) -> Self {
        let mut log = Self::new();
        for event in events {
            log.push(event);
        }
        log
    }
}
