//! The files that offices have: line ends of a Mac, archives with other names inside, several sheets, equal headers.

use crate::common;

use std::io::{Cursor, Read, Write};

use common::raw::{texts, xlsx};
use common::{REPORT, bind, open};
use gongwen_batch::{DataTable, Kind, TableOptions};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn book() -> Vec<u8> {
    let head = texts(1, &["代码", "村名", "人口", "收入（万元）", "参保率", "日期"]);
    xlsx(&(head + &texts(2, &["360923102200", "东岭村", "820", "25", "95%", "2024-12-20"])), "")
}

/// The book with its parts renamed and changed.
fn changed(change: impl Fn(&str, String) -> (String, String)) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(book())).expect("a zip");
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..from.len() {
        let mut part = from.by_index(index).expect("a part");
        let (name, mut text) = (part.name().expect("a name").into_owned(), String::new());
        part.read_to_string(&mut text).expect("text");
        let (name, text) = change(&name, text);
        to.start_file(name, SimpleFileOptions::default()).expect("a part");
        to.write_all(text.as_bytes()).expect("bytes");
    }
    to.finish().expect("a zip").into_inner()
}

fn income(mut table: DataTable) -> String {
    let binding = bind(REPORT, &table).expect("columns");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    let bound = binding.bind(&row).expect("a report");
    bound.report.figures.iter().find(|figure| figure.id == "income").expect("the figure").display()
}

#[test]
fn parts_may_have_other_names() {
    let books = [
        changed(|name, text| (name.replace('/', "\\"), text)),
        changed(|name, text| {
            (name.to_owned(), text.replace("Target=\"xl/workbook.xml", "Target=\"/xl/workbook.xml"))
        }),
        changed(|name, text| {
            (name.to_owned(), text.replace("Target=\"worksheets", "Target=\"/xl/worksheets"))
        }),
        changed(|name, text| {
            (
                name.replace("workbook.xml", "workbook2.xml"),
                text.replace("xl/workbook.xml", "xl/workbook2.xml"),
            )
        }),
        changed(|name, text| {
            let strict = text.replace(
                "http://schemas.openxmlformats.org/officeDocument/2006",
                "http://purl.oclc.org/ooxml/officeDocument",
            );
            (
                name.to_owned(),
                strict.replace(
                    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                    "http://purl.oclc.org/ooxml/spreadsheetml/main",
                ),
            )
        }),
    ];
    for (index, book) in books.into_iter().enumerate() {
        let table = open(book, Kind::Xlsx).unwrap_or_else(|found| panic!("{index}: {found:?}"));
        assert_eq!(income(table), "25万元", "{index}");
    }
}

#[test]
fn the_sheet_that_is_taken_is_told_when_others_have_content() {
    let quiet = open(book(), Kind::Xlsx).expect("a table");
    assert_eq!(quiet.warnings(), []);
    let second = |content: &str| {
        changed(|name, text| match name.ends_with("sheet2.xml") {
            true => (name.to_owned(), text.replace("</sheetData>", &format!("{content}</sheetData>"))),
            false => (name.to_owned(), text),
        })
    };
    // Notes below each other are no table.
    let notes = texts(1, &["填表说明（示例数据）"]) + &texts(2, &["一村一行"]) + &texts(3, &["单位：万元"]);
    assert_eq!(open(second(&notes), Kind::Xlsx).expect("a table").warnings(), []);
    let rows = texts(1, &["代码", "村名"]) + &texts(2, &["360923102209", "北岭村"]);
    let table = open(second(&rows), Kind::Xlsx).expect("a table");
    let told: Vec<&str> = table.warnings().iter().map(|warning| warning.message.zh.as_str()).collect();
    assert_eq!(told, ["文件里有 2 张工作表有表格，读的是“各村”；没有读的：说明"]);
}

#[test]
fn lines_may_end_as_on_a_mac() {
    let text =
        "代码,村名,人口,收入（万元）,参保率,日期\r360923102200,\"东岭村\",820,25,95%,2024/12/20 0:00\r";
    assert_eq!(income(open(text, Kind::Csv).expect("a table")), "25万元");
    let unended = text.trim_end_matches('\r');
    let (gb18030, _, _) = encoding_rs::GB18030.encode(unended);
    assert_eq!(income(open(gb18030, Kind::Csv).expect("a table")), "25万元");
    let mut table = open("村名\r东岭村\r西岭村\r", Kind::Csv).expect("a table");
    assert_eq!(table.rows().expect("rows").count(), 2);
}

