//! What enters: a Parquet file, in memory or opened by the caller. What leaves: a log of its events.
//!
//! With the feature `parallel` row groups are decoded on other threads while this one keeps what was decoded, in their order.

use std::io::{Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder,
};
use ::parquet::file::reader::ChunkReader;
use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field as Named, Schema};
use bytes::Bytes;

use crate::arrow::{ArrowReader, TableLog};
use crate::mapping::{Field, Mapping};
use crate::shared::Shared;
use crate::table::TableError;
use crate::time::SerialDates;

/// Rows of a batch: so few that each column's memory is used again for the next, and not given back to the system between.
const ROWS: usize = 1 << 13;

/// Reads a log from a Parquet file.
///
/// Its columns are those of [`ArrowReader`]. Compressed by snappy, zstd, LZ4 or gzip, or not at all.
///
/// ```
/// use liandong_readers::{ParquetReader, TableError};
///
/// let refused = ParquetReader::new().read(b"id,at,kind".to_vec());
/// assert!(matches!(refused, Err(TableError::Parquet(_))));
/// ```
#[derive(Clone, Debug, Default)]
pub struct ParquetReader {
    columns: ArrowReader,
}

impl ParquetReader {
    /// A reader that knows the names of [`Mapping::default`].
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Names of columns and values.
    #[must_use]
    pub fn mapping(mut self, mapping: Mapping) -> Self {
        self.columns = self.columns.mapping(mapping);
        self
    }

    /// Takes a bare number in a text for a spreadsheet's day number.
    #[must_use]
    pub fn serial_dates(mut self, serials: SerialDates) -> Self {
        self.columns = self.columns.serial_dates(serials);
        self
    }

    /// Takes `00:00:00` for a day without a time, as databases write it. Otherwise it is midnight.
    #[must_use]
    pub fn midnights_are_days(mut self, days: bool) -> Self {
        self.columns = self.columns.midnights_are_days(days);
        self
    }

    /// Reads a file that is in memory.
    ///
    /// # Errors
    /// [`TableError::Parquet`] where it is none or a broken one, [`TableError::Columns`] with every fault of its columns.
    pub fn read(&self, file: impl Into<Vec<u8>>) -> Result<TableLog, TableError> {
        self.decode(&Bytes::from(file.into()))
    }

    /// Reads a file that the caller opened; of it only what is needed is held in memory.
    ///
    /// ```
    /// use liandong_readers::ParquetReader;
    ///
    /// let file = std::io::Cursor::new(b"PAR1");
    /// assert!(ParquetReader::new().read_from(file).is_err());
    /// ```
    ///
    /// # Errors
    /// As [`ParquetReader::read`].
    pub fn read_from(&self, file: impl Read + Seek + Send + 'static) -> Result<TableLog, TableError> {
        self.decode(&Shared::new(file).map_err(|error| TableError::Parquet(error.to_string()))?)
    }

