//! How much a template may be and may write.

/// A template file may be this long.
pub const MAX_TEMPLATE_BYTES: usize = 256 * 1024;

/// Blocks and included partials may nest this deep, all together.
pub const MAX_TEMPLATE_DEPTH: usize = 48;

/// Partials in a template, each counted as often as it is included.
pub(super) const MAX_INCLUDED: usize = 1000;

/// Steps of a template while it runs: rounds of `each`, and pieces of text that it writes.
pub(super) const MAX_STEPS: usize = 10_000_000;

/// The markup of one document may be this long.
pub const MAX_MARKUP_BYTES: usize = 64 * 1024 * 1024;
