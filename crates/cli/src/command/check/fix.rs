//! `--fix`: what cannot have been meant is put right, never a figure; the old file is kept.

use std::path::{Path, PathBuf};

use gongwen::check::{Finding, Outcome, Span, Text};
use gongwen::{Diagnostic, Report};

use super::draft::{Draft, Form};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, write_all, write_new};
use crate::show::Show;
use crate::streams::{say, tell};

/// How often a text is looked at again: what one change shows another may mend.
const MOST_ROUNDS: usize = 5;

/// Characters of a changed line that are shown on each side.
const SHOWN: usize = 30;

/// The draft after its sure fixes, written in the place of the old one; the same when there are none.
pub(super) fn fixed(
    draft: Draft,
    path: &Path,
    dry: bool,
    judge: &dyn Fn(&Draft) -> Result<Outcome, Failure>,
    language: Language,
) -> Result<Draft, Failure> {
    let Some((new, lines)) = (match &draft.form {
        Form::Word(_) => tracked(&draft, judge, language)?,
        Form::Report | Form::Plain | Form::Markdown => in_text(&draft, judge, language)?,
    }) else {
        say(&language.pick(
            format!("{}：没有一定要改的地方\n", draft.name),
            format!("{}: nothing to fix\n", draft.name),
        ));
        return Ok(draft);
    };
    let count = lines.len();
    say(&lines.concat());
    if dry {
        say(&language.pick(format!("会改 {count} 处，文件没有动\n"), format!("{count} would change\n")));
        return Ok(draft);
    }
    let kept = keep(path, &draft.bytes)?;
    write_all(&[Output { path: path.to_owned(), bytes: new.bytes.clone() }])?;
    let (path, kept) = (path.display(), kept.display());
    let how = match new.form {
        Form::Word(_) => {
            language.pick("（写成修订，在 Word 或 WPS 里接受或者拒绝）", " (as tracked changes)")
        }
        Form::Report | Form::Plain | Form::Markdown => "",
    };
    say(&language.pick(
        format!("改了 {count} 处{how}，写在 {path}；原稿在 {kept}\n"),
        format!("{count} changed{how} in {path}; the old file is {kept}\n"),
    ));
    Ok(new)
}

/// The old bytes under a name of their own: `草稿.txt.bak`.
fn keep(path: &Path, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let named = |number: usize| {
        let mut name = path.as_os_str().to_owned();
        name.push(if number == 0 { ".bak".to_owned() } else { format!(".bak-{number}") });
        PathBuf::from(name)
    };
    let mut number = 0;
    while named(number).symlink_metadata().is_ok() {
        number += 1;
    }
    let path = named(number);
    write_new(&Output { path: path.clone(), bytes: bytes.to_vec() })?;
    Ok(path)
}

/// Fixes of an outcome that a program may write, in order, none over another; with what of the span really changes.
fn sure(text: &Text, outcome: &Outcome) -> Vec<(Span, String)> {
    let mut fixes: Vec<(Span, String)> = outcome.findings.iter().filter_map(|it| one(text, it)).collect();
    fixes.sort_by_key(|(span, _)| *span);
    let mut last: Option<Span> = None;
    fixes.retain(|(span, _)| {
        let apart = last.is_none_or(|last| last.paragraph != span.paragraph || last.end <= span.start);
        if apart {
            last = Some(*span);
        }
        apart
    });
    fixes
}

fn one(text: &Text, finding: &Finding) -> Option<(Span, String)> {
    let fix = finding.fix.as_ref().filter(|fix| fix.sure)?;
    let allowed = finding.code.starts_with("mark/") || finding.code.starts_with("word/");
    let figures = |text: &str| text.chars().filter(|c| c.is_numeric()).collect::<String>();
    let (old, new) = (text.quote(&finding.span), fix.replacement.as_str());
    if !allowed || figures(old) != figures(new) || old == new || new.contains('\n') || old.contains('\n') {
        return None;
    }
    // What both have at their ends stays as it is.
    let same = |one: &mut dyn Iterator<Item = char>, other: &mut dyn Iterator<Item = char>| -> usize {
        one.zip(other).take_while(|(one, other)| one == other).map(|(one, _)| one.len_utf8()).sum()
    };
    let front = same(&mut old.chars(), &mut new.chars());
    let (rest, ending) = (old.get(front..)?, new.get(front..)?);
    let back = same(&mut rest.chars().rev(), &mut ending.chars().rev());
    if front + back == old.len() {
        // Only something put in: what stands beside it goes along, so that it has a place.
        return Some((finding.span, new.to_owned()));
    }
    let new = ending;
    let span = Span { start: finding.span.start + front, end: finding.span.end - back, ..finding.span };
    Some((span, new.get(..new.len() - back)?.to_owned()))
}

/// What becomes of a draft, and a line of text for each change.
type Changed = Option<(Draft, Vec<String>)>;

