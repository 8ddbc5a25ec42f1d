//! The texts of a table: characters that only look like others, figures that they name.

use std::borrow::Cow;
use std::sync::Arc;

use super::{FigurePart, Grid, Segment};
use crate::read::plain_text;
use gongwen_document::{Diagnostic, Place};

/// How many findings of a table are told.
const MOST_TOLD: usize = 20;

impl Grid {
    /// Gives its texts the characters that they seem to have 形近字, where that is sure; what was replaced, and what else
    /// only looks like another character, each with the place of its cell. See [`plain_text`].
    ///
    /// ```
    /// use gongwen_core::report::{Grid, Segment};
    /// let mut grid = Grid::from(vec![vec!["\u{2FA6}\u{2F5C}村".to_owned()]]);
    /// let told = grid.plain_characters();
    /// assert_eq!((told[0].code, &*told[0].place.path), ("text/look-alike", "第1行第1格"));
    /// assert_eq!(grid.rows[0][0].text.segments, [Segment::Text("金牛村".into())]);
    /// ```
    pub fn plain_characters(&mut self) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        for (row, cells) in self.rows.iter_mut().enumerate() {
            for (column, cell) in cells.iter_mut().enumerate() {
                for segment in &mut cell.text.segments {
                    let Segment::Text(text) = segment else { continue };
                    let place = || format!("第{}行第{}格", row + 1, column + 1);
                    if let Some(plain) = tidy(text, &place, &mut told) {
                        *text = Arc::from(plain);
                    }
                }
            }
        }
        let around = self.title.iter_mut().chain(&mut self.unit).chain(&mut self.notes);
        for text in around {
            let place = || text.clone();
            if let Some(plain) = tidy(text, &place, &mut told) {
                *text = plain;
            }
        }
        told
    }

    /// The figures that its cells name, each with what is asked of it; see [`Grid::name_figures`].
    pub fn names(&self) -> impl Iterator<Item = (&str, FigurePart)> {
        let segments = self.rows.iter().flatten().flat_map(|cell| &cell.text.segments);
        segments.filter_map(|segment| match segment {
            Segment::Figure { id, part } => Some((&**id, *part)),
            _ => None,
        })
    }
}

/// The text as it should be, when it is another one; what there is to say is told.
fn tidy(text: &str, place: &dyn Fn() -> String, told: &mut Vec<Diagnostic>) -> Option<String> {
    let plain = plain_text(text)?;
    let room = MOST_TOLD.saturating_sub(told.len());
    let found = plain.found.into_iter().take(room);
    told.extend(found.map(|(_, diagnostic)| diagnostic.at(Place::report(place(), None))));
    match plain.text {
        Cow::Owned(text) => Some(text),
        Cow::Borrowed(_) => None,
    }
}
