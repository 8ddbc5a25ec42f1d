//! Finds elements of the main part again, with what is around them: which run they stand in, and where it may be cut.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use gongwen_document::Diagnostic;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::sniff::broken;

/// What was found in a part.
#[derive(Default)]
pub(super) struct Scan {
    /// Elements by where they begin.
    pub(super) found: BTreeMap<usize, Found>,
    /// What stands in paragraphs, in order: runs, and what else is not cut.
    pub(super) units: Vec<Unit>,
    /// The prefix of WordprocessingML with its colon, as `w:`; empty when it is the usual namespace.
    pub(super) prefix: String,
    /// The largest id of a mark: a comment, a change, a bookmark.
    pub(super) largest_id: u32,
}

/// An element that was asked for.
#[derive(Clone)]
pub(super) struct Found {
    /// Which unit it stands in.
    pub(super) unit: usize,
    /// The element.
    pub(super) range: Range<usize>,
    /// Its characters as they are written, when it is text that may be cut.
    pub(super) inner: Option<Range<usize>>,
    /// Whether it is the first and the last that its run says.
    pub(super) ends: (bool, bool),
}

/// A run, or something else that stands in a paragraph and is not cut.
pub(super) struct Unit {
    /// The element.
    pub(super) range: Range<usize>,
    /// Its start tag and its properties, when it is a run.
    pub(super) run: Option<(Range<usize>, Range<usize>)>,
    /// Whether it stands in a tracked change or a field, where no other change belongs.
    pub(super) changed: bool,
}

struct Frame {
    name: String,
    start: usize,
    /// Where its content begins.
    inner: usize,
    /// What of its content has begun, properties aside.
    said: usize,
}

/// What may stand around runs in a paragraph.
const TRANSPARENT: [&str; 10] =
    ["hyperlink", "smartTag", "customXml", "dir", "bdo", "sdt", "sdtContent", "ins", "moveTo", "fldSimple"];

/// Marks whose ids share one room.
const MARKS: [&str; 4] = ["commentReference", "commentRangeStart", "commentRangeEnd", "comment"];

/// The unit that is open.
struct Open {
    depth: usize,
    tag: Option<Range<usize>>,
    properties: Range<usize>,
    wanted: Vec<(usize, Found)>,
    last: Option<usize>,
    changed: bool,
}

/// Goes over a part.
///
/// # Errors
/// What is no XML; the reader has looked at it before.
pub(super) fn scan(xml: &str, wanted: &BTreeSet<usize>) -> Result<Scan, Diagnostic> {
    let mut reader = Reader::from_str(xml);
    let mut walk = Walk { scan: Scan::default(), stack: Vec::new(), open: None, fields: 0, wanted };
    loop {
        let before = position(&reader)?;
        let event = reader.read_event().map_err(broken)?;
        let after = position(&reader)?;
        match event {
            Event::Start(tag) => walk.start(&tag, before, after),
            Event::Empty(tag) => {
                walk.start(&tag, before, after);
                walk.end(after, after);
            }
            Event::End(_) => walk.end(before, after),
            Event::Eof => return Ok(walk.scan),
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> Result<usize, Diagnostic> {
    usize::try_from(reader.buffer_position()).map_err(broken)
}

struct Walk<'w> {
    scan: Scan,
    stack: Vec<Frame>,
    open: Option<Open>,
    /// How many fields are open: their results are made anew by Word.
    fields: usize,
    wanted: &'w BTreeSet<usize>,
}

impl Walk<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, before: usize, after: usize) {
        let local = tag.local_name().into_inner().to_owned();
        let prefix =
            tag.name().prefix().map(|prefix| format!("{}:", prefix.into_inner())).unwrap_or_default();
        if self.stack.is_empty() {
            self.scan.prefix = prefix.clone();
        }
        let word = prefix == self.scan.prefix;
        self.look_at_id(tag, &local);
        if word && local == "fldChar" {
            self.mark_of_field(tag);
        }
        let depth = self.stack.len();
        let transparent = word && TRANSPARENT.contains(&local.as_str());
        let silent = word && (local.ends_with("Pr") || local.ends_with("Start") || local.ends_with("End"));
        let inside = self.stack.iter().any(|frame| frame.name == "p");
        if self.open.is_none() && inside && !transparent && !silent {
            let changes = ["ins", "moveTo", "fldSimple"];
            let inside = self.stack.iter().any(|frame| changes.contains(&frame.name.as_str()));
            let changed = inside || self.fields > 0;
            let tag = (word && local == "r").then_some(before..after);
            let properties = after..after;
            self.open = Some(Open { depth, tag, properties, wanted: Vec::new(), last: None, changed });
        } else if let (Some(open), Some(parent)) = (&mut self.open, self.stack.last_mut())
            && open.depth + 1 == depth
            && local != "rPr"
        {
            parent.said += 1;
            open.last = Some(before);
        }
        self.stack.push(Frame {
            name: if word { local } else { String::new() },
            start: before,
            inner: after,
            said: 0,
        });
    }

    fn end(&mut self, before: usize, after: usize) {
        let Some(frame) = self.stack.pop() else { return };
        let depth = self.stack.len();
        let Some(open) = &mut self.open else { return };
        let direct = depth == open.depth + 1 && open.tag.is_some();
        if direct && frame.name == "rPr" {
            open.properties = frame.start..after;
        }
        if self.wanted.contains(&frame.start) {
            let first = self.stack.last().is_some_and(|run| run.said == 1);
            let text = direct && frame.name == "t" && frame.inner < before;
            let found = Found {
                unit: self.scan.units.len(),
                range: frame.start..after,
                inner: text.then_some(frame.inner..before),
                ends: (direct && first, false),
            };
            open.wanted.push((frame.start, found));
        }
        if depth == open.depth {
            let Some(open) = self.open.take() else { return };
            if open.wanted.is_empty() {
                return;
            }
            for (at, mut found) in open.wanted {
                found.ends.1 = found.inner.is_some() && open.last == Some(at);
                self.scan.found.insert(at, found);
            }
            self.scan.units.push(Unit {
                range: frame.start..after,
                run: open.tag.map(|tag| (tag, open.properties)),
                changed: open.changed,
            });
        }
    }

    fn mark_of_field(&mut self, tag: &BytesStart<'_>) {
        for attribute in tag.attributes().with_checks(false).flatten() {
            if attribute.key.local_name().into_inner() == "fldCharType" {
                match &*attribute.value {
                    "begin" => self.fields += 1,
                    "end" => self.fields = self.fields.saturating_sub(1),
                    _ => {}
                }
            }
        }
    }

    fn look_at_id(&mut self, tag: &BytesStart<'_>, local: &str) {
        let marks = MARKS.contains(&local)
            || local.ends_with("Change")
            || matches!(local, "ins" | "del" | "moveFrom" | "moveTo" | "cellIns" | "cellDel");
        if !marks {
            return;
        }
        for attribute in tag.attributes().with_checks(false).flatten() {
            if attribute.key.local_name().into_inner() == "id"
                && let Ok(id) = attribute.value.trim().parse::<u32>()
            {
                self.scan.largest_id = self.scan.largest_id.max(id);
            }
        }
    }
}
