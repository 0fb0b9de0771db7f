//! What enters: the registers and closed lists of the core. What leaves: the JSON Schema of every answer.
//!
//! Answers have no types of their own to derive from; their shapes are written here, as `core/src/json.rs` encodes them,
//! with every closed list taken from the enum it belongs to.

use liandong::{
    Flaw, Forbidding, Function, LimitName, Mend, Norm, NotGoverned, Online, Reading, RelationLabel,
    TransferStatus, Undetermined,
};
use serde_json::{Map, Value, json};

use crate::audited;
use crate::difference;
use crate::variants::{FLAWS, FORBIDDINGS, LABELS, MENDS, NOT_GOVERNED, ONLINE, STATUSES, UNDETERMINED};

/// An enum's names in the wire format.
pub fn codes<T: Copy>(all: &[T], code: impl Fn(T) -> &'static str) -> Value {
    all.iter().map(|one| json!(code(*one))).collect()
}

pub fn to(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}

pub fn list(of: Value) -> Value {
    json!({"type": "array", "items": of})
}

pub fn any(of: impl IntoIterator<Item = Value>) -> Value {
    json!({ "anyOf": of.into_iter().collect::<Vec<_>>() })
}

/// An object of these members and no others; a name that ends in `?` need not be there.
pub fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let required: Vec<_> =
        members.iter().map(|(name, _)| *name).filter(|name| !name.ends_with('?')).collect();
    let properties: Map<String, Value> =
        members.iter().map(|(name, of)| (name.trim_end_matches('?').to_owned(), of.clone())).collect();
    json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false})
}

pub fn id() -> Value {
    json!({ "type": "string" })
}

pub fn text() -> Value {
    json!({ "type": "string", "minLength": 1 })
}

/// An answer to `value` that states its reasons, or the text's silence with its reasons.
fn reasoned(value: Value) -> Value {
    let rest = || [("reasons", list(to("reason"))), ("digests", to("digests"))];
    let with = |name: &'static str, of: Value| {
        let [reasons, digests] = rest();
        object([(name, of), reasons, digests])
    };
    any([with("value", value), with("undetermined", to("why")), with("not_governed", to("why_not"))])
}

/// An answer whose entries carry their own reasons.
fn plain(value: Value) -> Value {
    object([("value", value), ("digests", to("digests"))])
}

/// The schema of every answer.
pub fn schema() -> Value {
    let answers = [
        ("approver", reasoned(id())),
        ("status", reasoned(to("transfer_status"))),
        ("timeline", plain(list(to("stretch")))),
        ("responsibilities", reasoned(any([list(to("assignment")), list(to("binding"))]))),
        ("permits", reasoned(to("verdict"))),
        ("package", reasoned(to("package_view"))),
        ("relation", reasoned(to("relation_label"))),
        ("duties", any([plain(list(to("duty"))), reasoned(json!({"type": "array", "maxItems": 0}))])),
        ("audit", plain(to("audited"))),
        ("outlook", plain(to("outlook"))),
        (
            "compare",
            object([
                ("value", to("difference")),
                ("digests", to("digests")),
                ("compared_with", to("digests")),
            ]),
        ),
        ("sensitivity", plain(list(to("trial")))),
        ("record", plain(to("effect"))),
        ("lint", plain(list(to("lint")))),
        ("evidence", plain(any([to("evidence"), object([("markdown", text())])]))),
        ("norms", object([("value", list(to("row")))])),
        ("readings", object([("value", list(labelled([("options", list(text()))])))])),
        ("finding_codes", object([("value", list(labelled([("norm?", to("norm"))])))])),
        ("lint_codes", object([("value", list(labelled([("norm?", to("norm"))])))])),
        ("event_kinds", object([("value", list(labelled([])))])),
        ("error", object([("error", to("refusal"))])),
    ];
    let every = any(answers.iter().map(|(name, _)| to(&format!("{name}_answer"))));
    let mut defs = Map::new();
    for (name, schema) in answers {
        defs.insert(format!("{name}_answer"), schema);
    }
    for (name, schema) in shared()
        .into_iter()
        .chain(facts())
        .chain(audited::shapes())
        .chain(difference::shapes())
        .chain(crate::lint::defs())
        .chain(crate::evidence::shapes())
    {
        defs.insert(name.to_owned(), schema);
    }
    let mut schema = json!({
        "$schema": crate::DRAFT,
        "title": "An answer of the wire format",
        "description": "The answer to a question `{\"ask\": NAME, …}` has the shape `NAME_answer`, or `error_answer` where \
                        the question is refused. Absent members are left out, never null.",
        "$defs": defs
    });
    if let (Some(members), Value::Object(every)) = (schema.as_object_mut(), every) {
        members.extend(every);
    }
    schema
}

