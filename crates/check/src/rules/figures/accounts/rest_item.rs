//! A number of a paragraph that may be a whole, what is done of it, or what is left.

use super::phrase::{lead, tail};
use super::rest_words;
use crate::quantity::{Line, Quantity};

/// A number with its place.
#[derive(Clone, Copy)]
pub(crate) struct Item<'l> {
    pub(crate) line: &'l Line,
    pub(crate) index: usize,
    pub(crate) it: &'l Quantity,
}

impl<'l> Item<'l> {
    /// The words that it is told with.
    pub(crate) fn lead(&self) -> &'l str {
        lead(self.line, self.index)
    }

    /// Whether it is aimed at, by the words before it or right behind it: 任务20亿元, 20亿元的目标.
    pub(crate) fn aimed(&self) -> bool {
        rest_words::aimed(self.lead()) || rest_words::aimed_behind(tail(self.line, self.index))
    }

    /// Whether it is an exact amount.
    pub(crate) fn plain(&self) -> bool {
        (self.it.is_amount() || self.it.unit == "天")
            && !self.it.range
            && !self.it.quoted
            && self.it.qualifier.is_none()
    }
}
