//! A fact told again by its name: 发放救助金362万元 … 发放救助金382万元; 种植烟叶8600亩 … 全镇8800亩烟叶.

use std::collections::BTreeMap;

use super::same::{of_one_place, other_year};
use super::telling::{PAST, Telling, is_exchanged, is_misread};
use crate::quantity::Quantity;
use crate::rules::figures::words::{VERBS, acts, compares, has, without};

/// So many numbers are looked back at.
const LOOKED_BACK: usize = 400;
/// No more tellings of one name are kept.
const MOST: usize = 4;

/// Numbers by what they are called and their unit.
pub(crate) type Names<'l> = BTreeMap<(&'l str, &'l str), Vec<Telling<'l>>>;

/// What stands before a name and says nothing of what it is about.
const LEADS: [&str; 36] = [
    "实现",
    "完成",
    "达到",
    "全年",
    "今年",
    "本年度",
    "本年",
    "年内",
    "全镇",
    "全县",
    "全乡",
    "全村",
    "全市",
    "全区",
    "我县",
    "我镇",
    "截至目前",
    "目前",
    "共",
    "累计",
    "现有",
    "已",
    "先后",
    "年度",
    "有",
    "又",
    "还",
    "一年来",
    "全",
    "为",
    "对",
    "给",
    "向",
    "在册",
    "年末",
    "年底",
];

/// Deeds that are told once of all there is in a year.
const DEEDS: [&str; 22] = [
    "举办", "开展", "召开", "组织", "接诊", "接待", "种植", "受理", "查处", "办理", "发放", "培训", "共有",
    "拥有", "服务", "救助", "收治", "播种", "承办", "征收", "归集", "登记",
];

/// What makes a fact of its own of a number with the same name.
const OTHERS: [&str; 21] = [
    "其中",
    "新增",
    "净增",
    "增加",
    "减少",
    "均",
    "每",
    "余",
    "剩",
    "未",
    "月",
    "季度",
    "上半年",
    "下半年",
    "从",
    "由",
    "到",
    "计划",
    "目标",
    "首批",
    "第",
];

/// A name without when and where.
pub(crate) fn core(name: &str) -> &str {
    let mut name = name.trim_end_matches(['了', '达', '到', '为', '约', '近']);
    // 2024年全县实现: the year is asked for apart.
    if let Some((year, rest)) = name.split_once('年')
        && year.ends_with(|c: char| c.is_ascii_digit())
        && year.chars().count() <= 8
    {
        name = rest;
    }
    while let Some(rest) = LEADS.iter().find_map(|lead| name.strip_prefix(lead)) {
        name = rest;
    }
    name
}

/// 特困供养对象168人, 特困供养158人: the noun of people that says nothing of its own.
fn counted<'n>(name: &'n str, quantity: &Quantity) -> &'n str {
    const PEOPLE: [&str; 4] = ["对象", "人员", "群众", "家庭"];
    let rest = PEOPLE.iter().find_map(|noun| name.strip_suffix(noun));
    rest.filter(|rest| rest.chars().count() >= 4 && matches!(quantity.unit.as_str(), "人" | "户"))
        .unwrap_or(name)
}

/// 县级配套580万元 … 县级配套的560万元: the number that has this very name, where it differs in a digit. A part of it is told with other
/// words.
pub(crate) fn definite<'l>(telling: Telling<'l>, earlier: &[Telling<'l>], year: &str) -> Option<Telling<'l>> {
    const SHORTEST: usize = 3;
    let label = telling.line.label(telling.index).strip_suffix('的')?;
    let short = matches!(label, "实到" | "应到" | "到会" | "出席" | "参会" | "在岗" | "在编" | "在册");
    let name = if short { label } else { core(label) };
    let exact = telling.quantity.qualifier.is_none() && telling.quantity.depth == 0;
    let partial = ["另", "其余", "剩", "余", "还", "待", "未", "其中", "再", "新增", "部分", "首批", "第"];
    if name.chars().count() < SHORTEST && !short || !exact || acts(name) || has(telling.sentence(), &partial)
    {
        return None;
    }
    let named = |it: &&Telling<'l>| {
        it.quantity.same_unit(telling.quantity) && {
            let own = it.line.label(it.index).trim_start_matches("其中");
            own == name || core(own) == name
        }
    };
    let mut told = earlier.iter().rev().take(LOOKED_BACK).filter(named);
    let (only, None) = (told.next()?, told.next()) else { return None };
    let timely = |it: &Telling<'_>| !has(it.sentence(), &PAST) && !compares(it.line.label(it.index));
    let apart = only.line.index != telling.line.index || only.quantity.sentence != telling.quantity.sentence;
    let [one, other] = [only.sentence(), telling.sentence()].map(|sentence| other_year(sentence, year));
    // A text without a year in its title may name it once.
    let one_year = one == other || year.is_empty() && other.is_empty();
    let same = apart && one_year && timely(only) && timely(&telling) && of_one_place(only.line, telling.line);
    (same && only.quantity.qualifier.is_none() && is_misread(only.quantity, telling.quantity))
        .then_some(*only)
}

