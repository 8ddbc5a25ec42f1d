//! Stations 1 to 3: the bytes of a report file to a checked report. TOML for people, JSON for programs, one model.
//!
//! Bytes → text (UTF-8, a BOM is accepted) → spanned tree → shape (against the JSON Schema) → [`ReportFile`] → [`Report`].
//! Each step goes on as far as it can, so that everything wrong is told at once.

mod json_source;
mod node;
mod shape;
mod text;
mod toml_source;

use serde::Deserialize;

use node::{Node, Value, join};
use text::Unseen;

use crate::report::check::{Checked, Located, check};
use crate::report::{Report, ReportFile, schema};
use crate::{Diagnostic, Diagnostics, Message, Place};

pub(crate) use shape::nearest;
pub use text::line_column;
pub(crate) use text::{locate, unseen};

/// The largest report file that is read: 16 MiB. Callers look at the size before they read a file into memory.
pub const MAX_REPORT_BYTES: usize = 16 * 1024 * 1024;

/// How many diagnostics one file gets; what comes after them is only counted.
const MAX_DIAGNOSTICS: usize = 200;

/// The notation of a report file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people.
    #[default]
    Toml,
    /// For programs.
    Json,
}

impl Format {
    /// The notation by the extension of a file name: `json` is JSON, everything else TOML.
    ///
    /// ```
    /// use gongwen_core::read::Format;
    /// assert_eq!(Format::of_extension("JSON"), Format::Json);
    /// assert_eq!(Format::of_extension("toml"), Format::Toml);
    /// ```
    pub fn of_extension(extension: &str) -> Format {
        if extension.eq_ignore_ascii_case("json") { Format::Json } else { Format::Toml }
    }
}

/// Reads the bytes of a report file. Spans of the diagnostics count from the first byte, the BOM included.
///
/// # Errors
///
/// Everything that is wrong, warnings included, when at least one is an error: `report/too-large`, `report/not-utf8`,
/// `report/syntax`, `report/unknown-key`, `report/wrong-type`, `report/missing-field`, `figures/undefined` …
///
/// ```
/// use gongwen_core::read::{self, Format};
/// let found = read::report("titel = '总结'".as_bytes(), Format::Toml).expect_err("not a report");
/// assert_eq!(found.0[0].code, "report/unknown-key");
/// assert!(found.0.iter().any(|diagnostic| diagnostic.code == "report/missing-field"));
/// ```
pub fn report(bytes: &[u8], format: Format) -> Result<Checked, Diagnostics> {
    read(bytes, format).map_err(|Diagnostics(mut found)| {
        let more = found.len().saturating_sub(MAX_DIAGNOSTICS);
        if more > 0 {
            // The errors first: a flood of warnings must not hide why nothing was made.
            found.sort_by_key(|diagnostic| !diagnostic.is_error());
            found.truncate(MAX_DIAGNOSTICS);
            found.push(Diagnostic::error(
                "report/more",
                Message::new(format!("还有 {more} 个问题没有列出"), format!("{more} more are not shown")),
            ));
        }
        Diagnostics(found)
    })
}

impl Report {
    /// Reads a report file in TOML; [`report`] also gives the warnings.
    ///
    /// # Errors
    ///
    /// As [`report`].
    ///
    /// ```
    /// let report = gongwen_core::Report::from_toml(r#"
    ///     title = "某某镇2024年工作总结"
    ///     year = 2024
    ///     issuer = "某某镇人民政府"
    ///     locality = { name = "某某镇" }
    ///     opening = "全年实现财政收入{{revenue}}。"
    ///     figures.revenue = { label = "财政收入", value = 1.78, unit = "亿元" }
    /// "#)?;
    /// assert_eq!(report.figures[0].display(), "1.78亿元");
    /// # Ok::<(), gongwen_core::Diagnostics>(())
    /// ```
    pub fn from_toml(source: &str) -> Result<Report, Diagnostics> {
        report(source.as_bytes(), Format::Toml).map(|checked| checked.report)
    }

    /// Reads a report file in JSON; [`report`] also gives the warnings.
    ///
    /// # Errors
    ///
    /// As [`report`].
    ///
    /// ```
    /// let found = gongwen_core::Report::from_json("{}").expect_err("nothing in it");
    /// assert!(found.0.iter().all(|diagnostic| diagnostic.is_error()));
    /// ```
    pub fn from_json(source: &str) -> Result<Report, Diagnostics> {
        report(source.as_bytes(), Format::Json).map(|checked| checked.report)
    }
}

