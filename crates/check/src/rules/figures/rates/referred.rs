//! What a share in words is of, and what it is the share of 占比的分子分母: the number right before, the one that has the name of
//! its subject, or the sum of several, 仅这两类就占; and the whole that stands before them.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;

use super::rate_words::TAKEN;
use super::spoken::Share;
use crate::quantity::{CLAUSES, Line, Quantity};
use crate::rules::figures::comparisons::earlier::{EARLIER, is_earlier};
use crate::rules::figures::words::{acts, compares, has, totals};

/// The numbers that a share is of.
pub(crate) struct Operands<'l> {
    pub(crate) parts: Vec<&'l Quantity>,
    /// The one that is meant when none of the others makes it.
    pub(crate) whole: &'l Quantity,
    /// Whatever else it may be the share of.
    pub(crate) wholes: Vec<Interval>,
}

/// How many numbers before are asked.
const REACH: usize = 14;

/// Words that name no whole.
const ALL: [&str; 16] = [
    "总数",
    "全部",
    "总量",
    "全体",
    "其",
    "其中",
    "总人数",
    "总户数",
    "总面积",
    "总额",
    "整个",
    "总件数",
    "总",
    "全年",
    "当年",
    "所有",
];

/// Words of a number that counts all there are, beside verbs and totals.
const HEADS: [&str; 24] = [
    "全", "有", "现", "在册", "登记", "持证", "参保", "领取", "本", "这", "受", "收", "发", "办", "接", "查",
    "招", "聘", "设", "在职", "在校", "在编", "排", "用",
];

/// Words of changes, times and aims, of which words of shares tell too: 降了三成, 时间过半.
const OTHER: [&str; 34] = [
    "增", "减", "降", "升", "涨", "落", "压", "缩", "便宜", "高", "低", "快", "慢", "时间", "任务", "完成",
    "进度", "目标", "同比", "比上", "比去", "较上", "较去", "以来", "提前", "力争", "确保", "计划", "预计",
    "折", "打", "省", "全国", "全省",
];

/// Words behind which several numbers are meant together.
const TOGETHER: [&str; 14] = [
    "合计",
    "共计",
    "加起来",
    "合起来",
    "加在一起",
    "合在一起",
    "相加",
    "一起",
    "两者",
    "二者",
    "三者",
    "四者",
    "之和",
    "总共",
];

/// The operands of the share that begins at a place; `index` is that of the first quantity not before it.
pub(crate) fn operands<'l>(line: &'l Line, index: usize, share: &Share) -> Option<Operands<'l>> {
    let before = index.checked_sub(1)?;
    let prev = line.quantities.get(before)?;
    let mut marks = CLAUSES.to_vec();
    marks.extend(['、', '（']);
    let cut = line.back(share.from, &marks, 24);
    let start = cut.max(prev.to);
    let clause = line.text(start, share.from);
    let (subject, of) = subject(clause, share)?;
    let (at, parts) = parts(line, before, cut, subject, share)?;
    with_whole(line, (at, parts), of, prev.sentence)
}

/// 亏损企业21家，亏损面12.5%: the number before has the name of what is said to be so widespread.
pub(crate) fn of_stem<'l>(line: &'l Line, index: usize, stem: &str) -> Option<Operands<'l>> {
    let at = index.checked_sub(1)?;
    let part = line.quantities.get(at).filter(|it| plain(it))?;
    let own = stem.chars().count() == 2 && line.label(at).contains(stem);
    let near = line.quantities.get(index)?.from - part.to <= 8;
    (own && near).then(|| with_whole(line, (at, vec![part]), "", part.sentence))?
}

