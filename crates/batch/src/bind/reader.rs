//! A row read cell by cell: its key, its figures and its texts, with all that is wrong with them.

use gongwen_core::read::plain_text;
use gongwen_core::report::{Figure, Fill, Given, Qualifier};
use gongwen_document::{Diagnostic, Message};
use rust_decimal::Decimal;

use super::binding::Binding;
use super::{sense, value};
use crate::rows::{CellValue, DataRow, plain_spaces};

pub(super) struct RowReader<'r> {
    pub(super) binding: &'r Binding,
    pub(super) row: &'r DataRow,
    pub(super) found: Vec<Diagnostic>,
    /// Columns whose cells are wrong.
    pub(super) faulty: Vec<usize>,
    /// Columns whose cells say another unit than the column.
    pub(super) units: Vec<(usize, String)>,
}

impl RowReader<'_> {
    /// The key 主键 of a row, by which it is named in messages, records and sums: what its cell shows, without spaces at
    /// its ends.
    ///
    /// What the cell does not show (the format `;;;`) is taken as it is stored and told, since without a key nothing
    /// can be said of the row. An empty cell is an error; a failed formula or a part of a merged cell has no key
    /// either, and says which.
    pub(super) fn key(&mut self) -> String {
        let column = self.binding.key;
        let cell = self.row.cells.get(column);
        let mut key = cell.map(CellValue::shown).unwrap_or_default();
        if let Some(stored) = cell.filter(|_| key.is_empty()).and_then(CellValue::not_shown) {
            self.tell(column, super::formatted::hidden(&stored));
            key = stored;
        }
        let key = self.plain(column, plain_spaces(&key).to_owned());
        if let Some(
            cell @ (CellValue::Fault(_)
            | CellValue::Uncomputed
            | CellValue::Merged(_)
            | CellValue::Shared { .. }),
        ) = cell
        {
            self.tell(column, value::no_value(cell));
            return key;
        }
        if key.is_empty() {
            let header = self.binding.header.columns.get(column).map(|column| column.header.as_str());
            let header = header.unwrap_or_default();
            let found = Diagnostic::error(
                "rows/missing-key",
                Message::new(
                    format!("这一行没有写“{header}”，分不清是哪个村"),
                    format!("the row has no `{header}`, which tells the rows apart"),
                ),
            );
            self.tell(
                column,
                found.help(Message::new("写上它；不要的行请删去", "write it, or delete the row")),
            );
        } else {
            let label = self.binding.header.columns.get(column).map_or("", |column| column.name.as_str());
            if let Some(warning) = sense::spaced(&key, label) {
                self.tell(column, warning);
            }
        }
        key
    }

    /// Reads from the cells of a row what the report takes of it: a value, last year's and the target for each figure,
    /// a text for each field, in the order of the form.
    ///
    /// A fault in a cell is noted and its value missing, so that one reading tells all faults of a row. A field without
    /// a column is not asked for ([`Given::Unasked`]), which is not the same as an empty cell: the report's own text
    /// stays.
    pub(super) fn fill(&mut self) -> Fill {
        let binding = self.binding;
        let mut fill = Fill {
            figures: Vec::with_capacity(binding.figures.len()),
            qualifiers: Vec::with_capacity(binding.figures.len()),
            previous: Vec::with_capacity(binding.figures.len()),
            targets: Vec::with_capacity(binding.figures.len()),
            fields: Vec::with_capacity(binding.fields.len()),
        };
        for (columns, figure) in binding.figures.iter().zip(&binding.form.report().figures) {
            let (value, qualifier) = self.number(columns.value, figure);
            fill.figures.push(value);
            fill.qualifiers.push(qualifier);
            fill.previous.push(self.exact(columns.previous, figure));
            fill.targets.push(self.exact(columns.target, figure));
        }
        for (index, column) in binding.fields.iter().enumerate() {
            let cell = column.and_then(|column| self.row.cells.get(column));
            let (Some(column), Some(cell)) = (*column, cell) else {
                fill.fields.push(Given::Unasked);
                continue;
            };
            let mut read = value::text(cell, binding.form.is_date(index));
            if let Some(text) = read.as_mut().ok().and_then(|read| read.value.as_mut()) {
                *text = self.plain(column, std::mem::take(text));
            }
            if let (Ok(value::Read { value: Some(text), .. }), Some(field)) =
                (&read, binding.form.fields().get(index))
                && let Some(warning) = sense::spaced(text, &field.label)
            {
                self.tell(column, warning);
            }
            fill.fields.push(self.given(column, read));
        }
        fill
    }

    /// A text with the characters that it seems to have; those that only look like them are told.
    fn plain(&mut self, column: usize, text: String) -> String {
        let Some(plain) = plain_text(&text) else { return text };
        for (_, diagnostic) in plain.found {
            self.tell(column, diagnostic);
        }
        plain.text.into_owned()
    }

    fn number(&mut self, column: Option<usize>, figure: &Figure) -> (Given<Decimal>, Option<Qualifier>) {
        let Some(column) = column else { return (Given::Unasked, None) };
        let Some(cell) = self.row.cells.get(column) else { return (Given::Missing, None) };
        let unit = &figure.unit;
        let mut read = value::number(cell, unit, self.binding.header.unit(column, unit));
        let qualifier = read.as_ref().ok().and_then(|read| read.qualifier);
        if let Some(own) = read.as_mut().ok().and_then(|read| read.unit.take())
            && !self.units.iter().any(|(known, _)| *known == column)
        {
            self.units.push((column, own));
        }
        (self.given(column, read), qualifier)
    }

    /// A value that nothing but a number can say: last year's, a target.
    fn exact(&mut self, column: Option<usize>, figure: &Figure) -> Given<Decimal> {
        let (given, qualifier) = self.number(column, figure);
        if let (Some(column), Some(qualifier)) = (column, qualifier) {
            let word = qualifier.word();
            let message = Message::new(
                format!("上年数和目标不能带“{word}”"),
                format!("last year's value and a target take no `{word}`"),
            );
            let found = Diagnostic::error("rows/not-a-number", message);
            self.tell(column, found.help(Message::new("只写数字", "write the number alone")));
        }
        given
    }

    fn given<T>(&mut self, column: usize, read: Result<value::Read<T>, Diagnostic>) -> Given<T> {
        match read {
            Ok(read) => {
                if let Some(warning) = read.warning {
                    self.tell(column, warning);
                }
                read.value.map_or(Given::Missing, Given::Value)
            }
            Err(fault) => {
                self.tell(column, fault);
                Given::Missing
            }
        }
    }

    /// Tells of a cell, once: a column may fill several figures.
    fn tell(&mut self, column: usize, diagnostic: Diagnostic) {
        let shown = self.row.cells.get(column).map(|cell| match cell {
            // Nothing is written here itself.
            CellValue::Shared { .. } => String::new(),
            cell => cell.shown(),
        });
        let place = self.binding.header.place(Some(column), Some(self.row.number), shown);
        let diagnostic = diagnostic.at(place);
        if diagnostic.is_error() {
            self.faulty.push(column);
        }
        if !self.found.contains(&diagnostic) {
            self.found.push(diagnostic);
        }
    }
}
