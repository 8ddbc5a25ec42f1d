//! ONLYOFFICE, as its document builder lays files out. It is run as a tool and no part of this program.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::run::{Failure, root, run};

const BUILDER: &str = "document-builder==10.0.0.170";
const FONT_TOOLS: &str = "fonttools==4.68.0";
/// Edits Word files as a colleague would.
const EDITOR: &str = "python-docx==1.2.0";
const SCRIPT: &str = include_str!("onlyoffice.py");

fn folder() -> PathBuf {
    root().join("target/conformance-tools/onlyoffice")
}

/// The Python that has the tools of the witnesses.
pub(crate) fn python() -> PathBuf {
    folder().join("venv/bin/python")
}

/// Installs the builder and puts the embedded faces under their official names beside it.
pub(super) fn prepare() -> Result<(), Failure> {
    let folder = folder();
    let python = python();
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("onlyoffice.py"), SCRIPT)?;
    let python = python.to_string_lossy();
    let wanted = format!("{BUILDER} {FONT_TOOLS} {EDITOR}");
    if fs::read_to_string(folder.join("ready")).unwrap_or_default() != wanted {
        run(&folder, &["python3", "-m", "venv", "venv"])?;
        run(&folder, &[&python, "-m", "pip", "install", "--quiet", BUILDER, FONT_TOOLS, EDITOR])?;
        fs::write(folder.join("ready"), wanted)?;
    }
    let assets = root().join("crates/fonts/assets");
    run(&folder, &[&python, "onlyoffice.py", "faces", &assets.to_string_lossy(), "faces"])
}

/// Makes a PDF of each file in `out`.
pub(super) fn convert(files: &[PathBuf], out: &Path) -> Result<(), Failure> {
    let folder = folder();
    let mut command = Command::new("unshare");
    command.arg("--mount");
    if fs::metadata("/proc/self")?.uid() != 0 {
        command.args(["--user", "--map-root-user"]);
    }
    // It looks for faces in one place only, so ours are put there, where nobody else sees it.
    let script = "mount --bind \"$0/faces\" /usr/share/fonts && \"$0/venv/bin/python\" \"$0/onlyoffice.py\" convert \"$@\"";
    let said = command.args(["sh", "-c", script]).arg(&folder).arg(out).args(files).output()?;
    if said.status.success() {
        return Ok(());
    }
    let words = String::from_utf8_lossy(&said.stderr);
    Err(format!("ONLYOFFICE failed: {words}; it needs unshare of util-linux, and root or user namespaces")
        .into())
}
