//! Prose 正文: text in which `{{id}}` stands for a figure and `{{注：…}}` is a footnote.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::{FigurePart, Prose, Segment};

/// What can be wrong with a `{{…}}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BraceError {
    /// `{{` without `}}`.
    Unclosed,
    /// Nothing, or something else than an identifier, between the braces.
    NotAnIdentifier,
    /// Closed by full-width braces ｝｝, which an input method types.
    WideClose,
    /// What follows the point is no part of a figure.
    NoSuchPart,
    /// A footnote without text.
    EmptyFootnote,
    /// A footnote in a footnote.
    NestedFootnote,
}

/// What a footnote begins with, after its braces.
const FOOTNOTE: [&str; 2] = ["注：", "注:"];

/// A `{{…}}` with its bytes in the decoded text.
pub(super) type Placeholder<'t> = (Range<usize>, Result<(&'t str, FigurePart), BraceError>);

/// Splits text into segments; linear in its length. Every `{{…}}` is handed to `seen`.
///
/// `\{{` is a literal `{{`, and of backslashes before `{{` two stand for one.
pub(super) fn segments<'t>(text: &'t str, mut seen: impl FnMut(Placeholder<'t>)) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut literal = String::new();
    let mut rest_start = 0;
    let mut search = 0;
    // The footnote that is open: its place in the text and among the segments.
    let mut footnote: Option<(usize, usize)> = None;
    loop {
        let rest = text.get(search..).unwrap_or_default();
        let open = rest.find("{{").map(|at| search + at);
        if let Some((start, index)) = footnote {
            let before = open.map_or(rest, |open| text.get(search..open).unwrap_or_default());
            if let Some(close) = before.find("}}").map(|at| search + at) {
                literal.push_str(text.get(rest_start..close).unwrap_or_default());
                let empty = literal.trim().is_empty() && index + 1 == segments.len();
                if empty {
                    seen((start..close + 2, Err(BraceError::EmptyFootnote)));
                }
                push(&mut segments, &mut literal);
                segments.push(Segment::FootnoteEnd);
                footnote = None;
                rest_start = close + 2;
                search = rest_start;
                continue;
            }
        }
        let Some(open) = open else { break };
        let before = text.get(rest_start..open).unwrap_or_default();
        let plain = before.trim_end_matches('\\');
        let slashes = before.len() - plain.len();
        literal.push_str(plain);
        literal.extend(std::iter::repeat_n('\\', slashes / 2));
        if slashes % 2 == 1 {
            literal.push_str("{{");
            rest_start = open + 2;
            search = rest_start;
            continue;
        }
        // Of three braces the last two open.
        let run = text.get(open..).unwrap_or_default();
        let spare = run.len() - run.trim_start_matches('{').len() - 2;
        literal.push_str(run.get(..spare).unwrap_or_default());
        let open = open + spare;
        let inner_start = open + 2;
        let rest = text.get(inner_start..).unwrap_or_default();
        if let Some(word) = FOOTNOTE.into_iter().find(|word| rest.starts_with(word)) {
            let end = inner_start + word.len();
            if footnote.is_some() {
                seen((open..end, Err(BraceError::NestedFootnote)));
            } else {
                push(&mut segments, &mut literal);
                footnote = Some((open, segments.len()));
                segments.push(Segment::FootnoteStart);
            }
            rest_start = end;
            search = end;
            continue;
        }
        // Neither braces nor line ends belong into an identifier: a lost `}}` must not swallow the paragraph.
        let inner_end = inner_start + rest.find(['{', '}', '\n']).unwrap_or(rest.len());
        let closed = text.get(inner_end..).is_some_and(|rest| rest.starts_with("}}"));
        let inner = text.get(inner_start..inner_end).unwrap_or_default();
        let end = if closed { inner_end + 2 } else { inner_start };
        let name = inner.trim();
        if closed {
            let named = reference(name);
            seen((open..end, named));
            if let Ok((id, part)) = named {
                push(&mut segments, &mut literal);
                segments.push(Segment::Figure { id: id.into(), part });
            }
        } else {
            let wide = inner.contains('｝');
            seen((open..end, Err(if wide { BraceError::WideClose } else { BraceError::Unclosed })));
            literal.push_str("{{");
        }
        rest_start = end;
        search = end;
    }
    literal.push_str(text.get(rest_start..).unwrap_or_default());
    push(&mut segments, &mut literal);
    if let Some((start, _)) = footnote {
        seen((start..start + 2, Err(BraceError::Unclosed)));
        segments.push(Segment::FootnoteEnd);
    }
    segments
}

