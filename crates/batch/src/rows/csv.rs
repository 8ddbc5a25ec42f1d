//! Values separated by commas, tabs or semicolons, streamed.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, SeekFrom};

use csv::{Reader, ReaderBuilder, StringRecord, Terminator};
use gongwen_document::{Diagnostic, Diagnostics, Message};

use super::encoding::{Decoded, Survey, survey, unreadable};
use super::row::Headed;
use super::top::Top;
use super::{CellValue, DataRow, Detected, Header, Input, TableOptions, literal};

/// A text file that was looked through once.
pub(super) struct Text {
    input: Box<dyn Input>,
    survey: Survey,
    separator: u8,
    /// Bytes of the text, when no line end stands behind its last line.
    unended: Option<u64>,
    /// Bytes of a first line that says the separator, `sep=;`: no spreadsheet shows it.
    said: u64,
    /// What separates values too, when the separator was chosen among several.
    rival: Option<u8>,
}

pub(super) fn open(input: Box<dyn Input>, options: &TableOptions) -> Result<Headed<Box<Text>>, Diagnostics> {
    let one = |fault: Diagnostic| Diagnostics(vec![fault]);
    let mut text = open_text(input, options.limits.held_bytes).map_err(one)?;
    let encoding = text.survey.encoding;
    let mut rows = text.raw_rows().map_err(one)?;
    let (mut header, mut top) = (Header::default(), Top::new(&options.names));
    while let Some(record) = rows.next_record() {
        let (number, record) = record.map_err(one)?;
        if !top.take(number, record.iter().map(|field| super::plain_spaces(field).to_owned()).collect()) {
            break;
        }
    }
    top.find(&[], &mut header).ok_or_else(|| one(empty(&header)))?;
    let width = header.columns.len();
    if width > options.limits.columns {
        return Err(one(too_wide(width, options.limits.columns)));
    }
    let warnings = header.blank_columns(std::iter::empty()).into_iter().chain(text.guessed()).collect();
    let separator = Some(char::from(text.separator));
    let detected = Detected { encoding: Some(encoding), separator, ..Detected::default() };
    Ok(Headed { header, detected, warnings, source: Box::new(text) })
}

/// Looks through a text file; nothing is taken for a header.
pub(super) fn open_text(mut input: Box<dyn Input>, held_bytes: u64) -> Result<Text, Diagnostic> {
    let survey = survey(&mut *input, held_bytes)?;
    let mut text = Text { input, survey, separator: b',', unended: None, said: 0, rival: None };
    if text.look_through(held_bytes)? {
        text.survey.returns = true;
        text.look_through(held_bytes)?;
    }
    Ok(text)
}

pub(super) fn empty(header: &Header) -> Diagnostic {
    Diagnostic::error("rows/empty", Message::new("表格里没有表头", "the table has no header"))
        .at(header.place(None, None, None))
        .help(Message::new(
            "第一行写各栏的名称，如 行政区划代码、村名、收入（万元）；下面一村一行",
            "name the columns in the first row, and give each village a row below",
        ))
}

pub(super) fn too_wide(width: usize, limit: usize) -> Diagnostic {
    Diagnostic::error(
        "rows/too-large",
        Message::new(
            format!("表格有 {width} 栏，超过上限 {limit}"),
            format!("the table has {width} columns, more than the limit of {limit}"),
        ),
    )
    .help(Message::new("删去表头右边用不到的栏", "delete the columns that are not used"))
}

impl Header {
    /// Columns that have no name: between those that have one, and these beyond them.
    pub(super) fn blank_columns(&self, beyond: impl Iterator<Item = String>) -> Option<Diagnostic> {
        const SHOWN: usize = 10;
        let blank = self.columns.iter().filter(|column| column.header.is_empty());
        let mut blank = blank.map(|column| column.letters.clone()).chain(beyond);
        let mut list: Vec<String> = blank.by_ref().take(SHOWN).collect();
        if list.is_empty() {
            return None;
        }
        if blank.next().is_some() {
            list.push("……".to_owned());
        }
        let list = list.join("、");
        let found = Diagnostic::warning(
            "rows/blank-header",
            Message::new(format!("{list} 栏没有表头，不读"), format!("no header, not read: {list}")),
        );
        Some(
            found
                .at(self.place(None, Some(self.row), None))
                .help(Message::new("写上这一栏的名称，或者删去它", "name the column, or delete it")),
        )
    }
}

