//! Every fixture of `fixtures/forms` reads, composes and is laid out, and keeps every text that stands in its file.

use std::fs;
use std::path::PathBuf;

use gongwen::document::{self, Document};
use gongwen_tests::{form, forms, press};

/// What of a document stands around its text, as one text.
fn around(document: &Document) -> String {
    let headed = (&document.page_header, &document.letterhead);
    let around = format!("{headed:?}{:?}{:?}", document.validation, document.imprint);
    around.replace("\\u{3000}", "\u{3000}")
}

/// Every text of a report file, by walking through its TOML.
fn texts(value: &toml::Value, path: &str, found: &mut Vec<(String, String)>) {
    match value {
        toml::Value::String(text) => found.push((path.to_owned(), text.clone())),
        toml::Value::Array(values) => {
            for value in values {
                texts(value, path, found);
            }
        }
        toml::Value::Table(table) => {
            for (key, value) in table {
                texts(value, &format!("{path}.{key}"), found);
            }
        }
        _ => {}
    }
}

/// Fields that say how a document is made, not what it says.
fn is_setting(path: &str) -> bool {
    [".format", ".file", ".sheet", ".chart.kind", ".chart.figures", ".align"]
        .iter()
        .any(|end| path.ends_with(end))
}

/// The issuer goes into the properties; an order prints no title (10.2), which goes there too.
fn properties(document: &Document) -> String {
    format!("{} {}", document.properties.author, document.properties.title)
}

#[test]
fn there_is_one_for_every_combination() {
    let names = forms();
    assert!(names.len() >= 24, "{} fixtures", names.len());
    let readme = fs::read_to_string(gongwen_tests::root().join("fixtures/forms/README.md")).expect("a list");
    for name in names {
        assert!(readme.contains(&format!("`{name}.toml`")), "{name}.toml is not in the list");
        let text = fs::read_to_string(path(&name)).expect("the fixture");
        let head =
            text.lines().take_while(|line| line.starts_with('#')).any(|line| line.contains("示例数据"));
        assert!(head, "{name}.toml does not say that it is made up");
    }
}

#[test]
fn no_text_of_a_form_is_lost() {
    let press = press();
    for name in forms() {
        let report = form(&name);
        let document = press.document(&report).unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut everything =
            document::to_text(&document) + &around(&document) + &properties(&document) + &pictures(&document);
        for attachment in report.detached() {
            let alone =
                press.attachment(&report, attachment).unwrap_or_else(|error| panic!("{name}: {error}"));
            everything += &(document::to_text(&alone) + &pictures(&alone));
        }
        let file: toml::Value =
            toml::from_str(&fs::read_to_string(path(&name)).expect("the fixture")).expect("TOML");
        let mut fields = Vec::new();
        texts(&file, "", &mut fields);
        assert!(fields.len() > 8, "{name} says little");
        for (field, text) in fields.iter().filter(|(field, _)| !is_setting(field)) {
            for piece in pieces(text) {
                assert!(everything.contains(&piece), "{name}: {field} is lost: {piece} of {text}");
            }
        }
    }
}

/// The text around and in footnotes, figures left out.
fn pieces(text: &str) -> Vec<String> {
    let plain = text.replace("{{注：", "}}").replace("}}", "\n").replace("**", "");
    plain.lines().map(|piece| piece.split("{{").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_form_is_laid_out() {
    let press = press();
    for name in forms() {
        let printed = press.print(&form(&name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(printed.pages.pages.len() >= 2, "{name} has {} pages", printed.pages.pages.len());
        assert!(printed.pages.missing.is_empty(), "{name}: {:?}", printed.pages.missing);
    }
}

/// Names and alternatives of the pictures in the text.
fn pictures(document: &Document) -> String {
    format!(
        "{:?}",
        document
            .blocks
            .iter()
            .filter(|block| matches!(block.kind, document::BlockKind::Illustration(_)))
            .collect::<Vec<_>>()
    )
}

fn path(name: &str) -> PathBuf {
    gongwen_tests::root().join(format!("fixtures/forms/{name}.toml"))
}

#[test]
fn a_form_that_keeps_the_standard_gets_no_warning() {
    for name in forms() {
        let source = fs::read(path(&name)).expect("the fixture");
        let checked = gongwen::read::report(&source, gongwen::read::Notation::Toml);
        let checked = checked.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(checked.warnings, [], "{name}");
    }
}
