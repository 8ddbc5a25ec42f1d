//! What several standards make together 分档合计: 一等奖3名、每名2000元，二等奖5名、每名1000元，共发放奖金1.1万元.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::each::{Each, each};
use super::months;
use super::product::is_like;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::slip::is_slip;
use crate::rules::figures::statement::{Statement, about_as, begins};
use crate::rules::figures::words::has;

/// Words of a total that is made of all that was told.
const TOTAL: [&str; 8] = ["共", "合计", "总计", "总额", "全年", "一年", "半年", "每月"];

/// Words by which there is more in a total, or less, or another standard.
const OTHER: [&str; 21] = [
    "另", "其他", "其它", "含", "扣", "核减", "部分", "上年", "去年", "同比", "提高", "增", "由", "原", "比",
    "不等", "加上", "连同", "还", "等，", "等共",
];

/// How many standards may be in one total, and how many numbers they have.
const MOST: usize = 6;

/// One standard and the count of those who get it.
struct Tier<'l> {
    one: &'l Quantity,
    count: &'l Quantity,
    scale: Decimal,
    monthly: bool,
}

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    if line.quantities.len() < 5 || line.chars.iter().filter(|c| **c == '每').count() < 2 {
        return;
    }
    let mut at = 0;
    while at + 4 < line.quantities.len() {
        let tiers = tiers(line, at);
        let next = at + 2 * tiers.len();
        if tiers.len() >= 2 {
            // 两项合计25.76万元: so many were told.
            let all = Decimal::from(tiers.len());
            let counts =
                |it: &Quantity| matches!(it.unit.as_str(), "项" | "类" | "档" | "笔") && it.printed == all;
            let told = line.quantities.get(next).is_some_and(counts);
            judge(line, at, &tiers, next + usize::from(told), out);
        }
        at = next.max(at + 1);
    }
}

/// Pairs of a standard and a count that begin with this number, in one order.
fn tiers<'l>(line: &'l Line, first: usize) -> Vec<Tier<'l>> {
    let mut found: Vec<Tier<'l>> = Vec::new();
    while found.len() < MOST {
        let at = first + 2 * found.len();
        let same = |it: &Tier<'l>| {
            found.last().is_none_or(|last| {
                let near = it.one.from.abs_diff(last.one.from) <= 60 && it.monthly == last.monthly;
                let order = (it.one.from < it.count.from) == (last.one.from < last.count.from);
                near && order && it.one.same_unit(last.one)
            })
        };
        let Some(it) = tier(line, at, at + 1).or_else(|| tier(line, at + 1, at)).filter(same) else { break };
        found.push(it);
    }
    found
}

/// A standard and the count beside it.
fn tier<'l>(line: &'l Line, one: usize, count: usize) -> Option<Tier<'l>> {
    let mut kinds = each(line, one);
    kinds.retain(|kind| !matches!(kind, Each::Year));
    let before = kinds.len();
    kinds.retain(|kind| !matches!(kind, Each::Month));
    let ([kind], monthly) = (kinds.as_slice(), kinds.len() < before) else { return None };
    let (one, it) = line.quantities.get(one).zip(line.quantities.get(count))?;
    let plain = |it: &Quantity| !it.range && !it.quoted && it.qualifier.is_none();
    let gap = line.text(one.to.min(it.to), one.from.max(it.from));
    let near = gap.chars().count() <= 14 && !gap.contains(['。', '；']);
    let counts = !matches!(kind, Each::Year | Each::Day | Each::Hour);
    // 每人 of those beside it, whatever they are called.
    let own = kind.is(line, count, it) || matches!(kind, Each::Thing(..)) && it.unit.chars().count() == 1;
    let own = own && !matches!(it.unit.as_str(), "元" | "年" | "月" | "天");
    (plain(one) && plain(it) && near && counts && own && one.unit == "元").then(|| Tier {
        one,
        count: it,
        scale: kind.scale(),
        monthly,
    })
}

fn judge(line: &Line, first: usize, tiers: &[Tier], at: usize, out: &mut Findings) {
    let (Some(made), Some(last)) = (line.quantities.get(at), tiers.last()) else { return };
    let Some(from) = line.quantities.get(first).map(|it| it.from) else { return };
    let end = last.one.to.max(last.count.to);
    let gap = line.text(end, made.from.max(end));
    let label = line.label(at);
    let plain = !made.range && !made.quoted && made.qualifier.is_none() && made.unit == "元";
    let near = gap.chars().count() <= 24 && made.sentence <= last.one.sentence + 1;
    let said = has(label, &TOTAL) && !label.contains('均');
    let behind = has(line.text(made.to, made.to + 8), &["（含", "，含", "包括", "不含"]);
    if !plain || !near || !said || behind || has(line.text(from, made.from), &OTHER) {
        return;
    }
    let exact = |it: &Quantity| it.printed.checked_mul(it.factor);
    let sum = tiers.iter().try_fold(Decimal::ZERO, |sum, it| {
        exact(it.one)?.checked_mul(exact(it.count)?)?.checked_div(it.scale)?.checked_add(sum)
    });
    let Some(sum) = sum else { return };
    let monthly = last.monthly;
    let told = if monthly { months::within(line.text(from, made.from)) } else { Some(1) };
    let told = if monthly && label.contains("每月") { Some(1) } else { told };
    let product = |months: i64| Interval::exact(sum) * Interval::exact(months.into());
    let fits = |months: &i64| made.value.may_equal(&product(*months));
    let all: Vec<i64> = told.map_or_else(|| vec![1, 3, 6, 12], |it| vec![it]);
    let (times, verdict) = match all.iter().copied().find(fits) {
        Some(times) => (times, Verdict::Holds),
        None => (told.unwrap_or(12), Verdict::Fails),
    };
    let stated = |digits| {
        let made = sum.checked_mul(times.into()).and_then(|it| it.checked_div(made.factor));
        made.unwrap_or_default().round_dp(digits).normalize()
    };
    let slip = is_slip(made.printed, stated(made.printed.scale().max(2)), &[]);
    let like = is_like(made, &product(times), false);
    if verdict == Verdict::Fails
        && !(told.is_some() && (like || slip && is_like(made, &product(times), true)))
    {
        return;
    }
    let computed = about_as(&product(times), made, 2);
    let (shown, unit) = (made.shown(), &made.printed_unit);
    let terms: Vec<String> = tiers
        .iter()
        .map(|it| format!("{}{} × {}", it.one.shown(), it.one.printed_unit, it.count.shown()))
        .collect();
    let by = if times == 1 { String::new() } else { format!(" × {times}") };
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, first),
        to: made.to,
        claim: made,
        called: ("总数", "total"),
        parts: tiers.iter().flat_map(|it| [it.one, it.count]).collect(),
        verdict,
        reason: format!("（{}）{by} = {computed}{unit}", terms.join(" + ")),
    }
    .tell(
        || format!("写的是 {shown}{unit}，按各档标准算是 {computed}{unit}"),
        || format!("{shown} is stated, the standards make {computed}"),
        out,
    );
}
