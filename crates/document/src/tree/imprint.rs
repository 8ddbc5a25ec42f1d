//! What the imprint 版记 says, row by row: composed here once for both files.

use super::{BlockKind, Document, Imprint, Inline, Role, plain_text};

/// What stands between two rules of the imprint.
#[derive(Clone, Debug, PartialEq)]
pub enum ImprintRow {
    /// Paragraphs below each other: 主送 and 抄送, or other items.
    Lines(Vec<ImprintLine>),
    /// 印发机关 at the left, 印发日期 at the right (7.4.3).
    Printing {
        /// 印发机关.
        office: Option<String>,
        /// 印发日期 with the word 印发.
        date: Option<String>,
    },
}

/// A paragraph of the imprint.
#[derive(Clone, Debug, PartialEq)]
pub struct ImprintLine {
    /// Its text; wrapped lines align with what follows [`Inline::Hang`].
    pub inlines: Vec<Inline>,
    /// The field of the report that it shows.
    pub path: &'static str,
}

impl Imprint {
    /// Its rows from the top down (7.4.2, 7.4.3); without the printing line where the format has none (10.1).
    ///
    /// ```
    /// use gongwen_document::{Imprint, ImprintRow, plain_text};
    /// let copies = vec!["县委办公室".to_owned(), "县人武部".to_owned()];
    /// let rows = Imprint { copy_recipients: copies, ..Imprint::default() }.rows(true);
    /// let [ImprintRow::Lines(lines)] = rows.as_slice() else { panic!("one row") };
    /// assert_eq!(plain_text(&lines[0].inlines), "抄送：县委办公室、县人武部。");
    /// ```
    pub fn rows(&self, printing_line: bool) -> Vec<ImprintRow> {
        let mut rows = Vec::new();
        let mut recipients = Vec::new();
        // 7.4.2: 主送 above 抄送, no rule between them.
        for (label, names, path) in [
            ("主送：", &self.main_recipients, "addressees"),
            ("抄送：", &self.copy_recipients, "imprint.copy_recipients"),
        ] {
            if !names.is_empty() {
                let names = names.join("、");
                let text = format!("{}。", names.strip_suffix('。').unwrap_or(&names));
                let inlines = vec![Inline::text(label), Inline::Hang, Inline::text(text)];
                recipients.push(ImprintLine { inlines, path });
            }
        }
        let other = |text: &String| ImprintLine {
            inlines: vec![Inline::text(text.as_str())],
            path: "imprint.others",
        };
        for lines in [recipients, self.others.iter().map(other).collect()] {
            if !lines.is_empty() {
                rows.push(ImprintRow::Lines(lines));
            }
        }
        if printing_line && (self.printing_office.is_some() || self.printing_date.is_some()) {
            let date = self.printing_date.as_ref().map(|date| format!("{date}印发"));
            rows.push(ImprintRow::Printing { office: self.printing_office.clone(), date });
        }
        rows
    }
}

impl Document {
    /// The imprint, with the addressees that stand below the title, without their colon, when they `move` there (7.3.2).
    pub fn imprint_with(&self, moved: bool) -> Imprint {
        let mut imprint = self.imprint.clone().unwrap_or_default();
        let names = self.blocks.iter().find_map(|block| match &block.kind {
            BlockKind::Paragraph { role: Role::Addressees, inlines } => {
                let text = plain_text(inlines).replace('\n', "");
                Some(text.trim_end_matches(['：', ':']).to_owned())
            }
            _ => None,
        });
        imprint.main_recipients.extend(names.filter(|names| moved && !names.is_empty()));
        imprint
    }
}
