//! What enters: JSON text, ids and days. What leaves: `RulebookCore` and `Matter`, which answer the hot questions.

use std::sync::Arc;

use liandong::{Day, MatterView, Profile, Rulebook as Core};
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};
use self_cell::self_cell;

use crate::answer::{About, Answer, Asked, Values};
use crate::error;
use crate::wire::{day, to_python};

/// A catalogue and a profile, compiled once; immutable, and safe to share between threads.
#[pyclass(frozen, subclass, module = "liandong._liandong", name = "RulebookCore")]
pub struct Rulebook {
    pub core: Arc<Core>,
    values: Arc<Values>,
    source: Arc<Source>,
}

/// What a rulebook was made from, so that another process can make it again.
#[derive(Clone)]
struct Source {
    catalogue: String,
    profile: Option<String>,
    transfers: Vec<String>,
    known_on: Option<Day>,
}

impl Rulebook {
    fn changed(&self, core: Core, source: Source) -> Rulebook {
        // A change shares the book, and with it where the parties stand.
        Rulebook { core: Arc::new(core), values: Arc::clone(&self.values), source: Arc::new(source) }
    }
}

#[pymethods]
impl Rulebook {
    /// From a catalogue in JSON and perhaps a profile in JSON; or the same as another one.
    #[new]
    #[pyo3(signature = (catalogue, profile = None))]
    fn new(py: Python<'_>, catalogue: &Bound<'_, PyAny>, profile: Option<&str>) -> PyResult<Rulebook> {
        if let Ok(other) = catalogue.cast::<Rulebook>() {
            let Rulebook { core, values, source } = other.get();
            return Ok(Rulebook {
                core: Arc::clone(core),
                values: Arc::clone(values),
                source: Arc::clone(source),
            });
        }
        let catalogue: String = catalogue.extract()?;
        let made = py.detach(|| {
            let core = Core::from_json(&catalogue)?;
            match profile {
                None => Ok(core),
                Some(profile) => core.with_profile_json(profile),
            }
        });
        let core = made.map_err(|refused| error::input(py, &refused))?;
        let source =
            Source { catalogue, profile: profile.map(str::to_owned), transfers: Vec::new(), known_on: None };
        Ok(Rulebook { core: Arc::new(core), values: Arc::default(), source: Arc::new(source) })
    }

    /// Another rulebook of the same catalogue, with the readings and limits of a profile in JSON.
    fn _with_profile(&self, py: Python<'_>, profile: &str) -> PyResult<Rulebook> {
        let core = self.core.with_profile_json(profile).map_err(|refused| error::input(py, &refused))?;
        Ok(self.changed(core, Source { profile: Some(profile.to_owned()), ..(*self.source).clone() }))
    }

    /// Another rulebook with transfers in JSON beside those of the catalogue.
    fn _with_transfers(&self, py: Python<'_>, transfers: String) -> PyResult<Rulebook> {
        let core = self.core.with_transfers_json(&transfers).map_err(|refused| error::input(py, &refused))?;
        let mut source = (*self.source).clone();
        source.transfers.push(transfers);
        Ok(self.changed(core, source))
    }

    /// The rulebook as it was known on a day.
    fn _as_known_on(&self, on: &Bound<'_, PyAny>) -> PyResult<Rulebook> {
        let core = self.core.as_known_on(day(on, "$.on")?);
        let known_on = core.digests().known_on;
        Ok(self.changed(core, Source { known_on, ..(*self.source).clone() }))
    }

    /// What the rulebook was made from: catalogue, profile, transfers beside it, and the day it is known on.
    fn _source(&self) -> (&str, Option<&str>, Vec<String>, Option<String>) {
        let Source { catalogue, profile, transfers, known_on } = &*self.source;
        (catalogue, profile.as_deref(), transfers.clone(), known_on.map(|day| day.to_string()))
    }

