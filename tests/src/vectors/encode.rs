//! What enters: native answers. What leaves: the wire format's shape of them, written a second time on purpose.

use liandong::{
    Answer, Assignment, Basis, Fact, Norm, PackageEntry, PackageMatter, PackageView, Party, Reason, Record,
    Relation, Silence, Stretch, Text, Verdict,
};
use serde_json::{Map, Value, json};

/// An object of what was said; what was not said is left out.
pub(super) fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let said = members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(said.collect())
}

pub(super) fn text(text: &str) -> Option<Value> {
    (!text.is_empty()).then(|| json!(text))
}

pub(super) fn of_value(value: Value) -> Value {
    json!({ "value": value })
}

pub(super) fn of_answer<T>(answer: Answer<'_, T>, encode: impl FnOnce(T) -> Value) -> Value {
    let reasons: Vec<_> = answer.reasons.iter().map(|own| reason(&own)).collect();
    match answer.value {
        Ok(value) => json!({"value": encode(value), "reasons": reasons}),
        Err(why) => {
            let mut members = silence(why);
            members.insert("reasons".to_owned(), json!(reasons));
            Value::Object(members)
        }
    }
}

pub(super) fn silence(why: Silence) -> Map<String, Value> {
    let kind = match why {
        Silence::Undetermined(_) => "undetermined",
        Silence::NotGoverned(_) => "not_governed",
    };
    Map::from_iter([(kind.to_owned(), json!({"why": why.why()}))])
}

pub(super) fn or_silence<T>(value: &Result<T, Silence>, encode: impl FnOnce(&T) -> Value) -> Value {
    match value {
        Ok(value) => encode(value),
        Err(why) => Value::Object(silence(*why)),
    }
}

pub(super) fn party(party: &Party) -> Value {
    json!(party.id)
}

