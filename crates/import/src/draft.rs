//! A draft 草稿 as it was read: its paragraphs and tables in reading order, and what of it was left out.

use std::collections::BTreeMap;
use std::ops::Range;

use gongwen_document::Message;

/// Stands before the text of a footnote 脚注 inside a paragraph's text; a character that no draft has.
pub const NOTE_START: char = '\u{FDD0}';

/// Stands behind the text of a footnote 脚注.
pub const NOTE_END: char = '\u{FDD1}';

/// What a draft is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A Word file, by Word, WPS or LibreOffice.
    Docx,
    /// Plain text, a paragraph a line, in this encoding 编码.
    Text(&'static str),
    /// Markdown, in this encoding 编码.
    Markdown(&'static str),
}

/// A draft in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it was read from.
    pub kind: Kind,
    /// Its paragraphs and tables that say something.
    pub blocks: Vec<Block>,
    /// What was left out, accepted or changed on the way.
    pub losses: Losses,
    /// Words that stand out 加粗 inside its paragraphs.
    pub strong: Vec<Strong>,
}

/// Words that stand out, with a few characters of what stands before and behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strong {
    /// What stands before them in their paragraph; never empty, for what begins a paragraph is its heading.
    pub before: String,
    /// The words.
    pub words: String,
    /// What stands behind them.
    pub behind: String,
}

/// A paragraph or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, heading or line.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// A paragraph of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Which paragraph of the draft, counted from 1, empty ones too; in a text file the line.
    pub number: u32,
    /// Its text with the number of an automatic list; footnotes stand between [`NOTE_START`] and [`NOTE_END`].
    pub text: String,
    /// How deep it stands in the outline 大纲级别, 1 to 9, when the draft says so.
    pub level: Option<u8>,
    /// Where it stands between the margins.
    pub align: Align,
    /// Whether its style is that of a title 标题.
    pub title: bool,
    /// Whether a new page begins before it.
    pub new_page: bool,
    /// Where its characters stand in a Word file, as [`read`](crate::read) found them; empty for text files.
    pub origins: Vec<Origin>,
}

/// Characters, and the element of the main part of a Word file that they come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Bytes of the text of a paragraph or a cell.
    pub text: Range<usize>,
    /// Where the element begins in the part, in bytes of its characters as UTF-8.
    pub element: usize,
    /// From which byte of the characters in the element on these are; none when they only stand for it: a sign, a tab, a
    /// footnote for its reference.
    pub from: Option<usize>,
}

impl Origin {
    /// The elements that some bytes of a text come from; where no element says them (an automatic number), the next one
    /// behind them, else the last one before. Empty only when no element says any of the text.
    ///
    /// ```
    /// use gongwen_import::Origin;
    /// let known = [Origin { text: 6..12, element: 80, from: Some(0) }];
    /// let found = Origin::nearest(&known, 0..9);
    /// assert_eq!((found[0].element, found[0].text.clone()), (80, 6..9));
    /// assert_eq!(Origin::nearest(&known, 0..3)[0].text, 6..6);
    /// ```
    pub fn nearest(origins: &[Origin], range: Range<usize>) -> Vec<Origin> {
        let mut found = Origin::within(origins, range.clone());
        for origin in &mut found {
            origin.text = origin.text.start + range.start..origin.text.end + range.start;
        }
        if found.is_empty() {
            let at = origins.partition_point(|origin| origin.text.start < range.end);
            let behind = origins
                .get(at)
                .map(|origin| Origin { text: origin.text.start..origin.text.start, ..origin.clone() });
            let before = || {
                let origin = origins.get(at.checked_sub(1)?)?;
                let from = origin.from.map(|from| from + origin.text.len());
                Some(Origin { text: origin.text.end..origin.text.end, element: origin.element, from })
            };
            found.extend(behind.or_else(before));
        }
        found
    }

    /// What is known of some bytes of a text, counted from the first of them.
    pub fn within(origins: &[Origin], range: Range<usize>) -> Vec<Origin> {
        let first = origins.partition_point(|origin| origin.text.end <= range.start);
        let inside = origins.iter().skip(first).take_while(|origin| origin.text.start < range.end);
        let cut = inside.map(|origin| {
            let start = origin.text.start.max(range.start);
            Origin {
                text: start - range.start..origin.text.end.min(range.end) - range.start,
                element: origin.element,
                from: origin.from.map(|from| from + start - origin.text.start),
            }
        });
        cut.collect()
    }
}

/// Where a paragraph stands between the margins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left, or justified.
    #[default]
    Left,
    /// In the middle 居中.
    Center,
    /// At the right 右对齐.
    Right,
}

/// A table of a draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The number that a paragraph in its place would have.
    pub number: u32,
    /// Its rows; a cell that others cover is not there.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows the draft repeats on each page 标题行; 0 when it does not say.
    pub header_rows: usize,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its paragraphs, a line each.
    pub text: String,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// The number of its first paragraph; in a text file the line.
    pub number: u32,
    /// Where its characters stand in a Word file; empty for text files.
    pub origins: Vec<Origin>,
}

