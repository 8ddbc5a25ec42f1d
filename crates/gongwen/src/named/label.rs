//! What a number is called 指标名称: the words before it in its clause, without those that only join.

use std::ops::Range;

/// Words before a number that say what became of something and not what: that stands behind it, or before them.
const BARE: [&str; 30] = [
    "新增",
    "增加",
    "增加到",
    "增长到",
    "减少",
    "减少到",
    "提高",
    "提高到",
    "提升",
    "提升到",
    "上升到",
    "下降到",
    "扩大到",
    "达到",
    "建成",
    "培育",
    "帮助",
    "布局",
    "聚焦",
    "连续",
    "免费",
    "建设",
    "改造",
    "补贴",
    "认定",
    "净增",
    "调整到",
    "压减",
    "缩短到",
    "优化到",
];

/// Marks at which the name of a number begins or ends.
const BREAKS: [char; 16] =
    ['。', '；', '！', '？', '，', '：', '、', '（', '）', '“', '”', '《', '》', ',', ';', ' '];

/// Words before a name that do not belong to it.
const LEADS: [&str; 67] = [
    "和",
    "与",
    "及",
    "力争",
    "预计",
    "等",
    "并",
    "来累计",
    "做好",
    "今年以来",
    "全年",
    "今年",
    "年以来",
    "年度",
    "年",
    "目前",
    "截至目前",
    "已经",
    "已",
    "共计",
    "共",
    "累计",
    "我镇",
    "我乡",
    "我县",
    "我村",
    "全镇",
    "全乡",
    "全县",
    "全村",
    "其中",
    "确保",
    "此外",
    "发放",
    "开展",
    "完成",
    "实现",
    "投入",
    "落实",
    "组织",
    "举办",
    "召开",
    "接到",
    "收集",
    "成立",
    "设立",
    "纳入",
    "处理",
    "清理",
    "清除",
    "印发",
    "悬挂",
    "新建",
    "引进",
    "获得",
    "达到",
    "对",
    "为",
    "的",
    "了",
    "有",
    "在",
    "达",
    "约",
    "近",
    "超",
    "推进",
];

/// Words between a name and its number.
const LINKS: [&str; 42] = [
    "突破",
    "分别",
    "从",
    "由",
    "和",
    "与",
    "在",
    "不少于",
    "不低于",
    "不超过",
    "不高于",
    "不足",
    "高于",
    "低于",
    "至少",
    "增至",
    "升至",
    "降至",
    "仅有",
    "仅",
    "均",
    "共计",
    "合计",
    "总计",
    "达到",
    "累计",
    "共有",
    "超过",
    "分别为",
    "均为",
    "共",
    "达",
    "为",
    "有",
    "约",
    "近",
    "超",
    "逾",
    "的",
    "了",
    "是",
    "至",
];

/// Words that end the noun behind a number.
const ENDS: [&str; 28] = [
    "收入", "不足", "超过", "达到", "的", "平均", "开展", "进行", "基本", "实现", "均", "已", "申请", "参加",
    "参与", "完成", "推进", "组织", "落实", "纳入", "为", "和", "在", "中", "投入", "开工", "全部", "以",
];

/// Verbs that tell nothing of what is counted: the unit does, as in 惠及户数.
const VERBS: [&str; 22] = [
    "惠及", "覆盖", "涉及", "带动", "受益", "服务", "培训", "走访", "帮扶", "救助", "资助", "慰问", "建成",
    "安置", "发展", "表彰", "处置", "排查", "整改", "化解", "调解", "吸纳",
];

/// Which of several subjects a number belongs to: the second one of 投资、消费增速分别增长3.4%、5.1% to 消费增速. `before`
/// tells where the numbers before it begin, from the last one back.
pub(super) fn respective(source: &str, start: usize, before: impl Iterator<Item = usize>) -> Option<&str> {
    let left = source.get(..start)?;
    let clause = left.rfind(['。', '；', '，', '：', '！', '？', ',', ';']).unwrap_or(0);
    let (subjects, _) = left.get(clause..)?.split_once("分别")?;
    let place = before.take_while(|start| *start > clause + subjects.len()).count();
    let mut names: Vec<&str> = subjects.split('、').map(trimmed).collect();
    if let Some((one, other)) = names.last().and_then(|last| last.split_once(['和', '与', '及'])) {
        names.pop();
        names.extend([one, other].map(trimmed));
    }
    let is_name = |name: &&&str| (2..=14).contains(&name.chars().count());
    names.get(place).filter(|_| names.len() > 1 && names.iter().all(|name| is_name(&name))).copied()
}

