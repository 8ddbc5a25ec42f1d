//! Doublings 翻番: 翻一番 is twice, 翻两番 four times.

use gongwen_core::Interval;
use gongwen_core::interval::{End, Verdict};
use rust_decimal::Decimal;

use super::said::said;
use super::ways::Way;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, about, begins};
use crate::rules::figures::words::has;

/// How many times 翻番 at a place says.
pub(crate) fn times(line: &Line, at: usize) -> Option<i64> {
    let next = at + 1 + usize::from(line.char(at + 1) == '了');
    let one = if line.char(next) == '番' { Some('一') } else { None };
    let number = one.or_else(|| (line.char(next + 1) == '番').then(|| line.char(next)))?;
    match number {
        '一' => Some(2),
        '两' | '二' => Some(4),
        '三' => Some(8),
        _ => None,
    }
}

/// What the words around 翻番 make of it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// 翻了一番: about as many times.
    Plain,
    /// 近一番, 接近翻番: not quite as many times.
    Nearly,
    /// 翻一番多, 翻一番以上, 超过一番: as many times at least.
    More,
}

/// How 翻番 at a place is told; nothing where it is only hoped for.
pub(crate) fn told(line: &Line, from: usize, at: usize) -> Option<Told> {
    let fan = line.ahead(at, &['番', '，', '。'], 6);
    let end = line.ahead(fan, &['，', '。', '；', '、', '（', '）', '！', '\n'], 6);
    let (before, inside, behind) = (line.text(from, at), line.text(at, fan), line.text(fan, end));
    if has(before, &["力争", "有望", "将", "目标", "计划", "预计", "确保", "争取"]) {
        return None;
    }
    let nearly = ["近", "约", "几乎", "差不多"];
    if has(before, &nearly) || has(inside, &nearly) || has(behind, &["左右", "上下"]) {
        return Some(Told::Nearly);
    }
    let more =
        has(behind, &["多", "以上", "有余"]) || has(inside, &["超", "不止"]) || before.ends_with("超过");
    Some(if more || before.ends_with('超') { Told::More } else { Told::Plain })
}

/// Doublings whose two values stand elsewhere in the sentence: 实现翻一番，2020年仅为60万元; 翻了一番，由2000亩增加到4000亩.
pub(crate) fn run(line: &Line, judged: &[usize], out: &mut Findings) {
    for at in 0..line.chars.len() {
        if line.char(at) != '翻' || judged.contains(&at) {
            continue;
        }
        let Some(times) = times(line, at) else { continue };
        if by_difference(line, at, times, out) {
            continue;
        }
        let from = line.back(at, &['。', '；', '！', '？', '\n'], 80);
        let end = line.ahead(at, &['。', '；', '！', '？', '\n'], 60);
        let sentence = line.text(from, end);
        let open =
            ["力争", "有望", "将", "目标", "计划", "预计", "近", "约", "超", "以上", "多", "人均", "其中"];
        let inside: Vec<&Quantity> = line
            .quantities_in(from, end)
            .iter()
            .filter(|it| it.is_amount() && !it.range && !it.quoted)
            .collect();
        let [one, other] = inside.as_slice() else { continue };
        let told = ["20", "19", "去年", "上年", "由", "从", "期初", "原来"];
        // The words behind 翻一番 have to lead to its values: ，由…, ，2020年…; another subject has its own.
        let mark = line.ahead(at, &['，', '（', '、', '。', '；'], 8);
        let behind = line.text(mark + 1, end);
        let leads =
            ["由", "从", "20", "19", "去年", "上年", "而20"].iter().any(|word| behind.starts_with(word));
        if !matches!(line.char(mark), '，' | '（') || !leads || other.from < mark {
            continue;
        }
        let plain = one.same_unit(other) && one.qualifier.is_none() && other.qualifier.is_none();
        if !plain || has(&sentence.replace("人均", ""), &open) || !has(sentence, &told) {
            continue;
        }
        // What doubles grows: the old value is the smaller one.
        let (old, new) = if other.value.is_below(&one.value) { (other, one) } else { (one, other) };
        let first = begins(line, line.index_at(one.from));
        let to = other.to.max(at + 2);
        judge(line, (first.min(at), to), (times, Told::Plain), (new.value, old.value), &[new, old], out);
    }
}

