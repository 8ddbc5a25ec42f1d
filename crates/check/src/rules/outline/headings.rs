//! Ordinals at the beginning of paragraphs, each level by itself.

use super::ordinal::{Form, Ordinal, leading, written};
use crate::rules::line::Line;
use crate::{Finding, Findings, Role, Span};

/// Levels from the highest: chapters and articles stand beside the others.
const LEVELS: [Form; 4] = [Form::Plain, Form::Bracketed, Form::Digit, Form::DigitBracketed];

/// The last ordinal of a level, and the one before the last restart.
#[derive(Clone, Copy, Default)]
struct Last {
    number: u32,
    span: Option<Span>,
    /// Where the level stood when it began again at one.
    outer: Option<u32>,
    /// What the last ordinal should have been, when it was wrong.
    meant: Option<u32>,
}

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let mut levels = [Last::default(); 4];
    let mut articles = Last::default();
    let mut chapters = Last::default();
    let mut open: Option<usize> = None;
    let mut skipped = [false; 4];
    for line in lines {
        if matches!(line.paragraph.role, Role::Cell(_) | Role::Footnote) {
            continue;
        }
        let Some(ordinal) = leading(line) else { continue };
        match ordinal.form {
            Form::Chapter => follow(line, &ordinal, &mut chapters, true, out),
            Form::Article => follow(line, &ordinal, &mut articles, true, out),
            form => {
                let Some(level) = LEVELS.iter().position(|it| *it == form) else { continue };
                if chapters.number + articles.number > 0 {
                    // （一） under 第一条 begins again under each article.
                    levels = [Last::default(); 4];
                }
                // The first ordinal of all may be that of an excerpt.
                let first = levels.iter().all(|it| it.number == 0);
                skip(line, &ordinal, level, open, &mut skipped, out);
                if let Some(last) = levels.get_mut(level) {
                    follow(line, &ordinal, last, !first && chapters.number + articles.number == 0, out);
                }
                for below in levels.iter_mut().skip(level + 1) {
                    *below = Last::default();
                }
                open = Some(level);
            }
        }
    }
}

/// Holds an ordinal against the one before it.
fn follow(line: &Line<'_>, ordinal: &Ordinal, last: &mut Last, from_one: bool, out: &mut Findings) {
    let number = ordinal.number;
    let expected = last.number + 1;
    let fresh = last.number == 0;
    // Behind a wrong ordinal those that follow may go on from it, or from what it should have been: one slip, one finding.
    let right =
        number == expected || (fresh && !from_one) || last.meant.is_some_and(|meant| number == meant + 1);
    let wrong = !right && number != 1;
    if !right && number != 1 {
        if !fresh && last.outer.is_some_and(|outer| outer + 1 == number) {
            level(line, ordinal, "同一种序号用在了两个层次上", out);
        } else {
            ordinal_finding(line, ordinal, if fresh { 1 } else { expected }, last.span, out);
        }
    }
    let outer = if number == 1 && !fresh {
        Some(last.number)
    } else {
        last.outer.filter(|outer| outer + 1 != number)
    };
    let meant = (wrong && !fresh).then_some(expected);
    *last = Last { number, span: Some(line.span(ordinal.from, ordinal.to)), outer, meant };
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

fn level(line: &Line<'_>, ordinal: &Ordinal, why: &str, out: &mut Findings) {
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

/// 一、 and then 1. or （1）: a level is left out. Told once for each kind.
fn skip(
    line: &Line<'_>,
    ordinal: &Ordinal,
    at: usize,
    open: Option<usize>,
    told: &mut [bool; 4],
    out: &mut Findings,
) {
    let Some(open) = open.filter(|open| at > open + 1) else { return };
    // Items that are sentences may stand under any heading.
    if line.len() > 40 || line.paragraph.text.contains('。') {
        return;
    }
    let Some(told) = told.get_mut(at).filter(|told| !**told) else { return };
    *told = true;
    let left = LEVELS.get(open + 1).map(|form| written(1, *form)).unwrap_or_default();
    level(line, ordinal, &format!("前面跳过了“{left}”一层"), out);
}
