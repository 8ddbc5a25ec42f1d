//! The stations' output as text that a person reads in a diff: pages with every line at its place, and the Word body.
//! `cargo xtask bless` writes them anew.

use std::fs;
use std::io::Read;
use std::path::PathBuf;

use gongwen::Report;
use gongwen_tests::{form, jinjiang, press, root};

fn reports() -> Vec<(&'static str, Report)> {
    let sample = fs::read_to_string(root().join("fixtures/reports/sample.toml")).expect("the fixture");
    vec![
        ("jinjiang-2024", jinjiang()),
        ("sample", Report::from_toml(&sample).expect("a report")),
        ("seals-5", form("seals-5")),
    ]
}

fn refs() -> PathBuf {
    root().join("tests/refs")
}

/// File name and text of each golden.
fn goldens() -> Vec<(String, String)> {
    let press = press();
    let mut goldens = Vec::new();
    for (name, report) in reports() {
        let printed = press.print(&report).expect("pages");
        goldens.push((format!("{name}.pages"), printed.pages.dump()));
        let file = printed.docx().expect("a Word file");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).expect("a zip");
        let mut xml = String::new();
        archive.by_name("word/document.xml").expect("a body").read_to_string(&mut xml).expect("UTF-8");
        // A paragraph a line, so that a diff shows which one changed.
        goldens.push((format!("{name}.document.xml"), xml.replace("</w:p>", "</w:p>\n")));
    }
    goldens
}

#[test]
fn pages_and_word_bodies_are_as_they_were() {
    let mut changed = Vec::new();
    for (name, text) in goldens() {
        let known = fs::read_to_string(refs().join(&name)).unwrap_or_default();
        if let Some(at) = (0..).zip(text.lines().zip(known.lines())).find(|(_, (new, old))| new != old) {
            let (line, (new, old)) = at;
            changed.push(format!("{name} line {}:\n  was {old}\n  is  {new}", line + 1));
        } else if known.lines().count() != text.lines().count() {
            changed.push(format!("{name}: {} lines, not {}", text.lines().count(), known.lines().count()));
        }
    }
    assert!(
        changed.is_empty(),
        "{}\n`cargo xtask bless` writes them anew; read the diff",
        changed.join("\n")
    );
}

#[test]
#[ignore = "writes tests/refs anew"]
fn bless() {
    fs::create_dir_all(refs()).expect("the folder");
    for (name, text) in goldens() {
        fs::write(refs().join(name), text).expect("a golden");
    }
}
