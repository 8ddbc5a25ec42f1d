//! Averages 人均、户均、村均、亩产: any pair of numbers around may make them.

use std::ops::RangeInclusive;

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::average_scope::{
    is_about, is_counterpart, is_narrower, is_of_measure, is_of_others, is_told, meant, over_bracket, shares,
};
use super::by_days;
use super::by_unit;
use super::months;
use super::per::{DAILY, Per};
use super::product;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::EARLIER;
use crate::rules::figures::statement::{Statement, about, begins, printed_in};
use crate::rules::figures::words::has;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, average) in line.quantities.iter().enumerate() {
        if !line.nearby(average.from, &['均', '每', '产', '单', '日'], 40)
            && !line.label(index).contains('一')
            && average.unit != "元/"
        {
            continue;
        }
        if !is_about(average) && product::run(line, index, average, out) {
            continue;
        }
        if average.range {
            continue;
        }
        // 单产500公斤/亩 is an average by its unit too.
        if !(average.is_amount() || average.unit.ends_with('/')) {
            by_unit::run(line, index, average, out);
            continue;
        }
        // 均价4794元/平方米.
        let price = (average.unit == "元/" && line.label(index).contains('均')).then(|| {
            let to = line.ahead(average.to + 1, &['，', '。', '；', '、', '）', '（'], 4);
            format!("每{}", line.text(average.to + 1, to))
        });
        let price = price.or_else(|| over_bracket(line, index));
        let said = price.as_deref().unwrap_or(line.label(index));
        let per = Per::of(said).and_then(|per| per.for_line(line, index));
        let read = by_days::run(line, index, average, out)
            || per.is_some_and(|per| judge(line, index, average, &per, out));
        if !read {
            by_unit::run(line, index, average, out);
        }
    }
}

/// The numbers that an average may be made of.
struct Around<'l> {
    wholes: Vec<&'l Quantity>,
    divisors: Vec<&'l Quantity>,
}