/// Whether a telling may be of all there is in the year of the text.
fn of_all(telling: &Telling<'_>) -> bool {
    // 截至12月底: of the whole year.
    let sentence = without(telling.sentence(), &["12月底", "12月末", "12月31日"]);
    let sentence = sentence.as_ref();
    let exact = telling.quantity.qualifier.is_none() && telling.quantity.depth == 0;
    exact && !has(sentence, &OTHERS) && !has(sentence, &PAST) && !compares(sentence)
}

/// Whether both are of one place and one year, and stand in two paragraphs.
fn together(one: &Telling<'_>, other: &Telling<'_>, year: &str) -> bool {
    one.line.index != other.line.index
        && other_year(one.sentence(), year) == other_year(other.sentence(), year)
        && of_one_place(one.line, other.line)
}

/// The number that has the same long name in another paragraph, and one other digit.
pub(crate) fn named_alike<'l>(
    telling: Telling<'l>,
    names: &mut Names<'l>,
    year: &str,
) -> Option<Telling<'l>> {
    const SHORTEST: usize = 4;
    let label = telling.line.label(telling.index);
    let name = counted(core(label), telling.quantity);
    // 各类资金 are several.
    if name.chars().count() < SHORTEST || name.contains('各') {
        return None;
    }
    let told = names.entry((name, telling.quantity.unit.as_str())).or_default();
    // One of them says that it is of all: 全年发放…, 全县完成…; short names and numbers ask it of both.
    let long = name.chars().count() > SHORTEST && telling.quantity.printed.to_string().len() > 2;
    let whole = |it: &Telling<'_>| !it.line.label(it.index).starts_with(name);
    let misread = |it: &&Telling<'_>| {
        is_misread(it.quantity, telling.quantity)
            && together(it, &telling, year)
            && match long {
                true => whole(it) || whole(&telling),
                false => whole(it) && whole(&telling),
            }
    };
    // What a sentence says costs more to ask than what the digits are.
    let found = told.iter().find(misread).copied().filter(|it| of_all(it) && of_all(&telling));
    let only = || {
        let mut others =
            told.iter().filter(|it| found.is_none_or(|found| found.quantity.span != it.quantity.span));
        !others.any(of_all)
    };
    let found = found.filter(|_| only());
    if told.len() < MOST {
        told.push(telling);
    }
    found
}

