//! Stations 1 to 3: the bytes of a report file to a checked report. TOML for people, JSON for programs, one model.
//!
//! Bytes → text (UTF-8, a BOM is accepted) → spanned tree → shape (against the JSON Schema) → [`ReportFile`] → [`Report`].
//! Each step goes on as far as it can, so that everything wrong is told at once.

mod alike;
mod duplicate;
mod foreign;
mod found;
mod json_source;
mod nearest;
mod node;
mod shape;
mod slips;
mod strict_json;
mod syntax;
mod text;
mod toml_source;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use serde::Deserialize;

pub(crate) use duplicate::defined_twice;
pub(crate) use found::Found;
pub(crate) use node::{Member, Node, Value, join};
use text::Unseen;
pub(crate) use toml_source::parse as toml_tree;

use crate::report::check::{Checked, Located, check};
use crate::report::{Form, Report, ReportFile, schema};
use gongwen_document::{Diagnostic, Diagnostics, Message, Place};

pub(crate) use alike::alike;
pub use alike::{PlainText, plain_character, plain_text};
pub use nearest::nearest;
pub use strict_json::STRICT_JSON;
pub use text::line_column;
pub(crate) use text::{locate, unseen};

/// The largest report file that is read: 16 MiB. Callers look at the size before they read a file into memory.
pub const MAX_REPORT_BYTES: usize = 16 * 1024 * 1024;

/// The longest name of a field or figure.
const MAX_KEY_BYTES: usize = 128;

/// The notation of a report file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Notation {
    /// For people.
    #[default]
    Toml,
    /// For programs.
    Json,
}

