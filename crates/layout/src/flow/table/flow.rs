//! A table in the column of units: its title and unit above it, its rows, its notes.

use gongwen_document::style::{ParagraphStyle, Stylesheet};
use gongwen_document::{Align, Inline, Origin, Role, Table};

use super::TableGrid;
use crate::flow::structure::{add_node, tag};
use crate::flow::units::{Content, Flow, Keep, Unit};
use crate::inline::collect::Collector;
use crate::inline::paragraph::Paragraph;
use crate::pages::StructureKind;

/// A table of so many rows below its head leaves no row alone on its last page.
const LONG: usize = 4;

impl Flow {
    /// A table with what stands around it.
    pub(crate) fn table(
        &mut self,
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        table: &Table,
        block: usize,
        origin: &Origin,
    ) {
        let node = add_node(&mut self.structure, 0, StructureKind::Table, origin);
        let start = self.units.len();
        if let Some(caption) = &table.caption {
            self.beside(
                collector,
                style,
                (Role::TableCaption, caption),
                (node, StructureKind::Caption),
                true,
                origin,
            );
        }
        let beside = self.above(collector, style, table, origin);
        let above = self.units.get(start..).unwrap_or_default().iter().map(|unit| unit.height).sum();
        let place = (node, above);
        let mut grid =
            TableGrid::new(collector, table, style, origin, (&mut self.structure, &mut self.told), place);
        grid.place.form_beside_unit = beside;
        let noted = !table.notes.is_empty();
        let index = self.tables.len();
        let groups = grid.groups.len();
        let body = grid.groups.iter().filter(|group| group.rows.start >= grid.header_rows).count();
        for (group, rows) in grid.groups.iter().enumerate() {
            let header = rows.rows.start < grid.header_rows && rows.rows.end < grid.row_count();
            let last = group + 1 == groups;
            let mut keep = header
                || (last && noted)
                // No row stands alone on the last page.
                || (group + 2 == groups && body >= LONG)
                // 一、东片 goes with the rows that it names.
                || (!last && rows.rows.len() == 1 && grid.is_section(table, rows.rows.start));
            // Parts of one row follow each other as they can.
            keep &= !rows.is_part();
            for row in rows.rows.clone() {
                if (row + 1 < rows.rows.end || keep) && row >= grid.header_rows {
                    grid.place.kept.insert(row);
                }
            }
            self.units.push(Unit {
                height: rows.height,
                below: 0,
                keep: Keep::next(keep),
                content: Content::Rows { table: index, group },
            });
        }
        grid.note(&mut self.facts, block);
        self.tables.push(grid);
        // The lower rule takes its room.
        self.units.push(Unit {
            height: style.table.outer_rule.emu(),
            below: 0,
            keep: Keep::next(noted),
            content: Content::Blank,
        });
        for (index, note) in table.notes.iter().enumerate() {
            let keep = index + 1 < table.notes.len();
            self.beside(
                collector,
                style,
                (Role::TableNote, note),
                (0, StructureKind::Paragraph),
                keep,
                origin,
            );
        }
    }

    /// White below a table, which vanishes at the top of a page.
    pub(crate) fn air(&mut self, style: &Stylesheet) {
        self.units.push(Unit {
            height: style.table_air().emu(),
            below: 0,
            keep: Keep::Free,
            content: Content::Blank,
        });
    }

    /// What a form says of itself at the left and the unit at the right, on one line where both have room; whether they do.
    fn above(
        &mut self,
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        table: &Table,
        origin: &Origin,
    ) -> bool {
        let width = style.page.type_area_width().emu();
        let at_right = style.paragraph(Role::TableUnit);
        let at_left = ParagraphStyle { align: Align::Left, ..at_right.clone() };
        let mut lay = |inlines: &Option<Vec<Inline>>, form: &ParagraphStyle| {
            inlines.as_ref().map(|inlines| Paragraph::new(collector, inlines, form, width, origin))
        };
        let (form, unit) = (lay(&table.form, &at_left), lay(&table.unit, at_right));
        let beside = match (&form, &unit) {
            (Some(form), Some(unit)) => match (form.lines.as_slice(), unit.lines.as_slice()) {
                ([form], [unit]) => form.slack + unit.slack >= width + 2 * at_right.size.emu(),
                _ => false,
            },
            _ => false,
        };
        for (paragraph, takes_room) in [(form, !beside), (unit, true)] {
            let Some(mut paragraph) = paragraph else { continue };
            // Beside the table and not in it: rows are all that a table holds beside its title.
            let node = add_node(&mut self.structure, 0, StructureKind::Paragraph, origin);
            tag(&mut self.structure, &mut paragraph, node);
            self.lines(paragraph, true, None);
            if let (false, Some(line)) = (takes_room, self.units.last_mut()) {
                line.height = 0;
            }
        }
        beside
    }

    fn beside(
        &mut self,
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        (role, inlines): (Role, &[Inline]),
        (parent, kind): (usize, StructureKind),
        keep: bool,
        origin: &Origin,
    ) {
        let form = style.paragraph(role);
        let mut paragraph =
            Paragraph::new(collector, inlines, form, style.page.type_area_width().emu(), origin);
        let node = add_node(&mut self.structure, parent, kind, origin);
        tag(&mut self.structure, &mut paragraph, node);
        self.lines(paragraph, keep, None);
    }
}
