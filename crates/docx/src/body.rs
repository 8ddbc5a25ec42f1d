//! The block tree as a docx-rs document: styles by name, no direct formatting that a style can hold.

use std::sync::Arc;

use docx_rs::{
    BuildXML, DocumentChild, Indent, Justification, LineSpacing, LineSpacingType, Paragraph, ParagraphStyle,
    SectionProperty, SpecialIndentType,
};
use gongwen_core::document::{
    BlockKind, Document, Facts, Figure, Format, Hang, Inline, Orientation, Role, plain_text,
};
use gongwen_core::{Length, Stylesheet};

use crate::closing::{Closings, Place};
use crate::contents::Bookmarks;
use crate::media::Media;
use crate::runs::{self, Lines, Links};
use crate::shell::Section;
use crate::{contents, imprint, letterhead, raw, signed, styles, table};

/// The body as docx-rs writes it, and what the pass and the package need to know of it.
pub(crate) struct Body {
    /// `word/document.xml` before the pass.
    pub xml: Vec<u8>,
    /// Header rows of each table, in order.
    pub header_rows: Vec<usize>,
    /// The runs of each paragraph that is no marker, in order.
    pub runs: Vec<String>,
    /// Targets of links; the relationship of each is [`link_id`](runs::link_id) of its place.
    pub links: Vec<Arc<str>>,
    /// Footnotes; the id of each is its place, counted from 1.
    pub notes: Vec<Vec<Inline>>,
    /// Picture parts; the relationship of each is [`media_id`](crate::media::media_id) of its place.
    pub media: Vec<(String, Arc<[u8]>)>,
    /// Sections in order.
    pub sections: Vec<Section>,
    /// What stands where the body has a marker.
    pub raw: Vec<String>,
}

/// Builds the body of a document.
pub(crate) fn compose(document: &Document, style: &Stylesheet, facts: &Facts) -> Body {
    let mut composer = Composer {
        style,
        children: Vec::with_capacity(document.blocks.len() + 1),
        header_rows: Vec::new(),
        runs: Vec::with_capacity(document.blocks.len() + 1),
        lengths: Vec::with_capacity(document.blocks.len() + 1),
        links: Links::default(),
        media: Media::default(),
        raw: Vec::new(),
        sections: Vec::new(),
        section: Section { letter: document.format == Format::Letter, ..Section::default() },
        page_break: false,
        after_table: false,
        first_text: None,
    };
    let bookmarks = Bookmarks::of(document);
    let closings = Closings::of(document, style);
    let start = document.text_start();
    let mut index = 0;
    while let Some(block) = document.blocks.get(index) {
        if index == start {
            let head = letterhead::compose(document, style, facts, &mut composer.media);
            composer.raw(head);
        }
        if begins_closing(document, index) {
            composer.keep_last_lines();
        }
        let mut count = 1;
        match &block.kind {
            BlockKind::Paragraph { role: Role::Addressees, .. } if facts.recipients_moved => {}
            BlockKind::Paragraph { .. } if facts.places.contains_key(&index) => {
                count = signed::in_line(document, facts, index);
                let line = signed::line(document, style, facts, index..index + count, &mut composer.media);
                composer.raw(line.unwrap_or_default());
            }
            BlockKind::Paragraph { role, inlines } => {
                let lines = Lines {
                    breaks: facts.title_breaks.get(&index).map(Vec::as_slice).unwrap_or_default(),
                    spacings: facts.spacings.get(&index).map(Vec::as_slice).unwrap_or_default(),
                    spacing: style.paragraph(*role).character_spacing,
                };
                let place = closings.place(index);
                composer.paragraph(*role, inlines, &lines, place, facts.hangs.get(&index));
                if let Some(DocumentChild::Paragraph(paragraph)) = composer.children.last_mut() {
                    paragraph.property.line_spacing = facts.line_pitches.get(&index).map(exactly);
                }
                if let Some(runs) = composer.runs.last_mut() {
                    bookmarks.mark(index, runs);
                }
            }
            BlockKind::Table(table) => composer.table(table, index, facts),
            BlockKind::Figure(figure) => composer.figure(document, facts, index, figure),
            BlockKind::Contents { levels } => {
                composer.raw(contents::compose(document, facts, &bookmarks, *levels));
            }
            BlockKind::PageBreak { orientation } => composer.page_break(*orientation),
        }
        index += count;
    }
    composer.imprint(document, facts);
    // Word asks for a paragraph after the last table.
    if composer.after_table {
        composer.separator();
    }
    composer.sections.push(composer.section);
    let body = docx_rs::Document { children: composer.children, ..docx_rs::Document::new() };
    Body {
        xml: body.build(),
        header_rows: composer.header_rows,
        runs: composer.runs,
        links: composer.links.targets,
        notes: composer.links.notes,
        media: composer.media.parts,
        sections: composer.sections,
        raw: composer.raw,
    }
}

