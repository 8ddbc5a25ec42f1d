//! Files that are no report files 报告文件 whatever they are called: known by their first bytes.

use gongwen_document::{Diagnostic, Message, Place};

/// What to say of bytes that some other program wrote.
pub(super) fn foreign(bytes: &[u8]) -> Option<Diagnostic> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    let (zh, en, help) = if begins(b"%PDF") {
        (
            "这是 PDF，不是报告文件",
            "this is a PDF, not a report file",
            (
                "PDF 里的文字不能直接读：找到它的 Word 稿，再用 gongwen import 草稿.docx；或者把文字复制到 .txt 里",
                "find the Word file that it was made from and use gongwen import DRAFT.docx, or copy its text into a .txt",
            ),
        )
    } else if begins(b"PK\x03\x04") && holds(bytes, b"xl/") {
        (
            "这是 Excel 表格，不是报告文件",
            "this is a workbook, not a report file",
            (
                "表格写在报告里：file = \"表格.xlsx\"；一行做一份的，用 gongwen batch 报告.toml --rows 表格.xlsx",
                "a report names it as file = \"TABLE.xlsx\"; for a document of each row use gongwen batch REPORT.toml --rows TABLE.xlsx",
            ),
        )
    } else if begins(b"PK\x03\x04") {
        (
            "这是 Word 文件或者压缩包，不是报告文件",
            "this is a Word file or an archive, not a report file",
            (
                "Word 稿用 gongwen import 草稿.docx -o 报告.toml 变成报告文件",
                "gongwen import DRAFT.docx -o REPORT.toml makes a report file of a Word file",
            ),
        )
    } else if begins(&[0xD0, 0xCF, 0x11, 0xE0]) {
        (
            "这是旧格式的 Word、Excel 或者 WPS 文件，不是报告文件",
            "this is an old Word, Excel or WPS file, not a report file",
            (
                "文稿另存为 .docx，再用 gongwen import 草稿.docx；表格用 gongwen batch 报告.toml --rows 表格.xls",
                "save a text as .docx and use gongwen import DRAFT.docx; for a table use gongwen batch REPORT.toml --rows TABLE.xls",
            ),
        )
    } else {
        return None;
    };
    let found = Diagnostic::error("report/not-a-report", Message::new(zh, en));
    Some(found.at(Place::report("", None)).help(Message::new(help.0, help.1)))
}

/// Whether an archive names a folder; names stand near the start or, listed once more, at the end.
fn holds(bytes: &[u8], name: &[u8]) -> bool {
    const NEAR: usize = 64 << 10;
    let head = bytes.get(..NEAR.min(bytes.len())).unwrap_or_default();
    let tail = bytes.get(bytes.len().saturating_sub(NEAR)..).unwrap_or_default();
    [head, tail].iter().any(|part| part.windows(name.len()).any(|window| window == name))
}
