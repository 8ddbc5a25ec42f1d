//! Daily averages that say over how many days 按天数的日均: 全年按366天计，日均门急诊1400人次; 平均每天3起（按366天算).

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::average_scope::meant;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::is_earlier;
use crate::rules::figures::statement::{Statement, about_as, begins, printed_in};
use crate::rules::figures::words::has;

/// Words of an average of days.
const DAILY: [&str; 5] = ["日均", "平均每天", "每天平均", "平均每日", "日平均"];

/// How many numbers before are asked for the total.
const REACH: usize = 8;

/// What may stand between the word of an average and its number.
const ENDINGS: [char; 6] = ['约', '为', '达', '到', '近', '是'];

/// Words of numbers that are no total of those days.
const OTHER: [&str; 13] =
    ["均", "每", "其中", "计划", "目标", "比", "较", "增", "减", "最", "高峰", "能力", "当日"];

/// Looks whether a daily average is of the days that the text tells with it; gives whether it is read.
pub(crate) fn run(line: &Line, index: usize, average: &Quantity, out: &mut Findings) -> bool {
    let label = line.label(index);
    let Some(word) = DAILY.iter().find(|word| label.contains(**word)) else { return false };
    let (subject, stem) = label.split_once(word).unwrap_or_default();
    let named = [subject, stem.trim_end_matches(ENDINGS)];
    if has(label, &["人均", "户均", "每人", "每户", "比", "较", "增"])
        || average.qualifier.is_some() && average.range
    {
        return false;
    }
    let Some(days) = days(line, index, average) else { return false };
    let Some(whole) = whole(line, index, average, days, &named) else { return false };
    judge(line, index, (average, whole, days), out)
}

/// The days by which an average is said to be reckoned, before it or behind.
fn days<'l>(line: &'l Line, index: usize, average: &Quantity) -> Option<&'l Quantity> {
    let mut found = line.around(index, 2).filter(|(at, it)| {
        let own = it.unit == "天" && it.sentence == average.sentence && !it.range && it.qualifier.is_none();
        let label = line.label(*at);
        let behind = line.text(it.to, it.to + 3);
        let reckoned = label.ends_with(['按', '以', '照', '年'])
            || ["计", "计算", "折算", "测算", "算"].iter().any(|word| behind.starts_with(word));
        let whole = Decimal::from(28) <= it.printed && it.printed <= Decimal::from(366);
        let near = it.from.abs_diff(average.to) <= 16 || average.from.abs_diff(it.to) <= 24;
        *at != index && own && reckoned && whole && near
    });
    let (_, it) = found.next()?;
    found.next().is_none().then_some(it)
}

/// What was done in those days: what has the name of the average, else the first of its unit in the sentence.
fn whole<'l>(
    line: &'l Line,
    index: usize,
    average: &Quantity,
    days: &Quantity,
    named: &[&str],
) -> Option<&'l Quantity> {
    let all: Vec<(usize, &Quantity)> = (index.saturating_sub(REACH)..index)
        .filter_map(|at| Some((at, line.quantities.get(at)?)))
        .filter(|(at, it)| {
            let alike = it.same_unit(average) || it.unit == "人次" && average.unit == "人";
            let own = it.sentence + 2 >= average.sentence && !it.range && it.qualifier.is_none();
            alike && own && !has(line.label(*at), &OTHER) && !is_earlier(line, *at)
        })
        .collect();
    let fits = |it: &Quantity| meant(average).equals(it.value.quotient(days.value)) == Verdict::Holds;
    if let Some((_, it)) = all.iter().find(|(_, it)| fits(it)) {
        return Some(it);
    }
    let told = |at: usize| {
        let names = named.iter().filter(|name| name.chars().count() >= 2);
        names.into_iter().any(|name| line.label(at).contains(*name))
    };
    let mut by_name = all.iter().filter(|(at, _)| told(*at));
    if let (Some((_, it)), None) = (by_name.next(), by_name.next()) {
        return Some(it);
    }
    let mut own = all.iter().filter(|(_, it)| it.sentence == average.sentence);
    let first = own.next();
    match (first, all.as_slice()) {
        // The first of several is their total when none is larger.
        (Some((_, it)), _) => own.all(|(_, other)| !it.value.is_below(&other.value)).then_some(*it),
        (None, [(_, it)]) => Some(*it),
        _ => None,
    }
}

fn judge(
    line: &Line,
    index: usize,
    (average, whole, days): (&Quantity, &Quantity, &Quantity),
    out: &mut Findings,
) -> bool {
    let made = whole.value.quotient(days.value);
    let share = |hundredths| made.times(Decimal::new(hundredths, 2));
    if average.value.is_below(&share(50)) || share(200).is_below(&average.value) {
        return false;
    }
    let computed = about_as(&made, average, 2);
    let first = line.index_at(whole.from.min(days.from));
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, first).min(begins(line, index)),
        to: average.to.max(days.to),
        claim: average,
        called: ("平均数", "average"),
        parts: vec![whole, days],
        verdict: meant(average).equals(made),
        reason: format!("{} ÷ {} = {computed}", printed_in(whole, average), days.shown()),
    }
    .tell_made(computed, out);
    true
}
