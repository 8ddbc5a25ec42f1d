//! The subcommands, a file each.

pub(crate) mod batch;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod fonts;
pub(crate) mod manifest;
pub(crate) mod new;
pub(crate) mod profiles;
pub(crate) mod render;
pub(crate) mod rollup;
pub(crate) mod schema;
pub(crate) mod templates;

use std::io::Write;
use std::path::Path;

use crate::failure::Failure;

/// Writes to standard output; a reader that has gone away is no failure.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::writing(Path::new("-"))(error))
        }
        _ => Ok(()),
    }
}
