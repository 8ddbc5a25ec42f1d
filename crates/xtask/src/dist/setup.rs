//! The installer for Windows, by NSIS.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use super::place::{out, place};
use super::source::Source;
use crate::run::{Failure, root, run};

/// Packs what `contents` has for Windows; the file.
pub(super) fn pack(contents: &Path, source: &Source) -> Result<PathBuf, Failure> {
    let packed = out()?.join(format!("gongwen-{}-setup.exe", source.version));
    let removed = place()?.join("setup-files.nsh");
    fs::write(&removed, removals(contents)?)?;
    let script = root().join("crates/xtask/src/dist/setup.nsi");
    let icon = root().join("crates/cli/assets/gongwen.ico");
    let numbers = format!("{}.0", env!("CARGO_PKG_VERSION"));
    let defined = |name: &str, value: &str| format!("-D{name}={value}");
    let words = [
        "env".to_owned(),
        format!("SOURCE_DATE_EPOCH={}", source.epoch),
        "makensis".to_owned(),
        "-V2".to_owned(),
        "-WX".to_owned(),
        "-INPUTCHARSET".to_owned(),
        "UTF8".to_owned(),
        defined("VERSION", &source.version),
        defined("NUMBERS", &numbers),
        defined("CONTENTS", &contents.display().to_string()),
        defined("OUTPUT", &packed.display().to_string()),
        defined("ICON", &icon.display().to_string()),
        defined("FILES", &removed.display().to_string()),
        script.display().to_string(),
    ];
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    run(&root(), &words)?;
    Ok(packed)
}

/// The lines that remove what was installed: files, then folders where they are empty.
fn removals(contents: &Path) -> Result<String, Failure> {
    let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
    collect(contents, contents, &mut files, &mut folders)?;
    let mut lines = String::new();
    for file in files {
        writeln!(lines, "Delete \"$INSTDIR\\{file}\"")?;
    }
    for folder in folders.into_iter().rev() {
        writeln!(lines, "RMDir \"$INSTDIR\\{folder}\"")?;
    }
    Ok(lines)
}

fn collect(
    root: &Path,
    folder: &Path,
    files: &mut BTreeSet<String>,
    folders: &mut BTreeSet<String>,
) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.strip_prefix(root)?.to_string_lossy().replace('/', "\\").replace('$', "$$");
        if path.is_dir() {
            folders.insert(name);
            collect(root, &path, files, folders)?;
        } else {
            files.insert(name);
        }
    }
    Ok(())
}
