//! Signature 署名, date 成文日期, seals and stamps at the places that layout found (7.3.5).

use gongwen_document::{
    BlockKind, ClosingPlace, Document, Inline, Length, Role, SealPlace, SignedLine, SignedSource, Validation,
};

use crate::package::media::{Frame, Media};
use crate::styles;
use crate::text::raw;
use crate::text::runs::{self, Links};

/// The paragraphs of a closing: a line each, and the white between them as lines of their own.
pub(crate) fn compose(
    document: &Document,
    closing: &ClosingPlace,
    media: &mut Media,
    links: &mut Links,
) -> String {
    let mut xml = String::new();
    // Room that a seal reaches into; 附注 stands beside it on the line after the date, and takes that room itself.
    let below = if closing.keeps_next { String::new() } else { raw::foot(closing.below) };
    for (number, line) in closing.lines.iter().enumerate() {
        let goes_on = closing
            .lines
            .get(number + 1)
            .map_or(closing.keeps_next || !below.is_empty(), |next| !next.starts_page);
        let paragraphs = raw::gap(line.before) + &self::line(document, line, goes_on, media, links);
        xml.push_str(&if line.starts_page { raw::page_break_before(&paragraphs) } else { paragraphs });
    }
    xml + &below
}

/// A line of signatures and seals as a paragraph: its texts at their places by tabs, the seals anchored to it.
///
/// The first text stands by an indent and the others by tab stops, at the very places that the pages found, so that
/// Word cannot part what stands side by side: two names at 20 mm and 90 mm are an indent of 20 and a stop at 90. A line
/// keeps with the next as long as more of the closing follows on its page, for 7.3.5 wants signature, date and seal
/// together.
fn line(
    document: &Document,
    line: &SignedLine,
    goes_on: bool,
    media: &mut Media,
    links: &mut Links,
) -> String {
    let mut properties = String::from(if goes_on { "<w:keepNext/>" } else { "" });
    let mut lefts = line.parts.iter().map(|part| part.left);
    let first = lefts.next().unwrap_or_default();
    let stops: Vec<Length> = lefts.collect();
    if !stops.is_empty() {
        properties.push_str(&raw::tabs(&stops));
    }
    properties.push_str(&raw::spacing(Length::ZERO, Length::ZERO, line.pitch));
    // A reader that sets digits wider must not break the line.
    properties.push_str(&raw::indent(first, -Length::mm(10)));
    properties.push_str("<w:jc w:val=\"left\"/>");
    let mut runs: String = line.seals.iter().map(|place| seal(document, place, media)).collect();
    let mut paragraph = styles::paragraph_id(Role::Signature);
    for (number, part) in line.parts.iter().enumerate() {
        if number > 0 {
            runs.push_str(raw::TAB);
        }
        let inlines = match part.source {
            SignedSource::Block(block) => match document.blocks.get(block).map(|block| &block.kind) {
                Some(BlockKind::Paragraph { role, inlines }) => {
                    paragraph = styles::paragraph_id(*role);
                    inlines.clone()
                }
                _ => continue,
            },
            SignedSource::Post(stamp) => match &document.validation {
                Validation::Stamps(stamps) => {
                    paragraph = styles::POST;
                    stamps.get(stamp).map(|stamp| vec![Inline::text(stamp.post.as_str())]).unwrap_or_default()
                }
                _ => continue,
            },
        };
        let inlines = runs::part(&inlines, &part.characters, links);
        runs.push_str(&runs::compose(&inlines, &[], links));
    }
    raw::paragraph(paragraph, &properties, &runs)
}

/// The picture of a seal or a stamp; nothing where one is put on by hand.
fn seal(document: &Document, place: &SealPlace, media: &mut Media) -> String {
    let (picture, shows, width, height) = match &document.validation {
        Validation::Seals(seals) => match seals.get(place.seal) {
            Some(seal) => (&seal.picture, "印章", seal.diameter, seal.diameter),
            None => return String::new(),
        },
        Validation::Stamps(stamps) => match stamps.get(place.seal) {
            Some(stamp) => (&stamp.picture, "签名章", stamp.width, stamp.height),
            None => return String::new(),
        },
        Validation::Unsealed => return String::new(),
    };
    let Some(name) = picture else { return String::new() };
    let frame = Frame { x: place.x, y: place.y, width, height };
    media.picture(&document.pictures, name, shows, frame)
}
