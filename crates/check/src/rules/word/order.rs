//! Members of fixed sequences in another order: 协调、创新、绿色、开放、共享; 三中、二中全会.

use super::orders;
use crate::rules::line::{Line, is_numeral, numeral};
use crate::{Finding, Findings, Span, Text};

pub(super) fn run(text: &Text, out: &mut Findings) {
    for line in Line::all(text) {
        sequences(&line, out);
        sessions(&line, out);
    }
}

/// Lists whose members belong to one sequence, in another order than its own.
fn sequences(line: &Line<'_>, out: &mut Findings) {
    for sequence in orders() {
        let members = &sequence.members;
        let at_member = |text: &str| {
            members
                .iter()
                .enumerate()
                .filter(|(_, member)| text.starts_with(member.as_str()))
                .max_by_key(|(_, it)| it.len())
        };
        let paragraph = &line.paragraph.text;
        let mut rest = 0;
        while let Some(first) = next_member(paragraph, rest, members) {
            let (mut order, mut end, mut place) = (Vec::new(), first, first);
            while let Some((index, member)) = paragraph.get(place..).and_then(at_member) {
                order.push(index);
                end = place + member.len();
                let gap = paragraph.get(end..).unwrap_or_default();
                let joined =
                    gap.trim_start_matches(['、', '，', ',', '；', ';', ' ', '”', '“', '和', '与', '及']);
                if gap.len() - joined.len() > 9 {
                    break;
                }
                place = paragraph.len() - joined.len();
            }
            rest = end.max(first + 1);
            while !paragraph.is_char_boundary(rest) {
                rest += 1;
            }
            let mut once = order.clone();
            once.sort_unstable();
            once.dedup();
            if once.len() != order.len() || order.len() < sequence.least || order.is_sorted() {
                continue;
            }
            let right: Vec<&str> =
                once.iter().filter_map(|at| members.get(*at)).map(String::as_str).collect();
            let right = right.join("、");
            let span = Span::new(line.index, first, end);
            let quote = paragraph.get(first..end).unwrap_or_default();
            out.push(
                Finding::warning(
                    "word/order",
                    span,
                    format!("{}的固定顺序是“{right}”", sequence.name),
                    format!("the fixed order of `{quote}` is `{right}`"),
                )
                .fix(right.as_str(), false)
                .source(sequence.source.as_str()),
            );
        }
    }
}

/// Where the next member begins.
fn next_member(text: &str, from: usize, members: &[String]) -> Option<usize> {
    let rest = text.get(from..)?;
    members.iter().filter_map(|member| rest.find(member.as_str())).min().map(|at| from + at)
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
