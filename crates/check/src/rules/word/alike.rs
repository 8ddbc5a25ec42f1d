//! One name with a character that is another one elsewhere 名称一字之差: 荷花池社区, 荷花塘社区; 恒川新能源有限公司, 恒山新能源有限公司.
//!
//! The names of two places of a kind seldom share two characters of three, the first among them. Villages and roads do, so
//! they are left out, and so are names that stand in one paragraph: whoever has two names them together.

use std::collections::HashMap;

use super::doubled::is_word;
use super::pairs::is_known;
use super::spellings::{Spelling, note, rarer, tell};
use crate::Findings;
use crate::chars::{CharSet, SURNAMES};
use crate::rules::line::{Line, is_han};
use crate::rules::word_set::WordSet;

/// What is named: bodies and works of which a text tells by name.
static ENDS: WordSet = WordSet::new(&[
    "社区",
    "小区",
    "景区",
    "公园",
    "广场",
    "泵站",
    "电站",
    "水电站",
    "水厂",
    "自来水厂",
    "水库",
    "水闸",
    "灌区",
    "大桥",
    "隧道",
    "林场",
    "农场",
    "牧场",
    "茶场",
    "煤矿",
    "小学",
    "中学",
    "幼儿园",
    "医院",
    "卫生院",
    "敬老院",
    "养老院",
    "合作社",
    "专业合作社",
    "历史文化街区",
    "街区",
    "古镇",
    "古城",
    "古村落",
    "遗址",
    "森林公园",
    "国家森林公园",
    "湿地公园",
    "国家湿地公园",
    "污水处理厂",
    "变电站",
    "服务区",
    "码头",
    "安置点",
    "安置区",
    "产业园",
    "工业园",
    "农贸市场",
    "批发市场",
    "特色小镇",
    "生态农庄",
    "度假村",
    "旅游度假区",
    "度假区",
    "田园综合体",
]);

/// Of these each village has one, and villages have names that are alike: 柳树沟小学, 柳树湾小学.
const LOCAL: [&str; 11] =
    ["小学", "中学", "幼儿园", "卫生院", "敬老院", "养老院", "合作社", "专业合作社", "林场", "农场", "茶场"];

/// The first characters of these.
static FIRSTS: CharSet = CharSet::new(
    "社小景公广泵电水自灌大隧林农牧茶煤中幼医卫敬养合专历街古遗森国湿污变服码安产工批特生度旅田",
);

/// Characters that tell two names apart, begin none, or end the name of a level: 东风, 西风; 清水镇, 清河镇.
const APART: &str = "一二三四五六七八九十上中下大小东西南北前后新老左右内外高低阴阳甲乙丙丁";
const BESIDE: &str = "的了和与及在对为等把将从由到是有以各该本全每两多县市区镇乡村省州屯组街国县第新改扩建访查赴进于至去来往向让使给被推创打\
    争经驻沿过近离距";
const LEVELS: &str = "镇乡县市区村州省屯组街城";

/// Words behind which a name begins.
const CLEAR: &str = "的在为和与及对到由将把从向是以该至";

/// What two spellings have in common: the end, which character differs, and the others.
type Key = (&'static str, usize, Vec<char>);

/// The spellings of names, and whether it is seen of one of them where it begins.
type Names<'t> = HashMap<Key, (Vec<Spelling<'t>>, bool)>;

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let mut names: Names<'_> = HashMap::new();
    // How many names have each end.
    let mut ends: HashMap<&'static str, usize> = HashMap::new();
    for line in lines {
        for at in 3..line.len() {
            let c = line.get(at);
            if TITLE_ENDS.contains(line.back(at, 1)) && SURNAMES.contains(c) {
                person(line, at, &mut names);
            }
            if c == '有' && line.starts(at, "有限") {
                company(line, at, &mut names);
            } else if FIRSTS.contains(c)
                && is_han(line.back(at, 3))
                && let Some(end) = ENDS.at(line, at)
            {
                *ends.entry(end).or_default() += 1;
                place(line, at, end, &mut names);
            }
        }
    }
    let pairs: Vec<_> = names
        .iter()
        .filter(|(_, (_, clear))| *clear)
        .filter_map(|(key, (group, _))| differing(key, group, &ends))
        .collect();
    tell(pairs, out);
}

