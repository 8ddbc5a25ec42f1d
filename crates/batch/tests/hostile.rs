//! Whatever the bytes are, a table is read or refused with a reason; it never panics.

mod common;

use std::io::{Cursor, Read, Write};

use common::{REPORT, bind, fixture, open};
use gongwen_batch::{GateOptions, Kind, check_rows};
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
