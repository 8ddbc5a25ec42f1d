//! Times of day 时刻 and dates whose words are mixed up: 24:60, 上午15时, 6日15日.

use super::calendar::impossible;
use crate::rules::line::Line;
use crate::{Finding, Findings};

/// Words for the first half of a day.
const MORNING: [&str; 5] = ["上午", "早上", "早晨", "凌晨", "清晨"];

/// What stands before a time of day.
const CLOCK: [&str; 14] =
    ["日", "午", "晚", "晨", "上", "时间", "时间：", "至", "到", "—", "-", "～", "当天", "每天"];

pub(super) fn run(line: &Line<'_>, out: &mut Findings) {
    for at in 1..line.len() {
        match line.get(at) {
            ':' | '：' => digits(line, at, out),
            '时' | '点' => half(line, at, out),
            '日' => twice(line, at, out),
            '年' => {
                twice(line, at, out);
                afar(line, at, out);
            }
            _ => {}
        }
    }
}

/// The number in digits that ends before a place, and where it begins.
fn number(line: &Line<'_>, to: usize) -> Option<(usize, u32)> {
    let from = (to.saturating_sub(3)..to).rev().take_while(|at| line.get(*at).is_ascii_digit()).last()?;
    (to - from <= 2).then(|| line.text(from, to).parse().ok().map(|value| (from, value)))?
}

/// 9:75, 24:60, beside a word that says it is a time of day.
fn digits(line: &Line<'_>, at: usize, out: &mut Findings) {
    let to = line.skip_most(at + 1, 3, |c| c.is_ascii_digit());
    let Some((from, hour)) = number(line, at) else { return };
    let Some(minute) = line.text(at + 1, to).parse::<u32>().ok().filter(|_| to == at + 3) else { return };
    let wrong = hour > 24 || minute > 59 || (hour == 24 && minute > 0);
    if wrong && line.one_before(from, &CLOCK).is_some() && !matches!(line.get(to), ':' | '：' | '.' | '%') {
        impossible(line, from, to, "一天24小时，一小时60分", out);
    }
}

/// 上午15时: the hour is one of the other half of the day.
fn half(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some((from, hour)) = number(line, at) else { return };
    let Some(word) = line.one_before(from, &MORNING) else { return };
    if (13..=24).contains(&hour) {
        impossible(line, from - word.chars().count(), at + 1, &format!("{hour}时不在{word}"), out);
    }
}

/// 自2204年起: a year that is not to come in this time.
fn afar(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some(from) = at.checked_sub(4).filter(|from| !line.back(*from, 1).is_ascii_digit()) else { return };
    let year = line.text(from, at).parse::<u32>().ok().filter(|year| (2100..=9999).contains(year));
    let led = line.one_before(from, &["自", "从", "截至", "截止", "到", "至", "于", "在"]).is_some();
    let dated = line.one_of(at + 1, &["起", "以来", "底", "末", "度", "上半年", "下半年"]).is_some();
    let month = line.skip_most(at + 1, 3, |c| c.is_ascii_digit());
    let month = month > at + 1 && line.get(month) == '月';
    if year.is_some() && (month || (led && dated)) {
        impossible(line, from, at + 1, "年份写错了", out);
    }
}

/// Tells of dates in which 日 or 年 stands where 月 was meant: 6日15日, 2024年6年15日.
fn twice(line: &Line<'_>, at: usize, out: &mut Findings) {
    let Some((from, month)) = number(line, at) else { return };
    let to = line.skip_most(at + 1, 3, |c| c.is_ascii_digit());
    let Some(day) = line.text(at + 1, to).parse::<u32>().ok().filter(|_| to - at <= 3) else { return };
    let year = line.get(at) == '年';
    let after_year = line.back(from, 1) == '年' && line.back(from, 2).is_ascii_digit();
    if !(1..=12).contains(&month)
        || !(1..=31).contains(&day)
        || line.get(to) != '日'
        || (year && !after_year)
        || (!year && line.back(from, 1) == '月')
    {
        return;
    }
    let quote = line.text(from, to + 1);
    let right = format!("{month}月{day}日");
    out.push(
        Finding::warning(
            "date/malformed",
            line.span(from, to + 1),
            format!("“{quote}”不是规范的日期，应为“{right}”"),
            format!("`{quote}` is no date; `{right}` is meant"),
        )
        .fix(right, false)
        .source("GB/T 7408.1-2023"),
    );
}
