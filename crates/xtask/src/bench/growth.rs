//! What one, two and four times as much of a thing costs: footnotes, rows of a table, items, notes to one line. Whatever
//! is linear costs twice and four times as much.

use gongwen::read::{self, Notation};
use gongwen::{Fonts, Press};

use super::clock::cost;
use crate::run::Failure;

/// A name, how many of it, and the report that has so many.
type Thing = (&'static str, usize, fn(usize) -> String);

/// A report with so many of a thing, and from how many it is measured. 示例数据
const THINGS: [Thing; 4] = [
    ("footnotes", 2_000, |count| {
        let text = "\"核查设施农业用地27宗{{注：含整改的3宗。}}。\",".repeat(count);
        format!("opening = [{text}]\n[general]\n")
    }),
    ("notes to a paragraph", 2_000, |count| {
        let text = "核查设施农业用地27宗{{注：含整改的3宗。}}，".repeat(count);
        format!("opening = \"{text}均已完成。\"\n[general]\n")
    }),
    ("rows of a table", 2_000, |count| {
        let rows = "[\"示例村\", \"12.5\", \"某某项目\"],".repeat(count);
        format!(
            "opening = \"见表。\"\n[general]\n[[general.sections]]\n[general.sections.table]\nrows = [[\"村\", \"收入\", \"项目\"],{rows}]\n"
        )
    }),
    ("items", 2_000, |count| {
        let items = "\"一项工作，示例数据。\",".repeat(count);
        format!(
            "opening = \"如下。\"\n[general]\n[[general.sections]]\nitem_ordinal = \"\"\nitems = [{items}]\n"
        )
    }),
];

/// Measures the things above and prints what each costs at one, two and four times.
#[allow(clippy::print_stdout)]
pub(super) fn measure() -> Result<(), Failure> {
    let press = Press::new(Fonts::embedded());
    println!("once, twice and four times as much: CPU time and bytes allocated, and how much more than once");
    for (name, count, source) in THINGS {
        let mut once = None;
        for times in [1, 2, 4] {
            let source =
                format!("title = \"关于某事的通知\"\nissuer = \"某某镇人民政府\"\n{}", source(count * times));
            let report = read::report(source.as_bytes(), Notation::Toml)?.report;
            let cost = cost(3, || press.print(&report).is_ok_and(|printed| printed.pdf().is_ok()))?;
            let (cpu, bytes) = *once.get_or_insert((cost.least, cost.bytes as f64));
            let (cpu, bytes) = (cost.least / cpu, cost.bytes as f64 / bytes);
            println!(
                "{:7} {name:22} {:9.1} ms ({cpu:4.1}) {:12} bytes ({bytes:4.1})",
                count * times,
                cost.least,
                cost.bytes
            );
        }
    }
    Ok(())
}
