//! What enters: a rulebook, a log and an audit's scope. What leaves: `AuditCore`, and what else is asked of a log.

use std::sync::Arc;

use liandong::{Audit, Knowledge, Lang, Norm, Rulebook as Core, Scope, UnknownNorm};
use pyo3::exceptions::{PyIndexError, PyRuntimeError};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use self_cell::self_cell;
use serde_json::{Value, json};

use crate::answer::decode;
use crate::error;
use crate::events::{Events, Log};
use crate::found::{duties, findings};
use crate::rulebook::Rulebook;
use crate::table::Table;
use crate::wire::{attached, mask, to_python, when};

type Judged<'a> = Audit<'a, 'a>;

self_cell!(
    struct Kept {
        owner: (Arc<Core>, Arc<Log>),
        #[covariant]
        dependent: Judged,
    }
);

/// A log judged as of a day or moment.
#[pyclass(frozen, subclass, module = "liandong._liandong", name = "AuditCore")]
pub struct AuditCore {
    kept: Kept,
}

impl AuditCore {
    fn audit(&self) -> &Judged<'_> {
        self.kept.borrow_dependent()
    }
}

/// The scope of an audit, as it is given in Python.
fn scope(given: &Bound<'_, PyDict>) -> PyResult<Scope> {
    let py = given.py();
    let text = |name: &str| -> PyResult<Option<String>> {
        given.get_item(name)?.map(|own| own.extract::<Option<String>>()).transpose().map(Option::flatten)
    };
    let day = |name: &str| -> PyResult<Option<liandong::Day>> {
        text(name)?.map(|own| when(&own).map(liandong::When::day)).transpose()
    };
    let norms =
        given.get_item("norms")?.map(|own| own.extract::<Option<Vec<String>>>()).transpose()?.flatten();
    let norms = norms.map(|norms| {
        let unknown = |own: UnknownNorm| error::option(py, "norms", own.to_string(), own.zh());
        let norm = |id: &String| id.parse::<Norm>().map_err(unknown);
        norms.iter().map(norm).collect::<PyResult<Vec<_>>>()
    });
    let known = match text("known")?.as_deref() {
        None | Some("now") => Knowledge::Now,
        Some("when_done") => Knowledge::WhenDone,
        Some(other) => {
            let en = format!("unknown value `{other}`; there are `now` and `when_done`");
            return Err(error::option(
                py,
                "known",
                en,
                format!("未知取值 `{other}`；可用 `now`、`when_done`"),
            ));
        }
    };
    Ok(Scope { norms: norms.transpose()?, from: day("from")?, to: day("to")?, known })
}

#[pymethods]
impl AuditCore {
    /// Judges a log; `progress` is told of every some thousand subjects how many events are done, and of how many.
    #[new]
    #[pyo3(signature = (rulebook, events, as_of, scope_of, progress = None))]
    fn new(
        py: Python<'_>,
        rulebook: &Rulebook,
        events: &Events,
        as_of: &str,
        scope_of: &Bound<'_, PyDict>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<AuditCore> {
        let (as_of, scope) = (when(as_of)?, scope(scope_of)?);
        let owner = (Arc::clone(&rulebook.core), Arc::clone(&events.log));
        let kept = py.detach(|| {
            let mut stopped = None;
            let kept = Kept::try_new(owner, |(core, log)| {
                let mut goes_on = |own: liandong::Progress| {
                    let told = attached(|py| {
                        py.check_signals()?;
                        match &progress {
                            Some(progress) => progress.call1(py, (own.done, own.all)).map(drop),
                            None => Ok(()),
                        }
                    });
                    match told {
                        Ok(()) => true,
                        Err(error) => {
                            stopped = Some(error);
                            false
                        }
                    }
                };
                core.audit_while(log.sound(), scope, as_of, &mut goes_on).ok_or(())
            });
            // Nothing else stops an audit than what Python raised.
            kept.map_err(|()| stopped.unwrap_or_else(|| PyRuntimeError::new_err("the audit was stopped")))
        });
        Ok(AuditCore { kept: kept? })
    }

    #[getter]
    fn _duty_count(&self) -> usize {
        self.audit().duty_count()
    }

    #[getter]
    fn _finding_count(&self) -> usize {
        self.audit().finding_count()
    }

