//! Writing: every file whole or not at all, a temporary file beside the target and then a rename.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A file that is to be written.
pub(crate) struct Output {
    /// Where.
    pub(crate) path: PathBuf,
    /// What.
    pub(crate) bytes: Vec<u8>,
}

/// Writes all of these files; when one cannot be written, none replaces an existing one.
pub(crate) fn write_all(outputs: &[Output]) -> Result<(), Failure> {
    let mut ready = Vec::with_capacity(outputs.len());
    for output in outputs {
        let folder = match output.path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(folder).map_err(Failure::writing(folder))?;
        if output.path.is_dir() {
            let error = std::io::Error::from(std::io::ErrorKind::IsADirectory);
            return Err(Failure::writing(&output.path)(error));
        }
        let mut file = temporary_in(folder, ".gongwen-").map_err(Failure::writing(&output.path))?;
        file.write_all(&output.bytes)
            .and_then(|()| file.as_file().sync_all())
            .map_err(Failure::writing(&output.path))?;
        ready.push((file, output));
    }
    for (file, output) in ready {
        file.persist(&output.path).map_err(|error| Failure::writing(&output.path)(error.error))?;
    }
    Ok(())
}

/// A temporary file with the permissions of any new file; they are private otherwise.
pub(crate) fn temporary_in(folder: &Path, prefix: &str) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}
