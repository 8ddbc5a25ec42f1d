//! Places in the characters of a part, and what is written there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gongwen_document::Diagnostic;

use super::scan::{Found, Scan, Unit, scan};
use crate::draft::Origin;

/// A part with the elements that somebody asked for.
pub(super) struct Edits<'x> {
    pub(super) xml: &'x str,
    pub(super) scan: Scan,
    /// By element and byte of its characters: where that is in the part.
    raw: BTreeMap<(usize, usize), usize>,
}

/// A point in the text of a part, as something may be written there.
pub(super) enum Point<'e> {
    /// At one side of a unit, which is not cut.
    Beside(&'e Unit),
    /// At a byte of the text of a run.
    Inside(&'e Unit, &'e Found, usize),
}

impl<'x> Edits<'x> {
    /// Looks at a part for these places.
    pub(super) fn new<'o>(
        xml: &'x str,
        places: impl Iterator<Item = &'o Origin>,
    ) -> Result<Edits<'x>, Diagnostic> {
        let mut offsets: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
        for origin in places {
            let known = offsets.entry(origin.element).or_default();
            if let Some(from) = origin.from {
                known.extend([from, from + origin.text.len()]);
            }
        }
        let scan = scan(xml, &offsets.keys().copied().collect())?;
        let mut raw = BTreeMap::new();
        for (element, wanted) in &offsets {
            let Some(inner) = scan.found.get(element).and_then(|found| found.inner.clone()) else { continue };
            let written = xml.get(inner.clone()).unwrap_or_default();
            // White space at the ends that no reader keeps cannot be cut without keeping it.
            let tag = scan.found.get(element).and_then(|it| xml.get(it.range.start..inner.start));
            let kept = tag.is_some_and(|tag| tag.contains("preserve")) || written.trim() == written;
            if kept {
                raw.extend(positions(written, wanted).map(|(at, byte)| ((*element, at), inner.start + byte)));
            }
        }
        Ok(Edits { xml, scan, raw })
    }

    /// Where a byte of an element is.
    pub(super) fn point(&self, element: usize, byte: Option<usize>) -> Option<Point<'_>> {
        let found = self.scan.found.get(&element)?;
        let unit = self.scan.units.get(found.unit)?;
        let at = byte.and_then(|byte| self.raw.get(&(element, byte)));
        Some(match at.filter(|_| found.inner.is_some() && unit.run.is_some()) {
            Some(at) => Point::Inside(unit, found, *at),
            None => Point::Beside(unit),
        })
    }

    /// The start of a run like this one, as far as its properties go.
    pub(super) fn run(&self, unit: &Unit) -> String {
        let Some((tag, properties)) = &unit.run else { return String::new() };
        let part = |range: &Range<usize>| self.xml.get(range.clone()).unwrap_or_default();
        format!("{}{}", part(tag), part(properties))
    }

    /// What ends what was said so far in a run, and from where on it stands in the place of what is there.
    pub(super) fn close(&self, unit: &Unit, found: &Found, at: usize) -> (usize, String) {
        let p = &self.scan.prefix;
        let begins = found.inner.as_ref().is_some_and(|inner| inner.start == at);
        match found.ends.0 {
            true if begins => (unit.range.start, String::new()),
            _ if begins => (found.range.start, format!("</{p}r>")),
            _ => (at, format!("</{p}t></{p}r>")),
        }
    }

    /// What goes on behind it, and up to where.
    pub(super) fn open(&self, unit: &Unit, found: &Found, at: usize) -> (usize, String) {
        let p = &self.scan.prefix;
        let ends = found.inner.as_ref().is_some_and(|inner| inner.end == at);
        match found.ends.1 {
            true if ends => (unit.range.end, String::new()),
            _ if ends => (found.range.end, self.run(unit)),
            _ => (at, format!("{}<{p}t xml:space=\"preserve\">", self.run(unit))),
        }
    }

    /// What has to become of the start tag of a text that is cut here: the white space at the cut is kept.
    pub(super) fn kept(&self, found: &Found, at: usize) -> Option<(Range<usize>, String)> {
        let inner = found.inner.as_ref()?;
        let before = self.xml.get(inner.start..at)?;
        let tag = found.range.start..inner.start;
        let written = self.xml.get(tag.clone())?;
        if before.trim_end() == before || written.contains("preserve") {
            return None;
        }
        Some((tag, format!("{} xml:space=\"preserve\">", written.trim_end_matches('>'))))
    }
}

/// The part with these ranges replaced; what would be written over another is left out.
pub(super) fn applied(xml: &str, edits: &BTreeMap<(usize, usize), String>) -> String {
    let mut text = String::with_capacity(xml.len() + edits.values().map(String::len).sum::<usize>());
    let mut at = 0;
    for ((start, end), new) in edits {
        if *start < at {
            continue;
        }
        text.push_str(xml.get(at..*start).unwrap_or_default());
        text.push_str(new);
        at = *end;
    }
    text.push_str(xml.get(at..).unwrap_or_default());
    text
}

/// Where bytes of the characters are in what is written for them, in one pass; none when it is not only characters.
fn positions<'w>(
    written: &'w str,
    wanted: &'w BTreeSet<usize>,
) -> impl Iterator<Item = (usize, usize)> + use<'w> {
    let mut wanted = wanted.iter().copied().peekable();
    let (mut said, mut at, mut done) = (0, 0, written.contains('<'));
    std::iter::from_fn(move || {
        while !done {
            if wanted.peek() == Some(&said) {
                wanted.next();
                return Some((said, at));
            }
            let Some((bytes, taken)) = next(written.get(at..).unwrap_or_default()) else {
                done = true;
                continue;
            };
            said += bytes;
            at += taken;
        }
        None
    })
}

/// How many bytes the next character has, and how many are written for it.
fn next(rest: &str) -> Option<(usize, usize)> {
    let first = rest.chars().next()?;
    match first {
        '&' => {
            let end = rest.get(..12.min(rest.len())).unwrap_or(rest).find(';').or_else(|| rest.find(';'))?;
            let name = rest.get(1..end)?;
            let bytes = match name.strip_prefix('#') {
                Some(code) => {
                    let code = match code.strip_prefix(['x', 'X']) {
                        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                        None => code.parse().ok()?,
                    };
                    char::from_u32(code)?.len_utf8()
                }
                None => 1,
            };
            Some((bytes, end + 1))
        }
        '\r' if rest.starts_with("\r\n") => Some((1, 2)),
        first => Some((first.len_utf8(), first.len_utf8())),
    }
}

#[cfg(test)]
mod tests {
    use super::positions;

    #[test]
    fn characters_are_found_behind_references() {
        let found = |written: &str, wanted: &[usize]| -> Vec<(usize, usize)> {
            positions(written, &wanted.iter().copied().collect()).collect()
        };
        assert_eq!(
            found("甲&amp;乙&#x4E19;", &[0, 3, 4, 7, 10]),
            [(0, 0), (3, 3), (4, 8), (7, 11), (10, 19)]
        );
        assert_eq!(found("甲<!-- -->乙", &[0, 3]), []);
        assert_eq!(found("甲\r\n乙", &[4]), [(4, 5)]);
    }
}
