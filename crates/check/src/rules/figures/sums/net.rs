//! A net number and what made it: 净增4家，其中新入规6家、退库2家 is a difference and no sum.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins, printed_in};
use crate::rules::figures::words::has;

/// What tells that members left.
const GONE: [&str; 24] = [
    "退规", "退库", "退出", "退统", "退网", "注销", "迁出", "转出", "调出", "流出", "减少", "死亡", "关停",
    "关闭", "停产", "淘汰", "撤销", "撤并", "吊销", "出列", "核减", "离职", "清退", "流失",
];

/// What tells that members came.
const CAME: [&str; 13] =
    ["发展", "新", "增", "入规", "入库", "升规", "迁入", "转入", "调入", "流入", "引进", "出生", "吸收"];

/// Whether a name tells of members that left.
fn is_gone(name: &str) -> bool {
    let name = name.trim_start_matches("其中");
    has(name, &GONE) && !name.starts_with(['新', '增'])
}

fn is_told(clause: &str) -> bool {
    has(clause, &["净增", "净减", "净流", "净迁", "净转"])
}

/// Whether a number tells a change of which some came and some went.
pub(crate) fn is_net(line: &Line, index: usize, names: &[&str]) -> bool {
    let label = line.label(index);
    // 净增“四上”单位9家: a quoted word may stand between.
    let told = || line.quantities.get(index).is_some_and(|it| is_told(line.clause(it)));
    let label = if label.chars().count() <= 4 && told() { "净增" } else { label };
    let bare = label.trim_end_matches(['了', '约', '加', '少']);
    let change = bare.ends_with(['增', '减']) || has(label, &["净增", "净减", "净流", "净迁", "净转"]);
    change
        && names.iter().any(|name| is_gone(name))
        && names.iter().any(|name| !is_gone(name) && has(name, &CAME))
}

/// Holds a net number of two parts against their difference.
pub(crate) fn judge(
    line: &Line,
    index: usize,
    whole: &Quantity,
    parts: &[&Quantity],
    names: &[&str],
    out: &mut Findings,
) {
    let signed = |part: &Quantity, name: &str| {
        let value = printed_in(part, whole);
        if is_gone(name) { -value } else { value }
    };
    let made: Decimal = parts.iter().zip(names).map(|(part, name)| signed(part, name)).sum();
    let falls = has(line.label(index), &["减"]);
    let net = if falls { -made } else { made }.normalize();
    let exact = parts.iter().all(|it| it.qualifier.is_none() && !it.range) && whole.qualifier.is_none();
    // 发展386人、转入142人、减少412人: each of them came or went.
    let told = parts.len() == 2 || names.iter().all(|name| is_gone(name) || has(name, &CAME));
    let said = line.label(index).contains('净') && told && exact;
    let (stated, to) = (whole.shown(), parts.last().map_or(whole.to, |it| it.to));
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, index),
        to,
        claim: whole,
        called: ("净数", "net number"),
        parts: parts.to_vec(),
        verdict: match net == whole.printed.normalize() {
            true => Verdict::Holds,
            false if said => Verdict::Fails,
            false => Verdict::Open,
        },
        reason: match parts {
            [one, other] => {
                format!("{} 与 {} 相减，净 {net}", printed_in(one, whole), printed_in(other, whole))
            }
            _ => String::new(),
        },
    }
    .tell(
        || format!("进出相抵是 {net}，写的是 {stated}"),
        || format!("what came less what went is {net}, {stated} is stated"),
        out,
    );
}
