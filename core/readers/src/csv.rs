//! What enters: a CSV text in some encoding. What leaves: a log of its events, and what was noticed on the way.

use std::borrow::Cow;
use std::io::Read;

use liandong::EventLog;
use memchr::{memchr, memmem};

use crate::ahead::ahead;
use crate::block::{Block, Slot};
use crate::encoding::Encoding;
use crate::error::{Column, HeaderFault, LineFault, ReadError};
use crate::header::{columns, unknown};
use crate::mapping::Mapping;
use crate::record::{Stretch, Stretches};
use crate::row::Filler;
use crate::rows::{Row, Rows};
use crate::time::{SerialDates, Times};

/// What stands between cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

impl Delimiter {
    /// Every delimiter.
    pub const ALL: &'static [Self] = &[Self::Comma, Self::Semicolon, Self::Tab];

    pub(crate) const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }

    /// It as a text.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
            Self::Tab => "\t",
        }
    }
}

/// Reads a log from CSV.
///
/// The first line that is not empty names the columns, in any order; which names mean what, the [`Mapping`] says.
/// `at` and `kind` are required. Cells are taken without the blanks (and byte order marks) around them, and a row of empty cells is passed
/// over like an empty line. A row that is no event costs only itself: it stays in the log as an unreadable line.
///
/// ```
/// use liandong_readers::CsvReader;
///
/// let read = CsvReader::new().read(concat!(
///     "编号,时间,种类,办件,说明\n",
///     "E1,2022/5/1 9:30,受理,C1,\"一次性告知,\n材料齐全\"\n",
///     "E2,2022/5/1 11:00,决定,C1,\n",
///     "E3,昨天,推送,C1,\n",
/// ))?;
/// assert_eq!(read.log.len(), 2);
/// assert_eq!(read.faults[0].line, 5);
/// # Ok::<(), liandong_readers::ReadError>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct CsvReader {
    mapping: Mapping,
    encoding: Option<Encoding>,
    delimiter: Option<Delimiter>,
    times: Times,
    short_rows: bool,
}

/// What was read from CSV.
#[derive(Debug)]
pub struct CsvLog {
    /// The events, and each line that is none.
    pub log: EventLog,
    /// The encoding that the text was read in.
    pub encoding: Encoding,
    /// The delimiter between its cells.
    pub delimiter: Delimiter,
    /// Columns that mean no field, in their order. Nothing of them is in the log.
    pub unknown_columns: Vec<Column>,
    /// Why each unreadable line is none, in the order of the lines.
    pub faults: Vec<LineFault>,
    /// How many lines are unreadable because the encoding has no character for some of their bytes.
    pub undecodable_lines: usize,
    /// How many events hold the replacement character U+FFFD in any cell: an earlier conversion lost characters there.
    pub replaced_lines: usize,
}

impl CsvReader {
    /// A reader that detects encoding and delimiter and knows the names of [`Mapping::default`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Names of columns and values.
    #[must_use]
    pub fn mapping(mut self, mapping: Mapping) -> Self {
        self.mapping = mapping;
        self
    }

    /// The encoding, rather than what [`Encoding::detect`] tells.
    #[must_use]
    pub fn encoding(mut self, encoding: Encoding) -> Self {
        self.encoding = Some(encoding);
        self
    }

    /// The delimiter, rather than the one by which most names of the header are known (a first line `sep=;`, which
    /// spreadsheets understand, names it too).
    #[must_use]
    pub fn delimiter(mut self, delimiter: Delimiter) -> Self {
        self.delimiter = Some(delimiter);
        self
    }

    /// Takes a bare number for a spreadsheet's day number.
    ///
    /// ```
    /// use liandong_readers::{CsvReader, SerialDates};
    ///
    /// let text = "at,kind\n44682.5,decision\n";
    /// assert!(CsvReader::new().read(text)?.log.is_empty());
    /// let read = CsvReader::new().serial_dates(SerialDates::Since1900).read(text)?;
    /// assert_eq!(read.log.days().map(|days| days.0.to_string()).as_deref(), Some("2022-05-01"));
    /// # Ok::<(), liandong_readers::ReadError>(())
    /// ```
    #[must_use]
    pub fn serial_dates(mut self, serials: SerialDates) -> Self {
        self.times.serials = serials;
        self
    }

    /// Takes `00:00:00` for a day without a time, as databases write it. Otherwise it is midnight.
    #[must_use]
    pub fn midnights_are_days(mut self, days: bool) -> Self {
        self.times.midnights_are_days = days;
        self
    }

    /// Takes a row with fewer cells than the header, as some spreadsheets write where the last cells are empty.
    /// Otherwise such a line is unreadable, for it may as well be broken in two.
    #[must_use]
    pub fn short_rows(mut self, taken: bool) -> Self {
        self.short_rows = taken;
        self
    }

