//! What any document may have beside its letterhead and its seals: sections, tables, pictures, attachments.

use std::sync::Arc;

use super::{Grid, GridCell, Prose, SheetPart};
use gongwen_document::{Align, ColumnWidth, Diagnostic, Length, Message, Place};

/// The body of a general document 一般公文.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct General {
    /// What its first levels are called when they are no 一、（一）: 第一章, 第一条.
    pub levels: Vec<SectionLevel>,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// How the first levels of rules 规章 are called and numbered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionLevel {
    /// 第一章.
    Chapter,
    /// 第一条, counted through all chapters.
    Article,
}

/// How the paragraphs of a section are aligned, when not as the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineAlign {
    /// 居中.
    Center,
    /// 居右.
    Right,
}

/// A section with its heading; sections in it are a level deeper, four levels at most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Heading without its ordinal.
    pub heading: Option<Prose>,
    /// Whether its heading has no ordinal of its level 不编号.
    pub unnumbered: bool,
    /// Paragraphs.
    pub text: Vec<Prose>,
    /// How these are aligned; `None` for both edges.
    pub align: Option<LineAlign>,
    /// A list, numbered, an item a paragraph.
    pub items: Vec<Prose>,
    /// A sample of the ordinals of the list, as `（1）`; empty for none. Without one they are those of its level.
    pub item_ordinal: Option<String>,
    /// A table.
    pub table: Option<TableUse>,
    /// A picture.
    pub figure: Option<PictureUse>,
    /// A chart.
    pub chart: Option<ChartUse>,
    /// Sections a level deeper.
    pub sections: Vec<Section>,
    /// Field path in the report file.
    pub path: Arc<str>,
}

/// A table 表格 in the text or in an attachment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableUse {
    /// Title 表题.
    pub caption: Option<Prose>,
    /// Where its rows come from.
    pub source: TableSource,
    /// How many of the first rows are the head 表头; without it what the source of the table says, else one.
    pub header_rows: Option<usize>,
    /// Widths of the columns; empty when the content decides.
    pub widths: Vec<ColumnWidth>,
    /// How each column is aligned; empty when the content decides.
    pub align: Vec<Align>,
    /// The unit 单位 of its numbers, above it at the right; without it what the source of the table says.
    pub unit: Option<Prose>,
    /// Notes 表注 below it, a line each; without any what the source of the table says.
    pub notes: Vec<Prose>,
    /// Field path in the report file.
    pub path: Arc<str>,
}

impl TableUse {
    /// How many of its rows are the head 表头: as it says itself; else as the source of its rows does, or one, and those
    /// that cells of these reach into.
    ///
    /// ```
    /// use gongwen_core::report::{Grid, GridCell, TableSource, TableUse};
    /// let village = GridCell { rows: 2, ..GridCell::text("村") };
    /// let income = GridCell { columns: 2, ..GridCell::text("收入") };
    /// let years = ["本年", "上年"].map(GridCell::text).to_vec();
    /// let row = ["锦河村", "12", "11"].map(GridCell::text).to_vec();
    /// let grid = Grid { rows: vec![vec![village, income], years, row], ..Grid::default() };
    /// assert_eq!(TableUse { source: TableSource::Rows(grid), ..TableUse::default() }.head(), 2);
    /// ```
    pub fn head(&self) -> usize {
        let TableSource::Rows(grid) = &self.source else { return 0 };
        let rows = grid.rows.len();
        if let (Some(head), None) = (self.header_rows, grid.header_rows) {
            return head.min(rows);
        }
        let mut head = self.header_rows.or(grid.header_rows).unwrap_or(1).min(rows);
        let mut row = 0;
        while row < head {
            let reach = grid.rows.get(row).into_iter().flatten().map(|cell| row + cell.rows).max();
            head = head.max(reach.unwrap_or(0));
            row += 1;
        }
        // A cell beside all rows is no head.
        if head >= rows && rows > 1 && grid.header_rows.is_none() { 0 } else { head.min(rows) }
    }

