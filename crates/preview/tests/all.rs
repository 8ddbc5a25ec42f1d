//! The tests of this crate in one program, which is linked once.

mod attacks;
mod bad;
mod browser;
mod shows;
mod support;
mod watches;
