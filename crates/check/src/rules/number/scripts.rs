//! One number, one range or one list in two scripts 汉字数字和阿拉伯数字混用: 三百20户, 九成2, 八百吨和600吨.

use super::counted::{behind_scale, is_code, unit_at};
use super::style::style;
use crate::Findings;
use crate::rules::line::{Digits, Line, is_han, is_numeral};

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    for number in numbers {
        mixed(line, number, out);
        half(line, number, out);
        fraction(line, number, out);
        year(line, number, out);
        tenths(line, number, out);
        listed(line, number, out);
        half_day(line, number, out);
        ranged(line, number, out);
    }
    for at in line.marks() {
        if matches!(line.get(at), '%' | '％' | '‰') {
            sign(line, at, out);
        }
    }
    for number in numbers {
        if line.get(number.to) == '年' {
            half_date(line, number.to, out);
        }
    }
    days(line, out);
}

/// 三百20户, 三亿2400万元: one number in two kinds of digits.
fn mixed(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let before = line.back(number.from, 1);
    let digit = |c: char| is_numeral(c) || c == '两';
    // 投资五亿3年建成 are two numbers.
    let goes_on = number.to - number.from >= 3 || matches!(line.get(number.to), '万' | '千' | '百');
    let large = matches!(before, '万' | '亿') && goes_on;
    let scaled = (matches!(before, '百' | '千') || large) && digit(line.back(number.from, 2));
    let plain = !number.fraction && !number.grouped && number.to - number.from <= if large { 4 } else { 3 };
    if scaled && plain && !line.back(number.from, 3).is_ascii_digit() && !is_code(line, number) {
        out.push(style(
            line.span(number.from - 2, number.to),
            format!("“{}”：一个数里汉字数字和阿拉伯数字不混用", line.text(number.from - 2, number.to)),
            "one number is written in two kinds of digits".to_owned(),
            "GB/T 15835-2011 5.3",
        ));
    }
}

/// 十2次, 二十5个: one number in two scripts.
fn half(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let before = line.back(number.from, 1);
    let digits = number.to - number.from;
    let counted = unit_at(line, number.to).is_some_and(|unit| !matches!(unit, "年" | "月" | "日"));
    let ten = before == '十' && digits == 1;
    if !ten || number.fraction || !counted || line.back(number.from, 2) == '第' {
        return;
    }
    let from = (number.from.saturating_sub(4)..number.from)
        .rev()
        .take_while(|at| is_numeral(line.get(*at)) || line.get(*at) == '百')
        .last()
        .unwrap_or(number.from);
    let quote = line.text(from, number.to);
    out.push(style(
        line.span(from, number.to),
        format!("“{quote}”：一个数不要一半用汉字、一半用阿拉伯数字"),
        format!("`{quote}` is one number in two scripts"),
        "GB/T 15835-2011 4.3",
    ));
}

/// 一九九8年: a year in two scripts.
fn year(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let from = number.from.saturating_sub(3);
    let digits = number.to - number.from;
    let before = (from..number.from)
        .rev()
        .take_while(|at| is_numeral(line.get(*at)) || matches!(line.get(*at), '〇' | '○' | '零'))
        .count();
    if line.get(number.to) == '年'
        && before > 0
        && before + digits == 4
        && !line.back(number.from, 1).is_ascii_digit()
    {
        let quote = line.text(number.from - before, number.to + 1);
        out.push(style(
            line.span(number.from - before, number.to + 1),
            format!("“{quote}”：一个数不要一半用汉字、一半用阿拉伯数字"),
            format!("`{quote}` is one number in two scripts"),
            "GB/T 15835-2011 4.3",
        ));
    }
}

/// 3分之一, 20世纪九十年代: two scripts in one expression.
fn fraction(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let parts = line.starts(number.to, "分之") && is_numeral(line.get(number.to + 2));
    let decade = line.starts(number.to, "世纪")
        && is_numeral(line.get(number.to + 2))
        && line.starts(number.to + 3, "十年代");
    if !(parts || decade) || is_code(line, number) {
        return;
    }
    let end = if decade { number.to + 6 } else { number.to + 3 };
    let quote = line.text(number.from, end);
    out.push(style(
        line.span(number.from, end),
        format!("“{quote}”：一个数不要一半用汉字、一半用阿拉伯数字"),
        format!("`{quote}` is one number in two scripts"),
        "GB/T 15835-2011 4.3",
    ));
}

