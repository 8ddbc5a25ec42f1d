//! What was aimed at and what was done, against the word that judges them 目标与结论: 计划240家次，实际228家次，超额完成;
//! 控制目标9%以内，全年9.6%，圆满完成.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict as Held;
use gongwen_core::report::Qualifier;
use rust_decimal::Decimal;

use super::phrase::{lead, tail};
use super::rest_words;
use super::verdicts::{Judged, Verdict, judges, of_number, verdicts, wished};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::has;

/// So many numbers before a judgement are looked at.
const REACH: usize = 14;

/// What is aimed at, and what bounds from above.
const BOUNDS: [&str; 11] =
    ["控制", "不超", "不高于", "不突破", "上限", "限额", "红线", "降到", "降至", "压到", "压降到"];
const AIMED: [&str; 19] = [
    "要达到",
    "要实现",
    "应达",
    "须达",
    "应完成",
    "须完成",
    "概算",
    "批复",
    "编制",
    "预期",
    "标准",
    "要求",
    "底线",
    "额度",
    "控制数",
    "警戒",
    "盘子",
    "定的",
    "下达",
];

/// Of what is bad, less is better: nothing is said of it when its bound is not named.
const BAD: [&str; 30] = [
    "降", "漏", "事故", "死亡", "发生", "能耗", "消耗", "超标", "浪费", "投诉", "发案", "逾期", "欠", "亏",
    "失业", "排放", "浓度", "支出", "经费", "费用", "开支", "差错", "负担", "减", "流失", "返贫", "损", "压",
    "成本", "天数",
];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    if line.quantities.is_empty() || !judges(line.text(0, line.chars.len())) {
        return;
    }
    for verdict in verdicts(line) {
        if !by_rate(line, verdict, out) {
            by_pair(line, verdict, out);
        }
    }
    for index in 1..line.quantities.len() {
        by_number(line, index, out);
    }
}

/// The first character of the sentence in which a character stands, and of the one before it.
fn sentences(line: &Line, at: usize) -> (usize, usize) {
    let stops = ['。', '；', '！', '？', '\n'];
    let own = line.back(at, &stops, 120);
    (own, if own == 0 { 0 } else { line.back(own - 1, &stops, 80) })
}

/// 完成年度任务的96%，超额完成: a rate of the aim that says the contrary.
fn by_rate(line: &Line, verdict: Verdict, out: &mut Findings) -> bool {
    let (own, _) = sentences(line, verdict.from);
    let sentence = line.text(own, verdict.to);
    if wished(sentence) || has(sentence, &["时序", "序时", "半年", "季度", "进度"]) {
        return false;
    }
    let first = line.index_at(own);
    let rates: Vec<usize> = (first..line.index_at(verdict.from))
        .filter(|at| {
            let of_aim = |label: &str| {
                // The rate of what was spent is no rate of what was to be done.
                label.contains("完成率") && verdict.judged == Judged::Passed
                    || has(label, &["完成", "占", "达", "为"])
                        && rest_words::aimed(label)
                        && (label.ends_with('的') || label.ends_with("的比例"))
            };
            // 完成计划240家的95%: the aim is a number of its own.
            let numbered =
                line.label(*at) == "的" && *at > first && of_aim(&format!("{}的", line.label(*at - 1)));
            line.quantities.get(*at).is_some_and(Quantity::is_percent)
                && (numbered || of_aim(line.label(*at)))
        })
        .collect();
    let [only] = rates.as_slice() else { return false };
    let Some(rate) = line.quantities.get(*only).filter(|it| !it.range && it.qualifier.is_none()) else {
        return false;
    };
    let hundred = Interval::exact(Decimal::ONE_HUNDRED);
    let wrong = match verdict.judged {
        Judged::Passed => !hundred.is_below(&rate.value),
        Judged::Reached => rate.value.is_below(&hundred),
        Judged::Missed | Judged::Below => !rate.value.is_below(&hundred),
        Judged::Kept => hundred.is_below(&rate.value),
    };
    // Another matter may be judged behind a mark and its own subject: 完成任务的96%，农业局超额完成….
    let near = verdict.from.saturating_sub(rate.to) <= 8;
    if wrong && near {
        // 占目标30亿元的92%: from the words of the aim on.
        let from = if line.label(*only) == "的" { only.saturating_sub(1) } else { *only };
        tell(line, from, rate, Vec::new(), verdict, format!("{}% 与 100%", rate.shown()), out);
    }
    wrong && near
}

