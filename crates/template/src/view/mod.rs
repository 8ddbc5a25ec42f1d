//! Station 4: what a template sees of a [`Report`]. In: a checked report. Out: a typed, borrowed view in which
//! prose is plain text, each figure stands with its unit and qualifier, and every part knows its place (`at`).
//!
//! Templates write that place into the markup (`<p at="{{at}}">`), so that each block of the document can be
//! followed back to the report file.

mod elements;
mod figure;
mod figures;
mod parts;
mod sections;
mod spans;
mod table;

use schemars::JsonSchema;
use serde::Serialize;

pub(crate) use elements::in_groups;
pub use elements::{AttendanceView, DateView, ElementsView};
pub use figure::FigureView;
pub(crate) use figure::undefined_figure;
pub(crate) use figures::year_heads;
pub use figures::{FiguresGroupView, FiguresTableView};
pub use parts::{AchievementsView, AreaView, ItemView, LeverView, PlanView, ShortcomingsView, TextView};
pub(crate) use parts::{FOOTNOTE_END, FOOTNOTE_START, NEW_LINE, STRONG_END, STRONG_START, on_one_line};
pub use sections::{AttachmentView, ChartView, ContentsView, GeneralView, PictureView, SectionView};
pub use spans::Spans;
pub use table::{CellView, RowView, TableView};

use gongwen_core::report::{Annual, Attachment, Report};
use gongwen_document::Diagnostics;
use parts::ProseReader;

/// What a template sees of a report. Absent parts are `null`, lists may be empty; nothing is ever missing.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ReportView<'a> {
    /// The place that reports.
    pub locality: LocalityView<'a>,
    /// The year reported on.
    pub year: i16,
    /// The body that issues the report 发文机关.
    pub issuer: &'a str,
    /// Title, addressees, signature and the other elements of an official document.
    pub elements: ElementsView<'a>,
    /// Paragraphs that open the report 开头, before its first part.
    pub opening: Vec<TextView<'a>>,
    /// Achievements by area 主要工作.
    pub achievements: Option<AchievementsView<'a>>,
    /// Shortcomings 存在不足.
    pub shortcomings: Option<ShortcomingsView<'a>>,
    /// Next year's plan 下步打算.
    pub plan: Option<PlanView<'a>>,
    /// The sections of a general document 一般公文, which has none of the three above.
    pub general: Option<GeneralView<'a>>,
    /// Paragraphs that close the report 结尾, after its last part.
    pub closing: Vec<TextView<'a>>,
    /// The table of contents 目录, when the report asks for one.
    pub contents: Option<ContentsView<'a>>,
    /// Attachments 附件, that of the figures' table not among them.
    pub attachments: Vec<AttachmentView<'a>>,
    /// The figures 指标, in the order of the file.
    pub figures: Vec<FigureView<'a>>,
    /// The table of figures 指标一览表, when the report asks for one.
    pub figures_table: Option<FiguresTableView<'a>>,
}

/// The place that reports.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LocalityView<'a> {
    /// Name, as `锦江镇`.
    pub name: &'a str,
    /// Short name, as `锦江`.
    pub short_name: &'a str,
    /// Administrative division code 行政区划代码.
    pub code: Option<&'a str>,
}

/// What becomes one file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'r> {
    /// The document with all that is bound with it.
    Document,
    /// An attachment that is not 不与正文一起装订.
    Attachment(&'r Attachment),
}

impl Part<'_> {
    fn holds(self, attachment: &Attachment) -> bool {
        match self {
            Part::Document => !attachment.detached,
            Part::Attachment(wanted) => std::ptr::eq(wanted, attachment),
        }
    }
}

impl<'a> ReportView<'a> {
    /// The view of this report.
    ///
    /// # Errors
    ///
    /// `figures/undefined` for each figure that prose names and the report does not have; a report read from a
    /// file never has one.
    ///
    /// ```
    /// use gongwen_core::Report;
    /// use gongwen_template::view::ReportView;
    /// let view = |report: &Report| ReportView::new(report).map(|view| view.locality.short_name.to_owned());
    /// ```
    pub fn new(report: &'a Report) -> Result<ReportView<'a>, Diagnostics> {
        ReportView::of(report, Part::Document, true)
    }

    /// The view of this part of the report. The list of figures is empty for a template that never asks for one: a
    /// report has a hundred.
    pub(crate) fn of(
        report: &'a Report,
        part: Part<'_>,
        figures: bool,
    ) -> Result<ReportView<'a>, Diagnostics> {
        let mut reader = ProseReader::new(report);
        let mut sections = 0..;
        let mut section = |present: bool| if present { sections.next().unwrap_or(0) } else { 0 };
        let nothing = Annual::default();
        let annual = report.annual();
        let present = annual.unwrap_or(&nothing);
        let achievements_at = section(present.achievements.is_some());
        let shortcomings_at = section(present.shortcomings.is_some());
        let plan_at = section(present.plan.is_some());
        let view = ReportView {
            locality: LocalityView {
                name: &report.locality.name,
                short_name: report.locality.spoken_name(),
                code: report.locality.code.as_deref(),
            },
            year: report.year,
            issuer: &report.issuer,
            elements: ElementsView::new(report, &mut reader),
            opening: reader.texts(&report.opening),
            achievements: annual
                .and_then(|annual| annual.achievements.as_ref())
                .map(|part| reader.achievements(part, achievements_at)),
            shortcomings: annual
                .and_then(|annual| annual.shortcomings.as_ref())
                .map(|part| reader.shortcomings(part, shortcomings_at)),
            plan: annual.and_then(|annual| annual.plan.as_ref()).map(|part| reader.plan(part, plan_at)),
            general: report.general().map(|general| reader.general(general)),
            closing: reader.texts(&report.closing),
            contents: report
                .contents
                .as_ref()
                .map(|contents| ContentsView { title: &contents.title, levels: contents.levels }),
            attachments: reader.attachments(report, part),
            figures: if figures {
                report.figures.iter().map(|it| reader.figure_view(it)).collect()
            } else {
                Vec::new()
            },
            figures_table: FiguresTableView::new(&reader),
        };
        if reader.found.is_empty() { Ok(view) } else { Err(Diagnostics(reader.found)) }
    }
}

/// The shape of the view as a JSON Schema; the template lint reads it, so it is never written down twice.
pub(crate) fn schema() -> schemars::Schema {
    schemars::generate::SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<ReportView<'static>>()
}
