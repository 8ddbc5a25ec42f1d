//! Charts 统计图 of typed figures: what they show, as a drawing, as a table and in words. They are read in black and
//! white, and every value stands beside its bar.

mod bars;
mod canvas;
mod columns;
mod labels;
mod values;

use std::sync::Arc;

use gongwen_core::report::{ChartKind, Report, Section};
use gongwen_document::{Picture, Pictures};
pub(crate) use values::Chart;

impl Chart<'_> {
    /// The drawing and its size.
    pub(crate) fn picture(&self) -> Picture {
        let (drawing, height) = match self.kind {
            ChartKind::Comparison => columns::drawing(self),
            ChartKind::Shares | ChartKind::Progress => bars::drawing(self),
        };
        Picture { size: Some((self.width, height)), drawing: Some(Arc::new(drawing)), ..Picture::default() }
    }
}

/// The name of a chart among the pictures; no path of a file has a colon.
pub(crate) fn name(path: &str) -> Arc<str> {
    Arc::from(format!("chart:{path}"))
}

/// Adds the charts of a report to its pictures.
pub(crate) fn add(pictures: &mut Pictures, report: &Report) {
    let sections = report.general().map(|general| &general.sections);
    let attached = report.attachments.iter().map(|attachment| &attachment.sections);
    for sections in sections.into_iter().chain(attached) {
        in_sections(pictures, sections, report);
    }
}

fn in_sections(pictures: &mut Pictures, sections: &[Section], report: &Report) {
    for section in sections {
        if let Some(used) = &section.chart
            && let Some(chart) = Chart::new(used, &report.figures, report.year)
        {
            pictures.insert(name(&used.path), chart.picture());
        }
        in_sections(pictures, &section.sections, report);
    }
}
