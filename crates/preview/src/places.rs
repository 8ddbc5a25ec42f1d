//! From bytes of the report file to its lines and back.

use std::collections::BTreeMap;
use std::ops::Range;

use gongwen::Pages;

use crate::shown::{FigureShown, PlaceShown};

/// The lines of a text.
pub(crate) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn of(text: &'t str) -> Lines<'t> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { text, starts }
    }

    /// Line and column of where a span begins, when it is one of this text.
    pub(crate) fn of_span(&self, span: &Range<usize>) -> Option<(usize, usize)> {
        (span.end <= self.text.len()).then(|| self.place(span.start))
    }

    /// Line and column of a byte, both from 1; the column in characters.
    pub(crate) fn place(&self, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.text.get(start..at.min(self.text.len())).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

/// Where each field that is on the pages stands. One whose bytes are not known is looked for by its name.
pub(crate) fn places<'p>(
    pages: impl Iterator<Item = &'p Pages>,
    text: &str,
    figures: &BTreeMap<String, FigureShown>,
) -> BTreeMap<String, PlaceShown> {
    let lines = Lines::of(text);
    let mut places: BTreeMap<String, PlaceShown> = BTreeMap::new();
    for node in pages.flat_map(|pages| &pages.structure) {
        let path = &node.origin.path;
        if path.is_empty() || places.contains_key(&**path) {
            continue;
        }
        let span = node.origin.span.clone().filter(|span| span.end <= text.len());
        let Some(span) = span.or_else(|| find(text, path)) else { continue };
        places.insert(path.to_string(), place(&lines, &span, figures));
    }
    places
}

fn place(lines: &Lines<'_>, span: &Range<usize>, figures: &BTreeMap<String, FigureShown>) -> PlaceShown {
    let (line, column) = lines.place(span.start);
    let (end, _) = lines.place(span.end.saturating_sub(1).max(span.start));
    let said = lines.text.get(span.clone()).unwrap_or_default();
    let named = named(said).filter(|name| figures.contains_key(*name));
    let mut names: Vec<String> = named.map(str::to_owned).collect();
    names.sort();
    names.dedup();
    PlaceShown { line, column, end, figures: names }
}

/// Where the first key of a path is written: `seals` at the beginning of a line, or in quotes.
fn find(text: &str, path: &str) -> Option<Range<usize>> {
    let key = path.split(['.', '[']).next().filter(|key| !key.is_empty())?;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start().trim_start_matches(['[', '"', '{', ' ']);
        let ends = |rest: &str| rest.starts_with(['"', ' ', '=', '.', ']', '\t', ':']);
        if bare.strip_prefix(key).is_some_and(ends) {
            let at = start + (line.len() - bare.len());
            return Some(at..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

/// The names in `{{…}}`, without what follows a point, or the value of one that is defined there.
fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split("{{").skip(1).filter_map(|rest| {
        let name = rest.split("}}").next()?.trim();
        name.split(['.', ' ', '=']).next()
    })
}

/// The figures of a report with their definitions, and the lines that name them.
pub(crate) fn figures(report: &gongwen::Report, text: &str) -> BTreeMap<String, FigureShown> {
    let lines = Lines::of(text);
    let mut figures: BTreeMap<String, FigureShown> = report
        .figures
        .iter()
        .map(|figure| {
            let line = figure.span.as_ref().map(|span| lines.place(span.start).0);
            let text = format!("{} {}", figure.label, figure.display());
            (figure.id.clone(), FigureShown { line, text, uses: Vec::new() })
        })
        .collect();
    for (number, line) in (1..).zip(text.lines()) {
        for name in named(line) {
            if let Some(figure) = figures.get_mut(name)
                && figure.uses.last() != Some(&number)
            {
                figure.uses.push(number);
            }
        }
    }
    figures
}

/// The field that stands at a line: the one that begins last before it and reaches it, else the last before it.
pub(crate) fn at_line(places: &BTreeMap<String, PlaceShown>, line: usize) -> Option<String> {
    let before = || places.iter().filter(|(_, place)| place.line <= line);
    let latest = |(_, place): &(&String, &PlaceShown)| (place.line, place.column);
    let within = before().filter(|(_, place)| line <= place.end).max_by_key(latest);
    let found = within.or_else(|| before().max_by_key(latest));
    let found = found.or_else(|| places.iter().min_by_key(latest));
    found.map(|(path, _)| path.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let lines = Lines::of("一二\r\n三四五\n");
        assert_eq!(lines.place(0), (1, 1));
        assert_eq!(lines.place("一二\r\n三四".len()), (2, 3));
        assert_eq!(lines.place(1_000), (3, 1));
    }

    #[test]
    fn a_field_without_bytes_is_found_by_its_name() {
        let text = "title = \"甲\"\nissuers = 1\n  issuer = \"乙\"\n[[seals]]\n";
        let line = |path| find(text, path).map(|span| Lines::of(text).place(span.start));
        assert_eq!(line("issuer"), Some((3, 3)));
        assert_eq!(line("seals[0].picture"), Some((4, 3)));
        assert_eq!(line("nothing"), None);
        assert_eq!(find("{\n \"issuer\": \"乙\"}", "issuer").map(|span| span.start), Some(4));
    }

    #[test]
    fn a_line_of_the_file_finds_the_field_that_reaches_it() {
        let place = |line, end| PlaceShown { line, column: 1, end, figures: Vec::new() };
        let places: BTreeMap<String, PlaceShown> =
            [("a".into(), place(3, 3)), ("b".into(), place(5, 9)), ("c".into(), place(12, 12))].into();
        let at = |line| at_line(&places, line).map(|path| path.to_string());
        assert_eq!(
            [1, 3, 4, 7, 10, 99].map(at),
            ["a", "a", "a", "b", "b", "c"].map(|it| Some(it.to_owned()))
        );
    }

    #[test]
    fn names_of_figures_are_read_out_of_prose() {
        let found: Vec<&str> =
            named("种植{{grain}}，{{ grain.change }}；{{ 人口 }}，{{收入=1.78亿元}}。").collect();
        assert_eq!(found, ["grain", "grain", "人口", "收入"]);
    }
}
