//! What a reader finds in the Word file: the document's text, its styles, its tables, its grid.

use crate::common;

use std::collections::{BTreeMap, BTreeSet};

use common::*;
use gongwen_document::style::FaceRole;
use gongwen_document::{
    Align, Block, BlockKind, Cell, ClosingPlace, ColumnWidth, Facts, Inline, Kept, Length, Loose, Role,
    SignedLine, SignedPart, SignedSource, Stylesheet, Table, plain_text,
};
use gongwen_docx::Writer;
use roxmltree::Document as Xml;

#[test]
fn the_text_is_the_documents_character_for_character() {
    let document = everything();
    let mut expected = Vec::new();
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Paragraph { inlines, .. } => expected.push(plain_text(inlines)),
            BlockKind::Table(table) => {
                expected.extend(table.caption.iter().map(|caption| plain_text(caption)));
                expected.extend(
                    table.rows.iter().flat_map(|row| &row.cells).map(|cell| plain_text(&cell.inlines)),
                );
            }
            BlockKind::PageBreak { .. } | BlockKind::Illustration(_) | BlockKind::Contents { .. } => {}
        }
    }
    let body = body(&document);
    let xml = Xml::parse(&body).unwrap();
    // Continued cells and the paragraphs after tables are empty.
    let found: Vec<String> =
        elements(xml.root(), "p").into_iter().map(text).filter(|text| !text.is_empty()).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_role_has_its_own_style_and_headings_their_level() {
    let styles = part(&everything(), "word/styles.xml");
    let styles = Xml::parse(&styles).unwrap();
    let defined: BTreeMap<&str, _> = elements(styles.root(), "style")
        .into_iter()
        .map(|style| (value(style, "styleId").unwrap(), style))
        .collect();
    let mut used = BTreeSet::new();
    for role in Role::ALL {
        let body = body(&of(vec![paragraph(role, "甲")]));
        let xml = Xml::parse(&body).unwrap();
        let id = style(elements(xml.root(), "p")[0]);
        assert!(used.insert(id.to_owned()), "{role:?} shares {id}");
        let level = elements(defined[id], "outlineLvl").first().and_then(|level| value(*level, "val"));
        let expected = role.heading_level().map(|level| (level - 1).to_string());
        assert_eq!(level, expected.as_deref(), "{role:?}");
    }
    for (role, name) in
        [("Heading1", "heading 1"), ("Heading4", "heading 4"), ("Title", "Title"), ("Normal", "Normal")]
    {
        assert_eq!(value(child(defined[role], "name").unwrap(), "val"), Some(name));
    }
    assert_eq!(value(defined["Normal"], "default"), Some("1"));
    // Whatever a style refers to is there.
    for style in elements(styles.root(), "style") {
        for reference in ["basedOn", "next"] {
            if let Some(reference) = child(style, reference) {
                assert!(defined.contains_key(value(reference, "val").unwrap()));
            }
        }
    }
    let body = body(&everything());
    let body = Xml::parse(&body).unwrap();
    for reference in ["pStyle", "rStyle", "tblStyle"] {
        for reference in elements(body.root(), reference) {
            assert!(defined.contains_key(value(reference, "val").unwrap()), "{reference:?}");
        }
    }
}

#[test]
fn runs_carry_no_formatting_but_a_style() {
    let body = body(&everything());
    let xml = Xml::parse(&body).unwrap();
    for properties in elements(xml.root(), "rPr") {
        let names: Vec<&str> = properties.children().map(|child| child.tag_name().name()).collect();
        assert_eq!(names, ["rStyle"]);
    }
}

#[test]
fn only_official_faces_and_no_theme_above_them() {
    let official: BTreeSet<&str> = FaceRole::ALL.iter().map(|face| face.official_name()).collect();
    let parts = parts(&render(&everything()));
    let mut seen = 0;
    for (name, part) in &parts {
        assert!(!part.contains("Theme=\""), "{name}");
        let xml = Xml::parse(part).unwrap();
        for fonts in elements(xml.root(), "rFonts") {
            seen += 1;
            assert_eq!(value(fonts, "hint"), Some("eastAsia"));
            let faces: BTreeSet<&str> =
                ["ascii", "hAnsi", "eastAsia", "cs"].iter().filter_map(|kind| value(fonts, kind)).collect();
            assert_eq!(faces.len(), 1, "{name}: {faces:?}");
            assert!(faces.is_subset(&official), "{name}: {faces:?}");
        }
    }
    assert!(seen > Role::ALL.len());
}

