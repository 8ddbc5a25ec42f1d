//! Days that stand in every calendar 节日和纪念日: 国庆假期（9月1日至7日）, 6月5日是国际禁毒日.

use super::named::Named;
use super::stretch::stretch;
use crate::chars::is_one_of;
use crate::rules::line::Line;
use crate::{Finding, Findings};

/// Days by their names, with month and day.
const DAYS: [(&str, i8, i8); 55] = [
    ("元旦", 1, 1),
    ("警察节", 1, 10),
    ("爱耳日", 3, 3),
    ("学雷锋纪念日", 3, 5),
    ("学雷锋日", 3, 5),
    ("妇女节", 3, 8),
    ("植树节", 3, 12),
    ("消费者权益日", 3, 15),
    ("世界水日", 3, 22),
    ("世界气象日", 3, 23),
    ("防治结核病日", 3, 24),
    ("国家安全教育日", 4, 15),
    ("世界地球日", 4, 22),
    ("世界读书日", 4, 23),
    ("中国航天日", 4, 24),
    ("知识产权日", 4, 26),
    ("劳动节", 5, 1),
    ("“五一”", 5, 1),
    ("青年节", 5, 4),
    ("防灾减灾日", 5, 12),
    ("护士节", 5, 12),
    ("国际家庭日", 5, 15),
    ("科技工作者日", 5, 30),
    ("无烟日", 5, 31),
    ("儿童节", 6, 1),
    ("“六一”", 6, 1),
    ("世界环境日", 6, 5),
    ("六五环境日", 6, 5),
    ("爱眼日", 6, 6),
    ("国际档案日", 6, 9),
    ("世界献血者日", 6, 14),
    ("全国土地日", 6, 25),
    ("国际禁毒日", 6, 26),
    ("建党节", 7, 1),
    ("“七一”", 7, 1),
    ("世界人口日", 7, 11),
    ("建军节", 8, 1),
    ("“八一”", 8, 1),
    ("全国生态日", 8, 15),
    ("医师节", 8, 19),
    ("教师节", 9, 10),
    ("爱牙日", 9, 20),
    ("烈士纪念日", 9, 30),
    ("国庆", 10, 1),
    ("世界粮食日", 10, 16),
    ("扶贫日", 10, 17),
    ("记者节", 11, 8),
    ("消防日", 11, 9),
    ("世界艾滋病日", 12, 1),
    ("交通安全日", 12, 2),
    ("宪法日", 12, 4),
    ("国家公祭日", 12, 13),
    ("世界睡眠日", 3, 21),
    ("世界卫生日", 4, 7),
    ("国际博物馆日", 5, 18),
];

/// Feasts that move and months of a campaign, with the first and the last month that they may lie in.
const MONTHS: [(&str, i8, i8); 8] = [
    ("春节", 1, 2),
    ("元宵节", 2, 3),
    ("清明", 4, 4),
    ("端午", 5, 6),
    ("中秋", 9, 10),
    ("农民丰收节", 9, 9),
    ("安全生产月", 6, 6),
    ("质量月", 9, 9),
];

/// What may stand between the name and its date in brackets.
const HOLIDAYS: [&str; 9] = ["节假期", "假期", "期间", "小长假", "长假", "黄金周", "当天", "当日", "节"];

/// What may stand between a date and the name of the day.
const LINKS: [&str; 22] = [
    "是",
    "为",
    "系",
    "，",
    "恰逢",
    "适逢",
    "正值",
    "迎来",
    "全国",
    "国家",
    "中国",
    "世界",
    "国际",
    "我国",
    "第",
    "个",
    "届",
    "“",
    "”",
    "一年一度的",
    "·",
    "联合国",
];

