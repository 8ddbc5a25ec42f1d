//! Bands by age, mark, term or amount 分段: 41人参加，90分以上26人，80分到89分12人，80分以下5人. Bands that leave no gap are all of their whole;
//! bands that share nothing are no more than it; of two open ones the wider holds the narrower: 65周岁以上 are among 60周岁以上.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::{crossed, partition};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, addition, begins, is_within, sum_of};
use crate::rules::figures::words::{compares, has};
use crate::rules::line::{is_numeral, numeral};

/// The whole stands at most so many characters before its bands.
const REACH: usize = 48;
/// The most bands of a list in prose.
const MOST: usize = 12;
/// The longest text of a band: 在60周岁以上不满70周岁的老年人.
const LONGEST: usize = 30;
/// Marks that part a band from the one before it.
const MARKS: [char; 8] = ['，', '、', '；', '。', '：', '（', '）', '\n'];

/// From one bound to another, and the words around them.
struct Band<'t> {
    low: Option<Decimal>,
    high: Option<Decimal>,
    /// What the bounds count in: 岁, 分, 万元.
    unit: &'t str,
    head: &'t str,
    tail: &'t str,
    /// How much two bands may lie apart and still leave nothing out: 69 and 70.
    step: Decimal,
}

/// A band with the number of those in it.
struct Member<'l> {
    it: &'l Quantity,
    from: usize,
    band: Band<'l>,
}

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, since: usize, out: &mut Findings) {
    let bounded = |words: &[&str]| has(line.text(0, line.chars.len()), words);
    if line.quantities.len() < 2 || !bounded(&["以上", "以下", "以内", "不足", "不满", "未满"]) {
        return;
    }
    let mut members: Vec<Member<'_>> = Vec::new();
    for it in line.quantities.iter().filter(|it| it.is_amount() && it.qualifier.is_none() && !it.range) {
        let from = line.back(it.from, &MARKS, LONGEST);
        let band = Band::read(line.text(from, it.from));
        let follows = members.last().is_none_or(|last| {
            let gap = line.text(last.it.to, from.max(last.it.to));
            last.it.same_unit(it)
                && last.it.depth == it.depth
                && gap.chars().count() <= REACH
                && !gap.contains('。')
        });
        // A number of the same things without a bound ends the list; another unit tells what the bands come to.
        let foreign = members.last().is_some_and(|last| band.is_none() && !last.it.same_unit(it));
        if foreign {
            continue;
        }
        if !follows || band.is_none() || members.len() >= MOST {
            // 三年以上23人，三年以下32人，3人免予处罚: what stands beside them is in no band.
            let goes_on = follows && members.last().is_some_and(|last| it.from - last.it.to <= 12);
            judge(line, &std::mem::take(&mut members), goes_on, since, out);
        }
        if let Some(band) = band {
            members.push(Member { it, from, band });
        }
    }
    judge(line, &members, false, since, out);
}

