//! What enters: an audit, or what an event changed. What leaves: its JSON.

use serde_json::{Map, Value, json};

use super::encode::{duty_value, finding_value, party_or, present, subject};
use super::question::AskedBy;
use crate::audit::Audit;
use crate::duty::Duty;
use crate::finding::Finding;
use crate::hindsight::Hindsight;
use crate::ledger::Effect;
use crate::standing::{Standing, SubjectStanding};
use crate::text::Lang;

fn duties<'d>(duties: impl Iterator<Item = Duty<'d>>, lang: Option<Lang>) -> Value {
    duties.map(|duty| duty_value(&duty, lang)).collect()
}

fn findings<'f>(findings: impl Iterator<Item = Finding<'f>>, lang: Option<Lang>) -> Value {
    findings.map(|finding| finding_value(&finding, lang)).collect()
}

/// An audit; how cases or projects stand only where that is asked for.
pub(super) fn audit_value(audit: &Audit<'_, '_>, by: &[AskedBy], lang: Option<Lang>) -> Value {
    let mut value = json!({
        "duties": duties(audit.duties(), lang),
        "findings": findings(audit.findings(), lang),
        "standing": audit.standing().iter().map(standing_value).collect::<Vec<_>>(),
    });
    if let Value::Object(members) = &mut value {
        for by in by {
            let (name, standing) = match by {
                AskedBy::Case => ("cases", audit.standing_of_cases()),
                AskedBy::Project => ("projects", audit.standing_of_projects()),
            };
            members.insert(name.to_owned(), standing.iter().map(subject_standing).collect());
        }
        let hindsight: Vec<_> = audit.hindsight().map(|act| hindsight_value(&act, lang)).collect();
        if !hindsight.is_empty() {
            members.insert("hindsight".to_owned(), json!(hindsight));
        }
    }
    value
}

/// An act that later records judge otherwise.
pub(super) fn hindsight_value(act: &Hindsight<'_>, lang: Option<Lang>) -> Value {
    present([
        ("event", json!(act.event)),
        ("matter", json!(act.matter)),
        ("on", json!(act.on)),
        ("then", party_or(act.then, lang)),
        ("now", party_or(act.now, lang)),
    ])
}

pub(super) fn standing_value(standing: &Standing<'_>) -> Value {
    json!({
        "party": standing.party.id,
        "fulfilled": standing.fulfilled,
        "open": standing.open,
        "breaches": standing.breaches,
        "reviews": standing.reviews,
    })
}

pub(super) fn subject_standing(standing: &SubjectStanding<'_>) -> Value {
    let mut members = match subject(standing.subject) {
        Value::Object(members) => members,
        _ => Map::new(),
    };
    let counts = [
        ("fulfilled", standing.fulfilled),
        ("open", standing.open),
        ("breaches", standing.breaches),
        ("reviews", standing.reviews),
    ];
    members.extend(counts.map(|(name, count)| (name.to_owned(), json!(count))));
    Value::Object(members)
}

/// What an event changed.
pub(super) fn effect_value(effect: &Effect<'_>, lang: Option<Lang>) -> Value {
    let Effect { as_of, opened, discharged, voided, found, cleared } = effect;
    json!({
        "as_of": as_of,
        "opened": duties(opened.iter().copied(), lang),
        "discharged": duties(discharged.iter().copied(), lang),
        "voided": duties(voided.iter().copied(), lang),
        "found": findings(found.iter().cloned(), lang),
        "cleared": findings(cleared.iter().cloned(), lang),
    })
}
