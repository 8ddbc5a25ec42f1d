//! Ordinals at the beginning of paragraphs, each level by itself.

use super::ordinal::{Form, Ordinal, leading, written};
use crate::rules::line::{Line, is_han};
use crate::{Finding, Findings, Role, Span};

/// Levels from the highest: chapters and articles stand beside the others.
const LEVELS: [Form; 4] = [Form::Plain, Form::Bracketed, Form::Digit, Form::DigitBracketed];

/// How many ordinals are looked ahead, for what goes on behind one.
const AHEAD: usize = 40;

/// The last ordinal of a level.
#[derive(Clone, Copy, Default)]
struct Last {
    number: u32,
    span: Option<Span>,
    /// What it should have been, when it was wrong.
    meant: Option<u32>,
    /// Which item goes on with the level that is open above this one in the same form.
    back: Option<usize>,
    /// The mark behind the number of the heading 序次语后的标点: 、 in 一、.
    mark: char,
}

impl Last {
    fn of(item: &Item<'_, '_>) -> Last {
        let span = item.line.span(item.ordinal.from, item.ordinal.to);
        let mark = item.line.back(item.ordinal.to, 1);
        Last { number: item.ordinal.number, span: Some(span), meant: None, back: None, mark }
    }
}

/// An ordinal at the head of a paragraph.
struct Item<'l, 't> {
    line: &'l Line<'t>,
    ordinal: Ordinal,
    /// Which of the [`LEVELS`]; none for chapters and articles.
    level: Option<usize>,
    /// Whether a heading without an ordinal stands between this one and the one before.
    apart: bool,
}

/// What is known of a text while its ordinals are gone through.
#[derive(Default)]
struct State {
    levels: [Last; 4],
    articles: Last,
    chapters: Last,
    open: Option<usize>,
    /// Levels whose ordinals go on from section to section, and the last of each.
    runs_on: [bool; 4],
    sofar: [u32; 4],
    /// The paragraph of the last ordinal.
    line: usize,
    skipped: [bool; 4],
}

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let items = items(lines);
    let firsts = firsts(&items);
    let mut state = State { runs_on: runs_on(&items), ..State::default() };
    for (index, item) in items.iter().enumerate() {
        match (item.level, item.ordinal.form) {
            (Some(level), _) => numbered(&items, index, level, &firsts, &mut state, out),
            (None, Form::Chapter) => follow(item, &mut state.chapters, true, out),
            _ => follow(item, &mut state.articles, true, out),
        }
    }
}

fn items<'l, 't>(lines: &'l [Line<'t>]) -> Vec<Item<'l, 't>> {
    let mut found = Vec::new();
    let mut apart = false;
    for line in lines {
        if matches!(line.paragraph.role, Role::Cell(_) | Role::Footnote) {
            continue;
        }
        let Some(ordinal) = leading(line) else {
            let label = line.len() <= 24 && !line.paragraph.text.contains(['。', '；']);
            apart |= label || matches!(line.paragraph.role, Role::Title | Role::Heading(_));
            continue;
        };
        let level = LEVELS.iter().position(|it| *it == ordinal.form);
        if level.is_some() || matches!(ordinal.form, Form::Chapter | Form::Article) {
            found.push(Item { line, ordinal, level, apart });
            apart = false;
        }
    }
    found
}

/// How many sections of each level have a first ordinal of each other level below them.
fn firsts(items: &[Item<'_, '_>]) -> [[u8; 4]; 4] {
    let mut counts = [[0u8; 4]; 4];
    for pair in items.windows(2) {
        if let [Item { level: Some(above), .. }, Item { level: Some(below), .. }] = pair
            && below > above
            && let Some(count) = counts.get_mut(*above).and_then(|row| row.get_mut(*below))
        {
            *count = count.saturating_add(1);
        }
    }
    counts
}

