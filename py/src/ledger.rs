//! What enters: events as they happen. What leaves: `LedgerCore`, which says what each changed.

use std::sync::{Mutex, MutexGuard, PoisonError};

use liandong::{Event, Ledger};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::error;
use crate::events::{Events, Source};
use crate::rulebook::Rulebook;
use crate::wire::to_python;

/// Events as they happen, in any order, under a rulebook.
#[pyclass(frozen, subclass, module = "liandong._liandong", name = "LedgerCore")]
pub struct LedgerCore {
    ledger: Mutex<Ledger>,
}

impl LedgerCore {
    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        // A ledger is left as it was where an event is refused.
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl LedgerCore {
    #[new]
    #[pyo3(signature = (rulebook, events = None, state = None))]
    fn new(
        py: Python<'_>,
        rulebook: &Rulebook,
        events: Option<&Events>,
        state: Option<&[u8]>,
    ) -> PyResult<LedgerCore> {
        let core = &rulebook.core;
        let made = py.detach(|| match (events, state) {
            (_, Some(state)) => core.restore_ledger(state),
            (Some(events), None) => Ok(core.ledger_of(events.log.events())),
            (None, None) => Ok(core.ledger()),
        });
        let ledger = made.map_err(|refused| error::input(py, &refused))?;
        Ok(LedgerCore { ledger: Mutex::new(ledger) })
    }

    /// Keeps an event given in JSON; what it changed as the wire format writes it, where that is asked for.
    fn _record<'py>(&self, py: Python<'py>, event: &str, tell: bool) -> PyResult<Option<Bound<'py, PyAny>>> {
        let event: Event = serde_json::from_str(event)
            .map_err(|error| PyValueError::new_err(format!("no event: {error}; see `Event`")))?;
        let effect = py.detach(|| {
            let mut ledger = self.ledger();
            let recorded = ledger.record(&event)?;
            Ok(tell.then(|| recorded.effect().to_json(None)))
        });
        let effect = effect.map_err(|full: liandong::LedgerFull| error::raised(py, &full.to_json()))?;
        effect.map(|effect| to_python(py, &effect)).transpose()
    }

    /// Every event recorded, as a log of its own.
    fn _events(&self, py: Python<'_>) -> PyResult<Events> {
        let log = py.detach(|| self.ledger().log().clone());
        Events::of(py, Source::Events(Box::new(log)))
    }

    /// Its state in few bytes, to restart from.
    fn state<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let state = py.detach(|| self.ledger().state());
        PyBytes::new(py, &state)
    }

    fn __len__(&self) -> usize {
        self.ledger().len()
    }
}
