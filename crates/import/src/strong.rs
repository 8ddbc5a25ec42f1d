//! Words that stand out 加粗 inside a paragraph of a Word file: `**…**` in the report file.
//!
//! Where a paragraph is cut into heading and text is found out without them. What stood around them says where they belong
//! afterwards; where that fits no place, or more than one, they stay plain and it is told.

use std::ops::Range;

use gongwen_core::report::{ReportFile, SectionFile, TableRows, Texts};

use crate::draft::{NOTE_END, NOTE_START, Strong};

/// Characters kept of what stands before and behind.
const AROUND: usize = 8;

/// How much searching is worth it, in characters.
const MOST: usize = 50_000_000;

/// How many are kept of one draft.
const MOST_WORDS: usize = 1_000;

/// The words at these places of a paragraph that can stand out there. A paragraph or a beginning that is bold as a whole is
/// a heading, whose form is the template's.
pub(crate) fn of(text: &str, places: &[Range<usize>], found: &mut Vec<Strong>) {
    let mut merged: Vec<Range<usize>> = Vec::new();
    for place in places {
        match merged.last_mut() {
            Some(last) if last.end == place.start => last.end = place.end,
            _ => merged.push(place.clone()),
        }
    }
    for place in merged {
        let parts = (text.get(..place.start), text.get(place.clone()), text.get(place.end..));
        let (Some(before), Some(words), Some(behind)) = parts else { continue };
        if before.trim().is_empty() || words.trim().is_empty() || found.len() >= MOST_WORDS {
            continue;
        }
        // Marks at the ends are no part of what stands out.
        let marks = |c: char| c.is_whitespace() || "，。、；：？！“”‘’（）《》〈〉【】…—,.;:?!()".contains(c);
        let start = place.start + (words.len() - words.trim_start_matches(marks).len());
        let words = words.trim_matches(marks);
        let end = start + words.len();
        if words.is_empty() || words.contains(['*', '{', '}', '\\', '\n', NOTE_START, NOTE_END]) {
            continue;
        }
        let line = |text: &str| text.rsplit('\n').next().unwrap_or_default().to_owned();
        let before = line(text.get(..start).unwrap_or(before));
        let behind = text.get(end..).unwrap_or(behind).split('\n').next().unwrap_or_default();
        let skip = before.chars().count().saturating_sub(AROUND);
        found.push(Strong {
            before: before.chars().skip(skip).collect(),
            words: words.to_owned(),
            behind: behind.chars().take(AROUND).collect(),
        });
    }
}

/// Makes these words stand out in the texts of a report file; how many of them found no place, or more than one.
pub(crate) fn mark(file: &mut ReportFile, strong: &[Strong]) -> usize {
    let mut texts = Vec::new();
    collect(file, &mut texts);
    let length: usize = texts.iter().map(|text| text.len()).sum();
    if length.saturating_mul(strong.len()) > MOST {
        return strong.len();
    }
    strong.iter().filter(|strong| !place(&mut texts, strong)).count()
}

/// Finds the one place of these words and marks them.
fn place(texts: &mut [&mut String], strong: &Strong) -> bool {
    let Strong { before, words, behind } = strong;
    for (before, behind) in [(before.as_str(), behind.as_str()), (before, ""), ("", behind)] {
        let wanted = format!("{before}{words}{behind}");
        let mut places = texts
            .iter()
            .enumerate()
            .flat_map(|(index, text)| text.match_indices(&wanted).map(move |(at, _)| (index, at)).take(2));
        let (first, second) = (places.next(), places.next());
        if let (Some((index, at)), None) = (first, second)
            && let Some(text) = texts.get_mut(index)
        {
            let start = at + before.len();
            let end = start + words.len();
            // What stands out already is left as it is.
            let apart = !text.get(start..end).is_none_or(|words| words.contains('*'))
                && !text.get(..start).is_some_and(|text| text.ends_with('*'))
                && !text.get(end..).is_some_and(|text| text.starts_with('*'));
            if apart {
                text.insert_str(end, "**");
                text.insert_str(start, "**");
            }
            return apart;
        }
    }
    false
}

/// The texts that may have words that stand out.
fn collect<'f>(file: &'f mut ReportFile, found: &mut Vec<&'f mut String>) {
    texts(&mut file.opening, found);
    texts(&mut file.closing, found);
    for area in file.achievements.iter_mut().flat_map(|part| &mut part.areas) {
        found.extend(&mut area.lead);
        found.extend(area.items.iter_mut().filter_map(|item| item.text.as_mut()));
    }
    if let Some(part) = &mut file.shortcomings {
        found.extend(&mut part.lead);
        found.extend(part.items.iter_mut().filter_map(|item| item.text.as_mut()));
    }
    if let Some(plan) = &mut file.plan {
        texts(&mut plan.opening, found);
        let measures = plan.levers.iter_mut().flat_map(|lever| &mut lever.measures);
        found.extend(measures.filter_map(|item| item.text.as_mut()));
    }
    if let Some(general) = &mut file.general {
        sections(&mut general.sections, found);
    }
    for attachment in &mut file.attachments {
        texts(&mut attachment.text, found);
        sections(&mut attachment.sections, found);
    }
}

fn texts<'f>(texts: &'f mut Texts, found: &mut Vec<&'f mut String>) {
    match texts {
        Texts::None => {}
        Texts::One(text) => found.push(text),
        Texts::Many(texts) => found.extend(texts),
    }
}

fn sections<'f>(sections_of: &'f mut [SectionFile], found: &mut Vec<&'f mut String>) {
    for section in sections_of {
        texts(&mut section.text, found);
        texts(&mut section.items, found);
        if let Some(TableRows::Cells(rows)) = section.table.as_mut().map(|table| &mut table.rows) {
            found.extend(rows.iter_mut().flatten());
        }
        sections(&mut section.sections, found);
    }
}
