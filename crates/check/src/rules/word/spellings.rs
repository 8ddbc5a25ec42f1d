//! One name in two spellings of one sound 同音异写: 龙潭水库, 龙谭水库. Names are found by how they end, by quotation
//! marks, and by a title before a person.
//!
//! Two names of one document that differ in a character of one sound are one name: whoever gives names to places, bodies
//! and campaigns of a county keeps them apart by ear.

use std::collections::HashMap;

use super::doubled;
use super::pairs::is_known;
use super::phrases::sound;
use crate::chars::{CharSet, SURNAMES};
use crate::rules::line::{Line, is_han};
use crate::{Finding, Findings, Span};

/// Ends of names, and how many characters before one must agree when another one differs.
const ENDS: [(&str, usize); 62] = [
    ("同志", 1),
    ("水库", 1),
    ("河", 1),
    ("湖", 1),
    ("路", 1),
    ("街", 1),
    ("大道", 1),
    ("大桥", 1),
    ("桥", 1),
    ("隧道", 1),
    ("灌区", 1),
    ("泵站", 1),
    ("电站", 1),
    ("广场", 1),
    ("村", 1),
    ("镇", 1),
    ("乡", 1),
    ("社区", 1),
    ("街道", 1),
    ("屯", 1),
    ("局", 1),
    ("公司", 1),
    ("电子", 1),
    ("科技", 1),
    ("食品", 1),
    ("药业", 1),
    ("制药", 1),
    ("重工", 1),
    ("新能源", 1),
    ("新材料", 1),
    ("机械", 1),
    ("纺织", 1),
    ("生物", 1),
    ("医药", 1),
    ("建材", 1),
    ("牧业", 1),
    ("光电", 1),
    ("集团", 1),
    ("合作社", 1),
    ("家庭农场", 1),
    ("农场", 1),
    ("林场", 1),
    ("茶场", 1),
    ("学校", 1),
    ("小学", 1),
    ("中学", 1),
    ("幼儿园", 1),
    ("医院", 1),
    ("卫生院", 1),
    ("敬老院", 1),
    ("产业园", 1),
    ("工业园", 1),
    ("公园", 1),
    ("景区", 1),
    ("小区", 1),
    ("花园", 1),
    ("指挥部", 2),
    ("办公室", 2),
    ("工程", 2),
    ("中心", 2),
    ("基地", 2),
    ("行动", 2),
];

/// The place of the end behind people.
const PEOPLE: usize = 0;

/// Most characters of a name before its end.
const REACH: usize = 6;

/// The same of names with a longer end: 恒昌农业发展有限公司.
const LONG_REACH: usize = 9;

/// Characters that stand beside names and in them for what they mean: 上坪村 and 下坪村, 市水库, 是青石河.
pub(super) const LIGHT: &str = "一二三四五六七八九十上中下大小东西南北前后新老旧左右内外高低\
    是市时事使式实施县现线区去取镇真乡向项相省生升的地得在再至致之为位未委围以已与于及即既级和由有又到道了对\
    将把被从个各该改本我全每某此其年月日名明公工共和建见经进近市总组业家户农村人民级类种期如入立力利陕里理";

/// Characters that stand behind names of people.
const BESIDE: &str = "副负任带同主担说介汇称指要率参出调深走是在再的到道以已对为从由向和及等一十";

/// Words that end like names and are none: 思路, 格局, 乡村.
pub(super) const COMMON: &str = "城乡农山渔村全各本我该每家返下行政然建示范心点级跨进驻包联思出道公铁线电套销格布大结校田果菜茶桑花乐拆江过沿两";

/// Titles before the name of a person.
const TITLES: [&str; 28] = [
    "书记",
    "主任",
    "镇长",
    "乡长",
    "县长",
    "市长",
    "区长",
    "局长",
    "校长",
    "院长",
    "主席",
    "组长",
    "队长",
    "站长",
    "所长",
    "会长",
    "科长",
    "部长",
    "理事长",
    "董事长",
    "经理",
    "村民",
    "党员",
    "教师",
    "老师",
    "医生",
    "委员",
    "支书",
];

/// The last character of each title.
static TITLE_ENDS: CharSet = CharSet::new("记任长席理民员师生书");

/// A spelling of a name, where it stood first, and how often.
pub(super) struct Spelling<'t> {
    name: &'t str,
    pub(super) span: Span,
    pub(super) count: usize,
}