/// The text so far as a segment, if there is any.
fn push(segments: &mut Vec<Segment>, literal: &mut String) {
    if !literal.is_empty() {
        segments.push(Segment::Text(std::mem::take(literal).into()));
    }
}

/// Whether this can be a figure's identifier: letters (Chinese too), digits, `_` and `-`.
pub(super) fn is_identifier(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}

/// What `id` or `id.part` names.
fn reference(name: &str) -> Result<(&str, FigurePart), BraceError> {
    let (id, part) = match name.split_once('.') {
        Some((id, part)) => (id.trim_end(), FigurePart::named(part.trim_start())),
        None => (name, Some(FigurePart::Whole)),
    };
    if !is_identifier(id) {
        return Err(BraceError::NotAnIdentifier);
    }
    part.map(|part| (id, part)).ok_or(BraceError::NoSuchPart)
}

/// The figure that stands between braces, as `grain_area` of `grain_area.change`.
pub(super) fn referred(name: &str) -> &str {
    name.split_once('.').map_or(name, |(id, _)| id).trim()
}

impl Segment {
    /// A figure with its qualifier and unit: `{{id}}`.
    pub fn figure(id: impl Into<Arc<str>>) -> Segment {
        Segment::Figure { id: id.into(), part: FigurePart::Whole }
    }
}

impl Prose {
    /// Prose of a report that is built in code: the characters as they are, braces included.
    ///
    /// ```
    /// use gongwen_core::report::{Prose, Segment};
    /// let prose = Prose::text("{{不是指标}}");
    /// assert_eq!(prose.segments, [Segment::Text("{{不是指标}}".into())]);
    /// assert_eq!(prose.to_string(), r"\{{不是指标}}");
    /// ```
    pub fn text(text: impl Into<Arc<str>>) -> Prose {
        Prose { segments: vec![Segment::Text(text.into())], ..Prose::default() }
    }

    /// Prose in the notation of the report file: `{{id}}` is a figure, `{{注：…}}` a footnote, `\{{` two braces.
    ///
    /// Nothing is checked here; a `{{` that opens no figure stays text.
    ///
    /// ```
    /// use gongwen_core::report::{FigurePart, Prose, Segment};
    /// let prose = Prose::parse("收入{{revenue}}，{{revenue.增长}}。");
    /// assert_eq!(prose.segments[1], Segment::figure("revenue"));
    /// assert_eq!(prose.segments[3], Segment::Figure { id: "revenue".into(), part: FigurePart::Change });
    /// assert_eq!(Prose::parse("收入{{注：不含补助。}}").segments[1], Segment::FootnoteStart);
    /// ```
    pub fn parse(text: &str) -> Prose {
        Prose { segments: segments(text, |_| {}), path: Arc::default(), span: None }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }
}

