//! Sections, tables, pictures and attachments.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Checker;
use super::text::enumerated;
use crate::report::{
    Attachment, AttachmentFile, Contents, ContentsFile, General, GeneralFile, Grid, GridCell, PictureFile,
    PictureUse, Section, SectionFile, TableFile, TableSource, TableUse,
};
use crate::{Diagnostic, Length, Message};

/// 一、（一）1.（1）: four levels of headings (7.3.3).
const MAX_LEVELS: usize = 4;

/// Characters of the sample of an ordinal, as `（一）`.
const MAX_ORDINAL: usize = 6;

impl Checker<'_, '_> {
    pub(super) fn general(&mut self, file: GeneralFile) -> General {
        General { sections: self.sections(file.sections, "general.sections", 1) }
    }

    pub(super) fn attachments(&mut self, files: Vec<AttachmentFile>) -> Vec<Attachment> {
        let mut titles = BTreeSet::new();
        enumerated(files, "attachments", |file, path| {
            let attachment = self.attachment(file, path);
            if !titles.insert(attachment.title.replace('\n', "")) {
                self.same_title(&attachment.title.replace('\n', ""), &format!("{path}.title"));
            }
            attachment
        })
    }

    /// 附件说明 and labels know attachments by their titles.
    fn same_title(&mut self, title: &str, path: &str) {
        let message = Message::new(
            format!("前面已经有一个附件叫“{title}”，分不清是附件几"),
            format!("there is another attachment `{title}`, and nothing tells the two apart"),
        );
        let help = Message::new("改成不同的名称，如加上（一）（二）", "give them different titles");
        self.found.push(
            Diagnostic::error("report/attachment-twice", message).at(self.located.place(path)).help(help),
        );
    }

    fn attachment(&mut self, file: AttachmentFile, path: &str) -> Attachment {
        Attachment {
            title: self.title_lines(file.title, &format!("{path}.title")).join("\n"),
            text: self.paragraphs(file.text, &format!("{path}.text")),
            sections: self.sections(file.sections, &format!("{path}.sections"), 1),
            table: file.table.map(|table| self.table(table, &format!("{path}.table"))),
            landscape: file.landscape,
            contents: file.contents,
            detached: file.detached,
            path: Arc::from(path),
        }
    }

    pub(super) fn contents(&mut self, file: ContentsFile) -> Contents {
        let title = self.label(file.title, "contents.title");
        Contents {
            title: title.unwrap_or_else(|| "目　录".to_owned()),
            levels: file.levels.unwrap_or(2).clamp(1, 4),
        }
    }

    fn sections(&mut self, files: Vec<SectionFile>, path: &str, level: usize) -> Vec<Section> {
        if level > MAX_LEVELS && !files.is_empty() {
            self.found.push(
                Diagnostic::error(
                    "report/too-deep",
                    Message::new("标题最多四层：一、（一）1.（1）", "headings have four levels"),
                )
                .at(self.located.place(path))
                .help(Message::new("把这一层写成 items 或者 text", "write this level as items or text")),
            );
            return Vec::new();
        }
        enumerated(files, path, |file, path| Section {
            heading: self.optional(file.heading, &format!("{path}.heading")),
            text: self.paragraphs(file.text, &format!("{path}.text")),
            items: self.paragraphs(file.items, &format!("{path}.items")),
            item_ordinal: self.item_ordinal(file.item_ordinal, &format!("{path}.item_ordinal")),
            table: file.table.map(|table| self.table(table, &format!("{path}.table"))),
            figure: file.figure.map(|figure| self.figure(figure, &format!("{path}.figure"))),
            chart: file.chart.map(|chart| self.chart(chart, &format!("{path}.chart"))),
            sections: self.sections(file.sections, &format!("{path}.sections"), level + 1),
            path: Arc::from(path),
        })
    }

