//! Is this a spreadsheet at all, and may it be unpacked? Looked at before anything is read into memory.

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
    let mut head = Vec::new();
    (&mut *input).take(8).read_to_end(&mut head).map_err(io)?;
    if head == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] {
        return Err(compound_file(input)?);
    }
    if head.is_empty() {
        return Err(not_xlsx("文件是空的", "the file is empty"));
    }
    if !head.starts_with(b"PK") {
        return Err(not_xlsx("文件不是 .xlsx", "the file is no .xlsx"));
    }
    input.seek(SeekFrom::Start(0)).map_err(io)?;
    let mut archive = ZipArchive::new(&mut *input)
        .map_err(|error| not_xlsx(&format!("文件坏了：{error}"), &format!("the file is broken: {error}")))?;
    if archive.len() > MAX_PARTS {
        return Err(too_large(limits.unpacked_bytes));
    }
    let (mut declared, mut packed) = (0u64, 0u64);
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|error| {
            not_xlsx(&format!("文件坏了：{error}"), &format!("the file is broken: {error}"))
        })?;
        if part.encrypted() {
            return Err(encrypted());
        }
        declared = declared.saturating_add(part.size());
        packed = packed.saturating_add(part.compressed_size());
        let name = String::from_utf8_lossy(part.name_raw()).to_ascii_lowercase();
        let held = HELD.iter().any(|part| name.rsplit(['/', '\\']).next() == Some(*part));
        parts.push((index, held, part.size(), part.compressed_size()));
        if held && part.size() > limits.held_bytes {
            return Err(too_large(limits.held_bytes));
        }
    }
    if declared > limits.unpacked_bytes {
        return Err(too_large(limits.unpacked_bytes));
    }
    if !parts.iter().any(|(_, _, size, _)| *size > 0) {
        return Err(not_xlsx("文件里没有工作表", "there is no sheet in the file"));
    }
    // A header may lie: what could still grow past the limit is unpacked once into nothing.
    if packed.saturating_mul(MAX_RATIO) > limits.unpacked_bytes {
        let mut left = limits.unpacked_bytes;
        for (index, held, _, _) in parts {
            let limit = if held { left.min(limits.held_bytes) } else { left };
            let part = archive.by_index(index).map_err(|error| {
                not_xlsx(&format!("文件坏了：{error}"), &format!("the file is broken: {error}"))
            })?;
            let read = io::copy(&mut part.take(limit + 1), &mut io::sink()).map_err(|error| {
                not_xlsx(&format!("文件坏了：{error}"), &format!("the file is broken: {error}"))
            })?;
            if read > limit {
                return Err(too_large(limit));
            }
            left -= read;
        }
    } else if let Some((_, _, _, packed)) = parts.iter().find(|(_, held, _, _)| *held)
        && packed.saturating_mul(MAX_RATIO) > limits.held_bytes
    {
        for (index, _, _, _) in parts.iter().filter(|(_, held, _, _)| *held) {
            let part = archive.by_index(*index).map_err(|error| {
                not_xlsx(&format!("文件坏了：{error}"), &format!("the file is broken: {error}"))
            })?;
            let read = io::copy(&mut part.take(limits.held_bytes + 1), &mut io::sink()).map_err(|error| {
                not_xlsx(&format!("文件坏了：{error}"), &format!("the file is broken: {error}"))
            })?;
            if read > limits.held_bytes {
                return Err(too_large(limits.held_bytes));
            }
        }
    }
    Ok(())
}

/// Old .xls files and encrypted .xlsx files are both compound files; the streams' names tell them apart.
fn compound_file(input: &mut dyn Input) -> Result<Diagnostic, Diagnostic> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    input.seek(SeekFrom::Start(0)).map_err(|error| unreadable(&error))?;
    // The directory may stand anywhere; names are looked for in overlapping windows.
    let mut window: Vec<u8> = Vec::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = input.read(&mut buffer).map_err(|error| unreadable(&error))?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        window.extend_from_slice(bytes);
        if window.windows(name.len()).any(|part| part == name) {
            return Ok(encrypted());
        }
        let keep = window.len().saturating_sub(name.len());
        window.drain(..keep);
    }
    Ok(not_xlsx("这是旧格式的 .xls，不是 .xlsx", "this is an old .xls, no .xlsx"))
}

fn encrypted() -> Diagnostic {
    Diagnostic::error("rows/encrypted", Message::new("表格有密码，打不开", "the table is encrypted")).help(
        Message::new(
            "用 Excel 或 WPS 打开，去掉打开密码，再保存",
            "open it, remove its password and save it",
        ),
    )
}

pub(super) fn not_xlsx(zh: &str, en: &str) -> Diagnostic {
    Diagnostic::error("rows/not-xlsx", Message::new(zh, en)).help(Message::new(
        "用 Excel 或 WPS 打开，另存为“Excel 工作簿 (.xlsx)”；逗号分隔的文件，扩展名用 .csv",
        "save it as .xlsx; a file of values separated by commas ends in .csv",
    ))
}

fn too_large(limit: u64) -> Diagnostic {
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