/// 其中党员占65.1%，有82名: the part stands behind its share, and nothing of its kind between it and the whole.
pub(crate) fn of_behind<'l>(line: &'l Line, index: usize) -> Option<Operands<'l>> {
    let (rate, part) = (line.quantities.get(index)?, line.quantities.get(index + 1).filter(|it| plain(it))?);
    let whole = index.checked_sub(1).and_then(|at| line.quantities.get(at))?;
    let gap = line.text(rate.to, part.from.max(rate.to));
    let told = matches!(
        gap,
        "，有" | "，为" | "，即" | "，共" | "，计" | "，是" | "（" | "，达" | "，" | "，共有" | "，共计"
    );
    let alone = matches!(line.char(part.to), '，' | '。' | '；' | '、' | '）');
    let own = whole.same_unit(part) && whole.sentence == rate.sentence;
    let among = line.label(index).starts_with("其中") || line.label(index).ends_with('占');
    (told && alone && own && among).then(|| with_whole(line, (index + 1, vec![part]), "", rate.sentence))?
}

/// 周末占了一半以上，有6.2万人次: the same behind a share in words.
pub(crate) fn of_words_behind<'l>(line: &'l Line, share: &Share) -> Option<Operands<'l>> {
    let at = line.index_at(share.to);
    let part = line.quantities.get(at).filter(|it| plain(it))?;
    let told =
        matches!(line.text(share.to, part.from), "，有" | "，为" | "，即" | "，共" | "，计" | "，达" | "（");
    let alone = matches!(line.char(part.to), '，' | '。' | '；' | '、' | '）');
    let from = line.back(share.from, &CLAUSES, 24);
    let among =
        line.text(from, share.from).contains('占') && line.index_at(from) + 1 >= line.index_at(share.from);
    (told && alone && among).then(|| with_whole(line, (at, vec![part]), "", part.sentence))?
}

/// Parts with the whole that stands before them; `of` is what it has to be called.
fn with_whole<'l>(
    line: &'l Line,
    (at, parts): (usize, Vec<&'l Quantity>),
    of: &str,
    sentence: u32,
) -> Option<Operands<'l>> {
    let first = *parts.first()?;
    let sum = Interval::sum(parts.iter().map(|it| it.value));
    let in_parts = |it: &Quantity| parts.iter().any(|part| part.from == it.from);
    // 2023年优良302天: of another year there is another whole.
    let year = line.label(at).split_once("20").map(|(_, rest)| rest.chars().take(2).collect::<String>());
    let is_whole = |at: usize, it: &Quantity| {
        let label = line.label(at);
        if year.as_ref().is_some_and(|year| !label.contains(&format!("20{year}"))) {
            return false;
        }
        let other = is_earlier(line, at)
            || has(label, &["均", "每", "比", "较", "由", "从"])
            || has(label, &["增", "减"]) && !grown(label);
        it.same_unit(first)
            && plain(it)
            && !in_parts(it)
            && !other
            && !it.value.is_below(&sum)
            && it.sentence + 2 >= first.sentence
            && it.sentence <= sentence.max(first.sentence)
    };
    let near = || {
        let from = at.saturating_sub(REACH);
        line.quantities.iter().enumerate().skip(from).take(at + REACH - from)
    };
    // 规上63家、规下123家；规上企业中亏损11家: of what is called so.
    let among = ["中", "里", "内", "当中"].iter().find_map(|word| line.label(at).split_once(word));
    let among = among.map(|(name, _)| name.chars().take(2).collect::<String>()).filter(|name| {
        name.chars().count() == 2
            && name != "其"
            && near()
                .any(|(own, it)| own < at && it.same_unit(first) && line.label(own).contains(name.as_str()))
    });
    let among = among.as_deref().filter(|_| of.is_empty()).unwrap_or(of);
    let named =
        |at: usize| among.is_empty() || line.label(at).contains(among) || line.noun(at).contains(among);
    let candidates: Vec<(usize, &Quantity)> =
        near().filter(|(at, it)| is_whole(*at, it) && named(*at)).collect();
    // A part that has a share of its own is no whole of another, nor is one of a row: 电气61起，接近一半；用火不慎38起.
    let shared = |at: usize| {
        let Some(it) = line.quantities.get(at) else { return true };
        // 机关干部共126名，其中党员占65.1%: of it, not its own.
        if line.label(at + 1).starts_with("其中") {
            return false;
        }
        let end = line.ahead(it.to, &['。', '；', '\n'], 14);
        let end = line.quantities.get(at + 1).map_or(end, |next| end.min(next.from.max(it.to)));
        has(line.text(it.to, end), &["占", "半", "分之"])
            || line.quantities.get(at + 1).is_some_and(|next| {
                next.is_percent() && next.from - it.to <= 14 && !compares(line.label(at + 1))
            })
    };
    // 集中供养的62人: what is said of some of them.
    let told = line.label(at).trim_end_matches(['有', '就', '只', '仅', '共']);
    let opened = line.label(at).starts_with("其中") || told.ends_with('的') && told.chars().count() >= 4;
    let heads = |at: usize| {
        let label = line.label(at);
        let within = line.noun(at).ends_with(['中', '里', '内']);
        // 第一书记62名，省派18名，市派22名，县派22名: what the others make is the whole of them.
        let sums = || {
            let Some(it) = line.quantities.get(at) else { return false };
            let rest = line.quantities.iter().skip(at + 1).take(REACH);
            let rest = rest.filter(|other| other.same_unit(it) && other.sentence <= it.sentence + 1);
            let row: Vec<Interval> = rest.filter(|other| plain(other)).map(|other| other.value).collect();
            row.len() > 1 && it.value.equals(Interval::sum(row)) == Verdict::Holds
        };
        opened
            || within
            || sums()
            || grown(label)
            || acts(label)
            || totals(label)
            || has(label, &HEADS)
            || has(label, &TAKEN)
    };
    let shared = |at: usize| shared(at) || !heads(at);
    let ahead = || candidates.iter().rev().filter(|(own, _)| *own < at);
    let whole = ahead()
        .find(|(own, it)| !shared(*own) && it.sentence + 1 >= first.sentence)
        .or_else(|| ahead().next().filter(|(at, _)| candidates.len() == 1 && !shared(*at)))?
        .1;
    let mut wholes: Vec<Interval> =
        near().filter(|(at, it)| is_whole(*at, it)).map(|(_, it)| it.value).collect();
    // All that stand beside the part, when no number says how many they are together.
    let row: Vec<Interval> = near()
        .filter(|(_, it)| it.same_unit(first) && it.sentence == first.sentence)
        .filter(|(_, it)| it.value.is_below(&whole.value))
        .map(|(_, it)| it.value)
        .collect();
    if row.len() > parts.len() + 1 || row.len() > parts.len() && whole.sentence != first.sentence {
        wholes.push(Interval::sum(row));
    }
    Some(Operands { parts, whole, wholes })
}

