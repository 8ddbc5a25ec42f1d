//! Names of files from the texts of a row.

use std::collections::BTreeMap;

use gongwen_core::read::{is_unseen, nearest};
use gongwen_document::{Diagnostic, Message, Place};

/// Longest name of a file, without its ending, in bytes.
pub const MAX_NAME_BYTES: usize = 200;

/// How the files of a run are called: `out/{{code}}-{{village}}`.
///
/// What a row puts in is made safe: characters that a file name cannot hold become `_`, and a name never leads to
/// another folder. The pattern itself may have folders, with names of rows in them or without; one without any name of
/// a row and without an ending is a folder, in which files are called by the keys of their rows.
///
/// ```
/// use std::collections::BTreeMap;
/// use gongwen_batch::NamePattern;
/// let pattern = NamePattern::parse("out/{{code}}-{{village}}", ["code", "village"])?;
/// assert_eq!(pattern.folder(), "out");
/// let texts = [("code", "360923102200"), ("village", "../锦南村")];
/// let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
/// assert_eq!(pattern.name(&BTreeMap::from(texts))?, "360923102200-.._锦南村");
/// assert_eq!(NamePattern::parse("out/2025", ["key"])?, NamePattern::parse("out/2025/{{key}}", ["key"])?);
/// # Ok::<(), gongwen_document::Diagnostic>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePattern {
    folder: String,
    /// Parts of a path, each of pieces.
    parts: Vec<Vec<Piece>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Field(String),
}

impl NamePattern {
    /// Reads a pattern; `known` are the names that a row has texts for.
    ///
    /// # Errors
    ///
    /// `batch/name-pattern` for braces that do not match, `batch/unknown-name` for a name that no row has.
    pub fn parse<'n>(
        pattern: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Result<NamePattern, Diagnostic> {
        let known: Vec<&str> = known.into_iter().collect();
        let separators: &[char] = if cfg!(windows) { &['/', '\\'] } else { &['/'] };
        let endings = [".docx", ".pdf"];
        let named = pattern.contains("{{") || pattern.contains("}}");
        let mut folder = String::new();
        let mut rest = pattern;
        // Folders before the first name of a row are the user's own, wherever they lead.
        while let Some(at) = rest.find(separators) {
            let (part, behind) = rest.split_at(at + 1);
            if part.contains("{{") {
                break;
            }
            folder.push_str(part);
            rest = behind;
        }
        // One name for all rows cannot be meant: it is a folder, as where one report is rendered.
        if !named && !endings.iter().any(|ending| rest.ends_with(ending)) && !rest.is_empty() {
            folder.push_str(rest);
            folder.push('/');
            rest = "";
        }
        let rest = if rest.is_empty() { "{{key}}" } else { rest };
        let rest = endings.iter().find_map(|ending| rest.strip_suffix(ending)).unwrap_or(rest);
        let parts = rest.split(separators).map(|part| pieces(part, &known)).collect::<Result<_, _>>()?;
        let folder = match folder.trim_end_matches(separators) {
            "" if folder.is_empty() => ".".to_owned(),
            "" => folder,
            trimmed => trimmed.to_owned(),
        };
        Ok(NamePattern { folder, parts })
    }

    /// The folder of the run.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// How many folders stand between that one and a file.
    pub fn depth(&self) -> usize {
        self.parts.len().saturating_sub(1)
    }

    /// The path of a row's files from the folder of the run, with `/` between its parts and without an ending.
    ///
    /// # Errors
    ///
    /// `batch/name-empty` when nothing is left of a name, `batch/name-long` when it has more than
    /// [`MAX_NAME_BYTES`] bytes.
    pub fn name(&self, texts: &BTreeMap<String, String>) -> Result<String, Diagnostic> {
        let mut path = String::new();
        for part in &self.parts {
            let mut name = String::new();
            for piece in part {
                match piece {
                    Piece::Text(text) => name.push_str(text),
                    Piece::Field(field) => name.push_str(texts.get(field).map_or("", String::as_str)),
                }
            }
            let name = safe(&name);
            if name.is_empty() {
                return Err(empty());
            }
            if name.len() > MAX_NAME_BYTES {
                return Err(long(&name));
            }
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(&name);
        }
        Ok(path)
    }
}

fn pieces(part: &str, known: &[&str]) -> Result<Vec<Piece>, Diagnostic> {
    let mut pieces = Vec::new();
    let mut rest = part;
    while let Some((before, behind)) = rest.split_once("{{") {
        let (name, after) = behind.split_once("}}").ok_or_else(|| braces(part))?;
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        let name = name.trim();
        if !known.contains(&name) {
            return Err(unknown(name, known));
        }
        pieces.push(Piece::Field(name.to_owned()));
        rest = after;
    }
    if rest.contains("}}") {
        return Err(braces(part));
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest.to_owned()));
    }
    Ok(pieces)
}

/// The same name in characters that every system takes, or nothing.
fn safe(name: &str) -> String {
    let bad = |c: char| "/\\:*?\"<>|".contains(c) || is_unseen(c);
    let mut safe: String = name.chars().map(|c| if bad(c) { '_' } else { c }).collect();
    // Windows leaves out dots and spaces at the end; at the start a dot hides the file.
    safe.truncate(safe.trim_end_matches(|c: char| c == '.' || c.is_whitespace()).len());
    let from = safe.len() - safe.trim_start_matches(|c: char| c == '.' || c.is_whitespace()).len();
    safe.drain(..from);
    if is_device(&safe) || of_the_run(&safe) {
        safe.insert(0, '_');
    }
    safe
}

/// How the folders are called that files of earlier runs are moved into, with a number behind it.
pub const MOVED: &str = "移走-";

