//! Whatever the bytes are, a table is read or refused with a reason; it never panics.

use crate::common;

use std::io::{Cursor, Read, Write};

use common::{REPORT, bind, fixture, open};
use gongwen_batch::{GateOptions, Kind, PrintLimits, check_rows, printed_table};
use gongwen_core::report::SheetPart;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const KINDS: [Kind; 4] = [Kind::Xlsx, Kind::Csv, Kind::Toml, Kind::Jsonl];

fn read(bytes: &[u8], kind: Kind) {
    match open(bytes, kind) {
        Ok(mut table) => {
            if let Ok(binding) = bind(REPORT, &table) {
                let gate = check_rows(&mut table, &binding, &GateOptions::default()).expect("the rows open");
                assert_eq!(gate.ready + gate.bad.len() as u32, gate.rows);
            }
            let _ = table.rows().expect("the rows open").count();
        }
        Err(found) => assert!(found.0.iter().any(|diagnostic| diagnostic.is_error())),
    }
}

/// The spreadsheet with one part changed.
fn changed(part: usize, at: usize, with: &[u8], cut: usize) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(fixture("villages.xlsx"))).expect("a zip");
    let part = part % archive.len();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("bytes");
        if index == part {
            let at = at % bytes.len();
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, with.iter().copied());
        }
        let name = entry.name().expect("a name").into_owned();
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(&bytes).expect("bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

fn piece() -> impl Strategy<Value = Vec<u8>> {
    let words = [
        "<",
        ">",
        "\"",
        "/>",
        "<c r=\"ZZZZ9\"",
        "r=\"A0\"",
        "t=\"s\"",
        "99999999999",
        "-1",
        "</row>",
        "&#x0;",
        "&amp",
        "<v>",
        "e309",
        "\u{0}",
    ];
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        KINDS.into_iter().for_each(|kind| read(&bytes, kind));
    }

    #[test]
    fn a_table_with_a_hole(at in 0usize..10_000, with in piece(), cut in 0usize..40) {
        for name in ["villages.csv", "villages-gb18030.csv"] {
            let mut bytes = fixture(name);
            let at = at % bytes.len();
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, with.iter().copied());
            read(&bytes, Kind::Csv);
        }
    }

    #[test]
    fn a_spreadsheet_with_a_hole(part in 0usize..20, at in 0usize..100_000, with in piece(), cut in 0usize..40) {
        read(&changed(part, at, &with, cut), Kind::Xlsx);
    }

    #[test]
    fn a_zip_with_a_hole(at in 0usize..100_000, with in piece(), cut in 0usize..4) {
        let mut bytes = fixture("villages.xlsx");
        let at = at % bytes.len();
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, with.iter().copied());
        read(&bytes, Kind::Xlsx);
    }

    #[test]
    fn csv_of_any_shape(text in "[,\";\t\r\na1锦　]{0,60}") {
        read(text.as_bytes(), Kind::Csv);
        read(&encoding_rs::GB18030.encode(&text).0, Kind::Csv);
    }

    #[test]
    fn numbers_of_any_shape(text in "[0-9０-９.,，%％万亿元eE+\\- 　]{0,12}") {
        let rows = format!("代码;村名;人口;收入（万元）;参保率;日期\n1;甲;{text};{text};{text};{text}\n");
        read(rows.as_bytes(), Kind::Csv);
    }
}

fn data(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/books");
    std::fs::read(folder.join(name)).expect("a file")
}

/// Read as a table and as a printed one.
fn read_both(bytes: &[u8]) {
    read(bytes, Kind::Xlsx);
    let input = Box::new(Cursor::new(bytes.to_vec()));
    let printed = printed_table(input, Kind::Xlsx, &SheetPart::default(), PrintLimits::default());
    if let Err(found) = printed {
        assert!(found.0.iter().any(|diagnostic| diagnostic.is_error()));
    }
}

/// The records of an old workbook, out of its compound file.
fn records(name: &str) -> Vec<u8> {
    let mut file = cfb::CompoundFile::open(Cursor::new(data(name))).expect("a compound file");
    let mut records = Vec::new();
    file.open_stream("/Workbook").expect("a stream").read_to_end(&mut records).expect("bytes");
    records
}

/// Numbers that parsers stumble over.
fn odd() -> impl Strategy<Value = Vec<u8>> {
    let numbers: [&[u8]; 7] = [&[0], &[0xFF], &[0xFF, 0xFF], &[0, 0x80], &[0xFF, 0x7F], &[0xFE; 4], &[0; 4]];
    prop_oneof![
        prop::sample::select(numbers.to_vec()).prop_map(<[u8]>::to_vec),
        prop::collection::vec(any::<u8>(), 1..6),
    ]
}

