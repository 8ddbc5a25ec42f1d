//! Files that are no table, or only half of one: what is told, and that nothing is read that should not be.

use crate::common;

use std::io::{Cursor, Write};

use common::biff::compound;
use common::raw::{texts, xlsx, xlsx_from};
use common::{REPORT, bind, cell, fixture, open};
use gongwen_batch::{
    CellValue, DataRow, DataTable, Encoding, GateOptions, Kind, Limits, TableOptions, check_rows,
};
use gongwen_document::Diagnostic;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The one thing that is wrong with a file.
#[track_caller]
fn refused(bytes: impl AsRef<[u8]>, kind: Kind) -> Diagnostic {
    let found = open(bytes, kind).expect_err("it is refused").0;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].help.is_some(), "{found:?}");
    found[0].clone()
}

#[track_caller]
fn says(found: &Diagnostic, code: &str, zh: &str) {
    assert_eq!((found.code, found.message.zh.as_str()), (code, zh));
}

#[test]
fn what_is_no_spreadsheet() {
    says(&refused("", Kind::Xlsx), "rows/not-xlsx", "文件是空的");
    let xml = "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    for (bytes, zh) in [
        (&b"%PDF-1.4\n"[..], "这是 PDF，不是表格"),
        (b"{\\rtf1 }", "这是 RTF 文档，不是表格"),
        (b"\x89PNG\r\n\x1a\n", "这是图片，不是表格"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "这是网页归档（.mht），读不了"),
        (xml.as_bytes(), "这是“XML 表格 2003”，读不了"),
        (b"<?xml version=\"1.0\"?><a/>", "这是 XML 文件，不是表格"),
        (b"a\0b\0", "文件不是表格"),
        (b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "这是 Excel 4.0 或者更早的格式，读不了"),
    ] {
        for kind in [Kind::Xlsx, Kind::Csv] {
            says(&refused(bytes, kind), "rows/not-xlsx", zh);
        }
    }
    let found = refused(b"PK\x03\x04 and then nothing", Kind::Xlsx);
    assert_eq!(found.code, "rows/not-xlsx");
    assert!(found.message.zh.starts_with("文件坏了："), "{}", found.message.zh);
    let whole = fixture("villages.xlsx");
    for cut in [whole.len() / 4, whole.len() / 2, whole.len() - 1] {
        assert_eq!(refused(&whole[..cut], Kind::Xlsx).code, "rows/not-xlsx", "cut at {cut}");
    }
}

#[test]
fn what_a_compound_file_holds_is_told() {
    let encrypted = compound(&[("EncryptedPackage", &[0; 5000]), ("EncryptionInfo", &[0; 100])]);
    says(&refused(&encrypted, Kind::Xlsx), "rows/encrypted", "表格有密码，打不开");
    let document = compound(&[("WordDocument", &[0; 5000])]);
    says(&refused(&document, Kind::Xlsx), "rows/not-xlsx", "这是 Word 文档，不是表格");
    says(&refused(compound(&[]), Kind::Xlsx), "rows/not-xlsx", "文件里没有工作表");
    says(&refused(compound(&[("Workbook", &[0; 64])]), Kind::Xlsx), "rows/not-xlsx", "文件里没有工作表");
    // FILEPASS behind the first record.
    let records = [&[9, 8, 8, 0, 0, 6, 5, 0, 0, 0, 0, 0][..], &[0x2F, 0, 6, 0, 0, 0, 0, 0, 0, 0]].concat();
    let locked = compound(&[("Workbook", &records)]);
    says(&refused(&locked, Kind::Xlsx), "rows/encrypted", "表格有密码，打不开");
    let mut cut = compound(&[("Workbook", &[0; 9000])]);
    cut.truncate(600);
    assert!(refused(&cut, Kind::Xlsx).message.zh.starts_with("文件坏了："));
}

fn limited(bytes: Vec<u8>, limits: Limits) -> Vec<Diagnostic> {
    let options = TableOptions { limits, ..TableOptions::default() };
    DataTable::open(Box::new(Cursor::new(bytes)), Kind::Xlsx, &options).expect_err("too large").0
}

#[test]
fn a_bomb_is_not_unpacked() {
    let bomb = xlsx_from(|sheet| {
        let row = " ".repeat(1 << 20);
        (0..64).for_each(|_| sheet.write_all(row.as_bytes()).expect("bytes"));
        String::new()
    });
    assert!(bomb.len() < 200_000, "{}", bomb.len());
    let limits = Limits { unpacked_bytes: 16 << 20, ..Limits::default() };
    let found = limited(bomb.clone(), limits);
    says(&found[0], "rows/too-large", "表格解压后超过上限 16 MiB，没有读");
    // A file that lies about its size is found out while it is unpacked.
    let declared = (64u32 << 20).to_le_bytes();
    let size_at = |lying: &[u8]| {
        let is_near = |at: &usize| {
            let size = u32::from_le_bytes([lying[*at], lying[at + 1], lying[at + 2], lying[at + 3]]);
            (64 << 20..65 << 20).contains(&size)
        };
        (0..lying.len() - 4).filter(is_near).collect::<Vec<_>>()
    };
    let mut lying = bomb;
    let places = size_at(&lying);
    assert!(!places.is_empty(), "{declared:?} stands nowhere");
    for at in places {
        lying[at..at + 4].copy_from_slice(&1000u32.to_le_bytes());
    }
    let found = limited(lying, limits);
    assert!(["rows/too-large", "rows/not-xlsx"].contains(&found[0].code), "{found:?}");
}

