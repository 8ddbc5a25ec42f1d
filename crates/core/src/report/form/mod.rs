//! A report that the rows of a table fill 套表: one file, many documents.
//!
//! In: a report file with `[batch]`, checked once. Out: for each row a [`Report`] that is as good as one read from a
//! file of its own. What a row does not give is left out of the text with everything that would have said it.

mod filler;
mod gaps;
mod lines;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{FigurePart, Grid, Prose, Report, Segment};
use crate::read::Found;
use filler::Filler;
pub(super) use gaps::Condition;
pub use gaps::{Field, Fill, Filled, Form, Gap, Given};
use gongwen_document::{Diagnostic, Message, Place};
pub(super) use lines::can_wait;
use lines::list;

impl Form {
    /// The report with its gaps: figures without a value stand as 0, texts with their `{{field}}`.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The texts that rows give.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Whether this is the name of a figure or of a text that rows give.
    fn names(&self, name: &str) -> bool {
        self.report.figures.iter().any(|figure| figure.id == name)
            || self.fields.iter().any(|it| it.id == name)
    }

    /// The figures that have no value of their own, by their ids.
    pub fn open(&self) -> impl Iterator<Item = &str> {
        self.open.iter().map(String::as_str)
    }

    /// The parts of figures that prose asks for, as the change on last year 同比, by the ids of the figures.
    pub fn parts(&self) -> impl Iterator<Item = (&str, FigurePart)> {
        self.parts.iter().map(|(id, part)| (id.as_str(), *part))
    }

    /// Whether the file says that rows fill it: it has `[batch]`.
    pub fn by_rows(&self) -> bool {
        self.by_rows
    }

    /// The column that tells rows apart, when the file says it.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// The sheet to read, when the file says it.
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// What columns fill, as `[batch.columns]` says: header to figure, field or path.
    pub fn columns(&self) -> &BTreeMap<String, String> {
        &self.columns
    }

    /// Hands in the rows of a table whose file the report names at this field, so that each row of a batch fills the
    /// figures that they name; whether there is such a table. A table that names none is better handed to each report,
    /// with [`Report::give_rows`].
    ///
    /// ```
    /// use gongwen_core::read::{self, Notation};
    /// use gongwen_core::report::{Fill, Given, Grid};
    /// let source = "title = \"某某村情况\"\nissuer = \"某某村民委员会\"\nopening = \"如下。\"\n[general]\n\
    ///     [[general.sections]]\ntable = { file = \"表.csv\" }\n\
    ///     [figures]\npeople = { label = \"人口\", unit = \"人\" }\n[batch]\nkey = \"代码\"\n";
    /// let (mut form, _) = read::form(source.as_bytes(), Notation::Toml)?;
    /// let mut grid = Grid::from(vec![vec!["人口".to_owned(), "{{people}}".to_owned()]]);
    /// grid.name_figures(&form.report().figures, form.fields())?;
    /// assert!(form.give_rows("general.sections[0].table.file", grid));
    /// // A row without the figure has a dash there, and it is told.
    /// let filled = form.fill(&Fill { figures: vec![Given::Missing], ..Fill::default() }).expect("a report");
    /// assert_eq!(filled.told[0].diagnostic.code, "rows/missing-in-table");
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn give_rows(&mut self, field: &str, rows: impl Into<Grid>) -> bool {
        let rows: Grid = rows.into();
        let named: Vec<(String, FigurePart)> = rows.names().map(|(id, part)| (id.to_owned(), part)).collect();
        let given = self.report.give_rows(field, rows);
        if given {
            let parts =
                named.into_iter().filter(|(_, part)| !matches!(part, FigurePart::Whole | FigurePart::Value));
            self.parts.extend(parts);
        }
        given
    }

    /// Whether the file leaves this single line to the rows, as `name = "{{village}}"` does.
    pub fn waits(&self, path: &str) -> bool {
        self.templates.iter().any(|template| &*template.path == path)
    }

