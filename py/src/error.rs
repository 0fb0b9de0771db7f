//! What enters: the core's errors. What leaves: Python exceptions with the same message, in English and in Chinese.

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

create_exception!(
    liandong,
    LiandongError,
    PyValueError,
    "A value that liandong refuses. `str(error)` is the message in English, `error.zh` in Chinese."
);
create_exception!(
    liandong,
    InputError,
    LiandongError,
    "A catalogue or profile that is refused. `error.faults` lists every fault found in it."
);
create_exception!(
    liandong,
    UnknownId,
    LiandongError,
    "An id that the catalogue does not hold. `error.kind` is what it was to name, `error.id` the id,\n\
     `error.nearest` up to three known ids that resemble it."
);

/// One fault of an input: where it is, what is wrong and how to mend it.
#[pyclass(frozen, eq, hash, get_all, module = "liandong")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Fault {
    /// The place as a JSON path, for example `$.matters[17].original`.
    path: String,
    /// What is wrong and how to mend it, in English.
    en: String,
    /// The same in Chinese.
    zh: String,
}

#[pymethods]
impl Fault {
    fn __repr__(&self) -> String {
        format!("Fault(path={:?}, en={:?})", self.path, self.en)
    }
}

pub fn add_to(module: &Bound<'_, PyModule>) -> PyResult<()> {
    let py = module.py();
    module.add("LiandongError", py.get_type::<LiandongError>())?;
    module.add("InputError", py.get_type::<InputError>())?;
    module.add("UnknownId", py.get_type::<UnknownId>())
}

/// A refused catalogue or profile.
pub fn input(py: Python<'_>, error: &liandong::InputError) -> PyErr {
    let faults = error.faults().iter().map(|fault| Fault {
        path: fault.path.clone(),
        en: fault.en.clone(),
        zh: fault.zh.clone(),
    });
    let raised = InputError::new_err(error.to_string());
    with(py, raised, &error.zh(), faults.collect(), |_| Ok(()))
}

/// An unknown id.
pub fn unknown(py: Python<'_>, error: &liandong::UnknownId) -> PyErr {
    let raised = UnknownId::new_err(error.to_string());
    with(py, raised, &error.zh(), Vec::new(), |value| {
        value.setattr("kind", error.kind.code())?;
        value.setattr("id", &error.id)?;
        value.setattr("nearest", PyTuple::new(py, &error.nearest)?)
    })
}

/// Any other refusal, which has a message and nothing more.
pub fn plain(py: Python<'_>, en: String, zh: &str) -> PyErr {
    with(py, LiandongError::new_err(en), zh, Vec::new(), |_| Ok(()))
}

/// The exception with what all of them carry and what `more` sets; if that fails, the failure.
fn with(
    py: Python<'_>,
    raised: PyErr,
    zh: &str,
    faults: Vec<Fault>,
    more: impl FnOnce(&Bound<'_, PyAny>) -> PyResult<()>,
) -> PyErr {
    let value = raised.value(py).as_any();
    let set = || {
        value.setattr("zh", zh)?;
        value.setattr("faults", PyTuple::new(py, faults)?)?;
        more(value)
    };
    set().err().unwrap_or(raised)
}
