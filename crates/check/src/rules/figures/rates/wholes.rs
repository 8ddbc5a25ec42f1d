//! Shares whose whole stands farther off, or nowhere: 占全年支出的42.5%.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins};
use crate::rules::figures::words::has;

/// What may stand before the name of a whole.
const SCOPES: [&str; 24] = [
    "全镇",
    "全县",
    "全市",
    "全区",
    "全乡",
    "全村",
    "全省",
    "全年",
    "全校",
    "全局",
    "全院",
    "全社",
    "全部",
    "今年",
    "年度",
    "本年",
    "当年",
    "年末",
    "同期",
    "我县",
    "我镇",
    "上半年",
    "下半年",
    "其",
];

/// What may stand between a name and its number.
const ENDINGS: [char; 13] = ['达', '到', '为', '是', '约', '共', '计', '有', '完', '成', '实', '现', '近'];

/// A name without the words for where and when.
pub(crate) fn core(name: &str) -> &str {
    let mut name = name.trim_end_matches(['的', '了']);
    for word in ["比重", "比例", "份额"] {
        name = name.strip_suffix(word).unwrap_or(name).trim_end_matches('的');
    }
    while let Some(rest) = SCOPES.iter().find_map(|word| name.strip_prefix(word)) {
        name = rest.trim_start_matches('的');
    }
    name
}

/// The number before a share, and the only number of the paragraph that is called what it is a share of.
pub(crate) fn named<'l>(
    line: &'l Line,
    index: usize,
    rate: &Quantity,
    label: &str,
    of: &str,
) -> Option<(&'l Quantity, &'l Quantity)> {
    let wanted = core(of);
    if wanted.chars().count() < 2 || has(of, &["上年", "去年", "全国", "全省", "同期"]) {
        return None;
    }
    let part = part(line, index, rate)?;
    let subject = label.rsplit_once('占')?.0;
    if !(subject.is_empty() || line.label(index - 1).contains(subject)) {
        return None;
    }
    // 占教师总数的60%: of 在岗教师2460人.
    let counted = ["总数", "总量", "总人数"].iter().find_map(|word| wanted.strip_suffix(word));
    let counted = counted.filter(|name| name.chars().count() >= 2);
    let long = wanted.chars().count() >= 4;
    let called = |at: usize| {
        let label = line.label(at);
        let name = core(label.trim_end_matches(ENDINGS));
        let old = has(label, &["上年", "去年", "计划", "目标", "任务", "其中", "新增", "由", "从"]);
        let total = counted.is_some_and(|wanted| name.ends_with(wanted));
        !old && (name == wanted || (long && name.ends_with(wanted)) || total)
    };
    // 占工业用地供应面积的85.6%: of 工业用地860亩, when no number has the whole name.
    let opened = |at: usize| {
        let name = core(line.label(at).trim_start_matches("其中").trim_end_matches(ENDINGS));
        let old = has(line.label(at), &["上年", "去年", "计划", "目标", "任务", "新增", "由", "从", "占"]);
        !old && name.chars().count() >= 4 && wanted.starts_with(name)
    };
    let all = |at: &usize, it: &Quantity| {
        *at + 1 < index && it.same_unit(part) && !it.range && !it.value.is_below(&part.value)
    };
    let any = line.around(index, 24).any(|(at, it)| all(&at, it) && called(at));
    let is_whole = |at: usize| if any { called(at) } else { opened(at) };
    let before = line.around(index, 24).filter(|(at, it)| all(at, it) && is_whole(*at));
    let mut found = before.map(|(_, it)| it);
    let whole = found.next()?;
    let only = found.all(|it| it.value.may_equal(&whole.value));
    let made = part.value.rate(whole.value);
    let share = |hundredths| rate.value.times(Decimal::new(hundredths, 2));
    let (least, most) = if any { (50, 200) } else { (80, 125) };
    let like = !made.is_below(&share(least)) && !share(most).is_below(&made);
    (only && like).then_some((part, whole))
}

/// The number of which a share is told right behind it.
pub(crate) fn part<'l>(line: &'l Line, index: usize, rate: &Quantity) -> Option<&'l Quantity> {
    let at = index.checked_sub(1)?;
    let part = line.quantities.get(at)?;
    let plain = part.is_amount() && !part.range && part.qualifier.is_none() && part.depth == rate.depth;
    let near = part.sentence == rate.sentence && rate.from.saturating_sub(part.to) <= 24;
    (plain && near && !has(line.label(at), &["均", "每"])).then_some(part)
}

/// A share of something that no number of the text is.
pub(crate) struct Unknown<'l> {
    of: String,
    index: usize,
    part: &'l Quantity,
    rate: &'l Quantity,
}

impl<'l> Unknown<'l> {
    /// A share whose whole has a name of its own: 农业机械总台数, but not 总数, of which each thing has one.
    pub(crate) fn of(line: &'l Line, index: usize, rate: &'l Quantity, of: &str) -> Option<Unknown<'l>> {
        let name = core(of);
        let own = name.trim_start_matches('总').chars().count() >= 3
            && !has(name, &["总数", "总量", "比重", "同类", "同期", "上年", "去年", "本"]);
        let part = part(line, index, rate)?;
        let gap = line.text(part.to, rate.from);
        let plain = gap.trim_start_matches('，').starts_with('占') && rate.qualifier.is_none();
        (own && plain).then(|| Unknown { of: name.to_owned(), index, part, rate })
    }

    /// What the whole would be.
    fn whole(&self) -> Interval {
        self.part.value.quotient(self.rate.value).times(Decimal::ONE_HUNDRED)
    }
}

/// 618台，占农业机械总台数的2.1%；176架，占农业机械总台数的0.9%: two shares of one whole make it twice, and not alike.
pub(crate) fn differ(line: &Line, shares: &[Unknown<'_>], out: &mut Findings) {
    for pair in shares.windows(2) {
        let [one, other] = pair else { continue };
        let counted = one.of.contains(&format!("{}数", one.part.unit));
        let alike = one.of == other.of && (one.part.same_unit(other.part) || counted);
        let (first, second) = (one.whole(), other.whole());
        if !alike || first.may_equal(&second) || other.rate.sentence > one.rate.sentence + 2 {
            continue;
        }
        let (of, first, second) = (&other.of, about(&first, 0), about(&second, 0));
        let line_from = begins(line, line.index_at(one.part.from));
        Statement {
            kind: "figures/rate",
            line,
            from: line_from.min(begins(line, other.index)),
            to: other.rate.to,
            claim: other.rate,
            called: ("占比", "share"),
            parts: vec![one.part, one.rate, other.part],
            verdict: Verdict::Fails,
            reason: format!("{first} ≠ {second}"),
        }
        .tell(
            || format!("按前一个占比，{of}是 {first}，按后一个是 {second}：两个占比对不上"),
            || format!("one share makes the whole {first}, the other {second}"),
            out,
        );
    }
}
