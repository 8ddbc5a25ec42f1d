//! Why a picture is refused.

/// A picture has no more dots: a photograph of 50 megapixels.
pub(super) const MAX_PIXELS: u64 = 50_000_000;

/// Why a picture cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PictureError {
    /// Its first bytes are neither those of a PNG nor those of a JPEG.
    #[error("it is no PNG or JPEG")]
    Kind,
    /// It is cut off or damaged.
    #[error("it is cut off or damaged: {0}")]
    Broken(String),
    /// It has no width or no height.
    #[error("it has no width or no height")]
    Empty,
    /// It has too many dots.
    #[error("it has {0} by {1} dots, more than 50 million")]
    TooLarge(u32, u32),
    /// A JPEG of a kind that neither Word nor a PDF shows.
    #[error("a JPEG of a kind that is hardly used: {0}")]
    Unusual(String),
    /// A JPEG, and the library was built without the feature `jpeg`.
    #[error("this build reads no JPEG (feature jpeg)")]
    NoJpeg,
}

pub(super) fn check_size(width: u32, height: u32) -> Result<(), PictureError> {
    match u64::from(width) * u64::from(height) {
        0 => Err(PictureError::Empty),
        1..=MAX_PIXELS => Ok(()),
        _ => Err(PictureError::TooLarge(width, height)),
    }
}

pub(super) fn broken(error: impl std::fmt::Display) -> PictureError {
    PictureError::Broken(error.to_string())
}
