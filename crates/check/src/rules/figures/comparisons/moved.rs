//! Percentage points 百分点 between two rates that are told one after the other, in clauses or sentences of their own:
//! 去年只有83.7%。…今年是86.1%，一年升了2.4个百分点; 比一季度收窄4.5个百分点，比去年同期的1.8%扩大2.9个百分点.

use crate::chars::is_one_of;
use gongwen_core::Interval;

use super::earlier::EARLIER;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::{has, without};

/// Verbs and adjectives by which two rates are apart; a longer one stands before what it ends with.
const VERBS: [&str; 61] = [
    "提高",
    "提升",
    "抬升",
    "抬高",
    "上升",
    "攀升",
    "回升",
    "跃升",
    "上涨",
    "增加",
    "增长",
    "加快",
    "扩大",
    "拉高",
    "高出",
    "多出",
    "超出",
    "超过",
    "领先",
    "上扬",
    "下降",
    "降低",
    "减少",
    "回落",
    "下滑",
    "滑落",
    "压降",
    "压低",
    "压减",
    "压下来",
    "降下来",
    "落后",
    "收窄",
    "缩小",
    "缩窄",
    "放缓",
    "减缓",
    "下调",
    "上调",
    "相差",
    "净增",
    "净升",
    "净降",
    "进步",
    "退步",
    "下来",
    "升",
    "提",
    "涨",
    "高",
    "多",
    "快",
    "增",
    "超",
    "降",
    "低",
    "少",
    "慢",
    "差",
    "减",
    "落",
];

/// What may stand beside a verb and says only since when, or how much.
const SINCE: [&str; 50] = [
    "今年以来",
    "今年",
    "本年",
    "本期",
    "一年间",
    "一年里",
    "一年来",
    "一年下来",
    "一年内",
    "一年",
    "两年间",
    "两年",
    "三年",
    "五年",
    "年内",
    "当年",
    "一学期",
    "一个月",
    "半年",
    "比上年同期",
    "较上年同期",
    "比去年同期",
    "较去年同期",
    "比上年末",
    "较上年末",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
    "比上届",
    "比年初",
    "较年初",
    "比上一年",
    "较上一年",
    "比前一年",
    "同比",
    "环比",
    "实际",
    "整整",
    "足足",
    "净",
    "又",
    "再",
    "共",
    "也",
    "还",
    "一下",
    "就",
    "了",
    "约",
];

/// Words of a label that do not belong to the name of what is measured.
const BARE: [&str; 63] = [
    "我镇",
    "我乡",
    "我村",
    "我街道",
    "本县",
    "本市",
    "这个数字",
    "眼下",
    "当前",
    "而今",
    "这一数字",
    "这个比重",
    "这一比重",
    "这个比例",
    "这一比例",
    "这一占比",
    "这个占比",
    "该比例",
    "该占比",
    "这一指标",
    "这项指标",
    "该指标",
    "这个数",
    "这一",
    "这个",
    "同一",
    "今年",
    "本年",
    "目前",
    "现在",
    "如今",
    "全年",
    "年末",
    "年底",
    "平均水平",
    "平均",
    "水平",
    "全国",
    "全省",
    "全市",
    "全县",
    "我县",
    "我市",
    "我区",
    "目标",
    "任务",
    "计划",
    "只有",
    "才有",
    "仅有",
    "做到",
    "达到",
    "提高到",
    "上升到",
    "升到",
    "降到",
    "压到",
    "降至",
    "升至",
    "已经",
    "比重",
    "占比",
    "末",
];

/// Characters of a label that do not belong to a name either.
const EMPTY: [char; 23] = [
    '，', '是', '为', '达', '到', '占', '约', '才', '仅', '只', '已', '的', '则', '而', '有', '就', '还',
    '时', '底', '却', '在', '了', '也',
];

/// Other places, of whose rates a text tells to hold its own against them.
const SCOPES: [&str; 8] = ["全国", "全省", "全市", "全区", "全县", "平均", "同类", "周边"];

/// What is aimed at.
const AIMS: [&str; 5] = ["目标", "任务", "计划", "指标", "预期"];

