//! What enters: a vector. What leaves: what a surface answers.

use std::str::FromStr;

use liandong::Rulebook;
use serde_json::Value;

use super::case::Case;
use super::native;

/// The questions that the surfaces of this harness have.
const QUESTIONS: [&str; 19] = [
    "approver",
    "status",
    "timeline",
    "responsibilities",
    "permits",
    "package",
    "relation",
    "duties",
    "audit",
    "outlook",
    "compare",
    "sensitivity",
    "evidence",
    "record",
    "lint",
    "lint_codes",
    "norms",
    "readings",
    "finding_codes",
];

/// A way in to the crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// The wire format, by `Rulebook::ask`.
    Json,
    /// The native methods and types.
    Rust,
}

/// What a surface says to a vector.
#[derive(Clone, Debug)]
pub enum Told {
    /// Its answer, in the wire format's shape.
    Answer(Value),
    /// It does not have the question.
    NotRun,
}

impl FromStr for Surface {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "json" => Ok(Self::Json),
            "rust" => Ok(Self::Rust),
            _ => Err(format!("unknown surface `{name}`; use rust or json")),
        }
    }
}

impl Surface {
    /// Asks a vector's question.
    #[must_use]
    pub fn told(self, case: &Case) -> Told {
        let asked = case.ask.get("ask").and_then(Value::as_str).unwrap_or_default();
        if !QUESTIONS.contains(&asked) && asked != "event_kinds" {
            return Told::NotRun;
        }
        let answer = match self {
            Self::Json => by_wire(case),
            Self::Rust => native::answer(case),
        };
        Told::Answer(answer.unwrap_or_else(|fault| serde_json::json!({ "harness": fault })))
    }
}

fn by_wire(case: &Case) -> Result<Value, String> {
    let mut rulebook =
        Rulebook::from_json(&case.catalogue.to_string()).map_err(|error| format!("catalogue: {error}"))?;
    if let Some(profile) = &case.profile {
        rulebook =
            rulebook.with_profile_json(&profile.to_string()).map_err(|error| format!("profile: {error}"))?;
    }
    let answer = rulebook.ask(&Value::Object(case.ask.clone()).to_string());
    serde_json::from_str(&answer).map_err(|error| format!("the answer is not JSON: {error}"))
}
