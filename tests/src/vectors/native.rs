//! What enters: a vector. What leaves: what the crate's native methods answer, put into the wire format's shape.
//!
//! Nothing here goes through `Rulebook::ask`: each question is a call of its own method.

use liandong::{
    Act, ActKind, AskError, Catalogue, Day, Event, EventKind, EventLog, FindingCode, InputError, IsoWeek,
    Knowledge, Lang, LintCode, Mask, NoFinding, Norm, Profile, Reading, Rulebook, Scope, Transfer, Trigger,
    UnknownId, When, norms,
};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::case::Case;
use super::encode::{
    assignments, bound, entry_of_register, of_answer, of_value, package, relation, stretch, verdict,
};
use super::encode_audit::{audit, duty, effect, standings};
use super::encode_difference::{difference, effects};
use super::encode_evidence::evidence;
use super::encode_lint::lint;
use super::encode_outlook::outlook;

/// A question of a vector, read by the harness itself.
#[derive(Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
enum Question {
    Approver { matter: String, on: Day, accepted_on: Option<Day> },
    Status { matter: String, on: Day },
    Timeline { matter: String },
    Responsibilities { matter: Option<String>, party: Option<String>, person: Option<String>, on: Day },
    Permits(Permits),
    Package { package: String, on: Day },
    Relation { norm: Norm, from: Vec<String>, to: Vec<String> },
    Duties { trigger: SetsOff },
    Audit(AuditOf),
    Outlook(OutlookOf),
    Compare(AuditOf),
    Sensitivity(AuditOf),
    Evidence(EvidenceOf),
    Record(RecordOf),
    Lint {},
    Norms {},
    Readings {},
    FindingCodes {},
    LintCodes {},
    EventKinds {},
}

/// What is changed in the rulebook first.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct With {
    #[serde(default)]
    transfers: Vec<Map<String, Value>>,
    profile: Option<Profile>,
    known_on: Option<Day>,
}

#[derive(Deserialize)]
struct Permits {
    act: String,
    actor: String,
    officer: Option<String>,
    matter: Option<String>,
    on: Day,
    accepted_on: Option<Day>,
}

#[derive(Deserialize)]
struct AuditOf {
    #[serde(default)]
    events: Vec<Value>,
    as_of: When,
    #[serde(default)]
    scope: Window,
    #[serde(default)]
    by: Vec<String>,
}

#[derive(Deserialize)]
struct RecordOf {
    #[serde(default)]
    events: Vec<Value>,
    event: Box<Event>,
}

#[derive(Deserialize)]
struct OutlookOf {
    #[serde(default)]
    events: Vec<Value>,
    as_of: Option<When>,
    from: Day,
    to: Day,
}