/// Two spellings of which one stands once, elsewhere than the other.
fn differing<'a, 't>(
    key: &Key,
    group: &'a [Spelling<'t>],
    ends: &HashMap<&'static str, usize>,
) -> Option<(&'a Spelling<'t>, &'a Spelling<'t>)> {
    let (wrong, right) = rarer(group)?;
    let (one, other) = (letter(wrong, key.1)?, letter(right, key.1)?);
    let apart = APART.contains(one) && APART.contains(other);
    // Firms of one place and trade, and schools of one valley, may be two: the one that is meant stands more often.
    let many = key.0 == COMPANY
        || LOCAL.contains(&key.0)
        || (letter(right, 1) == Some('家') && ends.get(key.0).is_none_or(|count| *count > 2));
    let known = !many || right.count > 1;
    let elsewhere = key.0 == COMPANY || wrong.span.paragraph != right.span.paragraph;
    // 文化广场, 文体广场: words, no names.
    let words = ENDS.words().contains(&key.0) && is_common(wrong) && is_common(right);
    (wrong.count == 1 && elsewhere && known && !apart && !words).then_some((wrong, right))
}

/// Whether the second and third character of a name are a word.
fn is_common(spelling: &Spelling<'_>) -> bool {
    match (letter(spelling, 1), letter(spelling, 2)) {
        (Some(second), Some(third)) => {
            is_word(second, third) || is_known(&String::from_iter([second, third]))
        }
        _ => false,
    }
}

fn letter(spelling: &Spelling<'_>, at: usize) -> Option<char> {
    spelling.name().chars().nth(at)
}

/// Three characters before an end, by the second and by the third one as that which differs.
fn place<'t>(line: &Line<'t>, at: usize, end: &'static str, names: &mut Names<'t>) {
    let stem = [line.back(at, 3), line.back(at, 2), line.back(at, 1)];
    let [first, second, third] = stem;
    if !stem.iter().all(|c| is_han(*c) && *c != '的')
        || BESIDE.contains(first)
        || LEVELS.contains(second)
        || LEVELS.contains(third)
    {
        return;
    }
    let before = line.back(at, 4);
    let clear = !is_han(before) || CLEAR.contains(before);
    for (other, rest) in [(1, [first, third]), (2, [first, second])] {
        let (group, known) = names.entry((end, other, rest.to_vec())).or_default();
        *known |= clear;
        note(group, line, (at - 3, at + end.chars().count()));
    }
}

/// Titles of which a body has one: 镇党委书记陈志远.
const TITLES: [&str; 12] =
    ["书记", "主任", "镇长", "乡长", "县长", "市长", "区长", "局长", "校长", "院长", "主席", "董事长"];

/// The last characters of these, and what stands behind a name.
static TITLE_ENDS: CharSet = CharSet::new("记任长席");
const BEHIND: &str = "的主同带说介率到在对为作出指要表讲深、，。；（）";

/// A name of three characters behind a title, by each of the last two as that which differs.
fn person<'t>(line: &Line<'t>, at: usize, names: &mut Names<'t>) {
    let Some(title) = line.one_before(at, &TITLES) else { return };
    let stem = [line.get(at), line.get(at + 1), line.get(at + 2)];
    let [first, second, third] = stem;
    if !SURNAMES.contains(first)
        || !is_han(second)
        || !is_han(third)
        || !BEHIND.contains(line.get(at + 3))
        || is_known(line.text(at, at + 2))
    {
        return;
    }
    let from = at - title.chars().count();
    // 县委副书记 and 县委书记 are two.
    if line.back(from, 1) == '副' {
        return;
    }
    // Of what body: 镇党委|书记, 镇|党委书记.
    let body =
        [line.back(from, 2), line.back(from, 1)].into_iter().filter(|_| matches!(title, "书记" | "主任"));
    for (other, rest) in [(1, [first, third]), (2, [first, second])] {
        let rest = rest.into_iter().chain(body.clone()).collect();
        let (group, known) = names.entry((title, other, rest)).or_default();
        *known = true;
        note(group, line, (at, at + 3));
    }
}

/// The end of names of firms.
const COMPANY: &str = "有限公司";

/// Five characters before 有限公司: place, name and trade, by the second and third as that which differs.
fn company<'t>(line: &Line<'t>, at: usize, names: &mut Names<'t>) {
    let Some(from) = at.checked_sub(5) else { return };
    let stem: Vec<char> = (from..at).map(|place| line.get(place)).collect();
    if !stem.iter().all(|c| is_han(*c)) {
        return;
    }
    for other in 1..3 {
        let rest = stem.iter().enumerate().filter(|(place, _)| *place != other).map(|(_, c)| *c).collect();
        let (group, known) = names.entry((COMPANY, other, rest)).or_default();
        *known = true;
        note(group, line, (from, at + 2));
    }
}
