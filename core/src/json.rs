//! What enters: a question in the wire format. What leaves: its answer in the wire format, a fault included.
//!
//! The one entry for every language without a binding of its own. Absent options are left out, never null. Whatever the
//! question, a `with` beside it says what is changed in the rulebook first.

mod audited;
mod difference;
mod encode;
mod encode_evidence;
mod encode_outlook;
mod lint;
mod question;
mod values;
mod with;

use audited::{audit_value, effect_value};
use difference::{difference_value, trial_value};
use encode::{
    Encode, assignment, bound, duty_value, label, labelled, package_view, relation_value, silence,
    verdict_value,
};
use encode_outlook::outlook_value;
use lint::lint_value;
pub use question::Question;
use question::{
    Asked, AskedFormat, AskedMask, AskedTrigger, ask_error, full, no_finding, read, refused, unknown,
};
use serde_json::{Map, Value, json};
#[cfg(feature = "schema")]
pub use with::With;
use with::changed;

use crate::act::{Act, ActKind};
use crate::day::When;
use crate::error::Fault;
use crate::event::EventKind;
use crate::evidence::Mask;
use crate::finding::FindingCode;
use crate::lint::LintCode;
use crate::log::EventLog;
use crate::norm::norms;
use crate::reading::Reading;
use crate::rulebook::Rulebook;
use crate::text::Lang;
use crate::trigger::Trigger;

impl Rulebook {
    /// Answers a question of the wire format; every fault of the question is an answer of its own.
    ///
    /// ```
    /// # use liandong::{Catalogue, PartyKind, Rulebook};
    /// # let rulebook = Rulebook::new(Catalogue::new("z", "示例区", "b", "c")
    /// #     .party("b", "行政审批局", PartyKind::Bureau).party("c", "管委会", PartyKind::Committee)
    /// #     .party("d", "市场监督管理部", PartyKind::Department)
    /// #     .matter("M-1", "食品经营许可", "d", |_| {}))?;
    /// let answer = rulebook.ask(r#"{"ask": "approver", "matter": "M-1", "on": "2022-01-01"}"#);
    /// assert!(answer.contains(r#""value":"d""#));
    /// let answer = rulebook.ask(r#"{"ask": "approver", "matter": "M-2", "on": "2022-01-01"}"#);
    /// assert!(answer.contains(r#""nearest":["M-1"]"#));
    /// let answer = rulebook.ask(r#"{"ask": "approver", "matter": "M-1", "on": "2022-01-01",
    ///     "with": {"profile": {"name": "ours", "readings": {"in_force": {"from": "2022-01-02"}}}}}"#);
    /// assert!(answer.contains(r#""not_governed":{"why":"outside_force"}"#));
    /// # Ok::<(), liandong::InputError>(())
    /// ```
    #[must_use]
    pub fn ask(&self, question: &str) -> String {
        let answer = read(question).and_then(|Asked { question, lang, with }| {
            let rulebook = changed(self, with)?;
            answered(self, &rulebook, question, lang)
        });
        let mut value = answer.unwrap_or_else(|error| json!({ "error": error }));
        // The same bytes whether or not some other crate makes serde_json keep the order of insertion.
        value.sort_all_objects();
        value.to_string()
    }
}

