//! What enters: a rulebook, a log and an audit's scope. What leaves: `Judged`, and what else is asked of a log.

use std::rc::Rc;

use js_sys::{Array, Function};
use liandong::{Audit, EventLog, Lang, Progress, Rulebook as Core, Scope, When};
use self_cell::self_cell;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::book::Book;
use crate::columns::{duties, findings};
use crate::log::Log;
use crate::wire::{day, fault, lang, mask, refused_options, scope, thrown, when};

type Borrowed<'a> = Audit<'a, 'a>;

self_cell!(
    struct Kept {
        owner: (Rc<Core>, Rc<EventLog>),
        #[covariant]
        dependent: Borrowed,
    }
);

/// A log judged as of a day or moment.
#[wasm_bindgen]
pub struct Judged {
    kept: Kept,
}

impl Judged {
    fn audit(&self) -> &Borrowed<'_> {
        self.kept.borrow_dependent()
    }

    pub(crate) fn of(
        core: Rc<Core>,
        log: Rc<EventLog>,
        scope: Scope,
        as_of: When,
        progress: Option<&Function>,
    ) -> Result<Judged, JsValue> {
        let mut raised = None;
        let mut goes_on = |own: Progress| {
            let Some(progress) = progress else { return true };
            match progress.call2(&JsValue::NULL, &own.done.into(), &own.all.into()) {
                Ok(told) => told != JsValue::FALSE,
                Err(error) => {
                    raised = Some(error);
                    false
                }
            }
        };
        let kept = Kept::try_new((core, log), |(core, log)| {
            core.audit_while(&**log, scope, as_of, &mut goes_on).ok_or(())
        });
        match kept {
            Ok(kept) => Ok(Judged { kept }),
            Err(()) => Err(raised.unwrap_or_else(|| {
                let (en, zh) = ("the audit was stopped by its `onProgress`", "审查已由 `onProgress` 中止");
                thrown(&json!({"kind": "stopped", "message": en, "zh": zh}))
            })),
        }
    }
}

#[wasm_bindgen]
impl Judged {
    /// `progress` is told now and then how many events are done and of how many; where it gives `false`, the audit stops.
    #[wasm_bindgen(constructor)]
    pub fn new(
        book: &Book,
        log: &Log,
        as_of: &str,
        scope_of: &str,
        progress: Option<Function>,
    ) -> Result<Judged, JsValue> {
        let (as_of, scope) = (when(as_of, "$.asOf")?, scope(scope_of)?);
        Judged::of(Rc::clone(&book.core), Rc::clone(&log.log), scope, as_of, progress.as_ref())
    }

    #[wasm_bindgen(getter)]
    pub fn duty_count(&self) -> u32 {
        self.audit().duty_count().try_into().unwrap_or(u32::MAX)
    }

    #[wasm_bindgen(getter)]
    pub fn finding_count(&self) -> u32 {
        self.audit().finding_count().try_into().unwrap_or(u32::MAX)
    }

    /// Some of the duties.
    pub fn duties(&self, from: u32, to: u32, language: Option<String>) -> Result<String, JsValue> {
        let language = lang(language)?;
        let some = (from..to).map_while(|place| self.audit().duty(place as usize));
        Ok(some.map(|own| own.to_json(language)).collect::<Value>().to_string())
    }

    /// Some of the findings.
    pub fn findings(&self, from: u32, to: u32, language: Option<String>) -> Result<String, JsValue> {
        let language = lang(language)?;
        let some = (from..to).map_while(|place| self.audit().finding(place as usize));
        Ok(some.map(|own| own.to_json(language)).collect::<Value>().to_string())
    }

    pub fn duty_columns(&self) -> Array {
        duties(&self.audit().duty_columns())
    }

    pub fn finding_columns(&self) -> Array {
        findings(&self.audit().finding_columns())
    }

    /// How parties, `case`s or `project`s stand.
    pub fn standing(&self, by: &str) -> String {
        let audit = self.audit();
        let standing: Value = match by {
            "case" => audit.standing_of_cases().iter().map(|own| own.to_json()).collect(),
            "project" => audit.standing_of_projects().iter().map(|own| own.to_json()).collect(),
            _ => audit.standing().iter().map(|own| own.to_json()).collect(),
        };
        standing.to_string()
    }

    pub fn hindsight(&self, language: Option<String>) -> Result<String, JsValue> {
        let language = lang(language)?;
        Ok(self.audit().hindsight().map(|act| act.to_json(language)).collect::<Value>().to_string())
    }

    pub fn evidence(
        &self,
        place: u32,
        masked: Option<String>,
        language: Option<String>,
    ) -> Result<String, JsValue> {
        let (language, masked) = (lang(language)?, mask(masked)?);
        let evidence = self.audit().evidence(place as usize).map_err(|none| thrown(&none.to_json()))?;
        Ok(evidence.to_json(language, masked).to_string())
    }

    pub fn evidence_markdown(
        &self,
        place: u32,
        masked: Option<String>,
        language: Option<String>,
    ) -> Result<String, JsValue> {
        let (language, masked) = (lang(language)?.unwrap_or(Lang::Zh), mask(masked)?);
        let evidence = self.audit().evidence(place as usize).map_err(|none| thrown(&none.to_json()))?;
        Ok(evidence.to_markdown(language, masked))
    }
}

/// What is due in a period: its JSON, and the same as an iCalendar file in Chinese and in English.
#[wasm_bindgen]
pub fn outlook(
    book: &Book,
    log: &Log,
    as_of: &str,
    from: i32,
    to: i32,
    language: Option<String>,
) -> Result<Array, JsValue> {
    let (as_of, language) = (when(as_of, "$.asOf")?, lang(language)?);
    let (from, to) = (day(from, "$.from")?, day(to, "$.to")?);
    let outlook = book.core.outlook(&*log.log, as_of, from, to);
    let texts = [outlook.to_json(language).to_string(), outlook.to_ics(Lang::Zh), outlook.to_ics(Lang::En)];
    Ok(texts.into_iter().map(JsValue::from).collect())
}

/// In what another rulebook answers differently over a log.
#[wasm_bindgen]
pub fn compare(
    book: &Book,
    other: &Book,
    log: &Log,
    as_of: &str,
    scope_of: &str,
    language: Option<String>,
) -> Result<String, JsValue> {
    let (as_of, scope, language) = (when(as_of, "$.asOf")?, scope(scope_of)?, lang(language)?);
    let difference = book.core.compare(&other.core, &*log.log, scope, as_of);
    match difference {
        Ok(difference) => Ok(difference.to_json(language).to_string()),
        Err(error) => Err(refused_options(&[fault("$.other", error.to_string(), error.zh())])),
    }
}

/// How many findings change with each choice of the profile.
#[wasm_bindgen]
pub fn sensitivity(book: &Book, log: &Log, as_of: &str, scope_of: &str) -> Result<String, JsValue> {
    let (as_of, scope) = (when(as_of, "$.asOf")?, scope(scope_of)?);
    let trials = book.core.sensitivity(&*log.log, &scope, as_of);
    Ok(trials.iter().map(|own| own.to_json()).collect::<Value>().to_string())
}
