//! What a user did wrong, where, and what to write instead.

use std::ops::Range;

/// How bad it is. Only a plain "must" of the standard, or input that cannot be understood, is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look 提示; nothing is wrong for sure.
    Hint,
    /// The document is made, but somebody should look.
    Warning,
    /// No document is made.
    Error,
}

/// A sentence in both languages that the tool speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The text in plain Chinese, as a clerk reads it; what is shown unless English is asked for.
    pub zh: String,
    /// English, for `--lang en`.
    pub en: String,
}

impl Message {
    /// A message from its Chinese and its English wording.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Message {
        Message { zh: zh.into(), en: en.into() }
    }
}

/// Which text a place points into.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Source {
    /// The report file that the user gave.
    #[default]
    Report,
    /// A template, by name (`annual-report`, `partials/area`).
    Template(String),
    /// The markup that a template produced.
    Markup,
    /// The table 表格 whose rows fill the report, and where in it.
    Table(Box<TableCell>),
}

/// A cell of a table, or a row or a column of it, or the whole: what is not known is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct TableCell {
    /// Name of the sheet 工作表, in a file that has sheets.
    pub sheet: Option<String>,
    /// Number of the row as the spreadsheet shows it, from 1.
    pub row: Option<u32>,
    /// Letters of the column as the spreadsheet shows them, as `D`; the number, as `4`, in other files.
    pub letters: Option<String>,
    /// Header of the column, as `收入（万元）`.
    pub column: Option<String>,
    /// What stands in the cell.
    pub value: Option<String>,
}

/// A place in a [`Source`]: the path of the field, and the bytes when they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Place {
    /// Which text the place is in: the report file, a template, a table.
    pub source: Source,
    /// The field, as `achievements.areas[2].items[0].text`; empty for the whole.
    pub path: String,
    /// Byte range in the source text, if the source has a text.
    pub span: Option<Range<usize>>,
}

impl Place {
    /// A field of the report file, with its bytes if known.
    pub fn report(path: impl Into<String>, span: Option<Range<usize>>) -> Place {
        Place { source: Source::Report, path: path.into(), span }
    }

    /// A cell of a table; the path is its address as the spreadsheet shows it.
    ///
    /// ```
    /// use gongwen_document::{Place, TableCell};
    /// let cell = TableCell { row: Some(7), letters: Some("D".into()), ..TableCell::default() };
    /// assert_eq!(Place::table(cell).path, "D7");
    /// ```
    pub fn table(cell: TableCell) -> Place {
        let sheet = cell.sheet.as_ref().map_or(String::new(), |sheet| format!("{sheet}!"));
        let letters = cell.letters.as_deref().unwrap_or_default();
        let row = cell.row.map_or(String::new(), |row| row.to_string());
        let path = if letters.is_empty() && row.is_empty() {
            cell.sheet.clone().unwrap_or_default()
        } else {
            format!("{sheet}{letters}{row}")
        };
        Place { source: Source::Table(Box::new(cell)), path, span: None }
    }
}

/// One thing found wrong. A result carries all of them; only the binary prints.
///
/// ```
/// use gongwen_document::{Diagnostic, Message, Place};
/// let found = Diagnostic::error("report/unknown-key", Message::new("没有这个字段", "no such field"))
///     .at(Place::report("title2", Some(3..9)))
///     .help(Message::new("是不是想写 title？", "did you mean title?"));
/// assert!(found.is_error());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnostic {
    /// Stable code, `area/rule`: `report/unknown-key`, `figures/undefined`, `fonts/missing-glyph`.
    pub code: &'static str,
    /// Whether it stops the document (error) or is only told (warning).
    pub severity: Severity,
    /// What is wrong, in Chinese and in English.
    pub message: Message,
    /// Where it is: text, field and bytes, as far as they are known.
    pub place: Place,
    /// What to write instead.
    pub help: Option<Message>,
}

impl Diagnostic {
    /// An error with this code and message, not yet placed.
    pub fn error(code: &'static str, message: Message) -> Diagnostic {
        Diagnostic { code, severity: Severity::Error, message, place: Place::default(), help: None }
    }

    /// A warning with this code and message, not yet placed.
    pub fn warning(code: &'static str, message: Message) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, message) }
    }

    /// The same, at this place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = place;
        self
    }

    /// The same, with this help.
    #[must_use]
    pub fn help(mut self, help: Message) -> Diagnostic {
        self.help = Some(help);
        self
    }

    /// Whether this stops the document.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// All that was found wrong with one input; at least one is an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl std::error::Error for Diagnostics {}
