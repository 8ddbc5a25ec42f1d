//! One report and a table of villages to many documents: reading the rows, filling the report with each,
//! checking them all before a run, and holding a town's totals against its villages.
//!
//! A [`DataTable`] is what a spreadsheet says, row by row; a [`Binding`] knows which column fills what of the report,
//! and turns a [`DataRow`] into a checked report. Nothing here opens a file or prints.

mod bind;
mod format;
mod gate;
mod rollup;
mod rows;
mod run;
mod sense;

pub use bind::{BindOptions, Binding, Bound};
pub use format::{Epoch, NumberFormat, builtin_format};
pub use gate::{Gate, GateOptions, check_each, check_rows};
pub use rollup::{Difference, RolledUp, Share, roll_up, write_totals};
pub use rows::{
    CellValue, Column, DataRow, DataTable, Detected, Encoding, Header, Input, Kind, Limits, PrintLimits,
    PrintedTable, Rows, TableOptions, printed_table,
};
pub use run::{
    Entry, Line, Lines, MAX_NAME_BYTES, MOVED, Manifest, NamePattern, Remark, Shard, Written, for_each,
    is_device, is_moved, stream,
};
