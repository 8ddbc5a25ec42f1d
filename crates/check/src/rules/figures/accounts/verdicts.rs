//! Words that judge whether an aim was reached 超额完成、完成、未完成、控制在以内, and where they stand.

use crate::chars::CharSet;
use crate::quantity::Line;
use crate::rules::figures::words::has;
use crate::rules::word_set::WordSet;

/// What words say of an aim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Judged {
    /// The aim is said to be passed: 超额完成.
    Passed,
    /// The aim is said to be reached: 圆满完成任务.
    Reached,
    /// It was not reached: 未完成.
    Missed,
    /// What was allowed was not passed: 未突破限额.
    Kept,
    /// The number is said to lie below a bound: 低于省定目标.
    Below,
}

/// What judges, the longest first; words that begin alike would hide each other.
const PASSED: [&str; 24] = [
    "超额完成",
    "超额实现",
    "超额兑现",
    "超额达标",
    "超额落实",
    "超目标",
    "超计划完成",
    "超任务完成",
    "超出目标",
    "超出计划",
    "超过目标",
    "超过计划",
    "超过任务",
    "高于目标",
    "突破目标",
    "突破计划",
    "超过年初",
    "超出预期",
    "高于预期",
    "好于预期",
    "超预期",
    "超过预期",
    "高于",
    "优于",
];
const REACHED: [&str; 30] = [
    "圆满完成",
    "全面完成",
    "顺利完成",
    "如期完成",
    "按期完成",
    "提前完成",
    "足额完成",
    "全部完成",
    "完成了目标",
    "完成了任务",
    "完成了计划",
    "完成了年",
    "完成了全年",
    "完成目标",
    "完成任务",
    "完成全年任务",
    "完成年度",
    "达到目标",
    "达到了目标",
    "实现目标",
    "达到计划",
    "达标",
    "如数完成",
    "如期实现",
    "圆满实现",
    "顺利实现",
    "全面实现",
    "完成",
    "达到",
    "实现",
];
const MISSED: [&str; 19] = [
    "没有完成",
    "未完成",
    "未能完成",
    "没能完成",
    "没完成",
    "未达到",
    "没达到",
    "没有达到",
    "未能达到",
    "未达目标",
    "未达标",
    "未实现目标",
    "欠任务",
    "未达计划",
    "没有实现",
    "未能实现",
    "不达标",
    "拖了后腿",
    "未达预期",
];
const BELOW: [&str; 2] = ["低于", "不及"];
const KEPT: [&str; 33] = [
    "未突破",
    "没有突破",
    "没突破",
    "未超限",
    "没有超限",
    "未超过",
    "没有超过",
    "没超过",
    "未超预算",
    "没有超预算",
    "没超预算",
    "未超标",
    "控制在目标",
    "控制在预算",
    "控制在限额",
    "没有超编",
    "未超编",
    "没超编",
    "未超员",
    "没有超员",
    "没有超支",
    "未超支",
    "没有超概",
    "控制数以内",
    "控制数之内",
    "控制目标以内",
    "控制目标之内",
    "限额以内",
    "限额之内",
    "预算以内",
    "预算之内",
    "指标以内",
    "指标之内",
];

/// What those words begin with.
static FIRSTS: CharSet = CharSet::new("超高突好优圆全顺如按提足完达实没未欠不拖控低限预指");

/// What makes a judgement one of the future, of a part of the year, or of something else.
const WISHED: [&str; 22] = [
    "力争",
    "争取",
    "确保",
    "预计",
    "有望",
    "可望",
    "保证",
    "努力",
    "才能",
    "如果",
    "能否",
    "明年",
    "下一步",
    "下年",
    "下步",
    "下半年要",
    "难以",
    "还没到",
    "尚需",
    "届时",
    "拟",
    "将于",
];
const PERIODS: [&str; 15] = [
    "时序",
    "序时",
    "半年",
    "季度",
    "阶段",
    "月度",
    "上年",
    "去年",
    "往年",
    "同期",
    "进度",
    "五年",
    "三年",
    "规划",
    "民生实事",
];

