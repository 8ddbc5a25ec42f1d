//! A report that the rows of a table fill 套表: one file, many documents.
//!
//! In: a report file with `[batch]`, checked once. Out: for each row a [`Report`] that is as good as one read from a
//! file of its own. What a row does not give is left out of the text with everything that would have said it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::check::{date, no_such_date, wrong_code};
use super::{Annual, Body, Item, Prose, Relation, Report, Section, Segment};
use crate::read::Found;
use crate::{Diagnostic, Message, Place};

/// A report with gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub(super) report: Report,
    pub(super) fields: Vec<Field>,
    pub(super) open: BTreeSet<String>,
    pub(super) templates: Vec<Prose>,
    pub(super) conditions: BTreeMap<Arc<str>, Condition>,
    pub(super) by_rows: bool,
    pub(super) key: Option<String>,
    pub(super) sheet: Option<String>,
    pub(super) columns: BTreeMap<String, String>,
}

/// A text that each row gives 文字栏.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Identifier used in prose.
    pub id: String,
    /// Header of its column.
    pub label: String,
}

/// When a part stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) when: Vec<String>,
    pub(super) unless: Vec<String>,
}

/// What a row says of a figure or a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Given<T> {
    /// No column of the table is for it: what the report file says stays.
    #[default]
    Unasked,
    /// Its cell is empty.
    Missing,
    /// Its cell says this.
    Value(T),
}

/// What one row gives: an entry for each figure and each field of the [`Form`], in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fill {
    /// This year's values.
    pub figures: Vec<Given<Decimal>>,
    /// Last year's values.
    pub previous: Vec<Given<Decimal>>,
    /// Targets of the year.
    pub targets: Vec<Given<Decimal>>,
    /// Texts.
    pub fields: Vec<Given<String>>,
}

/// Why a row makes no report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The figures and fields whose cells are at fault.
    pub ids: Vec<String>,
    /// What is wrong, at the field of the report file.
    pub diagnostic: Diagnostic,
}

impl Form {
    /// The report with its gaps: figures without a value stand as 0, texts with their `{{field}}`.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The texts that rows give.
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// The figures that have no value of their own, by their ids.
    pub fn open(&self) -> impl Iterator<Item = &str> {
        self.open.iter().map(String::as_str)
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

    /// Whether the file leaves this single line to the rows, as `name = "{{village}}"` does.
    pub fn waits(&self, path: &str) -> bool {
        self.templates.iter().any(|template| &*template.path == path)
    }

    /// The field whose text is this single line and nothing else, as `code` is of `locality.code = "{{code}}"`.
    pub fn field_of(&self, path: &str) -> Option<usize> {
        let template = self.templates.iter().find(|template| &*template.path == path)?;
        let [Segment::Figure(id)] = template.segments.as_slice() else { return None };
        self.fields.iter().position(|field| field.id == *id)
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
        let prose =
            Prose { segments: vec![Segment::Figure(path.to_owned())], path: Arc::from(path), span: None };
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
        match self.fill(&Fill::default()) {
            Ok(report) => report,
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
    pub fn fill(&self, fill: &Fill) -> Result<Report, Vec<Gap>> {
        let mut filler = Filler { form: self, known: BTreeMap::new(), gaps: Vec::new() };
        let mut report = self.report.clone();
        filler.figures(&mut report, fill);
        for (index, field) in self.fields.iter().enumerate() {
            if let Some(Given::Value(text)) = fill.fields.get(index) {
                filler.known.insert(&field.id, Known::Text(text.clone()));
            }
        }
        filler.elements(&mut report);
        filler.body(&mut report);
        match filler.gaps.is_empty() {
            true => Ok(report),
            false => Err(filler.gaps),
        }
    }
}

/// Lists of single lines.
const LISTS: [&str; 6] = [
    "letterhead.issuer_mark",
    "letterhead.approvers",
    "addressees",
    "attachment_notes",
    "signatures",
    "imprint.copy_recipients",
];

/// Single lines.
const LINES: [&str; 11] = [
    "issuer",
    "locality.name",
    "locality.short_name",
    "locality.code",
    "letterhead.classification",
    "letterhead.urgency",
    "letterhead.document_number",
    "imprint.printing_office",
    "issue_date",
    "imprint.printing_date",
    "figures_table.title",
];

/// Whether the rows of a table can fill the single line at this path.
pub(super) fn can_wait(path: &str) -> bool {
    let name = path.split_once('[').map_or(path, |(name, _)| name);
    LISTS.contains(&name) || LINES.contains(&name)
}

fn list<'r>(report: &'r mut Report, path: &str) -> Option<&'r mut Vec<String>> {
    let elements = &mut report.elements;
    Some(match path {
        "letterhead.issuer_mark" => &mut elements.issuer_marks,
        "letterhead.approvers" => &mut elements.approvers,
        "addressees" => &mut elements.addressees,
        "attachment_notes" => &mut elements.attachment_notes,
        "signatures" => &mut elements.signatures,
        "imprint.copy_recipients" => &mut elements.copy_recipients,
        _ => return None,
    })
}

struct Filler<'f> {
    form: &'f Form,
    /// What the row has.
    known: BTreeMap<&'f str, Known>,
    gaps: Vec<Gap>,
}