    /// A sample of ordinals: one 一, 1 or ①, with the marks around it. Empty for a list without.
    fn item_ordinal(&mut self, sample: Option<String>, path: &str) -> Option<String> {
        let sample = sample?.trim().to_owned();
        let signs = sample.chars().filter(|sign| matches!(sign, '一' | '1' | '①')).count();
        if sample.is_empty() || (signs == 1 && sample.chars().count() <= MAX_ORDINAL) {
            return Some(sample);
        }
        self.found.push(
            Diagnostic::error(
                "report/item-ordinal",
                Message::new(
                    format!("序号的样子“{sample}”里要有一个 一、1 或者 ①，前后的标点不能太长"),
                    format!("the ordinal `{sample}` must hold one 一, 1 or ①, with short marks around it"),
                ),
            )
            .at(self.located.place(path))
            .help(Message::new(
                "写成 \"（一）\"、\"1.\"、\"（1）\"、\"①\"、\"一是\" 这样；不编号写 \"\"",
                "write it as \"（一）\", \"1.\", \"（1）\", \"①\" or \"一是\"; \"\" for none",
            )),
        );
        None
    }

    fn table(&mut self, file: TableFile, path: &str) -> TableUse {
        let source = match (file.file, file.rows.is_empty()) {
            (Some(name), true) => TableSource::File {
                path: self.required(name, &format!("{path}.file")),
                sheet: self.label(file.sheet, &format!("{path}.sheet")),
            },
            (None, false) => TableSource::Rows(self.grid(file.rows, &format!("{path}.rows"))),
            (name, _) => {
                let message = match name {
                    Some(_) => {
                        Message::new("表格既写了 rows，又写了 file", "the table has both rows and a file")
                    }
                    None => Message::new("表格没有内容", "the table has no rows"),
                };
                self.found
                    .push(Diagnostic::error("report/table-source", message).at(self.located.place(path)).help(
                    Message::new(
                        "写 rows = [[\"项目\", \"投资\"], …]，或者写 file = \"projects.xlsx\"，写一样就行",
                        "write rows = [[…], …] or file = \"projects.xlsx\", one of the two",
                    ),
                ));
                TableSource::default()
            }
        };
        TableUse {
            caption: self.optional(file.caption, &format!("{path}.caption")),
            source,
            header_rows: file.header_rows.unwrap_or(1),
            widths: file.widths,
            path: Arc::from(path),
        }
    }

    /// The rows that stand in the report file; a cell names figures as prose does.
    fn grid(&mut self, rows: Vec<Vec<String>>, path: &str) -> Grid {
        self.ragged(&rows, path);
        let rows = enumerated(rows, path, |row, path| {
            enumerated(row, path, |text, path| GridCell::from(self.prose_line(&text, 0, path)))
        });
        Grid { rows, ..Grid::default() }
    }

    /// Rows with another number of cells than the first, the head: one cell too few moves all behind it.
    fn ragged(&mut self, rows: &[Vec<String>], path: &str) {
        let Some(wanted) = rows.first().map(Vec::len) else { return };
        for (index, row) in rows.iter().enumerate().filter(|(_, row)| row.len() != wanted) {
            let (number, count) = (index + 1, row.len());
            self.found.push(
                Diagnostic::error(
                    "report/ragged-row",
                    Message::new(
                        format!("第{number}行有{count}格，表头有{wanted}格"),
                        format!("row {number} has {count} cells, the head has {wanted}"),
                    ),
                )
                .at(self.located.place(&format!("{path}[{index}]")))
                .help(Message::new(
                    "每行写一样多的格，没有内容的写 \"\"",
                    "write as many cells in each row; \"\" for one that is empty",
                )),
            );
        }
    }

    fn figure(&mut self, file: PictureFile, path: &str) -> PictureUse {
        PictureUse {
            picture: self.required(file.picture, &format!("{path}.picture")).into(),
            width: file.width.map(Length::mm),
            caption: self.optional(file.caption, &format!("{path}.caption")),
            alternative: self.label(file.alternative, &format!("{path}.alternative")),
            path: Arc::from(path),
        }
    }
}