/// Levels that never begin again at one: （三） of the second section follows （二） of the first.
fn runs_on(items: &[Item<'_, '_>]) -> [bool; 4] {
    let mut levels = [false; 4];
    for (level, runs) in levels.iter_mut().enumerate().skip(1) {
        let mut ones = 0usize;
        let mut sections = 0usize;
        let mut fresh = true;
        for item in items {
            match item.level {
                Some(own) if own < level => fresh = true,
                Some(own) if own == level => {
                    ones += usize::from(item.ordinal.number == 1);
                    sections += usize::from(fresh);
                    fresh = false;
                }
                _ => {}
            }
        }
        *runs = ones <= 1 && sections > 1;
    }
    levels
}

/// Ordinals of this level behind an item, up to the next of a higher one, at most so many.
fn siblings<'s>(
    items: &'s [Item<'_, '_>],
    index: usize,
    level: usize,
) -> impl Iterator<Item = (usize, u32)> + 's {
    let behind = items.iter().enumerate().skip(index + 1).take(AHEAD);
    behind
        .take_while(move |(_, it)| it.level.is_some_and(|other| other >= level))
        .filter(move |(_, it)| it.level == Some(level))
        .map(|(place, it)| (place, it.ordinal.number))
}

/// An ordinal of one of the four levels.
fn numbered(
    items: &[Item<'_, '_>],
    index: usize,
    level: usize,
    firsts: &[[u8; 4]; 4],
    state: &mut State,
    out: &mut Findings,
) {
    let Some(item) = items.get(index) else { return };
    let parts = state.chapters.number + state.articles.number > 0;
    if parts {
        // （一） under 第一条 begins again under each article.
        state.levels = [Last::default(); 4];
    }
    let meant = misformed(items, index, level, firsts, &state.levels);
    if let Some((meant, number)) = meant {
        let right = LEVELS.get(meant).map(|form| written(number, *form)).unwrap_or_default();
        told(item.line, &item.ordinal, &format!("这里应为“{right}”，与同一层的其他序号写法一致"), out);
    } else if !alone(items, index, level, firsts, state, out) && !reversed(items, index, level, state, out) {
        skip(item, level, firsts, state, out);
        other_mark(items, index, level, state, out);
    }
    // The first ordinal of all may be that of an excerpt.
    let first = state.levels.iter().all(|it| it.number == 0);
    let (at, number) = meant.unwrap_or((level, item.ordinal.number));
    if let Some(last) = state.levels.get_mut(at) {
        let sofar = state.sofar.get(at).copied().unwrap_or(0);
        let goes_on = last.number == 0 && state.runs_on.get(at) == Some(&true) && number == sofar + 1;
        if let Some(sofar) = state.sofar.get_mut(at) {
            *sofar = number;
        }
        if meant.is_some() || goes_on {
            // The mark of another form says nothing of this one.
            let mark = if meant.is_some() { '\0' } else { item.line.back(item.ordinal.to, 1) };
            *last = Last { number, mark, ..Last::of(item) };
        } else if !again(items, index, level, last, out) {
            follow(item, last, !first && !parts, out);
        }
    }
    for below in state.levels.iter_mut().skip(at + 1) {
        *below = Last::default();
    }
    state.open = Some(at);
    state.line = item.line.index;
}

