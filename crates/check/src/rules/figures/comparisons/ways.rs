//! Words by which values rise and fall.

use crate::chars::CharSet;
use crate::words::{begins, has};

/// Words of growth, each with its direction.
pub(crate) const UP: [&str; 39] = [
    "延长",
    "多了",
    "多收",
    "多支",
    "多拨",
    "多花",
    "多投",
    "涨了",
    "增了",
    "升了",
    "回升",
    "加快",
    "涨幅",
    "涨到",
    "涨至",
    "上调",
    "递增",
    "增多",
    "多增",
    "偏多",
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

/// Words by which something is said to become less: 下降, 减少.
pub(crate) const DOWN: [&str; 48] = [
    "跌了", "少收", "少支", "少拨", "少了", "省了", "节省", "减了", "降了", "少花", "少用", "节约", "压了",
    "放缓", "节水", "节电", "跌幅", "跌到", "跌至", "压降", "缩减", "下跌", "锐减", "下调", "偏少", "精简",
    "核减", "削减", "净减", "减幅", "下降", "减少", "降低", "回落", "下滑", "压减", "压缩", "缩短", "缩小",
    "降至", "减至", "降到", "减到", "降为", "收窄", "减产", "减收", "降幅",
];

/// What those words begin with.
static FIRSTS: CharSet = CharSet::new("延省少回加涨上递增多偏净提升扩发跃攀拓放节跌压缩下锐精核削减降收");

/// What is done more or less than before: 多招, 少花.
static DONE: CharSet = CharSet::new("招收拨支花投产销交办发运接用卖赚开种养建");

/// What may stand between a mark and a word of growth when the subject is still the same.
const SAME_SUBJECT: [&str; 98] = [
    "资金",
    "费用",
    "投资",
    "降",
    "减",
    "跌",
    "增",
    "涨",
    "升",
    "一年",
    "一学期",
    "半年",
    "间",
    "里",
    "来",
    "下来",
    "我们",
    "本年",
    "当年",
    "年内",
    "全年",
    "末",
    "底",
    "年初",
    "比例",
    "幅度",
    "两年",
    "三年",
    "五年",
    "超额完成",
    "超额",
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
pub(crate) enum Way {
    /// The second value is said to be above the first: 增长.
    Up,
    /// The second value is said to be below the first: 下降.
    Down,
}

/// The direction of the last word of growth in a text.
pub(crate) fn way(text: &str) -> Option<Way> {
    // ，降7.0%: a word of one character only where it stands alone.
    match text.trim_start_matches(['，', '、', '（']) {
        "降" | "减" | "少" | "跌" => return Some(Way::Down),
        "增" | "涨" | "多" | "升" => return Some(Way::Up),
        _ => (),
    }
    // 一年多招280人.
    let mut last = text.trim_end_matches(['了', '约', '近']).chars().rev();
    if let (Some(verb), Some(more)) = (last.next(), last.next())
        && DONE.contains(verb)
    {
        match more {
            '多' => return Some(Way::Up),
            '少' => return Some(Way::Down),
            _ => (),
        }
    }
    text.char_indices().rev().filter(|(_, c)| FIRSTS.contains(*c)).find_map(|(at, _)| {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let one_of = |words: &[&str]| words.iter().any(|word| begins(rest, word));
        match one_of(&DOWN) {
            true => Some(Way::Down),
            false => one_of(&UP).then_some(Way::Up),
        }
    })
}

/// Whether a claim with this text before it still speaks of what stands before the text: `，同比增长`, `，增幅为`.
pub(crate) fn same_subject(gap: &str) -> bool {
    let Some(cut) = gap.rfind(['，', '；', '、', '（']) else {
        return gap.chars().count() <= 16;
    };
    let mut rest = gap.get(cut..).unwrap_or_default().trim_start_matches(['，', '、', '（']).trim();
    if gap.contains(['。', '！', '？']) || gap.matches(['，', '；']).count() > 1 {
        return false;
    }
    while !rest.is_empty() {
        let done = rest.trim_end_matches(['了', '约', '近']);
        if done.starts_with(['多', '少'])
            && done.chars().count() == 2
            && done.chars().all(|c| c == '多' || c == '少' || DONE.contains(c))
        {
            return true;
        }
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

/// Whether words of more or less compare with last year, and which way: 比去年多, 比去年少.
pub(crate) fn more_or_less(gap: &str) -> Option<Way> {
    let gap = gap.trim_end_matches('了');
    let compares = has(gap, &["比", "较"]);
    match gap.chars().last() {
        Some('多') if compares => Some(Way::Up),
        Some('少') if compares => Some(Way::Down),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_growth_is_found_by_its_first_character() {
        for (words, expected) in [(&UP[..], Way::Up), (&DOWN[..], Way::Down)] {
            for word in words {
                assert_eq!(way(&format!("全年收入{word}8%")), Some(expected), "{word}");
            }
        }
    }
}
