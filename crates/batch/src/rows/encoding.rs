//! In which encoding a text file is written, and reading it as UTF-8.

use std::io::{self, BufRead, BufReader, Read, SeekFrom};

use encoding_rs::{CoderResult, Decoder, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use gongwen_document::{Diagnostic, Message};

use super::{Header, Input};

/// The encoding of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark, as Excel writes it.
    Utf8Bom,
    /// GB 18030, with GBK and GB 2312 inside it: what Excel in China saves as CSV.
    Gb18030,
    /// UTF-16 with a byte order mark, as Excel writes “Unicode text”.
    Utf16,
}

impl Encoding {
    /// Its name as people know it, `UTF-8` or `GB18030`.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8Bom => "UTF-8（带 BOM）",
            Encoding::Gb18030 => "GB 18030",
            Encoding::Utf16 => "UTF-16",
        }
    }
}

/// What a first reading of a text file says.
pub(super) struct Survey {
    pub(super) encoding: Encoding,
    little_endian: bool,
    /// Whether its lines end with a carriage return alone, as Excel for Mac saves them.
    pub(super) returns: bool,
}

impl Survey {
    fn new(encoding: Encoding, little_endian: bool) -> Survey {
        Survey { encoding, little_endian, returns: false }
    }
}

/// Reads the whole file once, a line at a time, to tell its encoding.
pub(super) fn survey(input: &mut dyn Input, held_bytes: u64) -> Result<Survey, Diagnostic> {
    let fail = |error: io::Error| unreadable(&error);
    input.seek(SeekFrom::Start(0)).map_err(fail)?;
    let mut reader = BufReader::with_capacity(1 << 16, input);
    let head = reader.fill_buf().map_err(fail)?;
    match head {
        [0xFF, 0xFE, ..] => return Ok(Survey::new(Encoding::Utf16, true)),
        [0xFE, 0xFF, ..] => return Ok(Survey::new(Encoding::Utf16, false)),
        _ => {}
    }
    let bom = head.starts_with(&[0xEF, 0xBB, 0xBF]);
    let mut line = Vec::new();
    let (mut number, mut first_utf8, mut first_other, mut undecodable) = (0u32, None, None, None);
    loop {
        line.clear();
        let read = (&mut reader).take(held_bytes).read_until(b'\n', &mut line).map_err(fail)?;
        if read == 0 {
            break;
        }
        if read as u64 == held_bytes {
            return Err(long_line(number + 1));
        }
        number += 1;
        match std::str::from_utf8(&line) {
            Ok(text) if first_utf8.is_none() && is_surely_utf8(text) => first_utf8 = Some(number),
            Ok(_) => {}
            Err(_) => {
                first_other = first_other.or(Some(number));
                if undecodable.is_none()
                    && GB18030.decode_without_bom_handling_and_without_replacement(&line).is_none()
                {
                    undecodable = Some(number);
                }
            }
        }
    }
    match (first_utf8, first_other) {
        (_, None) if bom => Ok(Survey::new(Encoding::Utf8Bom, true)),
        (_, None) => Ok(Survey::new(Encoding::Utf8, true)),
        (Some(utf8), Some(other)) => Err(mixed(utf8, other)),
        (None, Some(_)) => match undecodable {
            None => Ok(Survey::new(Encoding::Gb18030, true)),
            Some(line) => Err(neither(line)),
        },
    }
}

/// Chinese in UTF-8 is runs of three bytes; a line of GB 18030 hardly ever looks like two of them.
fn is_surely_utf8(text: &str) -> bool {
    text.chars().filter(|c| matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')).count() >= 2
}

/// A reader of UTF-8 over a file in any of the encodings, the byte order mark left out.
pub(super) struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_end: usize,
    raw_start: usize,
    at_end: bool,
    /// The decoder may not be asked again.
    finished: bool,
    spare: Vec<u8>,
    spare_start: usize,
    /// Carriage returns come out as line feeds.
    returns: bool,
}

