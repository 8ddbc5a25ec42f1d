//! Words of what is left of a whole, of what was done of it, and of what is aimed at 余、已、计划.

use super::rest_lists::{AIMS, ALLOWED, APART, DONE, LEFT, MORE, NOT_YET, OTHERS, OVER, SAVED, SPENT, WHOLE};
use crate::chars::CharSet;
use crate::rules::figures::words::has;

/// Whether a number says by how much an aim was passed.
pub(crate) fn over(lead: &str) -> bool {
    let bare = lead.trim_start_matches(['比', '较']);
    let bare = ["计划", "目标", "任务", "预算", "年初"]
        .iter()
        .fold(bare, |bare, word| bare.trim_start_matches(word));
    let bare = without_aim(bare).unwrap_or(bare);
    let bare = bare.strip_prefix("数").unwrap_or(bare);
    OVER.contains(&bare.trim_end_matches(['了', '收', '产']))
        || OVER.contains(&bare)
        || bare.starts_with(['超', '多']) && bare.chars().count() <= 6
}

/// Whether a number says what was saved, of these two.
pub(crate) fn saved(lead: &str, allowed: &str, spent: &str) -> bool {
    has(lead, &SAVED) && has(allowed, &ALLOWED) && has(spent, &SPENT)
}

/// Whether words tell of savings at all.
pub(crate) fn saves(lead: &str) -> bool {
    has(lead, &SAVED)
}

/// How sure words are that a number is what is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Left {
    /// By a word that says nothing else.
    Sure,
    /// Some more, that is not done yet.
    Loose,
    /// Some more, whatever it is.
    Bare,
}

/// One of these stands in nearly all words that tell what is left or by how much an aim was passed; the others begin so.
static TELLS: CharSet = CharSet::new("富仍余其再减剩另多少尚差待支未欠没省短空缺节超还");
static BEGINS: CharSet = CharSet::new("可提结不停办因在审建弃推整施暂正流滞漏空缓落请跨进退逾遗闲");

/// Whether the words before a number may tell of what is left, or say nothing, so that those behind it may.
pub(crate) fn may_tell(lead: &str) -> bool {
    let Some(first) = lead.chars().next() else { return true };
    BEGINS.contains(first) || lead.chars().any(|c| TELLS.contains(c))
}

/// Whether the words before a number and behind it say that it is left of a whole.
pub(crate) fn left(lead: &str, tail: &str) -> Option<Left> {
    let aimed = has(lead, &["离", "距", "与目标", "与计划", "与任务", "比计划", "比目标", "比任务"]);
    if !aimed && has(lead, &["比", "较", "同比", "上年", "去年", "均", "每", "分别"]) {
        return None;
    }
    // 收支相抵结余, 年末结余 are of accounts.
    let account = has(lead, &["结余", "节余"])
        && (has(lead, &["年", "月", "期", "累计", "滚存", "收支", "相抵", "历"]) || tail.contains("来自"));
    if aimed && has(lead, &["还有", "尚有", "还"]) || !account && has(lead, &LEFT) {
        return Some(Left::Sure);
    }
    // 比计划少完成0.08万亩.
    let short = ["比年度计划", "比计划", "比年度目标", "比目标", "比年度任务", "比任务", "比预算"];
    let less =
        short.iter().find_map(|word| lead.strip_prefix(word)).map(|rest| rest.trim_start_matches('数'));
    if less.is_some_and(|rest| rest.starts_with('少') && rest.chars().count() <= 4) {
        return Some(Left::Sure);
    }
    // 距20亿元的目标尚有1.8亿元的差距.
    let behind = without_aim(lead).is_some_and(|rest| matches!(rest, "还有" | "尚有" | "仍有" | "有"));
    if behind && has(tail, &["差距", "缺口"]) {
        return Some(Left::Sure);
    }
    let bare = lead.trim_end_matches(['着', '了', '约', '的', '有']);
    if ["差", "欠", "缺", "短", "剩", "余", "少"]
        .contains(&bare.trim_start_matches(['还', '尚', '仍', '只', '仅']))
    {
        return Some(Left::Sure);
    }
    // 比目标少24户.
    if has(lead, &["比计划", "比目标", "比任务", "比预算"]) && lead.ends_with(['少', '差', '低', '欠'])
    {
        return Some(Left::Sure);
    }
    let lead = without_time(lead);
    let more = MORE.iter().any(|word| lead.starts_with(word));
    let late =
        NOT_YET.iter().any(|word| tail.trim_start_matches(['个', '的', '也', '都', '则']).starts_with(word));
    // 仍有86名缺工未补足: whatever is not done.
    let undone = tail.contains('未') && !has(tail, &["未来", "未成年", "未婚"]);
    if (more && (has(lead, &NOT_YET) || undone || has(tail, &NOT_YET) || tail.starts_with('在')))
        || lead.is_empty() && late
    {
        return Some(Left::Loose);
    }
    // 未整改的27处, 没有认证的253人.
    let not =
        ["未", "没有", "没", "尚未", "仍未", "还未", "暂未", "不符合", "不合格", "不达标", "不具备", "不愿"];
    let not = not.iter().any(|word| lead.starts_with(word));
    let needs = has(lead, &["还要", "还需", "尚需", "仍需", "需再", "还得", "要再"])
        || lead.contains('再') && has(tail, &["就够", "即可", "便可", "才够"]);
    let apart = APART.iter().any(|word| lead.starts_with(word))
        || lead.starts_with('因') && has(lead, &["未", "停", "缓", "没", "请假", "缺"]);
    // 改好15座，少改3座.
    let fewer =
        lead.starts_with('少') && lead.chars().count() == 2 && !matches!(lead, "少数" | "少量" | "少有");
    if not && !lead.starts_with("未来") || needs || fewer || apart {
        return Some(Left::Loose);
    }
    (more && lead != "其他" || has(lead, &["还有", "还趴", "还剩", "还留", "还躺"])).then_some(Left::Bare)
}

