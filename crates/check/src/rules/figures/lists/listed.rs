//! Names in a bracket behind their number 8家医院（甲、乙、丙）, names before 计5家, and names that carry a number each.

use super::named::{Names, items, quoted_before, tell};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::begins;
use crate::rules::figures::words::{AMONG, MEASURES, acts, compares, has, totals};

/// Units of things that have a name each.
const THINGS: [&str; 18] = [
    "个", "家", "所", "村", "镇", "座", "处", "条", "支", "项", "社区", "街道", "乡", "县", "区", "市", "部",
    "眼",
];

/// Words that name a kind and no thing: 14个乡镇（街道、园区）.
const KINDS: [&str; 34] = [
    "街道",
    "园区",
    "社区",
    "农场",
    "林场",
    "单位",
    "部门",
    "企业",
    "学校",
    "居委会",
    "办事处",
    "开发区",
    "乡镇",
    "村庄",
    "科室",
    "机关",
    "公办",
    "民办",
    "新建",
    "续建",
    "改造",
    "扩建",
    "改建",
    "试点",
    "示范",
    "国有",
    "民营",
    "个体",
    "城区",
    "农村",
    "镇街",
    "村居",
    "场所",
    "机构",
];

/// What a bracket begins with that names not all or something else.
const OTHERS: [&str; 12] =
    ["含", "不含", "包括", "其中", "如", "除", "按", "以", "由", "具体", "主要", "不包括"];

/// Whether these names in a bracket are those of the things counted right before it: as many short names as nearly fit,
/// none of them a kind of things.
pub(crate) fn in_bracket(line: &Line, index: usize, noun: &str, items: &[&str], count: usize) -> bool {
    let Some(quantity) = line.quantities.get(index) else { return false };
    let people = quantity.unit == "人";
    let short = items.iter().all(|item| (2..=8).contains(&item.chars().count()));
    let named = items.iter().all(|item| {
        !item.ends_with(['等', '的', '外', '内', '级', '型', '类', '性', '式'])
            && (!acts(item) || item.ends_with(PLACES))
    });
    let places = of_one_kind(items) && items.iter().all(|item| item.ends_with(PLACES));
    // 3个（大坪村、金盆村）: two names have to be of what is counted.
    let called = format!("{}{noun}", line.label(index));
    let own = items.first().and_then(|item| item.chars().last()).is_some_and(|end| called.contains(end));
    let most = if places { 2 } else { 1 };
    short
        && named
        && !names_other(items)
        && items.len().abs_diff(count) <= most
        && (THINGS.contains(&quantity.unit.as_str()) && items.len() > 2 || places && (own || people))
        && (!people || places)
}

/// Whether a bracket names kinds, or some of the things only: （街道、园区）, （含柳巷村、塔后村）.
pub(crate) fn names_other(items: &[&str]) -> bool {
    let opened = items.first().is_some_and(|item| OTHERS.iter().any(|word| item.starts_with(word)));
    opened || items.iter().any(|item| KINDS.contains(item) || item.contains('的'))
}

/// What the names of places and bodies end in.
const PLACES: [char; 18] = [
    '村', '镇', '乡', '县', '社', '局', '院', '校', '园', '站', '所', '厂', '路', '桥', '库', '河', '组',
    '队',
];

/// What offices are called for short.
const OFFICES: [&str; 32] = [
    "公安",
    "司法",
    "信访",
    "民政",
    "财政",
    "教育",
    "卫健",
    "住建",
    "交通",
    "交警",
    "水利",
    "水务",
    "农业",
    "农业农村",
    "应急",
    "消防",
    "税务",
    "审计",
    "人社",
    "发改",
    "环保",
    "生态环境",
    "自然资源",
    "文旅",
    "林业",
    "气象",
    "统计",
    "城管",
    "市场监管",
    "妇联",
    "工会",
    "工信",
];

/// Whether all of these are offices: 县财政局、县审计局, 法院、公安、司法. A verb may lead to the first of them.
pub(crate) fn all_offices(items: &[&str]) -> bool {
    items.iter().enumerate().all(|(at, item)| {
        OFFICES.iter().any(|name| item == name || at == 0 && item.ends_with(name))
            || item.ends_with(['局', '委', '办', '部', '厅', '院', '队', '所', '站', '心'])
    })
}

/// Whether all names end in one character.
fn of_one_kind(items: &[&str]) -> bool {
    let last = items.first().and_then(|item| item.chars().last());
    items.len() > 1 && last.is_some() && items.iter().all(|item| item.chars().last() == last)
}

