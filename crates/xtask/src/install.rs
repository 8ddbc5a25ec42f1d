//! `cargo xtask install`: the program that somebody installs from the registry, out of the packages alone.
//!
//! The packages are unpacked into a folder that stands in for the registry, beside the crates of others that they name; an
//! empty home of cargo knows nothing else, and no network. What is installed so renders the real report, and its files are
//! those that the program of the workspace makes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::run::{Failure, root, run, target, text};

/// Makes the packages of all crates that go to the registry.
pub(crate) const PACKAGE: &[&str] = &[
    "cargo",
    "package",
    "--quiet",
    "--workspace",
    "--exclude",
    "xtask",
    "--exclude",
    "gongwen-tests",
    "--exclude",
    "gongwen-wasm",
    "--no-verify",
    "--allow-dirty",
];

const REPORT: &str = "fixtures/reports/jinjiang-2024.toml";

/// Installs from the packages that [`PACKAGE`] has made, and compares with `program`.
#[allow(clippy::print_stdout)]
pub(crate) fn check(program: &Path) -> Result<(), Failure> {
    let place = target()?.join("install");
    let (vendor, home) = (place.join("registry"), place.join("home"));
    for folder in [&vendor, &home] {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }
    let packages = registry(&vendor)?;
    let source = format!(
        "[source.crates-io]\nreplace-with = 'folder'\n[source.folder]\ndirectory = '{}'\n",
        vendor.display()
    );
    fs::write(home.join("config.toml"), source)?;

    // From outside of the repository, whose settings would be read otherwise. What was compiled is kept: the next time only
    // our own crates are compiled.
    let outside = tempfile::tempdir()?;
    let installed = outside.path().join("installed");
    let mut cargo = Command::new("cargo");
    cargo
        .args(["install", "gongwen-cli", "--debug", "--locked", "--offline", "--quiet", "--root"])
        .arg(&installed);
    cargo.arg("--target-dir").arg(place.join("target")).env("CARGO_HOME", &home).current_dir(outside.path());
    let status = cargo.status()?;
    if !status.success() {
        return Err(format!("the packages cannot be installed: {status}").into());
    }
    let (theirs, ours) = (outside.path().join("theirs"), outside.path().join("ours"));
    for (program, out) in [(installed.join("bin/gongwen"), &theirs), (program.to_path_buf(), &ours)] {
        let words = [
            &*program.to_string_lossy(),
            "render",
            REPORT,
            "--fonts",
            "embedded",
            "-o",
            &*out.to_string_lossy(),
        ];
        run(&root(), &words)?;
    }
    let mut files = 0;
    for entry in fs::read_dir(&ours)? {
        let name = entry?.file_name();
        if fs::read(theirs.join(&name))? != fs::read(ours.join(&name))? {
            return Err(format!("the installed program makes another {}", name.display()).into());
        }
        files += 1;
    }
    if files != 2 {
        return Err(format!("{files} files instead of two").into());
    }
    println!("installed from {packages} packages of ours; its files are the same");
    Ok(())
}

/// Fills the folder that stands in for the registry; how many crates in it are ours.
fn registry(vendor: &Path) -> Result<usize, Failure> {
    let metadata = text(&["cargo", "metadata", "--locked", "--format-version", "1"])?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let word = |package: &Value, field: &str| package[field].as_str().unwrap_or_default().to_owned();
    let (mut ours, mut named) = (0, BTreeSet::new());
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let folder = format!("{}-{}", word(package, "name"), word(package, "version"));
        if package["source"].is_null() && package["publish"].is_null() {
            let packed = target()?.join("package").join(format!("{folder}.crate"));
            let bytes = fs::read(&packed).map_err(|error| format!("{}: {error}", packed.display()))?;
            run(vendor, &["tar", "-xzf", &packed.to_string_lossy()])?;
            let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            seal(&vendor.join(&folder), &hash)?;
            ours += 1;
        } else if !package["source"].is_null() {
            let manifest = PathBuf::from(word(package, "manifest_path"));
            named.insert((folder, manifest.parent().unwrap_or(Path::new("")).to_path_buf()));
        }
    }
    let lock = fs::read_to_string(root().join("Cargo.lock"))?;
    for (folder, source) in named {
        let place = vendor.join(&folder);
        fs::create_dir(&place)?;
        for entry in fs::read_dir(&source)? {
            let entry = entry?;
            link(&entry.path(), &place.join(entry.file_name()))?;
        }
        seal(&place, &checksum(&lock, &folder).ok_or_else(|| format!("{folder} is not in Cargo.lock"))?)?;
    }
    Ok(ours)
}

/// The checksum of a crate of others, `name-version`, as the lock file has it.
fn checksum(lock: &str, folder: &str) -> Option<String> {
    lock.split("[[package]]").find_map(|package| {
        let word = |key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")))?;
            line.strip_suffix('"')
        };
        let named = folder == format!("{}-{}", word("name")?, word("version")?);
        named.then(|| word("checksum").map(str::to_owned)).flatten()
    })
}

/// What cargo wants to find in each crate of such a folder.
fn seal(folder: &Path, checksum: &str) -> Result<(), Failure> {
    Ok(fs::write(
        folder.join(".cargo-checksum.json"),
        format!("{{\"files\":{{}},\"package\":\"{checksum}\"}}"),
    )?)
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Result<(), Failure> {
    Ok(std::os::unix::fs::symlink(from, to)?)
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Result<(), Failure> {
    Err("made for systems with links".into())
}
