//! The block tree as a docx-rs document: styles by name, no direct formatting that a style can hold.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use docx_rs::{
    Break, BreakType, BuildXML, CharacterSpacing, DocumentChild, FootnoteReference, Hyperlink, HyperlinkData,
    Indent, Justification, LineSpacing, LineSpacingType, Paragraph, ParagraphChild, ParagraphStyle, Run,
    RunChild, RunStyle, SectionProperty, SpecialIndentType, Text,
};
use gongwen_core::document::{
    BlockKind, Document, Facts, Figure, Format, Hang, Inline, Orientation, Role, footnote_mark,
};
use gongwen_core::{Length, Stylesheet};

use crate::closing::{Closings, Place};
use crate::contents::Bookmarks;
use crate::media::Media;
use crate::shell::Section;
use crate::{contents, imprint, letterhead, raw, signed, styles, table, text};

/// The body as docx-rs writes it, and what the pass and the package need to know of it.
pub(crate) struct Body {
    /// `word/document.xml` before the pass.
    pub xml: Vec<u8>,
    /// Header rows of each table, in order.
    pub header_rows: Vec<usize>,
    /// Targets of links; the relationship of each is [`link_id`] of its place.
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

/// The relationship id of a link.
pub(crate) fn link_id(index: usize) -> String {
    format!("link{}", index + 1)
}

/// Builds the body of a document.
pub(crate) fn compose(document: &Document, style: &Stylesheet, facts: &Facts) -> Body {
    let mut composer = Composer {
        style,
        children: Vec::with_capacity(document.blocks.len() + 1),
        header_rows: Vec::new(),
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
                    bookmarks.mark(index, paragraph);
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

/// What text refers to: targets of links, each once, in the order of their first use, and footnotes.
#[derive(Default)]
pub(crate) struct Links {
    pub(crate) targets: Vec<Arc<str>>,
    notes: Vec<Vec<Inline>>,
    known: BTreeMap<Arc<str>, usize>,
}

impl Links {
    pub(crate) fn id(&mut self, target: &Arc<str>) -> String {
        let next = self.targets.len();
        let index = *self.known.entry(target.clone()).or_insert(next);
        if index == next {
            self.targets.push(target.clone());
        }
        link_id(index)
    }
}

/// What layout found out about the lines of a paragraph; places count the characters of its plain text.
#[derive(Clone, Copy, Default)]
pub(crate) struct Lines<'a> {
    /// A new line begins before these.
    pub breaks: &'a [usize],
    /// These are spaced out by so much more than their style says, or less.
    pub spacings: &'a [(Range<usize>, Length)],
    /// The spacing of the style.
    pub spacing: Length,
}

impl Lines<'_> {
    fn breaks_before(&self, at: usize) -> bool {
        at > 0 && self.breaks.contains(&at)
    }

    /// What is added to the spacing of this character.
    pub(crate) fn spacing_of(&self, at: usize) -> Option<Length> {
        self.spacings.iter().find(|(range, _)| range.contains(&at)).map(|(_, length)| *length)
    }
}

struct Composer<'a> {
    style: &'a Stylesheet,
    children: Vec<DocumentChild>,
    header_rows: Vec<usize>,
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
        let mut paragraph = paragraph(styles::paragraph_id(role), inlines, lines, &mut self.links);
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
        self.push(paragraph);
    }

    /// The last lines of the text go to the next page with signature and date. Only paragraphs can be kept, so those that
    /// hold these lines; not the first of the text, which page 1 shows (7.3.3).
    fn keep_last_lines(&mut self) {
        let width = usize::try_from(self.style.grid.characters).unwrap_or(1).max(1);
        let first = self.first_text.unwrap_or(0);
        let mut lines = 0;
        for child in self.children.iter_mut().skip(first + 1).rev() {
            let DocumentChild::Paragraph(paragraph) = child else { return };
            let text = paragraph.raw_text();
            if lines >= self.style.closing.lines_with_signature || text.is_empty() {
                return;
            }
            paragraph.property.keep_next = Some(true);
            lines += text.chars().count().div_ceil(width);
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
        if let Some(built) = table::compose(table, self.style, width, page_break, &lines, &mut self.links) {
            self.header_rows.push(table.header_rows);
            self.children.push(DocumentChild::Table(Box::new(built)));
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
        self.push(paragraph(&marker, &[], &Lines::default(), &mut Links::default()));
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
        self.push(paragraph(styles::SEPARATOR, &[], &Lines::default(), &mut Links::default()));
    }

    fn push(&mut self, mut paragraph: Box<Paragraph>) {
        if std::mem::take(&mut self.page_break) {
            paragraph.property.page_break_before = Some(true);
        }
        self.children.push(DocumentChild::Paragraph(paragraph));
        self.after_table = false;
    }
}

/// A paragraph in this style, of these inlines, with the lines that layout found. Filled in its box: docx-rs's paragraphs are 2.4 kB, which its builders move again and again.
pub(crate) fn paragraph(
    style: &str,
    inlines: &[Inline],
    lines: &Lines<'_>,
    links: &mut Links,
) -> Box<Paragraph> {
    let mut paragraph = Box::<Paragraph>::default();
    paragraph.property.style = Some(ParagraphStyle::new(Some(style)));
    paragraph.children.reserve(inlines.len());
    let mut at = 0;
    for inline in inlines {
        match inline {
            Inline::Hang => {}
            Inline::Footnote(note) => {
                links.notes.push(note.clone());
                at += footnote_mark(links.notes.len()).chars().count();
                let mark = RunChild::FootnoteReference(FootnoteReference::new(links.notes.len()));
                paragraph.children.push(ParagraphChild::Run(run(Some(styles::MARK), None, vec![mark])));
            }
            Inline::Break => {
                at += 1;
                paragraph.children.push(ParagraphChild::Run(run(None, None, vec![line_break()])));
            }
            Inline::Text { text, mark, link } => {
                for (spacing, pieces) in runs(text, &mut at, lines) {
                    let mark = styles::mark_id(*mark);
                    paragraph.children.push(match link {
                        None => ParagraphChild::Run(run(mark, spacing, pieces)),
                        Some(target) => {
                            let run = run(mark.or(Some(styles::LINK)), spacing, pieces);
                            ParagraphChild::Hyperlink(hyperlink(links.id(target), run))
                        }
                    });
                }
            }
        }
    }
    paragraph
}

/// The text as runs: a new one where the spacing changes, line breaks in them where layout has them.
fn runs(text: &str, at: &mut usize, lines: &Lines<'_>) -> Vec<(Option<Length>, Vec<RunChild>)> {
    let text = text::clean(text);
    if lines.breaks.is_empty() && lines.spacings.is_empty() {
        return vec![(None, vec![text_piece(&text)])];
    }
    let mut runs: Vec<(Option<Length>, Vec<RunChild>)> = Vec::new();
    let (mut start, mut spacing) = (0, lines.spacing_of(*at));
    let mut pieces = Vec::new();
    for (offset, _) in text.char_indices() {
        let (breaks, changed) = (lines.breaks_before(*at), lines.spacing_of(*at) != spacing);
        if breaks || changed {
            if offset > start {
                pieces.push(text_piece(text.get(start..offset).unwrap_or_default()));
            }
            start = offset;
        }
        if changed {
            if !pieces.is_empty() {
                runs.push((spacing.map(|more| lines.spacing + more), std::mem::take(&mut pieces)));
            }
            spacing = lines.spacing_of(*at);
        }
        if breaks {
            pieces.push(line_break());
        }
        *at += 1;
    }
    let rest = text.get(start..).unwrap_or_default();
    if !rest.is_empty() {
        pieces.push(text_piece(rest));
    }
    runs.push((spacing.map(|more| lines.spacing + more), pieces));
    runs
}

fn text_piece(text: &str) -> RunChild {
    RunChild::Text(Text::new(text))
}

fn line_break() -> RunChild {
    RunChild::Break(Break::new(BreakType::TextWrapping))
}

fn run(style: Option<&str>, spacing: Option<Length>, children: Vec<RunChild>) -> Box<Run> {
    let mut run = Box::<Run>::default();
    run.run_property.character_spacing =
        spacing.and_then(|length| i32::try_from(length.to_twips()).ok()).map(CharacterSpacing::new);
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
