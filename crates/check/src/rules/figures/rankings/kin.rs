//! Which names are of one list: 甲村 and 乙村, 第二产业 and 第三产业, or those that stand in one row.

use gongwen_core::Interval;

use super::entries::{Entry, Kind, around, ends, place_of};
use crate::quantity::Line;

/// So many entries on either side are looked at.
const REACH: usize = 24;

/// Whether two names end alike and neither is a part of the other.
pub(super) fn is_kin(one: &str, other: &str) -> bool {
    // 白石镇 and 丰乐乡 are of one kind.
    let last = |name: &str| match name.chars().last() {
        Some('乡' | '道') => Some('镇'),
        Some('区' | '市') => Some('县'),
        last => last,
    };
    let nested = one != other && (one.contains(other) || other.contains(one));
    one.chars().count() > 1
        && other.chars().count() > 1
        && last(one) == last(other)
        && !nested
        && time(one) == time(other)
}

/// The part of a year that a name has: 三季度 is no sibling of 上半年.
fn time(name: &str) -> Option<usize> {
    ["季度", "半年", "月", "年"].iter().position(|word| name.contains(word))
}

/// The entries that a text names, by the longest name of which it has the beginning; and what it says besides.
pub(super) fn named_in<'l>(
    line: &'l Line,
    entries: &[Entry<'l>],
    said: &'l str,
    at: usize,
) -> Option<(&'l str, Vec<Entry<'l>>, &'l str)> {
    let here = entries.partition_point(|it| it.quantity.from < at);
    // What has been told of is in this sentence or in the one beside it.
    let stops =
        |it: &Entry<'_>| it.stops + if it.quantity.from < at { ends(line, it.quantity.from, at) } else { 0 };
    let stops = here.checked_sub(1).and_then(|it| entries.get(it)).map_or_else(|| ends(line, 0, at), stops);
    let near = around(entries, here, REACH).iter().filter(|it| within(it, (at, stops)));
    let mut best: Option<(&str, usize)> = None;
    let mut own: Vec<Entry<'l>> = Vec::new();
    for entry in near {
        let whole = beginning(entry.name, said).filter(|(place, _)| opens(said, *place));
        let Some((place, name)) = whole.or_else(|| ending(entry.name, said)) else { continue };
        if !entry.is_told() {
            continue;
        }
        match best {
            Some((known, _)) if known.len() > name.len() => {}
            Some((known, _)) if known == name => own.push(*entry),
            // Two names as long as each other: nobody knows which.
            Some((known, _)) if known.len() == name.len() => return None,
            _ => {
                best = Some((name, place));
                own = vec![*entry];
            }
        }
    }
    let (name, place) = best?;
    let lead = said.get(..place)?;
    let rest = said.get(place + name.len()..)?;
    let joined = rest.starts_with(['、', '和', '与', '及', '等']) || lead.ends_with('、');
    (!joined).then_some((name, own, rest))
}

/// Whether a name may begin at this byte of a text.
fn opens(said: &str, place: usize) -> bool {
    let lead = said.get(..place).unwrap_or_default();
    lead.is_empty()
        || lead.ends_with(['以', '是', '中', '内', '看', '里', '为', '的', '、', '但', '而', '仍'])
}

/// The longest beginning of a name, of two characters at least, that a text has.
fn beginning<'n>(name: &'n str, said: &str) -> Option<(usize, &'n str)> {
    let ends = name.char_indices().map(|(at, _)| at).skip(2).chain([name.len()]);
    let mut found = None;
    for end in ends {
        let part = name.get(..end)?;
        match said.find(part) {
            Some(at) => found = Some((at, part)),
            None => break,
        }
    }
    found
}

/// The longest end of a name, of two characters at least, with which a text begins: 办公室 of 各科室采用量办公室42条.
fn ending<'n>(name: &'n str, said: &str) -> Option<(usize, &'n str)> {
    let rests = name.char_indices().skip(2).filter_map(|(at, _)| name.get(at..));
    rests.filter(|rest| rest.chars().count() > 1).find(|rest| said.starts_with(*rest)).map(|rest| (0, rest))
}

/// Whether an entry stands in the sentence of a place, before which so many have ended, or in the one before or behind.
fn within(entry: &Entry<'_>, (at, stops): (usize, usize)) -> bool {
    const FARTHEST: usize = 240;
    let quantity = entry.quantity;
    let apart = if quantity.from < at { at.saturating_sub(quantity.to) } else { quantity.from - at };
    apart < FARTHEST && entry.stops.abs_diff(stops) <= 1
}

