//! What enters: JSON text and `datetime.date`. What leaves: `Rulebook`, `Matter` and their answers.

use std::sync::Arc;

use liandong::{Day, Rulebook as Core};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyDateAccess, PyDateTime};

use crate::answer::Answer;
use crate::error;

/// A catalogue and a profile, compiled once; immutable, and safe to share between threads.
#[pyclass(frozen, module = "liandong")]
pub struct Rulebook {
    core: Arc<Core>,
}

#[pymethods]
impl Rulebook {
    /// A rulebook of a catalogue in JSON, with the text's own readings and no limits.
    #[staticmethod]
    fn from_json(py: Python<'_>, catalogue: &str) -> PyResult<Rulebook> {
        let core = py.detach(|| Core::from_json(catalogue)).map_err(|refused| error::input(py, &refused))?;
        Ok(Rulebook { core: Arc::new(core) })
    }

    /// Another rulebook of the same catalogue, with the readings and limits of a profile in JSON.
    fn with_profile(&self, py: Python<'_>, profile: &str) -> PyResult<Rulebook> {
        let core = self.core.with_profile_json(profile).map_err(|refused| error::input(py, &refused))?;
        Ok(Rulebook { core: Arc::new(core) })
    }

    /// The matter of this id.
    fn matter(&self, py: Python<'_>, id: String) -> PyResult<Matter> {
        self.core.matter(&id).map_err(|unknown| error::unknown(py, &unknown))?;
        Ok(Matter { core: Arc::clone(&self.core), id })
    }

    /// The digests that every answer of this rulebook rests on.
    #[getter]
    fn digests(&self) -> Digests {
        let digests = self.core.digests();
        Digests {
            catalogue: digests.catalogue.to_string(),
            profile: digests.profile.to_string(),
            calendar: digests.calendar.to_string(),
        }
    }

    /// Answers a question of the wire format, JSON to JSON; refusals are answers too.
    fn ask(&self, py: Python<'_>, question: &str) -> String {
        py.detach(|| self.core.ask(question))
    }

    fn __repr__(&self) -> String {
        format!("<Rulebook of catalogue {:.12}>", self.core.digests().catalogue.to_string())
    }
}

/// A matter of a rulebook.
#[pyclass(frozen, module = "liandong")]
pub struct Matter {
    core: Arc<Core>,
    id: String,
}

#[pymethods]
impl Matter {
    /// The adopter's id of the matter.
    #[getter]
    fn id(&self) -> &str {
        &self.id
    }

    /// Who approves the matter on this day (2.4c, 2.5a).
    fn approver(&self, py: Python<'_>, on: &Bound<'_, PyDate>) -> PyResult<Answer> {
        let on = day(on)?;
        Answer::approver(&self.core, &self.id, on).map_err(|unknown| error::unknown(py, &unknown))
    }

    fn __repr__(&self) -> String {
        format!("Matter(id={:?})", self.id)
    }
}

/// SHA-256 of what an answer rests on: the same digests and the same question give the same answer.
#[pyclass(frozen, eq, hash, get_all, module = "liandong")]
#[derive(PartialEq, Eq, Hash)]
pub struct Digests {
    /// Of the catalogue.
    catalogue: String,
    /// Of the profile.
    profile: String,
    /// Of the calendar.
    calendar: String,
}

#[pymethods]
impl Digests {
    fn __repr__(&self) -> String {
        let Digests { catalogue, profile, calendar } = self;
        format!("Digests(catalogue={catalogue:?}, profile={profile:?}, calendar={calendar:?})")
    }
}

/// A day; a `datetime` is refused, as which day it lies in depends on a time zone that it may not have.
fn day(date: &Bound<'_, PyDate>) -> PyResult<Day> {
    if date.is_instance_of::<PyDateTime>() {
        return Err(PyTypeError::new_err(
            "expected a datetime.date, not a datetime; pass `.date()` of local time",
        ));
    }
    let made = Day::new(date.get_year(), date.get_month().into(), date.get_day().into());
    made.map_err(|refused| error::plain(date.py(), refused.to_string(), &refused.zh()))
}
