//! What enters: JSON lines or a JSON array in some encoding. What leaves: a log of their events.

use std::borrow::Cow;
use std::io::Read;

use liandong::EventLog;

use crate::encoding::Encoding;
use crate::error::ReadError;

/// Reads a log from JSON: objects with the fields of [`liandong::Event`], one a line or all in one array.
///
/// A line or an element that is no event costs only itself: it stays in the log as an unreadable one, so does a line
/// with bytes that the encoding has no character for.
///
/// ```
/// use liandong_readers::{Encoding, JsonReader};
///
/// let read = JsonReader::new().lines(b"{\"at\": \"2022-05-01\", \"kind\": \"decision\", \"about\": \"\xd6\xd0\"}\n?\n");
/// assert_eq!((read.log.len(), read.log.unreadable().len(), read.encoding), (1, 1, Encoding::Gb18030));
///
/// let read = JsonReader::new().array(r#"[{"at": "2022-05-01", "kind": "decision"}, 5]"#)?;
/// assert_eq!((read.log.len(), read.log.unreadable()[0].place), (1, 1));
/// # Ok::<(), liandong_readers::ReadError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct JsonReader {
    encoding: Option<Encoding>,
}

/// What was read from JSON.
#[derive(Debug)]
pub struct JsonLog {
    /// The events, and each line or element that is none.
    pub log: EventLog,
    /// The encoding that the text was read in.
    pub encoding: Encoding,
}

impl JsonReader {
    /// A reader that detects the encoding.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The encoding, rather than what [`Encoding::detect`] tells.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = Some(encoding);
        self
    }

    /// Reads JSON lines; see [`EventLog::from_ndjson`].
    #[must_use]
    pub fn lines(&self, text: impl AsRef<[u8]>) -> JsonLog {
        let (text, encoding) = self.text(text.as_ref());
        JsonLog { log: EventLog::from_ndjson(&*text), encoding }
    }

    /// Reads JSON lines from all that `input` gives; the text is held in memory while it is read.
    ///
    /// ```
    /// # use liandong_readers::JsonReader;
    /// let file = std::io::Cursor::new(r#"{"at": "2022-05-01", "kind": "decision"}"#);
    /// assert_eq!(JsonReader::new().lines_from(file)?.log.len(), 1);
    /// # Ok::<(), liandong_readers::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// [`ReadError::Io`].
    pub fn lines_from(&self, mut input: impl Read) -> Result<JsonLog, ReadError> {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes)?;
        Ok(self.lines(bytes))
    }

    /// Reads an array; see [`EventLog::from_values`].
    ///
    /// # Errors
    /// [`ReadError::Json`] and [`ReadError::Undecodable`] where the text is no array.
    pub fn array(&self, text: impl AsRef<[u8]>) -> Result<JsonLog, ReadError> {
        let (text, encoding) = self.text(text.as_ref());
        let text = std::str::from_utf8(&text).map_err(|_| ReadError::Undecodable(encoding))?;
        let values = serde_json::from_str(text).map_err(ReadError::Json)?;
        Ok(JsonLog { log: EventLog::from_values(values), encoding })
    }

    /// Reads an array from all that `input` gives; the text is held in memory while it is read.
    ///
    /// # Errors
    /// As [`JsonReader::array`], and [`ReadError::Io`].
    pub fn array_from(&self, mut input: impl Read) -> Result<JsonLog, ReadError> {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes)?;
        self.array(bytes)
    }

    fn text<'t>(&self, bytes: &'t [u8]) -> (Cow<'t, [u8]>, Encoding) {
        let encoding = self.encoding.unwrap_or_else(|| Encoding::detect(bytes));
        (encoding.marked_utf8(encoding.without_mark(bytes)), encoding)
    }
}
