//! What stands around the text 公文要素: head and mark, signature with seals, imprint.

pub(crate) mod imprint;
pub(crate) mod letterhead;
pub(crate) mod signed;
