//! Which column fills what: by `[batch.columns]`, else by the names of figures and fields.

use std::borrow::Cow;
use std::collections::HashSet;

use gongwen_core::read::nearest;
use gongwen_core::report::{Figure, FigurePart, Form};
use gongwen_document::{Diagnostic, Message, Place};

use crate::rows::{Header, TableOptions, plain_name};

/// The columns of one figure, each by its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FigureColumns {
    pub(crate) value: Option<usize>,
    pub(crate) previous: Option<usize>,
    pub(crate) target: Option<usize>,
}

/// Finds columns by name, and remembers which were asked for.
pub(crate) struct Finder<'h> {
    pub(crate) header: &'h Header,
    /// The year of the report; 0 where it has none.
    year: i16,
    /// What counts of the texts of each column's head when names are compared.
    plain: Vec<Plain>,
    /// What `[batch.columns]` says of each column.
    mapped: Vec<Option<String>>,
    pub(crate) used: Vec<bool>,
    pub(crate) found: Vec<Diagnostic>,
}

/// The head of a column as it is compared with names: whole, and without its unit. Made once, for each figure asks for
/// half a dozen names in each column.
struct Plain {
    header: String,
    name: String,
}

impl<'h> Finder<'h> {
    /// The columns of this header, with what the file says of them.
    pub(crate) fn new(header: &'h Header, form: &Form) -> Finder<'h> {
        let count = header.columns.len();
        let (mapped, used) = (vec![None; count], vec![false; count]);
        let plain = |name: &str| plain_name(name).into_owned();
        let columns = header.columns.iter();
        let plain = columns.map(|column| Plain { header: plain(&column.header), name: plain(&column.name) });
        let plain = plain.collect();
        let mut finder = Finder { header, year: form.report().year, plain, mapped, used, found: Vec::new() };
        for (name, target) in form.columns() {
            let target = &in_english(target);
            if !finder.known_target(target, form) {
                finder.found.push(unknown_target(name, target, form));
                continue;
            }
            let columns = finder.named(name);
            match (columns.first(), columns.get(1)) {
                (Some(first), Some(second)) => {
                    let twice = finder.unclear(name, *first, *second);
                    finder.found.push(twice);
                }
                (Some(index), None) => {
                    if let Some(place) = finder.mapped.get_mut(*index) {
                        *place = Some(target.clone());
                    }
                }
                (None, _) => {
                    let missing = finder.missing(name, &format!("batch.columns 把它对应到 {target}"), target);
                    finder.found.push(missing);
                }
            }
        }
        finder
    }

    /// The columns that a name of `[batch.columns]` may mean: those with this header; the second of two with
    /// `单位[2]`; the one with these letters, `C`.
    fn named(&self, name: &str) -> Vec<usize> {
        let called = |name: &str| {
            let name = plain_name(name);
            let whole = positions(&self.plain, |column| column.header == name);
            (whole, positions(&self.plain, |column| column.name == name))
        };
        let (whole, bare) = called(name);
        if !whole.is_empty() {
            return whole;
        }
        if !bare.is_empty() {
            return bare;
        }
        if let Some((name, number)) = numbered(name) {
            let (whole, bare) = called(name);
            let nth = |found: Vec<usize>| found.get(number - 1).copied();
            return nth(whole).or_else(|| nth(bare)).into_iter().collect();
        }
        let letters = name.trim();
        positions(&self.header.columns, |column| {
            !letters.is_empty() && column.letters.eq_ignore_ascii_case(letters)
        })
    }

    /// What to say of a name that two columns have.
    fn unclear(&self, name: &str, first: usize, second: usize) -> Diagnostic {
        let letters =
            |index: usize| self.header.columns.get(index).map_or("", |column| column.letters.as_str());
        let (one, other) = (letters(first), letters(second));
        let row = Some(self.header.row).filter(|row| *row > 0);
        Diagnostic::error(
            "rows/column-twice",
            Message::new(
                format!("{one} 栏和 {other} 栏都叫“{name}”，[batch.columns] 里没有说是哪一栏"),
                format!(
                    "the columns {one} and {other} are both `{name}`, and [batch.columns] does not say which"
                ),
            ),
        )
        .at(self.header.place(Some(second), row, None))
        .help(Message::new(
            format!("写 \"{name}[1]\"、\"{name}[2]\"，或者写栏的字母 \"{one}\"、\"{other}\""),
            format!("write \"{name}[1]\" or \"{name}[2]\", or the letters \"{one}\" or \"{other}\""),
        ))
    }

    fn known_target(&self, target: &str, form: &Form) -> bool {
        let (figure, part) = target.split_once('.').map_or((target, ""), |(figure, part)| (figure, part));
        let is_figure = |id: &str| form.report().figures.iter().any(|figure| figure.id == id);
        (is_figure(figure) && matches!(part, "" | "value" | "previous" | "target"))
            || form.fields().iter().any(|field| field.id == target)
            || Form::ELEMENTS.iter().any(|(path, _)| *path == target)
    }

    /// The columns of a figure.
    pub(crate) fn figure(&mut self, figure: &Figure) -> FigureColumns {
        let id = figure.id.as_str();
        let targets =
            [id.to_owned(), format!("{id}.value"), format!("{id}.previous"), format!("{id}.target")];
        let [of_value, of_value_too, of_previous, of_target] = targets.each_ref().map(String::as_str);
        let names = names_of(figure, self.year);
        let [value, previous, target] =
            names.each_ref().map(|names| names.iter().map(String::as_str).collect::<Vec<_>>());
        FigureColumns {
            value: self.column(&[of_value, of_value_too], &value),
            previous: self.column(&[of_previous], &previous),
            target: self.column(&[of_target], &target),
        }
    }

    /// The column that the file maps to one of `targets`, else the one that is not mapped and has one of `names`.
    pub(crate) fn column(&mut self, targets: &[&str], names: &[&str]) -> Option<usize> {
        let mapped =
            |target: &Option<String>| target.as_deref().is_some_and(|target| targets.contains(&target));
        let by_file: Vec<usize> = positions(&self.mapped, mapped);
        let candidates = match by_file.is_empty() {
            false => by_file,
            true => {
                let plain: HashSet<Cow<'_, str>> = names.iter().map(|name| plain_name(name)).collect();
                let free = |index: &usize| {
                    self.mapped.get(*index).is_some_and(|target| self.leaves_free(target, targets))
                };
                let whole = positions(&self.plain, |column| plain.contains(column.header.as_str()));
                let whole: Vec<usize> = whole.into_iter().filter(free).collect();
                let bare = || {
                    let bare = positions(&self.plain, |column| plain.contains(column.name.as_str()));
                    bare.into_iter().filter(free).collect::<Vec<usize>>()
                };
                let numbered = || {
                    let numbered = names.iter().filter(|name| numbered(name).is_some());
                    numbered.flat_map(|name| self.named(name)).filter(free).collect::<Vec<usize>>()
                };
                [whole]
                    .into_iter()
                    .chain(std::iter::once_with(bare))
                    .chain(std::iter::once_with(numbered))
                    .find(|found| !found.is_empty())
                    .unwrap_or_default()
            }
        };
        let first = *candidates.first()?;
        if let Some(second) = candidates.get(1) {
            // Several fields may ask for the same two, and the file may name them: they are told once.
            let twice = self.twice(first, *second);
            if !self.found.iter().any(|told| told.code == twice.code && told.place == twice.place) {
                self.found.push(twice);
            }
        }
        if let Some(used) = self.used.get_mut(first) {
            *used = true;
        }
        Some(first)
    }

    /// A column that the file maps to a figure still serves other figures of the same label: a sum and a largest value.
    fn leaves_free(&self, mapped: &Option<String>, targets: &[&str]) -> bool {
        match mapped {
            None => true,
            Some(mapped) => {
                !mapped.contains('.') && !targets.first().is_some_and(|target| target.contains('.'))
            }
        }
    }

    /// What to say of a column that is needed and not there.
    pub(crate) fn missing(&self, label: &str, what_for: &str, en: &str) -> Diagnostic {
        let free = self
            .header
            .columns
            .iter()
            .zip(&self.used)
            .filter(|(column, used)| !**used && !column.header.is_empty());
        let free: Vec<&str> = free.map(|(column, _)| column.name.as_str()).collect();
        let near = nearest(label, free.iter().copied()).or_else(|| {
            let alike = |name: &&&str| name.contains(label) || label.contains(**name);
            free.iter().find(alike).copied()
        });
        let help = match near {
            Some(near) => Message::new(
                format!(
                    "是不是“{near}”这一栏？改成一样的名字，或者在 [batch.columns] 里写 \"{near}\" = \"…\""
                ),
                format!("is it `{near}`? Use the same name, or write it into [batch.columns]"),
            ),
            None => Message::new(
                format!("在表格里加上“{label}”这一栏；栏名不同的，在 [batch.columns] 里写明"),
                format!("add the column `{label}`; if it has another name, write it into [batch.columns]"),
            ),
        };
        let message = Message::new(
            format!("表格里没有“{label}”这一栏（{what_for}）"),
            format!("the table has no column `{label}` (for {en})"),
        );
        let row = Some(self.header.row).filter(|row| *row > 0);
        Diagnostic::error("rows/missing-column", message).at(self.header.place(None, row, None)).help(help)
    }

    fn twice(&self, first: usize, second: usize) -> Diagnostic {
        let place = |index: usize| {
            let column = self.header.columns.get(index);
            column.map(|column| column.letters.clone()).filter(|letters| !letters.is_empty())
        };
        let name = self.header.columns.get(first).map(|column| column.header.clone()).unwrap_or_default();
        let (one, other) = (place(first).unwrap_or_default(), place(second).unwrap_or_default());
        let row = Some(self.header.row).filter(|row| *row > 0);
        Diagnostic::error(
            "rows/column-twice",
            Message::new(
                format!("{one} 栏和 {other} 栏说的是同一件事：{name}"),
                format!("the columns {one} and {other} are for the same: {name}"),
            ),
        )
        .at(self.header.place(Some(second), row, None))
        .help(Message::new(
            format!("改名或者删去一栏；也可以在 [batch.columns] 里写明用哪一栏，写栏名 \"{name}[1]\" 或者字母 \"{one}\""),
            format!("rename or delete one of them, or say in [batch.columns] which one counts, as \"{name}[1]\" or \"{one}\""),
        ))
    }

    /// Columns that nothing asked for.
    pub(crate) fn extra(&self) -> Option<Diagnostic> {
        let columns = self.header.columns.iter().zip(&self.used);
        let extra: Vec<&str> = columns
            .filter(|(column, used)| !**used && !column.header.is_empty())
            .map(|(column, _)| column.header.as_str())
            .collect();
        if extra.is_empty() {
            return None;
        }
        let (count, list) = (extra.len(), extra.join("、"));
        let row = Some(self.header.row).filter(|row| *row > 0);
        let found = Diagnostic::warning(
            "rows/extra-column",
            Message::new(
                format!("有 {count} 栏没有用到：{list}"),
                format!("{count} columns are not used: {list}"),
            ),
        );
        Some(found.at(self.header.place(None, row, None)).help(Message::new(
            "要用的，改成指标或者文字栏的名称，或者写进 [batch.columns]；不用的可以不管",
            "name them like a figure or a field, or in [batch.columns], if they are meant to be used",
        )))
    }
}

/// Headers of the columns of a figure: of its value, of last year's, of its target. A year 2024年 that is the report's own
/// says this year, the one before it last year.
fn names_of(figure: &Figure, year: i16) -> [Vec<String>; 3] {
    let (id, label) = (&figure.id, &figure.label);
    let around = |time: String| {
        let behind = format!("{label}{time}");
        [format!("{label}({time})"), format!("{time}{label}"), format!("{behind}数"), behind]
    };
    let of_year = |year: i16, words: &[&str]| {
        let years = ["年", "年度", "年末", "年底"].map(|word| format!("{year}{word}"));
        let words = words.iter().map(|word| (*word).to_owned());
        words.chain(years.into_iter().filter(|_| year > 1000)).flat_map(around).collect::<Vec<_>>()
    };
    let value = [vec![id.clone(), label.clone()], of_year(year, &["本年", "今年"])];
    let previous = [vec![format!("{id}.previous")], of_year(year.saturating_sub(1), &["上年", "去年"])];
    let aims = ["目标".to_owned(), format!("{year}年目标")];
    let target = [vec![format!("{id}.target")], aims.into_iter().flat_map(around).collect()];
    [value, previous, target].map(|names| names.concat())
}

/// `单位[2]` as the name 单位 and the number 2, which is never 0.
fn numbered(name: &str) -> Option<(&str, usize)> {
    let (name, number) = name.trim().strip_suffix([']', '］'])?.rsplit_once(['[', '［'])?;
    let number = number.trim().parse().ok().filter(|number| (1..=16_384).contains(number))?;
    Some((name.trim(), number)).filter(|(name, _)| !name.is_empty())
}

impl TableOptions {
    /// How to read the table of this report: the sheet that its file names, and the header that has its columns.
    ///
    /// ```
    /// use gongwen_batch::{Kind, DataTable, TableOptions};
    /// use gongwen_core::read::{self, Notation};
    /// let report = r#"
    ///     title = "{{village}}2024年工作总结"
    ///     year = 2024
    ///     issuer = "{{village}}村民委员会"
    ///     locality = { name = "{{village}}" }
    ///     opening = "全年实现收入{{income}}。"
    ///     figures.income = { label = "收入", unit = "万元" }
    ///     fields.village = "村名"
    ///     batch.key = "村名"
    /// "#;
    /// let (form, _) = read::form(report.as_bytes(), Notation::Toml)?;
    /// let rows = std::io::Cursor::new("各村收入,\n填报单位：某镇,2024年\n村名,收入（万元）\n锦南村,12.5\n");
    /// let table = DataTable::open(Box::new(rows), Kind::Csv, &TableOptions::of(&form))?;
    /// assert_eq!(table.header().row, 3);
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn of(form: &Form) -> TableOptions {
        let figures =
            form.report().figures.iter().flat_map(|figure| names_of(figure, form.report().year).concat());
        let fields = form.fields().iter().flat_map(|field| [field.id.clone(), field.label.clone()]);
        let elements = Form::ELEMENTS.iter().flat_map(|(path, names)| names.iter().chain([path]));
        let mapped = form.columns().keys().map(|name| numbered(name).map_or(name.as_str(), |(name, _)| name));
        let names = figures.chain(fields).chain(mapped.map(str::to_owned));
        let names = names.chain(elements.map(|name| (*name).to_owned())).chain(form.key().map(str::to_owned));
        TableOptions {
            sheet: form.sheet().map(str::to_owned),
            names: names.collect(),
            ..TableOptions::default()
        }
    }
}

fn positions<T>(list: &[T], is: impl Fn(&T) -> bool) -> Vec<usize> {
    list.iter().enumerate().filter(|(_, one)| is(one)).map(|(index, _)| index).collect()
}

/// The target of a column with the Chinese name of its part as the report knows it: `收入.上年` is `收入.previous`.
fn in_english(target: &str) -> String {
    let part = target.split_once('.').and_then(|(id, part)| Some((id, FigurePart::named(part)?)));
    part.map_or_else(|| target.to_owned(), |(id, part)| format!("{id}.{}", part.name()))
}

fn unknown_target(name: &str, target: &str, form: &Form) -> Diagnostic {
    let figures = form.report().figures.iter().map(|figure| figure.id.as_str());
    let fields = form.fields().iter().map(|field| field.id.as_str());
    let elements = Form::ELEMENTS.iter().map(|(path, _)| *path);
    let help = match nearest(target, figures.chain(fields).chain(elements)) {
        Some(near) => Message::new(format!("是不是想写 {near}？"), format!("did you mean {near}?")),
        None => Message::new(
            "写指标的名字（上年数写 名字.previous，目标写 名字.target）、文字栏的名字，或者 locality.name 这样的字段",
            "write a figure (name.previous, name.target), a field, or an element such as locality.name",
        ),
    };
    Diagnostic::error(
        "rows/unknown-target",
        Message::new(
            format!("[batch.columns] 里“{name}”对应的 {target} 不是指标，也不是文字栏"),
            format!("in [batch.columns] `{name}` is for {target}, which is neither a figure nor a field"),
        ),
    )
    .at(Place::report(format!("batch.columns.{name}"), None))
    .help(help)
}
