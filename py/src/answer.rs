//! What enters: an answer of the core. What leaves: `Answer`, whose value is there at once and whose reasons come when asked for.

use std::sync::{Arc, RwLock};

use foldhash::fast::FixedState;
use liandong::{Day, Lang, Party, Rulebook as Core, Silence, TransferStatus};
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyTuple;
use serde_json::json;

use crate::wire::to_python;

/// The question behind an answer whose reasons nobody has asked for yet.
pub struct Asked {
    pub core: Arc<Core>,
    pub matter: Py<PyAny>,
    pub on: Day,
    pub about: About,
}

#[derive(Clone, Copy)]
pub enum About {
    Approver { accepted: Option<Day> },
    Status,
}

/// A value, or the text's silence, with the reasons it rests on.
///
/// `value` is what was asked for, or a `Silence` that says why there is none; `reasons` are the norms, facts, readings and
/// limits it rests on, the deciding ones first. Two answers are equal where their values and reasons are.
#[pyclass(frozen, generic, module = "liandong", weakref)]
pub struct Answer {
    value: Py<PyAny>,
    reasons: PyOnceLock<Py<PyTuple>>,
    digests: PyOnceLock<Py<PyAny>>,
    asked: Option<Asked>,
}

impl Answer {
    #[inline]
    pub fn later(value: Py<PyAny>, asked: Asked) -> Answer {
        Answer { value, reasons: PyOnceLock::new(), digests: PyOnceLock::new(), asked: Some(asked) }
    }
}

#[pymethods]
impl Answer {
    #[classattr]
    #[expect(non_upper_case_globals, reason = "Python's own name")]
    const __match_args__: (&'static str, &'static str) = ("value", "reasons");

    #[new]
    fn new(py: Python<'_>, value: Py<PyAny>, reasons: Py<PyTuple>, digests: Py<PyAny>) -> Answer {
        let (kept, own) = (PyOnceLock::new(), PyOnceLock::new());
        let _ = (kept.set(py, reasons), own.set(py, digests));
        Answer { value, reasons: kept, digests: own, asked: None }
    }

    /// The value, or a `Silence` that says why there is none.
    #[getter]
    #[inline]
    fn value(&self, py: Python<'_>) -> Py<PyAny> {
        self.value.clone_ref(py)
    }

    /// What the answer rests on, the deciding reasons first.
    #[getter]
    fn reasons<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let reasons = self.reasons.get_or_try_init(py, || {
            let Some(Asked { core, matter, on, about }) = &self.asked else {
                return Ok(PyTuple::empty(py).unbind());
            };
            let matter: String = matter.extract(py)?;
            let reasons = core.matter(&matter).map(|matter| match about {
                About::Approver { accepted: None } => matter.approver(*on).reasons,
                About::Approver { accepted: Some(day) } => matter.approver_of_case(*on, *day).reasons,
                About::Status => matter.status(*on).reasons,
            });
            let Ok(reasons) = reasons else { return Ok(PyTuple::empty(py).unbind()) };
            let [zh, en] = [Lang::Zh, Lang::En].map(|lang| to_python(py, &reasons.to_json(Some(lang))));
            let decoded = decode(py, "reasons")?.call1((zh?, en?))?;
            decoded.cast_into::<PyTuple>().map(Bound::unbind).map_err(PyErr::from)
        })?;
        Ok(reasons.bind(py).clone())
    }

    /// SHA-256 of the catalogue, profile and calendar that the answer rests on.
    #[getter]
    fn digests<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let digests = self.digests.get_or_try_init(py, || {
            let digests = match &self.asked {
                Some(asked) => asked.core.digests().to_json(),
                None => serde_json::Value::Null,
            };
            decode(py, "digests")?.call1((to_python(py, &digests)?,)).map(Bound::unbind)
        })?;
        Ok(digests.bind(py).clone())
    }

    /// The value where there is one.
    ///
    /// Raises `Undecided`, which carries the silence, where the text does not decide or does not apply.
    fn unwrap(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        let py = slf.py();
        static CHECKED: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        CHECKED.import(py, "liandong._decode", "decided")?.call1((slf,)).map(Bound::unbind)
    }

    /// The answer in the wire format, its digests included.
    fn to_dict(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        decode(slf.py(), "answer_to_dict")?.call1((slf,)).map(Bound::unbind)
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let Ok(other) = other.cast::<Answer>() else { return Ok(false) };
        let other = other.get();
        Ok(self.value.bind(py).eq(&other.value)? && self.reasons(py)?.eq(other.reasons(py)?)?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.value.bind(py).hash()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let (py, own) = (slf.py(), slf.get());
        let parts = [own.value(py).into_bound(py), own.reasons(py)?.into_any(), own.digests(py)?];
        Ok((slf.get_type().into_any(), PyTuple::new(py, parts)?))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Answer(value={}, reasons={})", self.value.bind(py).repr()?, self.reasons(py)?.repr()?))
    }

    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<String> {
        slf.py().import("liandong.html")?.call_method1("of", (slf,))?.extract()
    }
}

/// A function of `liandong._decode`.
pub fn decode<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    py.import("liandong._decode")?.getattr(name)
}

/// The Python objects of an answer's values, each made when it first comes.
#[derive(Default)]
pub struct Values {
    made: RwLock<std::collections::HashMap<(usize, usize), Py<PyAny>, FixedState>>,
}

impl Values {
    /// The object of a party of the rulebook that these values belong to.
    #[inline]
    pub fn party(&self, py: Python<'_>, party: &Party) -> PyResult<Py<PyAny>> {
        // A party stands where it stands for as long as its rulebook does.
        self.object(py, (std::ptr::from_ref(party) as usize, 0), || {
            decode(py, "party")?.call1((to_python(py, &json!(party))?,))
        })
    }

    /// The object of a status.
    #[inline]
    pub fn status(&self, py: Python<'_>, status: TransferStatus) -> PyResult<Py<PyAny>> {
        let code = status.code();
        self.object(py, place(code), || decode(py, "transfer_status")?.call1((code,)))
    }

    /// The object of a silence.
    #[inline]
    pub fn silence(&self, py: Python<'_>, silence: Silence) -> PyResult<Py<PyAny>> {
        // Each cause has a text of its own, which stands where it stands.
        self.object(py, place(silence.why()), || {
            decode(py, "silence")?.call1((to_python(py, &silence.to_json(None))?,))
        })
    }

    #[inline]
    fn object<'py>(
        &self,
        py: Python<'py>,
        key: (usize, usize),
        make: impl FnOnce() -> PyResult<Bound<'py, PyAny>>,
    ) -> PyResult<Py<PyAny>> {
        let poisoned = || PyRuntimeError::new_err("another thread failed while it made a value");
        if let Some(own) = self.made.read().map_err(|_| poisoned())?.get(&key) {
            return Ok(own.clone_ref(py));
        }
        // Made without the lock: Python may switch threads meanwhile.
        let own = make()?.unbind();
        self.made.write().map_err(|_| poisoned())?.insert(key, own.clone_ref(py));
        Ok(own)
    }
}

/// Where a text stands that stands there for good.
fn place(text: &'static str) -> (usize, usize) {
    (text.as_ptr() as usize, text.len())
}
