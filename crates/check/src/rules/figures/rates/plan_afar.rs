//! Rates of a plan that stands sentences before 前文的目标: 下达到位资金目标68亿元。… 到位资金完成71.9亿元，完成全年目标的105.7%.

use gongwen_core::Interval;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::comparisons::earlier::EARLIER;
use crate::rules::figures::statement::{Statement, about, begins, printed_in};
use crate::rules::figures::words::has;

/// How many numbers before a rate are asked for their name.
const REACH: usize = 60;

/// Words of what was to be done, and of what was done.
const AIMS: [&str; 4] = ["目标", "任务", "计划", "指标"];
const DONE: [&str; 8] = ["累计", "共", "实际", "全年", "完成", "实现", "达到", "达"];

/// All statements of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    for (at, line) in lines.iter().enumerate() {
        for (index, rate) in line.quantities.iter().enumerate().skip(1) {
            let label = line.label(index);
            if rate.is_percent()
                && label.ends_with('的')
                && has(label, &["完成", "占"])
                && has(label, &AIMS)
                && !has(
                    label,
                    &["十四五", "十五五", "三年", "五年", "上年", "去年", "上半年", "季度", "序时"],
                )
                && rate.qualifier.is_none()
                && !rate.range
            {
                judge(lines, at, index, rate, out);
            }
        }
    }
}

fn judge(lines: &[Line], at: usize, index: usize, rate: &Quantity, out: &mut Findings) {
    let Some(line) = lines.get(at) else { return };
    let Some(done) = line.quantities.get(index - 1) else { return };
    let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
    let joined = line.text(done.to, rate.from).strip_prefix(['，', '、']) == Some(line.label(index));
    if !plain(done) || !joined || done.sentence != rate.sentence {
        return;
    }
    let mut name = line.label(index - 1);
    while let Some(rest) = DONE.iter().find_map(|word| name.strip_suffix(word).or(name.strip_prefix(word))) {
        name = rest;
    }
    if name.chars().count() < 3 || has(name, &["其中", "比", "较", "增", "减"]) {
        return;
    }
    // What the sentence itself or the one before tells is another rule's.
    let own = line.quantities.iter().take(index - 1).rev();
    let near = own.take_while(|it| it.sentence + 1 >= rate.sentence);
    if near.filter(|it| it.same_unit(done)).any(|it| has(line.label(line.index_at(it.from)), &AIMS)) {
        return;
    }
    let before = lines.get(..=at).unwrap_or_default().iter().rev().flat_map(|one| {
        let end = if one.index == line.index { index - 1 } else { one.quantities.len() };
        (0..end).rev().map(move |at| (one, at))
    });
    let named = |one: &Line, at: usize| {
        let label = one.label(at).trim_end_matches(['为', '是']);
        let aim = AIMS.iter().find_map(|word| label.strip_suffix(word));
        let aim = aim.map(|rest| rest.trim_end_matches("年度").trim_end_matches("全年"));
        aim.is_some_and(|rest| rest.ends_with(name))
            && !has(&label.replace("年初", ""), &EARLIER)
            && !label.contains("明年")
    };
    let mut found = before
        .take(REACH)
        .filter(|(one, at)| named(one, *at))
        .filter_map(|(one, at)| one.quantities.get(at))
        .filter(|it| plain(it) && it.same_unit(done));
    let (Some(aim), None) = (found.next(), found.next()) else { return };
    let target = Interval::exact(aim.printed.saturating_mul(aim.factor));
    let made = done.value.rate(target);
    let verdict = rate.value.equals(made);
    let (shown, computed) = (rate.shown(), about(&made, rate.printed.scale().max(1)));
    Statement {
        kind: "figures/rate",
        line,
        from: begins(line, index - 1),
        to: rate.to,
        claim: rate,
        called: ("完成率", "rate"),
        parts: vec![done, aim],
        verdict,
        reason: format!("{} ÷ {} = {computed}%", printed_in(done, aim), aim.shown()),
    }
    .tell(
        || format!("写的是 {shown}%，按前面的目标算是 {computed}%"),
        || format!("{shown} % is stated, of the aim before it is {computed} %"),
        out,
    );
}
