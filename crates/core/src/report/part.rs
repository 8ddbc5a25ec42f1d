//! Parts of a figure that prose can name: `{{收入.增长}}`.

use super::Figure;
use super::growth::rate;
use gongwen_document::{Diagnostic, Message};

/// What stands in prose of a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigurePart {
    /// Number, qualifier and unit: `{{收入}}`, 约1.78亿元.
    #[default]
    Whole,
    /// The number alone 数值: `{{收入.value}}`, 1.78.
    Value,
    /// Last year's value with its unit 上年数: `{{收入.previous}}`, 1.66亿元.
    Previous,
    /// The change on last year 同比: `{{收入.change}}`, 同比增长7.2%.
    Change,
    /// The year's target with its unit 目标: `{{收入.target}}`, 1.80亿元.
    Target,
    /// How much of the target is reached 完成率: `{{收入.rate}}`, 98.9%.
    Rate,
}

/// The words for parts, the one of the documents first.
const NAMES: [(FigurePart, &[&str]); 5] = [
    (FigurePart::Value, &["value", "数值"]),
    (FigurePart::Previous, &["previous", "上年", "上年数"]),
    (FigurePart::Change, &["change", "同比", "增长"]),
    (FigurePart::Target, &["target", "目标"]),
    (FigurePart::Rate, &["rate", "完成率"]),
];

/// What already says that the comparison is with last year; the word 同比 is not written a second time behind it.
const COMPARED: [&str; 6] = ["同比", "比上年", "较上年", "比去年", "较去年", "与上年相比"];

impl FigurePart {
    /// The part of this name, as `change` or `增长`.
    ///
    /// ```
    /// use gongwen_core::report::FigurePart;
    /// assert_eq!(FigurePart::named("上年"), FigurePart::named("previous"));
    /// assert_eq!(FigurePart::named("明年"), None);
    /// ```
    pub fn named(name: &str) -> Option<FigurePart> {
        NAMES.iter().find(|(_, names)| names.contains(&name)).map(|(part, _)| *part)
    }

    /// Its English name; empty for the whole.
    pub fn name(self) -> &'static str {
        let names = NAMES.iter().find(|(part, _)| *part == self).map(|(_, names)| *names);
        names.and_then(|names| names.first()).copied().unwrap_or_default()
    }

    /// Whether it needs last year's value.
    pub fn needs_previous(self) -> bool {
        matches!(self, FigurePart::Previous | FigurePart::Change)
    }

    /// Whether it needs the year's target.
    pub fn needs_target(self) -> bool {
        matches!(self, FigurePart::Target | FigurePart::Rate)
    }
}

/// Why a figure has no such part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPart {
    /// It has no value of last year.
    NoPrevious,
    /// It has no target.
    NoTarget,
    /// Last year's value is 0 or less, or this year's less than 0: no growth can be told from them.
    NoBase,
    /// Its target is 0 or less.
    NoAim,
    /// It is approximate 约数 or a range, of which there is no exact rate.
    NotExact,
}

impl Figure {
    /// A part of it as prose prints it; `before` is the text that it stands behind.
    ///
    /// # Errors
    ///
    /// Why it has no such part.
    ///
    /// ```
    /// use gongwen_core::report::{Figure, FigurePart, NoPart};
    /// let income = Figure {
    ///     value: "1.78".parse()?,
    ///     previous: Some("1.66".parse()?),
    ///     unit: "亿元".into(),
    ///     ..Figure::default()
    /// };
    /// assert_eq!(income.part(FigurePart::Previous, ""), Ok("1.66亿元".into()));
    /// assert_eq!(income.part(FigurePart::Change, "收入1.78亿元，"), Ok("同比增长7.2%".into()));
    /// assert_eq!(income.part(FigurePart::Change, "收入比上年"), Ok("增长7.2%".into()));
    /// assert_eq!(income.part(FigurePart::Rate, ""), Err(NoPart::NoTarget));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn part(&self, part: FigurePart, before: &str) -> Result<String, NoPart> {
        self.part_beside(part, before, None)
    }

    /// The same beside the figure that states its growth, if one does: see [`Report::stated_growth`].
    ///
    /// [`Report::stated_growth`]: super::Report::stated_growth
    pub fn part_beside(
        &self,
        part: FigurePart,
        before: &str,
        stated: Option<&Figure>,
    ) -> Result<String, NoPart> {
        let unit = &self.unit;
        match part {
            FigurePart::Whole => Ok(self.display()),
            FigurePart::Value => Ok(self.display_value()),
            FigurePart::Previous => {
                self.previous.map(|value| format!("{value}{unit}")).ok_or(NoPart::NoPrevious)
            }
            FigurePart::Target => self.target.map(|value| format!("{value}{unit}")).ok_or(NoPart::NoTarget),
            FigurePart::Change => {
                let growth = self.growth(stated)?;
                let said = COMPARED.iter().any(|word| before.ends_with(word));
                Ok(if said { growth } else { format!("同比{growth}") })
            }
            FigurePart::Rate => rate(self),
        }
    }
}

