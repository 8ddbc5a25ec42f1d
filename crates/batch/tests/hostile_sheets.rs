//! Sheets made to hurt: they are read, or refused with a reason, and no file is gone through more often than a few
//! times.

use crate::common;

use std::io::{Cursor, Read, Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use common::biff::{begin, cell, compound, end, label, merged, number, record, workbook};
use common::raw::{self, formatted, sheets_in_one_part, styled, texts, xlsx, xlsx_from};
use gongwen_batch::{CellValue, DataTable, Kind, PrintLimits, TableOptions, printed_table};
use gongwen_core::report::SheetPart;
use gongwen_document::Diagnostics;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Counts the bytes that are read of a file.
struct Counted(Cursor<Vec<u8>>, Arc<AtomicU64>);

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}

/// Gone through at most so often, and a megabyte beyond.
const OFTEN: u64 = 16;

#[derive(Debug, PartialEq)]
enum Found {
    /// Rows, or rows and columns.
    Read(usize),
    Refused(&'static str),
}
use Found::{Read as Rows, Refused};

/// What becomes of a file: as the table of a batch, and printed.
fn found(bytes: Vec<u8>) -> (Found, Found) {
    let counted = |read: &dyn Fn(Box<Counted>) -> Result<usize, Diagnostics>| {
        let count = Arc::new(AtomicU64::new(0));
        let length = bytes.len() as u64;
        let found = read(Box::new(Counted(Cursor::new(bytes.clone()), count.clone())));
        let count = count.load(Ordering::Relaxed);
        assert!(count <= OFTEN * length + (1 << 20), "{count} bytes read of {length}");
        match found {
            Ok(rows) => Rows(rows),
            Err(found) => {
                assert!(found.0.iter().all(|found| !found.message.zh.is_empty()));
                Refused(found.0[0].code)
            }
        }
    };
    let batch = counted(&|input| {
        let mut table = DataTable::open(input, Kind::Xlsx, &TableOptions::default())?;
        let mut rows = 0;
        for row in table.rows()? {
            row.map_err(|fault| Diagnostics(vec![fault]))?;
            rows += 1;
        }
        Ok(rows)
    });
    let printed = counted(&|input| {
        let table = printed_table(input, Kind::Xlsx, &SheetPart::default(), PrintLimits::default())?;
        Ok(table.grid.rows.len())
    });
    (batch, printed)
}

const REFUSED: Found = Refused("rows/too-large");
const BROKEN: Found = Refused("rows/not-xlsx");

#[test]
fn a_head_of_16384_columns() {
    let cells: String = (0..16_384).map(|index| format!("<c t=\"str\"><v>栏{index}</v></c>")).collect();
    let rows = format!("<row r=\"1\">{cells}</row><row r=\"2\"><c r=\"A2\"><v>1</v></c></row>");
    assert_eq!(found(xlsx(&rows, "")), (REFUSED, REFUSED));
}

#[test]
fn rows_of_16384_columns_below_a_narrow_head() {
    let cells: String = (0..16_384).map(|_| "<c><v>7</v></c>").collect();
    let row = |number| format!("<row r=\"{number}\">{cells}</row>");
    let rows = texts(1, &["代码", "村名"]) + &(2..20).map(row).collect::<String>();
    assert_eq!(found(xlsx(&rows, "")), (Rows(18), REFUSED));
}

#[test]
fn a_cell_in_the_last_corner() {
    let rows = texts(1, &["代码", "村名"]) + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert_eq!(found(xlsx(&rows, "")), (Rows(0), Rows(2)));
}

#[test]
fn merges_that_cross() {
    let rows = texts(1, &["代码", "村名"]) + &texts(2, &["1", "甲"]);
    let overlap = || Refused("rows/merge-overlap");
    assert_eq!(found(xlsx(&rows, &raw::merged(&["A2:B3", "B3:C4"]))), (overlap(), overlap()));
    let book = workbook(
        &[],
        &[[label(0, 0, "代码"), label(0, 1, "村名"), merged(&[[1, 2, 0, 1], [2, 3, 1, 2]])].concat()],
    );
    assert_eq!(found(compound(&[("Workbook", &book)])), (overlap(), overlap()));
}

#[test]
fn merges_within_each_other() {
    let rows = texts(1, &["代码", "村名"]) + &texts(2, &["1", "甲"]);
    let within: Vec<String> = (3..20_000).map(|last| format!("A3:A{last}")).collect();
    let within: Vec<&str> = within.iter().map(String::as_str).collect();
    let overlap = || Refused("rows/merge-overlap");
    assert_eq!(found(xlsx(&rows, &raw::merged(&within))), (overlap(), overlap()));
}

#[test]
fn one_merge_over_the_whole_sheet() {
    let row = |number: u32| texts(number, &["1", "甲"]);
    let rows = texts(1, &["代码", "村名"]) + &(2..=9_000).map(row).collect::<String>();
    assert_eq!(found(xlsx(&rows, &raw::merged(&["C1:XFD1048576"]))), (Rows(8999), Rows(9000)));
}

#[test]
fn a_merge_across_the_sheet_in_each_of_90000_rows() {
    let row = |number: u32| format!("<row r=\"{number}\"><c r=\"A{number}\"><v>1</v></c></row>");
    let rows = texts(1, &["代码", "村名"]) + &(2..=90_000).map(row).collect::<String>();
    let across: Vec<String> = (2..=90_000).map(|row| format!("B{row}:XFD{row}")).collect();
    let across: Vec<&str> = across.iter().map(String::as_str).collect();
    assert_eq!(found(xlsx(&rows, &raw::merged(&across))), (Rows(89_999), REFUSED));
}

#[test]
fn more_merges_than_anybody_makes() {
    let rows = texts(1, &["代码", "村名"]) + &texts(2, &["1", "甲"]);
    let many: Vec<String> = (3..=100_003).map(|row| format!("A{row}:B{row}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(found(xlsx(&rows, &raw::merged(&many))), (REFUSED, REFUSED));
}

#[test]
fn rows_to_the_last_one_there_is_to_be_printed() {
    let bytes = xlsx_from(|sheet| {
        for row in (1..10).chain(1_030_000..=1_048_576) {
            write!(sheet, "<row r=\"{row}\"><c><v>1</v></c></row>").expect("bytes");
        }
        String::new()
    });
    let input = Box::new(Cursor::new(bytes));
    let found = printed_table(input, Kind::Xlsx, &SheetPart::default(), PrintLimits::default());
    assert_eq!(found.expect_err("too large").0[0].code, "rows/too-large");
}

#[test]
fn a_format_of_10000_characters_and_one_that_repeats_a_text() {
    let long = "0".repeat(10_000);
    let at = "@".repeat(900);
    let rows =
        texts(1, &["代码", "数"]) + &styled(2, &[("1", 0), ("2", 1)]) + &styled(3, &[("1", 0), ("甲", 2)]);
    assert_eq!(found(formatted(&[&long, &at], false, &rows)), (Rows(2), Rows(3)));
    let format = [&[0xC8, 0, 0xE8, 3, 0][..], &[b'@'; 1000]].concat();
    let globals = [record(0x041E, &format), record(0x00E0, &[0, 0, 0xC8, 0])].concat();
    let sheet = [label(0, 0, "代码"), label(0, 1, "数"), label(1, 0, "甲"), label(1, 1, &"乙".repeat(4000))];
    let book = workbook(&globals, &[sheet.concat()]);
    assert_eq!(found(compound(&[("Workbook", &book)])), (Rows(1), Rows(2)));
}

#[test]
fn shared_texts_that_are_not_there() {
    let rows = texts(1, &["代码", "村名"]) + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>4000000000</v></c></row>";
    assert_eq!(found(xlsx(&rows, "")), (BROKEN, BROKEN));
    let lost = cell(0x00FD, 1, 0, &9u32.to_le_bytes());
    // A table that says it has four thousand million texts, and has one.
    let shared = [&[0xFF; 8][..], &[1, 0, 0, b'a']].concat();
    let sheet = [label(0, 0, "代码"), label(0, 1, "村名"), lost];
    let book = workbook(&record(0x00FC, &shared), &[sheet.concat()]);
    assert_eq!(found(compound(&[("Workbook", &book)])), (BROKEN, BROKEN));
}

#[test]
fn a_shared_text_of_100_megabytes() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/styles.xml", SimpleFileOptions::default()).expect("a part");
    zip.write_all(b"<styleSheet/>").expect("bytes");
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).expect("a part");
    (0..100).for_each(|_| zip.write_all(&vec![b'x'; 1 << 20]).expect("bytes"));
    let bytes = zip.finish().expect("a zip").into_inner();
    assert_eq!(found(bytes).1, REFUSED);
}

#[test]
fn a_bomb_behind_a_part_that_is_small() {
    // The header of the second part lies; the first is held in memory too, and is small.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/styles.xml", SimpleFileOptions::default()).expect("a part");
    zip.write_all(b"<styleSheet/>").expect("bytes");
    zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).expect("a part");
    (0..80).for_each(|_| zip.write_all(&vec![b'x'; 1 << 20]).expect("bytes"));
    let mut bytes = zip.finish().expect("a zip").into_inner();
    let declared = (80u32 << 20).to_le_bytes();
    let places: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, window)| **window == declared).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&1000u32.to_le_bytes());
    }
    let found = found(bytes).1;
    assert!([REFUSED, BROKEN].contains(&found), "{found:?}");
}

