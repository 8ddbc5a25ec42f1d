//! The package of the Word file, over every fixture: what some builds of Word refuse, and what its panes offer.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use gongwen::Report;
use gongwen_tests::{attribute, form, forms, jinjiang, press, root};

/// Every fixture as a Word file, by name.
fn documents() -> Vec<(String, Vec<u8>)> {
    let report = |name: &str| {
        let source = std::fs::read_to_string(root().join(format!("fixtures/reports/{name}.toml"))).unwrap();
        Report::from_toml(&source).unwrap()
    };
    let forms = forms().into_iter().map(|name| (name.clone(), form(&name)));
    let reports = ["general", "sample"].map(|name| (name.to_owned(), report(name)));
    let all = forms.chain(reports).chain([("jinjiang-2024".to_owned(), jinjiang())]);
    all.map(|(name, report)| (name, press().docx(&report).unwrap())).collect()
}

/// The parts that hold text, by name.
fn stories(file: &[u8]) -> Vec<(String, String)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut stories = Vec::new();
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        if name.starts_with("word/") && name.ends_with(".xml") {
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            stories.push((name, text));
        }
    }
    stories
}

#[test]
fn no_two_drawings_of_a_package_have_one_number() {
    let mut drawings = 0;
    for (name, file) in documents() {
        let mut numbers = BTreeSet::new();
        for (part, text) in stories(&file) {
            let tree = roxmltree::Document::parse(&text).unwrap();
            let mut heights = BTreeSet::new();
            for node in tree.descendants() {
                match node.tag_name().name() {
                    "docPr" => {
                        let number: u32 = attribute(node, "id").parse().unwrap();
                        assert!(number > 0 && numbers.insert(number), "{name}: {part}: docPr {number}");
                        drawings += 1;
                    }
                    "anchor" => {
                        let height = attribute(node, "relativeHeight").to_owned();
                        assert!(heights.insert(height.clone()), "{name}: {part}: relativeHeight {height}");
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(drawings > 100, "{drawings} drawings");
}
