//! Diagnostics on standard error: file, line, column, the line itself, and help.

use std::ops::Range;

use gongwen::template::Templates;
use gongwen::{Diagnostic, Source, TableCell};
use miette::{GraphicalReportHandler, LabeledSpan, MietteDiagnostic, Severity};

use crate::excerpt::Excerpt;
use crate::language::Language;
use crate::streams::{calm, tell, tell_styled};

/// How much of a long line is shown on each side of a place, in bytes.
const CONTEXT: usize = 120;

/// What the handler puts before a help, as wide as its Chinese.
const HELP: &str = "  help: ";

/// Shows diagnostics of one report file.
pub(crate) struct Show<'a> {
    pub(crate) language: Language,
    /// Name of the report file.
    pub(crate) name: &'a str,
    /// Its text.
    pub(crate) text: &'a str,
    /// Where the texts of templates are.
    pub(crate) templates: Option<&'a Templates>,
}

impl Show<'_> {
    /// Prints all of them, and how many there are when there is more than one.
    pub(crate) fn all(&self, found: &[Diagnostic]) {
        let handler = GraphicalReportHandler::new().with_context_lines(0).with_width(100);
        let lines = line_ends(self.text);
        for diagnostic in found {
            tell_styled(&self.render(&handler, diagnostic, &lines));
        }
        let errors = found.iter().filter(|diagnostic| diagnostic.is_error()).count();
        if errors > 1 {
            tell(self.language.pick(format!("共 {errors} 处错误。"), format!("{errors} errors.")));
        }
    }

    fn render(&self, handler: &GraphicalReportHandler, diagnostic: &Diagnostic, lines: &[usize]) -> String {
        let (template, of_template);
        let (name, text, lines) = match &diagnostic.place.source {
            Source::Report => (self.name, self.text, lines),
            Source::Template(name) => {
                template = format!("{name}.hbs");
                let text = self.templates.and_then(|templates| templates.source(name)).unwrap_or("");
                of_template = line_ends(text);
                (template.as_str(), text, of_template.as_slice())
            }
            Source::Markup => (self.language.pick("模板的产物", "the template's output"), "", lines),
            // A table is shown by its cells.
            _ => (self.name, "", lines),
        };
        let (name, path) = (calm(name), calm(&diagnostic.place.path));
        let mut message = self.language.of(&diagnostic.message).to_owned();
        if let Source::Table(cell) = &diagnostic.place.source {
            message = self.language.pick(
                format!("{}{message}", place_in_table(cell, &path)),
                format!("{}{message}", place_in_table_english(cell, &path)),
            );
        } else if !path.is_empty() {
            message = self
                .language
                .pick(format!("{message}（字段 {}）", path), format!("{message} (field {})", path));
        }
        let span = diagnostic.place.span.clone().filter(|span| span.end <= text.len() && !text.is_empty());
        if span.is_none() && !name.is_empty() {
            message = format!("{name}{}{message}", self.language.pick("：", ": "));
        }
        let severity = if diagnostic.is_error() { Severity::Error } else { Severity::Warning };
        let mut report = MietteDiagnostic::new(message).with_code(diagnostic.code).with_severity(severity);
        if let Some(help) = &diagnostic.help {
            report = report.with_help(self.language.of(help));
        }
        if let Some(span) = &span {
            report = report.with_label(LabeledSpan::underline(span.clone()));
        }
        let excerpt = span.and_then(|span| self::excerpt(name.into_owned(), text, lines, &span));
        let report = miette::Report::new(report);
        let report = match excerpt {
            Some(excerpt) => report.with_source_code(excerpt),
            None => report,
        };
        let mut shown = String::new();
        // Writing into a string does not fail.
        let _ = handler.render_report(&mut shown, report.as_ref());
        // The handler has no setting for its one word.
        if let (Some(at), true) = (shown.rfind(HELP), diagnostic.help.is_some()) {
            shown.replace_range(at..at + HELP.len(), self.language.pick("  写法：", HELP));
        }
        shown
    }
}

/// `第 7 行“收入（万元）”栏（各村!D7），写的是“约5”：`
fn place_in_table(cell: &TableCell, address: &str) -> String {
    let row = cell.row.map_or(String::new(), |row| format!("第 {row} 行"));
    let column = cell.column.as_ref().map_or(String::new(), |column| format!("“{column}”栏"));
    let address = if cell.letters.is_some() { format!("（{address}）") } else { String::new() };
    let value = cell.value.as_ref().filter(|value| !value.is_empty());
    let value = value.map_or(String::new(), |value| format!("，写的是“{value}”"));
    let place = format!("{row}{column}{address}{value}");
    if place.is_empty() { place } else { format!("{place}：") }
}

fn place_in_table_english(cell: &TableCell, address: &str) -> String {
    let row = cell.row.map_or(String::new(), |row| format!("row {row}"));
    let column = cell.column.as_ref().map_or(String::new(), |column| format!(", column `{column}`"));
    let address = if cell.letters.is_some() { format!(" ({address})") } else { String::new() };
    let value = cell.value.as_ref().filter(|value| !value.is_empty());
    let value = value.map_or(String::new(), |value| format!(", `{value}`"));
    let place = format!("{row}{column}{address}{value}");
    if place.is_empty() { place } else { format!("{}: ", place.trim_start_matches(", ")) }
}

/// The excerpt around a place of a text, of its first line; `lines` are the ends of its lines. None when the place is not
/// in the text.
fn excerpt(name: String, text: &str, lines: &[usize], span: &Range<usize>) -> Option<Excerpt> {
    let line = lines.partition_point(|at| *at < span.start);
    let line_start = line.checked_sub(1).and_then(|before| lines.get(before)).map_or(0, |at| at + 1);
    let line_end = lines.get(line).copied().unwrap_or(text.len());
    let column = text.get(line_start..span.start)?.chars().count();
    let end = text.floor_char_boundary(span.end.min(line_end).max(span.start).min(span.start + CONTEXT));
    Some(Excerpt::around(name, text, &(span.start..end), CONTEXT, (line, column)))
}

/// The ends of the lines of a text, in bytes.
fn line_ends(text: &str) -> Vec<usize> {
    text.match_indices('\n').map(|(at, _)| at).collect()
}
