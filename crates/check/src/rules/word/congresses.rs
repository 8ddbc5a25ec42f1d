//! Party congresses and their plenary sessions out of order 会议次序: 二十届三中全会、二十大, 十九大、二十大和十八大.

use crate::rules::line::{Line, is_numeral, numeral};
use crate::{Finding, Findings};

/// What joins two of them.
const JOINTS: [&str; 11] = ["、", "，", ",", "和", "与", "及", "以及", "，以及", "及其", "精神、", "精神和"];

/// A congress, or one of its plenary sessions: which congress, and which session, 0 for the congress itself.
type Meeting = (u32, u32);

/// What a list names with one name: 二十大, 二十届二中、三中全会.
struct Name {
    meetings: Vec<Meeting>,
    to: usize,
}

pub(super) fn run(line: &Line<'_>, out: &mut Findings) {
    let mut at = 0;
    while at < line.len() {
        let starts = is_numeral(line.get(at)) && !is_numeral(line.back(at, 1));
        at = match starts.then(|| name(line, at, None)).flatten() {
            Some(first) => list(line, at, first, out),
            None => at + 1,
        };
    }
}

/// Reads the list that begins with this name, tells when it is out of order, and gives where it ends.
fn list(line: &Line<'_>, from: usize, first: Name, out: &mut Findings) -> usize {
    let (mut meetings, mut to) = (first.meetings, first.to);
    let mut names = 1;
    let mut loose = false;
    while let Some(joint) = line.one_of(to, &JOINTS) {
        let next = to + joint.chars().count();
        let next = next + if line.starts(next, "党的") { 2 } else { 0 };
        let Some(more) = name(line, next, meetings.last().map(|last| last.0)) else { break };
        loose |= matches!(joint, "，" | ",");
        meetings.extend(more.meetings);
        (names, to) = (names + 1, more.to);
    }
    // Two clauses that meet are no list; neither are the sessions of one name, which are told by themselves.
    if names > 1 && (!loose || names > 2) && !in_order(&meetings) {
        tell(line, (from, to), &mut meetings, out);
    }
    to
}

/// In their order, or all congresses and then all sessions.
fn in_order(meetings: &[Meeting]) -> bool {
    let sorted = |meetings: &[Meeting]| meetings.windows(2).all(|pair| pair.first() < pair.last());
    let congresses = meetings.iter().take_while(|it| it.1 == 0).count();
    let (ahead, behind) = meetings.split_at_checked(congresses).unwrap_or((meetings, &[]));
    sorted(meetings) || sorted(ahead) && sorted(behind) && behind.iter().all(|it| it.1 > 0) && ahead.len() > 1
}

/// The name at a place: 二十大, 二十届三中全会, 二十届二中、三中全会; and 三中全会 of the congress named before it.
fn name(line: &Line<'_>, at: usize, congress: Option<u32>) -> Option<Name> {
    let end = line.skip_most(at, 4, is_numeral);
    let number = numeral(line.text(at, end))?;
    match (line.get(end), congress) {
        // 十大工程, 八大行动: congresses are spoken of from the eleventh on.
        ('大', _) if number > 10 => Some(Name { meetings: vec![(number, 0)], to: end + 1 }),
        ('届', _) => sessions(line, end + 1, number),
        ('中', Some(congress)) => sessions(line, at, congress),
        _ => None,
    }
}

/// The sessions that are named at a place: 二中、三中全会.
fn sessions(line: &Line<'_>, at: usize, congress: u32) -> Option<Name> {
    let mut meetings = Vec::new();
    let mut place = at;
    let mut to = at;
    while let Some(number) = numeral(line.text(place, place + 1)).filter(|_| line.get(place + 1) == '中') {
        meetings.push((congress, number));
        place += 2;
        to = place;
        if line.starts(place, "全会") {
            return Some(Name { meetings, to: place + 2 });
        }
        if matches!(line.get(place), '、' | '和') {
            place += 1;
        }
    }
    // 二十届三中、二十大: what all of them are is said behind the last one.
    (to > at && line.get(to) == '、').then_some(Name { meetings, to })
}

fn tell(line: &Line<'_>, (from, to): (usize, usize), meetings: &mut Vec<Meeting>, out: &mut Findings) {
    meetings.sort_unstable();
    meetings.dedup();
    let mut names: Vec<String> = Vec::new();
    for (congress, session) in meetings.iter() {
        let number = chinese(*congress);
        let sessions = format!("{number}届");
        let of = chinese(*session);
        match names.last_mut() {
            _ if *session == 0 => names.push(format!("{number}大")),
            Some(last) if last.starts_with(&sessions) => last.push_str(&format!("、{of}中")),
            _ => names.push(format!("{sessions}{of}中")),
        }
    }
    let names: Vec<String> =
        names.into_iter().map(|name| if name.ends_with('中') { name + "全会" } else { name }).collect();
    let right = match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{}和{last}", rest.join("、")),
        _ => names.concat(),
    };
    let quote = line.text(from, to);
    out.push(
        Finding::warning(
            "word/order",
            line.span(from, to),
            format!("党的代表大会和全会按召开的先后写：“{right}”"),
            format!("congresses and their sessions stand in their order: `{right}` for `{quote}`"),
        )
        .fix(right, false)
        .source("中国共产党历届代表大会和全会次序"),
    );
}

/// A number below 100 in Chinese.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit =
        |value: u32| usize::try_from(value).ok().and_then(|at| DIGITS.get(at)).copied().unwrap_or_default();
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number % 10)),
        _ => format!("{}十{}", digit(number / 10), digit(number % 10)),
    }
}
