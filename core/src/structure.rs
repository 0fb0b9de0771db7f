//! What enters: JSON text and the type it should have. What leaves: the value, or every structural fault with its path.

#[cfg(any(target_arch = "wasm32", test))]
mod document;
mod node;

pub(crate) use node::{Node, Step, Variant, Wrong};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::error::{Fault, Input, InputError};

/// Reads `json` as a `T`; where that fails, looks again, element by element, and lists every fault.
pub(crate) fn read<T: DeserializeOwned>(json: &str, input: Input) -> Result<T, InputError> {
    match whole(json.as_bytes()) {
        // serde would take a list of the fields' values for an object.
        Ok(_) if !is_object(json) => Err(InputError::new(
            input,
            vec![Fault::new(
                "$",
                "a list where an object is expected; name each field",
                "应为对象而非列表；请写出字段名",
            )],
        )),
        Ok(value) => Ok(value),
        Err(error) => Err(InputError::new(
            input,
            match serde_json::from_str::<Value>(json) {
                Ok(value) => faults_of(value, &|value| T::deserialize(Node(value)).err(), &error),
                Err(error) => vec![Fault::new(
                    "$",
                    format!("not JSON: {error}; mend the text there"),
                    format!("不是合法的 JSON：第 {} 行第 {} 列（{error}）", error.line(), error.column()),
                )],
            },
        )),
    }
}

/// From the text at once, which is twice as fast.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn whole<T: DeserializeOwned>(json: &[u8]) -> Result<T, serde_json::Error> {
    serde_json::from_slice(json)
}

/// By way of a value: a browser would fetch a second reader of each type.
#[cfg(target_arch = "wasm32")]
pub(crate) fn whole<T: DeserializeOwned>(json: &[u8]) -> Result<T, serde_json::Error> {
    let document::Document(value) = serde_json::from_slice(json)?;
    T::deserialize(Node(value)).map_err(|wrong| wrong.error)
}

/// Whether JSON text is an object, as far as its first character tells.
fn is_object(json: &str) -> bool {
    json.trim_start().starts_with('{')
}

/// What is wrong where a value is read as the type that is expected.
type Reads<'r> = &'r dyn Fn(Value) -> Option<Wrong>;

/// Checks the document with its lists emptied, then each element of a list in a document of its own: linear in the
/// input, and no fault hides another.
fn faults_of(document: Value, wrong: Reads<'_>, first: &serde_json::Error) -> Vec<Fault> {
    let mut faults = Vec::new();
    if let Value::Object(members) = document {
        let (mut skeleton, mut lists) = (Map::new(), Vec::new());
        for (key, value) in members {
            match value {
                Value::Array(elements) => {
                    skeleton.insert(key.clone(), Value::Array(Vec::new()));
                    lists.push((key, elements));
                }
                other => drop(skeleton.insert(key, other)),
            }
        }
        let skeleton = mend(Value::Object(skeleton), wrong, None, &mut faults);
        if let Value::Object(skeleton) = skeleton {
            let own = faults.len();
            for (key, elements) in lists {
                for (index, element) in elements.into_iter().enumerate() {
                    let mut one = skeleton.clone();
                    one.insert(key.clone(), Value::Array(vec![element]));
                    mend(Value::Object(one), wrong, Some(index), &mut faults);
                }
            }
            // What the skeleton lacks was said once; beside an element it says nothing new.
            let (said, found) = faults.split_at(own.min(faults.len()));
            let fresh: Vec<_> = found.iter().filter(|fault| fault.path.contains('[')).cloned().collect();
            faults = said.iter().cloned().chain(fresh).collect();
        }
    } else {
        mend(document, wrong, None, &mut faults);
    }
    if faults.is_empty() {
        faults.push(fault("$".to_owned(), &first.to_string()));
    }
    faults
}

/// Takes what is at fault out of a small document, again and again, until the rest can be read or nothing is left to
/// take out.
fn mend(mut document: Value, wrong: Reads<'_>, element: Option<usize>, faults: &mut Vec<Fault>) -> Value {
    let mut taken_out: Vec<String> = Vec::new();
    loop {
        let Some(found) = wrong(document.clone()) else { return document };
        let is_place = |step: &&Step| !matches!(step, Step::Variant(_));
        let mut steps: Vec<Step> = found.way().filter(is_place).cloned().collect();
        let message = found.to_string();
        let named = |prefix: &str| {
            message.strip_prefix(prefix).and_then(|rest| rest.split('`').next()).map(str::to_owned)
        };
        let missing = named("missing field `");
        if let Some(field) = named("unknown field `")
            && steps.last() != Some(&Step::Key(field.clone()))
        {
            steps.push(Step::Key(field));
        }
        let place = missing
            .as_ref()
            .map_or_else(|| path(&steps, element), |field| format!("{}.{field}", path(&steps, element)));
        if missing.is_some() {
            // What goes with the field it lacks is not missing itself.
            taken_out.push(path(&steps, element));
        }
        if !taken_out.contains(&place) {
            faults.push(fault(place.clone(), &message));
            taken_out.push(place);
        }
        if !remove(&mut document, &steps) {
            return document;
        }
    }
}

fn path(steps: &[Step], element: Option<usize>) -> String {
    let mut text = String::from("$");
    let mut element = element;
    for step in steps {
        match step {
            Step::Key(key) | Step::Variant(key) => {
                text.push('.');
                text.push_str(key);
            }
            // The first index is that of the element's own document, in which it stands alone.
            Step::Index(index) => text.push_str(&format!("[{}]", element.take().unwrap_or(*index))),
        }
    }
    text
}

/// Removes what the steps lead to; false where there is nothing to remove.
fn remove(document: &mut Value, steps: &[Step]) -> bool {
    let Some((last, way)) = steps.split_last() else { return false };
    let mut place = document;
    for step in way {
        let next = match step {
            Step::Key(key) => place.get_mut(key.as_str()),
            Step::Index(index) => place.get_mut(*index),
            Step::Variant(_) => None,
        };
        match next {
            Some(next) => place = next,
            None => return false,
        }
    }
    match (last, place) {
        (Step::Key(key), Value::Object(members)) => members.remove(key).is_some(),
        (Step::Index(index), Value::Array(elements)) if *index < elements.len() => {
            drop(elements.remove(*index));
            true
        }
        _ => false,
    }
}

fn fault(place: String, message: &str) -> Fault {
    let (en, zh) = if message.starts_with("missing field") {
        (format!("{message}; add it"), "缺少必填字段；请补上".to_owned())
    } else if message.starts_with("unknown field") {
        (format!("{message}; remove or rename it"), format!("未知字段（{message}）；请删除或改名"))
    } else if message.starts_with("unknown variant") {
        (message.to_owned(), format!("未知取值（{message}）；请改为所列之一"))
    } else {
        (format!("{message}; correct the value"), format!("取值不符（{message}）；请更正"))
    };
    Fault::new(place, en, zh)
}
