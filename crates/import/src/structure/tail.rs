//! The end of a document: 附件说明, signature 署名, date 成文日期, note 附注, imprint 版记, attachments 附件.

use gongwen_core::report::{DateText, Groups, ImprintFile, Texts};

use super::bodies::BODIES;
use super::head::date;
use crate::draft::{Align, Block};
use crate::ordinal::ordinal;

/// What stands below the body.
#[derive(Default)]
pub(super) struct Tail {
    /// Where it begins among the blocks.
    pub(super) from: usize,
    pub(super) notes: Vec<String>,
    pub(super) signatures: Vec<String>,
    pub(super) date: Option<DateText>,
    pub(super) note: Option<String>,
    pub(super) imprint: Option<ImprintFile>,
    /// Blocks that became the imprint.
    pub(super) imprinted: Vec<usize>,
}

/// The text of the paragraph before this place.
fn before(blocks: &[Block], at: usize) -> Option<&str> {
    match blocks.get(at.checked_sub(1)?)? {
        Block::Paragraph(paragraph) => Some(&paragraph.text),
        Block::Table(_) => None,
    }
}

/// Finds the end of a document in these blocks, of which the first `head` are its head.
pub(super) fn tail(blocks: &[Block], head: usize) -> Tail {
    let mut tail = Tail { from: blocks.len(), ..Tail::default() };
    imprint(blocks, &mut tail);
    let mut at = tail.from;
    if let Some(text) = before(blocks, at)
        && let Some(inner) = text.strip_prefix('（').and_then(|text| text.strip_suffix('）'))
        && !inner.contains(['（', '）'])
        && (before(blocks, at - 1).is_some_and(|text| date(text).is_some()))
    {
        tail.note = Some(inner.to_owned());
        at -= 1;
    }
    if let Some(found) = before(blocks, at).and_then(date) {
        tail.date = Some(DateText(found));
        at -= 1;
    }
    // Signatures stand above a date, or at the right.
    while at > head
        && let Some(Block::Paragraph(line)) = at.checked_sub(1).and_then(|at| blocks.get(at))
        && tail.signatures.len() < 6
        && (tail.date.is_some() || line.align == Align::Right)
        && is_body(&line.text)
    {
        tail.signatures.insert(0, line.text.clone());
        at -= 1;
    }
    if tail.date.is_some() || !tail.signatures.is_empty() {
        tail.from = at;
        let (notes, from) = notes(blocks, head, at);
        if !notes.is_empty() {
            tail.notes = notes;
            tail.from = from;
        }
    } else {
        tail.note = None;
        tail.from = tail.imprinted.first().copied().unwrap_or(blocks.len());
    }
    tail
}

/// Whether a line is the name of a body that signs.
fn is_body(line: &str) -> bool {
    const MORE: [&str; 8] = ["部", "总支", "镇", "乡", "队", "社", "馆", "园"];
    let length = line.chars().count();
    (3..=40).contains(&length)
        && ordinal(line).is_none()
        && !line.contains(['。', '，', '；', '：', '、', '！', '？', '“'])
        && BODIES.iter().chain(&MORE).any(|end| line.ends_with(end))
}

/// The 附件说明 right above this place, and where it begins.
fn notes(blocks: &[Block], head: usize, end: usize) -> (Vec<String>, usize) {
    let mut from = end;
    while from > head
        && let Some(text) = before(blocks, from)
    {
        if let Some(first) = text.strip_prefix("附件：") {
            from -= 1;
            let lines =
                blocks.get(from + 1..end).unwrap_or_default().iter().filter_map(|block| match block {
                    Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
                    Block::Table(_) => None,
                });
            let lines: Vec<&str> = std::iter::once(first).chain(lines).collect();
            if let [only] = lines.as_slice()
                && ordinal(only).is_none()
            {
                return (vec![(*only).to_owned()], from);
            }
            let name = |(index, line): (usize, &&str)| {
                let found = ordinal(line)
                    .filter(|found| found.form.0 == "1." && found.number as usize == index + 1)?;
                line.get(found.length..).map(str::to_owned)
            };
            let names: Option<Vec<String>> = lines.iter().enumerate().map(name).collect();
            return names.filter(|names| names.len() > 1).map_or((Vec::new(), end), |names| (names, from));
        }
        if ordinal(text).is_none_or(|found| found.form.0 != "1.") || end - from > 30 {
            break;
        }
        from -= 1;
    }
    (Vec::new(), end)
}

/// The imprint 版记 at the very end.
fn imprint(blocks: &[Block], tail: &mut Tail) {
    let mut read = ImprintFile::default();
    let mut at = tail.from;
    while let Some(text) = before(blocks, at) {
        if let Some((office, day)) = printing(text) {
            read.printing_office = Some(office.to_owned());
            read.printing_date = Some(DateText(day));
        } else if let Some(names) = text.strip_prefix("抄送：") {
            let names = names.trim_end_matches('。');
            let groups: Vec<Texts> = names
                .split('，')
                .map(|group| Texts::Many(group.split('、').map(str::to_owned).collect()))
                .collect();
            read.copy_recipients = match <[Texts; 1]>::try_from(groups) {
                Ok([only]) => Groups::from(only),
                Err(groups) => Groups::Many(groups),
            };
        } else {
            break;
        }
        at -= 1;
        tail.imprinted.insert(0, at);
    }
    if !tail.imprinted.is_empty() {
        tail.imprint = Some(read);
        tail.from = at;
    }
}

/// `某某县人民政府办公室  2025年2月18日印发`.
fn printing(line: &str) -> Option<(&str, String)> {
    let line = line.strip_suffix("印发")?.trim_end();
    let at = line.rfind([' ', '\u{3000}'])?;
    let day = date(line.get(at..)?.trim())?;
    let office = line.get(..at)?.trim();
    (!office.is_empty() && office.chars().count() < 30).then_some((office, day))
}

/// Where attachments 附件 begin among these blocks: at a line that says nothing else than 附件 or 附件1.
pub(super) fn attachments(blocks: &[Block], head: usize) -> Vec<usize> {
    let label = |index: &usize| match blocks.get(*index) {
        Some(Block::Paragraph(paragraph)) => is_label(&paragraph.text),
        _ => false,
    };
    (head + 1..blocks.len()).filter(label).collect()
}

fn is_label(text: &str) -> bool {
    text.strip_prefix("附件")
        .is_some_and(|number| number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_and_printing_offices() {
        assert!(is_body("某某县人民政府") && !is_body("特此报告。") && !is_body("一、总体要求"));
        let found = printing("某某县人民政府办公室  2025年2月18日印发");
        assert_eq!(found, Some(("某某县人民政府办公室", "2025-02-18".to_owned())));
    }
}
