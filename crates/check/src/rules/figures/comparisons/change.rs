//! An old value and a new one 变化: what a comparison is of.

use super::ways::Way;
use crate::quantity::{Line, Quantity};

/// An old and a new value of one thing; either may have to be computed from their difference.
pub(crate) struct Change {
    /// The quantities by which it is known: old and new, or new and difference.
    pub(crate) old: Option<usize>,
    pub(crate) new: usize,
    pub(crate) difference: Option<usize>,
    /// The direction that its words say, when they say any.
    pub(crate) way: Option<Way>,
    /// The quantity behind which claims about it may stand.
    pub(crate) last: usize,
}

/// Two values of one unit beside each other in a sentence.
pub(crate) fn pair(line: &Line, index: usize) -> Option<(&Quantity, &Quantity)> {
    let (one, other) = (line.quantities.get(index)?, line.quantities.get(index + 1)?);
    let alike =
        one.same_unit(other) && one.sentence == other.sentence && other.from - one.to.min(other.from) <= 40;
    let time = matches!(one.unit.as_str(), "年" | "月");
    (alike && !time && !one.quoted && !other.quoted).then_some((one, other))
}
