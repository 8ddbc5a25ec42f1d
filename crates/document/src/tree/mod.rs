//! Station 6: the block tree that both outputs are made from. Content knows roles, never points.

mod column_width;
mod columns;
mod drawing;
mod elements;
mod facts;
mod imprint;
mod leftover;
mod made_by;
mod picture;
mod table;

use std::ops::Range;
use std::sync::Arc;

pub use column_width::ColumnWidth;
pub use columns::ColumnNeed;
pub use drawing::{Anchor, Cap, Drawing, Join, Label, Paint, Point, Rgb, Shape, Step};
pub use elements::{Format, Imprint, Letterhead, Seal, SignatureStamp, Validation};
pub use facts::{
    ClosingPlace, Facts, Hang, HeadElement, HeadLine, HeadRule, IllustrationPlace, ImprintPlace, Kept, Loose,
    SealPlace, SignedLine, SignedPart, SignedSource, TablePlace, WideLine,
};
pub use imprint::{ImprintLine, ImprintRow};
pub use leftover::{Leftover, SHEET_FAULTS, leftover, leftover_in};
pub use made_by::MadeBy;
pub use picture::{Illustration, Picture, Pictures};
pub use table::{Cell, Row, Table};

/// A whole document: what it says about itself, what stands around its text, and its blocks from first to last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Title, author and the like, for the files' properties.
    pub properties: Properties,
    /// Which form of the standard it takes.
    pub format: Format,
    /// 版头, when the report has one.
    pub letterhead: Option<Letterhead>,
    /// Blocks in reading order.
    pub blocks: Vec<Block>,
    /// Whether the signature among the blocks is sealed.
    pub validation: Validation,
    /// Text in the header 页眉 of every page, when the report has one; a letter 信函 has none.
    pub page_header: Option<PageHeader>,
    /// 版记, when the report has one.
    pub imprint: Option<Imprint>,
    /// Names of places, bodies and people that the report gives: titles keep them whole.
    pub names: Vec<String>,
    /// The pictures that seals and blocks name.
    pub pictures: Pictures,
}

impl Document {
    /// Whether half a line of white stands between this block, a table, and the next: text, a picture or a table. Signature
    /// and date bring their own.
    ///
    /// ```
    /// use gongwen_document::{Block, BlockKind, Document, Origin, Role, Table};
    /// let block = |kind| Block { kind, origin: Origin::default() };
    /// let text = BlockKind::Paragraph { role: Role::Heading1, inlines: Vec::new() };
    /// let blocks = vec![block(BlockKind::Table(Table::default())), block(text)];
    /// let document = Document { blocks, ..Document::default() };
    /// assert!(document.air_below(0) && !document.air_below(1));
    /// ```
    pub fn air_below(&self, block: usize) -> bool {
        let kind = |block: usize| self.blocks.get(block).map(|block| &block.kind);
        matches!(kind(block), Some(BlockKind::Table(_)))
            && match kind(block + 1) {
                Some(BlockKind::Paragraph { role, .. }) => !matches!(role, Role::Signature | Role::IssueDate),
                Some(BlockKind::Table(_) | BlockKind::Illustration(_)) => true,
                Some(BlockKind::Contents { .. } | BlockKind::PageBreak { .. }) | None => false,
            }
    }

    /// The block before which the letterhead stands: the first, or the one after a table of contents that stands
    /// on pages of its own before the text.
    ///
    /// ```
    /// use gongwen_document::{Block, BlockKind, Document, Origin};
    /// let block = |kind| Block { kind, origin: Origin::default() };
    /// let blocks = vec![block(BlockKind::Contents { levels: 2 }), block(BlockKind::PAGE_BREAK)];
    /// assert_eq!(Document { blocks, ..Document::default() }.text_start(), 2);
    /// assert_eq!(Document::default().text_start(), 0);
    /// ```
    pub fn text_start(&self) -> usize {
        let contents = self.blocks.iter().take_while(|block| {
            matches!(
                block.kind,
                BlockKind::Contents { .. } | BlockKind::Paragraph { role: Role::ContentsTitle, .. }
            )
        });
        let count = contents.count();
        match self.blocks.get(count).map(|block| &block.kind) {
            Some(BlockKind::PageBreak { .. }) if count > 0 => count + 1,
            _ => 0,
        }
    }
}

