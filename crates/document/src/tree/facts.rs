//! What a layout found out and Word cannot find out by itself: plain data, computed from the pages (station 8) and
//! handed to the Word file (station 7).

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::{FaceRole, Length};

/// Facts of the pages of a document. Blocks are counted in [`Document::blocks`](super::Document::blocks), pages from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// How many pages there are, blank ones included.
    pub pages: Option<u32>,
    /// Where the lines of titles begin: by block, the offsets in characters of its plain text at which a new line
    /// begins; the mark of a footnote is among the characters. Forced new lines are not among them.
    pub title_breaks: BTreeMap<usize, Vec<usize>>,
    /// Paragraphs with a line that a long word or number would leave too loose. By block.
    pub loose: BTreeMap<usize, Loose>,
    /// The same for the cells of tables: by block, row and place in the row.
    pub loose_cells: BTreeMap<(usize, usize, usize), Loose>,
    /// Tables: where their columns stand, and what their cells need. By block.
    pub tables: BTreeMap<usize, TablePlace>,
    /// The same for footnotes, by their order in the document.
    pub loose_notes: BTreeMap<usize, Loose>,
    /// Paragraphs whose wrapped lines align with a place in the first one: names behind their ordinal or label. By block.
    pub hangs: BTreeMap<usize, Hang>,
    /// Line pitches of paragraphs that share out what is left of page 1 of a letter 信函 (10.1). By block.
    pub line_pitches: BTreeMap<usize, Length>,
    /// Lines that the author gave a title or a mark and that had to be broken, because they are too wide.
    pub wide_lines: Vec<WideLine>,
    /// The size of the issuer's mark 发文机关标志 that fits the width.
    pub mark_size: Option<Length>,
    /// The lines of the letterhead 版头, from the top down.
    pub head: Vec<HeadLine>,
    /// The red rules of the letterhead 红色分隔线; none on preprinted paper.
    pub head_rules: Vec<HeadRule>,
    /// From the type area's top down to where the title begins.
    pub head_height: Length,
    /// Whether the 主送机关 were moved to the imprint, because they would push the text off page 1 (7.3.2).
    pub recipients_moved: bool,
    /// Signatures, dates, seals and stamps, which stand where no style can put them. By the first of their blocks; stamps
    /// of a document without signature and date stand behind the last block.
    pub closings: BTreeMap<usize, ClosingPlace>,
    /// How the text before signature and date keeps to them. By block.
    pub kept: BTreeMap<usize, Kept>,
    /// Pages with signature, date or seal on which no text 正文 stands, because there is no room for it.
    pub signed_without_text: Vec<usize>,
    /// Pictures 插图 in the text. By block.
    pub figures: BTreeMap<usize, IllustrationPlace>,
    /// The page of the imprint, and whether it and a blank page before it carry no number (7.5).
    pub imprint: Option<ImprintPlace>,
    /// The page of each heading, by block, for the table of contents; the label as printed.
    pub heading_pages: BTreeMap<usize, String>,
    /// Whether a blank page follows the table of contents 目录 before the text, so that the text begins on an odd page.
    pub blank_after_contents: bool,
    /// Where the lines of the table of contents wrap: by block of the heading, the offsets in characters of its text
    /// at which a new line of its entry begins.
    pub contents_breaks: BTreeMap<usize, Vec<usize>>,
}

/// A table 表格 as it stands on paper. Cells are counted by row and place in the row, as [`Row::cells`](super::Row::cells).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TablePlace {
    /// The left edge of each column and the right edge of the last, from the table's left edge; a table narrower than the
    /// type area stands in its middle.
    pub edges: Vec<Length>,
    /// Which of [`Stylesheet::table_forms`](crate::Stylesheet::table_forms) it has.
    pub form: usize,
    /// White at the right of numbers with fewer digits after the point than the longest of their column.
    pub indents: BTreeMap<(usize, usize), Length>,
    /// Offsets in characters of the plain text at which a new line begins, where Word would part a short word.
    pub breaks: BTreeMap<(usize, usize), Vec<usize>>,
    /// Rows that stay on the page of the next one, or of the note below the last.
    pub kept: BTreeSet<usize>,
    /// Merged cells that page ends cut, with the rows at which they go on; their text stands there again.
    pub cuts: BTreeMap<(usize, usize), BTreeSet<usize>>,
    /// Rows higher than a page, which page ends divide.
    pub divided: BTreeSet<usize>,
    /// Whether what the form says of itself stands on the line of the unit.
    pub form_beside_unit: bool,
}

