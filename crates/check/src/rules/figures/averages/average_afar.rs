//! Averages whose total stands a paragraph before 总数在前段: 审执结案件3640件 … 员额法官26名，人均结案140件.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::per::Per;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::EARLIER;
use crate::rules::figures::statement::{Statement, about_as, begins, printed_in};
use crate::rules::figures::words::has;

/// How many numbers before an average are asked for their name.
const REACH: usize = 80;

/// Words of an average, each with what it is made of: 人均, 每人, 户均.
const AVERAGES: [&str; 12] = [
    "人均",
    "户均",
    "村均",
    "校均",
    "店均",
    "社均",
    "每人",
    "平均每人",
    "平均每名",
    "平均每位",
    "平均每户",
    "平均每家",
];

/// Words of numbers that are not what was done.
const OTHER: [&str; 16] = [
    "未", "没", "尚", "计划", "目标", "任务", "均", "每", "比", "较", "增", "减", "最", "同比", "占", "其中",
];

/// All statements of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    for (at, line) in lines.iter().enumerate() {
        for (index, average) in line.quantities.iter().enumerate().skip(1) {
            if !line.nearby(average.from, &['均', '每'], 16) {
                continue;
            }
            let stem = AVERAGES.iter().rev().find_map(|word| line.label(index).strip_prefix(word));
            let Some(stem) = stem.map(|stem| without_noun(line, index, stem)) else { continue };
            let told = matches!(stem.chars().count(), 2 | 4);
            if told && average.is_amount() && !average.range && average.qualifier.is_none() {
                judge(lines, at, index, stem, out);
            }
        }
    }
}

/// What is done, behind the name of those who do it: 化解纠纷 of 民警15名，平均每名民警化解纠纷.
fn without_noun<'l>(line: &'l Line, index: usize, stem: &'l str) -> &'l str {
    let Some(by) = index.checked_sub(1) else { return stem };
    let named = |name: &str| line.label(by).ends_with(name) || line.noun(by).starts_with(name);
    let ends = stem.char_indices().map(|(at, _)| at).skip(2).take(3);
    let mut rests = ends.filter_map(|at| stem.split_at_checked(at)).filter(|(name, _)| named(name));
    rests.next().map_or(stem, |(_, rest)| rest)
}

fn judge(lines: &[Line], at: usize, index: usize, stem: &str, out: &mut Findings) {
    let Some(line) = lines.get(at) else { return };
    let Some([by, average]) = line.quantities.get(index - 1..=index) else { return };
    let Some(per) = Per::of(line.label(index)) else { return };
    let joined = line.text(by.to, average.from).strip_prefix('，') == Some(line.label(index));
    let plain = |it: &Quantity| !it.range && !it.quoted && it.qualifier.is_none();
    // What the paragraph itself tells is what is meant, and another rule holds it against the average.
    let own = line.quantities.iter().take(index).any(|it| it.same_unit(average));
    if !joined
        || own
        || per.monthly
        || !plain(by)
        || !per.counts(line, index - 1, by)
        || by.sentence != average.sentence
    {
        return;
    }
    let before = lines
        .iter()
        .take(at)
        .rev()
        .flat_map(|line| (0..line.quantities.len()).rev().map(move |at| (line, at)));
    let called = |line: &Line, at: usize| {
        let label = line.label(at);
        is_told(label, stem) && !has(label, &OTHER) && !has(label, &EARLIER)
    };
    let totals: Vec<&Quantity> = before
        .take(REACH)
        .filter_map(|(line, at)| Some((line, at, line.quantities.get(at)?)))
        .filter(|(line, at, it)| it.same_unit(average) && plain(it) && called(line, *at))
        .map(|(_, _, it)| it)
        .collect();
    let made = |whole: &Quantity| whole.value.quotient(by.value).times(per.yearly());
    let stated = {
        // Of things that are counted an average is rounded.
        let half = Decimal::new(6, 1).checked_mul(average.factor).unwrap_or_default();
        let slack = gongwen_core::Interval::exact(half);
        let low = average.value - slack;
        let high = average.value + slack;
        (low, high)
    };
    let fits = |whole: &Quantity| {
        let made = made(whole);
        !made.is_below(&stated.0) && !stated.1.is_below(&made) || average.value.equals(made) == Verdict::Holds
    };
    let [whole] = totals.as_slice() else { return };
    let made = made(whole);
    let share = |hundredths| average.value.times(Decimal::new(hundredths, 2));
    let like = !made.is_below(&share(75)) && !share(133).is_below(&made);
    if !like {
        return;
    }
    let (shown, computed) = (average.shown(), about_as(&made, average, 2));
    let unit = &average.printed_unit;
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, index - 1),
        to: average.to,
        claim: average,
        called: ("平均数", "average"),
        parts: vec![by, *whole],
        verdict: if fits(whole) { Verdict::Holds } else { Verdict::Fails },
        reason: format!("{} ÷ {} = {computed}", printed_in(whole, average), by.shown()),
    }
    .tell(
        || format!("写的是 {shown}{unit}，按前面的数算是 {computed}{unit}"),
        || format!("{shown} is stated, the numbers before make {computed}"),
        out,
    );
}

/// Whether a label tells of what a verb and its noun say: 结案 of 审执结案件, 巡河 of 巡查河道.
fn is_told(label: &str, stem: &str) -> bool {
    if label.contains(stem) {
        return true;
    }
    if stem.chars().count() == 4 {
        let verb = stem.char_indices().nth(2).and_then(|(at, _)| stem.get(..at));
        return verb.is_some_and(|verb| label.contains(verb));
    }
    if matches!(stem, "结案" | "办结") {
        return label.ends_with('结') || has(label, &["审结", "办结", "执结", "结案"]);
    }
    let mut chars = stem.chars();
    chars.next().zip(chars.next()).is_some_and(|(verb, noun)| {
        label.split_once(verb).is_some_and(|(_, rest)| rest.contains(noun) && rest.chars().count() <= 6)
    })
}
