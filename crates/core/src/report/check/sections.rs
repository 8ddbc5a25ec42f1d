//! Sections, tables, pictures and attachments.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::Checker;
use super::text::enumerated;
use crate::report::{
    Attachment, AttachmentFile, Contents, ContentsFile, General, GeneralFile, Grid, GridCell, PictureFile,
    PictureUse, Section, SectionFile, SheetPart, TableFile, TableRows, TableSource, TableUse,
};
use crate::{Diagnostic, Length, Message, Place};

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
        let title = self.title_lines(file.title, &format!("{path}.title")).join("\n");
        let heading = Some(title.replace('\n', ""));
        Attachment {
            title,
            text: self.paragraphs(file.text, &format!("{path}.text")),
            sections: self.sections(file.sections, &format!("{path}.sections"), 1),
            table: file.table.map(|table| self.table(table, heading, &format!("{path}.table"))),
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
            table: file.table.map(|table| self.table(table, file.heading.clone(), &format!("{path}.table"))),
            heading: self.optional(file.heading, &format!("{path}.heading")),
            text: self.paragraphs(file.text, &format!("{path}.text")),
            items: self.paragraphs(file.items, &format!("{path}.items")),
            item_ordinal: self.item_ordinal(file.item_ordinal, &format!("{path}.item_ordinal")),
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

    /// A table below this heading.
    fn table(&mut self, file: TableFile, heading: Option<String>, path: &str) -> TableUse {
        let titles = file.caption.iter().cloned().chain(heading).collect();
        let of_file = match &file.rows {
            TableRows::Range(_) => true,
            TableRows::Cells(rows) => rows.is_empty(),
        };
        let source = match (file.file, file.rows) {
            (Some(name), rows) if of_file => TableSource::File {
                path: self.required(name, &format!("{path}.file")),
                part: SheetPart {
                    sheet: self.label(file.sheet, &format!("{path}.sheet")),
                    rows: self.row_ranges(&rows, &format!("{path}.rows")),
                    columns: self.sheet_columns(file.columns, &format!("{path}.columns")),
                    header_rows: file.header_rows,
                    captioned: file.caption.is_some(),
                    titles,
                },
            },
            (None, TableRows::Cells(rows)) if !rows.is_empty() => {
                if !file.columns.is_empty() {
                    self.found.push(of_a_file_only(self.located.place(&format!("{path}.columns"))));
                }
                TableSource::Rows(self.grid(rows, &format!("{path}.rows")))
            }
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
            header_rows: file.header_rows,
            widths: file.widths,
            path: Arc::from(path),
        }
    }

    /// The rows of a file that are printed.
    fn row_ranges(&mut self, rows: &TableRows, path: &str) -> Vec<RangeInclusive<u32>> {
        let TableRows::Range(text) = rows else { return Vec::new() };
        if let Some(ranges) = SheetPart::parse_rows(text) {
            return ranges;
        }
        let message =
            Message::new(format!("看不懂印哪几行：“{text}”"), format!("`{text}` is no range of rows"));
        self.found.push(
            Diagnostic::error("report/row-range", message).at(self.located.place(path)).help(Message::new(
                "按表格左边的行号写，连同表头，如 rows = \"2:15\"；几段用逗号隔开，如 \"1:2, 8:20\"",
                "write the numbers of the spreadsheet's rows, head included: rows = \"2:15\" or \"1:2, 8:20\"",
            )),
        );
        Vec::new()
    }

    /// The columns of a file that are printed, none of them twice.
    fn sheet_columns(&mut self, columns: Vec<String>, path: &str) -> Vec<String> {
        enumerated(columns, path, |column, path| self.required(column, path))
    }

    /// The rows that stand in the report file; a cell names figures as prose does.
    fn grid(&mut self, rows: Vec<Vec<String>>, path: &str) -> Grid {
        let rows = enumerated(rows, path, |row, path| {
            enumerated(row, path, |text, path| GridCell::from(self.prose_line(&text, 0, path)))
        });
        Grid { rows, ..Grid::default() }
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

/// Rows that stand in the report file are printed as they are.
fn of_a_file_only(place: Place) -> Diagnostic {
    let message = Message::new("columns 只用于写了 file 的表格", "`columns` is for a table with a file");
    Diagnostic::error("report/table-source", message).at(place).help(Message::new(
        "直接写 rows 的，把要印的格子写在各行里就行",
        "write the cells to print in the rows",
    ))
}
