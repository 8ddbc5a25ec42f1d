//! The DOCX as LibreOffice lays it out, with the embedded faces under the official names: the same pages, the same lines.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongwen::style::FaceRole;

use super::libreoffice_copy;
use super::lines::{self, Page, tight};
use super::made::Made;
use super::witness::{KNOWN, Witness};
use crate::run::{Failure, root};

/// Of all lines of body text at least so many break at the same character.
const SHARE: f64 = 0.97;

#[allow(clippy::print_stdout)]
pub(crate) fn compare(made: &[Made], folder: &Path, faults: &mut Vec<String>) -> Result<(), Failure> {
    let out = folder.join("libreoffice");
    let (mut all, mut alike) = (0, 0);
    for one in made {
        let theirs = lines::of(&out.join(format!("{}.pdf", one.name)))?;
        let ours = lines::of(&one.pdf)?;
        let known = KNOWN.iter().any(|it| it.witness == Witness::LibreOffice && it.document == one.name);
        if ours.len() != theirs.len() && !known {
            faults.push(format!("{}: {} pages here, {} in LibreOffice", one.name, ours.len(), theirs.len()));
        }
        let (our_ends, our_text) = ends(&ours);
        let (their_ends, their_text) = ends(&theirs);
        let same = our_ends.intersection(&their_ends).count();
        println!("{}: {same} of {} lines break alike in LibreOffice", one.name, our_ends.len());
        let differ = difference(&ours, &theirs);
        if let Some(differ) = &differ {
            println!("{differ}");
        }
        if our_text != their_text && !known {
            let differ = differ.unwrap_or_default();
            faults.push(format!("{}: the texts of the PDF and of the DOCX differ:{differ}", one.name));
        }
        all += our_ends.len();
        alike += same;
    }
    let share = f64::from(u32::try_from(alike)?) / f64::from(u32::try_from(all)?);
    println!("LibreOffice breaks {:.1} % of {all} lines at the same character", share * 100.0);
    if share < SHARE {
        faults.push(format!("only {:.1} % of the lines break alike in LibreOffice", share * 100.0));
    }
    Ok(())
}

/// Where lines end, counted in characters of the whole text, and the text.
fn ends(pages: &[Page]) -> (BTreeSet<usize>, String) {
    let (mut ends, mut text, mut count) = (BTreeSet::new(), String::new(), 0);
    for line in pages.iter().flat_map(|page| &page.lines) {
        let line = tight(&line.text);
        count += line.chars().count();
        text.push_str(&line);
        ends.insert(count);
    }
    (ends, text)
}

/// How many of the first lines that differ are shown.
const SHOWN: usize = 3;

/// The first page whose lines differ, and the first of these.
fn difference(ours: &[Page], theirs: &[Page]) -> Option<String> {
    let texts = |pages: &[Page], page: usize| -> Vec<String> {
        pages
            .get(page)
            .map_or_else(Vec::new, |page| page.lines.iter().map(|line| tight(&line.text)).collect())
    };
    (0..ours.len().max(theirs.len())).find_map(|page| {
        let (ours, theirs) = (texts(ours, page), texts(theirs, page));
        let line = (0..ours.len().max(theirs.len())).find(|line| ours.get(*line) != theirs.get(*line))?;
        let mut text = String::new();
        for line in line..line + SHOWN {
            if line >= ours.len().max(theirs.len()) {
                break;
            }
            let shown = |lines: &[String]| lines.get(line).cloned().unwrap_or_else(|| "–".to_owned());
            let (page, line) = (page + 1, line + 1);
            let _ = write!(text, "\n  page {page} line {line} PDF:  {}", shown(&ours));
            let _ = write!(text, "\n  page {page} line {line} DOCX: {}", shown(&theirs));
        }
        Some(text)
    })
}

/// Lays out every DOCX.
pub(crate) fn convert(made: &[Made], folder: &Path) -> Result<(), Failure> {
    let files: Vec<PathBuf> = made.iter().map(|one| one.docx.clone()).collect();
    convert_files(&files, folder)
}

/// Lays out these files in one start of LibreOffice.
pub(crate) fn convert_files(files: &[PathBuf], folder: &Path) -> Result<(), Failure> {
    let out = folder.join("libreoffice");
    fs::create_dir_all(&out)?;
    let config = folder.join("fonts.conf");
    fs::write(&config, fontconfig(folder))?;
    let profile = folder.join("libreoffice-profile");
    let mut command = Command::new("soffice");
    command
        .env("FONTCONFIG_FILE", &config)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(out)
        .args(libreoffice_copy::copies(files, &folder.join("libreoffice-copies"))?);
    let said = command.output()?;
    if !said.status.success() {
        return Err(format!("soffice failed: {}", String::from_utf8_lossy(&said.stderr)).into());
    }
    Ok(())
}

/// Only the embedded faces, each under the official name of its role.
fn fontconfig(folder: &Path) -> String {
    let mut config = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>\
         <dir>{}</dir><cachedir>{}</cachedir>",
        root().join("crates/fonts/assets").display(),
        folder.join("fontconfig-cache").display()
    );
    for (role, family) in FaceRole::ALL.into_iter().zip(FAMILIES) {
        config.push_str(&format!(
            "<match target=\"pattern\"><test name=\"family\"><string>{}</string></test>\
             <edit name=\"family\" mode=\"assign\" binding=\"same\"><string>{family}</string></edit></match>",
            role.official_name()
        ));
    }
    config + "</fontconfig>"
}

const FAMILIES: [&str; 5] =
    ["Gongwen FangSong", "Gongwen KaiTi", "Gongwen HeiTi", "Gongwen XiaoBiaoSong", "Gongwen Song"];
