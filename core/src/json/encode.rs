//! What enters: answers, duties and findings. What leaves: their JSON; absent options are left out, never null.

use serde_json::{Map, Value, json};

use crate::act::Verdict;
use crate::answer::{Answer, Reason, Reasons};
use crate::day::Elapsed;
use crate::digest::Digests;
use crate::duty::{Duty, Subject, TriggerRef, Who};
use crate::fact::Fact;
use crate::finding::Finding;
use crate::limit::Basis;
use crate::norm::Norm;
use crate::party::Party;
use crate::relation::Relation;
use crate::rulebook::Rulebook;
use crate::rules::package::{PackageEntry, PackageView};
use crate::rules::responsibility::Assignment;
use crate::silence::Silence;
use crate::text::{Lang, Text};

/// Members put in one by one: to collect them would compile a sort for each kind of iterator.
pub(super) fn object(members: impl IntoIterator<Item = (String, Value)>) -> Map<String, Value> {
    let mut object = Map::new();
    object.extend(members);
    object
}

pub(super) fn label(id: &str, text: Text) -> Map<String, Value> {
    object([("id", id), ("zh", text.zh), ("en", text.en)].map(|(key, text)| (key.to_owned(), json!(text))))
}

pub(super) fn labelled(entries: impl Iterator<Item = Map<String, Value>>) -> Value {
    json!({ "value": entries.map(Value::Object).collect::<Vec<_>>() })
}

pub(super) struct Encode<'r> {
    pub(super) rulebook: &'r Rulebook,
    pub(super) lang: Option<Lang>,
}

impl Encode<'_> {
    pub(super) fn answer<T>(&self, answer: Answer<'_, T>, encode: impl FnOnce(T) -> Value) -> Value {
        let mut members = match answer.value {
            Ok(value) => object([("value".to_owned(), encode(value))]),
            Err(why) => object([silence_member(why, self.lang)]),
        };
        members.insert("reasons".to_owned(), reasons_value(&answer.reasons, self.lang));
        members.insert("digests".to_owned(), self.digests());
        Value::Object(members)
    }

    pub(super) fn value(&self, value: Value) -> Value {
        json!({"value": value, "digests": self.digests()})
    }

    pub(super) fn digests(&self) -> Value {
        digests_value(self.rulebook.digests())
    }
}

pub(super) fn digests_value(digests: &Digests) -> Value {
    present([
        ("catalogue", json!(digests.catalogue)),
        ("profile", json!(digests.profile)),
        ("calendar", json!(digests.calendar)),
        ("known_on", json!(digests.known_on)),
    ])
}

pub(super) fn reasons_value(reasons: &Reasons<'_>, lang: Option<Lang>) -> Value {
    reasons.iter().map(|reason| reason_value(&reason, lang)).collect()
}

pub(super) fn reason_value(reason: &Reason<'_>, lang: Option<Lang>) -> Value {
    let mut members = object([("norm".to_owned(), json!(reason.norm))]);
    members.extend(fact(&reason.fact).map(|fact| ("fact".to_owned(), fact)));
    members.extend(basis(reason.basis));
    members.extend(lang.map(|lang| ("text".to_owned(), json!(reason.text(lang)))));
    Value::Object(members)
}

pub(super) fn silence_member(why: Silence, lang: Option<Lang>) -> (String, Value) {
    let mut members = object([("why".to_owned(), json!(why.why()))]);
    members.extend(lang.map(|lang| ("text".to_owned(), json!(why.text(lang)))));
    (why.kind().to_owned(), Value::Object(members))
}

pub(super) fn silence(why: Silence, lang: Option<Lang>) -> Map<String, Value> {
    object([silence_member(why, lang)])
}

pub(super) fn party_or(party: Result<&Party, Silence>, lang: Option<Lang>) -> Value {
    match party {
        Ok(party) => json!(party.id),
        Err(why) => Value::Object(silence(why, lang)),
    }
}

