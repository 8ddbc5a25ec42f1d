//! Rates against what is not yet so 未……的反面: 40个项目中，已竣工9个、在建24个、尚未开工7个，开工率82.5%.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::division::statement;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{about, printed_in};

/// The fewest per cent that a rate may be off and still be of what is told before it.
const SLACK: i64 = 25;

/// Judges a rate right behind what has the word of it with 未, when the parts before make their whole. Gives whether it did.
pub(crate) fn judge(line: &Line, index: usize, rate: &Quantity, stem: &str, out: &mut Findings) -> bool {
    let Some((whole, rest)) = parted(line, index, rate, stem) else { return false };
    let done = whole.value - rest.value;
    let made = done.rate(whole.value);
    let slack = Interval::exact(Decimal::from(SLACK));
    let like = !(made + slack).is_below(&rate.value) && !(rate.value + slack).is_below(&made);
    let verdict = rate.value.equals(made);
    if !like || verdict != Verdict::Fails {
        return false;
    }
    let digits = rate.printed.scale().max(1);
    let (all, left, made) = (whole.shown(), printed_in(rest, whole), about(&made, digits));
    let reason = format!("({all} − {left}) ÷ {all} = {made}%");
    statement(line, index, rate, vec![whole, rest], verdict, reason).tell_percent(made, out);
    true
}

/// The whole and what of it is not yet so.
fn parted<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    stem: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let last = index.checked_sub(1)?;
    let rest = line.quantities.get(last)?;
    let plain = |it: &Quantity| {
        it.is_amount()
            && !it.range
            && it.qualifier.is_none()
            && it.sentence == rate.sentence
            && it.same_unit(rest)
            && it.depth == rate.depth
    };
    // 不合格率 is of these, not of the others.
    if line.label(index).contains(['未', '没', '不']) {
        return None;
    }
    let (_, undone) = line.label(last).split_once(['未', '没', '不'])?;
    let near = undone.contains(stem) && rate.from.saturating_sub(rest.to) <= 10 && plain(rest);
    let before = line.quantities.get(..last)?;
    let first = before.len() - before.iter().rev().take_while(|it| plain(it)).count();
    let [whole, parts @ ..] = before.get(first..)? else { return None };
    let all = Interval::sum(parts.iter().chain([rest]).map(|it| it.value));
    (near && !parts.is_empty() && whole.value.equals(all) == Verdict::Holds).then_some((whole, rest))
}
