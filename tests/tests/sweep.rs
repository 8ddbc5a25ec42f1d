//! The closing 落款 at every height of the page: seven kinds of it below 1 to 66 lines of text, in one paragraph and in
//! many, with short and long names. In the pages themselves, and in the Word file as the model of Word cuts it, under both
//! readings of what nobody has measured.

use std::collections::BTreeSet;

use gongwen::{Length, Pages, Press};
use gongwen_layout::{Color, GlyphRun, PlacedPicture};
use gongwen_tests::sweep::{Case, DATE, Kind, NOTE, cases};
use gongwen_tests::word::{self, KeepNext, WordFile};
use gongwen_tests::{press, root};

const LEFT: Length = Length::mm(28);
const RIGHT: Length = Length::mm(184);
const TOP: Length = Length::mm(37);
const BOTTOM: Length = Length::mm(262);
/// From a seal to the next one and to a rule.
const APART: Length = Length::mm(3);
const PITCH: Length = Length::twips(579);

/// Runs these cases on the threads of the machine and fails with what is wrong.
#[allow(clippy::print_stderr)]
fn sweep(check: impl Fn(&Press, Case, &mut Vec<String>) + Sync) {
    let press = press();
    let all: Vec<Case> = cases().collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (press, all, check) = (&press, &all, &check);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let parts: Vec<_> = (0..threads)
            .map(|part| {
                scope.spawn(move || {
                    let mut faults = Vec::new();
                    for case in all.iter().skip(part).step_by(threads) {
                        check(press, *case, &mut faults);
                    }
                    faults
                })
            })
            .collect();
        parts.into_iter().flat_map(|part| part.join().expect("a thread")).collect()
    });
    eprintln!("{} documents, {} faults", all.len(), faults.len());
    assert!(
        faults.is_empty(),
        "{} faults, the first of them:\n{}",
        faults.len(),
        faults[..faults.len().min(30)].join("\n")
    );
}

/// The baselines of the text on a page, from the top down.
fn text(pages: &Pages, page: usize) -> Vec<Length> {
    let runs = pages.pages[page].runs.iter().filter(|run| run.node.is_some() && run.text.contains('禾'));
    let lines: BTreeSet<Length> = runs.map(|run| run.baseline).collect();
    lines.into_iter().collect()
}

fn find<'p>(pages: &'p Pages, text: &str) -> Option<(usize, &'p GlyphRun)> {
    let runs =
        pages.pages.iter().enumerate().flat_map(|(page, it)| it.runs.iter().map(move |run| (page, run)));
    runs.filter(|(_, run)| run.node.is_some()).find(|(_, run)| run.text.starts_with(text))
}

fn check_pages(press: &Press, case: Case, faults: &mut Vec<String>) {
    let report = case.report(&root());
    let printed = press.print(&report).unwrap_or_else(|error| panic!("{case:?}: {error}"));
    let pages = &printed.pages;
    let mut fault = |text: String| faults.push(format!("{case:?}: {text}"));
    let Some((page, date)) = find(pages, "2025年11月28日").or_else(|| find(pages, "2025")) else {
        return fault("no date".to_owned());
    };
    // Text on the page of the date: a line of a whole paragraph, two of a split one.
    let here = text(pages, page).len();
    let all: usize = (0..pages.pages.len()).map(|page| text(pages, page).len()).sum();
    if all != case.lines {
        fault(format!("{all} lines of text"));
    }
    let split = !case.many && here < all;
    // One line cannot stand on page 1 (7.3.3) and on that of the date: then it is told.
    let told = printed.warnings.iter().any(|found| found.code == "gbt9704/7.3.5.5");
    let cannot = case.lines == 1 && page == 1;
    if told != cannot {
        fault(format!("told that no text stands beside the date: {told}"));
    }
    // Of a text of two lines the first opens page 1 (7.3.3), and the other is all that can stand beside the date.
    let least = if case.lines == 2 && page == 1 { 1 } else { 2 };
    let split = split && !cannot;
    if here == 0 && !cannot || split && (here < least || page > 0 && text(pages, page - 1).is_empty()) {
        fault(format!("{here} lines of text on the page of the date"));
    }
    // No more is left empty than signature and text take.
    if page > 0 {
        let last = text(pages, page - 1).last().copied().unwrap_or_default();
        let first = if page == 1 && case.kind == Kind::Letter { Length::mm(277) } else { BOTTOM };
        let empty = (first - last).emu() / PITCH.emu();
        let most = match case.kind {
            Kind::Attachments => 13,
            // Three rows of seals and what stands above the first: 144 mm, which is 14 lines, and two lines of text.
            Kind::Seals if case.long => 16,
            _ => 10,
        };
        if empty > most {
            fault(format!("{empty} empty lines before the page of the date"));
        }
    }
    check_seals(pages, case, &mut fault);
    if case.kind == Kind::Note {
        match find(pages, NOTE) {
            Some((other, note)) if other == page && note.baseline == date.baseline + PITCH => {}
            found => {
                fault(format!("the note stands at {:?}", found.map(|(page, note)| (page, note.baseline))))
            }
        }
    }
    check_imprint(pages, case, &mut fault);
    for name in case.names() {
        let shown: String =
            pages.pages.iter().flat_map(|page| &page.runs).map(|run| run.text.as_str()).collect();
        if !shown.contains(name) {
            fault(format!("no signature {name}"));
        }
    }
}

