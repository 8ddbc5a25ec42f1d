//! The tests of this crate in one program, which is linked once: a file for each promise.

mod alike;
mod bad_cells;
mod bad_files;
mod both;
mod common;
mod formats;
mod full_sheet;
mod hostile;
mod hostile_sheets;
mod made;
mod offices;
mod old_books;
mod pages;
mod printed;
mod rollup;
mod sense;
mod separated;
mod shown;
mod units;
mod villages;
