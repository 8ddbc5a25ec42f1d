//! A report with gaps, and what a row gives them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::report::{FigurePart, Prose, Qualifier, Report};
use gongwen_document::Diagnostic;

/// A report with gaps.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    pub(in crate::report) report: Report,
    pub(in crate::report) fields: Vec<Field>,
    pub(in crate::report) open: BTreeSet<String>,
    pub(in crate::report) templates: Vec<Prose>,
    pub(in crate::report) conditions: BTreeMap<Arc<str>, Condition>,
    /// Parts of figures that prose asks for, beside the figures themselves.
    pub(in crate::report) parts: BTreeSet<(String, FigurePart)>,
    pub(in crate::report) by_rows: bool,
    pub(in crate::report) key: Option<String>,
    pub(in crate::report) sheet: Option<String>,
    pub(in crate::report) columns: BTreeMap<String, String>,
}

/// A text that each row gives 文字栏.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Identifier used in prose.
    pub id: String,
    /// Header of its column.
    pub label: String,
}

/// When a part stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct Condition {
    pub(in crate::report) when: Vec<String>,
    pub(in crate::report) unless: Vec<String>,
}

/// What a row says of a figure or a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Given<T> {
    /// No column of the table is for it: what the report file says stays.
    #[default]
    Unasked,
    /// Its cell is empty.
    Missing,
    /// Its cell says this.
    Value(T),
}

/// What one row gives: an entry for each figure and each field of the [`Form`], in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fill {
    /// This year's values.
    pub figures: Vec<Given<Decimal>>,
    /// How exact this year's values are, where a cell says so: `约18`.
    pub qualifiers: Vec<Option<Qualifier>>,
    /// Last year's values.
    pub previous: Vec<Given<Decimal>>,
    /// Targets of the year.
    pub targets: Vec<Given<Decimal>>,
    /// Texts.
    pub fields: Vec<Given<String>>,
}

/// Why a row makes no report, or not all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The figures and fields whose cells are at fault.
    pub ids: Vec<String>,
    /// What is wrong, at the field of the report file.
    pub diagnostic: Diagnostic,
}

/// A row that made a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The report.
    pub report: Report,
    /// What somebody should look at all the same: cells of tables that have nothing to show.
    pub told: Vec<Gap>,
}
