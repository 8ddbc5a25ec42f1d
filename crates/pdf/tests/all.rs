//! The tests of this crate in one program, which is linked once: a file for each promise.

mod faces;
mod file;
mod hostile;
mod lying;
mod pictures;
mod places;
mod shared;
mod support;
