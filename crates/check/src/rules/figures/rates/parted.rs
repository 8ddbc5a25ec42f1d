//! Rates of what the text parts in two 一分为二的比率: 路灯200盏，完好184盏、损坏16盏，完好率; and rates of what was found wrong, 漏报4条、错报6条，
//! 差错率.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::division::statement;
use super::rate_words::{BOUNDED, DONE};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{about, addition, printed_in};
use crate::rules::figures::words::{COMPLEMENTS, has};

/// The most characters between the parts and their rate.
const NEAR: usize = 24;

/// The most parts of one whole.
const MOST: usize = 6;

/// How things are that are in order, beside what was done with them, and how those are that are not.
const STATES: [&str; 8] = ["完好", "正常", "良好", "及格", "在线", "亮灯", "畅通", "可用"];
const AMISS: [&str; 14] =
    ["坏", "损", "停", "待", "等", "修", "缺", "差", "故障", "失", "死", "不", "未", "没"];

/// What is found wrong, by the stems of its rate and by the names of its counts.
const FAULTS: [&str; 6] = ["差错", "错误", "误差", "错漏", "漏错", "差漏"];
const FAULTY: [&str; 5] = ["漏", "错", "误", "重登", "重报"];

/// What is told as a quotient.
struct Quotient<'l> {
    parts: Vec<&'l Quantity>,
    whole: Interval,
    /// The whole as it is shown, with what it is made of.
    shown: String,
    named: Option<&'l Quantity>,
}

/// Judges a rate right behind two parts of one whole, or behind what was found wrong. Gives whether it told of it.
pub(crate) fn judge(line: &Line, index: usize, rate: &Quantity, stem: &str, out: &mut Findings) -> bool {
    let found = match FAULTS.contains(&stem) {
        true => faults(line, index, rate),
        false => halves(line, index, rate, stem).or_else(|| graded(line, index, rate, stem)),
    };
    let Some(quotient) = found else { return false };
    let part = Interval::sum(quotient.parts.iter().map(|it| it.value));
    let made = part.rate(quotient.whole);
    let verdict = rate.value.equals(made);
    let made = about(&made, rate.printed.scale().max(1));
    let all = quotient.shown;
    let some = match (quotient.parts.as_slice(), quotient.parts.first()) {
        ([one], _) => one.shown(),
        (all, Some(first)) => format!("({})", addition(all, first).0.split(" =").next().unwrap_or_default()),
        _ => return false,
    };
    let parts = quotient.parts.into_iter().chain(quotient.named).collect();
    let reason = format!("{some} ÷ {all} = {made}%");
    statement(line, index, rate, parts, verdict, reason).tell_percent(made, out);
    true
}

fn plain(it: &Quantity) -> bool {
    it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none()
}

/// The counts of one unit that stand in a row right before a rate, the last one first.
fn row<'l>(line: &'l Line, index: usize, rate: &Quantity) -> Vec<(usize, &'l Quantity)> {
    let mut found: Vec<(usize, &Quantity)> = Vec::new();
    for at in (index.saturating_sub(MOST)..index).rev() {
        let Some(it) = line.quantities.get(at).filter(|it| plain(it)) else { break };
        let near = match found.last() {
            None => rate.from.saturating_sub(it.to) <= NEAR && it.sentence + 1 >= rate.sentence,
            Some((_, next)) => {
                it.same_unit(next) && next.from.saturating_sub(it.to) <= NEAR && it.sentence == next.sentence
            }
        };
        if !near {
            break;
        }
        found.push((at, it));
    }
    found
}

/// What the words around a count say of it.
fn told(line: &Line, at: usize) -> String {
    format!("{}{}", line.label(at), line.noun(at))
}

