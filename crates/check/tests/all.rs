//! The tests of this crate in one program, which is linked once: a file for each promise.

mod cases;
mod explain;
mod guide;
mod hostile;
mod json;
mod lexicon;
mod reports;
mod traps;