/// Text in the header 页眉 of every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageHeader {
    /// The text, on one line.
    pub text: String,
    /// Where it came from.
    pub origin: Origin,
}

/// Document properties of both files; no clock is read, so dates come from the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Properties {
    /// Title on one line.
    pub title: String,
    /// The issuing body 发文机关, as file properties name their author.
    pub author: String,
    /// What it is about, as `锦江镇2024年工作报告`.
    pub subject: String,
    /// Keywords 关键词 for searching, none empty.
    pub keywords: Vec<String>,
    /// Date of issue 成文日期 as `2024-12-31`, when the report has one.
    pub date: Option<String>,
}

/// Where in the report file a block came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Field path, as `achievements.areas[2].items[0]`; empty when the template made it up.
    pub path: Arc<str>,
    /// Bytes in the report file, when it was read from one.
    pub span: Option<Range<usize>>,
}

/// One block with its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What the block is: a paragraph of some role, a table, an illustration …
    pub kind: BlockKind,
    /// Where it came from.
    pub origin: Origin,
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, heading or line of a given role.
    Paragraph {
        /// Its role, which decides its style.
        role: Role,
        /// The text of the paragraph with its marks, links and breaks, in reading order.
        inlines: Vec<Inline>,
    },
    /// A table 表格 with its rows, the widths of its columns and what stands around it.
    Table(Table),
    /// A picture 插图 with its title.
    Illustration(Illustration),
    /// The table of contents 目录: the headings down to this level (1 to 4), with their pages.
    Contents {
        /// The deepest level that is listed.
        levels: u8,
    },
    /// The next block starts a new page, and the paper stands or lies from there on.
    PageBreak {
        /// How the paper stands.
        orientation: Orientation,
    },
}

impl BlockKind {
    /// A new page of upright paper.
    pub const PAGE_BREAK: BlockKind = BlockKind::PageBreak { orientation: Orientation::Portrait };
}

/// How the paper stands 纸张方向.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// Upright paper 纵向, as nearly all of a document has it.
    #[default]
    Portrait,
    /// Lying 横向, for wide tables 横排表格 (clause 8).
    Landscape,
}

/// The roles of text in an official document; the stylesheet gives each its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The title of the document 标题 (`h1`).
    Title,
    /// 成文日期 below the title, in round brackets: minutes 纪要, which nobody signs (`p role="title-date"`).
    TitleDate,
    /// 副标题 below the title, as `（2024年12月31日）` or `——在全镇大会上`, and its author 作者 (`p role="subtitle"`).
    Subtitle,
    /// 主送机关 (`p role="addressees"`).
    Addressees,
    /// 第一章 of rules 规章, in the middle of its line (`p role="chapter"`).
    Chapter,
    /// A heading of the first level, counted 一、 (`h2`).
    Heading1,
    /// A heading of the second level, counted （一） (`h3`).
    Heading2,
    /// A heading of the third level, counted 1. (`h4`).
    Heading3,
    /// A heading of the fourth level, counted （1） (`h5`).
    Heading4,
    /// A paragraph of the text 正文 (`p`).
    Body,
    /// A paragraph in the middle of its line 居中 (`p role="centered"`).
    Centered,
    /// A paragraph at the right of its line 居右 (`p role="at-right"`).
    AtRight,
    /// 发文机关署名, without a seal (`p role="signature"`).
    Signature,
    /// 成文日期, without a seal (`p role="date"`).
    IssueDate,
    /// 附件说明 (`p role="attachment-note"`): one blank line above it, wrapped lines align with the name (7.3.4).
    AttachmentNote,
    /// The second attachment and those after it (`p role="attachment-note-next"`), below the first one's ordinal.
    AttachmentNoteNext,
    /// 附注 (`p role="note"`).
    Note,
    /// 出席 of minutes 纪要, one blank line below the text (`p role="attendance"`, 10.3).
    Attendance,
    /// 请假 and 列席, on the lines below (`p role="attendance-next"`, 10.3).
    AttendanceNext,
    /// 附件 label on line 1 of its page (`p role="attachment-label"`).
    AttachmentLabel,
    /// Title of an attachment, on line 3 of its page (`p role="attachment-title"`).
    AttachmentTitle,
    /// Title of a table (`caption`).
    TableCaption,
    /// Text of a table's header row (`th`).
    TableHeader,
    /// Text of a table's cell (`td`).
    TableCell,
    /// The unit 单位 above a table at the right (`table-unit`).
    TableUnit,
    /// A note 表注 below a table (`table-note`).
    TableNote,
    /// Title of a picture 图题, below it (`figcaption`).
    FigureCaption,
    /// Title of the table of contents 目录 (`p role="contents-title"`).
    ContentsTitle,
    /// A line of the table of contents; made by both outputs, never written.
    ContentsEntry,
    /// A footnote 脚注 at the foot of its page; its text stands in [`Inline::Footnote`].
    Footnote,
}

