//! Placing 发文机关署名 and 成文日期 without a seal (7.3.5.2): the name two characters from the right, the date
//! on the next line beginning two characters right of the name's beginning; where that pushes the date beyond
//! the name's place, that is when the date is the longer of the two, the date stands two characters from the
//! right and the name moves left with it.

use std::collections::BTreeMap;

use gongwen_core::document::{BlockKind, Document, Inline, Role, plain_text};
use gongwen_core::style::ParagraphStyle;
use gongwen_core::{Length, Stylesheet};

/// The right indents of names and dates that their styles cannot know.
pub(crate) struct Closings {
    right_indents: BTreeMap<usize, Length>,
}

impl Closings {
    /// Finds every name that a date follows.
    pub(crate) fn of(document: &Document, style: &Stylesheet) -> Closings {
        let mut right_indents = BTreeMap::new();
        for (index, pair) in document.blocks.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let (Some(name), Some(date)) =
                (inlines(&first.kind, Role::Signature), inlines(&second.kind, Role::IssueDate))
            else {
                continue;
            };
            let (name_indent, date_indent) = place(
                width(name, style.paragraph(Role::Signature)),
                width(date, style.paragraph(Role::IssueDate)),
                style,
            );
            right_indents.insert(index, name_indent);
            right_indents.insert(index + 1, date_indent);
        }
        Closings { right_indents }
    }

    /// The right indent of this block, when it is not its style's.
    pub(crate) fn right_indent(&self, index: usize) -> Option<Length> {
        self.right_indents.get(&index).copied()
    }
}

fn inlines(kind: &BlockKind, wanted: Role) -> Option<&[Inline]> {
    match kind {
        BlockKind::Paragraph { role, inlines } if *role == wanted => Some(inlines),
        _ => None,
    }
}

/// The right indents of the name and of the date.
fn place(name: Length, date: Length, style: &Stylesheet) -> (Length, Length) {
    let cell = style.grid.character_cell;
    let indent = |role| cell.scale(i64::from(style.paragraph(role).right_indent), 100);
    let shift = cell * 2;
    if date > name {
        let date_indent = indent(Role::IssueDate);
        (date_indent + shift + date - name, date_indent)
    } else {
        let name_indent = indent(Role::Signature);
        (name_indent, name_indent + name - shift - date)
    }
}

/// The width of a text on one line: full cells, half cells for ASCII.
fn width(inlines: &[Inline], style: &ParagraphStyle) -> Length {
    let advance = |character: char| {
        let size = if character.is_ascii() { style.size / 2 } else { style.size };
        size + style.character_spacing
    };
    plain_text(inlines).chars().map(advance).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: i64, date: i64, expected: (i64, i64)) {
        let cell = Length::hundredths_pt(1575);
        let (name, date) = place(cell * name, cell * date, &Stylesheet::gbt9704());
        assert_eq!((name / cell, date / cell), expected);
    }

    #[test]
    fn the_date_begins_two_characters_right_of_the_name() {
        check(9, 7, (2, 2));
        check(12, 7, (2, 5));
        check(7, 7, (2, 0));
    }

    #[test]
    fn a_longer_date_keeps_two_characters_and_moves_the_name() {
        check(5, 7, (6, 2));
    }
}