fn labelled<const N: usize>(more: [(&str, Value); N]) -> Value {
    let mut entry = object([("id", text()), ("zh", text()), ("en", text())]);
    for (name, schema) in more {
        let (own, needed) = (name.trim_end_matches('?'), !name.ends_with('?'));
        if let Some(properties) = entry.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert(own.to_owned(), schema);
        }
        if let Some(required) = entry.get_mut("required").and_then(Value::as_array_mut).filter(|_| needed) {
            required.push(json!(own));
        }
    }
    entry
}

/// A text in both languages.
pub fn both() -> Value {
    object([("zh", text()), ("en", text())])
}

fn shared() -> Vec<(&'static str, Value)> {
    let digest = || json!({"type": "string", "pattern": "^[0-9a-f]{64}$"});
    let fault = object([("path", text()), ("en", text()), ("zh", text())]);
    let kinds = [
        "input",
        "unknown_matter",
        "unknown_party",
        "unknown_person",
        "unknown_project",
        "unknown_package",
        "unknown_finding",
    ];
    let flag = || json!({ "type": "boolean" });
    let row = object([
        ("norm", to("norm")),
        ("clause", text()),
        ("clause_en", text()),
        ("obligor", both()),
        ("towards?", both()),
        ("decidable", flag()),
        ("limit", flag()),
        ("tracked", flag()),
        ("purpose", flag()),
        ("modal", json!({"enum": ["need", "must", "should", "will", "unmarked"]})),
        ("time_word?", both()),
        ("restated", both()),
        ("undecided_because?", both()),
    ]);
    vec![
        ("norm", json!({"enum": codes(Norm::ALL, |norm| norm.id())})),
        ("reading", json!({"enum": codes(Reading::ALL, |reading| reading.id())})),
        ("limit", json!({"enum": codes(LimitName::ALL, LimitName::id)})),
        ("class", json!({"enum": ["decidable", "limit", "programme", "purpose"]})),
        ("day", json!({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})),
        ("when", json!({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$"})),
        (
            "digests",
            object([
                ("catalogue", digest()),
                ("profile", digest()),
                ("calendar", digest()),
                ("known_on?", to("day")),
            ]),
        ),
        ("why", object([("why", json!({ "enum": undetermined() })), ("text?", text())])),
        (
            "why_not",
            object([("why", json!({"enum": codes(NOT_GOVERNED, NotGoverned::code)})), ("text?", text())]),
        ),
        ("silence", any([object([("undetermined", to("why"))]), object([("not_governed", to("why_not"))])])),
        ("party_or_silence", any([id(), to("silence")])),
        (
            "refusal",
            object([
                ("kind", json!({ "enum": kinds })),
                ("message", text()),
                ("zh", text()),
                ("faults?", list(fault)),
                ("nearest?", list(id())),
                ("findings?", json!({"type": "integer", "minimum": 0})),
            ]),
        ),
        ("transfer_status", json!({"enum": codes(STATUSES, TransferStatus::code)})),
        (
            "stretch",
            any([
                object([("from?", to("day")), ("state", to("transfer_status"))]),
                object([("from?", to("day")), ("undetermined", to("why"))]),
            ]),
        ),
        (
            "assignment",
            any([
                object([("function", functions()), ("party", id()), ("norm", to("norm"))]),
                object([("function", functions()), ("undetermined", to("why")), ("norm", to("norm"))]),
                object([("function", functions()), ("not_governed", to("why_not")), ("norm", to("norm"))]),
            ]),
        ),
        ("binding", object([("norm", to("norm")), ("class", to("class"))])),
        (
            "verdict",
            any([
                object([("permitted", object([("duties", list(to("norm")))]))]),
                object([(
                    "forbidden",
                    object([
                        ("why", json!({"enum": codes(FORBIDDINGS, Forbidding::code)})),
                        ("competent?", id()),
                        ("would_permit", list(json!({"enum": codes(MENDS, Mend::code)}))),
                    ]),
                )]),
            ]),
        ),
        (
            "package_view",
            object([
                ("lead", id()),
                ("single_authority", any([flag(), to("silence")])),
                (
                    "entries",
                    list(any([
                        object([("matter", id()), ("unknown_matter", json!({"const": true}))]),
                        object([
                            ("matter", id()),
                            ("authority", to("party_or_silence")),
                            ("supervisors", any([list(id()), to("silence")])),
                            ("online", any([json!({"enum": codes(ONLINE, Online::code)}), to("silence")])),
                            ("duties", list(to("norm"))),
                            ("agent_liaises_with?", id()),
                        ]),
                    ])),
                ),
            ]),
        ),
        (
            "relation_label",
            object([
                ("label?", json!({"enum": codes(LABELS, RelationLabel::code)})),
                ("pairwise?", json!({"const": "one_to_one"})),
            ]),
        ),
        ("row", row),
    ]
}

fn functions() -> Value {
    let all: Vec<_> = Function::APPROVAL.into_iter().chain(Function::OVERSIGHT).collect();
    json!({"enum": codes(&all, Function::code)})
}

fn undetermined() -> Value {
    let records = FLAWS.iter().map(|flaw| Undetermined::Record(*flaw));
    records.chain(UNDETERMINED.iter().copied()).map(|why| json!(why.code())).collect()
}

fn facts() -> Vec<(&'static str, Value)> {
    let record = || object([("effective?", text()), ("instrument?", text())]);
    let one = |name: &'static str, of: Value| object([(name, of)]);
    let fact = any([
        json!({"enum": ["original_unrecorded", "supervisor_unrecorded", "capability_unrecorded"]}),
        one("transfer", record()),
        one("return", record()),
        one("empowerment", record()),
        one("entrustment", record()),
        one("unknown", record()),
        one(
            "flawed_record",
            object([
                ("kind?", text()),
                ("effective?", text()),
                ("instrument?", text()),
                ("flaw", json!({"enum": codes(FLAWS, Flaw::code)})),
            ]),
        ),
        one("observed", object([("on", to("day")), ("handled_by", id()), ("source?", text())])),
        one("original", id()),
        one("succession", object([("party", id()), ("on", to("day")), ("successor", id())])),
        one("reassigned", object([("on?", to("day")), ("instrument?", text())])),
        one("in_force", object([("from", to("day")), ("to?", to("day"))])),
        one("governed_from", to("day")),
        one("supervising", id()),
        one("platform", object([("capable", json!({"type": "boolean"})), ("from?", to("day"))])),
        one("party", id()),
        one("person", id()),
        one("accepted_on", to("day")),
    ]);
    let reason = object([
        ("norm", to("norm")),
        ("fact?", to("fact")),
        ("reading?", to("reading")),
        ("limit?", to("limit")),
        ("text?", text()),
    ]);
    vec![("fact", fact), ("reason", reason)]
}
