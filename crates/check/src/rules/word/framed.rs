//! One place under two names that differ in a character, told by what is said of it: 永昌路临时安置点, 永定路临时安置点;
//! “云上梯田”景区, “云间梯田”景区.

use crate::chars::is_one_of;
use std::collections::BTreeMap;

use super::spellings::{COMMON, LIGHT, Spelling, finding};
use crate::rules::line::{Line, is_han};
use crate::{Findings, Span};

/// Ends of names of places along which other things stand.
const WAYS: [&str; 6] = ["路", "巷", "街", "大桥", "水库", "广场"];

/// What a name in quotation marks is the name of, of which one text seldom has two that are nearly alike.
const SIGHTS: [&str; 18] = [
    "景区",
    "公园",
    "广场",
    "小区",
    "驿站",
    "商圈",
    "议事点",
    "议事厅",
    "议事亭",
    "系列招聘",
    "专场招聘",
    "招聘会",
    "工作室",
    "文化节",
    "旅游节",
    "直播间",
    "便民点",
    "调解室",
];

/// What only a longer name tells: “春风送岗”行动.
const LONGER: [&str; 5] = ["行动", "系列活动", "服务队", "突击队", "宣讲团"];

/// How far behind a name is looked for what stands there, and how much of it must be alike.
const REACH: usize = 10;
const ALIKE: usize = 4;

/// A name, the first place and how often, and what stands behind it each time.
struct Named<'t> {
    stem: &'t str,
    name: &'t str,
    span: Span,
    count: usize,
    behind: Vec<&'t str>,
}

impl<'t> Named<'t> {
    fn spelling(&self) -> Spelling<'t> {
        Spelling::new(self.name, self.span, self.count)
    }
}

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let mut names: BTreeMap<(&'static str, bool), Vec<Named<'_>>> = BTreeMap::new();
    for line in lines {
        for at in 0..line.len() {
            match line.get(at) {
                '路' | '巷' | '街' | '大' | '水' | '广' => way(line, at, &mut names),
                '“' => sight(line, at, &mut names),
                _ => {}
            }
        }
    }
    for ((_, quoted), group) in &names {
        // A third name of this kind: the text tells places apart.
        let [first, second] = group.as_slice() else { continue };
        let (wrong, right) = if second.count > first.count { (first, second) } else { (second, first) };
        let apart = wrong.span.paragraph != right.span.paragraph;
        if wrong.count == 1 && apart && differ(wrong.stem, right.stem) && (*quoted || alike(wrong, right)) {
            out.push(finding(&wrong.spelling(), &right.spelling()));
        }
    }
}

/// Whether two names differ in one character that means nothing by itself.
fn differ(one: &str, other: &str) -> bool {
    let mut pairs = one.chars().zip(other.chars()).filter(|(one, other)| one != other);
    let Some((one, other)) = pairs.next().filter(|_| one.len() == other.len()) else { return false };
    pairs.next().is_none() && !(LIGHT.contains(one) && LIGHT.contains(other))
}

/// Whether what stands behind one name stands soon behind the other.
fn alike(wrong: &Named<'_>, right: &Named<'_>) -> bool {
    let words = |behind: &str| {
        let chars: Vec<char> = behind.chars().collect();
        chars.windows(ALIKE).map(|it| it.iter().collect::<String>()).collect::<Vec<_>>()
    };
    wrong.behind.iter().flat_map(|behind| words(behind)).any(|word| {
        // One stands in one place; pipes and old blocks are in many.
        let stands = word.ends_with(['点', '区', '站', '场', '园', '馆'])
            && !["小区", "片区", "社区", "城区", "地点"].iter().any(|other| word.ends_with(other));
        stands && right.behind.iter().any(|behind| behind.contains(word.as_str()))
    })
}

/// 永昌路: two characters before an end.
fn way<'t>(line: &Line<'t>, at: usize, names: &mut BTreeMap<(&'static str, bool), Vec<Named<'t>>>) {
    let Some(from) = at.checked_sub(2) else { return };
    let Some(end) = line.one_of(at, &WAYS) else { return };
    let plain = |c: char| is_han(c) && !is_one_of!(c, "的了和与及在对为等把将从由到是有以至或、");
    if !plain(line.get(from)) || !plain(line.get(at - 1)) || COMMON.contains(line.get(at - 1)) {
        return;
    }
    let to = at + end.chars().count();
    if matches!(line.get(to), '道' | '面' | '段' | '口' | '灯' | '区' | '径' | '网' | '线') {
        return;
    }
    let behind = line.text(to, line.skip_most(to, REACH, is_han));
    add(names.entry((end, false)).or_default(), line, (from, at, to), behind);
}

/// “云上梯田”景区.
fn sight<'t>(line: &Line<'t>, at: usize, names: &mut BTreeMap<(&'static str, bool), Vec<Named<'t>>>) {
    let to = line.skip_most(at + 1, 10, is_han);
    if line.get(to) != '”' || to < at + 4 {
        return;
    }
    let end = line.one_of(to + 1, &SIGHTS).or_else(|| line.one_of(to + 1, &LONGER).filter(|_| to >= at + 5));
    let Some(end) = end else { return };
    add(names.entry((end, true)).or_default(), line, (at + 1, to, to), "");
}

fn add<'t>(
    group: &mut Vec<Named<'t>>,
    line: &Line<'t>,
    (from, at, to): (usize, usize, usize),
    behind: &'t str,
) {
    let stem = line.text(from, at);
    if let Some(known) = group.iter_mut().find(|it| it.stem == stem) {
        known.count += 1;
        if known.behind.len() < 8 {
            known.behind.push(behind);
        }
    } else if group.len() < 3 {
        // Three tell as much as many: more are not kept.
        let (name, span) = (line.text(from, to), line.span(from, to));
        group.push(Named { stem, name, span, count: 1, behind: vec![behind] });
    }
}
