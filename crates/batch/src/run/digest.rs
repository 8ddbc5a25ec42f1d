//! A row as a hash: what tells whether it has changed since.

use sha2::{Digest, Sha256};

use crate::bind::Binding;
use crate::rows::{CellValue, DataRow};

impl Binding {
    /// SHA-256 of what stands in a row, with the headers of its columns; not of its number, so that a row may move.
    pub fn digest(&self, row: &DataRow) -> [u8; 32] {
        let mut hash = Sha256::new();
        let mut put = |text: &str| {
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        };
        // Another unit above the table makes another value of each.
        self.header().units.iter().for_each(|unit| put(unit));
        for (column, cell) in self.header().columns.iter().zip(&row.cells) {
            put(&column.header);
            // It need not stand in the header.
            put(column.unit.as_deref().unwrap_or_default());
            put(match cell {
                CellValue::Empty => "",
                CellValue::Text(_) => "text",
                CellValue::Hidden(_) => "hidden",
                CellValue::Number { .. } => "number",
                CellValue::Date(_) => "date",
                CellValue::Bool(_) => "bool",
                CellValue::Fault(_) => "fault",
                CellValue::Uncomputed => "uncomputed",
                CellValue::Merged(_) => "merged",
                CellValue::Shared { .. } => "shared",
            });
            put(&cell.shown());
            // A figure takes the number itself, of which the cell may show less.
            match cell {
                CellValue::Number { value, .. } => put(&value.to_string()),
                CellValue::Hidden(text) => put(text),
                _ => {}
            }
        }
        hash.finalize().into()
    }
}
