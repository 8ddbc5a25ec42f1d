//! Numbers that are said to lie above or below another 突破、高于、低于: 突破10亿元，达到9.86亿元; 合格率91.8%，高于国家95%的标准.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;

use super::phrase::{lead, tail};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::has;
use crate::rules::word_set::WordSet;

/// Words right before a number that was passed.
const CROSSED: [&str; 9] = ["突破", "站上", "迈上", "跨上", "跨过", "越过", "冲破", "迈过", "跃上"];

/// What may stand between the two numbers.
const BETWEEN: [&str; 30] = [
    "大关",
    "关口",
    "台阶",
    "整数",
    "新的",
    "一举",
    "首次",
    "历史性",
    "成功",
    "顺利",
    "再次",
    "已",
    "年内",
    "共",
    "实际",
    "达到",
    "达",
    "为",
    "完成",
    "实现",
    "了",
    "强势",
    "稳稳",
    "率先",
    "又",
    "是",
    "全年",
    "今年",
    "门槛",
    "当年",
];

/// What another number is of.
pub(in crate::rules::figures) const SCALES: [&str; 20] = [
    "全市", "全省", "全国", "全县", "全区", "平均", "目标", "标准", "要求", "计划", "规定", "任务", "红线",
    "底线", "国家", "省定", "市定", "县定", "国标", "预期",
];

/// What is so much less is told as a positive number.
pub(in crate::rules::figures) const FALLING: [&str; 8] = ["降", "减", "跌", "负", "亏", "回落", "滑", "少"];

/// What is wished or of another time.
const WISHED: [&str; 14] = [
    "力争", "争取", "确保", "预计", "有望", "将", "目标", "计划", "明年", "努力", "即将", "可望", "累计",
    "冲刺",
];

// What whole paragraphs are asked for.
static CROSSINGS: WordSet = WordSet::new(&CROSSED);
static OTHERS: WordSet = WordSet::new(&SCALES);

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    let text = line.text(0, line.chars.len());
    let crossed = CROSSINGS.stand_in(text);
    let compared =
        has(text, &["高于", "低于", "超过", "优于", "不及", "达到", "比"]) && OTHERS.stand_in(text);
    if !crossed && !compared {
        return;
    }
    for index in 0..line.quantities.len().saturating_sub(1) {
        let (Some(one), Some(other)) = (line.quantities.get(index), line.quantities.get(index + 1)) else {
            return;
        };
        let alike = one.same_unit(other)
            && one.sentence == other.sentence
            && one.depth == other.depth
            && !(one.range || other.range || one.quoted || other.quoted)
            && (one.is_amount() || one.is_percent());
        if !alike {
            continue;
        }
        if crossed {
            cross(line, index, one, other, out);
        }
        if compared {
            compare(line, index, one, other, out);
        }
    }
}

/// Whether a number was passed, by the word before it or in it.
fn passed(line: &Line, it: &Quantity) -> bool {
    CROSSED.iter().any(|word| line.starts(it.from, word) || line.ends(it.from, word))
        && !["未突破", "没有突破", "没突破", "不突破", "未能突破", "尚未突破"]
            .iter()
            .any(|word| line.ends(it.from, word) || line.ends(it.from + 2, word))
}