/// A judgement: what it says, and where it begins and ends.
#[derive(Clone, Copy)]
pub(crate) struct Verdict {
    pub(crate) judged: Judged,
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// All of several aims are meant: 均已超额完成.
    pub(crate) all: bool,
}

/// Whether words may judge at all.
pub(crate) fn judges(text: &str) -> bool {
    static JUDGING: WordSet =
        WordSet::new(&["完成", "目标", "达标", "突破", "超", "达到", "控制", "实现", "预期", "未达"]);
    JUDGING.stand_in(text)
}

/// The judgements of a paragraph.
pub(crate) fn verdicts(line: &Line) -> Vec<Verdict> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.chars.len() {
        let next = FIRSTS.contains(line.char(at)).then(|| verdict(line, at)).flatten();
        at = next.map_or(at + 1, |it| it.to);
        found.extend(next);
    }
    found
}

fn verdict(line: &Line, at: usize) -> Option<Verdict> {
    let of = |words: &[&'static str]| words.iter().find(|word| line.starts(at, word)).copied();
    let (word, judged) = of(&MISSED)
        .map(|word| (word, Judged::Missed))
        .or_else(|| of(&KEPT).map(|word| (word, Judged::Kept)))
        .or_else(|| of(&PASSED).map(|word| (word, Judged::Passed)))
        .or_else(|| of(&REACHED).map(|word| (word, Judged::Reached)))
        .or_else(|| of(&BELOW).map(|word| (word, Judged::Below)))?;
    let to = at + word.chars().count();
    let clause = line.back(at, &['，', '。', '；', '：', '\n'], 30);
    let end = line.ahead(to, &['，', '。', '；', '：', '\n'], 24);
    let (before, behind) = (line.text(clause, at), line.text(to, end));
    // 完成任务的96%, 完成目标任务8件: it tells how much, and judges nothing.
    let counts = behind.chars().any(|c| c.is_ascii_digit());
    // 任务圆满完成, 圆满完成任务: what was to be done stands on one side of the verb. 完成 alone needs it behind.
    let aims = ["目标", "任务", "计划", "指标", "要求", "达标"];
    let alone = matches!(word, "完成" | "达到" | "实现");
    let named = has(line.text(at, end), &aims) || !alone && (has(before, &aims) || before.contains("预算"));
    // 控制在预算以内 is found by its first word.
    let compared = judged == Judged::Below || matches!(word, "高于" | "优于");
    let vague = match compared {
        true => {
            end - to > 6
                || !has(
                    behind,
                    &["目标", "任务", "计划", "指标", "要求", "预期", "标准", "考核线", "红线", "底线"],
                )
        }
        false => judged == Judged::Reached && !(named && (!alone || end - to <= 12)),
    };
    let negated = judged != Judged::Missed && before.ends_with(['未', '没', '不', '难', '非', '需']);
    if counts || vague || negated || has(before, &WISHED) || has(before, &PERIODS) || has(behind, &PERIODS) {
        return None;
    }
    if !of_these(line, at, before, line.text(at + word.chars().count(), end)) {
        return None;
    }
    let all = has(before, &["均", "都", "全部", "双双", "两项", "三项", "各项", "全线"]);
    Some(Verdict { judged, from: at, to: end, all })
}

/// Words of a judgement that name no matter.
const PLAIN: [&str; 86] = [
    "目标任务",
    "任务目标",
    "目标",
    "任务",
    "计划",
    "指标",
    "预算",
    "要求",
    "了",
    "的",
    "年度",
    "全年",
    "年初",
    "既定",
    "预定",
    "下达",
    "县里",
    "市里",
    "省里",
    "区里",
    "上级",
    "省定",
    "市定",
    "县定",
    "这一",
    "这项",
    "该项",
    "两项",
    "三项",
    "各项",
    "控制",
    "工作",
    "数",
    "均已",
    "均",
    "已",
    "都",
    "也",
    "又",
    "再次",
    "因此",
    "提前",
    "这",
    "全部",
    "双双",
    "连续",
    "圆满",
    "任何",
    "确定",
    "规定",
    "考核",
    "责任",
    "我们",
    "我局",
    "全镇",
    "全县",
    "全区",
    "全市",
    "预期",
    "范围",
    "以内",
    "之内",
    "内",
    "全面",
    "顺利",
    "如期",
    "按时",
    "按期",
    "足额",
    "如数",
    "基本",
    "超额",
    "成功",
    "值",
    "我镇",
    "我县",
    "我乡",
    "我村",
    "我区",
    "我市",
    "省级",
    "市级",
    "县级",
    "总",
    "完成",
    "现有",
];

/// Whether what is judged is what the sentences before told of: 圆满完成防汛任务 behind numbers of an investment is not.
fn of_these(line: &Line, at: usize, before: &str, behind: &str) -> bool {
    if has(before, &["其中", "各", "个别", "部分", "有的", "多数"]) {
        return false;
    }
    // 提前一个月, 提前20天 say when.
    let before = before.split_once("提前").map_or(before, |(words, _)| words);
    let clause = at - before.chars().count().min(at);
    let told = line.text(clause.saturating_sub(160), clause);
    let near = line.text(clause.saturating_sub(40), clause);
    [before, behind].into_iter().all(|words| {
        let bare = PLAIN.iter().fold(words.to_owned(), |bare, word| bare.replace(word, ""));
        let chars: Vec<char> = bare.chars().filter(|c| c.is_alphabetic()).collect();
        chars.len() < 2
            || chars.iter().all(|c| near.contains(*c))
            || chars.windows(2).any(|pair| told.contains(&pair.iter().collect::<String>()))
            || [before, behind].iter().any(|it| it.contains("这") || it.contains("该"))
    })
}

/// Whether a sentence tells of a wish or of a part of the year.
pub(crate) fn wished(sentence: &str) -> bool {
    if !has(sentence, &WISHED) {
        return false;
    }
    // 向上争取资金 is a deed.
    let got = ["争取资金", "争取到", "争取上级", "争取中央", "争取省", "争取项目", "实际争取", "向上争取"];
    has(&got.iter().fold(sentence.to_owned(), |rest, word| rest.replace(word, "")), &WISHED)
}

/// What the words between a mark and an aim say of it: 超额完成县里下达的(1.8万亩任务). Nothing when they say more.
pub(crate) fn of_number(words: &str) -> Option<Judged> {
    let of = |verbs: &[&str]| verbs.iter().any(|verb| words.contains(verb));
    let judged = if of(&[
        "未完成",
        "未能完成",
        "没能完成",
        "没有完成",
        "没完成",
        "未达",
        "未能达",
        "没能达",
        "没达",
        "没有达",
        "未实现",
        "未能实现",
    ]) {
        Judged::Missed
    } else if words.contains("控制在") {
        Judged::Kept
    } else if of(&["超额完成", "超额实现", "超过了", "超出了", "突破了", "超过", "超出", "突破"])
    {
        Judged::Passed
    } else if of(&["完成", "达到", "实现", "兑现", "保住", "守住", "落实"]) {
        Judged::Reached
    } else {
        return None;
    };
    const VERBS: [&str; 27] = [
        "保住",
        "守住",
        "落实",
        "未能",
        "没能",
        "没有",
        "未",
        "没",
        "圆满",
        "全面",
        "顺利",
        "如期",
        "完成",
        "达到",
        "实现",
        "兑现",
        "控制在",
        "超过",
        "超出",
        "突破",
        "下降",
        "增长",
        "能",
        "达",
        "降低",
        "提高",
        "减少",
    ];
    let bare = PLAIN.iter().chain(&VERBS).fold(words.to_owned(), |bare, word| bare.replace(word, ""));
    (bare.chars().filter(|c| c.is_alphabetic()).count() < 2).then_some(judged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_that_judges_is_found_by_its_first_character() {
        for words in [&PASSED[..], &REACHED[..], &MISSED[..], &KEPT[..], &BELOW[..]] {
            let unseen: Vec<_> = words.iter().filter(|it| !it.starts_with(|c| FIRSTS.contains(c))).collect();
            assert!(unseen.is_empty(), "{unseen:?}");
        }
    }
}
