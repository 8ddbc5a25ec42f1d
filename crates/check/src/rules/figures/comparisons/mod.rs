//! Changes: growth, differences, percentage points 增减与百分点.

pub(crate) mod against;
pub(crate) mod change;
pub(crate) mod changes;
pub(crate) mod differences;
pub(crate) mod doubling;
pub(crate) mod earlier;
pub(crate) mod growth;
pub(crate) mod growth_pairs;
pub(crate) mod growth_words;
pub(crate) mod impossible;
pub(crate) mod moved;
pub(crate) mod named_growth;
pub(crate) mod no_points;
pub(crate) mod old_behind;
pub(crate) mod points;
pub(crate) mod points_named;
pub(crate) mod rate_moved;
pub(crate) mod said;
pub(crate) mod sentences;
pub(crate) mod series;
pub(crate) mod subject;
pub(crate) mod told_after;
pub(crate) mod ways;
