//! Days that no calendar has, and forms that are no dates.

use crate::chars::is_one_of;
use jiff::civil::{Date, Weekday};

use super::named::Named;
use crate::rules::line::{Digits, Line, is_han, numeral};
use crate::{Finding, Findings, Role};

/// What may follow a day whose 日 is missing.
const BEHIND_DAY: [&str; 23] = [
    "前", "起", "止", "召开", "至今", "上午", "下午", "晚", "凌晨", "开工", "竣工", "完工", "，", "。", "；",
    "、", "）", "（", "正式", "在", "以前", "以后", "之前",
];

pub(super) fn run(line: &Line<'_>, dates: &[Named], out: &mut Findings) {
    for date in dates {
        days(line, date, out);
    }
    let numbers = line.numbers();
    for (index, number) in numbers.iter().enumerate() {
        form(line, number, numbers.get(index + 1), out);
        quarter(line, number, out);
        time(line, number, numbers.get(index + 1), out);
        hour(line, number, out);
        monthless(line, number, out);
    }
    chinese(line, out);
    twice(line, out);
}

/// Tells of a day or a time of day that no calendar and no clock has, with the reason.
pub(super) fn impossible(line: &Line<'_>, from: usize, to: usize, why: &str, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(
        Finding::error(
            "date/impossible",
            line.span(from, to),
            format!("“{quote}”不存在：{why}"),
            format!("there is no such date or time as `{quote}`"),
        )
        .source("GB/T 7408.1-2023"),
    );
}

fn malformed(line: &Line<'_>, place: (usize, usize), right: &str, why: &str, sure: bool, out: &mut Findings) {
    let quote = line.text(place.0, place.1);
    let finding = Finding::warning(
        "date/malformed",
        line.span(place.0, place.1),
        format!("“{quote}”不是规范的日期：{why}"),
        format!("`{quote}` is no date in due form"),
    )
    .source("GB/T 9704-2012 7.3.5.4");
    out.push(if right.is_empty() { finding } else { finding.fix(right, sure) });
}

/// 13月, 2月30日, 31日 of a short month, a weekday that is another one.
fn days(line: &Line<'_>, date: &Named, out: &mut Findings) {
    let Some(month) = date.month else { return };
    if !(1..=12).contains(&month) {
        if line.get(date.from.wrapping_sub(1)) != '个' {
            impossible(line, date.from, date.to, "一年只有12个月", out);
        }
        return;
    }
    let Some(day) = date.day else { return };
    // A leap year stands for a year that is not known.
    let year = date.year.unwrap_or(2024);
    match Date::new(year, month, day) {
        Err(_) => {
            let last = Date::new(year, month, 1).map_or(31, |first| first.days_in_month());
            let year = if month == 2 && date.year.is_some() { format!("{year}年") } else { String::new() };
            impossible(line, date.from, date.to, &format!("{year}{month}月只有{last}天"), out);
        }
        Ok(known) if date.year.is_some() => weekday(line, date, known, out),
        Ok(_) => {}
    }
    padded(line, date, out);
}

/// （星期三） behind a date that was no Wednesday.
fn weekday(line: &Line<'_>, date: &Named, known: Date, out: &mut Findings) {
    if !matches!(line.get(date.to), '（' | '(' | '星' | '周') {
        return;
    }
    let from = date.to + usize::from(matches!(line.get(date.to), '（' | '('));
    let Some(word) = line.one_of(from, &["星期", "周", "礼拜"]) else { return };
    let at = from + word.chars().count();
    let names = [
        (Weekday::Monday, '一'),
        (Weekday::Tuesday, '二'),
        (Weekday::Wednesday, '三'),
        (Weekday::Thursday, '四'),
        (Weekday::Friday, '五'),
        (Weekday::Saturday, '六'),
        (Weekday::Sunday, '日'),
    ];
    let written = names.iter().find(|(_, c)| *c == line.get(at) || (*c == '日' && line.get(at) == '天'));
    let right = names.iter().find(|(day, _)| *day == known.weekday());
    if let (Some((day, _)), Some((_, right))) = (written, right)
        && *day != known.weekday()
    {
        impossible(line, date.from, at + 1, &format!("这一天是星期{right}"), out);
    }
}

