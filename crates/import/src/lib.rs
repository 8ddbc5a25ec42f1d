//! A draft 草稿 becomes a report file: [`read`] gives what stands in a Word file, a text or Markdown, [`import`] finds its
//! structure and writes the file.
//!
//! What a finished document prints is known above this crate; so [`import`] asks whether the file it made prints the draft's
//! text, and makes less of it structure when it does not. No character is lost.
//!
//! ```
//! use gongwen_import::{Options, import, read};
//! let draft = read("某某镇人民政府关于值班安排的通知\n各村民委员会：\n请做好值班工作。".as_bytes(), None)?;
//! let imported = import(draft, &Options::default(), &mut |_, _| None, &mut |_| Ok(()))?;
//! assert!(imported.toml.contains("addressees = [\"各村民委员会\"]"));
//! # Ok::<(), gongwen_document::Diagnostic>(())
//! ```

mod docx;
mod draft;
mod marks;
mod ordinal;
mod passages;
mod prose;
mod sniff;
mod strong;
mod structure;
mod text;
mod toml;
mod traced;

use gongwen_core::report::ReportFile;
use gongwen_document::{Diagnostic, Message};

pub use docx::{Annotated, Change, Remark, changed, commented};
pub use draft::{
    Align, Block, Cell, Draft, Fate, Kind, Loss, Losses, NOTE_END, NOTE_START, Origin, Paragraph, Strong,
    Table,
};
pub use passages::{Named, Passage};
pub use structure::{Kept, Recognised};

/// How a draft is imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Options {
    /// Half-width marks beside Chinese stay as they are 不改标点.
    pub keep_punctuation: bool,
    /// Numbers stay numbers 数字不做成指标.
    pub no_figures: bool,
}

/// A report file that a draft became.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The report file as data.
    pub file: ReportFile,
    /// The report file as a person writes it, with comments.
    pub toml: String,
    /// The text that the finished document is to have, a line a paragraph.
    pub text: String,
    /// What was recognised, in the order of the draft.
    pub recognised: Vec<Recognised>,
    /// What stays as text although it looks like more.
    pub kept: Vec<Kept>,
    /// What the draft does not say and the file must: field and words.
    pub assumed: Vec<(String, Message)>,
    /// What was left out or changed.
    pub losses: Losses,
    /// What the draft is.
    pub kind: Kind,
    /// How many figures stand in `[figures]`, and how many are born in the text.
    pub figures: (usize, usize),
    /// How many paragraphs and tables the draft has.
    pub blocks: usize,
}

/// Reads a draft; `ending` is that of its name, which tells Markdown from text. What it is else its bytes say.
///
/// # Errors
/// Files that are no drafts (`import/other-format`, with how to convert them), encrypted, broken or too large ones, and
/// drafts without text (`import/empty`).
pub fn read(bytes: &[u8], ending: Option<&str>) -> Result<Draft, Diagnostic> {
    let markdown =
        ending.is_some_and(|it| ["md", "markdown"].iter().any(|known| it.eq_ignore_ascii_case(known)));
    let draft = match sniff::content(bytes)? {
        sniff::Content::Zip => docx::read(bytes)?,
        sniff::Content::Text => text::read(bytes, markdown)?,
    };
    if draft.blocks.is_empty() {
        return Err(sniff::empty());
    }
    Ok(draft)
}

