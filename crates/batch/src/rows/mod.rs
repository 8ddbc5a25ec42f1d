//! Reading a table: the bytes of a spreadsheet to rows of typed cells, streamed.

mod archive;
mod book;
mod cell;
mod content;
mod csv;
mod encoding;
mod grid;
mod header;
mod html;
mod jsonl;
mod literal;
mod long_cell;
mod made;
mod marks;
mod number;
mod options;
mod row;
mod sheet;
mod sheets;
mod stored;
mod table;
mod toml;
mod top;
mod xls;
mod xlsx;

pub use cell::CellValue;
pub(crate) use cell::{civil_date, serial_date};
pub use encoding::Encoding;
pub use grid::{PrintLimits, PrintedTable, printed_table};
pub use header::{Column, Header};
pub(crate) use header::{plain_name, same_name};
pub(crate) use long_cell::{long_cell, too_long};
pub(crate) use number::{Written, number_in_text, plain_spaces, qualified_number};
pub use options::{Input, Kind, Limits, TableOptions};
pub use row::{DataRow, Detected};
pub use table::{DataTable, Rows};
