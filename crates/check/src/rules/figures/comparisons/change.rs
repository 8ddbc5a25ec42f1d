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
    let alike = (one.same_unit(other) || is_short(line, one, other))
        && one.sentence == other.sentence
        && other.from - one.to.min(other.from) <= 40;
    let time = matches!(one.unit.as_str(), "年" | "月");
    (alike && !time && !one.quoted && !other.quoted).then_some((one, other))
}

/// Whether the second of two values has lost the rest of its unit: 由4.6个工作日压减到3.1个.
fn is_short(line: &Line, one: &Quantity, other: &Quantity) -> bool {
    let long = matches!(one.printed_unit.as_str(), "个工作日" | "个小时" | "个百分点");
    let ends = matches!(line.char(other.to), '，' | '。' | '；' | '、' | '）');
    let gap = line.text(one.to, other.from.max(one.to));
    let moved = ["到", "至", "为"].iter().any(|word| gap.trim_end_matches(['了', '约']).ends_with(word));
    long && ends && moved && other.printed_unit == "个" && gap.chars().count() <= 8
}
