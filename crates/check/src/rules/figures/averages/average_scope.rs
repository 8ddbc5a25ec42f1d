//! Of what an average is 平均数的口径: whether a total and a count are of the subject that the average has.

use gongwen_core::Interval;
use gongwen_core::interval::End;
use gongwen_core::report::Qualifier;
use rust_decimal::Decimal;

use crate::quantity::{CLAUSES, Line, Quantity};
use crate::rules::figures::words::{MEASURES, has};

/// What says that a count is of those who got the total told before it.
const SHARERS: [&str; 24] = [
    "惠及", "涉及", "受益", "覆盖", "带动", "服务", "享受", "救助", "资助", "补助", "发放", "兑现", "支付",
    "参与", "参加", "参训", "培训", "接待", "共", "分", "按", "以", "其中", "用于",
];

/// Whether a total of one sentence may be shared among what the next one counts: 支出4.19亿元；住院6.3万人次 counts anew.
pub(crate) fn shares(line: &Line, whole: &Quantity, by: &Quantity) -> bool {
    if whole.sentence >= by.sentence {
        return true;
    }
    let at = line.index_at(by.from);
    let label = line.label(at);
    label.chars().count() < 2 || has(label, &SHARERS)
}

/// Whether an average of cases 次均, 件均 names a subject that the count has and the total before it lacks:
/// 基金支出4.2亿元，住院6.3万人次，住院次均费用.
pub(crate) fn is_narrower(line: &Line, index: usize, whole: &Quantity, by: &Quantity) -> bool {
    let label = line.label(index);
    let Some(at) = ["次均", "件均", "案均", "例均"].iter().find_map(|word| label.find(word)) else {
        return false;
    };
    let named = label.get(..at).unwrap_or_default();
    let subject: String = {
        let last: Vec<char> = named.chars().rev().take(2).collect();
        last.into_iter().rev().collect()
    };
    let told = |it: &Quantity| line.label(line.index_at(it.from)).contains(subject.as_str());
    subject.chars().count() == 2 && whole.from < by.from && told(by) && !told(whole)
}

/// Whether an average of money names some of those who are counted, 机构托养每人3000元, and the total or the count is not theirs.
pub(crate) fn is_of_others(
    line: &Line,
    index: usize,
    (whole, by): (&Quantity, &Quantity),
    divisors: &[&Quantity],
) -> bool {
    let label = line.label(index);
    let Some(subject) = subject(label).filter(|it| whole.unit == "元" && it.chars().count() >= 2) else {
        return false;
    };
    let named = |it: &Quantity| line.label(line.index_at(it.from)).contains(subject);
    let some = divisors.iter().any(|it| named(it));
    let part = divisors.iter().any(|it| it.same_unit(by) && by.value.is_below(&it.value));
    // 其中种植中药材1800亩，总产值720万元: right behind the count a total is of what was counted.
    let right_behind = line.index_at(whole.from) == line.index_at(by.from) + 1;
    some && !named(by) || some && part && !right_behind && !named(whole)
}

/// Whether a total and a count are those of another average of the sentence, and this one is of a part:
/// 增收91.4万元，按118户计算户均7746元；其中黄桃户均6000元、食用菌户均8000元.
pub(crate) fn is_told(
    line: &Line,
    index: usize,
    (whole, by): (&Quantity, &Quantity),
    makes: impl Fn(&Quantity) -> bool,
) -> bool {
    let Some(average) = line.quantities.get(index) else { return false };
    let last = whole.to.max(by.to);
    let averages = |label: &str| has(label, &["均", "每"]);
    let of_part = || last < average.from && line.text(last, average.from).contains("其中");
    let mut earlier = line.quantities.iter().enumerate().take(index).rev().take(8);
    earlier.any(|(at, it)| {
        it.from >= last
            && it.sentence + 1 >= average.sentence
            && it.unit == average.unit
            && averages(line.label(at))
            && (makes(it) || of_part())
    })
}

/// The words before an average: 机构托养 of 机构托养每人.
fn subject(label: &str) -> Option<&str> {
    let at = match label.find('每') {
        Some(at) => at,
        None => {
            let at = label.find('均')?;
            label.get(..at)?.char_indices().next_back()?.0
        }
    };
    Some(label.get(..at)?.trim_end_matches("平均"))
}

