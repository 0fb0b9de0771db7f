//! What enters: JSON text. What leaves: a question of the wire format, or every fault of it.

use serde::Deserialize;
use serde::de::Error;
use serde::de::value::EnumAccessDeserializer;
use serde_json::{Value, json};

use crate::act::AskError;
use crate::audit::Scope;
use crate::compare::NotComparable;
use crate::day::{Day, IsoWeek, When};
use crate::error::{Fault, Input, InputError, UnknownId};
use crate::event::Event;
use crate::evidence::NoFinding;
use crate::ledger::LedgerFull;
use crate::norm::Norm;
use crate::records::Knowledge;
use crate::structure::{Node, Variant, Wrong};
use crate::text::Lang;

/// A question of the wire format.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(tag = "ask"))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
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
        /// The act, by its name, such as `decide`.
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
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
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
        /// Whose standing is asked for beside that of parties.
        #[serde(default)]
        by: Vec<AskedBy>,
    },
    /// What an event changes that is recorded after others.
    Record {
        /// The events recorded before it.
        #[serde(default)]
        events: Vec<Value>,
        /// The event.
        event: Box<Event>,
    },
    /// What is due in a period.
    Outlook {
        /// The events.
        #[serde(default)]
        events: Vec<Value>,
        /// The day or moment as of which the events are known; the first day of the period where none is named.
        as_of: Option<When>,
        /// The first day of the period.
        from: Day,
        /// The last day of the period.
        to: Day,
    },
    /// In what the rulebook with the change differs from the one without it.
    Compare {
        /// The events.
        #[serde(default)]
        events: Vec<Value>,
        /// The day or moment.
        as_of: When,
        /// Which norms and days.
        #[serde(default)]
        scope: AskedScope,
    },
    /// How many findings change with each choice of the profile.
    Sensitivity {
        /// The events.
        #[serde(default)]
        events: Vec<Value>,
        /// The day or moment.
        as_of: When,
        /// Which norms and days.
        #[serde(default)]
        scope: AskedScope,
    },
    /// Gaps, overlaps and contradictions of the catalogue and the profile themselves.
    Lint {},
    /// The chain behind a finding of a log judged as of a day.
    Evidence {
        /// The events.
        #[serde(default)]
        events: Vec<Value>,
        /// The day or moment.
        as_of: When,
        /// Which norms and days.
        #[serde(default)]
        scope: AskedScope,
        /// The place of the finding in the audit's findings, counted from 0.
        finding: usize,
        /// Whose names are masked; nobody's where it is absent.
        mask: Option<AskedMask>,
        /// The form of the answer; JSON where it is absent.
        format: Option<AskedFormat>,
    },
    /// The register of norms.
    Norms {},
    /// The register of readings.
    Readings {},
    /// The register of finding codes.
    FindingCodes {},
    /// The register of lint codes.
    LintCodes {},
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
    /// The year opens.
    YearOpened {
        /// The year.
        year: i32,
    },
    /// The week opens.
    WeekOpened {
        /// The week.
        week: IsoWeek,
    },
    /// From this day on the project's procedures run.
    ProceduresStarted {
        /// The project.
        project: String,
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

/// Whose names are masked.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AskedMask {
    /// Those of persons.
    Persons,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AskedFormat {
    /// A document in Markdown, in Chinese unless `lang` says otherwise.
    Markdown,
}

/// The scope of an audit, as asked.
#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct AskedScope {
    /// The norms; all where none are named.
    #[cfg_attr(feature = "schema", schemars(with = "Option<Vec<String>>"))]
    pub norms: Option<Vec<Norm>>,
    /// The first day of a trigger.
    pub from: Option<Day>,
    /// The last day of a trigger.
    pub to: Option<Day>,
    /// By which records an act is judged: all that are known, or those known when it was done.
    pub known: Knowledge,
}

impl From<AskedScope> for Scope {
    fn from(asked: AskedScope) -> Self {
        let AskedScope { norms, from, to, known } = asked;
        Self { norms, from, to, known }
    }
}

/// Whose standing an audit is asked for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AskedBy {
    /// That of each case.
    Case,
    /// That of each project.
    Project,
}

pub(super) fn refused(fault: Fault) -> Value {
    input_error(&InputError::new(Input::Question, vec![fault]))
}

/// A question as it was asked, with what stands beside it whatever the question.
pub(super) struct Asked {
    pub(super) question: Question,
    pub(super) lang: Option<Lang>,
    /// What is changed in the rulebook first.
    pub(super) with: Option<Value>,
}

pub(super) fn read(question: &str) -> Result<Asked, Value> {
    let mut value: Value = serde_json::from_str(question).map_err(|error| {
        refused(Fault::new(
            "$",
            format!("not JSON: {error}; mend the text there"),
            format!("不是合法的 JSON：{error}"),
        ))
    })?;
    let Some(members) = value.as_object_mut() else {
        return Err(refused(Fault::new(
            "$",
            "a question is an object with `ask`",
            "问题应为含 `ask` 的对象",
        )));
    };
    let with = members.remove("with");
    let lang = match members.remove("lang") {
        None => None,
        Some(lang) => Some(Lang::deserialize(Node(lang)).map_err(|error| {
            refused(Fault::new(
                "$.lang",
                format!("{error}; write `zh` or `en`"),
                "请填写 `zh` 或 `en`".to_owned(),
            ))
        })?),
    };
    let Some(name) = members.remove("ask") else {
        return Err(refused(at_path("$", &Wrong::missing_field("ask"))));
    };
    let asked = Variant { name, content: Some(value) };
    let question = Question::deserialize(EnumAccessDeserializer::new(asked)).map_err(|wrong| {
        // What goes with a question has the question's place.
        let root = if wrong.way().next().is_none() { "$.ask" } else { "$" };
        refused(at_path(root, &wrong.error.into()))
    })?;
    Ok(Asked { question, lang, with })
}

/// What keeps a part of a question from being read.
pub(super) fn at_path(root: &str, wrong: &Wrong) -> Fault {
    Fault::new(wrong.path(root), format!("{wrong}; see the question's schema"), format!("问题有误：{wrong}"))
}

pub(super) fn input_error(error: &InputError) -> Value {
    let faults: Vec<_> = error
        .faults()
        .iter()
        .map(|fault| json!({"path": fault.path, "en": fault.en, "zh": fault.zh}))
        .collect();
    json!({"kind": "input", "message": error.to_string(), "zh": error.zh(), "faults": faults})
}

pub(super) fn unknown(error: &UnknownId) -> Value {
    json!({
        "kind": format!("unknown_{}", error.kind.code()),
        "message": error.to_string(),
        "zh": error.zh(),
        "nearest": error.nearest,
    })
}

pub(super) fn no_finding(error: &NoFinding) -> Value {
    json!({"kind": "unknown_finding", "message": error.to_string(), "zh": error.zh(), "findings": error.count})
}

pub(super) fn full(error: &LedgerFull) -> Value {
    json!({"kind": "input", "message": error.to_string(), "zh": error.zh()})
}

pub(super) fn not_comparable(error: &NotComparable) -> Value {
    json!({"kind": "input", "message": error.to_string(), "zh": error.zh()})
}

pub(super) fn ask_error(error: &AskError) -> Value {
    match error {
        AskError::Unknown(error) => unknown(error),
        AskError::MatterNeeded { .. } => {
            json!({"kind": "input", "message": error.to_string(), "zh": error.zh()})
        }
    }
}
