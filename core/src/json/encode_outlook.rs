//! What enters: an outlook. What leaves: its JSON; absent options are left out, never null.

use serde_json::{Value, json};

use crate::course::WhoseDue;
use crate::json::encode::{present, subject, trigger, who, who_or};
use crate::outlook::{Due, Outlook};
use crate::text::Lang;

pub(super) fn outlook_value(outlook: &Outlook<'_>, lang: Option<Lang>) -> Value {
    let entries: Vec<_> = outlook.entries.iter().map(|due| due_value(due, lang)).collect();
    json!({"as_of": outlook.as_of, "from": outlook.from, "to": outlook.to, "entries": entries})
}

fn due_value(due: &Due<'_>, lang: Option<Lang>) -> Value {
    let gaps: Vec<_> = due.gaps.iter().map(|(from, until)| json!({"from": from, "until": until})).collect();
    present([
        ("norm", json!(due.norm)),
        ("recurrence", json!(due.recurrence.code())),
        ("obligor", who(due.obligor)),
        ("to", due.to.map_or(Value::Null, |to| who_or(to, lang))),
        ("subject", subject(due.subject)),
        ("trigger", trigger(due.trigger)),
        ("from", json!(due.from)),
        ("until", json!(due.until)),
        ("due", json!(due.due)),
        ("whose", due.whose.map_or(Value::Null, whose)),
        ("stale_from", json!(due.stale_from)),
        ("status", json!(due.status.code())),
        ("gaps", if gaps.is_empty() { Value::Null } else { Value::Array(gaps) }),
        ("reading", json!(due.reading.map(|reading| reading.id()))),
        ("text", json!(lang.map(|lang| due.text(lang)))),
    ])
}

fn whose(whose: WhoseDue) -> Value {
    match whose {
        WhoseDue::Text => json!("text"),
        WhoseDue::Reading(reading) => json!({"reading": reading.id()}),
        WhoseDue::Limit(name) => json!({"limit": name.id()}),
    }
}
