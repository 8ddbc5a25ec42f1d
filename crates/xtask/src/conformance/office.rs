//! The DOCX as LibreOffice lays it out, with the embedded faces under the official names: the same pages, the same lines.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use gongwen::style::FaceRole;

use super::Made;
use super::lines;
use crate::run::{Failure, root};

/// Of all lines of body text at least so many break at the same character.
const SHARE: f64 = 0.97;

#[allow(clippy::print_stdout)]
pub(crate) fn compare(made: &[Made], folder: &Path, faults: &mut Vec<String>) -> Result<(), Failure> {
    let out = folder.join("libreoffice");
    fs::create_dir_all(&out)?;
    convert(made, folder, &out)?;
    let (mut all, mut alike) = (0, 0);
    for one in made {
        let theirs = lines::of(&out.join(format!("{}.pdf", one.name)))?;
        let ours = lines::of(&one.pdf)?;
        if ours.len() != theirs.len() {
            faults.push(format!("{}: {} pages here, {} in LibreOffice", one.name, ours.len(), theirs.len()));
        }
        let (our_ends, our_text) = ends(ours);
        let (their_ends, their_text) = ends(theirs);
        if our_text != their_text {
            let at = our_text.chars().zip(their_text.chars()).take_while(|(one, other)| one == other).count();
            let near = |text: &str| text.chars().skip(at.saturating_sub(10)).take(30).collect::<String>();
            faults.push(format!(
                "{}: the text of the PDF and of the DOCX differ at character {at}: {:?} and {:?}",
                one.name,
                near(&our_text),
                near(&their_text)
            ));
        }
        let same = our_ends.intersection(&their_ends).count();
        println!("{}: {same} of {} lines break alike in LibreOffice", one.name, our_ends.len());
        if super::open(&one.name).is_none() {
            all += our_ends.len();
            alike += same;
        }
    }
    let share = f64::from(u32::try_from(alike)?) / f64::from(u32::try_from(all)?);
    println!("LibreOffice breaks {:.1} % of {all} lines at the same character", share * 100.0);
    if share < SHARE {
        faults.push(format!("only {:.1} % of the lines break alike in LibreOffice", share * 100.0));
    }
    Ok(())
}

/// Where lines end, counted in characters of the whole text, and the text.
fn ends(pages: Vec<Vec<lines::Line>>) -> (BTreeSet<usize>, String) {
    let (mut ends, mut text, mut count) = (BTreeSet::new(), String::new(), 0);
    for page in pages {
        for line in lines::type_area(page).0 {
            let line: String = line.text.chars().filter(|character| !character.is_whitespace()).collect();
            count += line.chars().count();
            text.push_str(&line);
            ends.insert(count);
        }
    }
    (ends, text)
}

fn convert(made: &[Made], folder: &Path, out: &Path) -> Result<(), Failure> {
    let config = folder.join("fonts.conf");
    fs::write(&config, fontconfig(folder))?;
    let profile = folder.join("libreoffice-profile");
    let mut command = Command::new("soffice");
    command
        .env("FONTCONFIG_FILE", &config)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(out)
        .args(made.iter().map(|one| &one.docx));
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
