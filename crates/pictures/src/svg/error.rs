//! Why a drawing is refused.

/// Why an SVG cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SvgError {
    /// It is no SVG, or a broken one.
    #[error("not a sound SVG: {0}")]
    Broken(String),
    /// It has words, which look otherwise on a machine with other fonts.
    #[error("it has text in it")]
    Text,
    /// Nothing of it can be seen.
    #[error("nothing of it can be seen")]
    Empty,
    /// Photographs or other pictures of dots are embedded in it.
    #[error("it has an image in it")]
    Image,
    /// It has filters 滤镜: blurs, shadows, glows; they are neither shapes nor cheap.
    #[error("it has a filter in it")]
    Filter,
    /// A number in it is beyond all drawings: ten million pixels.
    #[error("a number in it is too large: {0}")]
    TooFar(String),
    /// Drawing it would take too long, or too much memory.
    #[error("it is too much to draw")]
    TooMuch,
}