fn read(bytes: &[u8], format: Format) -> Result<Checked, Diagnostics> {
    let source = decode(bytes)?;
    let mut found = Vec::new();
    let tree = match format {
        Format::Toml => Some(toml_source::parse(source, &mut found)),
        Format::Json => json_source::parse(source, &mut found),
    };
    let Some(tree) = tree else { return Err(finish(found)) };
    characters(&tree, source, &mut found);
    let broken = found.iter().any(|diagnostic| diagnostic.code == "report/syntax");
    let mut shape = Vec::new();
    shape::check(&tree, schema(), &mut shape);
    if broken {
        // What the parser lost looks as if it had never been written.
        shape.retain(|diagnostic| diagnostic.code != "report/missing-field");
    }
    let shaped = shape.is_empty();
    found.append(&mut shape);
    if broken || !shaped {
        return Err(finish(found));
    }
    let file = match ReportFile::deserialize(&tree) {
        Ok(file) => file,
        Err(error) => {
            let text = error.to_string();
            found.push(Diagnostic::error("report/shape", Message::new(text.clone(), text)));
            return Err(finish(found));
        }
    };
    let located = Located { source, places: tree.places() };
    match check(file, &located, found) {
        Ok(checked) => {
            let Diagnostics(warnings) = finish(checked.warnings);
            Ok(Checked { report: checked.report, warnings })
        }
        Err(Diagnostics(found)) => Err(finish(found)),
    }
}

/// In the order of the file; what has no place comes last.
fn finish(mut found: Vec<Diagnostic>) -> Diagnostics {
    found.sort_by_key(|diagnostic| diagnostic.place.span.as_ref().map_or(usize::MAX, |span| span.start));
    Diagnostics(found)
}

fn decode(bytes: &[u8]) -> Result<&str, Diagnostics> {
    if bytes.len() > MAX_REPORT_BYTES {
        return Err(Diagnostics(vec![too_large(bytes.len() as u64)]));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let diagnostic = Diagnostic::error(
            "report/not-utf8",
            Message::new(
                format!("文件不是 UTF-8 编码（第 {at} 字节起）"),
                format!("the file is not UTF-8 (from byte {at} on)"),
            ),
        )
        .at(Place::report("", Some(at..at + error.error_len().unwrap_or(bytes.len() - at))))
        .help(Message::new(
            "用编辑器另存为 UTF-8；GBK、GB 18030 编码的文件要先转换",
            "save it as UTF-8; convert GBK and GB 18030 files first",
        ));
        Diagnostics(vec![diagnostic])
    })
}

/// The diagnostic for a file over [`MAX_REPORT_BYTES`], for callers that look at the size before they read.
pub fn too_large(bytes: u64) -> Diagnostic {
    let limit = MAX_REPORT_BYTES / (1024 * 1024);
    Diagnostic::error(
        "report/too-large",
        Message::new(
            format!("文件有 {bytes} 字节，超过上限 {limit} MiB"),
            format!("the file has {bytes} bytes, more than the limit of {limit} MiB"),
        ),
    )
    .help(Message::new(
        "一份报告一个文件；检查是不是选错了文件",
        "one report, one file; is it the right file?",
    ))
}

pub(crate) fn duplicate_key(key: &str, figure: bool) -> Diagnostic {
    if figure {
        return crate::report::check::defined_twice(key);
    }
    Diagnostic::error(
        "report/duplicate-key",
        Message::new(format!("{key} 写了两次"), format!("{key} is written twice")),
    )
    .help(Message::new("删去一个", "delete one of them"))
}

/// Characters that nobody sees, in all strings and keys: the first of each kind in each string.
fn characters(tree: &Node, source: &str, found: &mut Vec<Diagnostic>) {
    fn walk(node: &Node, path: &str, source: &str, found: &mut Vec<Diagnostic>) {
        match &node.value {
            Value::Text(text) => {
                let mut told = Vec::new();
                for (at, c) in text.char_indices() {
                    if let Some(kind) = unseen(c).filter(|kind| !told.contains(kind)) {
                        told.push(kind);
                        let part = locate(source, &node.span, at..at + c.len_utf8());
                        found.push(
                            unseen_character(kind, c)
                                .at(Place::report(path, part.or(Some(node.span.clone())))),
                        );
                    }
                }
            }
            Value::List(nodes) => {
                for (index, node) in nodes.iter().enumerate() {
                    walk(node, &format!("{path}[{index}]"), source, found);
                }
            }
            Value::Table(entries) => {
                for entry in entries {
                    walk(&entry.node, &join(path, &entry.key), source, found);
                }
            }
            _ => {}
        }
    }
    walk(tree, "", source, found);
}

fn unseen_character(kind: Unseen, c: char) -> Diagnostic {
    let code = format!("U+{:04X}", c as u32);
    let (name, zh, en) = match kind {
        Unseen::Control => ("text/control-character", "控制字符", "control character"),
        Unseen::Bidi => {
            ("text/bidi-character", "改变文字方向的字符", "character that changes the direction of text")
        }
        Unseen::Invisible => ("text/invisible-character", "看不见的字符", "invisible character"),
    };
    Diagnostic::error(
        name,
        Message::new(format!("文字里有{zh} {code}"), format!("there is a {en} {code} in the text")),
    )
    .help(Message::new(
        "删去它；从网页或者 Word 粘贴时常会带进来",
        "delete it; it often comes with text pasted from elsewhere",
    ))
}
