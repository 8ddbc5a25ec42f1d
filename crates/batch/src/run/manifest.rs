//! The record of a run 运行记录: a line of JSON for each document.

use gongwen_core::{Diagnostic, Diagnostics, Message, Place};
use serde::{Deserialize, Serialize};

/// A document of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entry {
    /// What names the row.
    pub key: String,
    /// The number of the row.
    pub row: u32,
    /// SHA-256 of everything that decides the document, in hexadecimal digits.
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
}

/// A file of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its path from the folder of the run, with `/` between its parts.
    pub path: String,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
}

/// A diagnostic as the record keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// `error` or `warning`.
    pub severity: String,
    /// Its stable code.
    pub code: String,
    /// Where: a cell of the table or a field of the report.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// The same in English.
    pub message_en: String,
}

impl Entry {
    /// A document of this row, nothing of it made yet.
    pub fn new(key: impl Into<String>, row: u32, input: impl Into<String>) -> Entry {
        Entry { key: key.into(), row, input: input.into(), ..Entry::default() }
    }

    /// Its line in the record, with the line break.
    ///
    /// ```
    /// use gongwen_batch::{Entry, Manifest};
    /// let entry = Entry::new("360923102200", 2, "ab12");
    /// let manifest = Manifest::read(&entry.line())?;
    /// assert_eq!(manifest.entries, [entry]);
    /// # Ok::<(), gongwen_core::Diagnostics>(())
    /// ```
    pub fn line(&self) -> String {
        // Strings, numbers and lists of them always have a form in JSON.
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }
}

impl From<&Diagnostic> for Remark {
    fn from(diagnostic: &Diagnostic) -> Remark {
        Remark {
            severity: if diagnostic.is_error() { "error" } else { "warning" }.to_owned(),
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
    /// Its lines in their order; of several with one key the last one holds.
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
        let whole = text.rfind('\n').map_or(0, |at| at + 1);
        let mut manifest = Manifest { entries: Vec::new(), whole };
        let mut found = Vec::new();
        for (number, line) in text.get(..whole).unwrap_or_default().lines().enumerate() {
            match serde_json::from_str(line) {
                Ok(entry) => manifest.entries.push(entry),
                Err(_) if line.trim().is_empty() => {}
                Err(error) => found.push(no_entry(number + 1, &error)),
            }
        }
        if found.is_empty() { Ok(manifest) } else { Err(Diagnostics(found)) }
    }
}

fn no_entry(line: usize, error: &serde_json::Error) -> Diagnostic {
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
