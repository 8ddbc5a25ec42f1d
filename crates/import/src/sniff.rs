//! What a file is, by its bytes and not by its name: a `.doc` may be a Word file of today, a `.docx` a PDF.

use gongwen_document::{Diagnostic, Message};

/// The same in Chinese and in English.
type Words = (&'static str, &'static str);

/// What may be imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A package, of Word as it seems.
    Zip,
    /// Text.
    Text,
}

/// The first bytes of a compound file, which holds documents before 2007 and encrypted ones.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// How much of a compound file is searched for the names of its streams.
const SEARCHED: usize = 1 << 22;

/// Tells what these bytes are.
pub(crate) fn content(bytes: &[u8]) -> Result<Content, Diagnostic> {
    if bytes.is_empty() {
        return Err(empty());
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Content::Zip);
    }
    if bytes.starts_with(&COMPOUND) {
        let head = bytes.get(..SEARCHED).unwrap_or(bytes);
        let has = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            head.windows(name.len()).any(|window| window == name)
        };
        return Err(if has("EncryptedPackage") {
            encrypted()
        } else if !has("WordDocument") && (has("Workbook") || has("Book")) {
            // A document may hold a workbook.
            other("这是表格（.xls 或 .et），不是文稿", "this is a spreadsheet", SHEET)
        } else {
            other(
                "这是旧格式的文档（.doc 或 .wps）",
                "this is a document of an old format (.doc, .wps)",
                SAVE_AS,
            )
        });
    }
    if is_owner_file(bytes) {
        let (zh, en) = (
            "这是 Word 或者 WPS 打开文档时留在旁边的临时文件（名称以 ~$ 开头）",
            "this is the temporary file that stands beside a document while it is open (its name begins with ~$)",
        );
        return Err(other(zh, en, OPENED));
    }
    let signs: [(&[u8], Words, Words); 7] = [
        (b"%PDF", ("这是 PDF", "this is a PDF"), ORIGINAL),
        (b"{\\rtf", ("这是 RTF 文档", "this is an RTF document"), SAVE_AS),
        (b"\x89PNG", ("这是图片", "this is a picture"), PICTURE),
        (b"\xFF\xD8\xFF", ("这是图片", "this is a picture"), PICTURE),
        (b"GIF8", ("这是图片", "this is a picture"), PICTURE),
        (b"MIME-Version:", ("这是网页归档（.mht）", "this is a web archive (.mht)"), SAVE_AS),
        (b"Rar!", ("这是压缩包", "this is an archive"), UNPACK),
    ];
    for (sign, (zh, en), help) in signs {
        if bytes.starts_with(sign) {
            return Err(other(zh, en, help));
        }
    }
    Ok(Content::Text)
}

/// Refuses a text that is the markup of something else.
pub(crate) fn content_of_text(text: &str) -> Result<(), Diagnostic> {
    let head: String = text.trim_start().chars().take(1024).collect::<String>().to_ascii_lowercase();
    if head.starts_with("<!doctype html") || head.starts_with("<html") {
        return Err(other("这是网页（HTML）", "this is a web page", SAVE_AS));
    }
    if head.starts_with("<?xml") {
        return Err(other("这是 XML 文件", "this is an XML file", SAVE_AS));
    }
    Ok(())
}

/// Whether this is what Word (162 bytes) and Excel (165) write beside a file that somebody has open: the length of a name, the
/// name, and the same again in UTF-16.
fn is_owner_file(bytes: &[u8]) -> bool {
    let length = bytes.first().map_or(0, |first| usize::from(*first));
    matches!(bytes.len(), 162 | 165)
        && (1..=53).contains(&length)
        && bytes.get(54..56) == Some(&[bytes.first().copied().unwrap_or(0), 0])
}

