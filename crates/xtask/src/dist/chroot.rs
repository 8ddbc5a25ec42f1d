//! Old systems in folders of their own: a package is installed there, used and removed, and the program makes its bytes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::place::place;
use super::same::{self, Runner};
use crate::run::{Failure, output, root, text};

/// Releases of Debian, oldest first, with their glibc.
const SUITES: [(&str, &str); 3] = [("buster", "2.28"), ("bullseye", "2.31"), ("bookworm", "2.36")];

/// The oldest release that can be had, unpacked.
#[allow(clippy::print_stdout)]
pub(super) fn oldest() -> Result<PathBuf, Failure> {
    let mut failed = Vec::new();
    for (suite, glibc) in SUITES {
        match bootstrapped(suite, &[]) {
            Ok(folder) => {
                println!("the oldest Debian that can be had is {suite}, with glibc {glibc}");
                return Ok(folder);
            }
            Err(error) => failed.push(format!("{suite}: {error}")),
        }
    }
    Err(format!("no old Debian can be had: {}", failed.join("; ")).into())
}

/// A release of Debian with these packages in a folder; made on first use from where this machine has its packages.
pub(super) fn bootstrapped(suite: &str, packages: &[&str]) -> Result<PathBuf, Failure> {
    let folder = place()?.join("systems").join(suite);
    let done = folder.join("made.txt");
    if fs::read_to_string(&done).is_ok_and(|text| text == packages.join(",")) {
        return Ok(folder);
    }
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let (path, more) = (folder.display().to_string(), format!("--include={}", packages.join(",")));
    let mirror = mirror()?;
    let mut words = vec!["debootstrap", "--variant=minbase"];
    words.extend(Some(more.as_str()).filter(|_| !packages.is_empty()));
    words.extend([suite, path.as_str(), mirror.as_str()]);
    let made = output(&words)?;
    if !made.status.success() {
        let said = String::from_utf8_lossy(&made.stdout).into_owned();
        let last = said.lines().rev().find(|line| line.starts_with("E:")).unwrap_or("debootstrap failed");
        return Err(format!("{last} (it needs root and a network)").into());
    }
    fs::write(done, packages.join(","))?;
    Ok(folder)
}

/// Where apt has its packages from.
fn mirror() -> Result<String, Failure> {
    let listed = text(&["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"])?;
    let mirror = listed.lines().find(|line| !line.contains("security"));
    Ok(mirror.ok_or("apt knows no source of packages: apt-get update")?.to_owned())
}

/// A command in such a system, with `/proc`, in mounts that nobody else sees.
pub(super) fn command(system: &Path, folder: &str, words: &[&str]) -> Command {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--fork", "--pid", "sh", "-c"]);
    command.arg("mount -t proc proc \"$0/proc\" && folder=\"$1\" && shift && exec chroot \"$0\" sh -c 'cd \"$0\" && exec \"$@\"' \"$folder\" \"$@\"");
    command.arg(system).arg(folder).args(words);
    command
        .env_clear()
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .env("HOME", "/root")
        .env("LANG", "C.UTF-8");
    command
}

fn inside(system: &Path, words: &[&str]) -> Result<String, Failure> {
    let ended = command(system, "/root", words).output()?;
    let said = String::from_utf8_lossy(&ended.stdout).into_owned() + &String::from_utf8_lossy(&ended.stderr);
    if ended.status.success() { Ok(said) } else { Err(format!("{}: {said}", words.join(" ")).into()) }
}

/// Installs a package, uses it, and removes it; nothing of it stays.
#[allow(clippy::print_stdout)]
pub(super) fn installed(system: &Path, deb: &Path) -> Result<(), Failure> {
    fs::copy(deb, system.join("root/gongwen.deb"))?;
    fs::copy(root().join("fixtures/reports/jinjiang-2024.toml"), system.join("root/report.toml"))?;
    inside(system, &["dpkg", "-i", "gongwen.deb"])?;
    let version = inside(system, &["gongwen", "--version"])?;
    let made = inside(system, &["gongwen", "render", "report.toml", "--fonts", "embedded", "-o", "made"])?;
    if !system.join("root/made/report.pdf").exists() || !version.starts_with("gongwen ") {
        return Err(format!("the installed program made nothing: {version}{made}").into());
    }
    if !system.join("usr/share/bash-completion/completions/gongwen").exists() {
        return Err("no completions".into());
    }
    inside(system, &["dpkg", "--purge", "gongwen"])?;
    fs::remove_dir_all(system.join("root/made"))?;
    match system.join("usr/bin/gongwen").exists() || system.join("usr/share/doc/gongwen/manual").exists() {
        true => Err("the package was removed and left files".into()),
        false => {
            println!("the .deb was installed, used and removed in {}", system.display());
            Ok(())
        }
    }
}

/// A program in an old system.
struct Old<'s> {
    system: &'s Path,
}

impl Runner for Old<'_> {
    fn name(&self) -> String {
        format!("run in a chroot of Debian {}", self.system.file_name().unwrap_or_default().display())
    }

    fn command(&self) -> Command {
        command(self.system, "/root/same", &["/root/gongwen"])
    }

    fn folder(&self) -> Option<PathBuf> {
        Some(self.system.join("root/same"))
    }
}

/// That the program makes there what it makes here.
#[allow(clippy::print_stdout)]
pub(super) fn same(system: &Path, program: &Path) -> Result<(), Failure> {
    fs::copy(program, system.join("root/gongwen"))?;
    fs::create_dir_all(system.join("root/same"))?;
    let old = Old { system };
    let (made, wanted) = (same::made(&old)?, same::made(&same::Native(program.to_owned()))?);
    same::check(&made, &wanted)?;
    println!("{} files, the bytes of this machine, {}", made.len(), old.name());
    Ok(())
}
