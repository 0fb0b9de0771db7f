//! What enters: Python values. What leaves: the core's answers as frozen Python classes. Parse, call, encode; no rule.

mod answer;
mod error;
mod rulebook;

use pyo3::prelude::*;

#[pymodule(gil_used = false)]
fn _liandong(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<rulebook::Rulebook>()?;
    module.add_class::<rulebook::Matter>()?;
    module.add_class::<rulebook::Digests>()?;
    module.add_class::<answer::Answer>()?;
    module.add_class::<answer::Party>()?;
    module.add_class::<answer::Silence>()?;
    module.add_class::<answer::Reason>()?;
    module.add_class::<error::Fault>()?;
    error::add_to(module)
}
