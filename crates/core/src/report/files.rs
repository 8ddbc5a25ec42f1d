//! The files beside a report that it names: tables and pictures. The core does no IO: whoever calls reads them and
//! hands them in.

use std::sync::Arc;

use super::{Attachment, Grid, Prose, Report, Section, SheetPart, TableSource, TableUse};
use gongwen_document::{Diagnostic, Message, Picture, Place, Validation, leftover};

/// A file that a report names and nobody has handed in yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// Its path, from the folder of the report file.
    pub path: String,
    /// The field that names it.
    pub field: String,
    /// What it is for.
    pub kind: FileKind,
}

/// What a file beside a report is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A picture.
    Picture {
        /// Whether it lies over name and date, as a seal 印章 or signature stamp 签名章; one in the text does not.
        over_text: bool,
    },
    /// The rows of a table.
    Table {
        /// What of it is printed.
        part: SheetPart,
    },
}

impl Report {
    /// The files that it names and that nobody has handed in yet, in the order of the report.
    ///
    /// ```
    /// use gongwen_document::Picture;
    /// use gongwen_core::Report;
    /// let mut report = Report::from_toml(
    ///     "title = \"某某县人民政府令\"\nissuer = \"某某县人民政府\"\nsignatures = \"某某县人民政府\"\nopening = \"现予公布。\"\n\
    ///      [[seals]]\npicture = \"seal.png\"\n[general]\n",
    /// )?;
    /// assert_eq!(report.files()[0].field, "seals[0].picture");
    /// report.give_picture("seal.png", Picture::new(*b"\x89PNG"));
    /// assert!(report.files().is_empty());
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn files(&self) -> Vec<NamedFile> {
        let given = |file: &NamedFile| {
            matches!(file.kind, FileKind::Picture { .. }) && self.pictures.contains_key(file.path.as_str())
        };
        self.all_files().into_iter().filter(|file| !given(file)).collect()
    }

    /// The pictures that it shows, whether somebody has handed them in or not: seals and stamps first.
    pub fn pictures_shown(&self) -> Vec<NamedFile> {
        let mut files = self.all_files();
        files.retain(|file| matches!(file.kind, FileKind::Picture { .. }));
        files
    }

    /// Pictures, and tables whose rows are not there yet.
    fn all_files(&self) -> Vec<NamedFile> {
        let mut found = Vec::new();
        match &self.elements.validation {
            Validation::Unsealed => {}
            Validation::Seals(seals) => {
                for (index, seal) in seals.iter().enumerate() {
                    found.extend(picture(&seal.picture, true, format!("seals[{index}].picture")));
                }
            }
            Validation::Stamps(stamps) => {
                for (index, stamp) in stamps.iter().enumerate() {
                    let field = format!("signature_stamps[{index}].picture");
                    found.extend(picture(&stamp.picture, true, field));
                }
            }
        }
        if let Some(general) = self.general() {
            in_sections(&general.sections, &mut found);
        }
        for attachment in &self.attachments {
            in_sections(&attachment.sections, &mut found);
            found.extend(attachment.table.as_ref().and_then(unread_table));
        }
        found
    }

    /// Hands in a picture under the path that the report gives it.
    pub fn give_picture(&mut self, path: &str, picture: Picture) {
        self.pictures.insert(Arc::from(path), picture);
    }

    /// Hands in the rows of the table whose file this field names; whether there is such a table. Their title becomes
    /// its caption 表题 when the report gives it none.
    pub fn give_rows(&mut self, field: &str, rows: impl Into<Grid>) -> bool {
        let Some(path) = field.strip_suffix(".file") else { return false };
        let mut tables: Vec<&mut TableUse> = Vec::new();
        if let super::Body::General(general) = &mut self.body {
            tables_of(&mut general.sections, &mut tables);
        }
        for Attachment { sections, table, .. } in &mut self.attachments {
            tables_of(sections, &mut tables);
            tables.extend(table.as_mut());
        }
        match tables.into_iter().find(|table| &*table.path == path) {
            Some(table) => {
                let mut grid: Grid = rows.into();
                // Braces that are still there are meant as characters.
                let meant = grid.around().filter(|text| leftover(text).is_some());
                self.literal_braces.extend(meant.map(|text| Arc::from(text.as_str())));
                let place = Arc::from(path);
                for cell in grid.rows.iter_mut().flatten().filter(|cell| cell.text.path.is_empty()) {
                    cell.text.path = Arc::clone(&place);
                }
                let title = grid.title.take().map(|title| Prose { path: place, ..Prose::text(title) });
                table.caption = table.caption.take().or(title);
                table.source = TableSource::Rows(grid);
                true
            }
            None => false,
        }
    }

    /// An error for each file that it names and that nobody has handed in.
    pub fn unread(&self) -> Vec<Diagnostic> {
        let unread = |NamedFile { path, field, .. }| {
            let message =
                Message::new(format!("文件 {path} 还没有读入"), format!("the file {path} was not read"));
            Diagnostic::error("files/unread", message).at(Place::report(field, None)).help(Message::new(
                "内容写在别的文件里的报告，要连同文件一起读入",
                "a report that names files is read together with them",
            ))
        };
        self.files().into_iter().map(unread).collect()
    }
}

fn in_sections(sections: &[Section], found: &mut Vec<NamedFile>) {
    for section in sections {
        found.extend(section.table.as_ref().and_then(unread_table));
        if let Some(figure) = &section.figure {
            let field = format!("{}.picture", figure.path);
            found.extend(picture(&Some(figure.picture.clone()), false, field));
        }
        in_sections(&section.sections, found);
    }
}

fn picture(name: &Option<Arc<str>>, over_text: bool, field: String) -> Option<NamedFile> {
    let path = name.as_ref()?.to_string();
    Some(NamedFile { path, field, kind: FileKind::Picture { over_text } })
}

fn tables_of<'r>(sections: &'r mut [Section], tables: &mut Vec<&'r mut TableUse>) {
    for section in sections {
        tables.extend(section.table.as_mut());
        tables_of(&mut section.sections, tables);
    }
}

fn unread_table(table: &TableUse) -> Option<NamedFile> {
    match &table.source {
        TableSource::Rows(_) => None,
        TableSource::File { path, part } => Some(NamedFile {
            path: path.clone(),
            field: format!("{}.file", table.path),
            kind: FileKind::Table { part: part.clone() },
        }),
    }
}
