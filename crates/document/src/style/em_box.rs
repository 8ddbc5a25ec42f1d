//! Where the em box 字身框 of a 汉字 stands on its baseline; the same in all Chinese faces. Charts, lines, page rectangles
//! and the white around type all read it here.

use crate::Length;

/// Part of an em box above the baseline, in hundredths.
const ABOVE_BASELINE: i64 = 88;
/// Part of an em box below the baseline, in hundredths.
const BELOW_BASELINE: i64 = 12;

/// From the top of the em box of type of this size down to its baseline: 0.88 of the size.
///
/// ```
/// use gongwen_document::{Length, style::em_box};
/// assert_eq!(em_box::above_baseline(Length::pt(100)), Length::pt(88));
/// ```
pub const fn above_baseline(size: Length) -> Length {
    size.scale(ABOVE_BASELINE, 100)
}

/// From the baseline of type of this size down to the foot of its em box: 0.12 of the size.
///
/// ```
/// use gongwen_document::{Length, style::em_box};
/// assert_eq!(em_box::below_baseline(Length::pt(100)), Length::pt(12));
/// ```
pub const fn below_baseline(size: Length) -> Length {
    size.scale(BELOW_BASELINE, 100)
}

/// From the middle of the em box of type of this size down to its baseline: 0.38 of the size.
///
/// ```
/// use gongwen_document::{Length, style::em_box};
/// assert_eq!(em_box::middle_to_baseline(Length::pt(100)), Length::pt(38));
/// ```
pub const fn middle_to_baseline(size: Length) -> Length {
    size.scale((ABOVE_BASELINE - BELOW_BASELINE) / 2, 100)
}