/// 种植1.62万亩，超额完成县里下达的1.8万亩任务: the aim stands within the judgement.
fn by_number(line: &Line, index: usize, out: &mut Findings) {
    let Some((aim, real)) = line.quantities.get(index).zip(line.quantities.get(index - 1)) else { return };
    let plain = aim.same_unit(real)
        && aim.sentence == real.sentence
        && aim.depth == real.depth
        && !(aim.range || real.range || aim.quoted || real.quoted || aim.chinese)
        && real.qualifier.is_none();
    let clause = line.back(aim.from, &['，', '。', '；', '\n'], 24);
    if !plain || clause < real.to || clause > real.to + 8 || line.char(clause.wrapping_sub(1)) != '，' {
        return;
    }
    // 突破 and 超过 right before a number are read as part of it.
    let words = line.text(clause, aim.to);
    let words = words.trim_end_matches(line.text(aim.to - aim.printed_unit.chars().count(), aim.to));
    let words = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    let Some(judged) = of_number(words) else { return };
    let end = line.ahead(aim.to, &['，', '。', '；', '、', '（', '\n'], 12);
    let behind = line.text(aim.to, end);
    let named = has(behind, &["目标", "任务", "计划", "指标", "要求", "标准", "限额"]);
    let inside = judged != Judged::Kept || has(behind, &["以内", "之内", "以下", "内"]);
    let counts = behind.chars().any(|c| c.is_ascii_digit()) || line.char(end).is_ascii_digit();
    let (own, _) = sentences(line, aim.from);
    let sentence = line.text(own, end);
    if !named
        || !inside
        || counts
        || wished(sentence)
        || has(sentence, &["累计", "时序", "序时", "半年", "季度"])
    {
        return;
    }
    let goal = |index: usize, it| Goal { index, it, above: false };
    // 低于 of what is bad is another rule's.
    let verdict = Verdict { judged, from: clause, to: end, all: false };
    let other = rest_words::other(lead(line, index - 1)) && !has(lead(line, index - 1), &["降", "增长"]);
    if !other && wrong(line, judged, goal(index, aim), goal(index - 1, real)) == Some(true) {
        let sign = if real.value.is_below(&aim.value) { "<" } else { "≥" };
        let reason = format!("{} {sign} {}", real.shown(), aim.shown());
        tell(line, index - 1, real, vec![aim], verdict, reason, out);
    }
}

/// What a number is beside a judgement.
#[derive(Clone, Copy)]
struct Goal<'l> {
    index: usize,
    it: &'l Quantity,
    above: bool,
}

/// Whether a number is of another time or place. What was aimed at may be a growth.
fn elsewhere(label: &str) -> bool {
    if rest_words::aimed(label) {
        return has(label, &["上年", "去年", "同期", "同比", "比", "较", "其中", "明年"]);
    }
    rest_words::other(label)
        && !has(label, &["控制"])
        && !(label.contains("增长") && has(label, &["预期", "目标", "实际"]) && !label.contains("同比"))
}

