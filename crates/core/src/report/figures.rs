//! Figures of a report file: their values, and whether what refers to them can find them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::check::{Located, did_you_mean};
use super::doubled::Beside;
use super::prose::{is_identifier, unescaped};
use super::related::related;
use super::undefined::{no_part_of_text, not_defined, qualified_twice};
use super::{
    Field, Figure, FigureFile, FigurePart, FiguresFile, FileKind, NumberText, Qualifier, QualifierWord,
    Relation, Report, Rollup, RollupWord, Upper, amount, circles, unit,
};
use crate::read::{Found, defined_twice};
use gongwen_document::{Diagnostic, Message};

/// Every `{{id}}` of the prose.
#[derive(Default)]
pub(super) struct Uses(Vec<Use>);

struct Use {
    id: String,
    part: FigurePart,
    path: Arc<str>,
    range: Range<usize>,
    beside: Beside,
}

impl Uses {
    pub(super) fn add(&mut self, id: &str, part: FigurePart, path: &Arc<str>, range: Range<usize>) {
        self.add_beside(id, part, path, range, Beside::default());
    }

    /// A figure that has words beside it.
    pub(super) fn add_beside(
        &mut self,
        id: &str,
        part: FigurePart,
        path: &Arc<str>,
        range: Range<usize>,
        beside: Beside,
    ) {
        self.0.push(Use { id: id.to_owned(), part, path: Arc::clone(path), range, beside });
    }

    /// Whether this figure is named, and nowhere but below this path; the table of figures does not count.
    pub(super) fn only_below(&self, id: &str, path: &str) -> bool {
        let mut uses =
            self.0.iter().filter(|it| it.id == id && !it.path.starts_with("figures_table")).peekable();
        uses.peek().is_some()
            && uses.all(|it| it.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('.')))
    }

    /// The parts of figures that somebody asks for, each once.
    pub(super) fn parts(&self) -> BTreeSet<(String, FigurePart)> {
        let parts = self.0.iter().filter(|it| !matches!(it.part, FigurePart::Whole | FigurePart::Value));
        parts.map(|it| (it.id.clone(), it.part)).collect()
    }
}

/// The figures themselves; a figure that cannot be understood is reported and stands as zero, so that its uses are found.
///
/// Those without a value are named in `open`, which is an error unless the rows of a table give them.
pub(super) fn read(
    file: FiguresFile,
    by_rows: bool,
    open: &mut BTreeSet<String>,
    located: &Located<'_>,
    found: &mut Found,
) -> Vec<Figure> {
    let reader = |(id, figure): (String, FigureFile)| {
        if figure.value.is_none() {
            open.insert(id.clone());
        }
        FigureReader { id, by_rows, located, found }.figure(figure)
    };
    file.0.into_iter().map(reader).collect()
}

struct FigureReader<'r, 's> {
    id: String,
    by_rows: bool,
    located: &'r Located<'s>,
    found: &'r mut Found,
}

