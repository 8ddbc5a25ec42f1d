//! One body or project under two names that differ in a word: 行政审批局 and 行政审批服务局, 智慧农业产业园 and
//! 智能农业产业园, 第二实验小学 and 实验第二小学.

use std::collections::{HashMap, HashSet};

use super::bodies::Bodies;
use super::exchanged;
use super::spellings::{Differing, Spelling, note, tell};
use crate::Findings;
use crate::chars::{CharSet, is_one_of};
use crate::rules::line::{Line, is_han, is_numeral};
use crate::rules::word_set::WordSet;

/// Ends of names of bodies and projects.
static BODIES: WordSet = WordSet::new(&[
    "局",
    "指挥部",
    "领导小组",
    "办公室",
    "委员会",
    "中心",
    "专班",
    "产业园",
    "示范园",
    "工作组",
    "大队",
    "基地",
    FIRM,
]);

/// The end of names of firms.
const FIRM: &str = "有限公司";

/// Ends of names that have an ordinal in them.
static NUMBERED: WordSet = WordSet::new(&["小学", "中学", "幼儿园", "医院"]);

/// Words that are put into a name before its end.
const INSERTED: [&str; 5] = ["服务", "管理", "工作", "建设", "事务"];

/// Words that are taken for each other in a name.
const TAKEN: [(&str, &str); 14] = [
    ("环保", "环境"),
    ("城乡", "城镇"),
    ("城乡", "城市"),
    ("农业", "农村"),
    ("建设", "建筑"),
    ("重大", "重点"),
    ("智慧", "智能"),
    ("整治", "治理"),
    ("推进", "推动"),
    ("防治", "防控"),
    ("专项", "专题"),
    ("示范", "样板"),
    ("综合", "联合"),
    ("攻坚", "整治"),
];

/// Bodies of which a county has one, under one of these names: 县水利局, 县水务局.
const ONES: [&[&str]; 5] = [
    &["水利局", "水务局"],
    &["教育局", "教体局", "教育体育局"],
    &["林业局", "林草局"],
    &["工信局", "经信局"],
    &["文旅局", "文广旅局", "文旅体局"],
];

/// Ends of which a body or work has one, and how many characters before them show that it is the same:
/// 消费者权益保护委员会, 消费者权益保护协会; 永兴建材有限公司, 永兴建材有限责任公司.
const ENDINGS: [(&[&str], usize); 7] = [
    (&["委员会", "协会", "联合会", "促进会"], 6),
    (&["有限公司", "有限责任公司", "股份有限公司"], 4),
    (&["产业园", "工业园", "科技园"], 3),
    (&["敬老院", "养老院"], 3),
    (&["变电站", "变电所"], 3),
    (&["纪念馆", "陈列馆", "展览馆"], 4),
    (RUNNING, 4),
];

/// Those that run a place: 白石山景区管理局, 白石山景区管理处.
const RUNNING: &[&str] = &["管理委员会", "管理局", "管理处", "管理中心"];

/// Words of names of firms in full and shortened, or taken for each other: 金穗农业机械有限公司, 金穗农机有限公司.
const FIRMS: [(&str, &str); 14] = [
    ("农业物资", "农资"),
    ("农业生产资料", "农资"),
    ("农业机械", "农机"),
    ("农业科技", "农科"),
    ("农业技术", "农技"),
    ("种子", "种业"),
    ("建筑材料", "建材"),
    ("建筑工程", "建工"),
    ("文化旅游", "文旅"),
    ("生物科技", "生物技术"),
    ("物业服务", "物业管理"),
    ("畜牧", "牧业"),
    ("药材", "药业"),
    ("粮食", "粮油"),
];

/// The kind of difference of the first of them.
const FIRM_WORDS: usize = 300;

/// The kind of difference of such names.
const ENDED: usize = 100;

/// Last words of names that are taken for each other, behind four characters of the name: 文旅开发有限公司, 文旅发展有限公司.
const LAST: [(&str, &str); 9] = [
    ("发展", "开发"),
    ("运营", "经营"),
    ("服务", "保障"),
    ("指挥", "调度"),
    ("处置", "处理"),
    ("救助", "救援"),
    ("维权", "援助"),
    ("培训", "培育"),
    ("监测", "检测"),
];

/// The kind of difference of the first of them.
const LASTS: usize = 200;

