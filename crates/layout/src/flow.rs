//! Blocks to one column of units (lines, blank lines, table rows), with the logical structure beside it.

use gongwen_core::document::{Block, BlockKind, Facts, Inline, Origin, Role, plain_text};
use gongwen_core::{Document, Stylesheet};

use crate::collect::Collector;
use crate::facts::note_lines;
use crate::pages::{OutlineEntry, StructureKind, StructureNode};
use crate::paragraph::Paragraph;
use crate::table::TableGrid;

/// How many lines of text stay with a signature.
const LINES_WITH_SIGNATURE: usize = 2;

/// A piece of the column that no page end divides.
pub(crate) struct Unit {
    /// EMU.
    pub(crate) height: i64,
    pub(crate) keep: Keep,
    pub(crate) content: Content,
}

/// Whether a unit may be the last on its page; what matters more is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Keep {
    /// It may.
    Free,
    /// Signature and date take it along.
    Signature,
    /// It may not: a heading, a caption, the header of a table.
    Next,
}

impl Keep {
    fn next(keep: bool) -> Keep {
        if keep { Keep::Next } else { Keep::Free }
    }
}

/// What a unit holds; indices into [`Flow`].
#[derive(Clone, Copy)]
pub(crate) enum Content {
    Blank,
    PageBreak,
    Line {
        paragraph: usize,
        line: usize,
        outline: Option<usize>,
    },
    /// One group of rows of a table.
    Rows {
        table: usize,
        group: usize,
    },
}

/// The whole document before it is cut into pages.
pub(crate) struct Flow {
    pub(crate) units: Vec<Unit>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) tables: Vec<TableGrid>,
    pub(crate) structure: Vec<StructureNode>,
    pub(crate) outline: Vec<OutlineEntry>,
    pub(crate) facts: Facts,
}

/// Adds a node below another.
pub(crate) fn add_node(structure: &mut Vec<StructureNode>, parent: usize, kind: StructureKind) -> usize {
    let index = structure.len();
    structure.push(StructureNode { kind, children: Vec::new() });
    if let Some(parent) = structure.get_mut(parent) {
        parent.children.push(index);
    }
    index
}

/// Tags a paragraph's text with its node, and its links with nodes below that.
pub(crate) fn tag(structure: &mut Vec<StructureNode>, paragraph: &mut Paragraph, node: usize) {
    let mut last: Option<(std::sync::Arc<str>, usize)> = None;
    for span in &mut paragraph.text.spans {
        span.node = Some(node);
        last = match (&span.link, last) {
            (Some(link), Some((target, index))) if *link == target => {
                span.node = Some(index);
                Some((target, index))
            }
            (Some(link), _) => {
                let index = add_node(structure, node, StructureKind::Link(link.clone()));
                span.node = Some(index);
                Some((link.clone(), index))
            }
            (None, _) => None,
        };
    }
}

/// Lays out all blocks.
pub(crate) fn flow(collector: &mut Collector<'_>, document: &Document, style: &Stylesheet) -> Flow {
    let mut flow = Flow {
        units: Vec::new(),
        paragraphs: Vec::new(),
        tables: Vec::new(),
        structure: vec![StructureNode { kind: StructureKind::Document, children: Vec::new() }],
        outline: Vec::new(),
        facts: Facts::default(),
    };
    for (index, block) in document.blocks.iter().enumerate() {
        collector.begin_block();
        match &block.kind {
            BlockKind::Figure(_) | BlockKind::Contents { .. } => {}
            BlockKind::PageBreak { .. } => {
                flow.units.push(Unit { height: 0, keep: Keep::Free, content: Content::PageBreak });
            }
            BlockKind::Paragraph { role, inlines } => {
                if *role == Role::Signature {
                    flow.keep_last_lines();
                }
                flow.paragraph(collector, style, *role, inlines, index, &block.origin);
                if *role == Role::IssueDate
                    && index > 0
                    && document.blocks.get(index - 1).is_some_and(is_signature)
                {
                    flow.align_date(style);
                }
            }
            BlockKind::Table(table) => {
                if let Some(caption) = &table.caption {
                    let node = add_node(&mut flow.structure, 0, StructureKind::Table);
                    flow.caption(collector, style, caption, node, &block.origin);
                    flow.table(collector, style, table, node, &block.origin);
                } else {
                    let node = add_node(&mut flow.structure, 0, StructureKind::Table);
                    flow.table(collector, style, table, node, &block.origin);
                }
            }
        }
    }
    flow
}