/// A file of text: only the bytes of the spans change.
fn in_text(
    draft: &Draft,
    judge: &dyn Fn(&Draft) -> Result<Outcome, Failure>,
    language: Language,
) -> Result<Changed, Failure> {
    let mut now = again(draft, draft.text.source.to_string(), draft.bytes.clone());
    let mut count = 0;
    for _ in 0..MOST_ROUNDS {
        let Some(current) = &now else { break };
        let outcome = judge(current)?;
        let source = &current.text.source;
        let mut edits: Vec<(std::ops::Range<usize>, String)> = Vec::new();
        for (span, new) in sure(&current.text, &outcome) {
            let Some(range) = current.text.source_range(span) else { continue };
            // What a file writes in another way than it is read (`{{id}}`, an escape) is left alone.
            let plain = source.get(range.clone()) == Some(current.text.quote(&span));
            let apart = edits.last().is_none_or(|(last, _)| last.end <= range.start);
            if plain && apart && !(current.is_report() && new.contains(['"', '\\', '\''])) {
                edits.push((range, new));
            }
        }
        if edits.is_empty() {
            break;
        }
        let mut text = String::with_capacity(source.len());
        let mut at = 0;
        for (range, new) in &edits {
            text.push_str(source.get(at..range.start).unwrap_or_default());
            text.push_str(new);
            at = range.end;
        }
        text.push_str(source.get(at..).unwrap_or_default());
        let Some(bytes) = Text::encode(&text, &draft.bytes) else {
            let name = &draft.name;
            tell(language.pick(
                format!("{name}：编码不规整，改了会动到别处，没有改；另存为 UTF-8 再改"),
                format!("{name}: its encoding cannot be written back as it is; save it as UTF-8"),
            ));
            return Ok(None);
        };
        let Some(next) = again(draft, text, bytes) else { break };
        count += edits.len();
        now = Some(next);
    }
    let Some(now) = now.filter(|_| count > 0) else { return Ok(None) };
    let mut lines = Vec::new();
    for (index, (old, new)) in draft.text.source.lines().zip(now.text.source.lines()).enumerate() {
        if old != new {
            lines.push(shown(index + 1, old, new, language.pick("行", "line"), language));
        }
    }
    Ok(Some((now, lines)))
}

/// The same draft with another text; none when it is no report file any more.
fn again(draft: &Draft, source: String, bytes: Vec<u8>) -> Option<Draft> {
    let (text, form) = match draft.form {
        Form::Markdown => (Text::from_markdown(&source), Form::Markdown),
        Form::Plain => (Text::from_plain(&source), Form::Plain),
        Form::Report => {
            let json = source.trim_start().starts_with('{');
            let read = if json { Report::from_json(&source) } else { Report::from_toml(&source) };
            (Text::from_report(&read.ok()?, &source), Form::Report)
        }
        Form::Word(_) => return None,
    };
    Some(Draft { name: draft.name.clone(), text, form, bytes })
}

/// A Word file: as tracked changes.
fn tracked(
    draft: &Draft,
    judge: &dyn Fn(&Draft) -> Result<Outcome, Failure>,
    language: Language,
) -> Result<Changed, Failure> {
    let Form::Word(word) = &draft.form else { return Ok(None) };
    let refuse = |found: Diagnostic| {
        Show { language, name: &draft.name, text: "", templates: None }.all(&[found]);
        Failure::Input
    };
    let fixes = sure(&draft.text, &judge(draft)?);
    if fixes.is_empty() {
        return Ok(None);
    }
    let changed = word.changed(&draft.bytes, &fixes).map_err(refuse)?;
    let mut lines = Vec::new();
    for (index, (span, new)) in fixes.iter().enumerate() {
        let Some(paragraph) = draft.text.paragraphs.get(span.paragraph) else { continue };
        let (old, line) = (&paragraph.text, paragraph.line);
        if changed.left.contains(&index) {
            tell(language.pick(
                format!("第 {line} 段“{}”在编号、域或者别人的修订里，没有改", draft.text.quote(span)),
                format!(
                    "paragraph {line}: `{}` stands in a number, a field or a tracked change and stays",
                    draft.text.quote(span)
                ),
            ));
            continue;
        }
        let mut after = old.clone();
        after.replace_range(span.start..span.end, new);
        lines.push(shown(line as usize, old, &after, language.pick("段", "paragraph"), language));
    }
    if lines.is_empty() {
        return Ok(None);
    }
    let new = Draft::word(draft.name.clone(), changed.bytes).map_err(refuse)?;
    Ok(Some((new, lines)))
}

/// A line before and after, around what is different.
fn shown(number: usize, old: &str, new: &str, what: &str, language: Language) -> String {
    let front = old.chars().zip(new.chars()).take_while(|(one, other)| one == other).count();
    let back = old.chars().rev().zip(new.chars().rev()).take_while(|(one, other)| one == other).count();
    let part = |text: &str| -> String {
        let length = text.chars().count();
        let from = front.min(length).saturating_sub(SHOWN);
        let to = (length.saturating_sub(back).max(front) + SHOWN).min(length);
        let (before, behind) = (if from > 0 { "…" } else { "" }, if to < length { "…" } else { "" });
        let inner: String = text.chars().skip(from).take(to.saturating_sub(from)).collect();
        format!("{before}{}{behind}", inner.trim_end_matches('\r'))
    };
    let place = language.pick(format!("第 {number} {what}"), format!("{what} {number}"));
    format!("{place}\n- {}\n+ {}\n", part(old), part(new))
}
