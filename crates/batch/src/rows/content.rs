//! What a file is, by its bytes and not by its name: an `.xls` may be a web page, an `.xlsx` may be values separated by
//! commas.

use std::io::{Read, SeekFrom};

use encoding_rs::Encoding;
use gongwen_document::{Diagnostic, Message};

use super::archive::not_xlsx;
use super::encoding::unreadable;
use super::sheets::BookNotation;
use super::{Header, Input, Kind};

/// What the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Book(BookNotation),
    /// Values separated by something.
    Text,
}

/// Looks at the first bytes of a file that is called a workbook or a CSV; with what to tell when it is something else.
///
/// # Errors
///
/// `rows/not-xlsx` for what is surely no table.
pub(super) fn content(
    input: &mut dyn Input,
    kind: Kind,
) -> Result<(Content, Option<Diagnostic>), Diagnostic> {
    const HEAD: u64 = 16 << 10;
    let io = |error: std::io::Error| unreadable(&error);
    input.seek(SeekFrom::Start(0)).map_err(io)?;
    let mut head = Vec::new();
    (&mut *input).take(HEAD).read_to_end(&mut head).map_err(io)?;
    input.seek(SeekFrom::Start(0)).map_err(io)?;
    if head.is_empty() && kind == Kind::Xlsx {
        return Err(not_xlsx("文件是空的", "the file is empty"));
    }
    let content = of_head(&head)?;
    let told = match (kind, content) {
        (_, Content::Book(BookNotation::Html)) => Some(otherwise(
            "文件是网页（HTML），不是真正的电子表格；按网页里的表格读",
            "the file is a web page (HTML) and no spreadsheet; its tables are read",
        )),
        (Kind::Xlsx, Content::Text) => Some(otherwise(
            "文件不是电子表格，里面是一行一行的文字；按 CSV 读",
            "the file is no spreadsheet but text, read as values separated by commas",
        )),
        (Kind::Csv, Content::Book(_)) => Some(otherwise(
            "文件不是 CSV，是电子表格；按电子表格读",
            "the file is a spreadsheet and no CSV, and is read as one",
        )),
        _ => None,
    };
    Ok((content, told))
}

/// What a file is by its first bytes, whatever its name says: offices rename `.xls` to `.xlsx`, and programs save web
/// pages as `.xls`.
///
/// A file that can be no table is refused with what it is, since "broken workbook" would not help anybody: `%PDF` is a
/// PDF, `{\rtf` a text document. The numbers of BIFF: a record 0x09 begins each `.xls` that is not packed in a compound
/// file (D0 CF 11 E0), as versions before Excel 5 wrote them.
fn of_head(head: &[u8]) -> Result<Content, Diagnostic> {
    match head {
        [b'P', b'K', 3 | 5 | 7, ..] => return Ok(Content::Book(BookNotation::Xlsx)),
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] | [0x09, 0 | 2 | 4 | 8, 4..=16, 0, ..] => {
            return Ok(Content::Book(BookNotation::Xls));
        }
        [b'%', b'P', b'D', b'F', ..] => {
            return Err(not_xlsx("这是 PDF，不是表格", "this is a PDF, no table"));
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            return Err(not_xlsx("这是 RTF 文档，不是表格", "this is an RTF document, no table"));
        }
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => {
            return Err(not_xlsx("这是图片，不是表格", "this is a picture, no table"));
        }
        _ => {}
    }
    let mark = Encoding::for_bom(head);
    let text = match mark {
        Some((encoding, length)) => {
            encoding.decode_without_bom_handling(head.get(length..).unwrap_or_default()).0
        }
        None if head.contains(&0) => return Err(not_xlsx("文件不是表格", "the file is no table")),
        None => String::from_utf8_lossy(head),
    };
    let text = text.trim_start().to_ascii_lowercase();
    if text.starts_with("mime-version:") {
        return Err(not_xlsx(
            "这是网页归档（.mht），读不了",
            "this is a web archive (.mht), which is not read",
        ));
    }
    if !text.starts_with('<') {
        return Ok(Content::Text);
    }
    const TAGS: [&str; 10] =
        ["<html", "<!doctype html", "<table", "<head", "<meta", "<body", "<tr", "<div", "<style", "<center"];
    let xml = text.starts_with("<?xml");
    if xml && !text.contains("<html") {
        return Err(match text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
            true => {
                not_xlsx("这是“XML 表格 2003”，读不了", "this is an XML Spreadsheet 2003, which is not read")
            }
            false => not_xlsx("这是 XML 文件，不是表格", "this is XML, no table"),
        });
    }
    match TAGS.iter().any(|tag| text.contains(tag)) {
        true => Ok(Content::Book(BookNotation::Html)),
        false => Ok(Content::Text),
    }
}

fn otherwise(zh: &str, en: &str) -> Diagnostic {
    Diagnostic::warning("rows/content", Message::new(zh, en))
        .at(Header::default().place(None, None, None))
        .help(Message::new(
            "核对读到的数；要保险，用 Excel 或 WPS 打开，另存为 .xlsx",
            "check what is read; to be safe, open it and save it as .xlsx",
        ))
}