/// Whether an average is told as 约 or 左右.
pub(crate) fn is_about(average: &Quantity) -> bool {
    matches!(average.qualifier, Some(Qualifier::About | Qualifier::Roughly))
}

/// What 约8.7亩 may stand for: so much that its last digit may be another by one, and a twenty-fifth part to either side.
pub(crate) fn near(average: &Quantity) -> Option<Interval> {
    if !is_about(average) || average.range {
        return None;
    }
    let mut place = Decimal::ONE;
    let digits = average.printed.normalize();
    for _ in 0..digits.scale() {
        place = place.checked_div(Decimal::TEN)?;
    }
    while digits.scale() == 0 && place < digits && (digits % (place * Decimal::TEN)).is_zero() {
        place = place.checked_mul(Decimal::TEN)?;
    }
    let slack = digits.checked_mul(Decimal::new(4, 2))?.max(place);
    let end = |value: Decimal| value.checked_mul(average.factor).map(End::Closed);
    Interval::between(end(digits.checked_sub(slack)?)?, end(digits.checked_add(slack)?)?)
}

/// 平均每名执业（助理）医师接诊: what is divided by has a bracket in its name, and the label begins behind it.
pub(crate) fn over_bracket(line: &Line, index: usize) -> Option<String> {
    let (it, label) = (line.quantities.get(index)?, line.label(index));
    let first = it.from.saturating_sub(label.chars().count());
    if line.char(first.wrapping_sub(1)) != '）' {
        return None;
    }
    let from = line.back(first, &CLAUSES, 24);
    let (before, inside) = line.text(from, first).split_once('（')?;
    let (_, each) = before.rsplit_once("平均每")?;
    let short = each.chars().count() <= 6 && inside.chars().count() <= 8 && label.chars().count() >= 2;
    let measure = each.chars().next().filter(|c| "名位个家所".contains(*c))?;
    short.then(|| format!("平均每{measure}{label}"))
}

/// Whether a total of a year is told as one: not one of a list 其中进口…、出口…, nor the second of two that stand in a row.
pub(crate) fn is_whole_year(line: &Line, at: usize, since: usize) -> bool {
    let Some(it) = line.quantities.get(at) else { return false };
    let others =
        line.quantities.get(..at).unwrap_or_default().iter().rev().take_while(|one| one.from >= since);
    let alone = others.take(8).all(|one| !one.same_unit(it) || one.sentence != it.sentence);
    let label = line.label(at);
    let first = it.from.saturating_sub(label.chars().count());
    alone && line.char(first.wrapping_sub(1)) != '、' && !label.starts_with("其中")
}

/// What may be meant by a printed average: of things that are counted it is rounded, or the rest is left out.
pub(crate) fn meant(average: &Quantity) -> Interval {
    if let Some(value) = near(average) {
        return value;
    }
    if average.value.single().is_none() || average.printed.scale() > 0 {
        return average.value;
    }
    let half = Decimal::new(5, 1).checked_mul(average.factor).unwrap_or_default();
    let value = average.printed.checked_mul(average.factor).unwrap_or(average.printed);
    let end = value.checked_add(average.factor).map_or(End::Infinite, End::Open);
    Interval::between(End::Closed(value.saturating_sub(half)), end).unwrap_or(average.value)
}

/// Whether one number is told of some and another of those who are not such: 专职, 兼职.
pub(crate) fn is_counterpart(one: &str, other: &str) -> bool {
    const PAIRS: [(&str, &str); 6] = [
        ("专职", "兼职"),
        ("男", "女"),
        ("城镇", "农村"),
        ("公办", "民办"),
        ("上半年", "下半年"),
        ("新建", "改造"),
    ];
    let apart =
        |a: &str, b: &str| one.contains(a) && !one.contains(b) && other.contains(b) && !other.contains(a);
    PAIRS.iter().any(|(a, b)| apart(a, b) || apart(b, a))
}

/// Whether an average is of what its total measures: 利润1960万元，基层社24家，社均收入 is of something else.
pub(crate) fn is_of_measure(line: &Line, index: usize, whole: &Quantity) -> bool {
    let told = line.label(line.index_at(whole.from));
    // What one side earns the other spends: 旅游收入, 人均消费.
    let own = MEASURES.iter().find(|word| **word != "消费" && line.label(index).contains(**word));
    own.is_none_or(|word| told.contains(word) || !has(told, &["利润", "税收", "成本", "工资", "贷款"]))
}
