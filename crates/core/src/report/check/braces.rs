//! Braces in any string of a report file: what looks like `{{name}}` and would be printed as it was typed.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use super::located::Located;
use crate::read::{Found, join};
use crate::report::{FigurePart, ReportFile, Segment, prose};
use gongwen_document::{Diagnostic, Message};

/// The longest name that is looked for between braces.
const MAX_NAME_BYTES: usize = 128;

/// Every string of the file with a brace in it, with its path.
pub(super) fn strings(file: &ReportFile) -> Vec<(String, String)> {
    let mut strings = Vec::new();
    // Strings, numbers and lists of them: nothing in it can fail to become a value.
    if let Ok(value) = serde_json::to_value(file) {
        collect(value, String::new(), &mut strings);
    }
    strings
}

fn collect(value: Value, path: String, strings: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) if text.contains(BRACES) => strings.push((path, text)),
        Value::Array(values) => {
            for (index, value) in values.into_iter().enumerate() {
                collect(value, format!("{path}[{index}]"), strings);
            }
        }
        Value::Object(fields) => {
            for (key, value) in fields {
                // Not printed, and an address.
                if !path.is_empty() || key != "$schema" {
                    let path = join(&path, &key);
                    collect(value, path, strings);
                }
            }
        }
        _ => {}
    }
}

/// The pieces of these strings whose braces are meant as characters 照印的花括号, as they read.
pub(super) fn meant(strings: &[(String, String)]) -> Vec<Arc<str>> {
    let mut meant = Vec::new();
    for (_, text) in strings.iter().filter(|(_, text)| prose::has_escape(text)) {
        meant.extend(prose::segments(text, |_| {}).into_iter().filter_map(|segment| match segment {
            Segment::Text(piece) if piece.contains(BRACES) => Some(piece),
            _ => None,
        }));
    }
    meant
}

/// The names that stand for something: figures and texts of rows.
pub(super) fn names(file: &ReportFile) -> BTreeSet<String> {
    let figures = file.figures.0.iter().map(|(id, _)| id.clone());
    figures.chain(file.fields.keys().cloned()).collect()
}

const BRACES: [char; 2] = ['{', '｛'];

/// What is wrong with braces.
enum Slip<'t> {
    /// `{{` where nothing is filled in.
    NotHere,
    /// ｛｛, which an input method types.
    Wide(&'t str),
    /// `{area}` with a figure of that name.
    Single(&'t str),
}

/// Tells of braces in these strings; those at the paths `named` had their `{{…}}` read.
pub(super) fn check(
    strings: &[(String, String)],
    names: &BTreeSet<String>,
    named: &BTreeSet<Arc<str>>,
    located: &Located<'_>,
    found: &mut Found,
) {
    for (path, text) in strings {
        let read = named.contains(path.as_str());
        for (range, slip) in slips(text, &|name| names.contains(name)) {
            let diagnostic = match slip {
                Slip::NotHere if read || found.has_error_at(path) => continue,
                Slip::NotHere => not_here(),
                Slip::Wide(name) => wide(name),
                Slip::Single(name) => single(name, text.get(range.clone()).unwrap_or_default()),
            };
            found.push(match found.is_full() {
                true => diagnostic,
                false => diagnostic.at(located.place_within(path, range)),
            });
        }
    }
}

/// The first braces of a text from elsewhere that stand for nothing and are not meant as characters: the name in them, and
/// how it is written when that is in one pair. Where `{{` was read it is none of them.
pub(in crate::report) fn stray<'t>(
    text: &'t str,
    names: &dyn Fn(&str) -> bool,
) -> Option<(&'t str, Option<&'t str>)> {
    slips(text, names).into_iter().find_map(|(range, slip)| match slip {
        Slip::NotHere => None,
        Slip::Wide(name) => Some((name, None)),
        Slip::Single(name) => Some((name, text.get(range))),
    })
}

/// The braces of a text that are wrong, the first of each kind, with their bytes.
fn slips<'t>(text: &'t str, names: &dyn Fn(&str) -> bool) -> Vec<(Range<usize>, Slip<'t>)> {
    let mut slips: Vec<(Range<usize>, Slip<'t>)> = Vec::new();
    let mut at = 0;
    let (mut wide_told, mut not_here_told) = (false, false);
    while let Some(open) = text.get(at..).and_then(|rest| rest.find(BRACES)).map(|found| at + found) {
        let rest = text.get(open..).unwrap_or_default();
        let before = text.get(..open).unwrap_or_default();
        if (before.len() - before.trim_end_matches('\\').len()) % 2 == 1 {
            at = open + prose::escaped(rest).len();
            continue;
        }
        let inner = rest.trim_start_matches(BRACES);
        let run = rest.get(..rest.len() - inner.len()).unwrap_or_default();
        let start = open + run.len();
        at = start;
        let head = inner.get(..inner.floor_char_boundary(MAX_NAME_BYTES)).unwrap_or_default();
        let close = head.find(['}', '｝', '\n']);
        let name = close.and_then(|close| head.get(..close)).unwrap_or_default().trim();
        let end = start + close.unwrap_or(0);
        match run.chars().count() {
            1 if names(prose::referred(name)) && is_part(name) => {
                let closed = text.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                slips.push((open..end + closed, Slip::Single(name)));
            }
            1 => {}
            _ if run.contains('｛') => {
                if !wide_told {
                    slips.push((open..start, Slip::Wide(name)));
                }
                wide_told = true;
            }
            _ => {
                if !not_here_told {
                    slips.push((open..start, Slip::NotHere));
                }
                not_here_told = true;
            }
        }
    }
    slips
}

/// Whether what follows the point of a name, if anything does, is a part of a figure.
fn is_part(name: &str) -> bool {
    name.split_once('.').is_none_or(|(_, part)| FigurePart::named(part.trim()).is_some())
}

fn not_here() -> Diagnostic {
    let message = Message::new("这里不能写 {{ }}：不会换成指标", "{{ }} stands for nothing here");
    Diagnostic::error("report/no-gap-here", message)
        .help(Message::new("删去 {{ }}，直接写上内容", "write the text itself, without {{ }}"))
}

fn wide(name: &str) -> Diagnostic {
    let message = Message::new(
        "全角的花括号 ｛｛ 不会换成指标，会照样印出来",
        "full-width braces ｛｛ stand for nothing and would be printed",
    );
    let name = if name.is_empty() { "名字" } else { name };
    Diagnostic::error("prose/wide-braces", message).help(Message::new(
        format!("关掉中文输入法，写半角的 {{{{{name}}}}}；就要印全角花括号的，前面加反斜杠：\\｛｛"),
        format!(
            "write {{{{{name}}}}} with the braces of an English keyboard; if these are meant, write \\｛｛"
        ),
    ))
}

pub(in crate::report) fn single(name: &str, written: &str) -> Diagnostic {
    let message = Message::new(
        format!("“{written}”只有一层花括号，不会换成 {name} 的内容，会照样印出来"),
        format!("`{written}` has one pair of braces, stands for nothing and would be printed"),
    );
    Diagnostic::error("prose/single-braces", message).help(Message::new(
        format!("写两层：{{{{{name}}}}}；就要印花括号的，前面加反斜杠：\\{{{name}}}"),
        format!("write {{{{{name}}}}}; if the braces are meant, write \\{{{name}}}"),
    ))
}
