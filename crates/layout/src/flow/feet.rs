//! The feet of pages while they fill with footnotes 脚注.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use crate::inline::paragraph::Paragraph;

/// Lines of a footnote at the foot of a page.
#[derive(Clone, Debug)]
pub(crate) struct Foot {
    pub(crate) note: usize,
    pub(crate) lines: Range<usize>,
    /// The unit of its mark, when that is on this page.
    pub(crate) unit: Option<usize>,
}

/// The footnotes of a document.
#[derive(Default)]
pub(crate) struct Footnotes {
    /// In the order of their marks.
    pub(crate) paragraphs: Vec<Paragraph>,
    /// By unit, the footnotes whose marks stand in it.
    pub(super) by_unit: BTreeMap<usize, Vec<usize>>,
    /// Height between the text and the first footnote, with the rule in its middle, EMU.
    pub(super) separator: i64,
    pub(super) pitch: i64,
}

impl Footnotes {
    /// The footnotes whose marks stand in this unit, in their order.
    pub(crate) fn of(&self, unit: usize) -> &[usize] {
        if self.by_unit.is_empty() { &[] } else { self.by_unit.get(&unit).map_or(&[], Vec::as_slice) }
    }

    pub(super) fn lines(&self, note: usize) -> usize {
        self.paragraphs.get(note).map_or(0, |paragraph| paragraph.lines.len())
    }
}

/// The foot of the page that is being filled.
#[derive(Default)]
pub(crate) struct Filling {
    pub(crate) feet: Vec<Foot>,
    /// What goes on at the foot of the next page, in the order of the marks.
    pub(crate) rest: VecDeque<Foot>,
    pub(super) height: i64,
}

impl Filling {
    /// The foot of a page after one that left this; `area` is the page's height for text, and a line of `text` stands above.
    pub(crate) fn after(mut rest: VecDeque<Foot>, notes: &Footnotes, area: i64, text: i64) -> Filling {
        let mut filling = Filling::default();
        while filling.rest.is_empty()
            && let Some(foot) = rest.pop_front()
        {
            filling.add(foot.note, foot.lines, None, notes, area - text);
        }
        // What waits behind the one that was cut is not touched: a thousand pages of notes to one line would touch all
        // of them a thousand times.
        if let Some(cut) = filling.rest.pop_front() {
            rest.push_front(cut);
        }
        filling.rest = rest;
        filling
    }

    /// Whether these footnotes can begin here, when the text leaves so much of the page.
    pub(crate) fn fits(&self, unit: usize, notes: &Footnotes, left: i64) -> bool {
        let Some((_, whole)) = notes.of(unit).split_last() else { return self.height <= left };
        let lines: usize = whole.iter().map(|note| notes.lines(*note)).sum::<usize>() + 1;
        self.rest.is_empty() && self.height.max(notes.separator) + lines as i64 * notes.pitch <= left
    }

    /// Takes in the footnotes of a unit.
    pub(crate) fn take(&mut self, unit: usize, notes: &Footnotes, left: i64) {
        for note in notes.of(unit) {
            self.add(*note, 0..notes.lines(*note), Some(unit), notes, left);
        }
    }

    pub(super) fn add(
        &mut self,
        note: usize,
        lines: Range<usize>,
        unit: Option<usize>,
        notes: &Footnotes,
        left: i64,
    ) {
        if !self.rest.is_empty() {
            // They come in their order.
            self.rest.push_back(Foot { note, lines, unit });
            return;
        }
        let base = self.height.max(notes.separator);
        let room = usize::try_from((left - base) / notes.pitch.max(1)).unwrap_or(0).max(1);
        let end = lines.end.min(lines.start + room);
        self.height = base + (end - lines.start) as i64 * notes.pitch;
        if end < lines.end {
            self.rest.push_back(Foot { note, lines: end..lines.end, unit });
        }
        self.feet.push(Foot { note, lines: lines.start..end, unit });
    }

    /// Ends the page before this unit: what it and those after it brought goes with them.
    pub(crate) fn end_before(mut self, unit: usize) -> (Vec<Foot>, VecDeque<Foot>) {
        let stays = |foot: &Foot| foot.unit.is_none_or(|own| own < unit);
        self.feet.retain(stays);
        // They are in the order of their units.
        while self.rest.back().is_some_and(|foot| !stays(foot)) {
            self.rest.pop_back();
        }
        (self.feet, self.rest)
    }
}
