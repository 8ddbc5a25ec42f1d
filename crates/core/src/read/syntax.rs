//! What the parsers found, said so that somebody who writes reports knows what to change.

use std::ops::Range;

use jsonc_parser::ParseStringErrorKind;
use jsonc_parser::errors::ParseErrorKind;

use super::duplicate::{duplicate_key, opened_twice, written_twice};
use super::slips;
use crate::report::check::no_such_date;
use gongwen_document::{Diagnostic, Message, Place};

/// How many syntax errors are explained.
const MOST: usize = 200;

/// The diagnostics of a TOML source; what only follows from an earlier one is left out.
pub(super) fn explain_toml(source: &str, errors: &[toml::de::Error]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Every field of a table that is written twice is written twice, too: only the header is told.
    let mut repeated_table = 0..0;
    // Each costs a look back through the file; nobody reads thousands.
    let mut last_line = None;
    for error in errors.iter().take(MOST) {
        let span = clamp(source, error.span().unwrap_or_default());
        // What else is wrong in a line follows from its first fault.
        let number = source.get(..span.start).unwrap_or_default().matches('\n').count();
        if last_line.replace(number) == Some(number) {
            continue;
        }
        let duplicate = error.message().starts_with("duplicate key");
        if duplicate && repeated_table.contains(&span.start) {
            continue;
        }
        if duplicate && line(source, span.start).trim_start().starts_with('[') {
            let end = source.get(span.end..).and_then(|rest| rest.find("\n["));
            repeated_table = span.end..end.map_or(source.len(), |end| span.end + end);
        }
        if !duplicate && let Some(open) = left_open(source, &span) {
            found.push(open);
            break;
        }
        found.push(toml(source, error.message(), span));
        // What is never closed takes all that follows with it.
        if UNCLOSED.iter().any(|start| error.message().starts_with(start)) {
            break;
        }
    }
    found
}

/// A bracket that is open where a new field begins: the line that the parser stops at is right by itself, and it is the one
/// above that lacks something.
fn left_open(source: &str, span: &Range<usize>) -> Option<Diagnostic> {
    let here = line(source, span.start).trim();
    if here.is_empty() || here.starts_with('#') || toml::de::DeTable::parse(here).is_err() {
        return None;
    }
    let start = span.start.checked_sub(column(source, span.start))?;
    let before = source.get(..start)?.trim_end();
    let above = before.rsplit('\n').next()?;
    let (zh, en, help) = match above.contains('{') && !above.trim_end().ends_with('}') {
        true => (
            "没有收尾的 }",
            "unclosed inline table, expected `}`",
            ("写成 { label = \"…\" }", "write { label = \"…\" }"),
        ),
        false => (
            "数组没有收尾的 ]",
            "unclosed array, expected `]`",
            ("写成 [\"甲\", \"乙\"]", "write [\"a\", \"b\"]"),
        ),
    };
    let message = Message::new(format!("写法有误：{zh}"), format!("invalid TOML: {en}"));
    let place = Place::report("", Some(before.len()..before.len()));
    Some(Diagnostic::error("report/syntax", message).at(place).help(Message::new(help.0, help.1)))
}

/// How the parser's messages begin where something is open to the end of the file.
const UNCLOSED: [&str; 6] = [
    "invalid basic string",
    "invalid literal string",
    "invalid multi-line",
    "unclosed array",
    "unclosed inline table",
    "unclosed table",
];

fn toml(source: &str, message: &str, span: Range<usize>) -> Diagnostic {
    let at = source.get(span.clone()).unwrap_or_default();
    let line = line(source, span.start);
    let diagnostic = if message.starts_with("duplicate key") {
        duplicate(source, at.trim_matches(['"', '\'']), line, &span)
    } else if let Some(meant) = slips::meant(line, column(source, span.start)) {
        meant
    } else if ["invalid date", "invalid time", "invalid offset"]
        .iter()
        .any(|start| message.starts_with(start))
    {
        no_such_date(at)
    } else {
        let (zh, en, help) = said(message, at, line);
        let (zh, en) = (zh.unwrap_or("这一行的写法不对"), en.unwrap_or(message));
        let diagnostic = Diagnostic::error(
            "report/syntax",
            Message::new(format!("写法有误：{zh}"), format!("invalid TOML: {en}")),
        );
        match help {
            Some((zh, en)) => diagnostic.help(Message::new(zh, en)),
            None => diagnostic,
        }
    };
    let path = match diagnostic.code {
        "figures/defined-twice" => format!("figures.{}", at.trim_matches(['"', '\''])),
        _ => String::new(),
    };
    diagnostic.at(Place::report(path, Some(span)))
}

