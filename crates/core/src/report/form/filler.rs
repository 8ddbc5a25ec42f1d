//! One row put into a form: values, single lines, and the body without what the row cannot say.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::gaps::{Fill, Filled, Form, Gap, Given};
use super::lines::{Slot, drop_empty, slot};
use crate::report::cell;
use crate::report::check::{date, no_such_date, wrong_code};
use crate::report::{
    Annual, Body, Figure, FigurePart, Item, NoPart, Prose, Relation, Report, Section, Segment, TableSource,
    TableUse,
};
use gongwen_document::{Diagnostic, Message, Place};

pub(super) struct Filler<'f> {
    form: &'f Form,
    /// What the row has.
    known: HashMap<&'f str, Known>,
    /// Its figures, once their values are in, each with the one that states its growth; only those of which a part is
    /// asked for.
    figures: HashMap<&'f str, (Figure, Option<Figure>)>,
    gaps: Vec<Gap>,
    /// Parts of figures that there cannot be, as growth on a year that had nothing.
    faults: RefCell<Vec<Gap>>,
    told: RefCell<Vec<Gap>>,
}

/// What a cell of a table shows that the row does not fill, as in the table of figures.
const DASH: &str = "—";

enum Known {
    Text(String),
    /// The place of a figure in the report.
    Figure(usize),
}

