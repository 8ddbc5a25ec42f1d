//! Pages as SVG are the pages of the PDF: the same text, each glyph at the same place, whatever form it is.

use std::process::Command;

use gongwen::{Pages, Printed};
use gongwen_document::{BlockKind, Length, Origin};
use gongwen_tests::{every_fixture, jinjiang, pdf_places, press, tight};
use roxmltree::Node;

/// All documents of every fixture, those that are not bound with it too.
fn each_document(mut with: impl FnMut(&str, &Printed<'_>, &gongwen::Fonts)) {
    let press = press();
    for (name, report) in every_fixture() {
        let printed = press.print(&report).unwrap_or_else(|error| panic!("{name}: {error}"));
        for (ending, printed) in printed.all() {
            with(&format!("{name}{ending}"), printed, press.fonts());
        }
    }
}

fn svgs(pages: &Pages, fonts: &gongwen::Fonts) -> Vec<String> {
    (0..pages.pages.len()).map(|index| gongwen_svg::page(pages, index, fonts)).collect()
}

fn texts<'x>(svg: &'x roxmltree::Document<'x>) -> Vec<Node<'x, 'x>> {
    svg.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text"))).collect()
}

fn words(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|text| text.text()).collect()
}

#[test]
#[ignore = "needs pdftotext of poppler-utils; the gate runs it"]
fn the_text_of_each_page_is_what_another_reader_takes_from_the_pdf() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("page.pdf");
    let mut pages = 0;
    each_document(|name, printed, fonts| {
        std::fs::write(&path, printed.pdf().expect("a PDF")).expect("written");
        let read = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(&path).arg("-").output();
        let read = read.expect("pdftotext of poppler-utils is needed").stdout;
        let read = String::from_utf8(read).expect("UTF-8");
        let read: Vec<&str> = read.split_terminator('\u{C}').collect();
        let svgs = svgs(&printed.pages, fonts);
        assert_eq!(read.len(), svgs.len(), "{name}");
        for (svg, read) in svgs.iter().zip(read) {
            let svg = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{name}: {error}"));
            let text: String = texts(&svg).into_iter().map(words).collect();
            assert_eq!(tight(&text), tight(read), "{name}");
            pages += 1;
        }
    });
    assert!(pages > 60, "{pages} pages");
}

/// Origins of the characters in points, in order.
fn places(svg: &str) -> Vec<(f64, f64)> {
    let svg = roxmltree::Document::parse(svg).expect("well-formed");
    let mut places = Vec::new();
    for text in texts(&svg) {
        let turned =
            text.parent().is_some_and(|parent| parent.has_tag_name(("http://www.w3.org/2000/svg", "g")));
        let width: f64 = svg.root_element().attribute("width").expect("a width").parse().expect("a number");
        let scale = text.attribute("transform").map_or(1.0, |transform| {
            transform["scale(".len()..].split(' ').next().expect("a factor").parse().expect("a number")
        });
        let mut baseline = 0.0;
        for node in text.descendants().filter(Node::is_element) {
            if let Some(y) = node.attribute("y") {
                baseline = y.parse().expect("a number");
            }
            let xs: Vec<f64> = node.attribute("x").map_or_else(Vec::new, |xs| {
                xs.split(' ').map(|x| x.parse::<f64>().expect("a number") * scale).collect()
            });
            let own: String = node.children().filter(Node::is_text).filter_map(|text| text.text()).collect();
            assert_eq!(xs.len(), own.chars().count(), "an x for each character of {own}");
            places.extend(xs.into_iter().map(|x| if turned { (width - baseline, x) } else { (x, baseline) }));
        }
    }
    places
}

#[test]
fn each_glyph_stands_where_it_stands_in_the_pdf() {
    // 0.05 mm, in points.
    let most = 0.05 * 72.0 / 25.4;
    let mut glyphs = 0;
    each_document(|name, printed, fonts| {
        let wanted = pdf_places::places(&printed.pdf().expect("a PDF"));
        for (index, (svg, wanted)) in svgs(&printed.pages, fonts).iter().zip(wanted).enumerate() {
            let found = places(svg);
            assert_eq!(found.len(), wanted.len(), "{name}, page {index}");
            for (found, wanted) in found.iter().zip(&wanted) {
                let off = (found.0 - wanted.0).abs().max((found.1 - wanted.1).abs());
                assert!(off < most, "{name}, page {index}: {found:?} instead of {wanted:?}");
                glyphs += 1;
            }
        }
    });
    assert!(glyphs > 20_000, "{glyphs} glyphs");
}

#[test]
fn the_same_pages_make_the_same_text_and_an_edit_changes_no_other_page() {
    let press = press();
    let report = jinjiang();
    let printed = press.print(&report).expect("pages");
    let first = svgs(&printed.pages, press.fonts());
    assert_eq!(first, svgs(&press.print(&report).expect("pages").pages, press.fonts()));
    // A comment in the file moves every byte of it and nothing on paper.
    let path = gongwen_tests::root().join("fixtures/reports/jinjiang-2024.toml");
    let source = format!("# 一行注释\n{}", std::fs::read_to_string(path).expect("the fixture"));
    let moved = gongwen::Report::from_toml(&source).expect("a report");
    assert_eq!(first, svgs(&press.print(&moved).expect("pages").pages, press.fonts()));
}

/// Every block whose text is on paper can be found by its field: a click on a character leads back to the file.
#[test]
fn what_came_from_the_file_says_from_where() {
    each_document(|name, printed, fonts| {
        let shown: std::collections::BTreeSet<String> = svgs(&printed.pages, fonts)
            .iter()
            .flat_map(|svg| {
                let svg = roxmltree::Document::parse(svg).expect("well-formed");
                let paths = svg.descendants().filter_map(|node| node.attribute("data-path"));
                paths.map(str::to_owned).collect::<Vec<_>>()
            })
            .collect();
        let told = |origin: &Origin| {
            assert!(origin.path.is_empty() || shown.contains(&*origin.path), "{name}: {}", origin.path);
        };
        for block in &printed.document.blocks {
            match &block.kind {
                BlockKind::PageBreak { .. } | BlockKind::Contents { .. } => {}
                // The imprint has them when they would keep the text off its first page.
                BlockKind::Paragraph { .. } if &*block.origin.path == "addressees" => {}
                BlockKind::Table(table) => {
                    for row in
                        table.rows.iter().filter(|row| row.cells.iter().any(|it| !it.inlines.is_empty()))
                    {
                        told(&row.origin);
                    }
                }
                _ => told(&block.origin),
            }
        }
    });
}

#[test]
fn a_page_is_as_wide_as_its_paper_and_small() {
    let press = press();
    let printed = press.print(&jinjiang()).expect("pages");
    let svgs = svgs(&printed.pages, press.fonts());
    for svg in &svgs {
        assert!(svg.len() < 20_000, "{} bytes", svg.len());
        assert!(svg.contains("viewBox=\"0 0 595.28 841.89\""));
    }
    assert_eq!(printed.pages.pages[0].width, Length::mm(210));
}