enum Known {
    Text(String),
    /// With unit and qualifier, and alone.
    Figure(String, String),
}

impl<'f> Filler<'f> {
    /// Puts the values in, and leaves out the figures that have none.
    fn figures(&mut self, report: &mut Report, fill: &Fill) {
        let figures = std::mem::take(&mut report.figures);
        for (index, (mut figure, from)) in figures.into_iter().zip(&self.form.report.figures).enumerate() {
            let present = match fill.figures.get(index) {
                Some(Given::Value(value)) => {
                    figure.value = *value;
                    figure.upper = None;
                    true
                }
                Some(Given::Missing) => false,
                Some(Given::Unasked) | None => !self.form.open.contains(&figure.id),
            };
            if !present {
                continue;
            }
            for (given, place) in [
                (fill.previous.get(index), &mut figure.previous),
                (fill.targets.get(index), &mut figure.target),
            ] {
                match given {
                    Some(Given::Value(value)) => *place = Some(*value),
                    Some(Given::Missing) => *place = None,
                    Some(Given::Unasked) | None => {}
                }
            }
            self.known.insert(&from.id, Known::Figure(figure.display(), figure.display_value()));
            report.figures.push(figure);
        }
        // A relation to a figure that is not there says nothing.
        for figure in &mut report.figures {
            let whole = match &figure.relation {
                None => true,
                Some(Relation::SumOf(parts)) => {
                    parts.iter().all(|part| self.known.contains_key(part.as_str()))
                }
                Some(Relation::Ratio { numerator, denominator }) => {
                    [numerator, denominator].iter().all(|part| self.known.contains_key(part.as_str()))
                }
            };
            if !whole {
                figure.relation = None;
            }
        }
    }

    fn elements(&mut self, report: &mut Report) {
        if !self.keep(&mut report.elements.title) {
            let title = report.elements.title.clone();
            self.missing(&title);
        }
        if report.elements.note.as_mut().is_some_and(|note| !self.keep(note)) {
            report.elements.note = None;
        }
        let form = self.form;
        let mut dropped = false;
        for template in &form.templates {
            let text = self.text(template);
            dropped |= text.is_none();
            self.set(report, template, text);
        }
        if dropped {
            for path in LISTS {
                if let Some(list) = list(report, path) {
                    list.retain(|entry| !entry.is_empty());
                }
            }
        }
    }

