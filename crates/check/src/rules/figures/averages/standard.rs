//! Payments by a standard 按标准兑付: 38.62万亩，按每亩98元的标准兑付资金3784.8万元; 每人每月600元，四人半年共1.44万元. The count may
//! stand before the standard, between or a sentence away, so several may be meant: a total is told of when none of them
//! makes it and it is the product of one, written wrongly.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::each::{Each, each, kind};
use super::factors::{Factor, REACH, factors, runs};
use super::per_one::with_each;
use super::product::{alike, is_like};
use crate::quantity::{CLAUSES, Line, Quantity};
use crate::rules::figures::slip::is_slip;
use crate::rules::figures::statement::{Statement, begins, printed_in};
use crate::rules::figures::words::{TOTALS, has, without};
use crate::{Findings, Span};

/// Words before a total that is paid, taken or made.
const PAID: [&str; 41] = [
    "共", "计", "总", "发放", "兑付", "兑现", "拨付", "支付", "下拨", "下达", "送", "收回", "收入", "领",
    "支出", "投入", "投资", "需", "补助", "补贴", "资金", "奖", "金额", "付", "收取", "缴", "落实", "发出",
    "发了", "花", "费", "租金", "款", "累计", "安排", "额", "产值", "收", "成本", "价", "钱",
];

/// Words by which something is left out of a total, or more is in it.
const OTHER: [&str; 46] = [
    "核减",
    "核定",
    "扣",
    "部分",
    "不足",
    "另",
    "其余",
    "其他",
    "其它",
    "剩余",
    "尚",
    "首批",
    "先期",
    "预",
    "第一批",
    "结余",
    "同比",
    "比上年",
    "较上年",
    "去年",
    "上年",
    "最高",
    "不超过",
    "不低于",
    "至少",
    "以上",
    "配套",
    "超出",
    "再",
    "加上",
    "连同",
    "含",
    "因",
    "分别",
    "差额",
    "基数",
    "原",
    "提高",
    "增加",
    "自筹",
    "余下",
    "申报",
    "未",
    "为主",
    "不等",
    "待",
];

/// Words of a standard that moved, or bounds what is paid.
const MOVED: [&str; 14] =
    ["提高", "增", "由", "从", "涨", "调", "原", "最高", "不超", "至少", "以内", "低于", "上限", "起"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    if line.quantities.len() < 3 {
        return;
    }
    let mut judged: Option<Vec<Span>> = None;
    for (index, one) in line.quantities.iter().enumerate() {
        let plain = !one.range && !one.quoted && one.qualifier.is_none() && !one.is_percent();
        let asked = one.unit == "元/" || line.nearby(one.from, &['每', '一', '价', '月', '均'], 12);
        if !plain || !asked || has(line.label(index), &MOVED) {
            continue;
        }
        let kinds = kinds(line, index);
        if !(1..=3).contains(&kinds.len()) || matches!(kinds.as_slice(), [Each::Year]) {
            continue;
        }
        let Some(at) = paid(line, index, one) else { continue };
        let judged = judged.get_or_insert_with(|| out.judged_in(line.index));
        if line.quantities.get(at).is_some_and(|made| judged.binary_search(&made.span).is_err()) {
            judge(line, index, at, &kinds, out);
        }
    }
}

/// What a number is said of; 每月 behind a clause on each of some is said of each of them too: 每人包一片，每月工钱600元.
fn kinds(line: &Line, index: usize) -> Vec<Each> {
    let label = line.label(index);
    let mut kinds = each(line, index);
    // 人均月工资4200元.
    if kinds.len() == 1 && has(label, &["均月", "月人均", "月户均"]) {
        kinds.push(Each::Month);
    }
    // 保洁员12名，月工资800元.
    if kinds.is_empty() && ["月工资", "月薪", "月补", "月均工资"].iter().any(|word| label.starts_with(word))
    {
        kinds.push(Each::Month);
    }
    if matches!(kinds.as_slice(), [Each::Month | Each::Year]) && is_of_people(line, index) {
        kinds.push(Each::Thing('人', String::new()));
    }
    // 每改造1亩补助600元.
    let before = index.checked_sub(1).and_then(|at| line.quantities.get(at));
    if let Some(it) =
        before.filter(|it| kinds.is_empty() && it.printed == Decimal::ONE && it.qualifier.is_none())
    {
        let near = line.quantities.get(index).is_some_and(|one| one.from <= it.to + 4);
        if near && line.label(index - 1).contains('每') && label.chars().count() <= 4 {
            kinds.extend(kind(&it.printed_unit));
        }
    }
    kinds
}

