//! What enters: a native lint. What leaves: the wire format's shape of it.

use liandong::{Lint, LintSubject};
use serde_json::{Value, json};

use super::encode::{object, party, reason, silence, text};

fn subject(subject: LintSubject<'_>) -> Value {
    match subject {
        LintSubject::Matter(id) => json!({"matter": id}),
        LintSubject::Party(id) => json!({"party": id}),
        LintSubject::Person(id) => json!({"person": id}),
        LintSubject::Project(id) => json!({"project": id}),
        LintSubject::Package(id) => json!({"package": id}),
        LintSubject::Limit(limit) => json!({"limit": limit.id()}),
    }
}

fn listed(values: Vec<Value>) -> Option<Value> {
    (!values.is_empty()).then_some(Value::Array(values))
}

pub(super) fn lint(lint: &Lint<'_>) -> Value {
    let (from, until) = lint.interval;
    let mut value = object([
        ("code", Some(json!(lint.code.code()))),
        ("norm", lint.code.norm().map(|norm| json!(norm))),
        ("subject", Some(subject(lint.subject))),
        ("witness", Some(json!(lint.witness()))),
        ("from", Some(json!(from))),
        ("until", until.map(|until| json!(until))),
        ("parties", listed(lint.parties.iter().map(|own| party(own)).collect())),
        ("role", lint.role.map(|role| json!(role))),
        ("named", lint.named.and_then(text)),
        ("reasons", listed(lint.reasons.iter().map(reason).collect())),
    ]);
    if let (Some(members), Some(why)) = (value.as_object_mut(), lint.silence) {
        members.extend(silence(why));
    }
    value
}