/// The aims and what was done, of both sentences before a judgement.
fn split(line: &Line, from: usize, to: usize) -> (Vec<Goal<'_>>, Vec<Goal<'_>>) {
    let (mut aims, mut done): (Vec<Goal<'_>>, Vec<Goal<'_>>) = (Vec::new(), Vec::new());
    let end = line.index_at(to);
    for index in line.index_at(from).max(end.saturating_sub(REACH))..end {
        let Some(it) = line.quantities.get(index) else { break };
        let (label, behind) = (lead(line, index), tail(line, index));
        let difference =
            rest_words::left(label, behind).is_some() || rest_words::over(label) || it.unit == "百分点";
        if difference || it.chinese || it.range || it.quoted || elsewhere(label) {
            continue;
        }
        let above = has(label, &BOUNDS)
            || it.qualifier == Some(Qualifier::Below)
            || has(line.text(it.to, it.to + 3), &["以内", "之内", "以下", "封顶"]);
        // 目标是水库4座、山塘17口: the list goes on.
        let joined = aims.last().is_some_and(|last| {
            last.index + 1 == index && line.text(last.it.to, it.from.max(last.it.to)).starts_with('、')
        });
        let aimed = rest_words::aimed(label)
            || has(label, &AIMED)
            || above
            || joined
            || has(behind, &["的目标", "的任务", "的计划", "的要求", "的标准", "的红线", "的底线", "的限额"]);
        // 完成任务228家次 is what was done.
        let real = has(label, &["完成", "实际", "实现"])
            && !has(
                label,
                &[
                    "要完成",
                    "应完成",
                    "须完成",
                    "需完成",
                    "计划完成",
                    "目标完成",
                    "要实现",
                    "应实现",
                    "须实现",
                    "任务是完成",
                ],
            );
        let goal = Goal { index, it, above };
        if aimed && !real {
            aims.push(goal);
        } else if it.qualifier.is_none() {
            done.push(goal);
        }
    }
    (aims, done)
}