impl FigureReader<'_, '_> {
    fn figure(mut self, file: FigureFile) -> Figure {
        if !is_identifier(&self.id) {
            self.report(
                "",
                "figures/name",
                Message::new(
                    format!("“{}”不能做指标的名字", self.id),
                    format!("`{}` cannot name a figure", self.id),
                ),
                Message::new(
                    "名字用字母、数字、_ 和 -，也可以用汉字",
                    "a name is letters, digits, _ and -, Chinese allowed",
                ),
            );
        }
        if file.label.trim().is_empty() {
            self.report(
                "label",
                "report/blank",
                Message::new("这里是空的", "nothing is written here"),
                Message::new("写上指标的名称", "write what the figure is"),
            );
        }
        let (value, upper) = match &file.value {
            Some(value) => self.value(value),
            None => self.no_value(),
        };
        let qualifier = file.qualifier.and_then(|word| self.qualifier(word, &file.unit));
        if upper.is_some() && qualifier.is_some() {
            self.report(
                "qualifier",
                "figures/qualifier",
                Message::new("范围不能再加约数词", "a range takes no qualifier"),
                Message::new("范围和约数词只留一个", "keep the range or the qualifier"),
            );
        }
        if file.unit.contains(|c: char| c.is_whitespace() || c.is_ascii_digit()) {
            self.report(
                "unit",
                "figures/unit",
                Message::new(
                    format!("单位“{}”里有空格或者数字", file.unit),
                    format!("the unit `{}` has a space or a digit in it", file.unit),
                ),
                Message::new("单位只写单位，如 unit = \"亩\"", "write the unit alone, as unit = \"亩\""),
            );
        }
        let previous = file.previous.as_ref().and_then(|text| self.single(text, "previous"));
        let target = file.target.as_ref().and_then(|text| self.single(text, "target"));
        let relation = self.relation(file.sum_of, file.rate_of, file.growth_of);
        let rollup = self.rollup(file.rollup, file.weight);
        Figure {
            label: unescaped(file.label.trim()),
            value,
            upper,
            unit: file.unit,
            qualifier,
            previous,
            target,
            relation,
            rollup,
            zero_is_none: file.zero_is_none,
            span: self.located.place(&format!("figures.{}", self.id)).span,
            id: self.id,
        }
    }

    fn report(&mut self, field: &str, code: &'static str, message: Message, help: Message) {
        let dot = if field.is_empty() { "" } else { "." };
        let path = format!("figures.{}{dot}{field}", self.id);
        self.found.push(Diagnostic::error(code, message).at(self.located.place(&path)).help(help));
    }

    fn no_value(&mut self) -> (Decimal, Option<Upper>) {
        if !self.by_rows {
            let id = self.id.clone();
            self.report(
                "",
                "figures/no-value",
                Message::new(format!("指标 {id} 没有写数值"), format!("the figure {id} has no value")),
                Message::new(
                    "写上 value = …；由表格的每一行给出的，在文件里加上 [batch]",
                    "write value = …; if the rows of a table give it, add [batch] to the file",
                ),
            );
        }
        (Decimal::ZERO, None)
    }

    fn rollup(&mut self, word: Option<RollupWord>, weight: Option<String>) -> Option<Rollup> {
        if weight.is_some() && word != Some(RollupWord::Average) {
            self.report(
                "weight",
                "figures/rollup",
                Message::new("只有加权平均才写权数", "only an average has a weight"),
                Message::new(
                    "写上 rollup = \"average\"，或者删去 weight",
                    "write rollup = \"average\", or delete weight",
                ),
            );
        }
        Some(match word? {
            RollupWord::Sum => Rollup::Sum,
            RollupWord::Average => Rollup::Average(weight),
            RollupWord::Count => Rollup::Count,
            RollupWord::Max => Rollup::Max,
        })
    }

    fn value(&mut self, text: &NumberText) -> (Decimal, Option<Upper>) {
        let text = text.0.trim();
        let digits = |c: char| c.is_ascii_digit() || c == '.';
        if let Some(value) = decimal(text) {
            return (value, None);
        }
        let lower_end = text.find(|c: char| !digits(c)).unwrap_or(text.len());
        let upper_start = text.trim_end_matches(digits).len();
        let parts = (text.get(..lower_end), text.get(lower_end..upper_start), text.get(upper_start..));
        if let (Some(lower), Some(joint @ ("-" | "—" | "–" | "——" | "～" | "~" | "至")), Some(upper)) = parts
            && let (Some(lower), Some(upper)) = (decimal(lower), decimal(upper))
        {
            if lower >= upper {
                self.report(
                    "value",
                    "figures/range",
                    Message::new(
                        format!("范围 {text} 的前一个数不小于后一个数"),
                        format!("the range {text} does not rise"),
                    ),
                    Message::new("小数在前，大数在后，如 \"1-2\"", "the smaller number first, as \"1-2\""),
                );
            }
            return (lower, Some(Upper { joint: joint.to_owned(), value: upper }));
        }
        self.not_a_number(text, "value");
        (Decimal::ZERO, None)
    }

