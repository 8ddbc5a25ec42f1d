//! The pages of this program as texts with their lines, to hold against what other readers make of the Word file.

use std::collections::{BTreeMap, VecDeque};

use gongwen::Pages;

use crate::tight;

/// Lines of a text in the pages, each with its page from 0.
pub type PrintedLines = Vec<(usize, String)>;

/// The lines of each text in the pages, by the text without white space; a text may stand more than once.
pub fn printed(pages: &Pages) -> BTreeMap<String, VecDeque<PrintedLines>> {
    let mut nodes: BTreeMap<usize, Vec<(usize, i64, String)>> = BTreeMap::new();
    let mut parents = vec![0; pages.structure.len()];
    for (index, node) in pages.structure.iter().enumerate() {
        for child in &node.children {
            parents[*child] = index;
        }
    }
    for (number, page) in pages.pages.iter().enumerate() {
        for run in page.runs.iter().chain(&page.upright_runs) {
            let Some(mut node) = run.node else { continue };
            // Links and marks of footnotes stand in the line of their paragraph.
            while is_inside(pages, node) {
                node = parents[node];
            }
            let lines = nodes.entry(node).or_default();
            match lines.last_mut() {
                Some((page, baseline, text))
                    if *page == number && (*baseline - run.baseline.emu()).abs() < 12_700 * 8 =>
                {
                    text.push_str(&run.text);
                }
                _ => lines.push((number, run.baseline.emu(), run.text.clone())),
            }
        }
    }
    let mut texts: BTreeMap<String, VecDeque<PrintedLines>> = BTreeMap::new();
    for lines in nodes.into_values() {
        let lines: PrintedLines =
            lines.into_iter().map(|(page, _, text)| (page, text.trim().to_owned())).collect();
        let text: String = lines.iter().map(|(_, line)| line.as_str()).collect();
        texts.entry(tight(&text)).or_default().push_back(lines);
    }
    texts
}

/// The rows of all pages: what stands at one height from the left to the right, without white space and leaders. How often
/// each is there.
pub fn rows(pages: &Pages) -> BTreeMap<String, usize> {
    let mut rows = BTreeMap::new();
    for page in &pages.pages {
        let mut heights: BTreeMap<i64, Vec<(i64, &str)>> = BTreeMap::new();
        for run in &page.runs {
            let left = run.glyphs.first().map_or(0, |glyph| glyph.x.emu());
            heights.entry(run.baseline.emu()).or_default().push((left, &run.text));
        }
        for mut row in heights.into_values() {
            row.sort_unstable();
            let text: String = row.into_iter().map(|(_, text)| text).collect();
            let leader = |part: &str| part.len() > 2 && part.chars().all(|character| character == '.');
            // Leaders stand between a heading and its page.
            let text = tight(&text);
            let text = match (text.find("..."), text.rfind("...")) {
                (Some(from), Some(to)) if leader(&text[from..to + 3]) => {
                    format!("{}{}", &text[..from], text[to..].trim_start_matches('.'))
                }
                _ => text,
            };
            *rows.entry(text).or_default() += 1;
        }
    }
    rows
}

fn is_inside(pages: &Pages, node: usize) -> bool {
    use gongwen_layout::StructureKind::{Link, Reference};
    pages.structure.get(node).is_some_and(|node| matches!(node.kind, Link(_) | Reference))
}
