//! The tests of this crate in one program, which is linked once: a file for each promise.

mod charts;
mod figures_table;
mod form;
mod lines;
mod markup;
mod overrides;
mod template_properties;
mod templates;