/// Whether a number is what something grew to: 由112家增加到168家.
fn grown(label: &str) -> bool {
    ["增加到", "发展到", "增至", "增长到", "扩大到", "减少到", "减至", "上升到", "提高到"]
        .iter()
        .any(|word| label.ends_with(word))
}

fn plain(it: &Quantity) -> bool {
    // Days are counted too: 全年366天，优良318天.
    (it.is_amount() || it.unit == "天") && !it.range && !it.quoted && it.qualifier.is_none()
}

/// What a clause says the share is of, and what it is the share of: 肢体残疾 and nothing of 肢体残疾的占了一半以上.
fn subject<'t>(clause: &'t str, share: &Share) -> Option<(&'t str, &'t str)> {
    const ENDS: [char; 16] =
        ['的', '就', '也', '已', '都', '仅', '只', '还', '达', '到', '有', '了', '大', '是', '为', '经'];
    if let Some((subject, of)) = clause.rsplit_once('占') {
        if of.starts_with(['地', '用', '领', '据', '道']) || subject.ends_with(['抢', '侵', '挤', '强'])
        {
            return None;
        }
        let of = of.trim_start_matches(['了', '到', '去', '据', '比', '有', '的']);
        let of = of.trim_end_matches(['的', '了', '到', '达', '为', '约', '仅', '已', '也', '在']);
        let of = if ALL.contains(&of) { "" } else { of };
        let of = ["全部", "全年", "全体", "总"].iter().find_map(|word| of.strip_prefix(word)).unwrap_or(of);
        return Some((subject.trim_end_matches(ENDS), of))
            .filter(|(subject, of)| !has(subject, &OTHER) && !has(of, &OTHER));
    }
    // 我镇5.47万人，接近全县的两成.
    let words = ["接近", "超过", "不到", "将近", "约", "近", "超"];
    let rest = words.iter().find_map(|word| clause.strip_prefix(word)).unwrap_or(clause);
    if let Some(of @ ("全县" | "全市" | "全镇" | "全区" | "全乡")) = rest.strip_suffix('的') {
        return Some(("", of));
    }
    let bare = clause.trim_end_matches(ENDS).trim_end_matches("比重").trim_end_matches("比例");
    (!share.plain && !has(clause, &OTHER) && !has(clause, &EARLIER)).then_some((bare, ""))
}