    /// The field whose text is this single line and nothing else, as `code` is of `locality.code = "{{code}}"`.
    pub fn field_of(&self, path: &str) -> Option<usize> {
        let template = self.templates.iter().find(|template| &*template.path == path)?;
        let [Segment::Figure { id, .. }] = template.segments.as_slice() else { return None };
        self.fields.iter().position(|field| *field.id == **id)
    }

    /// Whether the text of this field is a date of the document 成文日期, 印发日期.
    pub fn is_date(&self, field: usize) -> bool {
        ["issue_date", "imprint.printing_date"].iter().any(|path| self.field_of(path) == Some(field))
    }

    /// Makes an element of the document a field of its own, so that a column can fill it whatever the file says.
    /// Returns its number, or `None` when the path is not one of [`Form::ELEMENTS`].
    pub fn add_element(&mut self, path: &str) -> Option<usize> {
        if !Form::ELEMENTS.iter().any(|(known, _)| *known == path) {
            return None;
        }
        let prose = Prose { segments: vec![Segment::figure(path)], path: Arc::from(path), span: None };
        match path {
            "title" => self.report.elements.title = prose,
            "note" => self.report.elements.note = Some(prose),
            _ => {
                // A list that a column fills has that one entry.
                let inside = |known: &str| {
                    known == path || known.strip_prefix(path).is_some_and(|rest| rest.starts_with('['))
                };
                self.templates.retain(|template| !inside(&template.path));
                if let Some(list) = list(&mut self.report, path) {
                    *list = vec![String::new()];
                }
                self.templates.push(prose);
            }
        }
        self.fields.push(Field { id: path.to_owned(), label: path.to_owned() });
        Some(self.fields.len() - 1)
    }

    /// Elements that a column can fill, with the Chinese headers that mean them.
    pub const ELEMENTS: [(&'static str, &'static [&'static str]); 11] = [
        ("title", &["标题"]),
        ("issuer", &["发文机关"]),
        ("locality.name", &["地名", "村名", "村", "行政村", "单位名称"]),
        ("locality.short_name", &["简称"]),
        ("locality.code", &["代码", "行政区划代码", "区划代码"]),
        ("letterhead.document_number", &["发文字号", "文号"]),
        ("addressees", &["主送机关", "主送"]),
        ("signatures", &["署名", "发文机关署名", "落款"]),
        ("issue_date", &["成文日期", "落款日期"]),
        ("note", &["附注"]),
        ("imprint.printing_date", &["印发日期"]),
    ];

    /// The report of a file for one document.
    pub(crate) fn into_report(self, found: &mut Found) -> Report {
        if !self.open.is_empty() || !self.fields.is_empty() {
            if self.by_rows {
                found.push(self.wants_rows());
            }
            return self.report;
        }
        if self.conditions.is_empty() && self.templates.is_empty() {
            return self.report;
        }
        // What names something that is not there has been told.
        if found.has_errors() {
            return self.report;
        }
        match self.fill(&Fill::default()) {
            Ok(filled) => filled.report,
            Err(gaps) => {
                found.extend(gaps.into_iter().map(|gap| gap.diagnostic));
                self.report
            }
        }
    }

    fn wants_rows(&self) -> Diagnostic {
        let (figures, fields) = (self.open.len(), self.fields.len());
        let message = Message::new(
            format!("这份报告要由表格来填：{figures} 个指标没有数值，{fields} 个文字栏"),
            format!("a table fills this report: {figures} figures have no value, {fields} texts are open"),
        );
        Diagnostic::error("report/wants-rows", message).at(Place::report("batch", None)).help(Message::new(
            "用 gongwen batch 报告.toml --rows 表格.xlsx，一行做一份；只做一份的，删去 [batch] 和 [fields]，写上数值",
            "use gongwen batch REPORT.toml --rows TABLE.xlsx; for a single document delete [batch] and [fields] and write the values",
        ))
    }

    /// The report of one row.
    ///
    /// # Errors
    ///
    /// Each element of the document that cannot do without what the row lacks, and values that do not fit where
    /// they go: `rows/missing-value`, `report/locality-code`, `report/date`, `report/empty`.
    pub fn fill(&self, fill: &Fill) -> Result<Filled, Vec<Gap>> {
        Filler::new(self).fill(fill)
    }
}
