//! Sums and rates: whether figures say of each other what their values say 勾稽关系.

use rust_decimal::Decimal;

use super::{Figure, Relation, Report, unit};
use crate::view::round_half_up;
use crate::{Diagnostic, Message};

impl Report {
    /// A warning for each figure whose parts do not add up to it, or whose rate is not that of its two figures, with its
    /// id. Approximate values 约数 and ranges are not held against anything.
    ///
    /// ```
    /// let source = "title = \"某某镇情况\"\nissuer = \"某某镇人民政府\"\nopening = \"{{all}}，其中{{a}}、{{b}}。\"\n[general]\n\
    ///     [figures]\nall = { label = \"人口\", value = 10, unit = \"人\", sum_of = [\"a\", \"b\"] }\n\
    ///     a = { label = \"男\", value = 4, unit = \"人\" }\nb = { label = \"女\", value = 5, unit = \"人\" }\n";
    /// let report = gongwen_core::Report::from_toml(source)?;
    /// let (id, found) = &report.unrelated()[0];
    /// assert_eq!((*id, found.code), ("all", "figures/parts-sum"));
    /// # Ok::<(), gongwen_core::Diagnostics>(())
    /// ```
    pub fn unrelated(&self) -> Vec<(&str, Diagnostic)> {
        let told =
            self.figures.iter().filter_map(|figure| Some((figure.id.as_str(), one(figure, &self.figures)?)));
        told.collect()
    }
}

fn one(figure: &Figure, figures: &[Figure]) -> Option<Diagnostic> {
    if figure.qualifier.is_some() || figure.upper.is_some() {
        return None;
    }
    let find = |id: &String| figures.iter().find(|figure| figure.id == *id);
    match figure.relation.as_ref()? {
        Relation::SumOf(parts) => {
            let parts: Vec<&Figure> = parts.iter().map(find).collect::<Option<_>>()?;
            if parts.iter().any(|part| part.qualifier.is_some() || part.upper.is_some()) {
                return None;
            }
            let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| {
                sum.checked_add(unit::convert(part.value, &part.unit, &figure.unit)?)
            })?;
            let named: Vec<String> =
                parts.iter().map(|part| format!("{}{}", part.label, part.display())).collect();
            (round_half_up(sum, figure.value.scale()) != figure.value)
                .then(|| parts_sum(figure, sum.normalize(), &named))
        }
        Relation::Ratio { numerator, denominator } => {
            let scale = match figure.unit.as_str() {
                "%" | "％" => Decimal::ONE_HUNDRED,
                "‰" => Decimal::ONE_THOUSAND,
                "" => Decimal::ONE,
                _ => return None,
            };
            let (above, below) = (find(numerator)?, find(denominator)?);
            let above_value = unit::convert(above.value, &above.unit, &below.unit)?;
            if below.value.is_zero() {
                return None;
            }
            let rate = above_value.checked_mul(scale)?.checked_div(below.value)?;
            let rate = round_half_up(rate, figure.value.scale());
            (rate != figure.value).then(|| wrong_rate(figure, rate, above, below))
        }
        Relation::GrowthOf(of) => growth(figure, find(of)?),
    }
}

/// Whether a stated growth is not that of its figure. What is printed is rounded: each of the three numbers stands for
/// all that round to it.
fn growth(figure: &Figure, of: &Figure) -> Option<Diagnostic> {
    if of.qualifier.is_some() || of.upper.is_some() {
        return None;
    }
    let told =
        |fault: super::NoPart| Some(Diagnostic { severity: crate::Severity::Warning, ..fault.tell(of) });
    let Some(previous) = of.previous else { return told(super::NoPart::NoPrevious) };
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
        return told(super::NoPart::NoBase);
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

fn parts_sum(figure: &Figure, sum: Decimal, parts: &[String]) -> Diagnostic {
    let (label, shown, unit) = (&figure.label, figure.display(), &figure.unit);
    Diagnostic::warning(
        "figures/parts-sum",
        Message::new(
            format!("{label}写 {shown}，各项加起来是 {sum}{unit}（{}）", parts.join("、")),
            format!("{label} is {shown}, its parts make {sum}{unit}"),
        ),
    )
    .help(Message::new("改正合计，或者改正其中一项", "correct the sum or one of its parts"))
}

fn wrong_rate(figure: &Figure, rate: Decimal, above: &Figure, below: &Figure) -> Diagnostic {
    let (label, shown, unit) = (&figure.label, figure.display(), &figure.unit);
    Diagnostic::warning(
        "figures/rate",
        Message::new(
            format!(
                "{label}写 {shown}，按{}{}除以{}{}算是 {rate}{unit}",
                above.label,
                above.display(),
                below.label,
                below.display()
            ),
            format!("{label} is {shown}, its two figures make {rate}{unit}"),
        ),
    )
    .help(Message::new("改正比率，或者改正其中一个数", "correct the rate or one of the two"))
}
