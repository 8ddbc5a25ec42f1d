//! Relations that the check found to hold, as `sum_of`, `rate_of` and `previous` of figures.

use gongwen_check::{Relation, Span};
use gongwen_core::interval::Verdict;
use gongwen_core::report::{NumberText, RateFile};
use rust_decimal::Decimal;

use super::amounts::Amount;

/// Writes the relations that hold into their figures.
pub(super) fn relate(amounts: &mut [Amount], held: &[Relation]) {
    let find = |amounts: &[Amount], span: &Span| {
        let at = amounts.partition_point(|it| (it.passage, it.range.end) <= (span.paragraph, span.start));
        let found = amounts.get(at)?;
        (found.passage == span.paragraph && found.range.start < span.end && !found.again).then_some(at)
    };
    for relation in held {
        let Some(claim) = find(amounts, &relation.claim) else { continue };
        let parts: Option<Vec<usize>> = relation.parts.iter().map(|part| find(amounts, part)).collect();
        let Some(parts) = parts.filter(|parts| !parts.is_empty() && !parts.contains(&claim)) else {
            continue;
        };
        let ids: Vec<String> =
            parts.iter().filter_map(|at| amounts.get(*at)).map(|it| it.id.clone()).collect();
        let (mut listed, mut previous) = (parts.clone(), None);
        let Some(own) = amounts.get(claim) else { continue };
        let free =
            own.figure.sum_of.is_none() && own.figure.rate_of.is_none() && own.figure.qualifier.is_none();
        let mut figure = own.figure.clone();
        match (relation.kind, ids.as_slice()) {
            ("figures/parts-sum", [_, _, ..]) if free => figure.sum_of = Some(ids),
            ("figures/rate", [numerator, denominator]) if free && is_ratio(amounts, own, &parts) => {
                figure.rate_of =
                    Some(RateFile { numerator: numerator.clone(), denominator: denominator.clone() });
            }
            ("figures/growth" | "figures/percentage-points", [_, _]) => {
                previous = older(amounts, own, &parts);
                listed.truncate(1);
            }
            _ => continue,
        }
        match previous {
            Some(value) => {
                if let Some(new) = parts.first().and_then(|at| amounts.get_mut(*at)) {
                    (new.figure.previous, new.listed) = (Some(value), true);
                }
            }
            None if figure == own.figure => {}
            None => {
                for at in listed.into_iter().chain([claim]) {
                    amounts.get_mut(at).into_iter().for_each(|it| it.listed = true);
                }
                amounts.get_mut(claim).into_iter().for_each(|it| it.figure = figure.clone());
            }
        }
    }
}

/// Whether a percentage is the first number of the second.
fn is_ratio(amounts: &[Amount], claim: &Amount, parts: &[usize]) -> bool {
    let value = |at: Option<&usize>| Some(amounts.get(*at?)?.quantity.as_ref()?.value);
    let (Some(part), Some(whole)) = (value(parts.first()), value(parts.get(1))) else { return false };
    claim.quantity.as_ref().is_some_and(|it| it.value.equals(part.rate(whole)) == Verdict::Holds)
}

/// The value of a year before 上年 of which a growth was claimed; none when the second number is a difference.
fn older(amounts: &[Amount], claim: &Amount, parts: &[usize]) -> Option<NumberText> {
    let quantity = |at: Option<&usize>| amounts.get(*at?)?.quantity.as_ref();
    let (new, old, claim) = (quantity(parts.first())?, quantity(parts.get(1))?, claim.quantity.as_ref()?);
    let plain = new.qualifier.is_none() && old.qualifier.is_none() && new.printed_unit == old.printed_unit;
    let growth = (new.printed - old.printed).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(old.printed)?;
    let near = (growth.abs() - claim.printed.abs()).abs() <= Decimal::ONE;
    (plain && claim.unit == "%" && near).then(|| NumberText(old.printed.to_string()))
}
