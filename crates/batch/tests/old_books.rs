//! Old workbooks, `.xls` and `.et`, are read as `.xlsx` is: values, formats, merged and hidden cells. They come from two
//! independent writers, see `data/books/make.py`.

use crate::common;

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xls};
use common::{cell, fixture, open};
use gongwen_batch::{CellValue, DataTable, Kind, PrintLimits, PrintedTable, TableOptions, printed_table};
use gongwen_core::report::SheetPart;
use gongwen_document::{Diagnostic, Diagnostics};

fn book(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/books");
    std::fs::read(folder.join(name)).expect("a workbook")
}

fn works() -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/forms/files");
    std::fs::read(folder.join("works.xlsx")).expect("a workbook")
}

fn print(bytes: Vec<u8>, sheet: Option<&str>) -> Result<PrintedTable, Diagnostics> {
    let part = SheetPart { sheet: sheet.map(str::to_owned), ..SheetPart::default() };
    printed_table(Box::new(Cursor::new(bytes)), Kind::Xlsx, &part, PrintLimits::default())
}

fn codes(found: &[Diagnostic]) -> Vec<&'static str> {
    found.iter().map(|found| found.code).collect()
}

/// Header, then rows, as they are shown.
fn rows(table: &mut DataTable) -> Vec<(u32, bool, Vec<String>)> {
    let header = table.header();
    let head = header.columns.iter().map(|column| column.header.clone()).collect();
    let mut rows = vec![(header.row, false, head)];
    for row in table.rows().expect("rows") {
        let row = row.expect("a row");
        rows.push((row.number, row.hidden, row.cells.iter().map(CellValue::shown).collect()));
    }
    rows
}

#[test]
fn every_workbook_saved_as_an_old_one_reads_the_same_cell_for_cell() {
    for (name, new) in [("villages.xls", fixture("villages.xlsx")), ("works.xls", works())] {
        let old = book(name);
        let names = sheet_names(&old);
        assert_eq!(names, sheet_names(&new), "{name}");
        for sheet in names {
            let print =
                |bytes: &[u8]| print(bytes.to_vec(), Some(&sheet)).map(|table| (table.grid, table.warnings));
            match (print(&new), print(&old)) {
                (Ok(one), Ok(other)) => assert_eq!(one, other, "{name} {sheet}"),
                (one, other) => assert_eq!(one.err(), other.err(), "{name} {sheet}"),
            }
            let open = |bytes: &[u8], kind| {
                let options = TableOptions { sheet: Some(sheet.clone()), ..TableOptions::default() };
                DataTable::open(Box::new(Cursor::new(bytes.to_vec())), kind, &options)
                    .map(|mut table| rows(&mut table))
            };
            let one = open(&new, Kind::Xlsx);
            assert_eq!(one, open(&old, Kind::Xlsx), "{name} {sheet}");
            // The name of the file does not matter.
            assert_eq!(one, open(&old, Kind::Csv), "{name} {sheet}");
        }
    }
}

fn sheet_names(bytes: &[u8]) -> Vec<String> {
    calamine::open_workbook_auto_from_rs(Cursor::new(bytes.to_vec())).expect("a workbook").sheet_names()
}