/// Makes a report file of a draft: the one with most structure that `prints` the draft's text, as it is told.
///
/// `prints` says why a report file does not print it: what is wrong with the file, or which line differs.
///
/// `name` makes figures of the numbers in texts, with the relations 勾稽关系 between them when its second argument says so;
/// what it gives is left out again when the file does not print the draft's text with it.
///
/// # Errors
/// A draft that is a form table 表格 as a whole (`import/form-table`), and one that no report file prints
/// (`import/unprintable`).
pub fn import(
    mut draft: Draft,
    options: &Options,
    name: &mut dyn FnMut(&[Passage], bool) -> Option<Named>,
    prints: &mut dyn FnMut(&Imported) -> Result<(), Message>,
) -> Result<Imported, Diagnostic> {
    if is_form(&draft) {
        return Err(form_table());
    }
    let blocks = draft.blocks.len();
    marks::tidy(&mut draft, options.keep_punctuation);
    if draft.blocks.is_empty() {
        return Err(sniff::empty());
    }
    // Of the last attempt, which has the draft's lines as they are.
    let mut reason = None;
    for attempt in structure::Attempt::ALL {
        let of_rules = if attempt == structure::Attempt::Rules { marks::of_rules(&draft) } else { None };
        let draft = of_rules.as_ref().unwrap_or(&draft);
        let Some(found) = structure::structure(draft, attempt) else { continue };
        // Figures with their relations, figures alone, none; bold words or none: whatever still prints the draft's text.
        for relations in [Some(true), Some(false), None] {
            let mut found = found.clone();
            let named = match relations.filter(|_| !options.no_figures) {
                Some(relations) => figures(&mut found.file, relations, name),
                None if relations.is_none() => Some((0, 0)),
                None => None,
            };
            let Some(figures) = named else { continue };
            let plain = found.file.clone();
            let unplaced = strong::mark(&mut found.file, &draft.strong);
            let marked = (unplaced < draft.strong.len()).then(|| (toml::write(&found), found.file.clone()));
            found.file = plain;
            let toml = toml::write(&found);
            let assumed = found.assumed.into_iter().map(|(field, said)| (field.to_owned(), said)).collect();
            let imported = Imported {
                file: found.file,
                toml,
                text: found.expected,
                recognised: found.recognised,
                kept: found.kept,
                assumed,
                losses: without_bold(draft, draft.strong.len()),
                kind: draft.kind,
                figures,
                blocks,
            };
            if let Some((toml, file)) = marked {
                let losses = without_bold(draft, unplaced);
                let marked = Imported { toml, losses, file, ..imported.clone() };
                if prints(&marked).is_ok() {
                    return Ok(marked);
                }
            }
            match prints(&imported) {
                Ok(()) => return Ok(imported),
                Err(found) => reason = Some(found),
            }
        }
    }
    Err(unprintable(reason))
}

/// What a draft loses when so many of its bold words stay as plain text.
fn without_bold(draft: &Draft, count: usize) -> Losses {
    let mut losses = draft.losses.clone();
    for _ in 0..count {
        losses.add(Fate::LeftOut, ("加粗的文字，文字留下", "bold words, of which the text stays"), 0);
    }
    losses
}

/// Names the figures of a file; nothing when it has none.
fn figures(
    file: &mut ReportFile,
    relations: bool,
    name: &mut dyn FnMut(&[Passage], bool) -> Option<Named>,
) -> Option<(usize, usize)> {
    let mut texts = passages::passages(file);
    let read: Vec<Passage> =
        texts.iter().map(|(text, area)| Passage { text: (*text).clone(), area: area.clone() }).collect();
    let named = name(&read, relations)?;
    for ((text, _), own) in texts.iter_mut().zip(named.texts) {
        **text = own;
    }
    let count = (named.figures.len(), named.born);
    file.figures.0 = named.figures;
    (count != (0, 0)).then_some(count)
}

/// Whether the whole draft is a form to fill in: nearly all its text stands in tables, and it begins with one or its cells are
/// merged.
fn is_form(draft: &Draft) -> bool {
    let (inside, all) = draft.in_tables();
    let mut tables = draft.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let Some(first) = tables.next() else { return false };
    let merged = std::iter::once(first).chain(tables).flat_map(|table| table.rows.iter().flatten());
    let merged = merged.filter(|cell| cell.columns > 1 || cell.rows > 1).count();
    let begins = matches!(draft.blocks.first(), Some(Block::Table(_)));
    let sentences = draft
        .blocks
        .iter()
        .filter(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.text.contains('。')));
    inside * 10 > all * 7 && (begins || merged > 2) && sentences.count() < 3
}

fn form_table() -> Diagnostic {
    Diagnostic::error(
        "import/form-table",
        Message::new(
            "整份文件是一张表格（填报的表），不是一篇文稿，没有导入",
            "the whole document is a form of tables and no text; it was not imported",
        ),
    )
    .help(Message::new(
        "要排进公文的，复制到 Excel 或 WPS 表格里存成 .xlsx，在报告里写 file = \"表.xlsx\"；要填几十份的，用 gongwen batch",
        "to print it in a document, save it as .xlsx and write file = \"table.xlsx\"; to fill in many, use gongwen batch",
    ))
}

fn unprintable(reason: Option<Message>) -> Diagnostic {
    let reason = reason.unwrap_or_else(|| Message::new("", ""));
    Diagnostic::error(
        "import/unprintable",
        Message::new(
            format!("草稿里有排不出来的内容，没有写成报告文件：{}", reason.zh),
            format!("the draft has something that no report file prints; nothing was written: {}", reason.en),
        ),
    )
    .help(Message::new(
        "在草稿里改一改这个地方再导入；不知道是哪里的，把文字复制到记事本，存成 .txt 再导入",
        "change that place in the draft and import it again; or paste its text into a .txt file and import that",
    ))
}
