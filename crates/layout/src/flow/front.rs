//! What stands before the text: a table of contents 目录 has numbers of its own, I, II …, and the text begins at page 1 on
//! an odd page, the front of a sheet. Where the contents end on an odd page too, a blank page follows, without a number.

use gongwen_document::{Document, Orientation, roman};

use crate::flow::sheets::Sheet;
use crate::flow::units::Flow;

/// The pages before the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Front {
    /// Pages of the contents.
    contents: usize,
    /// The same with the blank page: an even number.
    pages: usize,
}

impl Front {
    /// Finds them, and puts the blank page among the sheets.
    pub(crate) fn of(flow: &mut Flow, document: &Document, sheets: &mut Vec<Sheet>) -> Front {
        let start = document.text_start();
        if start == 0 {
            return Front::default();
        }
        let text = flow.starts.get(start).copied().unwrap_or(flow.units.len());
        let Some(contents) = sheets.iter().position(|sheet| (sheet.start..sheet.end).contains(&text)) else {
            return Front::default();
        };
        let pages = contents.next_multiple_of(2);
        if pages > contents
            && let Some(area) = sheets.get(contents).map(|sheet| sheet.area)
        {
            let (start, orientation) = (text, Orientation::Portrait);
            sheets.insert(
                contents,
                Sheet { start, end: start, orientation, area, overflow: None, feet: Vec::new() },
            );
            flow.facts.blank_after_contents = true;
        }
        Front { contents, pages }
    }

    /// What is printed as the number of this page, counted from 0; none on the blank page.
    pub(crate) fn label(&self, page: usize) -> Option<String> {
        match page {
            page if page < self.contents => Some(roman(page + 1)),
            page if page < self.pages => None,
            page => Some((page - self.pages + 1).to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_have_roman_numbers_and_the_text_begins_at_one() {
        let front = Front { contents: 3, pages: 4 };
        let labels: Vec<String> = (0..6).map(|page| front.label(page).unwrap_or_default()).collect();
        assert_eq!(labels, ["I", "II", "III", "", "1", "2"]);
        assert_eq!(Front::default().label(0).as_deref(), Some("1"));
        assert_eq!([4, 9, 14, 1999].map(roman), ["IV", "IX", "XIV", "MCMXCIX"]);
    }
}