/// Looks what an average is made of; gives whether the text is read, so that no other rule need ask.
fn judge(line: &Line, index: usize, average: &Quantity, per: &Per, out: &mut Findings) -> bool {
    let now = has(line.clause(average), &["上年", "去年", "同期"]);
    let around: Vec<(usize, &Quantity)> = line
        .around(index, 24)
        .filter(|(at, it)| {
            let counted = it.is_amount() || per.counts(line, *at, it);
            // 接待68.4万人次，比上年的61.4万人次增长…: of another year.
            let old = has(line.label(*at), &EARLIER) && !now;
            *at != index && !it.range && counted && !old && it.from.abs_diff(average.from) <= 300
        })
        .collect();
    let wholes: Vec<&Quantity> = around
        .iter()
        .filter(|(at, it)| {
            let divides = per.is_named() && per.counts(line, *at, it);
            let unit = average.unit.trim_end_matches('/');
            // 观众7.488万人次，场均观众60人.
            let alike = it.unit == unit || it.unit == "人次" && matches!(unit, "人" | "次");
            let of_day = !per.by_day || has(line.label(*at), &DAILY);
            // 贷款每户5万元，贴息3.2万元: interest is no part of what was lent.
            let of_other =
                has(line.label(*at), &["贴息", "利息", "保费"]) && line.label(index).contains("贷");
            alike
                && of_day
                && !of_other
                && !divides
                && !has(line.label(*at), &["人均", "户均", "村均", "亩均"])
        })
        .map(|(_, it)| *it)
        .collect();
    let divisors: Vec<&Quantity> =
        around.iter().filter(|(at, it)| per.counts(line, *at, it)).map(|(_, it)| *it).collect();
    let (Some(first), Some(by)) = (wholes.first().copied(), divisors.first().copied()) else { return false };
    let value = meant(average);
    let made = |whole: &Quantity, by: &Quantity| whole.value.quotient(by.value).times(per.scale);
    // 每人每月: of so many months as are told, else of any.
    let holds_in = |months: RangeInclusive<i64>, made: Interval| {
        let mut months = months.filter(|_| per.monthly);
        value.equals(made) == Verdict::Holds
            || months.any(|it| value.times(it.into()).equals(made) == Verdict::Holds)
    };
    let holds = |made: Interval| holds_in(2..=12, made);
    let holds_of = |whole: &Quantity, by: &Quantity| {
        let told = if per.monthly { months::within(line.clause(whole)) } else { None };
        holds_in(told.map_or(2..=12, |it| it..=it), made(whole, by))
    };
    let pairs = wholes.iter().flat_map(|whole| divisors.iter().map(move |by| (*whole, *by)));
    let fits = pairs.filter(|(whole, by)| whole.from != by.from).find(|(whole, by)| holds_of(whole, by));
    if let Some(pair) = fits {
        tell(line, index, average, pair, per, Verdict::Holds, out);
        return true;
    }
    let around = Around { wholes, divisors };
    let of_others = |pair: &(&Quantity, &Quantity)| is_of_others(line, index, *pair, &around.divisors);
    let open = |out: &mut Findings| tell(line, index, average, (first, by), per, Verdict::Open, out);
    if around.sums(line, average, holds, per.scale) {
        open(out);
        return true;
    }
    // 51个周六中的48个，平均每个周六150件: what the noun does not follow may be counted under it all the same.
    let unnamed = line.around(index, 6).any(|(at, it)| {
        let counted = at != index && it.unit == by.unit && it.sentence == average.sentence && !it.range;
        counted && around.wholes.iter().any(|whole| whole.from != it.from && holds(made(whole, it)))
    });
    if unnamed {
        open(out);
        return true;
    }
    let own = |pair: &(&Quantity, &Quantity)| {
        shares(line, pair.0, pair.1) && !is_narrower(line, index, pair.0, pair.1) && !of_others(pair)
    };
    // 小学42所、初中12所，教师1320人，平均每所小学…: of both kinds.
    let of_both = |pair: &(&Quantity, &Quantity)| {
        let between =
            |it: &&Quantity| it.from > pair.1.from && it.from < pair.0.from && it.unit == pair.1.unit;
        // 组织262个，其中行政村238个、社区24个: parts are no other kinds.
        let listed = line.clause(pair.1).contains("其中")
            || line.text(pair.1.to, pair.0.from.max(pair.1.to)).starts_with("，其中");
        per.is_named() && !listed && line.quantities.iter().any(|it| between(&it))
    };
    // 带动增收91.4万元，按118户计算户均7746元；其中黄桃户均6000元: what makes one average is not told as another.
    let told = |pair: &(&Quantity, &Quantity)| {
        is_told(line, index, *pair, |it| meant(it).equals(made(pair.0, pair.1)) == Verdict::Holds)
    };
    let apart = |pair: &(&Quantity, &Quantity)| {
        !is_of_measure(line, index, pair.0)
            || is_counterpart(line.label(index), line.label(line.index_at(pair.0.from)))
    };
    let own = |pair: &(&Quantity, &Quantity)| own(pair) && !of_both(pair) && !told(pair) && !apart(pair);
    let found = pair(line, index, average, per, &around);
    let read = found.is_some() || per.rule || per.monthly || per.by_day;
    match found.filter(own) {
        Some((whole, by)) => {
            let made = whole.value.quotient(by.value).times(per.yearly());
            // 月人均补差320元: those who got it were more or fewer in the months of a year.
            let share = |hundredths| made.times(Decimal::new(hundredths, 2));
            let moves = per.monthly && line.label(index).contains('均');
            let near = !value.is_below(&share(98)) && !share(102).is_below(&value);
            let verdict = match value.equals(made) {
                Verdict::Fails if moves && near => Verdict::Open,
                verdict => verdict,
            };
            tell(line, index, average, (whole, by), per, verdict, out);
        }
        None => open(out),
    }
    read
}

