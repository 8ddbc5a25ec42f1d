//! The block tree as a docx-rs document: styles by name, no direct formatting that a style can hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use docx_rs::{
    Break, BreakType, DocumentChild, Docx, Hyperlink, HyperlinkData, Indent, Justification, Paragraph,
    ParagraphChild, ParagraphStyle, Run, RunChild, RunStyle, Text,
};
use gongwen_core::document::{BlockKind, Document, Inline, Role};
use gongwen_core::{Length, Stylesheet};

use crate::closing::{Closings, Place};
use crate::writer::Options;
use crate::{styles, table, text};

/// The body as docx-rs writes it, and what the pass and the package need to know of it.
pub(crate) struct Body {
    /// `word/document.xml` before the pass.
    pub xml: Vec<u8>,
    /// Header rows of each table, in order.
    pub header_rows: Vec<usize>,
    /// Targets of links; the relationship of each is [`link_id`] of its place.
    pub links: Vec<Arc<str>>,
}

/// The relationship id of a link.
pub(crate) fn link_id(index: usize) -> String {
    format!("link{}", index + 1)
}

/// Builds the body of a document.
pub(crate) fn compose(document: &Document, style: &Stylesheet, options: &Options) -> Body {
    let mut composer = Composer {
        style,
        children: Vec::with_capacity(document.blocks.len() + 1),
        header_rows: Vec::new(),
        links: Links::default(),
        page_break: false,
        after_table: false,
    };
    let closings = Closings::of(document, style);
    for (index, block) in document.blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Paragraph { role, inlines } => {
                let breaks = options.title_breaks.get(&index).map(Vec::as_slice).unwrap_or_default();
                composer.paragraph(*role, inlines, breaks, closings.place(index));
            }
            BlockKind::Table(table) => composer.table(table),
            BlockKind::Figure(_) | BlockKind::Contents { .. } => {}
            BlockKind::PageBreak { .. } => composer.page_break = true,
        }
    }
    // Word asks for a paragraph after the last table.
    if composer.after_table {
        composer.separator();
    }
    let mut docx = Docx::new();
    docx.document.children = composer.children;
    Body { xml: docx.build().document, header_rows: composer.header_rows, links: composer.links.targets }
}

/// Targets of links, each once, in the order of their first use.
#[derive(Default)]
pub(crate) struct Links {
    targets: Vec<Arc<str>>,
    known: BTreeMap<Arc<str>, usize>,
}

impl Links {
    fn id(&mut self, target: &Arc<str>) -> String {
        let next = self.targets.len();
        let index = *self.known.entry(target.clone()).or_insert(next);
        if index == next {
            self.targets.push(target.clone());
        }
        link_id(index)
    }
}

struct Composer<'a> {
    style: &'a Stylesheet,
    children: Vec<DocumentChild>,
    header_rows: Vec<usize>,
    links: Links,
    /// The next block starts a page.
    page_break: bool,
    /// The block before was a table.
    after_table: bool,
}

impl Composer<'_> {
    fn paragraph(&mut self, role: Role, inlines: &[Inline], breaks: &[usize], place: Option<Place>) {
        let mut paragraph = paragraph(styles::paragraph_id(role), inlines, breaks, &mut self.links);
        if let Some(place) = place {
            let twips = |length: Length| i32::try_from(length.to_twips()).ok();
            paragraph.property.indent = Some(Indent::new(twips(place.left), None, twips(place.right), None));
            if place.align != self.style.paragraph(role).align {
                paragraph.property.alignment = Some(Justification::new(styles::align(place.align)));
            }
        }
        self.push(paragraph);
    }

    fn table(&mut self, table: &gongwen_core::document::Table) {
        if let Some(caption) = &table.caption {
            self.paragraph(Role::TableCaption, caption, &[], None);
        } else if self.after_table {
            // Word makes one table of two that touch.
            self.separator();
        }
        let page_break = std::mem::take(&mut self.page_break);
        if let Some(built) = table::compose(table, self.style, page_break, &mut self.links) {
            self.header_rows.push(table.header_rows);
            self.children.push(DocumentChild::Table(Box::new(built)));
            self.after_table = true;
        }
    }

    fn separator(&mut self) {
        self.push(paragraph(styles::SEPARATOR, &[], &[], &mut Links::default()));
    }

    fn push(&mut self, mut paragraph: Box<Paragraph>) {
        if std::mem::take(&mut self.page_break) {
            paragraph.property.page_break_before = Some(true);
        }
        self.children.push(DocumentChild::Paragraph(paragraph));
        self.after_table = false;
    }
}

/// A paragraph in this style, of these inlines, with forced line breaks before the characters at these
/// places. Filled in its box: docx-rs's paragraphs are 2.4 kB, which its builders move again and again.
pub(crate) fn paragraph(
    style: &str,
    inlines: &[Inline],
    breaks: &[usize],
    links: &mut Links,
) -> Box<Paragraph> {
    let mut paragraph = Box::<Paragraph>::default();
    paragraph.property.style = Some(ParagraphStyle::new(Some(style)));
    paragraph.children.reserve(inlines.len());
    let mut at = 0;
    for inline in inlines {
        match inline {
            Inline::Hang | Inline::Footnote(_) => {}
            Inline::Break => {
                at += 1;
                paragraph.children.push(ParagraphChild::Run(run(None, vec![line_break()])));
            }
            Inline::Text { text, mark, link } => {
                let pieces = pieces(text, &mut at, breaks);
                paragraph.children.push(match link {
                    None => ParagraphChild::Run(run(styles::mark_id(*mark), pieces)),
                    Some(target) => {
                        let style = styles::mark_id(*mark).unwrap_or(styles::LINK);
                        ParagraphChild::Hyperlink(hyperlink(links.id(target), run(Some(style), pieces)))
                    }
                });
            }
        }
    }
    paragraph
}

/// The text with line breaks before the characters at these places.
fn pieces(text: &str, at: &mut usize, breaks: &[usize]) -> Vec<RunChild> {
    let text = text::clean(text);
    let mut pieces = Vec::with_capacity(1);
    let mut start = 0;
    if !breaks.is_empty() {
        for (offset, _) in text.char_indices() {
            if *at > 0 && breaks.contains(at) {
                if offset > start {
                    pieces.push(text_piece(text.get(start..offset).unwrap_or_default()));
                }
                pieces.push(line_break());
                start = offset;
            }
            *at += 1;
        }
    }
    let rest = text.get(start..).unwrap_or_default();
    if !rest.is_empty() {
        pieces.push(text_piece(rest));
    }
    pieces
}

fn text_piece(text: &str) -> RunChild {
    RunChild::Text(Text::new(text))
}

fn line_break() -> RunChild {
    RunChild::Break(Break::new(BreakType::TextWrapping))
}

fn run(style: Option<&str>, children: Vec<RunChild>) -> Box<Run> {
    let mut run = Box::<Run>::default();
    run.run_property.style = style.map(RunStyle::new);
    run.children = children;
    run
}

/// Built by hand: the constructor draws its id from a counter of the whole process.
fn hyperlink(id: String, run: Box<Run>) -> Hyperlink {
    Hyperlink {
        link: HyperlinkData::External { rid: id, path: String::new() },
        history: None,
        children: vec![ParagraphChild::Run(run)],
    }
}
