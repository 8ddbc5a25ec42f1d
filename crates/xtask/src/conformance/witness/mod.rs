//! Other programs that lay out a Word file, as witnesses: on which page each line stands, how many pages there are, where
//! lines end. What a witness is known to do otherwise than Word is listed here, one by one, with the reason.

mod docx_editor;
mod known;
mod onlyoffice;
mod which;

use std::fs;
use std::path::{Path, PathBuf};

use super::lines::{self, Page, tight};
use super::made::{Made, timed};
use crate::run::Failure;
pub(crate) use known::KNOWN;
pub(crate) use onlyoffice::python;
pub(crate) use which::Witness;

impl Witness {
    pub(crate) const ALL: [Witness; 3] = [Witness::LibreOffice, Witness::OnlyOffice, Witness::DocxEditor];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Witness::LibreOffice => "LibreOffice",
            Witness::OnlyOffice => "ONLYOFFICE",
            Witness::DocxEditor => "docx-editor",
        }
    }

    /// What it does otherwise than Word in every document, so that its lines end elsewhere and may stand on another page.
    fn otherwise(self) -> Option<&'static str> {
        match self {
            // A fifth of an em instead of a quarter: few lines end elsewhere, and each of them is looked at.
            Witness::LibreOffice => None,
            Witness::OnlyOffice | Witness::DocxEditor => {
                Some("it sets no white between 汉字 and letters or digits, so that lines end elsewhere")
            }
        }
    }

    /// The PDF that it makes of a Word file.
    pub(crate) fn pdf(self, file: &Path, folder: &Path) -> PathBuf {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        folder.join(self.name().to_lowercase()).join(format!("{name}.pdf"))
    }

    /// The pages of these Word files, in order.
    pub(crate) fn pages(self, files: &[PathBuf], folder: &Path) -> Result<Vec<Vec<Page>>, Failure> {
        let out = folder.join(self.name().to_lowercase());
        fs::create_dir_all(&out)?;
        let pdfs = || files.iter().map(|file| lines::of(&self.pdf(file, folder))).collect();
        match self {
            Witness::LibreOffice => {
                super::office::convert_files(files, folder)?;
                pdfs()
            }
            Witness::OnlyOffice => {
                onlyoffice::convert(files, &out)?;
                pdfs()
            }
            Witness::DocxEditor => docx_editor::pages(files),
        }
    }
}

/// Installs what the witnesses need.
pub(crate) fn prepare() -> Result<(), Failure> {
    onlyoffice::prepare()?;
    docx_editor::prepare()
}

/// A line of the PDF and where a witness has it.
pub(crate) struct Moved {
    /// Page in the PDF, from 1.
    pub(crate) page: usize,
    /// Page of the witness, when it has the line on one page.
    pub(crate) there: Option<usize>,
    pub(crate) text: String,
}

/// White in a line wider than this parts texts that stand beside each other: cells of a row, both ends of a line. In mm.
const BESIDE: f64 = 8.0;

/// The lines of our pages that do not stand on the same page of a witness. A line counts by its text, wherever the witness
/// ends its own lines. Not looked for: lines of less than three characters, which could be found anywhere, and texts beside
/// each other, whose order is a reader's guess; the count of pages holds those.
pub(crate) fn moved(ours: &[Page], theirs: &[Page]) -> Vec<Moved> {
    let plain = |text: &str| -> String {
        // Every program shows marks of footnotes and leaders its own way.
        tight(text).chars().filter(|c| !('①'..='⑳').contains(c) && *c != '.').collect()
    };
    let texts: Vec<String> =
        theirs.iter().map(|page| page.lines.iter().map(|line| plain(&line.text)).collect()).collect();
    let mut moved = Vec::new();
    for (number, page) in ours.iter().enumerate() {
        for line in &page.lines {
            let beside = line.words.windows(2).any(|pair| pair[1].left - pair[0].right > BESIDE);
            let text = plain(&line.text);
            let here = texts.get(number).is_some_and(|page| page.contains(&text));
            if beside || text.chars().count() < 3 || here {
                continue;
            }
            let there = texts.iter().position(|page| page.contains(&text)).map(|page| page + 1);
            moved.push(Moved { page: number + 1, there, text });
        }
    }
    moved
}

/// How many of our lines end where a witness ends them.
fn alike(ours: &[Page], theirs: &[Page]) -> (usize, usize) {
    let all = |pages: &[Page]| -> Vec<String> {
        pages.iter().flat_map(|page| &page.lines).map(|line| tight(&line.text)).collect()
    };
    let (ours, mut theirs) = (all(ours), all(theirs));
    let count = ours.len();
    let same = ours.iter().filter(|line| {
        let found = theirs.iter().position(|other| other == *line);
        found.map(|at| theirs.swap_remove(at)).is_some()
    });
    (same.count(), count)
}

/// Lays out every Word file with every witness but LibreOffice, which was asked already, and compares pages.
#[allow(clippy::print_stdout)]
pub(crate) fn compare(made: &[Made], folder: &Path, faults: &mut Vec<String>) -> Result<(), Failure> {
    prepare()?;
    let files: Vec<PathBuf> = made.iter().map(|one| one.docx.clone()).collect();
    let ours = made.iter().map(|one| lines::of(&one.pdf)).collect::<Result<Vec<_>, _>>()?;
    for witness in Witness::ALL {
        let name = witness.name();
        let theirs = match witness {
            Witness::LibreOffice => {
                let pdfs = files.iter().map(|file| witness.pdf(file, folder));
                pdfs.map(|pdf| lines::of(&pdf)).collect::<Result<Vec<_>, _>>()?
            }
            _ => timed(&format!("{name} lays out"), || witness.pages(&files, folder))?,
        };
        let (mut all, mut same, mut elsewhere, mut documents) = (0, 0, 0, 0);
        for ((one, ours), theirs) in made.iter().zip(&ours).zip(&theirs) {
            let (alike, count) = alike(ours, theirs);
            (all, same) = (all + count, same + alike);
            let moved = moved(ours, theirs);
            let pages = ours.len() == theirs.len();
            if moved.is_empty() && pages {
                continue;
            }
            elsewhere += moved.len();
            documents += 1;
            let reason = KNOWN.iter().find(|known| known.witness == witness && known.document == one.name);
            let mut said = format!("{}: {} pages here, {} in {name}", one.name, ours.len(), theirs.len());
            for line in &moved {
                let there =
                    line.there.map_or("on no page whole".to_owned(), |page| format!("on page {page}"));
                said.push_str(&format!("\n  page {}, {there} in {name}: {}", line.page, line.text));
            }
            let reason = reason.map(|known| known.reason).or(witness.otherwise().filter(|_| pages));
            match reason {
                Some(reason) => println!("known: {said}\n  because {reason}"),
                None => faults.push(said),
            }
        }
        let share = same as f64 * 100.0 / all.max(1) as f64;
        println!(
            "{name}: {share:.1} % of {all} lines end alike; {elsewhere} lines of {documents} documents stand on another page"
        );
    }
    Ok(())
}
