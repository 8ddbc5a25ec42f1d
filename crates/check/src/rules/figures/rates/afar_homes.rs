//! Rates of all the homes of a place that an earlier paragraph counts 全村户数: 全村428户1563人. … 累计改厕392户，普及率93.6%.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;

use super::rate_words::{BOUNDED, OTHER_RATES};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins};
use crate::rules::figures::words::has;

/// How many numbers are asked whether another of them makes a rate.
const REACH: usize = 300;

/// What may end the words before the number of all homes.
const ALL: [&str; 10] = ["共有", "共", "现有", "总户数", "农户", "全村", "全镇", "常住户", "户籍", "村民"];

/// Words of some of the homes.
const SOME: [&str; 12] =
    ["脱贫", "监测", "低保", "五保", "特困", "危房", "其中", "应", "计划", "任务", "目标", "今年"];

/// Words by which a sentence is of some part of the place.
const PARTS: [&str; 10] =
    ["集镇", "规划区", "片区", "区内", "小组", "条件", "具备", "有意愿", "范围内", "示范"];

/// All statements of a text.
pub(crate) fn run(lines: &[Line], out: &mut Findings) {
    let Some((whole_line, whole)) = all_homes(lines) else { return };
    let judged = out.judged("figures/rate");
    for line in lines.iter().filter(|line| line.index > whole_line.index) {
        for (index, rate) in line.quantities.iter().enumerate().skip(1) {
            if is_of_homes(line, index, rate) && !judged.contains(&rate.span) {
                judge(lines, line, index, whole, out);
            }
        }
    }
}

/// The number of all homes with that of their people right behind it, when no other number of homes is larger.
fn all_homes(lines: &[Line]) -> Option<(&Line, &Quantity)> {
    let homes = || lines.iter().flat_map(|line| line.quantities.iter().map(move |it| (line, it)));
    let mut homes = homes().filter(|(_, it)| it.unit == "户");
    let (line, first) = homes.next()?;
    let at = line.index_at(first.from);
    let label = line.label(at).trim_end_matches(['有', '为', '达']);
    let named = ALL.iter().any(|word| label.ends_with(word.trim_end_matches('有'))) && !has(label, &SOME);
    // 386户1412人; 总户数386户，总人口1412人.
    let people = line.quantities.get(at + 1).is_some_and(|it| {
        let gap = line.text(first.to, it.from.max(first.to)).trim_start_matches(['、', '，']);
        it.unit == "人" && matches!(gap, "" | "人口" | "总人口" | "共" | "户籍人口")
    });
    let exact = first.qualifier.is_none() && !first.range;
    let largest = homes.all(|(_, it)| !first.value.is_below(&it.value));
    (named && people && exact && largest).then_some((line, first))
}

/// Whether a rate is told of the homes right before it: 累计完成392户，普及率达.
fn is_of_homes(line: &Line, index: usize, rate: &Quantity) -> bool {
    let label = line.label(index).trim_end_matches(['为', '达', '到', '是']);
    let stem = label.strip_suffix('率').filter(|stem| (2..=6).contains(&stem.chars().count()));
    let bounded = stem.is_some_and(|stem| BOUNDED.iter().chain(&["改造"]).any(|word| stem.ends_with(word)));
    let Some(part) = index.checked_sub(1).and_then(|at| line.quantities.get(at)) else { return false };
    let told = line.label(index - 1);
    let joined = line.text(part.to, rate.from).strip_prefix('，') == Some(line.label(index));
    let own = part.unit == "户" && part.sentence == rate.sentence && part.depth == rate.depth;
    rate.is_percent()
        && bounded
        && joined
        && own
        && [part, rate].iter().all(|it| !it.range && it.qualifier.is_none())
        && !has(label, &OTHER_RATES)
        && !has(told, &SOME)
        && !has(line.text(line.back(part.from, &['。', '；', '\n'], 60), part.from), &PARTS)
        && has(told, &["累计", "完成", "共", "改", "通", "接", "装", "用", "覆盖", "建成"])
}

fn judge(lines: &[Line], line: &Line, index: usize, whole: &Quantity, out: &mut Findings) {
    let Some([part, rate]) = line.quantities.get(index - 1..=index) else { return };
    let made = part.value.rate(whole.value);
    let slack = Interval::exact(5.into());
    let near = !(made + slack).is_below(&rate.value) && !(rate.value + slack).is_below(&made);
    // Any other number of homes that makes it may be the whole.
    let fits = |it: &Quantity| rate.value.equals(part.value.rate(it.value)) == Verdict::Holds;
    let other = lines
        .iter()
        .flat_map(|line| &line.quantities)
        .take(REACH)
        .any(|it| it.unit == "户" && it.value != whole.value && fits(it));
    if !near || other {
        return;
    }
    let (shown, computed) = (rate.shown(), about(&made, rate.printed.scale().max(1)));
    Statement {
        kind: "figures/rate",
        line,
        from: begins(line, index - 1),
        to: rate.to,
        claim: rate,
        called: ("比率", "rate"),
        parts: vec![part, whole],
        verdict: rate.value.equals(made),
        reason: format!("{} ÷ {} = {computed}%", part.shown(), whole.shown()),
    }
    .tell(
        || format!("写的是 {shown}%，按全部户数算是 {computed}%"),
        || format!("{shown} % is stated, of all homes it is {computed} %"),
        out,
    );
}
