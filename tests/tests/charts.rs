//! Charts 统计图 and drawings as SVG in both finished files: shapes in the PDF, dots and a table in the Word file.

use gongwen::Report;
use gongwen_tests::{attribute, docx_text, form, named, part, press, tight, xml_part};
use lopdf::{Dictionary, Document, Object};

/// The forms and the images among the drawn objects of a PDF.
fn drawn(pdf: &[u8]) -> (Vec<lopdf::Stream>, usize) {
    let document = Document::load_mem(pdf).expect("a PDF");
    let kind = |dictionary: &Dictionary, kind: &str| {
        dictionary.get(b"Subtype").is_ok_and(|it| *it == Object::Name(kind.into()))
    };
    let streams = || document.objects.values().filter_map(|object| object.as_stream().ok());
    let images = streams().filter(|stream| kind(&stream.dict, "Image")).count();
    (streams().filter(|stream| kind(&stream.dict, "Form")).cloned().collect(), images)
}

#[test]
fn drawings_are_shapes_in_the_pdf() {
    let pdf = press().pdf(&form("charts")).expect("a PDF");
    let (forms, images) = drawn(&pdf);
    assert_eq!((forms.len(), images), (5, 0), "a seal, a map, three charts, and nothing of dots");
    for form in forms {
        let content = form.decompressed_content().unwrap_or(form.content);
        let content = String::from_utf8(content).expect("operators");
        assert!(content.contains(" rg\n") && content.contains("f\n"), "{content}");
    }
}

#[test]
fn a_chart_is_a_picture_at_its_size_with_its_table_in_the_word_file() {
    let press = press();
    let report = form("charts");
    let file = press.docx(&report).expect("a Word file");
    assert_eq!(
        file,
        press.print(&report).expect("pages").docx().expect("a Word file"),
        "whichever way it is made"
    );
    let xml = xml_part(&file, "word/document.xml").expect("a body");
    let tree = roxmltree::Document::parse(&xml).expect("well-formed");
    let shown: Vec<(&str, u32)> = named(tree.root(), "inline")
        .into_iter()
        .map(|inline| {
            let size = inline.children().find(|node| node.tag_name().name() == "extent").expect("a size");
            let properties =
                inline.children().find(|node| node.tag_name().name() == "docPr").expect("properties");
            (attribute(properties, "descr"), attribute(size, "cx").parse().expect("a number"))
        })
        .collect();
    let charts = &shown[1..];
    assert_eq!(charts.len(), 3);
    assert!(charts.iter().all(|(_, width)| *width == 140 * 36_000), "{charts:?}");
    assert_eq!(
        charts[1].0,
        "条形图，各项所占的比重：税收收入5210.3万元，占48.9%；非税收入1830.2万元，占17.2%；上级补助收入3466万元，占32.5%；其他收入158.5万元，占1.5%"
    );
    assert_eq!(named(tree.root(), "tbl").len(), 3, "what they show can be edited");
    assert!(tight(&docx_text(&file)).contains("新建高标准农田亩32003000106.7%"));
    // 300 dots an inch.
    let chart = part(&file, "word/media/picture3.png").expect("a chart");
    let width = u32::from_be_bytes(chart[16..20].try_into().expect("four bytes"));
    assert_eq!(width, (140 * 3000 + 127) / 254);
    assert_eq!(chart[25], 0, "grey");
}

#[test]
fn the_words_of_a_chart_are_drawn_with_a_face() {
    let press = press();
    let printed = press.print(&form("charts")).unwrap_or_else(|error| panic!("{error}"));
    for (name, picture) in &printed.document.pictures {
        let drawing = picture.drawing.as_ref().unwrap_or_else(|| panic!("{name} is a drawing"));
        assert!(drawing.labels.is_empty(), "{name}");
    }
}

#[test]
fn a_row_without_a_figure_has_no_bar_for_it_and_without_any_no_chart() {
    let source = "title = \"某某村情况\"\nyear = 2024\nissuer = \"某某村民委员会\"\nopening = \"见图。\"\n[general]\n\
        [[general.sections]]\ntext = \"各项收入。\"\n[general.sections.chart]\nkind = \"构成\"\nfigures = [\"a\", \"b\"]\n\
        [figures]\na = { label = \"甲\", unit = \"元\" }\nb = { label = \"乙\", unit = \"元\" }\n[batch]\n";
    let (form, warnings) =
        gongwen::read::form(source.as_bytes(), gongwen::read::Notation::Toml).expect("a form");
    assert!(warnings.is_empty(), "{warnings:?}");
    let fill = |values: [Option<i64>; 2]| -> Report {
        use gongwen::report::{Fill, Given};
        let given = |value: Option<i64>| value.map_or(Given::Missing, |value| Given::Value(value.into()));
        let fill = Fill { figures: values.map(given).to_vec(), ..Fill::default() };
        form.fill(&fill).expect("a report").report
    };
    let press = press();
    let text = |values| press.text(&fill(values)).expect("text");
    assert!(text([Some(3), Some(1)]).contains("甲\t元\t3\t75.0%"));
    let one = text([Some(3), None]);
    assert!(one.contains("甲\t元\t3\t100.0%") && !one.contains('乙'), "{one}");
    let none = press.print(&fill([None, None])).expect("pages");
    assert!(none.document.pictures.is_empty() && none.warnings.is_empty());
    assert!(press.print(&fill([Some(0), Some(0)])).expect("pages").document.pictures.is_empty());
}
