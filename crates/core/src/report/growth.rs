//! Growth 增长率 as a figure of its own: whether it is what its figure has grown by since last year.

use rust_decimal::Decimal;

use super::Figure;
use super::number::round_half_up;
use gongwen_document::{Diagnostic, Message};

/// Whether a stated growth is not that of its figure. What is printed is rounded: each of the three numbers stands for
/// all that round to it.
pub(super) fn growth(figure: &Figure, of: &Figure) -> Option<Diagnostic> {
    if [figure, of].iter().any(|it| it.qualifier.is_some() || it.upper.is_some()) {
        return None;
    }
    let told = |fault: crate::report::NoPart| {
        Some(Diagnostic { severity: gongwen_document::Severity::Warning, ..fault.tell(of) })
    };
    let Some(previous) = of.previous else { return told(crate::report::NoPart::NoPrevious) };
    let points = matches!(of.unit.as_str(), "%" | "％" | "百分点" | "个百分点");
    let fits = match figure.unit.as_str() {
        "%" | "％" => !points,
        "百分点" | "个百分点" => points,
        _ => false,
    };
    let half = |value: Decimal| Decimal::try_new(5, value.scale().checked_add(1)?).ok();
    let (stated, now, then): (Decimal, Decimal, Decimal) =
        (half(figure.value)?, half(of.value)?, half(previous)?);
    let rate = |now: Decimal, then: Decimal| -> Option<Decimal> {
        let difference = now.checked_sub(then)?;
        match points {
            true => Some(difference),
            false if then > Decimal::ZERO => difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(then),
            false => None,
        }
    };
    if !points && previous <= Decimal::ZERO {
        return told(crate::report::NoPart::NoBase);
    }
    let exact = rate(of.value, previous)?;
    let lowest = rate(of.value.checked_sub(now)?, previous.checked_add(then)?)?;
    // With a last year that may have been nothing, growth has no upper end.
    let highest = rate(of.value.checked_add(now)?, previous.checked_sub(then)?);
    let possible = figure.value.checked_add(stated)? >= lowest
        && highest
            .is_none_or(|highest| figure.value.checked_sub(stated).is_none_or(|least| least <= highest));
    (!fits || !possible).then(|| wrong_growth(figure, of, round_half_up(exact, figure.value.scale()), points))
}

fn wrong_growth(figure: &Figure, of: &Figure, rate: Decimal, points: bool) -> Diagnostic {
    let (label, shown) = (&figure.label, figure.display());
    let (previous, unit) = (of.previous.unwrap_or_default(), if points { "个百分点" } else { "%" });
    let name = &of.label;
    Diagnostic::warning(
        "figures/growth",
        Message::new(
            format!(
                "{label}写 {shown}，按{name}{}和上年{previous}{}算是 {rate}{unit}",
                of.display(),
                of.unit
            ),
            format!("{label} is {shown}, its figure and last year's make {rate}{unit}"),
        ),
    )
    .help(Message::new(
        "改正增长率，或者改正其中一个数；下降的写负数",
        "correct the growth or one of the two; a fall is negative",
    ))
}
