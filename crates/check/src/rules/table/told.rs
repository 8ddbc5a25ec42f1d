//! How prose that a table contradicts is told.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::sheet::{Number, Sheet};
use crate::quantity::Quantity;
use crate::{Finding, Findings, Relation};

/// What the number of the table is called.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) zh: &'static str,
    pub(super) en: &'static str,
}

/// A value of a row.
pub(super) const ROW: Told = Told { zh: "表里的这一行", en: "row of the table" };

/// The number of prose in the unit that is printed with it.
pub(super) fn told(quantity: &Quantity) -> Interval {
    quantity.value.times(Decimal::ONE.checked_div(quantity.factor).unwrap_or(Decimal::ONE))
}

/// Notes what was held against a number of the table; as a finding when it fails.
pub(super) fn tell(
    sheet: &Sheet<'_>,
    quantity: &Quantity,
    claim: Number,
    verdict: Verdict,
    Told { zh, en }: Told,
    out: &mut Findings,
) {
    let (shown, table, part) = (quantity.shown(), claim.value, sheet.span(&claim));
    if verdict == Verdict::Fails {
        let finding = Finding::error(
            "table/text-differs",
            quantity.span,
            format!("正文写的是 {shown}，{zh}是 {table}"),
            format!("prose has {shown}, the {en} is {table}"),
        );
        out.push(finding.reason(format!("{shown} ≠ {table}")).related(zh, en, part));
    }
    let (kind, span) = ("table/text-differs", quantity.span);
    let reason = format!("{shown}、{table}");
    out.relation(Relation { kind, verdict, span, claim: span, parts: vec![part], reason });
}
