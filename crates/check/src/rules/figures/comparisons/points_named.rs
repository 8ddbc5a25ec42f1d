//! Percentage points 百分点 against a rate that the text told before under a name of its own: 全市平均绿化覆盖率41.2%，我区43.5%，比全市平均高2.3个百分点;
//! 一季度增长4.8%，上半年增长6.1%，增速比一季度快1.3个百分点; 城乡居民收入分别增长5.2%和7.1%，农村高于城镇1.9个百分点.

use super::earlier::EARLIER;
use super::moved::{falls, is_one_thing, measured, open_points, rate};
use super::points::Difference;
use super::subject::names_other;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::joined;
use crate::rules::figures::words::has;

/// Words that stand before what a rate is held against, and whether they say that it is more.
const THAN: [(&str, bool); 11] = [
    ("高于", true),
    ("快于", true),
    ("优于", true),
    ("高出", true),
    ("超过", true),
    ("超出", true),
    ("领先于", true),
    ("领先", true),
    ("低于", false),
    ("慢于", false),
    ("落后于", false),
];

/// Words that end a comparison with 比 or 较, a longer one before what it ends with.
const VERBS: [(&str, bool); 19] = [
    ("提高", true),
    ("提升", true),
    ("上升", true),
    ("回升", true),
    ("加快", true),
    ("扩大", true),
    ("高出", true),
    ("放缓", false),
    ("回落", false),
    ("下降", false),
    ("降低", false),
    ("收窄", false),
    ("缩小", false),
    ("高", true),
    ("快", true),
    ("多", true),
    ("低", false),
    ("慢", false),
    ("少", false),
];

/// What may be said between the name and the verb, and says nothing.
const ADVERBS: [&str; 8] = ["又", "再", "还", "均", "都", "进一步", "整整", "要"];

/// What a name may end with when the rate before was told without it.
const TAILS: [&str; 8] = ["平均水平", "平均值", "平均增速", "的水平", "水平", "平均", "增速", "增幅"];

/// Words for the rate itself, which name nothing.
const RATES: [&str; 12] = [
    "增速",
    "增幅",
    "降幅",
    "涨幅",
    "比重",
    "占比",
    "比例",
    "这一比例",
    "这一增速",
    "这一比重",
    "这一指标",
    "该比例",
];

/// How far back the other rate stands, in quantities and in characters.
const REACH: usize = 8;
const NEAR: usize = 200;

/// All statements of a paragraph that no other rule has judged.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, claim) in open_points(line, out) {
        let told = on_base(line, index, claim)
            .or_else(|| named(line, index, claim))
            .or_else(|| town_and_country(line, index, claim));
        if let Some(it) = told {
            it.tell(line, claim, out);
        }
    }
}

/// A comparison taken apart: what is compared, with what, and whether it is more.
struct Compared<'t> {
    subject: &'t str,
    base: &'t str,
    more: bool,
}

fn compared(label: &str) -> Option<Compared<'_>> {
    let label = label.trim_end_matches(['了', '约', '出']);
    let cut = |word: &str| label.split_once(word);
    if let Some(((subject, base), more)) = THAN.iter().find_map(|(word, more)| Some((cut(word)?, *more))) {
        return Some(Compared { subject, base, more });
    }
    let (subject, rest) = label.split_once(['比', '较']).filter(|(one, _)| !one.ends_with(['占', '对']))?;
    let (mut base, more) = VERBS.iter().find_map(|(word, more)| Some((rest.strip_suffix(word)?, *more)))?;
    while let Some(next) = ADVERBS.iter().find_map(|word| base.strip_suffix(word)) {
        base = next;
    }
    Some(Compared { subject, base, more })
}

/// The words before a rate, from the number or the sentence before it.
fn lead(line: &Line, at: usize) -> &str {
    let Some(it) = line.quantities.get(at) else { return "" };
    let before = at.checked_sub(1).and_then(|at| line.quantities.get(at)).map_or(0, |it| it.to);
    line.text(before.max(line.back(it.from, &['。', '；', '\n'], 60)).min(it.from), it.from)
}

/// The rate that a claim is of: right before it, but for other points.
fn own<'l>(line: &'l Line, index: usize, claim: &Quantity) -> Option<(usize, &'l Quantity)> {
    let at = (index.saturating_sub(3)..index)
        .rev()
        .find(|at| line.quantities.get(*at).is_some_and(|it| it.unit != "百分点"))?;
    let new = rate(line, at).filter(|it| it.sentence == claim.sentence && it.depth == claim.depth)?;
    Some((at, new))
}

