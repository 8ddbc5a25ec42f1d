//! Shares of a whole that has the name they are said to be of 分母按名称认定: 预算3.2亿元，拨付2.88亿元，…占预算的55.6% is of the 预算, whatever
//! another number would make; and 占规上产值的比重 is of the 产值 that is told of 规模以上工业企业.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::wholes::core;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::is_earlier;
use crate::rules::figures::words::has;

/// How many numbers before a share are asked for their names.
const REACH: usize = 12;

/// What may stand between a name and its number.
const ENDINGS: [char; 13] = ['达', '到', '为', '是', '约', '共', '计', '有', '完', '成', '实', '现', '近'];

/// What a name may go on with and still be the same thing: 预算金额, 支出总额.
const TAILS: [&str; 6] = ["金额", "总额", "资金", "总数", "总量", "数"];

/// What is measured of what a name tells.
const MEASURES: [&str; 8] = ["收入", "支出", "面积", "人数", "总额", "投资", "产值", "户数"];

/// Words of numbers that are no whole of what there is now.
const OTHER: [&str; 15] =
    ["新增", "增加", "减少", "同比", "比", "较", "均", "每", "由", "从", "占", "计划", "目标", "任务", "另"];

/// Wholes without a name of their own, and those of other times and places.
const NAMELESS: [&str; 8] = ["总数", "总量", "总额", "全部", "总人数", "总户数", "总面积", "总体"];
const ELSEWHERE: [&str; 9] = ["上年", "去年", "同期", "全国", "全省", "同类", "计划", "任务", "目标"];

/// What firms above a size are called at length.
const SIZES: [(&str, &str); 3] = [("规上", "规模以上"), ("限上", "限额以上"), ("规下", "规模以下")];

/// The part and the whole of a share by their names; loosely, by the beginning of one or by what they count.
pub(crate) fn pair<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    label: &str,
    loose: bool,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let (subject, of) = label.rsplit_once('占')?;
    let of = of.trim_end_matches(['为', '达', '到', '是', '约', '了', '近']);
    let wanted = core(of);
    if wanted.chars().count() < 2
        || wanted.chars().count() > 10
        || NAMELESS.contains(&wanted)
        || has(of, &ELSEWHERE)
    {
        return None;
    }
    let (at, part) = part(line, index, rate, subject)?;
    let whole = whole(line, index, (at, part), rate, wanted, loose)?;
    let made = part.value.rate(whole.value);
    let like = |one: &Quantity, hundredths: i64| one.value.times(Decimal::new(hundredths, 2));
    // A whole of the very name leaves room for two digits that were exchanged.
    let (low, high) = if loose { (60, 160) } else { (50, 200) };
    let near = !made.is_below(&like(rate, low)) && !like(rate, high).is_below(&made);
    near.then_some((part, whole))
}

/// Whether a number has the name that a share is said to be of.
pub(crate) fn has_name(line: &Line, at: usize, label: &str) -> bool {
    label.rsplit_once('占').is_some_and(|(_, of)| {
        let of = of.trim_end_matches(['为', '达', '到', '是', '约', '了', '近']);
        line.label(at).contains(core(of)) || line.noun(at).contains(core(of))
    })
}

fn plain(it: &Quantity) -> bool {
    it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none()
}

/// A name without 其中 before it and the verb behind it.
fn bare(label: &str) -> &str {
    let label = label.trim_start_matches("其中").trim_start_matches("用于");
    let name = label.trim_end_matches(ENDINGS);
    // 签约 ends with a character that a verb may end with.
    core(if name.chars().count() > 1 { name } else { label })
}

