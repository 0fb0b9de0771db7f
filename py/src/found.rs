//! What enters: an audit's duties and findings as the core's columns. What leaves: the same as Arrow columns.

use std::sync::Arc;

use arrow_array::types::{UInt8Type, UInt16Type, UInt32Type};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int32Array, Int64Array, ListArray, PrimitiveArray,
    RecordBatch, StringArray, TimestampSecondArray, UInt32Array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use liandong::{Audit, Day, Offset, Stamp, TextColumn, When};
use pyo3::PyResult;

use crate::capsule::refused;
use crate::words::NONE;

/// Columns on their way into a batch.
#[derive(Default)]
pub struct Batch {
    fields: Vec<Field>,
    arrays: Vec<ArrayRef>,
}

impl Batch {
    pub fn add(&mut self, name: &str, array: ArrayRef) {
        self.fields.push(Field::new(name, array.data_type().clone(), true));
        self.arrays.push(array);
    }

    pub fn done(self) -> PyResult<RecordBatch> {
        RecordBatch::try_new(Arc::new(Schema::new(self.fields)), self.arrays).map_err(|error| refused(&error))
    }

    fn try_add(&mut self, name: &str, array: Result<ArrayRef, ArrowError>) -> PyResult<()> {
        self.add(name, array.map_err(|error| refused(&error))?);
        Ok(())
    }

    fn texts(&mut self, name: &str, TextColumn { codes, values }: TextColumn<'_>) -> PyResult<()> {
        self.try_add(name, texts(codes, &values))
    }

    /// Days and moments as moments of the zone, and beside them which of them are days.
    pub fn moments(&mut self, name: &str, stamps: impl Iterator<Item = Option<Stamp>> + Clone) {
        let seconds =
            |stamp: Stamp| When::from(stamp).earliest().seconds() - i64::from(Offset::CHINA.seconds());
        let moments: TimestampSecondArray = stamps.clone().map(|own| own.map(seconds)).collect();
        self.add(name, Arc::new(moments.with_timezone("+08:00")));
        let is_day = |stamp: Stamp| matches!(When::from(stamp), When::Day(_));
        let days: BooleanArray = stamps.map(|own| own.map(is_day)).collect();
        self.add(&format!("{name}_is_day"), Arc::new(days));
    }
}

/// A column of texts with its dictionary, its keys as narrow as they can be.
pub fn texts(codes: Vec<u32>, values: &[impl AsRef<str>]) -> Result<ArrayRef, ArrowError> {
    let values: ArrayRef = Arc::new(StringArray::from_iter_values(values));
    let count = values.len();
    if count < usize::from(u8::MAX) {
        let keys = keys::<UInt8Type>(&codes, |code| code as u8);
        return Ok(Arc::new(DictionaryArray::try_new(keys, values)?));
    }
    if count < usize::from(u16::MAX) {
        let keys = keys::<UInt16Type>(&codes, |code| code as u16);
        return Ok(Arc::new(DictionaryArray::try_new(keys, values)?));
    }
    let nulls = nulls(&codes);
    let keys = PrimitiveArray::<UInt32Type>::new(cleared(codes).into(), nulls);
    Ok(Arc::new(DictionaryArray::try_new(keys, values)?))
}

fn keys<T: arrow_array::ArrowPrimitiveType>(
    codes: &[u32],
    narrow: impl Fn(u32) -> T::Native,
) -> PrimitiveArray<T> {
    let values: ScalarBuffer<T::Native> =
        codes.iter().map(|code| narrow(if *code == NONE { 0 } else { *code })).collect::<Vec<_>>().into();
    PrimitiveArray::new(values, nulls(codes))
}

fn nulls(codes: &[u32]) -> Option<NullBuffer> {
    codes.contains(&NONE).then(|| codes.iter().map(|code| *code != NONE).collect())
}

/// No reader looks at what stands under a null; a key out of range would still be one.
fn cleared(mut codes: Vec<u32>) -> Vec<u32> {
    codes.iter_mut().filter(|code| **code == NONE).for_each(|code| *code = 0);
    codes
}

fn rows(places: Vec<u32>) -> ArrayRef {
    let nulls = nulls(&places);
    Arc::new(UInt32Array::new(places.into(), nulls))
}

fn days(days: &[Option<Day>]) -> ArrayRef {
    Arc::new(days.iter().map(|day| day.map(Day::number)).collect::<Date32Array>())
}

/// The duties of an audit.
pub fn duties(audit: &Audit<'_, '_>) -> PyResult<RecordBatch> {
    let own = audit.duty_columns();
    let mut batch = Batch::default();
    batch.texts("norm", own.norm)?;
    batch.texts("obligor", own.obligor)?;
    batch.texts("obligor_silence", own.obligor_silence)?;
    batch.texts("to", own.to)?;
    batch.texts("to_silence", own.to_silence)?;
    batch.texts("subject_kind", own.subject_kind)?;
    batch.texts("subject", own.subject)?;
    batch.add("trigger", rows(own.trigger));
    batch.moments("since", own.since.iter().map(|stamp| Some(*stamp)));
    batch.moments("due", own.due.iter().copied());
    batch.texts("status", own.status)?;
    batch.add("fulfilled_by", rows(own.fulfilled_by));
    batch.add("elapsed_minutes", Arc::new(Int64Array::from(own.elapsed_minutes)));
    batch.add("elapsed_days", Arc::new(Int32Array::from(own.elapsed_days)));
    batch.texts("reading", own.reading)?;
    batch.texts("limit", own.limit)?;
    batch.done()
}

/// The findings of an audit.
pub fn findings(audit: &Audit<'_, '_>) -> PyResult<RecordBatch> {
    let own = audit.finding_columns();
    let mut batch = Batch::default();
    batch.texts("code", own.code)?;
    batch.texts("severity", own.severity)?;
    batch.texts("norm", own.norm)?;
    batch.texts("obligor", own.obligor)?;
    batch.texts("to", own.to)?;
    batch.texts("subject_kind", own.subject_kind)?;
    batch.texts("subject", own.subject)?;
    batch.texts("actor", own.actor)?;
    batch.add("from", days(&own.from));
    batch.add("until", days(&own.until));
    batch.add("elapsed_minutes", Arc::new(Int64Array::from(own.elapsed_minutes)));
    batch.add("elapsed_days", Arc::new(Int32Array::from(own.elapsed_days)));
    batch.texts("reading", own.reading)?;
    batch.texts("limit", own.limit)?;
    batch.texts("possible_ground", own.possible_ground)?;
    let ends: Vec<i32> =
        own.event_offsets.iter().map(|end| i32::try_from(*end).unwrap_or(i32::MAX)).collect();
    let item = Arc::new(Field::new("item", DataType::UInt32, true));
    let lists = ListArray::try_new(item, OffsetBuffer::new(ends.into()), rows(own.events), None);
    batch.try_add("events", lists.map(|lists| Arc::new(lists) as ArrayRef))?;
    batch.done()
}