    /// Puts a single line where it belongs; without a text an optional one goes.
    fn set(&mut self, report: &mut Report, template: &Prose, text: Option<String>) {
        let path = &*template.path;
        let (name, index) = match path.split_once('[') {
            Some((name, rest)) => (name, rest.trim_end_matches(']').parse::<usize>().unwrap_or(0)),
            None => (path, 0),
        };
        if let Some(entry) = list(report, name).and_then(|list| list.get_mut(index)) {
            *entry = text.unwrap_or_default();
            return;
        }
        let elements = &mut report.elements;
        match name {
            "issuer" | "locality.name" => match text {
                Some(text) if name == "issuer" => report.issuer = text,
                Some(text) => report.locality.name = text,
                None => self.missing(template),
            },
            "locality.short_name" => report.locality.short_name = text,
            "locality.code" => {
                if let Some(fault) = text.as_deref().and_then(wrong_code) {
                    self.fault(template, fault);
                }
                report.locality.code = text;
            }
            "letterhead.classification" => elements.classification = text,
            "letterhead.urgency" => elements.urgency = text,
            "letterhead.document_number" => elements.document_number = text,
            "imprint.printing_office" => elements.printing_office = text,
            "issue_date" | "imprint.printing_date" => {
                let day = text.as_deref().and_then(date);
                if let Some(text) = text.filter(|_| day.is_none()) {
                    self.fault(template, no_such_date(&text));
                } else if name == "issue_date" {
                    elements.issue_date = day;
                } else {
                    elements.printing_date = day;
                }
            }
            "figures_table.title" => {
                if let Some(table) = &mut report.figures_table {
                    table.title = text;
                }
            }
            _ => {}
        }
    }

    /// The body without what the row cannot say.
    fn body(&mut self, report: &mut Report) {
        report.opening.retain_mut(|prose| self.keep(prose));
        report.closing.retain_mut(|prose| self.keep(prose));
        let says = match &mut report.body {
            Body::Annual(annual) => {
                self.annual(annual);
                annual.achievements.is_some() || annual.shortcomings.is_some() || annual.plan.is_some()
            }
            Body::General(general) => {
                self.sections(&mut general.sections);
                !general.sections.is_empty()
            }
        };
        for attachment in &mut report.attachments {
            attachment.text.retain_mut(|prose| self.keep(prose));
            self.sections(&mut attachment.sections);
            if let Some(table) = &mut attachment.table {
                self.optional(&mut table.caption);
            }
        }
        if !says && report.opening.is_empty() && report.closing.is_empty() {
            let message =
                Message::new("这一行的数太少，报告里一句也不剩", "the row says too little: nothing is left");
            let found = Diagnostic::error("report/empty", message)
                .help(Message::new("填上这一行的数，或者删去这一行", "fill in the row, or delete it"));
            self.gaps.push(Gap { ids: Vec::new(), diagnostic: found });
        }
    }

    fn annual(&self, annual: &mut Annual) {
        if let Some(part) = &mut annual.achievements {
            self.optional(&mut part.heading);
            part.areas.retain_mut(|area| {
                let stands = self.stands(&area.name.path) && self.keep(&mut area.name);
                self.optional(&mut area.lead);
                let had_items = !area.items.is_empty();
                self.items(&mut area.items);
                stands && (!had_items || !area.items.is_empty())
            });
        }
        annual.achievements.take_if(|part| part.areas.is_empty());
        if let Some(part) = &mut annual.shortcomings {
            self.optional(&mut part.heading);
            self.optional(&mut part.lead);
            let had_items = !part.items.is_empty();
            self.items(&mut part.items);
            if part.items.is_empty() && (had_items || part.lead.is_none()) {
                annual.shortcomings = None;
            }
        }
        if let Some(plan) = &mut annual.plan {
            self.optional(&mut plan.heading);
            plan.opening.retain_mut(|prose| self.keep(prose));
            plan.levers.retain_mut(|lever| {
                let had_measures = !lever.measures.is_empty();
                self.items(&mut lever.measures);
                [&mut lever.grip, &mut lever.means, &mut lever.goal].into_iter().all(|part| self.keep(part))
                    && (!had_measures || !lever.measures.is_empty())
            });
        }
        annual.plan.take_if(|plan| plan.levers.is_empty() && plan.opening.is_empty());
    }

