//! Percentage points 百分点 of what is no percentage: 收入由51.8亿元增至60.6亿元，增长8.8个百分点.

use gongwen_core::interval::Verdict;

use super::rate_moved::is_step;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::has;

/// 浓度0.8毫克/升，比上年的1.1毫克/升下降0.3个百分点: two amounts are apart by an amount, or by per cent.
pub(crate) fn of_amounts(line: &Line, index: usize, claim: &Quantity, out: &mut Findings) -> bool {
    let Some([new, old]) = index.checked_sub(2).and_then(|at| line.quantities.get(at..index)) else {
        return false;
    };
    // 0.8毫克/升: the unit may go on behind what is known of it.
    let change = |text: &str| {
        ["下降", "上升", "提高", "减少", "增加", "降低", "增长", "提升", "回落", "缩短"].contains(&text)
    };
    let gap = line.text(old.to, claim.from);
    let moved = line.text(new.to, old.from.max(new.to));
    let compared = has(moved, &["比上年", "较上年", "比去年", "较去年", "比上年同期", "较上年同期"])
        || line.label(index - 2).rsplit_once(['由', '从']).is_some_and(|(_, since)| {
            since.is_empty() || since.chars().count() <= 7 && has(since, &["年", "期", "初", "前", "月"])
        }) && has(moved, &["到", "至", "为"]);
    let units = ["", "，", "/立方米，", "/立方米", "/升", "/升，", "的", "）", "），"];
    let plain = |it: &Quantity| it.is_amount() && !it.unit.is_empty() && !it.range && !it.quoted;
    let gap = gap.trim_end_matches('了');
    let joined = units.iter().any(|unit| gap.strip_prefix(unit).is_some_and(change));
    if !joined || !compared || !plain(new) || !plain(old) || !new.same_unit(old) {
        return false;
    }
    if new.sentence != claim.sentence || old.sentence != claim.sentence || moved.chars().count() > 16 {
        return false;
    }
    Statement {
        kind: "figures/percentage-points",
        line,
        from: begins(line, index - 2),
        to: claim.to,
        claim,
        called: ("变化", "change"),
        parts: vec![new, old],
        verdict: Verdict::Fails,
        reason: format!("{}{}、{}{}", new.shown(), new.printed_unit, old.shown(), old.printed_unit),
    }
    .tell(
        || "两个数都不是百分数，相差不能用“百分点”".to_owned(),
        || "neither number is a percentage, so they are not apart by percentage points".to_owned(),
        out,
    );
    true
}

/// 人均收入21500元，比上年提高1200个百分点: what is measured is no percentage.
pub(crate) fn of_amount(line: &Line, index: usize, claim: &Quantity, out: &mut Findings) -> bool {
    let Some((at, it)) = index.checked_sub(1).and_then(|at| Some((at, line.quantities.get(at)?))) else {
        return false;
    };
    let verbs = ["提高", "提升", "上升", "下降", "降低", "减少", "增加", "增长", "回落"];
    let measured = matches!(it.unit.as_str(), "元" | "公斤" | "亩" | "人次" | "千瓦时" | "立方米" | "米");
    let joined = line.text(it.to, claim.from).strip_prefix('，') == Some(line.label(index));
    let named = line.label(at).chars().count() > 2 && !has(line.label(at), &["率", "占", "比重", "其中"]);
    let ends = matches!(line.char(claim.to), '，' | '。' | '；' | '\n');
    let own = it.sentence == claim.sentence && it.depth == claim.depth && !it.quoted;
    // A rate before it may be what moved: 覆盖率98%，参保12万人次，比上年提高2个百分点.
    let from = line.back(it.from, &['。', '；', '\n'], 60);
    let rated = line.quantities_in(from, it.from).iter().any(Quantity::is_percent)
        || has(line.text(from, it.from), &["率", "占比", "比重", "增速", "增幅"]);
    if !(measured && joined && named && ends && own) || rated || !is_step(line.label(index), &verbs) {
        return false;
    }
    let (shown, unit) = (it.shown(), &it.printed_unit);
    Statement {
        kind: "figures/percentage-points",
        line,
        from: begins(line, at),
        to: claim.to,
        claim,
        called: ("变化", "change"),
        parts: vec![it],
        verdict: Verdict::Fails,
        reason: format!("{shown}{unit}不是百分数"),
    }
    .tell(
        || format!("{shown}{unit}不是百分数，增减不能用“百分点”"),
        || format!("{shown} {unit} is no percentage, so it does not move by percentage points"),
        out,
    );
    true
}

/// 春耕备货较去年同期增长4.5个百分点: what is counted in amounts grows by per cent, when no rate of it is told.
pub(crate) fn of_noun(line: &Line, index: usize, claim: &Quantity, out: &mut Findings) -> bool {
    let label = line.label(index);
    let cut = ["比上年", "较上年", "比去年", "较去年", "同比"].iter().find_map(|word| label.split_once(word));
    let Some((name, rest)) = cut else { return false };
    let rest = rest.trim_start_matches("同期");
    let amounts = [
        "产量",
        "总量",
        "数量",
        "销量",
        "总额",
        "金额",
        "面积",
        "人数",
        "户数",
        "收入",
        "备货",
        "储备",
        "销售额",
        "交易额",
    ];
    let amount = amounts.iter().any(|word| name.ends_with(word)) && name.chars().count() > 2;
    let rated = line.around(index, 12).any(|(at, it)| {
        at != index && it.sentence == claim.sentence && (it.is_percent() || it.unit == "百分点")
    });
    let from = begins(line, index);
    let before = line.text(line.back(from, &['。', '；', '\n'], 80), from);
    let speaks = has(before, &["率", "占", "比重", "增速", "增幅", "比例", "降幅"]);
    if !matches!(rest, "增长" | "增加" | "下降" | "减少") || !amount || rated || speaks || claim.depth > 0
    {
        return false;
    }
    Statement {
        kind: "figures/percentage-points",
        line,
        from,
        to: claim.to,
        claim,
        called: ("变化", "change"),
        parts: Vec::new(),
        verdict: Verdict::Fails,
        reason: format!("{name}不是百分数"),
    }
    .tell(
        || format!("“{name}”不是百分数，增减应写百分之几，不能用“百分点”"),
        || format!("{name} is no percentage, so it does not grow by percentage points"),
        out,
    );
    true
}
