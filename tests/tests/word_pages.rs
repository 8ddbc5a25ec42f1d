//! The pages of the Word file as Word cuts them are those of the PDF, whatever Word makes of `keepNext` on a long paragraph.

use gongwen::Printed;
use gongwen_tests::word::{KeepNext, WordFile, pages};
use gongwen_tests::{every_fixture, press, printed};

/// The lines that stand on another page in Word under this reading.
fn moved(made: &Printed<'_>, reading: KeepNext) -> Vec<String> {
    let file = WordFile::read(&made.docx().expect("a Word file"));
    let mut texts = printed(&made.pages);
    let word = pages(&file, reading);
    let mut moved = Vec::new();
    for (index, paragraph) in file.paragraphs.iter().enumerate() {
        let Some(word) = word.get(&index) else { continue };
        let Some(alike) = texts.get_mut(&paragraph.text()).filter(|alike| !alike.is_empty()) else {
            continue;
        };
        // A name stands on the mark and in the signature: the one on this page is meant.
        let here = alike.iter().position(|lines| lines.first().map(|line| line.0) == word.first().copied());
        let Some(ours) = alike.remove(here.unwrap_or(0)) else { continue };
        let lines = ours.iter().zip(word).filter(|((page, _), word)| page != *word);
        moved.extend(lines.map(|((page, text), word)| {
            format!("page {} in the PDF, {} in Word: {text}", page + 1, word + 1)
        }));
    }
    moved
}

#[test]
fn every_fixture_has_its_lines_on_the_same_pages_in_word() {
    let press = press();
    let mut faults = Vec::new();
    for (name, report) in every_fixture() {
        let made = press.print(&report).unwrap_or_else(|error| panic!("{name}: {error}"));
        for reading in [KeepNext::MovesWhole, KeepNext::LeavesLastLines] {
            let moved = moved(&made, reading);
            if let Some(first) = moved.first() {
                faults.push(format!("{name}, {reading:?}: {} lines, the first: {first}", moved.len()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
