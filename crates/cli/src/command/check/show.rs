//! Findings and relations for people: the sentence with its numbers underlined, the arithmetic below it.

use std::ops::Range;

use gongwen::Severity;
use gongwen::check::{Finding, Outcome, Place, Span, Text, Verdict};
use miette::{
    GraphicalReportHandler, LabeledSpan, MietteDiagnostic, MietteError, MietteSpanContents, SourceCode,
    SourceSpan, SpanContents,
};

use super::Draft;
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
    let excerpt = Excerpt::of(draft, finding, place);
    for (label, span) in labels(text, finding, language) {
        if span.start >= excerpt.range.start && span.end <= excerpt.range.end {
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

/// Part of a line: a paragraph is one of many hundred bytes.
#[derive(Debug)]
struct Excerpt {
    name: String,
    text: String,
    range: Range<usize>,
    line: usize,
    column: usize,
}

impl Excerpt {
    fn of(draft: &Draft, finding: &Finding, place: &Place) -> Excerpt {
        let text = &draft.text;
        let (source, range) = match text.source_range(finding.span) {
            Some(range) if !text.source.is_empty() => (text.source.to_string(), range),
            _ => {
                let paragraph = text.paragraphs.get(finding.span.paragraph);
                (
                    paragraph.map(|it| it.text.clone()).unwrap_or_default(),
                    finding.span.start..finding.span.end,
                )
            }
        };
        let before = source.get(..range.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let after = source.get(range.end..).unwrap_or_default();
        let line_end = range.end + after.find('\n').unwrap_or(after.len());
        let from = floor(&source, line_start.max(range.start.saturating_sub(CONTEXT)));
        let to = ceil(&source, line_end.min(range.end.min(range.start + 12 * CONTEXT) + CONTEXT));
        let column = source.get(line_start..from).map_or(0, |text| text.chars().count());
        let line = (place.line as usize).saturating_sub(1);
        Excerpt { name: draft.name.clone(), text: source, range: from..to, line, column }
    }
}

impl SourceCode for Excerpt {
    fn read_span<'a>(
        &'a self,
        _span: &SourceSpan,
        _lines_before: usize,
        _lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let bytes = self.text.as_bytes().get(self.range.clone()).ok_or(MietteError::OutOfBounds)?;
        let span = (self.range.start, self.range.len()).into();
        Ok(Box::new(MietteSpanContents::new_named(self.name.clone(), bytes, span, self.line, self.column, 1)))
    }
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at
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
        let at = language.pick(format!("第 {} 行", place.line), format!("line {}", place.line));
        let reason =
            if relation.reason.is_empty() { String::new() } else { format!("  {}", relation.reason) };
        let quote = draft.text.quote(&relation.span);
        shown.push_str(&format!("{verdict}  {at}  {}{reason}\n          {quote}\n", relation.kind));
    }
    shown
}
