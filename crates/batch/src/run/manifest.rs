//! The record of a run 运行记录: a line of JSON for each document.

use std::io::BufRead;
use std::ops::Range;

use gongwen_document::{Diagnostic, Diagnostics, Message, Place};
use serde::{Deserialize, Serialize};

/// A document of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entry {
    /// What names the row.
    pub key: String,
    /// The number of the row.
    pub row: u32,
    /// SHA-256 of everything that decides the document, in hexadecimal digits; empty when the gate refused the row.
    pub input: String,
    /// The files; none when the document could not be made.
    #[serde(default)]
    pub outputs: Vec<Written>,
    /// How many pages it has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// What was found wrong with it, or should be looked at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub diagnostics: Vec<Remark>,
    /// Of a row that the gate refused: the document that an earlier run made of it, which does not count as one of this
    /// run. Once the row is right again it need not be made anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier: Option<Box<Entry>>,
}

/// A file of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its path from the folder of the run, with `/` between its parts.
    pub path: String,
    /// SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
    /// Length of the file in bytes.
    pub bytes: u64,
}

/// A diagnostic as the record keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// How grave it is: `error` or `warning`.
    pub severity: String,
    /// The stable code of the finding, as `rows/unit`.
    pub code: String,
    /// Where: a cell of the table or a field of the report.
    pub place: String,
    /// What is wrong, in the language of the run.
    pub message: String,
    /// What is wrong, in English.
    pub message_en: String,
}

impl Entry {
    /// A document of this row, nothing of it made yet.
    pub fn new(key: impl Into<String>, row: u32, input: impl Into<String>) -> Entry {
        Entry { key: key.into(), row, input: input.into(), ..Entry::default() }
    }

    /// A row that the gate refused; nothing is made of it.
    pub fn refused(key: impl Into<String>, row: u32, diagnostics: Vec<Remark>) -> Entry {
        Entry { key: key.into(), row, diagnostics, ..Entry::default() }
    }

    /// All files that it knows of, those of an earlier run too.
    pub fn known(&self) -> impl Iterator<Item = &Written> {
        self.outputs.iter().chain(self.earlier.iter().flat_map(|earlier| &earlier.outputs))
    }

    /// Whether the gate refused the row.
    pub fn is_refused(&self) -> bool {
        self.input.is_empty()
    }

    /// What tells entries apart: the key, and of rows that the gate refused the number too, since it refuses keys that
    /// stand twice.
    pub fn identity(&self) -> (&str, Option<u32>) {
        (&self.key, self.is_refused().then_some(self.row))
    }

    /// Its line in the record, with the line break.
    ///
    /// ```
    /// use gongwen_batch::{Entry, Manifest};
    /// let entry = Entry::new("360923102200", 2, "ab12");
    /// let manifest = Manifest::read(&entry.line())?;
    /// assert_eq!(manifest.entries, [entry]);
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn line(&self) -> String {
        // Strings, numbers and lists of them always have a form in JSON.
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }
}

impl Remark {
    /// Whether it keeps the document from being made.
    pub fn is_error(&self) -> bool {
        self.severity == "error"
    }
}

impl From<&Diagnostic> for Remark {
    fn from(diagnostic: &Diagnostic) -> Remark {
        Remark {
            severity: diagnostic.severity.label().to_owned(),
            code: diagnostic.code.to_owned(),
            place: diagnostic.place.path.clone(),
            message: diagnostic.message.zh.clone(),
            message_en: diagnostic.message.en.clone(),
        }
    }
}

/// A record as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// Its lines in their order; of several with one [identity](Entry::identity) the last one holds.
    pub entries: Vec<Entry>,
    /// How many bytes are whole lines. What comes behind them is a line that was cut off, and is to be overwritten.
    pub whole: usize,
}

impl Manifest {
    /// Reads a record. A last line without its line break was cut off with the run that wrote it, and is left out.
    ///
    /// # Errors
    ///
    /// `manifest/line`: a line that is no entry, with its number.
    pub fn read(text: &str) -> Result<Manifest, Diagnostics> {
        let mut manifest = Manifest::default();
        let (mut lines, mut found) = (Lines::new(text.as_bytes()), Vec::new());
        for line in lines.by_ref() {
            match line {
                Ok(line) => manifest.entries.push(line.entry),
                Err(fault) => found.push(fault),
            }
        }
        manifest.whole = usize::try_from(lines.whole()).unwrap_or(usize::MAX);
        if found.is_empty() { Ok(manifest) } else { Err(Diagnostics(found)) }
    }
}

/// A line of a record and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the line says of its document.
    pub entry: Entry,
    /// Its bytes in the record, with the line break.
    pub bytes: Range<u64>,
}

/// The lines of a record one by one, so that a long one need not be in memory.
///
/// ```
/// use gongwen_batch::{Entry, Lines};
/// let text = Entry::new("1", 2, "ab").line() + "{\"key\": \"cut o";
/// let mut lines = Lines::new(text.as_bytes());
/// assert_eq!(lines.by_ref().filter_map(Result::ok).map(|line| line.entry.row).collect::<Vec<_>>(), [2]);
/// assert!(lines.whole() < text.len() as u64);
/// ```
#[derive(Debug)]
pub struct Lines<R> {
    reader: R,
    whole: u64,
    number: usize,
    line: Vec<u8>,
    /// It cannot be read any further, and that has been said.
    broken: bool,
}

impl<R: BufRead> Lines<R> {
    /// The lines of a record that this reader gives.
    pub fn new(reader: R) -> Lines<R> {
        Lines { reader, whole: 0, number: 0, line: Vec::new(), broken: false }
    }

    /// How many bytes of what was read are whole lines.
    pub fn whole(&self) -> u64 {
        self.whole
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Line, Diagnostic>;

    /// `manifest/line` for a line that is no entry. A line without its break is left out.
    fn next(&mut self) -> Option<Result<Line, Diagnostic>> {
        loop {
            self.line.clear();
            self.number += 1;
            if let Err(error) = self.reader.read_until(b'\n', &mut self.line) {
                return (!std::mem::replace(&mut self.broken, true))
                    .then(|| Err(no_entry(self.number, &error)));
            }
            if self.line.last() != Some(&b'\n') {
                return None;
            }
            let start = self.whole;
            self.whole += self.line.len() as u64;
            if self.line.trim_ascii().is_empty() {
                continue;
            }
            let read =
                serde_json::from_slice::<Entry>(&self.line).map_err(|error| no_entry(self.number, &error));
            return Some(read.and_then(|entry| {
                let out = entry.known().find(|written| leads_out(&written.path)).map(|it| it.path.clone());
                match out {
                    Some(path) => Err(no_entry(self.number, &path)),
                    None => Ok(Line { entry, bytes: start..self.whole }),
                }
            }));
        }
    }
}

/// Whether a path is none from the folder of the run down.
fn leads_out(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| matches!(part, "" | "." | "..") || part.contains(':'))
}

fn no_entry(line: usize, error: &dyn std::fmt::Display) -> Diagnostic {
    Diagnostic::error(
        "manifest/line",
        Message::new(
            format!("运行记录的第 {line} 行读不懂：{error}"),
            format!("line {line} of the record cannot be read: {error}"),
        ),
    )
    .at(Place::report(format!("line {line}"), None))
    .help(Message::new(
        "删去这一行，它的文件会重新做；或者不加 --resume，全部重做",
        "delete the line, and its document is made anew; or run without --resume",
    ))
}
