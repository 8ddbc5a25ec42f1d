//! Growth of several things told at the end 分别增长: 由680元提高到720元，…由5640元提高到6000元，分别提高5.9%和6.4%.

use gongwen_core::Interval;

use super::ways::{Way, way};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins, joined, printed_in};

/// The most things whose growth is told together.
const MOST: usize = 4;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, first) in line.quantities.iter().enumerate() {
        let label = line.label(index);
        if !first.is_percent() || !label.contains("分别") {
            continue;
        }
        let Some(way) = way(label) else { continue };
        let row = (index..index + MOST).take_while(|at| *at == index || joined(line, at - 1)).count();
        let Some(from) = index.checked_sub(2 * row).filter(|_| row > 1) else { continue };
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
    let growth = Interval::growth(new.value, old.value);
    let made = if way == Way::Down { -growth } else { growth };
    let (shown, computed) = (claim.shown(), about(&made, claim.printed.scale().max(1)));
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
    .tell(
        || format!("写的是 {shown}%，按前面的数算是 {computed}%"),
        || format!("{shown} % is stated, the numbers make {computed} %"),
        out,
    );
}
