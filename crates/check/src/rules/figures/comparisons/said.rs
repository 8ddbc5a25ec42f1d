//! What a clause says of a change before its number 增减的说法: ，较去年同期多争取, ，同比净增加了, ，与上年相比，起数减少.

use super::ways::{DOWN, UP, Way};

/// What a change is reckoned from 比较的基期, as a clause says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Since {
    /// A year before: 同比, 比上年.
    Year,
    /// Another time: 比年初, 环比.
    Other,
}

/// A clause that says how something changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Said<'t> {
    pub(crate) way: Way,
    /// Since when, where the clause says it.
    pub(crate) since: Option<Since>,
    /// What changed, where the clause names it; else empty: what was told before.
    pub(crate) name: &'t str,
}

/// Words that stand before the time or the value with which something is compared.
const THAN: [&str; 8] = ["相比于", "对比", "比", "较", "与", "同", "和", "跟"];

/// The time that is compared with, a longer word before what it begins with.
const TIMES: [(&str, Since); 34] = [
    ("今年", Since::Year),
    ("去年上半年", Since::Year),
    ("上年上半年", Since::Year),
    ("去年全年", Since::Year),
    ("去年前三季度", Since::Year),
    ("上年度同期", Since::Year),
    ("上年同期", Since::Year),
    ("去年同期", Since::Year),
    ("上年度", Since::Year),
    ("上一年度", Since::Year),
    ("上一年", Since::Year),
    ("前一年", Since::Year),
    ("上年末", Since::Other),
    ("上年底", Since::Other),
    ("去年底", Since::Other),
    ("去年末", Since::Other),
    ("去年年底", Since::Other),
    ("上年", Since::Year),
    ("去年", Since::Year),
    ("同期", Since::Year),
    ("年初", Since::Other),
    ("期初", Since::Other),
    ("上半年", Since::Other),
    ("上一季度", Since::Other),
    ("上季度", Since::Other),
    ("一季度", Since::Other),
    ("上月末", Since::Other),
    ("上月", Since::Other),
    ("上个月", Since::Other),
    ("上学年", Since::Year),
    ("上学期", Since::Other),
    ("上届", Since::Other),
    ("以往", Since::Other),
    ("往年", Since::Other),
];

/// What compares in one word.
const ALONE: [(&str, Since); 3] = [("同比", Since::Year), ("环比", Since::Other), ("比起上年", Since::Year)];

/// Verbs that the words of growth do not have.
const ALSO: [(&str, Way); 21] = [
    ("扩种", Way::Up),
    ("扩面", Way::Up),
    ("增种", Way::Up),
    ("增植", Way::Up),
    ("增派", Way::Up),
    ("压降", Way::Down),
    ("少用", Way::Down),
    ("减亏", Way::Down),
    ("减幅", Way::Down),
    ("减支", Way::Down),
    ("减负", Way::Down),
    ("降了", Way::Down),
    ("降低", Way::Down),
    ("增亏", Way::Up),
    ("增速", Way::Up),
    ("增效", Way::Up),
    ("增支", Way::Up),
    ("多出", Way::Up),
    ("少出", Way::Down),
    ("增", Way::Up),
    ("降", Way::Down),
];

/// What names nothing beside a change.
const FILLERS: [&str; 35] = [
    "两年",
    "三年",
    "五年",
    "一年来",
    "今年",
    "本年",
    "全年",
    "当年",
    "上半年",
    "一年",
    "累计",
    "总量",
    "总数",
    "总额",
    "数量",
    "规模",
    "金额",
    "人数",
    "户数",
    "起数",
    "件数",
    "共",
    "净",
    "又",
    "也",
    "则",
    "却",
    "已",
    "均",
    "实际",
    "按",
    "可比口径",
    "同口径",
    "口径",
    "其",
];

/// What may stand between a verb and its number.
const BEFORE_NUMBER: [&str; 12] =
    ["达到", "达", "为", "是", "了", "约", "近", "超过", "超", "逾", "整整", "足足"];

/// Reads a clause; nothing when it is of no change, or says to what and not by what something changed: 增加到.
pub(crate) fn said(clause: &str) -> Option<Said<'_>> {
    let clause = clause.trim_start_matches(['，', '、', '（', '；', '：']);
    let (before, since, rest) = match compared(clause) {
        Some((before, since, rest)) => (before, Some(since), rest),
        None => ("", None, clause),
    };
    if rest.contains(['，', '；', '。', '：', '（']) {
        return None;
    }
    let (way, behind) = verb(rest)?;
    let (before, behind) = (bare(before), bare(behind));
    let name = if before.is_empty() { behind } else { before };
    (before.is_empty() || behind.is_empty()).then_some(Said { way, since, name })
}