#[derive(Deserialize)]
struct EvidenceOf {
    #[serde(flatten)]
    audit: AuditOf,
    finding: usize,
    mask: Option<String>,
    format: Option<String>,
    lang: Option<Lang>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Window {
    norms: Option<Vec<Norm>>,
    from: Option<Day>,
    to: Option<Day>,
    known: Option<String>,
}

impl Window {
    fn native(self) -> Result<Scope, String> {
        let Self { norms, from, to, known } = self;
        let known = match known.as_deref() {
            None | Some("now") => Knowledge::Now,
            Some("when_done") => Knowledge::WhenDone,
            Some(other) => return Err(format!("unknown knowledge `{other}`")),
        };
        Ok(Scope { norms, from, to, known })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum SetsOff {
    Event(Box<Event>),
    PlatformCapable { matter: String, on: Day },
    LiaisonVacant { party: String, on: Day },
    YearOpened { year: i32 },
    WeekOpened { week: IsoWeek },
    ProceduresStarted { project: String, on: Day },
    Transfer { matter: String, on: Day },
}

/// The answer to a vector's question, or what kept it from being asked.
pub(super) fn answer(case: &Case) -> Result<Value, String> {
    let catalogue =
        Catalogue::from_json(&case.catalogue.to_string()).map_err(|error| format!("catalogue: {error}"))?;
    let mut rulebook = Rulebook::new(catalogue).map_err(|error| format!("catalogue: {error}"))?;
    if let Some(profile) = &case.profile {
        let profile =
            Profile::from_json(&profile.to_string()).map_err(|error| format!("profile: {error}"))?;
        rulebook = rulebook.with_profile(profile).map_err(|error| format!("profile: {error}"))?;
    }
    let mut ask = case.ask.clone();
    let before = rulebook.clone();
    if let Some(with) = ask.remove("with") {
        let with = serde_json::from_value(with).map_err(|error| format!("with: {error}"))?;
        rulebook = match changed(&rulebook, with)? {
            Ok(rulebook) => rulebook,
            Err(refused) => return Ok(json!({ "error": refused })),
        };
    }
    let question = serde_json::from_value(Value::Object(ask));
    let question: Question = question.map_err(|error| format!("question: {error}"))?;
    if let Question::Compare(AuditOf { events, as_of, scope, .. }) = question {
        let log = log(events);
        let compared = before.compare(&rulebook, &log, scope.native()?, as_of);
        return Ok(of_value(difference(&compared.map_err(|error| error.to_string())?)));
    }
    Ok(asked(&rulebook, question)?.unwrap_or_else(|unknown| json!({ "error": unknown })))
}

/// The inner error is one that the wire format answers with.
fn changed(rulebook: &Rulebook, with: With) -> Result<Result<Rulebook, Value>, String> {
    let mut transfers = Vec::new();
    for mut members in with.transfers {
        let matter = members.remove("matter").and_then(|id| id.as_str().map(str::to_owned));
        let transfer =
            Transfer::deserialize(Value::Object(members)).map_err(|error| format!("with: {error}"))?;
        transfers.push((matter.unwrap_or_default(), transfer));
    }
    let mut rulebook = match rulebook.with_transfers(transfers) {
        Ok(rulebook) => rulebook,
        Err(error) => return Ok(Err(of_input(&error, "$.with.transfers"))),
    };
    if let Some(profile) = with.profile {
        rulebook = match rulebook.with_profile(profile) {
            Ok(rulebook) => rulebook,
            Err(error) => return Ok(Err(of_input(&error, "$.with.profile"))),
        };
    }
    Ok(Ok(with.known_on.map_or_else(|| rulebook.clone(), |day| rulebook.as_known_on(day))))
}

/// The inner error is one that the wire format answers with.
fn asked(rulebook: &Rulebook, question: Question) -> Result<Result<Value, Value>, String> {
    Ok(match question {
        Question::Permits(act) => permits(rulebook, &act)?,
        Question::Responsibilities { matter, party, person, on } => {
            known(responsibilities(rulebook, [matter, party, person], on)?)
        }
        Question::Approver { matter, on, accepted_on } => known(rulebook.matter(&matter).map(|matter| {
            let answer = accepted_on
                .map_or_else(|| matter.approver(on), |accepted_on| matter.approver_of_case(on, accepted_on));
            of_answer(answer, |party| json!(party.id))
        })),
        Question::Status { matter, on } => known(
            rulebook
                .matter(&matter)
                .map(|matter| of_answer(matter.status(on), |status| json!(status.code()))),
        ),
        Question::Timeline { matter } => {
            known(rulebook.matter(&matter).map(|matter| of_value(matter.timeline().map(stretch).collect())))
        }
        Question::Package { package: id, on } => {
            known(rulebook.package(&id).map(|own| of_answer(own.on(on), package)))
        }
        Question::Relation { norm, from, to } => {
            let from: Vec<_> = from.iter().map(String::as_str).collect();
            let to: Vec<_> = to.iter().map(String::as_str).collect();
            let answer = rulebook.relation(norm, &from, &to);
            known(answer.map(|answer| of_answer(answer, |label| relation(&label))))
        }
        Question::Duties { trigger } => known(duties(rulebook, &trigger).map(of_value)),
        Question::Audit(AuditOf { events, as_of, scope, by }) => {
            let log = log(events);
            let judged = rulebook.audit(&log, scope.native()?, as_of);
            let mut value = audit(&judged);
            for by in &by {
                match by.as_str() {
                    "case" => value["cases"] = standings(&judged.standing_of_cases()),
                    "project" => value["projects"] = standings(&judged.standing_of_projects()),
                    _ => return Err(format!("nothing stands by `{by}`")),
                }
            }
            Ok(of_value(value))
        }
        Question::Record(RecordOf { events, event }) => {
            let mut ledger = rulebook.ledger_of(log(events));
            let recorded = ledger.record(&event).map_err(|full| full.to_string())?;
            Ok(of_value(effect(&recorded.effect())))
        }
        Question::Compare(_) => return Err("a comparison takes two rulebooks".to_owned()),
        Question::Sensitivity(AuditOf { events, as_of, scope, .. }) => {
            Ok(of_value(effects(&rulebook.sensitivity(&log(events), &scope.native()?, as_of))))
        }
        Question::Outlook(OutlookOf { events, as_of, from, to }) => {
            let log = log(events);
            Ok(of_value(outlook(&rulebook.outlook(&log, as_of.unwrap_or(from.into()), from, to))))
        }
        Question::Lint {} => Ok(of_value(rulebook.lint().iter().map(lint).collect())),
        Question::Evidence(asked) => evidence_of(rulebook, asked),
        Question::Norms {} => Ok(json!({ "value": norms() })),
        Question::Readings {} => Ok(register(Reading::ALL.iter().map(|reading| {
            let mut entry = entry_of_register(reading.id(), reading.text());
            entry.insert("options".to_owned(), json!(reading.options()));
            entry
        }))),
        Question::FindingCodes {} => Ok(register(FindingCode::ALL.iter().map(|code| {
            let mut entry = entry_of_register(code.code(), code.text());
            entry.extend(code.norm().map(|norm| ("norm".to_owned(), json!(norm))));
            entry
        }))),
        Question::LintCodes {} => Ok(register(LintCode::ALL.iter().map(|code| {
            let mut entry = entry_of_register(code.code(), code.text());
            entry.extend(code.norm().map(|norm| ("norm".to_owned(), json!(norm))));
            entry
        }))),
        Question::EventKinds {} => {
            Ok(register(EventKind::ALL.iter().map(|kind| entry_of_register(kind.code(), kind.text()))))
        }
    })
}

fn permits(rulebook: &Rulebook, asked: &Permits) -> Result<Result<Value, Value>, String> {
    let named = |kind: &&ActKind| kind.code() == asked.act;
    let kind = ActKind::ALL.iter().find(named).ok_or_else(|| format!("no act `{}`", asked.act))?;
    let act = Act {
        kind: *kind,
        actor: &asked.actor,
        officer: asked.officer.as_deref(),
        matter: asked.matter.as_deref(),
        on: asked.on,
        accepted_on: asked.accepted_on,
    };
    let answer = rulebook.permits(&act);
    Ok(answer.map(|answer| of_answer(answer, verdict)).map_err(|error| match error {
        AskError::Unknown(unknown) => of_unknown(&unknown),
        needed @ AskError::MatterNeeded { .. } => {
            json!({"kind": "input", "message": needed.to_string(), "zh": needed.zh()})
        }
    }))
}

/// Of a matter, a party or a person.
fn responsibilities(
    rulebook: &Rulebook,
    of: [Option<String>; 3],
    on: Day,
) -> Result<Result<Value, UnknownId>, String> {
    Ok(match of {
        [Some(id), None, None] => {
            rulebook.matter(&id).map(|matter| of_answer(matter.responsibilities(on), assignments))
        }
        [None, Some(id), None] => {
            rulebook.party(&id).map(|party| of_answer(party.responsibilities(on), bound))
        }
        [None, None, Some(id)] => {
            rulebook.person(&id).map(|person| of_answer(person.responsibilities(on), bound))
        }
        _ => return Err("name exactly one of matter, party and person".to_owned()),
    })
}

fn duties(rulebook: &Rulebook, trigger: &SetsOff) -> Result<Value, UnknownId> {
    let mut log = EventLog::new();
    if let SetsOff::Event(event) = trigger {
        log.push(event);
    }
    let trigger = match trigger {
        SetsOff::Event(_) => Trigger::Events(&log),
        SetsOff::PlatformCapable { matter, on } => Trigger::PlatformCapable { matter, on: *on },
        SetsOff::LiaisonVacant { party, on } => Trigger::LiaisonVacant { party, on: *on },
        SetsOff::YearOpened { year } => Trigger::YearOpened { year: *year },
        SetsOff::WeekOpened { week } => Trigger::WeekOpened { week: *week },
        SetsOff::ProceduresStarted { project, on } => Trigger::ProceduresStarted { project, on: *on },
        SetsOff::Transfer { matter, on } => Trigger::Transfer { matter, on: *on },
    };
    Ok(rulebook.duties(trigger)?.iter().map(duty).collect())
}

/// A log of native events; a log with a line that is no event is read as it stands.
fn log(events: Vec<Value>) -> EventLog {
    let native: Result<Vec<Event>, _> = events.iter().map(Event::deserialize).collect();
    native.map_or_else(|_| EventLog::from_values(events), |events| events.iter().collect())
}

fn known(answer: Result<Value, UnknownId>) -> Result<Value, Value> {
    answer.map_err(|unknown| of_unknown(&unknown))
}

fn of_input(error: &InputError, place: &str) -> Value {
    let faults = error
        .faults()
        .iter()
        .map(|fault| json!({"path": fault.path.replacen('$', place, 1), "en": fault.en, "zh": fault.zh}));
    json!({"kind": "input", "message": error.to_string(), "zh": error.zh(), "faults": faults.collect::<Vec<_>>()})
}

fn of_unknown(unknown: &UnknownId) -> Value {
    json!({
        "kind": format!("unknown_{}", unknown.kind.code()),
        "message": unknown.to_string(),
        "zh": unknown.zh(),
        "nearest": unknown.nearest,
    })
}

/// What a mask hides and a document says is the library's; the values are encoded here a second time.
fn evidence_of(rulebook: &Rulebook, asked: EvidenceOf) -> Result<Value, Value> {
    let EvidenceOf { audit: AuditOf { events, as_of, scope, .. }, finding, mask, format, lang } = asked;
    let log = log(events);
    let scope = scope.native()?;
    let audit = rulebook.audit(&log, scope, as_of);
    let mask = mask.map_or(Mask::None, |_| Mask::Persons);
    let pack = audit.evidence(finding).map(|own| match (format, mask) {
        (Some(_), _) => json!({ "markdown": own.to_markdown(lang.unwrap_or(Lang::Zh), mask) }),
        (None, Mask::Persons) => own.to_json(lang, mask),
        (None, Mask::None) => evidence(&own),
    });
    pack.map(of_value).map_err(|error| of_no_finding(&error))
}

fn of_no_finding(error: &NoFinding) -> Value {
    json!({"kind": "unknown_finding", "message": error.to_string(), "zh": error.zh(), "findings": error.count})
}

fn register(entries: impl Iterator<Item = Map<String, Value>>) -> Value {
    of_value(entries.map(Value::Object).collect())
}
