//! How a rate is shown as the quotient of two numbers 商的写法.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins, printed_in};

/// The printed number of a quantity in its base, when nothing qualifies it.
pub(super) fn exact(quantity: &Quantity) -> Option<Decimal> {
    quantity.printed.checked_mul(quantity.factor).filter(|_| quantity.qualifier.is_none() && !quantity.range)
}

/// A rate shown as the quotient of its two numbers: `8.5 ÷ 22 = 38.6%`.
pub(super) fn division(part: &Quantity, whole: &Quantity, rate: &Quantity) -> String {
    let digits = rate.printed.scale().max(1);
    format!(
        "{} ÷ {} = {}%",
        printed_in(part, whole),
        whole.shown(),
        about(&part.value.rate(whole.value), digits)
    )
}

/// What is said of a rate that two numbers make.
pub(super) fn statement<'l>(
    line: &'l Line,
    index: usize,
    rate: &'l Quantity,
    parts: Vec<&'l Quantity>,
    verdict: Verdict,
    reason: String,
) -> Statement<'l> {
    let first = parts.iter().map(|part| part.from).min().unwrap_or(rate.from);
    let at = line.index_at(first);
    Statement {
        kind: "figures/rate",
        line,
        from: begins(line, at).min(begins(line, index)),
        to: parts.iter().map(|part| part.to).max().unwrap_or(rate.to).max(rate.to),
        claim: rate,
        called: ("比率", "rate"),
        parts,
        verdict,
        reason,
    }
}
