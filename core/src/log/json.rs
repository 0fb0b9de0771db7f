//! What enters: JSON, a line or a value an event. What leaves: a log; what is no event is kept in it as an unreadable line.

use serde::Deserialize;

use crate::event::Event;
use crate::log::{EventLog, Given};
use crate::structure::{Node, whole};

impl EventLog {
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
            if line.is_empty() {
                continue;
            }
            if !line.starts_with(b"{") {
                log.read(place, Err(no_object()));
            } else if let Some(given) = lent(line) {
                log.push_given(&given);
            } else {
                log.read(place, whole(line));
            }
        }
        log
    }

    /// Takes JSON values, one an event.
    #[must_use]
    pub fn from_values(values: Vec<serde_json::Value>) -> Self {
        let mut log = Self::new();
        for (place, value) in values.into_iter().enumerate() {
            let event = if value.is_object() {
                Event::deserialize(Node(value)).map_err(|wrong| wrong.error)
            } else {
                Err(no_object())
            };
            log.read(place, event);
        }
        log
    }

    fn read(&mut self, place: usize, event: Result<Event, serde_json::Error>) {
        match event {
            Ok(event) => self.push(&event),
            Err(error) => self.push_unreadable(place, error.to_string()),
        }
    }
}

/// An event whose texts are in its line as they are, which none with an escape is; `None` also where it is no event, for
/// [`Event`] to say why.
#[cfg(not(target_arch = "wasm32"))]
fn lent(line: &[u8]) -> Option<Given<'_>> {
    serde_json::from_slice(line).ok()
}

/// A browser would fetch a second reader of events.
#[cfg(target_arch = "wasm32")]
fn lent(_line: &[u8]) -> Option<Given<'_>> {
    None
}

fn no_object() -> serde_json::Error {
    serde::de::Error::custom("an event is an object with named fields")
}