/// Tells of a zero before a month or a day written with 月 and 日: 03月05日 is 3月5日.
fn padded(line: &Line<'_>, date: &Named, out: &mut Findings) {
    let text = line.text(date.from, date.to);
    let tail = text.split('年').next_back().unwrap_or(text);
    let padded = |part: &str| part.starts_with('0') && part.len() == 2;
    let parts: Vec<&str> = tail.split(['月', '日', '号']).collect();
    if parts.iter().any(|part| padded(part)) {
        let head = &text[..text.len() - tail.len()];
        let right = format!("{head}{}月{}日", date.month.unwrap_or(1), date.day.unwrap_or(1));
        malformed(line, (date.from, date.to), &right, "月、日不编虚位（1不写作01）", true, out);
    }
}

/// Tells of dates whose form is broken: 2024.12.31, 2024年3日, 12月31前, 202年3月.
fn form(line: &Line<'_>, number: &Digits, next: Option<&Digits>, out: &mut Findings) {
    if number.grouped || matches!(line.paragraph.role, Role::Cell(_)) {
        return;
    }
    dotted(line, number, out);
    pointed(line, number, out);
    let length = number.to - number.from;
    let mark = line.get(number.to);
    let joined = |next: &Digits| next.from == number.to + 1 && !next.fraction;
    parted(line, number, next, out);
    match mark {
        '年' if !number.fraction => {
            let month = next.filter(|next| joined(next) && line.get(next.to) == '月');
            if let Some(month) = month
                && matches!(length, 3 | 5 | 6)
            {
                malformed(line, (number.from, month.to + 1), "", "年份应为四位", false, out);
            } else if matches!(length, 5 | 6) && line.text(number.from, number.from + 2) == "20" {
                malformed(line, (number.from, number.to + 1), "", "年份应为四位", false, out);
            }
            // 202年底, 223年以来: three digits of a year.
            let short = length == 3
                && line.text(number.from, number.from + 2) == "20"
                && line
                    .one_of(
                        number.to + 1,
                        &["底", "末", "以来", "度", "初", "年底", "上半年", "下半年", "全年"],
                    )
                    .is_some();
            if short {
                malformed(line, (number.from, number.to + 1), "", "年份应为四位", false, out);
            }
            if number.is_year(line)
                && let Some(next) = next.filter(|next| joined(next))
            {
                // 2024年6底: the end of no month.
                let part = line.one_of(next.to, &["底", "末", "初", "上旬", "中旬", "下旬"]);
                if part.is_some() && next.whole(line).is_some_and(|month| (1..=12).contains(&month)) {
                    malformed(line, (number.from, next.to), "", "缺少“月”", false, out);
                    return;
                }
                if line.get(next.to) == '日' && next.to - next.from <= 2 {
                    malformed(line, (number.from, next.to + 1), "", "缺少月份", false, out);
                } else if matches!(line.get(next.to), '。' | '，' | '；' | '\0' | '年')
                    && next.to - next.from <= 2
                    && line.get(next.to) != '年'
                {
                    malformed(line, (number.from, next.to), "", "缺少“月”", false, out);
                }
            }
        }
        '月' if number.is_year(line) => {
            malformed(line, (number.from, number.to + 1), "", "年份后应为“年”", false, out);
        }
        '月' if length <= 2 && !number.fraction => {
            let Some(day) = next.filter(|next| joined(next) && next.to - next.from <= 2) else { return };
            let Some(value) = day.whole(line).filter(|day| (1..=31).contains(day)) else { return };
            // 3月1至5日, 3月1—5日, 3月1、2日 name their 日 later.
            if line.one_of(day.to, &BEHIND_DAY).is_none()
                || (line.get(day.to) == '、' && line.get(day.to + 1).is_ascii_digit())
            {
                return;
            }
            let right = format!("{}月{value}日", line.text(number.from, number.to));
            malformed(line, (number.from, day.to), &right, "缺少“日”", false, out);
        }
        _ => {}
    }
}

