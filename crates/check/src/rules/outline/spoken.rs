//! Ordinals that are words or digits within a paragraph: 首先、其次、再次, 1.…2.…3.….

use crate::chars::is_one_of;
use crate::rules::line::{Line, ends_sentence, is_han};
use crate::{Finding, Findings, Role};

/// Words in their order; 最后 may stand for whatever is last.
const WORDS: [(&str, u32); 7] =
    [("首先", 1), ("其次", 2), ("再次", 3), ("再者", 3), ("第三", 3), ("第四", 4), ("最后", 9)];

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        if matches!(line.paragraph.role, Role::Cell(_) | Role::Footnote) {
            continue;
        }
        words(line, out);
        digits(line, out);
        series(line, out);
    }
}

/// Tells of 首先, 其次 and their like that stand out of order in one paragraph: 首先，…；其次，…；首先，….
fn words(line: &Line<'_>, out: &mut Findings) {
    let mut found: Vec<(usize, &str, u32)> = Vec::new();
    for at in 0..line.len() {
        if !matches!(line.get(at), '首' | '其' | '再' | '第' | '最') {
            continue;
        }
        let Some((word, number)) = WORDS.iter().find(|(word, _)| line.starts(at, word)) else { continue };
        let before = line.back(at, 1);
        let opens = ends_sentence(before) || matches!(before, '；' | ';' | '：' | ':' | '，' | ',');
        let mark = line.get(at + 2);
        // 首先要…, 再次获评: without a mark only the first one is an ordinal, at the head of a sentence.
        let parted = ends_sentence(before) || matches!(before, '；' | ';');
        let last =
            *number == 9 && parted && !found.is_empty() && is_han(mark) && !is_one_of!(mark, "一的几由");
        let counts = last
            || opens
                && (matches!(mark, '，' | ',' | '、') || (*number <= 2 && before != '，' && before != ','));
        if counts {
            found.push((at, word, *number));
        }
    }
    let mut index = 1;
    while let (Some((first, before, one)), Some((at, word, two))) = (found.get(index - 1), found.get(index)) {
        let expected = match (*one, *two) {
            (1, 1 | 3 | 4) => Some("其次"),
            (2, 1 | 2 | 4) => Some("再次"),
            // 再次 before 其次: both were in the other's place.
            (3, 2) => Some("再次"),
            _ => None,
        };
        // 首先、最后、其次: 最后 stands too early.
        if (*one, *two) == (9, 2) || (*one, *two) == (9, 3) {
            out.push(
                Finding::warning(
                    "outline/ordinal",
                    line.span(*first, first + 2),
                    format!("“{before}”的次序不对：后面还有“{word}”"),
                    format!("`{before}` is out of order; `{word}` follows"),
                )
                .related("后面的序号", "the ordinal behind", line.span(*at, at + 2))
                .source("GB/T 15834-2011 附录B.3"),
            );
        }
        let next = found.get(index + 1).map(|(.., number)| *number);
        // 首先、再次、其次: told where 其次 stands too late.
        let early = (*one, *two, next) == (1, 3, Some(2));
        if let Some(expected) = expected.filter(|_| !early) {
            out.push(
                Finding::warning(
                    "outline/ordinal",
                    line.span(*at, at + 2),
                    format!("“{word}”的次序不对：前面是“{before}”，这里应是“{expected}”"),
                    format!("`{word}` is out of order; `{expected}` is next"),
                )
                .fix(expected, false)
                .related("上一个序号", "the ordinal before", line.span(*first, first + 2))
                .source("GB/T 15834-2011 附录B.3"),
            );
        }
        index += 1;
    }
}

/// What is done first, second, third: 一抓…，二抓…; 第一步…；第二步….
const DEEDS: &str = "抓看查促强建管盯稳保提转听评创推";

/// Ordinals that share a word at the head of their clauses.
fn series(line: &Line<'_>, out: &mut Findings) {
    const NUMERALS: &str = "一二三四五六七八九十";
    let mut last: Option<(u32, String)> = None;
    for at in 0..line.len() {
        // Few characters stand at the head of a clause.
        if !matches!(line.back(at, 1), '\0' | '。' | '；' | '：' | '，' | ';' | ':') {
            continue;
        }
        let nth = line.get(at) == '第';
        let place = at + usize::from(nth);
        let number = NUMERALS.chars().position(|c| c == line.get(place));
        let Some(number) = number.and_then(|at| u32::try_from(at + 1).ok()) else { continue };
        let word = match nth {
            true => match line
                .one_of(place + 1, &["步", "阶段", "部分", "方面", "点", "层面", "环节", "项，", "件，"])
            {
                Some(word) => word.to_owned(),
                None => continue,
            },
            false if DEEDS.contains(line.get(place + 1)) => line.text(place + 1, place + 2).to_owned(),
            false => continue,
        };
        if let Some((before, same)) = &last
            && *same == word
            && number != before + 1
            && number > 1
        {
            let expected = NUMERALS.chars().nth(usize::try_from(*before).unwrap_or(0)).unwrap_or('？');
            let end = place + 1 + word.chars().count();
            let quote = line.text(at, end);
            let right = format!("{}{expected}{word}", if nth { "第" } else { "" });
            out.push(
                Finding::warning(
                    "outline/ordinal",
                    line.span(at, end),
                    format!("“{quote}”的次序不对：这里应是“{right}”"),
                    format!("`{quote}` is out of order; `{right}` is next"),
                )
                .fix(right, false),
            );
        }
        // A run begins with the first one.
        let goes_on = last.as_ref().is_some_and(|(_, same)| *same == word);
        if number == 1 || goes_on {
            last = Some((number, word));
        }
    }
}

/// Tells of numbers within one paragraph that skip: 1.…。2.…。5.…。.
fn digits(line: &Line<'_>, out: &mut Findings) {
    let mut last: Option<u32> = None;
    let mut at = 0;
    while at < line.len() {
        if !line.get(at).is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = line.skip(at, |c| c.is_ascii_digit());
        let before = line.back(at, 1);
        let opens = matches!(before, '\0' | '。' | '；' | ';' | '：' | ':' | '！' | '？')
            || (before == ' ' && at < 4);
        // 1. 加强领导, with a space behind the point.
        let behind = end + 1 + usize::from(line.get(end + 1) == ' ');
        let stop = matches!(line.get(end), '.' | '．' | '、') && crate::rules::line::is_han(line.get(behind));
        let number: Option<u32> = line.text(at, end).parse().ok().filter(|it| (1..=40).contains(it));
        if let Some(number) = number.filter(|_| opens && stop && end - at <= 2) {
            if let Some(before) = last.filter(|before| number != before + 1 && number != 1) {
                let expected = before + 1;
                let quote = line.text(at, end + 1);
                out.push(
                    Finding::warning(
                        "outline/ordinal",
                        line.span(at, end + 1),
                        format!("序号“{quote}”不连续：前面是 {before}，这里应是 {expected}"),
                        format!("ordinal `{quote}` does not follow {before}; {expected} is next"),
                    )
                    .fix(format!("{expected}{}", line.text(end, end + 1)), false),
                );
            }
            last = Some(number);
        }
        at = end;
    }
}
