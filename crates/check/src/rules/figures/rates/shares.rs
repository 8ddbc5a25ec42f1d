//! Shares that stand in a row: 占比分别为73.0%、21.6%、5.4%; 三次产业结构为12.3∶34.5∶53.2.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins, joined, printed_in};
use crate::rules::figures::words::has;
use crate::{Finding, Findings};

/// How many numbers before a row are asked for its whole.
const WHOLES: usize = 8;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, first) in line.quantities.iter().enumerate() {
        if first.is_percent() && !first.range {
            let label = line.label(index);
            let row = has(label, &["分别", "依次"]) && has(label, &["占", "比重", "比例"]);
            if row || label == "占比为" && joined(line, index) {
                judge(line, index, out);
            }
        }
    }
    for at in 0..line.chars.len() {
        if line.char(at) == '结' && line.char(at + 1) == '构' {
            structure(line, at, out);
        }
    }
}

/// The quantities from here on that stand in a row, joined by nothing but a mark.
fn row(line: &Line, index: usize) -> Vec<&Quantity> {
    let mut found: Vec<&Quantity> = Vec::new();
    for next in line.quantities.iter().skip(index) {
        let joined = found.last().is_none_or(|last| {
            next.same_unit(last)
                && matches!(line.text(last.to, next.from.max(last.to)), "、" | "，" | "和" | "及" | "与")
        });
        if !joined || next.range {
            break;
        }
        found.push(next);
    }
    found
}

/// 甲926人、乙274人、丙43人，占比分别为…: each share is its number by the sum of all, or by the whole before them.
fn judge(line: &Line, index: usize, out: &mut Findings) {
    let shares = row(line, index);
    let count = shares.len();
    let (Some(first), Some(start)) = (shares.first(), index.checked_sub(count).filter(|_| count > 1)) else {
        return;
    };
    let parts: Vec<&Quantity> = line.quantities.get(start..index).unwrap_or_default().iter().collect();
    let alike = parts.iter().all(|it| {
        it.is_amount()
            && !it.range
            && it.sentence == first.sentence
            && parts.first().is_some_and(|one| one.same_unit(it))
    });
    let near =
        parts.windows(2).all(|pair| matches!(pair, [one, other] if other.from.saturating_sub(one.to) <= 24))
            && parts.last().is_some_and(|last| first.from.saturating_sub(last.to) <= 20);
    if !alike || !near {
        return;
    }
    // 分别有党员46名、38名，预备党员分别为2名、1名，分别占…: each has its own whole in the row before.
    let wholes =
        start.checked_sub(count).and_then(|from| line.quantities.get(from..start)).unwrap_or_default();
    let own = |at: usize| {
        let (whole, part, share) = (wholes.get(at)?, parts.get(at)?, shares.get(at)?);
        let alike = whole.same_unit(part) && whole.sentence == part.sentence;
        (alike && share.value.equals(part.value.rate(whole.value)) == Verdict::Holds).then_some(())
    };
    if (0..count).all(|at| own(at).is_some()) {
        return;
    }
    let sum = Interval::sum(parts.iter().map(|it| it.value));
    // The whole stands right before them, or in the sentence before.
    let wholes: Vec<&Quantity> = line
        .around(start, WHOLES)
        .filter(|(at, it)| {
            let near = it.sentence == first.sentence && at + 1 == start || it.sentence + 1 == first.sentence;
            // 在建86个，实名制84个、分账83个: of each of two attributes the whole is the same.
            let holds = parts.iter().all(|part| !it.value.is_below(&part.value));
            *at < start && near && !it.range && holds
        })
        .filter_map(|(_, it)| parts.first().is_some_and(|part| part.same_unit(it)).then_some(it))
        .collect();
    let bases: Vec<Interval> = wholes.iter().map(|it| it.value).chain([sum]).collect();
    let fits = |base: &Interval, at: usize| {
        let (Some(part), Some(share)) = (parts.get(at), shares.get(at)) else { return true };
        share.value.equals(part.value.rate(*base)) == Verdict::Holds
    };
    let whole_of = |base: &Interval| {
        wholes.iter().find(|it| it.value == *base).map_or_else(
            || {
                parts
                    .iter()
                    .filter_map(|it| parts.first().map(|one| printed_in(it, one)))
                    .sum::<Decimal>()
                    .normalize()
            },
            |it| it.printed,
        )
    };
    if let Some(base) = bases.iter().find(|base| exchanged(&parts, &shares, base)) {
        let total = whole_of(base);
        let made: Vec<String> =
            parts.iter().map(|it| about(&it.value.rate(*base), first.printed.scale().max(1))).collect();
        let made = made.join("%、");
        return Statement {
            kind: "figures/respectively",
            line,
            from: begins(line, start),
            to: shares.last().map_or(first.to, |it| it.to),
            claim: first,
            called: ("占比", "share"),
            parts: parts.clone(),
            verdict: Verdict::Fails,
            reason: format!("÷ {total}：{made}%"),
        }
        .tell(
            || format!("占比的次序写反了：按前面的数，依次是 {made}%"),
            || format!("the shares are exchanged: the numbers make {made} %"),
            out,
        );
    }
    // The base that most of the shares were made with; without two of them nothing is known.
    let made = |base: &&Interval| (0..count).filter(|at| fits(base, *at)).count();
    let Some(base) = bases.iter().max_by_key(made) else { return };
    if made(&base) == 0 || (made(&base) < 2 && count > 2) {
        return;
    }
    for (at, (part, share)) in parts.iter().zip(&shares).enumerate() {
        let computed = part.value.rate(*base);
        let made = about(&computed, share.printed.scale().max(1));
        let total = whole_of(base);
        Statement {
            kind: "figures/rate",
            line,
            from: begins(line, start),
            to: share.to,
            claim: share,
            called: ("占比", "share"),
            parts: parts.clone(),
            verdict: if fits(base, at) { Verdict::Holds } else { Verdict::Fails },
            reason: format!("{} ÷ {total} = {made}%", part.shown()),
        }
        .tell_percent(made, out);
    }
}