#[test]
fn a_thousand_sheets_that_are_one_part() {
    let row = |number: u32| texts(number, &["甲"]);
    let rows = (1..2_000).map(row).collect::<String>();
    // For data the first row is the header of the one column.
    assert_eq!(found(sheets_in_one_part(1_000, &rows)), (Rows(1_998), Rows(1_999)));
}

#[test]
fn more_formulas_without_a_result_than_are_remembered() {
    let row = |number: u32| format!("<row r=\"{number}\"><c r=\"A{number}\"><f>B1</f></c></row>");
    let rows = texts(1, &["代码", "村名"]) + &(2..=100_100).map(row).collect::<String>();
    assert_eq!(found(xlsx(&rows, "")), (Refused("rows/formula"), Refused("rows/formula")));
}

/// A workbook whose table of sectors says this of the sector where its stream goes on.
fn looped(next: impl Fn(usize) -> u32) -> Vec<u8> {
    let sheet = [label(0, 0, "代码"), label(0, 1, "村名"), label(1, 0, &"甲".repeat(4000))].concat();
    let mut bytes = compound(&[("Workbook", &workbook(&[], &[sheet]))]);
    let sector = 1usize << u16::from_le_bytes([bytes[30], bytes[31]]);
    let table = u32::from_le_bytes(bytes[76..80].try_into().expect("four bytes")) as usize;
    let start = (table + 1) * sector;
    let chains =
        |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) < 0xFFFF_FFF0;
    let entries: Vec<usize> = (0..sector / 4).filter(|entry| chains(start + entry * 4)).collect();
    let entry = entries[entries.len() / 2];
    bytes[start + entry * 4..start + entry * 4 + 4].copy_from_slice(&next(entry).to_le_bytes());
    bytes
}