/// Tells of a mark between 年 and the month, or 月 and the day: 2026年.5月, 5月，12日.
fn parted(line: &Line<'_>, number: &Digits, next: Option<&Digits>, out: &mut Findings) {
    let Some(next) = next.filter(|next| next.from == number.to + 2 && next.to - next.from <= 2) else {
        return;
    };
    let value = next.whole(line).unwrap_or_default();
    let (unit, mark, behind) = (line.get(number.to), line.get(number.to + 1), line.get(next.to));
    let month =
        unit == '年' && number.is_year(line) && matches!(mark, '.' | ',' | '·' | '．') && behind == '月';
    let day = unit == '月'
        && number.to - number.from <= 2
        && matches!(mark, '.' | ',' | '，' | '·' | '．')
        && matches!(behind, '日' | '号');
    if (month && (1..=12).contains(&value)) || (day && (1..=31).contains(&value)) {
        let right = format!("{}{unit}{value}{behind}", line.text(number.from, number.to));
        malformed(line, (number.from, next.to + 1), &right, "日期中间多了标点", true, out);
    }
}

/// Tells of a year that a point stands behind instead of 年: 2024.6月.
fn pointed(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let text = line.text(number.from, number.to);
    let Some((year, month)) = text.split_once('.') else { return };
    let fits = month.parse().is_ok_and(|month: u32| (1..=12).contains(&month));
    if line.get(number.to) == '月' && year.len() == 4 && year.starts_with("20") && fits {
        let right = format!("{year}年{}月", month.trim_start_matches('0'));
        malformed(line, (number.from, number.to + 1), &right, "正文里写全年、月", true, out);
    }
}

/// Tells of dates in figures and marks, where prose writes 年, 月 and 日: 2024.12.31, 2024-12-31, 2024/12/31.
fn dotted(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let from = number.from;
    let mark = line.get(from + 4);
    if !matches!(mark, '.' | '-' | '/' | '．' | '－' | '—')
        || !(from..from + 4).all(|at| line.get(at).is_ascii_digit())
    {
        return;
    }
    let month_end = line.skip(from + 5, |c| c.is_ascii_digit());
    let day_end = line.skip(month_end + 1, |c| c.is_ascii_digit());
    let (month, day) = (line.text(from + 5, month_end), line.text(month_end + 1, day_end));
    let fits = |part: &str, most: u32| {
        part.len() <= 2 && part.parse().is_ok_and(|value: u32| (1..=most).contains(&value))
    };
    let alone = |c: char| is_han(c) || c == '\0' || is_one_of!(c, "，。；、（）：“”()");
    if line.get(month_end) != mark
        || !fits(month, 12)
        || !fits(day, 31)
        || !line.starts(from, "20") && !line.starts(from, "19")
    {
        return;
    }
    if !alone(line.back(from, 1))
        || !(alone(line.get(day_end)) || matches!(line.get(day_end), '-' | '—' | '～' | ',' | ' '))
    {
        return;
    }
    // A line of its own, as 时间：2024-12-31, is no sentence.
    let label = line.one_before(from, &["时间：", "日期：", "时间:", "日期:", "发布："]).is_some();
    if label || (from == 0 && line.len() < 20 && !line.paragraph.text.contains('，')) {
        return;
    }
    let trim = |part: &str| part.trim_start_matches('0').to_owned();
    let end = if line.get(day_end) == '日' { day_end + 1 } else { day_end };
    let right = format!("{}年{}月{}日", line.text(from, from + 4), trim(month), trim(day));
    malformed(line, (from, end), &right, "正文里写全年、月、日", true, out);
}

/// Tells of quarters that no year has: 第5季度.
fn quarter(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    if line.back(number.from, 1) == '第'
        && line.starts(number.to, "季度")
        && number.whole(line).is_some_and(|it| !(1..=4).contains(&it))
    {
        impossible(line, number.from - 1, number.to + 2, "一年只有四个季度", out);
    }
}

