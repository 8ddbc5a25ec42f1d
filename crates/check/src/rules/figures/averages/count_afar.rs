//! Averages whose total stands right before them and whose count a paragraph away 数量在别段: 改造供热管网46.2公里 …
//! 供热1.848亿元（每公里400万元）; 全镇15个村 … 村集体收入345万元，村均23万元.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::average_scope::meant;
use super::per::Per;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::EARLIER;
use crate::rules::figures::slip::is_slip;
use crate::rules::figures::statement::{Statement, about_as, begins, printed_in};
use crate::rules::figures::words::has;

/// How many numbers before an average are asked for what they count.
const REACH: usize = 60;

/// Words of numbers that count some, or another thing, or what was not yet done.
const OTHER: [&str; 22] = [
    "未", "没", "尚", "计划", "目标", "任务", "均", "每", "比", "较", "增", "减", "最", "同比", "占", "其中",
    "另", "拟", "将", "总计", "合计", "剩余",
];

/// Characters that two names may share and be those of other things.
const COMMON: &str = "全县镇乡村市区共总计面积种植个年有的一二三数量产";

/// All statements of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    for (at, line) in lines.iter().enumerate().skip(1) {
        for (index, average) in line.quantities.iter().enumerate().skip(1) {
            let asked = line.nearby(average.from, &['均', '每', '产'], 8);
            let plain = average.is_amount() && !average.range && average.qualifier.is_none();
            if asked && plain {
                judge(lines, at, index, average, out);
            }
        }
    }
}

fn judge(lines: &[Line], at: usize, index: usize, average: &Quantity, out: &mut Findings) {
    let Some((line, whole)) = lines.get(at).and_then(|it| Some((it, it.quantities.get(index - 1)?))) else {
        return;
    };
    let label = line.label(index);
    let gap = line.text(whole.to, average.from.max(whole.to));
    let joined = gap.strip_prefix(['，', '（']) == Some(label) && label.chars().count() <= 6;
    let plain = |it: &Quantity| !it.range && !it.quoted && it.qualifier.is_none();
    let own = whole.same_unit(average) && whole.sentence == average.sentence && plain(whole);
    if !joined || !own || has(line.label(index - 1), &OTHER) {
        return;
    }
    let Some(per) = Per::of(label).filter(|per| !per.monthly && !per.by_day && !per.rule && !per.is_named())
    else {
        return;
    };
    // What the paragraph itself tells is what is meant, and another rule holds it against the average.
    if line.quantities.iter().enumerate().any(|(at, it)| at != index && per.counts(line, at, it)) {
        return;
    }
    let before = lines.iter().take(at).rev();
    let before = before.flat_map(|line| (0..line.quantities.len()).rev().map(move |at| (line, at)));
    let all: Vec<(&Line, usize, &Quantity)> = before
        .take(REACH)
        .filter_map(|(line, at)| Some((line, at, line.quantities.get(at)?)))
        .filter(|(line, at, it)| {
            let label = line.label(*at);
            plain(it) && per.counts(line, *at, it) && !has(label, &OTHER) && !has(label, &EARLIER)
        })
        .collect();
    let made = |by: &Quantity| whole.value.quotient(by.value).times(per.yearly());
    let value = meant(average);
    let fits = |by: &Quantity| value.equals(made(by)) == Verdict::Holds;
    if let Some((_, _, by)) = all.iter().find(|(_, _, by)| fits(by)) {
        return tell(line, (index, average), whole, by, &made(by), Verdict::Holds, out);
    }
    let name = line.label(index - 1);
    let mut named = all.iter().filter(|(line, at, _)| is_named(line.label(*at), name));
    let stem = line.text(line.back(whole.from, &['。', '；', '！', '\n'], 24), whole.from);
    let (by, sure) = match (named.next(), named.next(), all.as_slice()) {
        (Some((_, _, by)), None, _) => (*by, true),
        (None, _, [(other, at, by)]) if by.unit == "村" || other.noun(*at).starts_with('村') => {
            (*by, has(name, &["村集体", "村级", "各村"]))
        }
        (None, _, [(other, at, by)]) => {
            let shared = stem.chars().any(|c| !COMMON.contains(c) && other.label(*at).contains(c));
            if !shared {
                return;
            }
            (*by, false)
        }
        _ => return,
    };
    let made = made(by);
    let share = |hundredths| average.value.times(Decimal::new(hundredths, 2));
    let like = !made.is_below(&share(75)) && !share(133).is_below(&made);
    if like && (sure || is_slipped(average, &made)) {
        tell(line, (index, average), whole, by, &made, Verdict::Fails, out);
    }
}

/// Whether a count is of what a total is of: 改造供热管网 of 供热.
fn is_named(label: &str, name: &str) -> bool {
    let name = name.trim_end_matches("投资").trim_end_matches("项目").trim_start_matches("其中");
    (2..=6).contains(&name.chars().count()) && label.contains(name)
}

/// Whether an average has one digit other than what the numbers make.
fn is_slipped(average: &Quantity, made: &Interval) -> bool {
    let middle = made.low().value().zip(made.high().value()).and_then(|(low, high)| {
        low.checked_add(high)?.checked_div(Decimal::TWO)?.checked_div(average.factor)
    });
    middle.is_some_and(|it| is_slip(average.printed, it.round_dp(average.printed.scale()), &[]))
}

fn tell(
    line: &Line,
    (index, average): (usize, &Quantity),
    whole: &Quantity,
    by: &Quantity,
    made: &Interval,
    verdict: Verdict,
    out: &mut Findings,
) {
    let (shown, computed) = (average.shown(), about_as(made, average, 2));
    let unit = &average.printed_unit;
    Statement {
        kind: "figures/average",
        line,
        from: begins(line, index - 1),
        to: average.to,
        claim: average,
        called: ("平均数", "average"),
        parts: vec![whole, by],
        verdict,
        reason: format!("{} ÷ {}{} = {computed}", printed_in(whole, average), by.shown(), by.printed_unit),
    }
    .tell(
        || format!("写的是 {shown}{unit}，按前面的数算是 {computed}{unit}"),
        || format!("{shown} is stated, the numbers before make {computed}"),
        out,
    );
}
