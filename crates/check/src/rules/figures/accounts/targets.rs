//! What is left of a target, and by how much it is passed: 任务5000亩，已完成4600亩，还差400亩.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;

use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins, beside, printed_in};
use crate::rules::figures::words::has;

/// Words right before what is left.
const LEFT: [&str; 9] = ["还差", "尚差", "仍差", "剩余", "尚余", "还剩", "尚缺", "尚欠", "仍有差距"];

/// Words right before what is more than was aimed at.
const OVER: [&str; 9] =
    ["超收", "超任务", "超计划", "超额完成", "超额", "超出计划", "超出任务", "超目标", "多完成"];

/// What is aimed at, and what was done of it.
const AIMS: [&str; 4] = ["目标", "任务", "计划", "预算"];
const DONE: [&str; 8] = ["已", "完成", "实际", "累计", "到位", "支付", "支出", "收缴"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, left) in line.quantities.iter().enumerate().skip(2) {
        let label = line.label(index);
        let said = |words: &[&str]| {
            let rest = words.iter().find_map(|word| label.strip_prefix(word));
            rest.is_some_and(|rest| rest.chars().count() <= 4)
        };
        // 尚缺资金0.9亿元: money that is lacking is not what is left to be done.
        if label.contains("资金") && label.contains(['缺', '欠']) {
            continue;
        }
        let over = said(&OVER);
        if (over || said(&LEFT)) && left.is_amount() && !left.range {
            judge(line, index, (left, over), out);
        }
    }
}

fn judge(line: &Line, index: usize, (left, over): (&Quantity, bool), out: &mut Findings) {
    let before = line.quantities.get(..index).unwrap_or_default().iter().enumerate().rev();
    let own: Vec<(usize, &Quantity)> = before
        .take_while(|(_, it)| it.sentence == left.sentence)
        .filter(|(_, it)| it.same_unit(left))
        .take(3)
        .collect();
    let [(one_at, one), (other_at, other)] = own.as_slice() else { return };
    // 一般公共预算收入 is what came in.
    let named = |at: usize, words: &[&str]| {
        has(&line.label(at).replace("公共预算", "").replace("基金预算", ""), words)
    };
    let ((aim_at, aim), (done_at, done)) = match named(*one_at, &AIMS) {
        true => ((one_at, one), (other_at, other)),
        false => ((other_at, other), (one_at, one)),
    };
    let plain = |it: &Quantity| it.qualifier.is_none() && !it.range && it.depth == left.depth;
    let told = named(*aim_at, &AIMS)
        && named(*done_at, &DONE)
        && !named(*done_at, &AIMS)
        && !has(line.label(*aim_at), &["上年", "去年", "比", "超"]);
    if !told || !plain(aim) || !plain(done) || left.qualifier.is_some() {
        return;
    }
    let (more, less) = if over { (done, aim) } else { (aim, done) };
    let made = printed_in(more, left) - printed_in(less, left);
    // What is aimed at is exact.
    let exact = |it: &Quantity, value: Interval| match std::ptr::eq(it, *aim) {
        true => it.printed.checked_mul(it.factor).map_or(value, Interval::exact),
        false => value,
    };
    let (whole, part) = beside(more, less);
    let (whole, part) = (exact(more, whole), exact(less, part));
    // 计划7座，实际完成8座，尚差1座: nothing is left of what is passed.
    let passed = !over && whole.is_below(&part);
    if !part.is_below(&whole) && !passed {
        return;
    }
    let verdict = if passed { Verdict::Fails } else { left.value.equals(whole - part) };
    // So little or so much is of another thing.
    let apart = made.abs();
    if verdict == Verdict::Fails && (apart > left.printed * APART || left.printed > apart * APART) {
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
        called: ("差额", "difference"),
        parts: vec![aim, done],
        verdict,
        reason: format!("{} - {} = {made}", printed_in(more, left), printed_in(less, left)),
    }
    .tell(
        || match passed {
            true => format!("写的是还差 {shown}{unit}，完成数却比目标多 {apart}{unit}"),
            false => format!("写的是 {shown}{unit}，目标和完成数相差 {made}{unit}"),
        },
        || match passed {
            true => format!("{shown} is said to be left, what was done is {apart} more than the target"),
            false => format!("{shown} is stated, what was done and the target are {made} apart"),
        },
        out,
    );
}

/// How many times apart two numbers of one thing are at most.
const APART: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