const OPENED: (&str, &str) = ("用名称里没有 ~$ 的那一份", "use the file whose name has no ~$");
const SAVE_AS: (&str, &str) = (
    "用 Word 或 WPS 打开，另存为“Word 文档 (.docx)”再用",
    "open it in Word or WPS, save it as .docx and use that",
);
const ORIGINAL: (&str, &str) = (
    "请用排成它的那份 Word 文档；没有的，用 WPS 或 Word“PDF 转 Word”存成 .docx，核对以后再用",
    "use the Word file that it was made from; without one, convert it to .docx in Word or WPS and check it",
);
const PICTURE: (&str, &str) = (
    "先用 WPS 或手机“图片转文字”存成 .docx 或 .txt，核对以后再用",
    "turn it into text first (OCR), save it as .docx or .txt, and check it",
);
const UNPACK: (&str, &str) = ("先解压，用里面的 .docx", "unpack it and use the .docx inside");
const SHEET: (&str, &str) = (
    "表格不是文稿：要排进公文的，报告里写 [general.sections.table] file = \"表.xlsx\"；一行一个村的，用 gongwen batch",
    "a table is no draft: write file = \"table.xlsx\" under a table of the report, or use gongwen batch",
);

/// The package is none of Word: what it is, by the names of its parts in lower case.
pub(crate) fn other_package(names: &[String]) -> Diagnostic {
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("xl/workbook.xml") || has("xl/workbook.bin") {
        other("这是电子表格（.xlsx），不是文稿", "this is a spreadsheet (.xlsx)", SHEET)
    } else if has("ppt/presentation.xml") {
        other("这是演示文稿（.pptx）", "these are slides (.pptx)", SAVE_AS)
    } else if has("ofd.xml") {
        other("这是版式文件（.ofd）", "this is an OFD file", ORIGINAL)
    } else if has("content.xml") && has("mimetype") {
        other("这是 LibreOffice 的文档（.odt）", "this is an OpenDocument file (.odt)", SAVE_AS)
    } else if names.iter().any(|name| name.ends_with(".docx") || name.ends_with(".doc")) {
        other("这是压缩包", "this is an archive", UNPACK)
    } else {
        other("这不是 Word 文档：里面没有正文", "this is no Word file: there is no text in it", SAVE_AS)
    }
}

/// A file that is something else than a draft.
fn other(zh: &str, en: &str, help: (&str, &str)) -> Diagnostic {
    Diagnostic::error(
        "import/other-format",
        Message::new(format!("{zh}，不能直接用"), format!("{en} and cannot be used as it is")),
    )
    .help(Message::new(help.0, help.1))
}

/// A file that opens only with a password.
pub(crate) fn encrypted() -> Diagnostic {
    Diagnostic::error(
        "import/encrypted",
        Message::new("文档有打开密码，读不了", "the document is encrypted and cannot be read"),
    )
    .help(Message::new(
        "用 Word 或 WPS 打开，去掉打开密码，再保存",
        "open it in Word or WPS, remove its password and save it",
    ))
}

/// A draft without a word.
pub(crate) fn empty() -> Diagnostic {
    Diagnostic::error("import/empty", Message::new("草稿里没有文字", "there is no text in the draft")).help(
        Message::new(
            "检查是不是选错了文件，或者文字都在图片里；图片先转成文字",
            "is it the right file? Text in pictures must be turned into text first",
        ),
    )
}

/// A package that cannot be read.
pub(crate) fn broken(error: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error(
        "import/broken",
        Message::new("文档坏了，读不下去", format!("the document is broken: {error}")),
    )
    .help(Message::new(
        "用 Word 或 WPS 打开试试：打得开的，另存为 .docx 再用；打不开的，找一份完整的",
        "if Word or WPS can open it, save it as a new .docx; otherwise find a whole copy",
    ))
}

/// A draft over a limit.
pub(crate) fn too_large(zh: impl Into<String>, en: impl Into<String>) -> Diagnostic {
    Diagnostic::error("import/too-large", Message::new(zh, en)).help(Message::new(
        "检查是不是选错了文件；真有这么长的，分成几份",
        "is it the right file? If it is that long, split it",
    ))
}
