//! Parts that a paragraph of their own goes on with 另段的其中: 全年供水2190万立方米…。\n其中居民用水1314万立方米，工业用水657万立方米，其他用水219万立方米.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::closed::{is_whole, overlaps};
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{is_within, sum_of, tell_sum};
use crate::rules::figures::words::{acts, compares};
use crate::{Findings, Role};

/// The most parts of a list in prose.
const MOST: usize = 12;

/// All statements of a text. What was found since there were `since` is not told again.
pub(crate) fn run(lines: &[Line], since: usize, out: &mut Findings) {
    for pair in lines.windows(2) {
        let [before, line] = pair else { continue };
        if line.quantities.len() > 1
            && !matches!(line.role, Role::Cell(_))
            && line.text(0, 2.min(line.chars.len())) == "其中"
        {
            judge(before, line, since, out);
        }
    }
}

fn is_plain(it: &Quantity) -> bool {
    it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none() && it.depth == 0
}

/// The numbers of one unit at the head of a paragraph, each behind one mark.
fn parts(line: &Line) -> Vec<&Quantity> {
    let Some(first) = line.quantities.first().filter(|it| is_plain(it)) else { return Vec::new() };
    let mut last = first.to;
    let listed = line.quantities.iter().skip(1).take(MOST).take_while(|it| {
        let gap = line.text(last, it.from.max(last));
        last = it.to;
        is_plain(it)
            && it.same_unit(first)
            && gap.chars().count() <= 14
            && gap.starts_with(['，', '、'])
            && gap.matches(['，', '、', '。', '；']).count() == 1
    });
    std::iter::once(first).chain(listed).collect()
}

/// Holds parts that leave nothing over against the first number of the paragraph before.
fn judge(before: &Line, line: &Line, since: usize, out: &mut Findings) {
    let parts = parts(line);
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    let names: Vec<&str> = (0..parts.len()).map(|at| line.label(at).trim_start_matches("其中")).collect();
    let own = before.quantities.iter().position(|it| it.same_unit(first) && it.is_amount());
    let Some((at, whole)) = own.and_then(|at| Some((at, before.quantities.get(at)?))) else { return };
    let sum = sum_of(parts.iter().map(|it| it.value));
    let near = is_within(whole, &sum, Decimal::new(85, 2), Decimal::new(115, 2));
    let other = before.quantities.iter().any(|it| it.same_unit(whole) && it.value.may_equal(&sum));
    if parts.len() < 3
        || !is_whole(&names)
        || !near
        || other
        || !is_plain(whole)
        || compares(before.label(at))
        || names.iter().any(|name| acts(name))
        || overlaps(&names, before.label(at))
        || out.covers(since, line.span(first.from, last.to))
        || whole.value.equals(sum) != Verdict::Fails
    {
        return;
    }
    let to = last.to;
    tell_sum(line, (0, to), whole, parts, Verdict::Fails, out);
}