impl<'t> Spelling<'t> {
    pub(super) fn new(name: &'t str, span: Span, count: usize) -> Spelling<'t> {
        Spelling { name, span, count }
    }

    pub(super) fn name(&self) -> &'t str {
        self.name
    }
}

/// The spellings of each name, by what they have in common.
type Spellings<'t> = HashMap<(usize, usize, &'t str, u16), Vec<Spelling<'t>>>;

/// The same of names in quotation marks, by their sounds and the word that says what is named.
type Quoted<'t> = HashMap<(Vec<u16>, &'t str), Vec<Spelling<'t>>>;

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let mut places: Spellings<'_> = HashMap::new();
    let mut quoted: Quoted<'_> = HashMap::new();
    let mut people: HashMap<(char, u16, u16), Vec<Spelling<'_>>> = HashMap::new();
    for line in lines {
        for at in 0..line.len() {
            let c = line.get(at);
            if c == '“' {
                quotation(line, at, &mut quoted);
            } else if TITLE_ENDS.contains(line.back(at, 1))
                && SURNAMES.contains(c)
                && line.one_before(at, &TITLES).is_some()
                && let Some(key) = person(line, at)
            {
                people.entry(key).or_default();
            }
            place(line, at, &mut places);
        }
    }
    if !people.is_empty() {
        for line in lines {
            for at in 0..line.len() {
                let Some(found) = person(line, at).and_then(|key| people.get_mut(&key)) else { continue };
                note(found, line, (at, at + 3));
            }
        }
    }
    let mut told: Vec<Span> = Vec::new();
    let groups = places.iter().map(|(key, group)| (group, if key.0 == PEOPLE { BESIDE } else { LIGHT }));
    let groups = groups.chain(quoted.values().map(|group| (group, LIGHT)));
    let groups = groups.chain(people.values().map(|group| (group, BESIDE)));
    let mut pairs: Vec<(&Spelling<'_>, &Spelling<'_>)> =
        groups.flat_map(|(group, light)| differing(group, light)).collect();
    pairs.sort_by_key(|(wrong, right)| (wrong.span, right.span));
    for (wrong, right) in pairs {
        if told
            .last()
            .is_none_or(|last| last.paragraph < wrong.span.paragraph || last.end <= wrong.span.start)
        {
            told.push(wrong.span);
            out.push(finding(wrong, right));
        }
    }
}

/// The spellings of a name that are written for another one, each with that.
fn differing<'a, 't>(group: &'a [Spelling<'t>], light: &str) -> Option<(&'a Spelling<'t>, &'a Spelling<'t>)> {
    let [first, rest @ ..] = group else { return None };
    let second = rest.first()?;
    let mut other = first.name.chars().zip(second.name.chars()).filter(|(one, other)| one != other);
    let (one, two) = other.next()?;
    if other.next().is_some() || light.contains(one) || light.contains(two) {
        return None;
    }
    // Names that stand often are two.
    match first.count.cmp(&second.count) {
        _ if rest.len() > 1 => None,
        std::cmp::Ordering::Less if first.count == 1 => Some((first, second)),
        std::cmp::Ordering::Equal if first.count > 1 => None,
        std::cmp::Ordering::Less => None,
        _ => Some((second, first)),
    }
}

/// One more of the spellings of a name.
pub(super) fn note<'t>(found: &mut Vec<Spelling<'t>>, line: &Line<'t>, (from, to): (usize, usize)) {
    let name = line.text(from, to);
    match found.iter_mut().find(|it| it.name == name) {
        Some(known) => known.count += 1,
        None => found.push(Spelling { name, span: line.span(from, to), count: 1 }),
    }
}

/// What the ends of names begin with.
static END_STARTS: CharSet = CharSet::new(
    "水河湖路街大桥隧灌泵电广村镇乡社屯局公集合家农林茶学小中幼医卫敬产工景花同指办基行科食药制重新机纺生建牧光",
);

