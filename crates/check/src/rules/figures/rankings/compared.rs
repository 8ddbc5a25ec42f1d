//! Numbers that are said to lie above or below one that is named: 28.4万元，高于全省平均的22.5万元、低于邻县的33.6万元; 农村增速快于城镇.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;

use super::entries::{Entry, Kind, List};
use super::kin::named_in;
use crate::Findings;
use crate::quantity::{CLAUSES, Line, Quantity};
use crate::rules::figures::accounts::passing::{FALLING, SCALES};
use crate::rules::figures::statement::{Statement, begins};
use crate::rules::figures::words::has;

/// A word that compares: its first character, and whether it says more.
#[derive(Clone, Copy)]
pub(super) struct Word {
    at: usize,
    more: bool,
    /// Whether it is of how fast something grows.
    speed: bool,
}

/// What stands between a number and what it is held against.
const BETWEEN: [&str; 24] = [
    "进度", "增速", "水平", "比例", "，", "、", "并", "仍", "但", "略", "明显", "远", "也", "均", "既", "又",
    "已", "大幅", "稍", "且", "而", "继续", "依然", "）",
];

/// All words that compare in a paragraph, in order.
pub(super) fn words(line: &Line) -> Vec<Word> {
    let word = |at: usize| {
        let (before, at) = (line.char(at.saturating_sub(2)), at - 1);
        // 不低于 is a bound; 多出, 小出 are not of this sense.
        let (more, speed) = match (line.char(at), line.char(at + 1)) {
            _ if before == '不' || before == '未' => return None,
            ('高', '于' | '出') | ('多' | '大', '于') | ('超', '过') => (true, false),
            ('低' | '少' | '小', '于') => (false, false),
            ('快', '于') => (true, true),
            ('慢', '于') => (false, true),
            _ => return None,
        };
        Some(Word { at, more, speed })
    };
    (1..line.chars.len()).filter(|at| matches!(line.char(*at), '于' | '出' | '过')).filter_map(word).collect()
}

/// All statements of a paragraph.
pub(super) fn run<'l>(line: &'l Line, list: &List<'l>, words: &[Word], out: &mut Findings) {
    for (place, word) in words.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|it| words.get(it));
        if !against_number(line, *word, before.copied(), out) {
            against_name(line, list, *word, out);
        }
    }
}

/// 高于全省平均的22.5万元, 低于邻县（33.6万元）, 低于4.5%的控制线: gives whether a number is named.
fn against_number(line: &Line, word: Word, before: Option<Word>, out: &mut Findings) -> bool {
    const LONGEST: usize = 16;
    let index = line.index_at(word.at);
    let Some(bound) = line.quantities.get(index).filter(|it| it.from <= word.at + 2 + LONGEST) else {
        return false;
    };
    let said = line.text(word.at + 2, bound.from.max(word.at + 2));
    if said.contains(['，', '。', '；', '、', '：', '\n']) {
        return false;
    }
    // 高于全县平均水平1200元 may be by so much.
    let held = said.ends_with(['的', '（'])
        || said.ends_with("（为")
        || said.ends_with("的为")
        || line.char(bound.to) == '的' && is_bound(line, bound.to);
    let points = line.quantities.get(index + 1).filter(|it| it.from <= bound.to + 3);
    if !held || bound.range || points.is_some_and(|it| !it.same_unit(bound)) {
        return true;
    }
    let Some((at, own)) = subject(line, word, before, bound, index) else { return true };
    let from = line.back(own.from, &CLAUSES, 24);
    let label = line.text(from, own.from);
    let known = line.starts(word.at, "高于") || line.starts(word.at, "低于") || line.starts(word.at, "超过");
    let adjacent = known
        && at + 1 == index
        && own.depth == bound.depth
        && (has(said, &SCALES) || line.char(bound.to) == '的');
    let plain = own.qualifier.is_none() && !own.range && !own.quoted && !bound.quoted;
    // Told in one place: what is held against a standard is another rule's.
    if adjacent
        || !plain
        || has(label, &FALLING)
        || has(said, &FALLING)
        || has(said, &["上年", "去年", "同期"])
    {
        return true;
    }
    let exact = bound.printed.checked_mul(bound.factor).map(Interval::exact);
    let Some(exact) = exact else { return true };
    let fails = if word.more { own.value.is_below(&exact) } else { exact.is_below(&own.value) };
    tell(line, (at, own), bound, word.more, fails, out);
    true
}

/// Whether a number is a bound, as the words behind it say: 5%的控制线, and not 超过5%的企业.
fn is_bound(line: &Line, to: usize) -> bool {
    const BOUNDS: [&str; 12] =
        ["目标", "标准", "要求", "水平", "底线", "红线", "线", "任务", "计划", "规定", "指标", "平均"];
    has(line.text(to + 1, line.ahead(to + 1, &CLAUSES, 8)), &BOUNDS)
}

