//! All forms of a document together.

use super::{
    CharacterGrid, ClosingStyle, ContentsStyle, FootnoteStyle, HeadRuleStyle, ImprintStyle, LetterheadStyle,
    PageHeaderStyle, PageNumberStyle, PageStyle, ParagraphStyle, TableForm, TableStyle, TextStyle, table,
};
use crate::{Format, Length, Role};

/// The form of a document: page, grid, a style for each role, page number, tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stylesheet {
    /// Paper 纸张 and margins, the same on all pages.
    pub page: PageStyle,
    /// The grid of characters and lines.
    pub grid: CharacterGrid,
    /// How lines of text are broken and filled.
    pub text: TextStyle,
    /// The page number 页码 below the type area.
    pub page_number: PageNumberStyle,
    /// The header 页眉 above the type area, of documents that have one.
    pub page_header: PageHeaderStyle,
    /// Rules, paddings and least type of tables 表格.
    pub table: TableStyle,
    /// Signature, date and seals.
    pub closing: ClosingStyle,
    /// Table of contents 目录.
    pub contents: ContentsStyle,
    /// Footnotes 脚注, beside the type of their text.
    pub footnotes: FootnoteStyle,
    pub(super) letterheads: [LetterheadStyle; Format::ALL.len()],
    pub(super) imprints: [ImprintStyle; Format::ALL.len()],
    pub(super) paragraphs: [ParagraphStyle; Role::ALL.len()],
}

impl Stylesheet {
    /// The style of this role.
    pub fn paragraph(&self, role: Role) -> &ParagraphStyle {
        &self.paragraphs[role as usize]
    }

    /// The style of a line of the table of contents 目录 for a heading of this level, 1 to 4. Its right indent is the
    /// room of the page number, which no line of the heading enters.
    ///
    /// ```
    /// use gongwen_document::Stylesheet;
    /// let entry = Stylesheet::gbt9704().contents_entry(2);
    /// assert_eq!((entry.left_indent, entry.first_line_indent), (400, -200));
    /// ```
    pub fn contents_entry(&self, level: u8) -> ParagraphStyle {
        let mut entry = self.paragraph(Role::ContentsEntry).clone();
        let deeper = i32::from(level.saturating_sub(1));
        entry.left_indent += self.contents.hanging + self.contents.level_indent * deeper;
        entry.first_line_indent -= self.contents.hanging;
        entry
    }

    /// The same form with another line pitch 行距 of the grid; roles that stand on the grid go with it, those with a pitch
    /// of their own do not.
    ///
    /// ```
    /// use gongwen_document::{Length, Role, Stylesheet};
    /// let style = Stylesheet::gbt9704().with_line_pitch(Length::pt(28));
    /// assert_eq!(style.paragraph(Role::Body).line_pitch, Length::pt(28));
    /// assert_eq!(style.paragraph(Role::Footnote), Stylesheet::gbt9704().paragraph(Role::Footnote));
    /// ```
    #[must_use]
    pub fn with_line_pitch(&self, pitch: Length) -> Stylesheet {
        let mut style = self.clone();
        style.grid.line_pitch = pitch;
        style.follow_grid(self.grid.line_pitch);
        style
    }

    /// Gives the roles that stand on the grid its line pitch 行距 anew, after it was `old`: a role whose pitch is `old` is one
    /// of them, a role with a pitch of its own keeps it.
    pub fn follow_grid(&mut self, old: Length) {
        let new = self.grid.line_pitch;
        for role in self.paragraphs.iter_mut().filter(|role| role.line_pitch == old) {
            role.line_pitch = new;
        }
    }

    /// The forms of type that a table may have, the largest first: a table that is too wide takes the next one.
    ///
    /// ```
    /// use gongwen_document::{Length, Stylesheet};
    /// let sizes: Vec<Length> = Stylesheet::gbt9704().table_forms().iter().map(|form| form.cell.size).collect();
    /// assert_eq!(sizes, [Length::pt(12), Length::hundredths_pt(1050), Length::pt(9)]);
    /// ```
    pub fn table_forms(&self) -> Vec<TableForm> {
        let (cell, header) = (self.paragraph(Role::TableCell), self.paragraph(Role::TableHeader));
        let whole =
            TableForm { cell: cell.clone(), header: header.clone(), padding: self.table.padding, name: "" };
        let smaller = |form: &ParagraphStyle, size: Length| {
            let size = size.min(form.size);
            ParagraphStyle {
                size,
                line_pitch: form.line_pitch.scale(size.emu(), form.size.emu().max(1)),
                ..form.clone()
            }
        };
        let steps =
            table::SMALLER.iter().filter(|(size, _)| *size < cell.size && *size >= self.table.least_size);
        let step = |(size, name): &(Length, &'static str)| TableForm {
            cell: smaller(cell, *size),
            header: smaller(header, *size),
            // Half of the white does in a table that has no room.
            padding: self.table.padding.scale(1, 2),
            name,
        };
        std::iter::once(whole).chain(steps.map(step)).collect()
    }

    /// White below a table 表格, before what follows: half a line of the grid.
    pub fn table_air(&self) -> Length {
        self.grid.line_pitch.scale(1, 2)
    }

    /// The letterhead of this format.
    pub fn letterhead(&self, format: Format) -> &LetterheadStyle {
        &self.letterheads[format as usize]
    }

    /// The letterhead of this format, to change it.
    pub fn letterhead_mut(&mut self, format: Format) -> &mut LetterheadStyle {
        &mut self.letterheads[format as usize]
    }

    /// Height of the text on page 1 of a letter 信函, from the type area's top to the last line above the lower rules
    /// (10.1); none where the letterhead has no double rules.
    ///
    /// ```
    /// use gongwen_document::Stylesheet;
    /// // It reaches below the type area of other pages.
    /// let style = Stylesheet::gbt9704();
    /// assert!(style.letter_area().is_some_and(|height| height > style.page.type_area_height()));
    /// ```
    pub fn letter_area(&self) -> Option<Length> {
        let HeadRuleStyle::Double(rules) = &self.letterhead(Format::Letter).rule else { return None };
        let body = self.paragraph(Role::Body);
        let lower = self.page.height - rules.from_bottom - rules.thick - rules.gap - rules.thin;
        Some(lower - rules.text_distance + body.white_below() - self.page.top_margin)
    }

    /// The imprint of this format.
    pub fn imprint(&self, format: Format) -> &ImprintStyle {
        &self.imprints[format as usize]
    }

    /// The imprint of this format, to change it.
    pub fn imprint_mut(&mut self, format: Format) -> &mut ImprintStyle {
        &mut self.imprints[format as usize]
    }

    /// The style of this role, to change it.
    pub fn paragraph_mut(&mut self, role: Role) -> &mut ParagraphStyle {
        &mut self.paragraphs[role as usize]
    }
}