/// Words without the time that they begin with: 至年底尚有.
fn without_time(lead: &str) -> &str {
    const TIMES: [&str; 8] = ["年底", "年末", "目前", "月底", "季末", "期末", "当前", "今"];
    let bare = ["截至", "截止", "至", "到"].iter().find_map(|word| lead.strip_prefix(word)).unwrap_or(lead);
    let rest = TIMES.iter().find_map(|word| bare.strip_prefix(word));
    rest.filter(|rest| rest.starts_with(['尚', '还', '仍', '另'])).unwrap_or(lead)
}

/// Whether a number was done of a whole.
pub(crate) fn done(lead: &str, tail: &str) -> bool {
    lead.ends_with('了') || has(lead, &DONE) || tail.starts_with(['已', '都']) || has(tail, &["已经", "已"])
}

/// Whether what is left is named by the verb of what is done, turned round: 没猜中的还有 of 猜中, 未种 of 实种.
pub(crate) fn undoes(left: &str, done: &str) -> bool {
    const NOT: [&str; 9] = ["尚未", "还未", "仍未", "暂未", "还没有", "还没", "没有", "没", "未"];
    let Some(verb) = NOT.iter().find_map(|word| left.strip_prefix(word)) else { return false };
    let verb = verb.trim_end_matches(['有', '还', '的', '能']);
    // 未实行代发的 of 总包代发: the deed ends its words.
    let ends = verb.char_indices().rev().nth(1).map_or(verb, |(at, _)| verb.get(at..).unwrap_or(verb));
    let bare = done.trim_end_matches(['了', '的']);
    let real = done.starts_with('实') && done.chars().count() <= 5;
    let short = verb.chars().count() == 1 && done.starts_with(verb) && done.chars().count() <= 3;
    !verb.is_empty()
        && (real || short || bare.ends_with(ends) || verb.chars().count() > 1 && done.contains(verb))
}

/// Whether a number may be a whole of which something is done.
pub(crate) fn whole(lead: &str) -> bool {
    has(lead, &WHOLE)
}

/// Whether a number is aimed at. 一般公共预算收入 is what came in.
pub(crate) fn aimed(lead: &str) -> bool {
    has(lead, &AIMS)
        && (!lead.contains("预算") || has(&lead.replace("公共预算", "").replace("基金预算", ""), &AIMS))
}

/// Words right behind a number that say that it is aimed at: 的目标, 的年度任务, 任务数.
pub(crate) fn aimed_behind(tail: &str) -> bool {
    without_aim(tail).is_some()
}

/// What stands behind the aim with which words begin: 尚有 of 的目标尚有.
fn without_aim(words: &str) -> Option<&str> {
    let bare = words.strip_prefix('的').unwrap_or(words);
    let bare = ["年度", "全年", "年初"].iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare);
    ["目标任务", "任务数", "目标", "任务", "计划"].iter().find_map(|word| bare.strip_prefix(word))
}

/// Whether a number is of another time or place, or of some of them only.
pub(crate) fn other(lead: &str) -> bool {
    has(lead, &OTHERS) || lead.contains('占') && !aimed(lead)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_rest_is_found_by_one_of_its_characters() {
        for words in [&LEFT[..], &MORE[..], &SAVED[..], &OVER[..], &APART[..]] {
            let unseen: Vec<_> = words.iter().filter(|it| !may_tell(it)).collect();
            assert!(unseen.is_empty(), "{unseen:?}");
        }
    }
}