    fn single(&mut self, text: &NumberText, field: &str) -> Option<Decimal> {
        let value = decimal(text.0.trim());
        if value.is_none() {
            self.not_a_number(&text.0, field);
        }
        value
    }

    fn not_a_number(&mut self, text: &str, field: &str) {
        if let Some(fields) = amount::more_than_a_number(text).filter(|_| !self.found.is_full()) {
            let fields = fields.replacen("value", field, 1);
            self.report(
                field,
                "figures/value",
                Message::new(format!("“{text}”不是单独一个数"), format!("`{text}` is more than a number")),
                Message::new(format!("写成 {fields}"), format!("write {fields}")),
            );
            return;
        }
        self.report(
            field,
            "figures/value",
            Message::new(format!("“{text}”不是一个数"), format!("`{text}` is not a number")),
            Message::new(
                "只写数字和小数点，最多 28 位，如 22961.97；单位写在 unit，约、余写在 qualifier；范围写 \"1-2\"",
                "digits and a point only, at most 28 of them, as 22961.97; the unit goes to `unit`, 约 or 余 to `qualifier`; a range is \"1-2\"",
            ),
        );
    }

    fn qualifier(&mut self, word: QualifierWord, unit: &str) -> Option<Qualifier> {
        let scaled = |scale: &str| unit.starts_with(scale) || unit::split_scale(unit).0.ends_with(scale);
        let (qualifier, scale) = match word {
            QualifierWord::About => (Qualifier::About, ""),
            QualifierWord::Nearly => (Qualifier::Nearly, ""),
            QualifierWord::Exceeding => (Qualifier::Exceeding, ""),
            QualifierWord::MoreThan => (Qualifier::MoreThan, ""),
            QualifierWord::Beyond => (Qualifier::Beyond, ""),
            QualifierWord::Below => (Qualifier::Below, ""),
            QualifierWord::Over => (Qualifier::Over, ""),
            QualifierWord::TenThousandOver => (Qualifier::OverAfterScale, "万"),
            QualifierWord::HundredMillionOver => (Qualifier::OverAfterScale, "亿"),
            QualifierWord::More => (Qualifier::More, ""),
            QualifierWord::TenThousandMore => (Qualifier::MoreAfterScale, "万"),
            QualifierWord::HundredMillionMore => (Qualifier::MoreAfterScale, "亿"),
            QualifierWord::Roughly => (Qualifier::Roughly, ""),
            QualifierWord::AtLeast => (Qualifier::AtLeast, ""),
        };
        if scaled(scale) {
            return Some(qualifier);
        }
        let word = qualifier.word();
        self.report(
            "qualifier",
            "figures/qualifier",
            Message::new(
                format!("“{scale}{word}”要求单位以“{scale}”开头，单位却是“{unit}”"),
                format!("`{scale}{word}` needs a unit that begins with {scale}, but it is `{unit}`"),
            ),
            Message::new(
                format!("单位写 \"{scale}{unit}\"，或者约数词写 \"{word}\""),
                format!("write the unit as \"{scale}{unit}\", or the qualifier as \"{word}\""),
            ),
        );
        None
    }

    fn relation(
        &mut self,
        sum: Option<Vec<String>>,
        rate: Option<super::RateFile>,
        growth: Option<String>,
    ) -> Option<Relation> {
        let written =
            [("sum_of", sum.is_some()), ("rate_of", rate.is_some()), ("growth_of", growth.is_some())];
        let mut written = written.iter().filter(|(_, written)| *written).map(|(name, _)| *name);
        if let (Some(first), Some(second)) = (written.next(), written.next()) {
            self.report(
                second,
                "figures/relation",
                Message::new(
                    format!("{first} 和 {second} 不能都写"),
                    format!("{first} and {second} exclude each other"),
                ),
                Message::new(
                    "一个指标只能有一种关系，删去一个",
                    "a figure has one relation; delete one of them",
                ),
            );
        }
        if let Some(parts) = &sum
            && parts.len() < 2
        {
            self.report(
                "sum_of",
                "figures/relation",
                Message::new("合计至少要两项", "a sum has at least two parts"),
                Message::new("如 sum_of = [\"甲\", \"乙\"]", "as sum_of = [\"a\", \"b\"]"),
            );
        }
        sum.map(Relation::SumOf)
            .or(rate.map(|rate| Relation::Ratio { numerator: rate.numerator, denominator: rate.denominator }))
            .or(growth.map(Relation::GrowthOf))
    }
}

