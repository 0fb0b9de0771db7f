//! What enters: events, one by one. What leaves: a compact log of columns, names kept once.
//!
//! An event that cannot be read costs only itself: it stays in the log as an unreadable line with its place.

mod append;
mod column;
mod given;
mod json;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::columns::{Codes, Column, EventColumns, Lists, Offsets, Texts, Times, Unreadable};
use crate::day::Day;
use crate::day::When;
use crate::event::{Channel, Event, EventKind, HandledVia, Outcome};
use crate::rows::Rows;
use crate::stamp::Stamp;
use crate::words::{Buffer, Word, Words};
use column::{Covers, Dense, Loose, Sparse};
pub(crate) use given::Given;

/// How much a log can hold.
struct Room {
    rows: usize,
    kinds: usize,
    /// Covered projects, over all events.
    items: usize,
    /// Bytes of one column's texts.
    text: usize,
}

impl Room {
    /// What codes and offsets can count.
    const WHOLE: Self = {
        let wide = u32::MAX as usize;
        Self { rows: wide, kinds: u16::MAX as usize, items: wide, text: wide }
    };
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
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EventLog {
    pub(crate) at: Vec<Stamp>,
    pub(crate) ids: Buffer,
    pub(crate) kinds: Vec<u16>,
    pub(crate) kind_words: Words,
    pub(crate) channels: Vec<u8>,
    pub(crate) vias: Vec<u8>,
    pub(crate) results: Vec<u8>,
    pub(crate) case: Dense,
    pub(crate) matter: Dense,
    pub(crate) actor: Dense,
    pub(crate) to: Dense,
    pub(crate) officer: Dense,
    pub(crate) person: Dense,
    pub(crate) refers_to: Loose,
    pub(crate) project: Sparse,
    pub(crate) with: Sparse,
    pub(crate) about: Sparse,
    pub(crate) ground: Sparse,
    pub(crate) period: Sparse,
    pub(crate) recorded: Sparse,
    pub(crate) covers: Covers,
    pub(crate) unreadable: Vec<Unreadable>,
}

impl EventLog {
    /// An empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many events it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
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

    /// Adds an event; one for which a log of 4 GiB of ids has no room is kept as an unreadable line.
    pub fn push(&mut self, event: &Event) {
        self.push_given(&event.into());
    }

    pub(crate) fn push_given(&mut self, given: &Given<'_>) {
        if self.push_within(given, &Room::WHOLE).is_none() {
            let place = self.len().saturating_add(self.unreadable.len());
            self.unreadable.push(Unreadable { place, why: "the log is full; split it by case".to_owned() });
        }
    }

    /// Adds an event and says where; `None`, and nothing changed, where there is no room for it.
    pub(crate) fn try_push(&mut self, event: &Event) -> Option<u32> {
        self.push_within(&event.into(), &Room::WHOLE)
    }

    fn push_within(&mut self, event: &Given<'_>, room: &Room) -> Option<u32> {
        let row = u32::try_from(self.at.len()).ok()?;
        if !self.has(room, event) {
            return None;
        }
        let kind = self.keep_kind(event.kind)?;
        self.ids.push(event.id.unwrap_or_default())?;
        let place = row as usize;
        for (column, text) in [
            (&mut self.case, event.case),
            (&mut self.matter, event.matter),
            (&mut self.actor, event.actor),
            (&mut self.to, event.to),
            (&mut self.officer, event.officer),
            (&mut self.person, event.person),
        ] {
            column.push(place, text)?;
        }
        self.refers_to.push(place, event.refers_to)?;
        for (column, text) in [
            (&mut self.project, event.project),
            (&mut self.with, event.with),
            (&mut self.about, event.about),
            (&mut self.ground, event.ground),
            (&mut self.period, event.period),
        ] {
            column.push(row, text)?;
        }
        let recorded = event.recorded.map(|day| day.to_string());
        self.recorded.push(row, recorded.as_deref())?;
        if !event.covers.is_empty() {
            for project in event.covers.iter() {
                self.covers.codes.push(self.covers.words.keep(project)?.0);
            }
            self.covers.rows.push(row);
            self.covers.ends.push(u32::try_from(self.covers.codes.len()).ok()?);
        }
        self.kinds.push(kind);
        self.channels.push(event.channel.map_or(u8::MAX, |own| own as u8));
        self.vias.push(event.handled_via.map_or(u8::MAX, |own| own as u8));
        self.results.push(event.result.map_or(u8::MAX, |own| own as u8));
        self.at.push(event.at.into());
        Some(row)
    }

    /// The code of a kind; a known one is its own.
    fn keep_kind(&mut self, kind: &str) -> Option<u16> {
        if self.kind_words.len() == 0 {
            // The known kinds come first.
            for kind in EventKind::ALL {
                self.kind_words.keep(kind.code())?;
            }
        }
        match EventKind::of(kind) {
            Some(kind) => Some(kind as u16),
            None => u16::try_from(self.kind_words.keep(kind)?.0).ok(),
        }
    }