    fn decode<F: ChunkReader + Clone + 'static>(&self, file: &F) -> Result<TableLog, TableError> {
        let metadata = guarded(|| {
            let metadata = ArrowReaderMetadata::load(file, ArrowReaderOptions::new())?;
            let schema = Arc::new(self.with_dictionaries(&metadata));
            ArrowReaderMetadata::try_new(
                Arc::clone(metadata.metadata()),
                ArrowReaderOptions::new().with_schema(schema),
            )
        })?;
        let reading = self.columns.begin(metadata.schema())?;
        let mut places: Vec<usize> = reading.places().collect();
        places.sort_unstable();
        let mut reading = reading.only(&places);
        let mask = ProjectionMask::roots(metadata.parquet_schema(), places);
        let groups = metadata.metadata().num_row_groups();
        let decode = |group: usize, take: &mut dyn FnMut(RecordBatch) -> bool| {
            let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file.clone(), metadata.clone());
            let mut batches = guarded(|| {
                builder
                    .with_projection(mask.clone())
                    .with_batch_size(ROWS)
                    .with_row_groups(vec![group])
                    .build()
            })?;
            while let Some(batch) = guarded(|| batches.next().transpose())? {
                if !take(batch) {
                    break;
                }
            }
            Ok(())
        };
        in_order(groups, &decode, |batch| reading.add(&batch))?;
        Ok(reading.done())
    }

    /// The file's schema, with a dictionary for texts of columns that are dictionaries in it: it is kept as it is written.
    fn with_dictionaries(&self, metadata: &ArrowReaderMetadata) -> Schema {
        let schema = metadata.schema();
        let file = metadata.metadata();
        let descriptor = file.file_metadata().schema_descr();
        let is_coded = |place: usize| {
            let leaf =
                (0..descriptor.num_columns()).find(|leaf| descriptor.get_column_root_idx(*leaf) == place);
            leaf.is_some_and(|leaf| {
                file.row_groups().iter().all(|group| {
                    group.columns().get(leaf).is_some_and(|chunk| chunk.dictionary_page_offset().is_some())
                })
            })
        };
        let fields = schema.fields().iter().enumerate().map(|(place, field)| {
            let text = matches!(field.data_type(), DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
            // What is mostly an event's own has a dictionary only until that grows too large.
            let own = matches!(
                self.columns.means(field.name()),
                Some(Field::Id | Field::Case | Field::RefersTo | Field::About) | None
            );
            if text && !own && is_coded(place) {
                let coded = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
                Arc::new(Named::new(field.name(), coded, field.is_nullable()))
            } else {
                Arc::clone(field)
            }
        });
        Schema::new_with_metadata(fields.collect::<Vec<_>>(), schema.metadata().clone())
    }
}

/// What a decoder of other people's bytes says, also where it stops in the midst of its work.
fn guarded<R, E: ToString>(work: impl FnOnce() -> Result<R, E>) -> Result<R, TableError> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done.map_err(|error| TableError::Parquet(error.to_string())),
        Err(_) => Err(TableError::Parquet("its pages do not fit together".to_owned())),
    }
}

/// Decodes a row group, and hands on its batches until it is told to stop.
type Decode<'d> = dyn Fn(usize, &mut dyn FnMut(RecordBatch) -> bool) -> Result<(), TableError> + Sync + 'd;

/// Decodes groups one after the other, and takes their batches.
fn one_by_one(
    groups: usize,
    decode: &Decode<'_>,
    mut take: impl FnMut(RecordBatch),
) -> Result<(), TableError> {
    (0..groups).try_for_each(|group| {
        decode(group, &mut |batch| {
            take(batch);
            true
        })
    })
}

#[cfg(not(feature = "parallel"))]
use one_by_one as in_order;

/// The same, decoded on other threads: each has every n-th group, n of them.
#[cfg(feature = "parallel")]
fn in_order(groups: usize, decode: &Decode<'_>, mut take: impl FnMut(RecordBatch)) -> Result<(), TableError> {
    use std::sync::mpsc::sync_channel;
    use std::thread;

    let threads = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let others = threads.saturating_sub(1).min(groups);
    if others == 0 {
        return one_by_one(groups, decode, take);
    }
    thread::scope(|scope| {
        let mut lines = Vec::new();
        for first in 0..others {
            let (sender, line) = sync_channel(4);
            let work = move || {
                for group in (first..groups).step_by(others) {
                    let done = decode(group, &mut |batch| sender.send(Ok(Some(batch))).is_ok());
                    if sender.send(done.map(|()| None)).is_err() {
                        return;
                    }
                }
            };
            // A thread that cannot be had leaves its share to this one.
            let begun = thread::Builder::new().spawn_scoped(scope, work).is_ok();
            lines.push(begun.then_some(line));
        }
        for (group, place) in (0..groups).zip((0..others).cycle()) {
            match lines.get(place) {
                Some(Some(line)) => {
                    while let Some(batch) = line.recv().unwrap_or(Ok(None))? {
                        take(batch);
                    }
                }
                _ => decode(group, &mut |batch| {
                    take(batch);
                    true
                })?,
            }
        }
        Ok(())
    })
}