/// The two numbers of which an average is said to be made, when the text leaves no other.
fn pair<'l>(
    line: &'l Line,
    index: usize,
    average: &Quantity,
    per: &Per,
    around: &Around<'l>,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let own = |all: &[&'l Quantity]| -> Vec<&'l Quantity> {
        all.iter().copied().filter(|it| it.sentence == average.sentence).collect()
    };
    let label = |it: &Quantity| line.label(line.index_at(it.from));
    let is_like = |(whole, by): &(&Quantity, &Quantity), times| is_like(average, whole, by, per, times);
    let (wholes, divisors) = (own(&around.wholes), own(&around.divisors));
    let single = match (wholes.as_slice(), divisors.as_slice()) {
        ([whole], [by]) if whole.from != by.from => Some((*whole, *by)),
        _ => None,
    };
    // 护林员1126名，其中脱贫人口864名，人均管护1080亩，管护总面积112.6万亩: of all of them, told behind.
    let of_all = || {
        let ([whole], [by, parts @ ..]) = (wholes.as_slice(), divisors.as_slice()) else { return None };
        let part = |it: &&Quantity| label(it).starts_with("其中") && it.value.is_below(&by.value);
        let behind = whole.from > average.from && has(label(whole), &["总", "共", "合计"]);
        (behind && !parts.is_empty() && parts.iter().all(part) && whole.from != by.from)
            .then_some((*whole, *by))
    };
    let single = single.or_else(of_all);
    if let Some(pair) = in_bracket(line, index, around).filter(|pair| is_like(pair, 2)) {
        return Some(pair);
    }
    if let Some((whole, by)) = single {
        // 户均补助3000元，计96万元: a product, told as one; the count may stand before it or behind.
        let place = |it: &Quantity| line.index_at(it.from);
        let next = index + 1 + usize::from(place(by) == index + 1);
        let before = line.quantities.get(next - 1).map_or(0, |it| it.to);
        let ahead = place(whole) == next && whole.from - before.min(whole.from) <= 12;
        let counted = by.from < average.from || place(by) == index + 1;
        let words: &[&str] = match per.rule {
            true => &["计", "共", "合计", "总"],
            false => &[
                "计", "共", "合计", "总", "全年", "年", "可", "累计", "发放", "兑现", "支付", "拨付", "增收",
            ],
        };
        let more = has(line.text(whole.to, whole.to + 8), &["（含", "，含", "（包括"]);
        if ahead && more {
            return None;
        }
        if ahead && counted && has(label(whole), words) && is_like(&(whole, by), 2) {
            return single;
        }
        let yearly =
            !per.monthly || has(line.clause(whole), &["全年", "年度", "一年"]) && is_like(&(whole, by), 2);
        if per.rule || !yearly {
            return None;
        }
        return single
            .filter(|pair| {
                let first = line.index_at(whole.from.min(by.from));
                let side = match (whole.from < average.from, by.from < average.from) {
                    (true, true) => true,
                    (false, false) => {
                        first == index + 1 && line.index_at(whole.from.max(by.from)) == index + 2
                    }
                    // 床位2480张，每千名老年人40张，全县老年人6.2万人: those who are named are told right behind.
                    (true, false) if per.is_named() => by.from.saturating_sub(average.to) <= 16,
                    _ => label(by).starts_with('按'),
                };
                side && is_like(pair, 3)
            })
            .or_else(|| line_pair(line, index, average, per, around));
    }
    if per.rule || per.monthly {
        return None;
    }
    line_pair(line, index, average, per, around)
}

/// The same where the sentence has several numbers, or they stand in the one before.
fn line_pair<'l>(
    line: &'l Line,
    index: usize,
    average: &Quantity,
    per: &Per,
    around: &Around<'l>,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let label = |it: &Quantity| line.label(line.index_at(it.from));
    // 户均1500元，兑现63户9.45万元；户均1200元，改厕215户: a sentence that counts for itself means no count before it.
    let counts_itself = |by: &Quantity| {
        around.divisors.iter().any(|it| {
            line.index_at(it.from) == index + 1 && it.sentence == average.sentence && it.value != by.value
        })
    };
    beside(line, index, around)
        .filter(|(whole, by)| is_like(average, whole, by, per, 2))
        .or_else(|| alone(line, index, around))
        .or_else(|| only(line, average, around))
        // But 人口 are all there are, whoever else is counted.
        .filter(|(_, by)| by.sentence == average.sentence || label(by).contains("人口") || !counts_itself(by))
        // 其中公益林2万亩，护林员30名: of a part nothing is known.
        .filter(|(whole, by)| {
            let of_part = whole.from < by.from && label(by).contains("其中");
            is_like(average, whole, by, per, 2) && !label(whole).contains("其中") && !of_part
        })
}

