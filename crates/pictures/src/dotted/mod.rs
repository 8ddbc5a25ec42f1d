//! Pictures made of dots 点阵图: PNG and JPEG, read to the end before a document is made with them, and brought into a
//! form that both files show alike: upright, eight bits, red-green-blue or grey.

mod clear;
mod error;
#[cfg_attr(not(feature = "jpeg"), path = "no_jpeg.rs")]
mod jpeg;
mod pixels;
mod png;

use gongwen_document::Picture;

pub use clear::make_clear;
pub use error::PictureError;

/// Reads a PNG or JPEG to its end. What both files show as it stands keeps its bytes; one that lies on its side
/// (EXIF), a JPEG for the printing press (CMYK) and a PNG of 16 bits are written anew.
///
/// # Errors
/// See [`PictureError`]; without the feature `jpeg` no JPEG is read ([`PictureError::NoJpeg`]).
///
/// ```
/// use gongwen_pictures::{PictureError, read_picture};
/// assert_eq!(read_picture(b"BM".as_slice()), Err(PictureError::Kind));
/// assert!(matches!(read_picture(b"\x89PNG\r\n\x1A\n".as_slice()), Err(PictureError::Broken(_))));
/// ```
pub fn read_picture(bytes: impl Into<std::sync::Arc<[u8]>>) -> Result<Picture, PictureError> {
    let bytes = bytes.into();
    let anew = match kind(&bytes)? {
        Kind::Png => png::anew(&bytes)?,
        Kind::Jpeg => jpeg::anew(&bytes)?,
    };
    let mut picture = Picture::new(anew.map_or(bytes, Into::into));
    picture.sound = true;
    Ok(picture)
}

/// What the first bytes tell.
enum Kind {
    Png,
    Jpeg,
}

fn kind(bytes: &[u8]) -> Result<Kind, PictureError> {
    if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
        Ok(Kind::Png)
    } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Ok(Kind::Jpeg)
    } else {
        Err(PictureError::Kind)
    }
}
