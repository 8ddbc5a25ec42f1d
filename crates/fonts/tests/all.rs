//! The tests of this crate in one program, which is linked once: a file for each promise.

mod embedded;
mod folder;
mod given;
mod support;
