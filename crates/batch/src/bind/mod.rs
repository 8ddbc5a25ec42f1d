//! Which column fills what of a report, and a report for each row.

pub(crate) mod aside;
mod binding;
pub(crate) mod columns;
mod formatted;
mod in_unit;
pub(crate) mod once;
mod reader;
pub(crate) mod sense;
pub(crate) mod value;

use std::collections::{BTreeMap, BTreeSet};

use gongwen_core::Report;
use gongwen_core::read::{self, Notation, plain_text};
use gongwen_core::report::{Fill, Filled, Form, Gap, Given, Grid};
use gongwen_document::{Diagnostic, Diagnostics, Message, Place};
use rust_decimal::Decimal;
use sha2::{Digest, Sha256};

use crate::rows::{CellValue, DataRow, Header, plain_spaces};
pub use binding::Binding;
use columns::{FigureColumns, Finder};
use reader::RowReader;

/// How a report file is bound to the columns of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BindOptions {
    /// The column whose values name the rows, instead of the one that the report file says.
    pub key: Option<String>,
}

/// A row that became a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// What names the row, as `360923102200`.
    pub key: String,
    /// The number of the row as the spreadsheet shows it.
    pub row: u32,
    /// Texts by name, for the names of files: the fields of the report file, the columns of texts by their headers,
    /// and `key`.
    pub fields: BTreeMap<String, String>,
    /// The report that the row makes, checked as one read from a file.
    pub report: Report,
    /// What somebody should look at all the same.
    pub warnings: Vec<Diagnostic>,
    /// What the row is called by, when its village has no name.
    nameless: Option<once::Key>,
}

impl Bound {
    /// What was found in the document of the row. Where its village has no name, the number of the row and its key are put
    /// behind each message, since nothing else in it says which row is meant.
    pub fn named(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if let Some(key) = &self.nameless {
            found = found.into_iter().map(|diagnostic| key.and_row_behind(self.row, diagnostic)).collect();
        }
        found
    }
}

impl Binding {
    /// Binds a report file to the columns of a table.
    ///
    /// # Errors
    ///
    /// What is wrong with the report file, and columns that it needs and the table has not (`rows/missing-column`).
    ///
    /// ```
    /// use gongwen_batch::{BindOptions, Binding, Kind, DataTable, TableOptions};
    /// use gongwen_core::read::Notation;
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
    /// let rows = std::io::Cursor::new("村名,收入（元）\n锦南村,125000\n");
    /// let mut table = DataTable::open(Box::new(rows), Kind::Csv, &TableOptions::default())?;
    /// let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
    /// let row = table.rows()?.next().expect("a row").expect("that reads");
    /// let bound = binding.bind(&row)?;
    /// assert_eq!(bound.report.figures[0].display(), "12.5万元");
    /// assert_eq!(bound.report.issuer, "锦南村村民委员会");
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn new(
        report: &[u8],
        format: Notation,
        header: &Header,
        options: &BindOptions,
    ) -> Result<Binding, Diagnostics> {
        let (mut form, warnings) = read::form(report, format)?;
        let mut finder = Finder::new(header, &form);
        let figures: Vec<FigureColumns> =
            form.report().figures.iter().map(|figure| finder.figure(figure)).collect();
        let mut fields: Vec<Option<usize>> = form
            .fields()
            .iter()
            .map(|field| finder.column(&[&field.id], &[&field.label, &field.id]))
            .collect();
        let open: BTreeSet<&str> = form.open().collect();
        for (figure, columns) in form.report().figures.iter().zip(&figures) {
            if columns.value.is_none() && open.contains(figure.id.as_str()) {
                let missing = finder.missing(&figure.label, &format!("指标 {}", figure.id), &figure.id);
                finder.found.push(missing);
            }
        }
        for (field, column) in form.fields().iter().zip(&fields) {
            if column.is_none() {
                let missing = finder.missing(&field.label, &format!("文字栏 {}", field.id), &field.id);
                finder.found.push(missing);
            }
        }
        // A part that no row can have would be left out of all of them without a word.
        for (id, part) in form.parts() {
            let index = form.report().figures.iter().position(|figure| figure.id == id);
            let Some((figure, columns)) =
                index.and_then(|index| Some((form.report().figures.get(index)?, figures.get(index)?)))
            else {
                continue;
            };
            let (wanted, there) = match part {
                _ if part.needs_previous() => {
                    ("上年数", columns.previous.is_some() || figure.previous.is_some())
                }
                _ if part.needs_target() => ("目标", columns.target.is_some() || figure.target.is_some()),
                _ => ("", true),
            };
            if !there {
                let missing = finder.missing(
                    &format!("{}{wanted}", figure.label),
                    &format!("指标 {id} 的{wanted}"),
                    &format!("{id}.{}", if part.needs_previous() { "previous" } else { "target" }),
                );
                finder.found.push(missing);
            }
        }
        units(&form, &figures, &mut finder);
        for (path, names) in Form::ELEMENTS {
            let taken = finder.used.clone();
            let mut wanted = vec![path];
            if !form.waits(path) {
                wanted.extend(names);
            }
            let Some(column) = finder.column(&[path], &wanted) else { continue };
            // A column that has a meaning of its own in the file is not taken for an element by its name alone.
            let by_file = form.columns().values().any(|target| target == path);
            if !by_file && taken.get(column) == Some(&true) {
                continue;
            }
            if form.add_element(path).is_some() {
                fields.push(Some(column));
            }
        }
        let key = key(&form, &fields, &mut finder, options);
        let mut found = std::mem::take(&mut finder.found);
        let Some(key) = key.filter(|_| found.is_empty()) else {
            if key.is_none() {
                found.push(no_key(header));
            }
            return Err(Diagnostics(found));
        };
        let mut warnings = warnings;
        warnings.extend(finder.extra());
        let names = names(header, &figures);
        let village = village(&form, &fields).filter(|village| *village != key);
        let source = Sha256::digest(report).into();
        Ok(Binding { form, header: header.clone(), key, village, figures, fields, names, warnings, source })
    }

