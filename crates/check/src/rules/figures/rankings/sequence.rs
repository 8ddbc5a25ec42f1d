//! Numbers in an order that is said: 由高到低依次为94.6分、95.2分; 5.2%、5.8%、6.3%，逐季加快.

use gongwen_core::interval::Verdict;

use crate::Findings;
use crate::quantity::Line;
use crate::rules::figures::statement::Statement;
use crate::rules::figures::words::has;

/// Words of an order from the most on, and from the least on.
const FALLING: [&str; 10] = [
    "由高到低",
    "从高到低",
    "由多到少",
    "从多到少",
    "由大到小",
    "从大到小",
    "由高至低",
    "从高至低",
    "由多至少",
    "降序",
];
const RISING: [&str; 8] =
    ["由低到高", "从低到高", "由少到多", "从少到多", "由小到大", "从小到大", "由低至高", "从低至高"];

/// All statements of a paragraph.
pub(super) fn run(line: &Line, out: &mut Findings) {
    for (at, c) in line.chars.iter().enumerate() {
        match c {
            '由' | '从' | '降' => ordered(line, at, out),
            '逐' => step_by_step(line, at, out),
            '依' if line.starts(at, "依次") => foremost(line, at, out),
            _ => {}
        }
    }
}

/// 由高到低依次为甲镇94.6分、乙镇95.2分: in the words of the text the list follows.
fn ordered(line: &Line, at: usize, out: &mut Findings) {
    let falling = FALLING.iter().any(|word| line.starts(at, word));
    if !falling && !RISING.iter().any(|word| line.starts(at, word)) {
        return;
    }
    let first = line.index_at(at);
    let Some(quantity) = line.quantities.get(first) else { return };
    let said = line.text(at, quantity.from);
    let near = said.chars().count() <= 30 && !said.contains(['。', '；', '，', '\n']);
    if near && has(said, &["依次", "分别", "排", "是", "为", "："]) {
        judge(line, (at, first), falling, out);
    }
}

/// 问题最多的三类依次为甲37个、乙42个; 居前三位的依次是.
fn foremost(line: &Line, at: usize, out: &mut Findings) {
    let from = line.back(at, &['。', '；', '，', '\n'], 20);
    let said = line.text(from, at);
    let first = line.index_at(at);
    let Some(quantity) = line.quantities.get(first) else { return };
    let gap = line.text(at, quantity.from);
    let near = gap.chars().count() <= 20 && !gap.contains(['。', '；', '，', '\n']);
    let most = has(said, &["最多", "最高", "最大", "居前", "排名前", "排前", "列前", "前三", "前五"]);
    let other = has(said, &["增", "降", "减", "快", "由", "从"]);
    if near && most && !other {
        judge(line, (from, first), true, out);
    }
}

/// Holds the numbers of one list, each with a name or none, against the order that is said.
fn judge(line: &Line, (from, first): (usize, usize), falling: bool, out: &mut Findings) {
    let Some(quantity) = line.quantities.get(first) else { return };
    let mut last = quantity;
    let mut count = 1;
    for it in line.quantities.get(first + 1..).unwrap_or_default().iter().take(12) {
        let gap = line.text(last.to, it.from.max(last.to));
        let marks = gap.chars().filter(|c| matches!(c, '、' | '，' | '；' | '和')).count();
        let plain = marks == 1 && gap.chars().count() <= 16 && !gap.contains(['。', '：', '\n', '共', '计']);
        if !plain || !it.same_unit(quantity) || it.range || last.range {
            break;
        }
        if has(gap, &["其他", "其余", "合", "其中", "占", "增", "降"]) {
            break;
        }
        let fails = if falling { last.value.is_below(&it.value) } else { it.value.is_below(&last.value) };
        count += 1;
        if fails {
            return tell(line, (from, it.to), [last, it], Verdict::Fails, out);
        }
        last = it;
    }
    if count > 2 {
        tell(line, (from, last.to), [quantity, last], Verdict::Holds, out);
    }
}

/// 分别为5.2%、5.8%、6.3%，逐季加快: the list stands right before.
fn step_by_step(line: &Line, at: usize, out: &mut Findings) {
    const ROSE: [&str; 9] = ["加快", "上升", "回升", "提高", "增加", "增长", "攀升", "走高", "提升"];
    const FELL: [&str; 7] = ["下降", "回落", "减少", "放缓", "降低", "走低", "下滑"];
    if !matches!(line.char(at + 1), '季' | '年' | '月' | '级' | '步' | '次' | '期' | '周') {
        return;
    }
    let word = line.text(at + 2, at + 4);
    let (rose, fell) = (ROSE.contains(&word), FELL.contains(&word));
    let Some(end) = line.index_at(at).checked_sub(1) else { return };
    let Some(last) = line.quantities.get(end).filter(|_| rose || fell) else { return };
    let gap = line.text(last.to, at);
    if !matches!(gap, "，" | "，呈" | "，呈现" | "，增速" | "，总体" | "，实现" | "，保持")
    {
        return;
    }
    let listed = |index: &usize| {
        let pair = line.quantities.get(index.wrapping_sub(1)).zip(line.quantities.get(*index));
        pair.is_some_and(|(one, other)| {
            one.same_unit(other)
                && !one.range
                && !other.range
                && matches!(line.text(one.to, other.from.max(one.to)), "、" | "和")
        })
    };
    let count = (1..=end).rev().take(12).take_while(listed).count();
    if count < 2 {
        return;
    }
    let all = line.quantities.get(end - count..=end).unwrap_or_default();
    let fails = all.windows(2).find_map(|pair| match pair {
        [one, other] if rose && other.value.is_below(&one.value) => Some([one, other]),
        [one, other] if fell && one.value.is_below(&other.value) => Some([one, other]),
        _ => None,
    });
    let Some(first) = all.first() else { return };
    let (pair, verdict) = fails.map_or(([first, last], Verdict::Holds), |pair| (pair, Verdict::Fails));
    tell(line, (first.from, at + 4), pair, verdict, out);
}

fn tell(
    line: &Line,
    (from, to): (usize, usize),
    [one, other]: [&crate::quantity::Quantity; 2],
    verdict: Verdict,
    out: &mut Findings,
) {
    let (first, second) = (one.shown(), other.shown());
    Statement {
        kind: "figures/same-fact-differs",
        line,
        from,
        to,
        claim: other,
        called: ("后一个数", "later number"),
        parts: vec![one],
        verdict,
        reason: format!("{first} → {second}"),
    }
    .tell(
        || format!("所说的次序与数不合：{first} 之后是 {second}"),
        || format!("the order that is said does not hold: {first} is followed by {second}"),
        out,
    );
}
