//! What enters: JSON, places of matters and day numbers. What leaves: `Book`, which answers packed, or in the wire format.

use std::cell::RefCell;
use std::rc::Rc;

use liandong::{Day, MatterView, Reasons, Rulebook as Core, TransferStatus};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use crate::seen::{Asked, Seen};
use crate::wire::{day, lang, refused};

/// No matter has this place, and no day this number.
const NOTHING: u32 = u32::MAX;

/// A rulebook.
#[wasm_bindgen]
pub struct Book {
    pub(crate) core: Rc<Core>,
    seen: RefCell<Seen>,
}

impl Book {
    fn of(core: Core) -> Book {
        Book { core: Rc::new(core), seen: RefCell::default() }
    }

    fn at(&self, place: u32) -> Option<MatterView<'_>> {
        self.core.matter_at(place as usize)
    }

    fn reasons(&self, Asked { matter, on, about_status }: Asked) -> Option<Reasons<'_>> {
        let matter = self.at(matter)?;
        Some(if about_status { matter.status(on).reasons } else { matter.approver(on).reasons })
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
        let warnings = self.core.warnings().iter();
        let warnings: Value =
            warnings.map(|own| json!({"path": own.path, "en": own.en, "zh": own.zh})).collect();
        json!({
            "zone": self.core.zone(),
            "profile": self.core.profile(),
            "digests": self.core.digests().to_json(),
            "warnings": warnings,
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

    /// The place of the approving party, or the code of a silence; `NOTHING` where there is no such matter or day.
    pub fn approver(&self, matter: u32, on: i32) -> u32 {
        match (self.at(matter), Day::from_number(on)) {
            (Some(matter), Some(on)) => self.seen.borrow_mut().code(matter.approver_place(on)),
            _ => NOTHING,
        }
    }

    /// The place of a status, or the code of a silence; `NOTHING` where there is no such matter or day.
    pub fn status(&self, matter: u32, on: i32) -> u32 {
        match (self.at(matter), Day::from_number(on)) {
            (Some(matter), Some(on)) => {
                let place = |own: TransferStatus| own as usize;
                self.seen.borrow_mut().code(matter.status(on).value.map(place))
            }
            _ => NOTHING,
        }
    }

    /// One code a row of matters and days; a single day is meant for every row.
    pub fn approvers(&self, matters: &[u32], days: &[i32]) -> Vec<u32> {
        self.each(matters, days, Book::approver)
    }

    /// As `approvers`, of statuses.
    pub fn statuses(&self, matters: &[u32], days: &[i32]) -> Vec<u32> {
        self.each(matters, days, Book::status)
    }

    /// The number of the reasons of an answer: the same number, the same reasons.
    pub fn reasons_number(&self, matter: u32, on: i32, about_status: bool) -> u32 {
        let Some(on) = Day::from_number(on) else { return NOTHING };
        let asked = Asked { matter, on, about_status };
        match self.reasons(asked) {
            Some(reasons) => self.seen.borrow_mut().number(reasons.key(), asked),
            None => NOTHING,
        }
    }

    /// The reasons of a number.
    pub fn reasons_of(&self, number: u32, language: Option<String>) -> Result<String, JsValue> {
        let language = lang(language)?;
        let asked = self.seen.borrow().asked(number);
        let reasons = asked.and_then(|asked| self.reasons(asked));
        Ok(reasons.map_or_else(|| "[]".to_owned(), |reasons| reasons.to_json(language).to_string()))
    }

    /// The silence of a code.
    pub fn silence(&self, code: u32, language: Option<String>) -> Result<String, JsValue> {
        let language = lang(language)?;
        let silence = self.seen.borrow().silence(code);
        Ok(silence.map_or_else(|| "{}".to_owned(), |silence| silence.to_json(language).to_string()))
    }
}

impl Book {
    fn each(&self, matters: &[u32], days: &[i32], of: impl Fn(&Book, u32, i32) -> u32) -> Vec<u32> {
        match days {
            [day] => matters.iter().map(|matter| of(self, *matter, *day)).collect(),
            _ => matters.iter().zip(days).map(|(matter, day)| of(self, *matter, *day)).collect(),
        }
    }
}