impl<R: Read> Decoded<R> {
    pub(super) fn new(inner: R, survey: &Survey) -> Decoded<R> {
        let encoding = match survey.encoding {
            Encoding::Utf8 | Encoding::Utf8Bom => UTF_8,
            Encoding::Gb18030 => GB18030,
            Encoding::Utf16 if survey.little_endian => UTF_16LE,
            Encoding::Utf16 => UTF_16BE,
        };
        Decoded {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; 1 << 16],
            raw_end: 0,
            raw_start: 0,
            at_end: false,
            finished: false,
            spare: Vec::new(),
            spare_start: 0,
            returns: survey.returns,
        }
    }

    /// Decodes into `out` as much as fits; 0 only at the end.
    fn decode(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.raw_start == self.raw_end && !self.at_end {
                self.raw_start = 0;
                self.raw_end = self.inner.read(&mut self.raw)?;
                self.at_end = self.raw_end == 0;
            }
            let from = self.raw.get(self.raw_start..self.raw_end).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(from, out, self.at_end);
            self.raw_start += read;
            self.finished = self.at_end && result == CoderResult::InputEmpty;
            if self.returns {
                out.iter_mut().take(written).filter(|byte| **byte == b'\r').for_each(|byte| *byte = b'\n');
            }
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // A character may need more room than a caller's last few bytes.
        const ROOM: usize = 16;
        if out.is_empty() {
            return Ok(0);
        }
        if self.spare_start == self.spare.len() {
            if out.len() >= ROOM {
                return self.decode(out);
            }
            self.spare = vec![0; ROOM];
            let mut spare = std::mem::take(&mut self.spare);
            let written = self.decode(&mut spare)?;
            spare.truncate(written);
            self.spare = spare;
            self.spare_start = 0;
        }
        let waiting = self.spare.get(self.spare_start..).unwrap_or_default();
        let count = waiting.len().min(out.len());
        for (to, from) in out.iter_mut().zip(waiting) {
            *to = *from;
        }
        self.spare_start += count;
        Ok(count)
    }
}

pub(super) fn unreadable(error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        "rows/unreadable",
        Message::new(format!("表格读不下去：{error}"), format!("the table cannot be read on: {error}")),
    )
}

fn long_line(line: u32) -> Diagnostic {
    Diagnostic::error(
        "rows/too-large",
        Message::new(format!("第 {line} 行太长，不像表格"), format!("line {line} is too long for a table")),
    )
    .at(Header::default().place(None, Some(line), None))
    .help(Message::new("检查是不是选错了文件", "is it the right file?"))
}

fn mixed(utf8: u32, other: u32) -> Diagnostic {
    Diagnostic::error(
        "rows/mixed-encoding",
        Message::new(
            format!("文件里混着两种编码：第 {utf8} 行是 UTF-8，第 {other} 行不是"),
            format!("two encodings are mixed: line {utf8} is UTF-8, line {other} is not"),
        ),
    )
    .at(Header::default().place(None, Some(utf8.max(other)), None))
    .help(Message::new(
        "多半是把两个文件拼在了一起；分别用 Excel 打开，另存为“CSV UTF-8”，再拼，或者改用 .xlsx",
        "two files were probably joined; save each as “CSV UTF-8” first, or use .xlsx",
    ))
}

fn neither(line: u32) -> Diagnostic {
    Diagnostic::error(
        "rows/encoding",
        Message::new(
            format!("第 {line} 行既不是 UTF-8，也不是 GB 18030"),
            format!("line {line} is neither UTF-8 nor GB 18030"),
        ),
    )
    .at(Header::default().place(None, Some(line), None))
    .help(Message::new(
        "用 Excel 打开，另存为“CSV UTF-8”或者 .xlsx；检查是不是选错了文件",
        "save it as “CSV UTF-8” or .xlsx; is it the right file?",
    ))
}
