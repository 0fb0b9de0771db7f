//! What enters: a JSON value. What leaves: whatever type reads itself from it, or what is wrong with it and the way there.
//!
//! One deserialiser for all that is read from values: each further one would compile every type once more.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, Expected, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

/// A value that types are read from.
pub(crate) struct Node(pub(crate) Value);

/// What keeps a value from being read.
#[derive(Debug)]
pub(crate) struct Wrong {
    pub(crate) error: serde_json::Error,
    /// The way to it, its last step first.
    way: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    Key(String),
    Index(usize),
    Variant(String),
}

impl Wrong {
    fn within(mut self, step: Step) -> Self {
        self.way.push(step);
        self
    }

    /// The way to it from a root, as it is written.
    pub(crate) fn path(&self, root: &str) -> String {
        let mut path = String::from(root);
        for (place, step) in self.way().enumerate() {
            match step {
                Step::Key(name) | Step::Variant(name) => path.extend([".", name]),
                Step::Index(index) if place == 0 => path.push_str(&format!(".[{index}]")),
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }

    /// The steps from the value to what is wrong in it.
    pub(crate) fn way(&self) -> impl Iterator<Item = &Step> {
        self.way.iter().rev()
    }
}

impl From<serde_json::Error> for Wrong {
    fn from(error: serde_json::Error) -> Self {
        Self { error, way: Vec::new() }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(out)
    }
}

impl std::error::Error for Wrong {}

impl Error for Wrong {
    #[cold]
    fn custom<T: fmt::Display>(message: T) -> Self {
        serde_json::Error::custom(message).into()
    }

    #[cold]
    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        serde_json::Error::invalid_type(found, expected).into()
    }

    #[cold]
    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        serde_json::Error::invalid_value(found, expected).into()
    }
}

#[cold]
fn is_no(value: &Value, expected: &dyn Expected) -> Wrong {
    let found = match value {
        Value::Null => Unexpected::Unit,
        Value::Bool(own) => Unexpected::Bool(*own),
        Value::Number(own) => match (own.as_u64(), own.as_i64()) {
            (Some(own), _) => Unexpected::Unsigned(own),
            (None, Some(own)) => Unexpected::Signed(own),
            (None, None) => Unexpected::Float(own.as_f64().unwrap_or_default()),
        },
        Value::String(own) => Unexpected::Str(own),
        Value::Array(_) => Unexpected::Seq,
        Value::Object(_) => Unexpected::Map,
    };
    Wrong::invalid_type(found, expected)
}

type Name = &'static str;
type Names = &'static [&'static str];

macro_rules! alike {
    ($one:ident: $($other:ident)*) => {$(
        fn $other<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
            self.$one(visitor)
        }
    )*};
}

