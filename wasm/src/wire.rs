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
    let en = listed(|fault| format!("{}: {}", fault.path, fault.en), "; ");
    let zh = listed(|fault| format!("{}：{}", fault.path, fault.zh), "；");
    thrown(&json!({
        "kind": "input",
        "message": format!("options refused: {en}"),
        "zh": format!("选项未被接受：{zh}"),
        "faults": listed_faults(faults),
    }))
}

/// Faults as the wire format writes them.
pub fn listed_faults(faults: &[Fault]) -> Value {
    faults.iter().map(|fault| json!({"path": fault.path, "en": fault.en, "zh": fault.zh})).collect()
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

/// The scope of an audit from a call's options, or every fault of it.
pub fn scope(json: &str) -> Result<Scope, JsValue> {
    let given: Value = serde_json::from_str(json).unwrap_or_default();
    let (mut scope, mut faults) = (Scope::default(), Vec::new());
    for (name, own) in given.as_object().into_iter().flatten() {
        let (path, text) = (format!("$.{name}"), own.as_str().unwrap_or_default());
        match name.as_str() {
            "from" | "to" => match text.parse::<When>() {
                Ok(day) if name == "from" => scope.from = Some(day.day()),
                Ok(day) => scope.to = Some(day.day()),
                Err(error) => faults.push(fault(&path, error.to_string(), error.zh())),
            },
            "norms" => scope.norms = norms(own, &path, &mut faults),
            "known" => match text {
                "now" => {}
                "when_done" => scope.known = Knowledge::WhenDone,
                other => faults.push(fault(
                    &path,
                    format!("unknown value `{other}`; there are `now` and `when_done`"),
                    format!("未知取值 `{other}`；可用 `now`、`when_done`"),
                )),
            },
            // These are read elsewhere.
            "asOf" | "lang" | "onProgress" => {}
            _ => faults.push(fault(
                &path,
                format!("unknown option `{name}`; remove or rename it"),
                format!("未知选项 `{name}`；请删除或改名"),
            )),
        }
    }
    if faults.is_empty() { Ok(scope) } else { Err(refused_options(&faults)) }
}

fn norms(given: &Value, path: &str, faults: &mut Vec<Fault>) -> Option<Vec<Norm>> {
    let Some(given) = given.as_array() else {
        let zh = "不是规范编号的列表；请写作 `[\"2.6b\"]`";
        faults.push(fault(path, "no list of norms; write one as `[\"2.6b\"]`", zh));
        return None;
    };
    let mut known = Vec::new();
    for (place, norm) in given.iter().enumerate() {
        match norm.as_str().unwrap_or_default().parse::<Norm>() {
            Ok(norm) => known.push(norm),
            Err(error) => faults.push(fault(&format!("{path}[{place}]"), error.to_string(), error.zh())),
        }
    }
    Some(known)
}