/// 3. among 一、二、四、: the level to which an ordinal belongs by its number, when it is none in its own, and its number there.
fn misformed(
    items: &[Item<'_, '_>],
    index: usize,
    level: usize,
    firsts: &[[u8; 4]; 4],
    levels: &[Last; 4],
) -> Option<(usize, u32)> {
    let number = items.get(index)?.ordinal.number;
    if number == 1 {
        if let Some(found) = instead(items, index, level, levels) {
            return Some(found);
        }
        // 1. before （二） and （三）.
        let next = items.get(index + 1).filter(|next| next.ordinal.number == 2)?;
        let other = next.level.filter(|other| *other != level)?;
        let fresh = levels.get(other)?.number == 0;
        let alone = siblings(items, index, level).next().is_none_or(|(_, number)| number == 1);
        let third = siblings(items, index + 1, other).next().is_some_and(|(_, number)| number == 3);
        // Or another section has （一） at once below the same level.
        let above = index.checked_sub(1).and_then(|index| items.get(index)).and_then(|it| it.level);
        let used = above.is_some_and(|above| {
            other == above + 1
                && firsts.get(above).and_then(|row| row.get(other)).is_some_and(|count| *count > 0)
        });
        return (fresh && alone && (third || used) && !next.apart).then_some((other, number));
    }
    let own = levels.get(level)?;
    if own.number + 1 == number || own.meant.is_some_and(|meant| meant + 1 == number) {
        return None;
    }
    levels.iter().enumerate().find_map(|(other, last)| {
        let follows = other != level && last.number > 0 && last.number + 1 == number;
        let next = siblings(items, index, other).next();
        let goes_on = match next {
            Some((_, next)) => next == number + 1,
            None => number > 2 && own.number == 0,
        };
        (follows && goes_on).then_some((other, number))
    })
}

/// （一）（二）1.（四）: an ordinal of a lower level that has no second one stands where the one of the level above is left out.
fn instead(items: &[Item<'_, '_>], index: usize, level: usize, levels: &[Last; 4]) -> Option<(usize, u32)> {
    let next = items.get(index + 1)?;
    let other = next.level.filter(|other| *other < level)?;
    let last = levels.get(other).filter(|last| last.number > 0)?;
    (next.ordinal.number == last.number + 2).then_some((other, last.number + 1))
}

/// An ordinal that begins again at one: of a level below the one it is written as, or a slip for the next one.
fn again(items: &[Item<'_, '_>], index: usize, level: usize, last: &mut Last, out: &mut Findings) -> bool {
    let Some(item) = items.get(index) else { return false };
    let number = item.ordinal.number;
    if last.back == Some(index) {
        *last = Last::of(item);
        return true;
    }
    if number != 1 || last.number == 0 {
        return false;
    }
    let outer = last.number;
    let mut inner = 1;
    let mut back = None;
    for (place, next) in siblings(items, index, level) {
        if next == inner + 1 && (next != outer + 1 || inner == 1) {
            inner = next;
        } else {
            back = (next == outer + 1).then_some(place);
            break;
        }
    }
    if back.is_some() {
        told(item.line, &item.ordinal, "同一种序号用在了两个层次上", out);
        *last = Last { back, ..Last::of(item) };
        return true;
    }
    // （一）（二）（一）（四）, and （一）（一）（二） with nothing between that would head the second ones.
    let next = siblings(items, index, level).next().map(|(_, next)| next);
    let slip = next == Some(outer + 2) && outer > 0;
    let twice = outer == 1 && level < 2 && !item.apart && next != Some(1) && item.line.len() <= 40;
    if slip || twice {
        ordinal_finding(item.line, &item.ordinal, outer + 1, last.span, out);
        *last = Last { meant: Some(outer + 1), ..Last::of(item) };
        return true;
    }
    false
}

/// Holds an ordinal against the one before it.
fn follow(item: &Item<'_, '_>, last: &mut Last, from_one: bool, out: &mut Findings) {
    let number = item.ordinal.number;
    let expected = last.number + 1;
    let fresh = last.number == 0;
    // （一）（三）（二）（四）: two have changed places, which was told at the first of them.
    if last.meant == Some(number) && last.number == number + 1 {
        last.meant = None;
        return;
    }
    // Behind a wrong ordinal those that follow may go on from it, or from what it should have been: one slip, one finding.
    let right =
        number == expected || (fresh && !from_one) || last.meant.is_some_and(|meant| number == meant + 1);
    let wrong = !right && number != 1;
    if wrong {
        ordinal_finding(item.line, &item.ordinal, if fresh { 1 } else { expected }, last.span, out);
    }
    *last = Last { meant: (wrong && !fresh).then_some(expected), back: last.back, ..Last::of(item) };
}

