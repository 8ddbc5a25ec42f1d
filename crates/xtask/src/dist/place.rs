//! Where things stand, and what more than one part of this command needs.

use std::fs;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::run::{Failure, root, run, target};

/// Where everything of this command stands.
pub(super) fn place() -> Result<PathBuf, Failure> {
    let place = target()?.join("dist");
    fs::create_dir_all(&place)?;
    Ok(place)
}

/// What goes out.
pub(super) fn out() -> Result<PathBuf, Failure> {
    let out = place()?.join("out");
    fs::create_dir_all(&out)?;
    Ok(out)
}

/// The program of this machine, with which the others are compared.
pub(super) fn native() -> Result<PathBuf, Failure> {
    // With the features of the whole workspace, as the tests are built.
    run(&root(), &["cargo", "build", "--quiet", "--workspace", "--bins"])?;
    Ok(std::env::current_exe()?.with_file_name("gongwen"))
}

/// SHA-256 in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
