//! What enters: the closed lists of the core. What leaves: the JSON Schema of comparisons and of what each choice changes.

use liandong::{FindingCode, Severity};
use serde_json::{Value, json};

use crate::answer::{any, codes, id, list, object, text, to};
use crate::variants::SEVERITIES;

/// The shapes by their names.
pub fn shapes() -> Vec<(&'static str, Value)> {
    let count = || json!({"type": "integer", "minimum": 0});
    let days = || [("from", to("day")), ("until", to("day"))];
    let stay = |name: &'static str, change: [(&'static str, Value); 2]| {
        let ([from, until], [before, after]) = (days(), change);
        list(object([(name, id()), from, until, before, after]))
    };
    let both = |of: Value| [("before", of.clone()), ("after", of)];
    let assignments = || list(to("assignment"));
    let flag = any([json!({ "type": "boolean" }), to("silence")]);
    let choice = || [("reading?", to("reading")), ("limit?", to("limit"))];
    let [reading, limit] = choice();
    let choices = list(object([reading, limit, ("before", text()), ("after", text())]));
    let shift = object([
        ("code", json!({"enum": codes(FindingCode::ALL, |code| code.code())})),
        ("severity", json!({"enum": codes(SEVERITIES, Severity::code)})),
        ("added", count()),
        ("removed", count()),
    ]);
    let [reading, limit] = choice();
    vec![
        (
            "difference",
            object([
                ("choices", choices),
                ("competence", stay("matter", both(to("party_or_silence")))),
                ("responsibilities", stay("matter", [("removed", assignments()), ("added", assignments())])),
                ("packages", stay("package", both(flag))),
                (
                    "duties",
                    list(object([
                        ("obligor", to("who_or_silence")),
                        ("norm", to("norm")),
                        ("before", count()),
                        ("after", count()),
                    ])),
                ),
                ("findings", list(object([("before?", to("finding")), ("after?", to("finding"))]))),
            ]),
        ),
        ("trial", object([reading, limit, ("option", text()), ("findings", list(shift))])),
    ]
}
