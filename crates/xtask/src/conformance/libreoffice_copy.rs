//! What LibreOffice alone needs is no property of our files: it is changed in the copy that LibreOffice lays out.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::run::Failure;

const STYLES: &str = "word/styles.xml";
const BODY: &str = "word/document.xml";

/// Puts copies of all Word files into a folder and says where they are.
pub(crate) fn copies(files: &[PathBuf], folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    fs::create_dir_all(folder)?;
    files.iter().map(|file| copy(file, folder)).collect()
}

fn copy(docx: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    let target = folder.join(docx.file_name().ok_or("a Word file without a name")?);
    let mut source = ZipArchive::new(File::open(docx)?)?;
    let mut out = ZipWriter::new(File::create(&target)?);
    let mut styles = String::new();
    source.by_name(STYLES)?.read_to_string(&mut styles)?;
    let tight = tight_styles(&styles);
    for index in 0..source.len() {
        let mut entry = source.by_index(index)?;
        let name = entry.name()?.to_string();
        if name != STYLES && name != BODY {
            out.raw_copy_file(entry)?;
            continue;
        }
        let mut xml = String::new();
        entry.read_to_string(&mut xml)?;
        out.start_file(&*name, SimpleFileOptions::default())?;
        let turned = if name == STYLES { for_libreoffice(&xml)? } else { without_gaps(&xml, &tight) };
        out.write_all(turned.as_bytes())?;
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

/// What says that no white stands between 汉字 and digits.
const NO_GAP: &str = "<w:autoSpaceDE w:val=\"0\"/>";

/// Ids of the styles that have no white between 汉字 and digits.
fn tight_styles(styles: &str) -> Vec<String> {
    let styles = styles.split("</w:style>").filter(|style| style.contains(NO_GAP));
    let id = |style: &str| style.split_once("w:styleId=\"")?.1.split_once('"').map(|(id, _)| id.to_owned());
    styles.filter_map(id).collect()
}

/// LibreOffice 7.4 ignores `autoSpaceDE`: it sets a fifth of an em wherever 汉字 and digits meet. Where the file forbids it, the
/// character before takes so much less.
fn without_gaps(body: &str, tight: &[String]) -> String {
    let mut out = String::with_capacity(body.len() * 2);
    for paragraph in body.split_inclusive("</w:p>") {
        let styled = tight.iter().any(|id| paragraph.contains(&format!("<w:pStyle w:val=\"{id}\"")));
        if !styled && !paragraph.contains(NO_GAP) {
            out.push_str(paragraph);
            continue;
        }
        // A fifth of 16 pt and the spacing of the text; a fifth of the 14 pt of the imprint, which is not spaced.
        let less = if paragraph.contains("w:val=\"Imprint\"") { -56 } else { -69 };
        for run in paragraph.split_inclusive("</w:r>") {
            out.push_str(&closer(run, less).unwrap_or_else(|| run.to_owned()));
        }
    }
    out
}

/// A run as several, with less white behind characters that digits or 汉字 follow; `None` for one without text.
fn closer(run: &str, less: i32) -> Option<String> {
    let (before, rest) = run.rsplit_once("<w:r>")?;
    let (properties, rest) = rest.split_once("<w:t xml:space=\"preserve\">")?;
    let (text, behind) = rest.split_once("</w:t></w:r>")?;
    if !behind.is_empty() || text.contains('<') {
        return None;
    }
    let inner =
        properties.strip_prefix("<w:rPr>").and_then(|it| it.strip_suffix("</w:rPr>")).unwrap_or_default();
    let (han, digit) = (|c: char| ('\u{4e00}'..='\u{9fff}').contains(&c), |c: char| c.is_ascii_digit());
    let characters: Vec<char> = text.chars().collect();
    let mut out = before.to_owned();
    let mut plain = String::new();
    let add = |out: &mut String, properties: &str, text: &str| {
        if !text.is_empty() {
            out.push_str(&format!("<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>"));
        }
    };
    for (index, character) in characters.iter().copied().enumerate() {
        let next = characters.get(index + 1).copied().unwrap_or(' ');
        if (han(character) && digit(next)) || (digit(character) && han(next)) {
            add(&mut out, properties, &std::mem::take(&mut plain));
            let spaced = format!("<w:rPr>{inner}<w:spacing w:val=\"{less}\"/></w:rPr>");
            add(&mut out, &spaced, &character.to_string());
        } else {
            plain.push(character);
        }
    }
    add(&mut out, properties, &plain);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{for_libreoffice, tight_styles, without_gaps};

    #[test]
    fn white_beside_digits_is_taken_back_where_the_file_forbids_it() {
        let styles = "<w:style w:styleId=\"A\"><w:autoSpaceDE w:val=\"0\"/></w:style><w:style w:styleId=\"B\"></w:style>";
        assert_eq!(tight_styles(styles), ["A"]);
        let paragraph = |style: &str, runs: &str| {
            format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
        };
        let run = |properties: &str, text: &str| {
            format!("<w:r>{properties}<w:t xml:space=\"preserve\">{text}</w:t></w:r>")
        };
        let body = format!("{}{}", paragraph("A", &run("", "2月3日")), paragraph("B", &run("", "2月3日")));
        let less = "<w:rPr><w:spacing w:val=\"-69\"/></w:rPr>";
        let closer = [run(less, "2"), run(less, "月"), run(less, "3"), run("", "日")].concat();
        let wanted = format!("{}{}", paragraph("A", &closer), paragraph("B", &run("", "2月3日")));
        assert_eq!(without_gaps(&body, &tight_styles(styles)), wanted);
    }

    #[test]
    fn only_what_libreoffice_misreads_is_changed() {
        let styles = "<w:pPr><w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"0\"/></w:pPr>";
        let turned = for_libreoffice(styles).expect("the property is there");
        assert_eq!(turned, "<w:pPr><w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"1\"/></w:pPr>");
        assert!(for_libreoffice(&turned).is_err(), "a file without it is a fault");
    }
}
