//! Places that numbers contradict: 甲村86户，乙村92户，甲村最多; 甲类31起，列第二位；乙类47起，列第三位.

use gongwen_core::interval::Verdict;

use super::claim::{Claim, claim};
use super::entries::{Entry, List};
use super::kin::siblings;
use crate::Findings;
use crate::quantity::Line;
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::rank::{Place, Rank};

/// All statements of a paragraph.
pub(super) fn run<'l>(line: &'l Line, list: &List<'l>, ranks: &[Rank], out: &mut Findings) {
    let mut before: Option<Claim<'_>> = None;
    for rank in ranks {
        let Some(mut own) = claim(line, list, rank) else { continue };
        let last =
            before.take().filter(|it| !line.text(it.to.min(own.from), own.from).contains(['。', '\n']));
        own.place = match (own.place, last.as_ref().map(|it| it.place)) {
            (Place::Next, Some(Place::Top(nth))) => Place::Top(nth + 1),
            (Place::Next, Some(Place::Bottom(nth))) => Place::Bottom(nth + 1),
            (Place::Next, _) => continue,
            (place, _) => place,
        };
        let failed =
            last.is_some_and(|last| behind(line, &last, &own, out)) || among(line, list.all(), &own, out);
        // What was wrong is no measure for the next one.
        before = Some(own).filter(|_| !failed);
    }
}

/// Whether a number lies before another one in an order from the most or from the least on.
fn precedes(one: &Entry<'_>, other: &Entry<'_>, top: bool) -> bool {
    if top { other.value.is_below(&one.value) } else { one.value.is_below(&other.value) }
}

/// The place of a claim, and whether it is counted from the most on.
fn order(claim: &Claim<'_>) -> Option<(u32, bool)> {
    match claim.place {
        Place::Top(nth) => Some((nth, true)),
        Place::Bottom(nth) => Some((nth, false)),
        Place::Next => None,
    }
}

/// Holds a place against the one told before it: what is the third cannot be more than the second.
fn behind(line: &Line, last: &Claim<'_>, own: &Claim<'_>, out: &mut Findings) -> bool {
    let (Some((first, top)), Some((second, same))) = (order(last), order(own)) else { return false };
    if top != same || first == second || last.name == own.name {
        return false;
    }
    let pairs = || {
        let alike = |one: &Entry<'_>, other: &Entry<'_>| one.alike(other) && one.index != other.index;
        last.own.iter().flat_map(move |one| {
            own.own.iter().filter(move |other| alike(one, other)).map(move |other| (*one, *other))
        })
    };
    let Some((one, other)) = pairs().next() else { return false };
    let up = first < second;
    let fails = pairs()
        .all(|(one, other)| if up { precedes(&other, &one, top) } else { precedes(&one, &other, top) });
    tell(line, (last.from.min(own.from), own.to.max(last.to)), &other, &one, fails, out);
    fails
}

/// Holds a place against all that stand in its list.
fn among(line: &Line, entries: &[Entry<'_>], own: &Claim<'_>, out: &mut Findings) -> bool {
    let Some((nth, top)) = order(own) else { return false };
    let mut told: Option<(Entry<'_>, Entry<'_>)> = None;
    let mut fails = true;
    for entry in &own.own {
        let mut others = siblings(line, entries, entry, own.name);
        // A number that stands with the claim is of its measure; that of a list before need not be.
        if entry.quantity.from > own.at {
            others.retain(|it| {
                it.index > entry.index || !line.text(it.quantity.to, own.at).contains(['。', '\n'])
            });
        }
        let Some(first) = others.first() else { continue };
        let beyond = || others.iter().filter(|it| precedes(it, entry, top));
        let count = u32::try_from(beyond().count()).unwrap_or(u32::MAX);
        fails &= count >= nth;
        // The nearest of them is the one that should not be.
        let nearest = beyond().fold(None, |nearest: Option<&Entry<'_>>, it| match nearest {
            Some(known) if !precedes(known, it, top) => Some(known),
            _ => Some(it),
        });
        told = told.or(Some((*entry, *nearest.unwrap_or(first))));
    }
    if let Some((entry, other)) = told {
        // 乙类31起，列第二位: the statement begins with its name.
        let beside = entry.quantity.to <= own.to && entry.quantity.to + 4 >= own.at;
        let from = if beside { own.from.min(begins(line, entry.index)) } else { own.from };
        tell(line, (from, own.to), &entry, &other, fails, out);
    }
    fails && told.is_some()
}

fn tell(
    line: &Line,
    (from, to): (usize, usize),
    own: &Entry<'_>,
    other: &Entry<'_>,
    fails: bool,
    out: &mut Findings,
) {
    let (shown, more) = (own.quantity.shown(), other.quantity.shown());
    let sign = match own.value.is_below(&other.value) {
        true => '<',
        false if other.value.is_below(&own.value) => '>',
        false => '=',
    };
    Statement {
        kind: "figures/same-fact-differs",
        line,
        from,
        to,
        claim: own.quantity,
        called: ("所说的数", "number it is said of"),
        parts: vec![other.quantity],
        verdict: if fails { Verdict::Fails } else { Verdict::Holds },
        reason: format!("{shown} {sign} {more}"),
    }
    .tell(
        || format!("名次与所列的数不合：这里说的是 {shown}，列的数里有 {more}"),
        || format!("the order contradicts the numbers: what is said of is {shown}, the list has {more}"),
        out,
    );
}
