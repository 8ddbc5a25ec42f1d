//! Is the tree of the right shape? It is held against the JSON Schema that the model generates, so that editors
//! and the reader can never disagree about which fields there are.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde_json::Value as Schema;

use super::node::{Node, Value, join};
use crate::{Diagnostic, Message, Place};

/// Reports everything in `node` that the schema does not allow.
pub(super) fn check(node: &Node, schema: &Schema, found: &mut Vec<Diagnostic>) {
    Shape { root: schema, found }.value(node, schema, "", None);
}

struct Shape<'s> {
    root: &'s Schema,
    found: &'s mut Vec<Diagnostic>,
}

impl<'s> Shape<'s> {
    /// Follows references, alone or wrapped as draft 7 needs it beside a description.
    fn resolve(&self, mut schema: &'s Schema) -> &'s Schema {
        loop {
            let inner = match schema.get("allOf").and_then(Schema::as_array).map(Vec::as_slice) {
                Some([only]) => Some(only),
                _ => schema
                    .get("$ref")
                    .and_then(Schema::as_str)
                    .and_then(|reference| reference.strip_prefix('#'))
                    .and_then(|pointer| self.root.pointer(pointer)),
            };
            match inner {
                Some(inner) => schema = inner,
                None => return schema,
            }
        }
    }

    fn value(&mut self, node: &Node, schema: &'s Schema, path: &str, described: Option<&'s Schema>) {
        let described = described.unwrap_or(schema);
        let schema = self.resolve(schema);
        let alternatives = self.alternatives(schema);
        let Some(chosen) = alternatives.iter().find(|schema| accepts(schema, &node.value)).copied() else {
            self.wrong_type(node, &alternatives, path, described);
            return;
        };
        match &node.value {
            Value::Table(entries) => {
                let properties = chosen.get("properties").and_then(Schema::as_object);
                let rest = chosen.get("additionalProperties").filter(|rest| rest.is_object());
                let mut written: BTreeMap<&str, Range<usize>> = BTreeMap::new();
                for entry in entries {
                    let path = join(path, &entry.key);
                    if written.insert(&entry.key, entry.key_span.clone()).is_some() {
                        self.found.push(
                            super::duplicate_key(&entry.key, path.starts_with("figures."))
                                .at(Place::report(path, Some(entry.key_span.clone()))),
                        );
                        continue;
                    }
                    match properties.and_then(|properties| properties.get(&entry.key)).or(rest) {
                        Some(schema) => self.value(&entry.node, schema, &path, Some(schema)),
                        None => self.unknown_key(&entry.key, &entry.key_span, &path, chosen),
                    }
                }
                self.missing(node, chosen, &written.keys().copied().collect(), path);
            }
            Value::List(nodes) => {
                if let Some(items) = chosen.get("items") {
                    for (index, node) in nodes.iter().enumerate() {
                        self.value(node, items, &format!("{path}[{index}]"), None);
                    }
                }
            }
            Value::Text(text) => {
                let words: Vec<&str> = alternatives.iter().flat_map(|schema| words(schema)).collect();
                if !words.is_empty() && !words.contains(&text.as_str()) {
                    self.unknown_value(text, &words, node, path);
                }
            }
            Value::Number(text) if kind(chosen, "integer") => self.integer(text, chosen, node, path),
            _ => {}
        }
    }

    /// The schemas of which one must fit.
    fn alternatives(&self, schema: &'s Schema) -> Vec<&'s Schema> {
        match schema.get("anyOf").or_else(|| schema.get("oneOf")).and_then(Schema::as_array) {
            Some(alternatives) => alternatives
                .iter()
                .map(|schema| self.resolve(schema))
                .flat_map(|schema| self.alternatives(schema))
                .collect(),
            None => vec![schema],
        }
    }

    fn wrong_type(&mut self, node: &Node, alternatives: &[&'s Schema], path: &str, described: &'s Schema) {
        let wanted: BTreeSet<&str> =
            alternatives.iter().flat_map(|schema| kinds(schema)).filter(|kind| *kind != "null").collect();
        let zh: Vec<&str> = wanted.iter().map(|kind| name(kind).0).collect();
        let en: Vec<&str> = wanted.iter().map(|kind| name(kind).1).collect();
        let got = found_name(&node.value);
        let mut diagnostic = Diagnostic::error(
            "report/wrong-type",
            Message::new(
                format!("这里要写{}，写的却是{}", zh.join("或者"), got.0),
                format!("{} was expected here, but this is {}", en.join(" or "), got.1),
            ),
        )
        .at(Place::report(path, Some(node.span.clone())));
        let key = path.rsplit('.').next().unwrap_or(path);
        let help = match &node.value {
            Value::Number(text) | Value::Date(text) if wanted.contains("string") => {
                Some(format!("{key} = \"{text}\""))
            }
            Value::Bool(value) if wanted.contains("string") => Some(format!("{key} = \"{value}\"")),
            Value::Text(text) if wanted.contains("integer") && text.parse::<i64>().is_ok() => {
                Some(format!("{key} = {text}"))
            }
            Value::Text(text) if wanted.contains("array") => Some(format!("{key} = [\"{}\"]", brief(text))),
            _ => self.example(key, described),
        };
        if let Some(example) = help {
            diagnostic = diagnostic.help(Message::new(format!("写成 {example}"), format!("write {example}")));
        }
        self.found.push(diagnostic);
    }

    fn unknown_key(&mut self, key: &str, span: &Range<usize>, path: &str, schema: &'s Schema) {
        let known: Vec<&str> = schema
            .get("properties")
            .and_then(Schema::as_object)
            .into_iter()
            .flat_map(|properties| properties.keys().map(String::as_str))
            .collect();
        let help = match nearest(key, known.iter().copied()) {
            Some(near) => Message::new(format!("是不是想写 {near}？"), format!("did you mean {near}?")),
            None => match self.elsewhere(key) {
                Some(table) => Message::new(
                    format!("{key} 要写在 [{table}] 里；顶层的字段要写在第一个 [表头] 之前"),
                    format!(
                        "{key} belongs into [{table}]; fields of the report itself stand before the first [header]"
                    ),
                ),
                None => Message::new(
                    format!("这里可以写：{}", known.join("、")),
                    format!("what can be written here: {}", known.join(", ")),
                ),
            },
        };
        self.found.push(
            Diagnostic::error(
                "report/unknown-key",
                Message::new(format!("没有 {key} 这个字段"), format!("there is no field {key}")),
            )
            .at(Place::report(path, Some(span.clone())))
            .help(help),
        );
    }

    /// The table in which a field of this name exists, when there is exactly one such place.
    fn elsewhere(&self, key: &str) -> Option<&'s str> {
        let has = |schema: &Schema| schema.get("properties").is_some_and(|fields| fields.get(key).is_some());
        if has(self.root) {
            return Some("");
        }
        let tables = self.root.get("properties")?.as_object()?;
        let mut places =
            tables.iter().filter(|(_, schema)| self.alternatives(self.resolve(schema)).into_iter().any(has));
        let (table, _) = places.next()?;
        places.next().is_none().then_some(table.as_str())
    }

    fn missing(&mut self, node: &Node, schema: &'s Schema, written: &BTreeSet<&str>, path: &str) {
        let required = schema.get("required").and_then(Schema::as_array);
        for key in required.into_iter().flatten().filter_map(Schema::as_str) {
            if written.contains(key) {
                continue;
            }
            let field = schema.get("properties").and_then(|properties| properties.get(key));
            let described = field.map(description).unwrap_or_default();
            let example =
                field.and_then(|field| self.example(key, field)).unwrap_or_else(|| format!("{key} = \"…\""));
            self.found.push(
                Diagnostic::error(
                    "report/missing-field",
                    Message::new(format!("缺少 {key}"), format!("{key} is missing")),
                )
                .at(Place::report(join(path, key), Some(node.span.clone())))
                .help(Message::new(format!("写上 {example}（{described}）"), format!("write {example}"))),
            );
        }
    }

    fn unknown_value(&mut self, text: &str, words: &[&str], node: &Node, path: &str) {
        self.found.push(
            Diagnostic::error(
                "report/unknown-value",
                Message::new(
                    format!("这里不能写“{}”", brief(text)),
                    format!("`{}` cannot stand here", brief(text)),
                ),
            )
            .at(Place::report(path, Some(node.span.clone())))
            .help(Message::new(
                format!("可以写：{}", words.join("、")),
                format!("what can be written: {}", words.join(", ")),
            )),
        );
    }

    fn integer(&mut self, text: &str, schema: &'s Schema, node: &Node, path: &str) {
        let bound = |key: &str| schema.get(key).and_then(Schema::as_i64);
        let number = text.parse::<i64>().ok();
        let fits = number.is_some_and(|number| {
            bound("minimum").is_none_or(|least| number >= least)
                && bound("maximum").is_none_or(|most| number <= most)
        });
        if fits {
            return;
        }
        let range = match (bound("minimum"), bound("maximum")) {
            (Some(least), Some(most)) => format!(" {least}–{most} "),
            _ => String::new(),
        };
        self.found.push(
            Diagnostic::error(
                "report/wrong-number",
                Message::new(
                    format!("这里要写{range}的整数，写的却是 {text}"),
                    format!("a whole number{range} was expected here, not {text}"),
                ),
            )
            .at(Place::report(path, Some(node.span.clone()))),
        );
    }

    /// How a field is written, as its schema shows it.
    fn example(&self, key: &str, schema: &'s Schema) -> Option<String> {
        let resolved = self.resolve(schema);
        let example = schema.get("examples").or_else(|| resolved.get("examples")).and_then(|it| it.get(0));
        if let Some(example) = example {
            return Some(format!("{key} = {example}"));
        }
        let first = self.alternatives(resolved).into_iter().flat_map(kinds).find(|kind| *kind != "null")?;
        Some(match first {
            "string" => format!("{key} = \"…\""),
            "array" => format!("{key} = [\"…\"]"),
            "object" => format!("[{key}]"),
            "boolean" => format!("{key} = true"),
            _ => format!("{key} = 1"),
        })
    }
}

fn kinds(schema: &Schema) -> Vec<&str> {
    match schema.get("type") {
        Some(Schema::String(kind)) => vec![kind],
        Some(Schema::Array(kinds)) => kinds.iter().filter_map(Schema::as_str).collect(),
        _ if !words(schema).is_empty() => vec!["string"],
        _ => Vec::new(),
    }
}

fn kind(schema: &Schema, kind: &str) -> bool {
    kinds(schema).contains(&kind)
}

fn words(schema: &Schema) -> Vec<&str> {
    let listed = schema.get("enum").and_then(Schema::as_array).into_iter().flatten();
    listed.chain(schema.get("const")).filter_map(Schema::as_str).collect()
}

fn accepts(schema: &Schema, value: &Value) -> bool {
    let kinds = kinds(schema);
    let one_of = |wanted: &[&str]| kinds.is_empty() || kinds.iter().any(|kind| wanted.contains(kind));
    match value {
        Value::Null => one_of(&["null"]),
        Value::Bool(_) => one_of(&["boolean"]),
        Value::Number(text) => {
            one_of(&["number"]) || (one_of(&["integer"]) && !text.contains(['.', 'e', 'E']))
        }
        Value::Date(_) => schema.get("format").and_then(Schema::as_str) == Some("date"),
        Value::Text(_) => one_of(&["string"]),
        Value::List(_) => one_of(&["array"]),
        Value::Table(_) => one_of(&["object"]),
    }
}

fn description(schema: &Schema) -> &str {
    schema.get("description").and_then(Schema::as_str).unwrap_or_default().trim_end_matches('。')
}

fn name(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "string" => ("加引号的文字", "text in quotes"),
        "integer" => ("整数", "a whole number"),
        "number" => ("数", "a number"),
        "boolean" => ("true 或者 false", "true or false"),
        "array" => ("数组 […]", "an array […]"),
        "object" => ("表 {…}", "a table {…}"),
        _ => ("别的内容", "something else"),
    }
}

fn found_name(value: &Value) -> (&'static str, &'static str) {
    match value {
        Value::Null => ("null", "null"),
        Value::Bool(_) => ("true 或者 false", "true or false"),
        Value::Number(_) => ("数", "a number"),
        Value::Date(_) => ("日期", "a date"),
        Value::Text(_) => ("文字", "text"),
        Value::List(_) => ("数组", "an array"),
        Value::Table(_) => ("表", "a table"),
    }
}

fn brief(text: &str) -> String {
    let mut brief: String = text.chars().take(20).collect();
    if brief.len() < text.len() {
        brief.push('…');
    }
    brief
}

/// The known name that is nearest to a misspelt one, if any is near.
pub(crate) fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // A name longer than any of ours is no misspelling, and comparing is quadratic.
    let length = name.chars().count();
    if length > 64 {
        return None;
    }
    let near = (length / 3).max(1);
    known
        .into_iter()
        .filter(|other| other.chars().count().abs_diff(length) <= near)
        .map(|other| (strsim::osa_distance(&name.to_lowercase(), &other.to_lowercase()), other))
        .filter(|(distance, _)| *distance <= near)
        .min()
        .map(|(_, other)| other)
}
