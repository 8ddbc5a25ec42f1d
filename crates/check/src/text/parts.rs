//! Which part of a report each paragraph belongs to.

use super::{Part, Role, Text};
use crate::words::has;

/// What a plan is called, after 下步, 下一步, 明年 or a year.
const PLANS: [&str; 22] = [
    "打算",
    "思路",
    "安排",
    "计划",
    "建议",
    "工作要点",
    "重点工作",
    "重点任务",
    "工作重点",
    "主要任务",
    "工作任务",
    "目标任务",
    "工作目标",
    "发展目标",
    "预期目标",
    "主要目标",
    "总体要求",
    "总体目标",
    "工作部署",
    "工作方向",
    "工作举措",
    "工作措施",
];

/// What a look back is called, whatever else is in the heading.
const LOOKS_BACK: [&str; 8] =
    ["回顾", "总结", "完成情况", "开展情况", "进展", "成效", "执行情况", "工作情况"];

const AHEAD: [&str; 7] = ["下步", "下一步", "下阶段", "下半年", "今后", "明年", "来年"];

const LACKS: [&str; 8] = ["不足", "问题", "短板", "困难", "差距", "挑战", "薄弱", "弱项"];

impl Text {
    /// Finds the part of each paragraph from headings and from sentences that open a part.
    pub(super) fn find_parts(&mut self) {
        let year = self.year();
        let mut part = Part::Opening;
        for paragraph in &mut self.paragraphs {
            if let Some(begun) = begins(&paragraph.text, paragraph.role, part, year) {
                part = begun;
            }
            paragraph.part = part;
        }
        self.find_signature();
    }

    /// The year that the report is on: that of its title, else the one named most often.
    fn year(&self) -> Option<u32> {
        let titles = self.paragraphs.iter().take(3).filter(|it| it.role == Role::Title);
        if let Some(year) = titles.filter_map(|it| years(&it.text).next()).next() {
            return Some(year);
        }
        let mut counts: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
        for paragraph in &self.paragraphs {
            years(&paragraph.text).for_each(|year| *counts.entry(year).or_default() += 1);
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| year)
    }

    /// A date on a line of its own near the end is the date of issue; the short line before it the signature.
    fn find_signature(&mut self) {
        let count = self.paragraphs.len();
        let from = count.saturating_sub(5).max(1);
        let dated = |text: &str| {
            text.chars().count() <= 14 && text.contains('年') && text.contains('月') && text.ends_with('日')
        };
        let Some(index) =
            (from..count).rev().find(|at| self.paragraphs.get(*at).is_some_and(|it| dated(&it.text)))
        else {
            return;
        };
        for paragraph in self.paragraphs.iter_mut().skip(index) {
            paragraph.part = Part::Signature;
        }
        if let Some(before) = index.checked_sub(1).and_then(|at| self.paragraphs.get_mut(at))
            && before.text.chars().count() <= 30
            && !before.text.contains(['。', '，', '：'])
        {
            before.part = Part::Signature;
        }
    }
}

/// The years from 1949 to 2099 that a text names in digits.
fn years(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.match_indices('年').filter_map(|(at, _)| {
        let digits = text.get(at.checked_sub(4)?..at)?;
        let year: u32 = digits.parse().ok()?;
        (1949..2100).contains(&year).then_some(year)
    })
}

/// The part that begins with this paragraph, when one does.
fn begins(text: &str, role: Role, part: Part, year: Option<u32>) -> Option<Part> {
    match role {
        Role::Cell(_) | Role::Footnote | Role::Title => return None,
        Role::Heading(_) => {
            if has(text, &LOOKS_BACK) && !has(text, &LACKS) {
                return Some(Part::Achievements);
            }
            let later = years(text).next().zip(year).is_some_and(|(named, year)| named > year);
            let named = has(text, &AHEAD) || later || text.contains("今年") || years(text).next().is_some();
            if (named && has(text, &PLANS)) || (has(text, &AHEAD) && text.contains("工作")) {
                return Some(Part::Plan);
            }
            let lacks = has(text, &LACKS) && (text.contains("存在") || text.contains("面临"));
            if lacks && part != Part::Plan {
                return Some(Part::Shortcomings);
            }
            return (part == Part::Opening).then_some(Part::Achievements);
        }
        Role::Body | Role::Item => {}
    }
    let end = text.find(['。', '：', ':', '；', ';']).unwrap_or(text.len());
    let first = text.get(..end).unwrap_or_default();
    if first.chars().count() > 150 {
        return None;
    }
    let lacks =
        has(first, &LACKS) && (first.contains("存在") || first.contains("面临") || first.contains("还有"));
    if lacks && part != Part::Plan && has(first, &["但", "仍", "依然", "清醒", "也", "看到", "同时"])
    {
        return Some(Part::Shortcomings);
    }
    let later = years(first).next().zip(year).is_some_and(|(named, year)| named > year);
    let opens = (later && first.starts_with("20"))
        || first.starts_with("新的一年")
        || has(text.get(..first.len() + 3).unwrap_or(first), &["下一步，", "下步，", "下一步,"]);
    if part != Part::Plan
        && opens
        && has(first, &["将", "要", "继续", "重点", "坚持", "深入", "围绕", "力争", "确保"])
    {
        return Some(Part::Plan);
    }
    let achieved = ["一年来", "今年以来", "过去一年", "今年来"].iter().any(|word| first.contains(word));
    (achieved && part == Part::Opening).then_some(Part::Achievements)
}