impl<'t> Band<'t> {
    /// The band with which these words name a number: 60—69周岁, 五年以上有期徒刑, 不足30万元的.
    fn read(text: &'t str) -> Option<Band<'t>> {
        let begins = |at: usize| !text.get(..at).is_some_and(|it| it.ends_with(is_figure));
        text.char_indices()
            .filter(|(at, c)| is_figure(*c) && begins(*at))
            .find_map(|(at, _)| Band::at(text.get(..at)?, text.get(at..)?))
    }

    fn at(head: &'t str, text: &'t str) -> Option<Band<'t>> {
        const RANKS: [&str; 7] = ["级", "等", "类", "档", "批", "期", "年级"];
        let (first, own, rest) = bound(text)?;
        let other = rest.trim_start_matches(['至', '到', '—', '-', '～']);
        let above = ["及以上", "（含）以上", "以上"].iter().find_map(|word| rest.strip_prefix(*word));
        let below = ["及以下", "（含）以下", "以下", "以内"].iter().find_map(|word| rest.strip_prefix(*word));
        let said = |words: &[&str]| words.iter().any(|word| head.ends_with(word));
        let scaled = |it: (Decimal, Decimal)| it.0.checked_mul(it.1).unwrap_or(it.0);
        let (low, high, unit, tail, step) = if other.len() < rest.len() {
            let (second, unit, tail) = bound(other)?;
            let first = if own.is_empty() && first.1 == Decimal::ONE { (first.0, second.1) } else { first };
            (Some(scaled(first)), Some(scaled(second)), unit, tail.trim_start_matches("以下"), second.1)
        } else if let Some(tail) = above {
            // 三年以上十年以下, 60周岁以上不满70周岁.
            let next = tail.trim_start_matches(['、', '不', '满', '未']);
            match bound(next) {
                Some((second, unit, tail)) => (
                    Some(scaled(first)),
                    Some(scaled(second)),
                    unit,
                    tail.trim_start_matches("以下"),
                    second.1,
                ),
                None => (Some(scaled(first)), None, own, tail, first.1),
            }
        } else if let Some(tail) = below {
            (None, Some(scaled(first)), own, tail, first.1)
        } else if said(&["不足", "不满", "未满", "低于"]) {
            (None, Some(scaled(first)), own, rest, first.1)
        } else {
            return None;
        };
        let unit = unit.trim_start_matches('周');
        let nought = low == Some(Decimal::ZERO);
        let rises = low.zip(high).is_none_or(|(low, high)| low < high);
        let head =
            ["不足", "不满", "未满", "低于"].iter().find_map(|word| head.strip_suffix(*word)).unwrap_or(head);
        // 80岁以上每人每月50元: what each of them gets is no number of them.
        let each = has(tail, &["每", "均", "标准", "补", "奖", "按"]);
        (!unit.is_empty() && !RANKS.contains(&unit) && rises && !each).then_some(Band {
            low: low.filter(|_| !nought),
            high,
            unit,
            head: head.trim_start_matches("其中").trim_end_matches(['在', '得']),
            tail: tail.trim_start_matches('的'),
            step,
        })
    }
}

/// Whether a character begins a number.
fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || c == '.' || is_numeral(c)
}

/// The number at the head of a text with its scale, its unit and what follows.
fn bound(text: &str) -> Option<((Decimal, Decimal), &str, &str)> {
    let end = text.find(|c| !is_figure(c)).unwrap_or(text.len());
    let (digits, rest) = (text.get(..end)?, text.get(end..)?);
    let number = digits.parse::<Decimal>().ok().or_else(|| numeral(digits).map(Decimal::from))?;
    let scale = match rest.chars().next() {
        Some('万') => 10_000,
        Some('亿') => 100_000_000,
        _ => 1,
    };
    let mut ends = rest.char_indices().skip(usize::from(scale > 1));
    let start = ends.clone().next().map_or(rest.len(), |(at, _)| at);
    let stop = ends.find(|(_, c)| "至到—-～以及的（不未含".contains(*c) || is_figure(*c));
    let stop = stop.map_or(rest.len(), |(at, _)| at);
    let unit = rest.get(start..stop)?;
    let plain = unit.trim_start_matches("周");
    (plain.chars().count() <= 3).then_some(((number, Decimal::from(scale)), unit, rest.get(stop..)?))
}

