//! Why no file could be made.

/// What can go wrong. What a library that this one is made with said stands behind it as its source.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A font could not be subset.
    #[error("cannot subset the font {family}")]
    Subset {
        /// Family of the face.
        family: String,
        /// What the subsetter said.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The objects do not hang together; a fault of this library.
    #[error("cannot assemble the PDF")]
    Assemble(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The file could not be written to memory.
    #[error("cannot write the PDF")]
    Write(#[source] std::io::Error),
}

/// What can go wrong, in the words of the libraries: theirs are not shown outside, so that they can be exchanged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("cannot subset the font {family}")]
    Subset { family: String, source: subsetter::Error },
    #[error(transparent)]
    Assemble(#[from] lopdf::Error),
    #[error(transparent)]
    Write(#[from] std::io::Error),
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Error {
        match fault {
            Fault::Subset { family, source } => Error::Subset { family, source: Box::new(source) },
            Fault::Assemble(source) => Error::Assemble(Box::new(source)),
            Fault::Write(source) => Error::Write(source),
        }
    }
}
