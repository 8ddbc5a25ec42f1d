//! Texts of BIFF: Unicode in BIFF8, a code page before it.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};

use super::record::{Chain, CutOff};

/// How texts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Texts {
    /// BIFF8: UTF-16, or its low bytes alone.
    Unicode,
    /// BIFF5 and 7: bytes in this encoding.
    Bytes(&'static Encoding),
    /// A program that said no code page: UTF-8 where it is that, else GB 18030.
    Unsaid,
}

impl Texts {
    /// The encoding of a code page.
    pub(super) fn of_code_page(page: u16) -> Texts {
        match page {
            936 | 54936 => Texts::Bytes(GB18030),
            950 => Texts::Bytes(BIG5),
            932 => Texts::Bytes(SHIFT_JIS),
            949 => Texts::Bytes(EUC_KR),
            1251 => Texts::Bytes(WINDOWS_1251),
            1252 | 32769 => Texts::Bytes(WINDOWS_1252),
            _ => Texts::Unsaid,
        }
    }

    /// A text behind a count of two bytes, added to `out`.
    pub(super) fn long(self, chain: &mut Chain<'_>, out: &mut String) -> Result<(), CutOff> {
        let count = usize::from(chain.u16()?);
        self.counted(chain, count, out)
    }

    /// A text behind a count of one byte.
    pub(super) fn short(self, chain: &mut Chain<'_>, out: &mut String) -> Result<(), CutOff> {
        let count = usize::from(chain.u8()?);
        self.counted(chain, count, out)
    }

    fn counted(self, chain: &mut Chain<'_>, count: usize, out: &mut String) -> Result<(), CutOff> {
        match self {
            Texts::Unicode => unicode(chain, count, out),
            Texts::Bytes(_) | Texts::Unsaid => {
                let mut bytes = Vec::with_capacity(count);
                for _ in 0..count {
                    bytes.push(chain.u8()?);
                }
                let text = match (self, std::str::from_utf8(&bytes)) {
                    (Texts::Bytes(encoding), _) => encoding.decode_without_bom_handling(&bytes).0,
                    (_, Ok(text)) => text.into(),
                    _ => GB18030.decode_without_bom_handling(&bytes).0,
                };
                out.extend(text.chars().filter(|character| *character != '\0'));
                Ok(())
            }
        }
    }
}

/// `XLUnicodeRichExtendedString`: characters, then how runs of them look and how they are pronounced, which is passed.
fn unicode(chain: &mut Chain<'_>, count: usize, out: &mut String) -> Result<(), CutOff> {
    const WIDE: u8 = 1;
    const PHONETIC: u8 = 4;
    const RICH: u8 = 8;
    // Empty texts may do without the byte.
    let flags = match chain.u8() {
        Err(CutOff) if count == 0 => return Ok(()),
        flags => flags?,
    };
    let runs = if flags & RICH != 0 { usize::from(chain.u16()?) } else { 0 };
    let phonetic = if flags & PHONETIC != 0 { chain.u32()? as usize } else { 0 };
    chain.characters(count, flags & WIDE != 0, out)?;
    chain.skip(runs * 4)?;
    chain.skip(phonetic)
}

/// The shared texts of a workbook: all of them in one, with their ends.
#[derive(Debug, Default)]
pub(super) struct Shared {
    texts: String,
    ends: Vec<usize>,
}

impl Shared {
    /// Reads the table: how often its texts are used, how many there are, and the texts. Programs count wrongly: it ends
    /// where it ends, and a cell whose text is not in it is found at the cell.
    pub(super) fn read(chain: &mut Chain<'_>) -> Shared {
        let mut shared = Shared::default();
        let counts = chain.skip(4).and_then(|()| chain.u32());
        for _ in 0..counts.unwrap_or_default() {
            if Texts::Unicode.long(chain, &mut shared.texts).is_err() {
                break;
            }
            shared.ends.push(shared.texts.len());
        }
        shared
    }

    pub(super) fn get(&self, index: u32) -> Option<&str> {
        let index = index as usize;
        let start = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.texts.get(start..*self.ends.get(index)?)
    }
}
