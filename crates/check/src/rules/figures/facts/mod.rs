//! One fact that is told twice 同一事实前后不一.

pub(crate) mod exceeded;
pub(crate) mod pointed;
pub(crate) mod restated;
pub(crate) mod resumed;
pub(crate) mod retold;
pub(crate) mod same;
pub(crate) mod telling;