/// A party by its id, a person as one.
pub(super) fn who(who: Who<'_>) -> Value {
    match who {
        Who::Party(party) => json!(party.id),
        Who::Person(person) => json!({"person": person.id}),
    }
}

pub(super) fn who_or(own: Result<Who<'_>, Silence>, lang: Option<Lang>) -> Value {
    match own {
        Ok(own) => who(own),
        Err(why) => Value::Object(silence(why, lang)),
    }
}

pub(super) fn basis(basis: Option<Basis>) -> Option<(String, Value)> {
    basis.map(|basis| match basis {
        Basis::Reading(reading) => ("reading".to_owned(), json!(reading.id())),
        Basis::Limit(limit) => ("limit".to_owned(), json!(limit.id())),
    })
}

/// An object of the members that have something to say.
pub(super) fn present<const N: usize>(members: [(&str, Value); N]) -> Value {
    let said = members.into_iter().filter(|(_, value)| !matches!(value, Value::Null) && *value != json!(""));
    Value::Object(object(said.map(|(key, value)| (key.to_owned(), value))))
}

pub(super) fn fact(fact: &Fact<'_>) -> Option<Value> {
    Some(match fact {
        Fact::Clause => return None,
        Fact::Record(record) => json!({record.kind().code(): present([
            ("effective", json!(record.effective_text())),
            ("instrument", json!(record.instrument())),
        ])}),
        Fact::FlawedRecord { record, flaw } => json!({"flawed_record": present([
            ("kind", json!(record.kind_text())),
            ("effective", json!(record.effective_text())),
            ("instrument", json!(record.instrument())),
            ("flaw", json!(flaw.code())),
        ])}),
        Fact::Observation { on, handled_by, source } => json!({"observed": present([
            ("on", json!(on)),
            ("handled_by", json!(handled_by.id)),
            ("source", json!(source)),
        ])}),
        Fact::Original(party) => json!({"original": party.id}),
        Fact::OriginalUnrecorded => json!("original_unrecorded"),
        Fact::Succession { party, on, successor } => {
            json!({"succession": {"party": party.id, "on": on, "successor": successor.id}})
        }
        Fact::Reassigned { on, instrument } => {
            json!({"reassigned": present([("on", json!(on)), ("instrument", json!(instrument))])})
        }
        Fact::Force(force) => {
            json!({"in_force": present([("from", json!(force.from)), ("to", json!(force.to))])})
        }
        Fact::GovernedFrom(day) => json!({"governed_from": day}),
        Fact::Supervising(party) => json!({"supervising": party.id}),
        Fact::SupervisorUnrecorded => json!("supervisor_unrecorded"),
        Fact::Capability { capable, from } => {
            json!({"platform": present([("capable", json!(capable)), ("from", json!(from))])})
        }
        Fact::CapabilityUnrecorded => json!("capability_unrecorded"),
        Fact::Party(party) => json!({"party": party.id}),
        Fact::Person(person) => json!({"person": person.id}),
        Fact::Accepted(day) => json!({"accepted_on": day}),
    })
}

pub(super) fn assignment(entry: &Assignment<'_>, lang: Option<Lang>) -> Value {
    let mut members = object([
        ("function".to_owned(), json!(entry.function.code())),
        ("norm".to_owned(), json!(entry.norm)),
    ]);
    match entry.party {
        Ok(party) => drop(members.insert("party".to_owned(), json!(party.id))),
        Err(why) => members.extend(silence(why, lang)),
    }
    Value::Object(members)
}

pub(super) fn bound(rows: &[Norm]) -> Value {
    rows.iter().map(|norm| json!({"norm": norm, "class": norm.row().class()})).collect()
}

pub(super) fn verdict_value(verdict: &Verdict<'_>) -> Value {
    match verdict {
        Verdict::Permitted { duties } => json!({"permitted": {"duties": duties}}),
        Verdict::Forbidden { why, competent, would_permit } => json!({"forbidden": present([
            ("why", json!(why.code())),
            ("competent", json!(competent.map(|party| &party.id))),
            ("would_permit", would_permit.iter().map(|mend| json!(mend.code())).collect()),
        ])}),
    }
}

