//! The walk over finished pages 版面检查: nothing off the paper or out of the type area, nothing over anything else, no
//! type below the size of its role, no number cut over two lines, text on the first page. What it finds is an error where
//! the document would be wrong and a warning where it is merely tighter than it should be.
//!
//! It knows nothing of how pages are made: it looks at where things came to stand.

mod words;

use std::collections::BTreeMap;

use gongwen_document::{BlockKind, Diagnostic, Document, Length, Orientation, Role, Stylesheet};

use crate::canvas::{Extent, Kind};
use crate::flow::paginate::Paginated;
use crate::flow::sheets::Sheet;
use crate::flow::units::{Content, Flow};
use crate::pages::{Color, Rule};
use words::Fault;

/// What touches by less than this does not overprint, and what reaches out by less is not out: half a millimetre.
const TOLERANCE: i64 = Length::hundredths_mm(50).emu();

/// Looks at all pages. Each fault is told once for each field, with the page where it is seen first.
pub(crate) fn walk(
    flow: &Flow,
    document: &Document,
    style: &Stylesheet,
    sheets: &[Sheet],
    laid: &Paginated,
) -> Vec<Diagnostic> {
    let mut found = FoundMisfits::default();
    let mut extents: Vec<&Extent> = laid.extents.iter().collect();
    extents.sort_by_key(|extent| (extent.page, extent.top));
    for on_page in extents.chunk_by(|one, other| one.page == other.page) {
        let Some(number) = on_page.first().map(|extent| extent.page) else { continue };
        let Some(page) = laid.pages.get(number) else { continue };
        let head_area = flow.head_area.filter(|_| laid.head == Some(number));
        let area = PageAreas::new(style, page.orientation, head_area);
        for extent in on_page {
            area.judge(extent, &mut found);
            alone(extent, &mut found);
        }
        for (index, extent) in on_page.iter().enumerate() {
            let below = on_page.iter().skip(index + 1);
            for other in below.take_while(|other| other.top < extent.bottom - TOLERANCE) {
                if overprints(extent, other) {
                    found.add(Fault::Overprint(other), extent);
                }
            }
        }
        for rule in &page.rules {
            // What stands above it is looked at from the first thing that could reach it.
            for extent in on_page.iter().take_while(|extent| extent.top < bottom(rule)) {
                if crosses(extent, rule) {
                    found.add(Fault::OnRule(rule.color == Color::Red), extent);
                }
            }
        }
    }
    if let Some(page) = page_without_text(flow, document, sheets)
        && let Some(tallest) = tallest(&extents, page)
    {
        found.add(Fault::NoText, tallest);
    }
    found.told()
}

/// Faults, one for each kind and field.
#[derive(Default)]
struct FoundMisfits<'a> {
    faults: Vec<(Fault<'a>, &'a Extent, usize)>,
    seen: BTreeMap<(&'static str, &'a str), usize>,
}

impl<'a> FoundMisfits<'a> {
    fn add(&mut self, fault: Fault<'a>, extent: &'a Extent) {
        let key = (fault.code(), &*extent.origin.path);
        match self.seen.get(&key).and_then(|at| self.faults.get_mut(*at)) {
            Some((_, _, count)) => *count += 1,
            None => {
                self.seen.insert(key, self.faults.len());
                self.faults.push((fault, extent, 1));
            }
        }
    }

    fn told(self) -> Vec<Diagnostic> {
        self.faults.iter().map(|(fault, extent, count)| fault.tell(extent, *count)).collect()
    }
}

/// What is wrong with a line by itself.
fn alone<'a>(extent: &'a Extent, found: &mut FoundMisfits<'a>) {
    let [size, least] = extent.size;
    if size < least {
        found.add(Fault::Small, extent);
    }
    if extent.cuts_number {
        found.add(Fault::NumberCut, extent);
    }
}

/// The paper and the type area of a page, EMU: left, top, right, bottom.
struct PageAreas {
    paper: [i64; 4],
    text: [i64; 4],
}

