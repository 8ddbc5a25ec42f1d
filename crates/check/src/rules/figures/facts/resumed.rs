//! A number that is taken up again: 用好现有的39个农村书屋, 对已签约的1.64万人, 给86家冷链企业; what it counts was told before, with
//! another number.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use super::retold::core;
use super::same::{of_one_place, other_year};
use super::telling::{PAST, Telling, is_exchanged, is_misread};
use crate::quantity::{CLAUSES, Line, Quantity};
use crate::rules::figures::words::{VERBS, begins, compares, has, without};

/// So many numbers are looked back at.
const LOOKED_BACK: usize = 400;

/// Words that say that a thing was told of above.
const ABOVE: [&str; 16] = [
    "上面",
    "前面",
    "前文",
    "上文",
    "上述",
    "前述",
    "如前",
    "刚才",
    "所说",
    "所述",
    "提到",
    "说到",
    "讲到",
    "以上这",
    "上列",
    "所列",
];

/// Words right before a number that take up all there is.
const ALL: [&str; 14] = [
    "现有",
    "已有",
    "现存",
    "全部",
    "所有",
    "全体",
    "在册",
    "在编",
    "这",
    "现有的",
    "已有的",
    "全部的",
    "所有的",
    "目前的",
];

/// Words that open a clause on what there is.
const LEADS: [&str; 46] = [
    "通过",
    "借助",
    "运用",
    "发动",
    "整合",
    "依托",
    "用好",
    "管好",
    "发挥",
    "围绕",
    "巩固",
    "对",
    "给",
    "为",
    "让",
    "把",
    "将",
    "使",
    "由",
    "针对",
    "抓好",
    "盘活",
    "组织",
    "动员",
    "确保",
    "保证",
    "督促",
    "推动",
    "推进",
    "从",
    "在",
    "向",
    "用活",
    "守好",
    "护好",
    "建好",
    "办好",
    "服务好",
    "落实",
    "凭借",
    "利用",
    "面向",
    "惠及",
    "覆盖",
    "服务",
    "涉及",
];

/// Places whose things are all meant.
const PLACES: [&str; 29] = [
    "辖区内",
    "镇内",
    "县内",
    "区内",
    "我街道",
    "街道",
    "全院",
    "全局",
    "全系统",
    "全公司",
    "全站",
    "全厂",
    "本村",
    "我乡",
    "我校",
    "全镇",
    "全县",
    "全区",
    "全市",
    "全乡",
    "全村",
    "全校",
    "全街道",
    "我镇",
    "我县",
    "我村",
    "我区",
    "辖区",
    "本镇",
];

/// What makes a part or another thing of a number.
const OTHERS: [&str; 33] = [
    "期初",
    "原有",
    "起初",
    "其中",
    "新增",
    "净增",
    "增加",
    "减少",
    "再",
    "均",
    "每",
    "余",
    "剩",
    "未",
    "没有",
    "不",
    "月",
    "季度",
    "上半年",
    "下半年",
    "从",
    "由",
    "计划",
    "目标",
    "任务",
    "首批",
    "第",
    "另",
    "还",
    "尚",
    "拟",
    "力争",
    "预计",
];

/// Words behind a noun by which all of it is meant.
const EVERY: [&str; 14] = [
    "都",
    "均",
    "全部",
    "全都",
    "个个",
    "件件",
    "逐一",
    "逐个",
    "逐家",
    "逐户",
    "逐人",
    "一一",
    "全覆盖",
    "无一",
];

/// What ends a label before its number.
const ENDS: [char; 21] = [
    '总', '共', '有', '为', '达', '到', '是', '计', '约', '了', '已', '近', '仅', '就', '数', '过', '完',
    '成', '现', '实', '建',
];

