//! Why no file could be made.

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The package could not be put together; what the library that packs it said is the source.
    #[error("cannot pack the Word file")]
    Pack(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The package could not be written to memory.
    #[error("cannot pack the Word file")]
    Write(#[source] std::io::Error),
    /// The body that docx-rs built is not what its model promises.
    #[error("cannot read the body of the Word file back")]
    Body,
}

/// What can go wrong, in the words of the libraries: theirs are not shown outside, so that they can be exchanged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error(transparent)]
    Pack(#[from] zip::result::ZipError),
    #[error(transparent)]
    Write(#[from] std::io::Error),
    #[error("cannot read the body of the Word file back")]
    Body,
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        match fault {
            Fault::Pack(source) => Error::Pack(Box::new(source)),
            Fault::Write(source) => Error::Write(source),
            Fault::Body => Error::Body,
        }
    }
}
