//! A sheet that is full to its last row, 1,048,576, is streamed: memory does not grow with it.

use crate::common;

use common::open;
use common::raw::{texts, xlsx_from};
use gongwen_batch::Kind;

const LAST: u32 = 1_048_576;

#[test]
fn a_full_sheet_is_read_to_its_last_row() {
    let bytes = xlsx_from(|sheet| {
        sheet.write_all(texts(1, &["代码", "村名"]).as_bytes()).expect("bytes");
        for row in 2..=LAST {
            write!(sheet, r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>"#).expect("bytes");
        }
        String::new()
    });
    let mut table = open(&bytes, Kind::Xlsx).expect("the table opens");
    let (mut count, mut last) = (0, None);
    for row in table.rows().expect("rows") {
        count += 1;
        last = Some(row.expect("a row"));
    }
    let last = last.expect("a last row");
    assert_eq!((count, last.number, last.cells[0].shown()), (LAST - 1, LAST, LAST.to_string()));
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("a peak");
        let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().expect("a number");
        assert!(kilobytes < 150_000, "{kilobytes} kB at its peak");
    }
}
