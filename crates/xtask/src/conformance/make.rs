//! The documents that are held against the standard: every fixture, and rows of the villages' table as a batch makes them.

use std::fs::{self, File};
use std::path::Path;

use gongwen::batch::{
    BindOptions, Binding, DataTable, Documents, FileFormat, GateOptions, Kind, TableOptions, check_rows,
};
use gongwen::read::{self, Notation};
use gongwen::report::{Report, Segment};
use gongwen::template::Templates;
use gongwen::{Fonts, Press, Settings, read_files};

use super::made::Made;
use crate::run::{Failure, root};

/// Villages of the fixture: one whose row is full, and three with gaps.
const VILLAGES: [&str; 4] = ["360923102200", "360923102206", "360923102209", "360923102210"];

/// Makes all of them.
pub(super) fn all(folder: &Path) -> Result<Vec<Made>, Failure> {
    let mut made = fixtures(folder)?;
    for template in ["village-report", "village-report-outline"] {
        villages(folder, template, &mut made)?;
    }
    Ok(made)
}

fn press(template: Option<&str>) -> Press {
    let mut settings = Settings::default();
    settings.template = template.map(str::to_owned);
    Press::with(Fonts::embedded(), Templates::builtin(), settings)
}

fn fixtures(folder: &Path) -> Result<Vec<Made>, Failure> {
    let mut files = Vec::new();
    for place in ["fixtures/reports", "fixtures/forms", "fixtures/tables"] {
        for entry in fs::read_dir(root().join(place))? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut made = Vec::new();
    for template in [None, Some("annual-report-outline")] {
        let press = press(template);
        for file in &files {
            let mut report = Report::from_toml(&fs::read_to_string(file)?)
                .map_err(|faults| format!("{}: {faults}", file.display()))?;
            read_files(&mut report, file.parent())
                .map_err(|faults| format!("{}: {faults}", file.display()))?;
            if template.is_some() && report.annual().is_none() {
                continue;
            }
            let template =
                template.unwrap_or_else(|| gongwen::template::default_template(&report)).to_owned();
            let printed = press.print(&report)?;
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            for (ending, printed) in printed.all() {
                let name = format!("{stem}.{template}{ending}");
                let (docx, pdf, text) = (printed.docx()?, printed.pdf()?, printed.text());
                let attachment = !ending.is_empty();
                made.push(Made { attachment, ..put(folder, name, docx, &pdf, text, report.clone())? });
            }
        }
    }
    Ok(made)
}

/// With the fonts that the PDFs of a batch share, and Word files that were measured without drawing pages.
fn villages(folder: &Path, template: &str, made: &mut Vec<Made>) -> Result<(), Failure> {
    let fixtures = root().join("fixtures/villages");
    let source = fs::read(fixtures.join("village.toml"))?;
    let (form, _) = read::form(&source, Notation::Toml)?;
    let rows = Box::new(File::open(fixtures.join("villages.xlsx"))?);
    let mut table = DataTable::open(rows, Kind::Xlsx, &TableOptions::of(&form))?;
    let binding = Binding::new(&source, Notation::Toml, table.header(), &BindOptions::default())?;
    let gate = check_rows(&mut table, &binding, &GateOptions { samples: 32, ..GateOptions::default() })?;
    let press = press(Some(template));
    let of = |format| Documents::new(&press, &binding, [format], None, &gate.samples);
    let (word, pdf) = (of(FileFormat::Docx)?, of(FileFormat::Pdf)?);
    for row in table.rows()? {
        let row = row.map_err(|fault| fault.message.en)?;
        if binding.shown(&row, "key").is_some_and(|key| VILLAGES.contains(&key.as_str())) {
            let bound = word.bind(&row)?;
            let (docx, pdf) = (one(word.make(&bound)?.files)?, one(pdf.make(&bound)?.files)?);
            let (name, text) = (format!("{}.{template}", bound.key), press.text(&bound.report)?);
            made.push(put(folder, name, docx, &pdf, text, bound.report)?);
        }
    }
    Ok(())
}

fn one(files: Vec<Vec<u8>>) -> Result<Vec<u8>, Failure> {
    files.into_iter().next().ok_or_else(|| "a batch made no file".into())
}

fn put(
    folder: &Path,
    name: String,
    docx_bytes: Vec<u8>,
    pdf_bytes: &[u8],
    text: String,
    report: Report,
) -> Result<Made, Failure> {
    let (pdf, docx) = (folder.join(format!("{name}.pdf")), folder.join(format!("{name}.docx")));
    fs::write(&pdf, pdf_bytes)?;
    fs::write(&docx, docx_bytes)?;
    let pieces = report.elements.title.segments.iter().map(|segment| match segment {
        Segment::Text(text) => &**text,
        _ => "",
    });
    let title = pieces.collect();
    Ok(Made { name, pdf, docx, text, title, report, attachment: false })
}
