//! Members of fixed sequences in another order: 协调、创新、绿色、开放、共享; 三中、二中全会.

use crate::chars::is_one_of;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::congresses;
use super::index::Index;
use super::lexicon::orders;
use super::sets;
use crate::rules::line::{Line, is_numeral, numeral};
use crate::{Finding, Findings, Span};

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        let told = out.count();
        sequences(line, out);
        sets::run(line, told, out);
        sessions(line, out);
        congresses::run(line, out);
    }
}

/// Members of all sequences, each with the sequences it belongs to and its place there.
struct Members {
    forms: Index,
    places: Vec<Vec<(usize, usize)>>,
}

static MEMBERS: LazyLock<Members> = LazyLock::new(|| {
    let mut places: BTreeMap<&'static str, Vec<(usize, usize)>> = BTreeMap::new();
    for (sequence, it) in orders().iter().enumerate() {
        for (place, member) in it.members.iter().enumerate() {
            places.entry(member).or_default().push((sequence, place));
        }
    }
    let forms = Index::new(places.keys().copied().zip(0..));
    Members { forms, places: places.into_values().collect() }
});

/// Members of a sequence that stand in a row.
#[derive(Clone, Default)]
struct Run {
    order: Vec<usize>,
    start: usize,
    end: usize,
}

/// Lists whose members belong to one sequence, in another order than its own.
fn sequences(line: &Line<'_>, out: &mut Findings) {
    let text = &line.paragraph.text;
    let mut runs = vec![Run::default(); orders().len()];
    for (start, end, member) in members(line) {
        for (sequence, place) in MEMBERS.places.get(member).into_iter().flatten() {
            let Some(run) = runs.get_mut(*sequence) else { continue };
            let gap = text.get(run.end..start).unwrap_or_default();
            let joined = gap.len() <= 12 && gap.chars().all(|c| is_one_of!(c, "、，,；; ”“和与及"));
            if run.order.is_empty() || !joined {
                judge(line, *sequence, &std::mem::take(run), out);
                run.start = start;
            }
            run.order.push(*place);
            run.end = end;
        }
    }
    for (sequence, run) in runs.iter().enumerate() {
        judge(line, sequence, run, out);
    }
}

/// Members of sequences in a line, with where each begins and ends: the longest at its place, and none within another.
fn members(line: &Line<'_>) -> Vec<(usize, usize, usize)> {
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    MEMBERS.forms.find(line, |start, word, number| {
        let (end, number) = (start + word.len(), usize::try_from(number).unwrap_or(usize::MAX));
        match found.last_mut() {
            Some(last) if last.0 == start && last.1 < end => *last = (start, end, number),
            Some(last) if start < last.1 => {}
            _ => found.push((start, end, number)),
        }
    });
    found
}

/// Tells a run that is long enough and in no order.
fn judge(line: &Line<'_>, sequence: usize, run: &Run, out: &mut Findings) {
    let Some(sequence) = orders().get(sequence) else { return };
    let mut once = run.order.clone();
    once.sort_unstable();
    once.dedup();
    if once.len() != run.order.len() || run.order.len() < sequence.least || run.order.is_sorted() {
        return;
    }
    let right: Vec<&str> =
        once.iter().filter_map(|at| sequence.members.get(*at)).map(String::as_str).collect();
    let right = right.join("、");
    let quote = line.paragraph.text.get(run.start..run.end).unwrap_or_default();
    out.push(
        Finding::warning(
            "word/order",
            Span::new(line.index, run.start, run.end),
            format!("{}的固定顺序是“{right}”", sequence.name),
            format!("the fixed order of `{quote}` is `{right}`"),
        )
        .fix(right.as_str(), false)
        .source(sequence.source.as_str()),
    );
}

/// 党的二十届三中、二中全会: plenary sessions of one congress stand in their order.
fn sessions(line: &Line<'_>, out: &mut Findings) {
    let mut at = 0;
    while at < line.len() {
        if !(line.get(at) == '中' && is_numeral(line.back(at, 1))) {
            at += 1;
            continue;
        }
        let from = at - 1;
        let (mut order, mut end) = (Vec::new(), at + 1);
        let mut place = from;
        while let Some(number) = numeral(line.text(place, place + 1)).filter(|_| line.get(place + 1) == '中')
        {
            order.push(number);
            end = place + 2;
            let joined = matches!(line.get(end), '、' | '，' | ',' | '和');
            if !joined {
                break;
            }
            place = end + 1;
        }
        at = end;
        if line.starts(end, "全会")
            && order.len() > 1
            && !order.windows(2).all(|pair| pair.first() < pair.last())
        {
            let mut sorted = order.clone();
            sorted.sort_unstable();
            sorted.dedup();
            let names: Vec<String> = sorted
                .iter()
                .filter_map(|it| "〇一二三四五六七八九".chars().nth(usize::try_from(*it).ok()?))
                .map(|c| format!("{c}中"))
                .collect();
            let right = names.join("、");
            out.push(
                Finding::warning(
                    "word/order",
                    line.span(from, end + 2),
                    format!("同一届的全会按次序写：“{right}全会”"),
                    format!("sessions of one congress stand in their order: `{right}全会`"),
                )
                .fix(format!("{right}全会"), true)
                .source("中国共产党历届全会次序"),
            );
        }
    }
}
