//! What enters: a question in the wire format. What leaves: its answer in the wire format, a fault included.
//!
//! The one entry for every language without a binding of its own. Absent options are left out, never null.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::answer::{Answer, Fact, Reason, Reasons, Silence};
use crate::audit::{Audit, Scope};
use crate::day::{Day, Elapsed, When};
use crate::duty::{Duty, Subject, TriggerRef};
use crate::error::{Fault, Input, InputError, UnknownId};
use crate::event::{Event, EventKind};
use crate::finding::{Finding, FindingCode};
use crate::log::EventLog;
use crate::norm::{Lang, Norm, Text, norms};
use crate::party::Party;
use crate::reading::{Basis, Reading};
use crate::relation::Relation;
use crate::rulebook::{AskError, Rulebook, Trigger};
use crate::rules::package::{PackageEntry, PackageView};
use crate::rules::permission::{Act, ActKind, Verdict};
use crate::rules::responsibility::Assignment;

/// A question of the wire format.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum Question {
    /// Who approves a matter on a day.
    Approver {
        /// The matter.
        matter: String,
        /// The day.
        on: Day,
        /// The day on which the case was accepted.
        accepted_on: Option<Day>,
    },
    /// Where a matter's transfer stands on a day.
    Status {
        /// The matter.
        matter: String,
        /// The day.
        on: Day,
    },
    /// A matter's history.
    Timeline {
        /// The matter.
        matter: String,
    },
    /// Who bears which function of a matter, or which norms bind a party or person.
    Responsibilities {
        /// The matter.
        matter: Option<String>,
        /// The party.
        party: Option<String>,
        /// The person.
        person: Option<String>,
        /// The day.
        on: Day,
    },
    /// Whether a party may do an act.
    Permits {
        /// The act, by one of [`ActKind`]'s names.
        act: String,
        /// The party.
        actor: String,
        /// The person who acts for it.
        officer: Option<String>,
        /// The matter.
        matter: Option<String>,
        /// The day.
        on: Day,
        /// The day on which the case was accepted.
        accepted_on: Option<Day>,
    },
    /// What a package needs on a day.
    Package {
        /// The package.
        package: String,
        /// The day.
        on: Day,
    },
    /// The label of a relation between parties.
    Relation {
        /// The norm.
        norm: Norm,
        /// The parties on one side.
        from: Vec<String>,
        /// The parties on the other.
        to: Vec<String>,
    },
    /// What an event sets off.
    Duties {
        /// The event.
        trigger: AskedTrigger,
    },
    /// A log judged as of a day.
    Audit {
        /// The events.
        #[serde(default)]
        events: Vec<Value>,
        /// The day or moment.
        as_of: When,
        /// Which norms and days.
        #[serde(default)]
        scope: AskedScope,
    },
    /// The register of norms.
    Norms {},
    /// The register of readings.
    Readings {},
    /// The register of finding codes.
    FindingCodes {},
    /// The register of event kinds.
    EventKinds {},
}

/// What sets duties off: an event, or a fact that holds from a day on.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AskedTrigger {
    /// An event.
    Event(Box<Event>),
    /// From this day on the platform can handle the matter.
    PlatformCapable {
        /// The matter.
        matter: String,
        /// The day.
        on: Day,
    },
    /// From this day on the party has nobody for the exchange.
    LiaisonVacant {
        /// The party.
        party: String,
        /// The day.
        on: Day,
    },
    /// A transfer, which changes status and sets off no duty.
    Transfer {
        /// The matter.
        matter: String,
        /// The day.
        on: Day,
    },
}

/// The scope of an audit, as asked.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AskedScope {
    norms: Option<Vec<Norm>>,
    from: Option<Day>,
    to: Option<Day>,
}

pub(crate) fn ask(rulebook: &Rulebook, question: &str) -> String {
    let answer = read(question).and_then(|(question, lang)| answered(rulebook, question, lang));
    let value = answer.unwrap_or_else(|error| json!({ "error": error }));
    value.to_string()
}

fn refused(fault: Fault) -> Value {
    input_error(&InputError::new(Input::Question, vec![fault]))
}

fn read(question: &str) -> Result<(Question, Option<Lang>), Value> {
    let mut value: Value = serde_json::from_str(question).map_err(|error| {
        refused(Fault::new(
            "$",
            format!("not JSON: {error}; mend the text there"),
            format!("不是合法的 JSON：{error}"),
        ))
    })?;
    let lang = match value.as_object_mut().and_then(|members| members.remove("lang")) {
        None => None,
        Some(lang) => Some(serde_json::from_value(lang).map_err(|error| {
            refused(Fault::new(
                "$.lang",
                format!("{error}; write `zh` or `en`"),
                "请填写 `zh` 或 `en`".to_owned(),
            ))
        })?),
    };
    let question = serde_path_to_error::deserialize(&value).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { "$".to_owned() } else { format!("$.{path}") };
        refused(Fault::new(
            path,
            format!("{}; see the question's schema", error.inner()),
            format!("问题有误：{}", error.inner()),
        ))
    })?;
    Ok((question, lang))
}