/// 突破10亿元大关，达到9.86亿元, or the other way round.
fn cross(line: &Line, index: usize, one: &Quantity, other: &Quantity, out: &mut Findings) {
    let gap = line.text(one.to, other.from.max(one.to));
    let mut bare = gap.to_owned();
    BETWEEN.iter().chain(&CROSSED).for_each(|word| bare = bare.replace(word, ""));
    if !matches!(bare.as_str(), "，" | "" | "，，") || gap.is_empty() {
        return;
    }
    let (bound, value, at) = match (passed(line, one), passed(line, other)) {
        (true, false) => (one, other, index + 1),
        (false, true) => (other, one, index),
        _ => return,
    };
    let from = line.back(one.from, &['。', '；', '，', '\n'], 30);
    let sentence = line.text(from, other.from);
    let exact = bound.printed.checked_mul(bound.factor).map(Interval::exact);
    let Some(exact) = exact.filter(|_| value.qualifier.is_none() && !has(sentence, &WISHED)) else { return };
    let below =
        value.value.is_below(&exact) || value.value.single().is_some_and(|it| exact.single() == Some(it));
    // 突破100亿元，达9.8亿元: of another thing.
    if below
        && !value.value.times(rust_decimal::Decimal::TWO).is_below(&exact)
        && !has(lead(line, at), &["比", "较", "增"])
    {
        tell(line, index, value, bound, "没有突破", "was not passed", out);
    }
}

/// Tells of a number that is said to lie above or below the next one and lies on the other side: 91.8%，高于国家95%的标准; 94.9%，比要求的95%略高.
fn compare(line: &Line, index: usize, one: &Quantity, other: &Quantity, out: &mut Findings) {
    let gap = line.text(one.to, other.from.max(one.to));
    if gap.chars().count() > 14 || gap.matches('，').count() != 1 || !gap.starts_with('，') {
        return;
    }
    let (label, behind) = (lead(line, index + 1), tail(line, index + 1));
    let bound = line.text(other.from, other.to);
    let words = format!("{label}{}", bound.chars().take(3).collect::<String>());
    let scaled = has(label, &SCALES)
        || behind.starts_with('的')
            && has(behind, &["标准", "要求", "目标", "平均", "水平", "底线", "红线", "规定", "计划", "任务"]);
    let falls = has(lead(line, index), &FALLING)
        || has(label, &FALLING)
        || has(&words, &["不高", "不低", "不超", "未"]);
    if !scaled || falls || one.qualifier.is_some() {
        return;
    }
    let higher = ["，高于", "，超过", "，优于", "，好于"]
        .iter()
        .any(|word| gap.starts_with(word) || format!("，{bound}").starts_with(word) && gap == "，");
    let lower = ["，低于", "，不及"]
        .iter()
        .any(|word| gap.starts_with(word) || format!("，{bound}").starts_with(word) && gap == "，");
    let than = gap.starts_with("，比") || gap.starts_with("，较");
    let behind = behind.trim_start_matches(['的', '略', '还', '稍', '要']);
    let said = ["标准", "要求", "目标", "平均水平", "水平"]
        .iter()
        .fold(behind, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let said = said.trim_start_matches(['略', '还', '稍', '要']);
    let (higher, lower) = match than {
        true => (said.starts_with('高'), said.starts_with('低')),
        false => (higher, lower),
    };
    // 高出1.8个百分点: the difference is judged by itself.
    let exact = other.printed.checked_mul(other.factor).map(Interval::exact);
    let Some(exact) = exact.filter(|_| other.qualifier.is_none() || !than) else { return };
    if higher && one.value.is_below(&exact) {
        tell(line, index, one, other, "并不高于", "is not above", out);
    } else if lower && exact.is_below(&one.value) {
        tell(line, index, one, other, "并不低于", "is not below", out);
    }
}

fn tell(
    line: &Line,
    index: usize,
    value: &Quantity,
    bound: &Quantity,
    zh: &str,
    en: &str,
    out: &mut Findings,
) {
    let (one, other) = (value.shown(), bound.shown());
    let sign = if value.value.is_below(&bound.value) { "<" } else { ">" };
    Statement {
        kind: "figures/same-fact-differs",
        line,
        from: begins(line, index),
        to: value.to.max(bound.to),
        claim: value,
        called: ("实际的数", "value"),
        parts: vec![bound],
        verdict: Verdict::Fails,
        reason: format!("{one} {sign} {other}"),
    }
    .tell(|| format!("{one} {zh} {other}"), || format!("{one} {en} {other}"), out);
}
