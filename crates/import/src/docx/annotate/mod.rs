//! Writing into a Word file that somebody else made: comments 批注 and tracked changes 修订 at characters of its text. What is
//! not spoken of keeps its bytes.

mod changes;
mod comments;
mod edits;
mod part;
mod scan;

pub use changes::{Change, changed};
pub use comments::{Remark, commented};

/// A Word file with something written into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The file.
    pub bytes: Vec<u8>,
    /// Which of what was to be written could not be: by its index.
    pub left: Vec<usize>,
}
