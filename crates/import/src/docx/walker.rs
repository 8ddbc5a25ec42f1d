//! What the walk through a document holds, and what is told on the way.

use std::collections::HashMap;
use std::ops::Range;

use super::fields::Fields;
use super::numbering::Numbering;
use super::styles::Styles;
use super::xml::Element;
use crate::draft::{Block, Fate, Losses, Paragraph, Strong};
use crate::traced::Traced;

/// A table of contents, in the words of the list of what was left out.
pub(super) const CONTENTS: (&str, &str) =
    ("目录，由 [contents] 自动生成", "tables of contents, which [contents] makes anew");

/// A paragraph on its way.
#[derive(Default)]
pub(super) struct Line<'t> {
    /// Its text; a line feed is a break that somebody typed.
    pub(super) text: Traced,
    /// Where its text is bold 加粗, in the order of the text.
    pub(super) bold: Vec<Range<usize>>,
    /// Text boxes that hang on it.
    pub(super) boxes: Vec<Element<'t>>,
    /// Whether its style hides its text.
    pub(super) hidden: bool,
    /// Whether a page break stands in it, before any text.
    pub(super) new_page: bool,
}

/// What the walk has found so far.
pub(super) struct Walker<'t> {
    pub(super) styles: &'t Styles,
    pub(super) numbering: Numbering,
    pub(super) blocks: Vec<Block>,
    pub(super) losses: Losses,
    /// The paragraph that is read, counted from 1.
    pub(super) number: u32,
    pub(super) characters: usize,
    pub(super) fields: Fields,
    pub(super) footnotes: HashMap<String, String>,
    pub(super) endnotes: HashMap<String, String>,
    /// Whether the text of a note is read, which has no notes.
    pub(super) note_depth: usize,
    /// How many tables the text that is read stands in: in a cell a line is a line.
    pub(super) cell_depth: usize,
    /// Whether a new page begins before the next paragraph.
    pub(super) next_page: bool,
    /// A paragraph whose mark was deleted 段落标记已删除: the next one goes on with it.
    pub(super) joined: Option<Paragraph>,
    pub(super) sections: usize,
    /// Words that stand out in paragraphs.
    pub(super) strong: Vec<Strong>,
}

impl<'t> Walker<'t> {
    pub(super) fn new(styles: &'t Styles, numbering: Numbering) -> Walker<'t> {
        Walker {
            styles,
            numbering,
            blocks: Vec::new(),
            losses: Losses::default(),
            number: 0,
            characters: 0,
            fields: Fields::trusted(),
            footnotes: HashMap::new(),
            endnotes: HashMap::new(),
            note_depth: 0,
            cell_depth: 0,
            next_page: false,
            joined: None,
            sections: 0,
            strong: Vec::new(),
        }
    }

    pub(super) fn changed(&mut self, what: (&str, &str)) {
        self.losses.add(Fate::Changed, what, self.number);
    }

    pub(super) fn lost(&mut self, what: (&str, &str)) {
        self.losses.add(Fate::LeftOut, what, self.number);
    }

    pub(super) fn unknown(&mut self, name: &str) {
        self.losses.add_with(Fate::LeftOut, ("其他内容", "other elements"), self.number, name);
    }
}

/// What is read of alternatives: the choice of a program of today. The other says the same again.
pub(super) fn chosen(alternatives: Element<'_>) -> Option<Element<'_>> {
    alternatives.child("Choice").or_else(|| alternatives.child("Fallback"))
}
