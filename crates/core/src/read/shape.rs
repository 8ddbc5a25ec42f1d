//! Is the tree of the right shape? It is held against the JSON Schema that the model generates, so that editors
//! and the reader can never disagree about which fields there are.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value as Schema;

use super::duplicate::duplicate_key;
use super::found::Found;
use super::nearest::nearest;
use super::node::{Member, Node, Value, join};
use crate::report::amount;
use gongwen_document::{Diagnostic, Message, Place};

/// Reports everything in `node` that the schema does not allow, and mends it: what is unknown goes, what is missing
/// or of the wrong type becomes a stand-in, so that the rest can still be checked for its meaning.
/// Says what was mended.
pub(super) fn check(node: &mut Node, schema: &Schema, found: &mut Found) -> Mended {
    let by_rows =
        matches!(&node.value, Value::Table(entries) if entries.iter().any(|entry| entry.key == "batch"));
    let mut shape = Shape { root: schema, found, by_rows, mended: Mended::default() };
    shape.value(node, schema, "", None);
    shape.mended
}

/// What was mended.
#[derive(Default)]
pub(super) struct Mended {
    /// Whether anything was.
    pub(super) any: bool,
    /// Paths of fields that are there, though misspelt, of a wrong type or in a wrong place: they are not missing.
    pub(super) told: BTreeSet<String>,
}

/// The text of a stand-in.
pub(super) const STAND_IN: &str = "□";

struct Shape<'s> {
    root: &'s Schema,
    found: &'s mut Found,
    /// Whether the rows of a table may give what is missing.
    by_rows: bool,
    mended: Mended,
}

impl<'s> Shape<'s> {
    fn tell(&mut self, diagnostic: Diagnostic) {
        self.mended.any = true;
        self.found.push(diagnostic);
    }

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

    fn value(&mut self, node: &mut Node, schema: &'s Schema, path: &str, described: Option<&'s Schema>) {
        let described = described.unwrap_or(schema);
        let schema = self.resolve(schema);
        let alternatives = self.alternatives(schema);
        let Some(chosen) = alternatives.iter().find(|schema| accepts(schema, &node.value)).copied() else {
            self.mended.told.insert(path.to_owned());
            self.wrong_type(node, &alternatives, path, described);
            node.value = self.stand_in(schema);
            return;
        };
        match &mut node.value {
            Value::Table(entries) => {
                let meant = self.entries(entries, chosen, path);
                self.missing(entries, &node.span, chosen, path, &meant);
            }
            Value::List(nodes) => {
                if let Some(items) = chosen.get("items") {
                    for (index, node) in nodes.iter_mut().enumerate() {
                        self.value(node, items, &format!("{path}[{index}]"), None);
                    }
                }
            }
            Value::Text(text) => {
                let words: Vec<&str> = alternatives.iter().flat_map(|schema| words(schema)).collect();
                if !words.is_empty() && !words.contains(&text.as_str()) {
                    self.unknown_value(text, &words, &node.span, path);
                    node.value = self.stand_in(schema);
                }
            }
            Value::Number(text)
                if kind(chosen, "integer") && self.wrong_integer(text, chosen, &node.span, path) =>
            {
                node.value = self.stand_in(schema);
            }
            _ => {}
        }
    }