/// 次日28时, 上午25时: an hour that no day has, beside a word that says it is one.
fn hour(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let value = number.whole(line).filter(|it| (25..100).contains(it) && !number.fraction);
    let whole = number.to - number.from == 2 && matches!(line.get(number.to), '时' | '点');
    let other =
        matches!(line.get(number.to + 1), '间' | '许' | '候' | '代' | '分' | '差' | '位' | '多' | '赞');
    let minutes = line.get(number.to + 1).is_ascii_digit();
    let told = ["日", "午", "晚", "晨", "至", "到", "于", "次日", "当天", "号", "时", "前", "—", "-", "～"]
        .iter()
        .any(|word| line.ends(number.from, word));
    let clock = line.get(number.to) == '时'
        || ["日", "午", "晚", "晨", "次日", "当天"].iter().any(|word| line.ends(number.from, word));
    if value.is_some() && whole && !other && !minutes && told && clock {
        impossible(line, number.from, number.to + 1, "一天24小时，一小时60分", out);
    }
}

/// 2023年月竣工: the month is missing.
fn monthless(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let behind = line.get(number.to + 2);
    if number.is_year(line)
        && line.starts(number.to, "年月")
        && (matches!(behind, '，' | '。' | '底' | '初' | '末' | '前' | '起' | '以' | '至')
            || line
                .one_of(
                    number.to + 2,
                    &["竣工", "完工", "开工", "建成", "通车", "投产", "验收", "完成", "启动", "交付", "成立"],
                )
                .is_some())
    {
        malformed(line, (number.from, number.to + 2), "", "缺少月份", false, out);
    }
}

/// Tells of times of day that no clock shows: 25时, 12时75分, 9:70.
fn time(line: &Line<'_>, number: &Digits, next: Option<&Digits>, out: &mut Findings) {
    let Some(next) = next.filter(|next| next.from == number.to + 1 && next.to - next.from == 2) else {
        return;
    };
    let (Some(hour), Some(minute)) = (number.whole(line), next.whole(line)) else { return };
    if number.fraction || next.fraction || number.to - number.from > 2 {
        return;
    }
    let words = matches!(line.get(number.to), '时' | '点') && line.get(next.to) == '分';
    if words && (hour > 24 || minute > 59) {
        impossible(line, number.from, next.to + 1, "一天24小时，一小时60分", out);
    }
}

/// Tells of days, months and quarters in Chinese numerals that do not exist: 二月三十日, 十三月五日, 第五季度.
fn chinese(line: &Line<'_>, out: &mut Findings) {
    let digit = |c: char| is_one_of!(c, "一二三四五六七八九十");
    for at in 0..line.len() {
        if line.get(at) == '季'
            && line.get(at + 1) == '度'
            && matches!(line.back(at, 2), '第' | '、')
            && is_one_of!(line.back(at, 1), "五六七八九")
        {
            impossible(line, at - 2, at + 2, "一年只有四个季度", out);
        }
        if line.get(at) != '月' || !digit(line.back(at, 1)) {
            continue;
        }
        let from =
            (at.saturating_sub(3)..at).rev().take_while(|place| digit(line.get(*place))).last().unwrap_or(at);
        let end = line.skip(at + 1, digit);
        if end == at + 1 || line.get(end) != '日' || matches!(line.back(from, 1), '正' | '腊' | '历') {
            continue;
        }
        let (Some(month), Some(day)) = (numeral(line.text(from, at)), numeral(line.text(at + 1, end))) else {
            continue;
        };
        let last = match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        if month == 0 || month > 12 {
            impossible(line, from, end + 1, "一年只有12个月", out);
        } else if day == 0 || day > last {
            impossible(line, from, end + 1, &format!("{month}月没有{day}日"), out);
        }
    }
}

/// Tells of 年, 月 or 日 that stands twice: 2024年年3月, 12月31日日.
fn twice(line: &Line<'_>, out: &mut Findings) {
    for at in 2..line.len() {
        let c = line.get(at);
        let doubled =
            matches!(c, '年' | '月' | '日') && line.back(at, 1) == c && line.back(at, 2).is_ascii_digit();
        // 2024年年底, 2024年年均, 5日日间: the second one begins a word.
        if !doubled
            || !(line.get(at + 1).is_ascii_digit() || matches!(line.get(at + 1), '，' | '。' | '前' | '起'))
        {
            continue;
        }
        let from =
            (0..at - 1).rev().take_while(|place| line.get(*place).is_ascii_digit()).last().unwrap_or(at - 2);
        let right = line.text(from, at).to_owned();
        malformed(line, (from, at + 1), &right, "同一个字写了两次", true, out);
    }
}
