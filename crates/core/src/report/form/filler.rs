//! One row put into a form: values, single lines, and the body without what the row cannot say.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Fill, Form, Gap, Given, LISTS, list};
use crate::report::check::{date, no_such_date, wrong_code};
use crate::report::{Annual, Body, Figure, Item, Prose, Relation, Report, Section, Segment};
use crate::{Diagnostic, Message, Place};

pub(super) struct Filler<'f> {
    form: &'f Form,
    /// What the row has.
    known: HashMap<&'f str, Known>,
    gaps: Vec<Gap>,
}

enum Known {
    Text(String),
    /// The place of a figure in the report.
    Figure(usize),
}

impl<'f> Filler<'f> {
    pub(super) fn new(form: &'f Form) -> Filler<'f> {
        let known = HashMap::with_capacity(form.report.figures.len() + form.fields.len());
        Filler { form, known, gaps: Vec::new() }
    }

    pub(super) fn fill(mut self, fill: &Fill) -> Result<Report, Vec<Gap>> {
        let mut report = self.form.report.clone();
        self.figures(&mut report, fill);
        for (index, field) in self.form.fields.iter().enumerate() {
            if let Some(Given::Value(text)) = fill.fields.get(index) {
                self.known.insert(&field.id, Known::Text(text.clone()));
            }
        }
        self.elements(&mut report);
        self.body(&mut report);
        match self.gaps.is_empty() {
            true => Ok(report),
            false => Err(self.gaps),
        }
    }

    /// Puts the values in, and leaves out the figures that have none.
    fn figures(&mut self, report: &mut Report, fill: &Fill) {
        let form = self.form;
        let mut from = form.report.figures.iter().enumerate();
        let mut kept = 0;
        report.figures.retain_mut(|figure| {
            let Some((index, Figure { id, .. })) = from.next() else { return false };
            let present = match fill.figures.get(index) {
                Some(Given::Value(value)) if figure.zero_is_none && value.is_zero() => false,
                Some(Given::Value(value)) => {
                    figure.value = *value;
                    figure.upper = None;
                    figure.qualifier = fill.qualifiers.get(index).copied().flatten().or(figure.qualifier);
                    true
                }
                Some(Given::Missing) => false,
                Some(Given::Unasked) | None => !form.open.contains(id),
            };
            if !present {
                return false;
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
            self.known.insert(id, Known::Figure(kept));
            kept += 1;
            true
        });
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
            let text = self.text(template, &report.figures);
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
            if let Some(chart) = &mut section.chart {
                self.optional(&mut chart.caption);
                chart.figures.retain(|id| self.known.contains_key(id.as_str()));
            }
            section.chart.take_if(|chart| chart.figures.is_empty());
            self.sections(&mut section.sections);
            let empty = section.text.is_empty() && section.items.is_empty() && section.sections.is_empty();
            heads
                && (!empty || section.table.is_some() || section.figure.is_some() || section.chart.is_some())
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
            match self.known.get(&**id) {
                Some(Known::Text(text)) => *segment = Segment::Text(Arc::from(text.as_str())),
                Some(Known::Figure(..)) => {}
                None => return false,
            }
        }
        true
    }

    /// A single line as it reads; none when the row lacks something in it.
    fn text(&self, template: &Prose, figures: &[Figure]) -> Option<String> {
        let mut text = String::new();
        for segment in &template.segments {
            match segment {
                Segment::Text(piece) => text.push_str(piece),
                Segment::Figure(id) | Segment::FigureValue(id) => match self.known.get(&**id)? {
                    Known::Text(piece) => text.push_str(piece),
                    Known::Figure(index) => {
                        let figure = figures.get(*index)?;
                        let whole = matches!(segment, Segment::Figure(_));
                        text.push_str(&if whole { figure.display() } else { figure.display_value() });
                    }
                },
                Segment::FootnoteStart | Segment::FootnoteEnd | Segment::NewLine => {}
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
        let lacks = |id: &&str| !self.known.contains_key(id);
        let ids = ids(template).filter(lacks).map(str::to_owned).collect();
        let place = Place::report(path, template.span.clone());
        self.gaps.push(Gap { ids, diagnostic: found.at(place) });
    }

    fn fault(&mut self, template: &Prose, fault: Diagnostic) {
        let place = Place::report(&*template.path, template.span.clone());
        self.gaps.push(Gap { ids: ids(template).map(str::to_owned).collect(), diagnostic: fault.at(place) });
    }
}

fn ids(template: &Prose) -> impl Iterator<Item = &str> {
    template.segments.iter().filter_map(|segment| match segment {
        Segment::Figure(id) | Segment::FigureValue(id) => Some(&**id),
        Segment::Text(_) | Segment::FootnoteStart | Segment::FootnoteEnd | Segment::NewLine => None,
    })
}