/// 我区43.5%，比全市平均高2.3个百分点: the only rate before that has the name.
fn named<'l>(line: &'l Line, index: usize, claim: &Quantity) -> Option<Difference<'l>> {
    let it = compared(line.label(index))?;
    let base = it.base.trim_end_matches(['的']);
    let core = TAILS.iter().find_map(|tail| base.strip_suffix(tail)).unwrap_or(base);
    let core = if core.chars().count() < 2 { base } else { core };
    // Years are told beside each other: another rule's.
    let year = has(core, &["上年", "去年", "同期", "年初", "前年", "往年"]) || core.contains("20");
    if year || core.chars().count() < 2 || has(core, &["目标", "任务", "计划", "预期"]) {
        return None;
    }
    let (new_at, new) = own(line, index, claim)?;
    let (new_lead, new_label) = (lead(line, new_at), line.label(new_at));
    let subject = it.subject.trim_start_matches(['，', '其']);
    let own_subject = subject.is_empty() || RATES.contains(&subject) || new_lead.contains(subject);
    if !own_subject || new_lead.contains(core) || has(new_label, &["比", "较", "分别", "均"]) {
        return None;
    }
    let mut found = (new_at.saturating_sub(REACH)..new_at)
        .filter(|at| line.quantities.get(*at).is_some_and(|it| it.is_percent() && claim.from - it.to <= NEAR))
        .filter(|at| lead(line, *at).contains(core));
    let at = found.next().filter(|_| found.next().is_none())?;
    let old = rate(line, at).filter(|it| it.depth == claim.depth)?;
    let label = line.label(at);
    if has(lead(line, at), &["比", "较", "高于", "低于", "快于", "分别"]) {
        return None;
    }
    // What has no name of its own is measured as the rate right before it.
    let (one, other) = (label.replace(core, ""), new_label.replace(subject, ""));
    let bare = |label: &str| measured(label).is_empty();
    let alike = is_one_thing(&one, &other)
        && (!bare(&other) || at + 1 == new_at)
        && (!bare(&one) || kin(core, &other));
    let ways = falls(label).zip(falls(new_label));
    if !alike || ways.is_some_and(|(one, other)| one != other) {
        return None;
    }
    // Of two declines 回升 and 收窄 say the opposite.
    let more = (ways != Some((true, true))).then_some(it.more);
    Some(Difference { new, old, claimed: claim.printed, more })
}

/// Whether a name that is all of its rate measures what another one does: 综合合格率 and 蔬菜合格率.
fn kin(name: &str, other: &str) -> bool {
    let tail = |text: &str| -> String {
        let bare = text.trim_end_matches(['为', '达', '到', '是', '约']);
        let count = bare.chars().count();
        bare.chars().skip(count.saturating_sub(3)).collect()
    };
    let end = tail(name);
    end == tail(other) && end.chars().count() == 3
}

/// 98.7%，在上年98.2%的基础上又提升了0.5个百分点: the rate that it started from stands within the claim.
fn on_base<'l>(line: &'l Line, index: usize, claim: &Quantity) -> Option<Difference<'l>> {
    let rest = line.label(index).strip_prefix("的基础上")?.trim_end_matches(['了', '约']);
    let (mut rest, more) = VERBS.iter().find_map(|(word, more)| Some((rest.strip_suffix(word)?, *more)))?;
    while let Some(next) = ADVERBS.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = next;
    }
    let at = index.checked_sub(1).filter(|_| rest.is_empty())?;
    let (old, new) = (rate(line, at)?, rate(line, at.checked_sub(1)?)?);
    let since = line.label(at).strip_prefix('在')?;
    let earlier = EARLIER.iter().any(|word| since.starts_with(word)) || since.ends_with('年');
    let one = [new, old].iter().all(|it| it.sentence == claim.sentence && it.depth == claim.depth);
    let beside = line.text(new.to, old.from).strip_prefix('，') == Some(line.label(at));
    let plain = earlier && one && beside && falls(line.label(at - 1)) != Some(true);
    plain.then_some(Difference { new, old, claimed: claim.printed, more: Some(more) })
}

/// 城乡居民收入分别增长5.2%和7.1%，农村居民收入增速高于城镇1.9个百分点: 城乡 names both.
fn town_and_country<'l>(line: &'l Line, index: usize, claim: &Quantity) -> Option<Difference<'l>> {
    let it = compared(line.label(index))?;
    let side = |name: &str| {
        let (town, country) = (has(name, &["城镇", "城市"]), has(name, &["农村", "乡村", "农民"]));
        (town != country).then_some(usize::from(country))
    };
    let (one, other) = (side(it.subject)?, side(it.base)?);
    let mut rows =
        (index.saturating_sub(4)..index).filter(|at| joined(line, *at) && rate(line, *at).is_some());
    let at = rows.next().filter(|_| rows.next().is_none() && one != other)?;
    let first = line.quantities.get(at)?;
    let clause = line.clause(first);
    // 城乡居民医保、养老保险参保率分别为: the row is of two other things.
    let subject =
        clause.split_once("城乡").and_then(|(_, rest)| rest.split_once("分别")).map(|(subject, _)| subject);
    let both = subject.is_some_and(|it| !it.contains(['、', '和', '与', '及']));
    let row = both && !joined(line, at + 1) && !names_other(it.subject, clause);
    let (new, old) = (rate(line, at + one)?, rate(line, at + other)?);
    let plain = row && first.sentence == claim.sentence && falls(line.label(at)) != Some(true);
    plain.then_some(Difference { new, old, claimed: claim.printed, more: Some(it.more) })
}