type Decoder<'t> = BufReader<Decoded<&'t mut (dyn Input + 'static)>>;

impl Text {
    fn decoded(&mut self) -> Result<Decoder<'_>, Diagnostic> {
        self.input.seek(SeekFrom::Start(0)).map_err(|error| unreadable(&error))?;
        Ok(BufReader::with_capacity(1 << 16, Decoded::new(&mut *self.input, &self.survey)))
    }

    /// What to tell when the separator is not sure.
    pub(super) fn guessed(&self) -> Option<Diagnostic> {
        let (own, other) = (name(self.separator), name(self.rival?));
        let message = Message::new(
            format!("各栏看来是用{own}隔开的，行里也有{other}；按{own}分栏"),
            "the values seem to be separated by one character, and the lines hold another one as often",
        );
        let found = Diagnostic::warning("rows/separator", message);
        Some(found.at(Header::default().place(None, None, None)).help(Message::new(
            "核对各栏；不对的，用 Excel 或 WPS 打开，另存为 .xlsx，或者在第一行写 sep=, 这样的一行",
            "check the columns; else save it as .xlsx, or say which in a first line: sep=,",
        )))
    }

    /// Finds the separator in the first lines, and a quote that is never closed. Whether there are carriage returns and
    /// not one line feed: then they end the lines, and all of this has to be found again.
    fn look_through(&mut self, held_bytes: u64) -> Result<bool, Diagnostic> {
        let mut reader = self.decoded()?;
        let head = reader.fill_buf().map_err(|error| unreadable(&error))?;
        let said = said_separator(head);
        let mut separator = said.map(|(separator, _)| separator);
        let said = said.map_or(0, |(_, length)| length);
        reader.consume(said);
        let (mut line, mut opened_at) = (1u32, None);
        let (mut counts, mut sample) = ([0u32; 3], Sample::default());
        let (mut field_starts, mut after_quote) = (true, false);
        let (mut last, mut length, mut total) = (b'\n', 0u64, 0u64);
        let (mut feeds, mut returns) = (false, false);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = reader.read(&mut buffer).map_err(|error| unreadable(&error))?;
            let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
            total += bytes.len() as u64;
            for &byte in bytes {
                length += 1;
                feeds |= byte == b'\n';
                returns |= byte == b'\r';
                if opened_at.is_some() {
                    // Inside quotes only a quote means anything.
                    match (byte, after_quote) {
                        (b'"', false) => after_quote = true,
                        (b'"', true) => after_quote = false,
                        (b',' | b'\t' | b';' | b'\n' | b'\r', true) => {
                            (opened_at, after_quote) = (None, false)
                        }
                        // What was taken for its end is a quote of another value.
                        (_, true) => return Err(open_quote(opened_at.unwrap_or(line))),
                        _ => {}
                    }
                }
                if opened_at.is_none() {
                    let separates = match separator {
                        Some(separator) => byte == separator,
                        None => matches!(byte, b',' | b'\t' | b';'),
                    };
                    if byte == b'"' && field_starts {
                        opened_at = Some(line);
                    }
                    field_starts = separates || matches!(byte, b'\n' | b'\r');
                    if separator.is_none() {
                        for (count, one) in counts.iter_mut().zip(SEPARATORS) {
                            *count += u32::from(byte == one);
                        }
                    }
                }
                if byte == b'\n' {
                    line = line.saturating_add(1);
                    if opened_at.is_none() {
                        length = 0;
                        if separator.is_none() && sample.take(std::mem::take(&mut counts)) {
                            separator = Some(sample.best().0);
                        }
                    }
                }
                last = byte;
            }
            if length > held_bytes {
                break;
            }
        }
        if returns && !feeds {
            return Ok(true);
        }
        if let Some(opened) = opened_at.filter(|_| !after_quote) {
            return Err(open_quote(opened));
        }
        sample.take(counts);
        let (best, rival) = sample.best();
        self.separator = separator.unwrap_or(best);
        self.rival = rival.filter(|_| best == self.separator);
        self.unended = (last != b'\n').then_some(total);
        self.said = said as u64;
        Ok(false)
    }

    /// The text behind the line that says the separator.
    fn below_said(&mut self) -> Result<Decoder<'_>, Diagnostic> {
        let said = self.said;
        let mut reader = self.decoded()?;
        io::copy(&mut (&mut reader).take(said), &mut io::sink()).map_err(|error| unreadable(&error))?;
        Ok(reader)
    }

    pub(super) fn raw_rows(&mut self) -> Result<TextRows<'_>, Diagnostic> {
        let (separator, unended) = (self.separator, self.unended);
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            // The line feed alone: behind a carriage return the reader would stand on the line before.
            .terminator(Terminator::Any(b'\n'))
            .from_reader(self.below_said()?);
        let record = StringRecord::new();
        Ok(TextRows { reader, record, header: None, folded: 0, unended })
    }

    pub(super) fn rows<'t>(&'t mut self, header: &'t Header) -> Result<TextRows<'t>, Diagnostics> {
        let mut rows = self.raw_rows().map_err(|fault| Diagnostics(vec![fault]))?;
        rows.header = Some(header);
        Ok(rows)
    }
}

/// What may separate values, the likelier first.
const SEPARATORS: [u8; 3] = [b',', b'\t', b';'];

fn name(separator: u8) -> &'static str {
    match separator {
        b'\t' => "制表符",
        b';' => "分号",
        _ => "逗号",
    }
}

/// The separator that a first line says, as Excel reads it: `sep=;`, and how long that line is.
fn said_separator(head: &[u8]) -> Option<(u8, usize)> {
    let (word, rest) = head.split_at_checked(4)?;
    let (separator, rest) = rest.split_first().filter(|_| word.eq_ignore_ascii_case(b"sep="))?;
    let end = match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => return None,
    };
    SEPARATORS.contains(separator).then_some((*separator, 5 + end))
}

