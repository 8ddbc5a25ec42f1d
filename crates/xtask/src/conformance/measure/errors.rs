//! How far what is measured stands from where it should.

use std::ops::RangeInclusive;

/// Errors in mm of one file: name of the measure, error, page from 1.
#[derive(Default)]
pub(super) struct Errors(pub(super) Vec<(&'static str, f64, usize)>);

impl Errors {
    /// Takes down that `found` should be `wanted`, on a page counted from 0.
    pub(super) fn hold(&mut self, name: &'static str, found: f64, wanted: f64, page: usize) {
        self.0.push((name, found - wanted, page + 1));
    }

    /// Takes down what should be there and is not.
    pub(super) fn missing(&mut self, name: &'static str, page: usize) {
        self.0.push((name, f64::NAN, page + 1));
    }

    /// Takes down that `found` should lie in a range; only what lies outside counts.
    pub(super) fn within(&mut self, name: &'static str, found: f64, range: RangeInclusive<f64>, page: usize) {
        self.hold(name, found, found.clamp(*range.start(), *range.end()), page);
    }
}