    /// SHA-256 of what every answer rests on, as the wire format writes it.
    fn _digests<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python(py, &self.core.digests().to_json())
    }

    /// The profile in use, and the text's own, as JSON.
    fn _profiles(&self) -> (String, String) {
        let json = |profile: &Profile| serde_json::json!(profile).to_string();
        (json(self.core.profile()), json(&Profile::text()))
    }

    /// Codes of the catalogue that have a known form and fail its own check: each its path, and why in English and Chinese.
    #[getter]
    fn _warnings(&self) -> Vec<(String, String, String)> {
        let warnings = self.core.warnings().iter();
        warnings.map(|fault| (fault.path.clone(), fault.en.clone(), fault.zh.clone())).collect()
    }

    /// Who accepts, examines and decides a matter on a day (2.4c, 2.5a).
    #[pyo3(signature = (matter, on, accepted_on = None))]
    fn approver(
        &self,
        py: Python<'_>,
        matter: &Bound<'_, PyString>,
        on: &Bound<'_, PyAny>,
        accepted_on: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Answer> {
        let view =
            self.core.matter(matter.to_str()?).map_err(|unknown| error::raised(py, &unknown.to_json()))?;
        approver(py, &self.core, &self.values, &view, matter, (on, accepted_on))
    }

    /// Where the transfer of a matter stands on a day (2.4c, 2.4d).
    fn status(
        &self,
        py: Python<'_>,
        matter: &Bound<'_, PyString>,
        on: &Bound<'_, PyAny>,
    ) -> PyResult<Answer> {
        let view =
            self.core.matter(matter.to_str()?).map_err(|unknown| error::raised(py, &unknown.to_json()))?;
        status(py, &self.core, &self.values, &view, matter, on)
    }

    /// Answers a question of the wire format, JSON to JSON; refusals are answers too.
    fn ask(&self, py: Python<'_>, question: &str) -> String {
        py.detach(|| self.core.ask(question))
    }
}

self_cell!(
    struct Found {
        owner: Arc<Core>,
        #[covariant]
        dependent: MatterView,
    }
);

/// A matter of a rulebook, found once: its questions cost less than those by id.
#[pyclass(frozen, subclass, module = "liandong._liandong", name = "MatterCore")]
pub struct Matter {
    found: Found,
    values: Arc<Values>,
    id: Py<PyString>,
}

#[pymethods]
impl Matter {
    #[new]
    fn new(py: Python<'_>, rulebook: &Rulebook, id: Bound<'_, PyString>) -> PyResult<Matter> {
        let text = id.to_str()?;
        let found = Found::try_new(Arc::clone(&rulebook.core), |core| core.matter(text));
        let found = found.map_err(|unknown| error::raised(py, &unknown.to_json()))?;
        Ok(Matter { found, values: Arc::clone(&rulebook.values), id: id.unbind() })
    }

    /// The adopter's id of the matter.
    #[getter]
    fn id(&self, py: Python<'_>) -> Py<PyString> {
        self.id.clone_ref(py)
    }

    /// Its name in Chinese.
    #[getter]
    fn name(&self) -> &str {
        self.found.borrow_dependent().name()
    }

    /// Its name in English, where recorded.
    #[getter]
    fn name_en(&self) -> Option<&str> {
        self.found.borrow_dependent().name_en()
    }

    /// Its codes as recorded.
    #[getter]
    fn codes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.found.borrow_dependent().codes().collect::<Vec<_>>())
    }

    /// Who accepts, examines and decides it on a day (2.4c, 2.5a).
    #[pyo3(signature = (on, accepted_on = None))]
    fn approver(
        &self,
        py: Python<'_>,
        on: &Bound<'_, PyAny>,
        accepted_on: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Answer> {
        let Matter { found, values, id } = self;
        approver(py, found.borrow_owner(), values, found.borrow_dependent(), id.bind(py), (on, accepted_on))
    }

    /// Where its transfer stands on a day (2.4c, 2.4d).
    fn status(&self, py: Python<'_>, on: &Bound<'_, PyAny>) -> PyResult<Answer> {
        let Matter { found, values, id } = self;
        status(py, found.borrow_owner(), values, found.borrow_dependent(), id.bind(py), on)
    }
}

#[inline]
fn approver(
    py: Python<'_>,
    core: &Arc<Core>,
    values: &Values,
    view: &MatterView<'_>,
    matter: &Bound<'_, PyString>,
    (on, accepted_on): (&Bound<'_, PyAny>, Option<&Bound<'_, PyAny>>),
) -> PyResult<Answer> {
    let on = day(on, "$.on")?;
    let accepted = accepted_on.map(|own| day(own, "$.accepted_on")).transpose()?;
    let answer = match accepted {
        None => view.approver(on),
        Some(accepted) => view.approver_of_case(on, accepted),
    };
    let value = match answer.value {
        Ok(party) => values.party(py, party)?,
        Err(silence) => values.silence(py, silence)?,
    };
    let matter = matter.clone().into_any().unbind();
    Ok(Answer::later(
        value,
        Asked { core: Arc::clone(core), matter, on, about: About::Approver { accepted } },
    ))
}

#[inline]
fn status(
    py: Python<'_>,
    core: &Arc<Core>,
    values: &Values,
    view: &MatterView<'_>,
    matter: &Bound<'_, PyString>,
    on: &Bound<'_, PyAny>,
) -> PyResult<Answer> {
    let on = day(on, "$.on")?;
    let value = match view.status(on).value {
        Ok(own) => values.status(py, own)?,
        Err(silence) => values.silence(py, silence)?,
    };
    let matter = matter.clone().into_any().unbind();
    Ok(Answer::later(value, Asked { core: Arc::clone(core), matter, on, about: About::Status }))
}
