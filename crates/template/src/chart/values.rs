//! What a chart shows: its bars with their values, as numbers, as a table and in words.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::view::year_heads;
use gongwen_core::report::number::round_half_up;
use gongwen_core::report::{ChartKind, ChartUse, Figure, FigurePart, stated_growth as stated, unit};
use gongwen_document::Length;

/// Width of a chart on paper, when the report does not say it.
pub(super) const WIDTH: Length = Length::mm(140);

/// A chart with the figures that it shows; those that the report does not have are left out.
pub(crate) struct Chart<'a> {
    pub(super) kind: ChartKind,
    pub(super) year: i16,
    pub(super) width: Length,
    /// Of all its bars; a chart of progress may have several and has none.
    pub(super) unit: &'a str,
    pub(super) bars: Vec<Bar<'a>>,
}

/// A figure in a chart.
pub(super) struct Bar<'a> {
    pub(super) figure: &'a Figure,
    /// The figure that states its growth, if one does.
    pub(super) growth: Option<&'a Figure>,
    /// In the chart's unit.
    pub(super) value: Decimal,
    /// Last year's value or the target, in the chart's unit; the total of a share.
    pub(super) other: Decimal,
}

impl Bar<'_> {
    /// This year's value in the chart's unit, with its qualifier.
    pub(super) fn shown(&self) -> String {
        let qualifier = self.figure.qualifier;
        Figure { value: self.value, qualifier, ..Figure::default() }.display_amount()
    }
}

impl<'a> Chart<'a> {
    /// Nothing when the report has none of its figures.
    pub(crate) fn new(chart: &ChartUse, figures: &'a [Figure], year: i16) -> Option<Chart<'a>> {
        let shown = chart.figures.iter();
        let shown: Vec<&Figure> =
            shown.filter_map(|id| figures.iter().find(|figure| figure.id == *id)).collect();
        let unit = if chart.kind == ChartKind::Progress { "" } else { shown.first()?.unit.as_str() };
        let mut bars: Vec<Bar<'a>> = Vec::with_capacity(shown.len());
        for figure in shown {
            let other = match chart.kind {
                ChartKind::Comparison => figure.previous,
                ChartKind::Shares => Some(Decimal::ZERO),
                ChartKind::Progress => figure.target.filter(|target| *target > Decimal::ZERO),
            };
            let Some(other) = other else { continue };
            let growth = stated(figures, &figure.id).filter(|_| chart.kind == ChartKind::Comparison);
            if chart.kind == ChartKind::Progress {
                bars.push(Bar { figure, growth, value: figure.value, other });
            } else if let (Some(value), Some(other)) =
                (unit::convert(figure.value, &figure.unit, unit), unit::convert(other, &figure.unit, unit))
            {
                bars.push(Bar { figure, growth, value, other });
            }
        }
        if chart.kind == ChartKind::Shares {
            let total = bars
                .iter()
                .try_fold(Decimal::ZERO, |total, bar| total.checked_add(bar.value.max(Decimal::ZERO)));
            let total = total.filter(|total| !total.is_zero())?;
            bars.iter_mut().for_each(|bar| bar.other = total);
        }
        let width = chart.width.unwrap_or(WIDTH);
        Some(Chart { kind: chart.kind, year, width, unit, bars }).filter(|chart| !chart.bars.is_empty())
    }

    /// The same as a table: the rows of the header are one.
    pub(crate) fn rows(&self) -> Vec<Vec<String>> {
        let [year, before] = year_heads(self.year);
        let header = match self.kind {
            ChartKind::Comparison => {
                vec!["指标".into(), "单位".into(), year, before, "同比变化".into()]
            }
            ChartKind::Shares => vec!["项目".into(), "单位".into(), "数量".into(), "占比".into()],
            ChartKind::Progress => {
                vec!["指标".into(), "单位".into(), "完成".into(), "目标".into(), "完成率".into()]
            }
        };
        std::iter::once(header).chain(self.bars.iter().map(|bar| self.row(bar))).collect()
    }

    fn row(&self, bar: &Bar<'_>) -> Vec<String> {
        let Figure { label, unit, previous, target, .. } = bar.figure;
        let shown = |value: &Option<Decimal>| value.map_or("—".to_owned(), |value| value.to_string());
        let mut row = vec![label.clone(), unit.clone(), bar.figure.display_amount()];
        match self.kind {
            ChartKind::Comparison => row.extend([shown(previous), self.says(bar).into_owned()]),
            ChartKind::Shares => row.push(self.says(bar).into_owned()),
            ChartKind::Progress => row.extend([shown(target), self.says(bar).into_owned()]),
        }
        row
    }

    /// What a bar says beside its value: a change, a share, a rate.
    pub(super) fn says(&self, bar: &Bar<'_>) -> Cow<'static, str> {
        match self.kind {
            ChartKind::Comparison => bar.figure.growth(bar.growth).map_or(Cow::Borrowed("—"), Cow::Owned),
            ChartKind::Progress => {
                bar.figure.part(FigurePart::Rate, "").map_or(Cow::Borrowed("—"), Cow::Owned)
            }
            ChartKind::Shares => bar
                .value
                .checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|value| value.checked_div(bar.other))
                .map_or(Cow::Borrowed("—"), |rate| Cow::Owned(format!("{}%", round_half_up(rate, 1)))),
        }
    }

    /// In words, for those who cannot see it.
    pub(crate) fn alternative(&self) -> String {
        let [year, before] = year_heads(self.year);
        let name = match self.kind {
            ChartKind::Comparison => format!("柱形图，{year}与{before}相比"),
            ChartKind::Shares => "条形图，各项所占的比重".to_owned(),
            ChartKind::Progress => "条形图，目标完成进度".to_owned(),
        };
        let parts: Vec<String> = self
            .bars
            .iter()
            .map(|bar| {
                let Figure { label, unit, previous, target, .. } = bar.figure;
                let (says, shown) = (self.says(bar), bar.figure.display());
                match (self.kind, previous, target) {
                    (ChartKind::Comparison, Some(previous), _) => {
                        format!("{label}{shown}，上年{previous}{unit}")
                    }
                    (ChartKind::Progress, _, Some(target)) => {
                        format!("{label}{shown}，目标{target}{unit}，完成{says}")
                    }
                    _ => format!("{label}{shown}，占{says}"),
                }
            })
            .collect();
        format!("{name}：{}", parts.join("；"))
    }
}

/// How long a bar of this value is, when one of `whole` is this long; no longer.
pub(super) fn length(value: Decimal, whole: Decimal, long: Length) -> Length {
    let share = value.checked_div(whole).unwrap_or_default().clamp(-Decimal::ONE, Decimal::ONE);
    let emu = share.checked_mul(Decimal::from(long.emu())).unwrap_or_default();
    Length::from_emu(i64::try_from(emu.round()).unwrap_or(0))
}
