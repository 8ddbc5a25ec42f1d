//! Ordinals within and at the head of paragraphs: 一是, 一要, 第一，, 其一，, ①, （1）.

use super::headings::out_of_order;
use super::ordinal::{Form, Ordinal, leading, ordinal_at};
use crate::chars::{CharSet, is_one_of};
use crate::rules::line::{Line, is_han, is_numeral};
use crate::{Finding, Findings, Role, Span, Text};

/// What is looked for within paragraphs.
const FORMS: [Form; 9] = [
    Form::Is,
    Form::Must,
    Form::Nth,
    Form::OfThem,
    Form::Circled,
    Form::DigitBracketed,
    Form::Bracketed,
    Form::HalfBracketed,
    Form::Plain,
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
    let mut last: [Option<Last>; FORMS.len()] = [None; FORMS.len()];
    // The last one at the head of a paragraph, of each form: a run of paragraphs.
    let mut heads: [Option<Last>; FORMS.len()] = [None; FORMS.len()];
    for line in lines {
        match line.paragraph.role {
            Role::Cell(_) | Role::Footnote => continue,
            Role::Title | Role::Heading(_) if leading(line).is_none_or(|it| !FORMS.contains(&it.form)) => {
                (last, heads) = ([None; FORMS.len()], [None; FORMS.len()]);
            }
            _ => {}
        }
        let found = ordinals(line);
        above(line, &found, out);
        for (index, ordinal) in found.iter().copied().enumerate() {
            let Some(form) = FORMS.iter().position(|form| *form == ordinal.form) else { continue };
            let head = ordinal.from == line.skip(0, char::is_whitespace);
            // （1） and （一） at the head are looked at as headings. 一、…；二、… of one paragraph go on from there.
            if head && matches!(ordinal.form, Form::Bracketed | Form::DigitBracketed | Form::Plain) {
                let span = line.span(ordinal.from, ordinal.to);
                let first = Last { number: ordinal.number, span, head, meant: None };
                if let Some(last) = last.get_mut(form) {
                    *last = Some(first).filter(|_| ordinal.form == Form::Plain);
                }
                continue;
            }
            // 一是…；（二）…；三是…: the run goes on in its own form behind it.
            let next = found.get(index + 1).filter(|next| next.form != ordinal.form);
            let resumed = next.filter(|next| next.number == ordinal.number + 1).map(|next| next.form);
            let other = other_form(line, &ordinal, resumed, if head { &heads } else { &last });
            if let Some(other) = other {
                out.push(mixed(line, &ordinal, other));
                // It goes on the run of the other form; those that follow may go on in either. Those with brackets go on in their own.
                let bracket = matches!(ordinal.form, Form::HalfBracketed | Form::DigitBracketed);
                let run = FORMS.iter().position(|form| *form == other.0).and_then(|at| last.get_mut(at));
                if let Some(run) = run.filter(|_| bracket || resumed == Some(other.0)) {
                    *run = Some(Last { number: ordinal.number, ..other.1 });
                }
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
                // The mark of 四、 is no part of what is wrong.
                let to = ordinal.to - usize::from(ordinal.form == Form::Plain);
                out.push(out_of_order(
                    line.span(ordinal.from, to),
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
const ONE_RUN: [Form; 7] =
    [Form::Is, Form::Must, Form::Nth, Form::OfThem, Form::Circled, Form::Bracketed, Form::DigitBracketed];

/// 第一，…第二，…三是…: the form of the run that an ordinal goes on, when it begins none of its own.
fn other_form(
    line: &Line<'_>,
    ordinal: &Ordinal,
    resumed: Option<Form>,
    last: &[Option<Last>; FORMS.len()],
) -> Option<(Form, Last)> {
    let of = |form: Form| {
        let last = FORMS.iter().position(|it| *it == form).and_then(|at| last.get(at)).copied().flatten();
        last.filter(|last| last.head || last.span.paragraph == line.index)
    };
    // （1）…；2）…: the other bracket was left out.
    let bracket = match ordinal.form {
        Form::HalfBracketed => Some(Form::DigitBracketed),
        Form::DigitBracketed => Some(Form::HalfBracketed),
        _ => None,
    };
    let bracket = bracket.filter(|_| ordinal.number > 1 && of(ordinal.form).is_none());
    let before = bracket.and_then(|form| of(form).filter(|last| !last.head).map(|last| (form, last)));
    if let Some(found) = before.filter(|(_, last)| last.number + 1 == ordinal.number) {
        return Some(found);
    }
    let resumed =
        resumed.filter(|form| ordinal.number == 2 && ONE_RUN.contains(form) && !alike(*form, ordinal.form));
    if let Some(form) = resumed {
        return of(form).filter(|last| last.number == 1 && !last.head).map(|last| (form, last));
    }
    if ordinal.number < 3 || !ONE_RUN.contains(&ordinal.form) || of(ordinal.form).is_some() {
        return None;
    }

    ONE_RUN
        .into_iter()
        .filter(|form| *form != ordinal.form && !alike(*form, ordinal.form))
        .find_map(|form| of(form).filter(|last| last.number + 1 == ordinal.number).map(|last| (form, last)))
}

/// 四要 among 一是 and 二是 is common, and told nowhere.
fn alike(one: Form, other: Form) -> bool {
    let spoken = |form: Form| matches!(form, Form::Is | Form::Must);
    spoken(one) && spoken(other)
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

/// 1.存在问题。（一）…；（二）…: a list within a paragraph whose ordinals are those of a level above its own.
fn above(line: &Line<'_>, found: &[Ordinal], out: &mut Findings) {
    let levels = [Form::Plain, Form::Bracketed, Form::Digit, Form::DigitBracketed];
    let level = |form: Form| levels.iter().position(|it| *it == form);
    let Some((head, own)) = leading(line).and_then(|it| Some((it, level(it.form)?))) else { return };
    let first = found
        .iter()
        .find(|it| it.from > head.from && it.number == 1 && level(it.form).is_some_and(|other| other < own));
    let digits = || (own == 3).then(|| line.marks().find_map(|at| inner_digit(line, at, 1))).flatten();
    let Some(first) = first.copied().or_else(digits) else { return };
    let second = line.marks().any(|at| inner_digit(line, at, 2).is_some());
    // 1.…2.…具体要求：（一）…: the list of the head goes on within the paragraph, and may be over.
    if own == 2 && second {
        return;
    }
    let second = first.form == Form::Digit && second;
    if second || found.iter().any(|it| it.form == first.form && it.number == 2 && it.from > first.from) {
        let right = levels.get(own + 1).copied().unwrap_or(Form::Circled);
        let quote = line.text(first.from, first.to);
        let right = super::ordinal::written(1, right);
        out.push(
            Finding::warning(
                "outline/level",
                line.span(first.from, first.to),
                format!("“{quote}”：层次颠倒，“{}”之下用“{right}”", line.text(head.from, head.to)),
                format!("`{quote}` is of a level above the one it stands in; write `{right}`"),
            )
            .source("GB/T 9704-2012 7.3.3"),
        );
    }
}

/// The ordinal 1. that ends with the mark at a place, within a paragraph.
fn inner_digit(line: &Line<'_>, mark: usize, number: u32) -> Option<Ordinal> {
    let from = mark.checked_sub(1).filter(|_| matches!(line.get(mark), '.' | '．' | '、'))?;
    let opens = matches!(line.back(from, 1), '。' | '；' | '：') && is_han(line.get(mark + 1));
    ordinal_at(line, from).filter(|it| opens && it.form == Form::Digit && it.number == number)
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
            || (ordinal.form == Form::Plain && !plain(line, &ordinal))
            || !meant(line, &ordinal)
        {
            continue;
        }
        found.push(ordinal);
    }
    found
}

/// Whether 一、 begins an item: 三、四季度, 二、三产业 and 一、二类 are lists of numbers.
fn plain(line: &Line<'_>, ordinal: &Ordinal) -> bool {
    let opens = matches!(line.back(ordinal.from, 1), '\0' | '。' | '；' | '：' | ';' | ':');
    opens && is_han(line.get(ordinal.to)) && !is_numeral(line.get(ordinal.to))
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
