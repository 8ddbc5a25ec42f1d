//! Where a text names two values of one thing, an old one and a new one.

use super::words::has;
use crate::quantity::{Line, Quantity};

/// Words of growth, each with its direction.
const UP: [&str; 19] = [
    "净增加",
    "增长",
    "增加",
    "提高",
    "上升",
    "提升",
    "增至",
    "升至",
    "扩大",
    "发展",
    "跃升",
    "攀升",
    "上涨",
    "拓展",
    "提至",
    "增产",
    "增收",
    "净增",
    "增幅",
];

/// Words of decline.
const DOWN: [&str; 20] = [
    "净减", "减幅", "下降", "减少", "降低", "回落", "下滑", "压减", "压缩", "缩短", "缩小", "降至", "减至",
    "降到", "减到", "降为", "收窄", "减产", "减收", "降幅",
];

/// What may stand between a mark and a word of growth when the subject is still the same.
const SAME_SUBJECT: [&str; 67] = [
    "新增",
    "是",
    "每亩",
    "每户",
    "每人",
    "是原来的",
    "相当于原来的",
    "同比",
    "比上年",
    "较上年",
    "比去年",
    "较去年",
    "上年",
    "去年",
    "同期",
    "比",
    "较",
    "与",
    "相比",
    "年均",
    "平均",
    "每年",
    "累计",
    "共",
    "净",
    "实际",
    "总",
    "增幅",
    "增速",
    "降幅",
    "达到",
    "达",
    "为",
    "了",
    "约",
    "近",
    "超",
    "过",
    "环比",
    "也",
    "又",
    "再",
    "即",
    "实现",
    "成倍",
    "可比",
    "口径",
    "价格",
    "按",
    "逐年",
    "均",
    "的",
    "名义",
    "复合",
    "总量",
    "规模",
    "数量",
    "总数",
    "面积",
    "总额",
    "人数",
    "户数",
    "期",
    "合计",
    "率",
    "多",
    "少",
];

/// Whether a value rose or fell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// 增长.
    Up,
    /// 下降.
    Down,
}

/// An old and a new value of one thing; either may have to be computed from their difference.
pub(super) struct Change {
    /// The quantities by which it is known: old and new, or new and difference.
    pub(super) old: Option<usize>,
    pub(super) new: usize,
    pub(super) difference: Option<usize>,
    /// The direction that its words say, when they say any.
    pub(super) way: Option<Way>,
    /// The quantity behind which claims about it may stand.
    pub(super) last: usize,
}

/// The direction of the last word of growth in a text.
pub(super) fn way(text: &str) -> Option<Way> {
    text.char_indices().rev().find_map(|(at, _)| {
        let begins = |words: &[&str]| {
            words.iter().any(|word| text.get(at..).is_some_and(|rest| rest.starts_with(word)))
        };
        match begins(&DOWN) {
            true => Some(Way::Down),
            false => begins(&UP).then_some(Way::Up),
        }
    })
}

/// Whether a claim with this text before it still speaks of what stands before the text: `，同比增长`, `，增幅为`.
pub(super) fn same_subject(gap: &str) -> bool {
    let Some(cut) = gap.rfind(['，', '；', '、', '（']) else {
        return gap.chars().count() <= 16;
    };
    let mut rest = gap.get(cut..).unwrap_or_default().trim_start_matches(['，', '、', '（']).trim();
    if gap.contains(['。', '！', '？']) || gap.matches(['，', '；']).count() > 1 {
        return false;
    }
    while !rest.is_empty() {
        let words = SAME_SUBJECT.iter().chain(&UP).chain(&DOWN);
        let year =
            rest.strip_prefix("20").and_then(|rest| rest.get(2..)).and_then(|rest| rest.strip_prefix('年'));
        let next = words.filter_map(|word| rest.strip_prefix(*word)).min_by_key(|rest| rest.len()).or(year);
        match next {
            Some(next) => rest = next,
            None => return false,
        }
    }
    true
}

/// The values of one thing that a paragraph names beside each other.
pub(super) fn changes(line: &Line) -> Vec<Change> {
    let mut found = Vec::new();
    let count = line.quantities.len();
    for index in 0..count {
        let from_to = from_to(line, index);
        let told = from_to
            .or_else(|| compared(line, index))
            .or_else(|| in_bracket(line, index))
            .or_else(|| by_difference(line, index))
            .or_else(|| compared_first(line, index))
            .or_else(|| by_years(line, index));
        if let Some(change) = told {
            found.push(change);
        }
    }
    found
}

fn pair(line: &Line, index: usize) -> Option<(&Quantity, &Quantity)> {
    let (one, other) = (line.quantities.get(index)?, line.quantities.get(index + 1)?);
    let alike =
        one.same_unit(other) && one.sentence == other.sentence && other.from - one.to.min(other.from) <= 40;
    let time = matches!(one.unit.as_str(), "年" | "月");
    (alike && !time && !one.quoted && !other.quoted).then_some((one, other))
}

