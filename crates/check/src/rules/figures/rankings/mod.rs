//! What is said of the order of numbers 名次: the most, the least, the second, from the highest to the lowest.

mod claim;
mod entries;
mod kin;
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
    let ranks = ranks(line);
    if !ranks.is_empty() {
        stand::run(line, &entries::entries(line), &ranks, out);
    }
}
