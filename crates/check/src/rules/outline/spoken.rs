//! Ordinals that are words or digits within a paragraph: 首先、其次、再次, 1.…2.…3.….

use crate::rules::line::{Line, ends_sentence};
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
    }
}

/// 首先，…；其次，…；首先，….
fn words(line: &Line<'_>, out: &mut Findings) {
    let mut last: Option<(u32, &str)> = None;
    for at in 0..line.len() {
        if !matches!(line.get(at), '首' | '其' | '再' | '第' | '最') {
            continue;
        }
        let Some((word, number)) = WORDS.iter().find(|(word, _)| line.starts(at, word)) else { continue };
        let before = line.back(at, 1);
        let opens = ends_sentence(before) || matches!(before, '；' | ';' | '：' | ':' | '，' | ',');
        let mark = line.get(at + 2);
        // 首先要…, 再次获评: without a mark only the first one is an ordinal, at the head of a sentence.
        let counts =
            opens && (matches!(mark, '，' | ',' | '、') || (*number <= 2 && before != '，' && before != ','));
        if !counts {
            continue;
        }
        let wrong = match (last, *number) {
            (Some((1, _)), 1) => Some("其次"),
            (Some((2, _)), 1 | 2) => Some("再次"),
            (Some((1, _)), 3 | 4) => Some("其次"),
            (Some((2, _)), 4) => Some("再次"),
            _ => None,
        };
        if let Some(expected) = wrong {
            let stated = last.map_or(String::new(), |(_, before)| format!("前面是“{before}”"));
            out.push(
                Finding::warning(
                    "outline/ordinal",
                    line.span(at, at + 2),
                    format!("“{word}”的次序不对：{stated}，这里应是“{expected}”"),
                    format!("`{word}` is out of order; `{expected}` is next"),
                )
                .fix(expected, false)
                .source("GB/T 15834-2011 附录B.3"),
            );
        }
        last = Some((*number, word));
    }
}

/// 1.…。2.…。5.…。 in one paragraph.
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
        let stop =
            matches!(line.get(end), '.' | '．' | '、') && crate::rules::line::is_han(line.get(end + 1));
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