/// Times of a year that are held against each other.
const PERIODS: [&str; 9] =
    ["期中", "期末", "一季度", "二季度", "三季度", "四季度", "上半年", "下半年", "前三季度"];

/// How far back the other rate stands, in quantities.
const REACH: usize = 6;

/// All statements of a paragraph that no other rule has judged.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, claim) in open_points(line, out) {
        if let Some((new, old)) = again(line, index, claim)
            .or_else(|| told(line, index, claim))
            .or_else(|| ahead(line, index, claim))
        {
            judge(line, claim, new, old, out);
        }
    }
}

/// The percentage points 百分点 of a paragraph that no rule has judged yet, each with its place among the numbers.
pub(crate) fn open_points<'l>(line: &'l Line, out: &Findings) -> Vec<(usize, &'l Quantity)> {
    let plain = |it: &Quantity| it.unit == "百分点" && !it.range && it.qualifier.is_none();
    let points: Vec<_> = line.quantities.iter().enumerate().filter(|(_, it)| plain(it)).collect();
    if points.is_empty() {
        return points;
    }
    let judged = out.judged_in(line.index);
    points.into_iter().filter(|(_, it)| judged.binary_search(&it.span).is_err()).collect()
}

/// The rate at a place, when nothing makes it a vague one.
pub(crate) fn rate(line: &Line, at: usize) -> Option<&Quantity> {
    line.quantities.get(at).filter(|it| it.is_percent() && !it.range && it.qualifier.is_none())
}

/// Whether the words before a claim say how two rates are apart, and of whom nothing else.
fn is_apart(label: &str) -> bool {
    let bare = label.trim_end_matches(['了', '出', '约', '近', '有']);
    let Some(mut rest) = VERBS.iter().find_map(|verb| bare.strip_suffix(verb)) else { return false };
    while let Some(next) = SINCE.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = next;
    }
    rest.is_empty() || matches!(rest, "幅度" | "比重" | "占比" | "增速" | "增幅" | "降幅")
}

/// What is measured, without times and verbs.
pub(crate) fn measured(label: &str) -> String {
    let mut name = label.to_owned();
    for word in EARLIER.iter().chain(&PERIODS).chain(&BARE) {
        if name.contains(word) {
            name = name.replace(word, "");
        }
    }
    if let Some(year) = year_of(&name) {
        name = name.replacen(&format!("{year}年"), "", 1);
    }
    name.retain(|c| !EMPTY.contains(&c));
    without_month(&name).unwrap_or(name)
}

/// The year that a label begins with: 2023年.
fn year_of(label: &str) -> Option<u32> {
    let year = label.trim_start_matches('，').get(..7)?.strip_suffix('年')?.parse().ok()?;
    (1990..2100).contains(&year).then_some(year)
}

/// 七月分类准确率 is the rate of one month, 分类准确率.
fn without_month(name: &str) -> Option<String> {
    let (before, behind) = name.split_once('月')?;
    let numeral = |c: char| c.is_ascii_digit() || is_one_of!(c, "一二三四五六七八九十");
    let rest = before.trim_end_matches(numeral);
    (rest.len() < before.len()).then(|| format!("{rest}{}", behind.trim_start_matches(['份', '初'])))
}

/// Whether both labels measure one thing: one has no name of its own, or ends with that of the other.
pub(crate) fn is_one_thing(one: &str, other: &str) -> bool {
    // 增加值同比增长7.4%，上半年这一增速为6.1%.
    let speed = |own: &str, of: &str| match own {
        "增速" | "增幅" | "涨幅" => falls(of) == Some(false),
        "降幅" | "跌幅" => falls(of) == Some(true),
        _ => false,
    };
    let (said, told) = (one, other);
    let (one, other) = (measured(one), measured(other));
    if speed(&one, told) || speed(&other, said) {
        return true;
    }
    // 不良率1.85%，新发放贷款不良率0.62%: of some of them only.
    let rest = one.strip_suffix(other.as_str()).or_else(|| other.strip_suffix(one.as_str()));
    let some = |rest: &str| !one.is_empty() && !other.is_empty() && has(rest, &["新发", "新增", "新签"]);
    rest.is_some_and(|rest| !some(rest))
}

