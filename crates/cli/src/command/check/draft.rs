//! Reading a draft: a report file, or text.

use std::io::{self, Read};
use std::path::Path;

use gongwen::check::{NotText, Text};
use gongwen::{Diagnostic, Message, Place};

use crate::failure::Failure;
use crate::input;
use crate::language::Language;
use crate::output::open_given;
use crate::show::Show;

/// The most bytes of a draft that are read.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// A draft as read.
pub(super) struct Draft {
    /// Name of the file for messages.
    pub(super) name: String,
    /// What stands in it.
    pub(super) text: Text,
    /// Whether it is a report file.
    pub(super) report: bool,
}

/// What a file is, by its name and its first characters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Report,
    Plain,
    Markdown,
}

/// Reads a draft; says what is wrong with it.
pub(super) fn read(path: &Path, language: Language) -> Result<Draft, Failure> {
    let ending =
        path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
    if matches!(ending.as_str(), "toml" | "json") {
        return report(path, language);
    }
    let standard_input = path == Path::new("-");
    let name = if standard_input {
        language.pick("标准输入", "standard input").to_owned()
    } else {
        path.display().to_string()
    };
    let refuse = |found: Diagnostic| {
        Show { language, name: &name, text: "", templates: None }.all(&[found]);
        Failure::Input
    };
    let bytes = bytes(path, standard_input)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(refuse(too_large()));
    }
    if let Some(found) = packed(&bytes, &ending) {
        return Err(refuse(found));
    }
    let source = Text::decode(&bytes).map_err(|why| refuse(no_text(why)))?;
    let kind = match ending.as_str() {
        "md" | "markdown" => Kind::Markdown,
        _ if standard_input => look(&source),
        _ => Kind::Plain,
    };
    let text = match kind {
        Kind::Report => return of_report(&name, source, language),
        Kind::Markdown => Text::from_markdown(&source),
        Kind::Plain => Text::from_plain(&source),
    };
    Ok(Draft { name, text, report: false })
}

fn report(path: &Path, language: Language) -> Result<Draft, Failure> {
    let input = input::report(path, language)?;
    let text = Text::from_report(&input.checked.report, &input.text);
    Show { language, name: &input.name, text: &input.text, templates: None }.all(&input.checked.warnings);
    Ok(Draft { name: input.name, text, report: true })
}

/// A report file that came by standard input.
fn of_report(name: &str, source: String, language: Language) -> Result<Draft, Failure> {
    let json = source.trim_start().starts_with('{');
    let read = if json { gongwen::Report::from_json(&source) } else { gongwen::Report::from_toml(&source) };
    match read {
        Ok(report) => {
            Ok(Draft { name: name.to_owned(), text: Text::from_report(&report, &source), report: true })
        }
        Err(found) => {
            Show { language, name, text: &source, templates: None }.all(&found.0);
            Err(Failure::Input)
        }
    }
}

fn bytes(path: &Path, standard_input: bool) -> Result<Vec<u8>, Failure> {
    let limited = |source: &mut dyn Read| -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        source.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    if standard_input {
        return limited(&mut io::stdin().lock()).map_err(Failure::reading(path));
    }
    open_given(path).and_then(|mut file| limited(&mut file)).map_err(Failure::reading(path))
}

/// What came by standard input: a report file begins with a brace, a table or a field.
fn look(source: &str) -> Kind {
    let mut lines = source.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.clone().find(|line| !line.starts_with('#')).unwrap_or_default();
    let field = first.split_once('=').is_some_and(|(name, _)| {
        !name.trim().is_empty()
            && name.trim().chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '"'))
    });
    if first.starts_with('{') || field || (first.starts_with('[') && first.ends_with(']')) {
        return Kind::Report;
    }
    if lines.any(|line| line.starts_with("# ") || line.starts_with("## ") || line.starts_with('|')) {
        Kind::Markdown
    } else {
        Kind::Plain
    }
}

/// Whether these are files of other programs, by their first bytes or their name.
fn packed(bytes: &[u8], ending: &str) -> Option<Diagnostic> {
    let told = |zh: &str, en: &str, help_zh: &str, help_en: &str| {
        Diagnostic::error("check/not-text", Message::new(zh, en))
            .at(Place::default())
            .help(Message::new(help_zh, help_en))
    };
    if bytes.starts_with(b"%PDF") || ending == "pdf" {
        return Some(told(
            "这是 PDF，不是文稿",
            "a PDF is no draft",
            "用做成它的 Word 文件或者文本来查",
            "check the text that it was made of",
        ));
    }
    if bytes.starts_with(b"PK\x03\x04")
        || matches!(ending, "docx" | "xlsx" | "wps" | "ofd")
        || bytes.starts_with(b"\xd0\xcf\x11\xe0")
    {
        return Some(told(
            "这不是文本文件",
            "not a text file",
            "在 Word 或 WPS 里另存为纯文本（.txt）再查",
            "save it as plain text (.txt) in Word or WPS",
        ));
    }
    None
}

fn too_large() -> Diagnostic {
    Diagnostic::error(
        "check/too-large",
        Message::new("文稿太大，超过 64 MB", "the draft is larger than 64 MB"),
    )
    .help(Message::new("分成几个文件来查", "split it"))
}

fn no_text(why: NotText) -> Diagnostic {
    let (zh, en) = match why {
        NotText::Empty => ("这个文件是空的", "the file is empty"),
        NotText::Binary => ("这不是文本文件", "not a text file"),
        NotText::Encoding => ("文字的编码认不出来", "text in an unknown encoding"),
    };
    Diagnostic::error("check/not-text", Message::new(zh, en))
        .help(Message::new("另存为 UTF-8 编码的纯文本（.txt）再查", "save it as plain text in UTF-8"))
}