/// The notation of the report file, which [`Prose::parse`] reads back to the same segments.
impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, segment) in self.segments.iter().enumerate() {
            match segment {
                Segment::Figure { id, part: FigurePart::Whole } => write!(f, "{{{{{id}}}}}")?,
                Segment::Figure { id, part } => write!(f, "{{{{{id}.{}}}}}", part.name())?,
                Segment::FootnoteStart => write!(f, "{{{{注：")?,
                Segment::FootnoteEnd => write!(f, "}}}}")?,
                // Lines are strings of their own in the file.
                Segment::NewLine => {}
                Segment::Text(text) => {
                    let figure_follows = matches!(
                        self.segments.get(index + 1),
                        Some(Segment::Figure { .. } | Segment::FootnoteStart)
                    );
                    write_text(f, text, figure_follows)?;
                }
            }
        }
        Ok(())
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str, figure_follows: bool) -> fmt::Result {
    let trailing_slashes = |text: &str| text.len() - text.trim_end_matches('\\').len();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        write!(f, "{before}{}\\{{{{", "\\".repeat(trailing_slashes(before)))?;
        rest = after;
    }
    // A last brace and backslashes would otherwise run into the braces of the figure.
    let (plain, brace) = rest.strip_suffix('{').map_or((rest, ""), |plain| (plain, "{"));
    let doubled = if figure_follows { trailing_slashes(plain) } else { 0 };
    write!(f, "{plain}{}{brace}", "\\".repeat(doubled))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> (Vec<Segment>, Vec<(String, bool)>) {
        let mut seen = Vec::new();
        let segments = segments(text, |(range, result)| {
            seen.push((text.get(range).expect("a valid range").to_owned(), result.is_ok()));
        });
        (segments, seen)
    }

    fn text(text: &str) -> Segment {
        Segment::Text(text.into())
    }

    #[test]
    fn braces() {
        let figure = |id: &str| Segment::figure(id);
        assert_eq!(parse("甲{{a}}乙").0, [text("甲"), figure("a"), text("乙")]);
        assert_eq!(
            parse("{{ 早稻 }}{{b.value}}").0,
            [figure("早稻"), Segment::Figure { id: "b".into(), part: FigurePart::Value }]
        );
        assert_eq!(parse(r"甲\{{a}}").0, [text("甲{{a}}")]);
        assert_eq!(parse(r"甲\\{{a}}").0, [text(r"甲\"), figure("a")]);
        assert_eq!(parse(r"甲\乙{单}}}").0, [text(r"甲\乙{单}}}")]);
        assert_eq!(parse("甲{{a").1, [("{{".into(), false)]);
        assert_eq!(parse("甲{{}}乙{{a b}}").1, [("{{}}".into(), false), ("{{a b}}".into(), false)]);
        assert_eq!(parse("甲{{{a}}}").0, [text("甲{"), figure("a"), text("}")]);
        let change = Segment::Figure { id: "收入".into(), part: FigurePart::Change };
        assert_eq!(parse("{{收入.增长}}{{ 收入 . change }}").0, [change.clone(), change]);
        assert_eq!(parse("{{a.b}}").1, [("{{a.b}}".into(), false)]);
        assert_eq!(parse("{{a｝｝乙").1, [("{{".into(), false)]);
    }

    #[test]
    fn footnotes() {
        let (start, end) = (Segment::FootnoteStart, Segment::FootnoteEnd);
        assert_eq!(
            parse("甲{{注：乙}}丙").0,
            [text("甲"), start.clone(), text("乙"), end.clone(), text("丙")]
        );
        let figure = Segment::figure("a");
        assert_eq!(parse("{{注:共{{a}}}}。").0, [start, text("共"), figure, end, text("。")]);
        let refused =
            |source: &str| parse(source).1.into_iter().filter(|(_, good)| !good).collect::<Vec<_>>();
        assert_eq!(refused("甲{{注：乙"), [("{{".into(), false)]);
        assert_eq!(refused("甲{{注： }}乙"), [("{{注： }}".into(), false)]);
        assert_eq!(refused("甲{{注：乙{{注：丙}}丁"), [("{{注：".into(), false)]);
        assert!(refused("{{注：甲}}{{注：乙}}").is_empty());
    }

    #[test]
    fn what_is_written_reads_back() {
        for source in [
            r"甲\{{a}}",
            r"甲\\{{a}}乙",
            r"\\\{{",
            r"\\\\{{a}}{{b.value}}",
            "甲{{a.上年}}{{a.rate}}",
            "甲{{注：共{{a}}户}}乙",
        ] {
            let prose = Prose::parse(source);
            assert_eq!(Prose::parse(&prose.to_string()), prose, "{source}");
        }
        for awkward in ["{{{{a}}\\", "{", "\\{", "\\\\{{{", "{{{", "{{{{", "\\"] {
            let prose = Prose { segments: vec![text(awkward), Segment::figure("b")], ..Prose::default() };
            assert_eq!(Prose::parse(&prose.to_string()), prose, "{awkward} {prose}");
            let alone = Prose::text(awkward);
            assert_eq!(Prose::parse(&alone.to_string()), alone, "{awkward} {alone}");
        }
    }
}