#[test]
fn a_compound_file_that_goes_round_in_circles() {
    assert_eq!(found(looped(|entry| entry as u32)), (BROKEN, BROKEN));
    assert_eq!(found(looped(|entry| entry as u32 - 1)), (BROKEN, BROKEN));
    assert_eq!(found(looped(|_| 0)), (BROKEN, BROKEN));
    assert_eq!(found(looped(|_| 60_000)), (BROKEN, BROKEN));
}

#[test]
fn records_whose_lengths_lie() {
    let good = workbook(&[], &[[label(0, 0, "代码"), label(0, 1, "村名"), number(1, 0, 5.0)].concat()]);
    assert_eq!(found(compound(&[("Workbook", &good)])), (Rows(1), Rows(2)));
    // Every byte of every length, one after the other.
    let mut at = 0;
    while at + 4 <= good.len() {
        let length = usize::from(u16::from_le_bytes([good[at + 2], good[at + 3]]));
        for lie in [0, length as u16 + 1, (length as u16).saturating_sub(1), 0xFFFF] {
            let mut bad = good.clone();
            bad[at + 2..at + 4].copy_from_slice(&lie.to_le_bytes());
            let (batch, _) = found(bad);
            assert!(matches!(batch, Rows(0 | 1) | Refused(_)), "{at} {lie}: {batch:?}");
        }
        at += 4 + length;
    }
}

#[test]
fn sheets_that_lie_within_each_other() {
    let sheet = (0..200u16).flat_map(|row| [label(row, 0, "甲"), begin(0x0600, 0x10), end()].concat());
    let sheet: Vec<u8> = sheet.collect();
    let mut book = workbook(&[], &[sheet]);
    // All of them begin where the one does.
    let bound = book.windows(4).position(|window| window[..2] == [0x85, 0]).expect("a sheet");
    let length = 4 + usize::from(u16::from_le_bytes([book[bound + 2], book[bound + 3]]));
    let one = book[bound..bound + length].to_vec();
    let at = u32::from_le_bytes(one[4..8].try_into().expect("four bytes"));
    let many = 5_000;
    let mut again = one.clone();
    again[4..8].copy_from_slice(&(at + (many * length) as u32).to_le_bytes());
    book.splice(bound..bound + length, std::iter::repeat_n(again, many + 1).flatten());
    let (batch, printed) = found(compound(&[("Workbook", &book)]));
    assert_eq!((batch, printed), (BROKEN, BROKEN));
}