/// A decimal exactly as written: no exponent, at most 28 digits; `_` between digits as TOML allows it.
fn decimal(text: &str) -> Option<Decimal> {
    let text = text.strip_prefix('+').unwrap_or(text);
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    if !plain(whole) || !plain(fraction) {
        return None;
    }
    Decimal::from_str_exact(&text.replace('_', "")).ok()
}

/// References: from prose to figures, and between figures.
/// Prose may name `fields` too.
pub(super) fn check(
    report: &Report,
    fields: &[Field],
    uses: &Uses,
    by_rows: bool,
    located: &Located<'_>,
    found: &mut Found,
) {
    let figures = &report.figures;
    let mut by_id: BTreeMap<&str, &Figure> = BTreeMap::new();
    for figure in figures {
        if by_id.insert(&figure.id, figure).is_some() {
            found.push(defined_twice(&figure.id).at(located.place(&format!("figures.{}", figure.id))));
        }
    }
    let fields: BTreeSet<&str> = fields.iter().map(|field| field.id.as_str()).collect();
    let stated: BTreeMap<&str, &Figure> =
        figures.iter().rev().filter_map(|figure| Some((figure.growth_of()?, figure))).collect();
    let mut used = BTreeSet::new();
    for reference in &uses.0 {
        used.insert(reference.id.as_str());
        if !by_id.contains_key(reference.id.as_str()) && !fields.contains(reference.id.as_str()) {
            // Place and suggestion cost a walk through the string and through all figures.
            if found.is_full() {
                found.push(not_defined(&reference.id));
            } else {
                let place = located.place_within(&reference.path, reference.range.clone());
                found.push(undefined(&reference.id, &by_id, &fields).at(place));
            }
            continue;
        }
        let figure = by_id.get(reference.id.as_str());
        let place = || located.place_within(&reference.path, reference.range.clone());
        let growth = stated.get(reference.id.as_str()).copied();
        match figure.map(|figure| (figure, figure.part_beside(reference.part, "", growth))) {
            None if reference.part != FigurePart::Whole && reference.part != FigurePart::Value => {
                found.push(no_part_of_text(&reference.id).at(place()));
            }
            // What rows give is looked at when they give it.
            Some((figure, Err(fault))) if !by_rows => {
                let told = match located.is_born(&figure.id) {
                    true => fault.tell_of_born(figure),
                    false => fault.tell(figure),
                };
                found.push(if found.is_full() { told } else { told.at(place()) });
            }
            Some((figure, Ok(_))) if reference.part == FigurePart::Whole => {
                if let Some(word) = figure.qualifier.and_then(|it| reference.beside.doubles(it)) {
                    found.push(qualified_twice(figure, word).at(place()));
                }
            }
            _ => {}
        }
    }
    for figure in figures {
        for (path, part) in related(figure) {
            used.insert(part);
            let place = || located.place(&path);
            if part == figure.id {
                found.push(
                    Diagnostic::error(
                        "figures/self-reference",
                        Message::new(
                            format!("指标 {part} 引用了自己"),
                            format!("the figure {part} refers to itself"),
                        ),
                    )
                    .at(place())
                    .help(Message::new("写别的指标的名字", "name other figures")),
                );
            } else if let Some(other) = by_id.get(part) {
                check_units(figure, other, &by_id, located, &path, found);
            } else if found.is_full() {
                found.push(not_defined(part));
            } else {
                found.push(undefined(part, &by_id, &BTreeSet::new()).at(place()));
            }
        }
    }
    for figure in figures {
        let Some(Rollup::Average(Some(weight))) = &figure.rollup else { continue };
        used.insert(weight.as_str());
        if !by_id.contains_key(weight.as_str()) {
            let place = located.place(&format!("figures.{}.weight", figure.id));
            found.push(undefined(weight, &by_id, &BTreeSet::new()).at(place));
        }
    }
    circles::check(figures, &by_id, located, found);
    // Nobody has read them yet.
    let tables = report.files().iter().any(|file| matches!(file.kind, FileKind::Table { .. }));
    // What states the growth of a figure is printed with it 同比.
    let states = |figure: &Figure| figure.growth_of().is_some_and(|of| used.contains(of));
    let unused = |figure: &&Figure| {
        is_identifier(&figure.id)
            && figure.rollup.is_none()
            && !used.contains(figure.id.as_str())
            && !states(figure)
    };
    for figure in figures.iter().filter(unused) {
        found.push(
            Diagnostic::warning(
                "figures/unused",
                Message::new(
                    format!("指标 {} 没有用到", figure.id),
                    format!("the figure {} is used nowhere", figure.id),
                ),
            )
            .at(located.place(&format!("figures.{}", figure.id)))
            .help(match tables {
                true => Message::new(
                    format!(
                        "file 的表格里写了 {{{{{}}}}} 的不用管；没有写的，在正文里写，或者删去它",
                        figure.id
                    ),
                    format!(
                        "if a table in a file names {{{{{}}}}} that is fine; else name it, or delete it",
                        figure.id
                    ),
                ),
                false => Message::new(
                    format!("在正文里写 {{{{{}}}}}，或者删去它", figure.id),
                    format!("write {{{{{}}}}} in the prose, or delete it", figure.id),
                ),
            }),
        );
    }
}