/// How a number is taken up.
struct Taken<'l> {
    /// What was done with what it counts: 签约 of 对已签约的.
    deed: &'l str,
    /// The words behind it: 农村书屋.
    noun: &'l str,
    /// Whether it says that it was told above.
    above: bool,
    /// Whether its words take up all of it: some of it may be meant by others.
    all: bool,
    /// Whether what follows builds on it: nearly all of it is meant.
    ground: bool,
    /// Whether a noun of two characters is enough: one number before has it.
    single: bool,
}

/// Whether a number is one that was told before, as its own words say; then it is of what is, whatever its sentence plans.
pub(crate) fn points_back(telling: &Telling<'_>) -> bool {
    taken(telling).is_some()
}

/// Whether its words say that it was told above.
pub(crate) fn is_told_above(telling: &Telling<'_>) -> bool {
    taken(telling).is_some_and(|it| it.above)
}

fn taken<'l>(telling: &Telling<'l>) -> Option<Taken<'l>> {
    let (line, it) = (telling.line, telling.quantity);
    let label = line.label(telling.index);
    // 岗位人员中的62人: some of them; 去年的15件实事 are others.
    if has(label, &["上年", "去年", "前年", "往年", "历年", "以往"]) {
        return None;
    }
    if ["中的", "里的", "当中的"].iter().any(|end| label.ends_with(end)) {
        return None;
    }
    let from = line.back(it.from, &CLAUSES, 24);
    let clause = line.text(from, it.from);
    let above = has(clause, &ABOVE);
    let own = label.strip_suffix('的');
    // 全区27个党群服务中心, 依托14个站点: nothing but a place or a word that leads stands before it; 城东街道现有 has a place of its own.
    let word = ALL.iter().filter_map(|word| label.strip_suffix(word)).min_by_key(|rest| rest.len());
    let rest = word.unwrap_or(label);
    let place = PLACES
        .iter()
        .find_map(|place| rest.strip_suffix(place).or_else(|| rest.strip_suffix('的')?.strip_suffix(place)));
    let bare = place.unwrap_or(rest);
    let led = LEADS.iter().any(|word| bare.strip_suffix(word).is_some_and(|rest| rest.chars().count() <= 5));
    let whole = (word.is_some() || place.is_some()) && (led || bare.is_empty());
    let deed = own.map_or("", |own| deed(own));
    let noun = noun(telling);
    let all = above || whole || !deed.is_empty();
    // 58名党员都作了发言, 13件实事全部办结: what is told of all of them.
    let behind = line.text(it.to, line.ahead(it.to, &['，', '。', '；', '、', '\n'], 16));
    // 364万人次游客中，…: it is taken up to be parted.
    let parted = label.is_empty() && behind.ends_with(['中', '里']) && behind.chars().count() > 2;
    // 年初确定的15件民生实事全部办结: what is known of them stands before it.
    let known = label.ends_with('的') && label.chars().count() <= 10;
    let every = parted || (known || label.chars().count() <= 4) && has(behind, &EVERY);
    // 惠及全部2.63万名在校生: whatever stands before it.
    let part = ["全部", "所有", "全体", "这"].iter().any(|word| label.ends_with(word));
    let near = line.text(it.from.saturating_sub(4).max(from), it.from);
    let other = has(clause, &["其中", "新增", "再", "另"]) || has(near, &["计划", "目标"]);
    let ground = is_ground(line, it, clause);
    let opens = (all || led || every || part || ground) && !other;
    opens.then_some(Taken { deed, noun, above, all, ground, single: false })
}

/// 以中心36个进驻部门、92个窗口为基础: what there is and what follows builds on.
fn is_ground(line: &Line, it: &Quantity, clause: &str) -> bool {
    const GROUNDS: [&str; 9] =
        ["为基础", "为依托", "为载体", "为支撑", "为阵地", "为主体", "为骨干", "为主阵地", "为抓手"];
    clause.contains('以') && {
        let end = line.ahead(it.to, &CLAUSES, 30);
        let behind = line.text(it.to, end);
        GROUNDS.iter().any(|word| behind.ends_with(word))
    }
}

