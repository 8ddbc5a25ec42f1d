//! Findings that the author of a report file has looked at and lets stand: `# gongwen: allow CODE 理由`.

use std::ops::Range;

use gongwen_document::{Diagnostic, Message, Place};

use crate::{Finding, Outcome, Text};

/// What a comment of this kind begins with, behind its `#`.
const MARK: &str = "gongwen: allow";

/// What became of the comments of a report file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allowed {
    /// How many findings they let stand.
    pub count: usize,
    /// Comments without a reason, and those that fit nothing.
    pub told: Vec<Diagnostic>,
}

struct Comment<'t> {
    /// Its line, from 0.
    line: usize,
    span: Range<usize>,
    code: &'t str,
    reason: &'t str,
    used: bool,
}

/// Takes the findings out of an outcome that comments of the file let stand: on the line before the finding, or before
/// the field that it stands in.
///
/// ```
/// use gongwen_check::{Options, Text, allowed, check};
/// use gongwen_core::Report;
/// let source = "title = \"某某镇2024年工作总结\"\nyear = 2024\nissuer = \"某某镇人民政府\"\nlocality = { name = \"某某镇\" }\n\
///     \x23 gongwen: allow figures/parts-sum 上级口径\nopening = \"新建20个，其中甲类9个、乙类12个。\"\n";
/// let report = Report::from_toml(source)?;
/// let text = Text::from_report(&report, source);
/// let mut outcome = check(&text, &Options::default());
/// assert_eq!(allowed(&mut outcome, &text).count, 1);
/// assert!(outcome.findings.is_empty());
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub fn allowed(outcome: &mut Outcome, text: &Text) -> Allowed {
    let mut comments = comments(&text.source);
    if comments.is_empty() {
        return Allowed::default();
    }
    let ends: Vec<usize> = text.source.match_indices('\n').map(|(at, _)| at).collect();
    let line_of = |byte: usize| ends.partition_point(|end| *end < byte);
    let lines = |finding: &Finding| {
        let own = text.source_range(finding.span).map(|range| line_of(range.start));
        let field = text.paragraphs.get(finding.span.paragraph).and_then(|it| it.pieces.first());
        [own, field.map(|piece| line_of(piece.source.start))]
    };
    let before = outcome.findings.len();
    outcome.findings.retain(|finding| {
        let lines = lines(finding);
        let comment = comments.iter_mut().find(|comment| {
            comment.code == finding.code
                && !comment.reason.is_empty()
                && lines.iter().flatten().any(|line| *line == comment.line + 1)
        });
        match comment {
            Some(comment) => {
                comment.used = true;
                false
            }
            None => true,
        }
    });
    let told = comments.iter().filter(|comment| !comment.used).map(tell).collect();
    Allowed { count: before - outcome.findings.len(), told }
}

fn comments(source: &str) -> Vec<Comment<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    for (line, text) in source.split('\n').enumerate() {
        let trimmed = text.trim();
        let comment = trimmed.strip_prefix('#').and_then(|rest| rest.trim_start().strip_prefix(MARK));
        if let Some(rest) = comment {
            let rest = rest.trim();
            let (code, reason) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            found.push(Comment { line, span: at..at + text.len(), code, reason: reason.trim(), used: false });
        }
        at += text.len() + 1;
    }
    found
}

fn tell(comment: &Comment<'_>) -> Diagnostic {
    let place = Place::report("", Some(comment.span.clone()));
    if comment.reason.is_empty() {
        return Diagnostic::warning(
            "check/no-reason",
            Message::new("放过一处要写明理由", "what is let stand needs a reason"),
        )
        .at(place)
        .help(Message::new(
            format!("写成“# gongwen: allow {} 为什么可以”", comment.code),
            format!("write `# gongwen: allow {} why it may stand`", comment.code),
        ));
    }
    Diagnostic::warning(
        "check/unused-allow",
        Message::new(
            format!("下一行没有 {} 这样的问题，这句话没有用了", comment.code),
            format!("the next line has nothing of {}: this comment fits nothing any more", comment.code),
        ),
    )
    .at(place)
    .help(Message::new("删去这一行", "remove this line"))
}
