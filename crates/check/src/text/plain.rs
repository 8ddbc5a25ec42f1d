//! Texts of plain text files and Markdown.

use crate::chars::is_one_of;
use std::sync::Arc;

use super::{Cell, Paragraph, Piece, Role, Text};

/// Titles and headings are short: no sentence of this many characters is one.
const LONGEST_HEADING: usize = 40;

impl Text {
    /// A draft in plain text: a line is a paragraph, lines with tabs are rows of a table, what is a heading shows by its
    /// ordinal or because it is short and ends in no mark.
    ///
    /// ```
    /// use gongwen_check::{Role, Text};
    /// let text = Text::from_plain("某某镇工作总结\n一、主要工作\n新建泵站2座。\n");
    /// let roles: Vec<Role> = text.paragraphs.iter().map(|it| it.role).collect();
    /// assert_eq!(roles, [Role::Title, Role::Heading(1), Role::Body]);
    /// ```
    pub fn from_plain(source: &str) -> Text {
        Text::from_lines(source, false)
    }

    /// A draft in Markdown: headings `#`, tables `|`, items `-`; all else is as in plain text.
    ///
    /// ```
    /// use gongwen_check::{Cell, Role, Text};
    /// let text = Text::from_markdown("# 总结\n\n| 村 | 户数 |\n|---|---|\n| 示例村 | 12 |\n");
    /// assert_eq!(text.paragraphs[0].role, Role::Title);
    /// let last = text.paragraphs.last().map(|it| (it.text.as_str(), it.role));
    /// assert_eq!(last, Some(("12", Role::Cell(Cell { table: 0, row: 1, column: 1 }))));
    /// ```
    pub fn from_markdown(source: &str) -> Text {
        Text::from_lines(source, true)
    }

    fn from_lines(source: &str, markdown: bool) -> Text {
        let mut reader = Reader { paragraphs: Vec::new(), tables: 0, row: None, markdown, fenced: false };
        let mut at = 0;
        for (index, line) in source.split('\n').enumerate() {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            reader.line(line, at, number);
            at += line.len() + 1;
        }
        let mut text = Text { paragraphs: reader.paragraphs, source: Arc::from(source) };
        text.find_parts();
        text
    }
}

impl Role {
    /// What a line of a draft is by its own look: a heading by its ordinal or because it is short and ends in no mark, the
    /// title when it is the first.
    ///
    /// ```
    /// use gongwen_check::Role;
    /// assert_eq!(Role::of_line("（一）农业生产", false), Role::Heading(2));
    /// assert_eq!(Role::of_line("一是新建泵站2座。", false), Role::Item);
    /// ```
    pub fn of_line(line: &str, first: bool) -> Role {
        role_of(line, first)
    }
}

struct Reader {
    paragraphs: Vec<Paragraph>,
    tables: u32,
    /// The next row of the table that is open.
    row: Option<u32>,
    markdown: bool,
    fenced: bool,
}

impl Reader {
    fn line(&mut self, line: &str, at: usize, number: u32) {
        let trimmed = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if self.markdown && trimmed.starts_with("```") {
            self.fenced = !self.fenced;
            return;
        }
        if trimmed.is_empty() || self.fenced {
            self.row = None;
            return;
        }
        let at = at + offset(line, trimmed);
        if let Some(cells) = self.cells(line, trimmed) {
            return self.add_row(&cells, line, at - offset(line, trimmed), number);
        }
        self.row = None;
        let (text, role) = match self.markdown {
            true => marked(trimmed, self.paragraphs.is_empty()),
            false => (trimmed, None),
        };
        let role = role.unwrap_or_else(|| role_of(text, self.paragraphs.is_empty()));
        self.push(text, role, at + offset(trimmed, text), number);
    }

    fn push(&mut self, text: &str, role: Role, at: usize, number: u32) {
        let pieces = vec![Piece { text: 0..text.len(), source: at..at + text.len() }];
        self.paragraphs.push(Paragraph { pieces, ..Paragraph::new(text, role, number) });
    }