/// Whether what is said of each month or year is said of each of the people beside it: 每人包一片，每月工钱600元;
/// 保洁员12名，每月工资600元; 补助标准700元/月，共120人.
fn is_of_people(line: &Line, index: usize) -> bool {
    let Some(one) = line.quantities.get(index) else { return false };
    let behind = line.quantities.get(index + 1).is_some_and(|it| {
        it.unit == "人" && it.from <= one.to + 8 && it.sentence == one.sentence && one.unit == "元/"
    });
    let Some(comma) = begins(line, index).checked_sub(1).filter(|at| line.char(*at) == '，') else {
        return behind;
    };
    let clause = line.text(line.back(comma, &CLAUSES, 16), comma);
    let each = ["每人", "每名", "每位", "一人"].iter().any(|word| clause.starts_with(word));
    let before = index.checked_sub(1).and_then(|at| line.quantities.get(at));
    each || behind || before.is_some_and(|it| it.unit == "人" && it.to + 8 > comma)
}

/// The total of a standard: the next number of its unit, or else the one before.
fn paid(line: &Line, index: usize, one: &Quantity) -> Option<usize> {
    let is_total = |at: usize, it: &Quantity| {
        let label = line.label(at);
        // 每月发放低保金42.22万元 is all of a month.
        let bare = without(label, &["每月", "每年", "每天", "每日"]);
        let one_more = has(&bare, &["每", "均", "单价"]) || with_each(label).is_some();
        let each = one_more && !has(label, &TOTALS);
        let several = has(label, &["和", "及", "与", "其中"]);
        // Of what is counted and not paid only a word says that it is all: 人均结案244件。新收案件7634件 is another.
        let money = one.unit.trim_end_matches('/') == "元";
        let told =
            if money { has(label, &PAID) } else { has(label, &["共", "总", "计", "产量", "能力"]) };
        // 1200袋60吨: right behind the count.
        let fixed = it.sentence == one.sentence && !line.label(index).contains('均');
        let beside = || fixed && label.is_empty() && at > index + 1;
        !it.range && !it.quoted && !each && !several && (told || beside()) && !has(label, &OTHER)
    };
    let near = |it: &Quantity| {
        it.from.abs_diff(one.from) <= 70 && it.sentence.abs_diff(one.sentence) <= 1 && it.depth <= one.depth
    };
    let mut ahead = (index + 1..index + 6).filter_map(|at| Some((at, line.quantities.get(at)?)));
    if let Some((at, it)) = ahead.find(|(_, it)| alike(it, one)) {
        return (near(it) && is_total(at, it)).then_some(at);
    }
    // What stands before an average is divided, not paid by it.
    if line.label(index).contains('均') {
        return None;
    }
    let before = (index.saturating_sub(3)..index).rev().filter_map(|at| Some((at, line.quantities.get(at)?)));
    let (at, it) = before.into_iter().find(|(_, it)| alike(it, one))?;
    (near(it) && it.sentence == one.sentence && is_total(at, it)).then_some(at)
}

