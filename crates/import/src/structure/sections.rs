//! The body of a general document 一般公文: headings, lists, tables, and text where nothing else prints the same.

use gongwen_core::report::{SectionFile, TableFile, TableRows, Texts};

use super::outline::{Node, Outline, is_heading};
use crate::draft::{Block, Table};
use crate::ordinal::{Form, LEVELS};
use crate::prose::notation;

/// The body on its way.
pub(super) struct Body<'d> {
    pub(super) blocks: &'d [Block],
    pub(super) outline: Outline,
    pub(super) opening: Vec<String>,
    pub(super) sections: Vec<SectionFile>,
    /// Blocks whose ordinals stay text, because no heading or list prints them.
    pub(super) kept: Vec<usize>,
    /// Headings and items of lists.
    pub(super) headings: usize,
    pub(super) items: usize,
    pub(super) tables: usize,
    /// What a section cannot hold: a table below four levels of headings.
    pub(super) fails: bool,
}

impl<'d> Body<'d> {
    /// The body that these blocks make; with `lists` their ordinals become headings and lists.
    pub(super) fn of(blocks: &'d [Block], range: std::ops::Range<usize>, lists: bool) -> Body<'d> {
        let outline = Outline::of(blocks, range, lists);
        let top = outline.top.clone();
        let mut body = Body {
            blocks,
            kept: outline.irregular.clone(),
            outline,
            opening: Vec::new(),
            sections: Vec::new(),
            headings: 0,
            items: 0,
            tables: 0,
            fails: false,
        };
        let mut root = SectionFile::default();
        body.fill(&top, 0, &mut root);
        body.sections = root.sections;
        body.opening = texts(root.text);
        body.kept.sort_unstable();
        body
    }

    fn text(&self, node: &Node) -> &'d str {
        match self.blocks.get(node.block) {
            Some(Block::Paragraph(paragraph)) => &paragraph.text,
            _ => "",
        }
    }

    /// What stands behind the ordinal of a node.
    fn behind(&self, node: &Node) -> &'d str {
        let length = node.ordinal.as_ref().map_or(0, |(_, _, length)| *length);
        self.text(node).get(length..).unwrap_or_default()
    }

    /// Puts these nodes into a section of this level; 0 is the document, which has no list of its own.
    fn fill(&mut self, nodes: &[usize], level: usize, section: &mut SectionFile) {
        let mut at = 0;
        while let Some(rest) = nodes.get(at..).filter(|rest| !rest.is_empty()) {
            let run = self.outline.run(rest);
            at += run.len().max(1);
            let Some(first) = run.first().and_then(|node| self.outline.node(*node)) else { break };
            let (block, form) = (first.block, first.ordinal.as_ref().map(|(form, _, _)| form.clone()));
            if first.heading.is_some() && level < LEVELS.len() {
                let (heading, below) = (notation(self.text(first)), first.below.clone());
                self.unnumbered(heading, &below, level, section);
                continue;
            }
            match (form, self.blocks.get(block)) {
                (None, Some(Block::Table(table))) => self.table(table, level, section),
                (None, _) => {
                    let (text, below) = (self.text(first).to_owned(), first.below.clone());
                    self.paragraph(&text, level, section);
                    self.fill(&below, level, section);
                }
                (Some(form), _) => self.list(run, &form, level, section),
            }
        }
    }

    /// A heading that no ordinal of ours stands before, with what is below it.
    fn unnumbered(&mut self, heading: String, below: &[usize], level: usize, section: &mut SectionFile) {
        self.headings += 1;
        let mut own = SectionFile { heading: Some(heading), numbered: Some(false), ..SectionFile::default() };
        self.fill(below, level + 1, &mut own);
        section.sections.push(own);
    }

    /// A paragraph goes to the last place that it can stand in.
    fn paragraph(&mut self, text: &str, level: usize, section: &mut SectionFile) {
        let text = notation(text);
        if let Some(target) = self.target(level, section, Room::Text) {
            add(&mut target.text, text);
        }
    }

    fn table(&mut self, table: &Table, level: usize, section: &mut SectionFile) {
        self.tables += 1;
        if let Some(target) = self.target(level, section, Room::Table) {
            target.table = Some(table_file(table));
        }
    }

    /// The section itself while it has room, else a section without heading below it.
    fn target<'s>(
        &mut self,
        level: usize,
        section: &'s mut SectionFile,
        room: Room,
    ) -> Option<&'s mut SectionFile> {
        // The document has no list and no table of its own.
        let own = level > 0 || room == Room::Text;
        if own && section.sections.is_empty() && room.is_in(section) {
            return Some(section);
        }
        if level >= LEVELS.len() {
            self.fails = true;
            return None;
        }
        let last = section.sections.last().filter(|last| last.heading.is_none() && last.sections.is_empty());
        if !last.is_some_and(|last| room.is_in(last)) {
            section.sections.push(SectionFile::default());
        }
        section.sections.last_mut()
    }

    fn list(&mut self, run: &[usize], form: &Form, level: usize, section: &mut SectionFile) {
        let node = |index: &usize| self.outline.node(*index);
        let nodes: Vec<&Node> = run.iter().filter_map(node).collect();
        let headed = section.sections.iter().any(|section| section.heading.is_some());
        let below = nodes.iter().any(|node| !node.below.is_empty());
        let outlined = nodes.iter().any(|node| self.is_outlined(node));
        // （一） may stand without 一、 above it, below sections without headings.
        let gap = form.level().and_then(|own| own.checked_sub(level + 1));
        let headings = gap.is_some_and(|gap| gap > 0 || !headed)
            && nodes.iter().all(|node| is_heading(self.behind(node)))
            && (below || outlined && nodes.len() > 1);
        let blocks: Vec<usize> = nodes.iter().map(|node| node.block).collect();
        if let (true, Some(gap)) = (headings, gap) {
            self.headings += blocks.len();
            let mut owner = section;
            for _ in 0..gap {
                owner.sections.push(SectionFile::default());
                let Some(last) = owner.sections.last_mut() else { return };
                owner = last;
            }
            for index in run {
                let Some(node) = self.outline.node(*index) else { continue };
                let (heading, below) = (notation(self.behind(node)), node.below.clone());
                let mut own = SectionFile { heading: Some(heading), ..SectionFile::default() };
                self.fill(&below, level + gap + 1, &mut own);
                owner.sections.push(own);
            }
            return;
        }
        let last = nodes.len().saturating_sub(1);
        let empty = nodes.iter().take(last).all(|node| node.below.is_empty());
        // A lone item has no ordinal.
        if nodes.len() > 1
            && empty
            && form.0.chars().filter(|sign| matches!(sign, '一' | '1' | '①')).count() == 1
        {
            let texts: Vec<String> = nodes.iter().map(|node| notation(self.behind(node))).collect();
            let below = nodes.last().map(|node| node.below.clone()).unwrap_or_default();
            self.items += texts.len();
            let Some(target) = self.target(level, section, Room::Items) else { return };
            let usual = target.heading.is_some().then(|| LEVELS.get(level).copied()).flatten();
            target.item_ordinal = (usual != Some(form.0.as_str())).then(|| form.0.clone());
            target.items = Texts::Many(texts);
            self.fill(&below, level, section);
            return;
        }
        // Headings whose ordinals are their author's own: （一） below 1., or 1、 where the form has 1.
        let spoken = form.0.starts_with('第') || form.0.ends_with('是');
        let typed = below && !spoken && level < LEVELS.len();
        if typed && nodes.iter().all(|node| is_heading(self.behind(node))) {
            for index in run {
                let Some(node) = self.outline.node(*index) else { continue };
                let (heading, below) = (notation(self.text(node)), node.below.clone());
                self.unnumbered(heading, &below, level, section);
            }
            return;
        }
        for index in run {
            let Some(node) = self.outline.node(*index) else { continue };
            let (text, below) = (self.text(node).to_owned(), node.below.clone());
            self.kept.push(node.block);
            self.paragraph(&text, level, section);
            self.fill(&below, level, section);
        }
    }

    /// Whether the draft itself says that this is a heading.
    fn is_outlined(&self, node: &Node) -> bool {
        matches!(self.blocks.get(node.block), Some(Block::Paragraph(paragraph)) if paragraph.level.is_some())
    }
}

