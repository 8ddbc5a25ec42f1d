//! What is wrong with a report, as programs read it: JSON of the schema in the repository, whatever was found.

use std::collections::BTreeSet;
use std::fs;

use gongwen::batch::{BindOptions, Binding, CellValue, DataTable, Remark};
use gongwen::read::{self, Notation};
use gongwen::template::Templates;
use gongwen::{Diagnostics, Fonts, Language, Press, Report, Settings};
use gongwen_tests::root;
use serde_json::Value;

/// Holds a value against a schema of these few keywords; every property that was seen is noted.
fn admit(value: &Value, schema: &Value, whole: &Value, seen: &mut BTreeSet<String>) {
    let Some(keywords) = schema.as_object() else { panic!("no schema: {schema}") };
    for (keyword, said) in keywords {
        match keyword.as_str() {
            "$ref" => {
                let name = said.as_str().and_then(|path| path.strip_prefix("#/definitions/")).expect("local");
                admit(value, &whole["definitions"][name], whole, seen);
            }
            "type" => {
                let holds = match said.as_str() {
                    Some("array") => value.is_array(),
                    Some("object") => value.is_object(),
                    Some("string") => value.is_string(),
                    Some("integer") => value.is_u64(),
                    other => panic!("{other:?}"),
                };
                assert!(holds, "{value} is no {said}");
            }
            "items" => value.as_array().into_iter().flatten().for_each(|item| admit(item, said, whole, seen)),
            "properties" => {
                for (name, field) in value.as_object().into_iter().flatten() {
                    assert!(said.get(name).is_some(), "{name} is not in the schema");
                    seen.insert(name.clone());
                    admit(field, &said[name.as_str()], whole, seen);
                }
            }
            "required" => {
                for name in said.as_array().into_iter().flatten().filter_map(Value::as_str) {
                    assert!(value.get(name).is_some(), "{name} is missing in {value}");
                }
            }
            "enum" => assert!(said.as_array().is_some_and(|all| all.contains(value)), "{value}"),
            "minimum" => assert!(value.as_u64() >= said.as_u64(), "{value}"),
            "pattern" => {
                let code = value.as_str().unwrap_or_default();
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '.';
                let (area, rule) = code.split_once('/').unwrap_or_default();
                assert!(!area.is_empty() && !rule.is_empty(), "{code}");
                assert!((area.to_owned() + rule).chars().all(plain), "{code}");
            }
            "$schema" | "title" | "description" | "definitions" | "additionalProperties" => {}
            other => panic!("nobody reads {other}"),
        }
    }
}

/// Faults of every source: all bad fixtures, a template, its markup, a table.
fn all() -> Vec<Diagnostics> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join("fixtures/bad")).expect("fixtures") {
        let path = entry.expect("an entry").path();
        let format = match path.extension().and_then(|extension| extension.to_str()) {
            Some("toml") => Notation::Toml,
            Some("json") => Notation::Json,
            _ => continue,
        };
        found.extend(read::report(&fs::read(&path).expect("bytes"), format).err());
    }
    found.extend(gongwen::markup::parse("<blink>字</blink>", &Default::default()).err());
    let report = Report::from_toml(gongwen::report::STARTER).expect("the starter");
    for source in ["<p>{{nothing_of_this_name}}</p>", "<blink>字</blink>", "{{#if}}"] {
        let templates = Templates::with_overrides(vec![("own".into(), source.into())]);
        let mut settings = Settings::default();
        settings.template = Some("own".into());
        let press = Press::with(Fonts::embedded(), templates, settings);
        match press.document(&report) {
            Err(gongwen::Error::Input(faults)) => found.push(faults),
            other => panic!("{source}: {:?}", other.map(drop)),
        }
    }
    let report = "title = \"{{village}}情况\"\nissuer = \"{{village}}村民委员会\"\nopening = \"人口{{people}}。\"\n\
        general = { sections = [] }\nfigures.people = { label = \"人口\", unit = \"人\" }\n\
        fields.village = \"村名\"\nbatch.key = \"村名\"\n";
    let mut table =
        DataTable::from_rows(["村名", "人口"], [["锦南村", "若干"].map(CellValue::from)]).expect("a table");
    let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())
        .expect("bound");
    let row = table.rows().expect("rows").next().expect("one").expect("a row");
    found.push(binding.bind(&row).expect_err("no number"));
    found
}

#[test]
fn every_finding_is_json_of_the_schema() {
    let path = root().join("schema/diagnostics.schema.json");
    let schema: Value = serde_json::from_slice(&fs::read(path).expect("a schema")).expect("JSON");
    let (mut seen, mut sources, mut count) = (BTreeSet::new(), BTreeSet::new(), 0);
    for found in all() {
        let json = serde_json::to_value(&found).expect("JSON");
        admit(&json, &schema, &schema, &mut seen);
        for (diagnostic, json) in found.iter().zip(json.as_array().expect("an array")) {
            count += 1;
            sources.insert(json["source"].as_str().expect("a source").to_owned());
            // The record of a run says the same in the same words.
            let remark = serde_json::to_value(Remark::from(diagnostic)).expect("JSON");
            for (name, value) in remark.as_object().expect("an object") {
                assert_eq!(&json[name.as_str()], value, "{name}");
            }
            assert_eq!(json["help_en"].as_str(), diagnostic.help.as_ref().map(|help| help.en.as_str()));
        }
    }
    assert!(count > 50, "{count} findings");
    assert_eq!(sources.into_iter().collect::<Vec<_>>(), ["markup", "report", "table", "template"]);
    let known = |name: &str| schema["definitions"][name]["properties"].as_object().expect("properties");
    let unseen: Vec<_> = known("Diagnostic").keys().filter(|name| !seen.contains(*name)).collect();
    assert!(unseen.is_empty(), "never written: {unseen:?}");
}

#[test]
fn both_languages_say_the_same_place_and_code() {
    for diagnostic in all().iter().flatten() {
        let (zh, en) = (diagnostic.shown(Language::Chinese), diagnostic.shown(Language::English));
        assert_eq!(zh.to_string(), diagnostic.to_string());
        for text in [zh.to_string(), en.to_string()] {
            assert!(text.contains(diagnostic.code) && text.contains(&diagnostic.place.path), "{text}");
        }
        let with_help = |shown: gongwen::Shown<'_>| format!("{shown:#}").lines().count();
        let more = usize::from(diagnostic.help.is_some());
        assert!(with_help(zh) >= zh.to_string().lines().count() + more);
        assert!(en.to_string().contains(&diagnostic.message.en));
    }
}