/// A day, or months, by name.
#[derive(Clone, Copy)]
enum Feast {
    Day(&'static str, i8, i8),
    Months(&'static str, i8, i8),
}

impl Feast {
    fn length(self) -> usize {
        let (Feast::Day(name, ..) | Feast::Months(name, ..)) = self;
        name.chars().count()
    }
}

pub(super) fn run(line: &Line<'_>, dates: &[Named], out: &mut Findings) {
    for at in line.marks() {
        match line.get(at) {
            '（' | '(' => bracket(line, at, out),
            '·' => numbered(line, at, out),
            _ => {}
        }
    }
    for date in dates {
        said(line, date, out);
    }
}

fn tell(line: &Line<'_>, from: usize, to: usize, feast: Feast, out: &mut Findings) {
    let zh = match feast {
        Feast::Day(name, month, day) => format!("“{}”是{month}月{day}日", name.trim_matches(['“', '”'])),
        Feast::Months(name, first, last) if first == last => format!("“{name}”在{first}月"),
        Feast::Months(name, first, last) => format!("“{name}”在{first}月或{last}月"),
    };
    let quote = line.text(from, to);
    out.push(Finding::error(
        "date/impossible",
        line.span(from, to),
        format!("{zh}，与“{quote}”的日期不符"),
        format!("the day named in `{quote}` has another date"),
    ));
}

fn before(line: &Line<'_>, at: usize) -> Option<Feast> {
    let day = DAYS.iter().find(|(name, ..)| line.ends(at, name)).map(|(n, m, d)| Feast::Day(n, *m, *d));
    day.or_else(|| {
        MONTHS.iter().find(|(name, ..)| line.ends(at, name)).map(|(n, m, d)| Feast::Months(n, *m, *d))
    })
}

/// Holds the date in brackets against the day named before them: 国庆假期（9月1日至7日）, “世界环境日”（6月15日）.
fn bracket(line: &Line<'_>, at: usize, out: &mut Findings) {
    if !line.get(at + 1).is_ascii_digit() {
        return;
    }
    let mut end = at - usize::from(line.back(at, 1) == '”');
    let suffix = line.one_before(end, &HOLIDAYS);
    let Some(feast) = before(line, end)
        .or_else(|| {
            end -= suffix.map_or(0, |word| word.chars().count());
            before(line, end)
        })
        // “五一”（4月29日至5月3日）: the mark belongs to the name.
        .or_else(|| before(line, at))
    else {
        return;
    };
    let Some(told) = stretch(line, at + 1) else { return };
    let (Some(month), Some(last)) = (told.from.month, told.last.month) else { return };
    let wrong = match feast {
        Feast::Months(_, first, end) => !(first..=end).contains(&month) && !(first..=end).contains(&last),
        Feast::Day(_, right, day) => match told.from.day.zip(told.last.day) {
            Some((from_day, last_day)) => {
                let begins = gap((month, from_day), (right, day));
                let ends = gap((last, last_day), (right, day));
                // A holiday lies around its day, a week of lectures holds it.
                let (early, late) = if holiday(right, day) { (-3, 8) } else { (0, 0) };
                begins > late || ends < early
            }
            None => !(month..=last).contains(&right),
        },
    };
    let close = told.to + usize::from(matches!(line.get(told.to), '）' | ')'));
    if wrong {
        tell(line, end - feast.length(), close, feast, out);
    }
}

/// 元旦, 五一 and 国庆, which are holidays of some days.
fn holiday(month: i8, day: i8) -> bool {
    matches!((month, day), (1 | 5 | 10, 1))
}

/// How many days a date lies behind another one, over the turn of the year too; all months as long as the longest.
fn gap(date: (i8, i8), other: (i8, i8)) -> i32 {
    let place = |(month, day): (i8, i8)| i32::from(month) * 31 + i32::from(day);
    (place(date) - place(other) + 558).rem_euclid(372) - 186
}

/// “6·25”国际禁毒日: the numbers are those of another day.
fn numbered(line: &Line<'_>, at: usize, out: &mut Findings) {
    let from = (at.saturating_sub(2)..at).rev().take_while(|it| line.get(*it).is_ascii_digit()).last();
    let Some(from) = from.filter(|from| line.back(*from, 1) == '“') else { return };
    let end = line.skip_most(at + 1, 3, |c| c.is_ascii_digit());
    let (Ok(month), Ok(day)) = (line.text(from, at).parse::<i8>(), line.text(at + 1, end).parse::<i8>())
    else {
        return;
    };
    let name = end + usize::from(line.get(end) == '”');
    let known = (name..name + 5).find_map(|place| {
        let found = DAYS.iter().find(|(word, ..)| line.starts(place, word))?;
        only_links(line.text(name, place)).then_some((place, found))
    });
    let Some((place, (word, right, its))) = known else { return };
    if (month, day) != (*right, *its) {
        let to = place + word.chars().count();
        tell(line, from, to, Feast::Day(word, *right, *its), out);
    }
}

/// Holds a date against the day that it is said to be: 6月15日是国际禁毒日, 5月是第23个全国“安全生产月”.
fn said(line: &Line<'_>, date: &Named, out: &mut Findings) {
    let Some(month) = date.month else { return };
    if matches!(line.get(date.to), '、' | '至' | '—' | '-' | '～') || line.back(date.from, 1) == '、' {
        return;
    }
    // What leads to a name is gone over word by word, so that nothing is looked for where a clause goes on otherwise.
    let mut place = date.to;
    while place < date.to + 18 {
        let Some((feast, name)) = begins(line, date, place) else {
            match link(line.text(place, place + 5)) {
                Some(count) => place += count,
                None => return,
            }
            continue;
        };
        let behind = place + name.chars().count();
        let behind = behind + usize::from(matches!(line.get(behind), '”' | '节'));
        let away = ["前", "来临", "后", "、", "将", "假期", "期间", "小长假", "长假", "档"];
        let wrong = match feast {
            // 10月2日国庆值班: a holiday lasts some days.
            Feast::Day(_, right, its) => date.day.is_some_and(|day| {
                let apart = gap((month, day), (right, its));
                if holiday(right, its) { !(-3..=8).contains(&apart) } else { apart != 0 }
            }),
            Feast::Months(_, first, last) => !(first..=last).contains(&month),
        };
        if wrong && line.one_of(behind, &away).is_none() {
            tell(line, date.from, behind, feast, out);
        }
        return;
    }
}

/// The day that is named at a place behind a date.
fn begins(line: &Line<'_>, date: &Named, place: usize) -> Option<(Feast, &'static str)> {
    let day = || DAYS.iter().find(|(name, ..)| line.starts(place, name));
    if let Some((name, month, day)) = date.day.and_then(|_| day()) {
        return Some((Feast::Day(name, *month, *day), name));
    }
    let months = MONTHS.iter().find(|(name, ..)| line.starts(place, name));
    months.map(|(name, first, last)| (Feast::Months(name, *first, *last), *name))
}

/// How many characters of a word that leads to a name stand here.
fn link(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    match LINKS.iter().find(|word| text.starts_with(**word)) {
        Some(word) => Some(word.chars().count()),
        None => (first.is_ascii_digit() || is_one_of!(first, "一二三四五六七八九十")).then_some(1),
    }
}

/// Whether there is nothing but words that lead to a name: 是第37个“6·26”国际….
fn only_links(between: &str) -> bool {
    let mut rest = between;
    while !rest.is_empty() {
        let Some(count) = link(rest) else { return false };
        rest = rest.char_indices().nth(count).and_then(|(at, _)| rest.get(at..)).unwrap_or_default();
    }
    true
}