    /// Reads all that `input` gives; the text is held in memory while it is read.
    ///
    /// ```
    /// use liandong_readers::CsvReader;
    ///
    /// let file = std::io::Cursor::new("时间,种类\n2022-05-01,受理\n");
    /// assert_eq!(CsvReader::new().read_from(file)?.log.len(), 1);
    /// # Ok::<(), liandong_readers::ReadError>(())
    /// ```
    ///
    /// # Errors
    /// As [`CsvReader::read`], and [`ReadError::Io`].
    pub fn read_from(&self, mut input: impl Read) -> Result<CsvLog, ReadError> {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes)?;
        self.read(bytes)
    }

    /// Reads a text.
    ///
    /// # Errors
    /// [`ReadError::Header`] with every fault of a header that does not tell what the columns are.
    pub fn read(&self, text: impl AsRef<[u8]>) -> Result<CsvLog, ReadError> {
        let bytes = text.as_ref();
        let (encoding, text) = match self.encoding {
            Some(encoding) => (encoding, None),
            // Without a mark, so that the text begins where the bytes do.
            None => Encoding::detect_text(bytes),
        };
        let bytes = encoding.without_mark(bytes);
        // Where the structure can be seen in the bytes, each cell is decoded by itself.
        let (bytes, of_cells) = if encoding.keeps_ascii() {
            (Cow::Borrowed(bytes), encoding)
        } else {
            (encoding.marked_utf8(bytes), Encoding::Utf8)
        };
        let mut stretches = Stretches::new(&bytes, b',');
        let named = stretches.clone().next().and_then(|first| separator(first.bytes));
        if named.is_some() {
            stretches.next();
        }
        let Some((header, delimiter)) = self.header(&stretches, named, of_cells) else {
            return Err(ReadError::Header(vec![HeaderFault::Absent]));
        };
        stretches = stretches.with_delimiter(delimiter.byte());
        stretches.next();
        let header = header.map_err(|fault| ReadError::Header(vec![fault.of(encoding)]))?;
        let columns = columns(&self.mapping, &header).map_err(ReadError::Header)?;

        let replacement: &[u8] =
            if of_cells == Encoding::Gb18030 { b"\x84\x31\xa4\x37" } else { b"\xef\xbf\xbd" };
        let slots = Slot::all(header.len(), &columns, &self.mapping);
        let mut rows = Rows {
            stretches,
            text,
            short: self.short_rows,
            slots: &slots,
            header: &header,
            encoding,
            replaced: memmem::find(&bytes, replacement).is_some(),
            nul: memchr(0, &bytes).is_some(),
            row: Row::new(of_cells, delimiter),
            filler: Filler::new(&self.mapping, self.times),
        };
        let mut read = CsvLog {
            log: EventLog::new(),
            encoding,
            delimiter,
            unknown_columns: unknown(&self.mapping, &header),
            faults: Vec::new(),
            undecodable_lines: 0,
            replaced_lines: 0,
        };
        ahead(bytes.len(), || rows.block(), |block| read.take(block));
        Ok(read)
    }

    /// The header's names under the delimiter by which most of them are known; `None` where there is no header.
    fn header(
        &self,
        stretches: &Stretches<'_>,
        named: Option<Delimiter>,
        encoding: Encoding,
    ) -> Option<(Result<Vec<String>, HeaderFlaw>, Delimiter)> {
        let given = self.delimiter.or(named);
        let tried = given.as_ref().map_or(Delimiter::ALL, std::slice::from_ref);
        let mut best: Option<(usize, Result<Vec<String>, HeaderFlaw>, Delimiter)> = None;
        for delimiter in tried {
            let first = stretches.clone().with_delimiter(delimiter.byte()).next()?;
            let names = names(first, *delimiter, encoding);
            let known = names.as_ref().map_or(0, |names| {
                names.iter().filter(|name| self.mapping.of_column(name).is_some()).count()
            });
            if best.as_ref().is_none_or(|(most, ..)| known > *most) {
                best = Some((known, names, *delimiter));
            }
        }
        best.map(|(_, names, delimiter)| (names, delimiter))
    }
}

impl CsvLog {
    fn take(&mut self, block: Block<'_>) {
        self.undecodable_lines = self.undecodable_lines.saturating_add(block.undecodable);
        self.replaced_lines = self.replaced_lines.saturating_add(block.replaced);
        block.add_to(&mut self.log, &mut self.faults);
    }
}

/// The delimiter that a line `sep=;` names.
fn separator(line: &[u8]) -> Option<Delimiter> {
    let (head, [named]) = line.split_at_checked(4)? else { return None };
    let named = Delimiter::ALL.iter().find(|delimiter| delimiter.byte() == *named)?;
    head.eq_ignore_ascii_case(b"sep=").then_some(*named)
}

/// Why a header's names cannot be read.
enum HeaderFlaw {
    Quote,
    Nul,
    Undecodable,
}

impl HeaderFlaw {
    const fn of(&self, encoding: Encoding) -> HeaderFault {
        match self {
            Self::Quote => HeaderFault::Quote,
            Self::Nul => HeaderFault::Nul,
            Self::Undecodable => HeaderFault::Undecodable(encoding),
        }
    }
}

fn names(header: Stretch<'_>, delimiter: Delimiter, encoding: Encoding) -> Result<Vec<String>, HeaderFlaw> {
    if header.fault.is_some() {
        return Err(HeaderFlaw::Quote);
    }
    if memchr(0, header.bytes).is_some() {
        return Err(HeaderFlaw::Nul);
    }
    let mut row = Row::new(encoding, delimiter);
    let cells = row.of(header.bytes).ok_or(HeaderFlaw::Undecodable)?;
    (0..cells.len()).map(|place| cells.get(place).map(str::to_owned).ok_or(HeaderFlaw::Undecodable)).collect()
}