/// The entries that stand beside one in its list.
pub(super) fn siblings<'l>(
    line: &'l Line,
    entries: &[Entry<'l>],
    own: &Entry<'l>,
    name: &str,
) -> Vec<Entry<'l>> {
    let Some(here) = place_of(entries, own.index) else { return Vec::new() };
    let near = around(entries, here, REACH);
    let tail = own.name.strip_prefix(name).unwrap_or_default();
    let other = |it: &&Entry<'l>| {
        it.index != own.index && it.alike(own) && it.is_member() && it.name != own.name && it.name != name
    };
    let kin = |it: &&Entry<'l>| {
        let bare = it.name.strip_suffix(tail).unwrap_or(it.name);
        is_kin(bare, name) && within(it, (own.quantity.from, own.stops)) && !parted(near, own, it)
    };
    let mut found: Vec<Entry<'l>> = near.iter().filter(other).filter(kin).copied().collect();
    let mut row = row(line, entries, here);
    row.retain(|it| other(&it) && time(it.name) == time(name));
    if row.len() > 1 {
        row.retain(|it| {
            !found.iter().any(|known| known.index == it.index)
                && !it.name.contains(name)
                && !name.contains(it.name)
        });
        // 财政支出12.6亿元，教育支出3.8亿元…: what opens the row may be all of it.
        let first = row
            .iter()
            .min_by_key(|it| it.index)
            .filter(|it| it.index < own.index && it.kind == Kind::Amount)
            .copied();
        if let Some(whole) = first {
            let rest =
                Interval::sum(row.iter().filter(|it| it.index != whole.index).map(|it| it.value)) + own.value;
            if !whole.value.is_below(&rest) {
                row.retain(|it| it.index != whole.index);
            }
        }
        found.extend(row);
    }
    of_one_list(near, own, name, &mut found);
    found
}

/// Of two lists of the same names only the nearer one is kept: 甲组86户，乙组92户。甲组脱贫户最多，为26户，乙组19户.
fn of_one_list(near: &[Entry<'_>], own: &Entry<'_>, name: &str, found: &mut Vec<Entry<'_>>) {
    let again = near.iter().filter(|it| it.index != own.index && it.alike(own) && it.name == name);
    for it in again {
        found.retain(|other| (other.index < own.index) != (it.index < own.index));
    }
    let all: Vec<(usize, &str)> = found.iter().map(|it| (it.index, it.name)).collect();
    let distance = |index: usize| index.abs_diff(own.index);
    found.retain(|it| {
        !all.iter().any(|(index, name)| *name == it.name && distance(*index) < distance(it.index))
    });
}

/// Whether 其中 stands between two entries of one sentence: then one may be a part of the other.
fn parted(entries: &[Entry<'_>], one: &Entry<'_>, other: &Entry<'_>) -> bool {
    let (first, last) = if one.index < other.index { (one, other) } else { (other, one) };
    entries.iter().filter(|it| it.index > first.index && it.index <= last.index).any(|it| {
        it.among
            && (it.quantity.sentence == first.quantity.sentence
                || it.quantity.sentence == last.quantity.sentence)
    })
}

/// The entries in a row around one: of its kind, with nothing between them but other numbers of the same things.
fn row<'l>(line: &Line, entries: &[Entry<'l>], here: usize) -> Vec<Entry<'l>> {
    const GAP: usize = 24;
    let Some(own) = entries.get(here) else { return Vec::new() };
    let mut found = Vec::new();
    for back in [true, false] {
        let mut last = *own;
        for step in 1..=REACH {
            let at = if back { here.checked_sub(step) } else { here.checked_add(step) };
            let Some(it) = at.and_then(|at| entries.get(at)) else { break };
            let (first, second) = if back { (it, &last) } else { (&last, it) };
            let between = line.text(first.quantity.to, second.quantity.from.max(first.quantity.to));
            let near = between.chars().count() <= GAP && !between.contains(['。', '\n', '：']);
            if !near || it.among && !back || last.among && back {
                break;
            }
            // 增长7.2% of the same thing.
            if !it.alike(own) {
                if it.lent || !back && it.name == last.name || back && last.lent {
                    last = *it;
                    continue;
                }
                break;
            }
            if !it.is_member() {
                break;
            }
            last = *it;
            found.push(*it);
        }
    }
    found
}
