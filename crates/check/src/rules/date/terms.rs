//! Parts of a year and of a month with their months and days: 上半年（1—6月）, 四季度（10—12月）, 下旬（21日至30日）, 为期3天.

use super::stretch::{Stretch, stretch};
use crate::chars::is_one_of;
use crate::rules::line::{Line, ends_sentence, is_han, numeral};
use crate::{Finding, Findings};

/// Parts of a year with their first and last month.
const TERMS: [(&str, i8, i8); 18] = [
    ("半年来", 1, 6),
    ("上半年", 1, 6),
    ("下半年", 7, 12),
    ("一季度", 1, 3),
    ("1季度", 1, 3),
    ("首季度", 1, 3),
    ("二季度", 4, 6),
    ("2季度", 4, 6),
    ("前二季度", 1, 6),
    ("前两季度", 1, 6),
    ("前两个季度", 1, 6),
    ("三季度", 7, 9),
    ("3季度", 7, 9),
    ("前三季度", 1, 9),
    ("前三个季度", 1, 9),
    ("四季度", 10, 12),
    ("4季度", 10, 12),
    ("全年", 1, 12),
];

/// Parts of a month with their first and last day.
const DECADES: [(&str, i8, i8); 3] = [("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, 31)];

pub(super) fn run(line: &Line<'_>, out: &mut Findings) {
    for at in 0..line.len() {
        match line.get(at) {
            '（' | '(' => {
                named_before(line, at, at + 1, out);
                named_behind(line, at, out);
            }
            '即' => {
                named_before(line, at - usize::from(matches!(line.back(at, 1), '，' | ',')), at + 1, out)
            }
            '天' => lasting(line, at, out),
            '半' if line.starts(at, "半年") => half(line, at, out),
            '0'..='9' if matches!(line.back(at, 1), '年' | '度') => beside(line, at, at, out),
            // 上半年全县1—7月.
            '0'..='9' if matches!(line.back(at, 2), '全' | '我' | '本') && is_han(line.back(at, 1)) => {
                beside(line, at - 2, at, out);
            }
            '月' if matches!(line.get(at + 1), '上' | '下' | '前' | '一' | '二' | '三' | '四' | '首') =>
            {
                beside_behind(line, at + 1, out);
            }
            _ => {}
        }
    }
}

fn tell(line: &Line<'_>, from: usize, to: usize, zh: String, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(Finding::error(
        "date/period",
        line.span(from, to),
        zh,
        format!("`{quote}` names another time than its months or days"),
    ));
}

/// The longest of these names that ends before a place.
fn name<'n>(line: &Line<'_>, at: usize, names: &'n [(&'n str, i8, i8)]) -> Option<&'n (&'n str, i8, i8)> {
    names.iter().filter(|(word, ..)| line.ends(at, word)).max_by_key(|(word, ..)| word.len())
}

/// Holds the months or days in brackets, or behind 即, against the name before them: 上半年（1—7月）, 下旬（11日至20日）.
fn named_before(line: &Line<'_>, at: usize, inner: usize, out: &mut Findings) {
    let term = name(line, at, &TERMS);
    let decade = name(line, at, &DECADES);
    let Some((word, ..)) = term.or(decade) else { return };
    // 上半年（截至7月底）: what is told of ends behind it.
    let state = line.one_of(inner, &["截至", "截止"]).map_or(0, |word| word.chars().count());
    let Some(told) = stretch(line, inner + state) else { return };
    if let Some((_, first, last)) = term.filter(|_| state > 0) {
        let behind =
            told.single() && told.from.year.is_none() && told.from.month.is_some_and(|it| it > *last);
        if behind && *last < 12 {
            let zh = format!("{word}是{first}—{last}月，不会截至{}", line.text(inner + state, told.to));
            tell(line, at - word.chars().count(), told.to, zh, out);
        }
        return;
    }
    // 上半年即1至5月共接待126批: 即 says of all of it what it is.
    let whole = line.back(inner, 1) == '即' && term.is_some() && !told.single();
    if !whole && !matches!(line.get(told.to), '）' | ')' | '，' | '；' | '。' | ',') {
        return;
    }
    let from = at - word.chars().count();
    if let Some((word, first, last)) = term {
        months(line, word, (*first, *last), &told, (from, told.to), out);
    } else if let Some((word, first, last)) = decade {
        // 6月下旬（5月21日至30日）: the month stands twice.
        let digits = (from.saturating_sub(3)..from.saturating_sub(1))
            .rev()
            .take_while(|place| line.get(*place).is_ascii_digit())
            .last();
        let month: Option<i8> = digits
            .filter(|_| line.back(from, 1) == '月')
            .and_then(|begin| line.text(begin, from - 1).parse().ok());
        let other = month.is_some() && told.from.month.is_some() && month != told.from.month;
        let outside = |day: i8| !(*first..=*last).contains(&day);
        let (Some(one), Some(two)) = (told.from.day, told.last.day) else { return };
        if other || outside(one) || outside(two) {
            let zh = match other {
                true => format!("“{word}”前后的月份不一致"),
                false if *last > 30 => format!("{word}是{first}日起到月底，与后面的日期不符"),
                false => format!("{word}是{first}日至{last}日，与后面的日期不符"),
            };
            tell(line, digits.filter(|_| month.is_some()).unwrap_or(from), told.to, zh, out);
        }
    }
}