    /// What somebody should look at before the run: columns that fill nothing, what the report file warns of.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The report file with its gaps.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Hands in the rows of a table whose file the report names at this field, as [`Form::give_rows`]: what a row lacks of
    /// the figures in it is told with the row. Whether there is such a table; its content then belongs to
    /// [`Binding::source`].
    pub fn give_rows(&mut self, field: &str, rows: Grid) -> bool {
        let content = format!("{field}\0{rows:?}");
        let given = self.form.give_rows(field, rows);
        if given {
            let hash = Sha256::new().chain_update(self.source).chain_update(content);
            self.source = hash.finalize().into();
        }
        given
    }

    /// The names that stand for texts of the rows in the names of files, as `{{village}}`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let fields = self.form.fields().iter().map(|field| field.id.as_str());
        fields.chain(self.names.iter().map(|(name, _)| name.as_str())).chain(["key"])
    }

    /// SHA-256 of the report file, as it was read, and of the tables that were handed in.
    pub fn source(&self) -> [u8; 32] {
        self.source
    }

    /// The columns that it was bound to.
    pub(crate) fn header(&self) -> &Header {
        &self.header
    }

    /// The place of a row.
    pub(crate) fn row_place(&self, row: u32) -> Place {
        self.header.place(None, Some(row), None)
    }

    /// What a row has under one of [`Binding::names`], as its cell shows it; rows that cannot become a report have it too.
    pub fn shown(&self, row: &DataRow, name: &str) -> Option<String> {
        let column = match name {
            "key" => Some(self.key),
            _ => {
                let field = self.form.fields().iter().position(|field| field.id == name);
                let named =
                    || self.names.iter().find(|(header, _)| header == name).map(|(_, column)| *column);
                field.and_then(|field| self.fields.get(field).copied().flatten()).or_else(named)
            }
        };
        let shown = row.cells.get(column?).map(CellValue::shown_or_kept)?;
        Some(plain_spaces(&shown).to_owned())
    }

    /// Why this row is no village, if it is none: totals 合计 or a note below the table. Such rows are left out.
    pub fn skips(&self, row: &DataRow) -> Option<Diagnostic> {
        self.aside(row).map(|aside| aside.told)
    }

    /// The same, with what the row is instead.
    pub(crate) fn aside(&self, row: &DataRow) -> Option<aside::Aside> {
        let key = match row.cells.get(self.key) {
            // What another row says tells this one not apart.
            Some(CellValue::Shared { .. }) | None => String::new(),
            Some(cell) => cell.shown(),
        };
        aside::aside(row, &key, &self.header)
    }

    /// What people call this row: the name of its village, else its key, else its number, as `第 7 行`.
    pub fn village(&self, row: &DataRow) -> String {
        let shown = |column: usize| {
            row.cells.get(column).filter(|cell| !value::is_nothing(cell)).map(CellValue::shown_or_kept)
        };
        let name = self.village.and_then(shown).or_else(|| shown(self.key));
        name.unwrap_or_else(|| format!("第 {} 行", row.number))
    }

    /// The figures of a row of totals, as far as they can be read.
    pub(crate) fn totals(&self, row: &DataRow) -> Vec<Seen> {
        let mut reader =
            RowReader { binding: self, row, found: Vec::new(), faulty: Vec::new(), units: Vec::new() };
        let fill = reader.fill();
        self.seen(&fill, &reader)
    }

    /// The place of the value of a figure, by its number.
    pub(crate) fn figure_place(&self, figure: usize, row: u32, value: Option<String>) -> Place {
        let column = self.figures.get(figure).and_then(|columns| columns.value);
        self.header.place(column, Some(row), value)
    }

    fn seen(&self, fill: &Fill, reader: &RowReader<'_>) -> Vec<Seen> {
        let figures = fill.figures.iter().zip(&fill.qualifiers).zip(&self.figures);
        let seen = figures.map(|((given, qualifier), columns)| {
            let faulty = columns.value.is_some_and(|column| reader.faulty.contains(&column));
            Seen {
                value: if let Given::Value(value) = given { Some(*value) } else { None },
                open: faulty || qualifier.is_some(),
            }
        });
        seen.collect()
    }

    /// The report for this row.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with the row, each with its sheet, row, column and value.
    pub fn bind(&self, row: &DataRow) -> Result<Bound, Diagnostics> {
        self.read(row).1
    }

    /// The same, with what the row says of each figure, be it right or wrong as a whole.
    pub(crate) fn read(&self, row: &DataRow) -> (RowSeen, Result<Bound, Diagnostics>) {
        if let Some(fault) = &row.fault {
            return (RowSeen::default(), Err(Diagnostics(vec![fault.clone()])));
        }
        let width = self.header.columns.len();
        if let Some(beyond) = row.cells.get(width..).and_then(|more| more.iter().find(|it| !it.is_blank())) {
            let fault = ragged(&self.header, row, beyond.shown());
            return (RowSeen::default(), Err(Diagnostics(vec![fault])));
        }
        let mut reader =
            RowReader { binding: self, row, found: Vec::new(), faulty: Vec::new(), units: Vec::new() };
        let key = reader.key();
        let fill = reader.fill();
        let figures = self.seen(&fill, &reader);
        let RowReader { found, faulty, units, .. } = reader;
        let bound = self.filled(row, key, &fill, found, &faulty);
        let bound = match bound {
            Ok(bound) => Ok(Bound { warnings: self.named(row, bound.warnings), ..bound }),
            Err(found) => Err(Diagnostics(self.named(row, found.0))),
        };
        (RowSeen { figures, units }, bound)
    }

    /// A row whose village has no name is named by its key.
    pub(crate) fn named(&self, row: &DataRow, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        if found.is_empty() {
            return found;
        }
        let Some(key) = self.nameless(row) else { return found };
        found.into_iter().map(|diagnostic| key.behind(diagnostic)).collect()
    }

    /// The key of a row whose village has no name.
    pub(crate) fn nameless(&self, row: &DataRow) -> Option<once::Key> {
        let village = self.village.map(|village| row.cells.get(village));
        let column = self.header.columns.get(self.key);
        let column = column.filter(|_| village.is_some_and(|cell| cell.is_none_or(value::is_nothing)))?;
        let key = row.cells.get(self.key).map(CellValue::shown_or_kept).unwrap_or_default();
        (!key.is_empty()).then(|| once::Key { column: column.name.clone(), key })
    }

    fn filled(
        &self,
        row: &DataRow,
        key: String,
        fill: &Fill,
        mut found: Vec<Diagnostic>,
        faulty: &[usize],
    ) -> Result<Bound, Diagnostics> {
        match self.form.fill(fill) {
            Ok(Filled { report, told }) if !found.iter().any(Diagnostic::is_error) => {
                found.extend(told.into_iter().filter_map(|gap| self.placed(gap, row, faulty)));
                found.extend(self.relations(&report, row));
                Ok(Bound {
                    fields: self.texts(&key, row, fill),
                    key,
                    row: row.number,
                    report,
                    warnings: found,
                    nameless: self.nameless(row),
                })
            }
            Ok(_) => Err(Diagnostics(found)),
            Err(gaps) => {
                found.extend(once::told(gaps).into_iter().filter_map(|gap| self.placed(gap, row, faulty)));
                Err(Diagnostics(found))
            }
        }
    }

    /// What is wrong with the characters of the texts that a row puts into its document, each told once for its cell.
    pub(crate) fn characters(
        &self,
        row: &DataRow,
        wrong: &dyn Fn(char) -> Option<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (field, column) in self.fields.iter().enumerate() {
            let cell = column.and_then(|column| row.cells.get(column));
            let Some(Ok(read)) = cell.map(|cell| value::text(cell, self.form.is_date(field))) else {
                continue;
            };
            let mut seen = BTreeSet::new();
            let Some(text) = read.value else { continue };
            // What only looks like another character is replaced before it is printed.
            let plain = plain_text(&text).map(|plain| plain.text);
            for character in plain.as_deref().unwrap_or(&text).chars().filter(|c| !c.is_ascii()) {
                if let Some(diagnostic) = Some(character).filter(|c| seen.insert(*c)).and_then(wrong) {
                    found.push(diagnostic.at(self.header.place(
                        *column,
                        Some(row.number),
                        cell.map(CellValue::shown),
                    )));
                }
            }
        }
        found
    }

    /// What to say of a key that stands in two rows.
    pub(crate) fn twice(&self, key: &str, first: u32, second: u32) -> Diagnostic {
        let column =
            self.header.columns.get(self.key).map(|column| column.header.as_str()).unwrap_or_default();
        let (zh, en) = match key.starts_with('0') {
            true => ("（前面的 0 不算）", " (leading zeros do not count)"),
            false => ("", ""),
        };
        let message = Message::new(
            format!("第 {second} 行和第 {first} 行的“{column}”都是 {key}{zh}"),
            format!("rows {first} and {second} have the same `{column}` {key}{en}"),
        );
        Diagnostic::error("rows/duplicate-key", message)
            .at(self.header.place(Some(self.key), Some(second), Some(key.to_owned())))
            .help(Message::new("改正一行，或者删去重复的一行", "correct one of them, or delete it"))
    }

    /// What sums and rates say of the row, at the cells of their figures.
    fn relations(&self, report: &Report, row: &DataRow) -> Vec<Diagnostic> {
        let place = |id: &str| {
            let index = self.form.report().figures.iter().position(|figure| figure.id == id);
            let column = index.and_then(|index| self.figures.get(index)?.value);
            let value = column.and_then(|column| row.cells.get(column)).map(CellValue::shown);
            self.header.place(column, Some(row.number), value)
        };
        report.unrelated().into_iter().map(|(id, diagnostic)| diagnostic.at(place(id))).collect()
    }

    fn texts(&self, key: &str, row: &DataRow, fill: &Fill) -> BTreeMap<String, String> {
        let mut texts = BTreeMap::new();
        for (name, column) in &self.names {
            if let Some(cell) = row.cells.get(*column) {
                texts.insert(name.clone(), cell.shown());
            }
        }
        for (field, given) in self.form.fields().iter().zip(&fill.fields) {
            let text = if let Given::Value(text) = given { text.clone() } else { String::new() };
            texts.insert(field.id.clone(), text);
        }
        texts.insert("key".to_owned(), key.to_owned());
        texts
    }

    /// A gap at the cell that leaves it; none when that cell was told of already.
    fn placed(&self, gap: Gap, row: &DataRow, faulty: &[usize]) -> Option<Diagnostic> {
        let column_of = |id: &String| {
            let field = self.form.fields().iter().position(|field| field.id == *id);
            let figure = || self.form.report().figures.iter().position(|figure| figure.id == *id);
            match field {
                Some(field) => self.fields.get(field).copied().flatten(),
                None => self.figures.get(figure()?)?.value,
            }
        };
        let column = gap.ids.iter().find_map(column_of);
        // That nothing is left of a row may only follow from what is wrong with its cells.
        if column.map_or(gap.ids.is_empty() && !faulty.is_empty(), |column| faulty.contains(&column)) {
            return None;
        }
        let value = column.and_then(|column| row.cells.get(column)).map(CellValue::shown);
        Some(gap.diagnostic.at(self.header.place(column, Some(row.number), value)))
    }
}

