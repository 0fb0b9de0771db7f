//! What enters: in what two rulebooks differ, and what each choice changes. What leaves: their JSON.

use serde_json::{Value, json};

use crate::compare::{Difference, Stay};
use crate::json::encode::{assignment, basis, finding_value, object, party_or, present, silence, who_or};
use crate::sensitivity::Trial;
use crate::silence::Silence;
use crate::text::Lang;

fn stay<T>(stay: &Stay<'_, T>, name: &str, change: [(&str, Value); 2]) -> Value {
    let [before, after] = change;
    json!({name: stay.id, "from": stay.from, "until": stay.until, before.0: before.1, after.0: after.1})
}

fn flag_or(flag: Result<bool, Silence>, lang: Option<Lang>) -> Value {
    flag.map_or_else(|why| Value::Object(silence(why, lang)), |flag| json!(flag))
}

pub(super) fn difference_value(difference: &Difference<'_>, lang: Option<Lang>) -> Value {
    let choices = difference.choices.iter().map(|(choice, change)| {
        let mut members = object(basis(Some(*choice)));
        members.insert("before".to_owned(), json!(change.before));
        members.insert("after".to_owned(), json!(change.after));
        Value::Object(members)
    });
    let competence = difference.competence.iter().map(|own| {
        let (before, after) = (party_or(own.change.before, lang), party_or(own.change.after, lang));
        stay(own, "matter", [("before", before), ("after", after)])
    });
    let responsibilities = difference.responsibilities.iter().map(|own| {
        let [removed, added] = [&own.change.before, &own.change.after]
            .map(|list| list.iter().map(|entry| assignment(entry, lang)).collect());
        stay(own, "matter", [("removed", removed), ("added", added)])
    });
    let packages = difference.packages.iter().map(|own| {
        let (before, after) = (flag_or(own.change.before, lang), flag_or(own.change.after, lang));
        stay(own, "package", [("before", before), ("after", after)])
    });
    let duties = difference.duties.iter().map(|(obligor, norm, change)| {
        json!({
            "obligor": who_or(*obligor, lang),
            "norm": norm,
            "before": change.before,
            "after": change.after,
        })
    });
    let findings = difference.findings.iter().map(|flip| {
        let [before, after] = [&flip.before, &flip.after]
            .map(|finding| finding.as_ref().map_or(Value::Null, |finding| finding_value(finding, lang)));
        present([("before", before), ("after", after)])
    });
    json!({
        "choices": choices.collect::<Vec<_>>(),
        "competence": competence.collect::<Vec<_>>(),
        "responsibilities": responsibilities.collect::<Vec<_>>(),
        "packages": packages.collect::<Vec<_>>(),
        "duties": duties.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
    })
}

pub(super) fn trial_value(trial: &Trial) -> Value {
    let shifts = trial.findings.iter().map(|shift| {
        json!({
            "code": shift.code.code(),
            "severity": shift.severity.code(),
            "added": shift.added,
            "removed": shift.removed,
        })
    });
    let mut members = object(basis(Some(trial.choice)));
    members.insert("option".to_owned(), json!(trial.option));
    members.insert("findings".to_owned(), shifts.collect());
    Value::Object(members)
}
