//! What enters: bytes in UTF-8, or events as JSON. What leaves: `Log`, a log with what was noticed while it was read.

use std::rc::Rc;

use liandong::{Event, EventLog, Unreadable};
use liandong_readers::{Column, CsvReader, JsonReader, LineFault, ReadError};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::wire::{fault, listed_faults, refused_options, thrown};

/// A log of events.
#[wasm_bindgen]
pub struct Log {
    pub(crate) log: Rc<EventLog>,
    faults: Vec<LineFault>,
    unknown_columns: Vec<Column>,
    delimiter: Option<&'static str>,
    replaced_lines: usize,
}

impl Log {
    pub(crate) fn of(log: EventLog) -> Log {
        let (faults, unknown_columns) = (Vec::new(), Vec::new());
        Log { log: Rc::new(log), faults, unknown_columns, delimiter: None, replaced_lines: 0 }
    }
}

#[wasm_bindgen]
impl Log {
    pub fn csv(bytes: &[u8], options: &str) -> Result<Log, JsValue> {
        let options: Value = serde_json::from_str(options).unwrap_or_default();
        let reader = CsvReader::with_options(&options).map_err(|faults| refused_options(&faults))?;
        let read = reader.read(bytes).map_err(|error| unread(&error))?;
        Ok(Log {
            faults: read.faults,
            unknown_columns: read.unknown_columns,
            delimiter: Some(read.delimiter.text()),
            replaced_lines: read.replaced_lines,
            ..Log::of(read.log)
        })
    }

    pub fn ndjson(bytes: &[u8]) -> Log {
        Log::of(JsonReader::new().encoding(liandong_readers::Encoding::Utf8).lines(bytes).log)
    }

    pub fn array(bytes: &[u8]) -> Result<Log, JsValue> {
        let read = JsonReader::new().encoding(liandong_readers::Encoding::Utf8).array(bytes);
        read.map(|read| Log::of(read.log)).map_err(|error| unread(&error))
    }

    #[wasm_bindgen(getter)]
    pub fn length(&self) -> u32 {
        self.log.columns().len().try_into().unwrap_or(u32::MAX)
    }

    #[wasm_bindgen(getter)]
    pub fn delimiter(&self) -> Option<String> {
        self.delimiter.map(str::to_owned)
    }

    #[wasm_bindgen(getter)]
    pub fn replaced_lines(&self) -> u32 {
        self.replaced_lines.try_into().unwrap_or(u32::MAX)
    }

    pub fn unknown_columns(&self) -> String {
        let columns = self.unknown_columns.iter().map(column);
        Value::from_iter(columns).to_string()
    }

    #[wasm_bindgen(getter)]
    pub fn fault_count(&self) -> u32 {
        self.log.unreadable().len().try_into().unwrap_or(u32::MAX)
    }

    /// Some of the rows that are no events.
    pub fn faults(&self, from: u32, to: u32) -> String {
        let (from, to) = (from as usize, to as usize);
        let faults: Value = if self.faults.is_empty() {
            // JSON has no cells: a line is told by its place, and why it is none in one language.
            let lines = self.log.unreadable().get(from..to).unwrap_or_default();
            lines
                .iter()
                .map(|Unreadable { place, why }| json!({"line": place + 1, "en": why, "zh": why}))
                .collect()
        } else {
            self.faults.get(from..to).unwrap_or_default().iter().map(line_fault).collect()
        };
        faults.to_string()
    }

    /// The first and the last day of its events, where it has any.
    pub fn days(&self) -> String {
        json!(self.log.days()).to_string()
    }

    /// An event by its place, in the wire format.
    pub fn event(&self, place: u32) -> Option<String> {
        let view = self.log.event(place as usize)?;
        Some(json!(Event::from(&view)).to_string())
    }
}

fn column(own: &Column) -> Value {
    json!({"place": own.place, "name": own.name})
}

fn line_fault(own: &LineFault) -> Value {
    let mut fault = json!({"line": own.line, "en": own.to_string(), "zh": own.zh()});
    if let (Value::Object(members), Some(at)) = (&mut fault, &own.column) {
        members.insert("column".to_owned(), column(at));
    }
    fault
}

fn unread(error: &ReadError) -> JsValue {
    let faults: Vec<_> = match error {
        ReadError::Header(faults) => {
            faults.iter().map(|own| fault("$.header", own.to_string(), own.zh())).collect()
        }
        ReadError::Io(_) | ReadError::Json(_) | ReadError::Undecodable(_) => Vec::new(),
    };
    let faults = listed_faults(&faults);
    thrown(&json!({"kind": "read", "message": error.to_string(), "zh": error.zh(), "faults": faults}))
}