/// Whether a label tells of growth or of decline.
pub(crate) fn falls(label: &str) -> Option<bool> {
    let down = has(label, &["下降", "减少", "降低", "回落", "下滑", "降幅"]);
    let up = has(label, &["增长", "增加", "上升", "上涨", "增速", "增幅"]);
    (down || up).then_some(down)
}

/// 比上半年的5.8%加快1.4个百分点，比去年同期的6.1%高1.1个百分点: the rate right before is what the first of the sentence
/// is held against.
fn again<'l>(line: &'l Line, index: usize, claim: &Quantity) -> Option<(&'l Quantity, &'l Quantity)> {
    let at = index.checked_sub(1)?;
    let old = rate(line, at)?;
    let label = line.label(at);
    // 离6%的年度目标还差0.9个百分点.
    let away = ["离", "距", "距离"].iter().any(|word| label.trim_end_matches("全年").ends_with(word));
    let said = line.label(index);
    let verb = match away {
        true => {
            said.strip_prefix('的').and_then(|rest| rest.split_once("目标")).is_some_and(|(year, verb)| {
                year.chars().count() <= 4 && matches!(verb, "还差" | "差" | "尚差" | "仍差" | "相差" | "还有")
            })
        }
        false => is_apart(said.strip_prefix("相比").unwrap_or(said)),
    };
    let beside =
        line.text(old.to, claim.from).starts_with("相比") && line.clause(old).starts_with(['与', '同', '和']);
    let held = beside
        || line.clause(old).starts_with(['比', '较']) && line.clause(old).chars().count() <= 16
        || has(label, &["增速比", "增幅比", "降幅比", "涨幅比"]);
    if !verb || !(held || away) || old.sentence != claim.sentence || claim.from - old.to > 12 {
        return None;
    }
    let mut before = (index.saturating_sub(REACH)..at).rev().filter_map(|at| Some((at, rate(line, at)?)));
    let own = |(at, it): &(usize, &Quantity)| {
        let label = line.label(*at);
        it.depth == claim.depth
            && !label.starts_with(['比', '较', '离', '距', '与', '同'])
            && !has(label, &["增速比", "增幅比", "降幅比", "涨幅比", "高于", "低于", "快于"])
    };
    let (new_at, new) = before.find(own)?;
    let new_label = line.label(new_at);
    // The first clause of all says what it is of; an earlier one is not what is told now.
    let plain = new.sentence == claim.sentence && !has(new_label, &EARLIER) && !has(new_label, &AIMS);
    let between = line.quantities.get(new_at + 1..at).unwrap_or_default();
    let only = between.iter().all(|it| it.unit == "百分点" || it.is_percent());
    let same = falls(new_label).zip(falls(label)).is_none_or(|(one, other)| one == other);
    (plain && only && same && new.depth == old.depth).then_some((new, old))
}