impl Notation {
    /// The notation by the extension of a file name: `json` is JSON, everything else TOML.
    ///
    /// ```
    /// use gongwen_core::read::Notation;
    /// assert_eq!(Notation::of_extension("JSON"), Notation::Json);
    /// assert_eq!(Notation::of_extension("toml"), Notation::Toml);
    /// ```
    pub fn of_extension(extension: &str) -> Notation {
        if extension.eq_ignore_ascii_case("json") { Notation::Json } else { Notation::Toml }
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
/// use gongwen_core::read::{self, Notation};
/// let found = read::report("titel = '总结'".as_bytes(), Notation::Toml).expect_err("not a report");
/// assert_eq!(found.0[0].code, "report/unknown-key");
/// assert!(found.0.iter().any(|diagnostic| diagnostic.code == "report/missing-field"));
/// ```
pub fn report(bytes: &[u8], format: Notation) -> Result<Checked, Diagnostics> {
    let mut found = Found::default();
    let form = read(bytes, format, &mut found)?;
    let report = form.into_report(&mut found);
    match found.has_errors() {
        true => Err(found.finish()),
        false => Ok(Checked { report, warnings: found.finish().0 }),
    }
}

/// Reads the bytes of a report file that the rows of a table fill, with what somebody should look at all the same.
///
/// # Errors
///
/// As [`report`], but gaps are no error here.
///
/// ```
/// use gongwen_core::read::{self, Notation};
/// let source = r#"
///     title = "{{village}}2024年工作总结"
///     year = 2024
///     issuer = "{{village}}村民委员会"
///     locality = { name = "{{village}}" }
///     opening = "全年实现收入{{income}}。"
///     figures.income = { label = "收入", unit = "万元" }
///     fields.village = "村名"
///     batch = { key = "村名" }
/// "#;
/// let (form, _) = read::form(source.as_bytes(), Notation::Toml)?;
/// assert_eq!(form.open().collect::<Vec<_>>(), ["income"]);
/// assert!(read::report(source.as_bytes(), Notation::Toml).is_err());
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub fn form(bytes: &[u8], format: Notation) -> Result<(Form, Vec<Diagnostic>), Diagnostics> {
    let mut found = Found::default();
    let form = read(bytes, format, &mut found)?;
    Ok((form, found.finish().0))
}

/// Stations 1 to 3; what comes back has no errors.
fn read(bytes: &[u8], format: Notation, told: &mut Found) -> Result<Form, Diagnostics> {
    if let Some(foreign) = foreign::foreign(bytes) {
        return Err(Diagnostics(vec![foreign]));
    }
    let source = decode(bytes)?;
    let mut found = Found::default();
    control_characters(source, &mut found);
    let mut syntax = Vec::new();
    let tree = match format {
        Notation::Toml => Some(toml_source::parse(source, &mut syntax)),
        Notation::Json => json_source::parse(source, &mut syntax),
    };
    let broken = !syntax.is_empty();
    // A control character is told once, by its name.
    syntax.retain(|diagnostic| !found.tells_of(diagnostic));
    found.extend(syntax);
    let Some(mut tree) = tree.filter(|tree| broken || !tree.value.is_empty_table()) else {
        if !found.has_errors() {
            found.push(empty_file());
        }
        return Err(found.finish());
    };
    if long_keys(&tree, &mut found) > 0 {
        return Err(found.finish());
    }
    characters(&mut tree, source, &mut found);
    if broken {
        // What the parser lost looks as if it had never been written, and what follows a fault may only follow from it.
        let start = |diagnostic: &Diagnostic| diagnostic.place.span.as_ref().map(|span| span.start);
        let line = |at: usize| source.get(..at).and_then(|before| before.rfind('\n')).unwrap_or(0);
        let first = found.first_error().map(line);
        let mut shape = Found::default();
        shape::check(&mut tree, schema(), &mut shape);
        shape.retain(|diagnostic| {
            diagnostic.code != "report/missing-field"
                && start(diagnostic).zip(first).is_some_and(|(start, first)| start < first)
        });
        found.extend(shape.finish().0);
        return Err(found.finish());
    }
    let mended = shape::check(&mut tree, schema(), &mut found);
    let file = match ReportFile::deserialize(&tree) {
        Ok(file) => file,
        Err(error) => {
            let message = Message::new("有一处的内容不是这里能写的", error.to_string());
            found.push(Diagnostic::error("report/shape", message).help(Message::new(
                "对照 gongwen new 写出的报告文件改",
                "compare it with what gongwen new writes",
            )));
            return Err(found.finish());
        }
    };
    let figures = !file.figures.is_empty();
    let located = Located { source, places: tree.places(), ..Located::default() };
    let form = check(file, located, &mut found);
    if mended.any {
        found.retain(|diagnostic| {
            let told =
                diagnostic.code == "report/missing-field" && mended.told.contains(&diagnostic.place.path);
            !told && !follows_from_mending(diagnostic.code, figures)
        });
    }
    if found.has_errors() {
        return Err(found.finish());
    }
    *told = found;
    Ok(form)
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
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn from_toml(source: &str) -> Result<Report, Diagnostics> {
        report(source.as_bytes(), Notation::Toml).map(|checked| checked.report)
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
        report(source.as_bytes(), Notation::Json).map(|checked| checked.report)
    }
}

/// What may only be there because a field was misspelt or of the wrong type.
fn follows_from_mending(code: &str, figures: bool) -> bool {
    match code {
        "report/empty"
        | "figures/no-value"
        | "figures/unused"
        | "figures/unit-mismatch"
        | "figures/qualifier" => true,
        "figures/undefined" => !figures,
        _ => false,
    }
}

fn empty_file() -> Diagnostic {
    Diagnostic::error("report/empty", Message::new("文件是空的", "the file is empty"))
        .at(Place::report("", Some(0..0)))
        .help(Message::new(
            "用 gongwen new 得到一份带说明的报告文件，照着改",
            "gongwen new writes a commented report file to start from",
        ))
}

/// Control characters as they are: no parser allows them, and neither says which one it met.
fn control_characters(source: &str, found: &mut Found) {
    let control = |c: &char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');
    for (at, c) in source.char_indices().filter(|(_, c)| control(c)) {
        found.push(unseen_character(Unseen::Control, c).at(Place::report("", Some(at..at + 1))));
    }
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

/// Keys so long that they cannot be meant; they would also make every path as long.
fn long_keys(node: &Node, found: &mut Found) -> usize {
    match &node.value {
        Value::List(nodes) => nodes.iter().map(|node| long_keys(node, found)).sum(),
        Value::Table(entries) => entries
            .iter()
            .map(|entry| {
                let long = entry.key.len() > MAX_KEY_BYTES;
                if long {
                    found.push(
                        Diagnostic::error(
                            "report/long-key",
                            Message::new("这个名字太长了", "this name is too long"),
                        )
                        .at(Place::report("", Some(entry.key_span.clone())))
                        .help(Message::new(
                            format!("名字最多 {MAX_KEY_BYTES} 字节；是不是少了等号或者引号？"),
                            format!("a name has at most {MAX_KEY_BYTES} bytes; is an = or a quote missing?"),
                        )),
                    );
                }
                usize::from(long) + long_keys(&entry.node, found)
            })
            .sum(),
        _ => 0,
    }
}

/// Characters that nobody sees, and those that only look like others, in all strings: the first of each kind in each
/// string. Where it is sure what they stand for that takes their place, in names too.
fn characters(tree: &mut Node, source: &str, found: &mut Found) {
    /// The way to a string; written out only when there is something to tell.
    enum Way<'w> {
        Root,
        Key(&'w Way<'w>, &'w str),
        Index(&'w Way<'w>, usize),
    }
    fn path(way: &Way<'_>) -> String {
        match way {
            Way::Root => String::new(),
            Way::Key(way, key) => join(&path(way), key),
            Way::Index(way, index) => format!("{}[{index}]", path(way)),
        }
    }
    fn plain(text: &mut String, span: &Range<usize>, way: &Way<'_>, source: &str, found: &mut Found) {
        let Some(plain) = plain_text(text) else { return };
        for (at, diagnostic) in plain.found {
            let part = locate(source, span, at);
            found.push(diagnostic.at(Place::report(path(way), part.or(Some(span.clone())))));
        }
        if let Cow::Owned(plain) = plain.text {
            *text = plain;
        }
    }
    fn walk(node: &mut Node, way: &Way<'_>, source: &str, found: &mut Found) {
        match &mut node.value {
            Value::Text(text) => {
                let mut told = Vec::new();
                for (at, c) in text.char_indices() {
                    let Some(kind) = unseen(c).filter(|kind| !told.contains(kind)) else { continue };
                    told.push(kind);
                    let part = locate(source, &node.span, at..at + c.len_utf8());
                    let place = Place::report(path(way), part.or(Some(node.span.clone())));
                    let diagnostic = unseen_character(kind, c).at(place);
                    if !found.tells_of(&diagnostic) {
                        found.push(diagnostic);
                    }
                }
                plain(text, &node.span, way, source, found);
            }
            Value::List(nodes) => {
                for (index, node) in nodes.iter_mut().enumerate() {
                    walk(node, &Way::Index(way, index), source, found);
                }
            }
            Value::Table(entries) => {
                let mut changed = false;
                for Member { key, key_span, node } in entries.iter_mut() {
                    let before = key.len();
                    plain(key, key_span, way, source, found);
                    changed |= key.len() != before;
                    walk(node, &Way::Key(way, key), source, found);
                }
                // What differed only in how its letters are put together is one name.
                let mut keys = BTreeSet::new();
                for Member { key, key_span, .. } in entries.iter().filter(|_| changed) {
                    if !keys.insert(key) {
                        let at = Place::report(join(&path(way), key), Some(key_span.clone()));
                        found.push(duplicate::duplicate_key(key, path(way) == "figures").at(at));
                    }
                }
            }
            _ => {}
        }
    }
    walk(tree, &Way::Root, source, found);
}

/// Whether a character is one that nobody sees: it steers a terminal, turns a line around, or hides in a name. Line
/// breaks are among them.
///
/// ```
/// use gongwen_core::read::is_unseen;
/// assert!(['\u{1b}', '\u{202e}', '\u{feff}', '\n'].into_iter().all(is_unseen));
/// assert!(!is_unseen('　'));
/// ```
pub fn is_unseen(c: char) -> bool {
    c.is_control() || unseen(c).is_some()
}

/// The first character in a text that nobody sees and that has no place in a report, for callers that take texts
/// from elsewhere than a report file.
///
/// ```
/// use gongwen_core::read::unseen_in;
/// assert!(unseen_in("锦南村").is_none());
/// assert_eq!(unseen_in("锦\u{200b}南村").map(|found| found.code), Some("text/invisible-character"));
/// ```
pub fn unseen_in(text: &str) -> Option<Diagnostic> {
    text.chars().find_map(|c| unseen(c).map(|kind| unseen_character(kind, c)))
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
