//! What enters: JavaScript strings. What leaves: the core's answers as plain objects. Parse, call, encode; no rule.

mod encode;
mod error;
mod types;

use std::rc::Rc;

use liandong::Rulebook as Core;
use wasm_bindgen::prelude::*;

/// A catalogue and a profile, compiled once; immutable.
#[wasm_bindgen]
pub struct Rulebook {
    core: Rc<Core>,
}

#[wasm_bindgen]
impl Rulebook {
    /// A rulebook of a catalogue in JSON, with the text's own readings and no limits.
    ///
    /// @throws {LiandongError} with every fault of the catalogue
    ///
    /// # Errors
    /// When the catalogue is refused.
    #[wasm_bindgen(constructor)]
    pub fn new(#[wasm_bindgen(js_name = catalogueJson)] catalogue: &str) -> Result<Rulebook, JsValue> {
        let core = Core::from_json(catalogue).map_err(|refused| error::input("catalogue", &refused))?;
        Ok(Rulebook { core: Rc::new(core) })
    }

    /// Another rulebook of the same catalogue, with the readings and limits of a profile in JSON.
    ///
    /// @throws {LiandongError} with every fault of the profile
    ///
    /// # Errors
    /// When the profile is refused.
    #[wasm_bindgen(js_name = withProfile)]
    pub fn with_profile(
        &self,
        #[wasm_bindgen(js_name = profileJson)] profile: &str,
    ) -> Result<Rulebook, JsValue> {
        let core =
            self.core.with_profile_json(profile).map_err(|refused| error::input("profile", &refused))?;
        Ok(Rulebook { core: Rc::new(core) })
    }

    /// The matter of this id.
    ///
    /// @throws {LiandongError} when the catalogue holds no such matter
    ///
    /// # Errors
    /// When the catalogue holds no such matter.
    pub fn matter(&self, id: String) -> Result<Matter, JsValue> {
        self.core.matter(&id).map_err(|unknown| error::unknown(&unknown))?;
        Ok(Matter { core: Rc::clone(&self.core), id })
    }

    /// The digests that every answer of this rulebook rests on.
    #[wasm_bindgen(unchecked_return_type = "Digests")]
    pub fn digests(&self) -> JsValue {
        encode::digests(&self.core)
    }

    /// Answers a question of the wire format, JSON to JSON; refusals are answers too.
    pub fn ask(&self, question: &str) -> String {
        self.core.ask(question)
    }
}

/// A matter of a rulebook.
#[wasm_bindgen]
pub struct Matter {
    core: Rc<Core>,
    id: String,
}

#[wasm_bindgen]
impl Matter {
    /// The adopter's id of the matter.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        self.id.clone()
    }

    /// Who approves the matter on this day (2.4c, 2.5a); the day is written `2022-01-01`.
    ///
    /// @throws {LiandongError} when the day is none
    ///
    /// # Errors
    /// When the day is none.
    #[wasm_bindgen(unchecked_return_type = "Answer<Party>")]
    pub fn approver(&self, on: &str) -> Result<JsValue, JsValue> {
        let on = on.parse().map_err(|refused: liandong::DayError| {
            error::plain("day", &refused.to_string(), &refused.zh())
        })?;
        let matter = self.core.matter(&self.id).map_err(|unknown| error::unknown(&unknown))?;
        Ok(encode::approver(&matter.approver(on)))
    }
}