impl Draft {
    /// Its plain text in reading order: a line a paragraph, the cells of a row joined by tabs, footnotes at the end. What
    /// the finished document's text is held against.
    pub fn text(&self) -> String {
        let mut lines = Vec::new();
        let mut notes = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Paragraph(paragraph) => lines.push(without_notes(&paragraph.text, &mut notes)),
                Block::Table(table) => lines.extend(table.lines(&mut notes)),
            }
        }
        lines.extend(notes.into_iter().map(|note| format!("注：{note}")));
        lines.concat_lines()
    }

    /// How many characters of text stand in its tables, and how many in all.
    pub fn in_tables(&self) -> (usize, usize) {
        let (mut inside, mut all) = (0, 0);
        for block in &self.blocks {
            match block {
                Block::Paragraph(paragraph) => all += paragraph.text.chars().count(),
                Block::Table(table) => {
                    let cells = table.rows.iter().flatten().map(|cell| cell.text.chars().count());
                    let count: usize = cells.sum();
                    inside += count;
                    all += count;
                }
            }
        }
        (inside, all)
    }
}

trait Lines {
    fn concat_lines(self) -> String;
}

impl Lines for Vec<String> {
    fn concat_lines(self) -> String {
        self.into_iter().map(|line| line + "\n").collect()
    }
}

impl Table {
    /// Its rows as lines of text, the lines of a cell joined by a space as the text of a finished document has them.
    pub(crate) fn lines(&self, notes: &mut Vec<String>) -> Vec<String> {
        let mut cell = |cell: &Cell| without_notes(&cell.text.replace('\n', " "), notes);
        self.rows.iter().map(|row| row.iter().map(&mut cell).collect::<Vec<_>>().join("\t")).collect()
    }

    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(|row| row.iter().map(|cell| cell.columns).sum()).max().unwrap_or(0)
    }
}

/// A text without its footnotes, which are put aside.
pub(crate) fn without_notes(text: &str, notes: &mut Vec<String>) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(NOTE_START) {
        plain.push_str(before);
        let (note, behind) = behind.split_once(NOTE_END).unwrap_or((behind, ""));
        notes.push(note.to_owned());
        rest = behind;
    }
    plain.push_str(rest);
    plain
}

/// What happened to a part of a draft on its way into a report file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is not in the report file.
    LeftOut,
    /// It is in the report file in another form.
    Changed,
}

/// Constructs that were left out or changed, each with how often and where first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Losses(BTreeMap<(Fate, String), Loss>);

/// One construct that was left out or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What, with what became of it.
    pub what: Message,
    /// What became of it.
    pub fate: Fate,
    /// How often.
    pub count: usize,
    /// In which paragraphs: the first few.
    pub paragraphs: Vec<u32>,
    /// What it says, where that is worth a look: words of a comment, of a header. The first few.
    pub quotes: Vec<String>,
}

/// How many places and quotations are kept of one construct.
const KEPT: usize = 20;

impl Losses {
    /// Notes a construct in this paragraph.
    pub fn add(&mut self, fate: Fate, what: (&str, &str), paragraph: u32) {
        self.add_with(fate, what, paragraph, "");
    }

    /// Notes a construct that says something.
    pub fn add_with(&mut self, fate: Fate, what: (&str, &str), paragraph: u32, quote: &str) {
        let fresh = || Loss {
            what: Message::new(what.0, what.1),
            fate,
            count: 0,
            paragraphs: Vec::new(),
            quotes: Vec::new(),
        };
        let loss = self.0.entry((fate, what.0.to_owned())).or_insert_with(fresh);
        loss.count += 1;
        if paragraph > 0 && loss.paragraphs.len() < KEPT && loss.paragraphs.last() != Some(&paragraph) {
            loss.paragraphs.push(paragraph);
        }
        if !quote.is_empty() && loss.quotes.len() < KEPT {
            loss.quotes.push(quote.chars().take(60).collect());
        }
    }

    /// All of them, what was left out first.
    pub fn iter(&self) -> impl Iterator<Item = &Loss> {
        self.0.values()
    }

    /// How often this construct, named by its Chinese words, was met.
    pub fn count(&self, what: &str) -> usize {
        self.0.values().filter(|loss| loss.what.zh == what).map(|loss| loss.count).sum()
    }
}

impl Losses {
    /// Adds what another list has.
    pub(crate) fn extend(&mut self, other: Losses) {
        for (key, loss) in other.0 {
            match self.0.get_mut(&key) {
                Some(known) => {
                    known.count += loss.count;
                    known.paragraphs.extend(loss.paragraphs);
                    known.paragraphs.truncate(KEPT);
                    known.quotes.extend(loss.quotes);
                    known.quotes.truncate(KEPT);
                }
                None => drop(self.0.insert(key, loss)),
            }
        }
    }
}
