//! A row behind 分别 or 依次 with what is left or how many there are 分别与其余: 接访58批次，书记、镇长分别接访21批、17批，其余20批由副职接访;
//! 全年供水5508万立方米。放水共三轮，依次1860万立方米、2140万立方米、1508万立方米.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::slip;
use crate::rules::figures::statement::{Statement, addition, begins, is_within, joined, sum_of, tell_sum};
use crate::rules::figures::words::{compares, has};

/// The whole of a row and a rest stands so many characters before it.
const REACH: usize = 48;
/// The whole of a row that is counted stands among so many numbers before it.
const MOST: usize = 8;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, since: usize, out: &mut Findings) {
    let mut index = 0;
    while index + 1 < line.quantities.len() {
        let last = (index..line.quantities.len()).find(|at| !joined(line, *at)).unwrap_or(index);
        if last > index && opens(line, index) {
            left(line, index, last, out);
            counted(line, index, last, since, out);
        }
        index = last + 1;
    }
}

/// Whether 分别 or 依次 stands right before a number.
fn opens(line: &Line, index: usize) -> bool {
    has(line.label(index), &["分别", "依次"])
}

fn is_plain(it: &Quantity) -> bool {
    it.is_amount() && it.qualifier.is_none() && !it.range && !it.quoted
}

/// Whether two numbers count one thing, by a longer word or a shorter one: 58批次, 21批.
fn alike(one: &Quantity, other: &Quantity) -> bool {
    one.same_unit(other) || matches!(one.unit.strip_prefix(other.unit.as_str()), Some("次"))
}

/// A row and what the others have, of a whole in their sentence.
fn left(line: &Line, index: usize, last: usize, out: &mut Findings) {
    const OTHERS: [&str; 7] = ["其余", "其他", "其它", "余下", "剩余", "剩下", "另外"];
    let Some(rest) = line.quantities.get(last + 1) else { return };
    let Some((first, end)) = line.quantities.get(index).zip(line.quantities.get(last)) else { return };
    let gap = line.text(end.to, rest.from.max(end.to));
    let told = OTHERS.iter().any(|word| gap.trim_start_matches(['，', '、', '；']).starts_with(word));
    if !told || gap.chars().count() > 20 || !rest.same_unit(first) {
        return;
    }
    let earlier = (index.saturating_sub(4)..index).rev();
    let whole =
        earlier.filter_map(|at| Some((at, line.quantities.get(at)?))).find(|(_, it)| alike(it, first));
    let Some((at, whole)) = whole else { return };
    let near = first.from - whole.to <= REACH && !line.text(whole.to, first.from).contains('。');
    let parts: Vec<&Quantity> = line.quantities.get(index..=last + 1).unwrap_or_default().iter().collect();
    let sum = sum_of(parts.iter().map(|it| it.value));
    let plain = is_plain(whole) && parts.iter().all(|it| is_plain(it)) && !compares(line.label(at));
    if near && plain && is_within(whole, &sum, Decimal::new(70, 2), Decimal::new(135, 2)) {
        let (to, verdict) = (parts.last().map_or(whole.to, |it| it.to), whole.value.equals(sum));
        tell_sum(line, (begins(line, at), to), whole, parts, verdict, out);
    }
}

/// A row of as many numbers as are counted, which nearly makes a number of the same unit before its sentence.
fn counted(line: &Line, index: usize, last: usize, since: usize, out: &mut Findings) {
    let parts: Vec<&Quantity> = line.quantities.get(index..=last).unwrap_or_default().iter().collect();
    let (Some(first), Some(end)) = (parts.first(), parts.last()) else { return };
    // 放水共三轮: as many times as there are numbers.
    let clause = line.text(line.back(first.from, &['。', '；', '\n'], REACH), first.from);
    let Some(numeral) = "零一二三四五六七八九十".chars().nth(parts.len()) else { return };
    let said = ['次', '轮', '期', '批', '季', '茬', '场'].iter().any(|unit| {
        clause.contains(&format!("{numeral}{unit}")) || clause.contains(&format!("{}{unit}", parts.len()))
    });
    if parts.len() < 3 || !said || !parts.iter().all(|it| is_plain(it)) {
        return;
    }
    let sum = sum_of(parts.iter().map(|it| it.value));
    let (reason, computed) = addition(&parts, end);
    let mut told =
        (index.saturating_sub(MOST)..index).rev().filter_map(|at| Some((at, line.quantities.get(at)?)));
    let whole = told.find(|(at, it)| {
        it.same_unit(first)
            && is_plain(it)
            && it.sentence < first.sentence
            && !compares(line.label(*at))
            && (it.value.may_equal(&sum) || is_within(it, &sum, Decimal::new(98, 2), Decimal::new(102, 2)))
    });
    let Some((_, whole)) = whole else { return };
    let verdict = whole.value.equals(sum);
    let slip = verdict == Verdict::Holds || slip::is_slip(whole.printed, addition(&parts, whole).1, &[]);
    if !slip || out.covers(since, line.span(first.from, end.to)) {
        return;
    }
    let (from, to, shown) = (begins(line, index), end.to, whole.shown());
    Statement {
        kind: "figures/parts-sum",
        line,
        from,
        to,
        claim: whole,
        called: ("合计", "whole"),
        parts,
        verdict,
        reason,
    }
    .suspect(
        || format!("各次之和 {computed} 与前面的 {shown} 只差一点：若说的是同一件事，其中有一个数写错"),
        || format!("the row makes {computed}, {shown} is told before it: if they are the same, one is wrong"),
        out,
    );
}
