//! What enters: record batches of Arrow. What leaves: a log of their events, a batch at a time.

mod batch;
mod texts;
mod times;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{DataType, Schema};
use liandong::EventLog;

use crate::error::Column;
use crate::header::{column, columns, unknown};
use crate::mapping::{Field, Mapping};
use crate::table::{TableError, TableFault};
use crate::time::{SerialDates, Times};
use batch::{Batch, with_columns};

/// A column of times that can be no days has this one beside it, where it is said of each whether it is one.
const AT_IS_DAY: &str = "at_is_day";

/// Reads a log from record batches of Arrow.
///
/// Columns are told by their names, which mean what the [`Mapping`] says. Texts come plain or with a dictionary, of which each
/// value is looked up once a batch; `at` as a timestamp of any unit, a date or a text. A timestamp with a time zone is a moment
/// and becomes the zone's time (+08:00), one without is in it already; a column `at_is_day` of booleans beside it says of which
/// the hour is unknown. `covers` are lists of texts, or texts as in CSV. A row that is no event stays in the log as an
/// unreadable line, its place counted from 0.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{RecordBatch, RecordBatchIterator, StringArray, TimestampSecondArray};
/// use arrow_schema::{DataType, Field, Schema, TimeUnit};
/// use liandong_readers::ArrowReader;
///
/// let at = Field::new("at", DataType::Timestamp(TimeUnit::Second, Some("UTC".into())), true);
/// let schema = Arc::new(Schema::new(vec![at, Field::new("种类", DataType::Utf8, false)]));
/// let times = TimestampSecondArray::from(vec![Some(1_651_390_200), None]).with_timezone("UTC");
/// let kinds = StringArray::from(vec!["决定", "推送"]);
/// let batch = RecordBatch::try_new(Arc::clone(&schema), vec![Arc::new(times), Arc::new(kinds)])?;
///
/// let read = ArrowReader::new().read(RecordBatchIterator::new([Ok(batch)], schema))?;
/// assert_eq!(read.log.event(0).map(|event| event.at.to_string()).as_deref(), Some("2022-05-01T15:30:00"));
/// assert_eq!(read.log.unreadable()[0].why, "no `at`; fill it in");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ArrowReader {
    mapping: Mapping,
    times: Times,
}

/// What was read from a table of columns.
#[derive(Debug)]
pub struct TableLog {
    /// The events, and each row that is none.
    pub log: EventLog,
    /// Columns that mean no field, in their order. Nothing of them is in the log.
    pub unknown_columns: Vec<Column>,
}

impl ArrowReader {
    /// A reader that knows the names of [`Mapping::default`].
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

    /// Takes a bare number in a text for a spreadsheet's day number.
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

    /// Reads all batches.
    ///
    /// # Errors
    /// [`TableError::Columns`] with every fault of the columns; [`TableError::Arrow`] where the batches break off.
    pub fn read(&self, batches: impl RecordBatchReader) -> Result<TableLog, TableError> {
        let mut reading = self.begin(&batches.schema())?;
        for batch in batches {
            reading.add(&batch?);
        }
        Ok(reading.done())
    }

    /// What a column of this name holds.
    #[cfg(feature = "parquet")]
    pub(crate) fn means(&self, name: &str) -> Option<Field> {
        self.mapping.of_column(name).flatten()
    }

    /// Begins with a table of which the columns are known.
    pub(crate) fn begin(&self, schema: &Schema) -> Result<Reading<'_>, TableError> {
        let header: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        let mut faults = Vec::new();
        let held = columns(&self.mapping, &header).unwrap_or_else(|names| {
            faults.extend(names.into_iter().map(TableFault::Names));
            header
                .iter()
                .enumerate()
                .filter_map(|(place, name)| Some((place, self.mapping.of_column(name)??)))
                .collect()
        });
        let is_flag = |name: &String| name == AT_IS_DAY && self.mapping.of_column(name).is_none();
        let at_is_day = header.iter().position(is_flag);
        let mut wrong = |place: usize, field: &'static str, fits: fn(&DataType) -> bool| {
            let kind = schema.fields().get(place).map(|own| own.data_type());
            if let Some(kind) = kind.filter(|kind| !fits(kind))
                && let Some(column) = column(&header, place)
            {
                faults.push(TableFault::Type { column, field, found: kind.to_string() });
            }
        };
        for (place, field) in &held {
            wrong(
                *place,
                field.code(),
                match field {
                    Field::At | Field::Recorded => times::fits,
                    Field::Covers => batch::fits_lists,
                    _ => texts::fits,
                },
            );
        }
        if let Some(place) = at_is_day {
            wrong(place, AT_IS_DAY, |kind| *kind == DataType::Boolean);
        }
        if !faults.is_empty() {
            return Err(TableError::Columns(faults));
        }
        let mut unknown_columns = unknown(&self.mapping, &header);
        unknown_columns
            .retain(|column| at_is_day.is_none_or(|place| column.place != place.saturating_add(1)));
        let log = EventLog::new();
        Ok(Reading { reader: self, held, at_is_day, read: TableLog { log, unknown_columns } })
    }
}

/// Batches on their way into a log.
pub(crate) struct Reading<'r> {
    reader: &'r ArrowReader,
    held: Vec<(usize, Field)>,
    at_is_day: Option<usize>,
    read: TableLog,
}

impl Reading<'_> {
    /// The places of the columns that are read.
    #[cfg(feature = "parquet")]
    pub(crate) fn places(&self) -> impl Iterator<Item = usize> {
        self.held.iter().map(|(place, _)| *place).chain(self.at_is_day)
    }

    /// The same of a table that has only these columns, in their order.
    #[cfg(feature = "parquet")]
    pub(crate) fn only(mut self, places: &[usize]) -> Self {
        let now = |place: usize| places.binary_search(&place).ok();
        self.held = self.held.into_iter().filter_map(|(place, field)| Some((now(place)?, field))).collect();
        self.at_is_day = self.at_is_day.and_then(now);
        self
    }

    pub(crate) fn add(&mut self, batch: &RecordBatch) {
        let Self { reader, held, at_is_day, read } = self;
        let rows = batch.num_rows();
        let batch = Batch::new(batch, held, *at_is_day, &reader.mapping, reader.times);
        // Arrow's own arrays fit together; rows that a log refuses all the same are no events, and say why.
        if let Err(refused) = with_columns(&batch, |columns| read.log.append(columns)) {
            for _ in 0..rows {
                let place = read.log.len().saturating_add(read.log.unreadable().len());
                read.log.push_unreadable(place, refused.to_string());
            }
        }
    }

    pub(crate) fn done(self) -> TableLog {
        self.read
    }
}