    /// The duty at a place.
    fn _duty<'py>(&self, py: Python<'py>, place: usize) -> PyResult<Bound<'py, PyAny>> {
        let duty =
            self.audit().duty(place).ok_or_else(|| PyIndexError::new_err(format!("no duty {place}")))?;
        decode(py, "duty")?.call1((to_python(py, &duty.to_json(None))?,))
    }

    /// The finding at a place.
    fn _finding<'py>(&self, py: Python<'py>, place: usize) -> PyResult<Bound<'py, PyAny>> {
        let own = self
            .audit()
            .finding(place)
            .ok_or_else(|| PyIndexError::new_err(format!("no finding {place}")))?;
        decode(py, "finding")?.call1((to_python(py, &own.to_json(None))?,))
    }

    /// How parties, `case`s or `project`s stand.
    #[pyo3(signature = (by = None))]
    fn _standing<'py>(&self, py: Python<'py>, by: Option<&str>) -> PyResult<Bound<'py, PyAny>> {
        let audit = self.audit();
        let standing: Value = py.detach(|| match by {
            None => audit.standing().iter().map(|own| own.to_json()).collect(),
            Some("case") => audit.standing_of_cases().iter().map(|own| own.to_json()).collect(),
            Some(_) => audit.standing_of_projects().iter().map(|own| own.to_json()).collect(),
        });
        to_python(py, &standing)
    }

    /// Acts that later records judge otherwise.
    fn _hindsight<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let audit = self.audit();
        let acts: Value = py.detach(|| audit.hindsight().map(|act| act.to_json(None)).collect());
        to_python(py, &acts)
    }

    /// The chain behind a finding, and the same as a document in Chinese and in English.
    #[pyo3(signature = (place, masked = None))]
    fn _evidence<'py>(
        &self,
        py: Python<'py>,
        place: usize,
        masked: Option<&str>,
    ) -> PyResult<(Bound<'py, PyAny>, String, String)> {
        let masked = mask(py, masked)?;
        let evidence = self.audit().evidence(place).map_err(|none| error::raised(py, &none.to_json()))?;
        let [zh, en] = [Lang::Zh, Lang::En].map(|language| evidence.to_markdown(language, masked));
        Ok((to_python(py, &evidence.to_json(None, masked))?, zh, en))
    }

    /// The duties, one row each.
    fn _duties(&self, py: Python<'_>) -> PyResult<Table> {
        let audit = self.audit();
        py.detach(|| duties(audit)).map(Table::new)
    }

    /// The findings, one row each.
    fn _findings(&self, py: Python<'_>) -> PyResult<Table> {
        let audit = self.audit();
        py.detach(|| findings(audit)).map(Table::new)
    }
}

/// What is due in a period, as the wire format writes it and as an iCalendar file, each in Chinese and in English.
#[pyfunction]
pub fn outlook<'py>(
    py: Python<'py>,
    rulebook: &Rulebook,
    events: &Events,
    as_of: &str,
    from_: &str,
    to: &str,
) -> PyResult<(Bound<'py, PyAny>, [String; 2])> {
    let (as_of, from, to) = (when(as_of)?, when(from_)?.day(), when(to)?.day());
    let (core, log) = (&rulebook.core, &events.log);
    let sound = log.sound();
    // The words of an entry hang on its status and days, so that both languages are given.
    let (words, files) = py.detach(|| {
        let outlook = core.outlook(sound, as_of, from, to);
        let both = [Lang::Zh, Lang::En];
        (json!(both.map(|lang| outlook.to_json(Some(lang)))), both.map(|lang| outlook.to_ics(lang)))
    });
    Ok((to_python(py, &words)?, files))
}

/// In what another rulebook answers differently over a log, as the wire format writes it.
#[pyfunction]
pub fn compare<'py>(
    py: Python<'py>,
    rulebook: &Rulebook,
    other: &Rulebook,
    events: &Events,
    as_of: &str,
    scope_of: &Bound<'_, PyDict>,
) -> PyResult<Bound<'py, PyAny>> {
    let (as_of, scope) = (when(as_of)?, scope(scope_of)?);
    let (core, other, log) = (&rulebook.core, &other.core, &events.log);
    let sound = log.sound();
    let difference = py.detach(|| core.compare(other, sound, scope, as_of).map(|own| own.to_json(None)));
    to_python(py, &difference.map_err(|own| error::raised(py, &own.to_json()))?)
}

/// How many findings change with each choice of the profile, as the wire format writes it.
#[pyfunction]
pub fn sensitivity<'py>(
    py: Python<'py>,
    rulebook: &Rulebook,
    events: &Events,
    as_of: &str,
    scope_of: &Bound<'_, PyDict>,
) -> PyResult<Bound<'py, PyAny>> {
    let (as_of, scope) = (when(as_of)?, scope(scope_of)?);
    let (core, log) = (&rulebook.core, &events.log);
    let sound = log.sound();
    let trials: Value =
        py.detach(|| core.sensitivity(sound, &scope, as_of).iter().map(|own| own.to_json()).collect());
    to_python(py, &trials)
}