/// 企业有甲、乙、丙，计5家: the clause before names all, the number behind 计 or 共 says how many they are.
pub(crate) fn before_total(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    let label = line.label(index);
    let said = matches!(label, "计" | "共" | "共计" | "合计" | "总计" | "一共" | "总共" | "共有");
    let things = THINGS.contains(&quantity.unit.as_str()) || quantity.unit == "人";
    let comma = quantity.from.saturating_sub(label.chars().count() + 1);
    if !said || !things || count < 2 || line.char(comma) != '，' {
        return;
    }
    if let Some(names) = quoted_before(line, comma, false) {
        if names.count >= 2 && names.count.abs_diff(count) <= 2 {
            tell(line, quantity, count, &names, names.from, out);
        }
        return;
    }
    let from = line.back(comma, &['。', '；', '！', '？', '\n', '，', '：', '（', '）', '”', '》'], 120);
    let text = line.text(from, comma);
    let items = items(text);
    let rest = items.get(1..).unwrap_or_default();
    let plain = items.len() > 2
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '等' | '各'))
        && rest
            .iter()
            .all(|item| (2..=12).contains(&item.chars().count()) && !acts(item) && !item.contains('的'))
        // The words that lead to the list, or nothing but names.
        && (items.first().is_some_and(|first| first.contains(['有', '是', '为', '即', '括']))
            || line.char(from.wrapping_sub(1)) == '：'
            || of_one_kind(&items));
    // 县财政局和审计局: a joint that was not parted may add one.
    let joint = |item: &&str| {
        ["和", "及", "与"]
            .iter()
            .filter_map(|word| item.split_once(word))
            .any(|(one, other)| one.chars().count() > 1 && other.chars().count() > 1)
    };
    let joined = rest.iter().any(joint);
    let fits = items.len() == count || (joined && items.len() + 1 == count);
    if plain && !fits && items.len().abs_diff(count) <= 2 {
        let names = Names { count: items.len(), more: false, from, to: comma };
        tell(line, quantity, count, &names, from, out);
    }
}

/// 三条产业路全线贯通：湾里至茶场2.4公里，坳上至水库1.8公里: each name of a list carries a number, and there are as many of
/// them as the number before says.
pub(crate) fn measured(line: &Line, index: usize, quantity: &Quantity, count: usize, out: &mut Findings) {
    let colon = line.ahead(quantity.to, &['：', '。', '，', '、', '（', '\n'], 16);
    let noun = line.text(quantity.to, colon);
    // 问题四类：政策类26条、服务类18条、…: the word that counts ends each name.
    let noun = if noun.is_empty() && quantity.unit == "类" { "类" } else { noun };
    let things = THINGS.contains(&quantity.unit.as_str()) || noun == "类";
    let opened = matches!(line.char(colon), '：' | '（') && things;
    if !opened || count > 12 || quantity.quoted || noun.is_empty() {
        return;
    }
    let Some(first) = line.quantities.get(index + 1).filter(|it| it.from > colon) else { return };
    let (mut names, mut last, mut to): (Vec<&str>, usize, usize) = (Vec::new(), index, colon + 1);
    for (at, it) in line.quantities.iter().enumerate().skip(index + 1).take(2 * count + 2) {
        let name = line.label(at);
        let own = it.same_unit(first) && it.depth == first.depth && it.is_amount() && !it.range;
        let near = line.text(to, it.from.max(to)).trim_start_matches(['，', '、', '；']) == name;
        if !own
            || !near
            || !(2..=12).contains(&name.chars().count())
            || totals(name)
            || compares(name)
            || has(name, &AMONG)
            || MEASURES.iter().any(|word| name.ends_with(word))
        {
            break;
        }
        names.push(name);
        (last, to) = (at, it.to);
    }
    // What follows the list is told of all, or nothing does.
    let closed = match line.char(to) {
        '。' | '；' | '）' | '\n' => true,
        '，' => line.quantities.get(last + 1).is_some_and(|_| {
            ["总", "共", "合计", "累计"].iter().any(|word| line.label(last + 1).starts_with(word))
        }),
        _ => false,
    };
    let fewest = if names.iter().all(|name| is_way(name)) { 2 } else { 3 };
    let alike = names.iter().all(|name| is_way(name)) || of_noun(&names, noun);
    let other = !first.same_unit(quantity) && names.len() >= fewest;
    if closed && alike && other && names.len() != count && names.len().abs_diff(count) <= 2 {
        let names = Names { count: names.len(), more: false, from: quantity.from, to };
        tell(line, quantity, count, &names, begins(line, index), out);
    }
}

/// From one place to another: 湾里至茶场.
fn is_way(name: &str) -> bool {
    name.split_once(['至', '—']).is_some_and(|(one, other)| !one.is_empty() && !other.is_empty())
}

/// Whether names, without what all of them end in, are called by what is counted: 东沟站灌溉, 西坪站灌溉 of 提灌站.
fn of_noun(names: &[&str], noun: &str) -> bool {
    let Some(first) = names.first() else { return false };
    let ends = first.char_indices().skip(1).filter_map(|(at, _)| first.get(at..));
    let common = ends.filter(|end| names.iter().all(|name| name.ends_with(end))).max_by_key(|end| end.len());
    let stems: Vec<&str> = match common {
        Some(end) if end.chars().count() > 1 => {
            names.iter().filter_map(|name| name.strip_suffix(end)).collect()
        }
        _ => names.to_vec(),
    };
    // The last character of each stem is that of its kind; it may stand in what all of them end in.
    let kind = |names: &[&str]| {
        of_one_kind(names)
            && names.first().and_then(|name| name.chars().last()).is_some_and(|end| noun.contains(end))
    };
    let head = noun.chars().last();
    kind(&stems) || kind(names) || common.zip(head).is_some_and(|(end, head)| end.contains(head))
}
