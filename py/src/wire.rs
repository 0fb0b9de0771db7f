//! What enters: values of the wire format, Python's days and moments. What leaves: Python's own objects, the core's days.

use liandong::{Day, Mask, When};
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyType};
use serde_json::Value;

use crate::error;

/// A value of the wire format as Python reads JSON.
pub fn to_python<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    LOADS.import(py, "json", "loads")?.call1((value.to_string(),))
}

/// What a thread that runs without Python does with it now and then. Where Python has ended meanwhile (a daemon thread outlives
/// it), the thread waits for the end of the process: there is nobody to go back to, and attaching would start Python anew.
pub fn attached<T>(with: impl FnOnce(Python<'_>) -> T) -> T {
    match Python::try_attach(with) {
        Some(done) => done,
        None => loop {
            std::thread::park();
        },
    }
}

/// The day of a `datetime.date`; of anything else what `liandong._time.day` makes of it, which names its place in a refusal.
#[inline]
pub fn day(on: &Bound<'_, PyAny>, place: &str) -> PyResult<Day> {
    let py = on.py();
    static DATE: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let date = DATE.get_or_init(py, || PyType::new::<PyDate>(py).unbind());
    if on.get_type_ptr() == date.as_ptr().cast() {
        return of_ordinal(on);
    }
    static OF_ANY: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    of_ordinal(&OF_ANY.import(py, "liandong._time", "day")?.call1((on, place))?)
}

/// The proleptic ordinal of Python counts 1 for 0001-01-01.
#[inline]
fn of_ordinal(date: &Bound<'_, PyAny>) -> PyResult<Day> {
    const EPOCH: i32 = 719_163;
    let ordinal: i32 = date.call_method0(intern!(date.py(), "toordinal"))?.extract()?;
    Day::from_number(ordinal - EPOCH)
        .ok_or_else(|| PyValueError::new_err("a day outside the years 1 to 9999"))
}

/// A day or moment as the wire format writes it.
pub fn when(text: &str) -> PyResult<When> {
    text.parse().map_err(|error: liandong::DayError| PyValueError::new_err(error.to_string()))
}

/// `persons`, or nobody.
pub fn mask(py: Python<'_>, mask: Option<&str>) -> PyResult<Mask> {
    match mask {
        None => Ok(Mask::None),
        Some("persons") => Ok(Mask::Persons),
        Some(other) => {
            let en = format!("unknown mask `{other}`; there is `persons`");
            Err(error::option(py, "mask", en, format!("未知遮蔽范围 `{other}`；可用 `persons`")))
        }
    }
}