    /// Checks each field; gives back the fields that misspelt ones were probably meant to be.
    fn entries(&mut self, entries: &mut Vec<Member>, schema: &'s Schema, path: &str) -> Vec<&'s str> {
        let mut meant = Vec::new();
        let properties = schema.get("properties").and_then(Schema::as_object);
        let rest = schema.get("additionalProperties").filter(|rest| rest.is_object());
        let mut written = BTreeSet::new();
        entries.retain_mut(|entry| {
            let path = join(path, &entry.key);
            if !written.insert(entry.key.clone()) {
                let figure = path.starts_with("figures.") && rest.is_some();
                self.tell(
                    duplicate_key(&entry.key, figure).at(Place::report(path, Some(entry.key_span.clone()))),
                );
                return false;
            }
            let listed = properties.and_then(|properties| properties.get(&entry.key));
            // A figure is a table; what is none, and has the name of a field, was meant to be that.
            let strays = path.starts_with("figures.")
                && listed.is_none()
                && rest.is_some()
                && !matches!(entry.node.value, Value::Table(_));
            if strays && has(self.root, &entry.key) {
                self.mended.told.insert(entry.key.clone());
                self.strays(&entry.key, &entry.key_span, &path, "");
                return false;
            }
            match listed.or(rest) {
                Some(schema) => self.value(&mut entry.node, schema, &path, Some(schema)),
                None => meant.extend(self.unknown_key(&entry.key, &entry.key_span, &path, schema)),
            }
            properties.is_none_or(|properties| properties.contains_key(&entry.key))
        });
        meant
    }

    /// Something of the right shape that says nothing.
    fn stand_in(&self, schema: &'s Schema) -> Value {
        let alternatives = self.alternatives(self.resolve(schema));
        let any = |wanted: &str| alternatives.iter().find(|schema| kind(schema, wanted)).copied();
        if any("null").is_some() {
            Value::Null
        } else if let Some(word) = alternatives.iter().flat_map(|schema| words(schema)).next() {
            Value::Text(word.to_owned())
        } else if any("number").is_some() || any("integer").is_some() {
            Value::Number("1".to_owned())
        } else if any("array").is_some() && any("string").is_none() {
            Value::List(Vec::new())
        } else if let Some(schema) = any("object") {
            let required = schema.get("required").and_then(Schema::as_array);
            let keys = required.into_iter().flatten().filter_map(Schema::as_str);
            Value::Table(keys.map(|key| self.missing_entry(key, schema, 0..0)).collect())
        } else {
            Value::Text(STAND_IN.to_owned())
        }
    }

    fn missing_entry(&self, key: &str, schema: &'s Schema, span: Range<usize>) -> Member {
        let field = schema.get("properties").and_then(|properties| properties.get(key));
        let value = field.map_or(Value::Null, |field| self.stand_in(field));
        Member { key: key.to_owned(), key_span: span.clone(), node: Node { span, value } }
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
        // What is only counted needs no words.
        if self.found.is_full() {
            self.tell(Diagnostic::error("report/wrong-type", Message::new("", "")));
            return;
        }
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
        let of_tables = alternatives.iter().filter_map(|schema| schema.get("items")).any(|items| {
            self.alternatives(self.resolve(items)).into_iter().any(|schema| kind(schema, "object"))
        });
        if of_tables {
            let header = header(path);
            self.tell(diagnostic.help(Message::new(
                format!("一项一段，每段以 [[{header}]] 开头"),
                format!("a section for each, which begins with [[{header}]]"),
            )));
            return;
        }
        let label = key.trim_matches('"');
        let as_figure =
            path.strip_prefix("figures.").filter(|rest| *rest == key).and_then(|_| match &node.value {
                Value::Number(text) | Value::Text(text) => amount::fields(text),
                _ => None,
            });
        let written = match &node.value {
            _ if as_figure.is_some() => {
                as_figure.map(|fields| format!("{{ label = \"{label}\", {fields} }}"))
            }
            Value::Number(text) | Value::Date(text) if wanted.contains("string") => {
                Some(format!("\"{text}\""))
            }
            // 000123 would be no integer of TOML.
            Value::Text(text) if wanted.contains("integer") && text.parse::<i64>().is_ok() => {
                text.parse::<i64>().ok().map(|number| number.to_string())
            }
            Value::Text(text) if wanted.contains("array") => Some(format!("[\"{}\"]", brief(text))),
            _ => None,
        };
        let help = match written {
            // An element of an array has no name of its own.
            Some(written) if key.ends_with(']') => Some(written),
            Some(written) => {
                let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
                let key = if key.chars().all(bare) { key.to_owned() } else { format!("\"{key}\"") };
                Some(format!("{key} = {written}"))
            }
            None if path.is_empty() => None,
            None if key.ends_with(']') => self.example("", described),
            None => self.example(key, described),
        };
        if let Some(help) = help {
            diagnostic = diagnostic.help(Message::new(format!("写成 {help}"), format!("write {help}")));
        }
        self.tell(diagnostic);
    }

    fn unknown_key(
        &mut self,
        key: &str,
        span: &Range<usize>,
        path: &str,
        schema: &'s Schema,
    ) -> Option<&'s str> {
        if self.found.is_full() {
            self.tell(Diagnostic::error("report/unknown-key", Message::new("", "")));
            return None;
        }
        let known: Vec<&'s str> = schema
            .get("properties")
            .and_then(Schema::as_object)
            .into_iter()
            .flat_map(|properties| properties.keys().map(String::as_str))
            .collect();
        if let Some(owner) = self.above(path, key) {
            self.mended.told.insert(join(&owner, key));
            self.strays(key, span, path, &owner);
            return None;
        }
        let near = nearest(key, known.iter().copied());
        if let Some(near) = near {
            let parent = path.strip_suffix(key).unwrap_or_default().trim_end_matches('.');
            self.mended.told.insert(join(parent, near));
        }
        let help = match near {
            Some(near) => Message::new(format!("是不是想写 {near}？"), format!("did you mean {near}?")),
            None => match self.elsewhere(key) {
                Some(header) if header.is_empty() => Message::new(
                    format!("{key} 要写在文件开头，第一个 [表头] 之前"),
                    format!("{key} stands at the top of the file, before the first [header]"),
                ),
                Some(header) => Message::new(
                    format!("{key} 要写在 {header} 下面"),
                    format!("{key} belongs under {header}"),
                ),
                None => Message::new(
                    format!("这里可以写：{}", known.join("、")),
                    format!("what can be written here: {}", known.join(", ")),
                ),
            },
        };
        self.tell(
            Diagnostic::error(
                "report/unknown-key",
                Message::new(format!("没有 {key} 这个字段"), format!("there is no field {key}")),
            )
            .at(Place::report(path, Some(span.clone())))
            .help(help),
        );
        near
    }

