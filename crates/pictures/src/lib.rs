//! Pictures that are drawings 矢量图: SVG read to shapes, words in drawings turned into shapes, shapes turned into dots.
//!
//! A PDF draws the shapes; a Word file shows the dots.
//!
//! ```
//! # #[cfg(feature = "svg")] {
//! let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" width="42mm" height="42mm"><circle r="9"/></svg>"#;
//! let picture = gongwen_pictures::read_svg(svg)?;
//! assert!(picture.drawing.is_some() && picture.bytes.starts_with(b"\x89PNG"));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod dots;
mod dotted;
mod labels;
#[cfg(feature = "svg")]
mod quiet;
#[cfg(feature = "svg")]
mod shapes;
#[cfg(feature = "svg")]
mod svg;

use gongwen_document::{Picture, Pictures};
use gongwen_fonts::Fonts;

pub use dotted::{PictureError, make_clear, read_picture};
#[cfg(feature = "svg")]
pub use svg::{SvgError, read_svg};

/// Whether these are the first bytes of an SVG, which may begin with a declaration, comments and white space.
///
/// ```
/// assert!(gongwen_pictures::is_svg(b"<?xml version='1.0'?><svg/>"));
/// assert!(!gongwen_pictures::is_svg(b"\x89PNG"));
/// ```
pub fn is_svg(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    head.windows(4).any(|word| word == b"<svg")
}

/// Turns the words of drawings into shapes. Characters that no face has are left out: what they say stands in the
/// text as well.
///
/// ```
/// let mut pictures = gongwen_document::Pictures::new();
/// gongwen_pictures::outline_labels(&mut pictures, &gongwen_fonts::Fonts::embedded());
/// ```
pub fn outline_labels(pictures: &mut Pictures, fonts: &Fonts) {
    for picture in pictures.values_mut() {
        if let Some(drawing) = picture.drawing.as_mut().filter(|drawing| !drawing.labels.is_empty()) {
            labels::outline(std::sync::Arc::make_mut(drawing), fonts);
        }
    }
}

/// Whether a picture has shapes and no dots yet.
pub fn wants_dots(picture: &Picture) -> bool {
    picture.bytes.is_empty() && picture.drawing.is_some() && picture.size.is_some()
}

/// Makes the dots of drawings that have none, black on white paper, 300 an inch.
///
/// ```
/// let mut pictures = gongwen_document::Pictures::new();
/// gongwen_pictures::make_dots(&mut pictures);
/// ```
pub fn make_dots(pictures: &mut Pictures) {
    for picture in pictures.values_mut().filter(|picture| wants_dots(picture)) {
        if let Some((drawing, size)) = picture.drawing.as_ref().zip(picture.size) {
            picture.bytes = dots::of_drawing(drawing, size).unwrap_or_default().into();
        }
    }
}
