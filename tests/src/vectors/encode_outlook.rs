//! What enters: a native outlook. What leaves: the wire format's shape of it, written a second time on purpose.

use liandong::{Due, Outlook, WhoseDue};
use serde_json::{Value, json};

use super::encode::{object, or_silence};
use super::encode_audit::{subject, trigger, who};

pub(super) fn outlook(outlook: &Outlook<'_>) -> Value {
    let entries: Vec<_> = outlook.entries.iter().map(due).collect();
    json!({"as_of": outlook.as_of, "from": outlook.from, "to": outlook.to, "entries": entries})
}

fn due(due: &Due<'_>) -> Value {
    let gaps: Vec<_> = due.gaps.iter().map(|gap| json!({"from": gap.0, "until": gap.1})).collect();
    object([
        ("norm", Some(json!(due.norm))),
        ("recurrence", Some(json!(due.recurrence.code()))),
        ("obligor", Some(who(due.obligor))),
        ("to", due.to.as_ref().map(|to| or_silence(to, |own| who(*own)))),
        ("subject", Some(subject(due.subject))),
        ("trigger", Some(trigger(due.trigger))),
        ("from", Some(json!(due.from))),
        ("until", due.until.map(|day| json!(day))),
        ("due", due.due.map(|when| json!(when))),
        ("whose", due.whose.map(whose)),
        ("stale_from", due.stale_from.map(|day| json!(day))),
        ("status", Some(json!(due.status.code()))),
        ("gaps", (!gaps.is_empty()).then(|| json!(gaps))),
        ("reading", due.reading.map(|reading| json!(reading.id()))),
    ])
}

fn whose(whose: WhoseDue) -> Value {
    match whose {
        WhoseDue::Text => json!("text"),
        WhoseDue::Reading(own) => json!({"reading": own.id()}),
        WhoseDue::Limit(own) => json!({"limit": own.id()}),
    }
}
