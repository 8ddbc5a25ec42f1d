//! The file as a whole: the parts of the package, their order, and what is composed once for a stylesheet.

pub(crate) mod error;
pub(crate) mod foot;
pub(crate) mod footers;
pub(crate) mod mark;
pub(crate) mod media;
pub(crate) mod pass;
pub(crate) mod properties;
pub(crate) mod schema;
pub(crate) mod section;
pub(crate) mod shared;
pub(crate) mod shell;
pub(crate) mod writer;