/// Something that is there twice: a figure, a table, a field of a table or one at the top.
fn duplicate(source: &str, key: &str, line: &str, span: &Range<usize>) -> Diagnostic {
    if in_figures(source, span) {
        return duplicate_key(key, true);
    }
    if line.trim_start().starts_with('[') {
        let header = line.split('#').next().unwrap_or(line).trim();
        let listed = source.contains(&format!("[[{}]]", header.trim_matches(['[', ']', ' '])));
        return opened_twice(header, listed && !header.starts_with("[["));
    }
    let before = source.get(..span.start).unwrap_or_default();
    match before.lines().rev().map(str::trim).find(|line| line.starts_with('[')) {
        Some(header) => written_twice(key, header.split('#').next().unwrap_or(header).trim()),
        None => duplicate_key(key, false),
    }
}

/// How many bytes of its line stand before this place.
fn column(source: &str, at: usize) -> usize {
    let before = source.get(..at).unwrap_or_default();
    before.len() - before.rfind('\n').map_or(0, |end| end + 1)
}

type Pair = (&'static str, &'static str);

/// The message in Chinese and English, where the parser's own will not do, and help.
fn said(message: &str, at: &str, line: &str) -> (Option<&'static str>, Option<&'static str>, Option<Pair>) {
    let is = |start: &str| message.starts_with(start);
    let quote: Pair = (
        "文字用英文双引号括起来：名字 = \"文字\"；文字里面的引号用中文引号“ ”",
        "put text in straight double quotes: name = \"text\"; quotes inside it are “ ”",
    );
    let equals: Pair = ("每行写成 名字 = 内容，等号用英文的 =", "a line is name = value, with an ASCII =");
    let comma: Pair = ("各项之间用英文逗号 , 隔开", "put an ASCII comma between the parts");
    if is("string values must be quoted") && at.starts_with(['“', '”', '‘', '’', '「', '『', '＂'])
    {
        return (Some("外面的引号不是英文双引号"), Some("these are not straight quotes"), Some(quote));
    }
    if is("string values must be quoted") {
        return (Some("文字没有加引号"), None, Some(quote));
    }
    if is("unexpected key or value") {
        return (Some("这一行在内容之后还有别的字"), None, Some(quote));
    }
    if line.contains('＝') {
        return (Some("等号不是英文的 ="), Some("＝ is not ="), Some(equals));
    }
    if is("invalid unquoted key") {
        let help = (
            "名字只用英文字母、数字、_ 和 -；要用汉字就加英文双引号：\"名字\" = …",
            "a name is ASCII letters, digits, _ and -; anything else goes in quotes: \"名字\" = …",
        );
        return (Some("名字里有不能直接写的字"), None, Some(help));
    }
    if is("key with no value") || is("missing value") || is("invalid key-value pair") {
        return (Some("这一行没有等号或者没有内容"), None, Some(equals));
    }
    if is("invalid basic string") || is("invalid literal string") || is("invalid multi-line") {
        let help = (
            "在末尾补上引号；文件不全时重新保存或者传一次",
            "close the quote; if the file was cut off, save or send it again",
        );
        return (Some("引号没有收尾，或者文字里有不能写的字符"), None, Some(help));
    }
    if is("missing escaped value") || is("too few unicode") || is("invalid value, expected unicode") {
        let help = (
            "双引号里的反斜杠 \\ 要写两个：\\\\；或者改用单引号",
            "in double quotes a backslash is written twice: \\\\; or use single quotes",
        );
        return (Some("反斜杠后面的字不对"), None, Some(help));
    }
    if is("unclosed table") || is("unclosed array table") {
        let help = ("写成 [名字] 或者 [[名字]]", "write [name] or [[name]]");
        return (Some("方括号没有收尾"), None, Some(help));
    }
    if is("unclosed array") {
        return (Some("数组没有收尾的 ]"), None, Some(("写成 [\"甲\", \"乙\"]", "write [\"a\", \"b\"]")));
    }
    if is("unclosed inline table") {
        return (Some("没有收尾的 }"), None, Some(("写成 { label = \"…\" }", "write { label = \"…\" }")));
    }
    if is("missing comma") || is("extra assignment") {
        return (Some("各项之间缺逗号"), None, Some(comma));
    }
    if is("extra comma") {
        return (Some("多了逗号"), None, Some(comma));
    }
    if is("cannot recurse") || is("recursion limit") {
        let help = ("报告用不着这么多层括号", "a report does not need so many brackets");
        return (Some("括号套得太深"), Some("nested too deeply"), Some(help));
    }
    if is("carriage return") {
        return (Some("换行符不完整"), None, Some(("用编辑器另存一次", "save it anew with an editor")));
    }
    let help = (
        "每行写成 名字 = 内容：文字加英文双引号，几项写成 [\"甲\", \"乙\"]",
        "a line is name = value: text in double quotes, several as [\"a\", \"b\"]",
    );
    (None, None, Some(help))
}