fn check_seals(pages: &Pages, case: Case, fault: &mut impl FnMut(String)) {
    let mut found = 0;
    for (number, page) in pages.pages.iter().enumerate() {
        let seals: Vec<&PlacedPicture> = page.pictures.iter().collect();
        found += seals.len();
        let foot = if case.kind == Kind::Letter && number == 0 { Length::mm(277) } else { BOTTOM };
        for (index, seal) in seals.iter().enumerate() {
            let (right, bottom) = (seal.x + seal.width, seal.y + seal.height);
            if seal.x < LEFT || right > RIGHT || seal.y < TOP || bottom > foot {
                fault(format!("a seal leaves the type area: {} to {} mm", seal.y.to_mm(), bottom.to_mm()));
            }
            for other in seals.iter().skip(index + 1) {
                let (dx, dy) = (other.x - seal.x, other.y - seal.y);
                let distance = (dx.to_mm().powi(2) + dy.to_mm().powi(2)).sqrt();
                if distance + 0.01 < seal.width.to_mm() + APART.to_mm() {
                    fault(format!("two seals stand {distance} mm apart"));
                }
            }
            for rule in &page.rules {
                if rule.y + rule.height + APART > seal.y && rule.y < bottom + APART {
                    fault(format!("a rule at {} mm, a seal to {} mm", rule.y.to_mm(), bottom.to_mm()));
                }
            }
            let covers = |run: &&GlyphRun| {
                let x = run.glyphs.first().map_or(Length::ZERO, |glyph| glyph.x);
                let end = run.glyphs.last().map_or(x, |glyph| glyph.x + glyph.advance);
                let (top, low) = (run.baseline - run.size.scale(4, 5), run.baseline);
                run.text.contains('禾') && x < right && end > seal.x && top < bottom && low > seal.y
            };
            if let Some(run) = page.runs.iter().find(covers) {
                fault(format!("a seal over the text {}", run.text));
            }
        }
    }
    if found != case.kind.seals() {
        fault(format!("{found} seals"));
    }
}

fn check_imprint(pages: &Pages, case: Case, fault: &mut impl FnMut(String)) {
    let last = pages.pages.len() - 1;
    let letter = case.kind == Kind::Letter;
    let Some((page, _)) = find(pages, "抄送：") else { return fault("no imprint".to_owned()) };
    if page != last || !letter && page % 2 == 0 {
        fault(format!("the imprint stands on page {} of {}", page + 1, last + 1));
    }
    if !letter {
        let rules = pages.pages[last].rules.iter().filter(|rule| rule.color == Color::Black);
        let foot = rules.map(|rule| rule.y + rule.height).max().unwrap_or_default();
        if foot != BOTTOM {
            fault(format!("the last rule ends at {} mm", foot.to_mm()));
        }
    }
    let place = pages.facts.imprint.unwrap_or_default();
    for (number, page) in pages.pages.iter().enumerate() {
        let bare = letter && number == 0 || place.blank_before && number + 1 >= place.page;
        let label = (!bare).then(|| (number + 1).to_string());
        if page.label != label {
            fault(format!("page {} is numbered {:?}", number + 1, page.label));
        }
    }
}

fn check_word(press: &Press, case: Case, faults: &mut Vec<String>) {
    let report = case.report(&root());
    let printed = press.print(&report).unwrap_or_else(|error| panic!("{case:?}: {error}"));
    let file = WordFile::read(&printed.docx().unwrap_or_else(|error| panic!("{case:?}: {error}")));
    for reading in [KeepNext::MovesWhole, KeepNext::LeavesLastLines] {
        let theirs = word::pages(&file, reading);
        let mut count = vec![0; printed.pages.pages.len() + 1];
        let mut date = None;
        for (index, paragraph) in file.paragraphs.iter().enumerate() {
            let text = word::lines(&file, paragraph).concat();
            for page in theirs.get(&index).into_iter().flatten().filter(|_| text.contains('禾')) {
                if let Some(count) = count.get_mut(*page) {
                    *count += 1;
                }
            }
            if text == DATE {
                date = theirs.get(&index).and_then(|pages| pages.first()).copied();
            }
        }
        let ours: Vec<usize> = (0..count.len())
            .map(|page| if page < printed.pages.pages.len() { text(&printed.pages, page).len() } else { 0 })
            .collect();
        if count != ours {
            faults.push(format!("{case:?}, {reading:?}: lines on pages {ours:?}, in Word {count:?}"));
        }
        let ours = find(&printed.pages, "2025").map(|(page, _)| page);
        if date != ours {
            faults.push(format!("{case:?}, {reading:?}: the date on page {ours:?}, in Word {date:?}"));
        }
    }
}

#[test]
fn text_stands_on_the_page_of_every_date_and_nothing_stands_over_anything() {
    sweep(check_pages);
}

#[test]
fn word_cuts_the_same_pages_however_it_reads_what_is_kept() {
    sweep(check_word);
}
