//! One column of units (lines, blank lines, table rows, pieces), with the logical structure beside it.

use gongwen_document::{Diagnostic, Facts, Inline, Orientation, Origin, Role, Stylesheet, plain_text};

use crate::elements::piece::Piece;
use crate::facts::note_lines;
use crate::flow::bound_text::BoundText;
use crate::flow::contents_line::ContentsLine;
use crate::flow::feet::Footnotes;
use crate::flow::structure::{add_node, tag};
use crate::flow::table::TableGrid;
use crate::inline::collect::Collector;
use crate::inline::paragraph::Paragraph;
use crate::pages::{OutlineEntry, StructureKind, StructureNode};

/// A piece of the column that no page end divides.
pub(crate) struct Unit {
    /// Height that the unit takes of its page, EMU.
    pub(crate) height: i64,
    /// Room that must be left on the page below it and takes none from what follows: the foot of a seal. EMU.
    pub(crate) below: i64,
    pub(crate) keep: Keep,
    pub(crate) content: Content,
}

/// Whether a unit may be the last on its page; what matters more is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Keep {
    /// The unit may be the last of its page.
    Free,
    /// Signature and date take it along.
    Signature,
    /// It may not: a heading, a caption, the header of a table.
    Next,
}

impl Keep {
    pub(crate) fn next(keep: bool) -> Keep {
        if keep { Keep::Next } else { Keep::Free }
    }
}

/// What a unit holds; indices into [`Flow`].
#[derive(Clone, Copy)]
pub(crate) enum Content {
    /// A blank line, which vanishes at the top of a page.
    Blank,
    /// White that does not.
    Room,
    PageBreak(Orientation),
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
    /// What stands at places of its own.
    Piece(usize),
}

/// The whole document before it is cut into pages.
#[derive(Default)]
pub(crate) struct Flow {
    pub(crate) units: Vec<Unit>,
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) tables: Vec<TableGrid>,
    pub(crate) pieces: Vec<Piece>,
    /// First unit of each block, and the end.
    pub(crate) starts: Vec<usize>,
    /// The letterhead among the pieces.
    pub(crate) head: Option<usize>,
    /// Height for text on the page of the letterhead, when it is another than on other pages; EMU.
    pub(crate) head_area: Option<i64>,
    /// The first unit of the text that may end a page.
    pub(crate) first_text: Option<usize>,
    /// Whether the seals or stamps have found their signature.
    pub(crate) validated: bool,
    /// `附件2`, when the paragraph before was the label of an attachment.
    pub(crate) label: Option<String>,
    /// The units of the lines of each closing, by its place in the facts.
    pub(crate) closings: Vec<(usize, Vec<usize>)>,
    /// Text that keeps to a closing.
    pub(crate) bound: Vec<BoundText>,
    /// What is to be told of tables.
    pub(crate) told: Vec<Diagnostic>,
    /// What cannot be printed.
    pub(crate) errors: Vec<Diagnostic>,
    /// Lines of a table of contents that wait for their numbers.
    pub(crate) entries: Vec<ContentsLine>,
    pub(crate) footnotes: Footnotes,
    /// The block of each entry of the outline.
    pub(crate) headings: Vec<usize>,
    pub(crate) structure: Vec<StructureNode>,
    pub(crate) outline: Vec<OutlineEntry>,
    pub(crate) facts: Facts,
}

impl Flow {
    /// Lays out a paragraph of a role and appends its lines, each a unit, with the blank lines that its style has
    /// before and after it.
    ///
    /// A heading becomes an entry of the outline; 附件2 and the title below it become one, 附件2 名单, so that the outline
    /// says what it leads to. Of a date below the title, the white that the title had after it is taken away and set
    /// below the date instead.
    pub(crate) fn paragraph(
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
        paragraph.signed = role == Role::Note;
        let kind = match (role, role.heading_level()) {
            (Role::Title, _) => StructureKind::Title,
            (_, Some(level)) => StructureKind::Heading(level),
            _ => StructureKind::Paragraph,
        };
        let node = add_node(&mut self.structure, 0, kind, origin);
        tag(&mut self.structure, &mut paragraph, node);
        let outline = role.heading_level().map(|level| {
            let mut text = plain_text(inlines).replace('\n', "");
            if let Some(label) = self.label.take().filter(|_| role == Role::AttachmentTitle) {
                text.insert_str(0, &format!("{label}　"));
            }
            self.headings.push(block);
            self.outline.push(OutlineEntry { level, text, page: 0, y: gongwen_document::Length::ZERO });
            self.outline.len() - 1
        });
        self.label = (role == Role::AttachmentLabel).then(|| plain_text(inlines).replace('\n', ""));
        note_lines(&mut self.facts, block, &paragraph, form);
        // Date and subtitle stand close to the title; the white below the title comes below it.
        while matches!(role, Role::TitleDate | Role::Subtitle)
            && matches!(self.units.last(), Some(Unit { content: Content::Blank, .. }))
        {
            self.units.pop();
        }
        self.blank(form.lines_before, paragraph.pitch);
        self.text_begins(role, form.keep_with_next);
        self.lines(paragraph, form.keep_with_next, outline);
        for _ in 0..form.lines_after {
            self.units.push(Unit {
                height: form.line_pitch.emu(),
                below: 0,
                keep: Keep::next(form.keep_with_next),
                content: Content::Blank,
            });
        }
    }

    /// Notes the first unit of the text.
    fn text_begins(&mut self, role: Role, keep: bool) {
        if self.first_text.is_none() && !keep && !matches!(role, Role::Title | Role::Addressees) {
            self.first_text = Some(self.units.len());
        }
    }

    pub(crate) fn lines(&mut self, paragraph: Paragraph, keep: bool, mut outline: Option<usize>) {
        let index = self.paragraphs.len();
        for line in 0..paragraph.lines.len() {
            let content = Content::Line { paragraph: index, line, outline: outline.take() };
            self.units.push(Unit { height: paragraph.pitch, below: 0, keep: Keep::next(keep), content });
        }
        self.paragraphs.push(paragraph);
    }

    /// Blank lines above something, which vanish at the top of a page.
    pub(crate) fn blank(&mut self, lines: u32, pitch: i64) {
        for _ in 0..lines {
            self.units.push(Unit { height: pitch, below: 0, keep: Keep::Next, content: Content::Blank });
        }
    }
}