/// The answer of the changed rulebook; only a comparison looks at the one it was before.
fn answered(
    before: &Rulebook,
    rulebook: &Rulebook,
    question: Question,
    lang: Option<Lang>,
) -> Result<Value, Value> {
    let encode = Encode { rulebook, lang };
    Ok(match question {
        Question::Approver { matter, on, accepted_on } => {
            let matter = rulebook.matter(&matter).map_err(|error| unknown(&error))?;
            let answer = match accepted_on {
                Some(accepted_on) => matter.approver_of_case(on, accepted_on),
                None => matter.approver(on),
            };
            encode.answer(answer, |party| json!(party.id))
        }
        Question::Status { matter, on } => encode
            .answer(rulebook.matter(&matter).map_err(|error| unknown(&error))?.status(on), |status| {
                json!(status.code())
            }),
        Question::Timeline { matter } => {
            let stretches =
                rulebook.matter(&matter).map_err(|error| unknown(&error))?.timeline().map(|stretch| {
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
                let answer = rulebook.matter(&matter).map_err(|error| unknown(&error))?.responsibilities(on);
                encode.answer(answer, |list| list.iter().map(|entry| assignment(entry, lang)).collect())
            }
            (None, Some(party), None) => encode.answer(
                rulebook.party(&party).map_err(|error| unknown(&error))?.responsibilities(on),
                |rows| bound(&rows),
            ),
            (None, None, Some(person)) => encode.answer(
                rulebook.person(&person).map_err(|error| unknown(&error))?.responsibilities(on),
                |rows| bound(&rows),
            ),
            _ => {
                return Err(refused(Fault::new(
                    "$",
                    "name exactly one of `matter`, `party` and `person`",
                    "请在 `matter`、`party`、`person` 中恰填一项",
                )));
            }
        },
        Question::Permits { act, actor, officer, matter, on, accepted_on } => {
            let Some(kind) = ActKind::named(&act) else {
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
            encode.answer(rulebook.permits(&act).map_err(|error| ask_error(&error))?, |verdict| {
                verdict_value(&verdict)
            })
        }
        Question::Package { package, on } => encode
            .answer(rulebook.package(&package).map_err(|error| unknown(&error))?.on(on), |view| {
                package_view(&view, lang)
            }),
        Question::Relation { norm, from, to } => {
            let from: Vec<&str> = from.iter().map(String::as_str).collect();
            let to: Vec<&str> = to.iter().map(String::as_str).collect();
            encode
                .answer(rulebook.relation(norm, &from, &to).map_err(|error| unknown(&error))?, relation_value)
        }
        Question::Duties { trigger } => {
            let mut log = EventLog::new();
            if let AskedTrigger::Event(event) = &trigger {
                log.push(event);
            }
            let trigger = match &trigger {
                AskedTrigger::Event(_) => Trigger::Events(&log),
                AskedTrigger::PlatformCapable { matter, on } => Trigger::PlatformCapable { matter, on: *on },
                AskedTrigger::LiaisonVacant { party, on } => Trigger::LiaisonVacant { party, on: *on },
                AskedTrigger::YearOpened { year } => Trigger::YearOpened { year: *year },
                AskedTrigger::WeekOpened { week } => Trigger::WeekOpened { week: *week },
                AskedTrigger::ProceduresStarted { project, on } => {
                    Trigger::ProceduresStarted { project, on: *on }
                }
                AskedTrigger::Transfer { matter, on } => Trigger::Transfer { matter, on: *on },
            };
            let duties = rulebook.duties(trigger).map_err(|error| unknown(&error))?;
            encode.value(duties.iter().map(|duty| duty_value(duty, lang)).collect())
        }
        Question::Audit { events, as_of, scope, by } => {
            let log = EventLog::from_values(events);
            encode.value(audit_value(&rulebook.audit(&log, scope.into(), as_of), &by, lang))
        }
        Question::Compare { events, as_of, scope } => {
            let log = EventLog::from_values(events);
            let difference = before
                .compare(rulebook, &log, scope.into(), as_of)
                .map_err(|error| refused(Fault::new("$.with", error.to_string(), error.zh())))?;
            json!({
                "value": difference_value(&difference, lang),
                "digests": Encode { rulebook: before, lang }.digests(),
                "compared_with": encode.digests(),
            })
        }
        Question::Sensitivity { events, as_of, scope } => {
            let log = EventLog::from_values(events);
            encode.value(rulebook.sensitivity(&log, &scope.into(), as_of).iter().map(trial_value).collect())
        }
        Question::Outlook { events, as_of, from, to } => {
            let log = EventLog::from_values(events);
            let as_of = as_of.unwrap_or(When::Day(from));
            encode.value(outlook_value(&rulebook.outlook(&log, as_of, from, to), lang))
        }
        Question::Record { events, event } => {
            let mut ledger = rulebook.ledger_of(EventLog::from_values(events));
            let recorded = ledger.record(&event).map_err(|error| full(&error))?;
            encode.value(effect_value(&recorded.effect(), lang))
        }
        Question::Lint {} => {
            encode.value(rulebook.lint().iter().map(|lint| lint_value(&encode, lint)).collect())
        }
        Question::Evidence { events, as_of, scope, finding, mask, format } => {
            let log = EventLog::from_values(events);
            let audit = rulebook.audit(&log, scope.into(), as_of);
            let evidence = audit.evidence(finding).map_err(|error| no_finding(&error))?;
            let mask = match mask {
                None => Mask::None,
                Some(AskedMask::Persons) => Mask::Persons,
            };
            encode.value(match format {
                None => evidence.to_json(lang, mask),
                Some(AskedFormat::Markdown) => {
                    json!({ "markdown": evidence.to_markdown(lang.unwrap_or(Lang::Zh), mask) })
                }
            })
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
        Question::LintCodes {} => labelled(LintCode::ALL.iter().map(|code| {
            let mut entry = label(code.code(), code.text());
            entry.extend(code.norm().map(|norm| ("norm".to_owned(), json!(norm))));
            entry
        })),
        Question::EventKinds {} => {
            labelled(EventKind::ALL.iter().map(|kind| label(kind.code(), kind.text())))
        }
    })
}
