//! What enters: texts and numbers from JavaScript, errors of the core. What leaves: the core's values; errors as JSON.

use liandong::{Day, Fault, InputError, Knowledge, Lang, Mask, Norm, Scope, When};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;

/// An error in the wire format, which the package's JavaScript throws as an error of its own.
pub fn thrown(error: &Value) -> JsValue {
    JsValue::from_str(&error.to_string())
}

/// A refused input.
pub fn refused(error: &InputError) -> JsValue {
    thrown(&error.to_json())
}

/// Refused options of a call: each by its path.
pub fn refused_options(faults: &[Fault]) -> JsValue {
    let listed =
        |of: fn(&Fault) -> String, between: &str| faults.iter().map(of).collect::<Vec<_>>().join(between);
    let faults: Vec<_> =
        faults.iter().map(|fault| json!({"path": fault.path, "en": fault.en, "zh": fault.zh})).collect();
    let en = listed(|fault| format!("{}: {}", fault.path, fault.en), "; ");
    let zh = listed(|fault| format!("{}：{}", fault.path, fault.zh), "；");
    thrown(&json!({
        "kind": "input",
        "message": format!("options refused: {en}"),
        "zh": format!("选项未被接受：{zh}"),
        "faults": faults,
    }))
}

/// The fault of an option.
pub fn fault(path: &str, en: impl Into<String>, zh: impl Into<String>) -> Fault {
    Fault { path: path.to_owned(), en: en.into(), zh: zh.into() }
}

/// `zh`, `en`, or none.
pub fn lang(code: Option<String>) -> Result<Option<Lang>, JsValue> {
    match code.as_deref() {
        None => Ok(None),
        Some("zh") => Ok(Some(Lang::Zh)),
        Some("en") => Ok(Some(Lang::En)),
        Some(other) => Err(refused_options(&[fault(
            "$.lang",
            format!("unknown language `{other}`; use `zh` or `en`"),
            format!("未知语言 `{other}`；可用 `zh`、`en`"),
        )])),
    }
}

/// `persons`, or nobody.
pub fn mask(code: Option<String>) -> Result<Mask, JsValue> {
    match code.as_deref() {
        None => Ok(Mask::None),
        Some("persons") => Ok(Mask::Persons),
        Some(other) => Err(refused_options(&[fault(
            "$.mask",
            format!("unknown mask `{other}`; there is `persons`"),
            format!("未知遮蔽范围 `{other}`；可用 `persons`"),
        )])),
    }
}

/// A day or moment.
pub fn when(text: &str, path: &str) -> Result<When, JsValue> {
    text.parse()
        .map_err(|error: liandong::DayError| refused_options(&[fault(path, error.to_string(), error.zh())]))
}

/// A day by its number, 0 for 1970-01-01.
pub fn day(number: i32, path: &str) -> Result<Day, JsValue> {
    Day::from_number(number).ok_or_else(|| {
        refused_options(&[fault(
            path,
            format!("{number} is no day of the years 1 to 9999; count from 1970-01-01"),
            format!("{number} 不在公元 1 至 9999 年之内；自 1970-01-01 起计"),
        )])
    })
}

/// The scope of an audit from its JSON, or every fault of it.
pub fn scope(json: &str) -> Result<Scope, JsValue> {
    let given: Value = serde_json::from_str(json).unwrap_or_default();
    let (mut scope, mut faults) = (Scope::default(), Vec::new());
    let mut day = |name: &str| -> Option<Day> {
        let text = given.get(name)?.as_str().unwrap_or_default();
        let read = text.parse::<When>().map(When::day);
        read.map_err(|error| faults.push(fault(&format!("$.{name}"), error.to_string(), error.zh()))).ok()
    };
    (scope.from, scope.to) = (day("from"), day("to"));
    if let Some(norms) = given.get("norms").and_then(Value::as_array) {
        let mut known = Vec::new();
        for (place, norm) in norms.iter().enumerate() {
            match norm.as_str().unwrap_or_default().parse::<Norm>() {
                Ok(norm) => known.push(norm),
                Err(error) => {
                    faults.push(fault(&format!("$.norms[{place}]"), error.to_string(), error.zh()));
                }
            }
        }
        scope.norms = Some(known);
    }
    match given.get("known").map(|known| known.as_str().unwrap_or_default()) {
        None | Some("now") => {}
        Some("when_done") => scope.known = Knowledge::WhenDone,
        Some(other) => faults.push(fault(
            "$.known",
            format!("unknown value `{other}`; there are `now` and `when_done`"),
            format!("未知取值 `{other}`；可用 `now`、`when_done`"),
        )),
    }
    if faults.is_empty() { Ok(scope) } else { Err(refused_options(&faults)) }
}
