//! What enters: the lints of a rulebook. What leaves: their JSON; absent options are left out, never null.

use serde_json::{Value, json};

use crate::json::encode::{Encode, present, reason_value, silence};
use crate::lint::{Lint, LintSubject};

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

pub(super) fn lint_value(encode: &Encode<'_>, lint: &Lint<'_>) -> Value {
    let list = |values: Vec<Value>| if values.is_empty() { Value::Null } else { Value::Array(values) };
    let (from, until) = lint.interval;
    let mut value = present([
        ("code", json!(lint.code.code())),
        ("norm", json!(lint.code.norm())),
        ("subject", subject(lint.subject)),
        ("witness", json!(lint.witness())),
        ("from", json!(from)),
        ("until", json!(until)),
        ("parties", list(lint.parties.iter().map(|party| json!(party.id)).collect())),
        ("role", json!(lint.role)),
        ("named", json!(lint.named)),
        ("reasons", list(lint.reasons.iter().map(|reason| reason_value(reason, encode.lang)).collect())),
        ("text", json!(encode.lang.map(|lang| lint.code.text().in_lang(lang)))),
    ]);
    if let (Value::Object(members), Some(why)) = (&mut value, lint.silence) {
        members.extend(silence(why, encode.lang));
    }
    value
}
