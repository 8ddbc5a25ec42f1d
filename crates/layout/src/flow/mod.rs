//! The column: blocks become units of a height, which are cut into pages with what repeats and hangs on them.

pub(crate) mod blocks;
pub(crate) mod bound_text;
pub(crate) mod contents;
pub(crate) mod contents_line;
pub(crate) mod feet;
pub(crate) mod figure;
pub(crate) mod footnotes;
pub(crate) mod frame;
pub(crate) mod front;
pub(crate) mod keep;
pub(crate) mod paginate;
pub(crate) mod rules;
pub(crate) mod sheets;
pub(crate) mod stretch;
pub(crate) mod structure;
pub(crate) mod table;
pub(crate) mod units;
