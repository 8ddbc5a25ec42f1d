//! What looking at a text costs: the real report, two million characters, texts that nobody writes, once and twice as long.

use gongwen::check::{Options, Text, check};
use gongwen::import;
use std::fs;

use super::clock::cost;
use crate::run::{Failure, root};

/// Texts of one thing; each is measured in two lengths, of which the second may cost 2.2 times the first.
const PATTERNS: [&str; 24] = [
    "1",
    "1,",
    "、",
    "“",
    "”",
    "《",
    "（",
    "）",
    "的",
    "和",
    "其中",
    "一是",
    "二是",
    "全面",
    "1%",
    "1户2人",
    "其中1个、",
    "共2个，",
    "分别",
    "由1个增长到2个，",
    "户均1元，",
    "2024年",
    "首先，",
    "甲村、乙村2个村",
];

/// Bytes of a pattern at its first length.
const BYTES: usize = 2_500_000;

/// Measures the texts above and prints what each costs.
#[allow(clippy::print_stdout)]
pub(super) fn measure() -> Result<(), Failure> {
    let source = fs::read_to_string(root().join("fixtures/reports/jinjiang-2024.txt"))?;
    let count = source.chars().count();
    let text = Text::from_plain(&source);
    let options = Options::default();
    let seen = cost(200, || !check(&text, &options).relations.is_empty())?;
    let told = |what: &str, limit: f64, cpu: f64, bytes: usize| {
        let held = if cpu <= limit { "held" } else { "EXCEEDED" };
        println!("{what:34} {cpu:9.3} ms {bytes:11} bytes  budget {limit} ms: {held}");
    };
    told(&format!("check of {count} characters"), 2.0, seen.cpu, seen.bytes);
    let drafted =
        cost(50, || import::draft(source.as_bytes(), Some("txt"), &import::Options::default()).is_ok())?;
    told("import of the same", 4.0, drafted.cpu, drafted.bytes);
    // Every copy has a number of its own, so that no sentence stands twice.
    let copies = 2_000_000 / count;
    let long: String = (0..copies).map(|copy| source.replace('。', &format!("（第{copy}次）。"))).collect();
    let long: String = long.chars().take(2_000_000).collect();
    let long = Text::from_plain(&long);
    let seen = cost(3, || !check(&long, &options).relations.is_empty())?;
    told("check of 2000000 characters", 1000.0, seen.cpu, seen.bytes);
    println!("once and twice as long: CPU time, and how much more; 2.2 at most");
    for pattern in PATTERNS {
        let run = |times: usize| {
            let text = Text::from_plain(&pattern.repeat(BYTES / pattern.len() * times));
            cost(2, || check(&text, &options).findings.len() < usize::MAX)
        };
        let (once, twice) = (run(1)?.least, run(2)?.least);
        let times = twice / once;
        let held = if times <= 2.2 { "" } else { "  EXCEEDED" };
        println!("{pattern:20} {once:9.1} ms {twice:9.1} ms ({times:4.2}){held}");
    }
    Ok(())
}
