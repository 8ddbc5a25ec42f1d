//! In the place of [`jpeg`](super::jpeg) where the feature `jpeg` is not: the same names, and a JPEG is refused with a reason.

use super::error::PictureError;
use super::pixels::Pixels;

pub(super) fn anew(_: &[u8]) -> Result<Option<Vec<u8>>, PictureError> {
    Err(PictureError::NoJpeg)
}

pub(super) fn pixels(_: &[u8]) -> Result<Pixels, PictureError> {
    Err(PictureError::NoJpeg)
}
