//! Texts that come from the cells of a table and not from the report file: braces in them read as in the report.

use super::check::{single_braces, stray_braces};
use super::undefined::{no_part_of_text, not_defined};
use super::{FigurePart, Segment, prose};
use gongwen_document::{Diagnostic, Leftover, Message, leftover, leftover_in};

/// What a name in a cell stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A figure 指标.
    Figure,
    /// A text of the rows 文字栏.
    Text,
}

/// The text of a cell that is printed as it is, without the backslashes before its braces; `None` when that changes
/// nothing. It names no figure: what looks so is refused, as is what a spreadsheet writes where a value is missing.
pub(super) fn plain(text: &str, names: &dyn Fn(&str) -> bool) -> Result<Option<String>, Diagnostic> {
    if !prose::has_brace(text) {
        return leftover_in(text).map_or(Ok(None), Err);
    }
    let mut named = false;
    let mut segments = prose::segments_without_strong(text, |_| named = true).into_iter();
    let plain = match (segments.next(), segments.next()) {
        (Some(Segment::Text(plain)), None) if !named => plain,
        _ => return Err(refused(text)),
    };
    unmeant(text, names)?;
    Ok((*plain != *text).then(|| plain.to_string()))
}

/// The cell of a table that names figures as prose does; `None` when it names none and is printed as it is.
pub(super) fn prose(
    text: &str,
    named: &dyn Fn(&str) -> Option<Named>,
) -> Result<Option<Vec<Segment>>, Diagnostic> {
    if !prose::has_brace(text) {
        return leftover_in(text).map_or(Ok(None), Err);
    }
    let mut fault = None;
    let segments = prose::segments_without_strong(text, |(range, read)| {
        let told = match read {
            Ok((id, _)) if text.get(range.clone()).is_some_and(|it| it.contains(['=', '＝'])) => {
                Some(born(id))
            }
            Ok((id, part)) => wrong_name(id, part, named),
            Err(_) => Some(refused(text)),
        };
        if fault.is_none() {
            fault = told;
        }
    });
    if let Some(fault) = fault {
        return Err(fault);
    }
    unmeant(text, &|name| named(name).is_some())?;
    let same = matches!(segments.as_slice(), [Segment::Text(plain)] if **plain == *text);
    Ok((!same).then_some(segments))
}

/// What is wrong with a name in a cell and what is asked of it.
pub(super) fn wrong_name(
    id: &str,
    part: FigurePart,
    named: &dyn Fn(&str) -> Option<Named>,
) -> Option<Diagnostic> {
    match named(id) {
        Some(Named::Text) if !matches!(part, FigurePart::Whole | FigurePart::Value) => {
            Some(no_part_of_text(id))
        }
        Some(_) => None,
        None => Some(not_defined(id).help(Message::new(
            "写 [figures] 里的指标、[fields] 里的文字栏（批量时），或者直接写上内容；就要印花括号的，前面加反斜杠：\\{{",
            "use a name of [figures], or of [fields] in a batch, or write the value itself; braces that are meant are \\{{",
        ))),
    }
}

/// A figure that would be born in a table of a file: it would be printed as another one of this name is.
fn born(id: &str) -> Diagnostic {
    let message = Message::new(
        format!("表格文件里不能定义指标 {id}"),
        format!("the figure {id} cannot be defined in the file of a table"),
    );
    Diagnostic::error("figures/born", message).help(Message::new(
        format!("直接写上数和单位；正文里也要用的，在报告文件里写 {{{{{id}=…}}}}，这里写 {{{{{id}}}}}"),
        format!("write the number and its unit, or define {{{{{id}=…}}}} in the report file and write {{{{{id}}}}} here"),
    ))
}

/// What stands in a text besides references and the braces behind a backslash, and must not be printed.
fn unmeant(text: &str, names: &dyn Fn(&str) -> bool) -> Result<(), Diagnostic> {
    if let Some((name, written)) = stray_braces(text, names) {
        return Err(match written {
            Some(written) => single_braces(name, written),
            None => refused(text),
        });
    }
    let without = text.replace(['{', '｛'], " ");
    match leftover(&without) {
        Some(fault) => Err(fault.tell(text)),
        None => Ok(()),
    }
}

fn refused(text: &str) -> Diagnostic {
    leftover_in(text).unwrap_or_else(|| Leftover::Braces("{{").tell(text))
}
