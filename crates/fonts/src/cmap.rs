//! Characters to glyphs: the Unicode subtables of a font's `cmap`, formats 4 and 12, read where they lie.
//! Every number comes from the font and may be wrong; what points outside the table is no glyph.

use std::ops::Range;

/// Where the subtables are; lookups are handed the same bytes again.
pub(crate) struct CharacterMap {
    table: Range<usize>,
    /// The Unicode subtables, those that cover all planes before those of the first plane alone.
    subtables: Vec<Subtable>,
}

enum Subtable {
    /// Format 12: groups of neighbours, each 12 bytes from here on, so many.
    Groups { start: usize, count: usize },
    /// Format 4: five arrays, each of so many words.
    Segments { start: usize, count: usize },
}

impl CharacterMap {
    /// Finds the subtables in the `cmap` table; `None` when it has none for Unicode.
    pub(crate) fn find(data: &[u8], table: Range<usize>) -> Option<CharacterMap> {
        let bytes = data.get(table.clone())?;
        let mut subtables: Vec<Subtable> = (0..usize::from(word(bytes, 2)?))
            .filter_map(|number| {
                let record = 4 + 8 * number;
                let unicode =
                    matches!((word(bytes, record)?, word(bytes, record + 2)?), (0, _) | (3, 1 | 10));
                unicode.then_some(Subtable::find(bytes, long(bytes, record + 4)?)).flatten()
            })
            .collect();
        subtables.sort_by_key(|subtable| matches!(subtable, Subtable::Segments { .. }));
        (!subtables.is_empty()).then_some(CharacterMap { table, subtables })
    }

    /// The glyph a character is mapped to; `None` for `.notdef`.
    pub(crate) fn glyph(&self, data: &[u8], character: char) -> Option<u16> {
        let bytes = data.get(self.table.clone())?;
        self.subtables
            .iter()
            .find_map(|subtable| subtable.glyph(bytes, u32::from(character)).filter(|glyph| *glyph != 0))
    }
}

impl Subtable {
    fn find(bytes: &[u8], start: usize) -> Option<Subtable> {
        match word(bytes, start)? {
            12 => Some(Subtable::Groups {
                start: start + 16,
                count: long(bytes, start + 12)?.min(bytes.len() / 12),
            }),
            4 => Some(Subtable::Segments {
                start: start + 14,
                count: usize::from(word(bytes, start + 6)? / 2),
            }),
            _ => None,
        }
    }

    fn glyph(&self, bytes: &[u8], code: u32) -> Option<u16> {
        match *self {
            Subtable::Groups { start, count } => {
                let group = |number: usize| start + 12 * number;
                let number = first(count, |number| Some(long(bytes, group(number) + 4)? >= code as usize))?;
                let (from, glyph) = (long(bytes, group(number))?, long(bytes, group(number) + 8)?);
                u16::try_from(glyph.checked_add((code as usize).checked_sub(from)?)?).ok()
            }
            Subtable::Segments { start, count } => {
                let code = u16::try_from(code).ok()?;
                let number = first(count, |number| Some(word(bytes, start + 2 * number)? >= code))?;
                // A word of padding follows the first array.
                let place = |array: usize| start + 2 * (array * count + number) + 2;
                let (from, delta) = (word(bytes, place(1))?, word(bytes, place(2))?);
                let beyond = code.checked_sub(from)?;
                match word(bytes, place(3))? {
                    0 => Some(code.wrapping_add(delta)),
                    // Some fonts end with this offset, which points nowhere.
                    0xFFFF => None,
                    offset => word(bytes, place(3) + usize::from(offset) + 2 * usize::from(beyond))
                        .filter(|glyph| *glyph != 0)
                        .map(|glyph| glyph.wrapping_add(delta)),
                }
            }
        }
    }
}

/// The first of so many numbers for which this holds, by halving; `None` when there is none or a place is outside.
fn first(count: usize, holds: impl Fn(usize) -> Option<bool>) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle)? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    (low < count).then_some(low)
}

fn word(bytes: &[u8], place: usize) -> Option<u16> {
    bytes.get(place..place.checked_add(2)?)?.try_into().ok().map(u16::from_be_bytes)
}

fn long(bytes: &[u8], place: usize) -> Option<usize> {
    let long = bytes.get(place..place.checked_add(4)?)?.try_into().ok().map(u32::from_be_bytes)?;
    usize::try_from(long).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A `cmap` of one subtable.
    fn table(encoding: u16, subtable: &[u16]) -> Vec<u8> {
        let head = [0, 1, 3, encoding, 0, 12];
        head.iter().chain(subtable).flat_map(|word| word.to_be_bytes()).collect()
    }

    fn glyphs(bytes: &[u8], characters: &str) -> Vec<Option<u16>> {
        let map = CharacterMap::find(bytes, 0..bytes.len()).expect("a subtable");
        characters.chars().map(|character| map.glyph(bytes, character)).collect()
    }

    #[test]
    fn segments_by_distance_and_by_array() {
        // A-C by distance to 10 to 12, a-c by array: 0x9000, none, 7; then the closing segment.
        let subtable = [
            4,
            0,
            0,
            6,
            0,
            0,
            0,
            0x43,
            0x63,
            0xFFFF,
            0,
            0x41,
            0x61,
            0xFFFF,
            10u16.wrapping_sub(0x41),
            0,
            1,
            0,
            4,
            0,
            0x9000,
            0,
            7,
        ];
        let bytes = table(1, &subtable);
        let expected = [Some(10), Some(12), None, Some(0x9000), None, Some(7), None, None];
        assert_eq!(glyphs(&bytes, "AC@abcd一"), expected);
    }

    #[test]
    fn groups_beyond_the_first_plane() {
        let subtable = [12, 0, 0, 0, 0, 0, 0, 2, 0, 0x4E00, 0, 0x4E01, 0, 5, 2, 0, 2, 1, 0, 9];
        let bytes = table(10, &subtable);
        assert_eq!(
            glyphs(&bytes, "一丁丂\u{20000}\u{20001}\u{20002}"),
            [Some(5), Some(6), None, Some(9), Some(10), None]
        );
    }

    #[test]
    fn a_count_that_lies_is_no_glyph() {
        let subtable = [12, 0, 0, 0, 0, 0, 0xFFFF, 0xFFFF, 0, 0x4E00, 0, 0x4E01, 0, 5];
        assert_eq!(glyphs(&table(10, &subtable), "一"), [None]);
        assert!(CharacterMap::find(&table(1, &[4]), 0..14).is_none());
        assert!(CharacterMap::find(&[], 0..0).is_none());
    }
}
