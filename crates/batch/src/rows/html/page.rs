//! Goes through the tags of a page.

use gongwen_document::Diagnostic;
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::super::marks::{MAX_COLUMNS, Marks};
use super::super::sheets::PlacedCell;
use super::super::stored::text_cell;
use super::faults::{frames, nested, no_table};
use super::layout::{Layout, TableLayout};

/// How deep tables may stand in tables; deeper ones are refused.
const MOST_NESTED: usize = 64;

/// Elements whose text nobody sees.
const UNSEEN: [&str; 6] = ["script", "style", "title", "xml", "template", "noscript"];

/// Elements that stand on lines of their own.
const BLOCKS: [&str; 18] = [
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "center", "caption", "pre", "hr",
    "body", "form", "dt",
];

/// What a page holds.
pub(super) struct Read {
    pub(super) cells: Vec<PlacedCell>,
    pub(super) marks: Marks,
    /// How many cells with a text are hidden.
    pub(super) unseen: usize,
}

/// Reads the cells of a page.
pub(super) fn read(text: &str) -> Result<Read, Diagnostic> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page::default();
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => page.open(&tag)?,
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name))?,
            Token::String(text) if page.skipped.is_none() => {
                page.text(&String::from_utf8_lossy(&text.value));
            }
            _ => {}
        }
    }
    page.end()
}

#[derive(Default)]
struct Page {
    cells: Vec<PlacedCell>,
    layout: Layout,
    /// The tables that are open, the innermost last.
    tables: Vec<Open>,
    /// The text of the open cell, or of the line outside of tables.
    text: String,
    /// An element whose text is not seen, and how often it is open within itself.
    skipped: Option<(String, u32)>,
    has_table: bool,
    /// Whether it is the frame around pages in other files.
    has_frames: bool,
    /// Cells with a text that are hidden.
    unseen: usize,
}

#[derive(Default)]
struct Open {
    table: TableLayout,
    in_row: bool,
    /// The column of the open cell.
    cell: Option<u32>,
    /// Whether the open cell is hidden.
    unseen: bool,
    /// Whether a cell of the row has a text.
    has_text: bool,
    /// Whether a table stands in a cell of the row.
    nests: bool,
    /// Whether its rows are hidden.
    hidden: bool,
    /// How many columns the `<col>` elements seen so far stand for.
    columns: u32,
}

