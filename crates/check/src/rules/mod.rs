//! The rules, a module for each family of codes.

mod advice;
mod date;
mod figures;
mod line;
mod mark;
mod number;
mod outline;
mod rank;
mod table;
mod word;
mod word_set;

use crate::{Findings, Options, Text};
use line::Line;

/// Runs all families that may have a code that is wanted.
pub(crate) fn run(text: &Text, options: &Options, out: &mut Findings) {
    type Family = fn(&Text, &[Line<'_>], &Options, &mut Findings);
    // The characters of all paragraphs, once for all families.
    let lines: Vec<Line<'_>> = Line::all(text).collect();
    let families: [(&str, Family); 8] = [
        ("figures/", figures::run),
        ("table/", table::run),
        ("number/", number::run),
        ("date/", date::run),
        ("outline/", outline::run),
        ("mark/", mark::run),
        ("word/", word::run),
        ("advice/", advice::run),
    ];
    for (area, family) in families {
        let asked = |prefix: &String| prefix.starts_with(area) || area.starts_with(prefix.as_str());
        if (options.only.is_empty() || options.only.iter().any(asked))
            && !options.skip.iter().any(|prefix| area.starts_with(prefix.as_str()))
        {
            family(text, &lines, options, out);
        }
    }
}