impl<'l> Around<'l> {
    /// Whether sums of neighbours that stand before an average, or with it, make it: 新建3800亩、改造2100亩，…亩均2900元.
    fn sums(
        &self,
        line: &Line,
        average: &Quantity,
        holds: impl Fn(Interval) -> bool,
        scale: Decimal,
    ) -> bool {
        let neighbours = |pair: &[&Quantity]| match pair {
            [one, other] => {
                let between = line.index_at(other.from).saturating_sub(line.index_at(one.from));
                // What stands on either side of the average is not told together.
                let side = (one.from < average.from) == (other.from < average.from);
                one.sentence == other.sentence && between <= 2 && side
            }
            _ => false,
        };
        let runs = |all: &[&'l Quantity]| -> Vec<(usize, Interval)> {
            let all: Vec<&'l Quantity> =
                all.iter().copied().filter(|it| it.sentence <= average.sentence).collect();
            let all = all.get(all.len().saturating_sub(8)..).unwrap_or_default();
            let windows = (1..=4).flat_map(|count| all.windows(count));
            let joined = windows.filter(|run| run.windows(2).all(neighbours));
            joined.map(|run| (run.len(), Interval::sum(run.iter().map(|it| it.value)))).collect()
        };
        let (wholes, divisors) = (runs(&self.wholes), runs(&self.divisors));
        let alike = |one: usize, other: usize| one == 1 || other == 1 || one == other;
        wholes.iter().any(|(count, whole)| {
            let fits = |(own, by): &(usize, Interval)| {
                alike(*count, *own) && holds(whole.quotient(*by).times(scale))
            };
            divisors.iter().any(fits)
        })
    }
}

/// The two numbers right before an average: 种植优质稻1.25万亩，总产6875吨，亩产….
fn beside<'l>(line: &'l Line, index: usize, around: &Around<'l>) -> Option<(&'l Quantity, &'l Quantity)> {
    let (wholes, divisors) = (&around.wholes, &around.divisors);
    let before = |back: usize| line.quantities.get(index.checked_sub(back)?);
    let (one, other) = (before(2)?, before(1)?);
    let own = one.sentence == other.sentence;
    let among = |all: &[&Quantity], it: &Quantity| all.iter().any(|own| own.from == it.from);
    let pair = match () {
        () if among(divisors, one) && among(wholes, other) => (other, one),
        () if among(wholes, one) && among(divisors, other) => (one, other),
        () => return None,
    };
    own.then_some(pair)
}

/// 审结5824件，人均结案208件（法官28名）: what it is divided by stands in a bracket behind it.
fn in_bracket<'l>(line: &'l Line, index: usize, around: &Around<'l>) -> Option<(&'l Quantity, &'l Quantity)> {
    let (average, by) = (line.quantities.get(index)?, line.quantities.get(index + 1)?);
    let gap = line.text(average.to, by.from.max(average.to));
    let opened = gap.starts_with('（') && gap.chars().count() <= 10 && closes(line, by.to);
    let by = around.divisors.iter().copied().find(|it| opened && it.from == by.from)?;
    let before = |it: &&&Quantity| it.from < average.from && it.sentence == average.sentence;
    around.wholes.iter().rfind(before).map(|whole| (*whole, by))
}

/// Whether a bracket ends behind a number, or behind the word that reckons with it: 按366天计）.
fn closes(line: &Line, at: usize) -> bool {
    let to = line.ahead(at, &['）', '，', '。', '；', '\n'], 4);
    line.char(to) == '）' && matches!(line.text(at, to), "" | "计" | "算" | "计算" | "折算" | "测算")
}

