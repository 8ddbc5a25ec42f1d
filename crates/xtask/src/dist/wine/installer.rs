//! The installer: it installs for the user alone, the program runs, and nothing stays when it is removed.

use std::fs;
use std::path::Path;

use super::machine::{HOME, Machine, PROGRAMS};
use crate::run::Failure;

const FOLDER: &str = r"C:\users\root\AppData\Local\Programs\gongwen";
const ENVIRONMENT: &str = r"HKCU\Environment";
const VERB: &str = r"HKCU\Software\Classes\SystemFileAssociations\.toml\shell\gongwen";

/// Installs the program by its installer, uses it, and removes it again.
pub(super) fn check(machine: &Machine, setup: &Path) -> Result<(), Failure> {
    machine.cleared()?;
    fs::copy(setup, machine.folder().join("setup.exe"))?;
    // Somebody has a path of his own.
    machine
        .wine(HOME, ["reg", "add", ENVIRONMENT, "/v", "Path", "/t", "REG_EXPAND_SZ", "/d", r"C:\own", "/f"])?
        .with(0, "")?;
    machine.wine(PROGRAMS, ["setup.exe", "/S"])?.with(0, "")?;
    let inside = machine.disk().join("users/root/AppData/Local/Programs/gongwen");
    for file in ["gongwen.exe", "manual/index.html", "licenses/crates.txt", "uninstall.exe"] {
        if !inside.join(file).exists() {
            return Err(format!("the installer did not bring {file}").into());
        }
    }
    let query = |key: &str| machine.wine(HOME, ["reg", "query", key, "/s"]);
    query(ENVIRONMENT)?.with(0, &format!(r"C:\own;{FOLDER}"))?;
    query(VERB)?.with(0, r#"gongwen.exe" "%1""#)?;
    // 排成公文, as Wine keeps it.
    let registry = fs::read_to_string(machine.disk().with_file_name("user.reg"))?;
    if !registry.contains(r#"@="\x6392\x6210\x516c\x6587""#) {
        return Err("the menu of reports has no 排成公文".into());
    }
    fs::write(machine.work().join("报告.toml"), super::trials::REPORT)?;
    // As the menu runs it: the file alone.
    let program = format!(r"{FOLDER}\gongwen.exe");
    machine.wine(HOME, [program.as_str(), r"Z:\root\gongwen\work\报告.toml"])?.with(0, "")?;
    if !machine.work().join("out/报告.pdf").exists() {
        return Err("nothing was made beside the report".into());
    }
    // A second installation adds nothing to the path.
    machine.wine(PROGRAMS, ["setup.exe", "/S"])?.with(0, "")?;
    if query(ENVIRONMENT)?.out.matches(FOLDER).count() != 1 {
        return Err("the path has the folder twice".into());
    }
    fs::write(inside.join("own.txt"), "mine")?;
    // In its own folder, so that this waits for it.
    let removal = format!(r"_?={FOLDER}");
    machine.wine(HOME, [&format!(r"{FOLDER}\uninstall.exe"), "/S", &removal])?.with(0, "")?;
    let path = query(ENVIRONMENT)?;
    path.with(0, r"C:\own")?;
    if path.out.contains("gongwen") || query(VERB)?.code == Some(0) {
        return Err(format!("the registry keeps something: {}", path.out).into());
    }
    let left: Vec<String> = fs::read_dir(&inside)?
        .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
        .collect();
    // A program cannot remove itself while it runs.
    match left.iter().all(|name| name == "own.txt" || name == "uninstall.exe")
        && inside.join("own.txt").exists()
    {
        true => Ok(fs::remove_dir_all(&inside)?),
        false => Err(format!("left after removing: {left:?}").into()),
    }
}
