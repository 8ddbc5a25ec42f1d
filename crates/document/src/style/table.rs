//! The form of tables.

use super::ParagraphStyle;
use crate::Length;

/// How tables 表格 are ruled and padded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableStyle {
    /// Thickness of the outer rules.
    pub outer_rule: Length,
    /// Thickness of the inner rules.
    pub inner_rule: Length,
    /// Padding at the left and right of a cell.
    pub padding: Length,
    /// The smallest type that a table may have which is too wide.
    pub least_size: Length,
}

/// Sizes 字号 that the type of a wide table goes down to.
pub(super) const SMALLER: [(Length, &str); 2] =
    [(Length::hundredths_pt(1050), "五号"), (Length::pt(9), "小五号")];

/// The type of a table that has room for its columns, or of one that is too wide for that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableForm {
    /// The paragraphs of its cells below the head.
    pub cell: ParagraphStyle,
    /// The cells of its head.
    pub header: ParagraphStyle,
    /// Padding at the left and right of a cell.
    pub padding: Length,
    /// What this size is called, as `小五号`; empty for the size that tables have.
    pub name: &'static str,
}

impl TableStyle {
    /// The least width of a column: one character of this size between its paddings.
    pub fn least_column(&self, size: Length) -> Length {
        size + self.padding * 2
    }
}
