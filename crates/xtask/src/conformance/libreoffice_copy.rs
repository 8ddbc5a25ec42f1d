//! What LibreOffice alone needs is no property of our files: it is changed in the copy that LibreOffice lays out.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::run::Failure;

const STYLES: &str = "word/styles.xml";

/// Puts copies of all Word files into a folder and says where they are.
pub(crate) fn copies(files: &[PathBuf], folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    fs::create_dir_all(folder)?;
    files.iter().map(|file| copy(file, folder)).collect()
}

fn copy(docx: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    let target = folder.join(docx.file_name().ok_or("a Word file without a name")?);
    let mut source = ZipArchive::new(File::open(docx)?)?;
    let mut out = ZipWriter::new(File::create(&target)?);
    for index in 0..source.len() {
        let mut entry = source.by_index(index)?;
        if entry.name()? != STYLES {
            out.raw_copy_file(entry)?;
            continue;
        }
        let mut styles = String::new();
        entry.read_to_string(&mut styles)?;
        out.start_file(STYLES, SimpleFileOptions::default())?;
        out.write_all(for_libreoffice(&styles)?.as_bytes())?;
    }
    out.finish()?;
    Ok(target)
}

/// LibreOffice 7.4 reads `overflowPunct` the wrong way round: with 0 marks hang into the margin.
fn for_libreoffice(styles: &str) -> Result<String, Failure> {
    let plain = "<w:overflowPunct w:val=\"0\"/>";
    if styles.matches(plain).count() != 1 {
        return Err("styles.xml does not say once that no mark hangs".into());
    }
    Ok(styles.replace(plain, "<w:overflowPunct w:val=\"1\"/>"))
}

#[cfg(test)]
mod tests {
    use super::for_libreoffice;

    #[test]
    fn only_what_libreoffice_misreads_is_changed() {
        let styles = "<w:pPr><w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"0\"/></w:pPr>";
        let turned = for_libreoffice(styles).expect("the property is there");
        assert_eq!(turned, "<w:pPr><w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"1\"/></w:pPr>");
        assert!(for_libreoffice(&turned).is_err(), "a file without it is a fault");
    }
}
