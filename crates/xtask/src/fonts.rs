//! `cargo xtask fonts`: makes the embedded faces anew from pinned packages, in a quarter of an hour.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::run::{Failure, root, run};

/// A package, the file it arrives as, and the hash of that file.
struct Package {
    command: &'static [&'static str],
    file: &'static str,
    sha256: &'static str,
}

const PACKAGES: &[Package] = &[
    Package {
        command: &["apt-get", "download", "fonts-lxgw-wenkai=1.250+repack-1"],
        file: "fonts-lxgw-wenkai_1.250+repack-1_all.deb",
        sha256: "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318",
    },
    Package {
        command: &["npm", "pack", "--silent", "@expo-google-fonts/noto-sans-sc@0.4.3"],
        file: "expo-google-fonts-noto-sans-sc-0.4.3.tgz",
        sha256: "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
    },
    Package {
        command: &["npm", "pack", "--silent", "@expo-google-fonts/noto-serif-sc@0.4.3"],
        file: "expo-google-fonts-noto-serif-sc-0.4.3.tgz",
        sha256: "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
    },
];

const FONTTOOLS: &str = "fonttools==4.68.0";

/// Fetches, checks, makes, and records the hashes of what was made.
pub(crate) fn make() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let at = folder.path();
    for package in PACKAGES {
        run(at, package.command)?;
        let hash = sha256(&at.join(package.file))?;
        if hash != package.sha256 {
            return Err(
                format!("{}: SHA-256 is {hash}, {} was expected", package.file, package.sha256).into()
            );
        }
    }
    run(at, &["dpkg-deb", "-x", PACKAGES[0].file, "debian"])?;
    fs::create_dir(at.join("inputs"))?;
    for package in &PACKAGES[1..] {
        run(
            at,
            &["tar", "xzf", package.file, "--strip-components=2", "-C", "inputs", "--wildcards", "*.ttf"],
        )?;
    }
    for name in ["LXGWWenKaiMono-Light.ttf", "LXGWWenKaiMono-Regular.ttf"] {
        fs::copy(
            at.join("debian/usr/share/fonts/truetype/lxgw-wenkai").join(name),
            at.join("inputs").join(name),
        )?;
    }
    run(at, &["python3", "-m", "venv", "venv"])?;
    run(at, &["venv/bin/pip", "install", "--quiet", FONTTOOLS])?;

    let root = root();
    let assets = root.join("crates/fonts/assets");
    let text = |path: &Path| path.display().to_string();
    let script = text(&root.join("crates/xtask/fonts/make.py"));
    let characters = text(&root.join("crates/fonts/data/tongyong-8105.txt"));
    run(at, &["venv/bin/python", "-B", &script, "inputs", &text(&assets), &characters])?;

    for folder in ["noto", "wenkai"].map(|name| assets.join(name)) {
        let mut sums = String::new();
        let mut names: Vec<_> = fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        names.sort();
        for path in names.iter().filter(|path| path.extension().is_some_and(|extension| extension == "ttf")) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            writeln!(sums, "{}  {name}", sha256(path)?)?;
        }
        fs::write(folder.join("SHA256SUMS"), sums)?;
    }
    Ok(())
}

fn sha256(path: &Path) -> Result<String, Failure> {
    let mut hex = String::new();
    for byte in Sha256::digest(fs::read(path)?) {
        write!(hex, "{byte:02x}")?;
    }
    Ok(hex)
}