pub(super) fn basis(basis: Option<Basis>) -> [(&'static str, Option<Value>); 2] {
    match basis {
        None => [("reading", None), ("limit", None)],
        Some(Basis::Reading(reading)) => [("reading", Some(json!(reading.id()))), ("limit", None)],
        Some(Basis::Limit(limit)) => [("reading", None), ("limit", Some(json!(limit.id())))],
    }
}

pub(super) fn reason(reason: &Reason<'_>) -> Value {
    let [reading, limit] = basis(reason.basis);
    object([("norm", Some(json!(reason.norm))), ("fact", fact(&reason.fact)), reading, limit])
}

fn dated(record: &Record<'_>) -> (Option<Value>, Option<Value>) {
    (text(&record.effective_text()), text(record.instrument()))
}

fn fact(fact: &Fact<'_>) -> Option<Value> {
    let named = |name: &str, value: Value| Some(json!({ name: value }));
    match fact {
        Fact::Clause => None,
        Fact::Record(record) => {
            let (effective, instrument) = dated(record);
            let value = object([("effective", effective), ("instrument", instrument)]);
            named(record.kind().code(), value)
        }
        Fact::FlawedRecord { record, flaw } => {
            let (effective, instrument) = dated(record);
            let kind = text(record.kind_text());
            let flaw = Some(json!(flaw.code()));
            let members =
                [("kind", kind), ("effective", effective), ("instrument", instrument), ("flaw", flaw)];
            named("flawed_record", object(members))
        }
        Fact::Observation { on, handled_by, source } => {
            let by = Some(party(handled_by));
            let value = object([("on", Some(json!(on))), ("handled_by", by), ("source", text(source))]);
            named("observed", value)
        }
        Fact::Original(own) => named("original", party(own)),
        Fact::OriginalUnrecorded => Some(json!("original_unrecorded")),
        Fact::Succession { party: own, on, successor } => {
            named("succession", json!({"party": own.id, "on": on, "successor": successor.id}))
        }
        Fact::Reassigned { on, instrument } => {
            let value = object([("on", on.map(|on| json!(on))), ("instrument", text(instrument))]);
            named("reassigned", value)
        }
        Fact::Force(force) => {
            let value = object([("from", Some(json!(force.from))), ("to", force.to.map(|to| json!(to)))]);
            named("in_force", value)
        }
        Fact::GovernedFrom(day) => named("governed_from", json!(day)),
        Fact::Supervising(own) => named("supervising", party(own)),
        Fact::SupervisorUnrecorded => Some(json!("supervisor_unrecorded")),
        Fact::Capability { capable, from } => {
            let value = object([("capable", Some(json!(capable))), ("from", from.map(|from| json!(from)))]);
            named("platform", value)
        }
        Fact::CapabilityUnrecorded => Some(json!("capability_unrecorded")),
        Fact::Party(own) => named("party", party(own)),
        Fact::Person(person) => named("person", json!(person.id)),
        Fact::Accepted(day) => named("accepted_on", json!(day)),
    }
}

pub(super) fn stretch(stretch: Stretch) -> Value {
    let mut members = match stretch.status {
        Ok(status) => Map::from_iter([("state".to_owned(), json!(status.code()))]),
        Err(why) => silence(why),
    };
    members.extend(stretch.from.map(|from| ("from".to_owned(), json!(from))));
    Value::Object(members)
}

pub(super) fn assignments(list: Vec<Assignment<'_>>) -> Value {
    list.iter()
        .map(|entry| {
            let mut members = match entry.party {
                Ok(own) => Map::from_iter([("party".to_owned(), party(own))]),
                Err(why) => silence(why),
            };
            members.insert("function".to_owned(), json!(entry.function.code()));
            members.insert("norm".to_owned(), json!(entry.norm));
            Value::Object(members)
        })
        .collect()
}

pub(super) fn bound(rows: Vec<Norm>) -> Value {
    rows.iter().map(|norm| json!({"norm": norm, "class": norm.row().class()})).collect()
}

pub(super) fn verdict(verdict: Verdict<'_>) -> Value {
    match verdict {
        Verdict::Permitted { duties } => json!({"permitted": {"duties": duties}}),
        Verdict::Forbidden { why, competent, would_permit } => {
            let mends = would_permit.iter().map(|mend| json!(mend.code())).collect();
            let why = Some(json!(why.code()));
            let members = [("why", why), ("competent", competent.map(party)), ("would_permit", Some(mends))];
            json!({"forbidden": object(members)})
        }
    }
}

pub(super) fn package(view: PackageView<'_>) -> Value {
    let entries: Vec<_> = view.entries.iter().map(package_entry).collect();
    let single = or_silence(&view.single_authority, |single| json!(single));
    json!({"lead": view.lead.id, "single_authority": single, "entries": entries})
}

fn package_entry(entry: &PackageEntry<'_>) -> Value {
    match entry {
        PackageEntry::UnknownMatter { matter } => json!({"matter": matter, "unknown_matter": true}),
        PackageEntry::Known(PackageMatter {
            matter,
            authority,
            supervisors,
            online,
            duties,
            agent_liaises_with,
        }) => object([
            ("matter", Some(json!(matter))),
            ("authority", Some(or_silence(authority, |own| party(own)))),
            (
                "supervisors",
                Some(or_silence(supervisors, |parties| parties.iter().map(|own| party(own)).collect())),
            ),
            ("online", Some(or_silence(online, |online| json!(online.code())))),
            ("duties", Some(json!(duties))),
            ("agent_liaises_with", agent_liaises_with.map(party)),
        ]),
    }
}

pub(super) fn relation(relation: &Relation) -> Value {
    object([
        ("label", relation.label.map(|label| json!(label.code()))),
        ("pairwise", relation.pairwise.then(|| json!("one_to_one"))),
    ])
}

pub(super) fn entry_of_register(id: &str, label: Text) -> Map<String, Value> {
    let members = [("id", id), ("zh", label.zh), ("en", label.en)];
    members.into_iter().map(|(key, text)| (key.to_owned(), json!(text))).collect()
}
