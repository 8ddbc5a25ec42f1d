//! Figures that are born where they stand 就地写的指标: `{{财政收入=1.78亿元}}` in prose becomes a figure like one of `[figures]`.

use std::collections::BTreeMap;

use super::located::Located;
use crate::read::{Found, line_column};
use crate::report::{FigureFile, FigurePart, NumberText, QualifierWord, ReportFile, prose, unit};
use gongwen_document::{Diagnostic, Message};

/// Tables of the report file whose strings are no prose.
const NO_PROSE: [&str; 4] = ["figures.", "fields.", "batch.", "figures_table."];

/// What joins the ends of a range.
const JOINTS: [&str; 7] = ["——", "-", "—", "–", "～", "~", "至"];

/// Words before a number, the longer one first where one begins another.
const BEFORE: [(&str, QualifierWord); 6] = [
    ("超过", QualifierWord::MoreThan),
    ("不足", QualifierWord::Below),
    ("约", QualifierWord::About),
    ("近", QualifierWord::Nearly),
    ("超", QualifierWord::Exceeding),
    ("逾", QualifierWord::Beyond),
];

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
                found.push(fault.tell(id, written).at(located.place_within(path, range.clone())));
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

/// Why an amount is none.
enum Fault {
    /// Nothing is written.
    Empty,
    /// `22,961.97亩`: the number without its commas.
    Thousands(String),
    /// `２３户`: the amount with half-width digits.
    Wide(String),
    /// Two words say how exact it is.
    Twice,
    /// Anything else.
    NoAmount,
}

impl Fault {
    fn tell(self, id: &str, written: &str) -> Diagnostic {
        let (zh, en, fix) = match self {
            Fault::Empty => ("等号后面是空的".to_owned(), "nothing stands behind the =".to_owned(), None),
            Fault::Thousands(plain) => (
                format!("“{written}”里有千分撇，公文里的数不用"),
                format!("`{written}` has thousands separators"),
                Some(plain),
            ),
            Fault::Wide(plain) => (
                format!("“{written}”的数字是全角的"),
                format!("`{written}` has full-width digits"),
                Some(plain),
            ),
            Fault::Twice => (
                format!("“{written}”里约数词写了两个"),
                format!("`{written}` says twice how exact it is"),
                None,
            ),
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
}

impl FigureFile {
    /// The figure that an amount as it is printed makes, without a name 指标的数; none when it is no number with its unit.
    ///
    /// ```
    /// use gongwen_core::report::{FigureFile, QualifierWord};
    /// let figure = FigureFile::of_amount("70余万元").expect("an amount");
    /// assert_eq!((figure.unit.as_str(), figure.qualifier), ("万元", Some(QualifierWord::Over)));
    /// assert!(FigureFile::of_amount("若干").is_none());
    /// ```
    pub fn of_amount(written: &str) -> Option<FigureFile> {
        amount(written).ok()
    }
}

/// The figure of an amount as it is printed: `1.78亿元`, `70余万元`, `2.8万余元`, `约5000人`, `1-2名`, `98.9%`.
fn amount(written: &str) -> Result<FigureFile, Fault> {
    if written.is_empty() {
        return Err(Fault::Empty);
    }
    let plain: String = written.chars().map(half_width).collect();
    if plain != written {
        return Err(Fault::Wide(plain));
    }
    let (before, rest) = BEFORE
        .iter()
        .find_map(|(word, qualifier)| Some((Some(*qualifier), written.strip_prefix(word)?.trim_start())))
        .unwrap_or((None, written));
    let mut number = number(rest);
    if let Some((joint, upper)) = rest
        .get(number..)
        .and_then(|rest| JOINTS.iter().find_map(|joint| Some((joint.len(), rest.strip_prefix(joint)?))))
        && let upper @ 1.. = self::number(upper)
    {
        number += joint + upper;
    }
    let (value, rest) = rest.split_at_checked(number).unwrap_or(("", rest));
    if value.is_empty() {
        return Err(Fault::NoAmount);
    }
    if rest.starts_with([',', '，']) && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit()) {
        return Err(Fault::Thousands(written.replace([',', '，'], "")));
    }
    let (after, unit) = qualified(rest.trim());
    if unit.chars().any(|c| !(c.is_alphabetic() || "%％‰/·°℃㎡㎥²³".contains(c))) {
        return Err(Fault::NoAmount);
    }
    if before.is_some() && after.is_some() || words_left(&unit) {
        return Err(Fault::Twice);
    }
    Ok(FigureFile {
        value: Some(NumberText(value.to_owned())),
        unit,
        qualifier: before.or(after),
        ..FigureFile::default()
    })
}

/// How many bytes of a decimal stand at the start of the text.
fn number(text: &str) -> usize {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == digits.len() {
        return 0;
    }
    let fraction = rest.strip_prefix('.').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let rest = fraction.filter(|after| after.len() + 1 < rest.len()).unwrap_or(rest);
    text.len() - rest.len()
}

/// The word in what follows a number, and the unit without it.
fn qualified(rest: &str) -> (Option<QualifierWord>, String) {
    for (word, qualifier) in [("余", QualifierWord::Over), ("多", QualifierWord::More)] {
        if let Some(unit) = rest.strip_prefix(word) {
            return (Some(qualifier), unit.to_owned());
        }
    }
    let (scale, base) = unit::split_scale(rest);
    for (word, ten_thousand, hundred_million) in [
        ("余", QualifierWord::TenThousandOver, QualifierWord::HundredMillionOver),
        ("多", QualifierWord::TenThousandMore, QualifierWord::HundredMillionMore),
    ] {
        let qualifier = match scale {
            _ if scale.ends_with('亿') => hundred_million,
            _ if scale.ends_with('万') => ten_thousand,
            _ => continue,
        };
        if let Some(base) = base.strip_prefix(word) {
            return (Some(qualifier), format!("{scale}{base}"));
        }
    }
    for (word, qualifier) in [("左右", QualifierWord::Roughly), ("以上", QualifierWord::AtLeast)] {
        if let Some(unit) = rest.strip_suffix(word) {
            return (Some(qualifier), unit.to_owned());
        }
    }
    (None, rest.to_owned())
}

/// Whether a unit still has a word in it that says how exact its number is.
fn words_left(unit: &str) -> bool {
    let base = unit::base(unit);
    base.starts_with(['余', '多']) || ["左右", "以上", "以下"].iter().any(|word| unit.ends_with(word))
}

/// A full-width digit, point or sign as it should be.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' | '．' | '％' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
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
