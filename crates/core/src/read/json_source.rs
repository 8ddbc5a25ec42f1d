//! JSON to the spanned tree, strictly: no comments, no trailing commas.

use jsonc_parser::ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, parse_to_ast};

use super::node::{Member, Node, Value};
use super::strict_json::STRICT_JSON;
use super::syntax::explain_json;
use gongwen_document::Diagnostic;

/// Parses JSON; `None` when it cannot be read at all.
pub(super) fn parse(source: &str, found: &mut Vec<Diagnostic>) -> Option<Node> {
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    match parse_to_ast(source.get(start..).unwrap_or_default(), &CollectOptions::default(), &STRICT_JSON) {
        // Without a value the file is empty, which is told for both notations alike.
        Ok(result) => result.value.map(|value| node(value, start)),
        Err(error) => {
            let range = error.range();
            found.push(explain_json(source, error.kind(), range.start + start..range.end + start));
            None
        }
    }
}

/// `start` is where the parsed text begins in the file.
fn node(value: ast::Value<'_>, start: usize) -> Node {
    let range = value.range();
    let span = range.start + start..range.end + start;
    let value = match value {
        ast::Value::StringLit(text) => Value::Text(text.value.into_owned()),
        ast::Value::NumberLit(number) => Value::Number(number.value.to_owned()),
        ast::Value::BooleanLit(value) => Value::Bool(value.value),
        ast::Value::NullKeyword(_) => Value::Null,
        ast::Value::Array(array) => {
            Value::List(array.elements.into_iter().map(|value| node(value, start)).collect())
        }
        ast::Value::Object(object) => {
            let mut entries = Vec::with_capacity(object.properties.len());
            for property in object.properties {
                let range = match &property.name {
                    ast::ObjectPropName::String(name) => name.range,
                    ast::ObjectPropName::Word(name) => name.range,
                };
                entries.push(Member {
                    key: property.name.into_string(),
                    key_span: range.start + start..range.end + start,
                    node: node(property.value, start),
                });
            }
            Value::Table(entries)
        }
    };
    Node { span, value }
}
