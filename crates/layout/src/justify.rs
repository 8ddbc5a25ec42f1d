//! The white that a justified line shares out among its characters, and how much of it is too much.

use crate::classes::Class;
use crate::collect::Item;

/// Whether white may be added before this item: at 汉字 and spaces, never in words, numbers, —— and ……
pub(crate) fn gap(items: &[Item], index: usize) -> bool {
    let (before, after) = (items[index - 1].class, items[index].class);
    let whole = matches!((before, after), (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis));
    let beside_space = after == Class::Space && before != Class::Ideograph;
    !whole
        && !beside_space
        && (before.stretches() || after.stretches())
        && after != Class::Glue
        && before != Class::Glue
}

/// The places of a line that may take white: the items behind `still`, up to `ink`, before which some may stand.
pub(crate) fn gaps(items: &[Item], still: usize, ink: usize) -> impl Iterator<Item = usize> + '_ {
    (still + 1..ink).filter(|index| gap(items, *index))
}

/// How many items of a line stay where wrapped lines expect them: a label or an ordinal before the place `hang`, which the
/// line, beginning with item `start`, holds; none when there is nothing behind them.
pub(crate) fn still(hang: usize, start: usize, ink: usize) -> usize {
    let still = hang.saturating_sub(start);
    if still < ink { still } else { 0 }
}

/// Whether a line whose measure leaves so much white (`slack`, EMU) would be drawn apart by more than `most` hundredths of
/// an em a gap. A line without a gap is not drawn apart at all, so it is not loose.
///
/// 27 gaps take 3.2 em at 12 hundredths each; the white of most lines is less than one em, which 9 gaps take, so few items
/// are looked at.
pub(crate) fn is_loose(items: &[Item], still: usize, ink: usize, slack: i64, most: i64) -> bool {
    let Some(em) = items.first().map(|item| item.em) else { return false };
    let each = (em * most / 100).max(1);
    let needed = usize::try_from((slack + each - 1) / each).unwrap_or(0);
    let found = gaps(items, still, ink).take(needed).count();
    found > 0 && found < needed
}

/// A length shared out evenly, to the last EMU.
#[derive(Default)]
pub(crate) struct Spread {
    rest: i64,
    parts: i64,
}

impl Spread {
    pub(crate) fn new(total: i64, parts: usize) -> Spread {
        Spread { rest: total, parts: parts as i64 }
    }

    /// The share of each, were there one more; none when there is nothing to share.
    pub(crate) fn share_of_one_more(&self) -> Option<i64> {
        (self.rest > 0 && self.parts > 0).then(|| self.rest / (self.parts + 1))
    }

    pub(crate) fn take(&mut self) -> i64 {
        if self.parts <= 0 {
            return 0;
        }
        let share = self.rest / self.parts;
        self.rest -= share;
        self.parts -= 1;
        share
    }
}