/// Holds the name in brackets against the months before it: 1—7月（上半年）.
fn named_behind(line: &Line<'_>, at: usize, out: &mut Findings) {
    let end = line.skip_most(at + 1, 6, |c| !matches!(c, '）' | ')'));
    if !matches!(line.get(end), '）' | ')') || line.back(at, 1) != '月' {
        return;
    }
    let inner = line.text(at + 1, end);
    let inner = inner.strip_prefix('即').unwrap_or(inner);
    let inner = inner.strip_prefix('第').unwrap_or(inner);
    let Some((word, first, last)) = TERMS.iter().find(|(word, ..)| *word == inner) else { return };
    if let Some((from, told)) = ending(line, at) {
        months(line, word, (*first, *last), &told, (from, end), out);
    }
}

/// Holds the months right behind the name against it: 一季度1—4月. A part of a half-year has a name of its own, 一季度.
fn beside(line: &Line<'_>, name_to: usize, at: usize, out: &mut Findings) {
    let Some((word, first, last)) = name(line, name_to, &TERMS) else { return };
    let Some(told) = stretch(line, at).filter(|it| line.back(it.to, 1) == '月') else { return };
    let Some((one, two)) = plain_months(&told) else { return };
    let compact = line.text(at, told.to).matches('月').count() == 1;
    let quarter = compact && (one, two) == (1, 3) && (*first, *last) == (1, 6);
    if one < *first || two > *last || quarter {
        let zh = format!("{word}是{first}—{last}月，不是{one}—{two}月");
        tell(line, name_to - word.chars().count(), told.to, zh, out);
    }
}

/// The same of the months right before the name: 1—7月上半年.
fn beside_behind(line: &Line<'_>, at: usize, out: &mut Findings) {
    let found = TERMS.iter().filter(|(word, ..)| line.starts(at, word)).max_by_key(|(word, ..)| word.len());
    let Some((word, first, last)) = found else { return };
    let Some((from, told)) = ending(line, at) else { return };
    let Some((one, two)) = plain_months(&told) else { return };
    // 1—6月二季度: what was told of up to then.
    let quarter = last - first == 2;
    if one < *first && !quarter || two > *last {
        let zh = format!("{word}是{first}—{last}月，不是{one}—{two}月");
        tell(line, from, at + word.chars().count(), zh, out);
    }
}

/// The first and last month of a stretch of whole months of one year.
fn plain_months(told: &Stretch) -> Option<(i8, i8)> {
    let (one, two) = told.from.month.zip(told.last.month)?;
    let years = told.from.year.is_some() || told.last.year.is_some();
    (!told.single() && told.from.day.is_none() && !years && one < two).then_some((one, two))
}

/// The longest stretch that ends at a place, and where it begins.
fn ending(line: &Line<'_>, at: usize) -> Option<(usize, Stretch)> {
    (at.saturating_sub(14)..at)
        .filter(|from| line.get(*from).is_ascii_digit() && !line.back(*from, 1).is_ascii_digit())
        .find_map(|from| stretch(line, from).filter(|it| it.to == at).map(|it| (from, it)))
}

/// Holds months against half a year said right behind them: 1月至7月半年间. Who counts from month to month has one more,
/// but not from January on, whose half ends with June.
fn half(line: &Line<'_>, at: usize, out: &mut Findings) {
    let before = at - usize::from(matches!(line.back(at, 1), '的' | '这'));
    let before = before - usize::from(line.back(before, 1) == '的');
    // 1—7月，半年来….
    let before = before - usize::from(line.back(before, 1) == '，' && line.get(at + 2) == '来');
    // 1—7月半年度任务: the name of a plan or a report.
    let lasts = line.one_of(at + 2, &["间", "时间", "来", "内", "多", "，", "里"]).is_some();
    if !lasts || line.back(before, 1) != '月' {
        return;
    }
    let Some((from, told)) = ending(line, before).filter(|(_, told)| !told.single()) else { return };
    let (Some(one), Some(two)) = (told.from.month, told.last.month) else { return };
    if told.from.day.is_some() || told.last.year.is_some_and(|it| Some(it) != told.from.year) || one > two {
        return;
    }
    let count = two - one + 1;
    if count != 6 && (count != 7 || one == 1) {
        let zh = format!("{one}月至{two}月共{count}个月，不是半年");
        tell(line, from, at + 2, zh, out);
    }
}

