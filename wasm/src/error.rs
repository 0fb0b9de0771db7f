//! What enters: the core's errors. What leaves: `LiandongError`, a JavaScript `Error` with the same message and its parts.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::encode::object;

#[wasm_bindgen(raw_module = "../error.js")]
extern "C" {
    /// The class that the package exports; it is written in JavaScript, as only there can `Error` be extended.
    type LiandongError;

    #[wasm_bindgen(constructor)]
    fn new(message: &str, details: &JsValue) -> LiandongError;
}

/// A refused catalogue or profile.
pub fn input(kind: &str, error: &liandong::InputError) -> JsValue {
    let faults = Array::new();
    for fault in error.faults() {
        faults.push(&object([
            ("path", Some(fault.path.as_str().into())),
            ("en", Some(fault.en.as_str().into())),
            ("zh", Some(fault.zh.as_str().into())),
        ]));
    }
    raise(kind, &error.to_string(), &error.zh(), [("faults", faults)])
}

/// An unknown id.
pub fn unknown(error: &liandong::UnknownId) -> JsValue {
    let nearest: Array = error.nearest.iter().map(|id| JsValue::from_str(id)).collect();
    raise(&format!("unknown_{}", error.kind.code()), &error.to_string(), &error.zh(), [("nearest", nearest)])
}

/// Any other refusal, which has a message and nothing more.
pub fn plain(kind: &str, en: &str, zh: &str) -> JsValue {
    raise(kind, en, zh, [("faults", Array::new())])
}

fn raise(kind: &str, en: &str, zh: &str, list: [(&str, Array); 1]) -> JsValue {
    let [(name, list)] = list;
    let details = object([("kind", Some(kind.into())), ("zh", Some(zh.into())), (name, Some(list.into()))]);
    LiandongError::new(en, &details).into()
}