/// Whether shares belong to other parts than those they stand by: no order but another one makes all of them.
fn exchanged(parts: &[&Quantity], shares: &[&Quantity], base: &Interval) -> bool {
    let fits =
        |part: &Quantity, share: &Quantity| share.value.equals(part.value.rate(*base)) == Verdict::Holds;
    let wrong: Vec<usize> = (0..parts.len())
        .filter(|at| parts.get(*at).zip(shares.get(*at)).is_none_or(|(part, share)| !fits(part, share)))
        .collect();
    let elsewhere = |at: &usize, fits: &dyn Fn(usize, usize) -> bool| {
        wrong.iter().filter(|it| fits(*at, **it)).count() == 1
    };
    let part_of = |share: usize, part: usize| {
        parts.get(part).zip(shares.get(share)).is_some_and(|(part, share)| fits(part, share))
    };
    wrong.len() > 1
        && wrong
            .iter()
            .all(|at| elsewhere(at, &part_of) && elsewhere(at, &|part, share| part_of(share, part)))
}

/// 产业结构由12∶35∶53调整为…: the shares of a structure make 100, or 10.
fn structure(line: &Line, at: usize, out: &mut Findings) {
    let end = line.ahead(at, &['。', '；', '，', '、', '\n'], 60);
    let mut from = at + 2;
    while from < end {
        if !line.char(from).is_ascii_digit() {
            from += 1;
            continue;
        }
        let mut to = from;
        while line.char(to).is_ascii_digit() || matches!(line.char(to), '.' | '：' | '∶') {
            to += 1;
        }
        let text = line.text(from, to);
        let shares: Vec<Decimal> = text.split(['：', '∶']).filter_map(|it| it.parse().ok()).collect();
        if shares.len() == 3 && text.split(['：', '∶']).count() == 3 {
            ratio(line, (at, from, to), &shares, out);
        }
        from = to.max(from + 1);
    }
}

fn ratio(line: &Line, (at, from, to): (usize, usize, usize), shares: &[Decimal], out: &mut Findings) {
    let sum: Decimal = shares.iter().sum();
    let scale = shares.iter().map(Decimal::scale).max().unwrap_or(0);
    let slack = Decimal::new(15, scale + 1);
    let near = |whole: Decimal, most: Decimal| (sum - whole).abs() > slack && (sum - whole).abs() < most;
    if !near(Decimal::ONE_HUNDRED, Decimal::from(20)) {
        return;
    }
    let words: Vec<String> = shares.iter().map(Decimal::to_string).collect();
    let reason = format!("{} = {}", words.join(" + "), sum.normalize());
    out.push(
        Finding::error(
            "figures/rate",
            line.span(from, to),
            format!("各部分的比重加起来是 {}，不是 100", sum.normalize()),
            format!("the shares make {}, not 100", sum.normalize()),
        )
        .reason(reason)
        .related("结构", "structure", line.span(at, at + 2)),
    );
}
