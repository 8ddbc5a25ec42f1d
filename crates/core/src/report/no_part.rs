//! Why a figure 指标 has no such part.

use super::Figure;
use gongwen_document::{Diagnostic, Message};

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

    /// The same of a figure that is born in the prose: its other values stand in `[figures]`.
    pub(super) fn tell_of_born(self, figure: &Figure) -> Diagnostic {
        let field = match self {
            NoPart::NoPrevious => "previous",
            NoPart::NoTarget => "target",
            _ => return self.tell(figure),
        };
        let Figure { id, label, unit, .. } = figure;
        let value = figure.display_value();
        let row =
            format!("\"{id}\" = {{ label = \"{label}\", value = {value}, unit = \"{unit}\", {field} = … }}");
        self.tell(figure).help(Message::new(
            format!("正文里只写 {{{{{id}}}}}，在 [figures] 里加一行：{row}"),
            format!("write {{{{{id}}}}} in the prose, and in [figures]: {row}"),
        ))
    }
}
