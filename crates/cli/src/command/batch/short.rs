//! Short digests that stand for keys and paths in memory.

use sha2::{Digest, Sha256};

/// Names a key or a path, in less room than itself.
pub(in crate::command) type Short = [u8; 16];

pub(super) fn short(text: &str) -> Short {
    let mut short = Short::default();
    short.copy_from_slice(&Sha256::digest(text)[..16]);
    short
}

/// The same for the path of a file: where systems know no case, one path may be written in several ways.
pub(in crate::command) fn short_path(path: &str) -> Short {
    match cfg!(any(windows, target_os = "macos")) {
        true => short(&path.to_lowercase()),
        false => short(path),
    }
}