/// Names of what runs write beside the documents, which a folder named after a row would be in the way of.
fn of_the_run(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("manifest") && (name.ends_with(".jsonl") || name.ends_with(".jsonl.part"))
        || name.starts_with("findings") && name.ends_with(".csv")
        || is_moved(&name)
}

/// Whether a folder of this name holds files that were moved out of the way: `移走-1`.
pub fn is_moved(name: &str) -> bool {
    let number = name.strip_prefix(MOVED).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the name of a file, without folders, means a device 设备 to Windows, whatever its ending: `aux.docx`, `CON`. A
/// pattern of names never gives such a one; who writes under names of other origin can ask here.
///
/// ```
/// assert!(gongwen_batch::is_device("aux.docx"));
/// assert!(!gongwen_batch::is_device("auxiliary.docx"));
/// ```
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |word: &str| {
        let digit = stem.strip_prefix(word).unwrap_or_default();
        matches!(digit, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$")
        || numbered("COM")
        || numbered("LPT")
}

fn option() -> Place {
    Place::report("--out", None)
}

fn braces(part: &str) -> Diagnostic {
    let message =
        Message::new(format!("“{part}”里的花括号不成对"), format!("the braces in `{part}` do not match"));
    Diagnostic::error("batch/name-pattern", message).at(option()).help(Message::new(
        "写成 {{名字}}，如 out/{{code}}-{{village}}",
        "write {{name}}, as out/{{code}}-{{village}}",
    ))
}

fn unknown(name: &str, known: &[&str]) -> Diagnostic {
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => {
            Message::new(format!("是不是想写 {{{{{near}}}}}？"), format!("did you mean {{{{{near}}}}}?"))
        }
        None => Message::new(
            format!("可以用的名字：{}", known.join("、")),
            format!("names that can stand there: {}", known.join(", ")),
        ),
    };
    let message = Message::new(format!("没有“{name}”这个名字"), format!("no row has a text called `{name}`"));
    Diagnostic::error("batch/unknown-name", message).at(option()).help(help)
}

fn empty() -> Diagnostic {
    let message = Message::new(
        "文件名里要用的格子都空着，起不了名",
        "the cells that the file is named after are empty",
    );
    Diagnostic::error("batch/name-empty", message).help(Message::new(
        "把格子填上，或者在 --out 里换一栏，如 {{key}}",
        "fill them in, or name the files after another column, as {{key}}",
    ))
}

fn long(name: &str) -> Diagnostic {
    let start: String = name.chars().take(20).collect();
    let length = name.len();
    let message = Message::new(
        format!("文件名有 {length} 个字节，最多 {MAX_NAME_BYTES} 个：{start}……"),
        format!("the name of the file has {length} bytes, more than {MAX_NAME_BYTES}: {start}…"),
    );
    Diagnostic::error("batch/name-long", message).help(Message::new(
        "在 --out 里用短一些的栏，如 {{key}}",
        "name the files after a shorter column, as {{key}}",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(pattern: &str, value: &str) -> Result<String, &'static str> {
        let pattern = NamePattern::parse(pattern, ["a"]).map_err(|fault| fault.code)?;
        let texts = BTreeMap::from([("a".to_owned(), value.to_owned())]);
        pattern.name(&texts).map_err(|fault| fault.code)
    }

    #[test]
    fn values_cannot_leave_the_folder_or_be_no_name() {
        for (value, expected) in [
            ("锦南村", Ok("锦南村")),
            ("../../etc/passwd", Ok("_.._etc_passwd")),
            ("..", Err("batch/name-empty")),
            (" . . ", Err("batch/name-empty")),
            ("", Err("batch/name-empty")),
            ("a\u{0}b\nc", Ok("a_b_c")),
            ("C:\\x", Ok("C__x")),
            ("Manifest-1-of-2.jsonl", Ok("_Manifest-1-of-2.jsonl")),
            ("findings.csv", Ok("_findings.csv")),
            ("移走-1", Ok("_移走-1")),
            ("移走-", Ok("移走-")),
            ("con", Ok("_con")),
            ("NUL.txt", Ok("_NUL.txt")),
            ("com1", Ok("_com1")),
            ("COM10", Ok("COM10")),
            ("锦南村. . ", Ok("锦南村")),
            ("村\u{202E}fdp", Ok("村_fdp")),
        ] {
            assert_eq!(named("out/{{a}}", value).as_deref(), expected.as_deref(), "{value:?}");
        }
        assert_eq!(named("{{a}}", &"村".repeat(66)).map(|name| name.len()), Ok(198));
        assert_eq!(named("{{a}}", &"村".repeat(67)), Err("batch/name-long"));
    }

    #[test]
    fn patterns() {
        let folder = |pattern| NamePattern::parse(pattern, ["a", "key"]).map(|it| it.folder);
        assert_eq!(folder("out/{{a}}"), Ok("out".to_owned()));
        assert_eq!(folder("/{{a}}"), Ok("/".to_owned()));
        assert_eq!(folder("{{a}}"), Ok(".".to_owned()));
        assert_eq!(folder("../x/y/{{a}}/{{a}}"), Ok("../x/y".to_owned()));
        assert_eq!(folder("out/"), Ok("out".to_owned()));
        assert_eq!(named("x/{{a}}/{{ a }}-1", "b"), Ok("b/b-1".to_owned()));
        assert_eq!(named("x/{{a}}/../y", "b"), Err("batch/name-empty"));
        assert_eq!(named("x/{{b}}", "b"), Err("batch/unknown-name"));
        assert_eq!(named("x/{{a", "b"), Err("batch/name-pattern"));
        assert_eq!(named("x/a}}", "b"), Err("batch/name-pattern"));
    }
}
