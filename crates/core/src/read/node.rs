//! One spanned tree for both notations, and serde on top of it: numbers reach the model as they were written.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::value::{Error, MapDeserializer, SeqDeserializer};
use serde::de::{Error as _, IntoDeserializer, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};

/// A value with its bytes in the source.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

/// What both notations can say.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Null,
    Bool(bool),
    /// A number, as written but for the separators `_`.
    Number(String),
    /// A bare TOML date (or time), as written.
    Date(String),
    Text(String),
    List(Vec<Node>),
    Table(Vec<Member>),
}

/// A key and its value.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) node: Node,
}

impl Node {
    /// The bytes of every field by its path: `achievements.areas[0].name`.
    pub(crate) fn places(&self) -> BTreeMap<String, Range<usize>> {
        let mut places = BTreeMap::new();
        self.collect_places("", &mut places);
        places
    }

    fn collect_places(&self, path: &str, places: &mut BTreeMap<String, Range<usize>>) {
        places.insert(path.to_owned(), self.span.clone());
        match &self.value {
            Value::List(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    node.collect_places(&format!("{path}[{index}]"), places);
                }
            }
            Value::Table(entries) => {
                for entry in entries {
                    entry.node.collect_places(&join(path, &entry.key), places);
                }
            }
            _ => {}
        }
    }
}

impl Value {
    /// Whether nothing was written.
    pub(crate) fn is_empty_table(&self) -> bool {
        matches!(self, Value::Table(entries) if entries.is_empty())
    }
}

/// The path of a key in the table at `path`.
pub(crate) fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Numbers are kept as they were written; a field that wants an integer reads one.
macro_rules! integers {
    ($($name:ident)*) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.visit_i64(self.integer()?)
        })*
    };
}

impl<'de> Deserializer<'de> for &Node {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(text) | Value::Date(text) | Value::Text(text) => visitor.visit_str(text),
            Value::List(nodes) => visitor.visit_seq(SeqDeserializer::new(nodes.iter())),
            Value::Table(entries) => {
                // An optional field that is null is a field that was not written.
                let written = entries.iter().filter(|entry| !matches!(entry.node.value, Value::Null));
                visitor
                    .visit_map(MapDeserializer::new(written.map(|entry| (entry.key.as_str(), &entry.node))))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    integers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match &self.value {
            Value::Text(text) => text.as_str().into_deserializer().deserialize_enum(name, variants, visitor),
            _ => Err(Error::custom("a word in quotes was expected")),
        }
    }

    forward_to_deserialize_any! {
        bool i128 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl Node {
    fn integer(&self) -> Result<i64, Error> {
        match &self.value {
            Value::Number(text) => text.parse().map_err(Error::custom),
            _ => Err(Error::custom("a whole number was expected")),
        }
    }
}

impl<'de> IntoDeserializer<'de, Error> for &Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
