//! Sums and rates: whether figures say of each other what their values say 勾稽关系.

use rust_decimal::Decimal;

use super::nearest_end::{nearest, trimmed};
use super::number::round_half_up;
use super::{Figure, Relation, Report, growth, sense, unit};
use crate::interval::{Interval, Verdict};
use gongwen_document::{Diagnostic, Message};

/// How many parts of a sum a message spells out.
const SPELT: usize = 12;

impl Report {
    /// A warning for each figure whose parts cannot add up to it, or whose rate cannot be that of its two figures, with
    /// its id; then for each share above the whole and each value far from last year's, as another unit makes it. What the
    /// digits that were rounded away may explain is not told, see [`interval`](crate::interval).
    ///
    /// ```
    /// let source = "title = \"某某镇情况\"\nissuer = \"某某镇人民政府\"\nopening = \"{{all}}，其中{{a}}、{{b}}。\"\n[general]\n\
    ///     [figures]\nall = { label = \"人口\", value = 10, unit = \"人\", sum_of = [\"a\", \"b\"] }\n\
    ///     a = { label = \"男\", value = 4, unit = \"人\" }\nb = { label = \"女\", value = 5, unit = \"人\" }\n";
    /// let report = gongwen_core::Report::from_toml(source)?;
    /// let (id, found) = &report.unrelated()[0];
    /// assert_eq!((*id, found.code), ("all", "figures/parts-sum"));
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn unrelated(&self) -> Vec<(&str, Diagnostic)> {
        let mut told = Vec::new();
        for figure in self.figures.iter().filter(|figure| figure.relation.is_some()) {
            told.extend(one(figure, &self.figures).map(|found| (figure.id.as_str(), found)));
        }
        for figure in &self.figures {
            sense::senseless(figure, &self.figures, |found| told.push((figure.id.as_str(), found)));
        }
        told
    }

    /// What the relation of this figure to others says of it 勾稽: whether its value can be the sum or the rate that it
    /// claims to be. None when it claims nothing.
    ///
    /// ```
    /// use gongwen_core::{Report, Verdict};
    /// let source = "title = \"某某镇情况\"\nissuer = \"某某镇人民政府\"\nopening = \"{{all}}，其中{{a}}、{{b}}。\"\n[general]\n\
    ///     [figures]\nall = { label = \"投入\", value = 0.5, unit = \"亿元\", sum_of = [\"a\", \"b\"] }\n\
    ///     a = { label = \"财政\", value = 0.3, unit = \"亿元\" }\nb = { label = \"自筹\", value = 2600, unit = \"万元\" }\n";
    /// let report = Report::from_toml(source)?;
    /// assert_eq!(report.verdict(&report.figures[0]), Some(Verdict::Holds));
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn verdict(&self, figure: &Figure) -> Option<Verdict> {
        if let Relation::GrowthOf(of) = figure.relation.as_ref()? {
            let of = self.figures.iter().find(|it| it.id == *of);
            return Some(of.map_or(Verdict::Open, |of| growth::verdict(figure, of)));
        }
        Some(
            computed(figure, &self.figures)
                .map_or(Verdict::Open, |(claim, found)| claim.equals(found.interval)),
        )
    }
}

/// What a figure should be by its relation.
struct Computed<'f> {
    /// In the unit of the figure.
    interval: Interval,
    /// What the printed numbers make, when none has a qualifier.
    plain: Option<Decimal>,
    /// The sum or the division as people write it, in the unit of the figure.
    spelt: String,
    /// What it was computed from.
    from: Vec<&'f Figure>,
}

fn one(figure: &Figure, figures: &[Figure]) -> Option<Diagnostic> {
    if let Some(Relation::GrowthOf(of)) = &figure.relation {
        return growth::growth(figure, figures.iter().find(|figure| figure.id == *of)?);
    }
    if let Some(Relation::Ratio { denominator, .. }) = &figure.relation {
        let below = figures.iter().find(|figure| figure.id == *denominator)?;
        if below.value.is_zero() && is_plain(below) && !figure.value.is_zero() {
            return Some(by_nothing(figure, below));
        }
    }
    let (claim, found) = computed(figure, figures)?;
    (claim.equals(found.interval) == Verdict::Fails).then(|| told(figure, claim, &found))
}

/// What a figure says, and what its relation makes; none when that cannot be computed.
fn computed<'f>(figure: &Figure, figures: &'f [Figure]) -> Option<(Interval, Computed<'f>)> {
    let find = |id: &String| figures.iter().find(|figure| figure.id == *id);
    match figure.relation.as_ref()? {
        Relation::SumOf(parts) => {
            let parts: Vec<&Figure> = parts.iter().map(find).collect::<Option<_>>()?;
            Some((Interval::of(figure), sum(figure, parts)?))
        }
        Relation::Ratio { numerator, denominator } => {
            let computed = rate(figure, find(numerator)?, find(denominator)?)?;
            // A rate is never counted, whatever its unit.
            let claim = match (figure.qualifier, &figure.upper) {
                (None, None) => Interval::rounded(figure.value),
                _ => Interval::of(figure),
            };
            Some((claim, computed))
        }
        // Its own rules: see `growth`.
        Relation::GrowthOf(_) => None,
    }
}

fn sum<'f>(figure: &Figure, parts: Vec<&'f Figure>) -> Option<Computed<'f>> {
    let mut interval = Interval::exact(Decimal::ZERO);
    let (mut plain, mut terms) = (Some(Decimal::ZERO), Vec::new());
    for part in &parts {
        interval = interval + Interval::of(part).convert(&part.unit, &figure.unit)?;
        let value = unit::convert(part.value, &part.unit, &figure.unit);
        plain = plain.filter(|_| is_plain(part)).and_then(|sum| sum.checked_add(value?));
        terms.push(match value {
            Some(value) if is_plain(part) => trimmed(value, part.value.scale()),
            _ => part.display(),
        });
    }
    if terms.len() > SPELT {
        terms.truncate(SPELT);
        terms.push("…".to_owned());
    }
    Some(Computed { interval, plain, spelt: terms.join(" + "), from: parts })
}

