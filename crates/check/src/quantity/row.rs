//! The unit that a row of numbers has only once, behind its last: 7.64亿、8.72亿、3.18亿千瓦时.

use super::line::Line;
use super::units::{self, Found};

/// No row of a text is longer.
const LONGEST: usize = 12;

/// The unit of the row that goes on here, behind a number with a scale and nothing else, and where it stands; each number has
/// a scale.
pub(crate) fn unit_of_row(line: &Line, mut at: usize) -> Option<(Found, usize)> {
    let rest = |at: usize| line.chars.get(at..(at + 8).min(line.chars.len())).unwrap_or_default();
    for _ in 0..LONGEST {
        let digits = (at + 1..)
            .take_while(|at| line.char(*at).is_ascii_digit() || line.char(*at) == '.')
            .take(LONGEST)
            .count();
        if digits == 0 || !matches!(line.char(at), '、' | '和' | '及' | '与') {
            return None;
        }
        at += 1 + digits;
        let (_, length) = units::scale(rest(at))?;
        at += length;
        if let Some(unit) = units::unit(rest(at)) {
            return Some((unit, at));
        }
    }
    None
}
