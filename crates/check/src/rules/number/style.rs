//! How numbers are written 数字用法: full-width digits, grouping, 〇 in years, years cut short, approximate numbers,
//! 千 and 百 beside digits.

use super::counted::is_code;
use crate::chars::is_one_of;
use crate::rules::line::{Digits, Line, is_han, is_numeral};
use crate::{Finding, Findings, Span};

/// What a zero in a year of Chinese digits is mistaken for.
const ZEROS: [char; 8] = ['0', '零', 'O', 'o', '○', '◯', 'Ｏ', '０'];

/// Measure words behind an approximate number; in 一、二年级 and 三、四季度 the two are a list.
const COUNTS: [&str; 29] = [
    "场", "位", "辆", "头", "个", "天", "次", "名", "户", "里", "公里", "十", "百", "斤", "吨", "倍", "间",
    "人", "家", "件", "处", "亩", "小时", "分钟", "米", "岁", "千", "万", "台",
];

pub(super) fn style(span: Span, zh: String, en: String, source: &str) -> Finding {
    Finding::warning("number/style", span, zh, en).source(source)
}

fn tell(line: &Line<'_>, place: (usize, usize), right: &str, why: &str, clause: &str, out: &mut Findings) {
    let quote = line.text(place.0, place.1);
    out.push(
        style(
            line.span(place.0, place.1),
            format!("“{quote}”应写作“{right}”：{why}"),
            format!("write `{right}` for `{quote}`"),
            &format!("GB/T 15835-2011 {clause}"),
        )
        .fix(right, true),
    );
}

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    for (index, number) in numbers.iter().enumerate() {
        groups(line, number, out);
        point(line, number, out);
        scale(line, number, out);
        years(line, number, out);
        percent(line, number, out);
        if let Some(next) = numbers.get(index + 1) {
            approximate(line, number, next, out);
        }
    }
    let mut at = 0;
    while at < line.len() {
        let c = line.get(at);
        if matches!(c, '０'..='９') {
            at = full_width(line, at, out);
            continue;
        }
        if c == '、' {
            words(line, at, out);
        }
        if matches!(c, '一' | '二') {
            zero(line, at, out);
        }
        if matches!(c, '〇' | '○' | '0') {
            counted_zero(line, at, out);
        }
        if matches!(c, '几' | '数') {
            several(line, at, out);
        }
        at += 1;
    }
}

/// １２３: digits are half-width.
fn full_width(line: &Line<'_>, at: usize, out: &mut Findings) -> usize {
    let part = |c: char| matches!(c, '０'..='９' | '．' | '％' | '0'..='9');
    let end = line.skip(at, part);
    let narrow: String = line
        .text(at, end)
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            '．' => '.',
            '％' => '%',
            other => other,
        })
        .collect();
    let dotted = line.get(end.saturating_sub(1)) == '．';
    let (end, narrow) =
        if dotted { (end - 1, narrow.trim_end_matches('.').to_owned()) } else { (end, narrow) };
    // A year of ○ and a full-width zero is looked at as a year.
    if !is_numeral(line.back(at, 1)) {
        tell(line, (at, end), &narrow, "阿拉伯数字用半角", "5.1.7", out);
    }
    end.max(at + 1)
}

/// 12,34.5: groups have three digits. 12．5, 3。5: no decimal point.
fn groups(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    if line.get(number.to) == ',' && line.get(number.to + 1).is_ascii_digit() && number.to - number.from <= 3
    {
        let end = line.skip_most(number.to, 24, |c| c.is_ascii_digit() || c == ',');
        let behind = line.get(end);
        let parts: Vec<&str> = line.text(number.from, end).split(',').collect();
        let wrong = parts.len() > 2 && parts.iter().skip(1).any(|part| part.len() == 3);
        let decimal = behind == '.'
            && line.get(end + 1).is_ascii_digit()
            && parts.iter().skip(1).any(|part| part.len() != 3);
        if (wrong && parts.iter().skip(1).any(|part| part.len() != 3)) || decimal {
            let to = line.skip(end, |c| c.is_ascii_digit() || c == '.');
            let to = if line.get(to.saturating_sub(1)) == '.' { to - 1 } else { to };
            let right = line.text(number.from, to).replace(',', "");
            tell(line, (number.from, to), &right, "千分撇隔三位一撇", "5.1.1", out);
        }
    }
}