impl PageAreas {
    fn new(style: &Stylesheet, orientation: Orientation, head_area: Option<i64>) -> PageAreas {
        let turned;
        let style = match orientation {
            Orientation::Portrait => style,
            Orientation::Landscape => {
                turned = crate::flow::frame::lying(style);
                &turned
            }
        };
        let page = &style.page;
        let (left, top) = (page.binding_margin.emu(), page.top_margin.emu());
        let height = head_area.unwrap_or(page.type_area_height().emu());
        PageAreas {
            paper: [0, 0, page.width.emu(), page.height.emu()],
            text: [left, top, left + page.type_area_width().emu(), top + height],
        }
    }

    fn judge<'a>(&self, extent: &'a Extent, found: &mut FoundMisfits<'a>) {
        if outside(extent, self.paper) {
            found.add(Fault::OffPaper, extent);
            return;
        }
        // The mark of a letter stands above the type area (10.1).
        let [left, top, right, bottom] = self.text;
        let top = if extent.origin.path.starts_with("letterhead.") { 0 } else { top };
        if outside(extent, [left, top, right, bottom]) {
            found.add(Fault::OutOfArea, extent);
        }
    }
}

fn outside(extent: &Extent, [left, top, right, bottom]: [i64; 4]) -> bool {
    extent.left < left - TOLERANCE
        || extent.top < top - TOLERANCE
        || extent.right > right + TOLERANCE
        || extent.bottom > bottom + TOLERANCE
}

/// Whether two things stand over each other that may not: a seal stands over the name and the date that it makes valid.
fn overprints(one: &Extent, other: &Extent) -> bool {
    let meant = matches!((one.kind, other.kind), (Kind::Seal, Kind::Signed) | (Kind::Signed, Kind::Seal));
    !meant
        && one.left.max(other.left) + TOLERANCE < one.right.min(other.right)
        && one.top.max(other.top) + TOLERANCE < one.bottom.min(other.bottom)
}

fn bottom(rule: &Rule) -> i64 {
    (rule.y + rule.height).emu()
}

/// Whether a rule runs through something; a rule is thin, so what it must reach into is the other thing.
fn crosses(extent: &Extent, rule: &Rule) -> bool {
    let (left, top, right) = (rule.x.emu(), rule.y.emu(), (rule.x + rule.width).emu());
    extent.left + TOLERANCE < right
        && left < extent.right - TOLERANCE
        && extent.top + TOLERANCE < bottom(rule)
        && top < extent.bottom - TOLERANCE
}

/// The first page of the text, if no text stands on it (7.3.3), though nobody asked for a new page.
fn page_without_text(flow: &Flow, document: &Document, sheets: &[Sheet]) -> Option<usize> {
    let role = |block: usize| match document.blocks.get(block).map(|block| &block.kind) {
        Some(BlockKind::Paragraph { role, .. }) => Some(*role),
        _ => None,
    };
    let start = document.text_start();
    let heads = (start..document.blocks.len())
        .take_while(|block| matches!(role(*block), Some(Role::Title | Role::Addressees)))
        .count();
    if heads == 0 && flow.head.is_none() {
        return None;
    }
    let first = *flow.starts.get(start)?;
    let text = *flow.starts.get(start + heads)?;
    let shows = |unit: &crate::flow::units::Unit| !matches!(unit.content, Content::Blank | Content::Room);
    let text = text + flow.units.get(text..)?.iter().position(shows)?;
    if matches!(flow.units.get(text)?.content, Content::PageBreak(_)) {
        return None;
    }
    let page = |unit: usize| sheets.iter().position(|sheet| (sheet.start..sheet.end).contains(&unit));
    let first = page(first)?;
    // A document may consist of its head alone; a piece of the head may itself be higher than a page.
    (page(text)? != first).then_some(first)
}

/// What takes up most of a page, by its field: what to make shorter.
fn tallest<'a>(extents: &[&'a Extent], page: usize) -> Option<&'a Extent> {
    let mut heights: BTreeMap<&str, (i64, &Extent)> = BTreeMap::new();
    for extent in extents.iter().filter(|extent| extent.page == page) {
        let (height, _) = heights.entry(&extent.origin.path).or_insert((0, extent));
        *height += extent.bottom - extent.top;
    }
    heights.into_values().max_by_key(|(height, _)| *height).map(|(_, extent)| extent)
}
