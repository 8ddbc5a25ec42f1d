//! Rates that are said to have moved by per cent where points are meant 百分点误作百分数: 合格率96.4%，比上年提高1.8%.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::has;

/// What a rate is held against.
const SINCE: [&str; 16] = [
    "上年同期",
    "去年同期",
    "上年年末",
    "去年年末",
    "上年年底",
    "去年年底",
    "上年末",
    "去年末",
    "上年底",
    "去年底",
    "上年度",
    "上一年度",
    "上一年",
    "上年",
    "去年",
    "年初",
];

/// How rates move; 增长 and 增加 are as well of what they are made of.
const MOVED: [&str; 7] = ["提高", "提升", "上升", "下降", "降低", "回落", "下滑"];

/// Rates that grow by per cent of themselves, or are growth.
const OTHER: [&str; 8] = ["增长率", "效率", "频率", "利率", "汇率", "收益率", "利润率", "费率"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (at, claim) in line.quantities.iter().enumerate().skip(1) {
        if claim.is_percent() && !line.label(at).is_empty() && is_step(line.label(at), &MOVED) {
            judge(line, at, claim, out);
        }
    }
}

/// Whether a label says nothing but since when something has moved, with one of these verbs: 比上年提高了.
pub(crate) fn is_step(label: &str, verbs: &[&str]) -> bool {
    let since = match label.strip_prefix(['比', '较']) {
        Some(rest) => SINCE.iter().find_map(|word| rest.strip_prefix(word)),
        None => label.strip_prefix("同比"),
    };
    since.is_some_and(|verb| verbs.contains(&verb.trim_end_matches('了')))
}

fn judge(line: &Line, at: usize, claim: &Quantity, out: &mut Findings) {
    let Some(rate) = line.quantities.get(at - 1) else { return };
    let label = line.label(at - 1).trim_end_matches(['为', '达', '到', '是', '约']);
    let named = ["率", "占比", "比重", "满意度", "知晓度"].iter().any(|word| label.ends_with(word));
    let plain = |it: &Quantity| !it.range && !it.quoted && it.factor == Decimal::ONE;
    let joined = line.text(rate.to, claim.from).strip_prefix('，') == Some(line.label(at));
    let ends = matches!(line.char(claim.to), '，' | '。' | '；' | '）');
    // So much of a low rate may be a share of it; of a high one so little can only be points.
    let points = rate.printed >= Decimal::from(50)
        && rate.printed <= Decimal::ONE_HUNDRED
        && claim.printed <= Decimal::TEN;
    let own = rate.is_percent() && rate.sentence == claim.sentence && rate.depth == claim.depth;
    if !(named && own && joined && ends && points && plain(rate) && plain(claim)) || has(label, &OTHER) {
        return;
    }
    let shown = claim.shown();
    Statement {
        kind: "figures/percentage-points",
        line,
        from: begins(line, at - 1),
        to: claim.to,
        claim,
        called: ("变化", "change"),
        parts: vec![rate],
        verdict: Verdict::Fails,
        reason: format!("{}%、{shown}%", rate.shown()),
    }
    .suspect(
        || format!("比率的升降，写“{shown}个百分点”"),
        || format!("a rate moves by {shown} percentage points, not per cent"),
        out,
    );
}