#[test]
fn numbers_that_run_out_of_their_record() {
    // Row, first column, three cells, and a last column that lies.
    let cells = [&[1, 0, 0, 0][..], &[0, 0, 0x02, 0, 0, 0].repeat(3), &[0xFF, 0xFF]].concat();
    let sheet = |cells: Vec<u8>| [label(0, 0, "代码"), label(0, 1, "村名"), cells].concat();
    let read = |cells| found(compound(&[("Workbook", &workbook(&[], &[sheet(cells)]))]));
    assert_eq!(read(record(0x00BD, &cells)), (Rows(1), Rows(2)));
    for cut in 0..cells.len() {
        let (batch, _) = read(record(0x00BD, &cells[..cut]));
        assert!(matches!(batch, Rows(0 | 1) | Refused("rows/not-xlsx")), "{cut}: {batch:?}");
    }
    // A formula whose text is missing, and one whose text is cut off.
    let formula = cell(0x0006, 1, 0, &[0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert_eq!(read(formula.clone()).0, Rows(0));
    assert_eq!(read([formula, record(0x0207, &[200, 0, 1, 0x41])].concat()).0, BROKEN);
}

#[test]
fn the_same_hidden_rows_over_and_over() {
    let hidden = record(0x0208, &[5, 0, 0, 0, 1, 0, 9, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]).repeat(50_000);
    let sheet = [label(0, 0, "代码"), label(0, 1, "村名"), label(5, 0, "甲"), hidden].concat();
    assert_eq!(found(compound(&[("Workbook", &workbook(&[], &[sheet]))])), (Rows(1), Rows(1)));
}

#[test]
fn a_page_of_spans_and_of_tables_in_tables() {
    let page = |body: String| format!("<table>{body}").into_bytes();
    let spans = "<tr>".to_owned() + &"<td rowspan=0>".repeat(16_000) + &"<tr><td>甲".repeat(20_000);
    assert_eq!(found(page(spans)), (BROKEN, BROKEN));
    let wide = "<tr>".to_owned() + &"<td colspan=1000>甲".repeat(17);
    assert_eq!(found(page(wide)), (BROKEN, BROKEN));
    assert_eq!(found(page("<tr><td><table>".repeat(20_000))), (BROKEN, BROKEN));
    let crossing = "<tr><td>甲<td rowspan=3>乙<tr><td colspan=2>丙<td>丁".to_owned();
    let overlap = || Refused("rows/merge-overlap");
    assert_eq!(found(page(crossing)), (overlap(), overlap()));
    let open = "<tr><td>代码<td>村名<tr><td>1<td>甲<script>".to_owned() + &"<td>".repeat(100_000);
    assert_eq!(found(page(open)), (Rows(1), Rows(2)));
}

#[test]
fn a_million_attributes_and_a_comment_without_an_end() {
    let attributes: String = (0..100_000).map(|index| format!(" a{index}=1")).collect();
    let page =
        format!("<table><tr><td{attributes}>代码<td>村名<tr><td>1<td>甲</table><!--{}", "-".repeat(1 << 20));
    assert_eq!(found(page.into_bytes()), (Rows(1), Rows(2)));
}

#[test]
fn a_cell_of_more_characters_than_a_spreadsheet_has_in_every_notation() {
    let long = || Refused("rows/long-cell");
    let text = "甲".repeat(1 << 20);
    let rows = texts(1, &["代码", "村名"]) + &texts(2, &["1", &text]);
    assert_eq!(found(xlsx(&rows, "")), (Rows(1), long()));
    let page = format!("<table><tr><td>代码<td>村名<tr><td>1<td>{text}</table>");
    assert_eq!(found(page.into_bytes()), (Rows(1), long()));
    let mut table = DataTable::open(
        Box::new(Cursor::new(format!("代码,村名\n1,{text}\n"))),
        Kind::Xlsx,
        &TableOptions::default(),
    )
    .expect("a table");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    assert_eq!(row.cells[1], CellValue::Empty, "nobody copies it any more");
    assert_eq!(row.fault.map(|fault| fault.code), Some("rows/long-cell"));
}