fn ordinal_finding(
    line: &Line<'_>,
    ordinal: &Ordinal,
    expected: u32,
    before: Option<Span>,
    out: &mut Findings,
) {
    let to = if matches!(ordinal.form, Form::Plain | Form::Digit) { ordinal.to - 1 } else { ordinal.to };
    out.push(out_of_order(
        line.span(ordinal.from, to),
        line.text(ordinal.from, ordinal.to),
        ordinal,
        expected,
        before,
    ));
}

/// An ordinal that does not follow the one before it.
pub(super) fn out_of_order(
    span: Span,
    quote: &str,
    ordinal: &Ordinal,
    expected: u32,
    before: Option<Span>,
) -> Finding {
    let right = written(expected, ordinal.form);
    let fault = match expected.checked_sub(1) {
        Some(last) if last == ordinal.number => "序号重复",
        _ if ordinal.number > expected => "序号跳号",
        _ => "序号倒退",
    };
    let finding = Finding::error(
        "outline/ordinal",
        span,
        format!("{fault}：这里应为“{right}”，写的是“{quote}”"),
        format!("the ordinal should be `{right}`, not `{quote}`"),
    )
    .source("GB/T 9704-2012 7.3.3");
    let finding = finding.fix(right.trim_end_matches(['、', '.']), false);
    match before {
        Some(before) => finding.related("上一个序号", "the ordinal before", before),
        None => finding,
    }
}

fn told(line: &Line<'_>, ordinal: &Ordinal, why: &str, out: &mut Findings) {
    let quote = line.text(ordinal.from, ordinal.to);
    out.push(
        Finding::warning(
            "outline/level",
            line.span(ordinal.from, ordinal.to),
            format!("“{quote}”：{why}；层次依次用“一、”“（一）”“1.”“（1）”"),
            format!("levels are marked 一、 （一） 1. （1） in this order; look at `{quote}`"),
        )
        .source("GB/T 9704-2012 7.3.3"),
    );
}

/// （一）…。（二）…。1.…。: an ordinal of a lower level that is the only one of its list, under an item that has said all of its own,
/// where no other item has a list.
fn alone(
    items: &[Item<'_, '_>],
    index: usize,
    level: usize,
    firsts: &[[u8; 4]; 4],
    state: &State,
    out: &mut Findings,
) -> bool {
    let Some((item, before)) = items.get(index).zip(index.checked_sub(1).and_then(|at| items.get(at))) else {
        return false;
    };
    let Some(open) = state.open.filter(|open| *open < level && before.level == Some(*open)) else {
        return false;
    };
    let content = |item: &Item<'_, '_>| item.line.paragraph.text.contains('。');
    let next = items.get(index + 1);
    let only = item.ordinal.number == 1
        && next.is_none_or(|next| next.level.is_some_and(|other| other < level))
        && firsts.get(open).and_then(|row| row.get(level)) == Some(&1)
        && before.line.index + 1 == item.line.index;
    let number = before.ordinal.number;
    // An excerpt may end with the first one of a list.
    let whole = next.is_some() || number > 2;
    if !(only && whole && content(item) && content(before)) || item.apart {
        return false;
    }
    let Some(form) = LEVELS.get(open) else { return false };
    let right = written(number + 1, *form);
    let skipped = level > open + 1;
    let why = match next {
        None => format!("这一层只有它一个，应为“{right}”"),
        Some(_) if skipped => "这一层只有它一个，又跳过了一层".to_owned(),
        Some(_) => "这一层只有它一个".to_owned(),
    };
    told(item.line, &item.ordinal, &why, out);
    true
}

