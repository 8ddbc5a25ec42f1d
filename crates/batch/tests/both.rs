//! What cells hold reads alike in new and old workbooks, printed and in a batch.

use crate::common;

use std::io::Cursor;

use common::biff::{begin, bytes, cell as biff_cell, end, label, number, record, workbook};
use common::cell;
use common::raw::{counted_on_load, merged, texts, xlsx, xlsx_from};
use gongwen_batch::{CellValue, DataTable, Kind, PrintLimits, PrintedTable, TableOptions, printed_table};
use gongwen_core::report::SheetPart;
use gongwen_document::Diagnostics;

fn print(bytes: Vec<u8>) -> Result<PrintedTable, Diagnostics> {
    printed_table(Box::new(Cursor::new(bytes)), Kind::Xlsx, &SheetPart::default(), PrintLimits::default())
}

fn rows(table: &PrintedTable) -> Vec<String> {
    let cell = |cell: &gongwen_core::report::GridCell| cell.text.to_string();
    table.grid.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

/// The rows, `|` between cells, in both notations; with merged cells as first row, last row, first column, last column.
/// A number is stored as one; `"\` begins a text that looks like one.
fn both(lines: &[&str], regions: &[[u16; 4]]) -> [Vec<u8>; 2] {
    let new = xlsx_from(|sheet| {
        for (row, line) in (1..).zip(lines) {
            write!(sheet, "<row r=\"{row}\">").expect("bytes");
            for (column, text) in line.split('|').enumerate().filter(|(_, text)| !text.is_empty()) {
                let letter = char::from(b'A' + column as u8);
                let text = text.replace('&', "&amp;").replace('<', "&lt;");
                match text.parse::<f64>() {
                    Ok(_) => write!(sheet, "<c r=\"{letter}{row}\"><v>{text}</v></c>"),
                    Err(_) => {
                        let text = text.trim_start_matches('\\');
                        write!(sheet, "<c r=\"{letter}{row}\" t=\"str\"><v>{text}</v></c>")
                    }
                }
                .expect("bytes");
            }
            write!(sheet, "</row>").expect("bytes");
        }
        let letter = |column: u16| char::from(b'A' + column as u8);
        let region = |[top, bottom, left, right]: &[u16; 4]| {
            format!("{}{}:{}{}", letter(*left), top + 1, letter(*right), bottom + 1)
        };
        let regions: Vec<String> = regions.iter().map(region).collect();
        if regions.is_empty() { String::new() } else { merged(&regions) }
    });
    let mut sheet = Vec::new();
    for (row, line) in (0..).zip(lines) {
        for (column, text) in (0..).zip(line.split('|')).filter(|(_, text)| !text.is_empty()) {
            sheet.extend(match text.parse::<f64>() {
                Ok(value) => number(row, column, value),
                Err(_) => label(row, column, text.trim_start_matches('\\')),
            });
        }
    }
    sheet.extend(common::biff::merged(regions));
    let styles = record(0x00E0, &[0, 0, 0, 0]);
    [new, workbook(&styles, &[sheet])]
}

#[test]
fn wrapped_texts_come_out_where_it_is_sure() {
    for book in both(
        &[
            "村|码",
            "甲|=\"0045\"",
            "乙|'0046",
            "丙|=HYPERLINK(\"http://example.com\",\"示例\")",
            "丁|'十四五'规划",
            "戊|\\0047",
            "己|== 无 ==",
        ],
        &[],
    ) {
        let read = print(book).expect("a table");
        assert_eq!(
            rows(&read),
            ["村|码", "甲|0045", "乙|0046", "丙|示例", "丁|'十四五'规划", "戊|0047", "己|== 无 =="]
        );
    }
}

#[test]
fn what_cannot_be_shown_is_refused_at_its_cell() {
    for (text, code) in [
        ("=DISPIMG(\"ID_示例\",1)", "rows/picture-cell"),
        ("=_xlfn.DISPIMG(\"ID_示例\",1)", "rows/picture-cell"),
        ("=A1&B1", "rows/formula"),
        ("=各村!B2", "rows/formula"),
        ("=HYPERLINK(A1,\"示例\")", "rows/formula"),
        ("#N/A", "rows/formula"),
        ("#REF!", "rows/formula"),
    ] {
        for book in both(&["村|片", "甲|好", &format!("乙|{text}")], &[]) {
            let found = print(book.clone()).expect_err(text).0;
            let at = cell(&found[0]);
            assert_eq!((found[0].code, at.letters.as_deref(), at.row), (code, Some("B"), Some(3)), "{text}");
            // In a batch it is the column that refuses it.
            let mut table =
                DataTable::open(Box::new(Cursor::new(book)), Kind::Xlsx, &TableOptions::default())
                    .expect("a table");
            let row = table.rows().expect("rows").last().expect("a row").expect("that reads");
            assert!(matches!(row.cells[1], CellValue::Fault(_)), "{text}: {row:?}");
        }
    }
}

#[test]
fn labels_titles_long_numbers_and_texts_below_merged_cells_are_told() {
    let lines =
        ["附件2|||", "某某镇各村产量表|||", "村|本年|上年|说明", "甲|0.123456789|2|好", "乙|3|4|盖住"];
    for book in both(&lines, &[[1, 1, 0, 3], [3, 4, 3, 3]]) {
        let read = print(book).expect("a table");
        assert_eq!(rows(&read), ["村|本年|上年|说明", "甲|0.123456789|2|好", "乙|3|4"]);
        assert_eq!(read.grid.title.as_deref(), Some("某某镇各村产量表"));
        let told: Vec<(&str, &str)> =
            read.warnings.iter().map(|told| (told.code, told.message.zh.as_str())).collect();
        assert_eq!(
            told,
            [
                ("rows/under-merge", "合并的格子下面还有字，表格里看不见，没有印：D5（在 D4:D5 下面）"),
                ("rows/long-number", "有 1 个数没有定好显示几位，照表格里显示的样子印：B4 的 0.123456789"),
                ("rows/label-left-out", "第 1 行“附件2”是附件的标记，没有印"),
            ]
        );
    }
}

#[test]
fn runs_of_a_text_are_joined_and_how_it_is_pronounced_is_left_out() {
    let new = xlsx_from(|sheet| {
        let rich = "<is><r><rPr><b/></rPr><t>东</t></r><r><t xml:space=\"preserve\">岭 </t></r><r><t>村</t></r>\
                    <rPh sb=\"0\" eb=\"1\"><t>dong</t></rPh><phoneticPr fontId=\"1\"/></is>";
        let text = |text: &str| format!("<c t=\"str\"><v>{text}</v></c>");
        let row = |cells: String| format!("<row>{cells}</row>");
        sheet.write_all(row(text("村") + &text("户")).as_bytes()).expect("bytes");
        let cells = format!("<c r=\"A2\" t=\"inlineStr\">{rich}</c><c r=\"B2\"><v>5</v></c>");
        sheet.write_all(row(cells).as_bytes()).expect("bytes");
        String::new()
    });
    // Wide, rich and pronounced: two runs, and four bytes of how it is said; then a text behind it.
    let units = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let rich = [&[4, 0, 0x0D, 2, 0, 4, 0, 0, 0][..], &units("东岭 村"), &[0; 8], b"dong"].concat();
    let next = [&[1, 0, 1][..], &units("户")].concat();
    let table = [&[2, 0, 0, 0, 2, 0, 0, 0][..], &rich, &next].concat();
    // Cut anywhere, it goes on in another record; within the characters it says again how wide they are.
    let characters = [8 + 9..8 + 9 + 8, table.len() - 2..table.len()];
    for cut in 8..table.len() {
        let (first, second) = table.split_at(cut);
        let second = match characters.iter().find(|range| range.contains(&cut)) {
            Some(range) if (cut - range.start) % 2 == 1 => continue,
            Some(_) => [&[1], second].concat(),
            None => second.to_vec(),
        };
        let globals = [record(0x00FC, first), record(0x003C, &second)].concat();
        let shared = |row, column, index: u32| biff_cell(0x00FD, row, column, &index.to_le_bytes());
        let sheet = [label(0, 0, "村"), shared(0, 1, 1), shared(1, 0, 0), number(1, 1, 5.0)].concat();
        let read = print(workbook(&globals, &[sheet])).unwrap_or_else(|found| panic!("{cut}: {found:?}"));
        assert_eq!(rows(&read), ["村|户", "东岭 村|5"], "{cut}");
    }
    assert_eq!(rows(&print(new).expect("a table")), ["村|户", "东岭 村|5"]);
}

#[test]
fn which_sheet_was_taken_is_told() {
    let sheet =
        |name: &str| [label(0, 0, name), label(0, 1, "户"), label(1, 0, "甲"), number(1, 1, 1.0)].concat();
    let book = workbook(&[], &[Vec::new(), sheet("村"), sheet("社区")]);
    let read = print(book.clone()).expect("a table");
    assert_eq!(rows(&read), ["村|户", "甲|1"]);
    assert_eq!(read.warnings[0].message.zh, "文件里有 2 张工作表，印的是“表2”；没有印：“表3”");
    let options = TableOptions { sheet: Some("表3".to_owned()), ..TableOptions::default() };
    let table = DataTable::open(Box::new(Cursor::new(book.clone())), Kind::Xlsx, &options).expect("a table");
    assert_eq!(table.detected().other_sheets, ["表1", "表2"]);
    assert_eq!((table.header().columns[0].name.as_str(), table.warnings()), ("社区", &[][..]));
    // The first one is empty.
    let options = TableOptions { sheet: None, ..options };
    let found = DataTable::open(Box::new(Cursor::new(book)), Kind::Xlsx, &options).expect_err("empty").0;
    assert_eq!((found[0].code, cell(&found[0]).sheet.as_deref()), ("rows/empty", Some("表1")));
}

#[test]
fn records_without_a_compound_file_and_texts_of_a_code_page() {
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let cells = |encode: &dyn Fn(&str) -> Vec<u8>| {
        [
            bytes(0, 0, &encode("村名")),
            bytes(0, 1, &encode("户数")),
            bytes(1, 0, &encode("东岭村")),
            number(1, 1, 12.5),
            // Rich text: its runs are passed.
            biff_cell(0x00D6, 2, 0, &[&[6, 0][..], &encode("西岭村")[..6], &[1, 0, 0]].concat()),
            biff_cell(0x027E, 2, 1, &[0x02 | 7 << 2, 0, 0, 0]),
        ]
        .concat()
    };
    // A sheet alone, as simple programs write it: in GB 2312, or in UTF-8.
    for version in [0, 0x0500] {
        let alone = |cells: Vec<u8>| [begin(version, 0x10), cells, end()].concat();
        let read = print(alone(cells(&gb))).expect("a table");
        assert_eq!(rows(&read), ["村名|户数", "东岭村|12.5", "西岭村|7"]);
        let utf8 = print(alone(bytes(0, 0, "村名（表）".as_bytes()))).expect("a table");
        assert_eq!(rows(&utf8), ["村名（表）"]);
    }
    // With globals that say the code page.
    let page = record(0x0042, &936u16.to_le_bytes());
    let name = gb("各村");
    let bound = |at: u32| record(0x0085, &[&at.to_le_bytes()[..], &[0, 0, name.len() as u8], &name].concat());
    let at = [begin(0x0500, 5), page.clone(), bound(0), end()].concat().len();
    let sheet = [begin(0x0500, 0x10), cells(&gb), end()].concat();
    let book = [begin(0x0500, 5), page, bound(at as u32), end(), sheet].concat();
    let book = common::biff::compound(&[("Book", &book)]);
    let read = print(book.clone()).expect("a table");
    assert_eq!(rows(&read), ["村名|户数", "东岭村|12.5", "西岭村|7"]);
    let table =
        DataTable::open(Box::new(Cursor::new(book)), Kind::Xlsx, &TableOptions::default()).expect("a table");
    assert_eq!(table.detected().sheet.as_deref(), Some("各村"));
}

#[test]
fn a_formula_that_nobody_computed_is_no_empty_cell() {
    // What a program writes that cannot compute: an empty text as the result of A1+B1, and of a text.
    let formula = |steps: &[u8]| {
        let length = (steps.len() as u16).to_le_bytes();
        let head = [3, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0];
        biff_cell(0x0006, 1, 1, &[&head[..], &length, steps].concat())
    };
    let a1 = [0x44, 0, 0, 0, 0xC0];
    let sum = [&a1[..], &a1, &[0x03]].concat();
    let whole = [&[0x25, 0, 0, 9, 0, 0, 0xC0, 0, 0xC0][..], &[0x19, 0x10, 0, 0]].concat();
    let average = [&[0x25, 0, 0, 9, 0, 0, 0xC0, 0, 0xC0][..], &[0x22, 1, 5, 0]].concat();
    let book = |steps: &[u8]| {
        workbook(&[], &[[label(0, 0, "村"), label(0, 1, "户"), label(1, 0, "甲"), formula(steps)].concat()])
    };
    for steps in [&sum, &whole, &average] {
        let found = print(book(steps)).expect_err("nobody computed it").0;
        assert_eq!((found[0].code, found[0].message.zh.as_str()), ("rows/formula", "公式没有算出结果"));
    }
    let read = print(book(&a1)).expect("a table");
    assert_eq!(rows(&read), ["村|户", "甲|"]);
}

#[test]
fn no_result_of_a_formula_has_many_forms() {
    let sheet = |cell: &str| {
        format!(
            r#"{}<row r="2"><c r="A2" t="inlineStr"><is><t>东岭村</t></is></c>{cell}</row>"#,
            texts(1, &["村名", "户数"])
        )
    };
    let cell = |kind: &str, value: &str| sheet(&format!(r#"<c r="B2"{kind}><f>1+1</f>{value}</c>"#));
    for (kind, value) in [("", ""), ("", "<v/>"), ("", "<v></v>"), (r#" t="n""#, "<v></v>")] {
        let found = print(xlsx(&cell(kind, value), "")).expect_err(value).0;
        assert_eq!((found[0].code, found[0].message.zh.as_str()), ("rows/formula", "公式没有算出结果"));
    }
    // A text may be empty, a sum may be nought; the nought of a program that computes nothing is none.
    let text = r#" t="str""#;
    for (kind, value, shown) in
        [(text, "<v></v>", ""), (text, "<v/>", ""), ("", "<v>0</v>", "0"), ("", "<v>2</v>", "2")]
    {
        let read = print(xlsx(&cell(kind, value), "")).expect(value);
        assert_eq!(rows(&read), ["村名|户数".to_owned(), format!("东岭村|{shown}")]);
    }
    assert!(print(counted_on_load(&cell("", "<v>0</v>"))).is_err());
    let read = print(counted_on_load(&cell("", "<v>2</v>"))).expect("a result");
    assert_eq!(rows(&read), ["村名|户数", "东岭村|2"]);
    let read = print(counted_on_load(&sheet(r#"<c r="B2"><v>0</v></c>"#))).expect("a number");
    assert_eq!(rows(&read), ["村名|户数", "东岭村|0"]);
}

#[test]
fn a_column_without_a_head_beside_the_others_is_told_in_a_batch() {
    let lines = ["某某镇各村情况表||||单位：户", "代码|村名|||", "1|甲||很好|", "2|乙|||"];
    for book in both(&lines, &[]) {
        let options =
            TableOptions { names: vec!["代码".to_owned(), "村名".to_owned()], ..TableOptions::default() };
        let table = DataTable::open(Box::new(Cursor::new(book)), Kind::Xlsx, &options).expect("a table");
        let told: Vec<(&str, &str)> =
            table.warnings().iter().map(|told| (told.code, told.message.zh.as_str())).collect();
        assert_eq!(told, [("rows/blank-header", "D 栏没有表头，不读")]);
    }
}

#[test]
fn what_programs_write_wrong_is_read_where_it_does_not_matter() {
    // A count of shared texts that is too high, and a broken format under the number of a built-in one.
    let shared = [&[9, 0, 0, 0, 99, 0, 0, 0][..], &[1, 0, 1], &[0x37, 0x62]].concat();
    let broken = |id: u8| record(0x041E, &[id, 0, 0, 0, 0x3A, 0x5F, 0x28]);
    let globals = |id: u8| [record(0x00FC, &shared), broken(id), record(0x00E0, &[0, 0, id, 0])].concat();
    let sheet =
        [label(0, 0, "村"), biff_cell(0x00FD, 0, 1, &[0; 4]), label(1, 0, "甲"), number(1, 1, 0.5)].concat();
    let read = print(workbook(&globals(10), std::slice::from_ref(&sheet))).expect("a table");
    assert_eq!(rows(&read), ["村|户", "甲|50.00%"]);
    // What nobody knows without it is refused.
    let found = print(workbook(&globals(200), &[sheet])).expect_err("a broken format").0;
    assert_eq!(found[0].code, "rows/not-xlsx");
}
