//! `cargo xtask conformance`: the finished files, read by programs that know nothing of this one.
//! poppler and qpdf read the PDF, LibreOffice lays out the DOCX, the Open XML SDK and veraPDF validate.

mod clauses;
mod comments;
mod edit;
mod ink;
mod libreoffice_copy;
pub(crate) mod lines;
mod made;
mod make;
mod measure;
pub(crate) mod office;
pub(crate) mod tools;
mod validators;
pub(crate) mod witness;

use std::fs;

use crate::run::{Failure, root};
pub(crate) use made::timed;

/// Makes every fixture in both forms, and some rows of a table, and holds them against the standard; without `validate`, only lines and distances.
#[allow(clippy::print_stdout)]
pub(crate) fn run(validate: bool) -> Result<(), Failure> {
    tools::check()?;
    let folder = root().join("target/conformance");
    fs::create_dir_all(&folder)?;
    let made = timed("both files of every document", || make::all(&folder))?;
    let mut faults = Vec::new();
    // LibreOffice takes one core for as long as the validators take the other.
    let office = std::thread::scope(|scope| -> Result<(), Failure> {
        let office = scope.spawn(|| {
            let laid_out = timed("LibreOffice lays out", || office::convert(&made, &folder));
            laid_out.map_err(|error| error.to_string())
        });
        if validate {
            timed("qpdf --check", || validators::qpdf(&made, &mut faults))?;
            timed("Open XML SDK", || validators::ooxml(&made, &mut faults))?;
            timed("veraPDF", || validators::verapdf(&made, &mut faults))?;
            timed("pdftotext", || validators::text(&made, &mut faults))?;
        }
        Ok(office.join().map_err(|_| "LibreOffice stopped")??)
    });
    office?;
    timed("lines compared", || office::compare(&made, &folder, &mut faults))?;
    timed("witnesses compared", || witness::compare(&made, &folder, &mut faults))?;
    if validate {
        timed("closings at every height, a sample", || crate::sweep::sample(&mut faults))?;
        timed("ink under seals", || ink::check(&folder, &mut faults))?;
        timed("comments and changes", || comments::check(&made, &folder, &mut faults))?;
        timed("edited files", || edit::check(&made, &folder, &mut faults))?;
    }
    timed("distances measured", || measure::all(&made, &folder.join("libreoffice"), &mut faults))?;
    clauses::count(&mut faults)?;
    println!("conformance: {} documents, {} faults", made.len(), faults.len());
    if faults.is_empty() { Ok(()) } else { Err(faults.join("\n").into()) }
}
