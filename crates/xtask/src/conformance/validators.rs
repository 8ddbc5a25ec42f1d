//! What other people's validators say.

use std::path::PathBuf;

use super::made::Made;
use super::tools;
use crate::run::{Failure, output};

/// `qpdf --check`: structure, streams, cross references.
#[allow(clippy::print_stdout)]
pub(crate) fn qpdf(made: &[Made], faults: &mut Vec<String>) -> Result<(), Failure> {
    for one in made {
        let said = output(&["qpdf", "--check", &one.pdf.to_string_lossy()])?;
        if !said.status.success() {
            let text =
                String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
            faults.push(format!("{}: qpdf: {text}", one.name));
        }
    }
    println!("qpdf --check: {} files", made.len());
    Ok(())
}

/// The Open XML SDK validator: no error in any part.
pub(crate) fn ooxml(made: &[Made], faults: &mut Vec<String>) -> Result<(), Failure> {
    let files: Vec<_> = made.iter().map(|one| (one.name.clone(), one.docx.clone())).collect();
    ooxml_files(&files, faults)
}

/// The same of Word files by their names.
#[allow(clippy::print_stdout)]
pub(crate) fn ooxml_files(made: &[(String, PathBuf)], faults: &mut Vec<String>) -> Result<(), Failure> {
    let program = tools::ooxml_validator()?;
    let check = |(name, file): &(String, PathBuf)| -> Result<Option<String>, String> {
        let (program, file) = (program.to_string_lossy(), file.to_string_lossy());
        let said = output(&[program.as_ref(), file.as_ref()]).map_err(|error| error.to_string())?;
        let text =
            String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
        let text: String = text.chars().take(2000).collect();
        Ok((!said.status.success()).then(|| format!("{name}: Open XML SDK: {text}")))
    };
    // It takes one file a start, and most of that is the start.
    let half = made.len().div_ceil(2);
    let found = std::thread::scope(|scope| {
        let check = &check;
        let halves: Vec<_> = made
            .chunks(half.max(1))
            .map(|half| scope.spawn(move || half.iter().map(check).collect::<Vec<_>>()))
            .collect();
        halves.into_iter().map(|half| half.join()).collect::<Vec<_>>()
    });
    for half in found {
        for fault in half.map_err(|_| "the Open XML SDK validator stopped")? {
            faults.extend(fault?);
        }
    }
    println!("Open XML SDK validator: {} files", made.len());
    Ok(())
}

/// veraPDF: PDF/A-2a and PDF/UA-1 without a failure.
#[allow(clippy::print_stdout)]
pub(crate) fn verapdf(made: &[Made], faults: &mut Vec<String>) -> Result<(), Failure> {
    let classes = tools::verapdf()?.join("target");
    let path = format!("{0}/classes:{0}/dependency/*", classes.display());
    let mut words = vec!["java".to_owned(), "-cp".to_owned(), path, "Validate".to_owned()];
    words.extend(made.iter().map(|one| one.pdf.to_string_lossy().into_owned()));
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let said = output(&words)?;
    let text = String::from_utf8_lossy(&said.stdout);
    if said.status.success() {
        println!("veraPDF, PDF/A-2a and PDF/UA-1: {} files", made.len());
    } else {
        faults.push(format!("veraPDF: {text}{}", String::from_utf8_lossy(&said.stderr)));
    }
    Ok(())
}

/// What `pdftotext` reads is what the document says, page numbers and white space aside.
#[allow(clippy::print_stdout)]
pub(crate) fn text(made: &[Made], faults: &mut Vec<String>) -> Result<(), Failure> {
    for one in made.iter().filter(|one| one.name.starts_with("jinjiang")) {
        let read = crate::run::text(&["pdftotext", "-raw", &one.pdf.to_string_lossy(), "-"])?;
        let number = |line: &&str| line.starts_with("— ") && line.ends_with(" —");
        let read: String = read.split(['\n', '\u{c}']).filter(|line| !number(line)).collect();
        let tight =
            |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
        if tight(&read) != tight(&one.text) {
            faults.push(format!("{}: pdftotext reads another text", one.name));
        }
    }
    println!("pdftotext: the text is the document's");
    Ok(())
}
