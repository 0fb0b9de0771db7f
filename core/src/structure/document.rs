//! What enters: JSON text. What leaves: its value; a member that is there twice is a fault, as it is for a type's field.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// The value of a text without repeated members.
pub(crate) struct Document(pub(crate) Value);

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Whole).map(Self)
    }
}

struct Whole;

impl<'de> Visitor<'de> for Whole {
    type Value = Value;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, own: bool) -> Result<Value, E> {
        Ok(own.into())
    }

    fn visit_u64<E: Error>(self, own: u64) -> Result<Value, E> {
        Ok(own.into())
    }

    fn visit_i64<E: Error>(self, own: i64) -> Result<Value, E> {
        Ok(own.into())
    }

    fn visit_f64<E: Error>(self, own: f64) -> Result<Value, E> {
        Ok(own.into())
    }

    fn visit_str<E: Error>(self, own: &str) -> Result<Value, E> {
        Ok(own.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Document(element)) = elements.next_element()? {
            list.push(element);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            if object.contains_key(&key) {
                return Err(A::Error::custom(format_args!("duplicate field `{key}`")));
            }
            let Document(value) = members.next_value()?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;
    use crate::structure::Node;

    #[test]
    fn says_of_a_repeated_member_what_a_type_says() {
        for json in [
            r#"{"name": "a", "name": "b"}"#,
            r#"{"name": "a", "readings": {"in_force": {"from": "2021-03-29", "from": "2021-03-29"}}}"#,
            r#"{"name": "a", "readings": {"in_force": {}, "in_force": {}}}"#,
        ] {
            let at_once = serde_json::from_str::<Profile>(json).map_err(|error| error.to_string());
            let document = serde_json::from_str::<Document>(json).map_err(|error| error.to_string());
            assert_eq!(document.map(|_| ()).unwrap_err(), at_once.unwrap_err());
        }
    }

    #[test]
    fn gives_the_value_that_a_type_reads() {
        let json = r#"{"name": "a\u4e2d", "source": null, "readings": {"in_force": ["2021-04-01", null]}}"#;
        let Document(value) = serde_json::from_str(json).unwrap();
        assert_eq!(value, serde_json::from_str::<Value>(json).unwrap());
        assert_eq!(Profile::deserialize(Node(value)).unwrap(), serde_json::from_str(json).unwrap());
    }
}
