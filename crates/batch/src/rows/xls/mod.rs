//! Old workbooks, `.xls` of Excel and `.et` of WPS: records of BIFF in a stream of a compound file, [MS-XLS]. BIFF8 is
//! what Excel has written since 97; BIFF5 before it, and what simple programs write without a compound file.

mod faults;
mod globals;
mod record;
mod sheet;
mod text;

use std::io::{Read, SeekFrom};

use cfb::CompoundFile;
use gongwen_document::Diagnostic;

use super::archive::{broken, encrypted, not_xlsx, too_large};
use super::encoding::unreadable;
use super::marks::Marks;
use super::sheets::Sheet;
use super::{Input, Limits};
use globals::Globals;
pub(super) use sheet::Cells;
use sheet::Parsed;

/// A workbook whose sheets are known.
pub(super) struct Workbook {
    stream: Vec<u8>,
    globals: Globals,
    /// Sheets that were looked into.
    parsed: Vec<Option<Parsed>>,
    /// Bytes of their records; sheets may not lie within each other.
    length: usize,
}

impl Workbook {
    pub(super) fn open(mut input: Box<dyn Input>, limits: &Limits) -> Result<Workbook, Diagnostic> {
        let stream = stream(&mut *input, limits.held_bytes)?;
        let globals = Globals::read(&stream)?;
        let parsed = globals.sheets.iter().map(|_| None).collect();
        Ok(Workbook { stream, globals, parsed, length: 0 })
    }

    pub(super) fn sheets(&self) -> Vec<Sheet> {
        let sheet = |sheet: &globals::SheetStart| Sheet { name: sheet.name.clone(), visible: sheet.visible };
        self.globals.sheets.iter().map(sheet).collect()
    }

    fn parsed(&mut self, index: usize) -> Result<Option<&Parsed>, Diagnostic> {
        let (Some(bound), Some(parsed)) = (self.globals.sheets.get(index), self.parsed.get_mut(index)) else {
            return Ok(None);
        };
        if parsed.is_none() {
            let read = Parsed::read(&self.stream, bound.at)?;
            self.length = self.length.saturating_add(read.length);
            if self.length > self.stream.len() {
                return Err(not_xlsx("文件坏了：工作表叠在一起", "the file is broken: its sheets overlap"));
            }
            *parsed = Some(read);
        }
        Ok(parsed.as_ref())
    }

    pub(super) fn has_table(&mut self, index: usize) -> bool {
        matches!(self.parsed(index), Ok(Some(parsed)) if parsed.has_table())
    }

    pub(super) fn has_values(&mut self, index: usize) -> Result<bool, Diagnostic> {
        Ok(self.parsed(index)?.is_some_and(|parsed| !parsed.places.is_empty()))
    }

    pub(super) fn take(mut self, index: usize) -> Result<(Marks, Opened), Diagnostic> {
        self.parsed(index)?;
        let Parsed { places, marks, .. } =
            self.parsed.get_mut(index).and_then(Option::take).unwrap_or_default();
        Ok((marks, Opened { stream: self.stream, globals: self.globals, places }))
    }
}

/// A workbook at one of its sheets.
pub(super) struct Opened {
    stream: Vec<u8>,
    globals: Globals,
    places: Vec<sheet::CellPlace>,
}

impl Opened {
    /// The cells of the sheet, row by row.
    pub(super) fn cells(&self) -> Cells<'_> {
        Cells::new(&self.stream, &self.globals, &self.places)
    }
}

/// The records of a file, out of a compound file or bare.
fn stream(input: &mut dyn Input, held_bytes: u64) -> Result<Vec<u8>, Diagnostic> {
    let io = |error: std::io::Error| unreadable(&error);
    input.seek(SeekFrom::Start(0)).map_err(io)?;
    let mut head = Vec::new();
    (&mut *input).take(2).read_to_end(&mut head).map_err(io)?;
    input.seek(SeekFrom::Start(0)).map_err(io)?;
    let mut stream = Vec::new();
    if head == [0xD0, 0xCF] {
        let mut file = CompoundFile::open(&mut *input).map_err(broken)?;
        let named = |name: &&str| file.is_stream(name);
        let name = ["/Workbook", "/Book"].iter().copied().find(named);
        let Some(name) = name else { return Err(no_workbook(&file)) };
        let part = file.open_stream(name).map_err(broken)?;
        part.take(held_bytes.saturating_add(1)).read_to_end(&mut stream).map_err(broken)?;
    } else {
        (&mut *input).take(held_bytes.saturating_add(1)).read_to_end(&mut stream).map_err(io)?;
    }
    if stream.len() as u64 > held_bytes.min(u64::from(u32::MAX)) {
        return Err(too_large(held_bytes));
    }
    Ok(stream)
}

/// What a compound file is that holds no workbook.
fn no_workbook<F>(file: &CompoundFile<F>) -> Diagnostic {
    if file.is_stream("/EncryptedPackage") {
        encrypted()
    } else if file.is_stream("/WordDocument") {
        not_xlsx("这是 Word 文档，不是表格", "this is a Word document, no table")
    } else {
        not_xlsx("文件里没有工作表", "there is no sheet in the file")
    }
}