/// How often the separators stand in the first lines.
#[derive(Default)]
struct Sample {
    lines: Vec<[u32; 3]>,
}

impl Sample {
    /// Takes the next line; whether these are enough.
    fn take(&mut self, counts: [u32; 3]) -> bool {
        const ENOUGH: usize = 20;
        if counts != [0; 3] && self.lines.len() < ENOUGH {
            self.lines.push(counts);
        }
        self.lines.len() >= ENOUGH
    }

    /// The one that stands equally often in most lines; a comma when none does. And one that does so nearly as well.
    fn best(&self) -> (u8, Option<u8>) {
        let score = |at: usize| {
            let counts =
                self.lines.iter().filter_map(|line| line.get(at).copied().filter(|count| *count > 0));
            let mut same: BTreeMap<u32, usize> = BTreeMap::new();
            counts.for_each(|count| *same.entry(count).or_default() += 1);
            same.into_iter().map(|(count, lines)| (lines, count)).max().unwrap_or_default()
        };
        let mut scores = [0, 1, 2].map(|at| (score(at), at));
        // Of those alike the first.
        scores.sort_by_key(|((lines, count), at)| (Reverse((*lines, *count)), *at));
        let [(first, at), (second, other), _] = scores;
        let separator = |at: usize| SEPARATORS.get(at).copied().unwrap_or(b',');
        let near = second.0 > 1 && second.0 * 2 >= first.0;
        (separator(at), near.then(|| separator(other)))
    }
}

fn open_quote(line: u32) -> Diagnostic {
    Diagnostic::error(
        "rows/open-quote",
        Message::new(
            format!("第 {line} 行有一个引号 \" 没有配对，后面的行都算进了这一格"),
            format!("a quote that opens in line {line} is never closed"),
        ),
    )
    .at(Header::default().place(None, Some(line), None))
    .help(Message::new(
        "补上另一个引号；格子里本来就有 \" 的，写成 \"\"，整格再用引号括起来",
        "close it; a quote inside a value is written twice, and the value stands in quotes",
    ))
}

/// The rows of a text file.
pub(super) struct TextRows<'t> {
    reader: Reader<Decoder<'t>>,
    record: StringRecord,
    header: Option<&'t Header>,
    /// Line ends inside values so far: a spreadsheet does not count them.
    folded: u64,
    unended: Option<u64>,
}

impl TextRows<'_> {
    /// The next record with its number as a spreadsheet shows it.
    pub(super) fn next_record(&mut self) -> Option<Result<(u32, &StringRecord), Diagnostic>> {
        match self.reader.read_record(&mut self.record) {
            Ok(false) => None,
            Ok(true) => {
                let folded: usize = self.record.iter().map(|field| field.matches('\n').count()).sum();
                let end = self.reader.position().line();
                let behind = u64::from(self.unended != Some(self.reader.position().byte()));
                let number = end.saturating_sub(behind + self.folded + folded as u64);
                self.folded += folded as u64;
                Some(Ok((u32::try_from(number).unwrap_or(u32::MAX), &self.record)))
            }
            Err(error) => {
                let text = error.to_string();
                let message = Message::new(format!("表格读不下去：{text}"), text);
                Some(Err(Diagnostic::error("rows/unreadable", message)))
            }
        }
    }

    pub(super) fn next(&mut self) -> Option<Result<DataRow, Diagnostic>> {
        let header = self.header?;
        loop {
            let (number, record) = match self.next_record()? {
                Ok(next) => next,
                Err(fault) => return Some(Err(fault)),
            };
            if number <= header.row {
                continue;
            }
            let width = header.columns.len();
            let fault = record.iter().skip(width).position(|field| !field.trim().is_empty()).map(|at| {
                let value = record.get(width + at).unwrap_or_default().to_owned();
                ragged(header, number, record.len(), value)
            });
            let cells = header.columns.iter().enumerate().map(|(index, _)| cell(record.get(index))).collect();
            return Some(Ok(DataRow { number, cells, hidden: false, fault }));
        }
    }
}

fn cell(field: Option<&str>) -> CellValue {
    match field {
        Some(text) if !text.trim().is_empty() => {
            literal::cell(text.strip_suffix('\r').unwrap_or(text).to_owned())
        }
        _ => CellValue::Empty,
    }
}

fn ragged(header: &Header, row: u32, fields: usize, value: String) -> Diagnostic {
    let width = header.columns.len();
    Diagnostic::error(
        "rows/ragged",
        Message::new(
            format!("第 {row} 行有 {fields} 栏，表头只有 {width} 栏"),
            format!("row {row} has {fields} values, the header has {width}"),
        ),
    )
    .at(header.place(None, Some(row), Some(value)))
    .help(Message::new(
        "格子里有逗号或者换行的，整格要用引号 \" 括起来；也可能是少了一个引号",
        "a value with a comma or a line break stands in quotes; perhaps a quote is missing",
    ))
}
