//! Rolling up 汇总: a town's figures held against those of its villages.
//!
//! In: a town's report file whose figures say how they come from the villages (`rollup = "sum"`), and the table.
//! Out: each difference with the villages that make it; [`write_totals`] puts the totals into the file.

mod share;
mod total;
mod write;

use std::collections::BTreeMap;

use gongwen_core::interval::{Interval, Verdict};
use gongwen_core::read::{self, Notation};
use gongwen_core::report::{Figure, Form, Rollup, unit};
use gongwen_document::{Diagnostic, Diagnostics, Message, Place};
use rust_decimal::Decimal;

use crate::bind::columns::Finder;
use crate::bind::value;
use crate::rows::{CellValue, DataRow, DataTable, Header};
pub use share::Share;
use total::Sum;
pub use write::write_totals;

/// What a roll-up found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RolledUp {
    /// How many villages there are.
    pub villages: u32,
    /// How many numbers were held against them.
    pub compared: u32,
    /// Where the town's number cannot be the villages' 不符.
    pub differences: Vec<Difference>,
    /// Where nothing can be said of it 无法判断: 约, or numbers too large to compute with.
    pub undecided: Vec<Difference>,
    /// How many numbers were not compared since no village has them.
    pub without_values: u32,
    /// What is wrong with the table, and what somebody should look at.
    pub found: Vec<Diagnostic>,
}

impl RolledUp {
    /// How many numbers of the town can be those of its villages 相符.
    pub fn agreeing(&self) -> u32 {
        let count = |of: &[Difference]| u32::try_from(of.len()).unwrap_or(u32::MAX);
        let other = count(&self.differences).saturating_add(self.unsaid());
        self.compared.saturating_sub(other)
    }

    /// Of how many nothing can be said 无法判断.
    pub fn unsaid(&self) -> u32 {
        u32::try_from(self.undecided.len()).unwrap_or(u32::MAX).saturating_add(self.without_values)
    }
}

/// A number of the town that is not that of its villages, or of which that cannot be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The figure.
    pub id: String,
    /// Its label.
    pub label: String,
    /// Its unit, in which all numbers here are.
    pub unit: String,
    /// How it comes from the villages.
    pub rollup: Rollup,
    /// Whether it is last year's number.
    pub previous: bool,
    /// What the report file says; none when it says nothing.
    pub written: Option<Decimal>,
    /// The same as it is printed, with unit and qualifier: `100余万元`; empty when it says nothing.
    pub shown: String,
    /// All that the villages may make, by the digits that their values show.
    pub made: Interval,
    /// What [`write_totals`] puts into the file: the total in the digits of the town, 800 for 846.81 where the town has
    /// written 100余万元.
    pub kept: Decimal,
    /// The same as it will be printed, `800余万元`.
    pub kept_shown: String,
    /// What the villages make: exact, an average rounded to the digits that are written.
    pub total: Decimal,
    /// The villages that have a value, in the order of the table.
    pub shares: Vec<Share>,
    /// The villages that have none, by name.
    pub lacking: Vec<String>,
}

impl Difference {
    /// The village whose number alone makes the difference: it was left out, or counted twice.
    pub fn suspect(&self) -> Option<&Share> {
        if self.rollup != Rollup::Sum {
            return None;
        }
        let gap = self.total.checked_sub(self.written?)?.abs();
        let mut alike = self.shares.iter().filter(|share| share.value.abs() == gap);
        alike.next().filter(|_| alike.next().is_none())
    }
}

/// One number that is compared.
struct Compared<'f> {
    figure: &'f Figure,
    rollup: Rollup,
    previous: bool,
    written: Option<Decimal>,
    column: usize,
    weight: Option<(usize, &'f str)>,
    sum: Sum,
}

