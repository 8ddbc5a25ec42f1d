//! Grades along a list that leaves one out: 一级1562人、二级3187人、三级2840人、五级2247人.

use crate::rules::line::{Line, ends_sentence, is_numeral, numeral};
use crate::{Finding, Findings};

/// What is counted by grades, each with its number.
const KINDS: [char; 4] = ['级', '类', '档', '等'];

/// Most characters from one grade to the next, and fewest that follow each other before one is left out.
const NEAR: usize = 24;
const LEAST: u32 = 3;

pub(super) fn run(line: &Line<'_>, out: &mut Findings) {
    // The last grade of the list: where it stands, its kind and which one it is.
    let mut last: Option<(usize, char, u32)> = None;
    let mut wrong: Option<(usize, u32)> = None;
    for at in 0..line.len() {
        let c = line.get(at);
        if ends_sentence(c) {
            tell(line, wrong.take(), out);
            last = None;
        }
        if !is_numeral(c) || is_numeral(line.back(at, 1)) || !line.get(at + 2).is_ascii_digit() {
            continue;
        }
        let kind = line.get(at + 1);
        let Some(number) = numeral(line.text(at, at + 1)).filter(|_| KINDS.contains(&kind)) else { continue };
        let before = last.filter(|(place, it, _)| *it == kind && at - place <= NEAR).map(|(.., it)| it);
        // Two left out, or one that stands behind the next: no slip of one character.
        wrong =
            before.filter(|it| *it >= LEAST && number == it + 2 && wrong.is_none()).map(|it| (at, it + 1));
        let goes_on = number == before.unwrap_or_default() + 1;
        last = goes_on.then_some((at, kind, number));
    }
    tell(line, wrong, out);
}

fn tell(line: &Line<'_>, wrong: Option<(usize, u32)>, out: &mut Findings) {
    let Some((at, expected)) = wrong else { return };
    const NUMERALS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let index = usize::try_from(expected).unwrap_or(usize::MAX);
    let Some(right) = NUMERALS.get(index) else { return };
    let (quote, right) = (line.text(at, at + 2), format!("{right}{}", line.get(at + 1)));
    out.push(
        Finding::warning(
            "outline/ordinal",
            line.span(at, at + 2),
            format!("“{quote}”：前面依次排下来，这里应为“{right}”，请核对"),
            format!("`{right}` is left out before `{quote}`"),
        )
        .fix(right, false)
        .source("GB/T 9704-2012 7.3.3"),
    );
}
