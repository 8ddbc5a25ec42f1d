//! The subcommands, a file each.

pub(crate) mod batch;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod fonts;
pub(crate) mod import;
pub(crate) mod man;
pub(crate) mod manifest;
pub(crate) mod new;
#[cfg(feature = "preview")]
pub(crate) mod preview;
pub(crate) mod profiles;
pub(crate) mod render;
pub(crate) mod rollup;
pub(crate) mod schema;
pub(crate) mod templates;
#[cfg(feature = "preview")]
pub(crate) mod watch;
