//! What must not reach paper: references that nothing filled in, and what a spreadsheet writes where a value is missing.

use super::{BlockKind, Document, HeadElement, Imprint, Inline, Letterhead, Origin, Properties, Validation};
use crate::{Diagnostic, Message};

/// What a spreadsheet program shows in a cell whose formula failed, as `#REF!` and `#N/A`.
pub const SHEET_FAULTS: [&str; 10] = [
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
];

/// The function behind a picture that WPS keeps in a cell.
const CELL_PICTURE: &str = "=DISPIMG(";

/// A piece of text that nobody wants on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leftover {
    /// `{{`, full-width or not: a reference that nothing filled in.
    Braces(&'static str),
    /// A mark of a spreadsheet, as `#REF!`.
    Fault(&'static str),
    /// A picture of WPS in a cell.
    CellPicture,
}

/// The first leftover in a text.
///
/// All texts of all documents are asked and next to none has one, so this looks for single bytes: those with which the
/// half-width leftovers begin, and the last byte of ｛ (EF BD 9B), which fewer characters have than its first one.
pub fn leftover(text: &str) -> Option<Leftover> {
    let bytes = text.as_bytes();
    // A 9B within another character begins nothing.
    let wide = memchr::memchr_iter(0x9B, bytes).filter_map(|last| last.checked_sub(2));
    let half = memchr::memchr3_iter(b'{', b'#', b'=', bytes);
    let first = |at: usize| Some((at, begins(text.get(at..)?)?));
    let found = [half.filter_map(first).next(), wide.filter_map(first).next()];
    found.into_iter().flatten().min_by_key(|(at, _)| *at).map(|(_, leftover)| leftover)
}

fn begins(rest: &str) -> Option<Leftover> {
    let braces = ["{{", "｛｛", "{｛", "｛{"].into_iter().find(|braces| rest.starts_with(braces));
    if let Some(braces) = braces {
        return Some(Leftover::Braces(braces));
    }
    if rest.starts_with(CELL_PICTURE) {
        return Some(Leftover::CellPicture);
    }
    SHEET_FAULTS.into_iter().find(|fault| rest.starts_with(fault)).map(Leftover::Fault)
}

/// What to say of the first leftover in a text that comes from elsewhere than a report file, as from a cell of a
/// table; `None` when there is none.
///
/// ```
/// use gongwen_document::leftover_in;
/// assert_eq!(leftover_in("合计#REF!").map(|found| found.code), Some("text/leftover"));
/// assert!(leftover_in("1号桥#2墩").is_none());
/// ```
pub fn leftover_in(text: &str) -> Option<Diagnostic> {
    leftover(text).map(|leftover| leftover.tell(text))
}

impl Leftover {
    /// The error that names this text and says what to write instead.
    pub fn tell(self, text: &str) -> Diagnostic {
        let shown = brief(text);
        let (message, help) = match self {
            Leftover::Braces(braces) => (
                Message::new(
                    format!("“{shown}”里的花括号 {braces} 没有换成内容，会照样印出来"),
                    format!("the braces in `{shown}` stand for nothing and would be printed"),
                ),
                Message::new(
                    "引用指标写半角的 {{名字}}，名字要在 [figures] 里；就要印花括号的，前面加反斜杠：\\{{",
                    "a figure is {{name}}, with the name in [figures]; braces that are meant are \\{{",
                ),
            ),
            Leftover::Fault(fault) => (
                Message::new(
                    format!("“{shown}”里有表格出错的记号 {fault}"),
                    format!(
                        "`{shown}` has {fault} in it, which a spreadsheet writes where a value is missing"
                    ),
                ),
                Message::new(
                    format!(
                        "在表格里改正公式，重新保存；就要印这几个字的，井号写全角的：{}",
                        fault.replacen('#', "＃", 1)
                    ),
                    "correct the formula and save again; if the mark itself is meant, write a full-width ＃",
                ),
            ),
            Leftover::CellPicture => (
                Message::new(
                    "这里是 WPS 的单元格图片，印出来只有公式 =DISPIMG(…)",
                    "this is a WPS picture in a cell; only its formula =DISPIMG(…) would be printed",
                ),
                Message::new(
                    "删去这张图片，或者改成文字；要印图片的，用 figure 写图片文件",
                    "delete the picture or write a text instead; pictures are files that the report names",
                ),
            ),
        };
        Diagnostic::error("text/leftover", message).help(help)
    }
}

fn brief(text: &str) -> String {
    let mut brief: String = text.chars().take(20).collect();
    if brief.len() < text.len() {
        brief.push('…');
    }
    brief
}

impl Document {
    /// Every leftover in a text of it, one a text, with the text and where it came from.
    pub fn leftovers(&self) -> Vec<(Leftover, String, Origin)> {
        let mut found = Vec::new();
        let mut look = |text: &str, origin: &dyn Fn() -> Origin| {
            if let Some(leftover) = leftover(text) {
                found.push((leftover, text.to_owned(), origin()));
            }
        };
        for block in &self.blocks {
            let here = || block.origin.clone();
            match &block.kind {
                BlockKind::Paragraph { inlines, .. } => in_inlines(inlines, &here, &mut look),
                BlockKind::Table(table) => {
                    let around = [&table.caption, &table.form, &table.unit].into_iter().flatten();
                    around.chain(&table.notes).for_each(|text| in_inlines(text, &here, &mut look));
                    for row in &table.rows {
                        let place = || match row.origin.path.is_empty() {
                            true => block.origin.clone(),
                            false => row.origin.clone(),
                        };
                        row.cells.iter().for_each(|cell| in_inlines(&cell.inlines, &place, &mut look));
                    }
                }
                BlockKind::Illustration(figure) => {
                    in_inlines(figure.caption.as_deref().unwrap_or_default(), &here, &mut look);
                    look(&figure.alternative, &here);
                }
                BlockKind::Contents { .. } | BlockKind::PageBreak { .. } => {}
            }
        }
        if let Some(header) = &self.page_header {
            look(&header.text, &|| header.origin.clone());
        }
        for (path, text) in self.around() {
            look(text, &|| Origin { path: path.into(), span: None });
        }
        found
    }

    /// The texts that stand around the blocks, with their fields. Everything is taken apart by name, so that nobody adds
    /// a text to a document without deciding whether it is looked at.
    fn around(&self) -> Vec<(&'static str, &str)> {
        let Document {
            properties,
            letterhead,
            validation,
            imprint,
            format: _,
            blocks: _,
            page_header: _,
            names: _,
            pictures: _,
        } = self;
        let mut texts: Vec<(&'static str, &str)> = Vec::new();
        if let Some(head) = letterhead {
            let Letterhead {
                copy_number,
                classification,
                urgency,
                issuer_marks,
                mark_suffix,
                document_number,
                approvers,
                preprinted: _,
            } = head;
            let one = [
                (HeadElement::CopyNumber, copy_number),
                (HeadElement::Classification, classification),
                (HeadElement::Urgency, urgency),
                (HeadElement::DocumentNumber, document_number),
            ];
            let several = [(HeadElement::IssuerMark, issuer_marks), (HeadElement::Approvers, approvers)];
            texts.extend(
                one.into_iter().flat_map(|(element, text)| Some((element.field(), text.as_deref()?))),
            );
            for (element, found) in several {
                texts.extend(found.iter().map(|text| (element.field(), text.as_str())));
            }
            texts.push(("letterhead.mark_suffix", mark_suffix));
        }
        if let Some(imprint) = imprint {
            let Imprint { main_recipients, copy_recipients, printing_office, printing_date, others } =
                imprint;
            for (field, found) in [
                ("addressees", main_recipients),
                ("imprint.copy_recipients", copy_recipients),
                ("imprint.others", others),
            ] {
                texts.extend(found.iter().map(|text| (field, text.as_str())));
            }
            let one =
                [("imprint.printing_office", printing_office), ("imprint.printing_date", printing_date)];
            texts.extend(one.into_iter().flat_map(|(field, text)| Some((field, text.as_deref()?))));
        }
        match validation {
            Validation::Stamps(stamps) => {
                texts.extend(stamps.iter().map(|stamp| ("signature_stamps", stamp.post.as_str())));
            }
            Validation::Seals(_) | Validation::Unsealed => {}
        }
        // The others are in blocks as well, or on no paper.
        let Properties { author, title: _, subject: _, keywords: _, date: _ } = properties;
        texts.push(("issuer", author));
        texts
    }
}

fn in_inlines(
    inlines: &[Inline],
    origin: &dyn Fn() -> Origin,
    look: &mut impl FnMut(&str, &dyn Fn() -> Origin),
) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => look(text, origin),
            Inline::Footnote(note) => in_inlines(note, origin, look),
            Inline::Break | Inline::Hang => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_over() {
        for (text, expected) in [
            ("共{{a}}", Some(Leftover::Braces("{{"))),
            ("共｛｛a｝｝", Some(Leftover::Braces("｛｛"))),
            ("共｛{a", Some(Leftover::Braces("｛{"))),
            ("{a}｛b｝#1=2", None),
            ("增长#DIV/0!", Some(Leftover::Fault("#DIV/0!"))),
            ("###N/A", Some(Leftover::Fault("#N/A"))),
            ("=DISPIMG(\"ID_1\",1)", Some(Leftover::CellPicture)),
            ("＃N/A", None),
            // 盛 has the last byte of ｛ twice.
            ("盛世", None),
            ("盛｛{a", Some(Leftover::Braces("｛{"))),
        ] {
            assert_eq!(leftover(text), expected, "{text}");
        }
    }
}
