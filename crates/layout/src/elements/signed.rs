//! What a closing is made of: signatures 署名, the date 成文日期, seals 印章 and stamps 签名章, and the rows that they stand in.

use std::sync::Arc;

use gongwen_document::style::{ParagraphStyle, Stylesheet};
use gongwen_document::{Align, Block, BlockKind, Inline, Role, SignedSource};

use crate::elements::piece::Frame;
use crate::inline::collect::Collector;
use crate::inline::paragraph::Paragraph;

/// What a signature stamp shows.
pub(crate) const STAMP: &str = "签名章";

/// Places stand at whole twips, as in the Word file.
pub(super) const TWIP: i64 = 635;

/// A name or a date that stands where layout puts it.
pub(crate) struct Signed {
    pub(crate) source: SignedSource,
    /// Index among the flow's paragraphs.
    pub(crate) paragraph: usize,
    /// Width of its column, in the middle of which its lines stand; EMU.
    pub(super) column: i64,
    /// Width of its widest line, EMU.
    pub(crate) width: i64,
    pub(crate) lines: usize,
}

/// The names in their order, and the date.
#[derive(Default)]
pub(crate) struct Closing {
    pub(crate) names: Vec<Signed>,
    pub(crate) date: Option<Signed>,
}

/// A line of a closing.
#[derive(Default)]
pub(crate) struct ClosingRow {
    /// From the end of the text down to its top, EMU.
    pub(crate) top: i64,
    /// Paragraph, its line, and what it shows.
    pub(crate) texts: Vec<(usize, usize, SignedSource)>,
    pub(crate) seals: Vec<Stamped>,
    /// Whether a page may end above it.
    pub(crate) may_begin_page: bool,
}

/// A seal or stamp.
pub(crate) struct Stamped {
    /// Which of the seals or stamps of the document it is, counted from 0.
    pub(crate) index: usize,
    pub(crate) picture: Option<Arc<str>>,
    pub(crate) shows: &'static str,
    /// From the type area's left edge, and from the end of the text.
    pub(crate) frame: Frame,
}

/// How many blocks from here on are signatures and the date after them.
pub(crate) fn length(blocks: &[Block]) -> usize {
    let names = blocks.iter().take_while(|block| role(block) == Some(Role::Signature)).count();
    let dated = blocks.get(names).is_some_and(|block| role(block) == Some(Role::IssueDate));
    names + usize::from(dated)
}

pub(crate) fn role(block: &Block) -> Option<Role> {
    match block.kind {
        BlockKind::Paragraph { role, .. } => Some(role),
        _ => None,
    }
}

/// A whole number of twips.
pub(crate) fn whole(length: i64) -> i64 {
    length.div_euclid(TWIP) * TWIP
}

/// A name or a date before it is in lines.
pub(crate) struct Name<'a> {
    pub(super) role: Role,
    pub(super) inlines: &'a [Inline],
    pub(super) block: usize,
    pub(super) origin: &'a Block,
}

/// What a closing says.
pub(crate) struct Names<'a> {
    pub(crate) names: Vec<Name<'a>>,
    pub(crate) date: Option<Name<'a>>,
    /// Width of the date in one line, EMU.
    pub(crate) date_width: i64,
}

impl<'a> Names<'a> {
    pub(super) fn of(
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        blocks: &'a [Block],
        start: usize,
    ) -> Names<'a> {
        let mut found = Names { names: Vec::new(), date: None, date_width: 0 };
        for (offset, block) in blocks.iter().enumerate() {
            let BlockKind::Paragraph { role, inlines } = &block.kind else { continue };
            let name = Name { role: *role, inlines, block: start + offset, origin: block };
            if *role == Role::IssueDate {
                found.date_width = name.shape(collector, style, style.page.type_area_width().emu()).1;
                found.date = Some(name);
            } else {
                found.names.push(name);
            }
        }
        found
    }
}

impl Name<'_> {
    /// How many lines it needs in a column of this width, and how wide the widest of them is (EMU).
    pub(crate) fn shape(
        &self,
        collector: &mut Collector<'_>,
        style: &Stylesheet,
        column: i64,
    ) -> (usize, i64) {
        let seen = (collector.missing.len(), collector.notes.len());
        let form = centred(style, self.role);
        let paragraph = Paragraph::new(collector, self.inlines, &form, column, &self.origin.origin);
        collector.missing.truncate(seen.0);
        collector.notes.truncate(seen.1);
        (paragraph.lines.len(), paragraph.widest_line())
    }
}

/// The form of names in the middle of a column, broken between words.
pub(super) fn centred(style: &Stylesheet, role: Role) -> ParagraphStyle {
    ParagraphStyle { right_indent: 0, align: Align::Center, balanced: true, ..style.paragraph(role).clone() }
}

/// Width of a character of the closing, EMU.
pub(crate) fn cell(style: &Stylesheet) -> i64 {
    let form = style.paragraph(Role::Signature);
    (form.size + form.character_spacing).emu()
}
