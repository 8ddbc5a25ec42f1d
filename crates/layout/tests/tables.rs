//! Tables: header rows on each page, merged cells, rules to the edges of the type area.

use crate::common;

use common::{block, lines, pages, paragraph};
use gongwen_document::{
    Align, Block, BlockKind, Cell, ColumnWidth, Inline, Length, Role, Row, Stylesheet, Table,
};
use gongwen_layout::StructureKind;

fn columns(shares: &[u32]) -> Vec<ColumnWidth> {
    shares.iter().map(|share| ColumnWidth::Share(share * 1000)).collect()
}

fn cell(text: &str) -> Cell {
    Cell { inlines: vec![Inline::text(text)], header: false, column_span: 1, row_span: 1, align: Align::Left }
}

fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

fn table(rows: usize) -> Block {
    let head = ["指标", "单位", "数值"].map(|text| Cell { header: true, ..cell(text) });
    let mut all = vec![row(head.to_vec())];
    all.extend((0..rows).map(|index| row(vec![cell(&format!("指标{index}")), cell("亩"), cell("22961.97")])));
    let caption = Some(vec![Inline::text("指标一览表")]);
    block(BlockKind::Table(Table {
        caption,
        columns: columns(&[3, 1, 2]),
        header_rows: 1,
        rows: all,
        ..Table::default()
    }))
}

#[test]
fn the_header_stands_on_each_page_and_counts_once() {
    let made = pages(vec![table(70)], &Stylesheet::gbt9704());
    assert!(made.pages.len() > 2);
    let mut seen = 0;
    for (index, page) in made.pages.iter().enumerate() {
        let heads: Vec<_> = page.runs.iter().filter(|run| run.text == "指标").collect();
        assert_eq!(heads.len(), 1, "page {index}");
        assert_eq!(heads[0].node.is_none(), index > 0, "repeats are artifacts");
        seen += page.runs.iter().filter(|run| run.text.starts_with("指标") && run.text.len() > 6).count();
        for rule in &page.rules {
            assert!(rule.x >= Length::mm(28) && rule.x + rule.width <= Length::mm(184), "{rule:?}");
            assert!(rule.y + rule.height <= Length::mm(262) + Length::hundredths_mm(40), "{rule:?}");
        }
    }
    assert_eq!(seen, 70 + 1, "70 rows and the caption");
    let rows = made.structure.iter().filter(|node| node.kind == StructureKind::TableRow).count();
    assert_eq!(rows, 71);
}

#[test]
fn a_caption_stays_with_its_table() {
    for before in 15..23 {
        let text = "锦".repeat(before * 28 - 2);
        let made = pages(vec![paragraph(Role::Body, &text), table(5)], &Stylesheet::gbt9704());
        let page = made.pages.iter().find(|page| page.runs.iter().any(|run| run.text == "指标一览表"));
        let page = page.expect("a caption");
        assert!(page.runs.iter().any(|run| run.text == "指标0"), "after {before} lines");
    }
}

/// Below a title, which nothing parts from what follows, a caption and a first row of nearly a page have no room: then title
/// and caption part, not caption and row.
#[test]
fn a_caption_stays_with_a_first_row_of_nearly_a_page() {
    for lines in 15..40 {
        let high = row(vec![cell(&"禾".repeat(lines * 6)), cell("亩"), cell("1")]);
        let table = Table {
            caption: Some(vec![Inline::text("一览表")]),
            columns: columns(&[1, 2, 2]),
            rows: vec![high],
            ..Table::default()
        };
        let made = pages(
            vec![paragraph(Role::Title, "标题"), block(BlockKind::Table(table))],
            &Stylesheet::gbt9704(),
        );
        let page = made.pages.iter().find(|page| page.runs.iter().any(|run| run.text == "一览表"));
        let page = page.expect("a caption");
        assert!(page.runs.iter().any(|run| run.text.starts_with('禾')), "{lines} lines");
    }
}

#[test]
fn merged_cells_have_no_rule_inside_and_stand_in_the_middle() {
    let wide = Cell { column_span: 2, ..cell("两列") };
    let high = Cell { row_span: 2, ..cell("两行") };
    let rows = vec![
        row(vec![wide, cell("右")]),
        row(vec![high, cell("中"), cell("右")]),
        row(vec![cell("下"), cell("右")]),
    ];
    let table =
        Table { caption: None, columns: columns(&[1, 1, 1]), header_rows: 0, rows, ..Table::default() };
    let made = pages(vec![block(BlockKind::Table(table))], &Stylesheet::gbt9704());
    let page = &made.pages[0];
    // Top, bottom, left, right; below row 1; below row 2 in columns 2 and 3; column 1|2 below row 1; column 2|3.
    assert_eq!(page.rules.len(), 8, "{:#?}", page.rules);
    let at =
        |text: &str| page.runs.iter().find(|run| run.text == text).map(|run| run.baseline).expect("text");
    assert_eq!(at("两行"), (at("中") + at("下")) / 2);
}

#[test]
fn a_row_higher_than_a_page_is_divided_and_loses_nothing() {
    let text = "锦江".repeat(2000);
    let table = Table {
        columns: columns(&[1, 1]),
        rows: vec![row(vec![cell(&text), cell("右")])],
        ..Table::default()
    };
    let made =
        pages(vec![block(BlockKind::Table(table)), paragraph(Role::Body, "完")], &Stylesheet::gbt9704());
    let found: String = made
        .pages
        .iter()
        .flat_map(lines)
        .map(|line| line.text)
        .filter(|text| text != "右" && text != "完")
        .collect();
    assert_eq!(found.replace('右', ""), text);
    for page in &made.pages {
        for run in page.runs.iter().filter(|run| run.node.is_some()) {
            assert!(run.baseline < Length::mm(262), "{run:?}");
        }
    }
}

#[test]
fn cells_beyond_the_columns_and_empty_tables_do_no_harm() {
    let rows = vec![
        row(vec![cell("一"), cell("二"), cell("三")]),
        row(vec![]),
        row(vec![Cell { row_span: 9, column_span: 9, ..cell("四") }]),
    ];
    for table in [Table { columns: columns(&[1]), rows, ..Table::default() }, Table::default()] {
        let empty = table.rows.is_empty();
        let made = pages(vec![block(BlockKind::Table(table))], &Stylesheet::gbt9704());
        let text: String =
            made.pages[0].runs.iter().filter(|run| run.node.is_some()).map(|run| run.text.as_str()).collect();
        assert_eq!(text, if empty { "" } else { "一二三四" });
    }
}
