//! Tables of web pages, which many office systems hand out under the name of a spreadsheet. What a spreadsheet program
//! makes of them is read: all tables of the page one below the other, with the lines between them, as one sheet.

mod faults;
mod layout;
mod page;

use std::io::{Read, SeekFrom};

use encoding_rs::{Encoding, GB18030, UTF_8};
use gongwen_document::{Diagnostic, Message};

use super::archive::too_large;
use super::encoding::unreadable;
use super::marks::Marks;
use super::sheets::PlacedCell;
use super::{Header, Input, Limits};

/// A page that was read.
pub(super) struct Page {
    marks: Marks,
    cells: Vec<PlacedCell>,
    told: Option<Diagnostic>,
}

impl Page {
    pub(super) fn open(mut input: Box<dyn Input>, limits: &Limits) -> Result<Page, Diagnostic> {
        let io = |error: std::io::Error| unreadable(&error);
        input.seek(SeekFrom::Start(0)).map_err(io)?;
        let mut bytes = Vec::new();
        (&mut *input).take(limits.held_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(io)?;
        if bytes.len() as u64 > limits.held_bytes {
            return Err(too_large(limits.held_bytes));
        }
        let page::Read { mut cells, mut marks, unseen } = page::read(&text(bytes)?)?;
        cells.sort_by_key(|(place, _)| *place);
        cells.iter().for_each(|((row, column), _)| marks.holds(*row, *column));
        Ok(Page { marks, cells, told: (unseen > 0).then(|| hidden(unseen)) })
    }

    /// What is hidden and merged, the cells, and what to tell.
    pub(super) fn take(self) -> (Marks, Vec<PlacedCell>, Option<Diagnostic>) {
        (self.marks, self.cells, self.told)
    }
}

/// The page as text: what its first bytes say, what is UTF-8 whatever the page says of itself, then what the page says,
/// then GB 18030.
fn text(bytes: Vec<u8>) -> Result<String, Diagnostic> {
    const HEAD: usize = 4096;
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return decoded(encoding, bytes.get(mark..).unwrap_or_default());
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error.into_bytes(),
    };
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(&bytes)).to_ascii_lowercase();
    let said = head.split("charset=").nth(1).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
    let ends = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let said = said.and_then(|rest| Encoding::for_label(rest.split(ends).next()?.as_bytes()));
    decoded(said.filter(|encoding| *encoding != UTF_8).unwrap_or(GB18030), &bytes)
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, Diagnostic> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(text.into_owned()),
        None => Err(Diagnostic::error(
            "rows/encoding",
            Message::new(
                format!("网页里有的字不是 {} 编码，认不出来", encoding.name()),
                format!("the page holds what is not {}", encoding.name()),
            ),
        )
        .help(Message::new(
            "用 Excel 或 WPS 打开，看看有没有乱码，另存为 .xlsx",
            "open it, look for garbled text, and save it as .xlsx",
        ))),
    }
}

fn hidden(count: usize) -> Diagnostic {
    Diagnostic::warning(
        "rows/hidden-left-out",
        Message::new(
            format!("网页里有 {count} 个有字的格子是隐藏的，没有读"),
            format!("{count} cells of the page are hidden and not read"),
        ),
    )
    .at(Header::default().place(None, None, None))
    .help(Message::new(
        "要读的，用 Excel 或 WPS 打开，另存为 .xlsx，再看有没有",
        "to have them, open the file, save it as .xlsx, and look for them there",
    ))
}
