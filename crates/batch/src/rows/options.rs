//! What a table is read from, and how.

use std::io::{Read, Seek};

/// What a table is read from: a file, or bytes in a [`std::io::Cursor`].
pub trait Input: Read + Seek + Send {}

impl<T: Read + Seek + Send> Input for T {}

/// The notation of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A spreadsheet of Excel, WPS or LibreOffice: `.xlsx`, an old `.xls` or `.et`, or a table of a web page under such
    /// a name. Which one, the bytes say; values separated by commas are read under this name too, and it is told.
    Xlsx,
    /// Values separated by commas, tabs or semicolons. A spreadsheet under this name is read as one, and it is told.
    Csv,
    /// An array of tables `[[rows]]`.
    Toml,
    /// One JSON object a line.
    Jsonl,
}

impl Kind {
    /// The notation by the extension of a file name.
    ///
    /// ```
    /// use gongwen_batch::Kind;
    /// assert_eq!(Kind::of_extension("XLSX"), Some(Kind::Xlsx));
    /// assert_eq!(Kind::of_extension("et"), Some(Kind::Xlsx));
    /// assert_eq!(Kind::of_extension("docx"), None);
    /// ```
    pub fn of_extension(extension: &str) -> Option<Kind> {
        match extension.to_ascii_lowercase().as_str() {
            "xlsx" | "xlsm" | "xls" | "et" | "htm" | "html" => Some(Kind::Xlsx),
            "csv" | "tsv" | "txt" => Some(Kind::Csv),
            "toml" => Some(Kind::Toml),
            "jsonl" | "ndjson" => Some(Kind::Jsonl),
            _ => None,
        }
    }
}

/// How large a table may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of all parts of a spreadsheet once unpacked, and of a table in TOML.
    pub unpacked_bytes: u64,
    /// Bytes of what a reader has to hold at once: a line, the texts that the cells of a spreadsheet share.
    pub held_bytes: u64,
    /// Columns.
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { unpacked_bytes: 2 << 30, held_bytes: 256 << 20, columns: 1024 }
    }
}

/// How to read a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// Name of the sheet 工作表; without it the first one that is not hidden.
    pub sheet: Option<String>,
    /// Names that columns should have. The header is that of the first rows which has most of them; without names the
    /// first row with more than one text. See [`TableOptions::of`].
    pub names: Vec<String>,
    /// How large it may be.
    pub limits: Limits,
}
