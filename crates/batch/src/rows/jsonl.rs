//! JSON Lines: an object a line, its keys the columns.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, SeekFrom};

use gongwen_core::read::STRICT_JSON;
use gongwen_document::{Diagnostic, Diagnostics, Message};
use jsonc_parser::ast::Value;
use jsonc_parser::{CollectOptions, parse_to_ast};
use rust_decimal::Decimal;

use super::csv::{empty, too_wide};
use super::encoding::unreadable;
use super::row::Headed;
use super::{CellValue, Column, DataRow, Detected, Encoding, Header, Input, TableOptions, literal};

/// A file of JSON Lines.
pub(super) struct Lines {
    input: Box<dyn Input>,
    held_bytes: u64,
}

pub(super) fn open(input: Box<dyn Input>, options: &TableOptions) -> Result<Headed<Lines>, Diagnostics> {
    let mut lines = Lines { input, held_bytes: options.limits.held_bytes };
    let mut header = Header::default();
    // Rows may lack a key, so that the columns are known only when all were seen.
    let (mut known, mut broken) = (BTreeMap::new(), None);
    let mut reader = lines.reader()?;
    while let Some(line) = reader.next_line() {
        let (number, text) = line.map_err(|fault| Diagnostics(vec![fault]))?;
        // What is wrong with a line is told when it is its turn, unless there is no other.
        let (object, fault) = object(&text, number);
        broken = broken.or(fault);
        for (key, _) in object {
            if !known.contains_key(&key) {
                known.insert(key.clone(), known.len());
                header.columns.push(Column::new(&key, String::new()));
            }
        }
        if header.columns.len() > options.limits.columns {
            return Err(Diagnostics(vec![too_wide(header.columns.len(), options.limits.columns)]));
        }
    }
    if header.columns.is_empty() {
        return Err(Diagnostics(vec![broken.unwrap_or_else(|| empty(&header))]));
    }
    let detected = Detected { encoding: Some(Encoding::Utf8), ..Detected::default() };
    Ok(Headed { header, detected, warnings: Vec::new(), source: lines })
}

impl Lines {
    fn reader(&mut self) -> Result<LineRows<'_>, Diagnostics> {
        let held_bytes = self.held_bytes;
        self.input.seek(SeekFrom::Start(0)).map_err(|error| Diagnostics(vec![unreadable(&error)]))?;
        let reader = BufReader::with_capacity(1 << 16, &mut *self.input);
        Ok(LineRows { reader, number: 0, columns: BTreeMap::new(), held_bytes })
    }

    pub(super) fn rows(&mut self, header: &Header) -> Result<LineRows<'_>, Diagnostics> {
        let mut rows = self.reader()?;
        let columns = header.columns.iter().enumerate();
        rows.columns = columns.map(|(index, column)| (column.header.clone(), index)).collect();
        Ok(rows)
    }
}

/// The rows of a file of JSON Lines.
pub(super) struct LineRows<'t> {
    reader: BufReader<&'t mut (dyn Input + 'static)>,
    number: u32,
    columns: BTreeMap<String, usize>,
    held_bytes: u64,
}

impl LineRows<'_> {
    fn next_line(&mut self) -> Option<Result<(u32, String), Diagnostic>> {
        loop {
            let mut line = Vec::new();
            let read = match (&mut self.reader).take(self.held_bytes).read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(read) => read,
                Err(error) => return Some(Err(unreadable(&error))),
            };
            self.number = self.number.saturating_add(1);
            if read as u64 == self.held_bytes {
                return Some(Err(broken(self.number, "这一行太长", "the line is too long")));
            }
            let Ok(text) = String::from_utf8(line) else {
                return Some(Err(broken(self.number, "这一行不是 UTF-8", "the line is not UTF-8")));
            };
            let text = text.trim_start_matches('\u{feff}');
            if !text.trim().is_empty() {
                return Some(Ok((self.number, text.to_owned())));
            }
        }
    }

    pub(super) fn next(&mut self) -> Option<Result<DataRow, Diagnostic>> {
        let (number, text) = match self.next_line()? {
            Ok(line) => line,
            Err(fault) => return Some(Err(fault)),
        };
        let (object, fault) = object(&text, number);
        let mut cells = vec![CellValue::Empty; self.columns.len()];
        for (key, cell) in object {
            let header = Column::new(&key, String::new()).header;
            if let Some(place) = self.columns.get(&header).and_then(|index| cells.get_mut(*index)) {
                *place = cell;
            }
        }
        Some(Ok(DataRow { number, cells, hidden: false, fault }))
    }
}

/// The cells of a line as far as they can be told apart, and what is wrong with it.
fn object(text: &str, number: u32) -> (Vec<(String, CellValue)>, Option<Diagnostic>) {
    let parsed = match parse_to_ast(text, &CollectOptions::default(), &STRICT_JSON) {
        Ok(parsed) => parsed.value,
        Err(error) => {
            let column = text.get(..error.range().start).map_or(1, |before| before.chars().count() + 1);
            let zh = format!("这一行不是 JSON（第 {column} 个字符起）");
            let en = format!("the line is not JSON (from character {column} on)");
            return (Vec::new(), Some(broken(number, &zh, &en)));
        }
    };
    let Some(Value::Object(object)) = parsed else {
        let fault = broken(number, "这一行不是一个 JSON 对象", "the line is not a JSON object");
        return (Vec::new(), Some(fault));
    };
    let (mut cells, mut fault) = (Vec::with_capacity(object.properties.len()), None);
    for property in object.properties {
        let key = property.name.into_string();
        let cell = match property.value {
            Value::StringLit(text) => literal::cell(text.value.into_owned()),
            Value::NumberLit(number) => number_cell(number.value),
            Value::BooleanLit(value) => CellValue::Bool(value.value),
            Value::NullKeyword(_) => CellValue::Empty,
            Value::Array(_) | Value::Object(_) => {
                let zh = format!("{key} 的值是数组或者对象，放不进一格");
                fault = Some(broken(number, &zh, &format!("the value of {key} is not a single one")));
                CellValue::Empty
            }
        };
        cells.push((key, cell));
    }
    (cells, fault)
}

/// A number exactly as written; one with an exponent, or too long, is left for the column to refuse.
pub(super) fn number_cell(text: &str) -> CellValue {
    match Decimal::from_str_exact(text) {
        Ok(value) => CellValue::Number { value, format: None },
        Err(_) => CellValue::Text(text.to_owned()),
    }
}

fn broken(number: u32, zh: &str, en: &str) -> Diagnostic {
    Diagnostic::error(
        "rows/json",
        Message::new(format!("第 {number} 行：{zh}"), format!("line {number}: {en}")),
    )
    .at(Header::default().place(None, Some(number), None))
    .help(Message::new(
        "一行一个对象，如 {\"code\": \"360923102200\", \"收入（万元）\": 12.5}",
        "one object a line, as {\"code\": \"360923102200\", \"income\": 12.5}",
    ))
}
