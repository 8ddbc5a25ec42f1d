//! Reading a draft: a report file, a Word file, or text.

use std::io::{self, Read};
use std::path::Path;

use gongwen::check::{NotText, Text};
use gongwen::draft::WordDraft;
use gongwen::{Diagnostic, Message};

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
    /// What it is.
    pub(super) form: Form,
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
}

/// What a draft is.
pub(super) enum Form {
    /// A report file 报告文件.
    Report,
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// A Word file; its text is the draft's.
    Word(Box<WordDraft>),
}

impl Draft {
    /// The Word file of these bytes; its text moves out of it.
    pub(super) fn word(name: String, bytes: Vec<u8>) -> Result<Draft, Diagnostic> {
        let mut word = WordDraft::read(&bytes)?;
        let text = std::mem::take(&mut word.text);
        Ok(Draft { name, text, form: Form::Word(Box::new(word)), bytes })
    }

    /// Whether it is a report file.
    pub(super) fn is_report(&self) -> bool {
        matches!(self.form, Form::Report)
    }
}

/// How files begin that are no text: packages, old documents, PDF, RTF, pictures.
const NO_TEXT: [&[u8]; 10] = [
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\xD0\xCF\x11\xE0",
    b"%PDF",
    b"{\\rtf",
    b"\x89PNG",
    b"\xFF\xD8\xFF",
    b"GIF8",
    b"Rar!",
    b"MIME-Version:",
];

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
    let told = |found: &[Diagnostic]| Show { language, name: &name, text: "", templates: None }.all(found);
    let refuse = |found: Diagnostic| {
        told(&[found]);
        Failure::Input
    };
    let bytes = bytes(path, standard_input)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(refuse(too_large()));
    }
    if NO_TEXT.iter().any(|sign| bytes.starts_with(sign)) {
        let draft = Draft::word(name.clone(), bytes).map_err(refuse)?;
        if let Form::Word(word) = &draft.form {
            told(&word.told());
        }
        return Ok(draft);
    }
    let source = Text::decode(&bytes).map_err(|why| refuse(no_text(why)))?;
    let looked = match ending.as_str() {
        "md" | "markdown" => Looked::Markdown,
        _ if standard_input => look(&source),
        _ => Looked::Plain,
    };
    let (text, form) = match looked {
        Looked::Report => return of_report(&name, source, language),
        Looked::Markdown => (Text::from_markdown(&source), Form::Markdown),
        Looked::Plain => (Text::from_plain(&source), Form::Plain),
    };
    Ok(Draft { name, text, form, bytes })
}

fn report(path: &Path, language: Language) -> Result<Draft, Failure> {
    let input = input::report(path, language)?;
    let text = Text::from_report(&input.checked.report, &input.text);
    Show { language, name: &input.name, text: &input.text, templates: None }.all(&input.checked.warnings);
    Ok(Draft { name: input.name, text, form: Form::Report, bytes: input.text.into_bytes() })
}

/// A report file that came by standard input.
fn of_report(name: &str, source: String, language: Language) -> Result<Draft, Failure> {
    let json = source.trim_start().starts_with('{');
    let read = if json { gongwen::Report::from_json(&source) } else { gongwen::Report::from_toml(&source) };
    match read {
        Ok(report) => {
            let text = Text::from_report(&report, &source);
            Ok(Draft { name: name.to_owned(), text, form: Form::Report, bytes: source.into_bytes() })
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

/// What text is.
enum Looked {
    Report,
    Plain,
    Markdown,
}

/// What came by standard input: a report file begins with a brace, a table or a field.
fn look(source: &str) -> Looked {
    let mut lines = source.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.clone().find(|line| !line.starts_with('#')).unwrap_or_default();
    let field = first.split_once('=').is_some_and(|(name, _)| {
        !name.trim().is_empty()
            && name.trim().chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '"'))
    });
    if first.starts_with('{') || field || (first.starts_with('[') && first.ends_with(']')) {
        return Looked::Report;
    }
    if lines.any(|line| line.starts_with("# ") || line.starts_with("## ") || line.starts_with('|')) {
        Looked::Markdown
    } else {
        Looked::Plain
    }
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
        NotText::Binary => ("这不是文本文件，也不是 Word 文档", "neither text nor a Word file"),
        NotText::Encoding => ("文字的编码认不出来", "text in an unknown encoding"),
    };
    Diagnostic::error("check/not-text", Message::new(zh, en)).help(Message::new(
        "用 Word 或 WPS 打开，另存为 .docx 或者 UTF-8 编码的纯文本（.txt）再查",
        "open it in Word or WPS and save it as .docx or as plain text in UTF-8",
    ))
}