pub(super) fn package_view(view: &PackageView<'_>, lang: Option<Lang>) -> Value {
    let entries = view.entries.iter().map(|entry| match entry {
        PackageEntry::UnknownMatter { matter } => json!({"matter": matter, "unknown_matter": true}),
        PackageEntry::Known(own) => present([
            ("matter", json!(own.matter)),
            ("authority", party_or(own.authority, lang)),
            (
                "supervisors",
                match &own.supervisors {
                    Ok(parties) => parties.iter().map(|party| json!(party.id)).collect(),
                    Err(why) => Value::Object(silence(*why, lang)),
                },
            ),
            (
                "online",
                match own.online {
                    Ok(online) => json!(online.code()),
                    Err(why) => Value::Object(silence(why, lang)),
                },
            ),
            ("duties", json!(own.duties)),
            ("agent_liaises_with", json!(own.agent_liaises_with.map(|party| &party.id))),
        ]),
    });
    json!({
        "lead": view.lead.id,
        "single_authority": match view.single_authority {
            Ok(single) => json!(single),
            Err(why) => Value::Object(silence(why, lang)),
        },
        "entries": entries.collect::<Vec<_>>(),
    })
}

pub(super) fn relation_value(relation: Relation) -> Value {
    present([
        ("label", json!(relation.label.map(|label| label.code()))),
        ("pairwise", if relation.pairwise { json!("one_to_one") } else { Value::Null }),
    ])
}

pub(super) fn elapsed(elapsed: Option<Elapsed>) -> Value {
    json!(elapsed)
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

pub(super) fn trigger(trigger: TriggerRef<'_>) -> Value {
    match trigger {
        TriggerRef::Event(id) => json!({"event": id}),
        TriggerRef::Since(day) => json!({"since": day}),
    }
}

pub(super) fn duty_value(duty: &Duty<'_>, lang: Option<Lang>) -> Value {
    let mut value = present([
        ("norm", json!(duty.norm)),
        ("obligor", who_or(duty.obligor, lang)),
        ("to", duty.to.map_or(Value::Null, |to| who_or(to, lang))),
        ("subject", subject(duty.subject)),
        ("trigger", trigger(duty.trigger)),
        ("due", json!(duty.due)),
        ("status", json!(duty.status.code())),
        ("fulfilled_by", json!(duty.fulfilled_by)),
        ("elapsed", elapsed(duty.elapsed)),
        ("relation", relation_value(duty.relation)),
    ]);
    if let Value::Object(members) = &mut value {
        members.extend(basis(duty.basis));
        members.retain(|key, value| {
            key != "relation" || value.as_object().is_none_or(|members| !members.is_empty())
        });
    }
    value
}

pub(super) fn finding_value(finding: &Finding<'_>, lang: Option<Lang>) -> Value {
    let mut value = present([
        ("code", json!(finding.code.code())),
        ("severity", json!(finding.severity.code())),
        ("norm", json!(finding.norm)),
        ("obligor", json!(finding.obligor.map(|party| &party.id))),
        ("to", finding.to.map_or(Value::Null, who)),
        ("subject", subject(finding.subject)),
        ("events", json!(finding.events)),
        ("actor", json!(finding.actor.map(|party| &party.id))),
        ("from", json!(finding.interval.map(|(from, _)| from))),
        ("until", json!(finding.interval.map(|(_, to)| to))),
        ("elapsed", elapsed(finding.elapsed)),
        ("named", json!(finding.named)),
        ("left_out", if finding.left_out.is_empty() { Value::Null } else { json!(finding.left_out) }),
        ("nearest", if finding.nearest.is_empty() { Value::Null } else { json!(finding.nearest) }),
        ("possible_ground", json!(finding.possible_ground.map(|ground| ground.code()))),
        ("text", json!(lang.map(|lang| finding.code.text().in_lang(lang)))),
    ]);
    if let Value::Object(members) = &mut value {
        members.extend(basis(finding.basis));
    }
    value
}