impl Role {
    /// All roles, in the order above.
    pub const ALL: [Role; 30] = [
        Role::Title,
        Role::TitleDate,
        Role::Subtitle,
        Role::Addressees,
        Role::Chapter,
        Role::Heading1,
        Role::Heading2,
        Role::Heading3,
        Role::Heading4,
        Role::Body,
        Role::Centered,
        Role::AtRight,
        Role::Signature,
        Role::IssueDate,
        Role::AttachmentNote,
        Role::AttachmentNoteNext,
        Role::Note,
        Role::Attendance,
        Role::AttendanceNext,
        Role::AttachmentLabel,
        Role::AttachmentTitle,
        Role::TableCaption,
        Role::TableHeader,
        Role::TableCell,
        Role::TableUnit,
        Role::TableNote,
        Role::FigureCaption,
        Role::ContentsTitle,
        Role::ContentsEntry,
        Role::Footnote,
    ];

    /// Whether its text may have footnotes 脚注: what may move to the imprint, or stands at a place of its own, may not.
    pub fn may_have_footnotes(self) -> bool {
        !matches!(
            self,
            Role::Addressees | Role::Signature | Role::IssueDate | Role::TitleDate | Role::ContentsTitle
        )
    }

    /// 1 to 4 for headings, 1 to 4 being 一、（一）1.（1）; the navigation pane and the outline use it.
    pub fn heading_level(self) -> Option<u8> {
        match self {
            Role::Chapter | Role::Heading1 | Role::AttachmentTitle => Some(1),
            Role::Heading2 => Some(2),
            Role::Heading3 => Some(3),
            Role::Heading4 => Some(4),
            _ => None,
        }
    }
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Text in one face.
    Text {
        /// The characters, already unescaped; never a control character.
        text: String,
        /// How it stands out.
        mark: Mark,
        /// Target of a link (`a href`), an absolute `http`, `https` or `mailto` address.
        link: Option<Arc<str>>,
    },
    /// A forced new line (`br`).
    Break,
    /// The wrapped lines of this paragraph align with this place (`hang`): a name behind its ordinal, names behind
    /// a label and its colon.
    Hang,
    /// A footnote 脚注 (`footnote`), its mark at this place and its text at the foot of the page.
    Footnote(Vec<Inline>),
}

impl Inline {
    /// Plain text without marks, links or breaks.
    pub fn text(text: impl Into<String>) -> Inline {
        Inline::Text { text: text.into(), mark: Mark::Plain, link: None }
    }
}

/// How a piece of text stands out of its paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The text has the face of its paragraph.
    #[default]
    Plain,
    /// Text in 黑体, which markup calls `strong`.
    Strong,
    /// Text in 楷体, which markup calls `em`.
    Emphasis,
}

/// How the lines of a paragraph are aligned 对齐方式.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Align {
    /// Both edges; the last line at the left.
    #[default]
    Justify,
    /// Lines begin at the left edge, and their right ends are ragged.
    Left,
    /// Each line stands in the middle.
    Center,
    /// Lines end at the right edge, and their left ends are ragged.
    Right,
    /// Numbers below one another by their decimal points, the longest at the right: in a column of a table.
    Decimal,
}