/// Tells of decimal points that are none, or lack their nought: 12．5, 3。5, .5.
fn point(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let mark = line.get(number.to);
    if !number.fraction && matches!(mark, '．' | '。' | '·') && line.get(number.to + 1).is_ascii_digit() {
        let end = line.skip(number.to + 1, |c| c.is_ascii_digit());
        let scaled = line
            .one_of(end, &["%", "万", "亿", "元", "亩", "公里", "吨", "米", "个百分点", "平方", "公顷", "倍"])
            .is_some();
        if scaled && (mark != '·') {
            let right = format!("{}.{}", line.text(number.from, number.to), line.text(number.to + 1, end));
            tell(line, (number.from, end), &right, "小数点用下脚点", "5.1.2", out);
        }
    }
    if line.back(number.from, 1) == '.' && is_han(line.back(number.from, 2)) && number.from > 2 {
        let scaled = line
            .one_of(number.to, &["%", "万", "亿", "元", "亩", "公里", "吨", "米", "个百分点", "公顷", "倍"]);
        if scaled.is_some() && !is_numeral(line.back(number.from, 2)) {
            let right = format!("0.{}", line.text(number.from, number.to));
            tell(line, (number.from - 1, number.to), &right, "纯小数要写出小数点前的0", "5.1.2", out);
        }
    }
}

/// 5千元, 3百户: beside digits only 万 and 亿.
fn scale(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let word = line.get(number.to);
    let zeros = match word {
        '千' => "000",
        '百' => "00",
        '十' => "0",
        _ => return,
    };
    let behind = line.get(number.to + 1);
    let unit = match word {
        '千' => "米克瓦伏卡帕焦赫安升吨牛",
        '百' => "分帕搭货家姓",
        _ => "二三四五六七八九字堰佳大多年",
    };
    if unit.contains(behind)
        || number.fraction
        || number.grouped
        || is_code(line, number)
        || number.is_year(line)
    {
        return;
    }
    if number.to - number.from > 2 || (word == '十' && !is_one_of!(behind, "多余几来个名户亩万人条处"))
    {
        return;
    }
    let right = format!("{}{zeros}", line.text(number.from, number.to));
    let why = format!("阿拉伯数字后只用“万”“亿”，不用“{word}”");
    if matches!(behind, '万' | '亿') {
        // 9千亿元 is against the clause and yet common.
        let quote = line.text(number.from, number.to + 2);
        let span = line.span(number.from, number.to + 2);
        let zh = format!("“{quote}”可写作“{right}{behind}”：{why}");
        let source = "GB/T 15835-2011 5.3";
        out.push(
            Finding::hint("number/style", span, zh, format!("`{right}{behind}` is clearer")).source(source),
        );
        return;
    }
    tell(line, (number.from, number.to + 1), &right, &why, "5.3", out);
}

/// What a year is told with, and no span of years.
const EDGES: [&str; 8] = ["底", "末", "年底", "年末", "度", "上半年", "下半年", "全年"];

/// The same where another year of the paragraph stands in full.
const SEASONS: [&str; 10] =
    ["春季", "秋季", "夏季", "冬季", "春运", "第一季度", "一季度", "二季度", "三季度", "四季度"];