/// 1. and below it （一）, （二）: the levels have changed places.
fn reversed(items: &[Item<'_, '_>], index: usize, level: usize, state: &State, out: &mut Findings) -> bool {
    let Some((item, before)) = items.get(index).zip(index.checked_sub(1).and_then(|at| items.get(at))) else {
        return false;
    };
    let fresh = state.levels.get(level).is_some_and(|last| last.number == 0);
    let Some(above) = before.level.filter(|above| *above > level && fresh && item.ordinal.number == 1) else {
        return false;
    };
    let second = items.get(index + 1).is_some_and(|it| it.level == Some(level) && it.ordinal.number == 2);
    let first = before.ordinal.number == 1;
    let goes_on = || {
        let next = items.iter().skip(index + 1).take(AHEAD).find(|it| it.level != Some(level));
        next.is_some_and(|it| it.level == Some(above) && it.ordinal.number == before.ordinal.number + 1)
    };
    if !second || item.apart || before.line.index + 2 < item.line.index || !(first || goes_on()) {
        return false;
    }
    let higher =
        items.get(index - 1).map(|it| it.line.text(it.ordinal.from, it.ordinal.to)).unwrap_or_default();
    told(item.line, &item.ordinal, &format!("层次颠倒，排在“{higher}”之下"), out);
    true
}

/// 1、 2、 3.: another mark than those before it.
fn other_mark(items: &[Item<'_, '_>], index: usize, level: usize, state: &State, out: &mut Findings) {
    let Some((item, last)) = items.get(index).zip(state.levels.get(level)) else { return };
    let mark = item.line.back(item.ordinal.to, 1);
    let next = || siblings(items, index, level).next().and_then(|(at, _)| items.get(at));
    let comma = |it: &Item<'_, '_>| it.level == Some(level) && it.line.back(it.ordinal.to, 1) == '、';
    let before = || index.checked_sub(2).and_then(|at| items.get(at));
    let among = || before().is_some_and(comma) || next().is_some_and(comma);
    if item.ordinal.form == Form::Digit && mark != '、' && last.mark == '、' && among() {
        told(item.line, &item.ordinal, "同一层的序号后面标点不一", out);
    }
}

/// 一、 and then 1. or （1）: a level is left out. Told once for each kind.
fn skip(item: &Item<'_, '_>, at: usize, firsts: &[[u8; 4]; 4], state: &mut State, out: &mut Findings) {
    let Some(open) = state.open.filter(|open| at > open + 1) else { return };
    let count = |at: usize| firsts.get(open).and_then(|row| row.get(at)).copied().unwrap_or(0);
    // A text of two levels may have 1. below 一、.
    let (next, own) = (count(open + 1), count(at));
    if open == 0 && at == 2 && next == 0 {
        return;
    }
    // Items that are sentences may stand under any heading, unless the other sections have the level between.
    let sentence = item.line.len() > 40 || item.line.paragraph.text.contains('。');
    let next_line = state.line + 1 == item.line.index;
    let enough = if labelled(item) { 1 } else { 2 };
    // 二、存在问题 and then （1）, （2）: two levels are left out.
    let two = at > open + 2 && next_line && item.ordinal.number == 1 && labelled(item);
    if sentence && !two && !(next >= enough && own == 1 && next_line) {
        return;
    }
    let Some(already) = state.skipped.get_mut(at).filter(|told| !**told) else { return };
    *already = true;
    let left = LEVELS.get(open + 1).map(|form| written(1, *form)).unwrap_or_default();
    told(item.line, &item.ordinal, &format!("前面跳过了“{left}”一层"), out);
}

/// Whether a paragraph opens with a label, as a heading that runs on: 1.资金拨付偏慢。个别项目…
fn labelled(item: &Item<'_, '_>) -> bool {
    let (line, from) = (item.line, item.ordinal.to);
    let stop = (from..line.len().min(from + 20)).find(|at| !is_han(line.get(*at)));
    stop.is_some_and(|at| line.get(at) == '。' && at >= from + 4 && at + 1 < line.len())
}
