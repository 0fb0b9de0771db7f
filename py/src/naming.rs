//! What enters: an analyst's names for columns and values. What leaves: what each name means, beside the known ones.

use liandong::{Channel, EventKind, HandledVia, Outcome};
use liandong_readers::{Field, Mapping, SerialDates, Times};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// How names and times of a log are read.
pub struct Naming {
    pub mapping: Mapping,
    pub times: Times,
}

impl Naming {
    /// From `{"columns": {name: field or None}, "values": {field: {name: code}}, "serial_dates": 1900, "midnights_are_days": True}`.
    pub fn new(given: &Bound<'_, PyDict>) -> PyResult<Naming> {
        let mut mapping = Mapping::default();
        if let Some(columns) = given.get_item("columns")? {
            for (name, code) in columns.cast::<PyDict>()?.iter() {
                let name: String = name.extract()?;
                mapping = match code.extract::<Option<String>>()? {
                    None => mapping.ignore(&name),
                    Some(code) => mapping.column(&name, field(&code)?),
                };
            }
        }
        if let Some(values) = given.get_item("values")? {
            for (code, names) in values.cast::<PyDict>()?.iter() {
                let field = field(&code.extract::<String>()?)?;
                for (name, value) in names.cast::<PyDict>()?.iter() {
                    mapping =
                        meaning(mapping, field, &name.extract::<String>()?, &value.extract::<String>()?)?;
                }
            }
        }
        let serials = match given
            .get_item("serial_dates")?
            .map(|own| own.extract::<Option<i32>>())
            .transpose()?
            .flatten()
        {
            None => SerialDates::Refused,
            Some(1900) => SerialDates::Since1900,
            Some(1904) => SerialDates::Since1904,
            Some(other) => {
                return Err(PyValueError::new_err(format!("serial_dates is 1900 or 1904, not {other}")));
            }
        };
        let midnights = given.get_item("midnights_are_days")?;
        let midnights_are_days = midnights.map(|own| own.extract()).transpose()?.unwrap_or(false);
        Ok(Naming { mapping, times: Times { serials, midnights_are_days } })
    }
}

fn field(code: &str) -> PyResult<Field> {
    one_of(Field::ALL, code, "field", |field| field.code())
}

fn meaning(mapping: Mapping, field: Field, name: &str, value: &str) -> PyResult<Mapping> {
    Ok(match field {
        Field::Kind => mapping.kind(name, one_of(EventKind::ALL, value, "kind", |own| own.code())?),
        Field::Channel => mapping.channel(name, one_of(Channel::ALL, value, "channel", |own| own.code())?),
        Field::HandledVia => {
            mapping.handled_via(name, one_of(HandledVia::ALL, value, "handled_via", |own| own.code())?)
        }
        Field::Result => mapping.result(name, one_of(Outcome::ALL, value, "result", |own| own.code())?),
        Field::At | Field::Recorded => {
            return Err(PyValueError::new_err(format!("`{}` is a time, and takes no names", field.code())));
        }
        other => mapping.text(other, name, value),
    })
}

fn one_of<T: Copy>(all: &[T], code: &str, what: &str, of: impl Fn(&T) -> &'static str) -> PyResult<T> {
    all.iter().find(|own| of(own) == code).copied().ok_or_else(|| {
        let known: Vec<_> = all.iter().map(&of).collect();
        PyValueError::new_err(format!("unknown {what} `{code}`; use one of {}", known.join(", ")))
    })
}