    /// The path of the nearest table around this field that has a field of this name.
    fn above(&self, path: &str, key: &str) -> Option<String> {
        let mut owner = None;
        let mut schema = self.root;
        let mut here = String::new();
        for step in path.split('.') {
            if here.len() + step.len() < path.len() && has(schema, key) {
                owner = Some(here.clone());
            }
            let name = step.split('[').next().unwrap_or(step);
            let field = schema.get("properties").and_then(|fields| fields.get(name));
            let Some(field) = field.or(schema.get("additionalProperties").filter(|rest| rest.is_object()))
            else {
                break;
            };
            here = join(&here, step);
            let tables = self.alternatives(self.resolve(field));
            let of = |schema: &&'s Schema| schema.get("items").map_or(*schema, |items| self.resolve(items));
            let Some(next) = tables.iter().map(of).find(|schema| schema.get("properties").is_some()) else {
                break;
            };
            schema = next;
        }
        owner
    }

    /// Tells of a field that belongs into a table around its own, or to the top of the file.
    fn strays(&mut self, key: &str, span: &Range<usize>, path: &str, owner: &str) {
        let message = Message::new(format!("没有 {key} 这个字段"), format!("there is no field {key}"));
        let own = path.strip_suffix(key).unwrap_or(path).trim_end_matches('.');
        let header_of = |path: &str| match path.ends_with(']') {
            true => format!("[[{}]]", header(path)),
            false => format!("[{}]", header(path)),
        };
        let help = match owner {
            "" => Message::new(
                format!("{key} 要写在文件开头，第一个 [表头] 之前"),
                format!("{key} stands at the top of the file, before the first [header]"),
            ),
            _ => {
                let (owner, own) = (header_of(owner), header_of(own));
                Message::new(
                    format!("{key} 是 {owner} 的，移到 {own} 这一行的上面"),
                    format!("{key} belongs to {owner}: move it above the line {own}"),
                )
            }
        };
        let found = Diagnostic::error("report/unknown-key", message);
        self.tell(found.at(Place::report(path, Some(span.clone()))).help(help));
    }

    /// The header of the table in which a field of this name exists, `[imprint]` or `[[attachments]]`, when there is exactly one
    /// such place.
    fn elsewhere(&self, key: &str) -> Option<String> {
        if has(self.root, key) {
            return Some(String::new());
        }
        let tables = self.root.get("properties")?.as_object()?;
        let mut places = tables.iter().filter_map(|(table, schema)| {
            self.alternatives(self.resolve(schema)).into_iter().find_map(|schema| match schema.get("items") {
                Some(items) => has(self.resolve(items), key).then(|| format!("[[{table}]]")),
                None => has(schema, key).then(|| format!("[{table}]")),
            })
        });
        let header = places.next()?;
        places.next().is_none().then_some(header)
    }

    fn missing(
        &mut self,
        entries: &mut Vec<Member>,
        span: &Range<usize>,
        schema: &'s Schema,
        path: &str,
        meant: &[&str],
    ) {
        // What only some kinds of report must have, the check tells, and why.
        let wanted: Vec<&str> = required(schema).chain(own_value(schema).filter(|_| !self.by_rows)).collect();
        for key in wanted {
            if entries.iter().any(|entry| entry.key == key) {
                continue;
            }
            if meant.contains(&key) || self.mended.told.contains(&join(path, key)) {
                entries.push(self.missing_entry(key, schema, span.clone()));
                continue;
            }
            let field = schema.get("properties").and_then(|properties| properties.get(key));
            let described = field.map(description).unwrap_or_default();
            let example = field.and_then(|field| self.example(key, field)).unwrap_or_else(|| key.to_owned());
            self.tell(
                Diagnostic::error(
                    "report/missing-field",
                    Message::new(format!("缺少 {key}：{described}"), format!("{key} is missing")),
                )
                .at(Place::report(join(path, key), Some(span.clone())))
                .help(Message::new(format!("写上 {example}"), format!("write {example}"))),
            );
            entries.push(self.missing_entry(key, schema, span.clone()));
        }
    }

