//! What enters: the closed lists of the core. What leaves: the JSON Schema of duties, findings, standings and outlooks.

use liandong::{DutyStatus, FindingCode, PossibleGround, Recurrence, Severity};
use serde_json::{Value, json};

use crate::answer::{any, codes, id, list, object, text, to};
use crate::variants::{DUTY_STATUSES, GROUNDS, RECURRENCES, SEVERITIES};

/// The shapes by their names.
pub fn shapes() -> Vec<(&'static str, Value)> {
    let count = || json!({"type": "integer", "minimum": 0});
    let one = |name: &'static str, of: Value| object([(name, of)]);
    let standing = |of: &'static str| {
        object([
            (of, id()),
            ("fulfilled", count()),
            ("open", count()),
            ("breaches", count()),
            ("reviews", count()),
        ])
    };
    vec![
        ("who", any([id(), one("person", id())])),
        ("who_or_silence", any([to("who"), to("silence")])),
        (
            "elapsed",
            object([
                ("value", json!({"type": "integer"})),
                ("unit", json!({"enum": ["minutes", "calendar_days"]})),
            ]),
        ),
        (
            "subject",
            any([
                one("case", id()),
                one("matter", id()),
                one("party", id()),
                one("person", id()),
                one("project", id()),
                one("period", json!({"type": "string", "pattern": r"^\d{4}(-W\d{2})?$"})),
                one("event", id()),
                one("line", count()),
            ]),
        ),
        ("trigger", any([one("event", id()), one("since", to("day"))])),
        (
            "outlook",
            object([
                ("as_of", to("when")),
                ("from", to("day")),
                ("to", to("day")),
                ("entries", list(to("due"))),
            ]),
        ),
        (
            "due",
            object([
                ("norm", to("norm")),
                ("recurrence", json!({"enum": codes(RECURRENCES, Recurrence::code)})),
                ("obligor", to("who")),
                ("to?", to("who_or_silence")),
                ("subject", to("subject")),
                ("trigger", to("trigger")),
                ("from", to("day")),
                ("until?", to("day")),
                ("due?", to("when")),
                (
                    "whose?",
                    any([json!({"const": "text"}), one("reading", to("reading")), one("limit", to("limit"))]),
                ),
                ("stale_from?", to("day")),
                ("status", json!({"enum": codes(DUTY_STATUSES, DutyStatus::code)})),
                ("gaps?", list(object([("from", to("day")), ("until", to("day"))]))),
                ("reading?", to("reading")),
                ("text?", text()),
            ]),
        ),
        (
            "duty",
            object([
                ("norm", to("norm")),
                ("obligor", to("who_or_silence")),
                ("to?", to("who_or_silence")),
                ("subject", to("subject")),
                ("trigger", to("trigger")),
                ("due?", to("when")),
                ("status", json!({"enum": codes(DUTY_STATUSES, DutyStatus::code)})),
                ("fulfilled_by?", text()),
                ("elapsed?", to("elapsed")),
                ("relation?", to("relation_label")),
                ("reading?", to("reading")),
                ("limit?", to("limit")),
            ]),
        ),
        (
            "finding",
            object([
                ("code", json!({"enum": codes(FindingCode::ALL, |code| code.code())})),
                ("severity", json!({"enum": codes(SEVERITIES, Severity::code)})),
                ("norm?", to("norm")),
                ("obligor?", id()),
                ("to?", to("who")),
                ("subject", to("subject")),
                ("events", list(id())),
                ("actor?", id()),
                ("from?", to("day")),
                ("until?", to("day")),
                ("elapsed?", to("elapsed")),
                ("reading?", to("reading")),
                ("limit?", to("limit")),
                ("named?", text()),
                ("left_out?", list(id())),
                ("nearest?", list(id())),
                ("possible_ground?", json!({"enum": codes(GROUNDS, PossibleGround::code)})),
                ("text?", text()),
            ]),
        ),
        (
            "audited",
            object([
                ("duties", list(to("duty"))),
                ("findings", list(to("finding"))),
                ("standing", list(standing("party"))),
                ("cases?", list(standing("case"))),
                ("projects?", list(standing("project"))),
                (
                    "hindsight?",
                    list(object([
                        ("event?", id()),
                        ("matter", id()),
                        ("on", to("day")),
                        ("then", to("party_or_silence")),
                        ("now", to("party_or_silence")),
                    ])),
                ),
            ]),
        ),
        (
            "effect",
            object([
                ("as_of", to("when")),
                ("opened", list(to("duty"))),
                ("discharged", list(to("duty"))),
                ("voided", list(to("duty"))),
                ("found", list(to("finding"))),
                ("cleared", list(to("finding"))),
            ]),
        ),
    ]
}
