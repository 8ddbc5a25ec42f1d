//! Growth 增长率, the one rule of it: how a figure compares with last year 同比, wherever that is printed, and whether a
//! growth that stands as a figure of its own (`growth_of`) can be true.

use rust_decimal::Decimal;

use super::nearest_end::nearest;
use super::no_part::NoPart;
use super::number::{change, in_points, points, round_half_up};
use super::{Figure, Relation, Report};
use crate::interval::{Interval, Verdict};
use gongwen_document::{Diagnostic, Message, Severity};

impl Report {
    /// The figure that states what this one has grown by 增长率, as `growth_of` says. Where one is stated, it is what
    /// 同比 prints in prose, in tables and in charts: what is computed from rounded values may end in another digit.
    ///
    /// ```
    /// let source = "title = \"某某镇情况\"\nissuer = \"某某镇人民政府\"\nopening = \"收入{{income}}，{{income.同比}}。\"\n\
    ///     [general]\n[figures]\n\
    ///     income = { label = \"收入\", value = 1.78, previous = 1.66, unit = \"亿元\" }\n\
    ///     growth = { label = \"收入增速\", value = 7.4, unit = \"%\", growth_of = \"income\" }\n";
    /// let report = gongwen_core::Report::from_toml(source)?;
    /// assert_eq!(report.stated_growth("income").map(|figure| figure.id.as_str()), Some("growth"));
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn stated_growth(&self, id: &str) -> Option<&Figure> {
        stated(&self.figures, id)
    }
}

/// The figure that states the growth of the one with this id.
pub fn stated<'f>(figures: &'f [Figure], id: &str) -> Option<&'f Figure> {
    figures.iter().find(|figure| figure.growth_of() == Some(id))
}

impl Figure {
    /// The id of the figure whose growth it states.
    pub fn growth_of(&self) -> Option<&str> {
        match &self.relation {
            Some(Relation::GrowthOf(of)) => Some(of),
            _ => None,
        }
    }

    /// How it compares with last year, without 同比: `增长7.2%`, `下降0.5个百分点`, `持平`. `stated` is the figure that
    /// says it, if one does.
    pub fn growth(&self, stated: Option<&Figure>) -> Result<String, NoPart> {
        if let Some(stated) = stated.filter(|stated| fits(stated, self)) {
            return Ok(said(stated, self));
        }
        let previous = self.previous.ok_or(NoPart::NoPrevious)?;
        if self.upper.is_some() || self.qualifier.is_some() {
            return Err(NoPart::NotExact);
        }
        // The difference of two rates is exact; what is rounded away would stand against both of them.
        let difference = self.value.checked_sub(previous).filter(|_| in_points(&self.unit));
        let digits = difference.map_or(1, |difference| difference.normalize().scale().max(1));
        let change = change(self.value, previous, &self.unit, digits).ok_or(NoPart::NoBase)?;
        Ok(change.text(""))
    }
}

/// A stated growth in words.
fn said(stated: &Figure, of: &Figure) -> String {
    let points = points(&of.unit);
    if stated.value.is_zero() && stated.qualifier.is_none() && stated.upper.is_none() {
        let same = of.previous.is_none_or(|previous| previous == of.value);
        return if same { "持平" } else { "基本持平" }.to_owned();
    }
    let word = match stated.value.is_sign_negative() {
        true => "下降",
        false if points.is_some() => "提高",
        false => "增长",
    };
    let unit = points.map_or_else(|| stated.unit.clone(), str::to_owned);
    let amount = Figure { value: stated.value.abs(), unit, upper: stated.upper.clone(), ..Figure::default() };
    format!("{word}{}", Figure { qualifier: stated.qualifier, ..amount }.display())
}

/// Whether a growth is stated in the unit of growths: per cent, or percentage points for what is a rate itself.
fn fits(stated: &Figure, of: &Figure) -> bool {
    match stated.unit.as_str() {
        "%" | "％" | TIMES => !in_points(&of.unit),
        "百分点" | "个百分点" | "千分点" | "个千分点" => {
            points(&of.unit) == points(&stated.unit)
        }
        _ => false,
    }
}

/// In this unit growth says how many times the whole of last year came to it: from 80 to 810 is 9.1倍.
const TIMES: &str = "倍";

