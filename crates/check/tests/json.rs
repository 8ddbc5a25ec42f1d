//! The JSON that other programs read is as its schema says, and the committed schema is the one that is made.

use std::path::PathBuf;

use gongwen_check::{FileJson, Options, OutputJson, Text, check, schema_json};
use serde_json::Value;

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../schema/check.schema.json")
}

#[test]
fn the_committed_schema_is_current() {
    let committed = std::fs::read_to_string(path()).expect("schema/check.schema.json");
    assert!(committed == schema_json(), "stale: cargo xtask bless");
}

#[test]
#[ignore = "writes schema/check.schema.json anew"]
fn bless() {
    std::fs::write(path(), schema_json()).expect("schema/check.schema.json");
}

/// What of a value is not as its schema says; knows the keywords that the schema has.
fn faults(value: &Value, schema: &Value, root: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/definitions/")) {
        return faults(value, &root["definitions"][name], root, at, found);
    }
    let is = |kind: &str| match kind {
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("{other} in the schema"),
    };
    match &schema["type"] {
        Value::String(kind) if !is(kind) => found.push(format!("{at} is no {kind}")),
        Value::Array(kinds) if !kinds.iter().filter_map(Value::as_str).any(is) => {
            found.push(format!("{at}: {kinds:?}"))
        }
        _ => {}
    }
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(name).is_none() {
            found.push(format!("{at} lacks {name}"));
        }
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(name) {
            Some(schema) => faults(inner, schema, root, &format!("{at}.{name}"), found),
            None if schema["anyOf"].is_array() || schema["allOf"].is_array() => {}
            None => found.push(format!("{at}.{name} is unknown")),
        }
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        faults(value, part, root, at, found);
    }
    for part in schema["anyOf"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|part| part["type"] != "null" && !value.is_null())
    {
        faults(value, part, root, at, found);
    }
    for inner in value.as_array().into_iter().flatten() {
        faults(inner, &schema["items"], root, at, found);
    }
}

#[test]
fn the_output_is_as_the_schema_says() {
    let text = Text::from_plain(
        "总结\n新建20个，其中甲类9个、乙类12个。新增低保31户23人。满意度由85%提高到90%，提高5%。\n",
    );
    let outcome = check(&text, &Options { advice: true, ..Options::default() });
    assert!(outcome.findings.len() > 2);
    let output = OutputJson { version: 1, files: vec![FileJson::new("草稿.txt", &text, &outcome, 2)] };
    let value = serde_json::to_value(&output).expect("JSON");
    let schema: Value = serde_json::from_str(&schema_json()).expect("JSON");
    let mut found = Vec::new();
    faults(&value, &schema, &schema, "", &mut found);
    assert!(found.is_empty(), "{found:?}");
    let first = &value["files"][0]["findings"][0];
    assert_eq!(first["code"], "figures/parts-sum");
    assert_eq!(first["quote"], "新建20个，其中甲类9个、乙类12个");
    assert_eq!(first["place"]["line"], 2);
    assert_eq!((&first["place"]["column"], &first["place"]["end_column"]), (&1.into(), &19.into()));
    assert_eq!(first["related"][0]["place"]["column"], 3);
    // A schema that takes anything would take this as well.
    let mut broken = value.clone();
    broken["files"][0]["findings"][0]["place"]["line"] = Value::String("2".into());
    faults(&broken, &schema, &schema, "", &mut found);
    assert_eq!(found.len(), 1, "{found:?}");
}
