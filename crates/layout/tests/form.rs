//! Places of GB/T 9704-2012 on the page: page number, title, headings, signature and date.

use crate::common;

use common::{FONTS, block, lines, pages, paragraph};
use gongwen_document::{BlockKind, Document, Inline, Length, Role, Stylesheet, plain_text};
use gongwen_layout::{MissingGlyph, Options, Page, StructureKind, layout, measure};

fn close(actual: Length, expected: f64) -> bool {
    (actual.to_mm() - expected).abs() < 0.05
}

fn body(lines: usize) -> gongwen_document::Block {
    // 26 characters beside the indent, then 28 a line.
    paragraph(Role::Body, &"锦".repeat((lines * 28).saturating_sub(2)))
}

#[test]
fn the_page_number_is_seven_millimetres_below() {
    let made = pages(vec![body(50)], &Stylesheet::gbt9704());
    assert_eq!(made.pages.len(), 3);
    for (index, page) in made.pages.iter().enumerate() {
        let run = page.runs.iter().find(|run| run.node.is_none()).expect("a page number");
        assert_eq!(run.text, format!("— {} —", index + 1));
        assert_eq!(run.size, Length::pt(14));
        let dash = &run.glyphs[0];
        let face = FONTS.face(run.face);
        let [_, low, _, high] = face.ink(dash.id).expect("a dash has ink");
        let middle = f64::from(low + high) / 2.0 / f64::from(face.units_per_em) * 14.0 * 25.4 / 72.0;
        assert!((run.baseline.to_mm() - middle - 269.0).abs() < 0.01, "{run:?}");
        let last = run.glyphs.last().expect("glyphs");
        if index % 2 == 0 {
            assert_eq!(last.x + last.advance, Length::mm(184) - Length::pt(14), "right on odd pages");
        } else {
            assert_eq!(dash.x, Length::mm(28) + Length::pt(14), "left on even pages");
        }
    }
}

#[test]
fn a_full_page_has_22_lines_at_their_places() {
    let made = pages(vec![body(60)], &Stylesheet::gbt9704());
    for page in &made.pages[..2] {
        let lines = lines(page);
        assert_eq!(lines.len(), 22);
        for (index, line) in lines.iter().enumerate() {
            let top = Length::mm(37) + Length::twips(579) * index as i64;
            // Four fifths down the line, as Word has it: 23.16 of 28.95 pt.
            let baseline = top + Length::hundredths_pt(2316);
            assert!(close(line.baseline, baseline.to_mm()), "{line:?}");
        }
    }
}

#[test]
fn a_heading_is_never_the_last_line_of_a_page() {
    for before in 19..24 {
        let made = pages(
            vec![body(before), paragraph(Role::Heading1, "一、总体情况"), body(4)],
            &Stylesheet::gbt9704(),
        );
        for page in &made.pages {
            let last = lines(page).pop().expect("lines");
            assert_ne!(last.text, "一、总体情况", "after {before} lines");
        }
    }
}

#[test]
fn two_lines_of_text_stay_with_signature_and_date() {
    for before in 18..24 {
        let made = pages(
            vec![
                body(before),
                paragraph(Role::Signature, "锦江镇人民政府"),
                paragraph(Role::IssueDate, "2024年12月31日"),
            ],
            &Stylesheet::gbt9704(),
        );
        let last = lines(made.pages.last().expect("pages"));
        assert!(last.len() >= 4, "after {before} lines: {last:?}");
        assert_eq!(last[last.len() - 2].text, "锦江镇人民政府");
    }
}

fn ends(page: &Page) -> [common::PlacedLine; 2] {
    let mut lines = lines(page);
    let date = lines.pop().expect("a date");
    [lines.pop().expect("a name"), date]
}

#[test]
fn the_date_begins_two_characters_right_of_the_name() {
    let style = Stylesheet::gbt9704();
    let cell = style.grid.character_cell;
    let right = Length::mm(184) - cell * 2;
    let long = ["锦江镇党政综合办公室（乡村振兴办）", "2024年1月5日"];
    let made = pages(
        vec![body(3), paragraph(Role::Signature, long[0]), paragraph(Role::IssueDate, long[1])],
        &style,
    );
    let [name, date] = ends(&made.pages[0]);
    assert_eq!((name.right, date.left), (right, name.left + cell * 2));
    // A date wider than the name takes the offset, and the name moves with it.
    let made = pages(
        vec![body(3), paragraph(Role::Signature, "县政府"), paragraph(Role::IssueDate, "2024年12月31日")],
        &style,
    );
    let [name, date] = ends(&made.pages[0]);
    assert_eq!((date.right, name.left), (right, date.left - cell * 2));
}