/// The mark of a footnote 脚注, counted from 1 through the document: ① to ⑳, then plain numbers, as Word and LibreOffice
/// number them.
///
/// ```
/// use gongwen_document::footnote_mark;
/// assert_eq!((footnote_mark(1), footnote_mark(20), footnote_mark(21)), ("①".into(), "⑳".into(), "21".into()));
/// ```
pub fn footnote_mark(number: usize) -> String {
    let circled = u32::try_from(number).ok().filter(|number| (1..=20).contains(number));
    let circled = circled.and_then(|number| char::from_u32(u32::from('①') + number - 1));
    circled.map_or_else(|| number.to_string(), String::from)
}

/// A heading as the table of contents lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedHeading {
    /// Index of the heading among the blocks of the document.
    pub block: usize,
    /// Level 层次 of the heading, 1 to 4.
    pub level: u8,
    /// Its text on one line.
    pub text: String,
}

impl Document {
    /// The headings down to this level, in order.
    ///
    /// ```
    /// use gongwen_document::{Block, BlockKind, Document, Inline, Origin, Role};
    /// let kind = BlockKind::Paragraph { role: Role::Heading1, inlines: vec![Inline::text("一、总体要求")] };
    /// let blocks = vec![Block { kind, origin: Origin::default() }];
    /// let headings = Document { blocks, ..Document::default() }.headings(2);
    /// assert_eq!((headings[0].block, headings[0].level, headings[0].text.as_str()), (0, 1, "一、总体要求"));
    /// ```
    pub fn headings(&self, levels: u8) -> Vec<ListedHeading> {
        self.headings_in(0..self.blocks.len(), levels)
    }

    /// The headings that the table of contents in this block lists: all of the document, or, in an attachment 附件, those
    /// of that attachment behind it.
    pub fn listed(&self, contents: usize) -> Vec<ListedHeading> {
        let Some(Block { kind: BlockKind::Contents { levels }, .. }) = self.blocks.get(contents) else {
            return Vec::new();
        };
        self.headings_in(self.attached(contents).unwrap_or(0..self.blocks.len()), *levels)
    }

    /// The blocks of the attachment 附件 that this block is part of, from behind it to the attachment's end; `None` for a
    /// block of the document itself.
    pub fn attached(&self, block: usize) -> Option<Range<usize>> {
        let label =
            |block: &Block| matches!(block.kind, BlockKind::Paragraph { role: Role::AttachmentLabel, .. });
        self.blocks.get(..block)?.iter().rposition(label)?;
        let start = block + 1;
        let rest = self.blocks.get(start..).unwrap_or_default();
        let end = rest.iter().position(label).map_or(self.blocks.len(), |next| start + next);
        // The page break before the next one is no part of it.
        let breaks = |block: &Block| matches!(block.kind, BlockKind::PageBreak { .. });
        let end = if end > start && end < self.blocks.len() && self.blocks.get(end - 1).is_some_and(breaks) {
            end - 1
        } else {
            end
        };
        Some(start..end)
    }

    fn headings_in(&self, blocks: Range<usize>, levels: u8) -> Vec<ListedHeading> {
        let heading = |block: usize| match &self.blocks.get(block)?.kind {
            BlockKind::Paragraph { role, inlines } => {
                let level = role.heading_level().filter(|level| *level <= levels)?;
                let mut text = plain_text(inlines).replace('\n', "");
                if let Some(label) = self.label_above(block) {
                    text.insert_str(0, &format!("{label}　"));
                }
                Some(ListedHeading { block, level, text })
            }
            _ => None,
        };
        blocks.filter_map(heading).collect()
    }

    /// `附件2` above the title of an attachment in this block.
    fn label_above(&self, block: usize) -> Option<String> {
        let role_at = |block: usize| match &self.blocks.get(block)?.kind {
            BlockKind::Paragraph { role, inlines } => Some((*role, inlines)),
            _ => None,
        };
        let (Role::AttachmentTitle, _) = role_at(block)? else { return None };
        let (Role::AttachmentLabel, label) = role_at(block.checked_sub(1)?)? else { return None };
        Some(plain_text(label).replace('\n', ""))
    }

