//! A row as a hash: what tells whether it has changed since.

use sha2::{Digest, Sha256};

use crate::bind::Binding;
use crate::rows::{Cell, Row};

impl Binding {
    /// SHA-256 of what stands in a row, with the headers of its columns; not of its number, so that a row may move.
    pub fn digest(&self, row: &Row) -> [u8; 32] {
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
                Cell::Empty => "",
                Cell::Text(_) => "text",
                Cell::Hidden(_) => "hidden",
                Cell::Number { .. } => "number",
                Cell::Date(_) => "date",
                Cell::Bool(_) => "bool",
                Cell::Fault(_) => "fault",
                Cell::Uncomputed => "uncomputed",
                Cell::Merged(_) => "merged",
                Cell::Shared { .. } => "shared",
            });
            put(&cell.shown());
            // A figure takes the number itself, of which the cell may show less.
            match cell {
                Cell::Number { value, .. } => put(&value.to_string()),
                Cell::Hidden(text) => put(text),
                _ => {}
            }
        }
        hash.finalize().into()
    }
}
