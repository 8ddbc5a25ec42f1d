//! Word files as a colleague leaves them: edited through python-docx and laid out by other programs. Nothing prints over
//! anything, a full line still has 28 characters, and no spacing of single characters stays behind.

use std::fs;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use super::lines::{Page, tight};
use super::made::Made;
use super::witness::{Witness, python};
use crate::run::{Failure, text};

const SCRIPT: &str = include_str!("edit.py");

/// Ten forms with what a colleague touches: letterheads, seals, stamps, attachments, imprints of every kind.
const FORMS: [&str; 10] = [
    "addressees-40.general",
    "attachments-3.general",
    "imprint-even.general",
    "imprint-odd.general",
    "imprint-own.general",
    "joint-3.general",
    "letter-2.letter",
    "letterhead.general",
    "minutes.minutes",
    "sealed.general",
];

/// A sentence, six sentences, two paragraphs struck, a heading, a longer title, five bodies more in 抄送.
const EDITS: [&str; 6] = ["sentence", "sentences", "strike", "heading", "title", "recipients"];

/// Characters of a full line (5.2.3).
const FULL: usize = 28;

/// Edits, lays out and looks.
#[allow(clippy::print_stdout)]
pub(crate) fn check(made: &[Made], folder: &Path, faults: &mut Vec<String>) -> Result<(), Failure> {
    let folder = folder.join("edited");
    fs::create_dir_all(&folder)?;
    let script = folder.join("edit.py");
    fs::write(&script, SCRIPT)?;
    let mut files = Vec::new();
    for form in FORMS {
        let one = made.iter().find(|one| one.name == form).ok_or_else(|| format!("no document {form}"))?;
        for edit in EDITS {
            let file = folder.join(format!("{form}-{edit}.docx"));
            let mut command = Command::new(python());
            let said = command.arg(&script).arg(&one.docx).arg(&file).arg(edit).output()?;
            if !said.status.success() {
                let words = String::from_utf8_lossy(&said.stderr);
                return Err(format!("{form}: {edit} failed: {words}").into());
            }
            if spaced(&file)? {
                faults.push(format!("{form} after {edit}: single characters are spaced"));
            }
            files.push(file);
        }
    }
    let mut over = 0;
    for witness in Witness::ALL {
        let name = witness.name();
        let pages = witness.pages(&files, &folder)?;
        for (file, pages) in files.iter().zip(&pages) {
            let edited = file.file_stem().unwrap_or_default().to_string_lossy();
            let boxes = match witness {
                // It says where its lines stand and makes no PDF.
                Witness::DocxEditor => pages.iter().map(lines).collect(),
                _ => words(&witness.pdf(file, &folder))?,
            };
            for overprinted in overprints(&boxes) {
                over += 1;
                faults.push(format!("{edited} in {name}: {overprinted}"));
            }
            if witness == Witness::LibreOffice {
                faults.extend(
                    crowded(pages).map(|line| format!("{edited} in {name}: not {FULL} characters: {line}")),
                );
            }
        }
    }
    println!(
        "edited: {} forms x {} edits in {} programs, {over} places overprinted",
        FORMS.len(),
        EDITS.len(),
        Witness::ALL.len()
    );
    Ok(())
}

/// Whether a run of the body's paragraphs has spacing of its own.
fn spaced(file: &Path) -> Result<bool, Failure> {
    let mut archive = zip::ZipArchive::new(fs::File::open(file)?)?;
    let mut xml = String::new();
    archive.by_name("word/document.xml")?.read_to_string(&mut xml)?;
    let tree = roxmltree::Document::parse(&xml)?;
    let named = |node: &roxmltree::Node<'_, '_>, name: &str| node.tag_name().name() == name;
    let body = tree.descendants().filter(|node| named(node, "p")).filter(|paragraph| {
        paragraph
            .descendants()
            .filter(|node| named(node, "pStyle"))
            .any(|style| style.attributes().any(|it| it.name() == "val" && it.value() == "GongwenBody"))
    });
    let mut runs = body.flat_map(|paragraph| paragraph.descendants()).filter(|node| named(node, "rPr"));
    Ok(runs.any(|properties| properties.children().any(|node| named(&node, "spacing"))))
}

/// Lines that reach from edge to edge, hold 汉字 alone, and are not as many as fit.
fn crowded(pages: &[Page]) -> impl Iterator<Item = String> + '_ {
    let lines = pages.iter().filter(|page| !page.lies()).flat_map(|page| &page.lines);
    let han = |text: &str| text.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    lines
        .filter(|line| line.left < 28.5 && line.right > 183.0 && line.bottom - line.top < 9.0)
        .map(|line| tight(&line.text))
        .filter(move |text| han(text) && text.chars().count() != FULL)
}

/// A word of a page with its box in points.
struct Box {
    text: String,
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// The words of each page of a PDF.
fn words(pdf: &Path) -> Result<Vec<Vec<Box>>, Failure> {
    let markup = text(&["pdftotext", "-bbox", &pdf.to_string_lossy(), "-"])?;
    let clean: String =
        markup.chars().filter(|character| !character.is_control() || *character == '\n').collect();
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let tree = roxmltree::Document::parse_with_options(&clean, options)?;
    let words = |page: roxmltree::Node<'_, '_>| {
        page.descendants()
            .filter(|node| node.has_tag_name("word"))
            // What ONLYOFFICE's builder prints across first pages is no text of the document.
            .filter(|node| !node.text().is_some_and(|text| ["Unregistered", "version"].contains(&text)))
            .map(|node| {
                let side = |name| node.attribute(name).and_then(|value| value.parse().ok()).unwrap_or(0.0);
                let text = node.text().unwrap_or_default().to_owned();
                let (left, right) = (side("xMin"), side("xMax"));
                Box { text, left, right, top: side("yMin"), bottom: side("yMax") }
            })
            .collect()
    };
    Ok(tree.descendants().filter(|node| node.has_tag_name("page")).map(words).collect())
}

/// The lines of a page whose places are known in mm.
fn lines(page: &Page) -> Vec<Box> {
    let points = |mm: f64| mm * 72.0 / 25.4;
    let lines = page.lines.iter().map(|line| Box {
        text: line.text.clone(),
        left: points(line.left),
        right: points(line.right),
        top: points(line.top),
        bottom: points(line.bottom),
    });
    lines.collect()
}

/// What stands over each other on its page: more than a third of a line in height and a millimetre in width.
fn overprints(pages: &[Vec<Box>]) -> Vec<String> {
    let mut found = Vec::new();
    for (number, boxes) in pages.iter().enumerate() {
        for (index, one) in boxes.iter().enumerate() {
            for other in boxes.iter().skip(index + 1) {
                let wide = one.right.min(other.right) - one.left.max(other.left);
                let high = one.bottom.min(other.bottom) - one.top.max(other.top);
                let line = (one.bottom - one.top).min(other.bottom - other.top);
                if wide > 2.8 && high > line / 3.0 {
                    found.push(format!("page {}: {} over {}", number + 1, one.text, other.text));
                }
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Box, overprints};

    #[test]
    fn boxes_over_each_other_are_told_and_those_that_touch_are_not() {
        let line = |text: &str, left: f64, top: f64| Box {
            text: text.to_owned(),
            left,
            right: left + 100.0,
            top,
            bottom: top + 28.0,
        };
        let below = [line("一", 80.0, 100.0), line("二", 80.0, 128.0), line("三", 181.0, 100.0)];
        let over = [line("一", 80.0, 100.0), line("二", 120.0, 112.0)];
        assert_eq!(overprints(&[below.into(), over.into()]), ["page 2: 一 over 二"]);
    }
}
