//! The annual work report 年度工作报告 as towns write it: areas that a sentence opens, 一是… in each, one paragraph of
//! shortcomings, a plan of levers 抓X，以Y构建“Z”.

use gongwen_core::report::{
    AchievementsFile, AreaFile, ItemFile, LeverFile, Locality, PlanFile, ShortcomingsFile, Texts,
};

use crate::draft::Block;
use crate::ordinal::{inside, ordinal};
use crate::prose::notation;

/// An annual report that was recognised.
pub(super) struct Annual {
    pub(super) opening: Vec<String>,
    pub(super) achievements: AchievementsFile,
    pub(super) shortcomings: Option<ShortcomingsFile>,
    pub(super) plan: Option<PlanFile>,
    pub(super) closing: Vec<String>,
    /// What the levers build besides its goal: 锦江.
    pub(super) short_name: Option<String>,
    /// Where the parts begin and end: blocks.
    pub(super) areas: std::ops::Range<usize>,
    pub(super) short: Option<usize>,
    pub(super) planned: Option<std::ops::Range<usize>>,
}

/// Words of the part on shortcomings.
const SHORT: [&str; 6] = ["不足", "问题", "短板", "困难", "差距", "挑战"];

/// Words of the heading of a plan.
const PLANNED: [&str; 6] = ["打算", "计划", "思路", "安排", "重点工作", "工作要点"];

/// Reads an annual report; `None` when the draft is none, or is one of another form.
pub(super) fn annual(blocks: &[Block], range: std::ops::Range<usize>, place: &str) -> Option<Annual> {
    let texts: Vec<&str> = blocks
        .get(range.clone())?
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Table(_) => None,
        })
        .collect::<Option<_>>()?;
    let text = |at: usize| texts.get(at).copied();
    let is_first =
        |at: usize| text(at).and_then(ordinal).is_some_and(|it| it.form.0 == "一是" && it.number == 1);
    // The first area: a sentence, then 一是.
    let first = (1..texts.len()).find(|at| is_first(*at))? - 1;
    let mut at = first;
    let mut areas = Vec::new();
    while text(at).is_some_and(|lead| ordinal(lead).is_none() && inside(lead, "一是").is_empty())
        && is_first(at + 1)
    {
        let lead = text(at)?;
        at += 1;
        let mut items = Vec::new();
        while let Some(found) = text(at).and_then(ordinal) {
            if found.form.0 != "一是" || found.number as usize != items.len() + 1 {
                break;
            }
            items.push(item(text(at)?.get(found.length..)?)?);
            at += 1;
        }
        if items.len() < 2 {
            return None;
        }
        areas.push(AreaFile {
            name: notation(&area_name(lead)),
            lead: Some(notation(lead)),
            items,
            ..AreaFile::default()
        });
    }
    let end_of_areas = at;
    let (shortcomings, short) = shortcomings(&texts, &mut at);
    let begins = at;
    let (plan, suffix) = plan(&texts, &mut at, place);
    let planned = plan.is_some().then(|| range.start + begins..range.start + at);
    if areas.len() < 2 || (shortcomings.is_none() && plan.is_none()) {
        return None;
    }
    Some(Annual {
        opening: texts.get(..first)?.iter().map(|text| notation(text)).collect(),
        achievements: AchievementsFile { heading: None, areas },
        shortcomings,
        plan,
        closing: texts.get(at..)?.iter().map(|text| notation(text)).collect(),
        short_name: suffix,
        areas: range.start + first..range.start + end_of_areas,
        short: short.map(|at| range.start + at),
        planned,
    })
}

/// An item without its ordinal: the first sentence is its heading.
fn item(text: &str) -> Option<ItemFile> {
    let (heading, text) = text.split_once('。')?;
    let text = (!text.is_empty()).then(|| notation(text));
    (!heading.trim().is_empty()).then(|| ItemFile { heading: notation(heading), text, ..ItemFile::default() })
}

/// The items 一是… that stand in one paragraph, and what is before them.
fn items(text: &str) -> Option<(&str, Vec<ItemFile>)> {
    let begins = inside(text, "一是");
    let first = *begins.first().filter(|_| begins.len() > 1)?;
    let ends = begins.iter().skip(1).copied().chain([text.len()]);
    let pieces = begins.iter().zip(ends).map(|(from, to)| {
        let piece = text.get(*from..to)?;
        item(piece.get(ordinal(piece)?.length..)?)
    });
    Some((text.get(..first)?, pieces.collect::<Option<_>>()?))
}