/// Holds the figures of a town's report file against the villages in a table.
///
/// # Errors
///
/// What is wrong with the report file, and columns that are missing; what is wrong with single cells is told in
/// [`RolledUp::found`].
///
/// ```
/// use gongwen_batch::{Kind, DataTable, TableOptions, roll_up};
/// use gongwen_core::read::Notation;
/// let town = r#"
///     title = "锦江镇2024年工作总结"
///     year = 2024
///     issuer = "锦江镇人民政府"
///     locality = { name = "锦江镇" }
///     opening = "全镇收入{{income}}。"
///     figures.income = { label = "收入", value = 30, unit = "万元", rollup = "sum" }
/// "#;
/// let rows = std::io::Cursor::new("代码,村名,收入（元）\n1,锦南村,125000\n2,锦河村,165000\n");
/// let mut table = DataTable::open(Box::new(rows), Kind::Csv, &TableOptions::default())?;
/// let rolled_up = roll_up(town.as_bytes(), Notation::Toml, &mut table)?;
/// assert_eq!(rolled_up.differences[0].total.to_string(), "29");
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub fn roll_up(report: &[u8], format: Notation, table: &mut DataTable) -> Result<RolledUp, Diagnostics> {
    let (form, warnings) = read::form(report, format)?;
    let mut rolled_up = RolledUp { found: warnings, ..RolledUp::default() };
    let header = table.header().clone();
    let mut finder = Finder::new(&header, &form);
    let key = finder.column(&[form.key().unwrap_or("locality.code")], &key_names(&form));
    let name =
        finder.column(&["locality.name"], &["村名", "村", "行政村", "地名", "单位名称", "name", "village"]);
    let mut compared = compared(&form, &mut finder);
    if !finder.found.is_empty() {
        return Err(Diagnostics(finder.found));
    }
    if compared.is_empty() {
        return Err(Diagnostics(vec![nothing_to_compare()]));
    }
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    rolled_up.found.extend(table.warnings().iter().cloned());
    for row in table.rows()? {
        let row = match row {
            Ok(row) => row,
            Err(fault) => {
                rolled_up.found.push(fault);
                break;
            }
        };
        let shown =
            |column: Option<usize>| column.and_then(|column| row.cells.get(column)).map(CellValue::shown);
        let own_key = shown(key).unwrap_or_default();
        if crate::bind::aside::aside(&row, &own_key, &header).is_some() {
            continue;
        }
        if let Some(fault) = row.fault {
            rolled_up.found.push(fault);
            continue;
        }
        rolled_up.villages += 1;
        if let Some(first) = seen.get(&own_key).filter(|_| !own_key.is_empty()) {
            rolled_up.found.push(twice(&header, key, &own_key, *first, row.number));
        }
        seen.entry(own_key.clone()).or_insert(row.number);
        let village = shown(name).filter(|name| !name.is_empty()).unwrap_or(own_key);
        for number in &mut compared {
            number.take(&row, &village, &header, &mut rolled_up.found);
        }
    }
    for number in compared {
        rolled_up.compared += 1;
        match number.difference(&header) {
            Ok(Some((Verdict::Open, difference))) => rolled_up.undecided.push(difference),
            Ok(Some((_, difference))) => rolled_up.differences.push(difference),
            Ok(None) => {}
            Err(fault) => {
                rolled_up.without_values += 1;
                rolled_up.found.push(fault);
            }
        }
    }
    Ok(rolled_up)
}

fn key_names(form: &Form) -> Vec<&str> {
    match form.key() {
        Some(key) => vec![key],
        None => vec!["code", "key", "代码", "行政区划代码", "区划代码", "编号"],
    }
}

/// The numbers to compare: each figure with `rollup`, and last year's where both sides have it.
fn compared<'f>(form: &'f Form, finder: &mut Finder<'_>) -> Vec<Compared<'f>> {
    let figures = &form.report().figures;
    let open: Vec<&str> = form.open().collect();
    let mut compared = Vec::new();
    for figure in figures {
        let Some(rollup) = &figure.rollup else { continue };
        let columns = finder.figure(figure);
        let Some(column) = columns.value else {
            let missing = finder.missing(&figure.label, &format!("指标 {}", figure.id), &figure.id);
            finder.found.push(missing);
            continue;
        };
        if *rollup != Rollup::Count {
            check_unit(figure, column, finder);
        }
        let mut weight = None;
        if let Rollup::Average(Some(id)) = rollup
            && let Some(by) = figures.iter().find(|figure| figure.id == *id)
        {
            match finder.figure(by).value {
                Some(column) => weight = Some((column, by.unit.as_str())),
                None => {
                    let missing = finder.missing(&by.label, &format!("权数 {id}"), id);
                    finder.found.push(missing);
                }
            }
        }
        let number = |previous: bool, written: Option<Decimal>, column: usize| Compared {
            figure,
            rollup: rollup.clone(),
            previous,
            written,
            column,
            weight,
            sum: Sum::default(),
        };
        let written = (!open.contains(&figure.id.as_str())).then_some(figure.value);
        compared.push(number(false, written, column));
        if let (Some(previous), Some(column)) = (figure.previous, columns.previous)
            && *rollup != Rollup::Count
        {
            compared.push(number(true, Some(previous), column));
        }
    }
    compared
}

