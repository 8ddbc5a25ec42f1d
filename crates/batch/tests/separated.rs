//! Values separated by something: which character it is, the content says; encodings and line ends of every office.

use crate::common;

use std::io::Cursor;

use common::open;
use gongwen_batch::{CellValue, DataTable, Kind, PrintLimits, TableOptions, printed_table};
use gongwen_core::report::SheetPart;

/// Rows as they are printed, and the codes of what is told.
fn printed(bytes: impl AsRef<[u8]>, kind: Kind) -> (Vec<String>, Vec<&'static str>) {
    let input = Box::new(Cursor::new(bytes.as_ref().to_vec()));
    let table = printed_table(input, kind, &SheetPart::default(), PrintLimits::default()).expect("a table");
    let row = |row: &Vec<gongwen_core::report::GridCell>| {
        row.iter().map(|cell| cell.text.to_string()).collect::<Vec<_>>().join("|")
    };
    (table.grid.rows.iter().map(row).collect(), table.warnings.iter().map(|told| told.code).collect())
}

fn encodings(text: &str) -> Vec<Vec<u8>> {
    let units = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    vec![
        text.as_bytes().to_vec(),
        [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(),
        encoding_rs::GB18030.encode(text).0.into_owned(),
        [vec![0xFF, 0xFE], units(u16::to_le_bytes)].concat(),
        [vec![0xFE, 0xFF], units(u16::to_be_bytes)].concat(),
    ]
}

#[test]
fn every_separator_encoding_and_line_end_reads_alike() {
    let expected = ["村名|户数", "东坪村|1,205", "西坪村|6;7"];
    for separator in [",", ";", "\t"] {
        let lines = ["村名,户数", "东坪村,\"1,205\"", "西坪村,\"6;7\""];
        let lines = lines.map(|line| line.replacen(',', separator, 1));
        for end in ["\n", "\r\n", "\r"] {
            for last in [end, ""] {
                for said in ["", &format!("sep={separator}{end}"), &format!("SEP={separator}{end}")] {
                    let text = format!("{said}{}{last}", lines.join(end));
                    for (index, bytes) in encodings(&text).into_iter().enumerate() {
                        let (rows, told) = printed(&bytes, Kind::Csv);
                        assert_eq!(
                            (rows.as_slice(), told.len()),
                            (&expected.map(str::to_owned)[..], 0),
                            "{index} {text:?}"
                        );
                        let (rows, told) = printed(&bytes, Kind::Xlsx);
                        assert_eq!(
                            (rows.as_slice(), told),
                            (&expected.map(str::to_owned)[..], vec!["rows/content"])
                        );
                        let mut table = open(&bytes, Kind::Csv).expect("a table");
                        assert_eq!(table.detected().separator.map(String::from).as_deref(), Some(separator));
                        let rows = table.rows().expect("rows").map(|row| row.expect("a row"));
                        let found: Vec<(u32, CellValue)> =
                            rows.map(|row| (row.number, row.cells[0].clone())).collect();
                        let text = |text: &str| CellValue::Text(text.to_owned());
                        assert_eq!(found, [(2, text("东坪村")), (3, text("西坪村"))], "{index}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_list_of_one_column_is_a_table() {
    for end in ["\n", "\r\n", "\r"] {
        for bytes in encodings(&["名单", "东坪村", "西坪村"].join(end)) {
            assert_eq!(printed(bytes, Kind::Csv).0, ["名单", "东坪村", "西坪村"]);
        }
        for bytes in encodings(&["村名", "东坪村", "", "西坪村"].join(end)) {
            // The name of the column has to be known, or the first village would be one.
            let options = TableOptions { names: vec!["村名".to_owned()], ..TableOptions::default() };
            let mut table =
                DataTable::open(Box::new(Cursor::new(bytes)), Kind::Csv, &options).expect("a table");
            let rows = table.rows().expect("rows").map(|row| row.expect("a row"));
            let rows: Vec<(u32, String)> = rows.map(|row| (row.number, row.cells[0].shown())).collect();
            assert_eq!(rows, [(2, "东坪村".to_owned()), (4, "西坪村".to_owned())]);
        }
    }
}

#[test]
fn the_separator_is_what_stands_equally_often_in_the_lines() {
    let separator = |text: &str| {
        let table = open(text, Kind::Csv).expect("a table");
        let told: Vec<&str> = table.warnings().iter().map(|told| told.code).collect();
        (table.detected().separator.expect("one"), told.join(" "))
    };
    let sure = |separator| (separator, String::new());
    let guessed = |separator| (separator, "rows/separator".to_owned());
    // A title that holds another character, and decimal commas.
    assert_eq!(separator("某某镇，2024;汇总\n村名,户数,人\n甲,1,2\n乙,3,4\n"), sure(','));
    assert_eq!(separator("村名;收入;支出\n甲;1,5;2,5\n"), sure(';'));
    assert_eq!(separator("村名;收入;支出\n甲;1,5;2,5\n乙;3,5;4,5\n"), guessed(';'));
    assert_eq!(separator("村名\t收入\n甲\t1,234\n乙\t12\n丙\t13\n丁\t14\n戊\t5\n"), sure('\t'));
    assert_eq!(separator("村名,备注\n甲,a;b\n乙,c;d;e\n丙,无\n丁,f\n"), sure(','));
    // Two that divide every line alike: the comma is taken, and it is told.
    assert_eq!(separator("村名,a;户数\n甲,b;1\n乙,c;2\n"), guessed(','));
    // Somebody said which.
    assert_eq!(separator("sep=;\n村名,a;户数\n甲,b;1\n乙,c;2\n"), sure(';'));
    let mut table = open("sep=;\n村名,a;户数\n甲,b;1\n", Kind::Csv).expect("a table");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    assert_eq!((row.number, row.cells[0].shown()), (2, "甲,b".to_owned()));
    // What only looks like it is a value.
    assert_eq!(printed("sep=甲,乙\n丙,丁\n", Kind::Csv).0, ["sep=甲|乙", "丙|丁"]);
}
