//! The nested outline 书签 of the headings, and the page labels.

use gongwen_document::{Length, Orientation};
use gongwen_layout::{OutlineEntry, Page, Pages};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::metadata::text_string;

/// One entry with its place in the tree.
struct Item<'a> {
    entry: &'a OutlineEntry,
    id: ObjectId,
    parent: Option<usize>,
    children: Vec<usize>,
}

/// Writes the outline 书签, nested by the levels of headings; `None` when there are no headings.
///
/// `open` holds the headings that the next one may stand under. Levels may skip: 1, 3, 2, 3 makes the first the parent
/// of the second and the third, and the third that of the fourth. Each item needs its neighbours (`Prev`, `Next`) and
/// how many stand below it, so the tree is made first and written after.
pub(crate) fn write(pages: &Pages, page_ids: &[ObjectId], document: &mut Document) -> Option<ObjectId> {
    let mut items: Vec<Item<'_>> = Vec::new();
    let mut top = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for entry in pages.outline.iter().filter(|entry| entry.page < page_ids.len()) {
        while open.last().is_some_and(|last| items[*last].entry.level >= entry.level) {
            open.pop();
        }
        let (index, parent) = (items.len(), open.last().copied());
        items.push(Item { entry, id: document.new_object_id(), parent, children: Vec::new() });
        match parent {
            Some(parent) => items[parent].children.push(index),
            None => top.push(index),
        }
        open.push(index);
    }
    let (first, last) = (items.get(*top.first()?)?.id, items.get(*top.last()?)?.id);
    let root = document.new_object_id();
    for siblings in items.iter().map(|item| &item.children).chain([&top]) {
        for (place, index) in siblings.iter().enumerate() {
            let item = &items[*index];
            let mut node = dictionary! {
                "Title" => text_string(&item.entry.text),
                "Parent" => item.parent.map_or(root, |parent| items[parent].id),
                "Dest" => destination(item.entry, pages, page_ids).unwrap_or_default(),
            };
            let neighbour =
                |at: Option<usize>| at.and_then(|at| siblings.get(at)).map(|index| items[*index].id);
            set(&mut node, "Prev", neighbour(place.checked_sub(1)));
            set(&mut node, "Next", neighbour(Some(place + 1)));
            set(&mut node, "First", item.children.first().map(|index| items[*index].id));
            set(&mut node, "Last", item.children.last().map(|index| items[*index].id));
            if !item.children.is_empty() {
                node.set("Count", count(&items, *index));
            }
            document.objects.insert(item.id, Object::Dictionary(node));
        }
    }
    let all = i64::try_from(items.len()).unwrap_or(0);
    let dictionary = dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => all };
    document.objects.insert(root, Object::Dictionary(dictionary));
    Some(root)
}

/// Where a heading stands: its height on an upright page, all of a lying one.
pub(crate) fn destination(entry: &OutlineEntry, pages: &Pages, page_ids: &[ObjectId]) -> Option<Vec<Object>> {
    let id = (*page_ids.get(entry.page)?).into();
    let page = pages.pages.get(entry.page)?;
    if page.orientation == Orientation::Landscape {
        return Some(vec![id, "Fit".into()]);
    }
    let y = Length::from_emu(page.height.emu().saturating_sub(entry.y.emu())).to_pt() as f32;
    Some(vec![id, "XYZ".into(), Object::Null, Object::Real(y), Object::Null])
}

fn set(node: &mut Dictionary, key: &str, id: Option<ObjectId>) {
    if let Some(id) = id {
        node.set(key, id);
    }
}

fn count(items: &[Item<'_>], index: usize) -> i64 {
    items[index].children.iter().map(|child| 1 + count(items, *child)).sum()
}

/// Page labels: decimal numbers as printed, a range for each run of pages that count on.
pub(crate) fn labels(pages: &[Page]) -> Dictionary {
    let mut numbers = Vec::new();
    let mut last: Option<Option<i64>> = None;
    let mut unlabelled = false;
    for (index, page) in pages.iter().enumerate() {
        let number =
            page.label.as_deref().and_then(|label| label.parse::<i64>().ok()).filter(|number| *number > 0);
        let goes_on = match (last, number) {
            (Some(Some(last)), Some(number)) => number == last + 1,
            (Some(None), None) => page.label.is_none() && unlabelled,
            _ => false,
        };
        if !goes_on {
            let range = match (number, &page.label) {
                (Some(number), _) => dictionary! { "S" => "D", "St" => number },
                // Contents before the text: I, II … from the first page on.
                (None, Some(label)) if label.bytes().all(|byte| b"IVXLCDM".contains(&byte)) => {
                    dictionary! { "S" => "R", "St" => i64::try_from(index + 1).unwrap_or(1) }
                }
                (None, Some(label)) => dictionary! { "P" => text_string(label) },
                (None, None) => dictionary! {},
            };
            numbers.push(Object::Integer(i64::try_from(index).unwrap_or(0)));
            numbers.push(Object::Dictionary(range));
        }
        last = Some(number);
        unlabelled = page.label.is_none();
    }
    dictionary! { "Nums" => numbers }
}
