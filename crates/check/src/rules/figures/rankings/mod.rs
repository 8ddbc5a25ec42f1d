//! What is said of the order of numbers 名次: the most, the least, the second, from the highest to the lowest.

mod claim;
mod compared;
mod differs;
mod entries;
mod kin;
mod leading;
mod sequence;
mod stand;

use crate::Findings;
use crate::quantity::Line;
use crate::rules::rank::ranks;

/// All statements of a paragraph.
pub(super) fn run(line: &Line, out: &mut Findings) {
    if line.quantities.len() < 2 {
        return;
    }
    sequence::run(line, out);
    let list = entries::List::new(line);
    if line.quantities.len() > 2 {
        differs::run(line, &list, out);
    }
    if leading::is_told(line) {
        leading::run(line, &list, out);
    }
    let (ranks, words) = (ranks(line), compared::words(line));
    if ranks.is_empty() && words.is_empty() {
        return;
    }
    stand::run(line, &list, &ranks, out);
    compared::run(line, &list, &words, out);
}