/// Whether signature or date begin here.
fn begins_closing(document: &Document, index: usize) -> bool {
    let closes = |index: usize| {
        let kind = document.blocks.get(index).map(|block| &block.kind);
        matches!(kind, Some(BlockKind::Paragraph { role: Role::Signature | Role::IssueDate, .. }))
    };
    closes(index) && !index.checked_sub(1).is_some_and(closes)
}

/// Lines of this pitch.
fn exactly(pitch: &Length) -> LineSpacing {
    let twips = i32::try_from(pitch.to_twips()).unwrap_or(0);
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(twips)
}

struct Composer<'a> {
    style: &'a Stylesheet,
    children: Vec<DocumentChild>,
    /// Characters of each child that is a paragraph of text, else 0.
    lengths: Vec<usize>,
    header_rows: Vec<usize>,
    runs: Vec<String>,
    links: Links,
    media: Media,
    raw: Vec<String>,
    /// Sections that ended.
    sections: Vec<Section>,
    /// The section that goes on.
    section: Section,
    /// The next block starts a page.
    page_break: bool,
    /// The block before was a table.
    after_table: bool,
    /// The place of the first paragraph of the text.
    first_text: Option<usize>,
}

impl Composer<'_> {
    fn paragraph(
        &mut self,
        role: Role,
        inlines: &[Inline],
        lines: &Lines<'_>,
        place: Option<Place>,
        hang: Option<&Hang>,
    ) {
        if role == Role::Body && self.first_text.is_none() {
            self.first_text = Some(self.children.len());
        }
        let mut paragraph = paragraph(styles::paragraph_id(role));
        self.runs.push(runs::compose(inlines, 0, lines, &mut self.links));
        let twips = |length: Length| i32::try_from(length.to_twips()).ok();
        if let Some(hang) = hang {
            let hanging = twips(hang.wrapped - hang.first).map(SpecialIndentType::Hanging);
            paragraph.property.indent = Some(Indent::new(twips(hang.wrapped), hanging, None, None));
        }
        if let Some(place) = place {
            paragraph.property.indent = Some(Indent::new(twips(place.left), None, twips(place.right), None));
            if place.align != self.style.paragraph(role).align {
                paragraph.property.alignment = Some(Justification::new(styles::align(place.align)));
            }
        }
        self.push(paragraph, plain_text(inlines).chars().count());
    }

    /// The last lines of the text go to the next page with signature and date. Only paragraphs can be kept, so those that
    /// hold these lines; not the first of the text, which page 1 shows (7.3.3).
    fn keep_last_lines(&mut self) {
        let width = usize::try_from(self.style.grid.characters).unwrap_or(1).max(1);
        let first = self.first_text.unwrap_or(0);
        let mut lines = 0;
        for (child, length) in self.children.iter_mut().zip(&self.lengths).skip(first + 1).rev() {
            let DocumentChild::Paragraph(paragraph) = child else { return };
            if lines >= self.style.closing.lines_with_signature || *length == 0 {
                return;
            }
            paragraph.property.keep_next = Some(true);
            lines += length.div_ceil(width);
        }
    }

    fn table(&mut self, table: &gongwen_core::document::Table, block: usize, facts: &Facts) {
        if let Some(caption) = &table.caption {
            self.paragraph(Role::TableCaption, caption, &Lines::default(), None, None);
        } else if self.after_table {
            // Word makes one table of two that touch.
            self.separator();
        }
        let page_break = std::mem::take(&mut self.page_break);
        let lines = |row, place| facts.cells.get(&(block, row, place)).cloned().unwrap_or_default();
        let width = self.width();
        let texts = (&mut self.runs, &mut self.links);
        if let Some(built) = table::compose(table, self.style, width, page_break, &lines, texts) {
            self.header_rows.push(table.header_rows);
            self.children.push(DocumentChild::Table(Box::new(built)));
            self.lengths.push(0);
            self.after_table = true;
        }
    }

    /// A picture in a line of its own, and its title.
    fn figure(&mut self, document: &Document, facts: &Facts, index: usize, figure: &Figure) {
        if let Some(place) = facts.figures.get(&index) {
            let run = self.media.in_line(
                &document.pictures,
                &figure.picture,
                &figure.alternative,
                (place.width, place.height),
            );
            let keep = if figure.caption.is_some() { "<w:keepNext/>" } else { "" };
            // A picture that Word cannot show leaves its room.
            let spacing = match run.is_empty() {
                true => raw::spacing(place.above, place.below, place.height),
                false => format!(
                    "<w:spacing w:before=\"{}\" w:after=\"{}\"/>",
                    place.above.to_twips(),
                    place.below.to_twips()
                ),
            };
            self.raw(raw::paragraph(styles::FIGURE, &format!("{keep}{spacing}"), &run));
        }
        if let Some(caption) = &figure.caption {
            self.paragraph(Role::FigureCaption, caption, &Lines::default(), None, None);
        }
    }

    /// Paragraphs in XML, when there are any.
    fn raw(&mut self, xml: String) {
        if xml.is_empty() {
            return;
        }
        let xml = if std::mem::take(&mut self.page_break) { raw::page_break_before(&xml) } else { xml };
        let marker = format!("{}{}", raw::MARKER, self.raw.len());
        self.push(paragraph(&marker), 0);
        self.raw.push(xml);
    }

    /// The next block starts a page; of paper that stands otherwise a section.
    fn page_break(&mut self, orientation: Orientation) {
        if orientation == self.section.orientation {
            self.page_break = true;
            return;
        }
        self.end_section(Section { orientation, ..Section::default() });
    }

    /// Width of the type area as the paper stands.
    fn width(&self) -> Length {
        let page = &self.style.page;
        match self.section.orientation {
            Orientation::Portrait => page.type_area_width(),
            Orientation::Landscape => page.type_area_height(),
        }
    }

    /// Ends the section; the next one begins a page.
    fn end_section(&mut self, next: Section) {
        let marker = |paragraph: &Paragraph| {
            let style = paragraph.property.style.as_ref();
            style.is_some_and(|style| style.val.starts_with(raw::MARKER))
        };
        if !matches!(self.children.last(), Some(DocumentChild::Paragraph(last)) if !marker(last)) {
            self.separator();
        }
        if let Some(DocumentChild::Paragraph(last)) = self.children.last_mut() {
            last.property.section_property = Some(SectionProperty::new());
        }
        self.sections.push(std::mem::replace(&mut self.section, next));
        self.page_break = false;
    }

    /// The imprint on its page: that of the last text, or one after it.
    fn imprint(&mut self, document: &Document, facts: &Facts) {
        let Some(place) = &facts.imprint else { return };
        if place.blank_before {
            self.end_section(Section { unnumbered: true, ..Section::default() });
            // The blank page.
            self.separator();
            self.page_break = true;
        } else if place.own_page {
            self.page_break(Orientation::Portrait);
        }
        if place.own_page {
            self.separator();
        }
        let imprint = imprint::compose(document, self.style, facts, &mut self.media);
        self.raw(imprint);
    }

    fn separator(&mut self) {
        self.runs.push(String::new());
        self.push(paragraph(styles::SEPARATOR), 0);
    }

    fn push(&mut self, mut paragraph: Box<Paragraph>, length: usize) {
        if std::mem::take(&mut self.page_break) {
            paragraph.property.page_break_before = Some(true);
        }
        self.children.push(DocumentChild::Paragraph(paragraph));
        self.lengths.push(length);
        self.after_table = false;
    }
}

/// A paragraph in this style; the pass puts its runs into it. Filled in its box: docx-rs's paragraphs are 2.4 kB, which
/// its builders move again and again.
pub(crate) fn paragraph(style: &str) -> Box<Paragraph> {
    let mut paragraph = Box::<Paragraph>::default();
    paragraph.property.style = Some(ParagraphStyle::new(Some(style)));
    paragraph
}