impl<'f> Filler<'f> {
    pub(super) fn new(form: &'f Form) -> Filler<'f> {
        let known = HashMap::with_capacity(form.report.figures.len() + form.fields.len());
        Filler {
            form,
            known,
            figures: HashMap::new(),
            gaps: Vec::new(),
            faults: RefCell::default(),
            told: RefCell::default(),
        }
    }

    pub(super) fn fill(mut self, fill: &Fill) -> Result<Filled, Vec<Gap>> {
        let mut report = self.form.report.clone();
        self.figures(&mut report, fill);
        for (index, field) in self.form.fields.iter().enumerate() {
            if let Some(Given::Value(text)) = fill.fields.get(index) {
                // A text is never taken for a reference, and nothing of the kind is to be printed.
                let text = match cell::plain(text, &|name| self.form.names(name)) {
                    Ok(None) => text.clone(),
                    Ok(Some(plain)) => {
                        report.literal_braces.push(Arc::from(plain.as_str()));
                        plain
                    }
                    Err(found) => {
                        self.gaps.push(Gap { ids: vec![field.id.clone()], diagnostic: found });
                        text.clone()
                    }
                };
                self.known.insert(&field.id, Known::Text(text));
            }
        }
        self.elements(&mut report);
        self.body(&mut report);
        self.gaps.append(&mut self.faults.borrow_mut());
        match self.gaps.is_empty() {
            true => Ok(Filled { report, told: self.told.into_inner() }),
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
                Some(Relation::GrowthOf(of)) => self.known.contains_key(of.as_str()),
                Some(Relation::Ratio { numerator, denominator }) => {
                    [numerator, denominator].iter().all(|part| self.known.contains_key(part.as_str()))
                }
            };
            if !whole {
                figure.relation = None;
            }
        }
        for (id, _) in &form.parts {
            if let Some(Known::Figure(index)) = self.known.get(id.as_str())
                && let Some(figure) = report.figures.get(*index)
            {
                self.figures.insert(id, (figure.clone(), report.stated_growth(id).cloned()));
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
            drop_empty(report);
        }
    }

    /// Puts a single line where it belongs; without a text an optional one goes.
    fn set(&mut self, report: &mut Report, template: &Prose, text: Option<String>) {
        match (slot(report, &template.path), text) {
            (None, _) => {}
            (Some(Slot::Must(place)), Some(text)) => *place = text,
            (Some(Slot::Must(_) | Slot::Line(..)), None) => self.missing(template),
            (Some(Slot::Line(place, line)), Some(text)) => {
                let lines = place.split('\n').enumerate();
                let lines: Vec<&str> =
                    lines.map(|(index, old)| if index == line { text.as_str() } else { old }).collect();
                *place = lines.join("\n");
            }
            (Some(Slot::Entry(place)), text) => *place = text.unwrap_or_default(),
            (Some(Slot::May(place)), text) => *place = text,
            (Some(Slot::Code(place)), text) => {
                let fault = text.as_deref().and_then(wrong_code);
                *place = text;
                if let Some(fault) = fault {
                    self.fault(template, fault);
                }
            }
            (Some(Slot::Day(place)), text) => {
                let day = text.as_deref().and_then(date);
                *place = day;
                if let Some(text) = text.filter(|_| day.is_none()) {
                    self.fault(template, no_such_date(&text));
                }
            }
        }
    }

    /// The body without what the row cannot say.
    fn body(&mut self, report: &mut Report) {
        report.elements.subtitle.retain_mut(|prose| self.keep(prose));
        report.elements.author.retain_mut(|prose| self.keep(prose));
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
                self.table(table);
            }
        }
        self.figures_table(report);
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
            // One that is a heading and nothing else was written so.
            let had = says(section);
            let heads = section.heading.as_mut().is_none_or(|heading| self.keep(heading));
            section.text.retain_mut(|prose| self.keep(prose));
            section.items.retain_mut(|prose| self.keep(prose));
            if let Some(table) = &mut section.table {
                self.table(table);
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
            heads && (!had || says(section))
        });
    }

    /// The cells of a table; what the row does not give is a dash there, since the cell stands all the same.
    fn table(&self, table: &mut TableUse) {
        self.optional(&mut table.caption);
        let TableSource::Rows(grid) = &mut table.source else { return };
        for cell in grid.rows.iter_mut().flatten() {
            if !self.keep(&mut cell.text) {
                self.told.borrow_mut().push(self.dash(&cell.text));
                cell.text.segments = vec![Segment::Text(DASH.into())];
            }
        }
    }

    /// The table of figures without those that the row does not give; told when somebody chose them.
    fn figures_table(&self, report: &mut Report) {
        let Some(table) = &mut report.figures_table else { return };
        for group in &mut table.groups {
            group.figures.retain(|id| {
                let known = self.known.contains_key(id.as_str());
                if !known {
                    self.told.borrow_mut().push(self.not_in_table(id));
                }
                known
            });
        }
        let empty = match table.groups.is_empty() {
            true => report.figures.iter().all(|figure| table.left_out.contains(&figure.id)),
            false => table.groups.iter().all(|group| group.figures.is_empty()),
        };
        if empty {
            let message = Message::new(
                "这一行没有一个要列的指标，不附指标一览表",
                "the row gives none of its figures: the table of figures is left out",
            );
            let found = Diagnostic::warning("rows/missing-in-table", message);
            let diagnostic = found.at(Place::report("figures_table", None));
            self.told.borrow_mut().push(Gap { ids: Vec::new(), diagnostic });
            report.figures_table = None;
        }
    }

    fn not_in_table(&self, id: &str) -> Gap {
        let label = self.form.report.figures.iter().find(|figure| figure.id == id);
        let label = label.map_or(id, |figure| figure.label.as_str());
        let message = Message::new(
            format!("指标一览表要列{label}，这一行没有给出，没有列"),
            format!("the table of figures wants `{label}`, which this row does not give; it is left out"),
        );
        let found = Diagnostic::warning("rows/missing-in-table", message)
            .help(Message::new("有数的填上；没有的不用管", "fill it in if there is a value"));
        Gap { ids: vec![id.to_owned()], diagnostic: found.at(Place::report("figures_table", None)) }
    }

    fn dash(&self, prose: &Prose) -> Gap {
        let lacks = |id: &&str| !self.known.contains_key(id);
        let lacking = ids(prose).find(lacks).or_else(|| ids(prose).next());
        let ids: Vec<String> = lacking.into_iter().map(str::to_owned).collect();
        let message = Message::new(
            format!("表格里有一格要写 {prose}，这一行没有给出，印成“{DASH}”"),
            format!("a cell of a table wants {prose}, which this row does not give; it shows {DASH}"),
        );
        let found = Diagnostic::warning("rows/missing-in-table", message)
            .help(Message::new("有数的填上；没有的不用管", "fill it in if there is a value"));
        Gap { ids, diagnostic: found.at(Place::report(&*prose.path, prose.span.clone())) }
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
        for place in 0..prose.segments.len() {
            let Some(Segment::Figure { id, part }) = prose.segments.get(place) else { continue };
            match self.known.get(&**id) {
                Some(Known::Text(text)) => {
                    let text = Segment::Text(Arc::from(text.as_str()));
                    prose.segments.get_mut(place).into_iter().for_each(|segment| *segment = text.clone());
                }
                Some(Known::Figure(..)) => match self.part(id, *part, "", prose) {
                    Ok(_) => {}
                    Err(NoPart::NoPrevious | NoPart::NoTarget) => return false,
                    Err(_) => return true,
                },
                None => return false,
            }
        }
        true
    }

    /// A part of a figure; one that cannot be is a fault of the row.
    fn part(
        &self,
        id: &str,
        part: FigurePart,
        before: &str,
        prose: &Prose,
    ) -> Result<Option<String>, NoPart> {
        if matches!(part, FigurePart::Whole | FigurePart::Value) {
            return Ok(None);
        }
        let Some((figure, growth)) = self.figures.get(id) else { return Ok(None) };
        let text = figure.part_beside(part, before, growth.as_ref());
        if let Err(fault) = text
            && !fault.is_missing()
        {
            let place = Place::report(&*prose.path, prose.span.clone());
            let diagnostic = fault.tell(figure).at(place);
            self.faults.borrow_mut().push(Gap { ids: vec![id.to_owned()], diagnostic });
        }
        text.map(Some)
    }

    /// A single line as it reads; none when the row lacks something in it.
    fn text(&self, template: &Prose, figures: &[Figure]) -> Option<String> {
        let mut text = String::new();
        for segment in &template.segments {
            match segment {
                Segment::Text(piece) => text.push_str(piece),
                Segment::Figure { id, part } => match self.known.get(&**id)? {
                    Known::Text(piece) => text.push_str(piece),
                    Known::Figure(index) => {
                        let figure = figures.get(*index)?;
                        let piece = match self.part(id, *part, &text, template).ok()? {
                            Some(piece) => piece,
                            None => figure.part(*part, &text).ok()?,
                        };
                        text.push_str(&piece);
                    }
                },
                Segment::FootnoteStart
                | Segment::FootnoteEnd
                | Segment::StrongStart
                | Segment::StrongEnd
                | Segment::NewLine => {}
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

/// Whether a section has more than its heading.
fn says(section: &Section) -> bool {
    let texts = !section.text.is_empty() || !section.items.is_empty() || !section.sections.is_empty();
    texts || section.table.is_some() || section.figure.is_some() || section.chart.is_some()
}

fn ids(template: &Prose) -> impl Iterator<Item = &str> {
    template.segments.iter().filter_map(|segment| match segment {
        Segment::Figure { id, .. } => Some(&**id),
        _ => None,
    })
}
