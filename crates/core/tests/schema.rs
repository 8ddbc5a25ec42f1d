//! The committed JSON Schema is the one that the model generates, and it admits the fixtures' fields only.

use std::path::PathBuf;

use gongwen_core::report;
use serde_json::Value;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schema/report.schema.json")
}

#[test]
fn the_committed_schema_is_current() {
    let committed = std::fs::read_to_string(path()).expect("schema/report.schema.json");
    assert!(
        committed == report::schema_json(),
        "stale: cargo test -p gongwen-core --test schema -- --ignored"
    );
}

#[test]
#[ignore = "writes schema/report.schema.json anew"]
fn bless() {
    std::fs::write(path(), report::schema_json()).expect("schema/report.schema.json");
}

/// The reader's shape check understands these keywords; a new one must be taught to it first.
#[test]
fn the_schema_uses_only_what_the_reader_understands() {
    fn walk(schema: &Value, found: &mut Vec<String>) {
        let Some(object) = schema.as_object() else { return };
        for (keyword, value) in object {
            match keyword.as_str() {
                "properties" | "definitions" => {
                    value.as_object().into_iter().flatten().for_each(|(_, schema)| walk(schema, found));
                }
                "anyOf" | "oneOf" | "allOf" => {
                    value.as_array().into_iter().flatten().for_each(|schema| walk(schema, found));
                }
                "items" | "additionalProperties" | "if" | "else" => walk(value, found),
                "$ref" | "$schema" | "title" | "description" | "type" | "required" | "enum" | "const"
                | "minimum" | "maximum" | "format" | "examples" | "default" | "pattern" => {}
                other => found.push(other.to_owned()),
            }
        }
    }
    let mut found = Vec::new();
    walk(report::schema(), &mut found);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn every_field_says_what_it_is() {
    fn walk(schema: &Value, path: &str) {
        for (name, field) in schema["properties"].as_object().into_iter().flatten() {
            assert!(field["description"].is_string(), "{path}.{name} has no description");
        }
        for (name, definition) in schema["definitions"].as_object().into_iter().flatten() {
            walk(definition, name);
        }
    }
    walk(report::schema(), "Report");
}
