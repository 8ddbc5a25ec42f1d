//! Figures that are born where they stand 就地写的指标: `{{财政收入=1.78亿元}}` in prose becomes a figure like one of `[figures]`.

use std::collections::BTreeMap;

use super::located::Located;
use crate::read::{Found, line_column};
use crate::report::amount::{Fault, amount};
use crate::report::{FigureFile, FigurePart, NumberText, ReportFile, prose};
use gongwen_document::{Diagnostic, Message};

/// Tables of the report file whose strings are no prose.
const NO_PROSE: [&str; 4] = ["figures.", "fields.", "batch.", "figures_table."];

/// Moves the figures that the prose defines to those of the file, in the order in which they stand, and notes where each
/// of them is. Those of a second definition are told with both places.
pub(super) fn born(
    strings: &[(String, String)],
    file: &mut ReportFile,
    located: &mut Located<'_>,
    found: &mut Found,
) {
    let may = |(path, text): &&(String, String)| {
        text.contains(['=', '＝']) && !NO_PROSE.iter().any(|table| path.starts_with(table))
    };
    let mut strings: Vec<&(String, String)> = strings.iter().filter(may).collect();
    if strings.is_empty() {
        return;
    }
    // As the file has them; without a file as their paths are.
    strings.sort_by_key(|(path, _)| located.span(path).map_or(usize::MAX, |span| span.start));
    let mut first: BTreeMap<String, String> =
        file.figures.0.iter().map(|(id, _)| (id.clone(), format!("figures.{id}"))).collect();
    for (path, text) in strings {
        let mut definitions = Vec::new();
        prose::segments(text, |(range, read)| {
            if let Ok((id, FigurePart::Whole)) = read
                && let Some(Definition { label, amount }) = text.get(range.clone()).and_then(definition)
            {
                definitions.push((range, id, label, amount));
            }
        });
        for (range, id, label, written) in definitions {
            if found.is_full() {
                return;
            }
            if let Some(earlier) = first.get(id) {
                let told = twice(id, earlier, located);
                found.push(told.at(located.place_within(path, range)));
                continue;
            }
            first.insert(id.to_owned(), format!("figures.{id}"));
            let figure = amount(written).unwrap_or_else(|fault| {
                found.push(tell(fault, id, written).at(located.place_within(path, range.clone())));
                FigureFile { value: Some(NumberText("0".into())), ..FigureFile::default() }
            });
            located.born(id, path, range);
            file.figures
                .0
                .push((id.to_owned(), FigureFile { label: label.unwrap_or(id).to_owned(), ..figure }));
        }
    }
}

/// What stands between braces, behind the name.
struct Definition<'t> {
    label: Option<&'t str>,
    amount: &'t str,
}

/// The definition in `{{name（label）=amount}}`.
fn definition(written: &str) -> Option<Definition<'_>> {
    let inner = written.strip_prefix("{{")?.strip_suffix("}}")?;
    let (name, amount) = inner.split_once(['=', '＝'])?;
    Some(Definition { label: prose::label(name.trim()).1, amount: amount.trim() })
}

/// What is said of an amount that is none.
fn tell(fault: Fault, id: &str, written: &str) -> Diagnostic {
    let (zh, en, fix) = match fault {
        Fault::Empty => ("等号后面是空的".to_owned(), "nothing stands behind the =".to_owned(), None),
        Fault::Thousands(plain) => (
            format!("“{written}”里有千分撇，公文里的数不用"),
            format!("`{written}` has thousands separators"),
            Some(plain),
        ),
        Fault::Wide(plain) => {
            (format!("“{written}”的数字是全角的"), format!("`{written}` has full-width digits"), Some(plain))
        }
        Fault::Twice => {
            (format!("“{written}”里约数词写了两个"), format!("`{written}` says twice how exact it is"), None)
        }
        Fault::NoAmount => (
            format!("“{written}”不是一个数和它的单位"),
            format!("`{written}` is no number with its unit"),
            None,
        ),
    };
    let help = match fix {
        Some(plain) => {
            Message::new(format!("写成 {{{{{id}={plain}}}}}"), format!("write {{{{{id}={plain}}}}}"))
        }
        None => Message::new(
            format!(
                "等号后面写阿拉伯数字和单位，约数词照印出来的样子写，如 {{{{{id}=70余万元}}}}、{{{{{id}=约5000人}}}}；范围写 1-2名；不用引用的数直接写在句子里"
            ),
            format!(
                "write digits and a unit, as {{{{{id}=70余万元}}}}; a range is 1-2名; a number that is not used again needs no braces"
            ),
        ),
    };
    Diagnostic::error("figures/born", Message::new(zh, en)).help(help)
}

fn twice(id: &str, earlier: &str, located: &Located<'_>) -> Diagnostic {
    let place = located.place(earlier);
    let line = place.span.map(|span| line_column(located.source, span.start).0);
    let (zh, en) = match line {
        Some(line) => (format!("第一次在第 {line} 行"), format!("first in line {line}")),
        None => (format!("第一次在 {}", place.path), format!("first in {}", place.path)),
    };
    Diagnostic::error(
        "figures/defined-twice",
        Message::new(
            format!("指标 {id} 定义了两次，{zh}"),
            format!("the figure {id} is defined twice, {en}"),
        ),
    )
    .help(Message::new(
        format!("同一个数，这里写 {{{{{id}}}}}；另一个数，换一个名字"),
        format!("for the same number write {{{{{id}}}}} here; give another number another name"),
    ))
}