fn undefined(id: &str, by_id: &BTreeMap<&str, &Figure>, fields: &BTreeSet<&str>) -> Diagnostic {
    let known = by_id.keys().copied().chain(fields.iter().copied());
    let help = did_you_mean(id, known).unwrap_or_else(|| {
        let bare = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        let key = if bare { id.to_owned() } else { format!("\"{id}\"") };
        Message::new(
            format!(
                "第一次写这个数的地方写成 {{{{{id}=数和单位}}}}，如 {{{{{id}=23户}}}}；或者在 [figures] 里加一行：{key} = {{ label = \"…\", value = …, unit = \"…\" }}"
            ),
            format!(
                "define it where it stands first, as {{{{{id}=23户}}}}, or add a line to [figures]: {key} = {{ label = \"…\", value = …, unit = \"…\" }}"
            ),
        )
    });
    not_defined(id).help(help)
}

fn check_units(
    figure: &Figure,
    other: &Figure,
    by_id: &BTreeMap<&str, &Figure>,
    located: &Located<'_>,
    path: &str,
    found: &mut Found,
) {
    let (left, right) = match &figure.relation {
        Some(Relation::SumOf(_)) => (figure, other),
        // Only a share in % needs one unit above and below: 元 by 人 is a rate, too.
        Some(Relation::Ratio { numerator, denominator })
            if matches!(figure.unit.as_str(), "%" | "％" | "‰" | "") && other.id == *denominator =>
        {
            let Some(numerator) = by_id.get(numerator.as_str()) else { return };
            (*numerator, other)
        }
        _ => return,
    };
    if unit::base(&left.unit) != unit::base(&right.unit) {
        found.push(
            Diagnostic::error(
                "figures/unit-mismatch",
                Message::new(
                    format!(
                        "{} 的单位是“{}”，{} 的单位是“{}”，不能合计或者相除",
                        left.id, left.unit, right.id, right.unit
                    ),
                    format!(
                        "{} is in `{}`, {} in `{}`: they cannot be added or divided",
                        left.id, left.unit, right.id, right.unit
                    ),
                ),
            )
            .at(located.place(path))
            .help(Message::new(
                "用同一种单位（元、万元、亿元可以混用）",
                "use one unit (元, 万元 and 亿元 may be mixed)",
            )),
        );
    }
}
