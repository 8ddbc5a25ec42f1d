//! Meetings, laws and censuses beside another date than theirs: 2023年7月召开的党的二十届三中全会, 自2020年6月1日起施行的
//! 《乡村振兴促进法》, 2023年第四次全国经济普查.

use crate::chars::is_one_of;
use std::sync::LazyLock;

use serde::Deserialize;

use super::named::Named;
use crate::rules::line::Line;
use crate::{Finding, Findings};

/// When something was held or came into force.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Occasion {
    name: String,
    year: i16,
    month: i8,
    #[serde(default)]
    day: Option<i8>,
    source: String,
}

/// A census with the years of its preparation, its day and its results.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Census {
    name: String,
    years: Vec<i16>,
    source: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calendar {
    meeting: Vec<Occasion>,
    law: Vec<Occasion>,
    census: Vec<Census>,
}

static CALENDAR: LazyLock<Calendar> =
    LazyLock::new(|| toml::from_str(include_str!("../../../rules/dated.toml")).unwrap_or_default());

/// Words that a meeting is held, before its name and behind it.
const HELD_OF: [&str; 5] = ["召开的", "胜利召开的", "举行的", "隆重召开的", "闭幕的"];
const HELD: [&str; 8] =
    ["召开", "胜利召开", "隆重召开", "在北京召开", "在京召开", "开幕", "闭幕", "胜利闭幕"];

/// What may stand before the name of a meeting or a law.
const OF_PARTY: [&str; 3] = ["党的", "中国共产党", "中共"];
const OF_STATE: &str = "中华人民共和国";

/// Words that a law comes into force, behind its date.
const FORCE: [&str; 6] = ["起施行", "起正式施行", "起实施", "起正式实施", "正式施行", "正式实施"];

/// Looks at the dates of a paragraph.
pub(super) fn run(line: &Line<'_>, dates: &[Named], out: &mut Findings) {
    for date in dates.iter().filter(|it| it.own_year) {
        if let Some(census) = census(line, date) {
            let years: Vec<String> = census.years.iter().take(2).map(i16::to_string).collect();
            let zh = format!("“{}”是{}年前后的，不是{}年的", census.name, years.join("、"), text(date.year));
            tell(line, date, &zh, &census.source, out);
        } else if let Some((occasion, verb)) = held(line, date).or_else(|| in_force(line, date)) {
            let day = occasion.day.map(|day| format!("{day}日")).unwrap_or_default();
            let (name, year, month) = (&occasion.name, occasion.year, occasion.month);
            let zh = format!("“{name}”{verb}的时间是{year}年{month}月{day}");
            tell(line, date, &zh, &occasion.source, out);
        }
    }
}

fn text(year: Option<i16>) -> String {
    year.map(|year| year.to_string()).unwrap_or_default()
}

/// Whether a date is another one than that of an occasion, in what it gives.
fn differs(date: &Named, occasion: &Occasion) -> bool {
    date.year.is_some_and(|year| year != occasion.year)
        || date.month.is_some_and(|month| month != occasion.month)
        || date.day.zip(occasion.day).is_some_and(|(day, own)| day != own)
}

/// The longest name that stands at a place, and where it ends.
fn at<'c>(line: &Line<'_>, place: usize, all: &'c [Occasion]) -> Option<(&'c Occasion, usize)> {
    let found = all.iter().filter(|it| line.starts(place, &it.name)).max_by_key(|it| it.name.len())?;
    Some((found, place + found.name.chars().count()))
}

/// The meeting that a date is told to have been held at, when it was at another time, and the verb for it: 2021年10月，党的二十大召开; 党的二十大于2021年10月召开; 党的二十大（2021年10月）.
fn held(line: &Line<'_>, date: &Named) -> Option<(&'static Occasion, &'static str)> {
    let meetings = CALENDAR.meeting.as_slice();
    let mut place = line.skip_most(date.to, 1, |c| c == '，');
    let of = line.one_of(place, &HELD_OF);
    place += of.map_or(0, |it| it.chars().count());
    place += line.one_of(place, &OF_PARTY).map_or(0, |it| it.chars().count());
    let ahead = at(line, place, meetings)
        .filter(|(_, to)| of.is_some() || line.one_of(*to, &HELD).is_some())
        .map(|(meeting, _)| meeting);
    let lead = line.back(date.from, 1);
    let brackets = matches!(lead, '（' | '(') && matches!(line.get(date.to), '）' | ')');
    let told = lead == '于' && line.one_of(date.to, &HELD).is_some();
    let behind = || {
        let to = date.from.checked_sub(1).filter(|_| brackets || told)?;
        meetings.iter().filter(|it| line.ends(to, &it.name)).max_by_key(|it| it.name.len())
    };
    ahead.or_else(behind).filter(|it| differs(date, it)).map(|it| (it, "召开"))
}

/// The law that a date is told to have come into force at, when it was at another time, and the verb for it:
/// 《…法》自2020年6月1日起施行; 自2020年6月1日起施行的《…法》.
fn in_force(line: &Line<'_>, date: &Named) -> Option<(&'static Occasion, &'static str)> {
    let laws = CALENDAR.law.as_slice();
    let words = line.one_of(date.to, &FORCE)?;
    let mut place = date.to + words.chars().count();
    place += usize::from(line.get(place) == '的');
    if line.get(place) == '《' {
        place += 1;
        place += if line.starts(place, OF_STATE) { OF_STATE.chars().count() } else { 0 };
        let (law, to) = at(line, place, laws)?;
        return (line.get(to) == '》' && differs(date, law)).then_some((law, "施行"));
    }
    let to = (date.from.saturating_sub(8)..date.from).rev().find(|at| line.get(*at) == '》')?;
    let lead = line.text(to + 1, date.from);
    if !lead.chars().all(|c| is_one_of!(c, "已将于自从正式，")) {
        return None;
    }
    let law = laws.iter().filter(|it| line.ends(to, &it.name)).max_by_key(|it| it.name.len())?;
    let from = to - law.name.chars().count();
    let whole = line.back(from, 1) == '《' || line.ends(from, OF_STATE);
    (whole && differs(date, law)).then_some((law, "施行"))
}

/// The census that a year is told for right before its name, when it was in other years: 2023年第四次全国经济普查.
fn census(line: &Line<'_>, date: &Named) -> Option<&'static Census> {
    let census = CALENDAR.census.iter().find(|it| line.starts(date.to, &it.name))?;
    date.year.filter(|year| !census.years.contains(year)).map(|_| census)
}

fn tell(line: &Line<'_>, date: &Named, zh: &str, source: &str, out: &mut Findings) {
    let quote = line.text(date.from, date.to);
    let en = format!("`{quote}` is another date than that of what it stands beside");
    out.push(Finding::warning("date/period", line.span(date.from, date.to), zh, en).source(source));
}
