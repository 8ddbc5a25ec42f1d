//! TOML to the spanned tree.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::node::{Entry, Node, Value};
use crate::{Diagnostic, Message, Place};

/// Parses TOML; what could be read comes back even when something is wrong, so that the rest is checked too.
pub(super) fn parse(source: &str, found: &mut Vec<Diagnostic>) -> Node {
    let (table, errors) = DeTable::parse_recoverable(source);
    found.extend(errors.iter().map(|error| syntax(source, error)));
    let span = table.span();
    Node { span, value: Value::Table(entries(source, table.into_inner())) }
}

fn entries(source: &str, table: DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| Entry {
            key_span: key.span(),
            key: key.into_inner().into_owned(),
            node: node(source, value),
        })
        .collect();
    // The parser sorts by key; a person wrote them in an order.
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

fn node(source: &str, value: Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Boolean(value) => Value::Bool(value),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Datetime(_) => Value::Date(source.get(span.clone()).unwrap_or_default().to_owned()),
        DeValue::Array(values) => Value::List(values.into_iter().map(|value| node(source, value)).collect()),
        DeValue::Table(table) => Value::Table(entries(source, table)),
    };
    Node { span, value }
}

fn syntax(source: &str, error: &toml::de::Error) -> Diagnostic {
    let span = error.span().map(|span| clamp(source, span));
    let text = error.message();
    let at = span.clone().and_then(|span| source.get(span)).unwrap_or_default();
    let place = Place::report("", span);
    let _ = at;
    Diagnostic::error(
        "report/syntax",
        Message::new(format!("TOML 写法有误：{text}"), format!("invalid TOML: {text}")),
    )
    .at(place)
}

fn clamp(source: &str, span: Range<usize>) -> Range<usize> {
    let end = span.end.min(source.len());
    span.start.min(end)..end
}
