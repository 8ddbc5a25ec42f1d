//! Fixed sets beside their names 固定表述的成员: “六稳”（稳就业、稳金融…）, 政治、组织…“六大纪律”. A list that stands
//! there has all members, in their order.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::index::Index;
use super::lexicon::{Sequence, orders};
use crate::rules::line::{Line, ends_clause, is_han};
use crate::{Finding, Findings};

/// Most characters of a list before its name.
const REACH: usize = 90;

/// The titles of all sequences, and the first two members of closed ones, each with the sequences it belongs to.
struct Titles {
    forms: Index,
    sequences: Vec<Vec<&'static Sequence>>,
}

static TITLES: LazyLock<Titles> = LazyLock::new(|| {
    let (mut places, mut sequences): (HashMap<&str, usize>, Vec<Vec<&Sequence>>) = Default::default();
    for sequence in orders() {
        let members = sequence.members.iter().take(if sequence.closed { 2 } else { 0 });
        for title in sequence.titles.iter().chain(members) {
            let at = *places.entry(title).or_insert_with(|| {
                sequences.push(Vec::new());
                sequences.len() - 1
            });
            if let Some(known) = sequences.get_mut(at) {
                known.push(sequence);
            }
        }
    }
    let numbers = places.into_iter().map(|(title, at)| (title, u32::try_from(at).unwrap_or(u32::MAX)));
    Titles { forms: Index::new(numbers), sequences }
});

/// Looks at a paragraph; what the rule for orders has told since `told` is told.
pub(super) fn run(line: &Line<'_>, told: usize, out: &mut Findings) {
    let titles = &*TITLES;
    let mut hits = Vec::new();
    titles.forms.find(line, |start, title, number| {
        hits.push((start, title, usize::try_from(number).unwrap_or(usize::MAX)));
    });
    for (start, title, number) in hits {
        let Some(at) = line.place_of(start) else { continue };
        let end = at + title.chars().count();
        let sequences = titles.sequences.get(number).map_or(&[][..], Vec::as_slice);
        let is_title = sequences.iter().any(|it| it.titles.iter().any(|it| it == title));
        let lists = match is_title {
            true => [behind(line, end), before(line, at)],
            false => [Some(within(line, at)), None],
        };
        for list in lists.into_iter().flatten() {
            let judged = sequences.iter().map(|sequence| judge(line, sequence, &list, is_title));
            // One title may have long and short members: what fits one of them is right.
            let judged: Vec<Judged> = judged.collect();
            if judged.iter().any(|it| matches!(it, Judged::Right)) {
                continue;
            }
            let wrong = sequences.iter().zip(judged).find_map(|(sequence, it)| match it {
                Judged::Wrong(from, to) => Some((sequence, from, to)),
                _ => None,
            });
            let Some((sequence, from, to)) = wrong else { continue };
            let span = line.span(from, to);
            if !out.covers(told, span) {
                out.push(finding(sequence, line, (from, to)));
            }
        }
    }
}

/// Where the members of a list stand.
type List = Vec<(usize, usize)>;

/// The list in brackets or behind a colon: “六稳”（稳就业、稳金融…）.
fn behind(line: &Line<'_>, at: usize) -> Option<List> {
    let mut from = line.skip_most(at, 1, |c| c == '”');
    // “三变”改革（…）.
    let named = line.skip_most(from, 4, is_han);
    if matches!(line.get(named), '（' | '：') {
        from = named;
    }
    let opens = matches!(line.get(from), '（' | '：' | '(');
    from = if opens { from + 1 } else { from + usize::from(line.get(from) == '，') };
    let said = line.one_of(from, &["即", "是指", "包括"]);
    if !opens && said.is_none() {
        return None;
    }
    from += said.map_or(0, |said| said.chars().count());
    from = line.skip_most(from, 1, |c| c == '“');
    let to = (from..from + REACH)
        .find(|at| ends_clause(line.get(*at)) || matches!(line.get(*at), '）' | ')' | '”'))?;
    Some(split(line, from, to))
}

