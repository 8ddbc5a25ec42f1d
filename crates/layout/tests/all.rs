//! The tests of this crate in one program, which is linked once: a file for each promise.

mod closing;
mod common;
mod documents;
mod elements;
mod fit_report;
mod fits;
mod form;
mod formats;
mod grid;
mod hang;
mod imprint;
mod letterhead;
mod linebreak;
mod names;
mod properties;
mod tables;
mod titles;
