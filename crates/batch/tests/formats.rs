//! Number formats show what a spreadsheet program in Chinese shows.

use std::time::Instant;

use gongwen_batch::{Epoch, NumberFormat, builtin_format};
use proptest::prelude::*;

const CASES: &str = include_str!("data/formats.txt");

fn shown(format: &str, value: &str) -> String {
    let format = NumberFormat::new(format, Epoch::Of1900);
    match value.parse::<f64>() {
        Ok(number) => format.shown_float(number),
        Err(_) => format.shown_text(value),
    }
}

fn cases() -> impl Iterator<Item = (&'static str, &'static str, String)> {
    CASES.lines().filter(|line| !line.starts_with("# ") || line.contains('\t')).map(|line| {
        let mut parts = line.split('\t');
        let mut part = || parts.next().unwrap_or_else(|| panic!("three parts: {line}"));
        (part(), part(), part().replace('␠', " "))
    })
}

#[test]
fn every_format_of_the_list_shows_its_text() {
    let wrong: Vec<String> = cases()
        .filter_map(|(format, value, expected)| {
            let found = shown(format, value);
            (found != expected).then(|| format!("{format} of {value}: {found:?}, not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases().count() >= 250, "{} cases", cases().count());
}