/// What the ends of names begin with.
static STARTS: CharSet = CharSet::new("管局指领办委中专产示工大基小幼医协联促有股科敬养污变纪陈展卫");

/// What two names have in common: the kind of difference, what stands before it, behind it, and the end.
type Key<'t> = (usize, &'t str, &'t str, &'static str);

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let mut names: HashMap<Key<'_>, Vec<Spelling<'_>>> = HashMap::new();
    for line in lines {
        for at in 3..line.len() {
            if !STARTS.contains(line.get(at)) || !is_han(line.back(at, 1)) {
                continue;
            }
            if let Some(end) = BODIES.at(line, at) {
                inserted(line, at, end, &mut names);
                last(line, at, end, &mut names);
                taken(line, at, end, &mut names);
                shortened(line, at, end, &mut names);
            }
            if let Some(end) = NUMBERED.at(line, at) {
                numbered(line, at, end, &mut names);
            }
            ended(line, at, &mut names);
        }
        ones(line, &mut names);
    }
    let bodies = Bodies::of(lines);
    let mut pairs: Vec<_> = names
        .iter()
        .filter_map(|(key, group)| {
            let [first, second] = group.as_slice() else { return None };
            let (wrong, right) = if second.count > first.count { (first, second) } else { (second, first) };
            // What stands before a word that is taken for another one shows that it is the same name.
            let framed = !key.1.is_empty() || right.count > 1;
            // Whoever has two names them together.
            let framed =
                framed && (key.0 < ENDED && key.3 != FIRM || wrong.span.paragraph != right.span.paragraph);
            (wrong.count == 1 && framed).then_some((wrong, right))
        })
        .collect();
    let exchanged = exchanged::names(lines);
    let order: Vec<_> = exchanged::differing(&exchanged).collect();
    // Both may find one name, which ends where it ends.
    let ends: HashSet<_> = order.iter().map(|(wrong, _)| (wrong.span.paragraph, wrong.span.end)).collect();
    let other = |(wrong, _): &Differing<'_, '_>| !ends.contains(&(wrong.span.paragraph, wrong.span.end));
    pairs.extend(bodies.differing().filter(other));
    pairs.extend(order);
    tell(pairs, out);
}

/// 消费者权益保护|委员会, 消费者权益保护|协会: so many characters before the end.
fn ended<'t>(line: &Line<'t>, at: usize, names: &mut HashMap<Key<'t>, Vec<Spelling<'t>>>) {
    for (kind, (ends, least)) in (ENDED..).zip(ENDINGS) {
        let Some(end) = line.one_of(at, ends) else { continue };
        let (Some(from), to) = (at.checked_sub(least), at + end.chars().count()) else { return };
        let whole = !matches!(line.get(to), '议' | '区' | '长' | '群');
        let plain = (from..at).all(|at| {
            is_han(line.get(at)) && !is_one_of!(line.get(at), "的和与及在为是等一二三四五六七八九十各")
        });
        // Homes of a town; those of the country are many.
        let town = end != "敬老院" && end != "养老院"
            || matches!(line.back(at, 1), '镇' | '乡' | '县' | '市' | '区');
        // 城市管理局 and 城市管理委员会 are two: what is run has to be a place.
        let place = ends != RUNNING || is_one_of!(line.back(at, 1), "区园湖山库河港场");
        if let Some(first) = ends.first().filter(|_| whole && plain && town && place) {
            note(names.entry((kind, line.text(from, at), "", first)).or_default(), line, (from, to));
        }
        return;
    }
}

/// 县水利局, 县水务局: both with the same level before them.
fn ones<'t>(line: &Line<'t>, names: &mut HashMap<Key<'t>, Vec<Spelling<'t>>>) {
    for at in 1..line.len() {
        if !matches!(line.back(at, 1), '县' | '区' | '市') || !is_one_of!(line.get(at), "水教林工经文")
        {
            continue;
        }
        for (kind, group) in (TAKEN.len() + 2..).zip(ONES) {
            let found = line.one_of(at, group).zip(group.first());
            if let Some((name, first)) = found {
                let key = (kind, line.text(at - 1, at), "", *first);
                note(names.entry(key).or_default(), line, (at - 1, at + name.chars().count()));
            }
        }
    }
}

