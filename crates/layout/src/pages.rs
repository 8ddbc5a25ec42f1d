//! Station 8: pages as plain data, every glyph and rule at its exact place.

use std::ops::Range;
use std::sync::Arc;

use gongwen_document::{Diagnostic, Facts, Length, Orientation, Origin, Pictures, Properties};
use gongwen_fonts::FaceId;

/// All pages of a document, ready for any output.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pages {
    /// For the file's properties.
    pub properties: Properties,
    /// The pages in the order in which they are bound.
    pub pages: Vec<Page>,
    /// Logical structure: node 0 is the document; runs refer to nodes by index.
    pub structure: Vec<StructureNode>,
    /// Headings for the outline, in order; levels may skip.
    pub outline: Vec<OutlineEntry>,
    /// The pictures that pages name.
    pub pictures: Pictures,
    /// What the Word file must be told of these pages.
    pub facts: Facts,
    /// Characters that no face holds and that were printed as 〓, with their origin.
    pub missing: Vec<(char, Origin)>,
    /// What does not fit on its page 版面检查, found by a walk over the finished pages: errors (`fit/off-paper`,
    /// `fit/out-of-area`, `fit/overprint`, `fit/on-rule`, `gbt9704/7.3.3`) and warnings (`fit/small-type`,
    /// `fit/number-cut`), each told once for each field.
    pub misfits: Vec<Diagnostic>,
}

impl Pages {
    /// The lines of a page, each as a range of its runs: what follows each other on one baseline in one block, from left
    /// to right. Links and marks of footnotes belong to the line that they stand in, cells of a table are lines of their
    /// own. Empty for a page that there is not.
    ///
    /// ```
    /// assert!(gongwen_layout::Pages::default().lines(0).is_empty());
    /// ```
    pub fn lines(&self, page: usize) -> Vec<Range<usize>> {
        let runs = self.pages.get(page).map_or(&[][..], |page| &page.runs);
        let mut parents = vec![0; self.structure.len()];
        for (index, node) in self.structure.iter().enumerate() {
            for child in &node.children {
                // A node comes after the one that it is in.
                if let Some(parent) = parents.get_mut(*child).filter(|_| *child > index) {
                    *parent = index;
                }
            }
        }
        let block = |run: &GlyphRun| {
            let mut node = run.node?;
            while let Some(
                StructureKind::Link(_) | StructureKind::Reference | StructureKind::HeadingLink(_),
            ) = self.structure.get(node).map(|node| &node.kind)
            {
                node = parents.get(node).copied().unwrap_or(0);
            }
            Some(node)
        };
        let mut lines: Vec<Range<usize>> = Vec::new();
        for (index, run) in runs.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| runs.get(before));
            let goes_on = before.is_some_and(|before| {
                let rise = (before.baseline - run.baseline).emu().abs();
                let left = |run: &GlyphRun| run.glyphs.first().map(|glyph| glyph.x);
                block(before) == block(run)
                    && before.scale == run.scale
                    && 2 * rise <= before.size.max(run.size).emu()
                    && left(before) <= left(run)
            });
            match lines.last_mut() {
                Some(last) if goes_on => last.end = index + 1,
                _ => lines.push(index..index + 1),
            }
        }
        lines
    }
}

/// One page. Coordinates run from the top left corner of the paper, right and down.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Label, as `1`; `None` when the page carries no number.
    pub label: Option<String>,
    /// How the paper stands. A lying page is read with the sheet turned clockwise by a quarter: its top is the left
    /// edge of the upright sheet, on odd and even pages alike.
    pub orientation: Orientation,
    /// Paper width as it is read: the longer side of lying paper.
    pub width: Length,
    /// Paper height as it is read.
    pub height: Length,
    /// Glyph runs in reading order; one run is one face, size, line and structure node.
    pub runs: Vec<GlyphRun>,
    /// Runs of a lying page that stand on the sheet as on upright pages, in the coordinates of the upright sheet: its
    /// page number (clause 8). Artifacts.
    pub upright_runs: Vec<GlyphRun>,
    /// Straight rules, horizontal or vertical.
    pub rules: Vec<Rule>,
    /// Pictures and seals, over the text in this order.
    pub pictures: Vec<PlacedPicture>,
}

/// A picture at its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedPicture {
    /// Its name in [`Pages::pictures`].
    pub picture: Arc<str>,
    /// Left edge of the picture, from the left of the paper.
    pub x: Length,
    /// Top edge of the picture, from the top of the paper.
    pub y: Length,
    /// Width at which the picture is printed.
    pub width: Length,
    /// Height at which the picture is printed.
    pub height: Length,
    /// Whether the text shows through it, as under a seal 印章 or signature stamp 签名章: its white wipes nothing out.
    pub over_text: bool,
    /// Node of the structure this belongs to; `None` for an artifact.
    pub node: Option<usize>,
}

