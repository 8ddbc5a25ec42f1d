//! A Word draft 草稿 looked at: its text as [`mod@crate::check`] sees it, and back into the file as comments 批注 or tracked
//! changes 修订.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use gongwen::check::{Options, check};
//! use gongwen::{Language, draft::WordDraft};
//! let bytes = std::fs::read("草稿.docx")?;
//! let draft = WordDraft::read(&bytes).map_err(gongwen::Diagnostics::from)?;
//! let outcome = check(&draft.text, &Options::default());
//! let marked = draft.commented(&bytes, &outcome.findings, Language::Chinese).map_err(gongwen::Diagnostics::from)?;
//! std::fs::write("草稿-批注.docx", marked.bytes)?;
//! # Ok(())
//! # }
//! ```

use gongwen_check::{Cell, Finding, Paragraph, Role, Span, Text};
use gongwen_document::{Diagnostic, Language, Message};
use gongwen_import::{
    Block, Change, Draft, Losses, NOTE_END, NOTE_START, Origin, Remark, Table, changed, commented,
};

pub use gongwen_import::Annotated;

/// Who writes the comments and the changes.
const AUTHOR: &str = "gongwen";

/// Headings have no more characters than this.
const LONGEST_HEADING: usize = 40;

/// A Word file as it was read.
#[derive(Clone, Debug)]
pub struct WordDraft {
    /// Its text; lines are the numbers of its paragraphs, tracked changes are accepted.
    pub text: Text,
    /// What of the file is not in the text, or in another form.
    pub losses: Losses,
    /// Where the characters of each paragraph of the text come from.
    origins: Vec<Vec<Origin>>,
}

impl WordDraft {
    /// Reads a Word file.
    ///
    /// # Errors
    /// What is no Word file, with how to convert it, and what is encrypted, broken, too large or empty.
    pub fn read(bytes: &[u8]) -> Result<WordDraft, Diagnostic> {
        Ok(WordDraft::of(gongwen_import::read(bytes, Some("docx"))?))
    }

    /// Of a draft that was read.
    fn of(draft: Draft) -> WordDraft {
        let mut maker = Maker::default();
        for block in draft.blocks {
            match block {
                Block::Paragraph(paragraph) => maker.paragraph(paragraph),
                Block::Table(table) => maker.table(table),
            }
        }
        WordDraft { text: Text::new(maker.paragraphs), losses: draft.losses, origins: maker.origins }
    }

    /// What somebody who judges by the findings has to know of the reading: changes that were taken as accepted, words that
    /// nobody looked at.
    pub fn told(&self) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        let count = |is: &dyn Fn(&str) -> bool| -> usize {
            self.losses.iter().filter(|loss| is(&loss.what.zh)).map(|loss| loss.count).sum()
        };
        let tracked = count(&|what| what.starts_with("修订：") && !what.contains("格式"));
        if tracked > 0 {
            told.push(
                Diagnostic::warning(
                    "check/tracked-changes",
                    Message::new(
                        format!("文档里有 {tracked} 处修订，按全部接受以后的文字查"),
                        format!("the file has {tracked} tracked changes; its text with all of them accepted was looked at"),
                    ),
                )
                .help(Message::new(
                    "不接受的修订，在 Word 或 WPS 里拒绝以后再查",
                    "reject in Word or WPS what is not to be accepted, and check again",
                )),
            );
        }
        let hidden = count(&|what| what == "隐藏的文字");
        if hidden > 0 {
            told.push(Diagnostic::warning(
                "check/hidden-text",
                Message::new(
                    format!("文档里有 {hidden} 处隐藏的文字，没有查"),
                    format!("{hidden} pieces of hidden text were not looked at"),
                ),
            ));
        }
        let pictures = count(&|what| what == "图片" || what == "图表" || what.starts_with("嵌入的对象"));
        if pictures > 0 {
            told.push(Diagnostic::warning(
                "check/pictures",
                Message::new(
                    format!("文档里有 {pictures} 个图片、图表或者嵌入的表格，里面的字和数没有查"),
                    format!("words and numbers in {pictures} pictures, charts or embedded objects were not looked at"),
                ),
            ));
        }
        told
    }

    /// The file with a comment 批注 for each finding at its characters: what is wrong, the arithmetic, what could stand there,
    /// who says so. Comments that it has stay; every other part keeps its bytes. Of [`Annotated::left`] are findings for
    /// which there is no place.
    ///
    /// # Errors
    /// A file that is broken.
    pub fn commented(
        &self,
        bytes: &[u8],
        findings: &[Finding],
        language: Language,
    ) -> Result<Annotated, Diagnostic> {
        let remark =
            |finding: &Finding| Remark { place: self.place(finding.span), lines: said(finding, language) };
        let remarks: Vec<Remark> = findings.iter().map(remark).collect();
        commented(bytes, &remarks, AUTHOR)
    }

    /// The file with the sure fixes of these findings as tracked changes 修订. Of [`Annotated::left`] are those whose
    /// characters are not all plain text of the file.
    ///
    /// # Errors
    /// A file that is broken.
    pub fn changed(&self, bytes: &[u8], fixes: &[(Span, String)]) -> Result<Annotated, Diagnostic> {
        let change = |(span, new): &(Span, String)| {
            let own = self.origins.get(span.paragraph).map_or(&[][..], Vec::as_slice);
            let mut place = Origin::within(own, span.start..span.end);
            let known: usize = place.iter().map(|origin| origin.text.len()).sum();
            // Characters that no element says cannot go.
            if known != span.end - span.start {
                place.clear();
            }
            Change { place, new: new.clone() }
        };
        let changes: Vec<Change> = fixes.iter().map(change).collect();
        changed(bytes, &changes, AUTHOR)
    }

    /// The elements at a span, else the nearest ones.
    fn place(&self, span: Span) -> Vec<Origin> {
        let own = self.origins.get(span.paragraph).map_or(&[][..], Vec::as_slice);
        Origin::nearest(own, span.start..span.end)
    }
}

