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
        let members = sequence.members.iter().take(if sequence.closed || sequence.whole { 2 } else { 0 });
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
            let judged =
                sequences.iter().map(|sequence| judge(line, sequence, &list, is_title.then_some(title)));
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

/// What leads from a name to its members.
const SAID: [&str; 6] = ["即", "是指", "包括", "就是", "分别是", "分别为"];

/// Where the members of a list stand.
type List = Vec<(usize, usize)>;

/// The list in brackets or behind a colon: “六稳”（稳就业、稳金融…）.
fn behind(line: &Line<'_>, at: usize) -> Option<List> {
    let mut from = line.skip_most(at, 1, |c| c == '”');
    // “三变”改革（…）.
    let named = line.skip_most(from, 4, is_han);
    let told = line.get(named) == '，' && line.one_of(named + 1, &SAID).is_some();
    if told || matches!(line.get(named), '（' | '：') {
        from = named;
    }
    let opens = matches!(line.get(from), '（' | '：' | '(');
    from = if opens { from + 1 } else { from + usize::from(line.get(from) == '，') };
    let said = line.one_of(from, &SAID);
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
fn judge(line: &Line<'_>, sequence: &Sequence, list: &List, title: Option<&str>) -> Judged {
    let (members, is_title) = (&sequence.members, title.is_some());
    let list = &match list.as_slice() {
        // 支部委员会、党小组会和党课: the last two joined by a word.
        [rest @ .., (from, to)] if list.len() + 1 == members.len() => {
            let Some(join) = (*from + 2..*to).find(|at| matches!(line.get(*at), '和' | '及' | '与'))
            else {
                return title.map_or(Judged::Other, |title| lacking(line, sequence, list, title));
            };
            [rest, &[(*from, join), (join + 1, *to)]].concat()
        }
        _ => list.clone(),
    };
    if list.len() != members.len() {
        return Judged::Other;
    }
    let last = list.len() - 1;
    let found: Vec<Option<usize>> =
        list.iter().enumerate().map(|(at, item)| member(line, sequence, *item, (at, last))).collect();
    let (start, end) = extent(line, sequence, list);
    let known = found.iter().flatten().count();
    let placed = found.iter().enumerate().filter(|(at, member)| **member == Some(*at)).count();
    let foreign = list.iter().zip(&found).position(|(_, member)| member.is_none());
    let mut once: Vec<usize> = found.iter().flatten().copied().collect();
    once.sort_unstable();
    once.dedup();
    if placed == members.len() {
        return Judged::Right;
    }
    if known == members.len() && once.len() == known {
        return if is_title { Judged::Wrong(start, end) } else { Judged::Other };
    }
    let wrong = || Judged::Wrong(start, end);
    // One stands twice, and all others in their places.
    if known == members.len() && placed + 1 == known && members.len() > 3 && (is_title || sequence.closed) {
        return wrong();
    }
    let Some(foreign) = foreign.filter(|_| known + 1 == members.len() && placed == known) else {
        return Judged::Other;
    };
    // One other word in the place of a member, and all others in theirs.
    let (Some(item), Some(meant)) = (list.get(foreign), members.get(foreign)) else { return Judged::Other };
    let (from, to) = *item;
    if members.len() > 2 && cut(line, sequence, *item, meant) && (foreign != last || shut(line, to)) {
        return wrong();
    }
    let alike = to - from <= 12 && (from..to).all(|at| is_han(line.get(at)));
    let open = foreign == 0 || foreign == last;
    // Another word of the same length that ends the list: 形式主义、官僚主义、享乐主义和自由主义.
    let ends = members.len() > 3 && foreign == last && to - from == meant.chars().count() && shut(line, to);
    let member = || !open || ends || resembles(line, sequence, *item, meant, foreign == 0);
    let closed = is_title || (sequence.closed && member());
    if alike && members.len() > 2 && closed { wrong() } else { Judged::Other }
}

/// Which member an item of a list is: words may stand before the first and behind the last one.
fn member(
    line: &Line<'_>,
    sequence: &Sequence,
    (from, to): (usize, usize),
    (at, last): (usize, usize),
) -> Option<usize> {
    sequence.members.iter().position(|member| {
        line.text(from, to) == member.as_str()
            || (at == 0 && line.ends(to, member))
            || (at == last && line.starts(from, member))
    })
}

/// From the first member of a list to the last one.
fn extent(line: &Line<'_>, sequence: &Sequence, list: &List) -> (usize, usize) {
    let last = list.len().saturating_sub(1);
    let length = |at: usize, item: (usize, usize)| {
        let found = member(line, sequence, item, (at, last)).unwrap_or(at);
        sequence.members.get(found).map_or(item.1 - item.0, |it| it.chars().count())
    };
    let start = list.first().map_or(0, |item| item.1.saturating_sub(length(0, *item)).max(item.0));
    let end = list.last().map_or(0, |item| (item.0 + length(last, *item)).min(item.1));
    (start, end)
}

/// A list beside its name that lacks a member: 创新、协调、绿色、共享的新发展理念. Names that are a number are counted elsewhere.
fn lacking(line: &Line<'_>, sequence: &Sequence, list: &List, title: &str) -> Judged {
    let last = list.len().saturating_sub(1);
    let counted = title.starts_with(['三', '四', '六', '七']) || title.starts_with("五个");
    let found: Option<Vec<usize>> =
        list.iter().enumerate().map(|(at, item)| member(line, sequence, *item, (at, last))).collect();
    let rising = found.is_some_and(|it| it.windows(2).all(|pair| pair.first() < pair.last()));
    if rising && list.len() >= 3 && !counted {
        let (from, to) = extent(line, sequence, list);
        return Judged::Wrong(from, to);
    }
    Judged::Other
}

/// What all members of a sequence begin and end with: 稳, 振兴.
fn shared(sequence: &Sequence) -> (String, String) {
    let common = |one: &[char], other: &[char]| one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let mut members = sequence.members.iter().map(|it| it.chars().collect::<Vec<char>>());
    let first = members.next().unwrap_or_default();
    let reversed: Vec<char> = first.iter().rev().copied().collect();
    let (mut head, mut tail) = (first.len(), first.len());
    for member in members {
        head = head.min(common(&first, &member));
        let back: Vec<char> = member.iter().rev().copied().collect();
        tail = tail.min(common(&reversed, &back));
    }
    (first.iter().take(head).collect(), first.iter().skip(first.len() - tail).collect())
}

/// Whether a list ends at this place.
fn shut(line: &Line<'_>, at: usize) -> bool {
    ends_clause(line.get(at)) || matches!(line.get(at), '）' | '”')
}

/// A member without what all of them begin or end with: 安全 for 安全感.
fn cut(line: &Line<'_>, sequence: &Sequence, (from, to): (usize, usize), meant: &str) -> bool {
    let (head, tail) = shared(sequence);
    let written = line.text(from, to);
    let short = meant.strip_suffix(tail.as_str()).filter(|it| !tail.is_empty() && *it == written);
    let short =
        short.or_else(|| meant.strip_prefix(head.as_str()).filter(|it| !head.is_empty() && *it == written));
    short.is_some() && (sequence.whole || sequence.closed)
}

/// Whether the first or the last item of a list is a member to look at: it begins or ends as all of them do, or as the one
/// whose place it takes.
fn resembles(
    line: &Line<'_>,
    sequence: &Sequence,
    (from, to): (usize, usize),
    meant: &str,
    first: bool,
) -> bool {
    if sequence.members.len() < 3 || line.text(from, to).contains(['等', '和', '及']) {
        return false;
    }
    let length = meant.chars().count();
    let (head, tail) = shared(sequence);
    let (one, two): (String, String) =
        (meant.chars().take(2).collect(), meant.chars().skip(length - 2).collect());
    let long = length >= 4;
    if first {
        let ends = !tail.is_empty() && line.ends(to, &tail);
        let begins = !head.is_empty() && (from..to).rev().take(length + 2).any(|at| line.starts(at, &head));
        return ends || begins || (long && line.ends(to, &two) && to - from >= length);
    }
    let begins = !head.is_empty() && line.starts(from, &head);
    let ends = !tail.is_empty() && (from + 1..=from + length).any(|at| line.starts(at, &tail));
    let same = long && line.starts(from, &one) && to - from >= length;
    let twin = long && line.starts(from + length - 2, &two);
    begins || ends || same || twin
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
