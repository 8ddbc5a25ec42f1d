//! Growth in words 约数增减: 由84批压减到56批，压减三分之一; 减少近一半, 增长过半.

use super::ways::{Way, same_subject, way};
use crate::quantity::Line;
use crate::rules::figures::rates::spoken::{self, Share};
use crate::rules::figures::rates::vulgar;

/// How far behind its two values a growth in words is looked for.
const REACH: usize = 20;

/// The share by which something is said to have grown or fallen behind a place, and which way.
pub(crate) fn behind(line: &Line, from: usize) -> Option<(Share, Way)> {
    let index = line.index_at(from);
    let end = line.ahead(from, &['。', '；', '\n'], REACH);
    let end = line.quantities.get(index).map_or(end, |it| end.min(it.from));
    let mut found = (from..end).filter_map(|at| match line.char(at) {
        '半' => spoken::half(line, at),
        '分' if at > from => vulgar::share(line, at),
        _ => None,
    });
    let share = found.next()?;
    let gap = line.text(from, share.from);
    let way =
        way(gap).filter(|_| (gap.starts_with('，') || gap.chars().count() <= 4) && same_subject(gap))?;
    // 减至一半, 减少到三分之一 say what is left.
    let left = gap.ends_with(['到', '至', '为', '有', '剩', '的', '占']);
    (!left && found.next().is_none()).then_some((share, way))
}
