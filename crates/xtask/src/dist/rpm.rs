//! The package for openEuler and Kylin on servers.

use std::fs;
use std::path::{Path, PathBuf};

use super::place::{out, place};
use super::root_tree;
use super::source::Source;
use crate::run::{Failure, root, run};

/// Packs what `contents` has for Linux; the file.
pub(super) fn pack(contents: &Path, source: &Source) -> Result<PathBuf, Failure> {
    let folder = place()?.join("rpm");
    let tree = folder.join("tree");
    let files = root_tree::lay(contents, &tree)?;
    // Where Red Hat and its kin look for scripts of zsh.
    let (from, to) = ("usr/share/zsh/vendor-completions", "usr/share/zsh/site-functions");
    fs::rename(tree.join(from), tree.join(to))?;
    let listed: Vec<String> =
        files.iter().map(|file| format!("\"{}\"\n", file.display()).replace(from, to)).collect();
    let spec = folder.join("gongwen.spec");
    fs::write(&spec, self::spec(source, &tree, &listed.concat()))?;
    let (top, spec) = (format!("_topdir {}", folder.display()), spec.display().to_string());
    let date = format!("SOURCE_DATE_EPOCH={}", source.epoch);
    run(
        &root(),
        &["env", &date, "rpmbuild", "--quiet", "-bb", "--target", "x86_64", "--define", &top, &spec],
    )?;
    let name = format!("gongwen-{}-1.x86_64.rpm", source.package_version());
    let packed = out()?.join(&name);
    fs::copy(folder.join("RPMS/x86_64").join(&name), &packed)?;
    Ok(packed)
}

/// Installs it into an empty folder with a database of its own, has it make something, and removes it.
#[allow(clippy::print_stdout)]
pub(super) fn installed(packed: &Path) -> Result<(), Failure> {
    let inside = tempfile::tempdir()?;
    let (at, packed) = (inside.path().display().to_string(), packed.display().to_string());
    // There is no glibc in an empty folder; everything else is asked for.
    run(&root(), &["rpm", "--root", &at, "--nodeps", "-i", &packed])?;
    let program = inside.path().join("usr/bin/gongwen").display().to_string();
    let report = root().join("fixtures/reports/jinjiang-2024.toml").display().to_string();
    run(inside.path(), &[&program, "render", &report, "--fonts", "embedded"])?;
    run(&root(), &["rpm", "--root", &at, "--verify", "--nodeps", "gongwen"])?;
    run(&root(), &["rpm", "--root", &at, "-e", "gongwen"])?;
    match Path::new(&program).exists() {
        false => println!("the .rpm was installed, used and removed"),
        true => return Err("the .rpm was removed and its program is still there".into()),
    }
    Ok(())
}

fn spec(source: &Source, tree: &Path, files: &str) -> String {
    format!(
        "Name: gongwen
Version: {}
Release: 1
Summary: Structured reports to official Chinese documents
License: (MIT OR Apache-2.0) AND OFL-1.1
URL: https://crates.io/crates/gongwen
# What rpm of ten years reads.
%define _binary_payload w9.gzdio
%define _build_id_links none
%define __os_install_post %{{nil}}
%define debug_package %{{nil}}
%define _buildhost localhost
%define use_source_date_epoch_as_buildtime 1
%define clamp_mtime_to_source_date_epoch 1

%description
Turns a structured work report into an official Chinese document in the form
of GB/T 9704-2012: a DOCX to revise and a PDF to print. It works offline and
brings its fonts along.

%install
cp -a '{}/.' %{{buildroot}}

%files
%defattr(-,root,root)
{files}",
        source.package_version(),
        tree.display()
    )
}
