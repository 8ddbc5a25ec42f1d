//! The files beside a report: tables and pictures, read from its folder and nowhere else.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use gongwen_core::Report;
use gongwen_core::report::{Field, FileKind, Grid, NamedFile, SheetPart};
use gongwen_document::{Diagnostic, Diagnostics, Message, Picture};
use sha2::{Digest, Sha256};

use crate::file_fault::{fault, in_report};
use crate::pictures;

/// Largest file that is read, in bytes.
pub const MAX_FILE_BYTES: u64 = 16 << 20;

/// Reads the tables and pictures that a report names and hands them in. Paths run from `folder`, the one of the report
/// file, and stay inside it; a report from standard input has no folder (`None`) and cannot name files.
///
/// What somebody should look at: hidden rows and columns that were left out, which sheet of several was taken, a title
/// that was not printed, numbers that nobody rounded. None of it is an error.
///
/// # Errors
///
/// Everything wrong with them at once: `files/no-folder`, `files/outside`, `files/unreadable`, `files/too-large`,
/// `files/picture-kind`, `files/picture`, `files/svg`, `files/table-kind`, and what a table has wrong (`rows/…`,
/// `text/leftover`), each at the field that names the file.
///
/// ```
/// use gongwen::{Report, read_files};
/// let mut report = Report::from_toml(gongwen::report::STARTER)?;
/// assert!(read_files(&mut report, None)?.is_empty()); // names none
/// # Ok::<(), gongwen::Diagnostics>(())
/// ```
pub fn read_files(report: &mut Report, folder: Option<&Path>) -> Result<Vec<Diagnostic>, Diagnostics> {
    let mut files = FilesBeside::read(report, &[], folder)?;
    files.give(report);
    Ok(std::mem::take(&mut files.warnings))
}

/// What stands in the files that a report names, read once for all reports that are made from it.
#[derive(Debug, Default)]
pub(crate) struct FilesBeside {
    files: Vec<FileBeside>,
    /// What somebody should look at.
    pub(crate) warnings: Vec<Diagnostic>,
}

#[derive(Debug)]
struct FileBeside {
    named: NamedFile,
    content: Content,
    /// What somebody should look at in it.
    #[cfg_attr(not(all(feature = "batch", any(feature = "docx", feature = "pdf"))), allow(dead_code))]
    warnings: Vec<Diagnostic>,
    /// SHA-256 of the file's bytes.
    digest: [u8; 32],
}

#[derive(Debug)]
enum Content {
    Picture(Picture),
    Rows(Grid),
}

impl FilesBeside {
    /// Reads them; see [`read_files`]. Tables may name these texts of rows.
    pub(crate) fn read(
        report: &Report,
        fields: &[Field],
        folder: Option<&Path>,
    ) -> Result<FilesBeside, Diagnostics> {
        let (files, found) = FilesBeside::read_those(report, fields, folder, &|_| true);
        if found.is_empty() { Ok(files) } else { Err(Diagnostics(found)) }
    }

    /// Reads the tables that name figures and hands them to the form that rows fill; what somebody should look at in them.
    /// What cannot be read is left to who reads all files.
    #[cfg(all(feature = "batch", any(feature = "docx", feature = "pdf")))]
    pub(crate) fn give_tables(
        binding: &mut gongwen_batch::Binding,
        folder: Option<&Path>,
    ) -> Vec<Diagnostic> {
        let is_table = |named: &NamedFile| matches!(named.kind, FileKind::Table { .. });
        let report = binding.form().report();
        let named = report.files();
        let (files, _) = FilesBeside::read_those(report, binding.form().fields(), folder, &is_table);
        let mut told = Vec::new();
        for named in &named {
            if let Some(FileBeside { content: Content::Rows(rows), warnings, .. }) = files.find(named)
                && rows.names().next().is_some()
            {
                binding.give_rows(&named.field, rows.clone());
                told.extend(warnings.iter().cloned());
            }
        }
        told
    }

