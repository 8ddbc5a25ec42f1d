//! The package for Debian, Ubuntu, UOS and Kylin on desktops.

use std::fs;
use std::path::{Path, PathBuf};

use super::contents::put;
use super::place::{out, place};
use super::root_tree;
use super::source::Source;
use super::targets::GLIBC;
use crate::run::{Failure, root, run, text};

/// Packs what `contents` has for Linux; the file.
pub(super) fn pack(contents: &Path, source: &Source) -> Result<PathBuf, Failure> {
    let folder = place()?.join("deb");
    let files = root_tree::lay(contents, &folder)?;
    let docs = folder.join("usr/share/doc/gongwen");
    put(&docs.join("copyright"), &copyright()?)?;
    let version = format!("{}-1", source.package_version());
    let date = text(&["date", "--utc", "-R", &format!("--date=@{}", source.epoch)])?;
    let log = docs.join("changelog.Debian");
    put(
        &log,
        &format!(
            "gongwen ({version}) unstable; urgency=medium\n\n  * Release {}; what is new stands in the manual's\n    changelog.\n\n -- {}  {}\n",
            source.version,
            source.maintainer,
            date.trim()
        ),
    )?;
    run(&docs, &["gzip", "--no-name", "-9", "changelog.Debian"])?;
    let size: u64 = files
        .iter()
        .filter_map(|file| fs::metadata(folder.join(file.strip_prefix("/").ok()?)).ok())
        .map(|data| data.len().div_ceil(1024))
        .sum();
    put(&folder.join("DEBIAN/control"), &control(&version, &source.maintainer, size))?;
    sums(&folder)?;
    // Whatever the mask of whoever packs.
    run(&folder, &["chmod", "-R", "u+rwX,go=rX", "."])?;
    let packed = out()?.join(format!("gongwen_{version}_amd64.deb"));
    // It takes SOURCE_DATE_EPOCH from the environment.
    let date = format!("SOURCE_DATE_EPOCH={}", source.epoch);
    let (from, to) = (folder.display().to_string(), packed.display().to_string());
    run(&root(), &["env", &date, "dpkg-deb", "--root-owner-group", "-Zxz", "--build", &from, &to])?;
    lintian(&packed)?;
    Ok(packed)
}

/// Errors end it; what it only warns of is printed.
fn lintian(packed: &Path) -> Result<(), Failure> {
    // Nobody asked for this package, and it is not Debian that ships it.
    let unasked = "initial-upload-closes-no-bugs,embedded-library";
    let packed = packed.display().to_string();
    run(&root(), &["lintian", "--allow-root", "--fail-on", "error", "--suppress-tags", unasked, &packed])
}

fn control(version: &str, maintainer: &str, size: u64) -> String {
    let (major, minor) = GLIBC;
    format!(
        "Package: gongwen
Version: {version}
Architecture: amd64
Maintainer: {maintainer}
Installed-Size: {size}
Depends: libc6 (>= {major}.{minor})
Section: text
Priority: optional
Homepage: https://crates.io/crates/gongwen
Description: structured reports to official Chinese documents
 Turns a structured work report (TOML, JSON, spreadsheets) into an official
 Chinese document in the form of GB/T 9704-2012: a DOCX to revise and a PDF
 to print. It works offline and brings its fonts along.
 .
 It also looks at finished drafts: numbers that cannot be true together,
 dates, ordinals, marks and words.
"
    )
}

/// The sums of all files, as dpkg wants them.
fn sums(folder: &Path) -> Result<(), Failure> {
    let script = "find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum > DEBIAN/md5sums";
    run(folder, &["sh", "-c", script])
}

/// Who may do what with it, in the form that Debian reads.
fn copyright() -> Result<String, Failure> {
    let indented = |file: &str| -> Result<String, Failure> {
        let text = fs::read_to_string(root().join(file))?;
        Ok(text
            .lines()
            .map(
                |line| if line.trim().is_empty() { " .\n".into() } else { format!(" {}\n", line.trim_end()) },
            )
            .collect())
    };
    Ok(format!(
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: gongwen
Comment: The crates compiled into the program, with their licences, stand in
 /usr/share/doc/gongwen/crates.txt.

Files: *
Copyright: the gongwen developers
License: Expat or Apache-2.0

Files: usr/bin/gongwen
Copyright: the gongwen developers
 the LXGW WenKai authors (embedded faces)
 the Noto CJK authors (embedded faces)
 Sun Junyi (a list of words, under the Expat licence below)
License: Expat or Apache-2.0
Comment: The embedded faces are under the SIL Open Font License 1.1:
 .
{}
License: Expat or Apache-2.0
 Either of both, as you choose: the Apache License 2.0, which is in
 /usr/share/common-licenses/Apache-2.0, or this one:
 .
{}",
        indented("crates/fonts/assets/wenkai/OFL-LXGW-WenKai.txt")?,
        indented("LICENSE-MIT")?
    ))
}
