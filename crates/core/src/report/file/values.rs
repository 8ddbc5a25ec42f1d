//! Values that can be written in more than one way: texts, numbers, dates, the table of figures.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Serialize, Serializer};

use super::FigureFile;

/// 一个字符串，或者几个字符串的数组。
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Texts {
    /// Nothing was written.
    #[default]
    None,
    /// One string.
    One(String),
    /// An array of strings.
    Many(Vec<String>),
}

impl Texts {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Texts::None => 0,
            Texts::One(_) => 1,
            Texts::Many(texts) => texts.len(),
        }
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        match self {
            Texts::None => true,
            Texts::One(_) => false,
            Texts::Many(texts) => texts.is_empty(),
        }
    }
}

impl From<&str> for Texts {
    fn from(text: &str) -> Texts {
        Texts::One(text.to_owned())
    }
}

impl From<String> for Texts {
    fn from(text: String) -> Texts {
        Texts::One(text)
    }
}

/// 一个字符串，或者一个数组；数组里写字符串，或者几个字符串的数组。
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Groups {
    /// Nothing was written.
    #[default]
    None,
    /// One string.
    One(String),
    /// An array of strings, or of arrays of strings.
    Many(Vec<Texts>),
}

impl Groups {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        match self {
            Groups::None => true,
            Groups::One(_) => false,
            Groups::Many(groups) => groups.is_empty(),
        }
    }
}

impl From<Texts> for Groups {
    fn from(texts: Texts) -> Groups {
        match texts {
            Texts::None => Groups::None,
            Texts::One(text) => Groups::One(text),
            Texts::Many(texts) => Groups::Many(texts.into_iter().map(Texts::One).collect()),
        }
    }
}

impl<'de> Deserialize<'de> for Groups {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Groups, D::Error> {
        struct GroupsVisitor;
        impl<'de> Visitor<'de> for GroupsVisitor {
            type Value = Groups;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, or an array of strings or of arrays of strings")
            }
            fn visit_str<E>(self, text: &str) -> Result<Groups, E> {
                Ok(Groups::One(text.to_owned()))
            }
            fn visit_unit<E>(self) -> Result<Groups, E> {
                Ok(Groups::None)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Groups, A::Error> {
                let mut groups = Vec::new();
                while let Some(group) = seq.next_element()? {
                    groups.push(group);
                }
                Ok(Groups::Many(groups))
            }
        }
        deserializer.deserialize_any(GroupsVisitor)
    }
}

impl JsonSchema for Groups {
    fn schema_name() -> Cow<'static, str> {
        "Groups".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let texts = generator.subschema_for::<Texts>();
        json_schema!({
            "description": "一个字符串，或者一个数组；数组里写字符串，或者几个字符串的数组。",
            "anyOf": [{ "type": "string" }, { "type": "array", "items": texts }],
        })
    }
}

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Texts, D::Error> {
        struct TextsVisitor;
        impl<'de> Visitor<'de> for TextsVisitor {
            type Value = Texts;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or an array of strings")
            }
            fn visit_str<E>(self, text: &str) -> Result<Texts, E> {
                Ok(Texts::One(text.to_owned()))
            }
            fn visit_unit<E>(self) -> Result<Texts, E> {
                Ok(Texts::None)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Texts, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = seq.next_element()? {
                    texts.push(text);
                }
                Ok(Texts::Many(texts))
            }
        }
        deserializer.deserialize_any(TextsVisitor)
    }
}

impl JsonSchema for Texts {
    fn schema_name() -> Cow<'static, str> {
        "Texts".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "一个字符串，或者几个字符串的数组。",
            "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }],
        })
    }
}

/// 各行，一行一个数组；或者文件里的哪几行，如 "2:15"。
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum TableRows {
    /// Rows of cells that stand in the report file.
    Cells(Vec<Vec<String>>),
    /// Rows of the file that the table names, as `2:15`.
    Range(String),
}

impl TableRows {
    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        matches!(self, TableRows::Cells(rows) if rows.is_empty())
    }
}

impl Default for TableRows {
    fn default() -> TableRows {
        TableRows::Cells(Vec::new())
    }
}

impl<'de> Deserialize<'de> for TableRows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<TableRows, D::Error> {
        struct RowsVisitor;
        impl<'de> Visitor<'de> for RowsVisitor {
            type Value = TableRows;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array of rows, or a range of rows as \"2:15\"")
            }
            fn visit_str<E>(self, text: &str) -> Result<TableRows, E> {
                Ok(TableRows::Range(text.to_owned()))
            }
            fn visit_unit<E>(self) -> Result<TableRows, E> {
                Ok(TableRows::default())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<TableRows, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = seq.next_element()? {
                    rows.push(row);
                }
                Ok(TableRows::Cells(rows))
            }
        }
        deserializer.deserialize_any(RowsVisitor)
    }
}

