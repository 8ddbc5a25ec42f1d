//! The white that a justified line shares out among its characters, and how much of it is too much.

use crate::inline::classes::Class;
use crate::inline::collect::Item;

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

/// Whether a line whose measure leaves so much white (`slack`, EMU) would draw 汉字 apart by more than `most` hundredths of
/// an em a gap. A line without a gap is not drawn apart at all, so it is not loose.
///
/// 27 gaps take 3.2 em at 12 hundredths each; the white of most lines is less than one em, which 9 gaps take, so few items
/// are looked at.
pub(crate) fn is_loose(items: &[Item], still: usize, ink: usize, slack: i64, most: i64) -> bool {
    let Some(em) = items.first().map(|item| item.em) else { return false };
    let each = (em * most / 100).max(1);
    let few = |slack: i64| {
        let needed = usize::try_from((slack + each - 1) / each).unwrap_or(0);
        let found = gaps(items, still, ink).take(needed).count();
        found > 0 && found < needed
    };
    few(slack)
        && few(slack - roomy(items, still, ink, Wide::Space).1 - roomy(items, still, ink, Wide::Latin).1)
}

/// The white of a justified line, in the order in which Word adds it (measured of Word 2013 and later): spaces grow to half
/// an em, then the white between 汉字 and letters or digits to half an em, then all gaps alike.
#[derive(Default)]
pub(crate) struct Fill {
    spaces: Spread,
    latin: Spread,
    all: Spread,
}

/// What grows before all gaps do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wide {
    /// The spaces between words.
    Space,
    /// Between 汉字 and letters or digits.
    Latin,
}

/// How much a place may grow until it is half an em wide, EMU.
fn room(item: &Item, wide: Wide) -> i64 {
    match wide {
        Wide::Space if item.class == Class::Space => (item.em / 2 - item.width).max(0),
        Wide::Latin if item.lead > 0 => (item.em / 2 - item.lead).max(0),
        _ => 0,
    }
}

/// How many places of a line may grow until they are half an em wide, and by how much together.
fn roomy(items: &[Item], still: usize, ink: usize, wide: Wide) -> (usize, i64) {
    let rooms = items.iter().take(ink).skip(still + 1).map(|item| room(item, wide)).filter(|room| *room > 0);
    rooms.fold((0, 0), |(count, sum), room| (count + 1, sum + room))
}

impl Fill {
    /// Shares out the white of a line.
    pub(crate) fn new(items: &[Item], still: usize, ink: usize, slack: i64) -> Fill {
        let mut rest = slack;
        let mut share = |wide| {
            let (count, room) = roomy(items, still, ink, wide);
            let share = rest.min(room);
            rest -= share;
            Spread::new(share, count)
        };
        let (spaces, latin) = (share(Wide::Space), share(Wide::Latin));
        Fill { spaces, latin, all: Spread::new(rest, gaps(items, still, ink).count()) }
    }

    /// What is added before this item, and what to its own width.
    pub(crate) fn take(&mut self, item: &Item) -> (i64, i64) {
        let before = if room(item, Wide::Latin) > 0 { self.latin.take() } else { 0 };
        let inside = if room(item, Wide::Space) > 0 { self.spaces.take() } else { 0 };
        (before, inside)
    }

    /// What is added in a gap.
    pub(crate) fn take_gap(&mut self) -> i64 {
        self.all.take()
    }
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