/// What was done with a thing, before 的: 签约 of 对已签约的, 排查 of 前面提到排查过的.
fn deed(own: &str) -> &str {
    let own = own.trim_end_matches(['过', '了', '好']);
    if has(own, &["未", "没", "无", "非", "不", "拟", "待"]) {
        return "";
    }
    // 新建的16个口袋公园.
    if own.starts_with('新') && own.chars().count() == 2 {
        return own;
    }
    let cut = [
        "已经",
        "已",
        "新",
        "所说",
        "提到",
        "说到",
        "上述",
        "今年",
        "全年",
        "年内",
        "对",
        "为",
        "将",
        "把",
        "给",
        "让",
        "围绕",
        "管护好",
        "管好",
        "用好",
        "护好",
        "巩固",
        "抓好",
    ];
    let Some(from) = cut.iter().filter_map(|word| own.rfind(word).map(|at| at + word.len())).max() else {
        // 发放的2.63亿元贷款中: nothing but the deed.
        return if VERBS.contains(&own) { own } else { "" };
    };
    let rest = own.get(from..).unwrap_or_default();
    let length = rest.chars().count();
    // 为全区现有的: no deed.
    let placed = rest.contains('全') || rest.contains("现有");
    if (2..=6).contains(&length) && !placed { rest } else { "" }
}

/// The only number before that counts the same thing, when a digit of it differs.
pub(crate) fn resumed<'l>(telling: Telling<'l>, earlier: &[Telling<'l>], year: &str) -> Option<Telling<'l>> {
    let own = telling.quantity;
    if own.qualifier.is_some() {
        return None;
    }
    let mut taken = taken(&telling)?;
    if own.printed.normalize().mantissa().unsigned_abs() < 10 {
        return only(telling, earlier, &taken, year).filter(|first| is_few_of_all(first, &telling));
    }
    let alike = |it: &&Telling<'l>| {
        it.quantity.same_unit(own)
            && !it.quantity.range
            && (is_misread(it.quantity, own) || it.quantity.value.may_equal(&own.value))
    };
    let mut told: Vec<&Telling<'l>> = earlier.iter().rev().take(LOOKED_BACK).filter(alike).collect();
    if told.is_empty() {
        return only(telling, earlier, &taken, year);
    }
    let value = |it: &Quantity| it.value.may_equal(&own.value);
    // 围绕25个科室: of 科室22个, when no other number has this noun.
    let ends = |it: &&Telling<'l>| {
        let end = noun_end(called(it).trim_end_matches(ENDS));
        it.quantity.same_unit(own)
            && !has(it.words()[0], &PAST)
            && end.is_some_and(|end| begins(taken.noun.as_bytes(), end))
    };
    taken.single = earlier.iter().rev().take(LOOKED_BACK).filter(ends).count() == 1;
    // The same number may stand for another thing above; only words that point there leave it out.
    let again = told.iter().any(|it| value(it.quantity) && (!taken.above || is_of(it, &taken)));
    if again {
        return None;
    }
    // A text without a year in its title names that of its facts once.
    let (own_year, unnamed) = (other_year(telling.sentence(), year), year.is_empty());
    let of_one_year =
        |it: &Telling<'_>| other_year(it.sentence(), year) == own_year || unnamed && own_year.is_empty();
    told.retain(|it| {
        let whole = taken.all || taken.ground && is_near(own.value, it.quantity.value);
        // 签约项目42个 … 已投产的12个项目: some of them, with which more was done.
        let further = !taken.deed.is_empty() && !it.sentence().contains(taken.deed);
        let part = (!whole || further && !taken.above)
            && own.value.is_below(&it.quantity.value)
            && !is_exchanged(it.quantity, own);
        let timely = of_one_place(it.line, telling.line)
            && (of_one_year(it) || other_year(it.sentence(), year).is_empty());
        !value(it.quantity) && !part && timely && is_of(it, &taken) && is_whole(it, &taken)
    });
    let values = |told: &[&Telling<'_>]| {
        told.first().is_some_and(|first| told.iter().all(|it| it.quantity.value == first.quantity.value))
    };
    if !values(&told)
        || taken.above && earlier.iter().any(|it| it.quantity.same_unit(own) && value(it.quantity))
    {
        told.retain(|it| is_exchanged(it.quantity, own));
    }
    let first = told.first()?;
    // 险段27处，新发现塌方2处。上述29处: both of them; what is left of a whole makes it with what is done.
    let both = earlier.iter().rev().take(LOOKED_BACK).any(|it| {
        let rest = has(it.line.label(it.index), &["未", "没", "剩", "余", "尚", "还", "另"]);
        it.quantity.same_unit(own)
            && !rest
            && (it.quantity.value + first.quantity.value).may_equal(&own.value)
    });
    // 投入的2300万元用于教学楼，其余用于运动场: some of 3200万元.
    let line = telling.line;
    let rest = line.text(own.to, line.ahead(own.to, &['。', '\n', '；'], 60));
    let some = own.value.is_below(&first.quantity.value) && has(rest, &["其余", "剩余", "余下", "剩下"]);
    if both || some && !taken.above {
        return None;
    }
    values(&told).then_some(**first)
}

