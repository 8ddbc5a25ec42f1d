//! Lists of names 姓名、机关名称: a short name is not parted by the end of a line, a longer one only where a line may end
//! between words.
//!
//! Word cannot be told that without a character nobody typed, so its lines part such names. Ours keep them where the paragraph
//! has as many lines as Word's, and part them where it would have more: pages end alike in both files.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::inline::classes::Class;
use crate::inline::collect::{Boundary, Item};
use crate::inline::lines::{Line, Measure, choose_lines};
use crate::inline::title::word_starts;

/// A name up to this length is never parted.
const SHORT: usize = 4;
/// A longer one leaves so much on each line.
const LEAST: usize = 2;

/// A line that keeping a name whole leaves looser than this is set ragged, in hundredths of an em.
const LOOSEST: i64 = 5;

/// How many items are broken into lines anew for the names of a paragraph: enough for pages of names. What is parted beyond
/// stays so, as in Word.
const MOST_WORK: usize = 1_000_000;
/// More characters without a mark between them are no name.
const LONGEST: usize = 200;

/// Moves names that a line's end parts to the next line, as long as that makes no line more.
pub(crate) fn keep_whole(items: &mut [Item], lines: &mut Vec<Line>, measure: &Measure) {
    let count = lines.len();
    let most_stretch = measure.most_stretch.map(|most| most.min(LOOSEST));
    let measure = &Measure { most_stretch, ..*measure };
    // Names that are parted all the same.
    let mut parted: BTreeSet<usize> = BTreeSet::new();
    let mut tries = MOST_WORK / items.len().max(1);
    while let Some(name) = first_cut(items, lines, &parted).filter(|_| tries > 0) {
        tries -= 1;
        let before: Vec<Boundary> = items[name.clone()].iter().map(|item| item.boundary).collect();
        close(items, name.clone());
        let kept = choose_lines(items, measure);
        if kept.len() <= count {
            *lines = kept;
        } else {
            for (item, boundary) in items[name.clone()].iter_mut().zip(before) {
                item.boundary = boundary;
            }
        }
        parted.insert(name.start);
    }
}

/// The first name that the end of a line parts, none of these.
fn first_cut(items: &[Item], lines: &[Line], parted: &BTreeSet<usize>) -> Option<Range<usize>> {
    lines.iter().skip(1).map(|line| line.items.start).find_map(|start| {
        let name = name_around(items, start)?;
        (!parted.contains(&name.start)).then_some(name)
    })
}

/// The name in which a line begins at this item; none when it begins between names.
fn name_around(items: &[Item], start: usize) -> Option<Range<usize>> {
    let inside = |index: usize| {
        items.get(index).is_some_and(|item| {
            item.class == Class::Ideograph && item.character.is_alphabetic() || item.character == '·'
        })
    };
    let first = (0..start).rev().take(LONGEST).take_while(|index| inside(*index)).last()?;
    let end = (start..items.len()).take(LONGEST).take_while(|index| inside(*index)).last()? + 1;
    (end - first <= LONGEST).then_some(first..end)
}

/// No line begins in a short name any more, and in a longer one only between words.
fn close(items: &mut [Item], name: Range<usize>) {
    let starts = if name.len() <= SHORT { Vec::new() } else { word_starts(&items[name.clone()]) };
    let length = name.len();
    for (place, item) in items[name].iter_mut().enumerate().skip(1) {
        let word = starts.contains(&place) && place >= LEAST && length - place >= LEAST;
        if !word && item.boundary > Boundary::Never {
            item.boundary = Boundary::Never;
        }
    }
}