/// What a row says of a figure.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seen {
    /// None when its cell is empty.
    pub(crate) value: Option<Decimal>,
    /// Whether the value may be another one: it is about so much, or its cell cannot be read.
    pub(crate) open: bool,
}

/// What a row says, for what is looked at over all rows.
#[derive(Debug, Default)]
pub(crate) struct RowSeen {
    /// Of each figure of the form; nothing when the row cannot be read at all.
    pub(crate) figures: Vec<Seen>,
    /// Columns whose cells say a unit of their own, with it.
    pub(crate) units: Vec<(usize, String)>,
}

/// The column that names the villages.
fn village(form: &Form, fields: &[Option<usize>]) -> Option<usize> {
    let of = |field: usize| fields.get(field).copied().flatten();
    let named =
        || form.fields().iter().position(|field| field.label.ends_with('名') || field.label.ends_with('村'));
    form.field_of("locality.name").or_else(named).and_then(of)
}

/// Units that cannot be converted are wrong in every row: they are told once, of the column.
fn units(form: &Form, figures: &[FigureColumns], finder: &mut Finder<'_>) {
    for (figure, columns) in form.report().figures.iter().zip(figures) {
        for column in [columns.value, columns.previous, columns.target].into_iter().flatten() {
            let Some(own) = finder.header.columns.get(column).and_then(|column| column.unit.as_deref())
            else {
                let general: Vec<&str> = finder.header.general(&figure.unit).collect();
                if general.iter().any(|unit| general.first() != Some(unit)) {
                    let row = Some(finder.header.row).filter(|row| *row > 0);
                    let place = finder.header.place(Some(column), row, None);
                    finder.found.push(value::unclear_unit(&general).at(place));
                }
                continue;
            };
            let percent = value::is_percent(own) && value::is_percent(&figure.unit);
            let base = gongwen_core::report::unit::base;
            // 万 alone leaves out what is counted.
            if !percent && !base(own).is_empty() && base(own) != base(&figure.unit) {
                let row = Some(finder.header.row).filter(|row| *row > 0);
                let place = finder.header.place(Some(column), row, None);
                finder.found.push(value::wrong_unit(own, &figure.unit).at(place));
            }
        }
    }
}