#[test]
fn the_page_is_the_standards() {
    let body = body(&everything());
    let xml = Xml::parse(&body).unwrap();
    let section = elements(xml.root(), "sectPr")[0];
    let get = |element: &str, name: &str| value(child(section, element).unwrap(), name).unwrap().to_owned();
    assert_eq!((get("pgSz", "w"), get("pgSz", "h")), ("11906".into(), "16838".into()));
    for (side, twips) in [("top", "2098"), ("bottom", "1984"), ("left", "1587"), ("right", "1474")] {
        assert_eq!(get("pgMar", side), twips);
    }
    assert_eq!((get("docGrid", "type"), get("docGrid", "linePitch")), ("lines".into(), "579".into()));
    let footers: Vec<_> = section
        .children()
        .filter(|node| node.has_tag_name((W, "footerReference")))
        .map(|node| value(node, "type").unwrap())
        .collect();
    assert_eq!(footers, ["default", "even"]);
}

#[test]
fn the_body_stands_on_the_grid() {
    let styles = part(&everything(), "word/styles.xml");
    let xml = Xml::parse(&styles).unwrap();
    let style = |id: &str| {
        elements(xml.root(), "style").into_iter().find(|style| value(*style, "styleId") == Some(id)).unwrap()
    };
    let body = style("GongwenBody");
    let paragraph = child(body, "pPr").unwrap();
    let spacing = child(paragraph, "spacing").unwrap();
    assert_eq!((value(spacing, "line"), value(spacing, "lineRule")), (Some("579"), Some("exact")));
    let indent = child(paragraph, "ind").unwrap();
    assert_eq!((value(indent, "firstLineChars"), value(indent, "firstLine")), (Some("200"), Some("630")));
    let run = child(body, "rPr").unwrap();
    assert_eq!(value(child(run, "spacing").unwrap(), "val"), Some("-5"));
    assert_eq!(value(child(run, "sz").unwrap(), "val"), Some("32"));
    let normal = child(style("Normal"), "pPr").unwrap();
    assert_eq!(value(child(normal, "widowControl").unwrap(), "val"), Some("0"));
}

#[test]
fn page_numbers_are_fields_right_on_odd_and_left_on_even_pages() {
    let parts = parts(&render(&everything()));
    assert!(parts["word/settings.xml"].contains("<w:evenAndOddHeaders/>"));
    let styles = Xml::parse(&parts["word/styles.xml"]).unwrap();
    for (part, side) in [("word/footer1.xml", "right"), ("word/footer2.xml", "left")] {
        let xml = Xml::parse(&parts[part]).unwrap();
        let paragraph = elements(xml.root(), "p")[0];
        assert_eq!(text(paragraph), "— 1 —");
        assert_eq!(elements(paragraph, "instrText")[0].text(), Some(" PAGE "));
        let id = style(paragraph);
        let style = elements(styles.root(), "style")
            .into_iter()
            .find(|style| value(*style, "styleId") == Some(id))
            .unwrap();
        assert_eq!(value(elements(style, "jc")[0], "val"), Some(side));
        assert_eq!(value(elements(style, "ind")[0], side), Some("280"), "one character of 4号");
    }
}

#[test]
fn header_rows_repeat_and_rows_stay_whole() {
    let body = body(&of(vec![block(BlockKind::Table(table()))]));
    let xml = Xml::parse(&body).unwrap();
    let rows = elements(xml.root(), "tr");
    let repeated: Vec<bool> = rows.iter().map(|row| !elements(*row, "tblHeader").is_empty()).collect();
    assert_eq!(repeated, [true, true, false, false]);
    assert!(rows.iter().all(|row| !elements(*row, "cantSplit").is_empty()));
    let merges: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| elements(*row, "vMerge").iter().map(|merge| value(*merge, "val").unwrap()).collect())
        .collect();
    assert_eq!(merges, [["restart"], ["continue"], ["restart"], ["continue"]]);
    let right: Vec<String> = elements(xml.root(), "p")
        .into_iter()
        .filter(|paragraph| elements(*paragraph, "jc").iter().any(|jc| value(*jc, "val") == Some("right")))
        .map(text)
        .collect();
    assert_eq!(right, ["增长4.7%"]);
}