    /// What does not go with the rows, once they are there: widths or alignments for more or fewer columns than there are,
    /// a cell of the head that reaches below it. Each with the path of its field.
    pub fn misfits(&self) -> Vec<Diagnostic> {
        let TableSource::Rows(grid) = &self.source else { return Vec::new() };
        let columns = grid.columns();
        let mut told = Vec::new();
        for (field, given) in [("widths", self.widths.len()), ("align", self.align.len())] {
            if given > 0 && columns > 0 && given != columns {
                let message = Message::new(
                    format!("表格有 {columns} 列，{field} 写了 {given} 个"),
                    format!("the table has {columns} columns and {field} names {given}"),
                );
                let place = Place::report(format!("{}.{field}", self.path), None);
                told.push(Diagnostic::error("report/table-columns", message).at(place).help(Message::new(
                    format!("{field} 写 {columns} 个，一列一个；不写就按内容定"),
                    format!("write {columns}, one for each column, or leave it out"),
                )));
            }
        }
        let head = self.head();
        let reach =
            |(index, row): (usize, &Vec<GridCell>)| row.iter().map(move |cell| index + cell.rows).max();
        let below = grid.rows.iter().enumerate().take(head).filter_map(reach).max().unwrap_or(0);
        if below > head {
            let message = Message::new(
                format!("表头有 {head} 行，表头里有一格并到了第 {below} 行"),
                format!("the head has {head} rows, and a cell of it reaches down to row {below}"),
            );
            let field = if self.header_rows.is_some() { ".header_rows" } else { "" };
            let place = Place::report(format!("{}{field}", self.path), None);
            told.push(Diagnostic::error("report/table-head", message).at(place).help(Message::new(
                format!("写 header_rows = {below}；没有表头写 0"),
                format!("write header_rows = {below}, or 0 for no head"),
            )));
        }
        told
    }
}

/// Where the rows of a table come from.
#[derive(Clone, Debug, PartialEq)]
pub enum TableSource {
    /// They stand in the report file, or were read from the file beside it.
    Rows(Grid),
    /// They stand in a file that nobody has read yet; the core does no IO.
    File {
        /// Its path, from the folder of the report file.
        path: String,
        /// What of it is printed.
        part: SheetPart,
    },
}

impl Default for TableSource {
    fn default() -> TableSource {
        TableSource::Rows(Grid::default())
    }
}

/// A picture 插图 in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureUse {
    /// Its path, from the folder of the report file.
    pub picture: Arc<str>,
    /// Width on paper.
    pub width: Option<Length>,
    /// Title 图题.
    pub caption: Option<Prose>,
    /// What it shows, for those who cannot see it.
    pub alternative: Option<String>,
    /// Field path in the report file.
    pub path: Arc<str>,
}

/// A chart 统计图 of figures, with a table of what it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartUse {
    /// What it shows of them.
    pub kind: ChartKind,
    /// Ids of the figures, in order.
    pub figures: Vec<String>,
    /// Width on paper.
    pub width: Option<Length>,
    /// Title 图题.
    pub caption: Option<Prose>,
    /// Field path in the report file.
    pub path: Arc<str>,
}

/// What a chart shows of its figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChartKind {
    /// This year beside last year 对比.
    #[default]
    Comparison,
    /// The share of each in all of them 构成.
    Shares,
    /// Each against its target 进度.
    Progress,
}

/// An attachment 附件.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attachment {
    /// Title; a line end stands where the author wants a new line.
    pub title: String,
    /// Paragraphs.
    pub text: Vec<Prose>,
    /// What the first levels of its sections are called, as in [`General::levels`].
    pub levels: Vec<SectionLevel>,
    /// Sections.
    pub sections: Vec<Section>,
    /// Table.
    pub table: Option<TableUse>,
    /// On lying paper 横排.
    pub landscape: bool,
    /// With a table of contents 目录 of its own at its head.
    pub contents: bool,
    /// Not bound with the body 不与正文一起装订.
    pub detached: bool,
    /// Field path in the report file.
    pub path: Arc<str>,
}

impl super::Report {
    /// The attachments that are not bound with the document 不与正文一起装订: each is a file of its own (7.3.7).
    ///
    /// ```
    /// use gongwen_core::Report;
    /// let report = Report::from_toml(
    ///     "title = \"关于某事的通知\"\nissuer = \"某某县人民政府\"\nopening = \"现予公布。\"\n[general]\n\
    ///      [[attachments]]\ntitle = \"表\"\n[[attachments]]\ntitle = \"办法\"\ndetached = true\n",
    /// )?;
    /// let labels: Vec<String> = report.detached().map(|attachment| report.attachment_label(attachment)).collect();
    /// assert_eq!(labels, ["附件2"]);
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn detached(&self) -> impl Iterator<Item = &Attachment> {
        self.attachments.iter().filter(|attachment| attachment.detached)
    }
}

/// The table of contents 目录.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Its title.
    pub title: String,
    /// The deepest level of heading listed, 1 to 4.
    pub levels: u8,
}