/// 全镇8800亩烟叶, 16场专场招聘会: a number that begins its clause, with the noun of one that was told before. A larger number is no
/// part of that one.
pub(crate) fn noun_again<'l>(
    telling: Telling<'l>,
    earlier: &[Telling<'l>],
    year: &str,
) -> Option<Telling<'l>> {
    let label = telling.line.label(telling.index);
    let all = matches!(label, "全镇" | "全县" | "全村" | "全乡" | "全区" | "全市" | "全部" | "这");
    let noun = telling.line.noun(telling.index);
    let shortest = if all { 2 } else { 3 };
    if !(all || label.is_empty()) || noun.chars().count() < 2 || !of_all(&telling) {
        return None;
    }
    let exchanged = |it: &Telling<'_>| is_exchanged(it.quantity, telling.quantity);
    let named = |it: &&Telling<'_>| {
        if !it.quantity.same_unit(telling.quantity) {
            return false;
        }
        let own = core(it.line.label(it.index));
        let other = VERBS.iter().find_map(|verb| own.strip_prefix(verb)).filter(|_| exchanged(it));
        let deed = DEEDS.iter().find_map(|deed| own.strip_prefix(deed)).or(other).unwrap_or(own);
        // 会员3.12万人 … 3.21万名会员: the same digits, of which there are three at least.
        let digits = telling.quantity.printed.mantissa().unsigned_abs() >= 100;
        if digits && own.chars().count() > 1 && noun.starts_with(own) && exchanged(it) {
            return of_all(it);
        }
        deed.chars().count() >= shortest
            && noun.starts_with(deed)
            && (own.len() > deed.len() || it.line.label(it.index).len() > own.len())
            && of_all(it)
    };
    let told: Vec<&Telling<'_>> = earlier.iter().rev().take(LOOKED_BACK).filter(named).collect();
    let [only] = told.as_slice() else { return None };
    let more = only.quantity.value.is_below(&telling.quantity.value);
    let misread = is_misread(only.quantity, telling.quantity) && together(only, &telling, year);
    ((more || exchanged(only)) && misread).then_some(**only)
}

/// 针对研发投入强度1.68%: the rate that has this name; 地区生产总值6.4%的增速: the growth that was told behind what has this name.
pub(crate) fn rate_again<'l>(
    telling: Telling<'l>,
    rates: &[Telling<'l>],
    amounts: &[Telling<'l>],
    year: &str,
) -> Option<Telling<'l>> {
    const SHORTEST: usize = 4;
    let label = telling.line.label(telling.index);
    // 得益于76.2%的森林覆盖率: its name stands behind it.
    let to = telling.quantity.to;
    let end = telling.line.ahead(to, &['，', '。', '、', '；', '：', '（', '\n'], 14);
    let named = telling.line.text(to, end).strip_prefix('的').filter(|name| name.ends_with(['率', '度']));
    let own = named.unwrap_or_else(|| core(label));
    if own.chars().count() < SHORTEST || telling.quantity.qualifier.is_some() {
        return None;
    }
    let value = telling.quantity.value;
    let behind = telling.line.text(telling.quantity.to, telling.quantity.to + 4);
    let grows = ["的增速", "的增幅", "的增长"].iter().any(|word| behind.starts_with(word));
    if grows {
        let named = |it: &&Telling<'l>| {
            core(it.line.label(it.index)) == own
                && it.line.index != telling.line.index
                && !has(it.sentence(), &PAST)
        };
        let mut told = amounts.iter().rev().take(LOOKED_BACK).filter(named).filter_map(|it| growth(*it));
        let first = told.next()?;
        return told.next().is_none().then_some(first).filter(|it| !it.quantity.value.may_equal(&value));
    }
    let named = |it: &&Telling<'l>| {
        if !is_exchanged(it.quantity, telling.quantity) && it.quantity.value != value {
            return false;
        }
        let name = core(it.line.label(it.index));
        name.chars().count() >= SHORTEST && own.ends_with(name) && it.of_one_year(&telling, year)
    };
    let told: Vec<&Telling<'l>> = rates.iter().rev().take(LOOKED_BACK).filter(named).collect();
    let [only] = told.as_slice() else { return None };
    let apart = only.line.index != telling.line.index && !compares(label);
    (apart && is_exchanged(only.quantity, telling.quantity)).then_some(**only)
}

/// By how much a number grew, as its sentence says behind it: 248.6亿元，比上年增长6.2%.
fn growth(telling: Telling<'_>) -> Option<Telling<'_>> {
    let index = telling.index + 1;
    let rate = telling.line.quantities.get(index).filter(|it| it.is_percent() && !it.range)?;
    let said = telling.line.text(telling.quantity.to, rate.from.max(telling.quantity.to));
    let grew = said.trim_end_matches(['约', '了']).ends_with("增长") && !has(said, &["其中", "。", "目标"]);
    (grew && said.chars().count() <= 24).then_some(Telling { index, quantity: rate, ..telling })
}
