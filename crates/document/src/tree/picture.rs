//! Pictures: the bytes that came with the report, and where the text shows them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Drawing, Inline};
use crate::Length;

/// The pictures that a document shows, by the name that the report gives them (the path beside the report file).
pub type Pictures = BTreeMap<Arc<str>, Picture>;

/// A picture: its dots, or its shapes, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// PNG or JPEG; which, their first bytes tell. Empty of a drawing whose dots nobody has made yet.
    pub bytes: Arc<[u8]>,
    /// Its size on paper, when it is no photograph: charts and SVG say it themselves.
    pub size: Option<(Length, Length)>,
    /// Its dots with the white made clear: for a seal 印章 or signature stamp 签名章, which
    /// must not wipe out the name and date that it lies over.
    pub clear: Option<Arc<[u8]>>,
    /// Whether all of it has been read: it is whole, upright, and in colours that both files can show. The text of a
    /// report is never set beside a picture that is not.
    pub sound: bool,
    /// Its shapes, when it is a plain drawing 矢量图.
    pub drawing: Option<Arc<Drawing>>,
}

/// A picture 插图 in the text, centred in its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Illustration {
    /// Its name in [`Document::pictures`](super::Document::pictures).
    pub picture: Arc<str>,
    /// Width on paper; without it, its own or the type area's, whichever is less.
    pub width: Option<Length>,
    /// What it shows, for those who cannot see it.
    pub alternative: String,
    /// Its title 图题, below it.
    pub caption: Option<Vec<Inline>>,
}

/// Dots of a photograph on paper: 300 an inch.
const EMU_A_DOT: i64 = 914_400 / 300;

impl Picture {
    /// A PNG or JPEG.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Picture {
        Picture { bytes: bytes.into(), ..Picture::default() }
    }

    /// Its own size on paper: as it says, else with 300 dots an inch.
    pub fn natural_size(&self) -> Option<(Length, Length)> {
        let dots = |count: u32| Length::from_emu(i64::from(count) * EMU_A_DOT);
        self.size.or_else(|| self.pixels().map(|(across, down)| (dots(across), dots(down))))
    }

    /// Width and height in pixels of a PNG or JPEG, from its head; what else the file holds is not looked at.
    ///
    /// ```
    /// use gongwen_document::Picture;
    /// let head = b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\x02\x58\0\0\x01\x90";
    /// let picture = Picture::new(head.as_slice());
    /// assert_eq!(picture.pixels(), Some((600, 400)));
    /// assert_eq!(Picture::default().pixels(), None);
    /// ```
    pub fn pixels(&self) -> Option<(u32, u32)> {
        let size = match self.bytes.get(..3)? {
            [0x89, b'P', b'N'] => (number(&self.bytes, 16, 4)?, number(&self.bytes, 20, 4)?),
            [0xFF, 0xD8, 0xFF] => jpeg(&self.bytes)?,
            _ => return None,
        };
        (size.0 > 0 && size.1 > 0).then_some(size)
    }
}

/// A number of so many bytes, the great end first.
fn number(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(count)?)?;
    Some(digits.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// The size that the frame header of a JPEG gives (ITU-T T.81, B.2.2); the segments before it are passed over.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let marker = number(bytes, at, 2)?;
        let length = number(bytes, at + 2, 2)? as usize;
        match marker {
            0xFFC4 | 0xFFC8 | 0xFFCC => {}
            0xFFC0..=0xFFCF => return Some((number(bytes, at + 7, 2)?, number(bytes, at + 5, 2)?)),
            0xFF00.. => {}
            _ => return None,
        }
        at = at.checked_add(2 + length.max(2))?;
    }
}

impl Illustration {
    /// Width and height on paper, in a room of this width and height: as wide as asked for, else as its own
    /// size, and smaller where the room is. A picture whose own size is not known is half as high as wide.
    ///
    /// ```
    /// use gongwen_document::{Length, Illustration, Pictures};
    /// let figure = Illustration { width: Some(Length::mm(200)), ..Illustration::default() };
    /// let size = figure.size(&Pictures::new(), Length::mm(156), Length::mm(225));
    /// assert_eq!(size, (Length::mm(156), Length::mm(78)));
    /// ```
    pub fn size(&self, pictures: &Pictures, width: Length, height: Length) -> (Length, Length) {
        let own = pictures.get(&self.picture).and_then(Picture::natural_size);
        let (across, down) = own.map_or((2, 1), |(across, down)| (across.emu().max(1), down.emu().max(1)));
        let natural = if own.is_some() { across } else { width.emu() };
        let wide = self.width.map_or(natural, Length::emu).clamp(1, width.emu().max(1));
        let high = i128::from(wide) * i128::from(down) / i128::from(across);
        let room = i128::from(height.emu().max(1));
        if high <= room {
            return (Length::from_emu(wide), Length::from_emu(i64::try_from(high).unwrap_or(1).max(1)));
        }
        let wide = i64::try_from(room * i128::from(across) / i128::from(down)).unwrap_or(1);
        (Length::from_emu(wide.max(1)), Length::from_emu(height.emu().max(1)))
    }
}