/// Two rates in clauses of their own, one of them of an earlier time, of another place, or aimed at.
fn told<'l>(line: &'l Line, index: usize, claim: &Quantity) -> Option<(&'l Quantity, &'l Quantity)> {
    let before = index.checked_sub(1)?;
    // 一年降了0.3个百分点: a time stands between.
    let timed = line.quantities.get(before).is_some_and(|it| line.text(it.from, it.to) == "一年");
    let last_at = before.checked_sub(usize::from(timed))?;
    // 控制线是70%，低于控制线1.8个百分点.
    let against = ["低于", "高于", "超过", "高出", "超出", "快于", "慢于"];
    let again = against.iter().find_map(|word| line.label(index).strip_prefix(word));
    let again = again.filter(|name| name.chars().count() >= 2 && line.label(last_at).contains(name));
    let named_again = again.is_some() || elsewhere(line, index, last_at) || is_own(line, index, last_at);
    if !named_again && !is_apart(line.label(index)) {
        return None;
    }
    let last = rate(line, last_at)?;
    let gap = line.text(last.to, claim.from);
    let near = gap.starts_with('，') && gap.matches('，').count() == 1 && last.sentence == claim.sentence;
    let mut before =
        (last_at.saturating_sub(REACH)..last_at).rev().filter_map(|at| Some((at, rate(line, at)?)));
    let (first_at, first) = before.next()?;
    let (one, other) = (line.label(first_at), line.label(last_at));
    // What is told since last year is not held against another place or an aim.
    let since = has(line.label(index), &["上", "去", "年初", "前", "同比", "环比"]);
    let marked = |label: &str| {
        let place = has(label, &SCOPES) && label.contains("平均");
        has(label, &EARLIER) || !since && (place || has(label, &AIMS))
    };
    let period = |label: &str| PERIODS.iter().rposition(|word| label.contains(word));
    let apart = period(one).zip(period(other)).is_some_and(|(one, other)| one != other);
    // 2024年登记率3.6%；2023年为3.9%.
    let apart = apart || year_of(one).zip(year_of(other)).is_some_and(|(one, other)| one != other);
    // 去年同期96.4%；满意度92.1%: the earlier rate is of what was named before it.
    let parted = measured(one).is_empty() && !measured(other).is_empty() && !named_again;
    let alike = (named_again || is_one_thing(one, other))
        && falls(one).zip(falls(other)).is_none_or(|(one, other)| one == other);
    let own = |label: &str| {
        // 同比增长7.4% holds against no other rate of the text.
        let label = &*without(label, &["同比", "环比"]);
        !has(label, &["其中", "分别", "比", "较", "高于", "低于", "均"])
            || has(label, &["平均", "比重", "占比", "比例"]) && !has(label, &["比上", "比去", "较"])
    };
    let close = first.sentence + 1 >= last.sentence
        && first.depth == claim.depth
        && last.depth == claim.depth
        && last.from.saturating_sub(first.to) <= 90;
    // In one sentence nothing else is counted between them.
    let between = line.quantities.get(first_at + 1..last_at).unwrap_or_default();
    let apart_by = between.iter().all(|it| !it.is_percent() && it.unit != "百分点");
    // 优良318天，占86.9%；2023年优良302天，占82.7%: the same words, of another time.
    let again = one == other && apart_by && is_of_before(line, first, last);
    let clean = again
        || between.is_empty()
        || apart_by && (first.sentence != last.sentence && !measured(one).is_empty() || named_again);
    let told = marked(one) != marked(other) || apart || named_again || again;
    (near && told && alike && !parted && own(one) && own(other) && close && clean).then_some((last, first))
}

/// What a sentence says before a rate, from its beginning or from a semicolon.
fn lead<'l>(line: &'l Line, it: &Quantity) -> &'l str {
    line.text(line.back(it.from, &['。', '；', '！', '\n'], 40), it.from)
}

/// Whether the words behind the first rate begin with an earlier time, and those before it do not.
fn is_of_before(line: &Line, first: &Quantity, last: &Quantity) -> bool {
    let gap = line.text(first.to, last.from).trim_start_matches(['，', '；', '。']);
    let lead = lead(line, first);
    let year = gap.starts_with("20") && !lead.contains("20");
    year || EARLIER.iter().any(|word| gap.starts_with(word)) && !has(lead, &EARLIER)
}

/// 全县征缴率96.0%；我镇征缴率99.1%，比全县高3.1个百分点: the place that is named again told its rate first.
fn elsewhere(line: &Line, index: usize, last_at: usize) -> bool {
    let said = line.label(index).trim_end_matches(['了', '出']);
    let place = said.strip_prefix(['比', '较']).and_then(|rest| rest.strip_suffix(['高', '低', '快', '慢']));
    let place = place.filter(|place| (2..=4).contains(&place.chars().count()));
    let (Some(place), Some(last)) = (place, rate(line, last_at)) else { return false };
    let before = (last_at.saturating_sub(REACH)..last_at).rev().find(|at| rate(line, *at).is_some());
    let Some((at, first)) = before.and_then(|at| Some((at, rate(line, at)?))) else { return false };
    let alike = line.label(at) == line.label(last_at) && !measured(line.label(at)).is_empty();
    alike && lead(line, first).contains(place) && !lead(line, last).contains(place)
}

