//! What enters: a record batch. What leaves: `Table`, which every Arrow library takes without copying, and Python rows.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type, Int64Type, TimestampSecondType, UInt32Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use liandong::Day;
use pyo3::exceptions::{PyIndexError, PyKeyError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PyString};

use crate::capsule;

/// Columns of an answer, one row each. It speaks the Arrow PyCapsule interface, so that polars, pyarrow, pandas and DuckDB take
/// it without copying; `to_polars()`, `to_pandas()` and `to_arrow()` do so for you, and iterating gives rows as dicts.
#[pyclass(frozen, module = "liandong", weakref)]
pub struct Table {
    batch: RecordBatch,
}

impl Table {
    pub fn new(batch: RecordBatch) -> Table {
        Table { batch }
    }

    fn place(&self, name: &str) -> PyResult<usize> {
        self.batch.schema().index_of(name).map_err(|_| {
            let names: Vec<String> = self.column_names();
            PyKeyError::new_err(format!("no column `{name}`; there are {}", names.join(", ")))
        })
    }
}

#[pymethods]
impl Table {
    /// The names of the columns.
    #[getter]
    fn column_names(&self) -> Vec<String> {
        self.batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    /// How many rows there are.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batch.num_rows()
    }

    /// The values of a column, as Python objects: texts, numbers, booleans, days, moments (+08:00), lists of rows, or None.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        objects(py, self.batch.column(self.place(name)?))
    }

    /// The rows from one place to another, each a dict; all of them where no places are given.
    #[pyo3(signature = (start = 0, stop = None))]
    fn rows<'py>(&self, py: Python<'py>, start: usize, stop: Option<usize>) -> PyResult<Bound<'py, PyList>> {
        let stop = stop.unwrap_or(usize::MAX).min(self.batch.num_rows());
        let start = start.min(stop);
        let slice = self.batch.slice(start, stop - start);
        let names: Vec<Bound<'py, PyString>> =
            self.column_names().iter().map(|name| PyString::intern(py, name)).collect();
        let columns = slice.columns().iter().map(|own| objects(py, own)).collect::<PyResult<Vec<_>>>()?;
        let rows = PyList::empty(py);
        for row in 0..slice.num_rows() {
            let entry = PyDict::new(py);
            for (name, column) in names.iter().zip(&columns) {
                entry.set_item(name, column.get_item(row)?)?;
            }
            rows.append(entry)?;
        }
        Ok(rows)
    }

    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, row: isize) -> PyResult<Bound<'py, PyAny>> {
        let count = isize::try_from(self.batch.num_rows()).unwrap_or(isize::MAX);
        let place = if row < 0 { row + count } else { row };
        match usize::try_from(place) {
            Ok(place) if place < self.batch.num_rows() => self.rows(py, place, Some(place + 1))?.get_item(0),
            _ => Err(PyIndexError::new_err(format!("row {row} of {count}"))),
        }
    }

    /// The columns as an Arrow stream; nothing is copied.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        capsule::stream(py, self.batch.clone())
    }

    /// The names and types of the columns as an Arrow schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.batch.schema())
    }

    /// The columns as a pandas data frame.
    fn to_pandas(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        frame(slf, "to_pandas")
    }

    /// The columns as a polars data frame.
    fn to_polars(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        frame(slf, "to_polars")
    }

    /// The columns as a pyarrow table.
    fn to_arrow(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        frame(slf, "to_arrow")
    }

    fn __repr__(&self) -> String {
        format!("<Table of {} rows: {}>", self.batch.num_rows(), self.column_names().join(", "))
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("liandong.html")?.call_method1("of", (slf,))?.extract()
    }
}

fn frame(table: &Bound<'_, Table>, name: &str) -> PyResult<Py<PyAny>> {
    table.py().import("liandong._frames")?.call_method1(name, (table,)).map(Bound::unbind)
}

/// The values of a column as Python objects.
fn objects<'py>(py: Python<'py>, array: &ArrayRef) -> PyResult<Bound<'py, PyList>> {
    let list = PyList::empty(py);
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().iter().try_for_each(|text| list.append(text))?,
        DataType::Dictionary(_, _) => {
            let dictionary = array.as_any_dictionary();
            let values = objects(py, dictionary.values())?;
            if values.is_empty() {
                (0..array.len()).try_for_each(|_| list.append(py.None()))?;
                return Ok(list);
            }
            for (row, key) in dictionary.normalized_keys().into_iter().enumerate() {
                if array.is_null(row) { list.append(py.None())? } else { list.append(values.get_item(key)?)? }
            }
        }
        DataType::UInt32 => array.as_primitive::<UInt32Type>().iter().try_for_each(|own| list.append(own))?,
        DataType::Int32 => array.as_primitive::<Int32Type>().iter().try_for_each(|own| list.append(own))?,
        DataType::Int64 => array.as_primitive::<Int64Type>().iter().try_for_each(|own| list.append(own))?,
        DataType::Boolean => array.as_boolean().iter().try_for_each(|own| list.append(own))?,
        DataType::Date32 => {
            let day = py.import("datetime")?.getattr("date")?.getattr("fromisoformat")?;
            for own in array.as_primitive::<Date32Type>() {
                match own.and_then(Day::from_number) {
                    Some(own) => list.append(day.call1((own.to_string(),))?)?,
                    None => list.append(py.None())?,
                }
            }
        }
        DataType::Timestamp(..) => {
            let moment = py.import("liandong._time")?.getattr("of_seconds")?;
            for own in array.as_primitive::<TimestampSecondType>() {
                match own {
                    Some(own) => list.append(moment.call1((own,))?)?,
                    None => list.append(py.None())?,
                }
            }
        }
        DataType::List(_) => {
            for own in array.as_list::<i32>().iter() {
                match own {
                    Some(own) => list.append(objects(py, &own)?)?,
                    None => list.append(py.None())?,
                }
            }
        }
        other => {
            return Err(pyo3::exceptions::PyTypeError::new_err(format!("a column of {other}")));
        }
    }
    Ok(list)
}
