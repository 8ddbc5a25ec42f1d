//! Prose 正文: text in which `{{id}}` stands for a figure and `{{注：…}}` is a footnote.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::strong::{self, Asterisks};
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
    /// `**` before words, and none behind them.
    OpenStrong,
}

/// What a footnote begins with, after its braces.
const FOOTNOTE: [&str; 2] = ["注：", "注:"];

/// A `{{…}}` with its bytes in the decoded text.
pub(super) type Placeholder<'t> = (Range<usize>, Result<(&'t str, FigurePart), BraceError>);

/// Braces of both keyboards.
const BRACES: [char; 4] = ['{', '}', '｛', '｝'];

/// What a backslash may stand before.
const MARKS: [char; 5] = ['{', '}', '｛', '｝', '*'];

/// Splits text into segments; linear in its length. Every `{{…}}` is handed to `seen`.
///
/// A backslash makes the brace behind it a character, and the one behind that too when both open or both close: `\{{`,
/// `\｛｛`, `\{`. Of backslashes before a brace two stand for one.
///
/// Two asterisks before and behind words make them stand out 加重; `\**` are two asterisks, and so are those that no words
/// follow, as in 张**、李**.
pub(super) fn segments<'t>(text: &'t str, seen: impl FnMut(Placeholder<'t>)) -> Vec<Segment> {
    read(text, true, seen)
}

/// The same of a text in which asterisks are characters.
pub(super) fn segments_without_strong<'t>(text: &'t str, seen: impl FnMut(Placeholder<'t>)) -> Vec<Segment> {
    read(text, false, seen)
}

fn read<'t>(text: &'t str, strong: bool, mut seen: impl FnMut(Placeholder<'t>)) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut asterisks: Vec<Asterisks> = Vec::new();
    let mut literal = String::new();
    let mut at = 0;
    // The footnote that is open: its place in the text and among the segments.
    let mut footnote: Option<(usize, usize)> = None;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let Some(next) = rest.find(['\\', '{', '}', '*']) else {
            literal.push_str(rest);
            break;
        };
        literal.push_str(rest.get(..next).unwrap_or_default());
        let (start, rest) = (at + next, rest.get(next..).unwrap_or_default());
        if rest.starts_with('\\') {
            let slashes = rest.len() - rest.trim_start_matches('\\').len();
            let behind = rest.get(slashes..).unwrap_or_default();
            let closers = behind.len() - behind.trim_start_matches('}').len();
            // Of three braces the last two close the footnote.
            let token = match footnote.is_some() && closers == 3 {
                true => "}",
                false => escaped(behind),
            };
            let kept = if token.is_empty() { slashes } else { slashes / 2 };
            literal.extend(std::iter::repeat_n('\\', kept));
            at = start + slashes;
            if slashes % 2 == 1 {
                literal.push_str(token);
                at += token.len();
            }
            continue;
        }
        if rest.starts_with('*') {
            let run = rest.len() - rest.trim_start_matches('*').len();
            if strong && run == 2 {
                let before = text.get(..start).unwrap_or_default();
                let behind = rest.get(run..).unwrap_or_default();
                push(&mut segments, &mut literal);
                asterisks.push(Asterisks::between(before, behind, start, segments.len()));
                segments.push(Segment::StrongStart);
            } else {
                literal.push_str(rest.get(..run).unwrap_or_default());
            }
            at = start + run;
            continue;
        }
        if let (Some((open, index)), true) = (footnote, rest.starts_with("}}")) {
            let empty = literal.trim().is_empty() && index + 1 == segments.len();
            if empty {
                seen((open..start + 2, Err(BraceError::EmptyFootnote)));
            }
            push(&mut segments, &mut literal);
            segments.push(Segment::FootnoteEnd);
            footnote = None;
            at = start + 2;
            continue;
        }
        // Of three braces the last two open.
        let run = rest.len() - rest.trim_start_matches('{').len();
        if run < 2 {
            literal.push_str(rest.get(..1).unwrap_or_default());
            at = start + 1;
            continue;
        }
        literal.push_str(rest.get(..run - 2).unwrap_or_default());
        let open = start + run - 2;
        let inner_start = open + 2;
        let rest = text.get(inner_start..).unwrap_or_default();
        if let Some(word) = FOOTNOTE.into_iter().find(|word| rest.starts_with(word)) {
            at = inner_start + word.len();
            if footnote.is_some() {
                seen((open..at, Err(BraceError::NestedFootnote)));
            } else {
                push(&mut segments, &mut literal);
                footnote = Some((open, segments.len()));
                segments.push(Segment::FootnoteStart);
            }
            continue;
        }
        // Neither braces nor line ends belong into an identifier: a lost `}}` must not swallow the paragraph.
        let inner_end = inner_start + rest.find(['{', '}', '\n']).unwrap_or(rest.len());
        let closed = text.get(inner_end..).is_some_and(|rest| rest.starts_with("}}"));
        let inner = text.get(inner_start..inner_end).unwrap_or_default();
        at = if closed { inner_end + 2 } else { inner_start };
        if closed {
            let named = reference(inner.trim());
            seen((open..at, named));
            if let Ok((id, part)) = named {
                push(&mut segments, &mut literal);
                segments.push(Segment::Figure { id: id.into(), part });
            }
        } else {
            let wide = inner.contains('｝');
            seen((open..at, Err(if wide { BraceError::WideClose } else { BraceError::Unclosed })));
            literal.push_str("{{");
        }
    }
    push(&mut segments, &mut literal);
    if let Some((start, _)) = footnote {
        seen((start..start + 2, Err(BraceError::Unclosed)));
        segments.push(Segment::FootnoteEnd);
    }
    if asterisks.is_empty() {
        return segments;
    }
    let (segments, open) = strong::paired(segments, &asterisks);
    for at in open {
        seen((at..at + 2, Err(BraceError::OpenStrong)));
    }
    segments
}

