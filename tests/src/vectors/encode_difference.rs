//! What enters: native differences and effects. What leaves: the wire format's shape of them.

use liandong::{Basis, Change, Difference, Silence, Stay, Trial};
use serde_json::{Value, json};

use super::encode::{assignments, basis, object, or_silence, party};
use super::encode_audit::{finding, who};

fn of_choice(choice: Basis, more: [(&str, Option<Value>); 2]) -> Value {
    let ([reading, limit], [one, other]) = (basis(Some(choice)), more);
    object([reading, limit, one, other])
}

fn stays<T>(
    list: &[Stay<'_, T>],
    name: &str,
    [before, after]: [&str; 2],
    encode: impl Fn(&T) -> [Value; 2],
) -> Value {
    let stay = |stay: &Stay<'_, T>| {
        let [was, is] = encode(&stay.change);
        object([
            (name, Some(json!(stay.id))),
            ("from", Some(json!(stay.from))),
            ("until", Some(json!(stay.until))),
            (before, Some(was)),
            (after, Some(is)),
        ])
    };
    list.iter().map(stay).collect()
}

fn flag(change: &Change<Result<bool, Silence>>) -> [Value; 2] {
    [change.before, change.after].map(|flag| or_silence(&flag, |flag| json!(flag)))
}

pub(super) fn difference(difference: &Difference<'_>) -> Value {
    let choices = difference.choices.iter().map(|(choice, change)| {
        let told = [("before", Some(json!(change.before))), ("after", Some(json!(change.after)))];
        of_choice(*choice, told)
    });
    let duties = difference.duties.iter().map(|(obligor, norm, change)| {
        let obligor = or_silence(obligor, |own| who(*own));
        json!({"obligor": obligor, "norm": norm, "before": change.before, "after": change.after})
    });
    let findings = difference.findings.iter().map(|flip| {
        object([("before", flip.before.as_ref().map(finding)), ("after", flip.after.as_ref().map(finding))])
    });
    json!({
        "choices": choices.collect::<Vec<_>>(),
        "competence": stays(&difference.competence, "matter", ["before", "after"], |change| {
            [change.before, change.after].map(|own| or_silence(&own, |own| party(own)))
        }),
        "responsibilities": stays(&difference.responsibilities, "matter", ["removed", "added"], |change| {
            [change.before.clone(), change.after.clone()].map(assignments)
        }),
        "packages": stays(&difference.packages, "package", ["before", "after"], flag),
        "duties": duties.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
    })
}

pub(super) fn effects(effects: &[Trial]) -> Value {
    let effect = |effect: &Trial| {
        let shifts = effect.findings.iter().map(|shift| {
            let (code, severity) = (shift.code.code(), shift.severity.code());
            json!({"code": code, "severity": severity, "added": shift.added, "removed": shift.removed})
        });
        let told = [("option", Some(json!(effect.option))), ("findings", Some(shifts.collect()))];
        of_choice(effect.choice, told)
    };
    effects.iter().map(effect).collect()
}
