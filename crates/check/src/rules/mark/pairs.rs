//! Quotation marks, brackets, titles: each one opened is closed, one within the other in its form.

use crate::rules::line::Line;
use crate::{Finding, Findings, Role, Span};

/// Most marks that are looked through for the other half of one.
const DEEP: usize = 64;

/// Most bytes between two marks of which one stands within the other.
const NEAR: usize = 90;

/// A mark that is open: which, and where.
type Open = (char, Span);

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    // What the paragraph before left open: it may go on in this one.
    let mut left: Vec<Open> = Vec::new();
    for line in lines {
        let mut open: Vec<Open> = Vec::new();
        let mut straight: Option<Span> = None;
        let mut lone: Vec<Open> = Vec::new();
        for at in line.marks() {
            let c = line.get(at);
            let span = line.span(at, at + 1);
            match c {
                '“' | '‘' | '《' | '〈' | '（' | '〔' | '【' | '［' | '「' | '(' | '[' => {
                    nested(line, at, c, &open, out);
                    open.push((c, span));
                }
                '"' => straight = if straight.is_some() { None } else { Some(span) },
                '”' | '’' | '》' | '〉' | '）' | '〕' | '】' | '］' | '」' | ')' | ']'
                    if !close(line, at, c, &mut open) && !ordinal(line, at, c) =>
                {
                    lone.push((c, span));
                }
                _ => {}
            }
        }
        let kept = settle(&mut left, &mut lone, line.get(line.skip(0, char::is_whitespace)), out);
        lone.iter().for_each(|(c, span)| tell(*c, *span, false, out));
        if let Some(span) = straight {
            tell('"', span, true, out);
        }
        if matches!(line.paragraph.role, Role::Cell(_)) {
            open.drain(..).for_each(|(c, span)| tell(c, span, true, out));
        }
        left = open;
        left.extend(kept);
    }
    unclosed(&left, out);
}

/// What was left open before is closed here, or goes on when the paragraph opens it anew.
fn settle(left: &mut Vec<Open>, lone: &mut Vec<Open>, first: char, out: &mut Findings) -> Vec<Open> {
    let (mut kept, mut told) = (Vec::new(), Vec::new());
    for (mark, span) in left.drain(..) {
        if let Some(place) = lone.iter().take(DEEP).position(|(c, _)| pair(mark) == wide(*c)) {
            lone.remove(place);
        } else if mark == '【' {
            // It is closed some lines later where a page was copied.
            kept.push((mark, span));
        } else if !(matches!(mark, '“' | '‘') && goes_on(mark, first)) {
            told.push((mark, span));
        }
    }
    unclosed(&told, out);
    kept
}

/// Tells of marks that nothing closes. One within the other, as in （含“扩展项目, is one lapse: their halves are missing
/// together.
fn unclosed(marks: &[Open], out: &mut Findings) {
    let mut marks = marks.iter().peekable();
    while let Some((mark, span)) = marks.next() {
        let inner = marks.next_if(|(inner, it)| {
            inner != mark && it.paragraph == span.paragraph && it.start < span.end + NEAR
        });
        match inner {
            Some((inner, it)) => {
                out.push(lacking(*inner, *it, true).related("外面的一个也没有", "around it", *span));
            }
            None => tell(*mark, *span, true, out),
        }
    }
}

/// A quotation over two paragraphs is opened at the head of each.
fn goes_on(mark: char, first: char) -> bool {
    mark == first
}

fn wide(c: char) -> char {
    match c {
        ')' => '）',
        ']' => '］',
        other => other,
    }
}

/// The mark that closes another one.
fn pair(open: char) -> char {
    match open {
        '“' => '”',
        '‘' => '’',
        '《' => '》',
        '〈' => '〉',
        '（' | '(' => '）',
        '〔' => '〕',
        '【' => '】',
        '［' | '[' => '］',
        _ => '」',
    }
}

/// Closes the last mark that this one fits; what was opened inside and not closed stays open.
fn close(line: &Line<'_>, at: usize, c: char, open: &mut Vec<Open>) -> bool {
    let near = open.iter().rev().take(DEEP).position(|(mark, _)| pair(*mark) == wide(c));
    let Some(place) = near.and_then(|near| open.len().checked_sub(near + 1)) else { return false };
    // ’ is an apostrophe too.
    if c == '’' && line.back(at, 1).is_ascii_alphabetic() && open.len() - 1 != place {
        return true;
    }
    open.remove(place);
    true
}

/// 1） or a) at the head of a clause: half a bracket on purpose.
fn ordinal(line: &Line<'_>, at: usize, c: char) -> bool {
    if !matches!(c, '）' | ')') {
        // ’98 of a year, which nothing opened.
        let year = line.get(at + 1).is_ascii_digit() && line.get(at + 2).is_ascii_digit();
        return c == '’' && (line.back(at, 1).is_ascii_alphabetic() || year);
    }
    let from = (0..at).rev().take_while(|place| line.get(*place).is_ascii_alphanumeric()).last();
    from.is_some_and(|from| {
        at - from <= 2 && matches!(line.back(from, 1), '\0' | '。' | '；' | '：' | '，' | ' ' | '\u{3000}')
    })
}

fn tell(c: char, span: Span, opens: bool, out: &mut Findings) {
    out.push(lacking(c, span, opens));
}

fn lacking(c: char, span: Span, opens: bool) -> Finding {
    let zh = match (c, opens) {
        ('"', _) => "这个引号没有另一半".to_owned(),
        (c, true) => format!("“{c}”没有与它配对的“{}”", pair(c)),
        (c, false) => format!("“{c}”前面没有与它配对的另一半"),
    };
    Finding::warning("mark/unbalanced", span, zh, format!("`{c}` lacks its other half"))
        .source("GB/T 15834-2011 4.8、4.9、4.15")
}

/// “…“…”…”: ‘ ’ inside; 《…《: 〈 〉 inside; （…（: 〔 〕 inside.
fn nested(line: &Line<'_>, at: usize, c: char, open: &[Open], out: &mut Findings) {
    let Some((outer, _)) = open.last().filter(|(outer, _)| *outer == c) else { return };
    let (inner, clause) = match outer {
        '“' => ('‘', "4.8"),
        '《' => ('〈', "4.15"),
        '（' => ('〔', "4.9"),
        _ => return,
    };
    // The inner pair has to be closed: else the outer one was not, and that is told.
    let close = pair(c);
    let closes =
        (at + 1..line.len().min(at + 200)).filter(|place| line.get(*place) == close || line.get(*place) == c);
    let mut depth = 2i32;
    let mut first = None;
    for place in closes {
        depth += if line.get(place) == c { 1 } else { -1 };
        if depth == 1 && first.is_none() {
            first = Some(place);
        }
        if depth == 0 {
            break;
        }
    }
    let (0, Some(end)) = (depth, first) else { return };
    let content = line.text(at + 1, end);
    let right = format!("{inner}{content}{}", pair(inner));
    let quote = line.text(at, end + 1);
    out.push(
        Finding::warning(
            "mark/nested",
            line.span(at, end + 1),
            format!("“{c}{close}”里面再用时改用“{inner}{}”：{right}", pair(inner)),
            format!("inside another pair `{quote}` is written `{right}`"),
        )
        .fix(right, false)
        .source(format!("GB/T 15834-2011 {clause}")),
    );
}
