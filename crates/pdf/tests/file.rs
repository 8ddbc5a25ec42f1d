//! What a reader finds in the finished file, read back with lopdf.

use gongwen_core::document::Properties;
use gongwen_core::{FaceRole, Length};
use gongwen_fonts::Fonts;
use gongwen_layout::{Color, Glyph, GlyphRun, OutlineEntry, Page, Pages, Rule, StructureKind, StructureNode};
use gongwen_pdf::{Options, render};
use lopdf::{Dictionary, Document, Object};

const HOSTILE: &str = "标题 <&>]]> (括号) \\ “引号” 😀";

fn run(
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
        baseline: Length::mm(40 + line * 10),
        color: Color::Black,
        glyphs,
        text: text.to_owned(),
        node,
        link: link.map(Into::into),
    }
}

fn node(kind: StructureKind, children: &[usize]) -> StructureNode {
    StructureNode { kind, children: children.to_vec() }
}

/// Two pages with a title, headings, a paragraph over both pages, a link, a table and page numbers.
fn sample(fonts: &Fonts) -> Pages {
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
    }
}

fn made() -> (Vec<u8>, Document) {
    let fonts = Fonts::embedded();
    let bytes = render(&sample(&fonts), &fonts, &Options::default()).expect("rendered");
    let document = Document::load_mem(&bytes).expect("a PDF");
    (bytes, document)
}

fn dictionary<'a>(document: &'a Document, parent: &'a Dictionary, key: &str) -> &'a Dictionary {
    document.get_dict_in_dict(parent, key.as_bytes()).expect(key)
}

fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a text string")
}

#[test]
fn the_text_reads_back_from_the_fonts_tables() {
    let (_, document) = made();
    let read: String = document.extract_text(&[1, 2]).expect("text").split_whitespace().collect();
    for piece in ["锦江镇工作报告", "财政收入1.78亿元，“四型锦江”——见", "续页正文……", "22961.97亩", "—2—"]
    {
        assert!(read.contains(piece), "{piece} in {read}");
    }
}

#[test]
fn fonts_are_subsets_that_are_embedded() {
    let (bytes, document) = made();
    let mut names = Vec::new();
    for object in document.objects.values() {
        if let Ok(font) = object.as_dict()
            && font.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"FontDescriptor")
        {
            let name =
                String::from_utf8_lossy(font.get(b"FontName").and_then(Object::as_name).expect("name"));
            assert!(font.has(b"FontFile2"), "{name}");
            assert_eq!(name.find('+'), Some(6), "{name}");
            names.push(name.into_owned());
        }
    }
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(bytes.len() < 60_000, "{} bytes", bytes.len());
}

#[test]
fn the_outline_is_nested_in_the_order_of_the_headings() {
    let (_, document) = made();
    let catalog = document.catalog().expect("catalog");
    let outlines = dictionary(&document, catalog, "Outlines");
    assert_eq!(outlines.get(b"Count").and_then(Object::as_i64).expect("count"), 3);
    let first = dictionary(&document, outlines, "First");
    assert_eq!(text(first.get(b"Title").expect("title")), "一、主要工作");
    assert_eq!(text(dictionary(&document, first, "First").get(b"Title").expect("title")), "（一）小节 <&>");
    assert_eq!(text(dictionary(&document, first, "Next").get(b"Title").expect("title")), "二、打算");
}

#[test]
fn the_catalog_says_language_structure_labels_and_intent() {
    let (_, document) = made();
    let catalog = document.catalog().expect("catalog");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("language"), b"zh-CN");
    assert!(
        dictionary(&document, catalog, "MarkInfo").get(b"Marked").and_then(Object::as_bool).expect("marked")
    );
    let root = dictionary(&document, catalog, "StructTreeRoot");
    assert!(root.has(b"ParentTree"));
    let labels =
        dictionary(&document, catalog, "PageLabels").get(b"Nums").and_then(Object::as_array).expect("nums");
    assert_eq!(labels.len(), 2, "one range, decimal from 1");
    assert_eq!(catalog.get(b"OutputIntents").and_then(Object::as_array).expect("intents").len(), 1);
}

