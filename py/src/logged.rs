//! What enters: a log. What leaves: its events as Arrow columns, one row a row of the log.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, ListArray, RecordBatch};
use arrow_buffer::OffsetBuffer;
use arrow_schema::Field;
use liandong::{EventView, SoundLog, Stamp};
use pyo3::PyResult;

use crate::capsule::refused;
use crate::found::{Batch, texts};
use crate::words::Words;

type Text = for<'v, 'l> fn(&'v EventView<'l>) -> Option<&'l str>;

/// The columns of texts: which are mostly each row's own, and how an event holds them.
const TEXTS: [(&str, bool, Text); 16] = [
    ("id", true, |event| event.id),
    ("kind", false, |event| Some(event.kind_text)),
    ("case", false, |event| event.case),
    ("matter", false, |event| event.matter),
    ("project", false, |event| event.project),
    ("actor", false, |event| event.actor),
    ("officer", false, |event| event.officer),
    ("to", false, |event| event.to),
    ("person", false, |event| event.person),
    ("with", false, |event| event.with),
    ("channel", false, |event| event.channel.map(|own| own.code())),
    ("handled_via", false, |event| event.handled_via.map(|own| own.code())),
    ("refers_to", true, |event| event.refers_to),
    ("result", false, |event| event.result.map(|own| own.code())),
    ("about", false, |event| event.about),
    ("ground", false, |event| event.ground),
];

/// The events of a log; a row that is no event has nothing in it.
pub fn events(log: &SoundLog<'_>) -> PyResult<RecordBatch> {
    let rows = log.len();
    let mut stamps: Vec<Option<Stamp>> = Vec::with_capacity(rows as usize);
    let mut columns: [Words; TEXTS.len()] = std::array::from_fn(|_| Words::default());
    let (mut period, mut recorded, mut covers) = (Words::default(), Words::default(), Words::default());
    let mut ends: Vec<i32> = vec![0];
    for row in 0..rows {
        let event = log.event(row);
        stamps.push(event.as_ref().map(|event| event.at.into()));
        for ((_, is_own, of), words) in TEXTS.iter().zip(&mut columns) {
            let text = event.as_ref().and_then(of);
            if *is_own { words.push_own(text) } else { words.push(text) }
        }
        period.push(event.as_ref().and_then(|event| event.period));
        let day = event.as_ref().and_then(|event| event.recorded).map(|day| day.to_string());
        recorded.push(day.as_deref());
        event.iter().flat_map(|event| &event.covers).for_each(|project| covers.push(Some(project)));
        ends.push(i32::try_from(covers.codes.len()).unwrap_or(i32::MAX));
    }
    let mut batch = Batch::default();
    batch.moments("at", stamps.iter().copied());
    for ((name, ..), words) in TEXTS.iter().zip(columns) {
        batch.add(name, dictionary(words)?);
    }
    batch.add("period", dictionary(period)?);
    batch.add("recorded", dictionary(recorded)?);
    let items = dictionary(covers)?;
    let item = Arc::new(Field::new("item", items.data_type().clone(), true));
    let lists = ListArray::try_new(item, OffsetBuffer::new(ends.into()), items, None);
    batch.add("covers", Arc::new(lists.map_err(|error| refused(&error))?));
    batch.done()
}

fn dictionary(mut words: Words) -> PyResult<ArrayRef> {
    let codes = std::mem::take(&mut words.codes);
    let values: Vec<&str> = words.values().collect();
    texts(codes, &values).map_err(|error| refused(&error))
}