/// The diagnostic of a JSON source.
pub(super) fn explain_json(source: &str, kind: &ParseErrorKind, span: Range<usize>) -> Diagnostic {
    use ParseErrorKind as Kind;
    let en = kind.to_string();
    let zh = match kind {
        Kind::CommentsNotAllowed | Kind::UnterminatedCommentBlock => "JSON 里不能写注释",
        Kind::ExpectedColonAfterObjectKey => "名字后面缺冒号 :",
        Kind::ExpectedObjectValue => "冒号后面没有内容",
        Kind::ExpectedStringObjectProperty | Kind::UnexpectedWord => "名字和文字都要加英文双引号",
        Kind::SingleQuotedStringsNotAllowed => "单引号要改成英文双引号",
        Kind::ExpectedComma => "各项之间缺英文逗号 ,",
        Kind::TrailingCommasNotAllowed | Kind::UnexpectedComma => "多了逗号",
        Kind::UnterminatedArray => "数组没有收尾的 ]",
        Kind::UnterminatedObject => "没有收尾的 }",
        Kind::NestingDepthExceeded => "括号套得太深",
        Kind::MultipleRootJsonValues => "文件里不止一份内容",
        Kind::String(ParseStringErrorKind::UnterminatedStringLiteral) => "引号没有收尾",
        Kind::String(_) => "反斜杠后面的字不对",
        Kind::ExpectedDigit
        | Kind::ExpectedDigitFollowingNegativeSign
        | Kind::ExpectedPlusMinusOrDigitInNumberLiteral
        | Kind::BareDecimalPointNumbersNotAllowed
        | Kind::HexadecimalNumbersNotAllowed
        | Kind::NonFiniteNumbersNotAllowed
        | Kind::UnaryPlusNumbersNotAllowed => "这个数的写法不对",
        _ => "这里不该有这个符号",
    };
    Diagnostic::error("report/syntax", Message::new(format!("写法有误：{zh}"), format!("invalid JSON: {en}")))
        .at(Place::report("", Some(clamp(source, span))))
}

/// Whether a key at this place belongs to the table of figures.
fn in_figures(source: &str, span: &Range<usize>) -> bool {
    let line = line(source, span.start).trim_start();
    if line.starts_with('[') || line.starts_with("figures.") {
        return line.trim_start_matches('[').starts_with("figures.");
    }
    let before = source.get(..span.start).unwrap_or_default();
    let at_line_start = before.rsplit('\n').next().is_some_and(|line| line.trim().is_empty());
    let header = before.lines().rev().find(|line| line.trim_start().starts_with('['));
    at_line_start && header.is_some_and(|header| header.trim().starts_with("[figures]"))
}

fn line(source: &str, at: usize) -> &str {
    let start = source.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let rest = source.get(start..).unwrap_or_default();
    rest.split('\n').next().unwrap_or_default()
}

fn clamp(source: &str, span: Range<usize>) -> Range<usize> {
    let end = span.end.min(source.len());
    span.start.min(end)..end
}