/// What a backslash before this text makes characters: a brace, and the next one when it opens or closes as well; two
/// asterisks, or as many as there are.
pub(super) fn escaped(text: &str) -> &str {
    if text.starts_with("**") {
        return text.get(..text.len() - text.trim_start_matches('*').len()).unwrap_or_default();
    }
    let opens = |c: &char| matches!(c, '{' | '｛');
    let mut chars = text.chars();
    let Some(first) = chars.next().filter(|c| BRACES.contains(c)) else { return "" };
    let second = chars.next().filter(|c| BRACES.contains(c) && opens(c) == opens(&first));
    text.get(..first.len_utf8() + second.map_or(0, char::len_utf8)).unwrap_or_default()
}

/// A single line without the backslashes before its braces.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        plain.push_str(before);
        let token = escaped(behind);
        plain.push_str(if token.is_empty() { "\\" } else { token });
        rest = behind.get(token.len()..).unwrap_or_default();
    }
    plain + rest
}

/// Whether it has a brace, of either keyboard.
pub(super) fn has_brace(text: &str) -> bool {
    text.contains(BRACES)
}

/// Whether a backslash stands before one of its braces.
pub(super) fn has_escape(text: &str) -> bool {
    text.split('\\').skip(1).any(|behind| behind.starts_with(BRACES))
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

/// What `id` or `id.part` names; `id=amount` names the figure that is born there.
fn reference(name: &str) -> Result<(&str, FigurePart), BraceError> {
    if let Some((name, _)) = name.split_once(['=', '＝']) {
        let id = label(name.trim_end()).0;
        return if is_identifier(id) {
            Ok((id, FigurePart::Whole))
        } else {
            Err(BraceError::NotAnIdentifier)
        };
    }
    let (id, part) = match name.split_once('.') {
        Some((id, part)) => (id.trim_end(), FigurePart::named(part.trim_start())),
        None => (name, Some(FigurePart::Whole)),
    };
    if !is_identifier(id) {
        return Err(BraceError::NotAnIdentifier);
    }
    part.map(|part| (id, part)).ok_or(BraceError::NoSuchPart)
}

/// Name and label in `name（label）`.
pub(super) fn label(name: &str) -> (&str, Option<&str>) {
    let bracketed = name.strip_suffix(['）', ')']).and_then(|name| name.split_once(['（', '(']));
    bracketed.map_or((name, None), |(id, label)| (id.trim_end(), Some(label.trim())))
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

    /// Prose in the notation of the report file: `{{id}}` is a figure, `{{注：…}}` a footnote, `**` stands around words that
    /// stand out, `\{{` are two braces.
    ///
    /// Nothing is checked here; a `{{` that opens no figure stays text. A figure that is born here, as `{{id=23户}}`, is
    /// named and not defined: its report has it among its figures.
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

/// The notation of the report file, which [`Prose::parse`] reads back to the same segments, provided that words that stand
/// out have neither spaces nor asterisks at their ends.
impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut footnote = false;
        for (index, segment) in self.segments.iter().enumerate() {
            match segment {
                Segment::Figure { id, part: FigurePart::Whole } => write!(f, "{{{{{id}}}}}")?,
                Segment::Figure { id, part } => write!(f, "{{{{{id}.{}}}}}", part.name())?,
                Segment::FootnoteStart => {
                    footnote = true;
                    write!(f, "{{{{注：")?;
                }
                Segment::FootnoteEnd => {
                    footnote = false;
                    write!(f, "}}}}")?;
                }
                Segment::StrongStart | Segment::StrongEnd => f.write_str("**")?,
                // Lines are strings of their own in the file.
                Segment::NewLine => {}
                Segment::Text(text) => {
                    let braces_follow = matches!(
                        self.segments.get(index + 1),
                        Some(
                            Segment::Figure { .. }
                                | Segment::FootnoteStart
                                | Segment::FootnoteEnd
                                | Segment::StrongStart
                                | Segment::StrongEnd
                        )
                    );
                    write_text(f, text, braces_follow, footnote)?;
                }
            }
        }
        Ok(())
    }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str, braces_follow: bool, footnote: bool) -> fmt::Result {
    let slashes = |text: &str| "\\".repeat(text.len() - text.trim_end_matches('\\').len());
    let mut rest = text;
    while let Some(at) = rest.find(MARKS) {
        let (before, behind) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let token = escaped(behind);
        if behind.starts_with('*') {
            let slashes = if token.is_empty() { String::new() } else { slashes(before) + "\\" };
            let token = if token.is_empty() { "*" } else { token };
            write!(f, "{before}{slashes}{token}")?;
            rest = behind.get(token.len()..).unwrap_or_default();
            continue;
        }
        let opens = token.starts_with(['{', '｛']);
        // One alone opens nothing, and closes nothing where no footnote is open.
        let (mark, token) = match opens {
            true if token.chars().nth(1).is_some() => ("\\", token),
            false if footnote => ("\\", token),
            _ => ("", token.get(..token.chars().next().map_or(0, char::len_utf8)).unwrap_or_default()),
        };
        write!(f, "{before}{}{mark}{token}", slashes(before))?;
        rest = behind.get(token.len()..).unwrap_or_default();
    }
    write!(f, "{rest}{}", if braces_follow { slashes(rest) } else { String::new() })
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
        assert_eq!(parse(r"甲\{a}\｛｛b｝｝").0, [text("甲{a}｛｛b｝｝")]);
        assert_eq!(parse(r"甲\{\{a\}\}").0, [text("甲{{a}}")]);
        assert_eq!(parse(r"甲\乙\\｛").0, [text(r"甲\乙\｛")]);
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
    fn words_that_stand_out() {
        let (start, end) = (Segment::StrongStart, Segment::StrongEnd);
        let figure = Segment::figure("a");
        let (note, over) = (Segment::FootnoteStart, Segment::FootnoteEnd);
        for (source, expected) in [
            ("我们**坚持**干", vec![text("我们"), start.clone(), text("坚持"), end.clone(), text("干")]),
            (
                "**“一”**、**二**",
                vec![
                    start.clone(),
                    text("“一”"),
                    end.clone(),
                    text("、"),
                    start.clone(),
                    text("二"),
                    end.clone(),
                ],
            ),
            ("**共{{a}}**", vec![start.clone(), text("共"), figure.clone(), end.clone()]),
            ("**{{a}}**户", vec![start.clone(), figure, end.clone(), text("户")]),
            (
                "**甲{{注：乙**丙**}}**",
                vec![
                    start.clone(),
                    text("甲"),
                    note,
                    text("乙"),
                    start.clone(),
                    text("丙"),
                    end.clone(),
                    over,
                    end.clone(),
                ],
            ),
            // Masked names and numbers are no marks.
            ("张**、李**。", vec![text("张**、李**。")]),
            ("138****5678，***", vec![text("138****5678，***")]),
            ("2*3", vec![text("2*3")]),
            (r"张\**同志和李\**同志", vec![text("张**同志和李**同志")]),
            (r"路\\**甲**", vec![text(r"路\"), start.clone(), text("甲"), end.clone()]),
            ("甲** 乙 **丙**丁", vec![text("甲** 乙 "), start, text("丙"), end, text("丁")]),
        ] {
            let (segments, seen) = parse(source);
            assert_eq!(segments, expected, "{source}");
            assert!(seen.iter().all(|(_, good)| *good), "{source}");
            let prose = Prose { segments, ..Prose::default() };
            assert_eq!(Prose::parse(&prose.to_string()), prose, "{source} {prose}");
        }
        assert_eq!(parse("甲**乙").1, [("**".into(), false)]);
        assert_eq!(parse("甲**乙").0, [text("甲**乙")]);
        assert_eq!(segments_without_strong("**甲**", |_| {}), [text("**甲**")]);
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
            r"甲\｛｛a｝｝、\｛{b",
            r"甲{{注：乙\}}丙\}}}丁}}",
        ] {
            let prose = Prose::parse(source);
            assert_eq!(Prose::parse(&prose.to_string()), prose, "{source}");
        }
        for awkward in
            ["{{{{a}}\\", "{", "\\{", "\\\\{{{", "{{{", "{{{{", "\\", "\\｛{a", "｛｛｛", "}}", "\\}"]
        {
            let prose = Prose { segments: vec![text(awkward), Segment::figure("b")], ..Prose::default() };
            assert_eq!(Prose::parse(&prose.to_string()), prose, "{awkward} {prose}");
            let alone = Prose::text(awkward);
            assert_eq!(Prose::parse(&alone.to_string()), alone, "{awkward} {alone}");
            let note = [Segment::FootnoteStart, text(awkward), Segment::FootnoteEnd].to_vec();
            let note = Prose { segments: note, ..Prose::default() };
            assert_eq!(Prose::parse(&note.to_string()), note, "{awkward} {note}");
        }
    }
}
