//! `cargo xtask sheet`: every page of every fixture as one picture, the PDF above and the Word file as LibreOffice lays it
//! out below, from what `cargo xtask conformance` left behind.

use std::fs;
use std::path::{Path, PathBuf};

use crate::run::{Failure, root, run};

/// Dots per inch: pages can be told apart, and all of them stay below 2 MB.
const DPI: &str = "17";
/// Pages side by side.
const ACROSS: usize = 22;
const CELL: &str = "141x200>+2+2";
const GROUND: &str = "#d8d8d8";
/// In the repository, so that it looks the same on every machine.
const FACE: &str = "crates/fonts/assets/noto/GongwenHeiTi.ttf";
const TARGET: &str = "docs/images/forms.png";

/// Draws the sheet.
#[allow(clippy::print_stdout)]
pub(crate) fn draw() -> Result<(), Failure> {
    let made = root().join("target/conformance");
    let names = names(&made)?;
    let folder = made.join("sheet");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let mut blocks = Vec::new();
    for name in &names {
        blocks.push(block(&made, &folder, name)?);
    }
    // As many documents in a row as have room.
    let mut rows: Vec<(usize, Vec<&Path>)> = Vec::new();
    for (path, pages) in &blocks {
        match rows.last_mut() {
            Some((wide, row)) if *wide + pages <= ACROSS => {
                *wide += pages;
                row.push(path);
            }
            _ => rows.push((*pages, vec![path])),
        }
    }
    let mut strips = Vec::new();
    for (index, (_, row)) in rows.iter().enumerate() {
        let strip = folder.join(format!("row-{index:02}.png"));
        imagemagick(
            "convert",
            &[&paths(row)[..], &words(&["-background", GROUND, "+append"])].concat(),
            &strip,
        )?;
        strips.push(strip);
    }
    let strips: Vec<&Path> = strips.iter().map(PathBuf::as_path).collect();
    let whole = ["-background", GROUND, "-append", "+dither", "-colors", "32", "-depth", "8", "-strip"];
    imagemagick("convert", &[&paths(&strips)[..], &words(&whole)].concat(), &root().join(TARGET))?;
    let size = fs::metadata(root().join(TARGET))?.len();
    println!("{TARGET}: {} documents, {} kB", names.len(), size / 1000);
    Ok(())
}

/// Documents of which there are both files.
fn names(made: &Path) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    if made.exists() {
        for entry in fs::read_dir(made)? {
            let path = entry?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let both = made.join("libreoffice").join(format!("{name}.pdf")).exists();
            if both && path.extension().is_some_and(|extension| extension == "pdf") {
                names.push(name);
            }
        }
    }
    names.sort();
    if names.is_empty() {
        Err("nothing to draw: run cargo xtask conformance first".into())
    } else {
        Ok(names)
    }
}

/// Both files of a document below each other, its name above them; gives the picture and how many pages wide it is.
fn block(made: &Path, folder: &Path, name: &str) -> Result<(PathBuf, usize), Failure> {
    let ours = pages(&made.join(format!("{name}.pdf")), folder, &format!("{name}-pdf"))?;
    let theirs = pages(&made.join(format!("libreoffice/{name}.pdf")), folder, &format!("{name}-docx"))?;
    let across = ours.len().max(theirs.len());
    let mut arguments = words(&["-font", &root().join(FACE).to_string_lossy(), "-pointsize", "11"]);
    arguments.extend(words(&["-title", name, "-background", GROUND, "-geometry", CELL]));
    arguments.extend(words(&["-depth", "8"]));
    arguments.extend(words(&["-tile", &format!("{across}x2")]));
    for pages in [ours, theirs] {
        let missing = across - pages.len();
        arguments.extend(pages);
        arguments.extend(std::iter::repeat_n("null:".to_owned(), missing));
    }
    let target = folder.join(format!("{name}.png"));
    imagemagick("montage", &arguments, &target)?;
    Ok((target, across))
}

/// A picture of each page, in order.
fn pages(pdf: &Path, folder: &Path, stem: &str) -> Result<Vec<String>, Failure> {
    let prefix = folder.join(stem);
    run(&root(), &["pdftoppm", "-r", DPI, "-png", &pdf.to_string_lossy(), &prefix.to_string_lossy()])?;
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let number = file.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-'));
        if number
            .is_some_and(|rest| rest.trim_end_matches(".png").chars().all(|digit| digit.is_ascii_digit()))
        {
            pages.push(path.to_string_lossy().into_owned());
        }
    }
    pages.sort();
    Ok(pages)
}

fn imagemagick(program: &str, arguments: &[String], target: &Path) -> Result<(), Failure> {
    let target = target.to_string_lossy();
    let words: Vec<&str> =
        [program].into_iter().chain(arguments.iter().map(String::as_str)).chain([target.as_ref()]).collect();
    run(&root(), &words).map_err(|error| format!("{error} (apt-get install imagemagick)").into())
}

fn paths(paths: &[&Path]) -> Vec<String> {
    paths.iter().map(|path| path.to_string_lossy().into_owned()).collect()
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
