//! Figures that refer to each other in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::Figure;
use super::check::Located;
use super::related::related;
use crate::read::Found;
use gongwen_document::{Diagnostic, Message};

/// How many figures of a circle a message names.
const CYCLE_SHOWN: usize = 8;

/// Reports each circle of relations once, at the figure of it that stands first.
pub(super) fn check(
    figures: &[Figure],
    by_id: &BTreeMap<&str, &Figure>,
    located: &Located<'_>,
    found: &mut Found,
) {
    // Peel off what refers to nothing that is left: a loop, not a recursion, since chains may be long.
    let mut waiting: BTreeMap<&str, usize> = BTreeMap::new();
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for figure in by_id.values() {
        let parts: BTreeSet<&str> = related(figure)
            .into_iter()
            .map(|(_, part)| part)
            .filter(|part| *part != figure.id && by_id.contains_key(part))
            .collect();
        waiting.insert(&figure.id, parts.len());
        for part in parts {
            users.entry(part).or_default().push(&figure.id);
        }
    }
    let mut free: Vec<&str> = waiting.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    while let Some(id) = free.pop() {
        waiting.remove(id);
        for user in users.get(id).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(user) {
                *count -= 1;
                if *count == 0 {
                    free.push(user);
                }
            }
        }
    }
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for figure in figures {
        if told.contains(figure.id.as_str()) {
            continue;
        }
        let Some(cycle) = cycle_from(figure, &waiting, by_id) else { continue };
        told.extend(&cycle);
        let mut way = cycle.iter().take(CYCLE_SHOWN).copied().collect::<Vec<_>>().join(" → ");
        if cycle.len() > CYCLE_SHOWN {
            way.push_str(" → …");
        }
        way.push_str(" → ");
        way.push_str(&figure.id);
        found.push(
            Diagnostic::error(
                "figures/cycle",
                Message::new(
                    format!("指标互相引用成了圈：{way}"),
                    format!("figures refer to each other in a circle: {way}"),
                ),
            )
            .at(located.place(&format!("figures.{}", figure.id)))
            .help(Message::new(
                "去掉其中一个 sum_of、rate_of 或者 growth_of",
                "remove one of the sum_of, rate_of or growth_of",
            )),
        );
    }
}

/// The way from a figure back to itself, if there is one among those that are left.
fn cycle_from<'f>(
    start: &'f Figure,
    left: &BTreeMap<&str, usize>,
    by_id: &BTreeMap<&str, &'f Figure>,
) -> Option<Vec<&'f str>> {
    if !left.contains_key(start.id.as_str()) {
        return None;
    }
    let mut came_from: BTreeMap<&str, &'f str> = BTreeMap::new();
    let mut queue = vec![start];
    while let Some(figure) = queue.pop() {
        for (_, part) in related(figure) {
            if part == figure.id || !left.contains_key(part) {
                continue;
            }
            if part == start.id {
                let mut way = vec![figure.id.as_str()];
                while let Some(previous) = way.last().and_then(|id| came_from.get(id)) {
                    way.push(previous);
                }
                way.reverse();
                return Some(way);
            }
            let Some(next) = by_id.get(part) else { continue };
            if !came_from.contains_key(part) {
                came_from.insert(&next.id, &figure.id);
                queue.push(next);
            }
        }
    }
    None
}