/// The part that a rate is of, of two that make a whole: by its name, or by the size of the rate.
fn halves<'l>(line: &'l Line, index: usize, rate: &Quantity, stem: &str) -> Option<Quotient<'l>> {
    let row = row(line, index, rate);
    let [last, first, rest @ ..] = row.as_slice() else { return None };
    // 补考合格率 is of those who came again, 最终合格率 of both.
    let (kind, _) = line.label(index).rsplit_once(stem).unwrap_or_default();
    let again =
        kind.chars().count() > 1 && [first, last].into_iter().any(|(at, _)| told(line, *at).contains(kind));
    if again || has(kind, &["最终", "总", "补", "复", "累计", "综合"]) {
        return None;
    }
    let sum = first.1.value + last.1.value;
    // The whole may have been parted in another way before: 受理186人，其中2022年71人…；批准97人，不批准89人.
    let afar = (first.0.saturating_sub(MOST)..first.0).rev().filter_map(|at| line.quantities.get(at));
    let whole = rest
        .first()
        .map(|it| it.1)
        .into_iter()
        .chain(afar)
        .find(|it| it.same_unit(first.1) && plain(it) && it.value.equals(sum) == Verdict::Holds);
    let negated = |told: &str| has(told, &["不", "未", "没", "非", "基本", "较"]);
    // 不批准逮捕89人，不捕率.
    let not = stem.strip_prefix('不');
    let named = |at: usize| match not {
        Some(rest) => line.label(at).starts_with('不') && line.label(at).contains(rest),
        None => told(line, at).contains(stem),
    };
    // 满意的87件、基本满意的9件，满意率（不含基本满意）: both have the word, and only one of them is meant.
    let graded = named(first.0) && named(last.0) && told(line, last.0).contains("基本");
    let only = || line.text(last.1.to, rate.from).contains("不含基本");
    if whole.is_none() && !(graded && only()) || whole.is_some() && graded && !only() {
        return None;
    }
    let own: Vec<&Quantity> = [first, last]
        .into_iter()
        .filter(|(at, _)| named(*at) && (not.is_some() || !negated(&told(line, *at))))
        .map(|it| it.1)
        .collect();
    let state = STATES.contains(&stem) || DONE.contains(&stem) || BOUNDED.contains(&stem);
    // 自办件1.21万件、上报件0.13万件，办结率: two kinds say nothing of what is done.
    let opposed = || [first, last].into_iter().any(|(at, _)| has(&told(line, *at), &AMISS));
    let fits = |it: &Quantity| rate.value.equals(it.value.rate(sum)) == Verdict::Holds;
    let off = |it: &Quantity| {
        let made = it.value.rate(sum);
        let slack = Interval::exact(Decimal::TEN);
        (made + slack).is_below(&rate.value) || (rate.value + slack).is_below(&made)
    };
    let part = match own.as_slice() {
        [part] => *part,
        [] if state && opposed() && !named(first.0) && !named(last.0) => {
            let near: Vec<&Quantity> = [first.1, last.1].into_iter().filter(|it| !off(it)).collect();
            match near.as_slice() {
                [part] => *part,
                _ => return None,
            }
        }
        _ => return None,
    };
    let (shown, made) = match whole {
        Some(whole) => (whole.shown(), whole.value),
        None => (format!("({} + {})", printed_in(first.1, last.1), last.1.shown()), sum),
    };
    let high = Interval::exact(Decimal::from(30)).is_below(&part.value.rate(sum));
    let other = fits(first.1) || fits(last.1);
    (high && !off(part) && (fits(part) || !other)).then_some(Quotient {
        parts: vec![part],
        whole: made,
        shown,
        named: whole,
    })
}

/// What several grades make together: 优秀4个、良好11个、合格5个，优良率75%; 非常满意129人、满意15人、基本满意6人，满意率.
fn graded<'l>(line: &'l Line, index: usize, rate: &Quantity, stem: &str) -> Option<Quotient<'l>> {
    let mut row = row(line, index, rate);
    row.reverse();
    let whole = row.first()?.1;
    let parts = row.get(1..).filter(|parts| parts.len() > 2)?;
    let sum = |some: &[(usize, &Quantity)]| Interval::sum(some.iter().map(|it| it.1.value));
    let is_whole = whole.value.equals(sum(parts)) == Verdict::Holds;
    let negated = |told: &str| has(told, &["不", "未", "没"]);
    let both = stem == "优良";
    let own = |at: usize| {
        let told = told(line, at);
        !negated(&told) && if both { told.contains(['优', '良']) } else { told.contains(stem) }
    };
    let count = parts.iter().take_while(|(at, _)| own(*at)).count();
    let (some, rest) = parts.split_at_checked(count)?;
    let fits = |count: usize| {
        let made = sum(parts.get(..count).unwrap_or_default()).rate(whole.value);
        rate.value.equals(made) == Verdict::Holds
    };
    let made = sum(some).rate(whole.value);
    let slack = Interval::exact(Decimal::TEN);
    let near = !(made + slack).is_below(&rate.value) && !(rate.value + slack).is_below(&made);
    // Which of the grades are meant is told by none of them: any that make the rate do.
    let any = (1..=parts.len()).any(fits);
    let alone = rest.iter().all(|(at, _)| !own(*at));
    (is_whole
        && count > 1
        && alone
        && near
        && !any
        && line.label(index).trim_start_matches("其中").starts_with(stem))
    .then(|| Quotient {
        parts: some.iter().map(|it| it.1).collect(),
        whole: whole.value,
        shown: whole.shown(),
        named: Some(whole),
    })
}