#[test]
fn every_row_fills_the_grid_whatever_the_spans() {
    // Spans run over each other, past the right edge and past the last row.
    let mut seed = 9704_u32;
    let mut next = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % below
    };
    for _ in 0..300 {
        let mut rows = Vec::new();
        for _ in 0..next(5) {
            let mut cells = Vec::new();
            for _ in 0..next(5) {
                cells.push(Cell {
                    column_span: next(4) as usize,
                    row_span: if next(9) == 0 { usize::MAX } else { next(4) as usize },
                    ..cell("甲")
                });
            }
            rows.push(row(cells));
        }
        let columns = (0..next(4)).map(|_| ColumnWidth::Share(next(3) * 1000)).collect();
        let table = Table { columns, header_rows: next(9) as usize, rows, ..Table::default() };
        let cells = table.rows.iter().map(|row| row.cells.len()).sum::<usize>();
        let body = body(&of(vec![block(BlockKind::Table(table))]));
        let xml = Xml::parse(&body).unwrap();
        let grid = elements(xml.root(), "gridCol");
        for row in elements(xml.root(), "tr") {
            let span = |cell| {
                elements(cell, "gridSpan")
                    .first()
                    .map_or(1, |span| value(*span, "val").unwrap().parse().unwrap())
            };
            let columns: usize = elements(row, "tc").into_iter().map(span).sum();
            assert_eq!(columns, grid.len());
        }
        if !grid.is_empty() {
            let width: u32 =
                grid.iter().map(|column| value(*column, "w").unwrap().parse::<u32>().unwrap()).sum();
            assert_eq!(width, 8844);
            let texts =
                elements(xml.root(), "p").into_iter().filter(|paragraph| !text(*paragraph).is_empty());
            assert_eq!(texts.count(), cells, "no cell is lost");
        }
    }
}

#[test]
fn tables_do_not_run_together_and_text_follows_the_last() {
    let bare = || block(BlockKind::Table(Table { caption: None, ..table() }));
    let body = body(&of(vec![bare(), bare()]));
    let xml = Xml::parse(&body).unwrap();
    let names: Vec<&str> =
        elements(xml.root(), "body")[0].children().map(|child| child.tag_name().name()).collect();
    assert_eq!(names, ["tbl", "p", "tbl", "p", "sectPr"]);
}

#[test]
fn a_page_break_belongs_to_the_block_after_it() {
    #[track_caller]
    fn check(blocks: Vec<Block>, expected: &[&str]) {
        let body = body(&of(blocks));
        let xml = Xml::parse(&body).unwrap();
        let breaks: Vec<String> = elements(xml.root(), "p")
            .into_iter()
            .filter(|paragraph| !elements(*paragraph, "pageBreakBefore").is_empty())
            .map(text)
            .collect();
        assert_eq!(breaks, expected);
    }
    let page_break = || block(BlockKind::PAGE_BREAK);
    let table = |caption| block(BlockKind::Table(Table { caption, ..table() }));
    check(vec![paragraph(Role::Body, "甲"), page_break(), paragraph(Role::Body, "乙")], &["乙"]);
    check(vec![page_break(), page_break(), paragraph(Role::Body, "乙")], &["乙"]);
    check(vec![page_break(), table(Some(vec![Inline::text("题")])), paragraph(Role::Body, "乙")], &["题"]);
    check(vec![page_break(), table(None), paragraph(Role::Body, "乙")], &["指标"]);
    check(vec![paragraph(Role::Body, "甲"), page_break()], &[]);
}

