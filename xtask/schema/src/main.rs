//! The published JSON Schemas: in come the core's wire types, out goes one JSON object of them by name.
//!
//! What a schema refuses the library refuses too. The other way round a schema says less: it cannot see that an id is
//! unknown or that a span ends before it begins.

mod answer;
mod audited;
mod difference;
mod evidence;
mod lint;
mod variants;

use liandong::{ActKind, Catalogue, Event, Norm, Profile, Question, With};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

/// The dialect of the schemas.
pub const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

fn main() {
    let schemas = json!({
        "catalogue": derived::<Catalogue>("A zone's catalogue"),
        "profile": derived::<Profile>("A profile of readings and limits"),
        "event": derived::<Event>("An event of a log"),
        "question": question(),
        "answer": answer::schema(),
    });
    println!("{schemas}");
}

fn derived<T: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), json!(title));
    schema.to_value()
}

/// The question's schema, with what its type alone does not say: the language, the change to the rulebook, the acts and the
/// norms by name.
fn question() -> Value {
    let mut schema = derived::<Question>("A question of the wire format");
    let mut with = derived::<With>("A change to the rulebook");
    let parts = with.as_object_mut().and_then(|members| {
        members.remove("$schema");
        members.remove("$defs")
    });
    if let (Some(defs), Some(Value::Object(parts))) =
        (schema.get_mut("$defs").and_then(Value::as_object_mut), parts)
    {
        defs.extend(parts);
        defs.insert("With".to_owned(), with);
    }
    let lang = json!({
        "description": "The language in which reasons, silences and findings carry a `text`.",
        "enum": ["zh", "en"]
    });
    let norms = answer::codes(Norm::ALL, Norm::id);
    let variants = schema.get_mut("oneOf").and_then(Value::as_array_mut);
    for variant in variants.into_iter().flatten() {
        let Some(properties) = variant.get_mut("properties").and_then(Value::as_object_mut) else { continue };
        properties.insert("lang".to_owned(), lang.clone());
        properties.insert("with".to_owned(), json!({"$ref": "#/$defs/With"}));
        for (name, known) in [("act", answer::codes(ActKind::ALL, ActKind::code)), ("norm", norms.clone())] {
            if let Some(property) = properties.get_mut(name).and_then(Value::as_object_mut) {
                property.insert("enum".to_owned(), known);
            }
        }
    }
    if let Some(items) = schema.pointer_mut("/$defs/AskedScope/properties/norms/items") {
        *items = json!({"type": "string", "enum": norms});
    }
    schema
}
