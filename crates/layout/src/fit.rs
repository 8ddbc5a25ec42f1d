//! What the DOCX must do so that Word and LibreOffice break a line where we do: they part a number from its unit, and
//! no setting of a DOCX keeps them from it. All characters of such a line are spaced alike, a little wider so that the
//! number no longer fits, or a little narrower so that the unit does; the line is justified anyway.

use std::ops::Range;

use gongwen_core::Length;

use crate::collect::{Boundary, Item};
use crate::lines::{Line, trimmed, width, word_end};

/// The lines that Word would break elsewhere: their items, and what is to be added to the width of each.
pub(crate) fn fits(items: &[Item], lines: &[Line], first: i64, other: i64) -> Vec<(Range<usize>, Length)> {
    let mut fits = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let measure = if index == 0 { first } else { other };
        let (start, end) = (line.items.start, line.items.end);
        if line.last && line.slack >= 0 {
            continue;
        }
        let stop = lines.get(index..).and_then(|rest| rest.iter().find(|line| line.last));
        let word = word_end(items, start, stop.map_or(items.len(), |line| line.items.end), measure);
        let set = |end: usize| width(items, start..trimmed(items, start..end));
        let count = i64::try_from(end - start).unwrap_or(1).max(1);
        let each = match word.cmp(&end) {
            std::cmp::Ordering::Equal => continue,
            // The number must not fit, what stands before it must: half way between the two.
            std::cmp::Ordering::Greater => {
                let number = (end + 1..word).find(|at| items[*at].boundary >= Boundary::Unit).unwrap_or(word);
                let (least, most) = (measure - set(number), measure - set(end));
                Length::from_emu(i64::midpoint(least, most) / count)
            }
            // The unit must fit, what comes after it must not: half a character to spare.
            std::cmp::Ordering::Less => {
                let over = set(end) - measure + items.get(start).map_or(0, |item| item.em / 2);
                Length::from_emu(-over / count)
            }
        };
        fits.push((start..end, each));
    }
    fits
}

#[cfg(test)]
mod tests {
    use gongwen_core::document::{Inline, Origin, Role};
    use gongwen_core::{Length, Stylesheet};
    use gongwen_fonts::Fonts;

    use crate::collect::Collector;
    use crate::paragraph::Paragraph;

    /// The lines of a text in a column of so many cells, each with twips a character where Word would end it elsewhere.
    fn fits(cells: i64, text: &str) -> Vec<(String, i64)> {
        let mut style = Stylesheet::gbt9704().paragraph(Role::Body).clone();
        style.first_line_indent = 0;
        let fonts = Fonts::embedded();
        let mut collector = Collector::new(&fonts, &Stylesheet::gbt9704());
        let width = Length::hundredths_pt(1575 * cells).emu();
        let paragraph =
            Paragraph::new(&mut collector, &[Inline::text(text)], &style, width, &Origin::default());
        let characters: Vec<char> = text.chars().collect();
        let found = paragraph.fits().into_iter();
        found.map(|(range, each)| (characters[range].iter().collect(), each.to_twips())).collect()
    }

    #[test]
    fn a_line_that_ends_before_a_number_is_spaced_out() {
        // 8 cells: Word would put 500 behind 业 and 名 below; 0.3 cells are left then.
        let found = fits(8, "全年新增就业500名党员干部和群众");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "全年新增就业");
        assert!(found[0].1 > 0, "{found:?}");
    }

    #[test]
    fn a_line_that_takes_the_unit_in_is_spaced_in() {
        let found = fits(10, "一二，三四，五六5个，人和群众人和群众");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, "一二，三四，五六5个，");
        assert!(found[0].1 < 0, "{found:?}");
    }

    #[test]
    fn other_lines_are_left_alone() {
        assert_eq!(fits(8, "一二三四五六七八，九十一二三四五六七八九十"), []);
        assert_eq!(fits(8, "全年新增就业5名"), [], "it fits");
    }
}
