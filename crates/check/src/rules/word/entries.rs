//! Forms of the lexicon, found in one pass.

use super::lexicon::{Entry, FORMS, LEXICON};
use super::{pairs, phrases};
use crate::rules::line::Line;
use crate::{Finding, Findings, Options, Span};

/// Words before a form that deny or forbid it.
const DENIALS: [&str; 12] =
    ["不", "严禁", "禁止", "不得", "防止", "杜绝", "不再", "不是", "并非", "取消", "原", "前身为"];

/// What a place is called after that bears the name of a body of former years: 粮食局小区, 国土局家属院, 老卫生局旧址.
const PLACES: [&str; 22] = [
    "小区",
    "家属院",
    "家属楼",
    "家属区",
    "宿舍",
    "生活区",
    "片区",
    "老院",
    "大院",
    "旧址",
    "原址",
    "住宅",
    "楼院",
    "院落",
    "老楼",
    "院内",
    "路口",
    "巷",
    "退休",
    "下岗",
    "改制",
    "老职工",
];

pub(super) fn run(lines: &[Line<'_>], options: &Options, out: &mut Findings) {
    let lexicon = &*LEXICON;
    let mut told = vec![false; lexicon.entries.len()];
    let year = options.date.and_then(|date| u64::try_from(date.year()).ok()).or_else(|| reported(lines));
    for line in lines {
        let text = &line.paragraph.text;
        let mut found: Vec<(Span, usize)> = Vec::new();
        let mut hits: Vec<(usize, usize, usize)> = Vec::new();
        FORMS.find(line, |start, form, entry| {
            hits.push((start + form.len(), start, usize::try_from(entry).unwrap_or(usize::MAX)));
        });
        // By their ends, so that a longer form comes behind those it holds.
        hits.sort_unstable();
        for (end, start, at) in hits {
            let Some(entry) = lexicon.entries.get(at) else { continue };
            let before = text.get(..start).unwrap_or_default();
            let after = text.get(end..).unwrap_or_default();
            let early = year.zip(entry.since).is_some_and(|(year, since)| year < since);
            if early || !options.wants(entry.code) || !stands(entry, before, after) {
                continue;
            }
            let span = Span::new(line.index, start, end);
            // A longer form knows more: it takes the place of what it holds.
            while found.last().is_some_and(|(last, _)| last.start >= span.start) {
                found.pop();
            }
            if found.last().is_none_or(|(last, _)| last.end <= span.start) {
                found.push((span, at));
            }
        }
        if options.wants("word/slip") {
            let mut told: Vec<(Span, usize)> = found.clone();
            phrases::run(line, &found, |finding| {
                told.push((finding.span, usize::MAX));
                out.push(finding);
            });
            pairs::run(line, &told, |finding| out.push(finding));
        }
        for (span, at) in found {
            let Some(entry) = lexicon.entries.get(at) else { continue };
            let seen = told.get_mut(at).map(|told| std::mem::replace(told, true)).unwrap_or_default();
            if !(entry.once && seen) {
                out.push(finding(entry, span));
            }
        }
    }
}

/// The year that a report is about: the first one that it names.
fn reported(lines: &[Line<'_>]) -> Option<u64> {
    lines.iter().take(8).find_map(|line| {
        let years = line.numbers();
        let year = years.iter().find(|it| it.is_year(line) && line.get(it.to) == '年')?;
        year.whole(line)
    })
}

/// Whether an entry counts between these texts.
fn stands(entry: &Entry, before: &str, after: &str) -> bool {
    if !entry.counts(before, after) {
        return false;
    }
    if entry.code == "word/outdated"
        && (PLACES.iter().any(|word| after.starts_with(word)) || before.ends_with(['老', '旧']))
    {
        return false;
    }
    if entry.affirmed && DENIALS.iter().any(|word| before.ends_with(word)) {
        return false;
    }
    !(entry.unquoted && quoted(before))
}

/// Whether a quotation or a title is open at the end of this text, as far as a look back of some characters shows.
fn quoted(before: &str) -> bool {
    for c in before.chars().rev().take(60) {
        match c {
            '“' | '《' | '「' => return true,
            '”' | '》' | '」' | '。' => return false,
            _ => {}
        }
    }
    false
}

fn finding(entry: &Entry, span: Span) -> Finding {
    let (wrong, right) = (&entry.wrong, &entry.right);
    let note = if entry.note.is_empty() { String::new() } else { format!("：{}", entry.note) };
    let (zh, en) = match entry.code {
        "word/outdated" => (
            format!("“{wrong}”已不再使用，今称“{right}”{note}"),
            format!("`{wrong}` is out of use; write `{right}`"),
        ),
        "word/order" => (
            format!("“{wrong}”的固定写法是“{right}”{note}"),
            format!("the fixed wording of `{wrong}` is `{right}`"),
        ),
        "word/name-differs" => (
            format!("“{wrong}”的规范名称是“{right}”{note}"),
            format!("the proper name of `{wrong}` is `{right}`"),
        ),
        _ => (format!("“{wrong}”应为“{right}”{note}"), format!("`{wrong}` should read `{right}`")),
    };
    Finding::warning(entry.code, span, zh, en).fix(right.as_str(), entry.sure).source(entry.source.as_str())
}
