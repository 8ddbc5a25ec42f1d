//! Stops: two in a row, and at the end of headings.

use crate::rules::line::Line;
use crate::rules::outline::leading_level as outline_leading;
use crate::{Finding, Findings, Role, Text};

/// Most characters of a heading or title that is told.
const HEADING: usize = 36;

/// Tells of two stops in a row: ，，, 。。, 、。.
pub(super) fn run(line: &Line<'_>, out: &mut Findings) {
    // Behind the marks of one run.
    let mut behind = 0;
    for at in line.marks() {
        if at < behind {
            continue;
        }
        let c = line.get(at);
        let opens = matches!(c, '《' | '“' | '（' | '》' | '”' | '）');
        if opens && line.get(at + 1) == c && !(c == '（' || c == '）' || c == '”' || c == '》') {
            tell(line, at, at + 2, c, true, out);
            behind = at + 2;
            continue;
        }
        // 1., and 3:, are no stops of Chinese text.
        let stop = |c: char| matches!(c, '，' | '。' | '、' | '；' | '：' | ',' | ';' | '！' | '？');
        if !stop(c)
            || !stop(line.get(at + 1))
            || (matches!(c, '！' | '？') && matches!(line.get(at + 1), '！' | '？'))
        {
            continue;
        }
        let end = line.skip(at, stop);
        let marks = line.text(at, end);
        behind = end;
        if marks.chars().all(|c| matches!(c, ',' | ';')) {
            continue;
        }
        let same = marks.chars().all(|it| it == c);
        let dots = same && c == '。' && end - at >= 3;
        let keep = if same { c } else { strongest(marks) };
        if dots {
            out.push(
                Finding::warning(
                    "mark/doubled",
                    line.span(at, end),
                    "省略号写作“……”，不用句号",
                    "an ellipsis is written ……",
                )
                .fix("……", false)
                .source("GB/T 15834-2011 4.11"),
            );
        } else {
            tell(line, at, end, keep, same, out);
        }
    }
}

/// The stop that ends most.
fn strongest(marks: &str) -> char {
    let rank = |c: &char| "、,，：;；！？。".chars().position(|it| it == *c).unwrap_or_default();
    marks.chars().max_by_key(rank).unwrap_or('，')
}

fn tell(line: &Line<'_>, from: usize, to: usize, keep: char, sure: bool, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(
        Finding::warning(
            "mark/doubled",
            line.span(from, to),
            format!("“{quote}”：标点重复，只留一个“{keep}”"),
            format!("`{quote}`: two marks in a row; keep `{keep}`"),
        )
        .fix(keep, sure)
        .source("GB/T 15834-2011 B.2"),
    );
}

/// Titles and headings end without a stop. Where most of them have one, it is told once.
pub(super) fn headings(text: &Text, lines: &[Line<'_>], out: &mut Findings) {
    let mut found = Vec::new();
    let mut without = 0usize;
    for line in lines {
        let (len, last) = (line.len(), line.back(line.len(), 1));
        if !(3..=HEADING).contains(&len) {
            continue;
        }
        let stops =
            (0..len - 1).filter(|at| matches!(line.get(*at), '。' | '；' | '：' | ':' | '！')).count();
        // A sentence that is the whole text heads nothing.
        let alone = text.paragraphs.len() == 1;
        if stops > 0 || alone || !(is_title(line) || is_heading(text, lines, line)) {
            continue;
        }
        if matches!(last, '。' | '，' | '；' | '、' | '：' | ',' | ';' | ':' | '.') {
            found.push((line.span(len - 1, len), last));
        } else if line.paragraph.role != Role::Title {
            without += 1;
        }
    }
    let many = found.len() > 3 && found.len() > without;
    let count = found.len();
    for (span, last) in found {
        let zh = match many {
            true => format!("标题末尾不用“{last}”（全文{count}处）"),
            false => format!("标题末尾不用“{last}”"),
        };
        out.push(
            Finding::warning("mark/heading-stop", span, zh, format!("a heading ends without `{last}`"))
                .fix("", !many)
                .source("GB/T 15834-2011 B.4"),
        );
        if many {
            return;
        }
    }
}

/// The first paragraph when it reads like a title: 关于…的通知, …工作总结.
fn is_title(line: &Line<'_>) -> bool {
    const KINDS: [&str; 16] = [
        "报告", "总结", "通知", "请示", "意见", "方案", "计划", "汇报", "纪要", "决定", "批复", "要点",
        "办法", "规定", "通报", "公告",
    ];
    let kind = line.one_before(line.len() - 1, &KINDS).is_some();
    line.paragraph.role == Role::Title
        || (line.index == 0 && kind && !line.paragraph.text.contains(['，', ',']))
}

/// 一、 and （一） on lines of their own that head other paragraphs.
fn is_heading(text: &Text, lines: &[Line<'_>], line: &Line<'_>) -> bool {
    if matches!(line.paragraph.role, Role::Cell(_) | Role::Footnote) {
        return false;
    }
    if matches!(line.paragraph.role, Role::Heading(_)) {
        return true;
    }
    let Some(level) = outline_leading(line).filter(|level| *level < 2) else { return false };
    // （三）切实改善民生。 beside （二）抓好项目。确保…: an item of sentences like the one before it.
    let before = lines.get(..line.index).unwrap_or_default().iter().rev().take(12);
    let kin = before
        .filter_map(|other| outline_leading(other).map(|own| (other, own)))
        .find(|(_, own)| *own <= level)
        .filter(|(_, own)| *own == level);
    let run_in =
        |other: &Line<'_>| (0..other.len().saturating_sub(1)).any(|at| matches!(other.get(at), '。' | '；'));
    // Nor does one head anything that stands right behind its like: 六、…。 七、…。 above a signature.
    if kin.is_some_and(|(other, _)| run_in(other) || other.index + 1 == line.index) {
        return false;
    }
    // A list of short items, as in minutes, is made of sentences: a heading has text of another kind below it.
    let below = text.paragraphs.get(line.index + 1);
    below.is_some_and(|below| {
        let below = Line::new(line.index + 1, below);
        !matches!(below.paragraph.role, Role::Cell(_))
            && outline_leading(&below).is_none_or(|other| other > level)
    })
}
