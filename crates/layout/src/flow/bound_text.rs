//! Text that keeps to a closing, so that no signature stands on a page alone.

use std::ops::Range;

/// Text that keeps to a closing.
pub(crate) enum BoundText {
    /// A block that stays in one piece.
    Whole(usize),
    /// A paragraph with these lines as units, which a page's end may cut.
    Lines { block: usize, units: Range<usize> },
    /// A table from this row on.
    Rows { block: usize, row: usize },
}
