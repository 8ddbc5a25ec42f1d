//! The form of a paragraph.

use super::{FaceRole, em_box};
use crate::{Align, Length};

/// The form of the paragraphs of a role. Distances that the standard counts in characters or lines are counted so here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphStyle {
    /// The face 字体 of its characters.
    pub face: FaceRole,
    /// Size of type 字号.
    pub size: Length,
    /// Added to the width of each character; brings 16 pt type onto the 15.75 pt cell.
    pub character_spacing: Length,
    /// From baseline to baseline.
    pub line_pitch: Length,
    /// How its lines are aligned 对齐方式.
    pub align: Align,
    /// Indent of the first line, in hundredths of a character.
    pub first_line_indent: i32,
    /// Indent of all lines at the left, in hundredths of a character.
    pub left_indent: i32,
    /// Indent of all lines at the right, in hundredths of a character.
    pub right_indent: i32,
    /// Blank lines of the grid above.
    pub lines_before: u32,
    /// Blank lines of the grid below.
    pub lines_after: u32,
    /// Never the last line of a page.
    pub keep_with_next: bool,
    /// It is a list of names, which the end of a line does not part.
    pub names: bool,
    /// Lines are balanced as a trapezoid or diamond 梯形、菱形 and broken at words.
    pub balanced: bool,
    /// Whether white stands between 汉字 and digits or letters; not in numbers and dates of documents, as 〔2025〕3号.
    pub latin_gap: bool,
    /// Whether its characters are printed bold 加粗, as some houses have their headings: drawn with a rim, for no official
    /// face has a bold one. They are no wider for it. The standard has nothing bold.
    pub bold: bool,
}

impl ParagraphStyle {
    /// How thick the strokes of bold type 加粗 are more than those of the face: a thirtieth of its size, as Word draws it.
    ///
    /// ```
    /// use gongwen_document::Length;
    /// use gongwen_document::style::ParagraphStyle;
    /// assert_eq!(ParagraphStyle::rim(Length::pt(15)), Length::hundredths_pt(50));
    /// ```
    pub fn rim(size: Length) -> Length {
        size.scale(1, 30)
    }
}

impl ParagraphStyle {
    /// From the top of a line down to its baseline: four fifths of the pitch, whatever the size, as Word sets lines of
    /// exact height.
    ///
    /// ```
    /// use gongwen_document::{Length, Stylesheet, Role};
    /// let style = Stylesheet::gbt9704();
    /// assert_eq!(style.paragraph(Role::Body).baseline(), Length::hundredths_pt(2316));
    /// ```
    pub fn baseline(&self) -> Length {
        self.line_pitch.scale(4, 5)
    }

    /// From the top of a line down to that of its characters' em box; negative when the type is too large for its line.
    pub fn white_above(&self) -> Length {
        self.baseline() - em_box::above_baseline(self.size)
    }

    /// From the foot of the characters' em box down to that of their line.
    pub fn white_below(&self) -> Length {
        self.line_pitch - self.baseline() - em_box::below_baseline(self.size)
    }

    /// From the top of a line down to the middle of its characters.
    pub fn middle(&self) -> Length {
        self.baseline() - em_box::middle_to_baseline(self.size)
    }
}