/// The number of which a share is told: the one right before it, or the only one that has the name of its subject.
fn part<'l>(line: &'l Line, index: usize, rate: &Quantity, subject: &str) -> Option<(usize, &'l Quantity)> {
    let subject = subject.trim_start_matches("其中");
    let last = index.checked_sub(1)?;
    let before = line.quantities.get(last).filter(|it| plain(it) && it.depth == rate.depth)?;
    let near = before.sentence == rate.sentence && rate.from.saturating_sub(before.to) <= 24;
    if near && (subject.is_empty() || line.label(last).contains(subject)) {
        return Some((last, before));
    }
    if subject.chars().count() < 2 {
        return None;
    }
    // 外来务工3440人。外来务工人员占…: a short name may go on.
    let called = |at: usize| {
        let name = bare(line.label(at));
        let count = name.chars().count();
        name == subject
            || count > 1
                && subject.strip_prefix(name).is_some_and(|rest| count >= 4 || rest.chars().count() <= 2)
            || count > 4 && name.ends_with(subject)
            // 税收收入5.6亿元，…，税收占.
            || name.strip_prefix(subject).is_some_and(|rest| MEASURES.contains(&rest))
    };
    let mut found = (last.saturating_sub(REACH)..=last).rev().filter_map(|at| {
        let it = line.quantities.get(at).filter(|it| plain(it) && it.sentence + 1 >= rate.sentence)?;
        (called(at) && !is_earlier(line, at)).then_some((at, it))
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The only number before that is called what the share is of.
fn whole<'l>(
    line: &'l Line,
    index: usize,
    (at, part): (usize, &'l Quantity),
    rate: &Quantity,
    wanted: &str,
    loose: bool,
) -> Option<&'l Quantity> {
    let long = wanted.chars().count() >= 4;
    // 占已利用量的, 占审结数的: of 利用42.3万吨, 审结219件.
    let done = wanted.trim_start_matches(['已', '总']).trim_end_matches(['量', '数', '总', '额', '人', '件']);
    let done = Some(done).filter(|verb| *verb != wanted && verb.chars().count() == 2);
    // 占实有耕地的, 占结婚登记的: of 实有64.2万亩, 结婚2874对; 占搬迁户的: of 搬迁群众2150户.
    let opens = |name: &str| {
        let rest = wanted.strip_prefix(name).filter(|_| name.chars().count() > 1);
        rest.is_some_and(|rest| rest.chars().count() <= 2)
    };
    let kind = wanted.strip_suffix(part.unit.as_str()).filter(|kind| kind.chars().count() > 1);
    // 居民2146户、6012人，…占总人口: those who live in the homes.
    let people = |at: usize| {
        let homes = at.checked_sub(1).and_then(|at| line.quantities.get(at));
        matches!(wanted, "总人口" | "人口")
            && line.label(at).is_empty()
            && line.noun(at).chars().count() <= 2
            && homes.is_some_and(|it| it.unit == "户" && line.index_at(it.from) + 1 == at)
            && line.quantities.get(at).is_some_and(|it| it.unit == "人")
    };
    let called = |at: usize| {
        let name = bare(line.label(at));
        let cut = TAILS.iter().find_map(|tail| name.strip_suffix(tail)).unwrap_or(name);
        let ends =
            |name: &str| name.strip_suffix(wanted).is_some_and(|head| long || head.chars().count() != 1);
        ends(name)
            || ends(cut)
            || done.is_some_and(|verb| name.trim_start_matches('已') == verb)
            || of_kind(line, at, name, wanted)
            || is_turned(name, wanted)
            || people(at)
            || wanted
                .strip_suffix('口')
                .is_some_and(|wanted| wanted.ends_with("人") && name.ends_with(wanted))
            || loose
                && (done.is_some_and(|verb| {
                    name.strip_prefix(verb).is_some_and(|rest| (1..=3).contains(&rest.chars().count()))
                }) || done.is_some_and(|verb| name.ends_with(verb))
                    || opens(name)
                    || opens(core(line.label(at).trim_start_matches("其中")))
                    || kind.is_some_and(|kind| line.label(at).contains(kind)))
    };
    // 税收收入5.6亿元，一般公共预算收入8亿元，税收占…: the whole may stand behind its part.
    let places = (at.saturating_sub(REACH)..index).rev().filter(|other| *other != at);
    let mut found = places.filter_map(|at| {
        let it = line.quantities.get(at)?;
        let own =
            plain(it) && it.same_unit(part) && it.depth == part.depth && !it.value.is_below(&part.value);
        // 占人均消费支出的 is of an average.
        let other = |label: &str| OTHER.iter().any(|word| label.contains(word) && !wanted.contains(word));
        let now = it.sentence + 2 >= rate.sentence && !other(line.label(at)) && !is_earlier(line, at);
        (own && now && called(at)).then_some(it)
    });
    let first = found.next()?;
    found
        .all(|it| it.value.equals(first.value) == Verdict::Holds && it.printed == first.printed)
        .then_some(first)
}

/// Whether a name ends with the verb and the noun of another in the other order: 结算住院, 住院结算.
fn is_turned(name: &str, wanted: &str) -> bool {
    let half = wanted.char_indices().nth(2).and_then(|(at, _)| wanted.split_at_checked(at));
    half.is_some_and(|(one, other)| {
        other.chars().count() == 2 && name.strip_suffix(one).is_some_and(|rest| rest.ends_with(other))
    })
}

/// 规模以上工业企业23家，实现产值46.2亿元 is the 规上产值: the kind is told in the clause before, and what is measured right before the number.
fn of_kind(line: &Line, at: usize, name: &str, wanted: &str) -> bool {
    let measure = ["实现", "完成", "累计"].iter().find_map(|verb| name.strip_prefix(verb)).unwrap_or(name);
    let kind = wanted.strip_suffix(measure).filter(|_| measure.chars().count() > 1);
    let Some((kind, it)) = kind.zip(line.quantities.get(at)) else { return false };
    let start = line.back(it.from, &['。', '；', '\n'], 40);
    let told = line.text(start, it.from);
    let full = SIZES.iter().find_map(|(short, full)| Some((kind.strip_prefix(short)?, *full)));
    let opens =
        |word: &str| told.find(word).is_some_and(|at| told.get(..at).is_some_and(|it| it.len() <= 24));
    match full {
        Some((rest, full)) => (opens(full) || opens(kind)) && told.contains(rest),
        None => kind.chars().count() >= 2 && opens(kind),
    }
}
