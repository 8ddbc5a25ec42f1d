//! The form of what stands around the text: letterhead, seals, imprint, and what the special formats change.

use super::{FaceRole, em_box};
use crate::Length;

/// Where a distance runs from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasuredFrom {
    /// The top edge of the paper.
    Paper,
    /// The top edge of the type area.
    TypeArea,
}

/// Table of contents 目录; distances in hundredths of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentsStyle {
    /// How much further in a level begins than the one above it.
    pub level_indent: i32,
    /// How much further in the wrapped lines of an entry begin than its first.
    pub hanging: i32,
}

/// Footnotes 脚注: their marks, and what parts them from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FootnoteStyle {
    /// Size of the mark in the text, in hundredths of the text's.
    pub mark_size: i32,
    /// How far the mark stands above the line, in hundredths of the text's size.
    pub mark_rise: i32,
    /// White between the text and the first note of a page; the rule stands in its middle.
    pub separator: Length,
    /// Length of the rule.
    pub rule_length: Length,
    /// Thickness of the rule.
    pub rule_thickness: Length,
}

/// Letterhead 版头 of one format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LetterheadStyle {
    /// Where the distance down to the mark runs from.
    pub mark_from: MeasuredFrom,
    /// From there to the top edge of the mark's ink 发文机关标志.
    pub mark_distance: Length,
    /// Face of the mark.
    pub mark_face: FaceRole,
    /// Size of the mark, when the type area is wide enough for it; a longer mark is made smaller.
    pub mark_size: Length,
    /// A longer mark is set narrower down to this size, and in two lines below it.
    pub mark_least_size: Length,
    /// Blank lines from the mark, or from what stands last above, to the number 发文字号.
    pub lines_before_number: u32,
    /// Indent of the number and of the approvers in an upward document, in hundredths of a character.
    pub upward_indent: i32,
    /// Approvers 签发人 in a line.
    pub approvers_in_line: usize,
    /// The rule or rules below it.
    pub rule: HeadRuleStyle,
    /// Blank lines from the rule, or from what stands last above, to the title.
    pub lines_before_title: u32,
}

/// The red rule of the letterhead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadRuleStyle {
    /// None: orders 命令.
    None,
    /// One rule as wide as the type area below the number (7.2.7).
    Single {
        /// From the foot of the number's character down to it.
        distance: Length,
        /// Thickness, which the standard leaves open.
        thickness: Length,
    },
    /// Double rules of a letter 信函 below the mark and at the foot of the page (10.1).
    Double(DoubleRule),
}

/// The double rules of a letter: thick above thin below the mark, thin above thick at the foot of page 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoubleRule {
    /// From the foot of the mark down to the upper rules.
    pub distance: Length,
    /// From the bottom edge of the paper up to the lower rules.
    pub from_bottom: Length,
    /// Length, centred on the paper.
    pub length: Length,
    /// Thickness of the thick one.
    pub thick: Length,
    /// Thickness of the thin one.
    pub thin: Length,
    /// White between the two.
    pub gap: Length,
    /// From the upper rules to the first element below, and from the text to the lower rules.
    pub text_distance: Length,
}

/// How the imprint 版记 at the foot of the last page is set (7.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImprintStyle {
    /// The face 字体 of all its lines.
    pub face: FaceRole,
    /// Size of type 字号 of all its lines; a crowded imprint takes less.
    pub size: Length,
    /// From baseline to baseline.
    pub line_pitch: Length,
    /// Indent at both sides, in hundredths of a character of its own size.
    pub indent: i32,
    /// Thickness of the first and the last rule; nothing where the format has no rules.
    pub outer_rule: Length,
    /// Thickness of the rules between.
    pub inner_rule: Length,
    /// Whether 印发机关 and 印发日期 are printed.
    pub printing_line: bool,
}

impl ImprintStyle {
    /// 小五: no imprint is set in smaller type, however much there is of it.
    pub const LEAST_SIZE: Length = Length::pt(9);

    /// White above the first line of a row and below its last, so that the characters stand in the middle between the
    /// rules, half their height away from them: a row of one line is one 行 high (3.2). None without rules.
    ///
    /// ```
    /// use gongwen_document::{Length, Stylesheet, Format};
    /// let form = Stylesheet::gbt9704().imprint(Format::Document).clone();
    /// let (above, below) = form.padding();
    /// assert_eq!(above + form.line_pitch + below, Length::pt(28));
    /// ```
    pub fn padding(&self) -> (Length, Length) {
        if self.outer_rule == Length::ZERO {
            return (Length::ZERO, Length::ZERO);
        }
        let baseline = self.line_pitch.scale(4, 5);
        let above = baseline - em_box::above_baseline(self.size);
        let below = self.line_pitch - baseline - em_box::below_baseline(self.size);
        let white = (self.size / 2).max(above).max(below);
        (white - above, white - below)
    }

    /// The same form in type of this size.
    pub fn at(&self, size: Length) -> ImprintStyle {
        let line_pitch = self.line_pitch.scale(size.emu(), self.size.emu().max(1));
        ImprintStyle { size, line_pitch, ..*self }
    }
}

/// Signature, date and seals (7.3.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosingStyle {
    /// From the right edge to the date below a seal, in hundredths of a character (7.3.5.1).
    pub sealed_date_indent: i32,
    /// From the right edge to a signature stamp and to the date below it, in hundredths of a character (7.3.5.3).
    pub stamp_indent: i32,
    /// From the stamp to the post at its left, in hundredths of a character (7.3.5.3).
    pub post_indent: i32,
    /// Blank lines from the text to the stamp (7.3.5.3).
    pub lines_before_stamp: u32,
    /// Blank lines from the stamp to the date (7.3.5.3).
    pub lines_after_stamp: u32,
    /// The top of the seal is no more lines than this below the text (7.3.5.1).
    pub lines_above_seal: u32,
    /// White between two seals at least, which the standard leaves at "not touching".
    pub seal_gap: Length,
    /// Lines of text that go with the date to the next page.
    pub lines_with_signature: usize,
}
