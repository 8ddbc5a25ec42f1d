//! Growth of several things told at the end 分别增长: 由680元提高到720元，…由5640元提高到6000元，分别提高5.9%和6.4%.

use gongwen_core::Interval;

use super::ways::{Way, way};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins, beside, joined, printed_in};
use crate::rules::figures::words::has;

/// The most things whose growth is told together.
const MOST: usize = 4;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, first) in line.quantities.iter().enumerate() {
        let label = line.label(index);
        let Some(way) = way(label).filter(|_| first.is_percent()) else { continue };
        // 增幅分别是10.0%和6.0%; 同比增长10.0%和6.0% behind two values says the same.
        if !label.contains("分别") && !joined(line, index) {
            continue;
        }
        let row = (index..index + MOST).take_while(|at| *at == index || joined(line, at - 1)).count();
        if row > 1 && changed(line, index, row, way, out) {
            continue;
        }
        let Some(from) = index.checked_sub(2 * row).filter(|_| row > 1) else { continue };
        let olds =
            (0..row).map(|at| before(line, (from + at, from + row + at), row)).collect::<Option<Vec<_>>>();
        if let Some(olds) = olds.filter(|_| is_earlier_row(line, from + row, row)) {
            for (pair, claim) in olds.into_iter().zip(line.quantities.iter().skip(index)) {
                judge(line, claim, pair, way, out);
            }
            continue;
        }
        let pairs: Vec<(&Quantity, &Quantity)> =
            (0..row).filter_map(|at| moved(line, from + 2 * at)).collect();
        if pairs.len() != row || pairs.iter().any(|(old, _)| old.sentence != first.sentence) {
            continue;
        }
        for ((old, new), claim) in pairs.into_iter().zip(line.quantities.iter().skip(index)) {
            judge(line, claim, (old, new), way, out);
        }
    }
}

/// 事故14起、死亡9人，同比分别减少4起、3人，分别下降22.2%、25.0%: what there is, by how much it changed, and the share of what there was.
fn changed(line: &Line, index: usize, row: usize, way: Way, out: &mut Findings) -> bool {
    let Some(from) = index.checked_sub(2 * row) else { return false };
    let (now, moves) = (from, from + row);
    let told = line.label(moves);
    let known = told.contains("分别")
        && match way {
            Way::Down => has(told, &["减少", "下降", "少"]),
            Way::Up => has(told, &["增加", "增长", "多"]),
        };
    let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
    let fits = |at: usize| {
        let (new, change, claim) = (
            line.quantities.get(now + at)?,
            line.quantities.get(moves + at)?,
            line.quantities.get(index + at)?,
        );
        let alike = new.same_unit(change) && plain(new) && plain(change) && new.sentence == claim.sentence;
        alike.then_some((new, change, claim))
    };
    let all: Option<Vec<_>> = (0..row).map(fits).collect();
    let near = (0..row - 1).all(|at| joined(line, moves + at) || is_next(line, moves + at));
    let Some(all) = all.filter(|_| known && near) else { return false };
    for (new, change, claim) in all {
        let old = if way == Way::Down { new.value + change.value } else { new.value - change.value };
        let growth = Interval::growth(new.value, old);
        let made = if way == Way::Down { -growth } else { growth };
        let computed = about(&made, claim.printed.scale().max(1));
        let (is, by) = (new.shown(), printed_in(change, new));
        let sign = if way == Way::Down { '+' } else { '-' };
        Statement {
            kind: "figures/growth",
            line,
            from: begins(line, index),
            to: claim.to,
            claim,
            called: ("变化", "change"),
            parts: vec![new, change],
            verdict: claim.value.equals(made),
            reason: format!("{by} ÷ ({is} {sign} {by}) = {computed}%"),
        }
        .tell_percent(computed, out);
    }
    true
}

/// Whether a number and the next one stand side by side, whatever they count: 4起、3人.
fn is_next(line: &Line, at: usize) -> bool {
    let pair = line.quantities.get(at).zip(line.quantities.get(at + 1));
    pair.is_some_and(|(one, other)| {
        matches!(line.text(one.to, other.from.max(one.to)), "、" | "和" | "与" | "及")
    })
}

/// Whether a row tells what all before it was a year ago: 去年分别为4.4万吨和2.5万吨, 上年这两项为35万人次、2万人次.
fn is_earlier_row(line: &Line, at: usize, row: usize) -> bool {
    let label = line.label(at);
    let since =
        ["上年同期", "去年同期", "上年", "去年", "同期"].iter().find_map(|word| label.strip_prefix(word));
    let all = since.is_some_and(|rest| has(rest, &["分别", "依次", "这两项", "两项", "这三项", "三项"]));
    all && (at..at + row - 1).all(|at| joined(line, at) || is_next(line, at))
}

/// The old value and the new one of one place in two rows.
fn before(line: &Line, (now, then): (usize, usize), row: usize) -> Option<(&Quantity, &Quantity)> {
    let (new, old) = (line.quantities.get(now)?, line.quantities.get(then)?);
    let claim = line.quantities.get(then + row)?;
    let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
    let one = new.sentence == claim.sentence && new.depth == claim.depth && old.depth == claim.depth;
    (one && plain(new) && plain(old) && new.same_unit(old)).then_some((old, new))
}

/// An old value and the new one to which it moved: 由680元提高到720元.
fn moved(line: &Line, at: usize) -> Option<(&Quantity, &Quantity)> {
    let (old, new) = (line.quantities.get(at)?, line.quantities.get(at + 1)?);
    let gap = line.text(old.to, new.from.max(old.to));
    let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
    let told =
        line.label(at).contains(['由', '从']) && gap.ends_with(['到', '至', '为']) && !gap.contains('，');
    (told && plain(old) && plain(new) && old.same_unit(new)).then_some((old, new))
}

fn judge(line: &Line, claim: &Quantity, (old, new): (&Quantity, &Quantity), way: Way, out: &mut Findings) {
    if claim.range || claim.qualifier.is_some() {
        return;
    }
    let (value, earlier) = beside(new, old);
    let growth = Interval::growth(value, earlier);
    let made = if way == Way::Down { -growth } else { growth };
    let computed = about(&made, claim.printed.scale().max(1));
    let (was, is) = (old.shown(), printed_in(new, old));
    Statement {
        kind: "figures/growth",
        line,
        from: begins(line, line.index_at(old.from)),
        to: claim.to,
        claim,
        called: ("变化", "change"),
        parts: vec![new, old],
        verdict: claim.value.equals(made),
        reason: format!("({is} - {was}) ÷ {was} = {computed}%"),
    }
    .tell_percent(computed, out);
}
