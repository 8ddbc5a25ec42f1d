//! Lines as Word breaks them.

use std::ops::Range;
use std::sync::OnceLock;

use super::read::{Paragraph, Piece, WordFile};
use super::styles::Format;

/// White between 汉字 and letters or digits, in em (measured: 0.2498).
const GAP: f64 = 0.25;
/// Size of the raised mark of a footnote.
const SUPERSCRIPT: f64 = 0.58;
/// What a line may be too long by: positions of Word come in such steps, in points.
const STEP: f64 = 0.02;

/// The lines of a paragraph, without white space at their ends.
pub fn lines(file: &WordFile, paragraph: &Paragraph) -> Vec<String> {
    let text = |line: Range<usize>| -> String {
        paragraph.pieces[line].iter().map(|piece| piece.character).collect()
    };
    ranges(file, paragraph).into_iter().map(|line| text(line).trim().to_owned()).collect()
}

/// The pieces of each line of a paragraph.
pub(super) fn ranges(file: &WordFile, paragraph: &Paragraph) -> Vec<Range<usize>> {
    let (first, left, right) = paragraph.format.edges();
    let mut lines = Vec::new();
    let mut start = 0;
    while start < paragraph.pieces.len() {
        let indent = if lines.is_empty() { first } else { left };
        let end = line_end(file, paragraph, start, indent, paragraph.width - indent - right);
        lines.push(start..end);
        start = end;
    }
    lines
}

/// Where the line that begins here ends; it begins `indent` from the column's left edge.
fn line_end(file: &WordFile, paragraph: &Paragraph, start: usize, indent: f64, mut room: f64) -> usize {
    let pieces = &paragraph.pieces;
    let (mut width, mut best) = (0.0, None);
    for (index, piece) in pieces.iter().enumerate().skip(start) {
        if piece.character == '\n' {
            return index + 1;
        }
        if piece.character == '\t' {
            let stop = next_stop(paragraph, index, indent + width) - indent;
            // A stop behind the right indent is reached all the same.
            room = room.max(stop + behind(paragraph, index, &paragraph.format));
            width = width.max(stop);
            best = Some(index + 1);
            continue;
        }
        if index > start {
            if may_break(file, paragraph, index) {
                best = Some(index);
            }
            if paragraph.format.latin_gap && meets(&pieces[index - 1], piece) {
                width += GAP * piece.format.size;
            }
        }
        let advance = advance(piece);
        // Spaces at the end of a line hang.
        if width + advance > room + STEP && piece.character != ' ' {
            return best.unwrap_or(index.max(start + 1));
        }
        width += advance;
    }
    pieces.len()
}

/// Stops without places of their own stand at multiples of 21 pt.
const STOPS: f64 = 21.0;

/// Where the text behind a tab begins, from the column's left edge, when the text before it ends `at`.
fn next_stop(paragraph: &Paragraph, tab: usize, at: f64) -> f64 {
    match paragraph.format.stops.iter().find(|(place, _)| *place > at + STEP) {
        Some((place, false)) => *place,
        // What does not fit before it begins at once.
        Some((place, true)) => (place - wide(paragraph, tab + 1)).max(at),
        None => ((at / STOPS).floor() + 1.0) * STOPS,
    }
}

/// The width of the text behind a tab that stands at the right of its stop: it needs that room.
fn behind(paragraph: &Paragraph, tab: usize, format: &Format) -> f64 {
    if format.stops.iter().any(|(_, right)| *right) { wide(paragraph, tab + 1) } else { 0.0 }
}

/// The width of the text from here to the next tab or new line.
fn wide(paragraph: &Paragraph, start: usize) -> f64 {
    let text = paragraph.pieces.get(start..).unwrap_or_default();
    let end = text.iter().position(|piece| matches!(piece.character, '\t' | '\n')).unwrap_or(text.len());
    let text = text.get(..end).unwrap_or_default();
    let gaps = text.windows(2).filter(|pair| paragraph.format.latin_gap && meets(&pair[0], &pair[1]));
    text.iter().map(advance).sum::<f64>() + gaps.map(|pair| GAP * pair[1].format.size).sum::<f64>()
}

