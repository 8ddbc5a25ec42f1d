//! Last stage: the column cut into pages, and everything put in its place.
//!
//! Line i of a page of text begins i pitches below the top margin. After a table, text goes on right below it, as
//! in Word: lines are not drawn back to the grid.

use gongwen_core::{Length, Stylesheet};

use crate::flow::{Content, Flow, Keep};
use crate::pages::{Page, Rule};
use crate::rules::place_rules;
use crate::table::Segment;

/// First unit of each page, and the end.
fn find_page_ends(flow: &Flow, area: i64) -> Vec<usize> {
    let units = &flow.units;
    let mut starts = vec![0];
    let (mut first, mut y, mut index) = (0, 0, 0);
    while index < units.len() {
        let unit = &units[index];
        if let Content::PageBreak = unit.content {
            index += 1;
            if index > first + 1 {
                starts.push(index);
                (first, y) = (index, 0);
            } else {
                first = index;
            }
            continue;
        }
        let height = height_at(flow, index, y == 0);
        if y > 0 && y + height > area {
            let kept = |least: Keep| {
                let free = units[first..index].iter().rposition(|unit| unit.keep < least);
                free.map(|place| first + place + 1)
            };
            // What would fill a page and more is not kept together.
            let end = kept(Keep::Signature).or_else(|| kept(Keep::Next)).unwrap_or(index);
            starts.push(end);
            (first, y, index) = (end, 0, end);
            continue;
        }
        y += height;
        index += 1;
    }
    starts.push(units.len());
    starts
}

/// Height of a unit; at the top of a page blank lines vanish and a table repeats its header.
fn height_at(flow: &Flow, index: usize, top: bool) -> i64 {
    let Some(unit) = flow.units.get(index) else { return 0 };
    match unit.content {
        Content::Blank if top => 0,
        Content::Rows { table, group } if top => unit.height + repeated_header(flow, table, group),
        _ => unit.height,
    }
}

fn repeated_header(flow: &Flow, table: usize, group: usize) -> i64 {
    match flow.tables.get(table) {
        Some(grid) if grid.groups.get(group).is_some_and(|group| group.rows.start >= grid.header_rows) => {
            grid.header_height
        }
        _ => 0,
    }
}

/// Cuts the column into pages and places all text and rules.
pub(crate) fn paginate(flow: &mut Flow, style: &Stylesheet) -> Vec<Page> {
    let starts = find_page_ends(flow, style.page.type_area_height().emu());
    let left = style.page.binding_margin.emu();
    let mut pages = Vec::new();
    for (number, range) in starts.windows(2).enumerate() {
        let &[start, end] = range else { continue };
        let mut page = Page { width: style.page.width, height: style.page.height, ..Page::default() };
        let top = style.page.top_margin.emu();
        let mut y = top;
        let mut open: Option<(usize, Vec<Segment>)> = None;
        for index in start..end {
            let content = flow.units[index].content;
            let height = height_at(flow, index, y == top);
            if !matches!((content, &open), (Content::Rows { table, .. }, Some((current, _))) if table == *current)
            {
                close_table(flow, &mut page.rules, open.take(), style, left);
            }
            match content {
                Content::Blank | Content::PageBreak => {}
                Content::Line { paragraph, line, outline } => {
                    if let Some(entry) = outline.and_then(|outline| flow.outline.get_mut(outline)) {
                        entry.page = number;
                        entry.y = Length::from_emu(y);
                    }
                    if let Some(paragraph) = flow.paragraphs.get(paragraph) {
                        paragraph.place(&mut page.runs, line, left, y, false);
                    }
                }
                Content::Rows { table, group } => {
                    let (_, segments) = open.get_or_insert_with(|| (table, Vec::new()));
                    if let Some(grid) = flow.tables.get(table) {
                        let mut at = y;
                        if y == top && repeated_header(flow, table, group) > 0 {
                            for header in grid.header_groups() {
                                grid.place_group(header, &mut page.runs, segments, left, at, true);
                                at += header.height;
                            }
                        }
                        if let Some(group) = grid.groups.get(group) {
                            grid.place_group(group, &mut page.runs, segments, left, at, false);
                        }
                    }
                }
            }
            y += height;
        }
        close_table(flow, &mut page.rules, open, style, left);
        pages.push(page);
    }
    pages
}

fn close_table(
    flow: &Flow,
    rules: &mut Vec<Rule>,
    open: Option<(usize, Vec<Segment>)>,
    style: &Stylesheet,
    left: i64,
) {
    if let Some((table, segments)) = open
        && let Some(grid) = flow.tables.get(table)
    {
        place_rules(rules, grid, &segments, &style.table, left);
    }
}
