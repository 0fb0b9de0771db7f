//! What enters: a log from anywhere (Arrow, Python lists, CSV, JSON). What leaves: `Events`, which the core judges where it lies.

use std::sync::Arc;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_schema::DataType;
use liandong::{Event, EventLog, InputError, SoundLog, Unreadable};
use liandong_readers::{CsvReader, Delimiter, Encoding, JsonReader};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use self_cell::self_cell;

use crate::capsule::{arrays, refused};
use crate::error;
use crate::filling::{Columns, Filling, Layout};
use crate::logged::events;
use crate::naming::Naming;
use crate::table::Table;
use crate::wire::{attached, to_python};

/// Where a log's columns lie.
pub enum Source {
    Events(Box<EventLog>),
    Columns(Box<Columns>),
}

self_cell!(
    /// A log found sound, with the columns that it is made of.
    pub struct Log {
        owner: Source,
        #[covariant]
        dependent: SoundLog,
    }
);

impl Log {
    fn of(source: Source) -> Result<Log, InputError> {
        Log::try_new(source, |source| match source {
            Source::Events(log) => Ok((&**log).into()),
            Source::Columns(columns) => columns.columns().checked(),
        })
    }

    /// The log as the core judges it.
    pub fn sound(&self) -> SoundLog<'_> {
        self.borrow_dependent().clone()
    }

    /// The events as a log of their own.
    pub fn events(&self) -> EventLog {
        match self.borrow_owner() {
            Source::Events(log) => (**log).clone(),
            Source::Columns(_) => EventLog::from(self.borrow_dependent()),
        }
    }
}

/// Events of a zone, to be judged: from a frame, from lists, or from a file that a platform exported.
#[pyclass(frozen, module = "liandong._liandong", name = "EventsCore", subclass)]
pub struct Events {
    pub log: Arc<Log>,
    /// The columns that mean no field, in their order.
    #[pyo3(get)]
    unknown_columns: Vec<String>,
    /// How a file of text was encoded.
    #[pyo3(get)]
    encoding: Option<String>,
    /// What stood between the cells of a CSV file.
    #[pyo3(get)]
    delimiter: Option<&'static str>,
}

impl Events {
    pub fn of(py: Python<'_>, source: Source) -> PyResult<Events> {
        let log = py.detach(|| Log::of(source)).map_err(|refused| error::input(py, &refused))?;
        Ok(Events { log: Arc::new(log), unknown_columns: Vec::new(), encoding: None, delimiter: None })
    }
}

#[pymethods]
impl Events {
    /// The same log again: what a subclass is made from.
    #[new]
    fn new(of: &Bound<'_, Events>) -> Events {
        let of = of.get();
        Events {
            log: Arc::clone(&of.log),
            unknown_columns: of.unknown_columns.clone(),
            encoding: of.encoding.clone(),
            delimiter: of.delimiter,
        }
    }