fn is_signature(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Paragraph { role: Role::Signature, .. })
}

impl Flow {
    fn paragraph(
        &mut self,
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        role: Role,
        inlines: &[Inline],
        block: usize,
        origin: &Origin,
    ) {
        let form = style.paragraph(role);
        let mut paragraph =
            Paragraph::new(collector, inlines, form, style.page.type_area_width().emu(), origin);
        let kind = match (role, role.heading_level()) {
            (Role::Title, _) => StructureKind::Title,
            (_, Some(level)) => StructureKind::Heading(level),
            _ => StructureKind::Paragraph,
        };
        let node = add_node(&mut self.structure, 0, kind);
        tag(&mut self.structure, &mut paragraph, node);
        let outline = role.heading_level().map(|level| {
            let text = plain_text(inlines).replace('\n', "");
            self.outline.push(OutlineEntry { level, text, page: 0, y: gongwen_core::Length::ZERO });
            self.outline.len() - 1
        });
        note_lines(&mut self.facts, block, &paragraph, form);
        for _ in 0..form.lines_before {
            self.units.push(Unit { height: paragraph.pitch, keep: Keep::Next, content: Content::Blank });
        }
        self.lines(paragraph, form.keep_with_next, outline);
        for _ in 0..form.lines_after {
            self.units.push(Unit {
                height: form.line_pitch.emu(),
                keep: Keep::next(form.keep_with_next),
                content: Content::Blank,
            });
        }
    }

    fn lines(&mut self, paragraph: Paragraph, keep: bool, mut outline: Option<usize>) {
        let index = self.paragraphs.len();
        for line in 0..paragraph.lines.len() {
            let content = Content::Line { paragraph: index, line, outline: outline.take() };
            self.units.push(Unit { height: paragraph.pitch, keep: Keep::next(keep), content });
        }
        self.paragraphs.push(paragraph);
    }

    fn caption(
        &mut self,
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        inlines: &[Inline],
        table: usize,
        origin: &Origin,
    ) {
        let form = style.paragraph(Role::TableCaption);
        let mut paragraph =
            Paragraph::new(collector, inlines, form, style.page.type_area_width().emu(), origin);
        let node = add_node(&mut self.structure, table, StructureKind::Caption);
        tag(&mut self.structure, &mut paragraph, node);
        self.lines(paragraph, true, None);
    }

    fn table(
        &mut self,
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        table: &gongwen_core::document::Table,
        node: usize,
        origin: &Origin,
    ) {
        let grid = TableGrid::new(collector, table, style, origin, &mut self.structure, node);
        let index = self.tables.len();
        for (group, rows) in grid.groups.iter().enumerate() {
            let header = rows.rows.start < grid.header_rows && rows.rows.end < grid.row_count();
            self.units.push(Unit {
                height: rows.height,
                keep: Keep::next(header),
                content: Content::Rows { table: index, group },
            });
        }
        self.tables.push(grid);
        // The lower rule takes its room.
        self.units.push(Unit {
            height: style.table.outer_rule.emu(),
            keep: Keep::Free,
            content: Content::Blank,
        });
    }

    /// Signature and date do not stand on a page alone.
    fn keep_last_lines(&mut self) {
        let mut left = LINES_WITH_SIGNATURE;
        for unit in self.units.iter_mut().rev() {
            match unit.content {
                Content::PageBreak => return,
                Content::Line { .. } | Content::Rows { .. } => {
                    if left == 0 {
                        return;
                    }
                    left -= 1;
                }
                Content::Blank => {}
            }
            unit.keep = unit.keep.max(Keep::Signature);
        }
    }

    /// 7.3.5.2: the date begins two characters right of the name above it, and the wider of the two stands two
    /// characters from the right edge.
    fn align_date(&mut self, style: &Stylesheet) {
        let [.., name, date] = self.paragraphs.as_mut_slice() else { return };
        let (Some(name_width), Some(date_width)) = (name.single_line_width(), date.single_line_width())
        else {
            return;
        };
        let form = style.paragraph(gongwen_core::document::Role::Signature);
        let character = (form.size + form.character_spacing).emu();
        let right = style.page.type_area_width().emu() - i64::from(form.right_indent) * character / 100;
        let x = if date_width > name_width { right - date_width - 2 * character } else { right - name_width };
        if x < 0 {
            return;
        }
        name.pin(x);
        date.pin(x + 2 * character);
    }
}
