//! Comments 批注: the range in the text, and what they say in a part of their own.

use std::collections::BTreeMap;

use gongwen_document::Diagnostic;
use quick_xml::escape::partial_escape;

use super::super::package::Package;
use super::Annotated;
use super::edits::{Edits, Point, applied};
use super::part::Parts;
use crate::draft::Origin;
use crate::sniff::broken;

/// A comment to be written into a Word file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The characters it is on, as [`Origin::nearest`] gives them.
    pub place: Vec<Origin>,
    /// What it says, a paragraph each.
    pub lines: Vec<String>,
}

/// What is written at one point of the text: ends of comments before the beginnings of others.
#[derive(Default)]
struct Marks {
    /// What has to end before them.
    before: String,
    ends: String,
    starts: String,
    /// What goes on behind them.
    after: String,
}

/// All of them, by where in the part.
#[derive(Default)]
struct AllMarks {
    points: BTreeMap<(usize, usize), Marks>,
    /// Start tags that have to keep white space.
    tags: BTreeMap<(usize, usize), String>,
}

/// The Word file with these comments by this author 作者; those that it has stay. Every part but the text, the comments and
/// what lists them keeps its bytes, and the text but for the marks and the runs that are cut at them.
///
/// ```no_run
/// # fn main() -> Result<(), gongwen_document::Diagnostic> {
/// # let bytes: &[u8] = b"";
/// use gongwen_import::{Block, Origin, Remark, commented, read};
/// let draft = read(bytes, Some("docx"))?;
/// let Some(Block::Paragraph(first)) = draft.blocks.first() else { return Ok(()) };
/// let place = Origin::nearest(&first.origins, 0..first.text.len());
/// let remark = Remark { place, lines: vec!["标题再看看".into()] };
/// let annotated = commented(bytes, &[remark], "gongwen")?;
/// assert!(annotated.left.is_empty());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// What is no Word file, or a broken one.
pub fn commented(bytes: &[u8], remarks: &[Remark], author: &str) -> Result<Annotated, Diagnostic> {
    let mut package = Package::open(bytes)?;
    let main = package.main().to_owned();
    let mut document = package.text(&main)?.ok_or_else(|| broken("no text"))?;
    let mut parts = Parts::of(&mut package, &document.text)?;
    let edits = Edits::new(&document.text, remarks.iter().flat_map(|remark| &remark.place))?;
    let mut next = edits.scan.largest_id.max(parts.largest_id()).saturating_add(1);
    // Ids of an empty document begin with 0, as Word has it.
    if edits.scan.largest_id == 0 && parts.is_new() {
        next = 0;
    }
    let p = edits.scan.prefix.clone();
    let mut marks = AllMarks::default();
    let mut left = Vec::new();
    for (index, remark) in remarks.iter().enumerate() {
        // Reading order is not always that of the part: words of a box are read behind those around it.
        let first = remark.place.iter().min_by_key(|origin| (origin.element, origin.from));
        let last = remark.place.iter().max_by_key(|origin| (origin.element, origin.from));
        let start = first.and_then(|origin| edits.point(origin.element, origin.from));
        let end = last
            .and_then(|origin| edits.point(origin.element, origin.from.map(|from| from + origin.text.len())));
        let (Some(start), Some(end)) = (start, end) else {
            left.push(index);
            continue;
        };
        let empty = remark.place.iter().all(|origin| origin.text.is_empty());
        let opened = format!("<{p}commentRangeStart {p}id=\"{next}\"/>");
        let closed = format!(
            "<{p}commentRangeEnd {p}id=\"{next}\"/><{p}r><{p}commentReference {p}id=\"{next}\"/></{p}r>"
        );
        if empty && matches!(start, Point::Inside(..)) {
            // A point has no range: its beginning stands with its end.
            marks.at(&edits, start, false).starts.push_str(&(opened + &closed));
        } else {
            marks.at(&edits, start, false).starts.push_str(&opened);
            marks.at(&edits, end, true).ends.push_str(&closed);
        }
        parts.add(next, author, &remark.lines);
        next = next.saturating_add(1);
    }
    let AllMarks { points, tags: mut written } = marks;
    for (range, Marks { before, ends, starts, after }) in points {
        written.insert(range, format!("{before}{ends}{starts}{after}"));
    }
    document.text = applied(&document.text, &written);
    let mut changed = parts.written();
    if left.len() == remarks.len() {
        changed.clear();
    } else {
        changed.insert(main, document.bytes());
    }
    Ok(Annotated { bytes: package.with(&changed)?, left })
}

impl AllMarks {
    /// The marks of a point.
    fn at(&mut self, edits: &Edits<'_>, point: Point<'_>, behind: bool) -> &mut Marks {
        let (at, before, after) = self.around(edits, point, behind);
        self.points.entry((at, at)).or_insert_with(|| Marks { before, after, ..Marks::default() })
    }

    /// Where marks are written for a point, and what has to stand around them.
    fn around(&mut self, edits: &Edits<'_>, point: Point<'_>, behind: bool) -> (usize, String, String) {
        let plain = |at: usize| (at, String::new(), String::new());
        let (unit, found, at) = match point {
            Point::Beside(unit) if behind => return plain(unit.range.end),
            Point::Beside(unit) => return plain(unit.range.start),
            Point::Inside(unit, found, at) => (unit, found, at),
        };
        let Some(inner) = &found.inner else { return plain(unit.range.start) };
        let p = &edits.scan.prefix;
        let between = |at: usize| (at, format!("</{p}r>"), edits.run(unit));
        if at == inner.start {
            return if found.ends.0 { plain(unit.range.start) } else { between(found.range.start) };
        }
        if at == inner.end {
            return if found.ends.1 { plain(unit.range.end) } else { between(found.range.end) };
        }
        if let Some((tag, new)) = edits.kept(found, at) {
            self.tags.insert((tag.start, tag.end), new);
        }
        let (_, before) = edits.close(unit, found, at);
        let (_, after) = edits.open(unit, found, at);
        (at, before, after)
    }
}

impl Parts {
    /// Adds a comment.
    fn add(&mut self, id: u32, author: &str, lines: &[String]) {
        let p = self.prefix().to_owned();
        let author = quick_xml::escape::escape(author);
        let mut said = format!("<{p}comment {p}id=\"{id}\" {p}author=\"{author}\" {p}initials=\"{author}\">");
        for (index, line) in lines.iter().enumerate() {
            let sign = if index == 0 { format!("<{p}r><{p}annotationRef/></{p}r>") } else { String::new() };
            let line: String = line.chars().filter(|c| !c.is_control()).collect();
            let line = partial_escape(line);
            said.push_str(&format!(
                "<{p}p>{sign}<{p}r><{p}t xml:space=\"preserve\">{line}</{p}t></{p}r></{p}p>"
            ));
        }
        said.push_str(&format!("</{p}comment>"));
        self.push(&said);
    }
}