/// What keeps the lines of a paragraph from being drawn too far apart: it holds a long word, address or number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Loose {
    /// A line ends inside a word; Word has a setting that allows it (允许西文在单词中间换行).
    pub words_break: bool,
    /// A line is left unfilled.
    pub ragged: bool,
}

/// An element of the letterhead 版头要素 (7.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeadElement {
    /// Number of the copy 份号 (7.2.1).
    CopyNumber,
    /// Security classification and its term 密级和保密期限 (7.2.2).
    Classification,
    /// Degree of urgency 紧急程度 (7.2.3).
    Urgency,
    /// Mark of the issuing body 发文机关标志 (7.2.4).
    IssuerMark,
    /// Number of the document 发文字号 (7.2.5).
    DocumentNumber,
    /// Names of the approvers 签发人 (7.2.6).
    Approvers,
}

impl HeadElement {
    /// All elements, in the order of the standard.
    pub const ALL: [HeadElement; 6] = [
        HeadElement::CopyNumber,
        HeadElement::Classification,
        HeadElement::Urgency,
        HeadElement::IssuerMark,
        HeadElement::DocumentNumber,
        HeadElement::Approvers,
    ];

    /// The field of a report file that gives this element.
    ///
    /// ```
    /// use gongwen_document::HeadElement;
    /// assert_eq!(HeadElement::DocumentNumber.field(), "letterhead.document_number");
    /// ```
    pub const fn field(self) -> &'static str {
        match self {
            HeadElement::CopyNumber => "letterhead.copy_number",
            HeadElement::Classification => "letterhead.classification",
            HeadElement::Urgency => "letterhead.urgency",
            HeadElement::IssuerMark => "letterhead.issuer_mark",
            HeadElement::DocumentNumber => "letterhead.document_number",
            HeadElement::Approvers => "letterhead.approvers",
        }
    }

    /// The element that a field of a report file gives; `None` for every other field.
    ///
    /// ```
    /// use gongwen_document::HeadElement;
    /// for element in HeadElement::ALL {
    ///     assert_eq!(HeadElement::of_field(element.field()), Some(element));
    /// }
    /// assert_eq!(HeadElement::of_field("letterhead.issuer_marks"), None);
    /// ```
    pub fn of_field(field: &str) -> Option<HeadElement> {
        HeadElement::ALL.into_iter().find(|element| element.field() == field)
    }
}

/// A line of the letterhead; places run from the type area's top left corner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadLine {
    /// Which element of the letterhead 版头要素 it shows.
    pub element: HeadElement,
    /// The characters of the line, without the break at its end.
    pub text: String,
    /// The face 字体 of its characters.
    pub face: FaceRole,
    /// Size of type 字号 in which it is set.
    pub size: Length,
    /// How wide its characters are drawn, in percent: 100, less where a name of a joint mark is condensed.
    pub scale: u8,
    /// White behind each of its characters but the last: what spreads a name of a joint mark 分散对齐.
    pub spread: Length,
    /// Left edge of the first character.
    pub left: Length,
    /// From there to the right edge of the last, spread out as it is printed.
    pub width: Length,
    /// Top of the line.
    pub top: Length,
    /// Height of the line; its characters stand in the middle.
    pub pitch: Length,
}

/// A rule of the letterhead; places run from the type area's top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeadRule {
    /// Distance of its left edge from that of the type area; negative in the margin.
    pub x: Length,
    /// Distance of its top edge from that of the type area; negative above it.
    pub y: Length,
    /// How long it is from its left edge to its right one.
    pub width: Length,
    /// How thick the rule is.
    pub thickness: Length,
}