fn judge(line: &Line, index: usize, at: usize, kinds: &[Each], out: &mut Findings) {
    let Some((one, made)) = line.quantities.get(index).zip(line.quantities.get(at)) else { return };
    let Some(all) = kinds.iter().map(|kind| factors(line, index, at, kind)).collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let Some(price) = one.printed.checked_mul(one.factor) else { return };
    let value = if line.label(index).contains('均') { one.value } else { Interval::exact(price) };
    let product = |run: &[Factor]| run.iter().fold(value, |all, it| all * it.value);
    let exact = |run: &[Factor]| {
        run.iter().try_fold(price, |all, it| all.checked_mul(it.exact))?.checked_div(made.factor)
    };
    let fits = |run: &&Vec<Factor>| made.value.may_equal(&product(run));
    let may = runs(all.iter().map(|it| it.told.iter().chain(&it.may).copied().collect()));
    if let Some(run) = may.iter().find(fits) {
        return tell(line, (index, at), run, &product(run), Verdict::Holds, out);
    }
    let told = runs(all.iter().map(|it| it.told.clone()));
    let places = told.iter().flatten().filter_map(|it| it.at).chain([index, at]);
    let (first, last) = places.fold((index, index), |(first, last), it| (first.min(it), last.max(it)));
    let Some((from, to)) = line.quantities.get(first).zip(line.quantities.get(last)) else { return };
    if made.qualifier.is_some() || is_other(line, from, to) || is_shared(line, index, at) {
        return;
    }
    // 现有孤儿86人: in the months before there may have been others.
    let now = |it: &Factor| it.at.is_some_and(|at| has(line.label(at), &["现有", "目前", "年末", "年底"]));
    if kinds.iter().any(|it| matches!(it, Each::Month)) && told.iter().flatten().any(now) {
        return;
    }
    let counted = |run: &Vec<Factor>| run.iter().any(|it| it.at.is_some());
    let sure = all.iter().all(|it| it.sure) && from.sentence == to.sentence && last - first <= 3;
    let total = has(line.label(at), &TOTALS);
    let wrong = told.iter().filter(|run| counted(run)).find(|run| {
        let Some(exact) = exact(run) else { return false };
        let digits =
            exact.round_dp(4).normalize().mantissa().unsigned_abs().to_string().trim_end_matches('0').len();
        let to = |digits: u32| exact.round_dp(digits).normalize();
        let scale = made.printed.scale();
        let slip = [scale, scale.max(2)].iter().any(|it| is_slip(made.printed, to(*it), &[]));
        let slip = slip && is_near(made.printed, exact);
        slip && (sure || digits >= 3) || sure && total && is_like(made, &product(run), false)
    });
    if let Some(run) = wrong {
        tell(line, (index, at), run, &product(run), Verdict::Fails, out);
    }
}

/// Whether something between the numbers or right behind them says that a total is of more or of less.
fn is_other(line: &Line, from: &Quantity, to: &Quantity) -> bool {
    const BEHIND: [&str; 15] = [
        "（含",
        "，含",
        "包括",
        "不含",
        "因",
        "不足",
        "其余",
        "剩余",
        "，部分",
        "尚",
        "待",
        "扣",
        "缺口",
        "欠",
        "尾款",
    ];
    // 65岁以上老人 are those who are counted.
    let between = without(line.text(from.to, to.to), &["岁以上", "级以上"]);
    has(&between, &OTHER) || has(line.text(to.to, to.to + 8), &BEHIND)
}

/// Whether two numbers are so near that one was meant to be the other.
fn is_near(one: Decimal, other: Decimal) -> bool {
    let gap = (one - other).abs();
    gap.checked_mul(Decimal::from(3)).is_some_and(|it| it <= other.abs())
}

/// Whether another standard stands before this one with no total of its own: then all of them may be in one.
fn is_shared(line: &Line, index: usize, at: usize) -> bool {
    let Some((one, made)) = line.quantities.get(index).zip(line.quantities.get(at)) else { return true };
    let before = (0..index).rev().take(REACH).filter_map(|place| Some((place, line.quantities.get(place)?)));
    let mut alike =
        before.filter(|(place, it)| *place != at && it.same_unit(made) && it.sentence == one.sentence);
    alike.next().is_some_and(|(place, _)| !each(line, place).is_empty())
}

fn tell(
    line: &Line,
    (index, at): (usize, usize),
    run: &[Factor],
    product: &Interval,
    verdict: Verdict,
    out: &mut Findings,
) {
    let Some((one, made)) = line.quantities.get(index).zip(line.quantities.get(at)) else { return };
    let counts: Vec<&Quantity> =
        run.iter().filter_map(|it| it.at).filter_map(|at| line.quantities.get(at)).collect();
    let places = counts.iter().copied().chain([one, made]);
    let first = places.clone().map(|it| it.from).min().unwrap_or(one.from);
    let last = places.map(|it| it.to).max().unwrap_or(made.to);
    let by: Vec<String> = run.iter().map(|it| it.exact.normalize().to_string()).collect();
    let computed = crate::rules::figures::statement::about_as(product, made, 2);
    let (shown, unit) = (made.shown(), &made.printed_unit);
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, line.index_at(first)),
        to: last,
        claim: made,
        called: ("总数", "total"),
        parts: [one].into_iter().chain(counts).collect(),
        verdict,
        reason: format!("{} × {} = {computed}", printed_in(one, made), by.join(" × ")),
    }
    .tell(
        || format!("写的是 {shown}{unit}，单个的数乘出来是 {computed}{unit}"),
        || format!("{shown} is stated, so many of each make {computed}"),
        out,
    );
}
