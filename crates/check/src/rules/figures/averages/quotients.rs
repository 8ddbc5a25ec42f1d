//! Quotients of two measures 复合单位的商: 年利用小时数 of what was generated and the capacity, 万元产值能耗, 每50公斤成本 of a cost and a
//! yield. Both must be told once before them in the sentence.

use gongwen_core::Interval;
use gongwen_core::interval::{End, Verdict};
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about_as, begins, printed_in};
use crate::rules::figures::words::has;

/// A measure that two others make: a word of it, its unit, the units of what is divided and of what it is divided by, and of how
/// many of that it is.
struct Measure {
    word: &'static str,
    unit: &'static str,
    whole: &'static str,
    by: &'static str,
    times: i64,
}

const MEASURES: [Measure; 5] = [
    Measure { word: "利用小时", unit: "小时", whole: "千瓦时", by: "千瓦", times: 1 },
    Measure { word: "等效小时", unit: "小时", whole: "千瓦时", by: "千瓦", times: 1 },
    Measure { word: "能耗", unit: "吨标准煤", whole: "吨标准煤", by: "元", times: 10_000 },
    Measure { word: "用水量", unit: "立方米", whole: "立方米", by: "元", times: 10_000 },
    Measure { word: "水耗", unit: "立方米", whole: "立方米", by: "元", times: 10_000 },
];

/// Words of numbers that are of another time or of a part.
const OTHER: [&str; 11] = ["上年", "去年", "同期", "其中", "计划", "目标", "累计", "比", "较", "增", "减"];

/// What a quotient is made of, and how many of the divisor it is said of.
struct Quotient<'l> {
    whole: &'l Quantity,
    by: &'l Quantity,
    times: Decimal,
}

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, claim) in line.quantities.iter().enumerate().skip(2) {
        if claim.range || claim.quoted || claim.is_percent() {
            continue;
        }
        if let Some(found) = of_measure(line, index, claim).or_else(|| of_many(line, index, claim)) {
            judge(line, claim, &found, out);
        }
    }
}

/// The only number of a unit in the sentence before another one.
fn only<'l>(line: &'l Line, index: usize, unit: &str) -> Option<&'l Quantity> {
    let claim = line.quantities.get(index)?;
    let mut found = (0..index).rev().take(8).filter_map(|at| {
        let it = line.quantities.get(at)?;
        let own = it.sentence == claim.sentence && it.unit == unit;
        own.then_some((at, it))
    });
    let (at, it) = found.next()?;
    let plain = !it.range && !it.quoted && it.qualifier.is_none() && !has(line.label(at), &OTHER);
    (plain && found.next().is_none()).then_some(it)
}

/// The quotient of two measures that has a name of its own: 装机容量6兆瓦，全年发电690万千瓦时，年利用小时数1150小时.
fn of_measure<'l>(line: &'l Line, index: usize, claim: &Quantity) -> Option<Quotient<'l>> {
    let measure = MEASURES.iter().find(|it| it.unit == claim.unit)?;
    let label = line.label(index);
    let measure = MEASURES.iter().find(|it| it.unit == measure.unit && label.contains(it.word))?;
    // 万元产值能耗 is of ten thousand.
    if measure.by == "元" && !label.contains("万元") || has(label, &OTHER) {
        return None;
    }
    let (whole, by) = (only(line, index, measure.whole)?, only(line, index, measure.by)?);
    Some(Quotient { whole, by, times: measure.times.into() })
}

/// What so many of a measure cost, by two averages over one thing: 亩均产量523.4公斤、亩均成本1086.5元，每50公斤成本103.8元.
fn of_many<'l>(line: &'l Line, index: usize, claim: &Quantity) -> Option<Quotient<'l>> {
    let many = line.quantities.get(index - 1)?;
    let said = line.ends(many.from, "每") && many.printed > Decimal::ONE && !many.range;
    let near = claim.from.saturating_sub(many.to) <= 8 && line.label(index).chars().count() <= 8;
    let joined = !line.text(many.to, claim.from.max(many.to)).contains(['，', '。', '、', '；']);
    if !said || !near || !joined || has(line.label(index), &["增", "减", "补", "奖"]) {
        return None;
    }
    let (whole, by) = (only(line, index - 1, &claim.unit)?, only(line, index - 1, &many.unit)?);
    // Both of one acre, or both of all.
    let averaged = |it: &Quantity| has(line.label(line.index_at(it.from)), &["均", "每"]);
    let alike = averaged(whole) == averaged(by);
    let times = many.printed.checked_mul(many.factor)?;
    (alike && by.factor.checked_mul(by.printed)? > times).then_some(Quotient { whole, by, times })
}

fn judge(line: &Line, claim: &Quantity, found: &Quotient, out: &mut Findings) {
    let Quotient { whole, by, times } = found;
    // 装机6兆瓦 is what was built, not a rounded number.
    let built = line.label(line.index_at(by.from)).contains("装机");
    let exact = by.printed.checked_mul(by.factor).filter(|_| built).map(Interval::exact);
    let made = whole.value.quotient(exact.unwrap_or(by.value)).times(*times);
    let share = |hundredths| claim.value.times(Decimal::new(hundredths, 2));
    let like = !made.is_below(&share(70)) && !share(143).is_below(&made);
    // A whole number may be rounded from what the digits behind both make.
    let slack = Decimal::new(5, 3).checked_mul(claim.printed).and_then(|it| it.checked_mul(claim.factor));
    let slack = slack.and_then(|it| Interval::between(End::Closed(-it), End::Closed(it)));
    let value = slack.map_or(claim.value, |it| claim.value + it);
    let verdict = if value.may_equal(&made) { Verdict::Holds } else { value.equals(made) };
    if verdict == Verdict::Fails && !like {
        return;
    }
    let computed = about_as(&made, claim, 1);
    let first = line.index_at(whole.from.min(by.from));
    let divisor = by.printed.checked_mul(by.factor).unwrap_or(by.printed).normalize();
    let by_times = if *times == Decimal::ONE { String::new() } else { format!(" × {}", times.normalize()) };
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, first),
        to: claim.to,
        claim,
        called: ("平均数", "average"),
        parts: vec![whole, by],
        verdict,
        reason: format!("{} ÷ {divisor}{by_times} = {computed}", printed_in(whole, claim)),
    }
    .tell_made(computed, out);
}