fn rate<'f>(figure: &Figure, above: &'f Figure, below: &'f Figure) -> Option<Computed<'f>> {
    let times = match figure.unit.as_str() {
        "%" | "％" => Decimal::ONE_HUNDRED,
        "‰" => Decimal::ONE_THOUSAND,
        "" | "倍" => Decimal::ONE,
        _ => return by_head(figure, above, below),
    };
    let value = unit::convert(above.value, &above.unit, &below.unit);
    let shown = match value {
        Some(value) if is_plain(above) => trimmed(value, above.value.scale()),
        _ => above.display(),
    };
    let under = if is_plain(below) { below.value.to_string() } else { below.display() };
    let part = Interval::of(above).convert(&above.unit, &below.unit)?.times(times);
    let value = value.and_then(|value| value.checked_mul(times));
    Some(divided(
        figure,
        [above, below],
        [part, Interval::of(below)],
        [value, Some(below.value)],
        [shown, under],
    ))
}

/// What each has of a whole 人均、亩均, in the unit of the whole: 元 of 万元 by 人.
fn by_head<'f>(figure: &Figure, above: &'f Figure, below: &'f Figure) -> Option<Computed<'f>> {
    let unit = figure.unit.split('/').next().unwrap_or_default();
    let one = unit::base(&below.unit);
    if unit::base(unit) != unit::base(&above.unit) || unit::base(unit) == one {
        return None;
    }
    let part = Interval::of(above).convert(&above.unit, unit)?;
    let whole = Interval::of(below).convert(&below.unit, one)?;
    let values =
        [unit::convert(above.value, &above.unit, unit), unit::convert(below.value, &below.unit, one)];
    Some(divided(figure, [above, below], [part, whole], values, [above.display(), below.display()]))
}

/// A division in the unit of the figure: of two figures, as intervals, as values and as people write them.
fn divided<'f>(
    figure: &Figure,
    from: [&'f Figure; 2],
    [part, whole]: [Interval; 2],
    [above, below]: [Option<Decimal>; 2],
    [shown, under]: [String; 2],
) -> Computed<'f> {
    let plain = above
        .zip(below)
        .filter(|_| from.iter().all(|figure| is_plain(figure)))
        .and_then(|(above, below)| above.checked_div(below))
        .map(|rate| round_half_up(rate, figure.value.scale()));
    Computed {
        interval: part.quotient(whole),
        plain,
        spelt: format!("{shown} ÷ {under}"),
        from: from.to_vec(),
    }
}

fn is_plain(figure: &Figure) -> bool {
    figure.qualifier.is_none() && figure.upper.is_none()
}

/// A rate of a whole that is nothing.
fn by_nothing(figure: &Figure, below: &Figure) -> Diagnostic {
    let (label, shown, name, whole) = (&figure.label, figure.display(), &below.label, below.display());
    let message = Message::new(
        format!("{label}写 {shown}，作分母的{name}却是 {whole}"),
        format!("{label} is {shown}, but what it is a rate of is {whole}"),
    );
    Diagnostic::warning("figures/rate", message).help(Message::new(
        "改正这两个数中的一个；没有的，删去 rate_of",
        "correct one of the two; if there is nothing to divide by, delete rate_of",
    ))
}

/// The difference with its arithmetic spelt out.
fn told(figure: &Figure, claim: Interval, found: &Computed<'_>) -> Diagnostic {
    let (label, shown, unit) = (&figure.label, figure.display(), &figure.unit);
    let sum = matches!(figure.relation, Some(Relation::SumOf(_)));
    let spelt = &found.spelt;
    let digits = figure.value.scale();
    let (zh, en, nearest) = nearest(claim, &found.interval, digits);
    let (made_zh, made_en) = match found.plain {
        Some(plain) => {
            let exact = found.interval.single().is_some();
            let plain = if sum { trimmed(plain, digits) } else { plain.to_string() };
            match exact {
                true => {
                    (format!(" = {plain}{unit}，与 {shown} 不符"), format!(" = {plain}{unit}, not {shown}"))
                }
                false => (
                    format!(" = {plain}{unit}，与 {shown} 不符（四舍五入以后{zh} {nearest}{unit}）"),
                    format!(
                        " = {plain}{unit}, not {shown} ({en} {nearest}{unit} with what was rounded away)"
                    ),
                ),
            }
        }
        None => (
            format!(" {zh} {nearest}{unit}，与 {shown} 不符"),
            format!(" is {en} {nearest}{unit}, not {shown}"),
        ),
    };
    let named: Vec<String> =
        found.from.iter().take(SPELT).map(|part| format!("{}{}", part.label, part.display())).collect();
    let more = if found.from.len() > SPELT { "……" } else { "" };
    let named = format!("{}{more}", named.join("、"));
    let message = Message::new(
        format!("{label}写 {shown}：{spelt}{made_zh}（{named}）"),
        format!("{label} is {shown}, but {spelt}{made_en}"),
    );
    let (code, help) = match sum {
        true => (
            "figures/parts-sum",
            Message::new("改正合计，或者改正其中一项", "correct the sum or one of its parts"),
        ),
        false => (
            "figures/rate",
            Message::new("改正比率，或者改正其中一个数", "correct the rate or one of the two"),
        ),
    };
    Diagnostic::warning(code, message).help(help)
}