/// 九十九%: the sign stands behind Arabic digits.
fn sign(line: &Line<'_>, at: usize, out: &mut Findings) {
    let part = |c: char| is_numeral(c) || matches!(c, '零' | '〇' | '百' | '点');
    let from = (at.saturating_sub(8)..at).rev().take_while(|at| part(line.get(*at))).last();
    let from = from.filter(|from| line.get(*from) != '点');
    let Some(from) = from.filter(|from| !line.back(*from, 1).is_ascii_digit()) else { return };
    let quote = line.text(from, at + 1);
    out.push(style(
        line.span(from, at + 1),
        format!("“{quote}”：“%”前用阿拉伯数字，汉字数字用“百分之”"),
        format!("`{quote}` is one number in two scripts"),
        "GB/T 15835-2011 4.3",
    ));
}

/// 2024年十二月五日, 2024年五月, 十二月5日: a date in two scripts.
fn half_date(line: &Line<'_>, at: usize, out: &mut Findings) {
    let month = line.skip_most(at + 1, 3, is_numeral);
    let day = line.skip_most(month + 1, 3, is_numeral);
    let year = at >= 4 && (at - 4..at).all(|place| line.get(place).is_ascii_digit());
    if !year || month == at + 1 || line.get(month) != '月' {
        return;
    }
    let to = match line.get(day) {
        '日' if day > month + 1 => day + 1,
        // 2024年八月十五 is a feast.
        _ if day > month + 1 => return,
        _ => month + 1,
    };
    two_scripts(line, at - 4, to, out);
}

/// Tells of a date whose month is in characters and whose day is in digits: 十二月5日.
fn half_day(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let Some(month) =
        number.from.checked_sub(1).filter(|at| line.get(*at) == '月' && line.get(number.to) == '日')
    else {
        return;
    };
    let from = (month.saturating_sub(2)..month).rev().take_while(|at| is_numeral(line.get(*at))).last();
    if let Some(from) = from.filter(|from| !line.back(*from, 1).is_ascii_digit()) {
        two_scripts(line, from, number.to + 1, out);
    }
}

fn two_scripts(line: &Line<'_>, from: usize, to: usize, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(style(
        line.span(from, to),
        format!("“{quote}”：一个日期不要一半用汉字、一半用阿拉伯数字"),
        "a date is written in two scripts".to_owned(),
        "GB/T 15835-2011 4.3",
    ));
}

/// Tells of tenths 成 and hundredths behind a digit: 入住率8成5 is 八成五, or 85%.
fn tenths(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let at = number.to + 1;
    if line.get(number.to) != '成' || number.to - number.from != 1 || !line.get(at).is_ascii_digit() {
        return;
    }
    let ends =
        !is_han(line.get(at + 1)) && !line.get(at + 1).is_ascii_alphanumeric() && line.get(at + 1) != '.';
    if !ends && line.one_of(at + 1, &["以上", "以下", "左右", "多"]).is_none() {
        return;
    }
    let right = format!("{}{}%", line.text(number.from, number.to), line.get(at));
    let quote = line.text(number.from, at + 1);
    out.push(
        style(
            line.span(number.from, at + 1),
            format!("“{quote}”应写作“{right}”，或者都用汉字"),
            format!("write `{right}` for `{quote}`"),
            "GB/T 15835-2011 4.3",
        )
        .fix(right, false),
    );
}

