//! Charts: whether their figures can be drawn the way the report asks for.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Checker;
use crate::report::{ChartFile, ChartKind, ChartUse, ChartWord, Figure, FigurePart, Report, Section, unit};
use gongwen_document::{Diagnostic, Length, Message};

impl ChartKind {
    /// How many figures a chart of this kind has room for.
    fn most(self) -> usize {
        match self {
            ChartKind::Comparison => 8,
            ChartKind::Shares | ChartKind::Progress => 15,
        }
    }
}

impl Checker<'_, '_> {
    pub(super) fn chart(&mut self, file: ChartFile, path: &str) -> ChartUse {
        let kind = match file.kind {
            ChartWord::Comparison => ChartKind::Comparison,
            ChartWord::Shares => ChartKind::Shares,
            ChartWord::Progress => ChartKind::Progress,
        };
        let list: Arc<str> = format!("{path}.figures").into();
        let count = file.figures.len();
        if count == 0 || count > kind.most() {
            let most = kind.most();
            self.chart_fault(
                &list,
                "chart/figures",
                Message::new(
                    format!("这张图写了 {count} 个指标，要写 1 到 {most} 个"),
                    format!("this chart has {count} figures; 1 to {most} fit"),
                ),
                Message::new("多的分成几张图", "make several charts of more"),
            );
        }
        for (index, id) in file.figures.iter().enumerate() {
            self.uses.add(id, FigurePart::Whole, &format!("{list}[{index}]").into(), 0..id.len());
            if file.figures.iter().take(index).any(|before| before == id) {
                self.chart_fault(
                    &format!("{list}[{index}]"),
                    "chart/twice",
                    Message::new(
                        format!("指标 {id} 在这张图里写了两次"),
                        format!("the figure {id} is in this chart twice"),
                    ),
                    Message::new("删去一个", "delete one of them"),
                );
            }
        }
        ChartUse {
            kind,
            figures: file.figures,
            width: file.width.map(Length::mm),
            caption: self.optional(file.caption, &format!("{path}.caption")),
            path: Arc::from(path),
        }
    }

    /// What a chart needs of its figures, once they are read. What rows give is looked at when they give it.
    pub(super) fn charts(&mut self, report: &Report) {
        let by_id: BTreeMap<&str, &Figure> =
            report.figures.iter().map(|figure| (figure.id.as_str(), figure)).collect();
        let mut charts = Vec::new();
        if let Some(general) = report.general() {
            collect(&general.sections, &mut charts);
        }
        report.attachments.iter().for_each(|attachment| collect(&attachment.sections, &mut charts));
        for chart in charts {
            let figures = chart.figures.iter().map(|id| by_id.get(id.as_str()).copied());
            let first = figures.clone().flatten().next();
            for (index, figure) in figures.enumerate() {
                if let Some((figure, first)) = figure.zip(first)
                    && let Some((message, help)) = self.unsuited(chart.kind, figure, first)
                {
                    self.chart_fault(
                        &format!("{}.figures[{index}]", chart.path),
                        "chart/figure",
                        message,
                        help,
                    );
                }
            }
        }
    }

    /// Why this figure cannot stand in a chart with the first one.
    fn unsuited(&self, kind: ChartKind, figure: &Figure, first: &Figure) -> Option<(Message, Message)> {
        let Figure { id, unit, .. } = figure;
        let message =
            |zh: &str, en: &str| Message::new(format!("指标 {id} {zh}"), format!("the figure {id} {en}"));
        if figure.upper.is_some() {
            let help = Message::new("换一个有确数的指标", "take a figure with one value");
            return Some((message("是一个范围，画不成图", "is a range"), help));
        }
        if kind != ChartKind::Progress && unit::convert(Decimal::ONE, unit, &first.unit).is_none() {
            let other = &first.unit;
            return Some((
                message(
                    &format!("的单位是“{unit}”，前面的是“{other}”，不能画在一起"),
                    &format!("is in `{unit}`, others in `{other}`"),
                ),
                Message::new("单位不同的分成几张图", "make a chart for each unit"),
            ));
        }
        if self.by_rows {
            return None;
        }
        match kind {
            ChartKind::Comparison if figure.previous.is_none() => Some((
                message("没有上年数", "has no value of last year"),
                Message::new("在 [figures] 里给它写上 previous = …", "write previous = … in [figures]"),
            )),
            ChartKind::Progress if figure.target.is_none_or(|target| target <= Decimal::ZERO) => Some((
                message("没有目标，或者目标不大于 0", "has no target above 0"),
                Message::new("在 [figures] 里给它写上 target = …", "write target = … in [figures]"),
            )),
            ChartKind::Shares | ChartKind::Progress if figure.value < Decimal::ZERO => Some((
                message("小于 0，画不成构成图和进度图", "is below 0"),
                Message::new("改用对比图，或者去掉它", "compare it with last year, or leave it out"),
            )),
            _ => None,
        }
    }

    fn chart_fault(&mut self, path: &str, code: &'static str, message: Message, help: Message) {
        self.found.push(Diagnostic::error(code, message).at(self.located.place(path)).help(help));
    }
}

fn collect<'r>(sections: &'r [Section], charts: &mut Vec<&'r ChartUse>) {
    for section in sections {
        charts.extend(&section.chart);
        collect(&section.sections, charts);
    }
}