/// 行政审批|局, 行政审批|服务|局: four characters before the word that is put in.
fn inserted<'t>(
    line: &Line<'t>,
    at: usize,
    end: &'static str,
    names: &mut HashMap<Key<'t>, Vec<Spelling<'t>>>,
) {
    // A firm and that which builds for it are two.
    if end == FIRM {
        return;
    }
    let word = line.one_before(at, &INSERTED);
    let from = at - word.map_or(0, |word| word.chars().count());
    let Some(start) = from.checked_sub(4) else { return };
    let body = line.text(start, from);
    if (start..from).all(|at| is_han(line.get(at))) && body != "退役军人" {
        note(names.entry((0, body, "", end)).or_default(), line, (start, at + end.chars().count()));
    }
}

/// Two names whose last word is another: 清溪文旅|开发|有限公司, 清溪文旅|发展|有限公司.
fn last<'t>(line: &Line<'t>, at: usize, end: &'static str, names: &mut HashMap<Key<'t>, Vec<Spelling<'t>>>) {
    let Some(start) = at.checked_sub(6) else { return };
    let kind = LAST.iter().position(|(one, other)| line.starts(at - 2, one) || line.starts(at - 2, other));
    let Some(kind) = kind.filter(|_| (start..at).all(|at| is_han(line.get(at)))) else { return };
    let key = (LASTS + kind, line.text(start, at - 2), "", end);
    note(names.entry(key).or_default(), line, (start, at + end.chars().count()));
}

/// 金穗|农业机械|有限公司, 金穗|农机|有限公司: firms of one trade with one name before it.
fn shortened<'t>(
    line: &Line<'t>,
    at: usize,
    end: &'static str,
    names: &mut HashMap<Key<'t>, Vec<Spelling<'t>>>,
) {
    if end != FIRM {
        return;
    }
    for (kind, (one, other)) in (FIRM_WORDS..).zip(FIRMS) {
        let Some(word) = line.one_before(at, &[one, other]) else { continue };
        let from = at - word.chars().count();
        let Some(start) = from.checked_sub(2).filter(|start| (*start..from).all(|at| is_han(line.get(at))))
        else {
            continue;
        };
        let to = at + end.chars().count();
        note(names.entry((kind, line.text(start, from), "", end)).or_default(), line, (start, to));
    }
}

/// Two names of which one word is another: 重点|项目建设指挥部, 重大|项目建设指挥部.
fn taken<'t>(line: &Line<'t>, at: usize, end: &'static str, names: &mut HashMap<Key<'t>, Vec<Spelling<'t>>>) {
    for from in (at.saturating_sub(8)..at.saturating_sub(3)).rev() {
        if !is_han(line.get(from + 2)) {
            return;
        }
        for (kind, (one, other)) in TAKEN.iter().enumerate() {
            if line.starts(from, one) || line.starts(from, other) {
                // Firms of one trade are many: more of the name has to agree.
                let least = if end == FIRM { 3 } else { 1 };
                let framed = (1..=least).all(|back| is_han(line.back(from, back)));
                let before = if framed { line.text(from.saturating_sub(least), from) } else { "" };
                if end == FIRM && !framed {
                    continue;
                }
                let (rest, to) = (line.text(from + 2, at), at + end.chars().count());
                note(names.entry((kind + 1, before, rest, end)).or_default(), line, (from, to));
                if !before.is_empty() && end != FIRM {
                    note(names.entry((kind + 1, "", rest, end)).or_default(), line, (from, to));
                }
            }
        }
    }
}

/// Two names with the same words in another order: 第二|实验|小学, 实验|第二|小学.
fn numbered<'t>(
    line: &Line<'t>,
    at: usize,
    end: &'static str,
    names: &mut HashMap<Key<'t>, Vec<Spelling<'t>>>,
) {
    let ordinal = |at: usize| line.get(at) == '第' && is_numeral(line.get(at + 1));
    let Some(from) = at.checked_sub(4) else { return };
    let words = match (ordinal(from), ordinal(at - 2)) {
        (true, false) => (line.text(from, from + 2), line.text(from + 2, at)),
        (false, true) => (line.text(from + 2, at), line.text(from, from + 2)),
        _ => return,
    };
    note(
        names.entry((TAKEN.len() + 1, words.0, words.1, end)).or_default(),
        line,
        (from, at + end.chars().count()),
    );
}
