//! What enters: the core's errors. What leaves: the exceptions of `liandong.errors`, made from the wire format.

use liandong::{Fault, InputError};
use liandong_readers::{Field, HeaderFault, ReadError};
use pyo3::prelude::*;
use serde_json::Value;

use crate::naming::Naming;
use crate::wire::to_python;

/// The exception of an error in the wire format.
pub fn raised(py: Python<'_>, error: &Value) -> PyErr {
    let made = || {
        let errors = py.import("liandong.errors")?;
        errors.call_method1("from_wire", (to_python(py, error)?,))
    };
    match made() {
        Ok(exception) => PyErr::from_value(exception),
        Err(failure) => failure,
    }
}

/// A refused input.
pub fn input(py: Python<'_>, error: &InputError) -> PyErr {
    raised(py, &error.to_json())
}

/// A log refused for these faults.
pub fn refused(py: Python<'_>, faults: &[Fault]) -> PyErr {
    of_faults(py, faults, "events", "事件")
}

/// A refused option of a call: its name, and what is wrong and how to mend it in both languages.
pub fn option(py: Python<'_>, name: &str, en: String, zh: String) -> PyErr {
    of_faults(py, &[Fault { path: format!("$.{name}"), en, zh }], "options", "选项")
}

fn of_faults(py: Python<'_>, faults: &[Fault], what: &str, what_zh: &str) -> PyErr {
    let made = || {
        let errors = py.import("liandong.errors")?;
        let fault = errors.getattr("Fault")?;
        let faults = faults.iter().map(|own| fault.call1((&own.path, &own.en, &own.zh)));
        let faults = faults.collect::<PyResult<Vec<_>>>()?;
        errors.getattr("InputError")?.call_method1("of", (faults, what, what_zh))
    };
    match made() {
        Ok(exception) => PyErr::from_value(exception),
        Err(failure) => failure,
    }
}

/// A table whose columns' names do not tell what they are: each fault with the names there are.
pub fn columns(py: Python<'_>, faults: &[HeaderFault], names: &[String], naming: &Naming) -> PyErr {
    let faults: Vec<Fault> = faults
        .iter()
        .map(|fault| {
            let (mut en, mut zh) = (fault.to_string(), fault.zh());
            if let HeaderFault::Missing { field, .. } = fault {
                if names.is_empty() {
                    en.push_str("; the table has no columns");
                    zh.push_str("；表中没有列");
                } else {
                    let found = names.join(", ");
                    en.push_str(&format!("; the table has: {found}"));
                    zh.push_str(&format!("；表中的列有：{found}"));
                }
                if let Some((name, known)) = resembling(*field, names, naming) {
                    en.push_str(&format!("; is `{name}` meant to be `{known}`?"));
                    zh.push_str(&format!("；`{name}` 是否即 `{known}`？"));
                }
            }
            Fault { path: place(fault), en, zh }
        })
        .collect();
    refused(py, &faults)
}

/// The name of a table that is most like one that means the field, with that one.
fn resembling(field: Field, names: &[String], naming: &Naming) -> Option<(String, String)> {
    let known = naming.mapping.columns(field);
    names.iter().find_map(|name| {
        if naming.mapping.of_column(name).is_some() {
            return None;
        }
        let nearest = liandong::nearest(&name.to_lowercase(), known.iter().copied());
        Some((name.clone(), nearest.into_iter().next()?))
    })
}

fn place(fault: &HeaderFault) -> String {
    match fault {
        HeaderFault::Missing { field, .. } | HeaderFault::Repeated { field, .. } => {
            format!("$.{}", field.code())
        }
        HeaderFault::Absent | HeaderFault::Quote | HeaderFault::Nul | HeaderFault::Undecodable(_) => {
            "$".to_owned()
        }
    }
}

/// A file that cannot be read as a log.
pub fn unread(py: Python<'_>, error: &ReadError) -> PyErr {
    let faults: Vec<Fault> = match error {
        ReadError::Header(faults) => faults
            .iter()
            .map(|fault| Fault { path: place(fault), en: fault.to_string(), zh: fault.zh() })
            .collect(),
        other => vec![Fault { path: "$".to_owned(), en: other.to_string(), zh: other.zh() }],
    };
    refused(py, &faults)
}