/// 由A增长到B, 从2020年的A提高到B.
fn from_to(line: &Line, index: usize) -> Option<Change> {
    let (old, new) = pair(line, index)?;
    let label = line.text(
        old.from.saturating_sub(16).max(line.back(old.from, &['。', '，', '；', '：', '（'], 16)),
        old.from,
    );
    let gap = line.text(old.to, new.from);
    let moved = ["到", "至", "为", "成"].iter().any(|word| {
        let gap = ["月均", "日均", "年均", "户均", "人均", "平均", "每亩", "每户"]
            .iter()
            .find_map(|word| gap.strip_suffix(word))
            .unwrap_or(&gap);
        gap.trim_end_matches(['约', '近', '超', '过', '的', '逾']).ends_with(word)
            || gap.contains(&format!("{word}20"))
    });
    let opened = has(&label, &["由", "从"])
        || has(&gap, &["增至", "升至", "降至", "减至"]) && !gap.contains(['，', '、']);
    let way = way(&gap);
    let short = gap.chars().count() <= 26 && !gap.contains(['；', '。']) && gap.matches('，').count() <= 1;
    let moved = moved
        && (way.is_some()
            || has(
                &gap,
                &["变", "调整", "增", "升", "降", "减", "扩", "拓", "化解", "消化", "压", "削", "偿还"],
            ));
    let ranks = old.printed_unit == "位" || has(&label, &["排名", "名次", "位次", "排位"]);
    (opened && moved && short && !ranks && !gap.contains("分别")).then_some(Change {
        old: Some(index),
        new: index + 1,
        difference: None,
        way,
        last: index + 1,
    })
}

/// B，比上年的A…; 上年A，今年B; B（上年A）.
fn compared(line: &Line, index: usize) -> Option<Change> {
    let (one, other) = pair(line, index)?;
    let gap = line.text(one.to, other.from);
    if gap.chars().count() > 24 || gap.contains(['；', '。', '、']) {
        return None;
    }
    let before = line.label(index);
    let earlier = |text: &str| has(text, &["上年", "去年", "上一年", "同期", "年初", "期初", "年前"]);
    // 是上年（0.5亿元）的3倍.
    let gap = match gap.strip_suffix('（').filter(|rest| rest.contains('是')) {
        Some(rest) if line.starts(other.to, "）的") => rest,
        _ => gap,
    };
    let bare = gap.trim_end_matches(['的', '为', '是', '约']);
    let named = |text: &str| -> Option<u32> {
        let at = text.rfind('年')?;
        text.get(at.checked_sub(4)?..at)?.parse().ok().filter(|year| (1990..2100).contains(year))
    };
    let ends = (earlier(bare) || (bare.contains(['比', '较', '是']) && named(bare).is_some()))
        && bare.chars().count() <= 12
        && ["上年", "去年", "上一年", "同期", "年", "年初", "年末", "年底", "期初", "年前"]
            .iter()
            .any(|word| bare.ends_with(word));
    // Behind 比上年同期的A the text goes on with a word of growth.
    let follows = line.text(other.to, (other.to + 8).min(line.ahead(other.to, &['。', '；'], 8)));
    let times = gap.contains('是')
        && follows.trim_start_matches('）').starts_with('的')
        && line.quantities.get(index + 2).is_some_and(|it| it.unit == "倍" && it.from <= other.to + 2);
    let compared =
        times || gap.contains(['比', '较']) && (way(&follows).is_some() || follows.starts_with('翻'));
    if ends && (gap.starts_with('（') || compared) {
        return Some(Change {
            old: Some(index + 1),
            new: index,
            difference: None,
            way: None,
            last: index + 1,
        });
    }
    let beside = bare.trim_start_matches(['，', '（', '是', '为']);
    // 2023年，信访总量86件，2022年为100件: the year of the new value may stand a clause before it.
    let start = line.back(one.from, &['。', '；', '！', '？', '\n'], 40);
    let older =
        |old: u32| named(&before).or_else(|| named(&line.text(start, one.from))).is_some_and(|new| new > old);
    let year = beside.ends_with('年') && beside.chars().count() == 5;
    let plain = ["上年同期", "去年同期", "上年", "去年", "上一年", "同期"].contains(&beside)
        || (year && named(beside).is_some_and(older));
    if plain {
        return Some(Change {
            old: Some(index + 1),
            new: index,
            difference: None,
            way: None,
            last: index + 1,
        });
    }
    let now = has(&gap, &["今年", "本年"]) && earlier(&before);
    let years = named(&before).zip(named(&gap));
    if now
        || years.is_some_and(|(old, new)| new == old + 1)
            && gap.matches('，').count() == 1
            && same_after_year(&gap)
    {
        return Some(Change {
            old: Some(index),
            new: index + 1,
            difference: None,
            way: None,
            last: index + 1,
        });
    }
    None
}

/// Whether behind the year of the second value stands nothing but 达到 or 为: the same thing is meant.
fn same_after_year(gap: &str) -> bool {
    let rest = gap.rsplit('年').next().unwrap_or_default();
    rest.trim_matches(['为', '达', '到', '是', '约', '增', '长', '加']).is_empty()
}