/// 800吨、六百吨和500吨: a number in characters beside one in digits, of one unit and with nothing between but the mark.
fn listed(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let joins = |c: char| matches!(c, '、' | '和' | '及' | '与' | '到' | '至');
    let end = behind_scale(line, number.to);
    let Some(unit) =
        unit_at(line, end).filter(|unit| !matches!(*unit, "年" | "月" | "日" | "期" | "天" | "次" | "度"))
    else {
        return;
    };
    let behind = end + unit.chars().count();
    let spelled = |c: char| is_numeral(c) || matches!(c, '百' | '千' | '两' | '零');
    // 百 or 千 with its digit, or 三十五: 三个村、12个组 is as it should be.
    let large = |from: usize, to: usize| {
        let text = line.text(from, to);
        let count = text.chars().count();
        (count >= 2 && text.contains(['百', '千'])) || (count >= 3 && text.contains('十'))
    };
    let next = joins(line.get(behind)).then(|| {
        let to = line.skip_most(behind + 1, 8, spelled);
        (behind + 1, to)
    });
    let next = next.filter(|(_, to)| line.starts(*to, unit));
    let before =
        number.from.checked_sub(1).filter(|at| joins(line.get(*at)) && line.ends(*at, unit)).and_then(|at| {
            let to = at - unit.chars().count();
            let from = (to.saturating_sub(8)..to).rev().take_while(|at| spelled(line.get(*at))).last()?;
            Some((from, to))
        });
    let Some((from, to)) = next.or(before).filter(|(from, to)| large(*from, *to)) else { return };
    let quote = line.text(from, to + unit.chars().count());
    out.push(style(
        line.span(from, to + unit.chars().count()),
        format!("“{quote}”：并列的数有的用汉字数字、有的用阿拉伯数字，应当统一"),
        format!("`{quote}` stands in a list of numbers in digits"),
        "GB/T 15835-2011 4.3",
    ));
}

/// 三至5名: the ends of one range.
fn ranged(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let counted = unit_at(line, behind_scale(line, number.to)).is_some_and(|unit| {
        !matches!(unit, "年" | "月" | "日" | "期" | "层" | "周" | "类" | "级" | "度" | "节" | "项" | "条")
    });
    let (join, one) = (line.back(number.from, 1), line.back(number.from, 2));
    // 周一至5月, 第一至3季度, 十五至20名.
    let before = line.back(number.from, 3);
    let alone = !before.is_ascii_alphanumeric()
        && !is_numeral(before)
        && !matches!(before, '周' | '期' | '第' | '月' | '初' | '百' | '千' | '零');
    if !counted
        || !matches!(join, '至' | '到' | '～' | '—' | '-')
        || !(is_numeral(one) || one == '两')
        || !alone
        || is_code(line, number)
    {
        return;
    }
    let quote = line.text(number.from - 2, number.to);
    out.push(style(
        line.span(number.from - 2, number.to),
        format!("“{quote}”：范围两头有的用汉字数字、有的用阿拉伯数字，应当统一"),
        format!("the ends of `{quote}` are written in two scripts"),
        "GB/T 15835-2011 4.3",
    ));
}

/// 9月30号, 八月三十一号: a day is 日 in what is written.
fn days(line: &Line<'_>, out: &mut Findings) {
    let part = |c: char| c.is_ascii_digit() || is_numeral(c);
    for at in line.chars().iter().enumerate().filter(|(_, c)| **c == '号').map(|(at, _)| at) {
        let day = (at.saturating_sub(3)..at).rev().take_while(|place| part(line.get(*place))).last();
        let Some(month) = day.and_then(|day| day.checked_sub(1)).filter(|month| line.get(*month) == '月')
        else {
            continue;
        };
        let from = (month.saturating_sub(2)..month).rev().take_while(|place| part(line.get(*place))).last();
        let named = line
            .one_of(at + 1, &["文", "令", "公告", "楼", "线", "机", "井", "通", "案", "车", "风", "柴", "汽"])
            .is_some();
        let Some(from) = from.filter(|_| !named) else { continue };
        let quote = line.text(from, at + 1);
        let right = format!("{}日", line.text(from, at));
        out.push(
            style(
                line.span(from, at + 1),
                format!("“{quote}”应写作“{right}”：书面日期用“日”，“号”是口语"),
                format!("write `{right}` for `{quote}`"),
                "GB/T 9704-2012 7.3.5.4",
            )
            .fix(right, true),
        );
    }
}
