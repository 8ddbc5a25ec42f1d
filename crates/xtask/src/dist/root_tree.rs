//! What a package puts into the file system of a Linux machine, for both kinds of packages.

use std::fs;
use std::path::{Path, PathBuf};

use super::contents::{copy, copy_folder};
use crate::run::{Failure, run};

/// Lays the contents out below a folder; the paths of all files in it, from the root.
pub(super) fn lay(contents: &Path, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    let usr = folder.join("usr");
    copy(&contents.join("gongwen"), &usr.join("bin/gongwen"))?;
    let share = usr.join("share");
    for (from, to) in [
        ("completions/gongwen.bash", "bash-completion/completions/gongwen"),
        ("completions/_gongwen", "zsh/vendor-completions/_gongwen"),
        ("completions/gongwen.fish", "fish/vendor_completions.d/gongwen.fish"),
        ("licenses/crates.txt", "doc/gongwen/crates.txt"),
    ] {
        copy(&contents.join(from), &share.join(to))?;
    }
    let parts = contents.join("sbom.cdx.json");
    if parts.exists() {
        copy(&parts, &share.join("doc/gongwen/sbom.cdx.json"))?;
    }
    copy_folder(&contents.join("man"), &share.join("man"))?;
    copy_folder(&contents.join("examples"), &share.join("doc/gongwen/examples"))?;
    copy_folder(&contents.join("manual"), &share.join("doc/gongwen/manual"))?;
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    for file in &files {
        let path = folder.join(file.strip_prefix("/").unwrap_or(file));
        let mode = if file.starts_with("/usr/bin") { "0755" } else { "0644" };
        run(folder, &["chmod", mode, &path.display().to_string()])?;
        // Pages of man are compressed by custom, without a date.
        if file.starts_with("/usr/share/man") {
            run(folder, &["gzip", "--no-name", "-9", &path.display().to_string()])?;
        }
    }
    files.clear();
    collect(folder, folder, &mut files)?;
    files.sort();
    Ok(files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            files.push(Path::new("/").join(path.strip_prefix(root)?));
        }
    }
    Ok(())
}