/// B，比上年提高2.1个百分点（上年为A）, B，比去年多D，去年为A: the old value stands behind the claim.
fn in_bracket(line: &Line, index: usize) -> Option<Change> {
    let new = line.quantities.get(index)?;
    let claim = line.quantities.get(index + 1)?;
    let old = line.quantities.get(index + 2)?;
    let gap = line.text(claim.to, old.from);
    let plain = new.same_unit(old) && !old.quoted && !new.quoted && !old.range && !new.range;
    if !plain || old.sentence != new.sentence || !gap.starts_with(['（', '，']) || gap.chars().count() > 24
    {
        return None;
    }
    let bare =
        gap.trim_start_matches(['（', '，']).trim_end_matches(['的', '为', '是', '约', '数', '值', '有']);
    let earlier = ["上年同期", "去年同期", "上年", "去年", "上一年", "同期", "上年度", "上年末", "年初"]
        .contains(&bare);
    let earlier =
        earlier || (bare.ends_with('年') && bare.chars().count() == 5 && bare.starts_with(['1', '2']));
    if !earlier {
        return None;
    }
    let before = line.text(new.to, claim.from);
    let times = claim.unit == "倍" && before.ends_with('的') && before.contains('是');
    let way = way(&before).or_else(|| more_or_less(&before));
    let claimed = matches!(claim.unit.as_str(), "%" | "百分点" | "倍") || claim.same_unit(new);
    let one_thing = (same_subject(&before) || same_subject(before.trim_end_matches(['多', '少'])))
        && (way.is_some() || times);
    (claimed && one_thing).then_some(Change {
        old: Some(index + 2),
        new: index,
        difference: None,
        way,
        last: index,
    })
}

/// 比去年多, 比去年少.
fn more_or_less(gap: &str) -> Option<Way> {
    let gap = gap.trim_end_matches('了');
    let compares = has(gap, &["比", "较"]);
    match gap.chars().last() {
        Some('多') if compares => Some(Way::Up),
        Some('少') if compares => Some(Way::Down),
        _ => None,
    }
}

/// 较2021年的240家，规上企业增加到300家: what it is compared with stands first.
fn compared_first(line: &Line, index: usize) -> Option<Change> {
    let (old, new) = pair(line, index)?;
    let label = line.label(index);
    let gap = line.text(old.to, new.from);
    let opened = label.starts_with(['比', '较', '与']) && label.ends_with(['的', '年', '期']);
    let when = has(&label, &["年", "同期"]) && label.chars().count() <= 12;
    let moved = ["到", "至", "为"].iter().any(|word| gap.ends_with(word)) && way(&gap).is_some();
    (opened && when && moved && gap.starts_with('，') && gap.matches(['，', '、']).count() == 1).then_some(
        Change { old: Some(index), new: index + 1, difference: None, way: way(&gap), last: index + 1 },
    )
}

/// 2023年、2024年接待游客分别为A、B: two years, two values.
fn by_years(line: &Line, index: usize) -> Option<Change> {
    let (one, other) = pair(line, index)?;
    let gap = line.text(one.to, other.from);
    let from = line.back(one.from, &['。', '；', '，', '：', '\n'], 60);
    let clause = line.text(from, one.from);
    let years: Vec<u32> = clause
        .match_indices('年')
        .filter_map(|(at, _)| clause.get(at.checked_sub(4)?..at)?.parse().ok())
        .filter(|year| (1990..2100).contains(year))
        .collect();
    let told = matches!(gap, "、" | "和") && clause.contains("分别");
    let next = line
        .quantities
        .get(index + 2)
        .is_some_and(|it| it.same_unit(one) && matches!(line.text(other.to, it.from), "、" | "和"));
    match years.as_slice() {
        [old, new] if told && !next && new == &(old + 1) => {
            Some(Change { old: Some(index), new: index + 1, difference: None, way: None, last: index + 1 })
        }
        _ => None,
    }
}

/// B，比上年增加D，增长….
fn by_difference(line: &Line, index: usize) -> Option<Change> {
    let (new, difference) = pair(line, index)?;
    let gap = line.text(new.to, difference.from);
    let more = [("多", Way::Up), ("少", Way::Down)]
        .into_iter()
        .find(|(word, _)| gap.trim_end_matches('了').ends_with(word));
    let way = way(&gap).or(more.map(|(_, way)| way))?;
    let compares = has(&gap, &["同比", "上年", "去年", "同期"]);
    let bare = gap.trim_end_matches(['了', '约', '近', '超', '过', '逾']);
    let ends = UP.iter().chain(&DOWN).any(|word| bare.ends_with(word)) || more.is_some();
    let other = has(&gap, &["计划", "目标", "平均", "到", "至", "预期", "全国", "全省"]);
    let noun_free = gap.find('，').is_some_and(|at| gap.get(..at).unwrap_or_default().chars().count() <= 8);
    (compares && ends && noun_free && !other && same_subject(&gap) && !new.is_percent()).then_some(Change {
        old: None,
        new: index,
        difference: Some(index + 1),
        way: Some(way),
        last: index + 1,
    })
}
