//! Which rows of a table are its head 表头: told by merged cells, blanks and numbers.

use rust_decimal::Decimal;

use super::lattice::{Item, Lattice};

/// A head is not higher than this.
const HIGHEST: usize = 10;

/// How many of the first rows are the head.
pub(super) fn head_rows(lattice: &Lattice) -> usize {
    let (rows, width) = (lattice.by_row(), lattice.columns.len());
    let row = |index: usize| rows.get(index).map(Vec::as_slice).unwrap_or_default();
    let across = |item: &Item| width > 1 && item.columns == (0, width - 1);
    // A line over the whole width stands above the head, but parts such as 一、东片 stand below one.
    let mut base = 0;
    while base + 1 < rows.len()
        && matches!(row(base), [item] if across(item) && !is_part(&item.text))
        && base < HIGHEST
    {
        base += 1;
    }
    let first = row(base);
    if first.iter().any(|item| is_part(&item.text) && item.columns.0 == 0)
        || (has_numbers(first) && !counts_up(first))
    {
        return base;
    }
    let mut head = base + 1;
    while head < HIGHEST && head + 1 < rows.len() {
        let (above, next) = (row(head - 1), row(head));
        let ordinals =
            next.len() > 1 && next.len() == width && next.iter().all(|item| is_ordinal(&item.text));
        let reaches = lattice
            .items
            .iter()
            .take_while(|item| item.rows.0 < head)
            .any(|item| item.rows.0 >= base && item.rows.1 >= head);
        let group = |item: &&Item| {
            above.iter().any(|group| {
                group.columns.1 > group.columns.0 && !across(group) && group.covers_column(item.columns.0)
            })
        };
        let grouped = !next.is_empty() && next.iter().all(group);
        // Two rows without merged cells: the lower one has no first column, and where the upper one has no text it has.
        let below_blank = |item: &&Item| {
            let named = above.iter().rfind(|name| name.columns.0 <= item.columns.0);
            named.is_some_and(|name| name.columns.0 > 0)
        };
        let fills = |item: &&Item| !above.iter().any(|name| name.covers_column(item.columns.0));
        let blank_corner = above.iter().any(|item| item.columns.0 == 0)
            && !next.is_empty()
            && next.iter().all(below_blank)
            && next.iter().any(fills)
            && has_numbers(row(head + 1));
        if !ordinals && (has_numbers(next) || !(reaches || grouped || blank_corner)) {
            break;
        }
        head += 1;
    }
    head
}

/// A head of so many rows with its merged cells whole: those that reach out of it take the rows below along.
pub(super) fn whole(lattice: &Lattice, head: usize) -> usize {
    let mut whole = head.min(lattice.rows.len());
    // In the order of their first rows.
    for item in lattice.items.iter().filter(|item| item.rows.1 > item.rows.0) {
        if item.rows.0 < whole {
            whole = whole.max(item.rows.1 + 1);
        }
    }
    whole
}

/// 一、东片 or （二）西片: a part of a table, with rows of its own below.
pub(super) fn is_part(text: &str) -> bool {
    let text = text.trim_start_matches(['（', '(']);
    let rest = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    rest.len() < text.len() && rest.starts_with(['、', '）', ')', '．', '.'])
}

pub(super) fn has_numbers(row: &[&Item]) -> bool {
    row.iter().any(|item| is_figure(&item.text))
}

/// A number that is no year.
fn is_figure(text: &str) -> bool {
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | '%' | '％')).collect();
    let year = digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1900..=2100).contains(&year));
    !year && digits.len() < 32 && digits.parse::<Decimal>().is_ok()
}

/// Whether its numbers are 1, 2, 3 …, as months in a head are.
fn counts_up(row: &[&Item]) -> bool {
    let numbers: Vec<u32> = row.iter().filter_map(|item| item.text.parse().ok()).collect();
    let figures = row.iter().filter(|item| is_figure(&item.text)).count();
    figures >= 3 && numbers.iter().copied().eq(1..=figures as u32)
}

/// 甲, 乙, 1, 2 …: a row that numbers the columns.
fn is_ordinal(text: &str) -> bool {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some('甲' | '乙' | '丙' | '丁' | '戊' | '己'), None) => true,
        _ => text.parse::<u32>().is_ok_and(|number| number <= 99) && !text.starts_with('0'),
    }
}