/// Glyphs of one face on one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct GlyphRun {
    /// The face that the glyph ids belong to.
    pub face: FaceId,
    /// Size of type 字号, as 16 pt for 三号.
    pub size: Length,
    /// How wide its glyphs are drawn, in percent of the face's: 100, less in the names of a joint mark that are condensed.
    pub scale: u8,
    /// Baseline, from the top of the paper.
    pub baseline: Length,
    /// Colour in which the glyphs are printed.
    pub color: Color,
    /// Whether they are printed bold 加粗: filled, and drawn along their outlines with a pen of
    /// [`ParagraphStyle::rim`](gongwen_document::style::ParagraphStyle::rim).
    pub bold: bool,
    /// Glyphs, left to right.
    pub glyphs: Vec<Glyph>,
    /// The characters that the glyphs show, in order.
    pub text: String,
    /// Node of the structure this belongs to; `None` for a page number or other artifact.
    pub node: Option<usize>,
    /// Target, if this is a link.
    pub link: Option<Arc<str>>,
}

/// A glyph at its place on the baseline of its run.
#[derive(Clone, Debug, PartialEq)]
pub struct Glyph {
    /// Glyph id in the face.
    pub id: u16,
    /// Origin of the glyph, from the left of the paper.
    pub x: Length,
    /// How far the next one is.
    pub advance: Length,
    /// Its bytes in the run's text.
    pub text: Range<usize>,
}

/// A straight rule as a filled rectangle.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// Left edge of the rule, from the left of the paper.
    pub x: Length,
    /// Top edge of the rule, from the top of the paper.
    pub y: Length,
    /// Width of the rule; of a vertical one its thickness.
    pub width: Length,
    /// Height of the rule; of a horizontal one its thickness.
    pub height: Length,
    /// Colour in which the rule is filled.
    pub color: Color,
}

/// The two colours of an official document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Color {
    /// Black, for text and nearly all rules.
    #[default]
    Black,
    /// 发文机关标志 and its rule.
    Red,
}

/// A node of the logical structure.
#[derive(Clone, Debug, PartialEq)]
pub struct StructureNode {
    /// Which kind of element the node is.
    pub kind: StructureKind,
    /// Child nodes in reading order.
    pub children: Vec<usize>,
    /// Where in the report file its block came from: that of its row for a cell of a table, that of the heading for an
    /// entry of a table of contents. The default for what the template made up, and for the document.
    pub origin: Origin,
}

impl StructureNode {
    /// A node of no place in the report file.
    ///
    /// ```
    /// use gongwen_layout::{StructureKind, StructureNode};
    /// let document = StructureNode::new(StructureKind::Document, vec![1, 2]);
    /// assert!(document.origin.path.is_empty());
    /// ```
    pub fn new(kind: StructureKind, children: Vec<usize>) -> StructureNode {
        StructureNode { kind, children, origin: Origin::default() }
    }
}

/// Kinds of structure, after ISO 32000-1 14.8.4.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StructureKind {
    /// The whole document, node 0 (`Document`).
    Document,
    /// The title of the document 标题 (`Title`).
    Title,
    /// Heading, level 1 to 6.
    Heading(u8),
    /// A paragraph of text or a line of an element (`P`).
    Paragraph,
    /// A table 表格 (`Table`), whose children are its rows.
    Table,
    /// Title of a table.
    Caption,
    /// A row of a table (`TR`), whose children are its cells.
    TableRow,
    /// Header cell of a column.
    TableHeader {
        /// How many columns the cell covers, 1 or more.
        column_span: usize,
        /// How many rows the cell covers, 1 or more.
        row_span: usize,
    },
    /// A cell with data (`TD`), below the header of its column.
    TableCell {
        /// How many columns the cell covers, 1 or more.
        column_span: usize,
        /// How many rows the cell covers, 1 or more.
        row_span: usize,
    },
    /// Link inside a paragraph.
    Link(Arc<str>),
    /// Picture or seal, with what it shows.
    Figure(String),
    /// The table of contents 目录 (`TOC`).
    Contents,
    /// Line of a table of contents.
    ContentsEntry,
    /// What refers to another place, around a link to it.
    Reference,
    /// Link to a heading: its place in [`Pages::outline`].
    HeadingLink(usize),
    /// A footnote 脚注 (`Note`), where its text stands.
    Note,
}

/// A heading in the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineEntry {
    /// 1 for the title of the document's top headings, and so on down.
    pub level: u8,
    /// Its text on one line.
    pub text: String,
    /// Index of its page.
    pub page: usize,
    /// Top of its first line, from the top of the paper.
    pub y: Length,
}