/// Holds a list of bands against its whole, and open ones against each other.
fn judge(line: &Line, members: &[Member<'_>], goes_on: bool, since: usize, out: &mut Findings) {
    let Some((first, others)) = members.split_first().filter(|(_, others)| !others.is_empty()) else {
        return;
    };
    let kin = others.iter().all(|it| {
        it.band.unit == first.band.unit && (it.band.head.is_empty() || it.band.head == first.band.head)
    });
    if !kin {
        return;
    }
    for pair in members.windows(2) {
        if let [one, other] = pair {
            nested(line, one, other, out);
        }
    }
    let mut bands: Vec<&Band<'_>> = members.iter().map(|it| &it.band).collect();
    bands.sort_by_key(|band| band.low);
    let apart = bands.windows(2).all(
        |pair| matches!(pair, [one, other] if one.high.zip(other.low).is_some_and(|(high, low)| high <= low)),
    );
    let close = bands.windows(2).all(|pair| {
        matches!(pair, [one, other] if one.high.zip(other.low).is_some_and(|(high, low)| low - high <= other.step))
    });
    let ends =
        bands.first().is_some_and(|it| it.low.is_none()) && bands.last().is_some_and(|it| it.high.is_none());
    // 按年龄分，…: what a clause sorts is parted by a rule of its own.
    if apart && !partition::opens(line, first.from) {
        whole(line, first, members, close && ends && !goes_on, since, out);
    }
}

/// Of two open bands the wider one holds the narrower.
fn nested(line: &Line, one: &Member<'_>, other: &Member<'_>, out: &mut Findings) {
    let narrower = match (&one.band, &other.band) {
        (Band { low: Some(a), high: None, .. }, Band { low: Some(b), high: None, .. }) if a != b => a > b,
        (Band { low: None, high: Some(a), .. }, Band { low: None, high: Some(b), .. }) if a != b => a < b,
        _ => return,
    };
    let (part, whole) = if narrower { (one, other) } else { (other, one) };
    // 8万元以上补500元: what is paid may rise with the bound.
    if one.it.unit != "元" && one.band.tail == other.band.tail && whole.it.value.is_below(&part.it.value) {
        let from = one.from.min(other.from);
        Statement {
            kind: "figures/parts-excess",
            line,
            from,
            to: one.it.to.max(other.it.to),
            claim: whole.it,
            called: ("总数", "whole"),
            parts: vec![part.it],
            verdict: Verdict::Fails,
            reason: format!("{} > {}", part.it.shown(), whole.it.shown()),
        }
        .tell(
            || "范围小的一段比包含它的一段还多".to_owned(),
            || "a narrower band has more than the one that holds it".to_owned(),
            out,
        );
    }
}

/// The number before the bands that they part.
fn whole(
    line: &Line,
    first: &Member<'_>,
    members: &[Member<'_>],
    closed: bool,
    since: usize,
    out: &mut Findings,
) {
    let parts: Vec<&Quantity> = members.iter().map(|it| it.it).collect();
    let to = parts.last().map_or(first.it.to, |it| it.to);
    let sum = sum_of(parts.iter().map(|it| it.value));
    let before = line.index_at(first.from);
    let earlier =
        || (before.saturating_sub(8)..before).rev().filter_map(|at| Some((at, line.quantities.get(at)?)));
    let Some((at, whole)) = earlier().find(|(_, it)| it.same_unit(first.it) && it.depth <= first.it.depth)
    else {
        return;
    };
    let gap = line.text(whole.to, first.from.max(whole.to));
    let reach = if closed { REACH } else { 14 };
    let plain = whole.qualifier.is_none() && !whole.range && !whole.quoted;
    let label = line.label(at);
    let made = earlier().any(|(_, it)| it.same_unit(first.it) && it.value.may_equal(&sum));
    let other = compares(label)
        || compares(gap)
        || has(label, &["均", "每", "目标", "计划"])
        || gap.contains(['\n', '！'])
        || gap.matches('。').count() > usize::from(closed);
    let excess = whole.value.is_below(&sum);
    let percent = |low: i64, high: i64| is_within(whole, &sum, Decimal::new(low, 2), Decimal::new(high, 2));
    let wrong = if closed { percent(75, 130) } else { excess && percent(100, 130) };
    let span = line.span(first.from, to);
    if !plain
        || other
        || made
        || !wrong
        || gap.chars().count() > reach
        || whole.value.may_equal(&sum)
        || excess && crossed::is_told(line, whole.from, to)
        || out.covers(since, span)
    {
        return;
    }
    let ((reason, computed), shown) = (addition(&parts, whole), whole.shown());
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, at),
        to,
        claim: whole,
        called: ("总数", "whole"),
        parts,
        verdict: Verdict::Fails,
        reason,
    }
    .tell(
        || format!("各段之和 {computed} 与总数 {shown} 不符"),
        || format!("the bands make {computed}, the whole is {shown}"),
        out,
    );
}
