//! All prose of a report, wherever it stands.

use super::{Annual, Body, Item, Prose, Report, Section, TableSource, TableUse};

impl Report {
    /// Goes through all prose, cells of tables included, until `stops` says so; whether it did.
    pub fn any_prose(&self, stops: &mut dyn FnMut(&Prose) -> bool) -> bool {
        let elements = &self.elements;
        stops(&elements.title)
            || elements.subtitle.iter().chain(&elements.author).any(&mut *stops)
            || elements.note.iter().chain(&self.opening).chain(&self.closing).any(&mut *stops)
            || match &self.body {
                Body::Annual(annual) => in_annual(annual, stops),
                Body::General(general) => in_sections(&general.sections, stops),
            }
            || self.attachments.iter().any(|attachment| {
                attachment.text.iter().any(&mut *stops)
                    || in_sections(&attachment.sections, stops)
                    || attachment.table.as_ref().is_some_and(|table| in_table(table, stops))
            })
    }
}

fn in_annual(annual: &Annual, stops: &mut dyn FnMut(&Prose) -> bool) -> bool {
    annual.achievements.as_ref().is_some_and(|part| {
        part.heading.iter().any(&mut *stops)
            || part.areas.iter().any(|area| {
                stops(&area.name) || area.lead.iter().any(&mut *stops) || in_items(&area.items, stops)
            })
    }) || annual.shortcomings.as_ref().is_some_and(|part| {
        part.heading.iter().chain(&part.lead).any(&mut *stops) || in_items(&part.items, stops)
    }) || annual.plan.as_ref().is_some_and(|plan| {
        plan.heading.iter().chain(&plan.opening).any(&mut *stops)
            || plan.levers.iter().any(|lever| {
                [&lever.grip, &lever.means, &lever.goal].into_iter().any(&mut *stops)
                    || in_items(&lever.measures, stops)
            })
    })
}

fn in_items(items: &[Item], stops: &mut dyn FnMut(&Prose) -> bool) -> bool {
    items.iter().any(|item| stops(&item.heading) || item.text.iter().any(&mut *stops))
}

fn in_sections(sections: &[Section], stops: &mut dyn FnMut(&Prose) -> bool) -> bool {
    sections.iter().any(|section| {
        section.heading.iter().chain(&section.text).chain(&section.items).any(&mut *stops)
            || section.table.as_ref().is_some_and(|table| in_table(table, stops))
            || section.figure.as_ref().is_some_and(|it| it.caption.iter().any(&mut *stops))
            || section.chart.as_ref().is_some_and(|it| it.caption.iter().any(&mut *stops))
            || in_sections(&section.sections, stops)
    })
}

fn in_table(table: &TableUse, stops: &mut dyn FnMut(&Prose) -> bool) -> bool {
    table.caption.iter().any(&mut *stops)
        || match &table.source {
            TableSource::Rows(grid) => grid.rows.iter().flatten().any(|cell| stops(&cell.text)),
            TableSource::File { .. } => false,
        }
}