impl<'de> Deserializer<'de> for Node {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(own) => visitor.visit_bool(own),
            Value::Number(_) => self.deserialize_i64(visitor),
            Value::String(own) => visitor.visit_string(own),
            Value::Array(own) => elements(own, visitor),
            Value::Object(own) => visitor.visit_map(Members::of(own)),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        let Value::Number(number) = self.0 else { return Err(is_no(&self.0, &visitor)) };
        match (number.as_u64(), number.as_i64()) {
            (Some(own), _) => visitor.visit_u64(own),
            (None, Some(own)) => visitor.visit_i64(own),
            (None, None) => visitor.visit_f64(number.as_f64().unwrap_or_default()),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::String(own) => visitor.visit_string(own),
            other => Err(is_no(&other, &visitor)),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Array(own) => elements(own, visitor),
            other => Err(is_no(&other, &visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_struct("", &[], visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: Name, _: Names, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_enum(Variant::of(self.0)?)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: Name, visitor: V) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: Name,
        names: Names,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        named(self.0, names, &visitor).and_then(|members| visitor.visit_map(members))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.deserialize_seq(visitor)
    }

    alike!(deserialize_string: deserialize_str deserialize_identifier);
    alike!(deserialize_i64: deserialize_i8 deserialize_i16 deserialize_i32 deserialize_u8 deserialize_u16 deserialize_u32
        deserialize_u64 deserialize_f32 deserialize_f64);
    forward_to_deserialize_any! { bool char bytes byte_buf unit unit_struct tuple_struct ignored_any }
}

/// The members of a structure. As everywhere in serde a list of their values may stand for it; it is given their names,
/// lest every structure be compiled twice.
fn named(value: Value, names: Names, expected: &dyn Expected) -> Result<Members, Wrong> {
    match value {
        Value::Object(own) => Ok(Members::of(own)),
        Value::Array(own) if own.len() > names.len() && !names.is_empty() => {
            Err(Wrong::invalid_length(own.len(), &"fewer elements in array"))
        }
        Value::Array(own) if !names.is_empty() => {
            let mut members = Map::new();
            members.extend(names.iter().map(|name| (*name).to_owned()).zip(own));
            Ok(Members::of(members))
        }
        other => Err(is_no(&other, expected)),
    }
}

fn elements<'de, V: Visitor<'de>>(list: Vec<Value>, visitor: V) -> Result<V::Value, Wrong> {
    let count = list.len();
    let mut elements = Elements { rest: list.into_iter(), count: 0 };
    let value = visitor.visit_seq(&mut elements)?;
    if elements.rest.len() == 0 {
        Ok(value)
    } else {
        Err(Wrong::invalid_length(count, &"fewer elements in array"))
    }
}

struct Elements {
    rest: std::vec::IntoIter<Value>,
    count: usize,
}

impl<'de> SeqAccess<'de> for &mut Elements {
    type Error = Wrong;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Wrong> {
        let Some(value) = self.rest.next() else { return Ok(None) };
        let place = self.count;
        self.count = place.saturating_add(1);
        seed.deserialize(Node(value)).map(Some).map_err(|wrong| wrong.within(Step::Index(place)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

struct Members {
    rest: serde_json::map::IntoIter,
    next: Option<(String, Value)>,
}

impl Members {
    fn of(members: Map<String, Value>) -> Self {
        Self { rest: members.into_iter(), next: None }
    }
}

impl<'de> MapAccess<'de> for Members {
    type Error = Wrong;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Wrong> {
        self.next = self.rest.next();
        let Some((key, _)) = &self.next else { return Ok(None) };
        let read = seed.deserialize(StrDeserializer::new(key));
        read.map(Some).map_err(|wrong: Wrong| wrong.within(Step::Key(key.clone())))
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Wrong> {
        let Some((key, value)) = self.next.take() else { return Err(Wrong::custom("value is missing")) };
        seed.deserialize(Node(value)).map_err(|wrong| wrong.within(Step::Key(key)))
    }
}

/// A variant of an enum, and what it holds.
pub(crate) struct Variant {
    pub(crate) name: Value,
    pub(crate) content: Option<Value>,
}

impl Variant {
    fn of(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::String(_) => Ok(Self { name: value, content: None }),
            Value::Object(members) if members.len() != 1 => {
                Err(Wrong::invalid_value(Unexpected::Map, &"map with a single key"))
            }
            Value::Object(members) => {
                let mut members = members.into_iter();
                let (name, content) = members.next().unwrap_or_default();
                Ok(Self { name: Value::String(name), content: Some(content) })
            }
            other => Err(is_no(&other, &"string or map")),
        }
    }
}

impl<'de> EnumAccess<'de> for Variant {
    type Error = Wrong;
    type Variant = Content;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Content), Wrong> {
        let Self { name, content } = self;
        let text = name.as_str().unwrap_or_default().to_owned();
        Ok((seed.deserialize(Node(name))?, Content { variant: text, content }))
    }
}

pub(crate) struct Content {
    variant: String,
    content: Option<Value>,
}

impl Content {
    fn read<T>(self, expected: &str, read: impl FnOnce(Value) -> Result<T, Wrong>) -> Result<T, Wrong> {
        let none = || Err(Wrong::invalid_type(Unexpected::UnitVariant, &expected));
        self.content.map_or_else(none, read).map_err(|wrong| wrong.within(Step::Variant(self.variant)))
    }
}

impl<'de> VariantAccess<'de> for Content {
    type Error = Wrong;

    fn unit_variant(self) -> Result<(), Wrong> {
        match self.content {
            None => Ok(()),
            Some(_) => self.read("unit", |value| <()>::deserialize(Node(value))),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Wrong> {
        self.read("newtype variant", |value| seed.deserialize(Node(value)))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Wrong> {
        self.read("tuple variant", |value| Node(value).deserialize_seq(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: Names, visitor: V) -> Result<V::Value, Wrong> {
        self.read("struct variant", |value| match value {
            Value::Object(own) => visitor.visit_map(Members::of(own)),
            other => Err(is_no(&other, &"struct variant")),
        })
    }
}