/// 156个村…，放映1872场，平均每村12场: the number right before it, and the only one of the paragraph to divide by.
fn alone<'l>(line: &'l Line, index: usize, around: &Around<'l>) -> Option<(&'l Quantity, &'l Quantity)> {
    let (wholes, divisors) = (&around.wholes, &around.divisors);
    let before = line.quantities.get(index.checked_sub(1)?)?;
    // The first of several, when it is as large as any: the others are its parts.
    let first = |all: &[&'l Quantity]| {
        let first = all.first().copied()?;
        all.iter().all(|it| !first.value.is_below(&it.value)).then_some(first)
    };
    let by = first(divisors)?;
    if by.from < before.from && wholes.iter().any(|it| it.from == before.from) {
        return Some((before, by));
    }
    // 林地18.6万亩，…聘用护林员124名，人均管护1500亩: of the total.
    let whole = first(wholes)?;
    // 资金3680万元，其中中央2400万元、省级680万元、市县600万元，救助4.6万户: its parts are no other totals.
    let parts = || {
        let parts: Vec<&Quantity> = wholes.iter().copied().filter(|it| it.from != whole.from).collect();
        let opened = parts.first().is_some_and(|it| line.label(line.index_at(it.from)).starts_with("其中"));
        let sum = Interval::sum(parts.iter().map(|it| it.value));
        opened && whole.value.equals(sum) == Verdict::Holds
    };
    let single = wholes.len() == 1 || parts();
    (by.from == before.from && divisors.len() == 1 && single && whole.from < by.from).then_some((whole, by))
}

/// The only total and the only count before an average, in its sentence or the one before: of 由A增加到B the new one.
fn only<'l>(line: &'l Line, average: &Quantity, around: &Around<'l>) -> Option<(&'l Quantity, &'l Quantity)> {
    let single = |all: &[&'l Quantity]| -> Option<&'l Quantity> {
        let mut found = all.iter().copied().filter(|it| {
            let at = line.index_at(it.from);
            let old = has(line.label(at), &["由", "从", "上年", "去年", "同期"]);
            it.from < average.from && it.sentence + 1 >= average.sentence && !old
        });
        let first = found.next()?;
        // The same number may be told again.
        found.all(|it| it.value == first.value).then_some(first)
    };
    let (whole, by) = (single(&around.wholes)?, single(&around.divisors)?);
    let plain = !has(line.label(line.index_at(whole.from)), &["每", "均", "标准", "单价"]);
    (plain && whole.from != by.from && whole.qualifier.is_none() && by.qualifier.is_none())
        .then_some((whole, by))
}

/// Whether an average is so near to what two numbers make that it can only have been meant to be it: within so many times.
fn is_like(average: &Quantity, whole: &Quantity, by: &Quantity, per: &Per, times: i64) -> bool {
    let made = whole.value.quotient(by.value).times(per.yearly());
    let times = Decimal::from(times);
    // Or so far from it as a point that was set wrong.
    let shifted = [Decimal::TEN, Decimal::new(1, 1), Decimal::ONE_HUNDRED, Decimal::new(1, 2)];
    (!made.times(times).is_below(&average.value) && !average.value.times(times).is_below(&made))
        || shifted.iter().any(|by| average.value.equals(made.times(*by)) == Verdict::Holds)
}

fn tell(
    line: &Line,
    index: usize,
    average: &Quantity,
    (whole, by): (&Quantity, &Quantity),
    per: &Per,
    verdict: Verdict,
    out: &mut Findings,
) {
    let scale = per.yearly();
    let factor = scale.checked_div(average.factor).unwrap_or(Decimal::ONE);
    let made: Interval = whole.value.quotient(by.value).times(factor);
    let digits = average.printed.scale().max(2);
    let made = about(&made, digits);
    let from = whole.from.min(by.from);
    let at = line.index_at(from);
    let reason = format!(
        "{} ÷ {} = {made}",
        printed_in(whole, average),
        by.printed
            .checked_mul(by.factor)
            .and_then(|it| it.checked_div(scale))
            .unwrap_or(by.printed)
            .normalize()
    );
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, at).min(begins(line, index)),
        to: average.to.max(whole.to).max(by.to),
        claim: average,
        called: ("平均数", "average"),
        parts: vec![whole, by],
        verdict,
        reason,
    }
    .tell_made(made, out);
}
