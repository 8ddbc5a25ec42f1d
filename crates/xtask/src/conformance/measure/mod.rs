//! The distances of GB/T 9704-2012 in millimetres, in the PDF and in the DOCX as LibreOffice lays it out. What a report
//! declares decides which of them are measured; nothing is taken from this program's own layout.

mod area;
mod body;
mod closing;
mod errors;
mod imprint;
mod letter;
mod letterhead;
mod list;
mod notes;
mod numbers;
mod page;
mod sheet;
mod stamps;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::made::Made;
use crate::run::Failure;
use errors::Errors;
use list::MEASURES;
use page::Paper;
pub(crate) use page::black;

/// What LibreOffice 7.4 has elsewhere in the Word file, because it ignores `autoSpaceDE` and makes dates wider than Word does;
/// their first characters are held.
const UNGAPPED: [&str; 5] =
    ["name-right", "seal-over-date", "sealed-date-right", "sealed-name-centred", "stamp-date-right"];

const OUTPUTS: [&str; 2] = ["PDF", "DOCX"];

/// The worst error of a measure in one output.
#[derive(Clone)]
struct Worst {
    error: f64,
    at: String,
}

fn measured(made: &Made, pdf: &Path) -> Result<Errors, String> {
    let all = || -> Result<Errors, Failure> {
        let paper = Paper::of(pdf)?;
        let mut errors = Errors::default();
        body::measure(made, &paper, &mut errors)?;
        letterhead::measure(made, &paper, &mut errors)?;
        closing::measure(made, &paper, &mut errors)?;
        notes::measure(made, &paper, &mut errors);
        imprint::measure(made, &paper, &mut errors)?;
        numbers::measure(made, &paper, &mut errors)?;
        Ok(errors)
    };
    all().map_err(|error| error.to_string())
}

/// Measures all files and prints the worst error of each measure.
#[allow(clippy::print_stdout)]
pub(crate) fn all(made: &[Made], office: &Path, faults: &mut Vec<String>) -> Result<(), Failure> {
    let mut table: BTreeMap<&str, [Option<Worst>; 2]> = BTreeMap::new();
    // What is measured are the elements of the report.
    let made: Vec<&Made> = made.iter().filter(|one| !one.attachment).collect();
    let theirs: Vec<PathBuf> = made.iter().map(|one| office.join(format!("{}.pdf", one.name))).collect();
    // One thread for each output.
    let (ours, theirs) = std::thread::scope(|scope| {
        let ours = scope.spawn(|| made.iter().map(|one| measured(one, &one.pdf)).collect::<Vec<_>>());
        let theirs = made.iter().zip(&theirs).map(|(one, pdf)| measured(one, pdf)).collect::<Vec<_>>();
        (ours.join(), theirs)
    });
    let ours = ours.map_err(|_| "measuring stopped")?;
    for (one, both) in made.into_iter().zip(ours.into_iter().zip(theirs)) {
        for (output, errors) in [both.0, both.1].into_iter().enumerate() {
            let errors = errors.map_err(|error| format!("{}: {error}", one.name))?;
            for (name, error, page) in errors.0 {
                let off = if error.is_nan() { f64::INFINITY } else { error.abs() };
                let at = format!("{} page {page}", one.name);
                let Some(measure) = MEASURES.iter().find(|measure| measure.name == name) else {
                    return Err(format!("{name} is not in the list of measures").into());
                };
                let known = output == 1 && UNGAPPED.contains(&name);
                if off > measure.most[output] && !known {
                    let what =
                        if off.is_finite() { format!("off by {error:+.2} mm") } else { "missing".to_owned() };
                    faults.push(format!("{at}: {} {name} ({}) {what}", OUTPUTS[output], measure.clause));
                }
                let worst = &mut table.entry(name).or_default()[output];
                if worst.as_ref().is_none_or(|worst| off > worst.error) {
                    *worst = Some(Worst { error: off, at });
                }
            }
        }
    }
    println!("{:24} {:8} {:>8} {:>8}  worst in", "measure", "clause", "PDF mm", "DOCX mm");
    for measure in MEASURES {
        let none = [None, None];
        let worst = table.get(measure.name).unwrap_or(&none);
        for (output, _) in worst.iter().enumerate().filter(|(_, worst)| worst.is_none()) {
            faults.push(format!("{}: measured in no {}", measure.name, OUTPUTS[output]));
        }
        let shown = |worst: &Option<Worst>| match worst {
            Some(worst) if worst.error.is_finite() => format!("{:.2}", worst.error),
            Some(_) => "missing".to_owned(),
            None => "-".to_owned(),
        };
        let at = worst.iter().flatten().max_by(|one, other| one.error.total_cmp(&other.error));
        let at = at.map_or("", |worst| worst.at.as_str());
        println!(
            "{:24} {:8} {:>8} {:>8}  {at}",
            measure.name,
            measure.clause,
            shown(&worst[0]),
            shown(&worst[1])
        );
    }
    Ok(())
}
