//! Figures as templates see them.

use schemars::JsonSchema;
use serde::Serialize;

use super::figure::FigureView;
use super::parts::ProseReader;
use gongwen_core::report::FiguresGroup;

/// The table of figures 指标一览表. It has a column for what at least one of its figures has.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FiguresTableView<'a> {
    /// Where the table of figures stands in the report file.
    pub at: &'static str,
    /// 附件, with its number when there are several.
    pub label: String,
    /// Its title: as given, else `锦江镇2024年主要指标一览表`. It stands in the 附件说明 too (7.3.7).
    pub title: String,
    /// The year reported on, over the column of its numbers.
    pub year: i16,
    /// The year before, over the column of last year's numbers.
    pub previous_year: i16,
    /// Head of the column of this year: `2024年`, or `本年` when the report has no year.
    pub this_year_head: String,
    /// Head of the column of last year: `2023年` or `上年`.
    pub last_year_head: String,
    /// How many columns it has.
    pub columns: usize,
    /// Whether a figure has a unit 单位.
    pub has_unit: bool,
    /// Whether a figure has a last year 上年.
    pub has_previous: bool,
    /// Whether a figure has a change on last year 同比.
    pub has_growth: bool,
    /// Whether a figure has a target 目标.
    pub has_target: bool,
    /// Whether a figure has a rate of its target 完成率.
    pub has_rate: bool,
    /// Its rows by groups, in order.
    pub groups: Vec<FiguresGroupView<'a>>,
    /// The rows of all groups in order, for a table without groups.
    pub rows: Vec<FigureView<'a>>,
}

/// Figures below one heading of the table of figures.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FiguresGroupView<'a> {
    /// The heading, a row of its own.
    pub heading: Option<&'a str>,
    /// A row for each figure.
    pub rows: Vec<FigureView<'a>>,
}

impl<'a> FiguresTableView<'a> {
    /// None when the report has no such table.
    pub(super) fn new(reader: &ProseReader<'a>) -> Option<FiguresTableView<'a>> {
        let report = reader.report;
        let table = report.figures_table.as_ref()?;
        let title = report.figures_table_title()?;
        let groups: Vec<FiguresGroupView<'a>> = match table.groups.is_empty() {
            true => {
                let shown = report.figures.iter().filter(|figure| !table.left_out.contains(&figure.id));
                let rows = shown.map(|figure| reader.figure_view(figure)).collect();
                vec![FiguresGroupView { heading: None, rows }]
            }
            false => {
                let group = |group: &'a FiguresGroup| FiguresGroupView {
                    heading: group.heading.as_deref(),
                    // Rows of a table may lack some of them.
                    rows: group.figures.iter().filter_map(|id| reader.figure_with(id)).collect(),
                };
                table.groups.iter().map(group).filter(|group| !group.rows.is_empty()).collect()
            }
        };
        let rows: Vec<FigureView<'a>> = groups.iter().flat_map(|group| group.rows.iter().cloned()).collect();
        let has = |part: fn(&FigureView<'a>) -> bool| rows.iter().any(part);
        let columns = [
            has(|row| !row.unit.is_empty()),
            has(|row| row.previous.is_some()),
            has(|row| row.growth.is_some()),
            has(|row| row.target.is_some()),
            has(|row| row.rate.is_some()),
        ];
        let [this_year_head, last_year_head] = year_heads(report.year);
        let [has_unit, has_previous, has_growth, has_target, has_rate] = columns;
        Some(FiguresTableView {
            at: "figures_table",
            label: report.label_of_attachment(&title),
            title,
            year: report.year,
            previous_year: report.year.saturating_sub(1),
            this_year_head,
            last_year_head,
            columns: 2 + columns.iter().filter(|has| **has).count(),
            has_unit,
            has_previous,
            has_growth,
            has_target,
            has_rate,
            groups,
            rows,
        })
    }
}

/// How the columns of this year and of last year are headed.
pub(crate) fn year_heads(year: i16) -> [String; 2] {
    match year {
        1.. => [year, year - 1].map(|year| format!("{year}年")),
        _ => ["本年".to_owned(), "上年".to_owned()],
    }
}
