//! Bytes of a text file to characters.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::Text;

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// Nothing stands in them.
    Empty,
    /// They are a program, a picture, a packed document.
    Binary,
    /// They are text in no encoding that is known: UTF-8, UTF-16, GB 18030.
    Encoding,
}

/// How many bytes of a file tell whether it is text.
const LOOKED_AT: usize = 4096;

impl Text {
    /// The characters of a text file in UTF-8, UTF-16 (with or without its mark) or GB 18030.
    ///
    /// # Errors
    ///
    /// What the bytes are when they are no text.
    ///
    /// ```
    /// use gongwen_check::{NotText, Text};
    /// assert_eq!(Text::decode(b"\xd5\xf2").as_deref(), Ok("镇"));
    /// assert_eq!(Text::decode(b"\x7fELF\0\0\0"), Err(NotText::Binary));
    /// ```
    pub fn decode(bytes: &[u8]) -> Result<String, NotText> {
        if bytes.is_empty() {
            return Err(NotText::Empty);
        }
        let encoding = match Encoding::for_bom(bytes) {
            Some((encoding, _)) => encoding,
            None => guess(bytes)?,
        };
        let (text, _, broken) = encoding.decode(bytes);
        if broken {
            return Err(NotText::Encoding);
        }
        if text.trim().is_empty() {
            return Err(NotText::Empty);
        }
        Ok(text.into_owned())
    }
}

impl Text {
    /// Characters as a text file in the encoding of another one, with its byte order mark; none when that one would not
    /// come out of it byte by byte.
    ///
    /// ```
    /// use gongwen_check::Text;
    /// assert_eq!(Text::encode("乡镇", b"\xd5\xf2").as_deref(), Some(&b"\xcf\xe7\xd5\xf2"[..]));
    /// ```
    pub fn encode(text: &str, like: &[u8]) -> Option<Vec<u8>> {
        let (encoding, marked) = match Encoding::for_bom(like) {
            Some((encoding, length)) => (encoding, length),
            None => (guess(like).ok()?, 0),
        };
        let mark = like.get(..marked)?;
        let encode = |text: &str| -> Option<Vec<u8>> {
            let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
            let bytes = match encoding {
                it if it == UTF_16LE => wide(u16::to_le_bytes),
                it if it == UTF_16BE => wide(u16::to_be_bytes),
                it => {
                    let (bytes, _, lost) = it.encode(text);
                    (!lost).then(|| bytes.into_owned())?
                }
            };
            Some([mark, &bytes].concat())
        };
        let same = Text::decode(like).ok().and_then(|text| encode(&text)).is_some_and(|bytes| bytes == like);
        same.then(|| encode(text)).flatten()
    }
}

fn guess(bytes: &[u8]) -> Result<&'static Encoding, NotText> {
    let head = bytes.get(..LOOKED_AT.min(bytes.len())).unwrap_or_default();
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if even + odd > 0 {
        // Line ends and digits of UTF-16 have a zero on one side, never on both.
        return match (even, odd) {
            (0, 1..) if head.len() >= 4 && plausible(bytes, UTF_16LE) => Ok(UTF_16LE),
            (1.., 0) if head.len() >= 4 && plausible(bytes, UTF_16BE) => Ok(UTF_16BE),
            _ => Err(NotText::Binary),
        };
    }
    let control =
        head.iter().filter(|byte| **byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 12)).count();
    if control * 50 > head.len() {
        return Err(NotText::Binary);
    }
    Ok(if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { GB18030 })
}

fn plausible(bytes: &[u8], encoding: &'static Encoding) -> bool {
    let head = bytes.get(..(LOOKED_AT.min(bytes.len()) & !1)).unwrap_or_default();
    let (text, _, broken) = encoding.decode(head);
    !broken && !text.chars().any(|c| c.is_control() && !c.is_whitespace())
}