/// What a comment says of a finding.
fn said(finding: &Finding, language: Language) -> Vec<String> {
    let pick = |zh: String, en: String| match language {
        Language::Chinese => zh,
        Language::English => en,
    };
    let mut lines = vec![finding.message.get(language).to_owned()];
    if !finding.reason.is_empty() {
        lines.push(pick(format!("算式：{}", finding.reason), finding.reason.clone()));
    }
    if let Some(fix) = &finding.fix {
        lines.push(match fix.replacement.is_empty() {
            true => pick(format!("删去“{}”", finding.quote), format!("remove `{}`", finding.quote)),
            false => pick(format!("写成“{}”", fix.replacement), format!("write `{}`", fix.replacement)),
        });
    }
    let source = match finding.source.is_empty() {
        true => String::new(),
        false => pick(format!("依据：{}　", finding.source), format!("{} ", finding.source)),
    };
    lines.push(format!("{source}［{}］", finding.code));
    lines
}

#[derive(Default)]
struct Maker {
    paragraphs: Vec<Paragraph>,
    origins: Vec<Vec<Origin>>,
    tables: u32,
}

impl Maker {
    fn push(&mut self, text: &str, role: Role, line: u32, origins: Vec<Origin>) {
        self.paragraphs.push(Paragraph::new(text, role, line));
        self.origins.push(origins);
    }

    fn paragraph(&mut self, paragraph: gongwen_import::Paragraph) {
        let (text, origins, notes) = without_notes(&paragraph.text, &paragraph.origins);
        let start = text.len() - text.trim_start().len();
        let range = start..start + text.trim().len();
        let trimmed = text.get(range.clone()).unwrap_or_default();
        let first = self.paragraphs.is_empty();
        let role = match Role::of_line(trimmed, first) {
            _ if paragraph.title && first => Role::Title,
            // A typed ordinal says more than the outline of the file.
            Role::Body => match paragraph.level.filter(|_| is_heading(trimmed)) {
                Some(level) => Role::Heading(level),
                None => Role::Body,
            },
            role => role,
        };
        if !trimmed.is_empty() {
            self.push(trimmed, role, paragraph.number, Origin::within(&origins, range));
        }
        self.notes(notes, paragraph.number);
    }

    fn notes(&mut self, notes: Vec<Note>, line: u32) {
        for (note, origins) in notes {
            self.push(&note, Role::Footnote, line, origins);
        }
    }

    fn table(&mut self, table: Table) {
        let number = self.tables;
        self.tables += 1;
        // By column: the first row that a cell from above leaves free.
        let mut free: Vec<usize> = Vec::new();
        let mut behind = Vec::new();
        for (row, cells) in table.rows.into_iter().enumerate() {
            let mut column = 0;
            for cell in cells {
                while free.get(column).is_some_and(|free| *free > row) {
                    column += 1;
                }
                let columns = cell.columns.max(1);
                if free.len() < column + columns {
                    free.resize(column + columns, 0);
                }
                free.iter_mut().skip(column).take(columns).for_each(|free| *free = row + cell.rows.max(1));
                let at = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
                let role = Role::Cell(Cell { table: number, row: at(row), column: at(column) });
                let (text, origins, notes) = without_notes(&cell.text, &cell.origins);
                self.push(&text, role, cell.number, origins);
                behind.push((notes, cell.number));
                column += columns;
            }
        }
        behind.into_iter().for_each(|(notes, number)| self.notes(notes, number));
    }
}

/// Whether a line with an outline level is a heading, and no sentence under one.
fn is_heading(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEADING && !line.ends_with(['。', '；', '！', '？', '，', '：'])
}

/// A footnote 脚注: its text, and where its characters stand in the Word file.
type Note = (String, Vec<Origin>);

/// A text without its footnotes, and these, each with the reference that it stands for.
fn without_notes(text: &str, origins: &[Origin]) -> (String, Vec<Origin>, Vec<Note>) {
    if !text.contains(NOTE_START) {
        return (text.to_owned(), origins.to_vec(), Vec::new());
    }
    let (mut plain, mut own, mut notes) = (String::with_capacity(text.len()), Vec::new(), Vec::new());
    let mut at = 0;
    let mut add = |range: std::ops::Range<usize>| {
        let shift = plain.len();
        plain.push_str(text.get(range.clone()).unwrap_or_default());
        own.extend(
            Origin::within(origins, range)
                .into_iter()
                .map(|origin| Origin { text: origin.text.start + shift..origin.text.end + shift, ..origin }),
        );
    };
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(NOTE_START)).map(|found| at + found) {
        let inner = start + NOTE_START.len_utf8();
        let length = text.get(inner..).map_or(0, |rest| rest.find(NOTE_END).unwrap_or(rest.len()));
        add(at..start);
        let note = inner..inner + length;
        let said = text.get(note.clone()).unwrap_or_default().to_owned();
        notes.push((said, Origin::within(origins, note)));
        at = (inner + length + NOTE_END.len_utf8()).min(text.len());
    }
    add(at..text.len());
    (plain, own, notes)
}