impl JsonSchema for TableRows {
    fn schema_name() -> Cow<'static, str> {
        "TableRows".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "各行，一行一个数组；或者文件里的哪几行，如 \"2:15\"。",
            "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "type": "array", "items": { "type": "string" } } },
            ],
        })
    }
}

/// A number exactly as it was written; never a float on its way. A program makes it of a whole number, an exact decimal,
/// or of text, which [`Report::check`](crate::Report::check) reads as it reads that of a file. A binary float has to be
/// tried: it becomes its 15 significant digits, or an error that says why not.
///
/// ```
/// use gongwen_core::report::NumberText;
/// assert_eq!(NumberText::from(1315).0, "1315");
/// assert_eq!(NumberText::from("1-2").0, "1-2");
/// assert_eq!(NumberText::try_from(0.1 + 0.2)?.0, "0.3");
/// assert!(NumberText::try_from(f64::NAN).is_err());
/// # Ok::<(), gongwen_core::report::number::FloatError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct NumberText(pub String);

impl<'de> Deserialize<'de> for NumberText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NumberText, D::Error> {
        struct NumberVisitor;
        impl Visitor<'_> for NumberVisitor {
            type Value = NumberText;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a decimal number, in quotes unless the report's own reader is used")
            }
            fn visit_str<E>(self, text: &str) -> Result<NumberText, E> {
                Ok(NumberText(text.to_owned()))
            }
            fn visit_i64<E>(self, number: i64) -> Result<NumberText, E> {
                Ok(NumberText(number.to_string()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<NumberText, E> {
                Ok(NumberText(number.to_string()))
            }
        }
        deserializer.deserialize_any(NumberVisitor)
    }
}

impl JsonSchema for NumberText {
    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "数值，照原文写，小数位数不变。",
            "anyOf": [
                { "type": "number" },
                { "type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?([-—–～~至]+[0-9]+([.][0-9]+)?)?$" },
            ],
        })
    }
}

/// The width of a column as it was written: `2.5`, `"30mm"`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct WidthText(pub String);

impl<'de> Deserialize<'de> for WidthText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WidthText, D::Error> {
        NumberText::deserialize(deserializer).map(|number| WidthText(number.0))
    }
}

impl JsonSchema for WidthText {
    fn schema_name() -> Cow<'static, str> {
        "ColumnWidth".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "一列的宽度：数是宽度之比，如 2.5；带 mm 的是毫米，如 \"30mm\"。",
            "anyOf": [
                { "type": "number" },
                { "type": "string", "pattern": "^[0-9]+([.][0-9]+)?( ?mm)?$" },
            ],
        })
    }
}

/// A date as it was written: `2024-12-31`, `2024年12月31日`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DateText(pub String);

impl JsonSchema for DateText {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "日期，如 2024-12-31 或者 \"2024年12月31日\"。",
            "anyOf": [
                { "type": "string", "format": "date" },
                { "type": "string", "pattern": "^[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日$" },
            ],
            "examples": ["2024-12-31"],
        })
    }
}

/// The figures in the order of the file, each with its identifier.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FiguresFile(pub Vec<(String, FigureFile)>);

impl FiguresFile {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for FiguresFile {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (id, figure) in &self.0 {
            map.serialize_entry(id, figure)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for FiguresFile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<FiguresFile, D::Error> {
        struct FiguresVisitor;
        impl<'de> Visitor<'de> for FiguresVisitor {
            type Value = FiguresFile;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of figures")
            }
            fn visit_unit<E>(self) -> Result<FiguresFile, E> {
                Ok(FiguresFile::default())
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<FiguresFile, A::Error> {
                let mut figures = Vec::new();
                while let Some(figure) = map.next_entry()? {
                    figures.push(figure);
                }
                Ok(FiguresFile(figures))
            }
        }
        deserializer.deserialize_any(FiguresVisitor)
    }
}

impl JsonSchema for FiguresFile {
    fn schema_name() -> Cow<'static, str> {
        "Figures".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let figure = generator.subschema_for::<FigureFile>();
        json_schema!({
            "description": "指标，一行一个：名字 = { label = \"…\", value = …, unit = \"…\" }。",
            "type": "object",
            "additionalProperties": figure,
        })
    }
}