impl Page {
    fn open(&mut self, tag: &StartTag<()>) -> Result<(), Diagnostic> {
        let name = String::from_utf8_lossy(&tag.name);
        let name = name.as_ref();
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += u32::from(skipped.as_str() == name);
            return Ok(());
        }
        let loose = self.tables.last().is_none_or(|open| open.cell.is_none() && !open.unseen);
        match name {
            _ if UNSEEN.contains(&name) => self.skip(name, tag),
            "frameset" => self.has_frames = true,
            "table" => self.begin_table(is_hidden(tag))?,
            "tr" => self.begin_row(is_hidden(tag))?,
            // A cell that is hidden takes no place.
            "td" | "th" if is_hidden(tag) => {
                self.end_cell()?;
                if let Some(open) = self.tables.last_mut() {
                    open.unseen = true;
                }
            }
            "td" | "th" => self.begin_cell(tag)?,
            "thead" | "tbody" | "tfoot" => self.end_row()?,
            "col" => {
                let span = number(tag, "span").clamp(1, MAX_COLUMNS);
                if let Some(open) = self.tables.last_mut() {
                    let first = open.columns;
                    open.columns = first.saturating_add(span).min(MAX_COLUMNS);
                    if is_hidden(tag) && first < open.columns {
                        self.layout.marks.hidden_columns.push((first, open.columns - 1));
                    }
                }
            }
            "br" if loose => self.end_line()?,
            "br" => {
                let length = self.text.trim_end_matches(' ').len();
                self.text.truncate(length);
                self.text.push('\n');
            }
            _ if loose && is_hidden(tag) => self.skip(name, tag),
            _ if BLOCKS.contains(&name) => self.block(loose)?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Diagnostic> {
        if let Some((skipped, depth)) = &mut self.skipped {
            if skipped.as_str() == name {
                *depth = depth.saturating_sub(1);
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return Ok(());
        }
        match name {
            "table" => self.end_table()?,
            "tr" | "thead" | "tbody" | "tfoot" => self.end_row()?,
            "td" | "th" => self.end_cell()?,
            _ if BLOCKS.contains(&name) => {
                let loose = self.tables.last().is_none_or(|open| open.cell.is_none() && !open.unseen);
                self.block(loose)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn skip(&mut self, name: &str, tag: &StartTag<()>) {
        const ALONE: [&str; 6] = ["br", "img", "input", "hr", "meta", "link"];
        if !tag.self_closing && !ALONE.contains(&name) {
            self.skipped = Some((name.to_owned(), 1));
        }
    }

    /// Text with its spaces as a browser shows them.
    fn text(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                }
                '\u{a0}' => self.text.push(' '),
                '\0' => {}
                character => self.text.push(character),
            }
        }
    }

    fn block(&mut self, loose: bool) -> Result<(), Diagnostic> {
        if loose {
            return self.end_line();
        }
        if !self.text.trim().is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        Ok(())
    }

    /// A line outside of cells is a row of its own.
    fn end_line(&mut self) -> Result<(), Diagnostic> {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.put(0, &text);
            self.layout.next_row()?;
        }
        Ok(())
    }

    fn put(&mut self, column: u32, text: &str) {
        self.cells.push(((self.layout.row, column), text_cell(text.trim(), None)));
    }

    fn begin_table(&mut self, hidden: bool) -> Result<(), Diagnostic> {
        self.has_table = true;
        if self.tables.len() >= MOST_NESTED {
            return Err(nested());
        }
        let outer = self.tables.last_mut().map(|open| {
            open.cell = None;
            open.nests |= open.in_row;
            (open.in_row && open.has_text, open.hidden)
        });
        if outer.is_some_and(|(beside, _)| beside) {
            return Err(nested());
        }
        self.end_line()?;
        let hidden = hidden || outer.is_some_and(|(_, hidden)| hidden);
        self.tables.push(Open { table: self.layout.table(), hidden, ..Open::default() });
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Diagnostic> {
        self.end_row()?;
        if let Some(open) = self.tables.pop() {
            self.layout.end_table(&open.table);
        }
        Ok(())
    }

    fn begin_row(&mut self, hidden: bool) -> Result<(), Diagnostic> {
        self.end_row()?;
        if self.tables.is_empty() {
            self.begin_table(false)?;
        }
        let Some(open) = self.tables.last_mut() else { return Ok(()) };
        open.in_row = true;
        if hidden || open.hidden {
            self.layout.marks.hide_row(self.layout.row);
        }
        self.layout.begin_row(&mut open.table)
    }

    fn begin_cell(&mut self, tag: &StartTag<()>) -> Result<(), Diagnostic> {
        self.end_cell()?;
        if !self.tables.last().is_some_and(|open| open.in_row) {
            self.begin_row(false)?;
        }
        let Some(open) = self.tables.last_mut() else { return Ok(()) };
        // As browsers have it: more is cut off.
        let columns = number(tag, "colspan").clamp(1, 1000);
        let rows = tag.attributes.get("rowspan".as_bytes()).map_or(1, |_| number(tag, "rowspan").min(65_534));
        if !open.nests {
            open.cell = Some(self.layout.place(&mut open.table, columns, rows)?);
        } else {
            open.cell = Some(0);
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Diagnostic> {
        let Some(open) = self.tables.last_mut() else { return Ok(()) };
        if std::mem::take(&mut open.unseen) {
            let text = std::mem::take(&mut self.text);
            self.unseen += usize::from(!text.trim().is_empty());
            return Ok(());
        }
        let Some(column) = open.cell.take() else {
            return if open.in_row { self.end_line() } else { Ok(()) };
        };
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return Ok(());
        }
        if open.nests {
            return Err(nested());
        }
        open.has_text = true;
        self.put(column, &text);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Diagnostic> {
        self.end_cell()?;
        let Some(open) = self.tables.last_mut().filter(|open| open.in_row) else { return self.end_line() };
        let nests = std::mem::take(&mut open.nests);
        (open.in_row, open.has_text) = (false, false);
        // Rows of the inner table stand in its place.
        if nests { Ok(()) } else { self.layout.end_row(&mut open.table) }
    }

    fn end(mut self) -> Result<Read, Diagnostic> {
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        self.end_line()?;
        if !self.has_table {
            return Err(if self.has_frames { frames() } else { no_table() });
        }
        self.layout.marks.settle();
        Ok(Read { cells: self.cells, marks: self.layout.marks, unseen: self.unseen })
    }
}

fn attribute<'t>(tag: &'t StartTag<()>, name: &str) -> Option<std::borrow::Cow<'t, str>> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(&value.value))
}

fn number(tag: &StartTag<()>, name: &str) -> u32 {
    let value = attribute(tag, name);
    value.and_then(|value| value.trim().parse().ok()).unwrap_or(if name == "rowspan" { 1 } else { 0 })
}

fn is_hidden(tag: &StartTag<()>) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    style.contains("display:none")
        || style.contains("visibility:collapse")
        || attribute(tag, "hidden").is_some()
}
