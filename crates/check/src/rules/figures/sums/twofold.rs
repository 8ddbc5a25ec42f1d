//! A whole and its parts in two units at once: 1246户2387人，城市318户552人，农村928户1853人. Where the parts make the whole in one unit they
//! are all of it, and have to make it in the other.

use gongwen_core::interval::Verdict;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{begins, sum_of, tell_sum};

/// No more parts are looked at.
const MOST: usize = 12;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    let mut at = 0;
    while at + 5 < line.quantities.len() {
        at += judge(line, at, out).unwrap_or(1);
    }
}

/// Two numbers of two units right beside each other.
fn pair(line: &Line, at: usize) -> Option<[&Quantity; 2]> {
    let [one, other] = line.quantities.get(at..at + 2)? else { return None };
    let exact = |it: &Quantity| {
        it.is_amount() && it.qualifier.is_none() && !it.range && !it.quoted && !it.unit.ends_with('次')
    };
    let beside = matches!(line.text(one.to, other.from.max(one.to)), "" | "、" | "，" | "/");
    (beside && !one.same_unit(other) && exact(one) && exact(other)).then_some([one, other])
}

/// Judges the whole that begins here; how many numbers its statement has.
fn judge(line: &Line, at: usize, out: &mut Findings) -> Option<usize> {
    let whole = pair(line, at)?;
    let part = |place: usize| {
        pair(line, place).filter(|it| {
            it.iter().zip(whole).all(|(part, whole)| part.same_unit(whole) && part.depth == whole.depth)
                && it[0].sentence <= whole[0].sentence + 1
        })
    };
    let parts: Vec<[&Quantity; 2]> = (1..=MOST).map_while(|step| part(at + 2 * step)).collect();
    // 8个26.7公里，其中新建4个9.5公里、改建3个12.2公里、大修1个5公里: the first part is no whole of the others.
    let listed = line.label(at).starts_with("其中") || line.char(begins(line, at).wrapping_sub(1)) == '、';
    if parts.len() < 2 || listed {
        return None;
    }
    let sum = |side: usize| sum_of(parts.iter().filter_map(|it| it.get(side)).map(|it| it.value));
    let [first, second] = [(0, whole[0]), (1, whole[1])].map(|(side, it)| it.value.equals(sum(side)));
    let side = match (first, second) {
        (Verdict::Holds, Verdict::Fails) => 1,
        (Verdict::Fails, Verdict::Holds) => 0,
        _ => return None,
    };
    let claim = *whole.get(side)?;
    let own: Vec<&Quantity> = parts.iter().filter_map(|it| it.get(side)).copied().collect();
    let to = own.last().map_or(claim.to, |it| it.to);
    tell_sum(line, (begins(line, at), to), claim, own, Verdict::Fails, out);
    Some(2 + 2 * parts.len())
}
