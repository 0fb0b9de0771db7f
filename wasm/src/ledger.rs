//! What enters: events as they happen. What leaves: `Book`'s ledger, which says what each changed.

use std::rc::Rc;

use liandong::{Event, Ledger, Rulebook as Core, Scope};
use wasm_bindgen::prelude::*;

use crate::audit::Judged;
use crate::book::Book;
use crate::log::Log;
use crate::wire::{lang, refused, thrown, when};

/// Events as they happen, in any order, under a rulebook.
#[wasm_bindgen]
pub struct Kept {
    core: Rc<Core>,
    ledger: Ledger,
}

impl Kept {
    fn begun(book: &Book, ledger: Ledger) -> Kept {
        Kept { core: Rc::clone(&book.core), ledger }
    }
}

#[wasm_bindgen]
impl Kept {
    #[wasm_bindgen(constructor)]
    pub fn new(book: &Book) -> Kept {
        Kept::begun(book, book.core.ledger())
    }

    /// One of a log's events.
    pub fn of(book: &Book, log: &Log) -> Kept {
        Kept::begun(book, book.core.ledger_of((*log.log).clone()))
    }

    /// One from the state that another left.
    pub fn restored(book: &Book, state: &[u8]) -> Result<Kept, JsValue> {
        book.core
            .restore_ledger(state)
            .map(|ledger| Kept::begun(book, ledger))
            .map_err(|error| refused(&error))
    }

    /// Keeps an event; what it changed, where that is asked for.
    pub fn record(
        &mut self,
        event: &str,
        tell: bool,
        language: Option<String>,
    ) -> Result<Option<String>, JsValue> {
        let language = lang(language)?;
        let event = Event::from_json(event).map_err(|error| refused(&error))?;
        let recorded = self.ledger.record(&event).map_err(|full| thrown(&full.to_json()))?;
        Ok(tell.then(|| recorded.effect().to_json(language).to_string()))
    }

    #[wasm_bindgen(getter)]
    pub fn length(&self) -> u32 {
        self.ledger.len().try_into().unwrap_or(u32::MAX)
    }

    pub fn log(&self) -> Log {
        Log::of(self.ledger.log().clone())
    }

    /// The audit of its events, which lives on whatever becomes of them and of the rulebook.
    pub fn judged(&self, as_of: &str) -> Result<Judged, JsValue> {
        let (log, as_of) = (Rc::new(self.ledger.log().clone()), when(as_of, "$.asOf")?);
        Judged::of(Rc::clone(&self.core), log, Scope::default(), as_of, None)
    }

    pub fn state(&self) -> Vec<u8> {
        self.ledger.state()
    }
}