/// The list before the name: 经济、政治、文化、社会、生态文明“五位一体”.
fn before(line: &Line<'_>, at: usize) -> Option<List> {
    let mut to = at;
    while matches!(line.back(to, 1), '“' | '的' | '”' | '等') {
        if line.back(to, 1) == '等' {
            return None;
        }
        to -= 1;
    }
    let from = line.clause_start(to, REACH);
    let from =
        (from..to).rev().find(|at| matches!(line.get(*at), '（' | '“' | '”')).map_or(from, |at| at + 1);
    let list = split(line, from, to);
    (list.len() > 2).then_some(list)
}

/// The list around a member.
fn within(line: &Line<'_>, at: usize) -> List {
    let from = line.clause_start(at, REACH);
    let from = (from..at).rev().find(|at| matches!(line.get(*at), '（' | '“')).map_or(from, |at| at + 1);
    let to = (at..at + REACH).find(|at| ends_clause(line.get(*at)) || matches!(line.get(*at), '）' | '”'));
    split(line, from, to.unwrap_or(at))
}

fn split(line: &Line<'_>, from: usize, to: usize) -> List {
    let mut list = Vec::new();
    let mut start = from;
    for at in from..=to {
        if at == to || line.get(at) == '、' {
            list.push((start, at));
            start = at + 1;
        }
    }
    list
}

enum Judged {
    Right,
    Wrong(usize, usize),
    Other,
}

/// Whether a list has the members of a sequence in their places.
fn judge(line: &Line<'_>, sequence: &Sequence, list: &List, is_title: bool) -> Judged {
    let members = &sequence.members;
    let list = &match list.as_slice() {
        // 支部委员会、党小组会和党课: the last two joined by a word.
        [rest @ .., (from, to)] if list.len() + 1 == members.len() => {
            let Some(join) = (*from + 2..*to).find(|at| matches!(line.get(*at), '和' | '及' | '与'))
            else {
                return Judged::Other;
            };
            [rest, &[(*from, join), (join + 1, *to)]].concat()
        }
        _ => list.clone(),
    };
    if list.len() != members.len() {
        return Judged::Other;
    }
    let last = list.len() - 1;
    let mut found: Vec<Option<usize>> = Vec::new();
    let (mut start, mut end) = (0, 0);
    for (index, (from, to)) in list.iter().enumerate() {
        // Words may stand before the first and behind the last member.
        let member = members.iter().position(|member| {
            line.text(*from, *to) == member.as_str()
                || (index == 0 && line.ends(*to, member))
                || (index == last && line.starts(*from, member))
        });
        let length = member.and_then(|at| members.get(at)).map_or(to - from, |it| it.chars().count());
        if index == 0 {
            start = to.saturating_sub(length).max(*from);
        }
        if index == last {
            end = (from + length).min(*to);
        }
        found.push(member);
    }
    let known = found.iter().flatten().count();
    let placed = found.iter().enumerate().filter(|(at, member)| **member == Some(*at)).count();
    let foreign = list.iter().zip(&found).find(|(_, member)| member.is_none());
    let mut once: Vec<usize> = found.iter().flatten().copied().collect();
    once.sort_unstable();
    once.dedup();
    if placed == members.len() {
        return Judged::Right;
    }
    if known == members.len() && once.len() == known {
        return if is_title { Judged::Wrong(start, end) } else { Judged::Other };
    }
    // One other word in the place of a member, and all others in theirs.
    let alike =
        foreign.is_some_and(|((from, to), _)| to - from <= 12 && (*from..*to).all(|at| is_han(line.get(at))));
    if known + 1 == members.len() && placed == known && alike && members.len() > 2 {
        let open = matches!(found.first(), Some(None)) || matches!(found.last(), Some(None));
        if is_title || !open {
            return Judged::Wrong(start, end);
        }
    }
    Judged::Other
}

fn finding(sequence: &Sequence, line: &Line<'_>, (from, to): (usize, usize)) -> Finding {
    let right = sequence.members.join("、");
    let quote = line.text(from, to);
    Finding::warning(
        "word/order",
        line.span(from, to),
        format!("{}依次是“{right}”", sequence.name),
        format!("the members of `{quote}` are `{right}`"),
    )
    .fix(right, false)
    .source(sequence.source.as_str())
}
