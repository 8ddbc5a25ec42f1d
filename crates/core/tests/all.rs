//! The tests of this crate in one program, which is linked once: a file for each promise.

mod alike;
mod bad;
mod born;
mod fixture;
mod hostile;
mod intervals;
mod made;
mod profiles;
mod relations;
mod schema;
mod slips;
mod values;