/// A line of the author's that is wider than the type area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WideLine {
    /// The field of the report, as `title`.
    pub field: Arc<str>,
    /// The characters of the line, without the break at its end.
    pub text: String,
}

/// Where the lines of a paragraph begin that has a hang, from the left edge of its column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hang {
    /// Where the first line begins.
    pub first: Length,
    /// Where every line after the first begins.
    pub wrapped: Length,
}

/// Signature 署名 and date 成文日期 of a document or an attachment, with what makes them valid (7.3.5): lines from the top
/// down. No page end parts them, unless a line says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosingPlace {
    /// How many blocks it shows.
    pub blocks: usize,
    /// Its lines from the top down; never empty where there is a closing.
    pub lines: Vec<SignedLine>,
    /// Room below the last line: a seal reaches into it. Text that follows on the next line stands beside the seal.
    pub below: Length,
    /// Whether what follows stays on its page: 附注 (7.3.6).
    pub keeps_next: bool,
}

/// A line of a closing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignedLine {
    /// White between it and the line above.
    pub before: Length,
    /// Height of the line, its characters in the middle.
    pub pitch: Length,
    /// What stands in it, from left to right.
    pub parts: Vec<SignedPart>,
    /// The seals and stamps that are measured from it.
    pub seals: Vec<SealPlace>,
    /// Whether it begins a page, because there are more seals than a page has room for.
    pub starts_page: bool,
}

/// A name, a date or a post in a line of a closing, or the part of it that stands in this line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedPart {
    /// What of the document the line shows: a signature, the date, a post.
    pub source: SignedSource,
    /// The characters of the plain text that stand here.
    pub characters: Range<usize>,
    /// From the type area's left edge to the first character.
    pub left: Length,
}

/// What a part of a closing shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedSource {
    /// A block of the document: a name or a date.
    Block(usize),
    /// The post 职务 beside a signature stamp, by its place among the stamps.
    Post(usize),
}

/// How a paragraph, picture or table before signature and date keeps to them, so that they do not stand on a page alone.
/// Word moves a paragraph whole or cuts it where it likes, so only short ones are kept whole; where a longer one is cut
/// is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It stands on the page of what follows, whole.
    Whole,
    /// A page end leaves at least two of its lines on both sides, as Word's widow control 孤行控制 does.
    TwoLines,
    /// A page ends before this character of its plain text, and the lines from there on stay with what follows.
    From(usize),
    /// The rows of a table from this one on stay with what follows.
    Rows(usize),
}

/// A picture 插图 on paper; with the white around it, it is whole lines high.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IllustrationPlace {
    /// How wide the picture is on paper.
    pub width: Length,
    /// How high the picture is on paper.
    pub height: Length,
    /// White between what is above and its top.
    pub above: Length,
    /// White between its foot and what follows.
    pub below: Length,
}

/// Where a seal or a stamp stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SealPlace {
    /// Its place among the seals or stamps of the document's validation.
    pub seal: usize,
    /// From the type area's left edge to the seal's left edge.
    pub x: Length,
    /// From the top of its line down to the seal's top edge; negative above it.
    pub y: Length,
}

/// Where the imprint stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImprintPlace {
    /// Its page, from 0, the first one when it runs over pages; the last one is even by its number.
    pub page: usize,
    /// So many pages have a part of it.
    pub pages: usize,
    /// On the first of them, from the type area's top down to its first rule.
    pub top: Length,
    /// Whether it stands on a page of its own, after the text.
    pub own_page: bool,
    /// Whether a blank page stands before that page; then neither carries a number.
    pub blank_before: bool,
    /// Size of its type.
    pub size: Length,
    /// Whether that is smaller than the form's, because there is very much of it.
    pub small: bool,
    /// What each row gives of the white above and of the white below its lines, because the text reaches down to the
    /// imprint: other programs reckon it a little higher, and must not have to put it on another page.
    pub given: Length,
    /// What 印发日期 and the white beside it take of the width between the indents, when 印发机关 has more than one line: none
    /// of them reaches there. Nothing when it has one.
    pub date_room: Length,
}