#[test]
fn headings_skip_no_level_and_cells_keep_their_spans() {
    let (_, document) = made();
    let mut types = Vec::new();
    for object in document.objects.values() {
        if let Ok(element) = object.as_dict()
            && element.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"StructElem")
        {
            types.push(
                String::from_utf8_lossy(element.get(b"S").and_then(Object::as_name).expect("type"))
                    .into_owned(),
            );
            if types.last().is_some_and(|name| name == "TH") {
                let attributes = element.get(b"A").and_then(Object::as_dict).expect("attributes");
                assert_eq!(attributes.get(b"ColSpan").and_then(Object::as_i64).expect("span"), 2);
                assert_eq!(attributes.get(b"Scope").and_then(Object::as_name).expect("scope"), b"Column");
            }
        }
    }
    assert_eq!(types, ["Document", "H1", "H2", "P", "Link", "H3", "Table", "TR", "TH", "TR", "TD", "TD"]);
}

#[test]
fn hostile_text_comes_out_as_itself_in_info_and_xmp() {
    let (_, document) = made();
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).expect("info");
    let info = document.get_dictionary(info).expect("info");
    assert_eq!(text(info.get(b"Title").expect("title")), HOSTILE);
    let catalog = document.catalog().expect("catalog");
    let packet = catalog.get(b"Metadata").and_then(Object::as_reference).expect("metadata");
    let packet = document.get_object(packet).and_then(Object::as_stream).expect("stream");
    assert!(!packet.dict.has(b"Filter"), "readers look for the packet as plain bytes");
    let packet = std::str::from_utf8(&packet.content).expect("UTF-8");
    let tree = roxmltree::Document::parse(packet).expect("well-formed");
    let title =
        tree.descendants().find(|node| node.has_tag_name(("http://purl.org/dc/elements/1.1/", "title")));
    let title: String = title
        .expect("title")
        .descendants()
        .filter(|node| node.is_text())
        .filter_map(|node| node.text())
        .collect();
    assert_eq!(title, HOSTILE);
}

#[test]
fn a_link_is_an_annotation_tied_to_its_element() {
    let (bytes, document) = made();
    let annotation = document.objects.values().filter_map(|object| object.as_dict().ok()).find(|candidate| {
        candidate.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Link")
    });
    let annotation = annotation.expect("a link");
    assert_eq!(annotation.get(b"StructParent").and_then(Object::as_i64).expect("key"), 2);
    let target =
        annotation.get(b"A").and_then(Object::as_dict).expect("action").get(b"URI").expect("address");
    assert_eq!(target.as_str().expect("a string"), b"https://www.gov.cn/%E9%94%A6%E6%B1%9F?a=(1)");
    assert!(!bytes.is_empty());
}

#[test]
fn the_same_pages_give_the_same_bytes_in_every_thread() {
    let fonts = Fonts::embedded();
    let pages = sample(&fonts);
    let first = render(&pages, &fonts, &Options::default()).expect("rendered");
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| scope.spawn(|| render(&pages, &fonts, &Options::default()).expect("rendered")))
            .collect();
        for thread in threads {
            assert!(thread.join().expect("no panic") == first);
        }
    });
}

#[test]
fn pages_that_do_not_hang_together_are_no_panic() {
    let fonts = Fonts::embedded();
    let mut pages = sample(&fonts);
    pages.structure.truncate(2);
    pages.outline[0].page = 99;
    pages.pages[0].runs[0].node = Some(77);
    pages.pages[0].runs[1].glyphs.clear();
    assert!(render(&pages, &fonts, &Options::default()).is_ok());
    assert!(render(&Pages::default(), &fonts, &Options::default()).is_ok());
}

/// Writes the sample where `GONGWEN_SAMPLE` says, for readers outside.
#[test]
#[ignore = "writes a file for outside readers"]
#[allow(clippy::disallowed_methods)]
fn sample_for_outside_readers() {
    let path = std::env::var("GONGWEN_SAMPLE").expect("GONGWEN_SAMPLE names a file");
    std::fs::write(path, made().0).expect("written");
}
