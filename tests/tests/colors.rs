//! 5.2.4: text is black; only the mark of the issuer 发文机关标志 and its rules are red (7.2.4, 7.2.7, 10.1).

use std::io::{Cursor, Read};

use gongwen::document::Document;
use gongwen::read::{self, Notation};
use gongwen::{Printed, Report};
use gongwen_layout::Color;
use gongwen_tests::{form, forms, jinjiang, press, root, tight};
use lopdf::content::Content;

/// Every fixture that makes a document, with its name.
fn reports() -> Vec<(String, Report)> {
    let mut reports: Vec<(String, Report)> =
        forms().into_iter().map(|name| (name.clone(), form(&name))).collect();
    for name in ["general", "sample"] {
        let source = std::fs::read(root().join(format!("fixtures/reports/{name}.toml"))).expect("a fixture");
        reports.push((name.to_owned(), read::report(&source, Notation::Toml).expect("a report").report));
    }
    reports.push(("jinjiang-2024".to_owned(), jinjiang()));
    reports
}

/// Runs a check on each fixture.
fn each(mut check: impl FnMut(&str, &Printed<'_>)) {
    let press = press();
    for (name, report) in reports() {
        check(&name, &press.print(&report).unwrap_or_else(|error| panic!("{name}: {error}")));
    }
}

/// The characters of the mark in no order, for its runs stand beside and below each other.
fn mark(document: &Document) -> Vec<char> {
    let printed = document.letterhead.as_ref().filter(|head| !head.preprinted);
    sorted(&printed.map(|head| head.issuer_marks.concat() + &head.mark_suffix).unwrap_or_default())
}

fn sorted(text: &str) -> Vec<char> {
    let mut characters: Vec<char> = tight(text).chars().collect();
    characters.sort_unstable();
    characters
}

#[test]
fn all_text_is_black_but_the_mark() {
    let mut marks = 0;
    each(|name, printed| {
        let pages = &printed.pages.pages;
        let runs = pages.iter().flat_map(|page| &page.runs);
        let red: String = runs.filter(|run| run.color != Color::Black).map(|run| run.text.as_str()).collect();
        assert_eq!(sorted(&red), mark(&printed.document), "{name}: {red}");
        marks += usize::from(!red.is_empty());
    });
    assert!(marks > 10, "{marks} fixtures have a mark");
}

#[test]
fn all_rules_are_black_but_those_of_the_mark() {
    each(|name, printed| {
        for (index, page) in printed.pages.pages.iter().enumerate() {
            let with_mark = page.runs.iter().any(|run| run.color == Color::Red);
            let black = page.rules.iter().all(|rule| rule.color == Color::Black);
            assert!(with_mark || black, "{name}: a red rule on page {}", index + 1);
        }
    });
}

#[test]
fn the_pdf_paints_in_no_other_color() {
    each(|name, printed| {
        let file = printed.pdf().expect("a PDF");
        let document = lopdf::Document::load_mem(&file).expect("a PDF");
        for (page, (number, id)) in printed.pages.pages.iter().zip(document.get_pages()) {
            let content = Content::decode(&document.get_page_content(id)).expect("content");
            let mut red = 0;
            for operation in &content.operations {
                let operands: Vec<f32> =
                    operation.operands.iter().filter_map(|operand| operand.as_float().ok()).collect();
                match operation.operator.as_str() {
                    "g" => assert_eq!(operands, [0.0], "{name} page {number}"),
                    "rg" => {
                        assert_eq!(operands, [1.0, 0.0, 0.0], "{name} page {number}");
                        red += 1;
                    }
                    other => assert!(!COLORS.contains(&other), "{name} page {number}: {other}"),
                }
            }
            let expected = page.runs.iter().any(|run| run.color == Color::Red)
                || page.rules.iter().any(|rule| rule.color == Color::Red);
            assert_eq!(red > 0, expected, "{name} page {number}");
        }
    });
}

/// Operators that set a colour, but for the two that are used.
const COLORS: [&str; 11] = ["G", "RG", "K", "k", "CS", "cs", "SC", "sc", "SCN", "scn", "sh"];

#[test]
fn the_word_file_colors_no_text_but_the_mark() {
    each(|name, printed| {
        let file = printed.docx().expect("a Word file");
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
        let parts: Vec<String> =
            archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
        let mut styles = Vec::new();
        let mut trees = 0;
        // The styles come first: text may be red by a style of its own.
        let (first, rest): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part == "word/styles.xml");
        for part in first.into_iter().chain(rest).filter(|part| part.ends_with(".xml")) {
            let mut xml = String::new();
            archive.by_name(&part).expect("a part").read_to_string(&mut xml).expect("UTF-8");
            let tree = roxmltree::Document::parse(&xml).expect("well-formed");
            trees += 1;
            for node in tree.descendants().filter(|node| node.is_element()) {
                let value = node.attributes().find(|attribute| attribute.name() == "val");
                let value = value.map_or("", |attribute| attribute.value());
                let colored = node.tag_name().name() == "color" && !["000000", "auto"].contains(&value);
                let styled = ["pStyle", "rStyle"].contains(&node.tag_name().name())
                    && styles.iter().any(|style| style == value);
                if !colored && !styled {
                    continue;
                }
                let style = node.ancestors().find(|node| node.tag_name().name() == "style");
                if let Some(style) = style {
                    styles.extend(
                        style.attributes().filter(|a| a.name() == "styleId").map(|a| a.value().to_owned()),
                    );
                    continue;
                }
                let owner = node.ancestors().find(|node| ["r", "p"].contains(&node.tag_name().name()));
                let text: String = owner
                    .into_iter()
                    .flat_map(|owner| owner.descendants().filter(|node| node.tag_name().name() == "t"))
                    .filter_map(|node| node.text())
                    .collect();
                let mark = mark(&printed.document);
                assert!(
                    sorted(&text).iter().all(|character| mark.contains(character)),
                    "{name} {part}: {text} is in the colour {value}"
                );
            }
        }
        assert!(trees > 5, "{name} has {trees} parts");
    });
}
