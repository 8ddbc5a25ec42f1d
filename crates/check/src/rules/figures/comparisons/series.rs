//! Values of several years in a row 逐年的数: 2020年12万元，2021年18万元，2022年27万元，年均增长50%.

use crate::quantity::{Line, Quantity};

/// So many values of one row are looked at.
const MOST: usize = 8;

/// The first and the last value of the row of years that a claim of yearly growth stands behind; nothing when there are no
/// three of them.
pub(crate) fn ends<'l>(line: &'l Line, claim: &Quantity) -> Option<(&'l Quantity, &'l Quantity)> {
    let at = line.index_at(claim.from);
    let last = line.quantities.get(at.checked_sub(1)?)?;
    let of_year = |it: &&Quantity| {
        let label = line.label(line.index_at(it.from));
        it.same_unit(last)
            && it.sentence == claim.sentence
            && it.depth == claim.depth
            && label.contains("20")
            && label.contains('年')
    };
    let before = line.quantities.get(at.saturating_sub(MOST)..at)?;
    let row: Vec<&Quantity> = before.iter().rev().take_while(of_year).collect();
    let first = row.last().copied().filter(|_| row.len() > 2)?;
    Some((first, last))
}
