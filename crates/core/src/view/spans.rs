//! Where each field stands in the report file.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::document::Origin;
use crate::report::{Item, Prose, Report};

/// The bytes of each field of a report, by its path: what turns an `at` of the markup into an [`Origin`].
#[derive(Clone, Debug, Default)]
pub struct Spans(BTreeMap<Arc<str>, Option<Range<usize>>>);

impl Spans {
    /// The fields of this report; without bytes when it was built in code.
    pub fn new(report: &Report) -> Spans {
        let mut spans = Spans::default();
        spans.prose(&report.elements.title);
        spans.all(report.elements.note.iter().chain(&report.opening).chain(&report.closing));
        if let Some(part) = &report.achievements {
            spans.all(&part.heading);
            for area in &part.areas {
                spans.prose(&area.name);
                spans.all(&area.lead);
                spans.items(&area.items);
            }
        }
        if let Some(part) = &report.shortcomings {
            spans.all(part.heading.iter().chain(&part.lead));
            spans.items(&part.items);
        }
        if let Some(part) = &report.plan {
            spans.all(part.heading.iter().chain(&part.opening));
            for lever in &part.levers {
                spans.all([&lever.grip, &lever.means, &lever.goal]);
                spans.items(&lever.measures);
            }
        }
        for figure in &report.figures {
            spans.0.insert(format!("figures.{}", figure.id).into(), figure.span.clone());
        }
        spans
    }

    /// The origin of what the markup says is at `path`: the bytes of that field, or of the nearest field around it.
    pub fn origin(&self, path: &str) -> Origin {
        if let Some((known, span)) = self.0.get_key_value(path) {
            return Origin { path: known.clone(), span: span.clone() };
        }
        let mut around = path;
        let mut span = None;
        while span.is_none() {
            let Some(end) = around.rfind(['.', '[']) else { break };
            around = around.get(..end).unwrap_or_default();
            span = self.0.get(around).cloned().flatten();
        }
        Origin { path: path.into(), span }
    }

    fn prose(&mut self, prose: &Prose) {
        if !prose.path.is_empty() {
            self.0.insert(prose.path.clone(), prose.span.clone());
        }
    }

    fn all<'p>(&mut self, prose: impl IntoIterator<Item = &'p Prose>) {
        prose.into_iter().for_each(|prose| self.prose(prose));
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.prose(&item.heading);
            self.all(&item.text);
            if !item.path.is_empty() {
                self.0.insert(item.path.clone(), item.span.clone());
            }
        }
    }
}
