//! What enters: the core's answers. What leaves: plain JavaScript objects of the shapes that types.rs declares.

use js_sys::{Array, Object, Reflect};
use liandong::{Answer, Basis, Lang, Party, Rulebook, Silence};
use wasm_bindgen::JsValue;

/// An object of these fields; those without a value are left out.
pub fn object<const N: usize>(fields: [(&str, Option<JsValue>); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        if let Some(value) = value {
            // Setting a field of a fresh plain object cannot fail.
            let _ = Reflect::set(&object, &name.into(), &value);
        }
    }
    object.into()
}

fn text(text: impl ToString) -> Option<JsValue> {
    Some(text.to_string().into())
}

pub fn approver(answer: &Answer<'_, &Party>) -> JsValue {
    let party = answer.value.as_ref().ok().map(|party| {
        object([
            ("id", text(&party.id)),
            ("name", text(&party.name)),
            ("nameEn", party.name_en.as_ref().and_then(text)),
        ])
    });
    let silence = answer.value.err().map(silence);
    let reasons = Array::new();
    for reason in answer.reasons.iter() {
        let (reading, limit) = match reason.basis {
            None => (None, None),
            Some(Basis::Reading(reading)) => (text(reading.id()), None),
            Some(Basis::Limit(limit)) => (None, text(limit.id())),
        };
        reasons.push(&object([
            ("norm", text(reason.norm)),
            ("reading", reading),
            ("limit", limit),
            ("zh", text(reason.text(Lang::Zh))),
            ("en", text(reason.text(Lang::En))),
        ]));
    }
    object([("value", party), ("silence", silence), ("reasons", Some(reasons.into()))])
}

fn silence(silence: Silence) -> JsValue {
    object([
        ("kind", text(silence.kind())),
        ("why", text(silence.why())),
        ("zh", text(silence.text(Lang::Zh))),
        ("en", text(silence.text(Lang::En))),
    ])
}

pub fn digests(rulebook: &Rulebook) -> JsValue {
    let digests = rulebook.digests();
    object([
        ("catalogue", text(&digests.catalogue)),
        ("profile", text(&digests.profile)),
        ("calendar", text(&digests.calendar)),
    ])
}
