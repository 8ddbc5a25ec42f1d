//! How a percentage is claimed 占比或比率: …率, 占…的, 完成任务的….

use super::of_number::takes_land;
use super::rate_words::{CHANGES, OTHER_RATES};
use crate::quantity::{CLAUSES, Line};
use crate::rules::figures::words::has;

/// How a percentage is claimed.
pub(crate) enum Claim {
    /// 占…的, with what stands between.
    Share(String),
    /// …率, with the two characters before 率.
    Rate(String),
    /// The rate is of a target, which may be passed: 完成年度任务的.
    Target,
}

/// The words before a rate, and those before a bracket that they open with: 满意率（不含基本满意）为.
pub(crate) fn words(line: &Line, index: usize) -> &str {
    let label = line.label(index);
    let Some(rate) = line.quantities.get(index).filter(|_| matches!(label, "为" | "达" | "达到" | "是" | ""))
    else {
        return label;
    };
    let close = rate.from.saturating_sub(label.chars().count() + 1);
    let open = line.back(close, &['（', '，', '。', '；'], 20);
    let inner = line.text(open, close);
    if line.char(close) != '）'
        || line.char(open.wrapping_sub(1)) != '（'
        || inner.contains(|c: char| c.is_ascii_digit())
    {
        return label;
    }
    line.text(line.back(open - 1, &CLAUSES, 20), open - 1)
}

pub(crate) fn claim(label: &str) -> Option<Claim> {
    let named = label.replace("增加值", "");
    if has(&named, &CHANGES) {
        return None;
    }
    // 一般公共预算支出 is what was spent.
    let aimed = || {
        let label = label.replace("公共预算", "").replace("基金预算", "");
        has(&label, &["任务", "计划", "目标", "预算"])
    };
    if (label.contains('的') || label.contains("完成率")) && aimed() {
        return Some(Claim::Target);
    }
    // 计划120户，搬迁114户，完成95%.
    if matches!(label, "完成" | "已完成" | "完成了" | "实际完成") {
        return Some(Claim::Target);
    }
    // 支出进度, 完成进度 are rates by another word.
    let bare = label.trim_end_matches(['为', '达', '到', '约']);
    if let Some(stem) = bare.strip_suffix("进度").filter(|stem| stem.chars().count() >= 2) {
        // 比序时进度75%快0.9个百分点: what it is held against is of the calendar.
        if has(stem, &["比", "较", "于", "序时", "时序", "时间", "超"]) {
            return None;
        }
        let stem: Vec<char> = stem.chars().rev().take(2).collect();
        return Some(Claim::Rate(stem.into_iter().rev().collect()));
    }
    // 满意度, 知晓度 are shares as well.
    let degree =
        ["满意度", "知晓度", "参与度", "认可度"].iter().find_map(|word| Some(label.rfind(word)? + 6));
    // 优良天数比率, 报销比例.
    let share = label.rfind("比例").filter(|_| !label.contains('占')).map(|at| at + '比'.len_utf8());
    if let Some(at) = label.rfind('率').or(degree).or(share) {
        let stem = label.get(..at)?.trim_end_matches('比');
        let stem: Vec<char> = stem.chars().rev().take(2).collect();
        let tail = label.get(at + '率'.len_utf8()..)?;
        let known = !has(label, &OTHER_RATES) && tail.chars().count() <= 5 && stem.len() == 2;
        return known.then(|| Claim::Rate(stem.into_iter().rev().collect()));
    }
    let at = label.rfind('占')?;
    let rest = label.get(at + '占'.len_utf8()..)?;
    let taken = takes_land(label.get(at..)?)
        || rest.starts_with(['领', '据'])
        || label.get(..at)?.ends_with(['抢', '侵', '强', '挤']);
    let whole =
        rest.trim_end_matches(['的', '比', '达', '到', '为', '约', '近', '超', '过', '重', '了', '例', '逾']);
    (!taken && whole.chars().count() <= 16).then(|| Claim::Share(whole.to_owned()))
}