/// Whether no heading of these sections is numbered.
pub(super) fn unnumbered(sections: &[SectionFile]) -> bool {
    sections.iter().all(|section| {
        (section.heading.is_none() || section.numbered == Some(false)) && unnumbered(&section.sections)
    })
}

/// Leaves out of each section that it is not numbered.
pub(super) fn say_nothing_of_numbers(sections: &mut [SectionFile]) {
    for section in sections {
        section.numbered = None;
        say_nothing_of_numbers(&mut section.sections);
    }
}

/// What a section is to take; it prints paragraphs, then its list, then its table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Room {
    Text,
    Items,
    Table,
}

impl Room {
    /// Whether a section can still take it.
    fn is_in(self, section: &SectionFile) -> bool {
        let below = section.table.is_some() || (self != Room::Table && !section.items.is_empty());
        !below
    }
}

/// Adds a paragraph.
fn add(to: &mut Texts, text: String) {
    *to = match std::mem::take(to) {
        Texts::None => Texts::One(text),
        Texts::One(first) => Texts::Many(vec![first, text]),
        Texts::Many(mut all) => {
            all.push(text);
            Texts::Many(all)
        }
    };
}

/// The paragraphs as a list.
fn texts(texts: Texts) -> Vec<String> {
    match texts {
        Texts::None => Vec::new(),
        Texts::One(one) => vec![one],
        Texts::Many(all) => all,
    }
}

/// A table in the notation of the report file.
pub(super) fn table_file(table: &Table) -> TableFile {
    let columns = table.columns();
    // Which columns cells of rows above cover: how many rows are left, and whether the cell begins there.
    let mut covered: Vec<(usize, bool)> = vec![(0, false); columns];
    let mut rows = Vec::with_capacity(table.rows.len());
    for cells in &table.rows {
        let mut row = Vec::with_capacity(columns);
        let mut cells = cells.iter();
        while row.len() < columns {
            let at = row.len();
            if let Some((left, first)) = covered.get_mut(at).filter(|(left, _)| *left > 0) {
                *left -= 1;
                row.push(if *first { "^" } else { "<" }.to_owned());
                continue;
            }
            let Some(cell) = cells.next() else {
                row.push(String::new());
                continue;
            };
            for offset in 0..cell.columns.min(columns - at) {
                row.push(match offset {
                    0 => cell_text(&cell.text),
                    _ => "<".to_owned(),
                });
                if let Some(place) = covered.get_mut(at + offset) {
                    *place = (cell.rows.saturating_sub(1), offset == 0);
                }
            }
        }
        rows.push(row);
    }
    let header =
        (table.header_rows > 1).then_some(table.header_rows.min(10).min(table.rows.len().saturating_sub(1)));
    TableFile { rows: TableRows::Cells(rows), header_rows: header, ..TableFile::default() }
}

/// A cell in the notation of the report file.
fn cell_text(text: &str) -> String {
    let text = notation(text);
    match text.as_str() {
        "<" | "^" => format!("\\{text}"),
        _ => text,
    }
}