/// The only number before that has this noun, when this one is of all there is now and differs from it by a quarter at most:
/// 现有的170户规上工业企业, of 162户.
fn only<'l>(
    telling: Telling<'l>,
    earlier: &[Telling<'l>],
    taken: &Taken<'_>,
    year: &str,
) -> Option<Telling<'l>> {
    const SHORTEST: usize = 4;
    const FEWEST: usize = 2;
    let own = telling.quantity;
    // Few things need no long noun: 覆盖全部6个支部 of 分设5个支部.
    let few = own.printed < Decimal::TEN;
    let shortest = if few { FEWEST } else { SHORTEST };
    // 全县9个乡镇 … 10个乡镇全部通过: no more than all of a place.
    let beyond = !(taken.all || few);
    let shortest = if beyond { FEWEST } else { shortest };
    if taken.noun.chars().count() < shortest || !taken.deed.is_empty() {
        return None;
    }
    let same = |it: &&Telling<'l>| {
        let label = called(it).trim_end_matches(ENDS);
        let stems = taken.noun.char_indices().skip(shortest).map(|(at, _)| at).chain([taken.noun.len()]);
        let long = stems.filter_map(|end| taken.noun.get(..end)).any(|stem| label.ends_with(stem));
        if beyond {
            let place = it.line.label(it.index).trim_end_matches(['有', '共', '辖', '下']);
            return it.quantity.same_unit(own) && PLACES.contains(&place) && whole(noun(it), taken.noun);
        }
        it.quantity.same_unit(own) && (long || common(noun(it), taken.noun) >= shortest)
    };
    let mut told = earlier.iter().rev().take(LOOKED_BACK).filter(same);
    let (first, None) = (told.next()?, told.next()) else { return None };
    let (one, other) = (first.quantity.value, own.value);
    let near = is_near(one, other) || is_few_of_all(first, &telling);
    let near = near && (taken.all || one.is_below(&other));
    let timely = of_one_place(first.line, telling.line)
        && other_year(first.sentence(), year) == other_year(telling.sentence(), year);
    let exact = first.quantity.qualifier.is_none() && !first.quantity.range;
    (near && timely && exact && is_whole(first, taken) && !one.may_equal(&other)).then_some(*first)
}

/// Whether few things are told to be all there are, and a number differs from theirs by two at most: 对现有的9个直播基地, of
/// 全县共有直播基地7个.
fn is_few_of_all(first: &Telling<'_>, telling: &Telling<'_>) -> bool {
    const ALL: [&str; 13] = [
        "共有", "现有", "建有", "拥有", "总数", "分设", "下设", "设有", "划为", "划分", "分为", "编为",
        "下辖",
    ];
    let (one, other) = (first.quantity.printed, telling.quantity.printed);
    let few = [one, other].iter().all(|it| it.scale() == 0 && *it >= Decimal::from(3) && *it < Decimal::TEN);
    let now = has(telling.line.label(telling.index), &["现有", "已有", "全部", "所有", "现存"]);
    few && now && (one - other).abs() <= Decimal::TWO && has(first.line.label(first.index), &ALL)
}

