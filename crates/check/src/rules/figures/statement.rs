//! A statement of numbers, and how it is told.

use std::fmt::Display;

use gongwen_core::Interval;
use gongwen_core::interval::{End, Verdict};
use rust_decimal::Decimal;

use super::words::has;
use crate::quantity::{Line, Quantity};
use crate::{Finding, Findings, Relation, Span};

/// No number of a report has more digits behind its point.
const DIGITS: u32 = 8;

/// A statement that was held against its numbers.
pub(super) struct Statement<'l> {
    pub(super) kind: &'static str,
    pub(super) line: &'l Line,
    /// From its first character to its last.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The number that is claimed, and what it is called.
    pub(super) claim: &'l Quantity,
    pub(super) called: (&'static str, &'static str),
    /// The numbers that it is held against.
    pub(super) parts: Vec<&'l Quantity>,
    pub(super) verdict: Verdict,
    /// The arithmetic of the statement as people write it: `9 + 12 = 21`.
    pub(super) reason: String,
}

impl Statement<'_> {
    /// Notes it as a relation; as a finding too when it fails.
    pub(super) fn tell(self, zh: impl FnOnce() -> String, en: impl FnOnce() -> String, out: &mut Findings) {
        self.told(Finding::error, zh, en, out);
    }

    /// The same as a warning: a near miss shows what was meant, and proves nothing.
    pub(super) fn suspect(
        self,
        zh: impl FnOnce() -> String,
        en: impl FnOnce() -> String,
        out: &mut Findings,
    ) {
        self.told(Finding::warning, zh, en, out);
    }

    /// Notes a rate 比率, and what its numbers make when it is another one.
    pub(super) fn tell_percent(self, made: impl Display, out: &mut Findings) {
        let claim = self.claim;
        self.tell(
            || format!("写的是 {}%，按前面的数算是 {made}%", claim.shown()),
            || format!("{} % is stated, the numbers make {made} %", claim.shown()),
            out,
        );
    }

    /// Notes a number that others make 平均数, and what they make, in its unit, when it is another one.
    pub(super) fn tell_made(self, made: impl Display, out: &mut Findings) {
        let (claim, unit) = (self.claim, &self.claim.printed_unit);
        self.tell(
            || format!("写的是 {}{unit}，按前面的数算是 {made}{unit}", claim.shown()),
            || format!("{} is stated, the numbers make {made}", claim.shown()),
            out,
        );
    }

    fn told(
        self,
        finding: fn(&'static str, Span, String, String) -> Finding,
        zh: impl FnOnce() -> String,
        en: impl FnOnce() -> String,
        out: &mut Findings,
    ) {
        let span = self.line.span(self.from, self.to);
        if self.verdict == Verdict::Fails {
            let mut finding = finding(self.kind, span, zh(), en()).reason(self.reason.clone()).related(
                self.called.0,
                self.called.1,
                self.claim.span,
            );
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
pub(super) fn begins(line: &Line, index: usize) -> usize {
    let Some(quantity) = line.quantities.get(index) else { return 0 };
    quantity.from.saturating_sub(line.label(index).chars().count())
}

/// Whether a quantity and the next one stand in a row: 98.1%、95.2%.
pub(super) fn joined(line: &Line, index: usize) -> bool {
    let (Some(one), Some(other)) = (line.quantities.get(index), line.quantities.get(index + 1)) else {
        return false;
    };
    one.same_unit(other) && matches!(line.text(one.to, other.from.max(one.to)), "、" | "和" | "及" | "与")
}

/// The printed number of a quantity in the printed unit of another.
pub(super) fn printed_in(quantity: &Quantity, other: &Quantity) -> Decimal {
    let factor = quantity.factor.checked_div(other.factor).unwrap_or(Decimal::ONE);
    // 亩 in 公顷 has no last digit.
    quantity.printed.checked_mul(factor).unwrap_or(quantity.printed).round_dp(DIGITS).normalize()
}

/// Whether a number is what a share is of: 占年度计划9亿元的80%, 为预算12亿元的54%.
pub(super) fn is_base(line: &Line, at: usize) -> bool {
    let (Some(it), Some(next)) = (line.quantities.get(at), line.quantities.get(at + 1)) else { return false };
    let share = next.is_percent() && line.text(it.to, next.from.max(it.to)) == "的";
    share && has(line.label(at), &["占", "完成", "为", "达"])
}

/// What two numbers beside each other stand for: 25亿元 beside 21.3亿元 is 25.0亿元, whose last zero nobody writes.
pub(super) fn beside(one: &Quantity, other: &Quantity) -> (Interval, Interval) {
    let digits = one.printed.scale().max(other.printed.scale());
    let plain = |it: &Quantity| it.qualifier.is_none() && !it.range && !it.chinese;
    let alike = one.printed_unit == other.printed_unit && plain(one) && plain(other);
    let value = |it: &Quantity| match alike && it.printed.scale() < digits && it.value.single().is_none() {
        true => Interval::rounded_to(it.printed, digits).times(it.factor),
        false => it.value,
    };
    (value(one), value(other))
}

/// What several numbers make together. Its ends do not belong to it: the sum is there only when each number was a half that was
/// rounded, and all of them the same way.
pub(super) fn sum_of(parts: impl IntoIterator<Item = Interval>) -> Interval {
    let sum = Interval::sum(parts);
    match (sum.low(), sum.high()) {
        (End::Closed(low), End::Closed(high)) => {
            Interval::between(End::Open(low), End::Open(high)).unwrap_or(sum)
        }
        _ => sum,
    }
}

/// `9 + 12 = 21` in the unit of `whole`, and the sum.
pub(super) fn addition(parts: &[&Quantity], whole: &Quantity) -> (String, Decimal) {
    let numbers: Vec<Decimal> = parts.iter().map(|part| printed_in(part, whole)).collect();
    let sum: Decimal =
        numbers.iter().copied().fold(Decimal::ZERO, |sum, it| sum.checked_add(it).unwrap_or(sum));
    let shown: Vec<String> = numbers.iter().map(Decimal::to_string).collect();
    let sum = sum.normalize();
    (format!("{} = {sum}", shown.join(" + ")), sum)
}

/// Tells of parts 分项 that stand somewhere in a line, and of whether they make their whole 合计.
pub(super) fn tell_sum(
    line: &Line,
    (from, to): (usize, usize),
    whole: &Quantity,
    parts: Vec<&Quantity>,
    verdict: Verdict,
    out: &mut Findings,
) {
    let ((reason, computed), shown) = (addition(&parts, whole), whole.shown());
    Statement {
        kind: "figures/parts-sum",
        line,
        from,
        to,
        claim: whole,
        called: ("合计", "whole"),
        parts,
        verdict,
        reason,
    }
    .tell(
        || format!("分项之和 {computed} 与合计 {shown} 不符"),
        || format!("the parts make {computed}, the whole is {shown}"),
        out,
    );
}

/// A computed interval in the unit in which a number is printed, to its digits and at least so many.
pub(super) fn about_as(value: &Interval, claim: &Quantity, least: u32) -> String {
    let factor = Decimal::ONE.checked_div(claim.factor).unwrap_or(Decimal::ONE);
    about(&value.times(factor), claim.printed.scale().max(least))
}

/// A computed interval for arithmetic that is shown: its middle to so many digits, or its ends.
pub(super) fn about(value: &Interval, digits: u32) -> String {
    match (value.low().value(), value.high().value()) {
        (Some(low), Some(high)) => {
            let middle = low.checked_add(high).and_then(|sum| sum.checked_div(Decimal::TWO)).unwrap_or(low);
            middle.round_dp(digits).normalize().to_string()
        }
        (Some(end), None) | (None, Some(end)) => end.round_dp(digits).normalize().to_string(),
        (None, None) => "？".to_owned(),
    }
}

/// Whether a sum lies between two shares of a whole as printed.
pub(super) fn is_within(whole: &Quantity, named: &Interval, least: Decimal, most: Decimal) -> bool {
    let share = |factor: Decimal| whole.printed.checked_mul(whole.factor)?.checked_mul(factor);
    let (Some(low), Some(high)) = (share(least), share(most)) else { return false };
    !named.is_below(&Interval::exact(low)) && !Interval::exact(high).is_below(named)
}

/// Tells of a part that is more than its whole, from this character on.
pub(super) fn exceeds(
    line: &Line,
    from: usize,
    whole: &Quantity,
    part: &Quantity,
    called: (&'static str, &'static str),
    out: &mut Findings,
) {
    // 每期28家，其中最后一期46家: what is said of each on the average is no whole.
    if line.label(line.index_at(whole.from)).starts_with(['每', '均']) {
        return;
    }
    let (some, all) = (printed_in(part, whole), whole.shown());
    Statement {
        kind: "figures/parts-excess",
        line,
        from,
        to: part.to,
        claim: whole,
        called,
        parts: vec![part],
        verdict: Verdict::Fails,
        reason: format!("{some} > {all}"),
    }
    .tell(
        || format!("其中的 {some} 比总数 {all} 还大"),
        || format!("a part of {some} is larger than its whole, {all}"),
        out,
    );
}
