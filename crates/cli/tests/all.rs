//! The tests of this crate in one program, which is linked once: a file for each promise.

mod bad_input;
mod batch;
mod beside;
mod browser;
mod check;
mod common;
mod decides;
mod draft;
mod findings;
mod forms;
mod guide;
mod import;
mod in_tables;
mod left;
mod plain_files;
mod preview;
mod record;
mod revised;
mod rollup;
mod shipped;
mod streams;
