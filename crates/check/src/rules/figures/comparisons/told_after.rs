//! Several values, their changes, and behind them what each was before 先列变化、后列上年数: 发展党员7名、转正8名，分别比上年增加1名、5名，
//! 上年发展党员6名、转正3名.

use super::ways::{Way, way};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins, joined, printed_in};
use crate::rules::figures::words::has;

/// The most values of one such row.
const MOST: usize = 4;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for at in 2..line.quantities.len() {
        let label = line.label(at);
        if label.contains("分别") && has(label, &["上年", "去年", "同期"]) && joined(line, at) {
            judge(line, at, out);
        }
    }
}

/// Holds the row of changes that begins here against the values before it and behind it.
fn judge(line: &Line, at: usize, out: &mut Findings) {
    let count = 1 + (at..at + MOST).take_while(|at| joined(line, *at)).count();
    let Some(way) = way(line.label(at)) else { return };
    let Some(first) = at.checked_sub(count) else { return };
    let Some(all) = line.quantities.get(first..at + 2 * count) else { return };
    let plain = |it: &&Quantity| {
        (it.is_amount() || it.unit == "天") && !it.range && !it.quoted && it.qualifier.is_none()
    };
    let earlier = |name: &str| {
        let rest = ["上年同期", "去年同期", "上年", "去年"].iter().find_map(|word| name.strip_prefix(word));
        rest.map(|rest| rest.trim_start_matches(['的', '共']).to_owned())
    };
    let names = (0..count).all(|it| {
        let (own, old) = (line.label(first + it), line.label(at + count + it));
        let old = if it == 0 { earlier(old) } else { Some(old.to_owned()) };
        old.is_some_and(|old| old.chars().count() > 1 && own.ends_with(&old))
    });
    let one = all.first().map(|it| it.sentence);
    if !names || !all.iter().all(|it| plain(&it) && Some(it.sentence) == one) {
        return;
    }
    for it in 0..count {
        let [Some(new), Some(change), Some(old)] = [it, count + it, 2 * count + it].map(|it| all.get(it))
        else {
            return;
        };
        if !new.same_unit(old) || !new.same_unit(change) {
            continue;
        }
        let made = if way == Way::Up { new.value - old.value } else { old.value - new.value };
        let (one, other) = if way == Way::Up { (new, old) } else { (old, new) };
        let made_in = printed_in(one, new) - printed_in(other, new);
        let shown = change.shown();
        Statement {
            kind: "figures/growth",
            line,
            from: begins(line, first + it),
            to: old.to,
            claim: change,
            called: ("变化", "change"),
            parts: vec![new, old],
            verdict: change.value.equals(made),
            reason: format!("{} − {} = {made_in}", printed_in(one, new), printed_in(other, new)),
        }
        .tell(
            || format!("写的是 {shown}，按两年的数算是 {made_in}"),
            || format!("{shown} is stated, the two years make {made_in}"),
            out,
        );
    }
}
