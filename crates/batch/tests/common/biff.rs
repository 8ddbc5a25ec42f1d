//! Old workbooks written record by record, so that a test can put anything into them.

use std::io::{Cursor, Write};

/// A record.
pub fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).expect("a short body");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
}

/// The first record of the globals (5) or of a sheet (0x10).
pub fn begin(version: u16, kind: u16) -> Vec<u8> {
    let numbers = [version, kind, 0x0DBB, 0x07CC, 0, 0, 0, 0];
    record(0x0809, &numbers.map(u16::to_le_bytes).concat())
}

pub fn end() -> Vec<u8> {
    record(0x000A, &[])
}

/// Row, column, style, and what follows.
pub fn cell(kind: u16, row: u16, column: u16, rest: &[u8]) -> Vec<u8> {
    record(kind, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], rest].concat())
}

/// A text in a cell, in BIFF8.
pub fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let count = u16::try_from(units.len() / 2).expect("a short text");
    cell(0x0204, row, column, &[&count.to_le_bytes()[..], &[1], &units].concat())
}

/// A text in a cell, before BIFF8.
pub fn bytes(row: u16, column: u16, text: &[u8]) -> Vec<u8> {
    let count = u16::try_from(text.len()).expect("a short text");
    cell(0x0204, row, column, &[&count.to_le_bytes()[..], text].concat())
}

pub fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    cell(0x0203, row, column, &value.to_le_bytes())
}

/// Merged cells: first row, last row, first column, last column.
pub fn merged(regions: &[[u16; 4]]) -> Vec<u8> {
    let count = u16::try_from(regions.len()).expect("few");
    let ends: Vec<u8> = regions.iter().flatten().flat_map(|end| end.to_le_bytes()).collect();
    record(0x00E5, &[&count.to_le_bytes()[..], &ends].concat())
}

/// The records of a workbook of BIFF8 with these globals and sheets, named 表1, 表2 …; the globals end with the
/// sheets' places.
pub fn workbook(globals: &[u8], sheets: &[Vec<u8>]) -> Vec<u8> {
    let bound = |at: usize, number: usize| {
        let name: Vec<u8> = format!("表{number}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let at = u32::try_from(at).expect("a place").to_le_bytes();
        let count = u8::try_from(name.len() / 2).expect("a short name");
        record(0x0085, &[&at[..], &[0, 0, count, 1], &name].concat())
    };
    let head = [&begin(0x0600, 5)[..], globals].concat();
    let room: usize = (1..=sheets.len()).map(|number| bound(0, number).len()).sum();
    let mut at = head.len() + room + end().len();
    let mut records = head;
    let mut rest = end();
    for (number, sheet) in (1..).zip(sheets) {
        records.extend(bound(at, number));
        let sheet = [&begin(0x0600, 0x10)[..], sheet, &end()].concat();
        at += sheet.len();
        rest.extend(sheet);
    }
    records.extend(rest);
    records
}

/// A compound file of these streams.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    for (name, bytes) in streams {
        file.create_stream(name).expect("a stream").write_all(bytes).expect("bytes");
    }
    file.into_inner().into_inner()
}
