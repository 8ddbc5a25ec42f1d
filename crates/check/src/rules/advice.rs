//! Hints 建议: what is worth a look and not wrong for sure.

use crate::rules::line::{Line, ends_sentence};
use crate::{Finding, Findings, Options, Part, Role, Span, Text};

/// A sentence of more characters is hard to read aloud.
const LONG: usize = 150;

/// Looks at the text for what this family knows; nothing when no hints are wanted.
pub(crate) fn run(text: &Text, lines: &[Line<'_>], options: &Options, out: &mut Findings) {
    if !options.advice {
        return;
    }
    for line in lines {
        sentences(line, out);
    }
    parts(text, out);
    plan(text, out);
}

fn sentences(line: &Line<'_>, out: &mut Findings) {
    if matches!(line.paragraph.role, Role::Cell(_)) {
        return;
    }
    let mut from = 0;
    for at in 0..=line.len() {
        if !(ends_sentence(line.get(at)) || matches!(line.get(at), '；' | ';')) {
            continue;
        }
        if at - from > LONG {
            out.push(Finding::hint(
                "advice/long-sentence",
                line.span(from, at),
                format!("这一句有{}字，可以断成几句", at - from),
                format!("a sentence of {} characters; think of cutting it", at - from),
            ));
        }
        from = at + 1;
    }
}

/// A work report without shortcomings or a plan.
fn parts(text: &Text, out: &mut Findings) {
    let title = text.paragraphs.iter().position(|it| it.role == Role::Title);
    let Some((index, title)) = title.and_then(|at| text.paragraphs.get(at).map(|it| (at, it))) else {
        return;
    };
    if !["总结", "工作报告", "工作汇报"].iter().any(|word| title.text.contains(word))
        || text.paragraphs.len() < 4
    {
        return;
    }
    let span = Span::new(index, 0, title.text.len());
    for (part, code, zh, en) in [
        (
            Part::Shortcomings,
            "advice/no-shortcomings",
            "没有找到“存在不足”一节",
            "no part on shortcomings was found",
        ),
        (Part::Plan, "advice/no-plan", "没有找到“下步打算”一节", "no part on the plan was found"),
    ] {
        if !text.paragraphs.iter().any(|it| it.part == part) {
            out.push(Finding::hint(code, span, zh, en));
        }
    }
}

/// A plan without any number.
fn plan(text: &Text, out: &mut Findings) {
    let of_plan =
        |it: &&crate::Paragraph| it.part == Part::Plan && matches!(it.role, Role::Body | Role::Item);
    let Some(first) = text.paragraphs.iter().position(|it| of_plan(&it)) else { return };
    let body: Vec<_> = text.paragraphs.iter().filter(of_plan).collect();
    let length: usize = body.iter().map(|it| it.text.chars().count()).sum();
    let span = Span::new(first, 0, text.paragraphs.get(first).map_or(0, |it| it.text.len()));
    if length > 60 && !body.iter().any(|it| it.text.bytes().any(|byte| byte.is_ascii_digit())) {
        out.push(Finding::hint(
            "advice/plan-figures",
            span,
            "打算里没有一个数字：写上目标值更便于检查",
            "the plan names no figure; targets make it easier to check",
        ));
    }
    let due = ["月", "季度", "年底", "上半年", "下半年", "日前"];
    let owner = ["负责", "牵头", "责任", "班子", "专班", "领导"];
    let has = |words: &[&str]| body.iter().any(|it| words.iter().any(|word| it.text.contains(word)));
    if length > 60 && !has(&due) && !has(&owner) {
        out.push(Finding::hint(
            "advice/plan-owner",
            span,
            "打算里没有写由谁、在什么时候前完成",
            "the plan names neither who is to do it nor by when",
        ));
    }
}