    /// Whether everything of an event still has room, so that nothing is kept of one that has not.
    fn has(&self, room: &Room, event: &Given<'_>) -> bool {
        let kinds = self.kind_words.len().max(EventKind::ALL.len());
        let items = self.covers.codes.len().saturating_add(event.covers.len());
        let has_kind = || EventKind::of(event.kind).is_some() || self.kind_words.has(event.kind);
        self.len() < room.rows
            && (kinds < room.kinds || has_kind())
            && items < room.items
            && self.longest().saturating_add(event.bytes()) < room.text
    }

    /// The bytes of the column with the most of them.
    fn longest(&self) -> usize {
        let buffers = [
            &self.ids,
            &self.kind_words.buffer,
            &self.case.words.buffer,
            &self.matter.words.buffer,
            &self.actor.words.buffer,
            &self.to.words.buffer,
            &self.officer.words.buffer,
            &self.person.words.buffer,
            &self.refers_to.words,
            &self.project.words.buffer,
            &self.with.words.buffer,
            &self.about.words.buffer,
            &self.ground.words.buffer,
            &self.period.words.buffer,
            &self.covers.words.buffer,
        ];
        buffers.iter().fold(0, |most, buffer| most.max(buffer.text.len()))
    }

    /// Whether the columns fit together, as those of a log read from bytes need not.
    pub(crate) fn is_sound(&self) -> bool {
        let columns = self.columns();
        let dense = [&self.case, &self.matter, &self.actor, &self.to, &self.officer, &self.person];
        let reaches = |column: &Dense| column.codes.is_empty() || column.codes.len() == self.len();
        let known_first = EventKind::ALL.iter().zip(0u32..);
        columns.faults().is_empty()
            && self.ids.len() == self.len()
            && dense.into_iter().all(reaches)
            && (self.refers_to.codes.is_empty() || self.refers_to.codes.len() == self.len())
            && ((self.is_empty() && self.kind_words.len() == 0)
                || known_first
                    .into_iter()
                    .all(|(kind, place)| self.kind_words.get(Word(place)) == kind.code()))
    }

    /// The log as columns, for an audit or for another program.
    #[must_use]
    pub fn columns(&self) -> EventColumns<'_> {
        const fn closed<'a>(codes: &'a [u8], names: &'a [&'a str]) -> Column<'a> {
            Column { codes: Codes::U8(codes), values: Texts::Slices(names), valid: None }
        }
        let without_ids = self.ids.text.is_empty();
        EventColumns {
            at: Times::Stamps(&self.at),
            id: Column {
                codes: if without_ids { Codes::Absent } else { Codes::Rows },
                values: self.ids.texts(),
                valid: None,
            },
            kind: Column {
                codes: Codes::U16(&self.kinds),
                values: self.kind_words.buffer.texts(),
                valid: None,
            },
            case: self.case.column(),
            matter: self.matter.column(),
            actor: self.actor.column(),
            officer: self.officer.column(),
            to: self.to.column(),
            person: self.person.column(),
            project: self.project.column(),
            with: self.with.column(),
            channel: closed(&self.channels, Channel::CODES),
            handled_via: closed(&self.vias, HandledVia::CODES),
            result: closed(&self.results, Outcome::CODES),
            refers_to: self.refers_to.column(),
            about: self.about.column(),
            ground: self.ground.column(),
            period: self.period.column(),
            covers: Lists {
                rows: Some(&self.covers.rows),
                offsets: Offsets::U32(&self.covers.ends),
                items: Column {
                    codes: Codes::U32(&self.covers.codes),
                    values: self.covers.words.buffer.texts(),
                    valid: None,
                },
            },
            recorded: self.recorded.column(),
            unread: &[],
        }
    }

    pub(crate) fn kind(&self, row: u32) -> Option<EventKind> {
        let kind = self.kinds.get(row as usize)?;
        EventKind::ALL.get(usize::from(*kind)).copied()
    }

    /// The id that an event refers to.
    pub(crate) fn refers(&self, row: u32) -> Option<&str> {
        let code = self.refers_to.column().code(row);
        (code != u32::MAX).then(|| self.refers_to.words.get(Word(code)))
    }

    pub(crate) fn rows(&self) -> Rows<'_> {
        Rows::sound(self.columns()).with_unreadable(&self.unreadable)
    }

    /// The first and the last day on which something happened.
    #[must_use]
    pub fn days(&self) -> Option<(Day, Day)> {
        let day = |stamp: &Stamp| When::from(*stamp).day();
        Some((self.at.iter().min().map(day)?, self.at.iter().max().map(day)?))
    }
}

impl<'l> From<&'l EventLog> for Rows<'l> {
    fn from(log: &'l EventLog) -> Self {
        log.rows()
    }
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