#[test]
fn shared_texts_are_not_held_without_limit() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).expect("a part");
    zip.write_all(&vec![b'x'; 4 << 20]).expect("bytes");
    let bytes = zip.finish().expect("a zip").into_inner();
    let found = limited(bytes, Limits { held_bytes: 1 << 20, ..Limits::default() });
    says(&found[0], "rows/too-large", "表格解压后超过上限 1 MiB，没有读");
}

#[test]
fn empty_tables() {
    says(&refused(xlsx("", ""), Kind::Xlsx), "rows/empty", "表格里没有表头");
    says(&refused("\u{feff}\r\n\r\n", Kind::Csv), "rows/empty", "表格里没有表头");
    says(&refused("", Kind::Csv), "rows/empty", "表格里没有表头");
    says(&refused("\n\n", Kind::Jsonl), "rows/empty", "表格里没有表头");
    let header = texts(1, &["代码", "村名", "人口", "收入（万元）", "参保率", "日期"]);
    let mut table = open(xlsx(&header, ""), Kind::Xlsx).expect("a header");
    let binding = bind(REPORT, &table).expect("the columns bind");
    let gate = check_rows(&mut table, &binding, &GateOptions::default()).expect("rows");
    says(&gate.found[0], "rows/no-rows", "表格只有表头，没有一行数据");
}

#[test]
fn a_sheet_is_chosen_by_name() {
    let rows = texts(1, &["代码", "村名"]) + &texts(2, &["1", "锦南村"]);
    let options = |name: &str| TableOptions { sheet: Some(name.to_owned()), ..TableOptions::default() };
    let table =
        |name: &str| DataTable::open(Box::new(Cursor::new(xlsx(&rows, ""))), Kind::Xlsx, &options(name));
    assert_eq!(table("各村").expect("the sheet").detected().other_sheets, ["说明"]);
    let found = table("各村表").expect_err("no such sheet").0;
    says(&found[0], "rows/no-sheet", "没有叫“各村表”的工作表");
    assert_eq!(found[0].help.as_ref().map(|help| help.zh.as_str()), Some("是不是“各村”？"));
}

#[test]
fn a_title_above_the_table_is_no_header() {
    let rows =
        texts(1, &["锦江镇2024年各村情况表"]) + &texts(3, &["代码", "村名"]) + &texts(5, &["1", "锦南村"]);
    let mut table = open(xlsx(&rows, ""), Kind::Xlsx).expect("the table opens");
    assert_eq!((table.header().row, table.header().columns[1].name.as_str()), (3, "村名"));
    let numbers: Vec<u32> = table.rows().expect("rows").map(|row| row.expect("a row").number).collect();
    assert_eq!(numbers, [5]);
    let mut table = open("各村情况表,\n,\n代码,村名\n1,锦南村\n", Kind::Csv).expect("the table opens");
    assert_eq!(table.header().row, 3);
    assert_eq!(table.rows().expect("rows").count(), 1);
}

#[test]
fn an_open_quote_is_told_with_its_line() {
    let found = refused("代码,村名\n1,锦南村\n2,\"锦河村\n3,大塘村\n", Kind::Csv);
    says(&found, "rows/open-quote", "第 3 行有一个引号 \" 没有配对，后面的行都算进了这一格");
    assert_eq!(cell(&found).row, Some(3));
    // A later quote does not close it.
    let found = refused("代码,村名\n1,\"锦南村\n2,锦河村\n3,\"大塘村\"\n4,五里村\n", Kind::Csv);
    assert_eq!((found.code, cell(&found).row), ("rows/open-quote", Some(2)));
}

#[test]
fn quotes_and_line_breaks_inside_values() {
    let source =
        "代码,村名,说明\r\n\r\n1,\"锦南村\",\"一、\"\"好\"\"，\r\n二、行\"\r\n2,锦河村,无\r\n3,大塘村,\"尾\"";
    let mut table = open(source, Kind::Csv).expect("the table opens");
    let rows: Vec<_> = table.rows().expect("rows").map(|row| row.expect("a row")).collect();
    let numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [3, 4, 5], "as a spreadsheet numbers them");
    assert_eq!(rows[0].cells[2], CellValue::Text("一、\"好\"，\r\n二、行".into()));
    assert_eq!(rows[2].cells[2], CellValue::Text("尾".into()));
}

