//! The commonest slips of those who type a report file, said with the words that they typed.

use gongwen_document::{Diagnostic, Message};

use crate::report::{amount, date};

/// What a line was meant to say, when it is one of the slips that are made most; `at` is the byte at which the parser
/// stopped.
pub(super) fn meant(line: &str, at: usize) -> Option<Diagnostic> {
    let found = assignments(line);
    let Assignment { key, value, .. } = *found.iter().rev().find(|it| it.equals <= at).or(found.first())?;
    day(key, value).or_else(|| figure(key, value)).or_else(|| list(key, value)).or_else(|| unquoted(key))
}

/// A name and what follows its equals sign.
struct Assignment<'l> {
    equals: usize,
    key: &'l str,
    value: &'l str,
}

/// The assignments of a line, those in braces too; equals signs in quotes are none.
fn assignments(line: &str) -> Vec<Assignment<'_>> {
    let mut found = Vec::new();
    let mut quote = None;
    let mut start = 0;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '#') => break,
            (None, '{' | ',') => start = at + 1,
            (None, '=') => {
                let key = line.get(start..at).unwrap_or_default().trim();
                let value = line.get(at + 1..).unwrap_or_default().trim_start();
                found.push(Assignment { equals: at, key, value });
                start = at + 1;
            }
            (None, _) => {}
        }
    }
    found
}

fn syntax(zh: String, en: String, help: (String, String)) -> Diagnostic {
    Diagnostic::error("report/syntax", Message::new(format!("写法有误：{zh}"), format!("invalid TOML: {en}")))
        .help(Message::new(help.0, help.1))
}

/// A value without quotes, to its end: a comma between digits is part of it.
fn bare(value: &str) -> &str {
    let mut end = value.len();
    let mut characters = value.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = characters.next() {
        let behind = characters.peek().map_or(' ', |(_, c)| *c);
        let between_digits = c == ',' && before.is_ascii_digit() && behind.is_ascii_digit();
        if (matches!(c, ',' | '}' | ']' | '#' | '"' | '\'') || c.is_whitespace()) && !between_digits {
            end = at;
            break;
        }
        before = c;
    }
    value.get(..end).unwrap_or_default()
}

/// `2025.2.18`, `2025-2-18`, `2025年2月18日`.
fn day(key: &str, value: &str) -> Option<Diagnostic> {
    let written = bare(value);
    let shaped = written.contains('年') || written.matches(['.', '-', '/']).count() == 2;
    let day = date(written).filter(|_| shaped && written.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(syntax(
        format!("日期 {written} 不是这样写的"),
        format!("{written} is no way to write a date"),
        (format!("写成 {key} = {day}"), format!("write {key} = {day}")),
    ))
}

/// `22961.97亩`, `22,961.97`, `约5000人`.
fn figure(key: &str, value: &str) -> Option<Diagnostic> {
    let written = bare(value);
    let fields = amount::more_than_a_number(written)?;
    let name = key.trim_matches(['"', '\'']);
    let help = match name {
        "value" | "previous" | "target" => fields.replacen("value", name, 1),
        _ => format!("\"{name}\" = {{ label = \"{name}\", {fields} }}"),
    };
    Some(syntax(
        format!("“{written}”不是单独一个数"),
        format!("`{written}` is more than a number"),
        (format!("写成 {help}"), format!("write {help}")),
    ))
}

/// `"甲", "乙"` without brackets; `["甲"，"乙"]`.
fn list(key: &str, value: &str) -> Option<Diagnostic> {
    let inner = value.trim_start_matches(['[', ' ']);
    let mut texts = Vec::new();
    let mut wide = None;
    let mut rest = inner;
    while let Some(opened) = rest.strip_prefix('"') {
        let (text, behind) = opened.split_once('"')?;
        texts.push(format!("\"{text}\""));
        let behind = behind.trim_start();
        let mark = behind.chars().next().filter(|c| matches!(c, ',' | '，' | '、' | '；'));
        wide = wide.or(mark.filter(|mark| *mark != ','));
        rest = behind.trim_start_matches([',', '，', '、', '；', ' ']);
        if mark.is_none() {
            break;
        }
    }
    let brackets = inner.len() < value.len();
    if texts.len() < 2 || (brackets && wide.is_none()) {
        return None;
    }
    let all = format!("{key} = [{}]", texts.join(", "));
    let (zh, en) = match wide {
        Some(mark) => (format!("各项之间写的是“{mark}”"), format!("`{mark}` stands between the parts")),
        None => ("几项外面没有方括号".to_owned(), "there are no brackets around several parts".to_owned()),
    };
    Some(syntax(zh, en, (format!("写成 {all}"), format!("write {all}"))))
}

/// A name with 汉字 in it and no quotes around it.
fn unquoted(key: &str) -> Option<Diagnostic> {
    let han = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c);
    if key.starts_with(['"', '\'']) || !key.contains(han) {
        return None;
    }
    Some(syntax(
        format!("名字“{key}”有汉字，没有加引号"),
        format!("the name `{key}` is not ASCII and has no quotes"),
        (format!("写成 \"{key}\" = …"), format!("write \"{key}\" = …")),
    ))
}
