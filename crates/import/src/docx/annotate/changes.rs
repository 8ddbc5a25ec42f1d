//! Tracked changes 修订: words taken out and put in, for somebody to accept or to refuse.

use std::collections::BTreeMap;

use gongwen_document::Diagnostic;
use quick_xml::escape::{escape, partial_escape};

use super::super::package::Package;
use super::Annotated;
use super::edits::{Edits, Point, applied};
use crate::draft::Origin;
use crate::sniff::broken;

/// A change to be written into a Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The characters that go, as [`Origin::within`] gives them.
    pub place: Vec<Origin>,
    /// What stands there instead; empty when they only go.
    pub new: String,
}

/// The Word file with these changes by this author 作者, each for her to accept. A change whose characters are not all text
/// of runs (an automatic number, the result of a field, words of another change) is left out and named.
///
/// ```no_run
/// # fn main() -> Result<(), gongwen_document::Diagnostic> {
/// # let bytes: &[u8] = b"";
/// use gongwen_import::{Block, Change, Origin, changed, read};
/// let draft = read(bytes, Some("docx"))?;
/// let Some(Block::Paragraph(first)) = draft.blocks.first() else { return Ok(()) };
/// if let Some(at) = first.text.find("，，") {
///     let change = Change { place: Origin::within(&first.origins, at..at + 3), new: String::new() };
///     assert!(changed(bytes, &[change], "gongwen")?.left.is_empty());
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// What is no Word file, or a broken one.
pub fn changed(bytes: &[u8], changes: &[Change], author: &str) -> Result<Annotated, Diagnostic> {
    let mut package = Package::open(bytes)?;
    let main = package.main().to_owned();
    let mut document = package.text(&main)?.ok_or_else(|| broken("no text"))?;
    let edits = Edits::new(&document.text, changes.iter().flat_map(|change| &change.place))?;
    let mut next = edits.scan.largest_id.saturating_add(1);
    let mut written: BTreeMap<(usize, usize), String> = BTreeMap::new();
    let mut left = Vec::new();
    for (index, change) in changes.iter().enumerate() {
        match one(&edits, change, author, &mut next) {
            Some(own) => written.extend(own),
            None => left.push(index),
        }
    }
    document.text = applied(&document.text, &written);
    let mut parts = BTreeMap::new();
    if left.len() < changes.len() {
        parts.insert(main, document.bytes());
    }
    Ok(Annotated { bytes: package.with(&parts)?, left })
}

/// What is written for a change, by where.
fn one(
    edits: &Edits<'_>,
    change: &Change,
    author: &str,
    next: &mut u32,
) -> Option<Vec<((usize, usize), String)>> {
    let p = &edits.scan.prefix;
    let author = escape(author);
    let mut mark = |name: &str, inner: String| {
        let id = *next;
        *next = next.saturating_add(1);
        format!("<{p}{name} {p}id=\"{id}\" {p}author=\"{author}\">{inner}</{p}{name}>")
    };
    let mut found = Vec::new();
    let count = change.place.len();
    for (number, origin) in change.place.iter().enumerate() {
        let from = origin.from?;
        let Point::Inside(unit, text, start) = edits.point(origin.element, Some(from))? else { return None };
        let Point::Inside(_, _, end) = edits.point(origin.element, Some(from + origin.text.len()))? else {
            return None;
        };
        if unit.changed {
            return None;
        }
        let run = edits.run(unit);
        let gone = edits.xml.get(start..end)?;
        let mut said =
            mark("del", format!("{run}<{p}delText xml:space=\"preserve\">{gone}</{p}delText></{p}r>"));
        if number + 1 == count && !change.new.is_empty() {
            let new = partial_escape(change.new.as_str());
            said.push_str(&mark("ins", format!("{run}<{p}t xml:space=\"preserve\">{new}</{p}t></{p}r>")));
        }
        let (from, before) = edits.close(unit, text, start);
        let (to, after) = edits.open(unit, text, end);
        if from == start
            && let Some((tag, new)) = edits.kept(text, start)
        {
            found.push(((tag.start, tag.end), new));
        }
        found.push(((from, to), format!("{before}{said}{after}")));
    }
    (count > 0).then_some(found)
}