impl NoPart {
    /// Whether a value is missing that a row of a table may give.
    pub fn is_missing(self) -> bool {
        matches!(self, NoPart::NoPrevious | NoPart::NoTarget)
    }

    /// The error of prose that asks this figure 指标 for the part: what it lacks, and what to write.
    pub fn tell(self, figure: &Figure) -> Diagnostic {
        let (id, label) = (&figure.id, &figure.label);
        let shown = figure.display();
        let previous = figure.previous.unwrap_or_default();
        let (code, message, help) = match self {
            NoPart::NoPrevious => (
                "figures/no-previous",
                Message::new(
                    format!("{label}没有上年数，写不出上年数和同比"),
                    format!("the figure {id} has no value of last year"),
                ),
                Message::new(
                    format!("在 [figures] 里给 {id} 写上 previous = …"),
                    format!("write previous = … for {id} in [figures]"),
                ),
            ),
            NoPart::NoTarget => (
                "figures/no-target",
                Message::new(
                    format!("{label}没有目标，写不出目标和完成率"),
                    format!("the figure {id} has no target"),
                ),
                Message::new(
                    format!("在 [figures] 里给 {id} 写上 target = …"),
                    format!("write target = … for {id} in [figures]"),
                ),
            ),
            NoPart::NoBase => (
                "figures/growth-base",
                match previous > rust_decimal::Decimal::ZERO {
                    true => Message::new(
                        format!(
                            "{label}上年是 {previous}，今年是 {}，由正变负，不能说下降百分之几",
                            figure.value
                        ),
                        format!("{id} went from {previous} to {}: that is no fall by per cent", figure.value),
                    ),
                    false => Message::new(
                        format!("{label}的上年数是 {previous}，不大于 0，算不出增长率"),
                        format!("last year's value of {id} is {previous}: no growth can be told from it"),
                    ),
                },
                Message::new(
                    format!("直接写明两年的数，如 由上年的{{{{{id}.上年}}}}变为{{{{{id}}}}}"),
                    format!("write both values: {{{{{id}.previous}}}} and {{{{{id}}}}}"),
                ),
            ),
            NoPart::NoAim => (
                "figures/growth-base",
                Message::new(
                    format!("{label}的目标不大于 0，算不出完成率"),
                    format!("the target of {id} is not above 0: there is no rate"),
                ),
                Message::new("改正目标，或者不写完成率", "correct the target, or leave the rate out"),
            ),
            NoPart::NotExact => (
                "figures/not-exact",
                Message::new(
                    format!("{label}写的是 {shown}，不是确数，算不出准确的比率"),
                    format!("{id} is {shown}, which is not exact: there is no exact rate"),
                ),
                Message::new(
                    format!(
                        "写上确数；或者另写一个指标，如 {{ label = \"…增速\", value = …, unit = \"%\", growth_of = \"{id}\" }}"
                    ),
                    format!("give the exact value, or write a figure of its own with growth_of = \"{id}\""),
                ),
            ),
        };
        Diagnostic::error(code, message).help(help)
    }
}