fn input_error(error: &InputError) -> Value {
    let faults: Vec<_> = error
        .faults()
        .iter()
        .map(|fault| json!({"path": fault.path, "en": fault.en, "zh": fault.zh}))
        .collect();
    json!({"kind": "input", "message": error.to_string(), "zh": error.zh(), "faults": faults})
}

fn unknown(error: UnknownId) -> Value {
    json!({
        "kind": format!("unknown_{}", error.kind.code()),
        "message": error.to_string(),
        "zh": error.zh(),
        "nearest": error.nearest,
    })
}

fn ask_error(error: AskError) -> Value {
    match error {
        AskError::Unknown(error) => unknown(error),
        AskError::MatterNeeded { .. } => {
            json!({"kind": "input", "message": error.to_string(), "zh": error.zh()})
        }
    }
}

fn answered(rulebook: &Rulebook, question: Question, lang: Option<Lang>) -> Result<Value, Value> {
    let encode = Encode { rulebook, lang };
    Ok(match question {
        Question::Approver { matter, on, accepted_on } => {
            let matter = rulebook.matter(&matter).map_err(unknown)?;
            let answer = match accepted_on {
                Some(accepted_on) => matter.approver_of_case(on, accepted_on),
                None => matter.approver(on),
            };
            encode.answer(answer, |party| json!(party.id))
        }
        Question::Status { matter, on } => encode
            .answer(rulebook.matter(&matter).map_err(unknown)?.status(on), |status| json!(status.code())),
        Question::Timeline { matter } => {
            let stretches = rulebook.matter(&matter).map_err(unknown)?.timeline().map(|stretch| {
                let mut entry = Map::new();
                entry.extend(stretch.from.map(|from| ("from".to_owned(), json!(from))));
                match stretch.status {
                    Ok(status) => drop(entry.insert("state".to_owned(), json!(status.code()))),
                    Err(why) => entry.extend(silence(why, lang)),
                }
                Value::Object(entry)
            });
            encode.value(stretches.collect())
        }
        Question::Responsibilities { matter, party, person, on } => match (matter, party, person) {
            (Some(matter), None, None) => {
                let answer = rulebook.matter(&matter).map_err(unknown)?.responsibilities(on);
                encode.answer(answer, |list| list.iter().map(|entry| assignment(entry, lang)).collect())
            }
            (None, Some(party), None) => encode
                .answer(rulebook.party(&party).map_err(unknown)?.responsibilities(on), |rows| bound(&rows)),
            (None, None, Some(person)) => encode
                .answer(rulebook.person(&person).map_err(unknown)?.responsibilities(on), |rows| bound(&rows)),
            _ => {
                return Err(refused(Fault::new(
                    "$",
                    "name exactly one of `matter`, `party` and `person`",
                    "请在 `matter`、`party`、`person` 中恰填一项",
                )));
            }
        },
        Question::Permits { act, actor, officer, matter, on, accepted_on } => {
            let Some(kind) = ActKind::ALL.iter().copied().find(|kind| kind.code() == act) else {
                let known: Vec<_> = ActKind::ALL.iter().map(|kind| kind.code()).collect();
                return Err(refused(Fault::new(
                    "$.act",
                    format!("unknown act `{act}`; use one of {}", known.join(", ")),
                    format!("未知行为 `{act}`；可用 {}", known.join("、")),
                )));
            };
            let act = Act {
                kind,
                actor: &actor,
                officer: officer.as_deref(),
                matter: matter.as_deref(),
                on,
                accepted_on,
            };
            encode.answer(rulebook.permits(&act).map_err(ask_error)?, |verdict| verdict_value(&verdict))
        }
        Question::Package { package, on } => encode
            .answer(rulebook.package(&package).map_err(unknown)?.on(on), |view| package_view(&view, lang)),
        Question::Relation { norm, from, to } => {
            let from: Vec<&str> = from.iter().map(String::as_str).collect();
            let to: Vec<&str> = to.iter().map(String::as_str).collect();
            encode.answer(rulebook.relation(norm, &from, &to).map_err(unknown)?, relation_value)
        }
        Question::Duties { trigger } => {
            let log = match &trigger {
                AskedTrigger::Event(event) => EventLog::from(&**event),
                AskedTrigger::PlatformCapable { .. }
                | AskedTrigger::LiaisonVacant { .. }
                | AskedTrigger::Transfer { .. } => EventLog::new(),
            };
            let trigger = match &trigger {
                AskedTrigger::Event(_) => Trigger::Events(&log),
                AskedTrigger::PlatformCapable { matter, on } => Trigger::PlatformCapable { matter, on: *on },
                AskedTrigger::LiaisonVacant { party, on } => Trigger::LiaisonVacant { party, on: *on },
                AskedTrigger::Transfer { matter, on } => Trigger::Transfer { matter, on: *on },
            };
            let duties = rulebook.duties(trigger).map_err(unknown)?;
            encode.value(duties.iter().map(|duty| duty_value(duty, lang)).collect())
        }
        Question::Audit { events, as_of, scope } => {
            let log = EventLog::from_values(events);
            let scope = Scope { norms: scope.norms, from: scope.from, to: scope.to };
            encode.value(audit_value(&rulebook.audit(&log, scope, as_of), lang))
        }
        Question::Norms {} => json!({ "value": norms() }),
        Question::Readings {} => labelled(Reading::ALL.iter().map(|reading| {
            let mut entry = label(reading.id(), reading.text());
            entry.insert("options".to_owned(), json!(reading.options()));
            entry
        })),
        Question::FindingCodes {} => labelled(FindingCode::ALL.iter().map(|code| {
            let mut entry = label(code.code(), code.text());
            entry.extend(code.norm().map(|norm| ("norm".to_owned(), json!(norm))));
            entry
        })),
        Question::EventKinds {} => {
            labelled(EventKind::ALL.iter().map(|kind| label(kind.code(), kind.text())))
        }
    })
}

