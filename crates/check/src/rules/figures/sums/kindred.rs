//! Parts that stand apart from their whole and are known by a word that both have 同名分项: 20项主要指标中，…；约束性指标8项，全部达标，预期性指标13项;
//! 受理9268件，执结7415件。其中中院受理426件，基层法院受理8824件; 安排工作的147人、…。安排工作的士兵全部到岗，其中机关63人、企业94人.

use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::closed::{both, complements, is_whole, levels, overlaps, twins};
use super::crossed;
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::rules::figures::statement::{Statement, addition, begins, is_within, sum_of};
use crate::rules::figures::words::{compares, has};

/// The most parts of a list in prose.
const MOST: usize = 8;
/// The whole stands among so many numbers before its parts.
const REACH: usize = 14;
/// Two parts stand at most so many characters from each other.
const APART: usize = 24;

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, since: usize, out: &mut Findings) {
    let mut behind = 0;
    for index in 1..line.quantities.len() {
        if index < behind {
            continue;
        }
        let label = line.label(index);
        let found = match label.starts_with("其中") {
            true => settled(line, index).or_else(|| of_word(line, index)),
            false => of_word(line, index),
        };
        if let Some((whole, parts)) = found {
            behind = parts.last().map_or(index, |at| at + 1);
            judge(line, whole, &parts, since, out);
        }
    }
}

fn is_plain(it: &Quantity) -> bool {
    it.is_amount() && it.qualifier.is_none() && !it.range && !it.quoted
}

/// The numbers of one unit from here on in the sentence, each with a name that fits.
fn list(line: &Line, index: usize, fits: impl Fn(&str) -> bool) -> Vec<usize> {
    let Some(first) = line.quantities.get(index).filter(|it| is_plain(it)) else { return Vec::new() };
    let mut last = first;
    let mut parts = vec![index];
    for (at, it) in line.quantities.iter().enumerate().skip(index + 1).take(2 * MOST) {
        if it.sentence != first.sentence || it.from.saturating_sub(last.to) > APART {
            break;
        }
        if !it.same_unit(first) {
            continue;
        }
        if !is_plain(it) || it.depth != first.depth || !fits(line.label(at)) {
            break;
        }
        parts.push(at);
        last = it;
    }
    parts
}

/// Parts that are all there can be and end in one word, and the number before them that is called by it.
fn of_word(line: &Line, index: usize) -> Option<(usize, Vec<usize>)> {
    let name = line.label(index).trim_start_matches("其中");
    let at = name.char_indices().rev().nth(1).map(|(at, _)| at).filter(|at| *at > 0)?;
    let word = name.get(at..)?;
    // The next number of all that are listed has the same word: nearly none has.
    let next = line.quantities.get(index)?;
    line.quantities
        .iter()
        .enumerate()
        .skip(index + 1)
        .take(3)
        .find(|(at, it)| it.same_unit(next) && line.label(*at).ends_with(word))?;
    let parts = list(line, index, |name| name.ends_with(word));
    let names: Vec<&str> = parts.iter().map(|at| line.label(*at).trim_start_matches("其中")).collect();
    let among = line.label(index).starts_with("其中");
    let first = line.quantities.get(index)?;
    let whole = (index.saturating_sub(REACH)..index).rev().find(|at| {
        line.quantities.get(*at).is_some_and(|it| {
            let called = format!("{}{}", line.label(*at), line.noun(*at));
            // 受理9268件，执结7415件: what is done with some of them has the word of another deed.
            it.same_unit(first) && is_plain(it) && called.contains(word) && !called.starts_with("其中")
        })
    })?;
    let called = format!("{}{}", line.label(whole), line.noun(whole));
    let all = twins(&names)
        || complements(&called, &names)
        || among && (levels(&called) == names.len() || is_whole(&names));
    (parts.len() > 1 && all && !names.contains(&word)).then_some((whole, parts))
}

/// What became of all who were named before, in a sentence without a number of its own: 安排工作的士兵全部到岗，其中….
fn settled(line: &Line, index: usize) -> Option<(usize, Vec<usize>)> {
    const SHARED: usize = 4;
    let first = line.quantities.get(index)?;
    let from = line.back(begins(line, index), &['。', '；', '\n'], 60);
    let clause = line.text(from, begins(line, index));
    let (subject, _) = ["全部", "均已", "都已", "全都"].iter().find_map(|word| clause.split_once(word))?;
    let before = line.index_at(from);
    if before != index || subject.chars().count() < SHARED || subject.contains('，') {
        return None;
    }
    let letters: Vec<char> = subject.chars().collect();
    let words: Vec<String> = letters.windows(SHARED).map(|it| it.iter().collect()).collect();
    // What the subject begins with says which of them are meant.
    let named = |at: usize| {
        let alike = line.quantities.get(at).is_some_and(|it| it.same_unit(first) && is_plain(it));
        words.iter().position(|word| alike && line.label(at).contains(word.as_str()))
    };
    let told: Vec<(usize, usize)> =
        (before.saturating_sub(6)..before).filter_map(|at| Some((named(at)?, at))).collect();
    let (place, whole) = told.iter().min().copied()?;
    if told.iter().filter(|(other, _)| *other == place).count() > 1 {
        return None;
    }
    let parts = list(line, index, |name| (1..=14).contains(&name.chars().count()) && !compares(name));
    (parts.len() > 1).then_some((whole, parts))
}

fn judge(line: &Line, at: usize, parts: &[usize], since: usize, out: &mut Findings) {
    let Some(whole) = line.quantities.get(at) else { return };
    let all: Vec<&Quantity> = parts.iter().filter_map(|at| line.quantities.get(*at)).collect();
    let names: Vec<&str> = parts.iter().map(|at| line.label(*at)).collect();
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return };
    let sum = sum_of(all.iter().map(|it| it.value));
    let called = format!("{}{}", line.label(at), line.noun(at));
    let closed = is_whole(&names) || names.len() > 1 && shares_word(&names);
    let excess = whole.value.is_below(&sum);
    let percent = |low: i64, high: i64| is_within(whole, &sum, Decimal::new(low, 2), Decimal::new(high, 2));
    let near = if closed { percent(80, 125) } else { excess && percent(100, 125) };
    let earlier = line.quantities.iter().take(parts.first().copied().unwrap_or(0)).rev().take(REACH);
    let other =
        earlier.filter(|it| it.same_unit(whole)).any(|it| it.value.may_equal(&sum) && it.from != whole.from);
    let span = line.span(first.from, last.to);
    let doubtful = compares(&called)
        || has(&called, &["均", "每", "目标", "计划", "任务", "累计"])
        || other
        || both(&names)
        || overlaps(&names, &called)
        || excess && crossed::is_told(line, whole.from, last.to);
    let verdict = whole.value.equals(sum);
    if !near || doubtful || verdict != Verdict::Fails || out.covers(since, span) {
        return;
    }
    let to = last.to;
    let ((reason, computed), shown) = (addition(&all, whole), whole.shown());
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, parts.first().copied().unwrap_or(at)),
        to,
        claim: whole,
        called: ("合计", "whole"),
        parts: all,
        verdict,
        reason,
    }
    .tell(
        || format!("分项之和 {computed} 与前面的总数 {shown} 不符"),
        || format!("the parts make {computed}, the whole before them is {shown}"),
        out,
    );
}

/// Whether all names end in two characters that they share.
fn shares_word(names: &[&str]) -> bool {
    let tail = |name: &&str| name.chars().rev().take(2).collect::<Vec<_>>();
    let first = names.first().map(tail);
    names.iter().all(|name| Some(tail(name)) == first && name.chars().count() > 2)
}