/// The lines of a title.
fn title(text: &str) -> Vec<String> {
    let made = pages(vec![paragraph(Role::Title, text)], &Stylesheet::gbt9704());
    lines(&made.pages[0]).into_iter().map(|line| line.text).collect()
}

#[test]
fn titles_break_between_words_into_balanced_lines() {
    assert_eq!(title("锦江镇2024年工作报告"), ["锦江镇2024年工作报告"]);
    for text in [
        "关于加快推进乡村振兴和农业农村现代化建设工作情况的报告",
        "锦江镇人民政府关于2024年工作总结和2025年工作安排的报告",
        "中共锦江镇委员会锦江镇人民政府关于进一步加强基层治理体系和治理能力现代化建设深入推进平安锦江建设的实施意见",
    ] {
        let lines = title(text);
        assert_eq!(lines.concat(), text);
        let widths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
        assert!(widths.iter().max() < widths.iter().min().map(|least| least * 2).as_ref(), "{lines:?}");
        assert!(lines.iter().all(|line| !line.starts_with(['的', '和', '、', '与', '化'])), "{lines:?}");
        assert!(!widths.windows(3).any(|three| three[1] < three[0] && three[1] < three[2]), "{lines:?}");
    }
    assert_eq!(title("一⏎二"), ["一", "二"]);
    // 工作总结 is two words of the dictionary and one name.
    assert_eq!(
        title("上高县锦江镇2024年工作总结和2025年工作打算"),
        ["上高县锦江镇2024年", "工作总结和2025年工作打算"]
    );
}

#[test]
fn title_lines_are_centred() {
    let made = pages(vec![paragraph(Role::Title, "锦江镇工作报告")], &Stylesheet::gbt9704());
    let line = &lines(&made.pages[0])[0];
    assert!(close(line.left + line.right, 28.0 + 184.0), "{line:?}");
}

#[test]
fn title_breaks_are_those_of_the_pages() {
    let text = "关于加快推进乡村振兴和农业农村现代化建设工作情况的报告";
    let document = Document { blocks: vec![body(1), paragraph(Role::Title, text)], ..Document::default() };
    let made = measure(&document, &Stylesheet::gbt9704(), &FONTS, &Options::default()).expect("pages");
    let breaks = made.facts.title_breaks;
    let first = title(text)[0].chars().count();
    assert_eq!(breaks.into_iter().collect::<Vec<_>>(), [(1, vec![first])]);
}

#[test]
fn characters_without_a_face_are_named_all_at_once() {
    let text = "一\u{e000}二\u{e001}三\u{e000}";
    let document = Document {
        blocks: vec![paragraph(Role::Body, text), paragraph(Role::Body, text)],
        ..Document::default()
    };
    let style = Stylesheet::gbt9704();
    let refused = layout(&document, &style, &FONTS, &Options::default()).expect_err("no face has them");
    assert_eq!(refused.0.len(), 4, "{refused}");
    assert!(refused.0.iter().all(|found| found.code == "fonts/missing-glyph" && found.is_error()));
    let marked =
        layout(&document, &style, &FONTS, &Options { missing_glyph: MissingGlyph::Mark }).expect("marked");
    assert_eq!(lines(&marked.pages[0])[0].text, "一〓二〓三〓");
    assert_eq!(marked.missing.len(), 4);
}

#[test]
fn structure_and_outline_follow_the_blocks() {
    let link = Inline::Text {
        text: "公报".to_owned(),
        mark: gongwen_document::Mark::Plain,
        link: Some("https://example.gov.cn/".into()),
    };
    let inlines = vec![Inline::text("见"), link, Inline::text("。")];
    assert_eq!(plain_text(&inlines), "见公报。");
    let blocks = vec![
        paragraph(Role::Title, "报告"),
        paragraph(Role::Heading1, "一、情况"),
        block(BlockKind::Paragraph { role: Role::Body, inlines }),
        block(BlockKind::PAGE_BREAK),
        paragraph(Role::Heading2, "（一）安排"),
    ];
    let made = pages(blocks, &Stylesheet::gbt9704());
    let kinds: Vec<_> = made.structure.iter().map(|node| node.kind.clone()).collect();
    assert_eq!(
        kinds,
        [
            StructureKind::Document,
            StructureKind::Title,
            StructureKind::Heading(1),
            StructureKind::Paragraph,
            StructureKind::Link("https://example.gov.cn/".into()),
            StructureKind::Heading(2)
        ]
    );
    assert_eq!(made.structure[0].children, [1, 2, 3, 5]);
    assert_eq!(made.structure[3].children, [4]);
    let outline: Vec<_> =
        made.outline.iter().map(|entry| (entry.level, entry.text.as_str(), entry.page)).collect();
    assert_eq!(outline, [(1, "一、情况", 0), (2, "（一）安排", 1)]);
    assert!(close(made.outline[1].y, 37.0));
}
