//! 版头 and title (7.2, 7.3.1, 10.2, 10.3): ink of the mark and of the rules, lines by the middle of their ink.

use gongwen::document::Format;

use super::errors::Errors;
use super::letter;
use super::page::{Paper, tight};
use super::sheet::Sheet;
use crate::conformance::made::Made;
use crate::run::Failure;

pub(super) fn measure(made: &Made, paper: &Paper<'_>, errors: &mut Errors) -> Result<(), Failure> {
    let elements = &made.report.elements;
    let Some(number) = &elements.document_number else { return Ok(()) };
    let title: String = made.title.chars().take(6).collect();
    let Some((page, _)) = paper.first(|line| tight(&line.text).contains(&tight(number))) else {
        errors.missing("number-below-mark", 0);
        return Ok(());
    };
    let sheet = Sheet { made, paper, picture: paper.picture(page)?, lines: paper.lines(page), page };
    sheet.lines_above(errors);
    if elements.format == Format::Letter {
        letter::measure(&sheet, number, &title, errors);
    } else {
        sheet.document(number, &title, errors);
    }
    Ok(())
}
