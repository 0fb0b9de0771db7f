//! What enters: Python values, files and Arrow columns. What leaves: the core's answers, for the Python part of the package.
//!
//! Parse, call, encode; no rule.

mod answer;
mod audit;
mod capsule;
mod column;
mod error;
mod events;
mod filling;
mod found;
mod gather;
mod labels;
mod ledger;
mod logged;
mod many;
mod naming;
mod rulebook;
mod table;
mod times;
mod wire;
mod words;

use pyo3::prelude::*;

#[pymodule(gil_used = false)]
fn _liandong(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("SAMPLE_CATALOGUE", liandong_sample::CATALOGUE)?;
    module.add("SAMPLE_PROFILE", liandong_sample::PROFILE)?;
    module.add_class::<rulebook::Rulebook>()?;
    module.add_class::<rulebook::Matter>()?;
    module.add_class::<answer::Answer>()?;
    module.add_class::<events::Events>()?;
    module.add_class::<audit::AuditCore>()?;
    module.add_class::<ledger::LedgerCore>()?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(audit::outlook, module)?)?;
    module.add_function(wrap_pyfunction!(audit::compare, module)?)?;
    module.add_function(wrap_pyfunction!(audit::sensitivity, module)?)?;
    module.add_function(wrap_pyfunction!(many::approver_many, module)?)?;
    module.add_function(wrap_pyfunction!(many::status_many, module)?)?;
    module.add_function(wrap_pyfunction!(many::permits_many, module)?)?;
    module.add_function(wrap_pyfunction!(many::responsibilities_many, module)?)
}
