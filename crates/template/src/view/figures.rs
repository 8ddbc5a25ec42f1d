//! Figures as templates see them.

use schemars::JsonSchema;
use serde::Serialize;

use gongwen_core::report::number::change;
use gongwen_core::report::{Figure, Position, Report};

/// A figure 指标.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureView<'a> {
    /// Its place.
    pub at: String,
    /// Identifier.
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
    /// Last year's number.
    pub previous: Option<String>,
    /// The year's target.
    pub target: Option<String>,
    /// Change on last year to one digit, as `增长5.2%`; absent without a last year or when it was 0.
    pub growth: Option<String>,
}

/// The table of figures 指标一览表.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FiguresTableView<'a> {
    /// Its place.
    pub at: &'static str,
    /// 附件, with its number when there are several.
    pub label: String,
    /// Its title: as given, else `锦江镇2024年主要指标一览表`. It stands in the 附件说明 too (7.3.7).
    pub title: String,
    /// This year.
    pub year: i16,
    /// Last year.
    pub previous_year: i16,
    /// A row for each figure.
    pub rows: Vec<FigureView<'a>>,
}

impl<'a> FiguresTableView<'a> {
    /// None when the report has no such table.
    pub(super) fn new(report: &'a Report) -> Option<FiguresTableView<'a>> {
        let title = report.figures_table_title()?;
        Some(FiguresTableView {
            at: "figures_table",
            label: report.label_of_attachment(&title),
            title,
            year: report.year,
            previous_year: report.year.saturating_sub(1),
            rows: report.figures.iter().map(FigureView::new).collect(),
        })
    }
}

impl<'a> FigureView<'a> {
    pub(super) fn new(figure: &'a Figure) -> FigureView<'a> {
        FigureView {
            at: format!("figures.{}", figure.id),
            id: &figure.id,
            label: &figure.label,
            text: figure.display(),
            amount: amount(figure),
            value: figure.display_value(),
            unit: &figure.unit,
            previous: figure.previous.map(|value| value.to_string()),
            target: figure.target.map(|value| value.to_string()),
            growth: figure
                .previous
                .filter(|_| figure.upper.is_none())
                .and_then(|previous| change(figure.value, previous, &figure.unit, 1))
                .map(|change| change.text("")),
        }
    }
}

fn amount(figure: &Figure) -> String {
    let number = figure.display_value();
    match figure.qualifier.map(|qualifier| (qualifier.position(), qualifier.word())) {
        None => number,
        Some((Position::BeforeNumber, word)) => format!("{word}{number}"),
        Some((_, word)) => format!("{number}{word}"),
    }
}
