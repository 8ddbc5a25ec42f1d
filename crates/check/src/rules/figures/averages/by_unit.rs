//! Averages over what the number before counts 按量词的平均: 培训6期480人，每期80人; 出动352车次，拉水2640吨，次均7.5吨. The measure word of the
//! average is that of one of the two numbers right before it, and its unit that of the other.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::average_scope::{is_of_measure, meant};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::is_earlier;
use crate::rules::figures::statement::{Statement, about_as, begins, printed_in};
use crate::rules::figures::words::{counts_things, has};

/// What may stand between the word of an average and its number.
const ENDINGS: [char; 7] = ['约', '为', '达', '到', '近', '是', '有'];

/// How many numbers before an average are asked.
const REACH: usize = 8;

/// Words of numbers that are no total, and no count of all.
const OTHER: [&str; 14] =
    ["均", "每", "单", "其中", "计划", "目标", "比", "较", "标准", "最", "第", "增", "减", "至少"];

/// Looks whether the two numbers before an average make it; gives whether they are told so.
pub(crate) fn run(line: &Line, index: usize, average: &Quantity, out: &mut Findings) -> bool {
    if average.is_percent() || average.quoted || average.range || index < 2 {
        return false;
    }
    let Some((thing, sure)) = thing(line.label(index)) else { return false };
    let Some((whole, by)) = pair(line, index, average, (thing, sure)) else { return false };
    // 每公里 is a thousand of its base, 每亩 of 5.2万亩 is one.
    let own = by.printed_unit.as_str() != by.unit.as_str() && thing.starts_with(by.printed_unit.as_str());
    let one = if own { by.factor } else { Decimal::ONE };
    judge(line, index, (average, whole, by), (one, sure), out)
}

/// The measure word that an average is over, with what follows, and whether it is called an average: 每期, 篇均, 平均每趟.
fn thing(label: &str) -> Option<(&str, bool)> {
    let bare = label.trim_end_matches(ENDINGS);
    // 平均每块由0.63亩 begins a change.
    if bare.contains(['由', '从', '比', '较', '增', '减', '最']) {
        return None;
    }
    let short = |rest: &str, most: usize| (1..=most).contains(&rest.chars().count());
    if let Some((before, rest)) = bare.split_once("平均每") {
        return (before.is_empty() && short(rest, 8)).then_some((rest, true));
    }
    // 平均班额; 单座造价; 面积合计1.02万平方米，平均850平方米.
    if matches!(bare, "平均班额" | "班额" | "班额平均") {
        return Some(("班", true));
    }
    if let Some(rest) = bare
        .strip_prefix('单')
        .filter(|rest| ["造价", "投资", "成本"].iter().any(|word| rest.ends_with(word)))
    {
        return (!rest.starts_with(['位', '项']) && short(rest, 4)).then_some((rest, true));
    }
    if bare == "平均" {
        return Some(("", true));
    }
    // 每期平均80人, and 每期80人: nothing else may stand behind the measure word.
    if let Some(rest) = bare.strip_prefix('每') {
        let (rest, sure) = rest.strip_suffix("平均").map_or((rest, false), |rest| (rest, true));
        return short(rest, 2).then_some((rest, sure));
    }
    let (at, _) = bare.char_indices().nth(1)?;
    let (thing, rest) = bare.split_at_checked(at)?;
    if thing == "均" {
        return short(rest, 2).then_some((rest, true));
    }
    let behind = rest.strip_prefix('均')?;
    (behind.chars().count() <= 6).then_some((thing, true))
}

/// The total and the count that stand right before an average.
fn pair<'l>(
    line: &'l Line,
    index: usize,
    average: &Quantity,
    (thing, sure): (&str, bool),
) -> Option<(&'l Quantity, &'l Quantity)> {
    let plain = |it: &Quantity| !it.range && !it.quoted && it.qualifier.is_none();
    let before = (index.saturating_sub(REACH)..index)
        .rev()
        .filter_map(|at| Some((at, line.quantities.get(at)?)))
        .take_while(|(_, it)| it.sentence == average.sentence)
        // A growth, another average and what a bracket tells stand between.
        .filter(|(at, it)| {
            !it.is_percent() && it.depth <= average.depth && !has(line.label(*at), &["均", "每"])
        });
    let before: Vec<(usize, &Quantity)> = before.collect();
    let counts = |at: usize, it: &Quantity| counts(line, at, it, thing);
    let totals = |it: &Quantity| it.same_unit(average) || it.unit == "人次" && average.unit == "人";
    let told = |at: usize| has(line.label(at), &OTHER) || is_earlier(line, at);
    let [(at, one), rest @ ..] = before.as_slice() else { return None };
    if average.from.saturating_sub(one.to) > 24 || told(*at) || !plain(one) {
        return None;
    }
    // 民警189名、辅警336名，平均每所: of both.
    if totals(one) && rest.first().is_some_and(|(_, it)| it.same_unit(one)) {
        return None;
    }
    // The other is the next one, else for what is called an average the only one that it may be.
    let other = |wanted: &dyn Fn(usize, &Quantity) -> bool| {
        let mut found = rest.iter().filter(|(at, it)| wanted(*at, it));
        let (far, other) = found.next()?;
        let near =
            rest.first().is_some_and(|(next, _)| next == far) && one.from.saturating_sub(other.to) <= 24;
        let only = sure && !thing.is_empty() && found.next().is_none();
        ((near || only) && !told(*far) && plain(other)).then_some(*other)
    };
    let (whole, by): (&Quantity, &Quantity) = match (counts(*at, one), totals(one)) {
        (true, false) => (other(&|_, it| totals(it))?, *one),
        (false, true) => (*one, other(&counts)?),
        _ => return None,
    };
    is_of_measure(line, index, whole).then_some((whole, by))
}

/// Whether a number counts what an average is over: by its unit, else by the name of the things.
fn counts(line: &Line, at: usize, it: &Quantity, thing: &str) -> bool {
    let Some(first) = thing.chars().next() else {
        return counts_things(&it.unit, "") || matches!(it.unit.as_str(), "人" | "户" | "村");
    };
    let named = || line.label(at).ends_with(first) || line.noun(at).chars().take(4).any(|c| c == first);
    match it.unit.as_str() {
        "人" | "人次" => matches!(first, '人' | '名' | '位'),
        "次" | "场" | "车次" | "架次" => matches!(first, '次' | '场') || thing.starts_with(&it.unit),
        "个" | "家" | "所" if !thing.starts_with(&it.unit) => named(),
        unit => thing.starts_with(unit) || thing.starts_with(it.printed_unit.as_str()),
    }
}

fn judge(
    line: &Line,
    index: usize,
    (average, whole, by): (&Quantity, &Quantity, &Quantity),
    (one, sure): (Decimal, bool),
    out: &mut Findings,
) -> bool {
    let made = whole.value.quotient(by.value).times(one);
    let share = |hundredths| made.times(Decimal::new(hundredths, 2));
    let (low, high) = if sure { (50, 200) } else { (70, 143) };
    let like = !average.value.is_below(&share(low)) && !share(high).is_below(&average.value);
    let stated = meant(average);
    let verdict = stated.equals(made);
    if !like && verdict != Verdict::Holds {
        return false;
    }
    let computed = about_as(&made, average, 2);
    let first = line.index_at(whole.from.min(by.from));
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, first).min(begins(line, index)),
        to: average.to,
        claim: average,
        called: ("平均数", "average"),
        parts: vec![whole, by],
        verdict,
        reason: format!("{} ÷ {} = {computed}", printed_in(whole, average), by.shown()),
    }
    .tell_made(computed, out);
    true
}