/// The number that is held against another one: right before the word, or before the comparison in front of it.
fn subject<'l>(
    line: &'l Line,
    word: Word,
    before: Option<Word>,
    bound: &Quantity,
    index: usize,
) -> Option<(usize, &'l Quantity)> {
    let only = |text: &str| {
        let mut rest = text;
        while let Some(next) = BETWEEN.iter().find_map(|it| rest.strip_prefix(it)) {
            rest = next;
        }
        // 在四个城区中居第二位，: a rank says nothing of what is compared.
        let ranked = rest.chars().count() <= 16 && rest.ends_with('，') && rest.matches('，').count() == 1;
        rest.is_empty() || ranked && has(rest, &["居", "列第", "排第", "排名", "位列"])
    };
    let mut last = index.checked_sub(1)?;
    let mut near = line.quantities.get(last)?;
    if near.chinese && !near.same_unit(bound) {
        last = last.checked_sub(1)?;
        near = line.quantities.get(last)?;
    }
    // 高于甲的22.5万元、低于乙的26.8万元: of the number before both.
    let chained = before
        .filter(|it| it.at <= near.from && line.char(it.at) != '\n' && only(line.text(near.to, word.at)));
    let at = match chained {
        Some(_) => last.checked_sub(1)?,
        None => last,
    };
    let own = line.quantities.get(at)?;
    let end = chained.map_or(word.at, |it| it.at);
    let fits = own.same_unit(bound)
        && own.sentence == bound.sentence
        && own.to <= end
        && only(line.text(own.to, end));
    fits.then_some((at, own))
}

/// Holds two entries against each other by name, where both were told before: 农村居民收入增速快于城镇居民.
fn against_name<'l>(line: &'l Line, list: &List<'l>, word: Word, out: &mut Findings) {
    let from = line.back(word.at, &CLAUSES, 24);
    let to = line.ahead(word.at + 2, &CLAUSES, 16);
    let (left, right) = (line.text(from, word.at), line.text(word.at + 2, to));
    // 化肥降幅大于农药: of what fell, more is farther below nought.
    let fell = left.ends_with("降幅") || left.ends_with("跌幅");
    let falls = has(left.trim_end_matches("降幅"), &["降", "减", "差", "逆"])
        || has(right, &["降", "减", "平均", "上年", "去年", "同期", "目标", "预期"]);
    let digits = right.chars().any(|c| c.is_ascii_digit()) || left.chars().any(|c| c.is_ascii_digit());
    if falls || digits || left.chars().count() < 2 || right.chars().count() < 2 {
        return;
    }
    let entries = list.all();
    let Some((one, own, measure)) = named_in(line, entries, left, word.at) else { return };
    let Some((two, others, rest)) = named_in(line, entries, right, word.at) else { return };
    if one == two || one.contains(two) || two.contains(one) {
        return;
    }
    let grows =
        fell || word.speed || has(measure, &["增速", "增幅", "增长"]) || has(rest, &["增速", "增幅", "增长"]);
    let meant = |it: &&Entry<'_>| (it.kind == Kind::Growth) == grows && it.kind != Kind::Share;
    let mut pairs = Vec::new();
    for one in own.iter().filter(meant) {
        let alike = others.iter().filter(meant).filter(|it| one.alike(it) && one.index != it.index);
        pairs.extend(alike.map(|other| (*one, *other)));
    }
    let [(one, other)] = pairs.as_slice() else { return };
    // A measure that is no growth has to be the one that the numbers have: 投资额.
    let bare = measure.trim_matches(['也', '略', '明', '显', '仍', '均', '数', '量', '远']);
    let labels = [one.index, other.index].map(|index| line.label(index));
    let said = |pair: &[char]| labels.iter().any(|label| label.contains(&String::from_iter(pair)));
    let known = bare.is_empty() || bare.chars().collect::<Vec<_>>().windows(2).any(said);
    if !grows && !known {
        return;
    }
    let more = word.more != fell;
    let fails = if more { one.value.is_below(&other.value) } else { other.value.is_below(&one.value) };
    let span = (from, to);
    let (first, second) = (one.quantity.shown(), other.quantity.shown());
    let sign = if one.value.is_below(&other.value) { '<' } else { '>' };
    Statement {
        kind: "figures/same-fact-differs",
        line,
        from: span.0,
        to: span.1,
        claim: one.quantity,
        called: ("所说的数", "number it is said of"),
        parts: vec![other.quantity],
        verdict: if fails { Verdict::Fails } else { Verdict::Holds },
        reason: format!("{first} {sign} {second}"),
    }
    .tell(
        || format!("所说的高低与数不合：前者是 {first}，后者是 {second}"),
        || format!("what is compared has {first} and {second}"),
        out,
    );
}

fn tell(
    line: &Line,
    (at, own): (usize, &Quantity),
    bound: &Quantity,
    more: bool,
    fails: bool,
    out: &mut Findings,
) {
    let (one, other) = (own.shown(), bound.shown());
    let (zh, en) = if more { ("并不高于", "is not above") } else { ("并不低于", "is not below") };
    let sign = if own.value.is_below(&bound.value) { '<' } else { '>' };
    Statement {
        kind: "figures/same-fact-differs",
        line,
        from: begins(line, at),
        to: bound.to,
        claim: own,
        called: ("实际的数", "value"),
        parts: vec![bound],
        verdict: if fails { Verdict::Fails } else { Verdict::Holds },
        reason: format!("{one} {sign} {other}"),
    }
    .tell(|| format!("{one} {zh} {other}"), || format!("{one} {en} {other}"), out);
}
