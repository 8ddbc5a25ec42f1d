//! Pages made by hand.

use gongwen_document::{FaceRole, Length, Properties};
use gongwen_fonts::Fonts;
use gongwen_layout::{Color, Glyph, GlyphRun, OutlineEntry, Page, Pages, Rule, StructureKind, StructureNode};
use gongwen_pdf::{Options, render};
use lopdf::Document;

pub(crate) mod cff;

pub(crate) const HOSTILE: &str = "标题 <&>]]> (括号) \\ “引号” 😀";

pub(crate) fn run(
    fonts: &Fonts,
    role: FaceRole,
    text: &str,
    line: i64,
    node: Option<usize>,
    link: Option<&str>,
) -> GlyphRun {
    let size = Length::pt(16);
    let mut x = Length::mm(28);
    let mut glyphs = Vec::new();
    let mut face = fonts.primary(role);
    for (start, character) in text.char_indices() {
        let (found, id) = fonts.resolve(role, character).expect("an embedded character");
        face = found;
        let advance = Length::hundredths_pt(1575);
        glyphs.push(Glyph { id, x, advance, text: start..start + character.len_utf8() });
        x += advance;
    }
    GlyphRun {
        face,
        size,
        scale: 100,
        baseline: Length::mm(40 + line * 10),
        color: Color::Black,
        bold: false,
        glyphs,
        text: text.to_owned(),
        node,
        link: link.map(Into::into),
    }
}

pub(crate) fn node(kind: StructureKind, children: &[usize]) -> StructureNode {
    StructureNode::new(kind, children.to_vec())
}

/// Two pages with a title, headings, a paragraph over both pages, a link, a table and page numbers.
pub(crate) fn sample(fonts: &Fonts) -> Pages {
    let header = StructureKind::TableHeader { column_span: 2, row_span: 1 };
    let cell = || StructureKind::TableCell { column_span: 1, row_span: 1 };
    let link = "https://www.gov.cn/锦江?a=(1)";
    let page = |label: &str, runs| Page {
        label: Some(label.to_owned()),
        width: Length::mm(210),
        height: Length::mm(297),
        runs,
        rules: vec![Rule {
            x: Length::mm(28),
            y: Length::mm(200),
            width: Length::mm(156),
            height: Length::hundredths_mm(35),
            color: Color::Red,
        }],
        ..Page::default()
    };
    let fang = FaceRole::FangSong;
    Pages {
        properties: Properties {
            title: HOSTILE.to_owned(),
            author: "某某镇人民政府 & <i>".to_owned(),
            subject: "工作报告".to_owned(),
            keywords: vec!["锦江".to_owned(), "2024年".to_owned()],
            date: Some("2024-12-31".to_owned()),
        },
        pages: vec![
            page(
                "1",
                vec![
                    run(fonts, FaceRole::XiaoBiaoSong, "锦江镇工作报告", 0, Some(1), None),
                    run(fonts, FaceRole::HeiTi, "一、主要工作", 1, Some(2), None),
                    run(fonts, fang, "财政收入1.78亿元，“四型锦江”——见", 2, Some(3), None),
                    run(fonts, fang, "网站", 3, Some(4), Some(link)),
                    run(fonts, fang, "。", 4, Some(3), None),
                    run(fonts, FaceRole::Song, "— 1 —", 23, None, None),
                ],
            ),
            page(
                "2",
                vec![
                    run(fonts, fang, "续页正文……", 0, Some(3), None),
                    run(fonts, FaceRole::KaiTi, "（一）小节", 1, Some(5), None),
                    run(fonts, FaceRole::HeiTi, "指标", 2, Some(8), None),
                    run(fonts, fang, "早稻", 3, Some(10), None),
                    run(fonts, fang, "22961.97亩", 4, Some(11), None),
                    run(fonts, FaceRole::Song, "— 2 —", 23, None, None),
                ],
            ),
        ],
        structure: vec![
            node(StructureKind::Document, &[1, 2, 3, 5, 6]),
            node(StructureKind::Title, &[]),
            node(StructureKind::Heading(1), &[]),
            node(StructureKind::Paragraph, &[4]),
            node(StructureKind::Link(link.into()), &[]),
            node(StructureKind::Heading(4), &[]),
            node(StructureKind::Table, &[7, 9]),
            node(StructureKind::TableRow, &[8]),
            node(header, &[]),
            node(StructureKind::TableRow, &[10, 11]),
            node(cell(), &[]),
            node(cell(), &[]),
        ],
        outline: vec![
            OutlineEntry { level: 1, text: "一、主要工作".into(), page: 0, y: Length::mm(50) },
            OutlineEntry { level: 2, text: "（一）小节 <&>".into(), page: 1, y: Length::mm(50) },
            OutlineEntry { level: 1, text: "二、打算".into(), page: 1, y: Length::mm(90) },
        ],
        missing: Vec::new(),
        ..Pages::default()
    }
}

pub(crate) fn made() -> (Vec<u8>, Document) {
    let fonts = Fonts::embedded();
    let bytes = render(&sample(&fonts), &fonts, &Options::default()).expect("rendered");
    let document = Document::load_mem(&bytes).expect("a PDF");
    (bytes, document)
}
