//! What a finding of a run is about: the report and the table, for messages.

use gongwen::template::Templates;
use gongwen::{Diagnostic, Diagnostics};

use crate::failure::Failure;
use crate::input::ReportSource;
use crate::language::Language;

/// What findings of a run are about.
pub(super) struct About<'a> {
    pub(super) report: &'a ReportSource,
    /// Name of the table.
    pub(super) rows: &'a str,
    pub(super) templates: &'a Templates,
    pub(super) language: Language,
}

impl About<'_> {
    pub(super) fn told(&self, found: Diagnostics) -> Failure {
        self.show(&found.0);
        Failure::Input
    }

    pub(super) fn show(&self, found: &[Diagnostic]) {
        self.report.show(self.language, self.rows, Some(self.templates), found);
    }
}