fn check_unit(figure: &Figure, column: usize, finder: &mut Finder<'_>) {
    let own = finder.header.columns.get(column).and_then(|column| column.unit.as_deref());
    let Some(own) = own.filter(|own| unit::base(own) != unit::base(&figure.unit)) else { return };
    let row = Some(finder.header.row).filter(|row| *row > 0);
    let place = finder.header.place(Some(column), row, None);
    finder.found.push(value::wrong_unit(own, &figure.unit).at(place));
}

impl Compared<'_> {
    /// Takes the number of one village in.
    fn take(&mut self, row: &DataRow, village: &str, header: &Header, found: &mut Vec<Diagnostic>) {
        let mut tell = |column: usize, diagnostic: Diagnostic| {
            let shown = row.cells.get(column).map(CellValue::shown);
            let diagnostic = diagnostic.at(header.place(Some(column), Some(row.number), shown));
            if !found.contains(&diagnostic) {
                found.push(diagnostic);
            }
        };
        let mut number = |column: usize, unit: &str| {
            let cell = row.cells.get(column)?;
            match value::number(cell, unit, header.unit(column, unit)) {
                // What is about so much makes no exact sum.
                Ok(read) if read.qualifier.is_some() => {
                    tell(column, value::not_a_number(&cell.shown()));
                    None
                }
                Ok(read) => {
                    if let Some(warning) = read.warning {
                        tell(column, warning);
                    }
                    read.value
                }
                Err(fault) => {
                    tell(column, fault);
                    None
                }
            }
        };
        if self.rollup == Rollup::Count {
            let zero = |cell: &CellValue| matches!(value::number(cell, "", None), Ok(read) if read.value == Some(Decimal::ZERO));
            let none = |cell: &CellValue| is_nothing(cell) || (self.figure.zero_is_none && zero(cell));
            let blank = row.cells.get(self.column).is_none_or(none);
            let share =
                Share { village: village.to_owned(), row: row.number, value: Decimal::ONE, weight: None };
            return self.sum.add((!blank).then_some(share), village);
        }
        let blank = |column: usize| row.cells.get(column).is_none_or(is_nothing);
        let value = number(self.column, &self.figure.unit);
        if value.is_none() && !blank(self.column) {
            // What is wrong with the cell was told: the village has not left it out.
            return;
        }
        let weight = self.weight.map(|(column, unit)| (column, number(column, unit)));
        if let (Some(_), Some((column, None))) = (value, weight) {
            if !blank(column) {
                return;
            }
            let fault = Diagnostic::error(
                "rows/missing-weight",
                Message::new(
                    format!("{village}有{}，却没有权数", self.figure.label),
                    format!("{village} has a value and no weight"),
                ),
            );
            tell(column, fault.help(Message::new("填上这一格", "fill in the cell")));
            return;
        }
        let weight = weight.and_then(|(_, weight)| weight);
        let share = value.map(|value| Share { village: village.to_owned(), row: row.number, value, weight });
        self.sum.add(share, village);
    }

    /// The difference, if there is one or nothing can be said of it.
    fn difference(self, header: &Header) -> Result<Option<(Verdict, Difference)>, Diagnostic> {
        if self.sum.shares.is_empty() && self.rollup != Rollup::Count {
            // Missing is not zero: there is nothing to hold against the town's number, or to write into its file.
            return if self.written.is_some() { Err(no_values(self.figure)) } else { Ok(None) };
        }
        if matches!(self.rollup, Rollup::Average(Some(_))) && self.sum.weightless() {
            return Err(weightless(self.figure));
        }
        let digits = self.written.map_or(2, |written| written.scale());
        let Some(total) = self.sum.total(&self.rollup, digits) else {
            let message = Message::new(
                format!("{}加起来太大，算不了", self.figure.label),
                format!("{} is too large to be added", self.figure.label),
            );
            return Err(Diagnostic::error("rollup/too-large", message));
        };
        let column = |column: usize, unit| {
            let own = header.columns.get(column).and_then(|column| column.unit.as_deref());
            total::Column { own: own.unwrap_or(unit), unit }
        };
        let figure = self.figure;
        let weight = self.weight.map(|(at, unit)| column(at, unit));
        let made = self.sum.meant(&self.rollup, &column(self.column, &figure.unit), weight.as_ref());
        let verdict = self.written.map_or(Verdict::Fails, |written| {
            total::verdict(figure, &self.rollup, self.previous, written, made)
        });
        if verdict == Verdict::Holds {
            return Ok(None);
        }
        let qualifier = figure.qualifier.filter(|_| !self.previous);
        let kept = self.written.map_or(total, |written| total::in_digits(qualifier, written, total));
        let plain =
            |value: Decimal| Figure { value, unit: figure.unit.clone(), qualifier, ..Figure::default() };
        let shown = match self.written {
            None => String::new(),
            Some(_) if !self.previous => figure.display(),
            Some(written) => plain(written).display(),
        };
        let difference = Difference {
            id: figure.id.clone(),
            label: figure.label.clone(),
            unit: figure.unit.clone(),
            rollup: self.rollup,
            previous: self.previous,
            written: self.written,
            shown,
            made,
            kept,
            kept_shown: plain(kept).display(),
            total,
            shares: self.sum.shares,
            lacking: self.sum.lacking,
        };
        Ok(Some((verdict, difference)))
    }
}

