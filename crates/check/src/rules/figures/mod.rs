//! Numbers that cannot be true together 数据勾稽.
//!
//! Each rule finds statements of one form, holds their numbers against each other as intervals and notes a relation with
//! its verdict; only what fails whatever the digits behind the printed ones becomes a finding.

mod average;
mod changes;
mod growth;
mod list;
mod pairs;
mod parts;
mod rate;
mod respectively;
mod same;
mod total;
mod words;

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::quantity::{Line, Quantity, lines};
use crate::{Finding, Findings, Options, Relation, Span, Text};

/// Looks at the text for what this family knows.
pub(crate) fn run(text: &Text, options: &Options, out: &mut Findings) {
    let lines = lines(text);
    for line in &lines {
        parts::run(line, out);
        total::run(line, out);
        rate::run(line, out);
        growth::run(line, out);
        respectively::run(line, out);
        pairs::run(line, out);
        average::run(line, &lines, out);
    }
    list::run(&lines, out);
    if options.wants("figures/same-fact-differs") {
        same::run(&lines, out);
    }
}

/// A statement that was held against its numbers.
struct Statement<'l> {
    kind: &'static str,
    line: &'l Line,
    /// From its first character to its last.
    from: usize,
    to: usize,
    /// The number that is claimed, and what it is called.
    claim: &'l Quantity,
    called: (&'static str, &'static str),
    /// The numbers that it is held against.
    parts: Vec<&'l Quantity>,
    verdict: Verdict,
    /// Its arithmetic.
    reason: String,
}

impl Statement<'_> {
    /// Notes it as a relation; as a finding too when it fails.
    fn tell(self, zh: impl FnOnce() -> String, en: impl FnOnce() -> String, out: &mut Findings) {
        let span = self.line.span(self.from, self.to);
        if self.verdict == Verdict::Fails {
            let mut finding = Finding::error(self.kind, span, zh(), en())
                .reason(self.reason.clone())
                .related(self.called.0, self.called.1, self.claim.span);
            for part in &self.parts {
                finding = finding.related("有关的数", "number", part.span);
            }
            out.push(finding);
        }
        let parts: Vec<Span> = self.parts.iter().map(|part| part.span).collect();
        let (kind, verdict, claim, reason) = (self.kind, self.verdict, self.claim.span, self.reason);
        out.relation(Relation { kind, verdict, span, claim, parts, reason });
    }
}

/// The first character of the words before a quantity in its clause.
fn begins(line: &Line, index: usize) -> usize {
    let Some(quantity) = line.quantities.get(index) else { return 0 };
    quantity.from.saturating_sub(line.label(index).chars().count())
}

/// The printed number of a quantity in the printed unit of another.
fn printed_in(quantity: &Quantity, other: &Quantity) -> Decimal {
    let factor = quantity.factor.checked_div(other.factor).unwrap_or(Decimal::ONE);
    quantity.printed.checked_mul(factor).unwrap_or(quantity.printed).normalize()
}

/// `9 + 12 = 21` in the unit of `whole`, and the sum.
fn addition(parts: &[&Quantity], whole: &Quantity) -> (String, Decimal) {
    let numbers: Vec<Decimal> = parts.iter().map(|part| printed_in(part, whole)).collect();
    let sum: Decimal =
        numbers.iter().copied().fold(Decimal::ZERO, |sum, it| sum.checked_add(it).unwrap_or(sum));
    let shown: Vec<String> = numbers.iter().map(Decimal::to_string).collect();
    let sum = sum.normalize();
    (format!("{} = {sum}", shown.join(" + ")), sum)
}

/// A computed interval for arithmetic that is shown: its middle to so many digits, or its ends.
fn about(value: &Interval, digits: u32) -> String {
    match (value.low().value(), value.high().value()) {
        (Some(low), Some(high)) => {
            let middle = low.checked_add(high).and_then(|sum| sum.checked_div(Decimal::TWO)).unwrap_or(low);
            middle.round_dp(digits).normalize().to_string()
        }
        (Some(end), None) | (None, Some(end)) => end.round_dp(digits).normalize().to_string(),
        (None, None) => "？".to_owned(),
    }
}