/// 新增2.1万立方米，达6.3万立方米，比原来翻一番: what came, and what there is with it. Whether it was told so.
fn by_difference(line: &Line, at: usize, times: i64, out: &mut Findings) -> bool {
    let Some(index) = line.index_at(at).checked_sub(2) else { return false };
    let Some([difference, new]) = line.quantities.get(index..index + 2) else { return false };
    let plain = |it: &Quantity| it.is_amount() && !it.range && !it.quoted && it.qualifier.is_none();
    // 泊位达到5620个，两年增加2810个，翻了一番: what there is may stand first.
    let gap = line.text(difference.to, new.from.max(difference.to));
    if said(gap).is_some_and(|it| it.way == Way::Up && it.name.is_empty()) && gap.starts_with('，') {
        let (new, difference) = (difference, new);
        let since = line.text(difference.to, at).trim_start_matches(['，', '、']).trim_end_matches("实现");
        let told = told(line, difference.to, at).filter(|_| matches!(since, "" | "正好" | "整整" | "也就是"));
        let Some(told) = told.filter(|_| {
            new.same_unit(difference)
                && new.sentence == difference.sentence
                && new.depth == difference.depth
                && plain(new)
                && plain(difference)
                && difference.value.is_below(&new.value)
        }) else {
            return false;
        };
        let from = begins(line, index);
        let old = new.value - difference.value;
        judge(line, (from, at + 2), (times, told), (new.value, old), &[new, difference], out);
        return true;
    }
    let came = ["新增", "增加", "净增", "扩大", "扩建", "新添", "新建"];
    let came =
        came.iter().any(|word| line.label(index).starts_with(word) || line.label(index).ends_with(word));
    let became = line.text(difference.to, new.from.max(difference.to)).trim_start_matches('，');
    let became = ["达到", "达", "增至", "增加到", "扩大到", "总数达", "总数达到", "总量达到", "增到"]
        .contains(&became);
    // Held against the time right before, and not against three years before.
    let since = line.text(new.to, at).trim_start_matches(['，', '、']).trim_start_matches(['比', '较']);
    let since = since.trim_end_matches("实现").trim_end_matches("整整").trim_end_matches("足足");
    let since =
        ["原来", "原有", "原先", "以前", "过去", "上年", "去年", "年初", "改造前", "扩建前", "同期", ""]
            .contains(&since.trim_end_matches('的'));
    let one = new.sentence == difference.sentence && new.depth == difference.depth;
    let told = told(line, new.to, at).filter(|_| line.text(new.to, at).chars().count() <= 10);
    let Some(told) = told.filter(|_| came && became && since && one && plain(new) && plain(difference))
    else {
        return false;
    };
    if !new.same_unit(difference) || !difference.value.is_below(&new.value) {
        return false;
    }
    let from = begins(line, index);
    judge(
        line,
        (from, at + 2),
        (times, told),
        (new.value, new.value - difference.value),
        &[new, difference],
        out,
    );
    true
}

/// Tells what so many times are of two values, the new one first.
pub(crate) fn judge<'l>(
    line: &'l Line,
    (from, to): (usize, usize),
    (times, told): (i64, Told),
    (new, old): (Interval, Interval),
    named: &[&'l Quantity],
    out: &mut Findings,
) {
    let Some(claim) = named.first() else { return };
    // A little less or more than twice is still called a doubling; a half as much again is none that is near.
    let least = Decimal::new(times * if told == Told::Nearly { 80 } else { 95 }, 2);
    let most = match told {
        Told::Plain => End::Closed(Decimal::new(times * 115, 2)),
        Told::Nearly => End::Closed(Decimal::new(times * 110, 2)),
        Told::More => End::Closed(Decimal::new(times * 195, 2)),
    };
    let claimed = Interval::between(End::Closed(least), most).unwrap_or(Interval::UNKNOWN);
    let made = new.quotient(old);
    let shown = about(&made, 2);
    Statement {
        kind: "figures/growth",
        line,
        from,
        to,
        claim,
        called: ("现在的数", "new value"),
        parts: named.to_vec(),
        verdict: if made == Interval::UNKNOWN { Verdict::Open } else { claimed.equals(made) },
        reason: format!("现在的数是原来的 {shown} 倍，翻番是 {times} 倍"),
    }
    .tell(
        || format!("是原来的 {shown} 倍，不是 {times} 倍"),
        || format!("it is {shown} times the old value, not {times}"),
        out,
    );
}
