//! What enters: the lint codes of the core. What leaves: the JSON Schema of a lint, as `core/src/json/lint.rs` encodes it.

use liandong::{LintCode, LintSubject, Role};
use serde_json::{Value, json};

use crate::answer::{any, codes, id, list, object, text, to};

/// The definitions that the answer to `lint` needs, by name.
pub fn defs() -> Vec<(&'static str, Value)> {
    let lint = object([
        ("code", json!({"enum": codes(LintCode::ALL, |code| code.code())})),
        ("norm?", to("norm")),
        ("subject", any(SUBJECTS.iter().map(|name| object([(*name, subject(name))])))),
        ("witness", to("day")),
        ("from", to("day")),
        ("until?", to("day")),
        ("undetermined?", to("why")),
        ("parties?", list(id())),
        ("role?", json!({ "enum": ROLES })),
        ("named?", text()),
        ("reasons?", list(to("reason"))),
        ("text?", text()),
    ]);
    vec![("lint", lint)]
}

fn subject(name: &str) -> Value {
    if name == "limit" { to("limit") } else { id() }
}

const SUBJECTS: &[&str] = &["matter", "party", "person", "project", "package", "limit"];
/// A subject that is missing above stops the build.
const _: fn(LintSubject<'_>) = |one| match one {
    LintSubject::Matter(_)
    | LintSubject::Party(_)
    | LintSubject::Person(_)
    | LintSubject::Project(_)
    | LintSubject::Package(_)
    | LintSubject::Limit(_) => (),
};

const ROLES: &[Role] = &[Role::Liaison, Role::Pusher, Role::Agent, Role::ProjectManager];
/// The same for roles.
const _: fn(Role) = |one| match one {
    Role::Liaison | Role::Pusher | Role::Agent | Role::ProjectManager => (),
};
