//! Diagnostics for those who read them: people in either language, programs in JSON, code that walks them.

use std::fmt;

use serde_core::ser::{Serialize, SerializeMap, Serializer};

use crate::{Diagnostic, Diagnostics, Message, Severity, Source, TableCell};

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// 中文, that of the documents and of most who write them.
    #[default]
    Chinese,
    /// English, for developers and for programs that show messages to others.
    English,
}

impl Message {
    /// The sentence in this language.
    ///
    /// ```
    /// use gongwen_document::{Language, Message};
    /// let message = Message::new("没有这个字段", "no such field");
    /// assert_eq!(message.get(Language::English), "no such field");
    /// ```
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }
}

/// A [`Diagnostic`] to be shown in one language: what is wrong, its code, and where. `{:#}` adds a line with what to write
/// instead.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'d> {
    diagnostic: &'d Diagnostic,
    language: Language,
}

impl Diagnostic {
    /// It in this language, in a line: `没有这个字段 [report/unknown-key]（title2）`; with `{:#}` its help in a second one.
    ///
    /// ```
    /// use gongwen_document::{Diagnostic, Language, Message, Place};
    /// let found = Diagnostic::error("report/unknown-key", Message::new("没有这个字段", "no such field"))
    ///     .at(Place::report("title2", None))
    ///     .help(Message::new("是不是想写 title？", "did you mean title?"));
    /// assert_eq!(found.shown(Language::English).to_string(), "no such field [report/unknown-key] (title2)");
    /// let whole = format!("{:#}", found.shown(Language::Chinese));
    /// assert_eq!(whole, "没有这个字段 [report/unknown-key]（title2）\n是不是想写 title？");
    /// ```
    pub fn shown(&self, language: Language) -> Shown<'_> {
        Shown { diagnostic: self, language }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Diagnostic { code, message, place, help, .. } = self.diagnostic;
        write!(f, "{} [{code}]", message.get(self.language))?;
        match (place.path.as_str(), self.language) {
            ("", _) => {}
            (path, Language::Chinese) => write!(f, "（{path}）")?,
            (path, Language::English) => write!(f, " ({path})")?,
        }
        match help {
            Some(help) if f.alternate() => write!(f, "\n{}", help.get(self.language)),
            _ => Ok(()),
        }
    }
}

/// In Chinese; [`Diagnostic::shown`] takes a language.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown(Language::Chinese).fmt(f)
    }
}

impl Diagnostics {
    /// One after the other, in the order in which they were found.
    ///
    /// ```
    /// use gongwen_document::{Diagnostic, Diagnostics, Message};
    /// let found = Diagnostics::from(Diagnostic::error("report/empty", Message::new("是空的", "is empty")));
    /// assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), ["report/empty"]);
    /// ```
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// All of them in this language, a line each; see [`Diagnostic::shown`].
    pub fn shown(&self, language: Language) -> impl fmt::Display {
        Lines { found: &self.0, language }
    }
}

struct Lines<'d> {
    found: &'d [Diagnostic],
    language: Language,
}

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.found.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            diagnostic.shown(self.language).fmt(f)?;
        }
        Ok(())
    }
}

/// In Chinese, a line each; [`Diagnostics::shown`] takes a language.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown(Language::Chinese).fmt(f)
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(found: Diagnostic) -> Diagnostics {
        Diagnostics(vec![found])
    }
}

impl<'d> IntoIterator for &'d Diagnostics {
    type Item = &'d Diagnostic;
    type IntoIter = std::slice::Iter<'d, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Severity {
    /// `error`, `warning` or `hint`, as it is written for programs.
    pub fn label(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

/// A flat object with the words that the record of a run has for its findings, and more: `severity`, `code`, `message` (Chinese), `message_en`, `place`
/// (the field, or the address of the cell), `source` (`report`, `template`, `markup`, `table`); when they are known
/// `help` and `help_en`, `span` (bytes from and to in the source), `template` (its name) and `cell`. The JSON Schema is
/// `schema/diagnostics.schema.json` of the repository.
impl Serialize for Diagnostic {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("severity", self.severity.label())?;
        map.serialize_entry("code", self.code)?;
        map.serialize_entry("message", &self.message.zh)?;
        map.serialize_entry("message_en", &self.message.en)?;
        if let Some(help) = &self.help {
            map.serialize_entry("help", &help.zh)?;
            map.serialize_entry("help_en", &help.en)?;
        }
        map.serialize_entry("place", &self.place.path)?;
        let source = match &self.place.source {
            Source::Report => "report",
            Source::Template(_) => "template",
            Source::Markup => "markup",
            Source::Table(_) => "table",
        };
        map.serialize_entry("source", source)?;
        match &self.place.source {
            Source::Template(name) => map.serialize_entry("template", name)?,
            Source::Table(cell) => map.serialize_entry("cell", &**cell)?,
            Source::Report | Source::Markup => {}
        }
        if let Some(span) = &self.place.span {
            map.serialize_entry("span", &[span.start, span.end])?;
        }
        map.end()
    }
}

/// What is known of the cell: `sheet`, `row`, `letters`, `column` (its header) and `value`.
impl Serialize for TableCell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, text) in [
            ("sheet", &self.sheet),
            ("letters", &self.letters),
            ("column", &self.column),
            ("value", &self.value),
        ] {
            if let Some(text) = text {
                map.serialize_entry(name, text)?;
            }
        }
        if let Some(row) = self.row {
            map.serialize_entry("row", &row)?;
        }
        map.end()
    }
}

/// An array of them.
impl Serialize for Diagnostics {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.0)
    }
}
