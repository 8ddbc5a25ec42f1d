//! Running: names of files, rows worked on side by side, and the record of what was made.

mod digest;
mod manifest;
mod name;
mod shard;
mod work;

pub use manifest::{Entry, Line, Lines, Manifest, Remark, Written};
pub use name::{MAX_NAME_BYTES, MOVED, NamePattern, is_device, is_moved};
pub use shard::Shard;
pub(crate) use work::for_each_in_order;
pub use work::{for_each, stream};