/// 农民收入增速7.4%，城镇居民是5.9%，农民快了1.5个百分点: the subject of the first rate is named again.
fn is_own(line: &Line, index: usize, last_at: usize) -> bool {
    let said = line.label(index).trim_end_matches(['了', '出']);
    let name = VERBS.iter().find_map(|verb| said.strip_suffix(verb)).unwrap_or_default();
    let before = last_at.checked_sub(1).filter(|at| rate(line, *at).is_some());
    let Some(at) = before.filter(|_| (2..=6).contains(&name.chars().count())) else { return false };
    line.label(at).contains(name) && !line.label(last_at).contains(name) && !has(name, &["率", "比", "占"])
}

/// 收缴率比去年同期提高3.1个百分点，达到97.4%，去年同期为94.3%: both rates stand behind.
fn ahead<'l>(line: &'l Line, index: usize, claim: &Quantity) -> Option<(&'l Quantity, &'l Quantity)> {
    let (new, old) = (rate(line, index + 1)?, rate(line, index + 2)?);
    let gap = line.text(claim.to, new.from.max(claim.to));
    let reached =
        ["，达到", "，达", "，为", "，升至", "，升到", "，降至", "，降到", "，提高到"].contains(&gap);
    let before = line.text(new.to, old.from.max(new.to)).trim_start_matches(['，', '（']);
    let earlier = has(before, &EARLIER) && before.chars().count() <= 6;
    let label = line.label(index);
    let verb = VERBS.iter().find_map(|verb| label.trim_end_matches('了').strip_suffix(verb))?;
    let since = !has(verb, &["平均", "全国", "全省", "全市", "目标"]);
    let own = new.sentence == claim.sentence && old.sentence == claim.sentence && new.depth == claim.depth;
    (reached && earlier && since && own).then_some((new, old))
}

/// Whether the later of two rates is said to be more, where the words say which is the later: 去年是1.58%，今年比去年降低.
fn is_more(line: &Line, claim: &Quantity, new: &Quantity, old: &Quantity) -> Option<bool> {
    const UP: [&str; 8] = ["提高", "提升", "上升", "回升", "增加", "加快", "升", "涨"];
    const DOWN: [&str; 7] = ["下降", "降低", "减少", "回落", "下滑", "放缓", "降"];
    let label = |it: &Quantity| line.label(line.index_at(it.from));
    let (said, new, old) = (label(claim).trim_end_matches('了'), label(new), label(old));
    let ends = |words: &[&str]| words.iter().any(|word| said.ends_with(word));
    let up = ends(&UP);
    // Of declines 回升 is no more; a place or an aim is no earlier time.
    let known = up != ends(&DOWN) && falls(new) != Some(true) && falls(old) != Some(true);
    match (has(new, &EARLIER), has(old, &EARLIER)) {
        (false, true) if known => Some(up),
        (true, false) if known => Some(!up),
        _ => None,
    }
}

fn judge(line: &Line, claim: &Quantity, new: &Quantity, old: &Quantity, out: &mut Findings) {
    // 占八成，上年占64%: of tenths no points are told.
    if new.factor != old.factor {
        return;
    }
    let more = match is_more(line, claim, new, old) {
        Some(more) => more,
        None => new.printed >= old.printed,
    };
    let apart = if more { new.value - old.value } else { old.value - new.value };
    let made = (new.printed - old.printed).abs().normalize();
    let shown = claim.shown();
    let from = new.from.min(old.from).min(claim.from);
    Statement {
        kind: "figures/percentage-points",
        line,
        from: begins(line, line.index_at(from)),
        to: claim.to.max(new.to).max(old.to),
        claim,
        called: ("变化", "change"),
        parts: vec![new, old],
        verdict: Interval::rounded(claim.printed).equals(apart),
        reason: format!("{}、{}：{made}个百分点", new.shown(), old.shown()),
    }
    .tell(
        || format!("写的是 {shown}个百分点，按前面的数算是 {made}个百分点"),
        || format!("{shown} is stated, the numbers make {made}"),
        out,
    );
}
