//! What is left of a target 未完成的部分: 任务5000亩，已完成4600亩，还差400亩.

use gongwen_core::interval::Verdict;

use rust_decimal::Decimal;

use super::statement::{Statement, begins, beside, printed_in};
use super::words::has;
use crate::Findings;
use crate::quantity::{Line, Quantity};

/// Words right before what is left.
const LEFT: [&str; 9] = ["还差", "尚差", "仍差", "剩余", "尚余", "还剩", "尚缺", "尚欠", "仍有差距"];

/// What is aimed at, and what was done of it.
const AIMS: [&str; 4] = ["目标", "任务", "计划", "预算"];
const DONE: [&str; 8] = ["已", "完成", "实际", "累计", "到位", "支付", "支出", "收缴"];

/// All statements of a paragraph.
pub(super) fn run(line: &Line, out: &mut Findings) {
    for (index, left) in line.quantities.iter().enumerate().skip(2) {
        let label = line.label(index);
        let said = LEFT.iter().find_map(|word| label.strip_prefix(word));
        if said.is_some_and(|rest| rest.chars().count() <= 4) && left.is_amount() && !left.range {
            judge(line, index, left, out);
        }
    }
}

fn judge(line: &Line, index: usize, left: &Quantity, out: &mut Findings) {
    let before = line.quantities.get(..index).unwrap_or_default().iter().enumerate().rev();
    let own: Vec<(usize, &Quantity)> = before
        .take_while(|(_, it)| it.sentence == left.sentence)
        .filter(|(_, it)| it.same_unit(left))
        .take(3)
        .collect();
    let [(one_at, one), (other_at, other)] = own.as_slice() else { return };
    let ((aim_at, aim), (done_at, done)) = match has(line.label(*one_at), &AIMS) {
        true => ((one_at, one), (other_at, other)),
        false => ((other_at, other), (one_at, one)),
    };
    let named = |at: usize, words: &[&str]| has(line.label(at), words);
    let plain = |it: &Quantity| it.qualifier.is_none() && !it.range && it.depth == left.depth;
    let told = named(*aim_at, &AIMS)
        && named(*done_at, &DONE)
        && !named(*done_at, &AIMS)
        && !has(line.label(*aim_at), &["上年", "去年", "比", "超"]);
    if !told || !plain(aim) || !plain(done) || left.qualifier.is_some() || !done.value.is_below(&aim.value) {
        return;
    }
    let (whole, part) = beside(aim, done);
    let made = printed_in(aim, left) - printed_in(done, left);
    let verdict = left.value.equals(whole - part);
    // So little or so much is of another thing.
    if verdict == Verdict::Fails && (made > left.printed * APART || left.printed > made * APART) {
        return;
    }
    let (shown, unit) = (left.shown(), &left.printed_unit);
    let first = aim.from.min(done.from);
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, line.index_at(first)),
        to: left.to,
        claim: left,
        called: ("剩余", "what is left"),
        parts: vec![aim, done],
        verdict,
        reason: format!("{} - {} = {made}", printed_in(aim, left), printed_in(done, left)),
    }
    .tell(
        || format!("写的是还差 {shown}{unit}，按前面的数算是 {made}{unit}"),
        || format!("{shown} is said to be left, the numbers make {made}"),
        out,
    );
}

/// How many times apart two numbers of one thing are at most.
const APART: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