/// The numbers that the share is of, and the place of the first of them.
fn parts<'l>(
    line: &'l Line,
    before: usize,
    cut: usize,
    subject: &str,
    share: &Share,
) -> Option<(usize, Vec<&'l Quantity>)> {
    let prev = line.quantities.get(before)?;
    // 两类 of 仅这两类就占了七成 is a number of its own.
    let count = usize::try_from(prev.printed).ok().filter(|count| {
        let kinds =
            matches!(prev.unit.as_str(), "项" | "类" | "样" | "块" | "种" | "家" | "个" | "村" | "部分");
        prev.from >= cut
            && kinds
            && (2..=5).contains(count)
            && (prev.chinese || has(line.label(before), &["这", "上述"]))
    });
    let clause = line.text(cut, share.from);
    if count.is_some() || has(clause, &TOGETHER) {
        let last = if count.is_some() { before.checked_sub(1)? } else { before };
        let word = || {
            [("两", 2), ("二者", 2), ("三者", 3), ("四者", 4)]
                .iter()
                .find(|(word, _)| clause.contains(word))
                .map(|it| it.1)
        };
        let count = count.or_else(word)?;
        let first = (last + 1).checked_sub(count)?;
        let parts: Vec<&Quantity> = line.quantities.get(first..=last)?.iter().collect();
        let one = parts.first()?;
        let alike = parts.iter().all(|it| plain(it) && it.same_unit(one) && it.sentence == one.sentence);
        let near = share.from.saturating_sub(parts.last()?.to) <= 20;
        return (alike && near).then_some((first, parts));
    }
    let near = share.from - prev.to;
    let joined = line.text(prev.to, share.from);
    let direct =
        near <= 16 && joined.matches(['，', '、']).count() <= 1 && !joined.contains(['。', '；', '：', '（']);
    let kind = |subject: &str| {
        matches!(subject, "" | "其中" | "约" | "合" | "数量" | "人数" | "大约" | "已经" | "基本")
    };
    // 196人，占了一半以上; 有236人占一半.
    let noun = prev.to > cut && subject.chars().count() <= 2 && line.noun(before).starts_with(subject);
    // 接待41.3万人次，日均5.9万人次，占全年的11.6%: an average is no part.
    let average = ["日均", "月均", "年均", "人均", "户均", "次均", "平均"];
    if direct && (kind(subject) || noun) && !has(line.label(before), &average) {
        return plain(prev).then_some((before, vec![prev]));
    }
    let name = subject.trim_start_matches("其中").trim_start_matches(['仅', '光', '单', '而']);
    let name = name.trim_end_matches(['类', '者', '员', '的', '户', '了']);
    let stem: String = name.chars().take(2).collect();
    if prev.to > cut || stem.chars().count() < 2 {
        return None;
    }
    let called = |(at, it): &(usize, &Quantity)| {
        let label = line.label(*at);
        let told = label.contains(stem.as_str()) || line.noun(*at).contains(stem.as_str());
        told && plain(it)
            && it.sentence + 2 >= prev.sentence
            && !has(label, &EARLIER)
            && !has(label, &["增", "减", "比", "较"])
    };
    let all: Vec<(usize, &Quantity)> = (before.saturating_sub(REACH)..=before)
        .filter_map(|at| Some((at, line.quantities.get(at)?)))
        .filter(called)
        .collect();
    let [(at, only)] = all.as_slice() else { return None };
    Some((*at, vec![*only]))
}
