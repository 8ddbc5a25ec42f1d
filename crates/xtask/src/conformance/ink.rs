//! The ink of name and date under a seal 印章 or signature stamp 签名章 whose picture is opaque, as scanners and telephones make
//! them: as much of it is to be seen in both files as without the picture.

use std::fs;
use std::path::{Path, PathBuf};

use gongwen::{Fonts, Picture, Press, Report};

use super::{measure, office};
use crate::run::{Failure, root};

const HEAD: &str = "title = \"某某镇人民政府关于报送示例数据的报告\"\nissuer = \"某某镇人民政府\"\n\
    addressees = [\"某某县人民政府\"]\nopening = \"现将有关情况报告如下。\"\nissue_date = 2025-03-12\n";
/// What is pressed upon the paper, and the same without a picture.
const KINDS: [(&str, &str); 2] = [
    ("seal", "signatures = [\"某某镇人民政府\"]\n[[seals]]\nPICTURE\n[general]\n"),
    ("stamp", "[[signature_stamps]]\npost = \"镇长\"\nPICTURE\n[general]\n"),
];
/// A red ring on white.
const PICTURES: [&str; 2] = ["ring.jpg", "ring.png"];
/// So much of the black may differ, in thousandths: edges of letters over red are a shade darker.
const SHARE: usize = 5;

/// Makes both files with each picture and without, and counts their black.
#[allow(clippy::print_stdout)]
pub(super) fn check(folder: &Path, faults: &mut Vec<String>) -> Result<(), Failure> {
    let folder = folder.join("ink");
    fs::create_dir_all(&folder)?;
    let press = Press::new(Fonts::embedded());
    let mut made: Vec<(String, PathBuf, PathBuf)> = Vec::new();
    for (kind, parts) in KINDS {
        for picture in [None].into_iter().chain(PICTURES.map(Some)) {
            let field = picture.map_or(String::new(), |name| format!("picture = \"{name}\""));
            let mut report = Report::from_toml(&format!("{HEAD}{}", parts.replace("PICTURE", &field)))?;
            if let Some(name) = picture {
                let bytes = fs::read(root().join("crates/pictures/tests/data").join(name))?;
                report.give_picture(name, Picture::new(bytes));
            }
            let printed = press.print(&report)?;
            let name = format!("{kind}-{}", picture.unwrap_or("none").replace('.', "-"));
            let (docx, pdf) = (folder.join(format!("{name}.docx")), folder.join(format!("{name}.pdf")));
            fs::write(&docx, printed.docx()?)?;
            fs::write(&pdf, printed.pdf()?)?;
            made.push((name, docx, pdf));
        }
    }
    let files: Vec<PathBuf> = made.iter().map(|(_, docx, _)| docx.clone()).collect();
    office::convert_files(&files, &folder)?;
    let black = |pdf: &Path| -> Result<usize, Failure> { Ok(measure::black(pdf)?.iter().sum()) };
    let mut looked = 0;
    for documents in made.chunks(PICTURES.len() + 1) {
        let Some((bare, stamped)) = documents.split_first() else { continue };
        let laid_out = |name: &str| folder.join("libreoffice").join(format!("{name}.pdf"));
        for (file, of) in [("PDF", None), ("DOCX", Some(()))] {
            let path =
                |(name, _, pdf): &(String, PathBuf, PathBuf)| of.map_or(pdf.clone(), |()| laid_out(name));
            let without = black(&path(bare))?;
            for document in stamped {
                let with = black(&path(document))?;
                looked += 1;
                if without == 0 || with.abs_diff(without) * 1000 > without * SHARE {
                    faults.push(format!(
                        "{} in the {file}: {with} black dots under the picture, {without} without it",
                        document.0
                    ));
                }
            }
        }
    }
    println!("ink: {looked} pages with an opaque seal or stamp");
    Ok(())
}

#[cfg(test)]
mod tests {
    #[test]
    #[ignore = "asks LibreOffice and poppler; conformance does it"]
    fn name_and_date_are_as_black_under_an_opaque_picture() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut faults = Vec::new();
        super::check(folder.path(), &mut faults).unwrap_or_else(|error| panic!("{error}"));
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