    fn unknown_value(&mut self, text: &str, words: &[&str], span: &Range<usize>, path: &str) {
        self.tell(
            Diagnostic::error(
                "report/unknown-value",
                Message::new(
                    format!("这里不能写“{}”", brief(text)),
                    format!("`{}` cannot stand here", brief(text)),
                ),
            )
            .at(Place::report(path, Some(span.clone())))
            .help(Message::new(
                format!("可以写：{}", words.join("、")),
                format!("what can be written: {}", words.join(", ")),
            )),
        );
    }

    /// Reports a number that is out of bounds, and says whether it did.
    fn wrong_integer(&mut self, text: &str, schema: &'s Schema, span: &Range<usize>, path: &str) -> bool {
        let bound = |key: &str| schema.get(key).and_then(Schema::as_i64);
        let number = text.parse::<i64>().ok();
        let fits = number.is_some_and(|number| {
            bound("minimum").is_none_or(|least| number >= least)
                && bound("maximum").is_none_or(|most| number <= most)
        });
        if fits {
            return false;
        }
        let range = match (bound("minimum"), bound("maximum")) {
            (Some(least), Some(most)) => format!(" {least}–{most} "),
            _ => String::new(),
        };
        self.tell(
            Diagnostic::error(
                "report/wrong-number",
                Message::new(
                    format!("这里要写{range}的整数，写的却是 {text}"),
                    format!("a whole number{range} was expected here, not {text}"),
                ),
            )
            .at(Place::report(path, Some(span.clone()))),
        );
        true
    }

    /// How a field is written, as its schema shows it; the value alone when it has no name.
    fn example(&self, key: &str, schema: &'s Schema) -> Option<String> {
        let resolved = self.resolve(schema);
        let is = if key.is_empty() { String::new() } else { format!("{key} = ") };
        let example = schema.get("examples").or_else(|| resolved.get("examples")).and_then(|it| it.get(0));
        if let Some(example) = example {
            return Some(format!("{is}{example}"));
        }
        let chosen = self.alternatives(resolved).into_iter().find(|schema| !kind(schema, "null"));
        let chosen = chosen.unwrap_or(resolved);
        Some(match kinds(chosen).into_iter().find(|kind| *kind != "null")? {
            "string" => format!("{is}\"…\""),
            "array" => format!("{is}[\"…\"]"),
            "object" => {
                let required = chosen.get("required").and_then(Schema::as_array)?;
                let fields: Vec<String> = required
                    .iter()
                    .filter_map(Schema::as_str)
                    .chain(own_value(chosen))
                    .filter_map(|key| self.example(key, chosen.get("properties")?.get(key)?))
                    .collect();
                format!("{is}{{ {} }}", fields.join(", "))
            }
            "boolean" => format!("{is}true"),
            _ => format!("{is}1"),
        })
    }
}

/// Whether tables of this schema have a field of this name.
fn has(schema: &Schema, key: &str) -> bool {
    schema.get("properties").is_some_and(|fields| fields.get(key).is_some())
}

/// The value of a figure: required only where no table gives it, which the schema cannot say.
fn own_value(schema: &Schema) -> Option<&'static str> {
    schema.pointer("/properties/rollup").map(|_| "value")
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
        "boolean" => ("真假值", "true or false"),
        "array" => ("数组 […]", "an array […]"),
        "object" => ("表 {…}", "a table {…}"),
        _ => ("别的内容", "something else"),
    }
}

/// The header of an array of tables: its path without indices.
fn header(path: &str) -> String {
    let mut header = String::new();
    for part in path.split('[') {
        header.push_str(part.split_once(']').map_or(part, |(_, rest)| rest));
    }
    header
}

fn found_name(value: &Value) -> (&'static str, &'static str) {
    match value {
        Value::Null => ("null", "null"),
        Value::Bool(_) => ("真假值", "true or false"),
        Value::Number(text) if text.contains('.') => ("小数", "a decimal"),
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

/// The fields that an object of this schema must have.
fn required(schema: &Schema) -> impl Iterator<Item = &str> {
    schema.get("required").and_then(Schema::as_array).into_iter().flatten().filter_map(Schema::as_str)
}
