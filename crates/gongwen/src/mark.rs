//! Whether a file is as this program wrote it.

pub use gongwen_document::MadeBy;

/// Which command made this DOCX or PDF, when it is just as this program wrote it; `None` when somebody has changed it
/// since, and for a file that is somebody else's. The file itself says so, by a hash that it carries, so that it may be
/// asked wherever it was copied to: a `None` is to be kept, whatever is going to stand in its place.
///
/// ```
/// # #[cfg(feature = "pdf")]
/// # fn main() -> Result<(), gongwen::Error> {
/// use gongwen::{MadeBy, made_by};
/// let press = gongwen::Press::new(gongwen::Fonts::embedded());
/// let mut file = press.pdf(&gongwen::Report::from_toml(gongwen::report::STARTER)?)?;
/// assert_eq!(made_by(&file), Some(MadeBy::Render));
/// file.push(b'\n');
/// assert_eq!(made_by(&file), None);
/// # Ok(())
/// # }
/// # #[cfg(not(feature = "pdf"))]
/// # fn main() {}
/// ```
pub fn made_by(file: &[u8]) -> Option<MadeBy> {
    #[cfg(feature = "pdf")]
    if file.starts_with(b"%PDF-") {
        return gongwen_pdf::made_by(file);
    }
    #[cfg(feature = "docx")]
    if file.starts_with(b"PK") {
        return gongwen_docx::made_by(file);
    }
    let _ = file;
    None
}