/// Whether two numbers differ by a quarter at most.
fn is_near(one: Interval, other: Interval) -> bool {
    let quarter = |it: Interval| it.times(Decimal::new(125, 2));
    !quarter(one).is_below(&other) && !quarter(other).is_below(&one)
}

/// The words behind a number; what stands in quotation marks there.
fn noun<'l>(it: &Telling<'l>) -> &'l str {
    let (line, to) = (it.line, it.quantity.to);
    match line.char(to) {
        '“' => line.text(to + 1, line.ahead(to + 1, &['”', '，', '。'], 14)),
        _ => line.noun(it.index),
    }
}

/// The words before a number; what stands in quotation marks there.
fn called<'l>(it: &Telling<'l>) -> &'l str {
    let (line, label) = (it.line, it.line.label(it.index));
    let from = it.quantity.from.saturating_sub(label.chars().count());
    let shut = from.checked_sub(1).filter(|at| line.char(*at) == '”');
    match shut.filter(|_| label.trim_end_matches(ENDS).is_empty()) {
        Some(shut) => line.text(line.back(shut, &['“'], 14), shut),
        None => label,
    }
}

/// Whether a number is of all there is in the time of the text.
fn is_whole(it: &Telling<'_>, taken: &Taken<'_>) -> bool {
    let label = it.line.label(it.index);
    let [clause, _] = it.words();
    // 其中集中供养214人 … 对集中供养的241人: the deed says of which part.
    let label = if taken.deed.is_empty() { label } else { label.trim_start_matches("其中") };
    // 年初有162户 was so then; 年初确定的实事 are those of the year.
    let then = label.contains("年初") && !has(label, &["确定", "安排", "部署", "承诺", "排定", "定下"]);
    // 不合格 is what a thing is called.
    let named = without(label, &["不合格", "不规范", "不达标", "不文明", "不动产", "不良"]);
    !then && !has(&named, &OTHERS) && !has(clause, &PAST) && !compares(label)
}

/// Whether a number counts what another one takes up: it has the same noun, or the same was done.
fn is_of(it: &Telling<'_>, taken: &Taken<'_>) -> bool {
    let label = called(it);
    let bare = label.trim_end_matches(ENDS);
    let noun = noun(it);
    let short =
        (taken.above || taken.single) && noun_end(bare).is_some_and(|end| begins(taken.noun.as_bytes(), end));
    let same = named(bare, taken.noun) || named(core(bare), taken.noun);
    if taken.noun.chars().count() > 1
        && (short || same || common(noun, taken.noun) > 2 || whole(noun, taken.noun))
    {
        return true;
    }
    let sentence = if taken.above { it.sentence() } else { label };
    !taken.deed.is_empty() && (sentence.contains(taken.deed) || noun.contains(taken.deed))
}

/// Whether the words before a number end in the noun behind another: 冷链企业共, 冷链企业逐家.
fn named(label: &str, noun: &str) -> bool {
    let longest = noun.char_indices().skip(2).map(|(at, _)| at).chain([noun.len()]);
    longest
        .filter_map(|end| noun.get(..end))
        .any(|stem| stem.chars().count() > 2 && label.ends_with(stem) || label == stem)
}

/// The last two characters of a label.
fn noun_end(label: &str) -> Option<&str> {
    label.char_indices().rev().nth(1).and_then(|(at, _)| label.get(at..))
}

/// How many characters two nouns begin with together.
fn common(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count()
}

/// Whether two nouns of two characters are the same.
fn whole(one: &str, other: &str) -> bool {
    one.chars().count() == 2 && begins(other.as_bytes(), one)
}