    fn read_those(
        report: &Report,
        fields: &[Field],
        folder: Option<&Path>,
        those: &dyn Fn(&NamedFile) -> bool,
    ) -> (FilesBeside, Vec<Diagnostic>) {
        let (mut files, mut found) = (FilesBeside::default(), Vec::new());
        for named in report.files().into_iter().filter(those) {
            if files.find(&named).is_some() {
                continue;
            }
            let read = locate(&named, folder).and_then(|path| {
                let bytes = bytes(&path)?;
                let digest = Sha256::digest(&bytes).into();
                let (content, warnings) = match &named.kind {
                    FileKind::Picture { over_text } => {
                        (Content::Picture(pictures::read(bytes.into(), *over_text)?), Vec::new())
                    }
                    FileKind::Table { part } => {
                        let (mut grid, mut warnings) = table(&path, bytes, part)?;
                        warnings.extend(grid.plain_characters());
                        grid.name_figures(&report.figures, fields)?;
                        (Content::Rows(grid), warnings)
                    }
                };
                Ok((content, warnings, digest))
            });
            match read {
                Ok((content, warnings, digest)) => {
                    let warnings: Vec<Diagnostic> =
                        warnings.into_iter().map(|found| in_report(found, &named)).collect();
                    files.warnings.extend(warnings.iter().cloned());
                    files.files.push(FileBeside { named, content, warnings, digest });
                }
                Err(faults) => found.extend(faults.0.into_iter().map(|fault| in_report(fault, &named))),
            }
        }
        (files, found)
    }

    /// An error for each table that names texts of rows: a form that does not have its rows cannot fill them.
    #[cfg(all(feature = "batch", any(feature = "docx", feature = "pdf")))]
    pub(crate) fn unfilled(&self, fields: &[Field]) -> Vec<Diagnostic> {
        let names = |rows: &Grid| rows.names().any(|(name, _)| fields.iter().any(|field| field.id == name));
        let unfilled =
            self.files.iter().filter(|file| matches!(&file.content, Content::Rows(rows) if names(rows)));
        let tell = |file: &FileBeside| {
            let message = Message::new(
                format!("表格 {} 里引用了各行的文字栏，还没有读入", file.named.path),
                format!("the table {} names texts of the rows and was not handed in", file.named.path),
            );
            let help = Message::new(
                "先调用 batch::read_tables，再检查各行、生成文件",
                "call batch::read_tables before rows are checked and documents made",
            );
            Diagnostic::error("files/unread", message)
                .at(gongwen_document::Place::report(&file.named.field, None))
                .help(help)
        };
        unfilled.map(tell).collect()
    }

    /// Gives the report what its files hold, each in the place that names the file.
    pub(crate) fn give(&self, report: &mut Report) {
        for named in report.files() {
            match self.find(&named).map(|file| &file.content) {
                Some(Content::Picture(picture)) => report.give_picture(&named.path, picture.clone()),
                Some(Content::Rows(rows)) => {
                    report.give_rows(&named.field, rows.clone());
                }
                None => {}
            }
        }
    }

    /// What decides a document of all this: paths and bytes.
    #[cfg_attr(not(all(feature = "batch", any(feature = "docx", feature = "pdf"))), allow(dead_code))]
    pub(crate) fn digests(&self) -> impl Iterator<Item = (&str, &[u8; 32])> {
        self.files.iter().map(|file| (file.named.path.as_str(), &file.digest))
    }

    fn find(&self, named: &NamedFile) -> Option<&FileBeside> {
        let serves = |file: &&FileBeside| match (&file.named.kind, &named.kind) {
            // What is ready to lie over text is ready to stand in it.
            (FileKind::Picture { over_text: ready }, FileKind::Picture { over_text }) => *ready || !over_text,
            (own, kind) => own == kind,
        };
        self.files.iter().find(|file| file.named.path == named.path && serves(file))
    }
}

