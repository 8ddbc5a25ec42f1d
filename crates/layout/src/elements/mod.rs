//! What stands around the text 公文要素 at places of its own: head and mark, closing with seals, imprint, page number.

pub(crate) mod closing;
pub(crate) mod head_lines;
pub(crate) mod imprint;
pub(crate) mod letter;
pub(crate) mod letterhead;
pub(crate) mod mark;
pub(crate) mod page_header;
pub(crate) mod page_number;
pub(crate) mod piece;
pub(crate) mod recipients;
pub(crate) mod seals;
pub(crate) mod signed;
pub(crate) mod stamps;
pub(crate) mod standing;