#[test]
fn a_row_with_too_many_values() {
    let mut table =
        open("代码,村名\n1,锦南村\n2,锦河村,又一个\n3,大塘村\n", Kind::Csv).expect("the table opens");
    let rows: Vec<DataRow> = table.rows().expect("rows").map(|row| row.expect("a row")).collect();
    let faults: Vec<Option<&Diagnostic>> = rows.iter().map(|row| row.fault.as_ref()).collect();
    let [None, Some(found), None] = faults.as_slice() else { panic!("{faults:?}") };
    says(found, "rows/ragged", "第 3 行有 3 栏，表头只有 2 栏");
    assert_eq!(cell(found).value.as_deref(), Some("又一个"));
    assert_eq!(rows[2].cells[1], CellValue::Text("大塘村".into()));
}

#[test]
fn separators_and_encodings_are_found_out() {
    let rows = "代码;村名\r\n1;锦南村\r\n";
    for (bytes, encoding, separator) in [
        (rows.as_bytes().to_vec(), Encoding::Utf8, ';'),
        (rows.replace(';', "\t").into_bytes(), Encoding::Utf8, '\t'),
        (encoding_rs::GB18030.encode(&rows.replace(';', ",")).0.into_owned(), Encoding::Gb18030, ','),
        (
            [0xFF, 0xFE].into_iter().chain(rows.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
            Encoding::Utf16,
            ';',
        ),
    ] {
        let mut table = open(bytes, Kind::Csv).expect("the table opens");
        let detected = table.detected().clone();
        assert_eq!((detected.encoding, detected.separator), (Some(encoding), Some(separator)));
        let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
        assert_eq!(row.cells[1], CellValue::Text("锦南村".into()));
    }
}

#[test]
fn rare_characters_of_gb18030_are_read() {
    let (bytes, _, lost) = encoding_rs::GB18030.encode("代码,村名\n1,𠮷㙍村\n");
    assert!(!lost);
    let mut table = open(&bytes, Kind::Csv).expect("the table opens");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    assert_eq!(row.cells[1], CellValue::Text("𠮷㙍村".into()));
}

#[test]
fn mixed_encodings_are_told_with_their_lines() {
    let mut bytes = "代码,村名\n1,锦南村\n".as_bytes().to_vec();
    bytes.extend_from_slice(&encoding_rs::GB18030.encode("2,锦河村\n").0);
    let found = refused(&bytes, Kind::Csv);
    says(&found, "rows/mixed-encoding", "文件里混着两种编码：第 1 行是 UTF-8，第 3 行不是");
    assert_eq!(cell(&found).row, Some(3));
    let found = refused(b"code,village\n1,\xff\xff\xff\n", Kind::Csv);
    says(&found, "rows/encoding", "第 2 行既不是 UTF-8，也不是 GB 18030");
}

#[test]
fn json_lines_and_toml() {
    let source = "{\"代码\": \"1\", \"收入\": 12.50}\n\n{\"代码\": \"2\", \"村名\": null}\n";
    let mut table = open(source, Kind::Jsonl).expect("the table opens");
    let names: Vec<&str> = table.header().columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["代码", "收入", "村名"]);
    let rows: Vec<_> = table.rows().expect("rows").map(|row| row.expect("a row")).collect();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(rows[0].cells[1].shown(), "12.50");
    assert_eq!(rows[1].cells[2], CellValue::Empty);
    says(&refused("{\"a\": 1,}\n", Kind::Jsonl), "rows/json", "第 1 行：这一行不是 JSON（第 8 个字符起）");
    // A line that is wrong does not take the others along.
    let source = "{\"a\": 1}\n{\"a\": 2,}\n[1]\n{\"a\": [1], \"b\": 3}\n{\"a\": 4}\n";
    let mut table = open(source, Kind::Jsonl).expect("the table opens");
    let rows: Vec<DataRow> = table.rows().expect("rows").map(|row| row.expect("a row")).collect();
    let faults = rows.iter().map(|row| row.fault.as_ref().map_or("", |fault| fault.message.zh.as_str()));
    assert_eq!(
        faults.collect::<Vec<_>>(),
        [
            "",
            "第 2 行：这一行不是 JSON（第 8 个字符起）",
            "第 3 行：这一行不是一个 JSON 对象",
            "第 4 行：a 的值是数组或者对象，放不进一格",
            ""
        ]
    );
    assert_eq!((rows[3].cells[1].shown(), rows[4].cells[0].shown()), ("3".into(), "4".into()));

    let source = "[[rows]]\n代码 = '1'\n日期 = 2024-12-31\n\n[[rows]]\n代码 = '2'\n收入 = 12.50\n";
    let mut table = open(source, Kind::Toml);
    let table = table.as_mut().expect_err("a bare key in Chinese is no TOML");
    assert_eq!(table.0[0].code, "rows/toml");
    let source = source.replace("代码", "'代码'").replace("日期", "'日期'").replace("收入", "'收入'");
    let mut table = open(source, Kind::Toml).expect("the table opens");
    let rows: Vec<_> = table.rows().expect("rows").map(|row| row.expect("a row")).collect();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 5]);
    assert_eq!((rows[0].cells[1].shown(), rows[1].cells[2].shown()), ("2024-12-31".into(), "12.50".into()));
    says(&refused("a = 1\n", Kind::Toml), "rows/toml", "没有 [[rows]]");
}
