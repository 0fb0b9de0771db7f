//! What enters: the answer expected and the answer got. What leaves: where they differ.

use std::fmt;

use serde_json::Value;

/// An answer that is not the expected one.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The path of each place that differs, and how.
    pub places: Vec<String>,
    /// The answer expected.
    pub expected: Value,
    /// The answer got, without prose and digests.
    pub got: Value,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in &self.places {
            writeln!(f, "    {place}")?;
        }
        writeln!(f, "    expected {}", self.expected)?;
        write!(f, "    got      {}", self.got)
    }
}

/// Compares an answer with the expected one; with `partial`, what is expected must be contained in it.
///
/// An array is contained where each of its elements is contained in some element of the other; an empty one only in
/// an empty one, so that a vector can say that nothing was found.
#[must_use]
pub fn compare(expected: &Value, got: &Value, partial: bool) -> Option<Difference> {
    let (expected, got) = (bare(expected), bare(got));
    let mut places = Vec::new();
    if partial {
        contained(&expected, &got, "$", &mut places)
    } else {
        equal(&expected, &got, "$", &mut places)
    };
    (!places.is_empty()).then_some(Difference { places, expected, got })
}

/// An answer without its prose and digests.
fn bare(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let fault = members.contains_key("kind") && members.contains_key("message");
            let prose = |key: &str| {
                matches!(key, "digests" | "compared_with" | "text")
                    || (fault && matches!(key, "message" | "zh"))
            };
            let kept = members.iter().filter(|(key, _)| !prose(key));
            Value::Object(kept.map(|(key, value)| (key.clone(), bare(value))).collect())
        }
        Value::Array(elements) => elements.iter().map(bare).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.clone(),
    }
}

fn equal(expected: &Value, got: &Value, path: &str, places: &mut Vec<String>) {
    match (expected, got) {
        (Value::Object(wanted), Value::Object(had)) => {
            for (key, value) in wanted {
                match had.get(key) {
                    Some(own) => equal(value, own, &format!("{path}.{key}"), places),
                    None => places.push(format!("{path}.{key}: missing, expected {value}")),
                }
            }
            for (key, value) in had.iter().filter(|(key, _)| !wanted.contains_key(*key)) {
                places.push(format!("{path}.{key}: not expected, got {value}"));
            }
        }
        (Value::Array(wanted), Value::Array(had)) if wanted.len() == had.len() => {
            for (place, (value, own)) in wanted.iter().zip(had).enumerate() {
                equal(value, own, &format!("{path}[{place}]"), places);
            }
        }
        _ if expected == got => {}
        _ => places.push(format!("{path}: expected {expected}, got {got}")),
    }
}

fn contained(expected: &Value, got: &Value, path: &str, places: &mut Vec<String>) {
    match (expected, got) {
        (Value::Object(wanted), Value::Object(had)) => {
            for (key, value) in wanted {
                match had.get(key) {
                    Some(own) => contained(value, own, &format!("{path}.{key}"), places),
                    None => places.push(format!("{path}.{key}: missing, expected {value}")),
                }
            }
        }
        (Value::Array(wanted), Value::Array(had)) if !wanted.is_empty() => {
            for (place, value) in wanted.iter().enumerate() {
                let holds = |own: &Value| {
                    let mut places = Vec::new();
                    contained(value, own, path, &mut places);
                    places.is_empty()
                };
                if !had.iter().any(holds) {
                    places.push(format!("{path}[{place}]: no element contains {value}"));
                }
            }
        }
        _ if expected == got => {}
        _ => places.push(format!("{path}: expected {expected}, got {got}")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn prose_and_digests_are_left_out_and_all_else_counts() {
        let got = json!({"value": "b", "digests": {}, "reasons": [{"norm": "2.4c", "text": "…"}]});
        assert!(compare(&json!({"value": "b", "reasons": [{"norm": "2.4c"}]}), &got, false).is_none());
        assert!(compare(&json!({"value": "b"}), &got, false).is_some());
        assert!(compare(&json!({"value": "c", "reasons": [{"norm": "2.4c"}]}), &got, false).is_some());
        assert!(compare(&json!({"value": "b"}), &got, true).is_none());
    }

    #[test]
    fn a_part_is_contained_element_by_element_and_nothing_only_in_nothing() {
        let got = json!({"findings": [{"code": "a", "n": 1}, {"code": "b", "n": 2}]});
        assert!(compare(&json!({"findings": [{"code": "b"}]}), &got, true).is_none());
        assert!(compare(&json!({"findings": [{"code": "b", "n": 1}]}), &got, true).is_some());
        assert!(compare(&json!({"findings": []}), &got, true).is_some());
        assert!(compare(&json!({"findings": []}), &json!({"findings": []}), true).is_none());
    }
}