/// Holds the months of a stretch against those of the name.
fn months(
    line: &Line<'_>,
    word: &str,
    (first, last): (i8, i8),
    told: &Stretch,
    place: (usize, usize),
    out: &mut Findings,
) {
    let (Some(one), Some(two)) = (told.from.month, told.last.month) else { return };
    if one > two || told.from.year.is_some() && told.last.year.is_some_and(|it| Some(it) != told.from.year) {
        return;
    }
    // 半年来（3—8月）: any six of them.
    if word == "半年来" && one != 1 {
        return;
    }
    // A year is told of before it ends: 下半年（7—11月）. A part of it, as 下半年（10—11月）, is told of what is done then; another one that begins
    // with it is meant for the whole.
    let days = told.from.day.is_some();
    let sofar = last == 12 && last - first > 2;
    let short = !told.single() && !days && one == first && two < last && !sofar;
    let quarter = !told.single() && !days && last - first == 2 && (one, two) != (first, last);
    if one < first || two > last || short || quarter {
        tell(line, place.0, place.1, format!("{word}是{first}—{last}月，不是{one}—{two}月"), out);
    }
}

/// Holds a number of days against the span it is said of: 6月5日至7日，为期5天, （10月1日至7日，共8天）.
fn lasting(line: &Line<'_>, at: usize, out: &mut Findings) {
    let digits =
        (at.saturating_sub(3)..at).rev().take_while(|place| line.get(*place).is_ascii_digit()).last();
    let chinese = (at.saturating_sub(3)..at)
        .rev()
        .take_while(|place| is_one_of!(line.get(*place), "一二三四五六七八九十"))
        .last();
    let Some(from) = digits.or(chinese) else { return };
    let written = line.text(from, at);
    let Some(count) = written.parse().ok().or_else(|| numeral(written)).and_then(|it| i32::try_from(it).ok())
    else {
        return;
    };
    let Some(lead) = line.one_before(from, &["为期", "历时", "共", "共计", "，计"]) else { return };
    let loose = matches!(lead, "为期" | "历时");
    let back = if loose { 40 } else { lead.chars().count() + 18 };
    let begin = (from.saturating_sub(back)..from)
        .rev()
        .find(|place| ends_sentence(line.get(*place)) || matches!(line.get(*place), '；' | ';'))
        .map_or(from.saturating_sub(back), |place| place + 1);
    let end = if loose && matches!(line.get(at + 1), '（' | '(') { at + 3 } else { from };
    // 为期5天的培训班于5月6日至10日举办: the dates stand behind.
    let none = !(begin..from).any(|place| line.get(place).is_ascii_digit());
    let ahead = loose && none && line.get(at + 1) == '的';
    let (begin, end) = match ahead {
        true => (at + 1, line.skip_most(at + 1, 30, |c| !ends_sentence(c) && c != '；')),
        false => (begin, end),
    };
    let mut found: Option<Stretch> = None;
    let mut place = begin;
    while place < end {
        if line.get(place).is_ascii_digit()
            && !line.back(place, 1).is_ascii_digit()
            && let Some(it) = stretch(line, place)
        {
            let days = it.from.day.is_some() && !it.single();
            // Two stretches in a sentence: which of them lasts so long is not said.
            if days && found.is_some() {
                return;
            }
            found = if days { Some(it) } else { found };
            place = it.to;
            continue;
        }
        place += 1;
    }
    let Some(told) = found.filter(|it| loose || it.to + lead.chars().count() + 1 >= from) else { return };
    let Some(days) = told.days() else { return };
    // Nights instead of days are one fewer.
    if count != days && count + 1 != days {
        let unsaid = told.from.year.is_none() && told.from.month <= Some(2) && told.last.month >= Some(3);
        if unsaid && (count + 1 == days || count + 2 == days) {
            return;
        }
        tell(line, from, at + 1, format!("前面的起止日期共{days}天，与“{written}天”不符"), out);
    }
}