/// A name that ends here, by each of its characters as the one that differs.
fn place<'t>(line: &Line<'t>, at: usize, places: &mut Spellings<'t>) {
    if !END_STARTS.contains(line.get(at)) {
        return;
    }
    if !is_han(line.back(at, 1)) || !is_han(line.back(at, 2)) {
        return;
    }
    let Some((kind, (end, least))) = ENDS
        .iter()
        .enumerate()
        .filter(|(_, (end, _))| line.starts(at, end))
        .max_by_key(|(_, (end, _))| end.len())
    else {
        return;
    };
    if line.back(at, 1) == '的' || COMMON.contains(line.back(at, 1)) {
        return;
    }
    let to = at + end.chars().count();
    let reach = match end.chars().count() {
        _ if kind == PEOPLE => 2,
        1 => REACH,
        _ => LONG_REACH,
    };
    for back in 1..=reach {
        let letter = line.back(at, back);
        if !is_han(letter) || matches!(letter, '的' | '了' | '和' | '与' | '在') {
            return;
        }
        let light = if kind == PEOPLE { BESIDE } else { LIGHT };
        if light.contains(letter) || (back == 1 && *least > 1) {
            continue;
        }
        // 种植|类合作社, 养殖|类合作社: the word before ends with it.
        let ends_word = || {
            doubled::is_word(line.back(at, back + 1), letter)
                || at.checked_sub(back + 1).is_some_and(|from| is_known(line.text(from, from + 2)))
        };
        if back > 1 && ends_word() {
            continue;
        }
        let (from, same) = match back {
            1 if is_han(line.back(at, 2)) => (at - 2, (at - 2, at - 1)),
            1 => return,
            _ if back <= *least => continue,
            _ => (at - back, (at + 1 - back, at)),
        };
        let Some(sound) = sound(letter) else { continue };
        let found = places.entry((kind, back, line.text(same.0, same.1), sound)).or_default();
        note(found, line, (from, to));
    }
}

/// A name in quotation marks, by its sounds: “清风护农”行动.
fn quotation<'t>(line: &Line<'t>, at: usize, quoted: &mut Quoted<'t>) {
    let to = line.skip_most(at + 1, 13, is_han);
    if line.get(to) != '”' || to < at + 4 {
        return;
    }
    let sounds: Option<Vec<u16>> = (at + 1..to).map(|at| sound(line.get(at))).collect();
    if let Some(sounds) = sounds {
        // 品牌“山里红”, “山里红”等品牌.
        let brand = line.ends(at, "品牌") || line.starts(to + 1, "等品牌");
        let named = if brand { "品牌" } else { line.text(to + 1, to + 3) };
        note(quoted.entry((sounds, named)).or_default(), line, (at + 1, to));
    }
}

/// The surname at this place and the sounds of the two characters behind it.
fn person(line: &Line<'_>, at: usize) -> Option<(char, u16, u16)> {
    let (surname, first, second) = (line.get(at), line.get(at + 1), line.get(at + 2));
    if !SURNAMES.contains(surname) || !is_han(first) || !is_han(second) {
        return None;
    }
    Some((surname, sound(first)?, sound(second)?))
}

/// Two spellings of a name, the wrong one before the right one.
pub(super) type Differing<'a, 't> = (&'a Spelling<'t>, &'a Spelling<'t>);

/// Of two spellings the one that stands less often, which may be wrong, before the other; none where there are more.
pub(super) fn rarer<'a, 't>(group: &'a [Spelling<'t>]) -> Option<Differing<'a, 't>> {
    let [first, second] = group else { return None };
    Some(if second.count > first.count { (first, second) } else { (second, first) })
}

/// The same where the wrong one stands once, and not beside the other: whoever names two bodies names them together.
pub(super) fn elsewhere<'a, 't>(group: &'a [Spelling<'t>]) -> Option<Differing<'a, 't>> {
    rarer(group).filter(|(wrong, right)| wrong.count == 1 && wrong.span.paragraph != right.span.paragraph)
}

/// Tells of names that are others elsewhere, in the order of the text; what overlaps the one before is told with it.
pub(super) fn tell(mut pairs: Vec<Differing<'_, '_>>, out: &mut Findings) {
    pairs.sort_by_key(|(wrong, right)| (wrong.span, right.span));
    let mut told: Option<Span> = None;
    for (wrong, right) in pairs {
        if told.is_none_or(|it| it.paragraph != wrong.span.paragraph || it.end <= wrong.span.start) {
            told = Some(wrong.span);
            out.push(finding(wrong, right));
        }
    }
}

/// What is told of a name that is another one elsewhere.
pub(super) fn finding(wrong: &Spelling<'_>, right: &Spelling<'_>) -> Finding {
    let (name, other) = (wrong.name, right.name);
    Finding::warning(
        "word/name-differs",
        wrong.span,
        format!("“{name}”在别处写作“{other}”，应当是一个名称"),
        format!("`{name}` is `{other}` elsewhere"),
    )
    .related("别处", "elsewhere", right.span)
    .fix(other, false)
    .source("《党政机关公文处理工作条例》第十九条")
}
