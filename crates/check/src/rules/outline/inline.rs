//! Ordinals within and at the head of paragraphs: 一是, 一要, 第一，, 其一，, ①, （1）.

use super::headings::out_of_order;
use super::ordinal::{Form, Ordinal, leading, ordinal_at};
use crate::chars::{CharSet, is_one_of};
use crate::rules::line::{Line, is_han};
use crate::{Finding, Findings, Role, Span, Text};

/// What is looked for within paragraphs.
const FORMS: [Form; 8] = [
    Form::Is,
    Form::Must,
    Form::Nth,
    Form::OfThem,
    Form::Circled,
    Form::DigitBracketed,
    Form::Bracketed,
    Form::HalfBracketed,
];

/// The last ordinal of a form.
#[derive(Clone, Copy)]
struct Last {
    number: u32,
    span: Span,
    /// Whether it stands at the head of its paragraph.
    head: bool,
    /// What it should have been, when it was wrong.
    meant: Option<u32>,
}

pub(super) fn run(text: &Text, lines: &[Line<'_>], out: &mut Findings) {
    let mut last: [Option<Last>; 8] = [None; 8];
    // The last one at the head of a paragraph, of each form: a run of paragraphs.
    let mut heads: [Option<Last>; 8] = [None; 8];
    for line in lines {
        match line.paragraph.role {
            Role::Cell(_) | Role::Footnote => continue,
            Role::Title | Role::Heading(_) if leading(line).is_none_or(|it| !FORMS.contains(&it.form)) => {
                (last, heads) = ([None; 8], [None; 8]);
            }
            _ => {}
        }
        for ordinal in ordinals(line) {
            let Some(form) = FORMS.iter().position(|form| *form == ordinal.form) else { continue };
            let head = ordinal.from == line.skip(0, char::is_whitespace);
            // （1） and （一） at the head are looked at as headings.
            if head && matches!(ordinal.form, Form::Bracketed | Form::DigitBracketed) {
                if let Some(last) = last.get_mut(form) {
                    *last = None;
                }
                continue;
            }
            if let Some(other) = other_form(line, &ordinal, if head { &heads } else { &last }) {
                out.push(mixed(line, &ordinal, other));
                // It goes on the run of the other form; those that follow may go on in either.
                continue;
            }
            let (Some(last), Some(run)) = (last.get_mut(form), heads.get_mut(form)) else { continue };
            let before = match (head, *last, *run) {
                (true, _, run) => run,
                (false, Some(last), _) if last.span.paragraph == line.index => Some(last),
                // 一是 … in one paragraph, 二是 … within the next one.
                (false, last, _) => last.filter(|last| last.number + 1 == ordinal.number),
            };
            let span = line.span(ordinal.from, ordinal.to);
            let expected = before.map_or(1, |before| before.number + 1);
            // Within a paragraph that is the first place of its form, as in 第二，…, an ordinal may go on from afar.
            let known = before.is_some()
                || (ordinal.form == Form::Is && !head && ordinal.number <= 9 && !opened(line, &ordinal))
                || (head && ordinal.form == Form::Is && follows_other(text, line));
            let meant =
                before.and_then(|before| before.meant).is_some_and(|meant| ordinal.number == meant + 1);
            let wrong = ordinal.number != expected && ordinal.number != 1 && known && !meant;
            if wrong {
                out.push(out_of_order(
                    span,
                    line.text(ordinal.from, ordinal.to),
                    &ordinal,
                    expected,
                    before.map(|it| it.span),
                ));
            }
            let now = Last { number: ordinal.number, span, head, meant: wrong.then_some(expected) };
            *last = Some(now);
            if now.head {
                *run = Some(now);
            }
        }
    }
}

/// Forms of which one run has only one.
const SPOKEN: [Form; 4] = [Form::Is, Form::Must, Form::Nth, Form::OfThem];

/// 第一，…第二，…三是…: the form of the run that an ordinal goes on, when it begins none of its own.
fn other_form(line: &Line<'_>, ordinal: &Ordinal, last: &[Option<Last>; 8]) -> Option<(Form, Last)> {
    let of = |form: Form| {
        let last = FORMS.iter().position(|it| *it == form).and_then(|at| last.get(at)).copied().flatten();
        last.filter(|last| last.head || last.span.paragraph == line.index)
    };
    if ordinal.number < 3 || !SPOKEN.contains(&ordinal.form) || of(ordinal.form).is_some() {
        return None;
    }
    // 四要 among 一是 and 二是 is common, and told nowhere.
    let alike = |form: Form| matches!(form, Form::Is | Form::Must);
    SPOKEN
        .into_iter()
        .filter(|form| *form != ordinal.form && !(alike(*form) && alike(ordinal.form)))
        .find_map(|form| of(form).filter(|last| last.number + 1 == ordinal.number).map(|last| (form, last)))
}

/// One form in a run of another one.
fn mixed(line: &Line<'_>, ordinal: &Ordinal, (form, before): (Form, Last)) -> Finding {
    let right = super::ordinal::written(ordinal.number, form);
    let quote = line.text(ordinal.from, ordinal.to);
    Finding::warning(
        "outline/level",
        line.span(ordinal.from, ordinal.to),
        format!("“{quote}”：这里应为“{right}”，与前面的序次语写法一致"),
        format!("`{quote}` goes on a run of another form; write `{right}`"),
    )
    .related("上一个序号", "the ordinal before", before.span)
    .source("GB/T 15834-2011 附录B.3")
}

/// Whether something before an ordinal in its paragraph may be the one it follows: 我们一是敢想，…二是…, 四要…五是….
fn opened(line: &Line<'_>, ordinal: &Ordinal) -> bool {
    let before = line.text(ordinal.from.saturating_sub(600), ordinal.from);
    let own = super::ordinal::written(ordinal.number.saturating_sub(1), Form::Is);
    let must = super::ordinal::written(ordinal.number.saturating_sub(1), Form::Must);
    let first = ordinal.number == 2
        && [
            "首先",
            "第一，",
            "其一，",
            "一方面",
            "一则",
            "一来",
            "一，",
            "一、",
            "（一）",
            "①",
            "最主要的是",
        ]
        .iter()
        .any(|word| before.contains(word));
    before.contains(&own) || before.contains(&must) || first
}

/// Whether the paragraph before this one is no item: then its own ordinal has to be the first.
fn follows_other(text: &Text, line: &Line<'_>) -> bool {
    line.index
        .checked_sub(1)
        .and_then(|at| text.paragraphs.get(at))
        .is_some_and(|before| matches!(before.role, Role::Heading(_)))
}

/// What ordinals begin with, beside digits and those in circles.
static BEGINS: CharSet = CharSet::new("一二三四五六七八九十第其（(");

/// The ordinals of a paragraph that begin a clause.
fn ordinals(line: &Line<'_>) -> Vec<Ordinal> {
    let mut found = Vec::new();
    for at in 0..line.len() {
        let c = line.get(at);
        let digit = c.is_ascii_digit() && !is_han(line.back(at, 1));
        if !(BEGINS.contains(c) || matches!(c, '①'..='⑳') || digit) {
            continue;
        }
        let Some(ordinal) = ordinal_at(line, at).filter(|it| FORMS.contains(&it.form)) else { continue };
        let before = line.back(at, 1);
        let opens = before == '\0' || is_one_of!(before, "。；：，！？”）、;:,") || before.is_whitespace();
        let loose = matches!(ordinal.form, Form::Circled | Form::Bracketed | Form::DigitBracketed);
        if !(opens || loose)
            || (before == '、' && matches!(ordinal.form, Form::Nth | Form::OfThem))
            || !meant(line, &ordinal)
        {
            continue;
        }
        found.push(ordinal);
    }
    found
}

/// Whether an ordinal counts: 一是一、二是二 does not, nor 见（1）, 第（二）项, 一要 alone.
fn meant(line: &Line<'_>, ordinal: &Ordinal) -> bool {
    let before = line.back(ordinal.from, 1);
    let behind = line.get(ordinal.to);
    match ordinal.form {
        Form::Is => {
            // 一是一、二是二 says something else.
            let again = behind == line.get(ordinal.from) && !is_han(line.get(ordinal.to + 1));
            !again && behind != '非'
        }
        Form::Must => ordinal.number > 1 || line.text(ordinal.to, ordinal.to + 200).contains("二要"),
        Form::Bracketed | Form::DigitBracketed => {
            // （一） behind a word is a place in a law, a grade or a note.
            is_one_of!(before, "。；：，！？;:,、")
                && !matches!(behind, '项' | '款' | '条' | '目' | '号' | '年')
        }
        Form::Circled => !matches!(before, '注' | '见' | '第'),
        _ => true,
    }
}
