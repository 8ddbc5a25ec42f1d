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
    unanswered(lines, out);
    implausible(text, out);
}

/// What says no more than that something falls short.
const SHORT: [&str; 26] = [
    "还有", "存在", "不足", "不够", "问题", "有待", "薄弱", "短板", "差距", "不高", "不强", "不多", "不大",
    "不快", "较大", "较多", "仍然", "依然", "还不", "一些", "部分", "个别", "工作", "方面", "需要", "进一",
];

/// Shortcomings that share no word with the plan: nobody says what is done about them.
fn unanswered(lines: &[Line<'_>], out: &mut Findings) {
    let of = |part: Part| lines.iter().filter(move |line| line.paragraph.part == part);
    let plan: String = of(Part::Plan).map(|line| line.paragraph.text.as_str()).collect();
    if plan.chars().count() < 60 {
        return;
    }
    for line in of(Part::Shortcomings).filter(|line| matches!(line.paragraph.role, Role::Body | Role::Item)) {
        let heads = (0..line.len()).filter(|at| {
            line.get(*at) == '是'
                && crate::rules::line::is_numeral(line.back(*at, 1))
                && matches!(line.back(*at, 2), '\0' | '。' | '；' | '：' | '，')
        });
        for head in heads {
            let from = head + 1;
            let end = line.skip_most(from, 40, |c| !crate::rules::line::ends_clause(c));
            let words: Vec<&str> = (from..end.saturating_sub(1))
                .map(|at| line.text(at, at + 2))
                .filter(|word| word.chars().all(crate::rules::line::is_han) && !SHORT.contains(word))
                .collect();
            if words.len() >= 3 && !words.iter().any(|word| plan.contains(word)) {
                out.push(Finding::hint(
                    "advice/unanswered",
                    line.span(from, end),
                    format!("不足里的“{}”，打算里没有对应的措施", line.text(from, end)),
                    "the plan has no measure for this shortcoming",
                ));
            }
        }
    }
}

/// 12户386人, 增长860%: numbers of which one is likely to have lost its point.
fn implausible(text: &Text, out: &mut Findings) {
    let all = crate::quantity::quantities(text);
    let ten = rust_decimal::Decimal::TEN;
    for pair in all.windows(2) {
        let [one, other] = pair else { continue };
        let beside = one.span.paragraph == other.span.paragraph && one.to == other.from;
        let many = one
            .printed
            .checked_mul(ten)
            .is_some_and(|most| other.printed > most && one.factor == other.factor);
        if beside && one.unit == "户" && other.unit == "人" && many {
            out.push(Finding::hint(
                "advice/implausible",
                Span::new(one.span.paragraph, one.span.start, other.span.end),
                format!("{}户有{}人，平均每户十人以上，看看数字对不对", one.shown(), other.shown()),
                "more than ten people to a household",
            ));
        }
    }
    for quantity in all.iter().filter(|it| it.is_percent() && it.printed > rust_decimal::Decimal::from(500)) {
        out.push(Finding::hint(
            "advice/implausible",
            quantity.span,
            format!("{}%，看看小数点对不对", quantity.shown()),
            "more than five hundred per cent",
        ));
    }
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