fn locate(file: &NamedFile, folder: Option<&Path>) -> Result<PathBuf, Diagnostics> {
    let Some(folder) = folder else {
        return Err(fault(
            "files/no-folder",
            Message::new(
                "报告来自标准输入，没有文件夹，找不到旁边的文件",
                "a report from standard input has no folder to find files in",
            ),
            Message::new(
                "把报告存成文件再运行，或者把表格直接写在 rows 里",
                "save the report as a file, or write the table as rows",
            ),
        ));
    };
    let outside = || {
        fault(
            "files/outside",
            Message::new("文件不在报告文件所在的文件夹里", "the file is not in the report's folder"),
            Message::new(
                "把文件放到报告文件旁边或者下一层的文件夹，写成 files/表.xlsx 这样的路径；不能以 / 或者盘符开头，不能用 ..",
                "put it beside the report or in a folder there and write its path as files/table.xlsx: not absolute, no ..",
            ),
        )
    };
    let parts: Vec<&str> = file.path.split(['/', '\\']).collect();
    if parts.iter().any(|part| part.is_empty() || *part == ".." || part.contains(':')) {
        return Err(outside());
    }
    let path = parts.iter().fold(folder.to_owned(), |path, part| path.join(part));
    // A link may lead out all the same.
    let real = |path: &Path| path.canonicalize().map_err(|error| unreadable(&error));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match real(&path)?.starts_with(real(folder)?) {
        true => Ok(path),
        false => Err(outside()),
    }
}

fn unreadable(error: &std::io::Error) -> Diagnostics {
    let zh = match error.kind() {
        std::io::ErrorKind::NotFound => "没有这个文件".to_owned(),
        std::io::ErrorKind::PermissionDenied => "没有权限读这个文件".to_owned(),
        _ => format!("读不了这个文件：{error}"),
    };
    fault(
        "files/unreadable",
        Message::new(zh, format!("cannot read it: {error}")),
        Message::new(
            "路径从报告文件所在的文件夹算起，检查文件名和扩展名",
            "paths run from the folder of the report file; check the name and its extension",
        ),
    )
}

fn bytes(path: &Path) -> Result<Vec<u8>, Diagnostics> {
    // A pipe would be waited for, for ever perhaps.
    if path.metadata().is_ok_and(|data| !data.is_file()) {
        return Err(fault(
            "files/unreadable",
            Message::new(
                "这不是文件，是文件夹、管道、套接字或者设备",
                "it is no file but a folder, a pipe, a socket or a device",
            ),
            Message::new(
                "写图片或者表格文件的路径，连同扩展名",
                "write the path of the picture or the table, with its extension",
            ),
        ));
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_FILE_BYTES + 1).read_to_end(&mut bytes));
    read.map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > MAX_FILE_BYTES {
        let limit = MAX_FILE_BYTES >> 20;
        return Err(fault(
            "files/too-large",
            Message::new(format!("文件超过 {limit} MiB"), format!("the file has more than {limit} MiB")),
            Message::new(
                "把图片缩小，或者把表格删减到要印的行",
                "make the picture smaller, or keep the rows to print",
            ),
        ));
    }
    Ok(bytes)
}

#[cfg(feature = "batch")]
fn table(path: &Path, bytes: Vec<u8>, part: &SheetPart) -> Result<(Grid, Vec<Diagnostic>), Diagnostics> {
    use gongwen_batch::{Kind, PrintLimits, printed_table};

    let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned());
    let kind = extension.as_deref().and_then(Kind::of_extension);
    let Some(kind @ (Kind::Xlsx | Kind::Csv)) = kind else {
        return Err(fault(
            "files/table-kind",
            Message::new(
                "表格文件要以 .xlsx、.xls、.et 或者 .csv 结尾",
                "a table ends in .xlsx, .xls, .et or .csv",
            ),
            Message::new("用 Excel 或 WPS 打开，另存为 .xlsx", "save it as .xlsx"),
        ));
    };
    let table = printed_table(Box::new(std::io::Cursor::new(bytes)), kind, part, PrintLimits::default())?;
    Ok((table.grid, table.warnings))
}

#[cfg(not(feature = "batch"))]
fn table(_: &Path, _: Vec<u8>, _: &SheetPart) -> Result<(Grid, Vec<Diagnostic>), Diagnostics> {
    Err(fault(
        "files/table-kind",
        Message::new("这个程序不带读表格的部分", "this program was built without tables"),
        Message::new(
            "打开 gongwen 的 batch 特性，或者把表格直接写在 rows 里",
            "turn the feature `batch` on, or write rows",
        ),
    ))
}