/// 24年3月, 自24年以来, 2023-24年: years have four digits.
fn years(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    if number.to - number.from != 2 || number.fraction || line.get(number.to) != '年' || is_code(line, number)
    {
        return;
    }
    let Some(short) = number.whole(line) else { return };
    let (before, at) = (line.back(number.from, 1), number.to + 1);
    let cut = is_one_of!(before, "-—～~－至")
        && line.one_before(number.from - 1, &["19", "20"]).is_none()
        && line.text(number.from.saturating_sub(5), number.from - 1).starts_with("20");
    let digits = line.skip_most(at, 3, |c| c.is_ascii_digit());
    // 24年3月, 24年1—3月.
    let ranged = matches!(line.get(digits), '-' | '—' | '～' | '~' | '－' | '至')
        && line.get(line.skip_most(digits + 1, 2, |c| c.is_ascii_digit())) == '月';
    let month = digits > at && (line.get(digits) == '月' || ranged) && digits - at <= 2;
    let edge = line.one_of(at, &EDGES).is_some() && !is_one_of!(line.get(at + 1), "蕴子色薪");
    let cut = cut || beside_full(line, number);
    let edge = edge || (line.one_of(at, &SEASONS).is_some() && has_full(line));
    let since = line.one_before(number.from, &["自", "从", "截至", "截止"]).is_some()
        && line.one_of(at, &["以来", "起", "开始", "底", "末", "度"]).is_some();
    let duration = line
        .one_before(
            number.from,
            &["近", "第", "约", "超", "满", "历时", "用", "达", "过去", "未来", "连续", "了"],
        )
        .is_some();
    // 23年，…；2024年，…: at the head of a sentence that has a year in full.
    let head = matches!(before, '\0' | '。' | '；')
        && matches!(line.get(at), '，' | ',')
        && line.text(at, at + 200).contains("年")
        && (at..line.len().min(at + 200))
            .any(|place| line.starts(place, "20") && line.get(place + 4) == '年');
    if (cut || ((month || edge || since || head) && !duration))
        && ((10..=49).contains(&short) || (since && short >= 50))
        && !before.is_ascii_digit()
        && before != '.'
    {
        let right = if short >= 50 { format!("19{short}年") } else { format!("20{short}年") };
        tell(line, (number.from, number.to + 1), &right, "年份不能省略前两位", "5.1.4", out);
    }
}

/// Whether a year of the paragraph stands in full.
fn has_full(line: &Line<'_>) -> bool {
    line.numbers().iter().take(60).any(|it| it.is_year(line) && line.get(it.to) == '年')
}

/// 2023年、24年; 2023年至24年; 比23年增长: beside a year in full, or what is held against it.
fn beside_full(line: &Line<'_>, number: &Digits) -> bool {
    let behind = number.to + 1;
    let later = ["后", "前", "来", "期", "内", "间", "多", "余", "以上", "以下", "左右", "之"];
    if line.one_of(behind, &later).is_some() {
        return false;
    }
    let link = line.one_before(number.from, &["、", "至", "和", "与", "及", "—", "-", "～", "到"]);
    let before = number.from - link.map_or(0, |word| word.chars().count());
    // 2020年、30年树龄 is another thing.
    let ends = !is_han(line.get(behind))
        || line
            .one_of(
                behind,
                &[
                    "连续",
                    "分别",
                    "两年",
                    "三年",
                    "度",
                    "上半年",
                    "下半年",
                    "全年",
                    "均",
                    "都",
                    "的",
                    "和",
                    "至",
                    "到",
                ],
            )
            .is_some();
    let full = link.is_some()
        && ends
        && line.back(before, 1) == '年'
        && before > 4
        && (before - 5..before - 1).all(|at| line.get(at).is_ascii_digit());
    let held = line.one_before(number.from, &["比", "较"]).is_some()
        && line
            .one_of(behind, &["增长", "增加", "下降", "减少", "提高", "上升", "降低", "同期", "回落", "翻"])
            .is_some();
    full || held
}

/// Tells of 百分之 before Arabic digits: 百分之20 is 20%.
fn percent(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    if line.ends(number.from, "百分之") && !matches!(line.get(number.to), '%' | '％') {
        let right = format!("{}%", line.text(number.from, number.to));
        tell(line, (number.from - 3, number.to), &right, "百分数用“%”，不与“百分之”混用", "4.3", out);
    }
}

/// 3、4个: an approximate number has Chinese digits and no mark.
fn approximate(line: &Line<'_>, number: &Digits, next: &Digits, out: &mut Findings) {
    if line.get(number.to) != '、' || next.from != number.to + 1 || number.fraction || next.fraction {
        return;
    }
    let (Some(one), Some(other)) = (number.whole(line), next.whole(line)) else { return };
    let close = one + 1 == other || (one, other) == (3, 5);
    if !close || one == 0 || other > 9 || number.to - number.from > 1 {
        return;
    }
    let listed = |c: char| c.is_ascii_digit() || matches!(c, '第' | '、' | '（' | '(' | '.' | '-' | '—');
    let Some(unit) = line.one_of(next.to, &COUNTS) else { return };
    if listed(line.back(number.from, 1))
        || (unit == "个" && line.get(next.to + 1) == '月') && listed(line.get(next.to + 2))
    {
        return;
    }
    let digit = |value: u64| {
        "〇一二三四五六七八九".chars().nth(usize::try_from(value).unwrap_or_default()).unwrap_or('〇')
    };
    let right = format!("{}{}", digit(one), digit(other));
    tell(line, (number.from, next.to), &right, "相邻两数表示概数，用汉字，中间不加顿号", "4.2.2", out);
}

