//! Documents to write and a reader that knows nothing of the writer.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use gongwen_document::{
    Align, Block, BlockKind, Cell, ColumnWidth, Document, Facts, Inline, Mark, Origin, Properties, Role, Row,
    Stylesheet, Table,
};
use roxmltree::Node;

/// The namespace of WordprocessingML.
pub(crate) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The parts of a Word file by name.
pub(crate) type Parts = BTreeMap<String, String>;

pub(crate) fn block(kind: BlockKind) -> Block {
    Block { kind, origin: Origin::default() }
}

pub(crate) fn paragraph(role: Role, text: &str) -> Block {
    block(BlockKind::Paragraph { role, inlines: vec![Inline::text(text)] })
}

pub(crate) fn cell(text: &str) -> Cell {
    Cell {
        inlines: vec![Inline::text(text)],
        header: false,
        column_span: 1,
        row_span: 1,
        align: Align::Justify,
    }
}

pub(crate) fn row(cells: Vec<Cell>) -> Row {
    Row { cells, origin: Origin::default() }
}

fn columns(shares: &[u32]) -> Vec<ColumnWidth> {
    shares.iter().map(|share| ColumnWidth::Share(share * 1000)).collect()
}

/// A table with two header rows, a merged head, a cell over two rows and a right-aligned number.
pub(crate) fn table() -> Table {
    let head = |text: &str| Cell { header: true, align: Align::Center, ..cell(text) };
    Table {
        caption: Some(vec![Inline::text("主要指标")]),
        columns: columns(&[3, 1, 1]),
        header_rows: 2,
        rows: vec![
            row(vec![Cell { row_span: 2, ..head("指标") }, Cell { column_span: 2, ..head("数值") }]),
            row(vec![head("2024年"), head("2023年")]),
            row(vec![Cell { row_span: 2, ..cell("财政收入") }, cell("1.78亿元"), cell("1.70亿元")]),
            row(vec![Cell { align: Align::Right, ..cell("增长4.7%") }, cell("——")]),
        ],
        ..Table::default()
    }
}

/// A document with every role and every kind of inline.
pub(crate) fn everything() -> Document {
    let mut blocks: Vec<Block> = Role::ALL
        .iter()
        .filter(|role| !matches!(role, Role::TableCaption | Role::TableHeader | Role::TableCell))
        .map(|role| paragraph(*role, &format!("“{role:?}”一年来，我们强基铸魂……成效——明显，增长4.7%。")))
        .collect();
    let link = |target: &str, mark| Inline::Text {
        text: "县政府网站".to_owned(),
        mark,
        link: Some(Arc::from(target)),
    };
    let text = |text: &str, mark| Inline::Text { text: text.to_owned(), mark, link: None };
    blocks.push(block(BlockKind::Paragraph {
        role: Role::Body,
        inlines: vec![
            text("黑体", Mark::Strong),
            text("楷体", Mark::Emphasis),
            Inline::Break,
            link("https://example.gov.cn/a?b=1&c=\"2\"", Mark::Plain),
            link("mailto:a@example.gov.cn", Mark::Strong),
            link("https://example.gov.cn/a?b=1&c=\"2\"", Mark::Plain),
        ],
    }));
    blocks.push(block(BlockKind::PAGE_BREAK));
    blocks.push(block(BlockKind::Table(table())));
    blocks.push(block(BlockKind::Table(Table { caption: None, ..table() })));
    let properties = Properties {
        title: "锦江镇2024年工作报告".to_owned(),
        author: "锦江镇人民政府".to_owned(),
        subject: "锦江镇2024年工作报告".to_owned(),
        keywords: vec!["工作报告".to_owned(), "2024年".to_owned()],
        date: Some("2024-12-31".to_owned()),
    };
    Document { properties, blocks, ..Document::default() }
}

pub(crate) fn of(blocks: Vec<Block>) -> Document {
    Document { blocks, ..Document::default() }
}

pub(crate) fn render(document: &Document) -> Vec<u8> {
    gongwen_docx::render(document, &Stylesheet::gbt9704(), &Facts::default()).unwrap()
}

pub(crate) fn parts(file: &[u8]) -> Parts {
    let mut zip = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut entry = zip.by_index(index).unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            (entry.name().to_owned(), text)
        })
        .collect()
}

/// One part of a document, written and unpacked.
pub(crate) fn part(document: &Document, name: &str) -> String {
    parts(&render(document)).remove(name).unwrap()
}

pub(crate) fn body(document: &Document) -> String {
    part(document, "word/document.xml")
}

pub(crate) fn elements<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Vec<Node<'a, 'i>> {
    node.descendants().filter(|node| node.has_tag_name((W, name))).collect()
}

pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|node| node.has_tag_name((W, name)))
}

pub(crate) fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((W, name))
}

/// The style of a paragraph.
pub(crate) fn style<'a>(paragraph: Node<'a, '_>) -> &'a str {
    let properties = child(paragraph, "pPr").unwrap();
    value(child(properties, "pStyle").unwrap(), "val").unwrap()
}

/// The text of a paragraph; a forced break is a line feed.
pub(crate) fn text(paragraph: Node<'_, '_>) -> String {
    paragraph
        .descendants()
        .filter(|node| node.has_tag_name((W, "t")) || node.has_tag_name((W, "br")))
        .map(|node| if node.has_tag_name((W, "br")) { "\n" } else { node.text().unwrap_or_default() })
        .collect()
}
