//! A printed table has everything that its sheet shows, and says what it leaves out.

use crate::common;

use std::io::Cursor;

use common::raw::{merged, texts, xlsx};
use gongwen_batch::{Kind, PrintLimits, PrintedTable, printed_table};
use gongwen_core::report::{Grid, SheetPart};
use gongwen_document::Diagnostics;

fn read(bytes: Vec<u8>, kind: Kind, part: &SheetPart) -> Result<PrintedTable, Diagnostics> {
    printed_table(Box::new(Cursor::new(bytes)), kind, part, PrintLimits::default())
}

fn sheet(rows: &[&str], behind: &str) -> Vec<u8> {
    let row = |(number, row): (u32, &&str)| texts(number, &row.split('|').collect::<Vec<_>>());
    xlsx(&(1..).zip(rows).map(row).collect::<String>(), behind)
}

fn table(bytes: Vec<u8>) -> PrintedTable {
    read(bytes, Kind::Xlsx, &SheetPart::default()).expect("a table")
}

/// Rows as `text` or `text@columns×rows`.
fn rows(grid: &Grid) -> Vec<String> {
    let cell = |cell: &gongwen_core::report::GridCell| match (cell.columns, cell.rows) {
        (1, 1) => cell.text.to_string(),
        (columns, rows) => format!("{}@{columns}×{rows}", cell.text),
    };
    grid.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

fn codes(found: &[gongwen_document::Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|found| found.code).collect()
}

#[test]
fn heads_of_several_rows_keep_all_of_their_cells() {
    let read = table(sheet(
        &["示例村|产量||说明", "|早稻|晚稻|", "东坪村|15|14|好", "西坪村|9|8|中"],
        &merged(&["A1:A2", "B1:C1", "D1:D2"]),
    ));
    assert_eq!(
        rows(&read.grid),
        ["示例村@1×2|产量@2×1|说明@1×2", "早稻|晚稻", "东坪村|15|14|好", "西坪村|9|8|中"]
    );
    assert_eq!(read.grid.header_rows, Some(2));
    let read = table(sheet(
        &["|甲组||乙组|", "|户|人|户|人", "东坪村|1|2|3|4"],
        &merged(&["A1:A2", "B1:C1", "D1:E1"]),
    ));
    assert_eq!(rows(&read.grid), ["@1×2|甲组@2×1|乙组@2×1", "户|人|户|人", "东坪村|1|2|3|4"]);
    assert_eq!(read.grid.header_rows, Some(2));
}

#[test]
fn a_column_without_a_head_parts_and_merged_rows_are_printed() {
    let read = table(sheet(&["项目|金额", "水塘|12|完成", "机耕道|8|在建"], ""));
    assert_eq!(rows(&read.grid), ["项目|金额|", "水塘|12|完成", "机耕道|8|在建"]);
    let read = table(sheet(&["北片|东坪|5", "|西坪|6", "南片|中坪|7"], &merged(&["A1:A2"])));
    assert_eq!(rows(&read.grid), ["北片@1×2|东坪|5", "西坪|6", "南片|中坪|7"]);
    assert_eq!(read.grid.header_rows, Some(0));
    let read = table(sheet(&["村|户|人", "一、北片||", "东坪|1|2"], &merged(&["A2:C2"])));
    assert_eq!(rows(&read.grid), ["村|户|人", "一、北片@3×1", "东坪|1|2"]);
    assert_eq!(read.grid.header_rows, Some(1));
}

#[test]
fn title_unit_form_and_notes_stand_around_the_table() {
    let book = sheet(
        &["示例产量表||", "填报单位：某某镇||单位：吨", "村|本年|上年", "东坪|2|3", "注：示例数据。||"],
        &merged(&["A1:C1", "A5:C5"]),
    );
    let read = table(book.clone());
    assert_eq!(rows(&read.grid), ["村|本年|上年", "东坪|2|3"]);
    assert_eq!(read.grid.title.as_deref(), Some("示例产量表"));
    assert_eq!(read.grid.form.as_deref(), Some("填报单位：某某镇"));
    assert_eq!(read.grid.unit.as_deref(), Some("单位：吨"));
    assert_eq!(read.grid.notes, ["注：示例数据。"]);
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
    let part = SheetPart { captioned: true, titles: vec!["别的题目".into()], ..SheetPart::default() };
    let read = super_read(book.clone(), &part);
    assert_eq!((read.grid.title, codes(&read.warnings)), (None, vec!["rows/title-left-out"]));
    // What stands in the report already is not said twice.
    let part = SheetPart { titles: vec!["示例产量表".into()], ..SheetPart::default() };
    let read = super_read(book, &part);
    assert_eq!((read.grid.title, read.warnings.len()), (None, 0));
}

#[test]
fn a_unit_of_the_report_that_is_not_that_of_the_sheet_is_told() {
    let told = |line: &str, unit: &str| {
        let book = sheet(&[line, "村|收入|支出", "东坪|2|3"], "");
        let part = SheetPart { unit: Some(unit.to_owned()), ..SheetPart::default() };
        match read(book, Kind::Xlsx, &part) {
            Ok(read) => codes(&read.warnings),
            Err(found) => codes(&found.0),
        }
    };
    for (line, unit, expected) in [
        ("||单位：万元", "万元", None),
        ("||单位：万元", "单位:万元", None),
        ("||（单位：户、人）", "人、户", None),
        ("||单位：元", "万元", Some("rows/units-differ")),
        ("||单位：千元", "单位：元", Some("rows/units-differ")),
        ("||单位：户、万元", "单位：元、户", Some("rows/units-differ")),
        ("||单位：亩", "公顷", Some("rows/unit-left-out")),
        // Who filled it in is no unit.
        ("填报单位：某某镇||", "万元", None),
        ("填报单位：某某镇||单位：元", "万元", Some("rows/units-differ")),
    ] {
        assert_eq!(told(line, unit), Vec::from_iter(expected), "{line} and {unit}");
    }
}

#[test]
fn names_of_a_form_stand_with_what_they_name() {
    for (line, expected) in [
        ("填报单位|某某镇|填报人|王某", "填报单位：某某镇　　填报人：王某"),
        ("填报单位：|某某镇||联系电话：000", "填报单位：某某镇　　联系电话：000"),
        ("单位名称（盖章）：||代码：|", "单位名称（盖章）：　　代码："),
        ("填报单位|某某镇||", "填报单位：某某镇"),
    ] {
        let read = table(sheet(&[line, "村|户|人|田", "东坪|1|2|3"], ""));
        assert_eq!((read.grid.form.as_deref(), read.grid.unit), (Some(expected), None));
    }
}

#[test]
fn heads_that_name_who_filled_in_stay_heads() {
    for (head, first) in [
        ("填报单位|户数", "东坪|5"),
        ("填报单位|联系人", "东坪|张某"),
        ("填报单位|姓名|联系人|电话", "东坪|张某|李某|000"),
        ("联系人|金额|填报单位|备注", "张某|5|东坪|好"),
        ("村|填报单位|联系人", "东坪|某某镇|张某"),
    ] {
        let read = table(sheet(&[head, first, first], ""));
        assert_eq!(rows(&read.grid), [head, first, first]);
        assert_eq!((read.grid.form, read.grid.unit), (None, None));
    }
    let read = table(sheet(&["填报单位|某某镇|单位：万元", "村|本年|上年", "东坪|2|3"], ""));
    assert_eq!(rows(&read.grid), ["村|本年|上年", "东坪|2|3"]);
    assert_eq!(
        (read.grid.form.as_deref(), read.grid.unit.as_deref()),
        (Some("填报单位：某某镇"), Some("单位：万元"))
    );
}

#[test]
fn a_head_has_its_merged_cells_whole_whatever_the_report_says() {
    let rows_of = |header_rows: usize| {
        let book = sheet(&["北片|东坪|5", "|西坪|6", "南片|中坪|7"], &merged(&["A1:A2"]));
        let part = SheetPart { header_rows: Some(header_rows), ..SheetPart::default() };
        super_read(book, &part)
    };
    let read = rows_of(1);
    assert_eq!(rows(&read.grid), ["北片@1×2|东坪|5", "西坪|6", "南片|中坪|7"]);
    assert_eq!((read.grid.header_rows, codes(&read.warnings)), (Some(2), vec!["rows/head-raised"]));
    for header_rows in [0, 2, 3] {
        let read = rows_of(header_rows);
        assert_eq!((read.grid.header_rows, codes(&read.warnings)), (Some(header_rows), vec![]));
    }
}

fn super_read(book: Vec<u8>, part: &SheetPart) -> PrintedTable {
    read(book, Kind::Xlsx, part).expect("a table")
}

#[test]
fn columns_and_rows_can_be_chosen() {
    let book = sheet(&["单位||人数", "01|东坪|3", "02|西坪|4"], &merged(&["A1:B1"]));
    let part = |columns: &[&str], rows: &str| SheetPart {
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        rows: if rows.is_empty() { Vec::new() } else { SheetPart::parse_rows(rows).expect("ranges") },
        ..SheetPart::default()
    };
    let chosen = |columns: &[&str], range: &str| rows(&super_read(book.clone(), &part(columns, range)).grid);
    assert_eq!(chosen(&["人数", "单位[2]"], ""), ["人数|单位", "3|东坪", "4|西坪"]);
    assert_eq!(chosen(&["c", "单位"], "1,3"), ["人数|单位@2×1", "4|02|西坪"]);
    let told = |columns: &[&str]| {
        let found = read(book.clone(), Kind::Xlsx, &part(columns, "")).expect_err("a fault");
        (found.0[0].code, found.0[0].help.as_ref().expect("help").zh.clone())
    };
    let (code, help) = told(&["户数"]);
    assert!(code == "rows/no-column" && help.contains("A 单位、B 单位、C 人数"), "{code} {help}");
    assert_eq!(told(&["A", "人数", "B"]).0, "rows/column-torn");
    assert_eq!(told(&["C", "人数"]).0, "rows/column-twice");
}

#[test]
fn what_is_hidden_is_left_out_and_told() {
    let rows_xml = texts(1, &["村", "电话", "人数"])
        + &texts(2, &["东坪", "000", "5"])
        + &texts(3, &["西坪", "001", "6"]).replace("<row r=\"3\">", "<row r=\"3\" hidden=\"1\">");
    let book = common::raw::xlsx_before("<cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols>", &rows_xml);
    let read = table(book);
    assert_eq!(rows(&read.grid), ["村|人数", "东坪|5"]);
    let told: Vec<&str> = read.warnings.iter().map(|found| found.message.zh.as_str()).collect();
    assert!(told[0].contains("B“电话”") && told[1].contains("第 3 行"), "{told:?}");
}

#[test]
fn a_list_an_offset_table_and_lines_in_a_cell() {
    let csv = |text: &str| {
        read(text.as_bytes().to_vec(), Kind::Csv, &SheetPart::default()).map(|read| rows(&read.grid))
    };
    assert_eq!(csv("示例甲\n示例乙\n示例丙\n").expect("a list"), ["示例甲", "示例乙", "示例丙"]);
    assert_eq!(csv("村,人\r东坪,5\r西坪,6\r").expect("rows"), ["村|人", "东坪|5", "西坪|6"]);
    assert_eq!(
        csv("村,码\n东坪,\"=\"\"0045\"\"\"\n西坪,'0046\n").expect("rows"),
        ["村|码", "东坪|0045", "西坪|0046"]
    );
    let found = csv("村,数\n东坪,=SUM(A1:A2)\n西坪,#REF!\n").expect_err("formulas");
    assert_eq!(found.0.iter().map(|found| found.place.path.as_str()).collect::<Vec<_>>(), ["B2", "B3"]);
    let offset = xlsx(
        r#"<row r="3"><c r="B3" t="str"><v>村</v></c><c r="C3" t="str"><v>户</v></c></row><row r="5"><c r="B5" t="str"><v>东坪
西坪</v></c><c r="C5"><v>2</v></c></row><row r="31"><c r="J31" s="1"/></row>"#,
        "",
    );
    assert_eq!(rows(&table(offset).grid), ["村|户", "东坪\n西坪|2"]);
}

#[test]
fn broken_and_hostile_sheets_are_refused_or_read() {
    let fault = |book: Vec<u8>| read(book, Kind::Xlsx, &SheetPart::default()).expect_err("a fault").0[0].code;
    assert_eq!(fault(sheet(&["a|b", "c|d"], &merged(&["A1:B1", "B1:B2"]))), "rows/merge-overlap");
    let picture =
        r#"<row r="1"><c r="A1" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c></row>"#;
    assert_eq!(fault(xlsx(picture, "")), "rows/picture-cell");
    assert_eq!(fault(sheet(&[&["a"; 200].join("|")[..0], ""], "")), "rows/empty");
    // A merge over the whole sheet, and the last cell there is.
    let read = table(sheet(&["a|b", "c|d"], &merged(&["A3:XFD1048576"])));
    assert_eq!(rows(&read.grid), ["a|b", "c|d"]);
    let last =
        r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    assert_eq!(rows(&table(xlsx(last, "")).grid), ["1|", "|2"]);
    let wide: String = (0..70).map(|_| "<c t=\"str\"><v>a</v></c>").collect();
    assert_eq!(fault(xlsx(&format!("<row r=\"1\">{wide}</row>"), "")), "rows/too-large");
    let long: String =
        (1..=10_001).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>1</v></c></row>")).collect();
    assert_eq!(fault(xlsx(&long, "")), "rows/too-large");
}
