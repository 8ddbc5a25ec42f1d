//! May an archive be unpacked? Looked at before anything is read into memory.

use std::io::{self, Read, SeekFrom};

use gongwen_document::{Diagnostic, Message};
use zip::ZipArchive;

use super::encoding::unreadable;
use super::{Input, Limits};

/// A compressed byte of deflate becomes at most so many.
const MAX_RATIO: u64 = 1032;

/// More parts than this no spreadsheet has.
const MAX_PARTS: usize = 10_000;

/// The parts whose texts a reader holds in memory.
const HELD: [&str; 2] = ["sharedstrings.xml", "styles.xml"];

/// Refuses what is no spreadsheet, what is encrypted, and what would unpack to more than it may.
pub(super) fn check(input: &mut dyn Input, limits: &Limits) -> Result<(), Diagnostic> {
    let io = |error: io::Error| unreadable(&error);
    input.seek(SeekFrom::Start(0)).map_err(io)?;
    let mut archive = ZipArchive::new(&mut *input).map_err(broken)?;
    if archive.len() > MAX_PARTS {
        return Err(too_large(limits.unpacked_bytes));
    }
    let (mut declared, mut packed) = (0u64, 0u64);
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(broken)?;
        if part.encrypted() {
            return Err(encrypted());
        }
        declared = declared.saturating_add(part.size());
        packed = packed.saturating_add(part.compressed_size());
        let name = String::from_utf8_lossy(part.name_raw()).to_ascii_lowercase();
        let held = HELD.iter().any(|part| name.rsplit(['/', '\\']).next() == Some(*part));
        parts.push(Part { index, name, held, size: part.size(), packed: part.compressed_size() });
        if held && part.size() > limits.held_bytes {
            return Err(too_large(limits.held_bytes));
        }
    }
    if declared > limits.unpacked_bytes {
        return Err(too_large(limits.unpacked_bytes));
    }
    if !parts.iter().any(|part| part.size > 0) {
        return Err(not_xlsx("文件里没有工作表", "there is no sheet in the file"));
    }
    if let Some(other) = other_notation(&parts) {
        return Err(other);
    }
    // A header may lie: what could still grow past a limit is unpacked once into nothing.
    let all = packed.saturating_mul(MAX_RATIO) > limits.unpacked_bytes;
    let mut left = limits.unpacked_bytes;
    for part in &parts {
        let held = part.held && part.packed.saturating_mul(MAX_RATIO) > limits.held_bytes;
        if !all && !held {
            continue;
        }
        let limit = if part.held { left.min(limits.held_bytes) } else { left };
        let unpacked = archive.by_index(part.index).map_err(broken)?;
        let read = io::copy(&mut unpacked.take(limit.saturating_add(1)), &mut io::sink()).map_err(broken)?;
        if read > limit {
            return Err(too_large(limit));
        }
        left -= read;
    }
    Ok(())
}

/// A part of an archive.
struct Part {
    index: usize,
    name: String,
    /// Whether a reader holds its texts in memory.
    held: bool,
    size: u64,
    packed: u64,
}

/// What the archive is, when it is a table of another kind.
fn other_notation(parts: &[Part]) -> Option<Diagnostic> {
    let has = |name: &str| parts.iter().any(|part| part.name == name);
    if has("xl/workbook.bin") {
        Some(not_xlsx("这是二进制的 .xlsb", "this is a binary .xlsb"))
    } else if has("content.xml") && has("mimetype") {
        Some(not_xlsx("这是 LibreOffice 的 .ods", "this is an .ods of LibreOffice"))
    } else if has("word/document.xml") {
        Some(not_xlsx("这是 Word 文档，不是表格", "this is a Word document, no table"))
    } else {
        None
    }
}

pub(super) fn encrypted() -> Diagnostic {
    Diagnostic::error("rows/encrypted", Message::new("表格有密码，打不开", "the table is encrypted")).help(
        Message::new(
            "用 Excel 或 WPS 打开，去掉打开密码，再保存",
            "open it, remove its password and save it",
        ),
    )
}

pub(super) fn broken(error: impl std::fmt::Display) -> Diagnostic {
    not_xlsx(&format!("文件坏了：{error}"), &format!("the file is broken: {error}"))
}

pub(super) fn not_xlsx(zh: &str, en: &str) -> Diagnostic {
    Diagnostic::error("rows/not-xlsx", Message::new(zh, en)).help(Message::new(
        "用 Excel 或 WPS 打开，另存为“Excel 工作簿 (.xlsx)”；逗号分隔的文件，扩展名用 .csv",
        "save it as .xlsx; a file of values separated by commas ends in .csv",
    ))
}

pub(super) fn too_large(limit: u64) -> Diagnostic {
    let limit = limit >> 20;
    Diagnostic::error(
        "rows/too-large",
        Message::new(
            format!("表格解压后超过上限 {limit} MiB，没有读"),
            format!("the table unpacks to more than {limit} MiB and was not read"),
        ),
    )
    .help(Message::new(
        "检查是不是选错了文件；真有这么多行，分成几个文件，或者改用 .csv",
        "is it the right file? With so many rows, use several files, or .csv",
    ))
}