fn is_nothing(cell: &CellValue) -> bool {
    cell.is_blank() || matches!(value::text(cell, false), Ok(read) if read.value.is_none())
}

fn twice(header: &Header, key: Option<usize>, value: &str, first: u32, second: u32) -> Diagnostic {
    let message = Message::new(
        format!("第 {second} 行和第 {first} 行都是 {value}，会算两次"),
        format!("rows {first} and {second} are both {value}: it counts twice"),
    );
    Diagnostic::error("rows/duplicate-key", message)
        .at(header.place(key, Some(second), Some(value.to_owned())))
        .help(Message::new("改正一行，或者删去重复的一行", "correct one of them, or delete it"))
}

fn no_values(figure: &Figure) -> Diagnostic {
    let label = &figure.label;
    let message = Message::new(
        format!("各村都没有填{label}，镇里的数没有核对"),
        format!("no village has {label}: the town's number is not compared"),
    );
    Diagnostic::warning("rollup/no-values", message).at(Place::report(format!("figures.{}", figure.id), None))
}

fn weightless(figure: &Figure) -> Diagnostic {
    let label = &figure.label;
    let message = Message::new(
        format!("{label}的权数加起来是 0，算不出加权平均"),
        format!("the weights of {label} add up to nothing: there is no average"),
    );
    Diagnostic::error("rollup/weightless", message)
        .at(Place::report(format!("figures.{}.weight", figure.id), None))
        .help(Message::new("检查表格里权数的一栏", "look at the column of the weights"))
}

fn nothing_to_compare() -> Diagnostic {
    Diagnostic::error(
        "rollup/nothing",
        Message::new("报告里没有一个指标写了 rollup，没有可以核对的", "no figure of the report says `rollup`"),
    )
    .help(Message::new(
        "在要汇总的指标里写 rollup = \"sum\"（合计）、\"average\"（平均）、\"count\"（有数的村数）或者 \"max\"（最大值）",
        "write rollup = \"sum\", \"average\", \"count\" or \"max\" into the figures that come from the villages",
    ))
}