    /// A log from whatever speaks the Arrow PyCapsule interface; one chunk is judged where it lies.
    #[staticmethod]
    fn from_arrow(py: Python<'_>, source: &Bound<'_, PyAny>, naming: &Bound<'_, PyDict>) -> PyResult<Events> {
        let naming = Naming::new(naming)?;
        let Some(mut arrays) = arrays(source)? else {
            return Err(PyTypeError::new_err(format!(
                "{} does not speak the Arrow PyCapsule interface",
                source.get_type().name()?
            )));
        };
        let DataType::Struct(fields) = arrays.field.data_type().clone() else {
            return Err(PyTypeError::new_err("a table of events is expected, not a single column"));
        };
        let names: Vec<String> = fields.iter().map(|field| field.name().clone()).collect();
        let layout =
            Layout::new(&naming, &names).map_err(|faults| error::columns(py, &faults, &names, &naming))?;
        let unknown_columns = layout.unknown.clone();
        let mut next = |py: Python<'_>| {
            py.check_signals()?;
            py.detach(|| arrays.next().transpose()).map_err(|error| refused(&error))
        };
        let (first, mut second) = (next(py)?, None);
        // A stream may begin or end with chunks of nothing.
        while let Some(chunk) = next(py)? {
            if !chunk.is_empty() {
                second = Some(chunk);
                break;
            }
        }
        let mut filling = Filling::new(&naming, layout);
        match (first, second) {
            (None, _) => {}
            (Some(only), None) => {
                py.detach(|| filling.lend(only.as_struct().columns()))
                    .map_err(|own| error::refused(py, &own))?;
            }
            (Some(first), Some(second)) => {
                let mut chunk = Some(second);
                let mut add = |chunk: arrow_array::ArrayRef| {
                    let added = py.detach(|| filling.add(chunk.as_struct().columns()));
                    added.map_err(|own| error::refused(py, &own))
                };
                add(first)?;
                while let Some(own) = chunk {
                    add(own)?;
                    chunk = next(py)?;
                }
            }
        }
        let columns = py.detach(|| filling.finish());
        Ok(Events { unknown_columns, ..Events::of(py, Source::Columns(Box::new(columns)))? })
    }

    /// A log from lists of Python objects, one a column; `faulty` are rows that are none, with why.
    #[staticmethod]
    fn from_lists(
        py: Python<'_>,
        names: Vec<String>,
        lists: Vec<Bound<'_, PyAny>>,
        naming: &Bound<'_, PyDict>,
        faulty: Vec<(usize, String)>,
    ) -> PyResult<Events> {
        if names.len() != lists.len() {
            return Err(PyValueError::new_err(format!(
                "{} names of columns and {} columns; name each",
                names.len(),
                lists.len()
            )));
        }
        let naming = Naming::new(naming)?;
        let layout =
            Layout::new(&naming, &names).map_err(|faults| error::columns(py, &faults, &names, &naming))?;
        let unknown_columns = layout.unknown.clone();
        let mut filling = Filling::new(&naming, layout);
        let faulty = faulty.into_iter().map(|(place, why)| Unreadable { place, why }).collect();
        filling.objects(&names, &lists, faulty)?;
        Ok(Events { unknown_columns, ..Events::of(py, Source::Columns(Box::new(filling.finish())))? })
    }

    /// A log from CSV; a row that is no event stays in it as an unreadable line.
    #[staticmethod]
    #[pyo3(signature = (text, naming, encoding = None, delimiter = None, short_rows = false))]
    fn from_csv(
        py: Python<'_>,
        text: &[u8],
        naming: &Bound<'_, PyDict>,
        encoding: Option<&str>,
        delimiter: Option<&str>,
        short_rows: bool,
    ) -> PyResult<Events> {
        let naming = Naming::new(naming)?;
        let mut reader = CsvReader::new()
            .serial_dates(naming.times.serials)
            .midnights_are_days(naming.times.midnights_are_days)
            .short_rows(short_rows)
            .mapping(naming.mapping);
        if let Some(encoding) = encoding {
            reader = reader.encoding(encoding_of(py, encoding)?);
        }
        if let Some(delimiter) = delimiter {
            reader = reader.delimiter(delimiter_of(py, delimiter)?);
        }
        let read = py.detach(|| reader.read(text)).map_err(|refused| error::unread(py, &refused))?;
        Ok(Events {
            unknown_columns: read.unknown_columns.iter().map(|column| column.name.clone()).collect(),
            encoding: Some(read.encoding.to_string()),
            delimiter: Some(read.delimiter.text()),
            ..Events::of(py, Source::Events(Box::new(read.log)))?
        })
    }

    /// A log from JSON lines, or from one JSON array where `array` says so.
    #[staticmethod]
    #[pyo3(signature = (text, array, encoding = None))]
    fn from_json(py: Python<'_>, text: &[u8], array: bool, encoding: Option<&str>) -> PyResult<Events> {
        let mut reader = JsonReader::new();
        if let Some(encoding) = encoding {
            reader = reader.encoding(encoding_of(py, encoding)?);
        }
        let read = py.detach(|| if array { reader.array(text) } else { Ok(reader.lines(text)) });
        let read = read.map_err(|refused| error::unread(py, &refused))?;
        Ok(Events {
            encoding: Some(read.encoding.to_string()),
            ..Events::of(py, Source::Events(Box::new(read.log)))?
        })
    }

    /// A made-up log of the sample zone: its whole year 2023 by `seed`, or `count` events of it.
    #[staticmethod]
    fn sample(py: Python<'_>, count: Option<u32>, seed: u64) -> PyResult<Events> {
        let log = py.detach(|| {
            let Some(count) = count else {
                return Ok(EventLog::from_ndjson(liandong_sample::year(seed).ndjson()));
            };
            let mut log = EventLog::new();
            for (place, event) in liandong_sample::scaled(count as usize, seed).enumerate() {
                if place & 0xffff == 0 {
                    attached(|py| py.check_signals())?;
                }
                log.push(&event);
            }
            Ok::<_, PyErr>(log)
        });
        Events::of(py, Source::Events(Box::new(log?)))
    }

    fn __len__(&self) -> usize {
        self.log.borrow_dependent().len() as usize
    }

    /// The events, one row each.
    fn _table(&self, py: Python<'_>) -> PyResult<Table> {
        let log = self.log.borrow_dependent();
        py.detach(|| events(log)).map(Table::new)
    }

    /// The event of a row, in the order they came; none beyond the last, and for a row that is no event.
    fn _event<'py>(&self, py: Python<'py>, row: u32) -> PyResult<Option<Bound<'py, PyAny>>> {
        let event = self.log.borrow_dependent().event(row).map(|view| serde_json::json!(Event::from(&view)));
        event.map(|event| to_python(py, &event)).transpose()
    }

    /// The rows and lines that are no events: each its place, counted from 0, and why.
    #[getter]
    fn unreadable<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(
            py,
            self.log.borrow_dependent().unreadable().iter().map(|line| (line.place, line.why.clone())),
        )
    }
}

fn encoding_of(py: Python<'_>, name: &str) -> PyResult<Encoding> {
    let known = Encoding::ALL.iter().find(|encoding| encoding.to_string().eq_ignore_ascii_case(name));
    known.copied().ok_or_else(|| {
        let names: Vec<String> = Encoding::ALL.iter().map(Encoding::to_string).collect();
        let en = format!("unknown encoding `{name}`; use one of {}", names.join(", "));
        error::option(py, "encoding", en, format!("未知编码 `{name}`；可用 {}", names.join("、")))
    })
}

fn delimiter_of(py: Python<'_>, text: &str) -> PyResult<Delimiter> {
    let known = Delimiter::ALL.iter().find(|delimiter| delimiter.text() == text);
    known.copied().ok_or_else(|| {
        let en = format!("unknown delimiter {text:?}; use `,`, `;` or a tab");
        error::option(py, "delimiter", en, format!("未知分隔符 {text:?}；可用 `,`、`;` 或制表符"))
    })
}
