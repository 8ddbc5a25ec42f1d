//! A figure 指标 as templates see it.

use schemars::JsonSchema;
use serde::Serialize;

use gongwen_core::report::{Figure, FigurePart};
use gongwen_document::Message;

/// A figure 指标.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureView<'a> {
    /// Where the figure stands in the report file, as `figures.grain`.
    pub at: String,
    /// The figure's id, by which prose and templates name it.
    pub id: &'a str,
    /// Label, as `财政收入`.
    pub label: &'a str,
    /// As prose prints it: with unit and qualifier, `约94.5万元`.
    pub text: String,
    /// Number and qualifier without the unit, as `约94.5`: for a table that has a column of units.
    pub amount: String,
    /// The bare number, as `94.5`.
    pub value: String,
    /// Unit, as `万元`; empty for a bare number.
    pub unit: &'a str,
    /// The number of last year 上年数, without unit; absent when the report has none.
    pub previous: Option<String>,
    /// The number aimed at for the year 目标, without unit; absent when the report has none.
    pub target: Option<String>,
    /// Change on last year, as `增长5.2%`: what another figure states with `growth_of`, else computed to one digit. Absent
    /// without a last year, when that was 0, and for what is approximate 约数 or a range.
    pub growth: Option<String>,
    /// How much of the target is reached 完成率, as `98.9%`; absent without a target.
    pub rate: Option<String>,
}

impl<'a> FigureView<'a> {
    /// `stated` is the figure that states its growth, if one does.
    pub(super) fn new(figure: &'a Figure, stated: Option<&Figure>) -> FigureView<'a> {
        FigureView {
            at: format!("figures.{}", figure.id),
            id: &figure.id,
            label: &figure.label,
            text: figure.display(),
            amount: figure.display_amount(),
            value: figure.display_value(),
            unit: &figure.unit,
            previous: figure.previous.map(|value| value.to_string()),
            target: figure.target.map(|value| value.to_string()),
            growth: figure.growth(stated).ok(),
            rate: figure.part(FigurePart::Rate, "").ok(),
        }
    }
}

/// What to say of a figure that nobody defined.
pub(crate) fn undefined_figure(id: &str) -> Message {
    Message::new(format!("没有名为“{id}”的指标"), format!("there is no figure `{id}`"))
}