/// 三、四个 as an approximate number.
fn words(line: &Line<'_>, at: usize, out: &mut Findings) {
    const DIGITS: &str = "一二三四五六七八九";
    let place = |c: char| DIGITS.chars().position(|digit| digit == c);
    let (Some(one), Some(other)) = (place(line.back(at, 1)), place(line.get(at + 1))) else { return };
    let before = line.back(at, 2);
    let listed = is_numeral(before)
        || matches!(before, '第' | '、' | '（' | '(' | '\0' | '“')
        || line.get(at + 2) == '、';
    // 三五 stands for some, as 三四 does.
    let close = one + 1 == other || (one, other) == (2, 4);
    if !close || listed {
        return;
    }
    if line.one_of(at + 2, &COUNTS).is_none() || line.get(at + 2) == '十' && is_numeral(line.get(at + 3)) {
        return;
    }
    let right = format!("{}{}", line.get(at - 1), line.get(at + 1));
    tell(line, (at - 1, at + 2), &right, "相邻两数表示概数，中间不加顿号", "4.2.2", out);
}

/// Tells of years in Chinese numerals that do not write 〇: 二0二四年, 二零二四年.
fn zero(line: &Line<'_>, at: usize, out: &mut Findings) {
    let part = |c: char| is_numeral(c) && c != '十' || c == '〇' || ZEROS.contains(&c);
    if line.get(at + 4) != '年' || !(at..at + 4).all(|place| part(line.get(place))) || part(line.back(at, 1))
    {
        return;
    }
    let year = line.text(at, at + 4);
    let right: String = year.chars().map(|c| if ZEROS.contains(&c) { '〇' } else { c }).collect();
    if right != year {
        tell(line, (at, at + 4), &right, "年份里的“零”写作“〇”", "5.2.5", out);
    }
}

/// 一百〇五人: the zero of a count is 零.
fn counted_zero(line: &Line<'_>, at: usize, out: &mut Findings) {
    let scaled = matches!(line.back(at, 1), '百' | '千') && is_numeral(line.back(at, 2));
    if scaled && is_numeral(line.get(at + 1)) {
        let right = format!("{}零{}", line.back(at, 1), line.get(at + 1));
        tell(line, (at - 1, at + 2), &right, "计量的数里“0”写作“零”", "5.2.5", out);
    }
}

/// 20几个, 数10人: approximate numbers have Chinese digits.
fn several(line: &Line<'_>, at: usize, out: &mut Findings) {
    const DIGITS: &str = "〇一二三四五六七八九";
    let digit = |c: char| c.to_digit(10).and_then(|value| DIGITS.chars().nth(usize::try_from(value).ok()?));
    if line.get(at) == '几' && line.back(at, 1) == '0' {
        if let (Some(tens), false) = (digit(line.back(at, 2)), line.back(at, 3).is_ascii_digit()) {
            let tens = if tens == '一' { String::new() } else { tens.to_string() };
            let why = "含“几”的概数用汉字";
            tell(line, (at - 2, at + 1), &format!("{tens}十几"), why, "4.2.2", out);
        }
        return;
    }
    for (digits, right) in [("10000", "万"), ("1000", "千"), ("100", "百"), ("10", "十")] {
        if line.starts(at + 1, digits) && !line.get(at + 1 + digits.len()).is_ascii_digit() {
            let whole = format!("{}{right}", line.get(at));
            let known = line.get(at) == '数'
                && is_han(line.back(at, 1))
                && is_one_of!(line.back(at, 1), "人户件次个总指系参基分函倍整复小");
            if !known {
                tell(line, (at, at + 1 + digits.len()), &whole, "含“几”“数”的概数用汉字", "4.2.2", out);
            }
            return;
        }
    }
}