fn may_break(file: &WordFile, paragraph: &Paragraph, index: usize) -> bool {
    let (one, other) = (&paragraph.pieces[index - 1], &paragraph.pieces[index]);
    let (before, after) = (one.character, other.character);
    // The mark of a footnote stays with its word.
    if after == ' ' || other.mark || file.never_first.contains(after) || file.never_last.contains(before) {
        return false;
    }
    if before == ' ' || paragraph.format.words_break {
        return true;
    }
    !(is_latin(before) && is_latin(after)) || (before == '-' && !in_address(paragraph, index))
}

/// Whether the word around a place is an address, in which a hyphen allows no break.
fn in_address(paragraph: &Paragraph, index: usize) -> bool {
    let latin = |piece: &&Piece| is_latin(piece.character);
    let (ahead, behind) = paragraph.pieces.split_at(index);
    let mut word = ahead.iter().rev().take_while(latin).chain(behind.iter().take_while(latin));
    word.any(|piece| matches!(piece.character, '/' | ':' | '@'))
}

/// Letters, digits and marks that make up one word.
fn is_latin(character: char) -> bool {
    matches!(character, '!'..='~' | '\u{a1}'..='\u{24f}' | '\u{370}'..='\u{52f}' | '‰' | '℃' | '′' | '″')
        && character != '·'
}

fn meets(one: &Piece, other: &Piece) -> bool {
    let han = |piece: &Piece| {
        ('\u{2e80}'..='\u{9fff}').contains(&piece.character) && piece.character.is_alphanumeric()
    };
    let latin = |piece: &Piece| is_latin(piece.character) && piece.character.is_alphanumeric();
    (han(one) && latin(other)) || (latin(one) && han(other))
}

/// How far the next character stands, in points: 汉字 and full-width marks fill an em, others are as wide as in the embedded
/// faces, whose digits are half an em as in 仿宋_GB2312.
fn advance(piece: &Piece) -> f64 {
    let format = &piece.format;
    let size = if format.superscript || piece.mark { format.size * SUPERSCRIPT } else { format.size };
    let wide = !is_latin(piece.character) && piece.character != ' ';
    let em = if wide {
        1.0
    } else if piece.character.is_ascii_digit() {
        0.5
    } else {
        glyph_advance(&format.face, piece.character).unwrap_or(0.5)
    };
    em * size * format.scale + format.spacing
}

/// The advance of a character in the embedded face that stands in for this one, in em.
fn glyph_advance(face: &str, character: char) -> Option<f64> {
    static FACES: OnceLock<Vec<(&str, Vec<u8>)>> = OnceLock::new();
    let faces = FACES.get_or_init(|| {
        let read = |name: &str| {
            let assets = crate::root().join("crates/fonts/assets");
            let paths = ["wenkai", "noto"].map(|folder| assets.join(format!("{folder}/Gongwen{name}.ttf")));
            paths.iter().find_map(|path| std::fs::read(path).ok()).expect("an embedded face")
        };
        [
            ("仿宋_GB2312", "FangSong"),
            ("楷体_GB2312", "KaiTi"),
            ("黑体", "HeiTi"),
            ("方正小标宋简体", "XiaoBiaoSong"),
            ("宋体", "Song"),
        ]
        .into_iter()
        .map(|(official, asset)| (official, read(asset)))
        .collect()
    });
    let (_, bytes) = faces.iter().find(|(name, _)| *name == face)?;
    let face = ttf_parser::Face::parse(bytes, 0).ok()?;
    let glyph = face.glyph_index(character)?;
    Some(f64::from(face.glyph_hor_advance(glyph)?) / f64::from(face.units_per_em()))
}