/// What a number is called: the words before it in its clause, else the noun behind it, else what the number before is called.
pub(super) fn name_of(
    source: &str,
    least: usize,
    range: &Range<usize>,
    unit: &str,
    before: Option<&str>,
) -> String {
    let left = source.get(least..range.start).unwrap_or_default();
    let left = left.rsplit(BREAKS).next().unwrap_or_default();
    let name = trimmed(behind_numbers(left));
    // 茶叶总产值1.2亿元，同比增长8.6%: the growth of what stands before it.
    if let Some((of, change)) = before.and_then(|of| Some((of, change(name, unit)?)))
        && of.chars().count() <= 10
        && !["增幅", "降幅"].iter().any(|word| of.ends_with(word))
    {
        return format!("{of}{change}");
    }
    if VERBS.contains(&name) && counted(unit) != "数" {
        return format!("{name}{}", counted(unit));
    }
    let bare = BARE.contains(&name);
    if (2..=14).contains(&name.chars().count()) && !bare {
        return name.to_owned();
    }
    // What is called so far behind is no name any more.
    let far = source.floor_char_boundary(range.end.saturating_add(90));
    let right = source.get(range.end..far).unwrap_or_default();
    let right = right.split(BREAKS).next().unwrap_or_default();
    let right = right.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let end = ENDS.iter().filter_map(|word| right.find(word)).min().unwrap_or(right.len());
    let noun: String = right.get(..end).unwrap_or_default().chars().filter(|c| is_name(*c)).take(8).collect();
    if noun.chars().count() >= 2 {
        return if name == "新增" { format!("{name}{noun}") } else { noun };
    }
    // 有3个村，: 村数.
    if ["村", "户", "镇", "乡", "县", "组", "队"].contains(&noun.as_str()) {
        return format!("{noun}数");
    }
    if name.chars().count() > 14 {
        return end_of(name);
    }
    match before {
        Some(before) => before.to_owned(),
        None => {
            if name.is_empty() {
                // 9期 of nothing that is named: 期数.
                let plain = unit.chars().count() == 1 && unit.chars().all(|c| !c.is_ascii());
                if plain && counted(unit) == "数" { format!("{unit}数") } else { "数量".to_owned() }
            } else {
                name.to_owned()
            }
        }
    }
}

/// The end of a long name, from behind the last word that joins and leaves enough of it; else its last ten characters.
fn end_of(name: &str) -> String {
    const JOINS: [char; 16] =
        ['的', '和', '与', '及', '对', '为', '将', '向', '在', '从', '把', '使', '让', '给', '以', '等'];
    let parts = name.char_indices().filter(|(_, c)| JOINS.contains(c)).rev();
    let mut rests = parts.filter_map(|(at, c)| name.get(at + c.len_utf8()..));
    let own = rests.find(|rest| (4..=14).contains(&rest.chars().count()));
    let skipped = name.chars().count().saturating_sub(10);
    own.map_or_else(|| name.chars().skip(skipped).collect(), str::to_owned)
}

/// What follows the last number of these words that is no part of a name: 3 of 3岁以下婴幼儿, 5 of 5G基站 and 12345 of a
/// hotline are.
fn behind_numbers(left: &str) -> &str {
    let digit = |c: char| c.is_ascii_digit();
    let mut from = 0;
    let mut at = 0;
    while let Some(start) = left.get(at..).and_then(|rest| rest.find(digit)).map(|found| at + found) {
        let rest = left.get(start..).unwrap_or_default();
        at = start + rest.find(|c: char| !digit(c)).unwrap_or(rest.len());
        let next = left.get(at..).and_then(|rest| rest.chars().next());
        let named = at - start >= 5 || next.is_some_and(|c| matches!(c, '岁' | '级' | '后' | 'A'..='Z'));
        if !named {
            from = at;
        }
    }
    left.get(from..).unwrap_or_default()
}

/// What a percentage is that only a word of growth stands before.
fn change(name: &str, unit: &str) -> Option<&'static str> {
    let bare = ["同比", "比上年", "较上年", "比去年", "较去年", "年均", "环比"]
        .iter()
        .find_map(|word| name.strip_prefix(word))
        .unwrap_or(name);
    match bare {
        "增长" | "增加" | "提高" | "上升" if unit == "%" => Some("增幅"),
        "下降" | "减少" | "降低" if unit == "%" => Some("降幅"),
        _ => None,
    }
}

pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric()
}

/// A name without the words around it.
fn trimmed(text: &str) -> &str {
    let mut name = text.trim_matches(|c: char| !is_name(c));
    loop {
        let shorter = LINKS.iter().find_map(|word| name.strip_suffix(word));
        let shorter = shorter.or_else(|| {
            let rest =
                LEADS.iter().filter_map(|word| name.strip_prefix(word)).min_by_key(|rest| rest.len())?;
            // 年均 and 年末 are words of their own.
            let whole = rest.chars().count() >= 2 && !rest.starts_with(['均', '末', '初']);
            (whole || rest.is_empty()).then_some(rest)
        });
        match shorter {
            Some(rest) => name = rest,
            None => return name,
        }
    }
}

/// What tells two numbers of one name apart: 人数, 户数.
pub(super) fn counted(unit: &str) -> &'static str {
    match unit {
        "人" | "名" | "人次" => "人数",
        "户" => "户数",
        "亩" | "平方米" | "公顷" => "面积",
        "公里" | "米" => "长度",
        "%" => "比率",
        unit if unit.ends_with('元') => "金额",
        _ => "数",
    }
}