fn overwritten(mut bytes: Vec<u8>, at: usize, with: &[u8]) -> Vec<u8> {
    let at = at % bytes.len();
    for (place, byte) in bytes.iter_mut().skip(at).zip(with) {
        *place = *byte;
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_old_workbook_with_other_bytes(at in 0usize..1_000_000, with in odd()) {
        for name in ["works.xls", "mac.xls"] {
            read_both(&overwritten(data(name), at, &with));
        }
    }

    #[test]
    fn records_with_other_bytes(at in 0usize..1_000_000, with in odd(), again in 0usize..1_000_000, cut in 0usize..9) {
        for name in ["works.xls", "mac.xls"] {
            let mut records = overwritten(overwritten(records(name), at, &with), again, &with);
            if cut == 0 {
                records.truncate(at % records.len());
            }
            // Without a compound file around them.
            read_both(&records);
        }
    }

    #[test]
    fn a_page_with_a_hole(at in 0usize..1_000_000, with in tag(), cut in 0usize..40) {
        let mut page = "<html><body><h1>甲表</h1><table border=1><col span=2><tr><th rowspan=2>村<th colspan=2>吨<tr><td>本\
            <td>上<tr><td>东坪</td><td>1&nbsp;2</td><td><p>3</p></td></tr><tr style='display:none'><td>x</table><p>注：乙</p>"
            .as_bytes().to_vec();
        let at = at % page.len();
        let end = (at + cut).min(page.len());
        page.splice(at..end, with.bytes());
        read_both(&page);
    }

    #[test]
    fn a_page_of_any_tags(tags in prop::collection::vec(tag(), 0..60)) {
        read_both(format!("<table>{}", tags.concat()).as_bytes());
    }
}

fn tag() -> impl Strategy<Value = String> {
    let tags = [
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th hidden>",
        "<td colspan=3>",
        "<td rowspan=0>",
        "<td rowspan=4 colspan=2>",
        "<td colspan=99999999999>",
        "<col style='display:none' span=9>",
        "<br>",
        "<p>",
        "</p>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<![CDATA[",
        "&#x0;",
        "&amp",
        "&nbsp;",
        "<tr hidden>",
        "<tbody>",
        "</tbody>",
        "<caption>",
        "甲",
        "=1+1",
        "12.5",
        "<title>",
        "<xml>",
        "</xml>",
        "<",
        ">",
        "\0",
    ];
    prop::sample::select(tags.to_vec()).prop_map(str::to_owned)
}

#[test]
fn a_cell_longer_than_a_spreadsheet_has_is_told_at_its_row_and_the_others_are_made() {
    let (long, most) = ("村".repeat(32_768), "村".repeat(32_767));
    let header = "代码,村名,人口,收入（万元）,参保率,日期\n";
    let rows = format!("1,{long},1,1,1,2024-12-31\n2,{most},1,1,1,2024-12-31\n");
    let json = |name: &str, key: u8| {
        format!(
            "{{\"代码\":\"{key}\",\"村名\":\"{name}\",\"人口\":1,\"收入（万元）\":1,\"参保率\":1,\"日期\":\"2024-12-31\"}}\n"
        )
    };
    let toml = |name: &str, key: u8| {
        format!(
            "[[rows]]\n\"代码\" = \"{key}\"\n\"村名\" = \"{name}\"\n\"人口\" = 1\n\"收入（万元）\" = 1\n\"参保率\" = 1\n\"日期\" = \"2024-12-31\"\n"
        )
    };
    for (bytes, kind) in [
        (format!("{header}{rows}"), Kind::Csv),
        (json(&long, 1) + &json(&most, 2), Kind::Jsonl),
        (toml(&long, 1) + &toml(&most, 2), Kind::Toml),
    ] {
        let mut table = open(bytes, kind).expect("a table");
        let binding = bind(REPORT, &table).expect("bound");
        let gate = check_rows(&mut table, &binding, &GateOptions::default()).expect("rows");
        assert_eq!(gate.rows, 2, "{kind:?}");
        let told: Vec<_> =
            gate.found.iter().filter(|it| it.code == "rows/long-cell").map(common::cell).collect();
        let [told] = told.as_slice() else { panic!("{kind:?}: {told:?}") };
        assert_eq!(told.column.as_deref(), Some("村名"), "{kind:?}");
        assert!(gate.bad.contains(&told.row.expect("a row")), "{kind:?}");
        assert!(gate.found.iter().all(|it| it.message.zh.len() < 3000));
    }
    // So are a header and a printed table.
    let found = open(format!("代码,{long}\n1,2\n"), Kind::Csv).expect_err("a long header");
    assert_eq!(found.0[0].code, "rows/long-cell");
    let printed = |cell: &str| {
        let bytes = format!("甲,乙\n1,{cell}\n");
        printed_table(Box::new(Cursor::new(bytes)), Kind::Csv, &SheetPart::default(), PrintLimits::default())
    };
    assert!(printed(&most).is_ok());
    let found = printed(&long).expect_err("a long cell");
    assert_eq!((found.0[0].code, found.0[0].place.path.as_str()), ("rows/long-cell", "B2"));
}