    /// The cells of a line of a table.
    fn cells<'l>(&self, line: &'l str, trimmed: &'l str) -> Option<Vec<&'l str>> {
        if self.markdown && trimmed.starts_with('|') && trimmed.len() > 1 {
            let inner = trimmed.strip_prefix('|').unwrap_or(trimmed);
            let inner = inner.strip_suffix('|').unwrap_or(inner);
            return Some(inner.split('|').map(str::trim).collect());
        }
        let tabs = trimmed.contains('\t') && !self.markdown;
        let cells = || line.trim_end_matches(['\r', '\n']).split('\t').map(str::trim).collect::<Vec<_>>();
        tabs.then(cells).filter(|cells| cells.len() > 1)
    }

    fn add_row(&mut self, cells: &[&str], line: &str, at: usize, number: u32) {
        let rule = |cell: &&str| !cell.is_empty() && cell.chars().all(|c| matches!(c, '-' | ':'));
        if self.markdown && cells.iter().all(rule) {
            return;
        }
        let row = self.row.unwrap_or(0);
        if self.row.is_none() {
            self.tables += 1;
        }
        self.row = Some(row + 1);
        for (column, cell) in cells.iter().enumerate() {
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            let cell_role = Role::Cell(Cell { table: self.tables - 1, row, column });
            self.push(cell, cell_role, at + offset(line, cell), number);
        }
    }
}

/// Where a part of a line begins in it.
fn offset(line: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize).min(line.len())
}

/// A line of Markdown without its marks.
fn marked(line: &str, first: bool) -> (&str, Option<Role>) {
    let level = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&level) && line.get(level..).is_some_and(|rest| rest.starts_with([' ', '\t'])) {
        let text = line.get(level..).unwrap_or_default().trim();
        let level = u8::try_from(level).unwrap_or(6);
        let role =
            if first && level == 1 { Role::Title } else { Role::Heading(level.saturating_sub(1).max(1)) };
        return (text, Some(role));
    }
    for mark in ["- ", "* ", "+ "] {
        if let Some(text) = line.strip_prefix(mark) {
            return (text.trim(), Some(Role::Item));
        }
    }
    if let Some(text) = line.strip_prefix("> ") {
        return (text.trim(), None);
    }
    (line, None)
}

/// What a line of a draft is, by its own look.
fn role_of(line: &str, first: bool) -> Role {
    let short = line.chars().count() <= LONGEST_HEADING;
    let ends = line.ends_with(['。', '！', '？', '；', '：', '，', '、', '!', '?', ';', ':', ',', '.', '…']);
    let heading = short && !ends;
    if let Some(level) = ordinal_level(line) {
        return if heading { Role::Heading(level) } else { Role::Item };
    }
    if first && heading {
        return Role::Title;
    }
    let short = line.chars().count() <= 24 && !line.contains(['。', '，', ',']);
    if heading && short && !line.starts_with(|c: char| c.is_ascii_digit()) {
        Role::Heading(1)
    } else {
        Role::Body
    }
}

/// The level of the ordinal with which a line begins: 一、 1, （一） 2, `1.` 3, （1） 4, 一是 5.
pub(crate) fn ordinal_level(line: &str) -> Option<u8> {
    let numeral = |c: char| is_one_of!(c, "一二三四五六七八九十百");
    if let Some(rest) = line.strip_prefix(['（', '(']) {
        let inner =
            rest.split(['）', ')']).next().filter(|inner| inner.len() < rest.len() && !inner.is_empty())?;
        return match inner {
            _ if inner.chars().all(numeral) => Some(2),
            _ if inner.len() <= 3 && inner.bytes().all(|byte| byte.is_ascii_digit()) => Some(4),
            _ => None,
        };
    }
    let chinese = line.trim_start_matches(numeral);
    if chinese.len() < line.len() {
        return match chinese.chars().next() {
            Some('、') => Some(1),
            Some('是') => Some(5),
            _ => None,
        };
    }
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let count = line.len() - digits.len();
    let dotted = digits
        .strip_prefix(['.', '．', '、'])
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    ((1..=3).contains(&count) && dotted).then_some(3)
}
