//! TOML: an array of tables `[[rows]]`.

use std::collections::BTreeMap;
use std::io::{Read, SeekFrom};

use ::toml::de::{DeTable, DeValue};
use gongwen_core::read::line_column;
use gongwen_document::{Diagnostic, Diagnostics, Message};
use jiff::civil::Date;

use super::csv::empty;
use super::encoding::unreadable;
use super::jsonl::number_cell;
use super::row::Headed;
use super::{CellValue, Column, DataRow, Detected, Encoding, Header, Input, TableOptions};

/// The largest table in TOML: it is read whole.
const MAX_BYTES: u64 = 64 << 20;

/// Reads a table in TOML: the array `rows` of the file is its rows, and the keys of all of them together, in the order
/// in which they first come, are the columns.
///
/// It is held whole, unlike other notations, since TOML cannot be read row by row; hence the limit of bytes. `[[rows]]`
/// with `code = "1"` and a second one with `code = "2"`, `name = "甲"` have the columns code and name, and the first
/// row's name is missing.
pub(super) fn open(
    mut input: Box<dyn Input>,
    options: &TableOptions,
) -> Result<Headed<Vec<DataRow>>, Diagnostics> {
    let one = |fault: Diagnostic| Diagnostics(vec![fault]);
    let limit = MAX_BYTES.min(options.limits.unpacked_bytes);
    let mut bytes = Vec::new();
    input
        .seek(SeekFrom::Start(0))
        .and_then(|_| (&mut *input).take(limit + 1).read_to_end(&mut bytes))
        .map_err(|error| one(unreadable(&error)))?;
    if bytes.len() as u64 > limit {
        return Err(one(fault("表格太大，TOML 写不下", "the table is too large for TOML", None)));
    }
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| one(fault("文件不是 UTF-8", "the file is not UTF-8", None)))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().and_then(|span| u32::try_from(line_column(text, span.start).0).ok());
        let what = error.message().to_owned();
        one(fault(&format!("TOML 写法不对：{what}"), &format!("not TOML: {what}"), line))
    })?;
    let Some(DeValue::Array(array)) = table.get_ref().get("rows").map(|rows| rows.get_ref()) else {
        return Err(one(fault("没有 [[rows]]", "there is no [[rows]]", None)));
    };
    let mut header = Header::default();
    let mut known = BTreeMap::new();
    let mut read = Vec::new();
    let (mut line, mut counted) = (1u32, 0);
    for value in array.iter() {
        let start = value.span().start;
        let passed = text.get(counted..start).map_or(0, |passed| passed.matches('\n').count());
        line = line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX));
        counted = counted.max(start);
        let DeValue::Table(entries) = value.get_ref() else {
            return Err(one(fault("rows 里有一项不是表", "an entry of rows is no table", Some(line))));
        };
        let mut cells = Vec::new();
        // The parser sorts keys; a person wrote them in an order.
        let mut entries: Vec<_> = entries.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name = key.get_ref().to_string();
            let index = *known.entry(name.clone()).or_insert(header.columns.len());
            if index == header.columns.len() {
                header.columns.push(Column::new(&name, String::new()));
            }
            cells.push((index, cell(&name, value.get_ref(), line).map_err(one)?));
        }
        read.push((line, cells));
    }
    if header.columns.is_empty() {
        return Err(one(empty(&header)));
    }
    let rows = read.into_iter().map(|(number, cells)| {
        let mut row = DataRow {
            number,
            cells: vec![CellValue::Empty; header.columns.len()],
            hidden: false,
            fault: None,
        };
        for (index, cell) in cells {
            if let Some(place) = row.cells.get_mut(index) {
                *place = cell;
            }
        }
        row
    });
    let rows = rows.collect();
    let detected = Detected { encoding: Some(Encoding::Utf8), ..Detected::default() };
    Ok(Headed { header, detected, warnings: Vec::new(), source: rows })
}

fn cell(name: &str, value: &DeValue<'_>, line: u32) -> Result<CellValue, Diagnostic> {
    Ok(match value {
        DeValue::String(text) => super::literal::cell(text.to_string()),
        DeValue::Integer(number) => number_cell(&number.to_string()),
        DeValue::Float(number) => number_cell(number.as_str()),
        DeValue::Boolean(value) => CellValue::Bool(*value),
        DeValue::Datetime(value) => match value.date.and_then(|date| {
            Date::new(
                i16::try_from(date.year).ok()?,
                i8::try_from(date.month).ok()?,
                i8::try_from(date.day).ok()?,
            )
            .ok()
        }) {
            Some(date) => CellValue::Date(date),
            None => CellValue::Text(value.to_string()),
        },
        DeValue::Array(_) | DeValue::Table(_) => {
            return Err(fault(
                &format!("{name} 的值是数组或者表，放不进一格"),
                &format!("the value of {name} is not a single one"),
                Some(line),
            ));
        }
    })
}

fn fault(zh: &str, en: &str, line: Option<u32>) -> Diagnostic {
    let (zh, en) = match line {
        Some(line) => (format!("第 {line} 行：{zh}"), format!("line {line}: {en}")),
        None => (zh.to_owned(), en.to_owned()),
    };
    Diagnostic::error("rows/toml", Message::new(zh, en)).at(Header::default().place(None, line, None)).help(
        Message::new(
            "一村写一个 [[rows]]，下面一栏一行，如 code = \"360923102200\"",
            "a [[rows]] for each village, with a line for each column, as code = \"360923102200\"",
        ),
    )
}
