//! Signature 署名, date 成文日期, seals and stamps at the places that layout found (7.3.5).

use gongwen_core::document::{BlockKind, Document, Facts, Inline, Mark, Role, Validation};
use gongwen_core::{Length, Stylesheet};

use crate::media::{Frame, Media};
use crate::raw;
use crate::styles;

/// How many blocks from here on stand in one line: names over which seals stand side by side.
pub(crate) fn in_line(document: &Document, facts: &Facts, start: usize) -> usize {
    let beside = |index: &usize| facts.places.get(index).is_some_and(|place| place.beside);
    1 + (start + 1..document.blocks.len()).take_while(beside).count()
}

/// The names of one line, or the date, with the seals that are measured from them.
pub(crate) fn line(
    document: &Document,
    style: &Stylesheet,
    facts: &Facts,
    blocks: std::ops::Range<usize>,
    media: &mut Media,
) -> Option<String> {
    let first = document.blocks.get(blocks.start)?;
    let BlockKind::Paragraph { role, .. } = &first.kind else { return None };
    let place = facts.places.get(&blocks.start)?;
    let form = style.paragraph(*role);
    let mut xml = String::new();
    if *role == Role::IssueDate
        && let Validation::Stamps(stamps) = &document.validation
    {
        xml.push_str(&posts(document, style, facts, stamps, blocks.start, media));
    }
    xml.push_str(&raw::gap(form.line_pitch * i64::from(place.lines_before)));
    let mut properties = String::new();
    if *role == Role::Signature {
        properties.push_str("<w:keepNext/>");
    }
    let lefts: Vec<Length> =
        blocks.clone().filter_map(|index| facts.places.get(&index).map(|place| place.left)).collect();
    if lefts.len() > 1 {
        properties.push_str(&raw::tabs(lefts.get(1..).unwrap_or_default()));
    }
    properties.push_str(&raw::spacing(Length::ZERO, Length::ZERO, form.line_pitch));
    properties.push_str(&raw::indent(place.left, -Length::mm(10)));
    properties.push_str("<w:jc w:val=\"left\"/>");
    let mut runs = String::new();
    if let Validation::Seals(seals) = &document.validation {
        for (seal, place) in seals.iter().zip(&facts.seals).filter(|(_, place)| blocks.contains(&place.block))
        {
            if let Some(name) = &seal.picture {
                let frame = Frame { x: place.x, y: place.y, width: seal.diameter, height: seal.diameter };
                runs.push_str(&media.picture(&document.pictures, name, "印章", frame));
            }
        }
    }
    for index in blocks {
        let Some(BlockKind::Paragraph { inlines, .. }) = document.blocks.get(index).map(|block| &block.kind)
        else {
            continue;
        };
        if !runs.is_empty() && runs.ends_with("</w:t></w:r>") {
            runs.push_str(raw::TAB);
        }
        runs.push_str(&text(inlines));
    }
    xml.push_str(&raw::paragraph(styles::paragraph_id(*role), &properties, &runs));
    Some(xml)
}

/// A line for each stamp, the post at its left.
fn posts(
    document: &Document,
    style: &Stylesheet,
    facts: &Facts,
    stamps: &[gongwen_core::document::SignatureStamp],
    date: usize,
    media: &mut Media,
) -> String {
    let form = &style.closing;
    let line = style.paragraph(Role::Signature);
    let pitch = line.line_pitch;
    let cell = style.grid.character_cell;
    let width = style.page.type_area_width();
    let mut xml = String::new();
    let places = facts.seals.iter().filter(|place| place.block == date);
    for (index, (stamp, place)) in stamps.iter().zip(places).enumerate() {
        let height = stamp.height.max(pitch);
        let above = height / 2 - line.middle();
        let first = if index == 0 { pitch * i64::from(form.lines_before_stamp) } else { form.seal_gap };
        xml.push_str(&raw::gap(first + above));
        let mut properties = String::from("<w:keepNext/>");
        properties.push_str(&raw::spacing(Length::ZERO, height - pitch - above, pitch));
        let right = width - place.x + cell.scale(i64::from(form.post_indent), 100);
        properties.push_str(&raw::indent(Length::ZERO, right));
        properties.push_str("<w:jc w:val=\"right\"/>");
        let mut runs = String::new();
        if let Some(name) = &stamp.picture {
            let y = line.middle() - stamp.height / 2;
            let frame = Frame { x: place.x, y, width: stamp.width, height: stamp.height };
            runs.push_str(&media.picture(&document.pictures, name, "签名章", frame));
        }
        runs.push_str(&raw::run("", &stamp.post));
        xml.push_str(&raw::paragraph(styles::POST, &properties, &runs));
    }
    xml
}

fn text(inlines: &[Inline]) -> String {
    let mut runs = String::new();
    for inline in inlines {
        if let Inline::Text { text, mark, .. } = inline {
            let style = match mark {
                Mark::Plain => String::new(),
                _ => {
                    styles::mark_id(*mark).map(|id| format!("<w:rStyle w:val=\"{id}\"/>")).unwrap_or_default()
                }
            };
            runs.push_str(&raw::run(&style, text));
        }
    }
    runs
}
