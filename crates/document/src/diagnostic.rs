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
    /// A message from its Chinese and its English wording. What it quotes is shown up to eighty characters, and a message
    /// that is longer than any should be up to its first six hundred and its last two hundred: a file may have megabytes
    /// where a name is expected, and two hundred faults like that. What would steer a terminal is shown by its number,
    /// `<U+001B>`.
    ///
    /// ```
    /// use gongwen_document::Message;
    /// let long = "村".repeat(1_000_000);
    /// let message = Message::new(format!("没有“{long}”这一栏"), format!("no column `{long}`"));
    /// assert_eq!(message.zh, format!("没有“{}……”这一栏", "村".repeat(80)));
    /// ```
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Message {
        Message { zh: shown(zh.into()), en: shown(en.into()) }
    }
}

/// What a message quotes is shown up to so many characters.
const MOST_QUOTED: usize = 80;
/// What is shown of a message without bounds: characters of its beginning and of its end.
const MOST_SAID: (usize, usize) = (600, 200);

/// A message within bounds.
fn shown(mut text: String) -> String {
    if text.chars().any(steers) {
        text = text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
            match steers(c) {
                true => shown.push_str(&format!("<U+{:04X}>", u32::from(c))),
                false => shown.push(c),
            }
            shown
        });
    }
    // Hardly any is longer, and none of these is cut.
    if text.len() <= MOST_QUOTED {
        return text;
    }
    let mut shown = String::with_capacity(text.len().min(4096));
    let mut rest = text.as_str();
    while let Some(open) = rest.find(['“', '`']) {
        let (before, quoted) = rest.split_at(open);
        shown.push_str(before);
        let (mark, close) = if quoted.starts_with('`') { ('`', '`') } else { ('“', '”') };
        let inner = quoted.get(mark.len_utf8()..).unwrap_or_default();
        let Some(end) = inner.find(close) else {
            rest = quoted;
            break;
        };
        shown.push(mark);
        shown.push_str(&beginning(inner.get(..end).unwrap_or_default(), MOST_QUOTED));
        shown.push(close);
        rest = inner.get(end + close.len_utf8()..).unwrap_or_default();
    }
    shown.push_str(rest);
    let (first, last) = MOST_SAID;
    if shown.len() > first + last
        && let Some((from, _)) = shown.char_indices().rev().nth(last - 1)
        && let Some((to, _)) = shown.char_indices().nth(first)
        && to < from
    {
        shown.replace_range(to..from, "……");
    }
    shown
}

/// Whether a character steers the terminal that a message is shown on, or turns its line around; a line end does not.
fn steers(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The first characters of a text, and …… when there are more.
fn beginning(text: &str, most: usize) -> std::borrow::Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}……", text.get(..end).unwrap_or_default()).into(),
        None => text.into(),
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

    /// A cell of a table; the path is its address as the spreadsheet shows it. What a header or a cell says is kept up to
    /// eighty characters.
    ///
    /// ```
    /// use gongwen_document::{Place, TableCell};
    /// let cell = TableCell { row: Some(7), letters: Some("D".into()), ..TableCell::default() };
    /// assert_eq!(Place::table(cell).path, "D7");
    /// ```
    pub fn table(mut cell: TableCell) -> Place {
        for text in [&mut cell.sheet, &mut cell.column, &mut cell.value].into_iter().flatten() {
            if text.len() > MOST_QUOTED {
                *text = beginning(text, MOST_QUOTED).into_owned();
            }
        }
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

    /// The diagnostic with this place, where it is to be mended.
    #[must_use]
    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = place;
        self
    }

    /// The diagnostic with this help: what to write instead.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_in_a_message_it_stays_short() {
        let long = "村".repeat(100_000);
        for text in [
            format!("“{long}”"),
            format!("`{long}` is no name"),
            format!("“{long}"),
            format!("{long}”"),
            long.clone(),
            format!("“{}”", "”“".repeat(50_000)),
            format!("没有 {long} 这个日期"),
        ] {
            let message = Message::new(text.clone(), "");
            let count = message.zh.chars().count();
            assert!(count <= 802, "{count}");
            assert_eq!(message.zh.chars().next_back(), text.chars().next_back(), "its end is shown");
        }
        assert_eq!(Message::new("没有 a\u{1b}[31m\u{202e}b", "c\nd").zh, "没有 a<U+001B>[31m<U+202E>b");
        let kept = format!("“{}”和“{}”", "村".repeat(80), "镇".repeat(80));
        assert_eq!(Message::new(kept.clone(), "").zh, kept);
    }

    #[test]
    fn a_place_in_a_table_is_short_whatever_its_header_says() {
        let long = Some("村".repeat(100_000));
        let cell = TableCell {
            row: Some(2),
            sheet: long.clone(),
            column: long.clone(),
            value: long,
            ..TableCell::default()
        };
        let place = Place::table(cell);
        let Source::Table(cell) = &place.source else { panic!("a table") };
        for text in [&cell.sheet, &cell.column, &cell.value] {
            assert_eq!(text.as_deref().map(|text| text.chars().count()), Some(82));
        }
        assert!(place.path.chars().count() < 100);
    }
}