    /// Its footnotes 脚注, in the order of their marks.
    pub fn footnotes(&self) -> impl Iterator<Item = &[Inline]> {
        self.texts().flatten().filter_map(|inline| match inline {
            Inline::Footnote(note) => Some(note.as_slice()),
            _ => None,
        })
    }

    /// Whether there is any footnote 脚注.
    pub fn has_footnotes(&self) -> bool {
        self.footnotes().next().is_some()
    }

    /// The text of all its blocks, in order.
    fn texts(&self) -> impl Iterator<Item = &[Inline]> {
        self.blocks.iter().flat_map(|block| {
            let (first, cells): (&[Inline], &[Row]) = match &block.kind {
                BlockKind::Paragraph { inlines, .. } => (inlines, &[]),
                BlockKind::Table(table) => (table.caption.as_deref().unwrap_or_default(), &table.rows),
                BlockKind::Illustration(figure) => (figure.caption.as_deref().unwrap_or_default(), &[]),
                BlockKind::Contents { .. } | BlockKind::PageBreak { .. } => (&[], &[]),
            };
            let cells = cells.iter().flat_map(|row| &row.cells).map(|cell| cell.inlines.as_slice());
            std::iter::once(first).chain(cells)
        })
    }

    /// How deep the tables of contents 目录 list, 1 to 4; `None` without one.
    pub fn contents_levels(&self) -> Option<u8> {
        let levels = |block: &Block| match block.kind {
            BlockKind::Contents { levels } => Some(levels),
            _ => None,
        };
        self.blocks.iter().filter_map(levels).max()
    }
}

/// The text of these inlines; a break is a line feed.
///
/// ```
/// use gongwen_document::{Inline, plain_text};
/// assert_eq!(plain_text(&[Inline::text("一"), Inline::Break, Inline::text("二")]), "一\n二");
/// ```
pub fn plain_text(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text, .. } => text.as_str(),
            Inline::Break => "\n",
            Inline::Hang | Inline::Footnote(_) => "",
        })
        .collect()
}

/// The text of a document: a line for each paragraph, a forced break as a line of its own, the cells of a
/// table's row joined by tabs and the lines of a cell by a space, what stands above and below a table as lines of their
/// own, footnotes at the end.
///
/// ```
/// use gongwen_document::{Block, BlockKind, Document, Inline, Origin, Role, to_text};
/// let kind = BlockKind::Paragraph { role: Role::Body, inlines: vec![Inline::text("正文")] };
/// let document = Document { blocks: vec![Block { kind, origin: Origin::default() }], ..Default::default() };
/// assert_eq!(to_text(&document), "正文\n");
/// ```
pub fn to_text(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match &block.kind {
            BlockKind::Paragraph { inlines, .. } => {
                text.push_str(&plain_text(inlines));
                text.push('\n');
            }
            BlockKind::Table(table) => {
                for above in [&table.caption, &table.form, &table.unit].into_iter().flatten() {
                    text.push_str(&plain_text(above));
                    text.push('\n');
                }
                for row in &table.rows {
                    let cells: Vec<String> =
                        row.cells.iter().map(|cell| plain_text(&cell.inlines).replace('\n', " ")).collect();
                    text.push_str(&cells.join("\t"));
                    text.push('\n');
                }
                for note in &table.notes {
                    text.push_str(&plain_text(note));
                    text.push('\n');
                }
            }
            BlockKind::Illustration(figure) => {
                if let Some(caption) = &figure.caption {
                    text.push_str(&plain_text(caption));
                    text.push('\n');
                }
            }
            BlockKind::Contents { .. } | BlockKind::PageBreak { .. } => {}
        }
    }
    for note in document.footnotes() {
        text.push_str("注：");
        text.push_str(&plain_text(note).replace('\n', ""));
        text.push('\n');
    }
    text
}