fn shortcomings(texts: &[&str], at: &mut usize) -> (Option<ShortcomingsFile>, Option<usize>) {
    let about = |text: &str| SHORT.iter().any(|word| text.contains(word));
    let heading = texts.get(*at).filter(|text| is_heading(text) && about(text)).map(|text| notation(text));
    let paragraph = *at + usize::from(heading.is_some());
    let Some((lead, items)) = texts.get(paragraph).and_then(|text| items(text)) else { return (None, None) };
    if !(about(lead) || heading.is_some()) || lead.is_empty() {
        return (None, None);
    }
    *at = paragraph + 1;
    (Some(ShortcomingsFile { heading, lead: Some(notation(lead)), items }), Some(paragraph))
}

/// A line that heads what follows: short, no sentence.
fn is_heading(text: &str) -> bool {
    text.chars().count() <= 30 && !text.ends_with(['。', '：', '；', '，']) && ordinal(text).is_none()
}

/// The plan, and what its levers build.
fn plan(texts: &[&str], at: &mut usize, place: &str) -> (Option<PlanFile>, Option<String>) {
    let start = *at;
    let heading = texts
        .get(start)
        .filter(|text| is_heading(text) && PLANNED.iter().any(|word| text.contains(word)))
        .map(|text| notation(text));
    let from = start + usize::from(heading.is_some());
    let lever_at = |index: &usize| texts.get(*index).is_some_and(|text| lever(text).is_some());
    let first = (from..texts.len()).find(lever_at);
    if heading.is_none() && first.is_none() {
        return (None, None);
    }
    let first = first.unwrap_or(texts.len());
    let (mut levers, mut suffix) = (Vec::new(), None);
    let mut next = first;
    while let Some((lever, behind)) = texts.get(next).and_then(|text| lever(text)) {
        if suffix.as_ref().is_some_and(|known| *known != behind) {
            break;
        }
        suffix = Some(behind);
        levers.push(lever);
        next += 1;
    }
    let opening: Vec<String> =
        texts.get(from..first).unwrap_or_default().iter().map(|text| notation(text)).collect();
    let year = heading.iter().chain(&opening).find_map(|text| year(text));
    *at = next;
    let suffix = suffix
        .filter(|suffix| *suffix != Locality { name: place.to_owned(), ..Locality::default() }.spoken_name());
    let opening = match <[String; 1]>::try_from(opening) {
        Ok([one]) => Texts::One(one),
        Err(all) if all.is_empty() => Texts::None,
        Err(all) => Texts::Many(all),
    };
    (Some(PlanFile { heading, year, opening, levers }), suffix)
}

/// A lever: 抓项目，以高效发展构建“创优型”锦江。一是…; with what stands behind its goal.
fn lever(text: &str) -> Option<(LeverFile, String)> {
    let (head, rest) = text.split_once('。')?;
    let (grip, head) = head.strip_prefix('抓')?.split_once("，以")?;
    let (means, head) = head.split_once("构建“")?;
    let (goal, behind) = head.split_once('”')?;
    let plain = |text: &str| !text.is_empty() && !text.contains(['，', '。', '“', '”']);
    if ![grip, means, goal, behind].into_iter().all(plain) {
        return None;
    }
    let (before, measures) = items(rest)?;
    let lever = LeverFile { grip: notation(grip), means: notation(means), goal: notation(goal), measures };
    before.is_empty().then(|| (lever, behind.to_owned()))
}

/// The first year in a text: 2025年.
pub(super) fn year(text: &str) -> Option<i16> {
    let mut rest = text;
    while let Some(at) = rest.find('年') {
        let digits = rest.get(..at)?.bytes().rev().take_while(u8::is_ascii_digit).count();
        if digits == 4 {
            let year = rest.get(at - 4..at)?.parse().ok().filter(|year| (1949..=2200).contains(year));
            if year.is_some() {
                return year;
            }
        }
        rest = rest.get(at + '年'.len_utf8()..)?;
    }
    None
}

/// A name for an area that has none: what its leading sentence is about.
fn area_name(lead: &str) -> String {
    const VERBS: [&str; 24] = [
        "实现", "展现", "迈上", "开创", "焕发", "拉开", "取得", "呈现", "再上", "持续", "不断", "稳步",
        "全面", "得到", "赋能", "走出", "迈出", "打开", "谱写", "提升", "成效", "更加", "跑出", "扎实",
    ];
    let sentence = lead.trim_end_matches(['。', '：']);
    let clause = sentence.rsplit('，').next().unwrap_or(sentence);
    let cut = VERBS.iter().filter_map(|verb| clause.find(verb)).filter(|at| *at > 0).min();
    let name = clause.get(..cut.unwrap_or(clause.len())).unwrap_or(clause);
    name.chars().take(12).collect()
}
