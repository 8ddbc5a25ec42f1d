//! Paper, the type area and its grid, lines and page numbers.

use super::{FaceRole, LatinFace};
use crate::Length;

/// Paper 纸张 and margins; the rest is the type area 版心.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageStyle {
    /// Width of the paper as it is printed, 210 mm for A4.
    pub width: Length,
    /// Height of the paper as it is printed, 297 mm for A4.
    pub height: Length,
    /// White above the type area 天头.
    pub top_margin: Length,
    /// 订口, at the left of every page.
    pub binding_margin: Length,
    /// Below the type area.
    pub bottom_margin: Length,
    /// White at the right of the type area 切口.
    pub right_margin: Length,
}

impl PageStyle {
    /// Width of the type area 版心.
    pub fn type_area_width(&self) -> Length {
        self.width - self.binding_margin - self.right_margin
    }

    /// Height of the type area 版心.
    pub fn type_area_height(&self) -> Length {
        self.height - self.top_margin - self.bottom_margin
    }
}

/// The grid of 28 characters by 22 lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CharacterGrid {
    /// Characters in a full line.
    pub characters: u32,
    /// Lines on a full page.
    pub lines: u32,
    /// From one baseline to the next.
    pub line_pitch: Length,
    /// Width of one character cell 字.
    pub character_cell: Length,
}

/// How lines of text are broken and filled: as Word does it, because it is in Word that a document is revised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextStyle {
    /// White between 汉字 and Latin letters or digits, in hundredths of an em. Word sets a quarter, whatever a file says.
    pub latin_gap: i32,
    /// How far the characters of a justified line may be drawn apart, in hundredths of an em. A line that asks for more
    /// breaks a long word, or is not filled.
    pub most_stretch: i32,
    /// Whether a number takes its measure word along to the next line (500名). Word cannot do that, so then a few lines of
    /// the PDF end elsewhere than those of the Word file. The standard asks only that a number is whole (7.3.3).
    pub keep_units: bool,
    /// The face 西文字体 of digits and letters; `None` where they are of the face of the 汉字 around them. The page number
    /// 页码 has its own face all the same.
    pub latin_face: Option<LatinFace>,
}

/// Text in the header 页眉 of every page, in the middle; the standard has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageHeaderStyle {
    /// The face 字体 of the header.
    pub face: FaceRole,
    /// Size of type 字号 of the header; its line is as high.
    pub size: Length,
    /// From the upper edge of the paper down to its line.
    pub distance: Length,
}

/// Page number 页码 below the type area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageNumberStyle {
    /// The face 字体 of the page number.
    pub face: FaceRole,
    /// Size of type 字号 of the page number.
    pub size: Length,
    /// From the bottom edge of the type area down to the dash 一字线.
    pub distance: Length,
    /// In from the edge of the type area, in hundredths of a character of its own size: right on odd pages, left on even.
    pub side_indent: i32,
    /// What stands before the number: the dash 一字线 and its space.
    pub prefix: &'static str,
    /// What stands after the number: a space and the dash 一字线.
    pub suffix: &'static str,
    /// What stands after the number of all pages 总页数, which then follows the suffix: 第 3 页 共 12 页. `None` where only
    /// the page's own number is printed.
    pub total: Option<&'static str>,
}
