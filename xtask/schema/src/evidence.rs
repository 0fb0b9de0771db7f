//! What enters: the closed lists of the core. What leaves: the JSON Schema of the chain behind a finding.

use liandong::{DaySort, DutyStatus, EventKind, Part};
use serde_json::{Value, json};

use crate::answer::{any, both, codes, id, list, object, text, to};
use crate::variants::{CHANNELS, DUTY_STATUSES, OUTCOMES, PARTS, SORTS, UNITS, VIAS};

/// The shapes by their names.
pub fn shapes() -> Vec<(&'static str, Value)> {
    let one = |name: &'static str, of: Value| object([(name, of)]);
    let count = || json!({"type": "integer", "minimum": 0});
    let reading = || to("reading");
    vec![
        (
            "event_view",
            object([
                ("id?", id()),
                ("at", to("when")),
                ("kind?", text()),
                ("actor?", id()),
                ("officer?", id()),
                ("case?", id()),
                ("matter?", id()),
                ("project?", id()),
                ("to?", id()),
                ("person?", id()),
                ("with?", id()),
                ("channel?", json!({ "enum": CHANNELS })),
                ("handled_via?", json!({ "enum": VIAS })),
                ("refers_to?", id()),
                ("result?", json!({ "enum": OUTCOMES })),
                ("about?", text()),
                ("covers?", list(id())),
                ("ground?", text()),
                ("period?", text()),
                ("recorded?", to("day")),
            ]),
        ),
        (
            "counted_limit",
            object([
                ("name", to("limit")),
                ("value", count()),
                ("unit", json!({ "enum": UNITS })),
                ("start", to("when")),
                ("end?", to("when")),
                ("calendar_lacks?", json!({"type": "integer"})),
                (
                    "days?",
                    list(object([
                        ("day", to("day")),
                        ("sort", json!({"enum": codes(SORTS, DaySort::code)})),
                        ("number?", json!({"type": "integer", "minimum": 1})),
                    ])),
                ),
                (
                    "sources?",
                    list(object([
                        ("year", json!({"type": "integer"})),
                        ("source", json!({"type": "string"})),
                    ])),
                ),
                ("unlisted?", count()),
            ]),
        ),
        (
            "by_when",
            any([
                one("limit", to("counted_limit")),
                one("window", object([("from", to("day")), ("to", to("day")), ("reading", reading())])),
                one("every_day", object([("from", to("day")), ("reading", reading())])),
                one("before", object([("event?", to("event_view")), ("reading", reading())])),
                one(
                    "no_limit",
                    object([("breach_from?", to("day")), ("days?", count()), ("reading?", reading())]),
                ),
                json!({"const": "no_time"}),
            ]),
        ),
        (
            "evidence",
            object([
                ("place", count()),
                ("finding", to("finding")),
                ("norm?", to("row")),
                ("trigger?", any([one("event", to("event_view")), one("since", to("day"))])),
                (
                    "duty?",
                    object([
                        ("obligor", to("who_or_silence")),
                        ("since", to("when")),
                        ("status", json!({"enum": codes(DUTY_STATUSES, DutyStatus::code)})),
                    ]),
                ),
                ("act?", json!({"enum": codes(EventKind::ALL, EventKind::code)})),
                ("channel?", json!({ "enum": CHANNELS })),
                ("to?", to("who_or_silence")),
                ("by_when", to("by_when")),
                ("late_by?", to("elapsed")),
                (
                    "happened",
                    list(object([
                        ("part", json!({"enum": codes(PARTS, Part::code)})),
                        ("event", to("event_view")),
                    ])),
                ),
                ("nothing_until?", to("when")),
                (
                    "names",
                    list(object([
                        ("kind", json!({"enum": ["matter", "party", "person", "project"]})),
                        ("id", id()),
                        ("name?", text()),
                        ("name_en?", text()),
                    ])),
                ),
                ("notes", list(both())),
                ("choice?", json!({"type": ["string", "object"]})),
                ("profile", object([("name?", text()), ("source?", text())])),
                ("scope", object([("norms?", list(to("norm"))), ("from?", to("day")), ("to?", to("day"))])),
                ("as_of", to("when")),
                ("digests", to("digests")),
                ("version", text()),
            ]),
        ),
    ]
}
