//! Half-width marks among Chinese characters 半角标点.

use crate::chars::is_one_of;
use crate::rules::line::{Line, is_han, is_numeral};
use crate::{Finding, Findings, Role, Span};

/// A text that has as many of them and more than full ones was typed so: told once.
const MANY: usize = 4;

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let mut found: Vec<(Span, String)> = Vec::new();
    let mut full = 0;
    for line in lines {
        let mut quotes = 0;
        let mut open = Vec::new();
        for at in line.marks() {
            match line.get(at) {
                '，' | '；' | '：' | '！' | '？' | '（' | '）' => full += 1,
                '"' => {
                    quotes += 1;
                    if near(line, at) {
                        let mark = if quotes % 2 == 1 { "“" } else { "”" };
                        found.push((line.span(at, at + 1), mark.to_owned()));
                    }
                }
                '(' => open.push((at, near(line, at) || han_inside(line, at))),
                ')' => match open.pop() {
                    Some((from, chinese)) if chinese || near(line, at) => {
                        found.push((line.span(from, from + 1), "（".to_owned()));
                        found.push((line.span(at, at + 1), "）".to_owned()));
                    }
                    Some(_) => {}
                    None if near(line, at) && is_han(line.back(at, 1)) => {
                        found.push((line.span(at, at + 1), "）".to_owned()));
                    }
                    None => {}
                },
                c => {
                    if let Some(wide) = wide(line, at, c) {
                        found.push((line.span(at, at + 1), wide.to_owned()));
                    }
                }
            }
        }
        for (at, chinese) in open {
            if chinese {
                found.push((line.span(at, at + 1), "（".to_owned()));
            }
        }
    }
    found.sort_by_key(|(span, _)| *span);
    let many = found.len() >= MANY && found.len() > full;
    let count = found.len();
    for (span, wide) in found {
        let mut finding = Finding::warning(
            "mark/half-width",
            span,
            if many {
                format!("全文有{count}处半角标点，中文里应用全角")
            } else {
                match wide.is_empty() {
                    true => "数字后面多了一个点".to_owned(),
                    false => format!("中文里的标点用全角：“{wide}”"),
                }
            },
            if many {
                format!("{count} half-width marks in Chinese text")
            } else {
                format!("write the full-width `{wide}`")
            },
        )
        .source("GB/T 15834-2011 5.1");
        if !many {
            // A point within a number may stand for a digit that is gone.
            let sure = !wide.is_empty();
            finding = finding.fix(wide, sure);
        }
        out.push(finding);
        if many {
            return;
        }
    }
}

fn chinese(c: char) -> bool {
    is_han(c) || is_one_of!(c, "”“》《）（、。，；：")
}

/// Whether a Chinese character stands beside a mark.
fn near(line: &Line<'_>, at: usize) -> bool {
    chinese(line.back(at, 1)) || chinese(line.get(at + 1))
}

/// Whether brackets that open here hold a Chinese character.
fn han_inside(line: &Line<'_>, at: usize) -> bool {
    (at + 1..at + 40).map(|place| line.get(place)).take_while(|c| !matches!(c, ')' | '\0')).any(is_han)
}

/// Whether a unit stands behind a point that follows the number of a count, not of a heading.
fn unit(line: &Line<'_>, at: usize) -> bool {
    let from = (0..at).rev().find(|place| !line.get(*place).is_ascii_digit());
    let counts = from.is_some_and(|place| is_han(line.get(place)));
    let units =
        ["公里", "万元", "亿元", "万亩", "平方", "公斤", "亩", "元", "%", "个百分点", "万人", "万吨", "人次"];
    counts && line.one_of(at + 1, &units).is_some()
}

/// The full-width form of a stop that stands in Chinese text.
fn wide(line: &Line<'_>, at: usize, c: char) -> Option<&'static str> {
    let (before, behind) = (line.back(at, 1), line.get(at + 1));
    let digits = before.is_ascii_digit() && behind.is_ascii_digit();
    let around = |c: char| chinese(c) || c.is_ascii_digit() || matches!(c, '%' | '％' | ')' | '"');
    match c {
        ',' if !digits && (chinese(before) || chinese(behind)) && around(before) => Some("，"),
        ';' if chinese(before) || (around(before) && chinese(behind)) => Some("；"),
        ':' if chinese(before) || (chinese(behind) && !before.is_ascii_digit() && around(before)) => {
            Some("：")
        }
        '!' if chinese(before) => Some("！"),
        '?' if chinese(before) => Some("？"),
        // 214.公里: a point with nothing behind it before a unit.
        '.' if before.is_ascii_digit() && unit(line, at) => Some(""),
        // 加强管理. at the end of a sentence; 1. and names of files are none.
        '.' if is_han(before)
            && behind != '.'
            && line.back(at, 2) != '.'
            // 二.加强 is told as an ordinal.
            && !(at <= 2 && (0..at).all(|place| is_numeral(line.get(place))))
            && (behind == '\0' || is_han(behind))
            && !matches!(line.paragraph.role, Role::Cell(_)) =>
        {
            Some("。")
        }
        '～' | '~' => None,
        _ => None,
    }
}