#[test]
fn a_table_of_one_column_has_a_header_and_lacks_the_others() {
    let book = texts(1, &["示例名单"]) + &texts(2, &["东岭村"]);
    for (bytes, kind) in
        [("示例名单\n东岭村\n".into(), Kind::Csv), (common::raw::xlsx(&book, ""), Kind::Xlsx)]
    {
        let table = open(bytes, kind).expect("a table");
        let found = bind(REPORT, &table).expect_err("columns are missing");
        assert!(found.0.iter().all(|found| found.code == "rows/missing-column"), "{found:?}");
        assert_eq!(table.header().columns[0].header, "示例名单");
    }
}

#[test]
fn equal_headers_are_told_apart_by_number_or_letter() {
    let table = || {
        open("代码,村名,村名,人口,收入,参保率,日期\n360923102200,07,东岭村,820,25,95%,\n", Kind::Csv)
            .expect("a table")
    };
    let village = |name: &str| {
        let report = REPORT.replace(
            "key = \"代码\"",
            &format!("key = \"代码\"\n    columns = {{ \"{name}\" = \"village\" }}"),
        );
        let mut table = table();
        let binding = bind(&report, &table)?;
        let row = table.rows()?.next().expect("a row").expect("that reads");
        Ok(binding.bind(&row)?.fields["village"].clone())
    };
    for name in ["村名[2]", "C", "c"] {
        let found: Result<String, gongwen_document::Diagnostics> = village(name);
        assert_eq!(found.expect(name), "东岭村", "{name}");
    }
    let found = village("村名").expect_err("not clear");
    assert_eq!(found.0[0].code, "rows/column-twice");
    assert!(found.0[0].help.as_ref().is_some_and(|help| help.zh.contains("村名[2]")), "{found:?}");
    assert_eq!(village("村名[3]").expect_err("no third").0[0].code, "rows/missing-column");
    let codes = |report: &str| {
        let found = bind(report, &table()).expect_err("not clear");
        found.0.iter().map(|found| found.code).collect::<Vec<_>>()
    };
    // Once, be they asked for by one field or several, or by the file as well.
    assert_eq!(codes(REPORT), ["rows/column-twice"]);
    let several = REPORT.replace("key = \"代码\"", "key = \"村名\"");
    assert_eq!(codes(&several), ["rows/column-twice"]);
    let named = several.replace("key = \"村名\"", "key = \"村名\"\n    columns = { \"村名\" = \"village\" }");
    assert_eq!(codes(&named), ["rows/column-twice"]);
}

#[test]
fn what_is_told_of_a_file_names_the_table_and_not_the_report() {
    let page = "<table><tr><td>代码<td>村名<tr><td>1<td>甲<td hidden>乙</table>";
    let doubtful = "村名,a;户数\n甲,b;1\n乙,c;2\n";
    let rows = texts(1, &["代码", "村名"]) + &texts(2, &["360923102209", "北岭村"]);
    let sheets = changed(|name, text| match name.ends_with("sheet2.xml") {
        true => (name.to_owned(), text.replace("</sheetData>", &format!("{rows}</sheetData>"))),
        false => (name.to_owned(), text),
    });
    for (bytes, codes) in [
        (page.as_bytes().to_vec(), vec!["rows/hidden-left-out", "rows/content"]),
        (doubtful.as_bytes().to_vec(), vec!["rows/separator", "rows/content"]),
        (sheets, vec!["rows/sheet-taken"]),
    ] {
        let table = open(bytes, Kind::Xlsx).expect("a table");
        assert_eq!(table.warnings().iter().map(|told| told.code).collect::<Vec<_>>(), codes);
        for told in table.warnings() {
            assert!(matches!(told.place.source, gongwen_document::Source::Table(_)), "{told:?}");
            assert!(told.help.is_some(), "{told:?}");
        }
    }
}

#[test]
fn a_sheet_may_have_any_name() {
    for (written, name) in
        [("收入&amp;支出", "收入&支出"), ("&quot;一&quot;&#x8868;", "\"一\"表"), ("a&lt;b", "a<b")]
    {
        let book = changed(|name, text| {
            (name.to_owned(), text.replace("name=\"各村\"", &format!("name=\"{written}\"")))
        });
        for sheet in [None, Some(name.to_owned())] {
            let options = TableOptions { sheet, ..TableOptions::default() };
            let table =
                DataTable::open(Box::new(Cursor::new(book.clone())), Kind::Xlsx, &options).expect(name);
            assert_eq!(table.detected().sheet.as_deref(), Some(name));
            assert_eq!(income(table), "25万元");
        }
    }
}