#[test]
fn titles_break_where_layout_broke_them() {
    #[track_caller]
    fn check(inlines: Vec<Inline>, breaks: &[usize], expected: &str) {
        let document = of(vec![block(BlockKind::Paragraph { role: Role::Title, inlines })]);
        let title_breaks = BTreeMap::from([(0, breaks.to_vec())]);
        let options = Facts { title_breaks, ..Facts::default() };
        let file = gongwen_docx::render(&document, &Stylesheet::gbt9704(), &options).unwrap();
        let parts = parts(&file);
        let xml = Xml::parse(&parts["word/document.xml"]).unwrap();
        assert_eq!(text(elements(xml.root(), "p")[0]), expected);
    }
    check(vec![Inline::text("锦江镇工作报告")], &[3], "锦江镇\n工作报告");
    check(vec![Inline::text("锦江镇"), Inline::text("工作报告")], &[3, 5], "锦江镇\n工作\n报告");
    // A line feed of the text counts as a character, and nothing is broken at the edges.
    check(vec![Inline::text("锦江"), Inline::Break, Inline::text("报告")], &[0, 4, 5, 99], "锦江\n报\n告");
}

#[test]
fn a_paragraph_with_a_long_word_is_not_drawn_apart_and_its_characters_are_not_spaced() {
    let address = "网址http://www.example.gov.cn/2025/zwgk，请查阅";
    let document = of(vec![
        paragraph(Role::Body, address),
        paragraph(Role::Body, address),
        paragraph(Role::Body, address),
    ]);
    let loose = BTreeMap::from([
        (0, Loose { words_break: true, ragged: false }),
        (1, Loose { words_break: false, ragged: true }),
    ]);
    let options = Facts { loose, ..Facts::default() };
    let file = gongwen_docx::render(&document, &Stylesheet::gbt9704(), &options).unwrap();
    let parts = parts(&file);
    let xml = Xml::parse(&parts["word/document.xml"]).unwrap();
    let found: Vec<(Option<&str>, Option<&str>)> = elements(xml.root(), "p")
        .into_iter()
        .map(|paragraph| {
            let first = |name| elements(paragraph, name).first().and_then(|property| value(*property, "val"));
            (first("wordWrap"), first("jc"))
        })
        .collect();
    assert_eq!(found, [(Some("0"), None), (None, Some("left")), (None, None)]);
    let runs = elements(xml.root(), "r");
    assert!(runs.iter().all(|run| elements(*run, "spacing").is_empty()), "no spacing stays behind in a run");
}

#[test]
fn name_and_date_stand_where_layout_says_in_the_lines_it_found() {
    let (first, second) = ("某某县防汛抗旱指挥部", "办公室");
    let name = format!("{first}{second}");
    let document = of(vec![paragraph(Role::Signature, &name), paragraph(Role::IssueDate, "2024年12月31日")]);
    let line = |block, characters, left, before| SignedLine {
        before: Length::twips(before),
        pitch: Length::twips(579),
        parts: vec![SignedPart { source: SignedSource::Block(block), characters, left: Length::twips(left) }],
        ..SignedLine::default()
    };
    let lines = vec![line(0, 0..10, 5000, 579), line(0, 10..13, 6100, 0), line(1, 0..11, 5694, 0)];
    let closing = ClosingPlace { blocks: 2, lines, below: Length::twips(470), keeps_next: false };
    let facts = Facts { closings: BTreeMap::from([(0, closing)]), ..Facts::default() };
    let file = gongwen_docx::render(&document, &Stylesheet::gbt9704(), &facts).unwrap();
    let parts = parts(&file);
    let xml = Xml::parse(&parts["word/document.xml"]).unwrap();
    let found: Vec<_> = elements(xml.root(), "p")
        .into_iter()
        .map(|paragraph| {
            let of = |name, attribute| elements(paragraph, name).first().and_then(|it| value(*it, attribute));
            let text: String = elements(paragraph, "t").iter().filter_map(|text| text.text()).collect();
            let keeps = !elements(paragraph, "keepNext").is_empty();
            (text, of("ind", "left").unwrap_or(""), of("spacing", "line").unwrap_or(""), keeps)
        })
        .collect();
    let expected = [
        ("", "", "579", true),
        (first, "5000", "579", true),
        (second, "6100", "579", true),
        ("2024年12月31日", "5694", "579", true),
        // The foot of the seal, so that the date goes to the next page when there is no room for it.
        ("", "", "470", false),
    ];
    let expected: Vec<_> =
        expected.map(|(text, left, line, keeps)| (text.to_owned(), left, line, keeps)).into();
    assert_eq!(found, expected);
}

