//! Two numbers beside each other that speak of one thing: 100公顷（1500亩）, 23户31人.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::statement::{Statement, about, begins};
use super::words::has;
use crate::Findings;
use crate::quantity::{Line, Quantity};

/// All statements of a paragraph.
pub(super) fn run(line: &Line, out: &mut Findings) {
    for index in 0..line.quantities.len().saturating_sub(1) {
        let (Some(one), Some(other)) = (line.quantities.get(index), line.quantities.get(index + 1)) else {
            return;
        };
        if other.from < one.to || other.from - one.to > 12 {
            continue;
        }
        done(line, index, one, other, out);
        let gap = line.text(one.to, other.from);
        households(line, index, one, other, gap, out);
        conversion(line, index, one, other, gap, out);
    }
}

/// What came in, and what is done of it: never more.
const DONE: [(&[&str], &[&str]); 8] = [
    (&["排查", "发现", "摸排", "查出", "梳理"], &["整改", "化解", "调处", "处置", "解决", "消除", "销号"]),
    (&["受理", "收到", "接到", "交办", "转办", "承办"], &["办结", "审结", "回复", "答复", "办复"]),
    (&["抽检", "送检", "检测"], &["合格"]),
    (&["应到", "应参加", "应缴", "应收"], &["实到", "参加", "实缴", "实收"]),
    (&["发出", "发放问卷", "下发"], &["收回", "回收", "得到回复"]),
    (&["立案", "收案"], &["已审结", "已结案", "已办结"]),
    (&["下达", "安排"], &["已支付", "已拨付", "已兑付", "已支出"]),
    (&["报名", "参加考试", "参考"], &["录取", "合格", "上线"]),
];

/// Two counts side by side of which the second cannot be larger, what was settled of what came in: 受理案件4216件，审结4520件.
fn done(line: &Line, index: usize, one: &Quantity, other: &Quantity, out: &mut Findings) {
    let (taken, did) = (line.label(index), line.label(index + 1));
    let known = DONE.iter().any(|(come, go)| has(taken, come) && go.iter().any(|word| did.contains(word)));
    let plain =
        one.same_unit(other) && one.is_amount() && one.depth == other.depth && !one.range && !other.range;
    let older = has(line.clause(one), &["新收", "新增", "新受理", "累计"])
        || has(line.text(other.to, (other.to + 10).min(line.chars.len())), &["含", "结转", "往年", "上年"])
        || has(did, &["累计", "历年", "存量", "往年", "积案", "共"]);
    if !known || !plain || older || one.sentence != other.sentence || !one.value.is_below(&other.value) {
        return;
    }
    let (all, done) = (one.shown(), super::statement::printed_in(other, one));
    Statement {
        kind: "figures/parts-excess",
        line,
        from: begins(line, index),
        to: other.to,
        claim: other,
        called: ("办了的", "done"),
        parts: vec![one],
        verdict: Verdict::Fails,
        reason: format!("{done} > {all}"),
    }
    .tell(|| format!("办了的 {done} 比收到的 {all} 还多"), || format!("{done} are done of {all}"), out);
}

/// No household is empty: there are not more 户 than 人.
fn households(line: &Line, index: usize, one: &Quantity, other: &Quantity, gap: &str, out: &mut Findings) {
    let side_by_side = matches!(
        gap,
        "" | "、"
            | "，"
            | "（"
            | "，总人口"
            | "、总人口"
            | "，人口"
            | "，户籍人口"
            | "，常住人口"
            | "，农业人口"
            | "，人口总数"
            | "共"
            | "，共"
            | "共计"
            | "，共计"
            | "/"
            | "，合计"
            | "和"
            | "（共"
    );
    if one.unit != "户" || other.unit != "人" || !side_by_side || one.range || other.range || one.quoted {
        return;
    }
    let noun = line.noun(index + 1);
    if (gap == "，" || gap == "、") && !(noun.is_empty() || noun.starts_with(['纳', '脱', '享', '参', '受']))
    {
        return;
    }
    let verdict = if other.value.is_below(&one.value) { Verdict::Fails } else { Verdict::Holds };
    let (households, people) = (one.shown(), other.shown());
    let sign = if verdict == Verdict::Fails { ">" } else { "≤" };
    Statement {
        kind: "figures/households",
        line,
        from: begins(line, index),
        to: other.to,
        claim: one,
        called: ("户数", "households"),
        parts: vec![other],
        verdict,
        reason: format!("{households}户 {sign} {people}人"),
    }
    .tell(
        || format!("{households} 户只有 {people} 人，户数比人数还多"),
        || format!("{households} households of {people} people: more households than people"),
        out,
    );
}

/// One amount in two units.
fn conversion(line: &Line, index: usize, one: &Quantity, other: &Quantity, gap: &str, out: &mut Findings) {
    let said = matches!(
        gap,
        "（" | "，合"
            | "（合"
            | "合"
            | "，折合"
            | "（折合"
            | "，约合"
            | "（约合"
            | "，即"
            | "（即"
            | "折合"
            | "即"
            | "，也就是"
            | "（约"
            | "（相当于"
            | "，相当于"
    );
    let alike = one.same_unit(other) && one.printed_unit != other.printed_unit && one.is_amount();
    let bracket = gap.starts_with('（');
    let alone = !bracket || line.char(other.to) == '）';
    if !said || !alike || !alone || one.range || other.range || has(&one.unit, &["人", "户"]) {
        return;
    }
    let verdict = other.value.equals(one.value);
    let made = about(&one.value.times(Decimal::ONE.checked_div(other.factor).unwrap_or(Decimal::ONE)), 4);
    let (first, second) =
        (format!("{}{}", one.shown(), one.printed_unit), format!("{}{}", other.shown(), other.printed_unit));
    let unit = &other.printed_unit;
    Statement {
        kind: "figures/unit-conversion",
        line,
        from: begins(line, index),
        to: other.to,
        claim: other,
        called: ("换算", "converted"),
        parts: vec![one],
        verdict,
        reason: format!("{first} = {made}{unit}"),
    }
    .tell(
        || format!("{first} 是 {made}{unit}，不是 {second}"),
        || format!("{first} is {made} {unit}, not {second}"),
        out,
    );
}
