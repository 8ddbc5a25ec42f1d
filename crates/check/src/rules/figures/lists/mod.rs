//! Numbers against what is listed 个数与名单.

pub(crate) mod announced;
pub(crate) mod dated;
pub(crate) mod list;
pub(crate) mod listed;
pub(crate) mod members;
pub(crate) mod named;
pub(crate) mod pointed_back;
pub(crate) mod promised;
pub(crate) mod respectively;
pub(crate) mod rows;
pub(crate) mod singly;
pub(crate) mod slogans;
pub(crate) mod told_as;
