//! What enters: a native audit. What leaves: the wire format's shape of its duties, findings and standings.

use liandong::{
    Audit, Duty, Effect, Finding, Hindsight, Standing, Subject, SubjectStanding, TriggerRef, Who,
};
use serde_json::{Value, json};

use super::encode::{basis, object, or_silence, party, relation};

/// An audit's duties, findings and standings.
#[must_use]
pub fn audit(audit: &Audit<'_, '_>) -> Value {
    let duties: Vec<_> = audit.duties().map(|own| duty(&own)).collect();
    let findings: Vec<_> = audit.findings().map(|own| finding(&own)).collect();
    let standing: Vec<_> = audit.standing().iter().map(standing).collect();
    let hindsight: Vec<_> = audit.hindsight().map(|act| hindsight(&act)).collect();
    object([
        ("duties", Some(json!(duties))),
        ("findings", Some(json!(findings))),
        ("standing", Some(json!(standing))),
        ("hindsight", (!hindsight.is_empty()).then(|| json!(hindsight))),
    ])
}

fn hindsight(act: &Hindsight<'_>) -> Value {
    object([
        ("event", (!act.event.is_empty()).then(|| json!(act.event))),
        ("matter", Some(json!(act.matter))),
        ("on", Some(json!(act.on))),
        ("then", Some(or_silence(&act.then, |own| party(own)))),
        ("now", Some(or_silence(&act.now, |own| party(own)))),
    ])
}

fn standing(standing: &Standing<'_>) -> Value {
    json!({
        "party": standing.party.id,
        "fulfilled": standing.fulfilled,
        "open": standing.open,
        "breaches": standing.breaches,
        "reviews": standing.reviews,
    })
}

/// How cases or projects stand.
pub(super) fn standings(standings: &[SubjectStanding<'_>]) -> Value {
    let one = |own: &SubjectStanding<'_>| {
        let mut value = subject(own.subject);
        value["fulfilled"] = json!(own.fulfilled);
        value["open"] = json!(own.open);
        value["breaches"] = json!(own.breaches);
        value["reviews"] = json!(own.reviews);
        value
    };
    standings.iter().map(one).collect()
}

/// What an event changed.
pub(super) fn effect(effect: &Effect<'_>) -> Value {
    let duties = |list: &[Duty<'_>]| list.iter().map(duty).collect::<Vec<_>>();
    let findings = |list: &[Finding<'_>]| list.iter().map(finding).collect::<Vec<_>>();
    json!({
        "as_of": effect.as_of,
        "opened": duties(&effect.opened),
        "discharged": duties(&effect.discharged),
        "voided": duties(&effect.voided),
        "found": findings(&effect.found),
        "cleared": findings(&effect.cleared),
    })
}

pub(super) fn subject(subject: Subject<'_>) -> Value {
    match subject {
        Subject::Case(id) => json!({"case": id}),
        Subject::Matter(id) => json!({"matter": id}),
        Subject::Party(id) => json!({"party": id}),
        Subject::Person(id) => json!({"person": id}),
        Subject::Project(id) => json!({"project": id}),
        Subject::Year(year) => json!({"period": format!("{year:04}")}),
        Subject::Week(week) => json!({"period": week}),
        Subject::Event(id) => json!({"event": id}),
        Subject::Line(line) => json!({"line": line}),
    }
}

pub(super) fn who(who: Who<'_>) -> Value {
    match who {
        Who::Party(own) => party(own),
        Who::Person(person) => json!({"person": person.id}),
    }
}

pub(super) fn trigger(trigger: TriggerRef<'_>) -> Value {
    match trigger {
        TriggerRef::Event(id) => json!({"event": id}),
        TriggerRef::Since(day) => json!({"since": day}),
    }
}

pub(super) fn duty(duty: &Duty<'_>) -> Value {
    let [reading, limit] = basis(duty.basis);
    let label = relation(&duty.relation);
    let labelled = label.as_object().is_some_and(|members| !members.is_empty());
    object([
        ("norm", Some(json!(duty.norm))),
        ("obligor", Some(or_silence(&duty.obligor, |own| who(*own)))),
        ("to", duty.to.as_ref().map(|to| or_silence(to, |own| who(*own)))),
        ("subject", Some(subject(duty.subject))),
        ("trigger", Some(trigger(duty.trigger))),
        ("due", duty.due.map(|due| json!(due))),
        ("status", Some(json!(duty.status.code()))),
        ("fulfilled_by", duty.fulfilled_by.filter(|id| !id.is_empty()).map(|id| json!(id))),
        ("elapsed", duty.elapsed.map(|elapsed| json!(elapsed))),
        ("relation", labelled.then_some(label)),
        reading,
        limit,
    ])
}

pub(super) fn finding(finding: &Finding<'_>) -> Value {
    let [reading, limit] = basis(finding.basis);
    object([
        ("code", Some(json!(finding.code.code()))),
        ("severity", Some(json!(finding.severity.code()))),
        ("norm", finding.norm.map(|norm| json!(norm))),
        ("obligor", finding.obligor.map(party)),
        ("to", finding.to.map(who)),
        ("subject", Some(subject(finding.subject))),
        ("events", Some(json!(finding.events))),
        ("actor", finding.actor.map(party)),
        ("from", finding.interval.map(|(from, _)| json!(from))),
        ("until", finding.interval.map(|(_, until)| json!(until))),
        ("elapsed", finding.elapsed.map(|elapsed| json!(elapsed))),
        ("named", finding.named.as_ref().map(|named| json!(named))),
        ("nearest", (!finding.nearest.is_empty()).then(|| json!(finding.nearest))),
        ("left_out", (!finding.left_out.is_empty()).then(|| json!(finding.left_out))),
        ("possible_ground", finding.possible_ground.map(|ground| json!(ground.code()))),
        reading,
        limit,
    ])
}