/// The column that tells rows apart: as asked for, as the file says, else that of the administrative code.
fn key(
    form: &Form,
    fields: &[Option<usize>],
    finder: &mut Finder<'_>,
    options: &BindOptions,
) -> Option<usize> {
    if let Some(asked) = options.key.as_deref().or(form.key()) {
        let field = form.fields().iter().position(|field| field.id == asked);
        let column = field.and_then(|field| fields.get(field).copied().flatten());
        let column = column.or_else(|| finder.column(&[asked], &[asked]));
        if column.is_none() {
            let missing = finder.missing(asked, "区分各行的一栏", "telling the rows apart");
            finder.found.push(missing);
            // What is missing was told.
            return Some(0);
        }
        return column;
    }
    let field = form.field_of("locality.code").and_then(|field| fields.get(field).copied().flatten());
    field.or_else(|| {
        finder.column(&["locality.code"], &["code", "key", "代码", "行政区划代码", "区划代码", "编号"])
    })
}

/// A row that a program made with more cells than the header has columns.
fn ragged(header: &Header, row: &DataRow, value: String) -> Diagnostic {
    let (cells, width, number) = (row.cells.len(), header.columns.len(), row.number);
    let message = Message::new(
        format!("第 {number} 行有 {cells} 格，表头只有 {width} 栏"),
        format!("row {number} has {cells} cells, the header has {width} columns"),
    );
    Diagnostic::error("rows/ragged", message).at(header.place(None, Some(number), Some(value))).help(
        Message::new(
            "每一格都要有栏名：表头里补上名称，或者删去多出来的格子",
            "name a column in the header for each cell, or leave the cells out",
        ),
    )
}

fn no_key(header: &Header) -> Diagnostic {
    let row = Some(header.row).filter(|row| *row > 0);
    Diagnostic::error(
        "rows/no-key",
        Message::new("不知道哪一栏区分各行", "it is not clear which column tells the rows apart"),
    )
    .at(header.place(None, row, None))
    .help(Message::new(
        "在报告文件里写 [batch] key = \"行政区划代码\"（表格里的栏名）",
        "write [batch] key = \"…\" into the report file, with the header of the column",
    ))
}

/// Columns that can name a file: those that fill no figure, by header and by name.
fn names(header: &Header, figures: &[FigureColumns]) -> Vec<(String, usize)> {
    let of_figure = |index: usize| {
        let used = |columns: &FigureColumns| {
            [columns.value, columns.previous, columns.target].contains(&Some(index))
        };
        figures.iter().any(used)
    };
    let columns = header.columns.iter().enumerate();
    columns
        .filter(|(index, column)| !column.header.is_empty() && !of_figure(*index))
        .map(|(index, column)| (column.header.clone(), index))
        .collect()
}