#[test]
fn text_keeps_to_the_signature_as_layout_says() {
    let long = "甲".repeat(28 * 5);
    let blocks =
        vec![paragraph(Role::Body, &long), paragraph(Role::Body, "乙"), paragraph(Role::Body, &long)];
    let kept = BTreeMap::from([(0, Kept::TwoLines), (1, Kept::Whole), (2, Kept::From(28 * 3 - 2))]);
    let facts = Facts { kept, ..Facts::default() };
    let file = gongwen_docx::render(&of(blocks), &Stylesheet::gbt9704(), &facts).unwrap();
    let parts = parts(&file);
    let xml = Xml::parse(&parts["word/document.xml"]).unwrap();
    let found: Vec<_> = elements(xml.root(), "p")
        .into_iter()
        .map(|paragraph| {
            let has = |name| !elements(paragraph, name).is_empty();
            let text: String = elements(paragraph, "t").iter().filter_map(|text| text.text()).collect();
            let first = elements(paragraph, "ind").first().and_then(|it| value(*it, "firstLine"));
            (text.chars().count(), has("keepNext"), has("keepLines"), has("widowControl"), first)
        })
        .collect();
    let expected = [
        (140, false, false, true, None),
        (1, true, true, false, None),
        (28 * 3 - 2, false, false, false, None),
        (28 * 2 + 2, true, true, false, Some("0")),
    ];
    assert_eq!(found, expected);
}

#[test]
fn links_are_relationships_each_once() {
    let parts = parts(&render(&everything()));
    let body = Xml::parse(&parts["word/document.xml"]).unwrap();
    let ids: Vec<&str> = elements(body.root(), "hyperlink")
        .into_iter()
        .map(|link| {
            link.attribute(("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id"))
                .unwrap()
        })
        .collect();
    assert_eq!(ids, ["link1", "link2", "link1"]);
    let relationships = Xml::parse(&parts["word/_rels/document.xml.rels"]).unwrap();
    let target = |id: &str| {
        relationships
            .descendants()
            .find(|node| node.attribute("Id") == Some(id))
            .and_then(|node| node.attribute("Target"))
    };
    assert_eq!(target("link1"), Some("https://example.gov.cn/a?b=1&c=\"2\""));
    assert_eq!(target("link2"), Some("mailto:a@example.gov.cn"));
}

#[test]
fn properties_are_the_documents() {
    let parts = parts(&render(&everything()));
    let core = Xml::parse(&parts["docProps/core.xml"]).unwrap();
    let get = |name: &str| {
        core.descendants().find(|node| node.tag_name().name() == name).and_then(|node| node.text())
    };
    assert_eq!(get("title"), Some("锦江镇2024年工作报告"));
    assert_eq!(get("creator"), Some("锦江镇人民政府"));
    assert_eq!(get("keywords"), Some("工作报告；2024年"));
    assert_eq!(get("created"), Some("2024-12-31T00:00:00Z"));
    let options = Facts { pages: Some(11), ..Facts::default() };
    let file = Writer::new(&Stylesheet::gbt9704()).unwrap().render(&everything(), &options).unwrap();
    let app = common::parts(&file).remove("docProps/app.xml").unwrap();
    assert!(app.contains("<Pages>11</Pages>") && app.contains("<Application>gongwen</Application>"));
}

#[test]
fn a_form_of_ones_own_is_written() {
    let mut style = Stylesheet::gbt9704();
    style.paragraph_mut(Role::Body).align = Align::Left;
    let file = gongwen_docx::render(&everything(), &style, &Facts::default()).unwrap();
    let parts = parts(&file);
    let xml = Xml::parse(&parts["word/styles.xml"]).unwrap();
    let body = elements(xml.root(), "style")
        .into_iter()
        .find(|style| value(*style, "styleId") == Some("GongwenBody"))
        .unwrap();
    assert_eq!(value(elements(body, "jc")[0], "val"), Some("left"));
}