fn label(id: &str, text: Text) -> Map<String, Value> {
    [("id", id), ("zh", text.zh), ("en", text.en)]
        .into_iter()
        .map(|(key, text)| (key.to_owned(), json!(text)))
        .collect()
}

fn labelled(entries: impl Iterator<Item = Map<String, Value>>) -> Value {
    json!({ "value": entries.map(Value::Object).collect::<Vec<_>>() })
}

struct Encode<'r> {
    rulebook: &'r Rulebook,
    lang: Option<Lang>,
}

impl Encode<'_> {
    fn answer<T>(&self, answer: Answer<'_, T>, encode: impl FnOnce(T) -> Value) -> Value {
        let mut members = match answer.value {
            Ok(value) => Map::from_iter([("value".to_owned(), encode(value))]),
            Err(why) => Map::from_iter([silence_member(why, self.lang)]),
        };
        members.insert("reasons".to_owned(), self.reasons(&answer.reasons));
        members.insert("digests".to_owned(), self.digests());
        Value::Object(members)
    }

    fn value(&self, value: Value) -> Value {
        json!({"value": value, "digests": self.digests()})
    }

    fn digests(&self) -> Value {
        let digests = self.rulebook.digests();
        json!({"catalogue": digests.catalogue, "profile": digests.profile, "calendar": digests.calendar})
    }

    fn reasons(&self, reasons: &Reasons<'_>) -> Value {
        reasons.iter().map(|reason| self.reason(&reason)).collect()
    }

    fn reason(&self, reason: &Reason<'_>) -> Value {
        let mut members = Map::from_iter([("norm".to_owned(), json!(reason.norm))]);
        members.extend(fact(&reason.fact).map(|fact| ("fact".to_owned(), fact)));
        members.extend(basis(reason.basis));
        members.extend(self.lang.map(|lang| ("text".to_owned(), json!(reason.text(lang)))));
        Value::Object(members)
    }
}

fn silence_member(why: Silence, lang: Option<Lang>) -> (String, Value) {
    let mut members = Map::from_iter([("why".to_owned(), json!(why.why()))]);
    members.extend(lang.map(|lang| ("text".to_owned(), json!(why.text(lang)))));
    (why.kind().to_owned(), Value::Object(members))
}

fn silence(why: Silence, lang: Option<Lang>) -> Map<String, Value> {
    Map::from_iter([silence_member(why, lang)])
}

fn party_or(party: Result<&Party, Silence>, lang: Option<Lang>) -> Value {
    match party {
        Ok(party) => json!(party.id),
        Err(why) => Value::Object(silence(why, lang)),
    }
}

fn basis(basis: Option<Basis>) -> Option<(String, Value)> {
    basis.map(|basis| match basis {
        Basis::Reading(reading) => ("reading".to_owned(), json!(reading.id())),
        Basis::Limit(limit) => ("limit".to_owned(), json!(limit.id())),
    })
}

