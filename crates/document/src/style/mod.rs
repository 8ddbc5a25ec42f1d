//! The form of the standard: each number of GB/T 9704-2012 stands here once, with its clause.
//! Layout and DOCX both read it here, so they cannot drift apart.

mod elements;
mod gbt9704;
pub mod kinsoku;

use crate::Length;
use crate::{Align, Format, Role};
pub use elements::{
    ClosingStyle, ContentsStyle, DoubleRule, FootnoteStyle, HeadRuleStyle, ImprintStyle, LetterheadStyle,
    MeasuredFrom,
};

/// A face by its role 字体; `gongwen-fonts` finds a font for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaceRole {
    /// 仿宋: body text.
    FangSong,
    /// 楷体: level-2 headings, names of approvers.
    KaiTi,
    /// 黑体: level-1 headings, labels of attachments.
    HeiTi,
    /// 小标宋: titles.
    XiaoBiaoSong,
    /// 宋体: page numbers.
    Song,
}

impl FaceRole {
    /// All roles.
    pub const ALL: [FaceRole; 5] =
        [FaceRole::FangSong, FaceRole::KaiTi, FaceRole::HeiTi, FaceRole::XiaoBiaoSong, FaceRole::Song];

    /// The Chinese name of the role, as `仿宋`.
    pub const fn label(self) -> &'static str {
        match self {
            FaceRole::FangSong => "仿宋",
            FaceRole::KaiTi => "楷体",
            FaceRole::HeiTi => "黑体",
            FaceRole::XiaoBiaoSong => "小标宋",
            FaceRole::Song => "宋体",
        }
    }

    /// The font name that official documents name in Word files, as `仿宋_GB2312`.
    pub const fn official_name(self) -> &'static str {
        match self {
            FaceRole::FangSong => "仿宋_GB2312",
            FaceRole::KaiTi => "楷体_GB2312",
            FaceRole::HeiTi => "黑体",
            FaceRole::XiaoBiaoSong => "方正小标宋简体",
            FaceRole::Song => "宋体",
        }
    }
}

/// The form of a document: page, grid, a style for each role, page number, tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stylesheet {
    /// Paper and margins.
    pub page: PageStyle,
    /// The grid of characters and lines.
    pub grid: CharacterGrid,
    /// How lines of text are broken and filled.
    pub text: TextStyle,
    /// Page number 页码.
    pub page_number: PageNumberStyle,
    /// Tables.
    pub table: TableStyle,
    /// Signature, date and seals.
    pub closing: ClosingStyle,
    /// Table of contents 目录.
    pub contents: ContentsStyle,
    /// Footnotes 脚注, beside the type of their text.
    pub footnotes: FootnoteStyle,
    letterheads: [LetterheadStyle; Format::ALL.len()],
    imprints: [ImprintStyle; Format::ALL.len()],
    paragraphs: [ParagraphStyle; Role::ALL.len()],
}

impl Stylesheet {
    /// The form of GB/T 9704-2012.
    pub fn gbt9704() -> Stylesheet {
        gbt9704::stylesheet()
    }

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
        let steps = SMALLER.iter().filter(|(size, _)| *size < cell.size && *size >= self.table.least_size);
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

impl Default for Stylesheet {
    fn default() -> Stylesheet {
        Stylesheet::gbt9704()
    }
}

/// Paper 纸张 and margins; the rest is the type area 版心.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageStyle {
    /// Paper width.
    pub width: Length,
    /// Paper height.
    pub height: Length,
    /// 天头.
    pub top_margin: Length,
    /// 订口, at the left of every page.
    pub binding_margin: Length,
    /// Below the type area.
    pub bottom_margin: Length,
    /// At the right.
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
}

/// The form of the paragraphs of a role. Distances that the standard counts in characters or lines are counted so here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParagraphStyle {
    /// The face.
    pub face: FaceRole,
    /// Size of type 字号.
    pub size: Length,
    /// Added to the width of each character; brings 16 pt type onto the 15.75 pt cell.
    pub character_spacing: Length,
    /// From baseline to baseline.
    pub line_pitch: Length,
    /// Alignment.
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
}

/// Part of an em box above the baseline, in hundredths; the same in all Chinese faces.
const ABOVE_BASELINE: i64 = 88;
/// Part of an em box below the baseline, in hundredths.
const BELOW_BASELINE: i64 = 12;

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
        self.baseline() - self.size.scale(ABOVE_BASELINE, 100)
    }

    /// From the foot of the characters' em box down to that of their line.
    pub fn white_below(&self) -> Length {
        self.line_pitch - self.baseline() - self.size.scale(BELOW_BASELINE, 100)
    }

    /// From the top of a line down to the middle of its characters.
    pub fn middle(&self) -> Length {
        self.baseline() - self.size.scale((ABOVE_BASELINE - BELOW_BASELINE) / 2, 100)
    }
}

/// Page number 页码 below the type area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageNumberStyle {
    /// The face.
    pub face: FaceRole,
    /// Size of type.
    pub size: Length,
    /// From the bottom edge of the type area down to the dash 一字线.
    pub distance: Length,
    /// In from the edge of the type area, in hundredths of a character of its own size: right on odd pages, left on even.
    pub side_indent: i32,
    /// Before the number.
    pub prefix: &'static str,
    /// After the number.
    pub suffix: &'static str,
}

/// Tables 表格.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableStyle {
    /// Thickness of the outer rules.
    pub outer_rule: Length,
    /// Thickness of the inner rules.
    pub inner_rule: Length,
    /// Padding at the left and right of a cell.
    pub padding: Length,
    /// The smallest type that a table may have which is too wide.
    pub least_size: Length,
}

/// Sizes 字号 that the type of a wide table goes down to.
const SMALLER: [(Length, &str); 2] = [(Length::hundredths_pt(1050), "五号"), (Length::pt(9), "小五号")];

/// The type of a table that has room for its columns, or of one that is too wide for that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableForm {
    /// Its cells.
    pub cell: ParagraphStyle,
    /// The cells of its head.
    pub header: ParagraphStyle,
    /// Padding at the left and right of a cell.
    pub padding: Length,
    /// What this size is called, as `小五号`; empty for the size that tables have.
    pub name: &'static str,
}

impl TableStyle {
    /// The least width of a column: one character of this size between its paddings.
    pub fn least_column(&self, size: Length) -> Length {
        size + self.padding * 2
    }
}
