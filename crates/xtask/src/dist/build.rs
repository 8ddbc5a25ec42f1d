//! Building for a target, with nothing of this machine in the program.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::options::Profile;
use super::place::place;
use super::source::Source;
use super::targets::{GLIBC, Kind, Target};
use super::tools;
use crate::run::{Failure, root};

/// Builds the program of the workspace; its path.
pub(super) fn build(target: &Target, profile: Profile, source: &Source) -> Result<PathBuf, Failure> {
    build_in(&root(), &place()?.join("build"), target, profile, source)
}

/// Builds that of a folder of sources into another folder.
pub(super) fn build_in(
    sources: &Path,
    into: &Path,
    target: &Target,
    profile: Profile,
    source: &Source,
) -> Result<PathBuf, Failure> {
    let mut cargo = Command::new("cargo");
    let zig = target.kind != Kind::Windows;
    cargo.arg(if zig { "zigbuild" } else { "build" }).args([
        "--locked",
        "--quiet",
        "--profile",
        profile.name(),
    ]);
    cargo.args(["--package", "gongwen-cli", "--bin", "gongwen", "--target"]);
    let (old, new) = GLIBC;
    cargo.arg(match target.kind {
        Kind::Gnu => format!("{}.{old}.{new}", target.name),
        _ => target.name.to_owned(),
    });
    cargo.arg("--target-dir").arg(into).current_dir(sources);
    if zig {
        let mut path = vec![tools::python()?];
        path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
        cargo.env("PATH", std::env::join_paths(path)?);
    }
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags(sources, into, target)?);
    cargo.env("SOURCE_DATE_EPOCH", source.epoch.to_string());
    cargo.env("GONGWEN_COMMIT", &source.commit).env("GONGWEN_TARGET", target.full_name());
    let status = cargo.status()?;
    if !status.success() {
        return Err(format!("{} cannot be built: {status}", target.name).into());
    }
    Ok(into.join(target.name).join(profile.name()).join(target.program()))
}

/// No path of this machine and no time gets into the program.
fn flags(sources: &Path, into: &Path, target: &Target) -> Result<OsString, Failure> {
    let mut flags = Vec::new();
    let mut remap = |from: &Path, to: &str| {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    };
    remap(sources, "gongwen");
    // Where it stands below the sources, the later one counts.
    remap(into, "built");
    for registry in registries()? {
        remap(&registry, "crates");
    }
    if target.kind == Kind::Windows {
        flags.push("-Clink-arg=-Wl,--no-insert-timestamp".to_owned());
    }
    Ok(flags.join("\u{1f}").into())
}

/// The folders of unpacked crates; their names tell which registry they are from.
fn registries() -> Result<Vec<PathBuf>, Failure> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let folder = home.ok_or("neither CARGO_HOME nor HOME is set")?.join("registry/src");
    let mut found = Vec::new();
    for entry in fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        found.push(entry?.path());
    }
    found.sort();
    Ok(found)
}
