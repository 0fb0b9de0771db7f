//! What enters: ids, day numbers, bytes and JSON from the package's own JavaScript. What leaves: packed numbers, typed
//! arrays and JSON, which that JavaScript turns into its values. Parse, call, encode; no rule.
//!
//! Nothing here is public to a user: `ts/` is, and it documents each method.

mod audit;
mod book;
mod columns;
mod ledger;
mod log;
mod wire;

use liandong::{Catalogue, Rulebook};
use wasm_bindgen::prelude::*;

use crate::wire::refused;

/// A register of the wire format (`norms`, `readings`, …), which every rulebook has alike.
#[wasm_bindgen]
pub fn register(question: &str) -> Result<String, JsValue> {
    let any = Rulebook::new(
        Catalogue::new("zone", "", "b", "c").party("b", "", liandong::PartyKind::Bureau).party(
            "c",
            "",
            liandong::PartyKind::Committee,
        ),
    );
    any.map(|rulebook| rulebook.ask(question)).map_err(|error| refused(&error))
}

/// The encoding that a text is in, by the reader's own judgement.
#[wasm_bindgen]
pub fn encoding(bytes: &[u8]) -> String {
    liandong_readers::Encoding::detect(bytes).name().to_owned()
}
