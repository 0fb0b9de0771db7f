//! What enters: JSON, places of matters and day numbers. What leaves: `Book`, which answers packed, or in the wire format.

use std::cell::OnceCell;
use std::rc::Rc;

use js_sys::{Array, Int32Array, Uint32Array};
use liandong::{Approvals, Rulebook as Core};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::wire::{day, lang, listed_faults, refused};

/// A rulebook.
#[wasm_bindgen]
pub struct Book {
    pub(crate) core: Rc<Core>,
    approvals: OnceCell<Approvals>,
}

impl Book {
    fn of(core: Core) -> Book {
        Book { core: Rc::new(core), approvals: OnceCell::new() }
    }

    fn table(&self) -> &Approvals {
        self.approvals.get_or_init(|| self.core.approvals())
    }
}

#[wasm_bindgen]
impl Book {
    #[wasm_bindgen(constructor)]
    pub fn new(catalogue: &str) -> Result<Book, JsValue> {
        Core::from_json(catalogue).map(Book::of).map_err(|error| refused(&error))
    }

    pub fn with_profile(&self, profile: &str) -> Result<Book, JsValue> {
        self.core.with_profile_json(profile).map(Book::of).map_err(|error| refused(&error))
    }

    pub fn with_transfers(&self, transfers: &str) -> Result<Book, JsValue> {
        self.core.with_transfers_json(transfers).map(Book::of).map_err(|error| refused(&error))
    }

    pub fn as_known_on(&self, on: i32) -> Result<Book, JsValue> {
        Ok(Book::of(self.core.as_known_on(day(on, "$.on")?)))
    }

    /// What it is made of: zone, profile, digests, warnings and parties.
    pub fn facts(&self) -> String {
        json!({
            "zone": self.core.zone(),
            "profile": self.core.profile(),
            "digests": self.core.digests().to_json(),
            "warnings": listed_faults(self.core.warnings()),
            "parties": self.core.parties().collect::<Vec<_>>(),
        })
        .to_string()
    }

    /// Every matter's id, name and codes, in the order of their places.
    pub fn matters(&self) -> String {
        let matters: Value = self
            .core
            .matters()
            .map(|own| json!([own.id(), own.name(), own.name_en(), own.codes().collect::<Vec<_>>()]))
            .collect();
        matters.to_string()
    }

    pub fn ask(&self, question: &str) -> String {
        self.core.ask(question)
    }

    /// Who approves and where transfers stand, stretch by stretch: where each matter's stretches begin, the first day of each,
    /// and the codes of its approver and status.
    pub fn approvals(&self) -> Array {
        let table = self.table();
        Array::of4(
            &Uint32Array::from(table.starts()),
            &Int32Array::from(table.first_days()),
            &Uint32Array::from(table.approvers()),
            &Uint32Array::from(table.statuses()),
        )
    }

    /// The silence of a code.
    pub fn silence(&self, code: u32, language: Option<String>) -> Result<Option<String>, JsValue> {
        let language = lang(language)?;
        Ok(self.table().silence(code).map(|silence| silence.to_json(language).to_string()))
    }

    /// The reasons of who approves a matter on a day, or of where its transfer stands.
    pub fn reasons(
        &self,
        matter: u32,
        on: i32,
        about_status: bool,
        language: Option<String>,
    ) -> Result<Option<String>, JsValue> {
        let (language, on) = (lang(language)?, day(on, "$.on")?);
        let reasons = self
            .core
            .matter_at(matter as usize)
            .map(|own| if about_status { own.status(on).reasons } else { own.approver(on).reasons });
        Ok(reasons.map(|reasons| reasons.to_json(language).to_string()))
    }
}
