//! Parts of a figure that prose can name: `{{收入.增长}}`.

use super::Figure;
use super::growth::rate;
use super::no_part::NoPart;

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
