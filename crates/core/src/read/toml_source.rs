//! TOML to the spanned tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::node::{Member, Node, Value};
use super::syntax::explain_toml;
use gongwen_document::Diagnostic;

/// Parses TOML; what could be read comes back even when something is wrong, so that the rest is checked too.
pub(crate) fn parse(source: &str, found: &mut Vec<Diagnostic>) -> Node {
    let (table, errors) = DeTable::parse_recoverable(source);
    found.extend(explain_toml(source, &errors));
    let span = table.span();
    Node { span, value: Value::Table(entries(source, table.into_inner())) }
}

fn entries(source: &str, table: DeTable<'_>) -> Vec<Member> {
    let mut entries: Vec<Member> = table
        .into_iter()
        .map(|(key, value)| Member {
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