/// What was done of an aim: the only number of its unit. What there is now is none of it when another number has the verb of
/// the aim: 净增目标12家，全年净增9家，总数达到46家.
fn of_aim<'l>(line: &Line, aim: Goal<'_>, done: &[Goal<'l>]) -> Option<Goal<'l>> {
    const STOCK: [&str; 5] = ["总", "累计", "保有", "存量", "达到"];
    let mut alike = done.iter().filter(|it| it.it.same_unit(aim.it));
    let (first, second) = (*alike.next()?, alike.next());
    let Some(second) = second else { return Some(first) };
    let own = lead(line, first.index);
    let verb = own.char_indices().rev().nth(1).and_then(|(at, _)| own.get(at..))?;
    let stock = |label: &str| has(label, &STOCK);
    let told = lead(line, aim.index);
    let fine = alike.next().is_none()
        && stock(lead(line, second.index))
        && !stock(own)
        && !stock(told)
        && told.contains(verb)
        && !rest_words::aimed(verb);
    fine.then_some(first)
}

/// 计划240家次，实际走了228家次，超额完成: the only aim of a unit, and the only number that was done.
fn by_pair(line: &Line, verdict: Verdict, out: &mut Findings) {
    let (own, before) = sentences(line, verdict.from);
    if wished(line.text(own, verdict.to)) {
        return;
    }
    let (mut aims, mut done) = split(line, own, verdict.from);
    // One of both is told in the sentence before.
    if aims.is_empty() || done.is_empty() {
        if wished(line.text(before, own)) {
            return;
        }
        let (earlier_aims, earlier_done) = split(line, before, own);
        if aims.is_empty() && !done.is_empty() {
            aims = earlier_aims;
        } else if done.is_empty() && !aims.is_empty() {
            done = earlier_done;
        } else {
            return;
        }
    }
    let mut pairs: Vec<(Goal<'_>, Goal<'_>, bool)> = Vec::new();
    for aim in &aims {
        let alike = |goals: &[Goal<'_>]| goals.iter().filter(|it| it.it.same_unit(aim.it)).count();
        let Some(real) = of_aim(line, *aim, &done) else { continue };
        if alike(&aims) != 1 || !(aim.it.is_amount() || aim.it.is_percent()) {
            continue;
        }
        // 目标86户，帮扶干部52人，产业帮扶61户: behind another matter it is a part, unless it is called real.
        let between = aim.index.min(real.index) + 1..aim.index.max(real.index);
        let paired = |at: usize| {
            line.quantities
                .get(at)
                .is_some_and(|it| it.chinese || aims.iter().any(|aim| aim.it.same_unit(it)))
        };
        let called = has(lead(line, real.index), &["实际", "累计", "共", "总"]);
        if !called && !between.clone().all(paired) {
            continue;
        }
        let Some(wrong) = wrong(line, verdict.judged, *aim, real) else { continue };
        pairs.push((*aim, real, wrong));
    }
    let failed = pairs.iter().find(|(_, _, wrong)| *wrong);
    let Some((aim, real, _)) = failed.filter(|_| verdict.all || pairs.iter().all(|(_, _, wrong)| *wrong))
    else {
        return;
    };
    let sign = if real.it.value.is_below(&aim.it.value) {
        "<"
    } else if aim.it.value.is_below(&real.it.value) {
        ">"
    } else {
        "="
    };
    let reason = format!("{} {sign} {}", real.it.shown(), aim.it.shown());
    tell(line, aim.index.min(real.index), real.it, vec![aim.it], verdict, reason, out);
}

/// Whether a judgement cannot be true of an aim and what was done; nothing when nobody knows which way is better.
fn wrong(line: &Line, judged: Judged, aim: Goal<'_>, real: Goal<'_>) -> Option<bool> {
    if judged == Judged::Below {
        let falls = [lead(line, aim.index), lead(line, real.index)]
            .iter()
            .any(|label| has(label, &["降", "减", "负"]));
        return (!falls)
            .then(|| !real.it.value.is_below(&aim_value(aim.it)) && !aim.it.value.may_equal(&real.it.value));
    }
    let (less, more) =
        (real.it.value.is_below(&aim_value(aim.it)), aim_value(aim.it).is_below(&real.it.value));
    if aim.above || judged == Judged::Kept {
        return match judged {
            Judged::Passed => None,
            Judged::Reached | Judged::Kept => Some(more),
            Judged::Missed => Some(less),
            Judged::Below => None,
        };
    }
    // 降幅目标3.2%，实际下降2.8%: so much less was aimed at.
    let fell = |label: &str| {
        has(label, &["降", "减", "压"])
            && !has(label, &["降到", "降至", "降为", "减至", "减到", "压到", "压降到"])
    };
    let both = fell(lead(line, aim.index)) && fell(lead(line, real.index));
    let words = [lead(line, aim.index), lead(line, real.index), line.noun(real.index)];
    // 减税降费 is good.
    let bad =
        !both && words.iter().any(|words| has(&words.replace("减税降费", "").replace("减负", ""), &BAD));
    if bad || aim.it.qualifier.is_some_and(|it| it != Qualifier::AtLeast) {
        return None;
    }
    Some(match judged {
        Judged::Passed => {
            !more && real.it.value.single().is_some_and(|it| aim_value(aim.it).single() == Some(it)) || less
        }
        Judged::Reached | Judged::Kept => less,
        Judged::Missed => more,
        Judged::Below => !less,
    })
}

/// An aim is exact.
fn aim_value(aim: &Quantity) -> Interval {
    aim.printed.checked_mul(aim.factor).map_or(aim.value, Interval::exact)
}

fn tell(
    line: &Line,
    first: usize,
    claim: &Quantity,
    parts: Vec<&Quantity>,
    verdict: Verdict,
    reason: String,
    out: &mut Findings,
) {
    let to = verdict.to;
    let said = line.text(verdict.from, to);
    let (zh, en) = match verdict.judged {
        Judged::Passed => ("没有超过目标", "the aim was not passed"),
        Judged::Reached => ("没有达到目标", "the aim was not reached"),
        Judged::Missed => ("目标其实达到了", "the aim was reached"),
        Judged::Kept => ("超过了限数", "the bound was passed"),
        Judged::Below => ("并不低于目标", "it is not below the aim"),
    };
    Statement {
        kind: "figures/same-fact-differs",
        line,
        from: begins(line, first),
        to,
        claim,
        called: ("完成数", "what was done"),
        parts,
        verdict: Held::Fails,
        reason: reason.clone(),
    }
    .tell(
        || format!("写的是“{said}”，按数看{zh}：{reason}"),
        || format!("“{said}” is stated, by the numbers {en}: {reason}"),
        out,
    );
}
