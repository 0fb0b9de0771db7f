//! What enters: an analyst's names for columns and values. What leaves: what each name means, beside the known ones.

use liandong::{Channel, EventKind, HandledVia, Outcome};
use liandong_readers::{Field, Mapping, SerialDates, Times};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::error;

/// How names and times of a log are read.
pub struct Naming {
    pub mapping: Mapping,
    pub times: Times,
}

impl Naming {
    /// From `{"columns": {name: field or None}, "values": {field: {name: code}}, "serial_dates": 1900, "midnights_are_days": True}`.
    pub fn new(given: &Bound<'_, PyDict>) -> PyResult<Naming> {
        let (py, mut mapping) = (given.py(), Mapping::default());
        if let Some(columns) = given.get_item("columns")? {
            for (name, code) in columns.cast::<PyDict>()?.iter() {
                let name: String = name.extract()?;
                mapping = match code.extract::<Option<String>>()? {
                    None => mapping.ignore(&name),
                    Some(code) => mapping.column(&name, field(py, &code)?),
                };
            }
        }
        if let Some(values) = given.get_item("values")? {
            for (code, names) in values.cast::<PyDict>()?.iter() {
                let field = field(py, &code.extract::<String>()?)?;
                for (name, value) in names.cast::<PyDict>()?.iter() {
                    mapping =
                        meaning(py, mapping, field, &name.extract::<String>()?, &value.extract::<String>()?)?;
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
                let en = format!("`{other}` is no year that spreadsheets count from; use 1900 or 1904");
                let zh = format!("`{other}` 不是表格日期序号的起点；可用 1900 或 1904");
                return Err(error::option(py, "serial_dates", en, zh));
            }
        };
        let midnights = given.get_item("midnights_are_days")?;
        let midnights_are_days = midnights.map(|own| own.extract()).transpose()?.unwrap_or(false);
        Ok(Naming { mapping, times: Times { serials, midnights_are_days } })
    }
}

fn field(py: Python<'_>, code: &str) -> PyResult<Field> {
    one_of(py, Field::ALL, code, "columns", |field| field.code())
}

fn meaning(py: Python<'_>, mapping: Mapping, field: Field, name: &str, value: &str) -> PyResult<Mapping> {
    let place = format!("values.{}", field.code());
    Ok(match field {
        Field::Kind => mapping.kind(name, one_of(py, EventKind::ALL, value, &place, |own| own.code())?),
        Field::Channel => mapping.channel(name, one_of(py, Channel::ALL, value, &place, |own| own.code())?),
        Field::HandledVia => {
            mapping.handled_via(name, one_of(py, HandledVia::ALL, value, &place, |own| own.code())?)
        }
        Field::Result => mapping.result(name, one_of(py, Outcome::ALL, value, &place, |own| own.code())?),
        Field::At | Field::Recorded => {
            let en = format!("`{}` is a time, and takes no names; leave it out", field.code());
            let zh = format!("`{}` 是时间列，不接受取值对应；请删去", field.code());
            return Err(error::option(py, &place, en, zh));
        }
        other => mapping.text(other, name, value),
    })
}

/// One of a closed list by its name in the wire format.
pub fn one_of<T: Copy>(
    py: Python<'_>,
    all: &[T],
    code: &str,
    place: &str,
    of: impl Fn(&T) -> &'static str,
) -> PyResult<T> {
    all.iter().find(|own| of(own) == code).copied().ok_or_else(|| {
        let known: Vec<_> = all.iter().map(&of).collect();
        let en = format!("unknown value `{code}`; use one of {}", known.join(", "));
        error::option(py, place, en, format!("未知取值 `{code}`；可用 {}", known.join("、")))
    })
}