/// An object of the members that have something to say.
fn present<const N: usize>(members: [(&str, Value); N]) -> Value {
    let said = members.into_iter().filter(|(_, value)| !matches!(value, Value::Null) && *value != json!(""));
    Value::Object(said.map(|(key, value)| (key.to_owned(), value)).collect())
}

fn fact(fact: &Fact<'_>) -> Option<Value> {
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

fn assignment(entry: &Assignment<'_>, lang: Option<Lang>) -> Value {
    let mut members = Map::from_iter([
        ("function".to_owned(), json!(entry.function.code())),
        ("norm".to_owned(), json!(entry.norm)),
    ]);
    match entry.party {
        Ok(party) => drop(members.insert("party".to_owned(), json!(party.id))),
        Err(why) => members.extend(silence(why, lang)),
    }
    Value::Object(members)
}

fn bound(rows: &[Norm]) -> Value {
    rows.iter().map(|norm| json!({"norm": norm, "class": norm.row().class()})).collect()
}

fn verdict_value(verdict: &Verdict<'_>) -> Value {
    match verdict {
        Verdict::Permitted { duties } => json!({"permitted": {"duties": duties}}),
        Verdict::Forbidden { why, competent, would_permit } => json!({"forbidden": present([
            ("why", json!(why.code())),
            ("competent", json!(competent.map(|party| &party.id))),
            ("would_permit", would_permit.iter().map(|mend| json!(mend.code())).collect()),
        ])}),
    }
}

fn package_view(view: &PackageView<'_>, lang: Option<Lang>) -> Value {
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

fn relation_value(relation: Relation) -> Value {
    present([
        ("label", json!(relation.label.map(|label| label.code()))),
        ("pairwise", if relation.pairwise { json!("one_to_one") } else { Value::Null }),
    ])
}

fn elapsed(elapsed: Option<Elapsed>) -> Value {
    json!(elapsed)
}

fn subject(subject: Subject<'_>) -> Value {
    match subject {
        Subject::Case(id) => json!({"case": id}),
        Subject::Matter(id) => json!({"matter": id}),
        Subject::Party(id) => json!({"party": id}),
        Subject::Event(id) => json!({"event": id}),
        Subject::Line(line) => json!({"line": line}),
    }
}

fn duty_value(duty: &Duty<'_>, lang: Option<Lang>) -> Value {
    let mut value = present([
        ("norm", json!(duty.norm)),
        ("obligor", party_or(duty.obligor, lang)),
        ("to", duty.to.map_or(Value::Null, |to| party_or(to, lang))),
        ("subject", subject(duty.subject)),
        (
            "trigger",
            match duty.trigger {
                TriggerRef::Event(id) => json!({"event": id}),
                TriggerRef::Since(day) => json!({"since": day}),
            },
        ),
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

fn finding_value(finding: &Finding<'_>, lang: Option<Lang>) -> Value {
    let mut value = present([
        ("code", json!(finding.code.code())),
        ("severity", json!(finding.severity.code())),
        ("norm", json!(finding.norm)),
        ("obligor", json!(finding.obligor.map(|party| &party.id))),
        ("to", json!(finding.to.map(|party| &party.id))),
        ("subject", subject(finding.subject)),
        ("events", json!(finding.events)),
        ("actor", json!(finding.actor.map(|party| &party.id))),
        ("from", json!(finding.interval.map(|(from, _)| from))),
        ("until", json!(finding.interval.map(|(_, to)| to))),
        ("elapsed", elapsed(finding.elapsed)),
        ("named", json!(finding.named)),
        ("nearest", if finding.nearest.is_empty() { Value::Null } else { json!(finding.nearest) }),
        ("possible_ground", json!(finding.possible_ground.map(|ground| ground.code()))),
        ("text", json!(lang.map(|lang| finding.code.text().in_lang(lang)))),
    ]);
    if let Value::Object(members) = &mut value {
        members.extend(basis(finding.basis));
    }
    value
}

fn audit_value(audit: &Audit<'_, '_>, lang: Option<Lang>) -> Value {
    json!({
        "duties": audit.duties().map(|duty| duty_value(&duty, lang)).collect::<Vec<_>>(),
        "findings": audit.findings().map(|finding| finding_value(&finding, lang)).collect::<Vec<_>>(),
        "standing": audit.standing().iter().map(|standing| json!({
            "party": standing.party.id,
            "fulfilled": standing.fulfilled,
            "open": standing.open,
            "breaches": standing.breaches,
            "reviews": standing.reviews,
        })).collect::<Vec<_>>(),
    })
}
