//! Where each field stands in the report file.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::parts::part_path;
use gongwen_core::report::{Annual, Body, Figure, Item, Prose, Report, Section};
use gongwen_document::Origin;

/// So many fields have room from the start: as many as an annual report has.
const USUAL: usize = 256;

/// The bytes of each field of a report, by its path: what turns an `at` of the markup into an [`Origin`].
#[derive(Clone, Debug, Default)]
pub struct Spans<'r> {
    fields: HashMap<Arc<str>, Option<Range<usize>>>,
    figures: &'r [Figure],
    /// The place of each figure by its id, found out when the first one is asked for: few templates print figures by name,
    /// and reports have hundreds of them.
    by_id: OnceLock<HashMap<&'r str, usize>>,
}

impl<'r> Spans<'r> {
    /// The fields of this report; without bytes when it was built in code.
    pub fn new(report: &'r Report) -> Spans<'r> {
        let fields = HashMap::with_capacity(USUAL);
        let mut spans = Spans { fields, figures: &report.figures, by_id: OnceLock::new() };
        spans.prose(&report.elements.title);
        spans.all(report.elements.note.iter().chain(&report.opening).chain(&report.closing));
        match &report.body {
            Body::Annual(annual) => spans.annual(annual),
            Body::General(general) => spans.sections(&general.sections),
        }
        for attachment in &report.attachments {
            spans.all(&attachment.text);
            spans.sections(&attachment.sections);
            spans.all(attachment.table.iter().filter_map(|table| table.caption.as_ref()));
        }
        spans
    }

    /// Where in the report file the parts of an annual report stand, by their paths: for a part that is printed as a
    /// whole (an area with its name and items), the stretch from its first text to its last.
    ///
    /// A template names a part by a path such as `achievements.areas[0]`; what is told of it is then shown in the file,
    /// although no single field has that name. A report made in code has no spans, and none come out.
    fn annual(&mut self, annual: &Annual) {
        let spans = self;
        if let Some(part) = &annual.achievements {
            spans.all(&part.heading);
            let mut whole = None;
            for (index, area) in part.areas.iter().enumerate() {
                spans.prose(&area.name);
                spans.all(&area.lead);
                let items = spans.items(&area.items);
                let name = &area.name;
                let area = around(name.span.clone(), &items);
                whole = around(whole, &area);
                let path = part_path(name, ".name", || format!("achievements.areas[{index}]"));
                spans.fields.insert(path.into(), area);
            }
            spans.fields.insert("achievements".into(), whole);
        }
        if let Some(part) = &annual.shortcomings {
            spans.all(part.heading.iter().chain(&part.lead));
            let items = spans.items(&part.items);
            let whole = part.lead.iter().fold(items, |whole, lead| around(whole, &lead.span));
            spans.fields.insert("shortcomings".into(), whole);
        }
        if let Some(part) = &annual.plan {
            spans.all(part.heading.iter().chain(&part.opening));
            let mut all = part.opening.iter().fold(None, |all, prose| around(all, &prose.span));
            for (index, lever) in part.levers.iter().enumerate() {
                let lead = [&lever.grip, &lever.means, &lever.goal];
                spans.all(lead);
                let measures = spans.items(&lever.measures);
                let whole = lead.iter().fold(measures, |whole, part| around(whole, &part.span));
                all = around(all, &whole);
                let path = part_path(&lever.grip, ".grip", || format!("plan.levers[{index}]"));
                spans.fields.insert(path.into(), whole);
            }
            spans.fields.insert("plan".into(), all);
        }
    }

    fn sections(&mut self, sections: &[Section]) {
        for section in sections {
            self.all(section.heading.iter().chain(&section.text).chain(&section.items));
            self.all(section.table.iter().filter_map(|table| table.caption.as_ref()));
            self.all(section.figure.iter().filter_map(|figure| figure.caption.as_ref()));
            self.sections(&section.sections);
        }
    }

    /// The origin of what the markup says is at `path`: the bytes of that field, or of the nearest field around it.
    pub fn origin(&self, path: &str) -> Origin {
        if let Some((known, span)) = self.fields.get_key_value(path) {
            return Origin { path: known.clone(), span: span.clone() };
        }
        let mut around = path;
        let mut span = self.span(path);
        while span.is_none() {
            let Some(end) = around.rfind(['.', '[']) else { break };
            around = around.get(..end).unwrap_or_default();
            span = self.span(around);
        }
        Origin { path: path.into(), span }
    }

    fn span(&self, path: &str) -> Option<Range<usize>> {
        match path.strip_prefix("figures.").and_then(|id| self.figure(id)) {
            Some(figure) => figure.span.clone(),
            None => self.fields.get(path).cloned().flatten(),
        }
    }

    fn figure(&self, id: &str) -> Option<&'r Figure> {
        let places = || self.figures.iter().enumerate().map(|(place, figure)| (figure.id.as_str(), place));
        self.figures.get(*self.by_id.get_or_init(|| places().collect()).get(id)?)
    }

    fn prose(&mut self, prose: &Prose) {
        if !prose.path.is_empty() {
            self.fields.insert(prose.path.clone(), prose.span.clone());
        }
    }

    fn all<'p>(&mut self, prose: impl IntoIterator<Item = &'p Prose>) {
        prose.into_iter().for_each(|prose| self.prose(prose));
    }

    /// The items, each from its first field to its last; returns what they cover together.
    fn items(&mut self, items: &[Item]) -> Option<Range<usize>> {
        let mut all = None;
        for item in items {
            self.prose(&item.heading);
            self.all(&item.text);
            let mut whole = around(item.span.clone(), &item.heading.span);
            if let Some(text) = &item.text {
                whole = around(whole, &text.span);
            }
            all = around(all, &whole);
            if !item.path.is_empty() {
                self.fields.insert(item.path.clone(), whole);
            }
        }
        all
    }
}

/// The bytes from the start of the first to the end of the last.
fn around(one: Option<Range<usize>>, other: &Option<Range<usize>>) -> Option<Range<usize>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.start.min(other.start)..one.end.max(other.end)),
        (one, other) => one.or_else(|| other.clone()),
    }
}
