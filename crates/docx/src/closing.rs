//! Placing 发文机关署名 and 成文日期 without a seal (7.3.5.2): the name two characters from the right, the date
//! on the next line beginning two characters right of the name's beginning. A date longer than the name stands
//! two characters from the right itself, and the name moves left with it.

use std::collections::BTreeMap;

use gongwen_core::document::{Align, BlockKind, Document, Inline, Role, plain_text};
use gongwen_core::style::ParagraphStyle;
use gongwen_core::{Length, Stylesheet};

/// The places of names and dates that their styles cannot know.
pub(crate) struct Closings {
    places: BTreeMap<usize, Place>,
}

/// Where a line stands that is not where its style puts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Alignment.
    pub align: Align,
    /// Left indent.
    pub left: Length,
    /// Right indent; negative where a reader that sets digits wider must not break the line.
    pub right: Length,
}

impl Closings {
    /// Finds every name that a date follows.
    pub(crate) fn of(document: &Document, style: &Stylesheet) -> Closings {
        let mut places = BTreeMap::new();
        for (index, pair) in document.blocks.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let (Some(name), Some(date)) =
                (inlines(&first.kind, Role::Signature), inlines(&second.kind, Role::IssueDate))
            else {
                continue;
            };
            let name = width(name, style.paragraph(Role::Signature));
            let date = width(date, style.paragraph(Role::IssueDate));
            let (offset, place) = place(name, date, style);
            places.insert(index + offset, place);
        }
        Closings { places }
    }

    /// The place of this block, when it is not its style's.
    pub(crate) fn place(&self, index: usize) -> Option<Place> {
        self.places.get(&index).copied()
    }
}

fn inlines(kind: &BlockKind, wanted: Role) -> Option<&[Inline]> {
    match kind {
        BlockKind::Paragraph { role, inlines } if *role == wanted => Some(inlines),
        _ => None,
    }
}

/// Which of the two (0 name, 1 date) does not stand where its style puts it, and where it stands.
fn place(name: Length, date: Length, style: &Stylesheet) -> (usize, Place) {
    let cell = style.grid.character_cell;
    let indent = |role| cell.scale(i64::from(style.paragraph(role).right_indent), 100);
    let shift = cell * 2;
    if date > name {
        let right = indent(Role::IssueDate) + date + shift - name;
        (0, Place { align: Align::Right, left: Length::ZERO, right })
    } else {
        let left = style.page.type_area_width() - indent(Role::Signature) - name + shift;
        (1, Place { align: Align::Left, left, right: -shift })
    }
}

/// The width of a text on one line: full cells, half cells for ASCII, and the fifth of an em that LibreOffice
/// (Word: a quarter) puts between 汉字 and digits.
fn width(inlines: &[Inline], style: &ParagraphStyle) -> Length {
    let (mut width, mut before) = (Length::ZERO, None);
    for character in plain_text(inlines).chars() {
        let latin = character.is_ascii_alphanumeric();
        let size = if character.is_ascii() { style.size / 2 } else { style.size };
        width += size + style.character_spacing;
        if before.is_some_and(|before| before != latin) {
            width += style.size / 5;
        }
        before = Some(latin);
    }
    width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: i64, date: i64, expected: (usize, Align, i64, i64)) {
        let cell = Length::hundredths_pt(1575);
        let (which, place) = place(cell * name, cell * date, &Stylesheet::gbt9704());
        assert_eq!((which, place.align, place.left / cell, place.right / cell), expected);
    }

    #[test]
    fn the_date_begins_two_characters_right_of_the_name() {
        // Of 28 characters: 2 at the right, 9 for the name, so the name begins after 17.
        check(9, 7, (1, Align::Left, 19, -2));
        check(7, 7, (1, Align::Left, 21, -2));
    }

    #[test]
    fn a_longer_date_keeps_two_characters_and_moves_the_name() {
        // The date takes 7 + 2, so the name begins after 17 and ends 6 from the right.
        check(5, 7, (0, Align::Right, 0, 6));
    }
}