/// Judges the share of one of two that together are all there is: 税收收入6.8亿元，非税收入1.7亿元，税收占比80%. Gives whether it told of it.
pub(crate) fn share(line: &Line, index: usize, rate: &Quantity, label: &str, out: &mut Findings) -> bool {
    let row = row(line, index, rate);
    let [(last, other), (first, one), rest @ ..] = row.as_slice() else { return false };
    let subject =
        label.rsplit_once('占').map_or("", |it| it.0).trim_start_matches("其中").trim_end_matches("收入");
    let (before, behind) = (line.label(*first), line.label(*last));
    let opposed = |one: &str, other: &str| {
        let both = |pair: &[&str]| {
            matches!(pair, [left, right] if one.contains(left) && other.contains(right))
                || matches!(pair, [left, right] if other.contains(left) && one.contains(right))
        };
        other.contains(&format!("非{subject}")) || COMPLEMENTS.iter().any(|pair| both(pair))
    };
    let starts = |label: &str| label.trim_start_matches("其中").starts_with(subject);
    let part = match (starts(before), starts(behind)) {
        (true, false) if opposed(before, behind) => *one,
        (false, true) if opposed(behind, before) => *other,
        _ => return false,
    };
    // With others beside them there is more than these two, unless they make the whole before them.
    let sum = one.value + other.value;
    let all = rest.is_empty() || rest.first().is_some_and(|it| it.1.value.equals(sum) == Verdict::Holds);
    if subject.is_empty() || !all || one.sentence != rate.sentence {
        return false;
    }
    let made = part.value.rate(sum);
    let (_, total) = addition(&[one, other], one);
    let slack = Interval::exact(Decimal::from(15));
    let near = !(made + slack).is_below(&rate.value) && !(rate.value + slack).is_below(&made);
    let verdict = rate.value.equals(made);
    if !near || verdict != Verdict::Fails {
        return false;
    }
    let made = about(&made, rate.printed.scale().max(1));
    let reason = format!("{} ÷ {total} = {made}%", printed_in(part, one));
    statement(line, index, rate, vec![one, other], verdict, reason).tell_percent(made, out);
    true
}

/// What was found wrong, and the number that was looked at before it.
fn faults<'l>(line: &'l Line, index: usize, rate: &Quantity) -> Option<Quotient<'l>> {
    let row = row(line, index, rate);
    let parts: Vec<&Quantity> =
        row.iter().take_while(|(at, _)| has(&told(line, *at), &FAULTY)).map(|it| it.1).collect();
    let whole = row.get(parts.len()).map(|it| it.1)?;
    let sum = Interval::sum(parts.iter().map(|it| it.value));
    let made = sum.rate(whole.value);
    let like = !made.is_below(&rate.value.times(Decimal::new(40, 2)))
        && !rate.value.times(Decimal::new(250, 2)).is_below(&made);
    // A single count has its own rules, and so has each of several that its rate is of.
    let one = parts.iter().any(|it| rate.value.equals(it.value.rate(whole.value)) == Verdict::Holds);
    (parts.len() > 1 && like && !one).then(|| Quotient {
        whole: whole.value,
        shown: whole.shown(),
        named: Some(whole),
        parts: parts.into_iter().rev().collect(),
    })
}