/// What stands before the words that compare, since when, and what stands behind them.
fn compared(clause: &str) -> Option<(&str, Since, &str)> {
    let alone = ALONE.iter().find_map(|(word, since)| {
        let at = clause.find(word)?;
        Some((clause.get(..at)?, *since, clause.get(at + word.len()..)?))
    });
    let (before, since, rest) = alone.or_else(|| {
        clause.char_indices().find_map(|(at, _)| {
            let here = clause.get(at..)?;
            let behind = THAN.iter().find_map(|word| here.strip_prefix(word))?;
            let (since, rest) = since(behind)?;
            Some((clause.get(..at)?, since, rest))
        })
    })?;
    let rest = ["水平", "实绩", "数"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let rest =
        ["相比较", "相比", "比较", "比"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    Some((before, since, rest.trim_start_matches('，')))
}

/// Whether a clause holds a value of another time against the one before it, and does nothing else: ，同上年的; 按去年同期.
pub(crate) fn holds_against(clause: &str) -> bool {
    let bare = clause.trim_start_matches('，').trim_end_matches(['的', '为', '是']);
    let behind = THAN.iter().chain(&["按照", "按", "以", "拿"]).find_map(|word| bare.strip_prefix(word));
    behind.and_then(since).is_some_and(|(_, rest)| rest.is_empty())
}

/// Whether a clause is of a later year than the number before it: ，2022年比上年增加.
pub(crate) fn is_next_year(label: &str, clause: &str) -> bool {
    let subject = clause.split(['比', '较']).next().unwrap_or_default();
    subject.contains("20") && label.contains('年')
}

/// Whether words begin by holding a value of another time against the one before: 与上年出警.
pub(crate) fn opens_against(words: &str) -> bool {
    let behind = THAN.iter().find_map(|word| words.strip_prefix(word));
    behind.and_then(since).is_some_and(|(_, rest)| rest.chars().count() <= 6)
}

/// What follows a value that another is held against, behind the word that says so: 相比，多卖了; 算，增长了.
pub(crate) fn behind_base(text: &str) -> Option<&str> {
    let words = ["相比较", "相比", "比较", "比", "来算", "计算", "算", "为基数", "作基数", "做基数"];
    let rest = words.iter().find_map(|word| text.strip_prefix(word))?;
    Some(rest.strip_prefix('，').unwrap_or(rest))
}

/// A time that is compared with, and what stands behind it: 2022年, 去年同期.
fn since(text: &str) -> Option<(Since, &str)> {
    let known = TIMES.iter().find_map(|(word, since)| Some((*since, text.strip_prefix(word)?)));
    known.or_else(|| {
        let year = text.get(..4).filter(|year| year.bytes().all(|it| it.is_ascii_digit()))?;
        let rest = text.strip_prefix(year)?.strip_prefix('年')?;
        let rest = ["同期", "底", "末"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        Some((Since::Other, rest))
    })
}

/// The verb that ends a clause, and what stands before it.
fn verb(clause: &str) -> Option<(Way, &str)> {
    let mut rest = clause;
    while let Some(next) = BEFORE_NUMBER.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = next;
    }
    // 增加到 says to what.
    let became = ["到", "至", "变成"].iter().any(|word| rest.ends_with(word));
    let known = |words: &'static [&'static str], way: Way| {
        let longest = words.iter().filter(|word| **word != "发展").filter_map(|word| rest.strip_suffix(word));
        longest.min_by_key(|rest| rest.len()).map(|rest| (way, rest))
    };
    if became {
        return None;
    }
    known(&DOWN, Way::Down)
        .or_else(|| known(&UP, Way::Up))
        .or_else(|| ALSO.iter().find_map(|(word, way)| Some((*way, rest.strip_suffix(word)?))))
        .or_else(|| more_done(rest))
}

/// What is done more or less than before: 多争取, 少花, 多.
fn more_done(clause: &str) -> Option<(Way, &str)> {
    let (at, more) = clause.char_indices().rev().take(4).find(|(_, c)| matches!(c, '多' | '少'))?;
    let (before, behind) = (clause.get(..at)?, clause.get(at + more.len_utf8()..)?);
    // 减少, 众多, 缺少; 多数, 多种 are other words.
    let alone = matches!(behind, "个" | "项" | "次" | "家" | "名" | "处" | "年" | "元");
    let other = before.ends_with(['减', '众', '缺', '至', '最', '不', '许', '很', '更', '诸', '偏'])
        || behind.starts_with(['数', '种', '样', '元'])
        || alone;
    (!other).then_some((if more == '多' { Way::Up } else { Way::Down }, before))
}

/// A name without what names nothing.
fn bare(name: &str) -> &str {
    let mut name = name.trim_matches(['，', '的', '其', '中']);
    while let Some(next) = FILLERS.iter().find_map(|word| name.strip_prefix(word).or(name.strip_suffix(word)))
    {
        // 金额 alone is no name; 总量 of 粮食总量 is none either.
        name = next;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_says_which_way_since_when_and_of_what() {
        let told = |clause| said(clause).map(|it| (it.way, it.since, it.name));
        assert_eq!(told("，较去年同期多争取"), Some((Way::Up, Some(Since::Year), "")));
        assert_eq!(told("，与上年相比，起数减少"), Some((Way::Down, Some(Since::Year), "")));
        assert_eq!(told("，火灾起数减少"), Some((Way::Down, None, "火灾")));
        assert_eq!(told("减亏"), Some((Way::Down, None, "")));
        assert_eq!(told("，增幅达"), Some((Way::Up, None, "")));
        assert_eq!(told("，比年初净增加了"), Some((Way::Up, Some(Since::Other), "")));
        assert_eq!(told("，同比增加到"), None);
        assert_eq!(told("，其中多数"), None);
    }
}
