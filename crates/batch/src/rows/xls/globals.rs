//! What holds for a whole workbook: its sheets, shared texts, and the formats of its cells.

use std::collections::BTreeMap;

use gongwen_document::Diagnostic;

use super::super::archive::{encrypted, not_xlsx};
use super::super::stored::CellFormat;
use super::faults::ancient;
use super::record::{Chain, Record, Records};
use super::text::{Shared, Texts};
use crate::format::{Epoch, builtin_format};

/// So many styles and formats has the largest workbook.
const MOST_STYLES: usize = 65_536;

/// A sheet, and where its records begin.
pub(super) struct SheetStart {
    /// None where a file is one sheet.
    pub(super) name: Option<String>,
    pub(super) visible: bool,
    pub(super) at: usize,
}

/// The globals of a workbook.
pub(super) struct Globals {
    pub(super) sheets: Vec<SheetStart>,
    pub(super) shared: Shared,
    /// How a style shows numbers, by its number.
    pub(super) formats: Vec<CellFormat>,
    pub(super) texts: Texts,
}

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<Globals, Diagnostic> {
        let mut records = Records::new(stream, 0);
        let first = records.next()?;
        let Some(first) = first.filter(|first| matches!(first.kind, 0x0009 | 0x0209 | 0x0409 | 0x0809))
        else {
            return Err(not_xlsx("文件里没有工作表", "there is no sheet in the file"));
        };
        if first.kind != 0x0809 {
            return Err(ancient());
        }
        let texts = if first.u16(0) == Some(0x0600) { Texts::Unicode } else { Texts::Unsaid };
        let mut globals =
            Globals { sheets: Vec::new(), shared: Shared::default(), formats: Vec::new(), texts };
        if first.u16(2) != Some(0x0005) {
            // A sheet alone.
            globals.sheets.push(SheetStart { name: None, visible: true, at: 0 });
        }
        let (mut styles, mut codes, mut epoch) = (Vec::new(), BTreeMap::new(), Epoch::Of1900);
        while let Some(record) = records.next()? {
            match record.kind {
                // FILEPASS
                0x002F => return Err(encrypted()),
                // EOF
                0x000A => break,
                // CODEPAGE
                0x0042 if globals.texts != Texts::Unicode => {
                    globals.texts = record.u16(0).map_or(Texts::Unsaid, Texts::of_code_page);
                }
                // DATEMODE
                0x0022 if record.u16(0) == Some(1) => epoch = Epoch::Of1904,
                // BOUNDSHEET
                0x0085 => globals.sheets.extend(bound(&record, globals.texts)?),
                // SST
                0x00FC => globals.shared = Shared::read(&mut records.continued(record.body)),
                // FORMAT
                0x041E if codes.len() < MOST_STYLES => {
                    if let Some((id, code)) = format(&record, globals.texts)? {
                        codes.insert(id, code);
                    }
                }
                // XF
                0x00E0 if styles.len() < MOST_STYLES => styles.push(record.u16(2).unwrap_or_default()),
                _ => {}
            }
        }
        globals.formats = styles.iter().map(|id| CellFormat::new(code(*id, &codes), epoch)).collect();
        Ok(globals)
    }
}

/// A sheet of cells; charts and macros are none.
fn bound(record: &Record<'_>, texts: Texts) -> Result<Option<SheetStart>, Diagnostic> {
    let (Some(at), Some(state), Some(kind)) = (record.u32(0), record.u8(4), record.u8(5)) else {
        return Ok(None);
    };
    let mut name = String::new();
    texts.short(&mut Chain::of(record.body.get(6..).unwrap_or_default()), &mut name)?;
    let sheet = SheetStart { name: Some(name), visible: state & 3 == 0, at: at as usize };
    Ok((kind == 0).then_some(sheet))
}

/// A format and its number. Programs write broken ones under the numbers of built-in formats, which are known without.
fn format(record: &Record<'_>, texts: Texts) -> Result<Option<(u16, String)>, Diagnostic> {
    const BUILTIN: u16 = 164;
    let Some(id) = record.u16(0) else { return Ok(None) };
    let (mut code, mut chain) = (String::new(), Chain::of(record.body.get(2..).unwrap_or_default()));
    let read = match texts {
        Texts::Unicode => texts.long(&mut chain, &mut code),
        _ => texts.short(&mut chain, &mut code),
    };
    match read {
        Ok(()) => Ok(Some((id, code))),
        Err(_) if id < BUILTIN => Ok(None),
        Err(cut_off) => Err(cut_off.into()),
    }
}

/// The code of a format. Those that look otherwise in each country are those of Chinese, whatever is written beside
/// their numbers.
fn code(id: u16, codes: &BTreeMap<u16, String>) -> &str {
    let local = matches!(id, 14 | 22 | 27..=36 | 50..=58);
    let builtin = builtin_format(u32::from(id));
    let written = codes.get(&id).map(String::as_str);
    let found = if local { builtin.or(written) } else { written.or(builtin) };
    found.unwrap_or("General")
}