/// What a growth says, and what its figure has grown by; none without a last year.
fn held(stated: &Figure, of: &Figure) -> Option<(Interval, Interval)> {
    // A rate is never counted.
    let claim = match (stated.qualifier, &stated.upper) {
        (None, None) => Interval::rounded(stated.value),
        _ => Interval::of(stated),
    };
    let (now, before) = (Interval::of(of), Interval::previous_of(of)?);
    let made = match stated.unit.as_str() {
        _ if in_points(&of.unit) => now - before,
        TIMES => Interval::growth(now, before).times(Decimal::new(1, 2)),
        _ => Interval::growth(now, before),
    };
    Some((claim, made))
}

/// What can be said of a stated growth.
pub(super) fn verdict(stated: &Figure, of: &Figure) -> Verdict {
    match held(stated, of) {
        _ if !fits(stated, of) => Verdict::Fails,
        Some((claim, made)) => claim.equals(made),
        None => Verdict::Open,
    }
}

/// Whether a stated growth cannot be that of its figure, whatever the digits behind those that are printed.
pub(super) fn growth(stated: &Figure, of: &Figure) -> Option<Diagnostic> {
    let told = |fault: NoPart| {
        let mut told = fault.tell(of);
        told.severity = Severity::Warning;
        Some(told)
    };
    let Some(previous) = of.previous else { return told(NoPart::NoPrevious) };
    let points = in_points(&of.unit);
    if !points && (previous <= Decimal::ZERO || of.value < Decimal::ZERO) {
        return told(NoPart::NoBase);
    }
    if !fits(stated, of) {
        return Some(wrong_unit(stated, of));
    }
    let (claim, made) = held(stated, of)?;
    (claim.equals(made) == Verdict::Fails).then(|| differs(stated, of, claim, made))
}

fn differs(stated: &Figure, of: &Figure, claim: Interval, made: Interval) -> Diagnostic {
    let (label, shown, name) = (&stated.label, stated.display(), &of.label);
    let times = stated.unit == TIMES;
    let previous = of.previous.unwrap_or_default();
    let unit = points(&of.unit).unwrap_or(if times { TIMES } else { "%" });
    let digits = stated.value.scale();
    let more = if times { 2 } else { 0 };
    let plain = (of.upper.is_none() && of.qualifier.is_none())
        .then(|| change(of.value, previous, &of.unit, digits + more))
        .flatten()
        .and_then(|change| change.amount.checked_div(Decimal::from(10_u32.pow(more))));
    let (zh, en) = match plain.map(|amount| round_half_up(amount, digits)) {
        Some(amount) => (format!("是 {amount}"), amount.to_string()),
        None => {
            let (zh, en, end) = nearest(claim, &made, digits);
            (format!("{zh} {end}"), format!("{en} {end}"))
        }
    };
    let message = Message::new(
        format!("{label}写 {shown}，按{name}{}和上年{previous}{}算{zh}{unit}", of.display(), of.unit),
        format!("{label} is {shown}, its figure and last year's make {en}{unit}"),
    );
    Diagnostic::warning("figures/growth", message).help(Message::new(
        "改正增长率，或者改正其中一个数；下降的写负数；按可比价格、同口径算的，删去 growth_of",
        "correct the growth or one of the two; a fall is negative; growth at constant prices has no growth_of",
    ))
}

fn wrong_unit(stated: &Figure, of: &Figure) -> Diagnostic {
    let (label, name) = (&stated.label, &of.label);
    let wanted = points(&of.unit).map_or("%", |points| points.trim_start_matches('个'));
    let message = Message::new(
        format!("{label}的单位是“{}”，{name}的单位是“{}”，增长要用“{wanted}”", stated.unit, of.unit),
        format!("{label} is in `{}`; growth of a figure in `{}` is in `{wanted}`", stated.unit, of.unit),
    );
    Diagnostic::warning("figures/growth", message).help(Message::new(
        format!("写 unit = \"{wanted}\"，数也改成按{wanted}算的"),
        format!("write unit = \"{wanted}\" and the number in it"),
    ))
}

/// How much of its target a figure reaches 完成率, as `98.9%`.
pub(super) fn rate(figure: &Figure) -> Result<String, NoPart> {
    let target = figure.target.ok_or(NoPart::NoTarget)?;
    if figure.upper.is_some() || figure.qualifier.is_some() {
        return Err(NoPart::NotExact);
    }
    let rate = Some(target)
        .filter(|target| *target > Decimal::ZERO)
        .and_then(|target| figure.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(target));
    rate.map(|rate| format!("{}%", round_half_up(rate, 1))).ok_or(NoPart::NoAim)
}