    fn sections(&self, sections: &mut Vec<Section>) {
        sections.retain_mut(|section| {
            let heads = section.heading.as_mut().is_none_or(|heading| self.keep(heading));
            section.text.retain_mut(|prose| self.keep(prose));
            section.items.retain_mut(|prose| self.keep(prose));
            if let Some(table) = &mut section.table {
                self.optional(&mut table.caption);
            }
            if let Some(figure) = &mut section.figure {
                self.optional(&mut figure.caption);
            }
            self.sections(&mut section.sections);
            let empty = section.text.is_empty() && section.items.is_empty() && section.sections.is_empty();
            heads && (!empty || section.table.is_some() || section.figure.is_some())
        });
    }

    fn items(&self, items: &mut Vec<Item>) {
        items.retain_mut(|item| {
            self.stands(&item.heading.path)
                && self.keep(&mut item.heading)
                && item.text.as_mut().is_none_or(|text| self.keep(text))
        });
    }

    fn optional(&self, prose: &mut Option<Prose>) {
        prose.take_if(|prose| !self.keep(prose));
    }

    /// Whether the part with this heading stands.
    fn stands(&self, heading: &str) -> bool {
        let Some(condition) = self.form.conditions.get(heading) else { return true };
        let has = |id: &String| self.known.contains_key(id.as_str());
        condition.when.iter().all(has) && !condition.unless.iter().any(has)
    }

    /// Puts the texts in; false when the row lacks something that stands here.
    fn keep(&self, prose: &mut Prose) -> bool {
        for segment in &mut prose.segments {
            let (Segment::Figure(id) | Segment::FigureValue(id)) = segment else { continue };
            match self.known.get(id.as_str()) {
                Some(Known::Text(text)) => *segment = Segment::Text(text.clone()),
                Some(Known::Figure(..)) => {}
                None => return false,
            }
        }
        true
    }

    /// A single line as it reads; none when the row lacks something in it.
    fn text(&self, template: &Prose) -> Option<String> {
        let mut text = String::new();
        for segment in &template.segments {
            match segment {
                Segment::Text(piece) => text.push_str(piece),
                Segment::Figure(id) | Segment::FigureValue(id) => match self.known.get(id.as_str())? {
                    Known::Text(piece) => text.push_str(piece),
                    Known::Figure(whole, _) if matches!(segment, Segment::Figure(_)) => text.push_str(whole),
                    Known::Figure(_, number) => text.push_str(number),
                },
            }
        }
        Some(text)
    }

    fn missing(&mut self, template: &Prose) {
        let path = &*template.path;
        let message = Message::new(
            format!("{path} 不能没有，这一行却没有给出它要的内容"),
            format!("{path} cannot do without what this row does not give"),
        );
        let found = Diagnostic::error("rows/missing-value", message)
            .help(Message::new("在这一格写上内容", "write it into the cell"));
        let lacks = |id: &&String| !self.known.contains_key(id.as_str());
        let ids = ids(template).filter(lacks).cloned().collect();
        let place = Place::report(path, template.span.clone());
        self.gaps.push(Gap { ids, diagnostic: found.at(place) });
    }

    fn fault(&mut self, template: &Prose, fault: Diagnostic) {
        let place = Place::report(&*template.path, template.span.clone());
        self.gaps.push(Gap { ids: ids(template).cloned().collect(), diagnostic: fault.at(place) });
    }
}

fn ids(template: &Prose) -> impl Iterator<Item = &String> {
    template.segments.iter().filter_map(|segment| match segment {
        Segment::Figure(id) | Segment::FigureValue(id) => Some(id),
        Segment::Text(_) => None,
    })
}
