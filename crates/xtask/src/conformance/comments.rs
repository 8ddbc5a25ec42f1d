//! Comments and tracked changes that `gongwen check` writes into Word files: valid, and LibreOffice finds as many as were
//! written.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use gongwen::Language;
use gongwen::check::{Finding, Options, Span, check as look};
use gongwen::draft::WordDraft;
use zip::ZipArchive;

use super::made::Made;
use super::validators;
use crate::run::Failure;

/// Files of every kind of form, and what stands in them: tables, notes, fields, boxes.
const EVERY: usize = 9;

/// Writes, validates, and has them counted.
#[allow(clippy::print_stdout)]
pub(crate) fn check(made: &[Made], folder: &Path, faults: &mut Vec<String>) -> Result<(), Failure> {
    let folder = folder.join("commented");
    fs::create_dir_all(&folder)?;
    let (mut files, mut counts) = (Vec::new(), Vec::new());
    for one in made.iter().step_by(EVERY) {
        let bytes = fs::read(&one.docx)?;
        let draft = WordDraft::read(&bytes).map_err(|found| found.message.en)?;
        let findings = findings(&draft);
        let commented =
            draft.commented(&bytes, &findings, Language::Chinese).map_err(|found| found.message.en)?;
        let count = findings.len() - commented.left.len();
        let file = folder.join(format!("{}.docx", one.name));
        fs::write(&file, commented.bytes)?;
        files.push((format!("{} with comments", one.name), file));
        counts.push(count);

        let fixes = fixes(&draft);
        let changed = draft.changed(&bytes, &fixes).map_err(|found| found.message.en)?;
        let file = folder.join(format!("{}-changed.docx", one.name));
        fs::write(&file, changed.bytes)?;
        files.push((format!("{} with changes", one.name), file));
        counts.push(0);
    }
    validators::ooxml_files(&files, faults)?;
    let paths: Vec<PathBuf> = files.iter().map(|(_, path)| path.clone()).collect();
    let found = counted(&paths, &folder)?;
    for (((name, _), wanted), found) in files.iter().zip(&counts).zip(&found) {
        if wanted != found {
            faults.push(format!("{name}: LibreOffice finds {found} comments of {wanted}"));
        }
    }
    println!("comments and changes: {} files, {} comments", files.len(), counts.iter().sum::<usize>());
    Ok(())
}

/// What is found, and a finding in the middle of every paragraph.
fn findings(draft: &WordDraft) -> Vec<Finding> {
    let mut found = look(&draft.text, &Options { advice: true, ..Options::default() }).findings;
    for (index, paragraph) in draft.text.paragraphs.iter().enumerate() {
        let points: Vec<usize> = paragraph.text.char_indices().map(|(at, _)| at).collect();
        let (Some(start), Some(end)) = (points.get(points.len() / 3), points.get(points.len() * 2 / 3))
        else {
            continue;
        };
        if start < end {
            found.push(Finding::hint("advice/length", Span::new(index, *start, *end), "看一看", "look"));
        }
    }
    found
}

/// One character of every paragraph is another.
fn fixes(draft: &WordDraft) -> Vec<(Span, String)> {
    let one = |(index, paragraph): (usize, &gongwen::check::Paragraph)| {
        let (start, character) = paragraph.text.char_indices().nth(paragraph.text.chars().count() / 2)?;
        Some((Span::new(index, start, start + character.len_utf8()), "某某".to_owned()))
    };
    draft.text.paragraphs.iter().enumerate().filter_map(one).collect()
}

/// How many comments LibreOffice reads in each file.
fn counted(files: &[PathBuf], folder: &Path) -> Result<Vec<usize>, Failure> {
    let out = folder.join("read");
    fs::create_dir_all(&out)?;
    let profile = folder.join("libreoffice-profile");
    let said = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "odt", "--outdir"])
        .arg(&out)
        .args(files)
        .output()?;
    if !said.status.success() {
        return Err(format!("soffice failed: {}", String::from_utf8_lossy(&said.stderr)).into());
    }
    let mut counts = Vec::new();
    for file in files {
        let name = Path::new(file.file_name().ok_or("a file without a name")?).with_extension("odt");
        let mut content = String::new();
        ZipArchive::new(File::open(out.join(name))?)?.by_name("content.xml")?.read_to_string(&mut content)?;
        counts.push(content.matches("<office:annotation ").count());
    }
    Ok(counts)
}
