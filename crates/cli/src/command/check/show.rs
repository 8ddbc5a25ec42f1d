//! Findings and relations for people: the sentence with its numbers underlined, the arithmetic below it.

use std::ops::Range;

use gongwen::Severity;
use gongwen::check::{Finding, Outcome, Place, Span, Text, Verdict};
use miette::{GraphicalReportHandler, LabeledSpan, MietteDiagnostic};

use super::draft::{Draft, Form};
use crate::excerpt::Excerpt;
use crate::language::Language;

/// How much of a long line is shown on each side, in bytes.
const CONTEXT: usize = 90;

/// What the handler puts before a help, as wide as its Chinese.
const HELP: &str = "  help: ";

/// All findings of a draft.
pub(super) fn findings(draft: &Draft, outcome: &Outcome, language: Language) -> String {
    let handler = GraphicalReportHandler::new().with_context_lines(0).with_width(100);
    let places = draft.text.places(outcome.findings.iter().map(|finding| finding.span));
    let mut shown = String::new();
    for (finding, place) in outcome.findings.iter().zip(places) {
        shown.push_str(&one(draft, finding, &place, &handler, language));
        shown.push('\n');
    }
    shown
}

fn one(
    draft: &Draft,
    finding: &Finding,
    place: &Place,
    handler: &GraphicalReportHandler,
    language: Language,
) -> String {
    let text = &draft.text;
    let mut message = language.of(&finding.message).to_owned();
    if let Some(path) = &place.path {
        message = language.pick(format!("{message}（字段 {path}）"), format!("{message} (field {path})"));
    }
    let severity = match finding.severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Hint => miette::Severity::Advice,
    };
    let mut report = MietteDiagnostic::new(message).with_code(finding.code).with_severity(severity);
    let help = help(finding, language);
    if !help.is_empty() {
        report = report.with_help(help.clone());
    }
    let excerpt = excerpt(draft, finding, place);
    for (label, span) in labels(text, finding, language) {
        if excerpt.shows(&span) {
            let label = (!label.is_empty()).then_some(label);
            report = report.and_label(LabeledSpan::new(label, span.start, span.len()));
        }
    }
    let report = miette::Report::new(report).with_source_code(excerpt);
    let mut shown = String::new();
    // Writing into a string does not fail.
    let _ = handler.render_report(&mut shown, report.as_ref());
    if let (Some(at), false) = (shown.rfind(HELP), help.is_empty()) {
        let word = if finding.reason.is_empty() {
            language.pick("  写法：", HELP)
        } else {
            language.pick("  算式：", HELP)
        };
        shown.replace_range(at..at + HELP.len(), word);
    }
    shown
}

/// The arithmetic, what could stand there, and who says so.
fn help(finding: &Finding, language: Language) -> String {
    let mut help = finding.reason.clone();
    if let Some(fix) = &finding.fix {
        let gap = if help.is_empty() { "" } else { language.pick("；", "; ") };
        help.push_str(gap);
        help.push_str(
            &language.pick(format!("写成“{}”", fix.replacement), format!("write `{}`", fix.replacement)),
        );
    }
    if !finding.source.is_empty() {
        help.push_str(&language.pick(format!("（{}）", finding.source), format!(" ({})", finding.source)));
    }
    help.trim().to_owned()
}

/// What is underlined: the numbers when there are any, else the whole.
fn labels(text: &Text, finding: &Finding, language: Language) -> Vec<(String, Range<usize>)> {
    let range = |span: Span| match text.source.is_empty() {
        true if span.paragraph == finding.span.paragraph => Some(span.start..span.end),
        true => None,
        false => text.source_range(span),
    };
    let mut found: Vec<(String, Range<usize>)> = Vec::new();
    for related in &finding.related {
        let label = language.of(&related.label).to_owned();
        let Some(place) = range(related.span) else { continue };
        if !found.iter().any(|(_, other)| other.start < place.end && place.start < other.end) {
            let repeated = found.iter().any(|(known, _)| *known == label);
            found.push((if repeated { String::new() } else { label }, place));
        }
    }
    if found.is_empty() {
        found.extend(range(finding.span).map(|place| (String::new(), place)));
    }
    found.sort_by_key(|(_, place)| place.start);
    found
}

/// The excerpt around a finding: of the file where there is one, else of its paragraph.
fn excerpt(draft: &Draft, finding: &Finding, place: &Place) -> Excerpt {
    let text = &draft.text;
    let (source, range): (&str, Range<usize>) = match text.source_range(finding.span) {
        Some(range) if !text.source.is_empty() => (&text.source, range),
        _ => {
            let paragraph = text.paragraphs.get(finding.span.paragraph);
            (paragraph.map_or("", |it| &it.text), finding.span.start..finding.span.end)
        }
    };
    let end = source.floor_char_boundary(range.end.min(range.start + 12 * CONTEXT));
    let from_nought = |count: u32| (count as usize).saturating_sub(1);
    let at = (from_nought(place.line), from_nought(place.column));
    Excerpt::around(draft.name.clone(), source, &(range.start..end), CONTEXT, at)
}

/// Every relation that was looked at: verdict, place, code, arithmetic, text.
pub(super) fn relations(draft: &Draft, outcome: &Outcome, language: Language) -> String {
    let places = draft.text.places(outcome.relations.iter().map(|relation| relation.span));
    let mut shown = String::new();
    for (relation, place) in outcome.relations.iter().zip(places) {
        let verdict = match relation.verdict {
            Verdict::Holds => language.pick("成立    ", "holds"),
            Verdict::Fails => language.pick("不成立  ", "fails"),
            Verdict::Open => language.pick("无法判断", "open "),
        };
        let at = match draft.form {
            Form::Word(_) => {
                language.pick(format!("第 {} 段", place.line), format!("paragraph {}", place.line))
            }
            _ => language.pick(format!("第 {} 行", place.line), format!("line {}", place.line)),
        };
        let reason =
            if relation.reason.is_empty() { String::new() } else { format!("  {}", relation.reason) };
        let quote = draft.text.quote(&relation.span);
        shown.push_str(&format!("{verdict}  {at}  {}{reason}\n          {quote}\n", relation.kind));
    }
    shown
}