#[test]
fn an_old_workbook_shows_numbers_in_every_format_of_the_list() {
    let mut table = open(book("formats.xls"), Kind::Xlsx).expect("a table");
    let mut count = 0;
    let mut wrong = Vec::new();
    for row in table.rows().expect("rows") {
        let row = row.expect("a row");
        let [code, value, expected] = row.cells.as_slice() else { panic!("{row:?}") };
        let shown = match value {
            // A whole number without a format keeps all of its digits in a text.
            CellValue::Number { value, format: Some(format) } => format.shown(*value).trim().to_owned(),
            cell => cell.shown(),
        };
        let expected = expected.shown();
        let expected = expected.strip_prefix('|').expect("what is shown");
        count += 1;
        if shown != expected {
            wrong.push(format!("{} {}: {shown:?}, not {expected:?}", row.number, code.shown()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 300, "{count} formats");
}

#[test]
fn calamine_reads_the_same_values() {
    for name in ["villages.xls", "works.xls", "office.xls", "formats.xls"] {
        let mut witness: Xls<_> = Xls::new(Cursor::new(book(name))).expect(name);
        let mut compared = 0;
        for sheet in witness.sheet_names() {
            let range = witness.worksheet_range(&sheet).expect(&sheet);
            let options = TableOptions { sheet: Some(sheet.clone()), ..TableOptions::default() };
            let Ok(mut table) = DataTable::open(Box::new(Cursor::new(book(name))), Kind::Xlsx, &options)
            else {
                continue;
            };
            for row in table.rows().expect("rows") {
                let row = row.expect("a row");
                for (column, cell) in (0..).zip(&row.cells) {
                    let value = range.get_value((row.number - 1, column)).cloned().unwrap_or_default();
                    let at = format!("{name} {sheet} {} {column}", row.number);
                    match (cell, &value) {
                        (CellValue::Number { value, .. }, Data::Int(other)) => {
                            assert_eq!(value.to_string(), other.to_string(), "{at}");
                        }
                        (CellValue::Number { value, .. }, Data::Float(_) | Data::DateTime(_)) => {
                            let other = match &value_of(&value.to_string()) {
                                Some(_) => range.get_value((row.number - 1, column)),
                                None => None,
                            };
                            let other = match other {
                                Some(Data::Float(other)) => *other,
                                Some(Data::DateTime(other)) => other.as_f64(),
                                _ => panic!("{at}: {value}"),
                            };
                            let own = value_of(&value.to_string()).expect("a number");
                            assert!((own - other).abs() <= own.abs() * 1e-14, "{at}: {own}, {other}");
                        }
                        // Formats change texts too.
                        (CellValue::Text(own), Data::String(other))
                            if name != "formats.xls" && !other.starts_with(['=', '\'']) =>
                        {
                            assert_eq!(own, other, "{at}");
                        }
                        (CellValue::Bool(own), Data::Bool(other)) => assert_eq!(own, other, "{at}"),
                        (CellValue::Fault(own), Data::Error(other)) => {
                            assert_eq!(own, &other.to_string(), "{at}")
                        }
                        // Beyond what can be reckoned with: what is shown.
                        (CellValue::Text(_), Data::Float(other)) if other.abs() > 1e27 => continue,
                        (_, Data::Empty | Data::String(_)) => continue,
                        other => panic!("{at}: {other:?}"),
                    }
                    compared += 1;
                }
            }
        }
        assert!(compared > 0, "{name}");
    }
}

fn value_of(text: &str) -> Option<f64> {
    text.parse().ok()
}

#[test]
fn merged_hidden_and_rich_cells_and_texts_longer_than_a_record() {
    let read = print(book("office.xls"), None).expect("a table");
    let rows: Vec<Vec<String>> = read
        .grid
        .rows
        .iter()
        .map(|row| row.iter().map(|cell| format!("{}@{}×{}", cell.text, cell.columns, cell.rows)).collect())
        .collect();
    let long = format!("很长：{}@1×1", "示例".repeat(12_000));
    let expected = [
        vec!["村名@1×2", "收入（万元）@2×1", "日期@1×2", "说明@1×2"],
        vec!["本年@1×1", "上年@1×1"],
        vec!["东岭村@1×1", "1,234.50@1×1", "1100@1×1", "2024年12月20日@1×1", "首行@1×1"],
        vec!["南岭村@1×1", "123,456,789,012.00@1×1", "0.001@1×1", "2024年12月22日@1×1", &long],
        vec!["北岭村@1×1", "12.34@1×1", "0.333333333@1×1", "2024年12月23日@1×1", "尾行@1×1"],
    ];
    assert_eq!(rows, expected);
    assert_eq!(read.grid.title.as_deref(), Some("某某镇各村情况表（示例数据）"));
    let told: Vec<&str> = read.warnings.iter().map(|warning| warning.message.zh.as_str()).collect();
    assert_eq!(
        told,
        [
            "文件里有 2 张工作表，印的是“各村”；没有印：“怪”",
            "有 1 栏是隐藏的，没有印：E“身份证号”",
            "有 1 行是隐藏的（筛选掉的也算），没有印：第 5 行",
            "有 1 个数没有定好显示几位，照表格里显示的样子印：C7 的 0.333333333",
        ]
    );
    let mut table = open(book("office.xls"), Kind::Xlsx).expect("a table");
    assert_eq!(codes(table.warnings()), ["rows/sheet-taken", "rows/hidden"]);
    let hidden: Vec<u32> = table
        .rows()
        .expect("rows")
        .map(|row| row.expect("a row"))
        .filter(|row| row.hidden)
        .map(|row| row.number)
        .collect();
    assert_eq!(hidden, [5]);
}

#[test]
fn a_hidden_sheet_is_taken_only_by_name() {
    let read = print(book("office.xls"), Some("内部")).expect("a table");
    assert_eq!(read.grid.rows[0][0].text.to_string(), "不读");
    let found = print(book("office.xls"), Some("没有")).expect_err("no such sheet").0;
    assert_eq!(found[0].code, "rows/no-sheet");
}

#[test]
fn an_old_workbook_may_count_its_days_from_1904() {
    assert_eq!(print(book("mac.xls"), None).expect("a table").grid.rows[1][0].text.to_string(), "2024-05-01");
}

#[test]
fn formulas_errors_and_wrappings_stand_at_their_cells() {
    let found = print(book("office.xls"), Some("怪")).expect_err("a picture").0;
    let at = |found: &Diagnostic| (cell(found).letters.unwrap_or_default(), cell(found).row);
    let told: Vec<_> = found.iter().map(|found| (found.code, at(found))).collect();
    let place = |letters: &str, row| (letters.to_owned(), Some(row));
    assert_eq!(
        told,
        [
            ("rows/formula", place("B", 1)),
            ("rows/formula", place("D", 1)),
            ("rows/picture-cell", place("A", 2)),
        ]
    );
    let options = TableOptions { sheet: Some("怪".to_owned()), ..TableOptions::default() };
    let mut table =
        DataTable::open(Box::new(Cursor::new(book("office.xls"))), Kind::Xlsx, &options).expect("a table");
    let header: Vec<&str> = table.header().columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(&header[4..8], ["示例", "='0045'", "0045", "0045"]);
    let last = table.rows().expect("rows").last().expect("a row").expect("that reads");
    let shown: Vec<String> = last.cells.iter().take(5).map(CellValue::shown).collect();
    assert_eq!(shown, ["0", "0.01", "2", "0.03", "4"]);
}
