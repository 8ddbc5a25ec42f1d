//! What the parts of the check share.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::located::Located;
use crate::read::Found;
use crate::report::Prose;
use crate::report::figures::Uses;
use crate::report::form::Condition;

pub(super) struct Checker<'c, 's> {
    pub(super) located: &'c Located<'s>,
    pub(super) found: &'c mut Found,
    pub(super) uses: Uses,
    /// Whether the rows of a table fill the report.
    pub(super) by_rows: bool,
    /// Paths of the strings whose `{{…}}` was read.
    pub(super) named: BTreeSet<Arc<str>>,
    /// Single lines that name fields or figures.
    pub(super) templates: Vec<Prose>,
    /// When items and areas stand, by the paths of their headings.
    pub(super) conditions: BTreeMap<Arc<str>, Condition>,
    /// Figures without a value.
    pub(super) open: BTreeSet<String>,
}
