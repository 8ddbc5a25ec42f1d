//! The walk over finished pages: what would be wrong on paper is told with its field, and nothing else is.

use crate::common;

use common::{FONTS, block, body, lay_out, paragraph};
use gongwen_document::{
    Align, Block, BlockKind, Cell, Diagnostic, Document, Inline, Letterhead, Origin, Role, Row, Stylesheet,
    Table,
};
use gongwen_layout::{Options, Pages, measure};

fn headed(letterhead: Letterhead) -> Document {
    let blocks = vec![
        paragraph(Role::Title, "关于做好农业生产工作的通知"),
        paragraph(Role::Addressees, "各乡镇人民政府："),
        body(3),
    ];
    Document { letterhead: Some(letterhead), blocks, ..Document::default() }
}

fn head() -> Letterhead {
    Letterhead {
        issuer_marks: vec!["某某县人民政府".to_owned()],
        mark_suffix: "文件".to_owned(),
        document_number: Some("某政发〔2026〕1号".to_owned()),
        ..Letterhead::default()
    }
}

/// Code, field and whether it stops the document, of each fault.
fn told(pages: &Pages) -> Vec<(&'static str, &str, bool)> {
    let tell = |found: &Diagnostic| (found.code, found.is_error());
    let places = pages.misfits.iter().map(|found| found.place.path.as_str());
    pages.misfits.iter().map(tell).zip(places).map(|((code, error), path)| (code, path, error)).collect()
}

/// A table of these cells, from the field `general.table`.
fn table(rows: usize, columns: usize, text: &str) -> Block {
    let cell = || Cell {
        inlines: vec![Inline::text(text)],
        header: false,
        column_span: 1,
        row_span: 1,
        align: Align::Left,
    };
    let row = || Row { cells: (0..columns).map(|_| cell()).collect(), ..Row::default() };
    let table = Table { rows: (0..rows).map(|_| row()).collect(), ..Table::default() };
    Block { kind: BlockKind::Table(table), origin: Origin { path: "general.table".into(), span: None } }
}

#[test]
fn what_fits_is_not_spoken_of() {
    let made = lay_out(&headed(head()));
    assert_eq!(told(&made), []);
    let approvers = Letterhead { approvers: vec!["张某".to_owned(); 5], ..head() };
    assert_eq!(told(&lay_out(&headed(approvers))), []);
}

#[test]
fn a_letterhead_without_end_is_an_error_at_its_field() {
    let approvers = Letterhead { approvers: vec!["张某某".to_owned(); 60], ..head() };
    let made = lay_out(&headed(approvers));
    for code in ["fit/off-paper", "gbt9704/7.3.3"] {
        assert!(told(&made).contains(&(code, "letterhead.approvers", true)), "{:?}", made.misfits);
    }
    let found = made.misfits.iter().find(|found| found.code == "fit/off-paper").expect("it is told");
    assert!(found.message.zh.contains("第 1 页“张某某”印到了纸外"), "{found:?}");
    assert!(found.help.is_some());
}

#[test]
fn a_first_page_without_text_is_an_error_unless_a_new_page_was_asked_for() {
    let title = "关于进一步加强农村人居环境整治工作的通知".repeat(16);
    let mut document = headed(head());
    document.blocks[0] = paragraph(Role::Title, &title);
    assert_eq!(told(&lay_out(&document)).first().map(|found| found.0), Some("gbt9704/7.3.3"));
    document.blocks.insert(2, block(BlockKind::PAGE_BREAK));
    assert_eq!(told(&lay_out(&document)), []);
}

#[test]
fn columns_narrower_than_a_character_are_an_error() {
    assert_eq!(
        told(&lay_out(&Document { blocks: vec![table(3, 6, "粮食产量")], ..Document::default() })),
        []
    );
    let made = lay_out(&Document { blocks: vec![table(3, 60, "粮食产量")], ..Document::default() });
    assert!(told(&made).contains(&("fit/on-rule", "general.table", true)), "{:?}", made.misfits);
}

#[test]
fn a_number_over_two_lines_is_a_warning_and_an_address_is_none() {
    let made = |text: &str| {
        let document = Document { blocks: vec![paragraph(Role::Body, text)], ..Document::default() };
        told(&lay_out(&document)).iter().map(|(code, _, error)| (*code, *error)).collect::<Vec<_>>()
    };
    assert_eq!(made(&format!("共{}元。", "1234567890".repeat(8))), [("fit/number-cut", false)]);
    assert_eq!(made(&format!("见https://example.com/{}。", "a1b2c3d4e5".repeat(20))), []);
    assert_eq!(made(&"全镇耕地面积22961.97亩。".repeat(40)), []);
}

#[test]
fn a_page_that_is_only_measured_is_judged_like_one_that_is_drawn() {
    let approvers = Letterhead { approvers: vec!["张某某".to_owned(); 40], ..head() };
    let mut document = headed(approvers);
    document.blocks.push(table(40, 60, "粮食产量123456789"));
    let measured = measure(&document, &Stylesheet::gbt9704(), &FONTS, &Options::default()).expect("measured");
    let drawn = lay_out(&document);
    assert!(drawn.misfits.len() > 2);
    assert_eq!(measured.misfits, drawn.misfits);
}
