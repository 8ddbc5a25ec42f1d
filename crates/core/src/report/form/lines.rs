//! Single lines of a report that may name figures and texts of rows: which they are, and where they go.

use crate::report::{Body, Report, Section};

/// Lists of single lines.
const LISTS: [&str; 10] = [
    "letterhead.issuer_mark",
    "letterhead.approvers",
    "addressees",
    "attachment_notes",
    "signatures",
    "attendance.present",
    "attendance.absent",
    "attendance.observers",
    "imprint.copy_recipients",
    "imprint.others",
];

/// Single lines, without the numbers of their places in lists.
const LINES: [&str; 18] = [
    "issuer",
    "locality.name",
    "locality.short_name",
    "locality.code",
    "letterhead.classification",
    "letterhead.urgency",
    "letterhead.document_number",
    "imprint.printing_office",
    "page_header",
    "contact",
    "phone",
    "issue_date",
    "imprint.printing_date",
    "figures_table.title",
    "figures_table.groups.heading",
    "contents.title",
    "attachments.title",
    "signature_stamps.post",
];

/// What the alternative text of a picture is called, wherever the picture stands.
const ALTERNATIVE: &str = ".figure.alternative";

/// Whether the single line at this path may name figures and texts: it is printed, and nothing is looked up by it.
pub(in crate::report) fn can_wait(path: &str) -> bool {
    let name = without_numbers(path);
    LISTS.contains(&name.as_str()) || LINES.contains(&name.as_str()) || name.ends_with(ALTERNATIVE)
}

/// `attachments[2].title[0]` as `attachments.title`.
fn without_numbers(path: &str) -> String {
    let pieces = path.split('[').enumerate();
    pieces
        .map(|(index, piece)| match index {
            0 => piece,
            _ => piece.split_once(']').map_or("", |(_, rest)| rest),
        })
        .collect()
}

/// The numbers in brackets, as 2 and 0 of `attachments[2].title[0]`.
fn numbers(path: &str) -> impl Iterator<Item = usize> {
    path.split('[').skip(1).filter_map(|piece| piece.split_once(']')?.0.parse().ok())
}

/// Where a single line goes.
pub(super) enum Slot<'r> {
    /// A text that must be there.
    Must(&'r mut String),
    /// A line of a text that has several, by its number.
    Line(&'r mut String, usize),
    /// An entry of a list; an empty one goes.
    Entry(&'r mut String),
    /// A text that may be missing.
    May(&'r mut Option<String>),
    /// A date.
    Day(&'r mut Option<jiff::civil::Date>),
    /// An administrative division code.
    Code(&'r mut Option<String>),
}

/// The place of the single line at this path.
pub(super) fn slot<'r>(report: &'r mut Report, path: &str) -> Option<Slot<'r>> {
    let name = without_numbers(path);
    let (first, second) = {
        let mut numbers = numbers(path);
        (numbers.next().unwrap_or(0), numbers.next())
    };
    if let Some(picture) = path.strip_suffix(".alternative").filter(|_| name.ends_with(ALTERNATIVE)) {
        return alternative(report, picture).map(Slot::May);
    }
    match name.as_str() {
        "attachments.title" => {
            let title = &mut report.attachments.get_mut(first)?.title;
            return Some(match second {
                None => Slot::Must(title),
                Some(line) => Slot::Line(title, line),
            });
        }
        "letterhead.issuer_mark" => {
            let mark = report.elements.issuer_marks.get_mut(first)?;
            return Some(match second {
                None => Slot::Entry(mark),
                Some(line) => Slot::Line(mark, line),
            });
        }
        "figures_table.groups.heading" => {
            // What stands before all groups is a group without a heading.
            let groups = &mut report.figures_table.as_mut()?.groups;
            let group = groups.iter_mut().filter(|group| group.heading.is_some()).nth(first)?;
            return group.heading.as_mut().map(Slot::Must);
        }
        "signature_stamps.post" => {
            return match &mut report.elements.validation {
                gongwen_document::Validation::Stamps(stamps) => {
                    stamps.get_mut(first).map(|stamp| Slot::Must(&mut stamp.post))
                }
                _ => None,
            };
        }
        _ => {}
    }
    if LISTS.contains(&name.as_str()) {
        let place = place_in_groups(groups(report, &name), first, second);
        return list(report, &name)?.get_mut(place).map(Slot::Entry);
    }
    let elements = &mut report.elements;
    Some(match name.as_str() {
        "issuer" => Slot::Must(&mut report.issuer),
        "locality.name" => Slot::Must(&mut report.locality.name),
        "locality.short_name" => Slot::May(&mut report.locality.short_name),
        "locality.code" => Slot::Code(&mut report.locality.code),
        "letterhead.classification" => Slot::May(&mut elements.classification),
        "letterhead.urgency" => Slot::May(&mut elements.urgency),
        "letterhead.document_number" => Slot::May(&mut elements.document_number),
        "imprint.printing_office" => Slot::May(&mut elements.printing_office),
        "page_header" => Slot::May(&mut elements.page_header),
        "contact" => Slot::May(&mut elements.contact),
        "phone" => Slot::May(&mut elements.phone),
        "issue_date" => Slot::Day(&mut elements.issue_date),
        "imprint.printing_date" => Slot::Day(&mut elements.printing_date),
        "figures_table.title" => Slot::May(&mut report.figures_table.as_mut()?.title),
        "contents.title" => Slot::Must(&mut report.contents.as_mut()?.title),
        _ => return None,
    })
}

/// The list of single lines at this path.
pub(super) fn list<'r>(report: &'r mut Report, path: &str) -> Option<&'r mut Vec<String>> {
    let elements = &mut report.elements;
    Some(match path {
        "letterhead.issuer_mark" => &mut elements.issuer_marks,
        "letterhead.approvers" => &mut elements.approvers,
        "addressees" => &mut elements.addressees,
        "attachment_notes" => &mut elements.attachment_notes,
        "signatures" => &mut elements.signatures,
        "attendance.present" => &mut elements.attendance.present,
        "attendance.absent" => &mut elements.attendance.absent,
        "attendance.observers" => &mut elements.attendance.observers,
        "imprint.copy_recipients" => &mut elements.copy_recipients,
        "imprint.others" => &mut elements.imprint_others,
        _ => return None,
    })
}

/// Where the groups of a list begin, the first left out.
fn groups<'r>(report: &'r Report, path: &str) -> &'r [usize] {
    match path {
        "addressees" => &report.elements.addressee_groups,
        "imprint.copy_recipients" => &report.elements.copy_groups,
        _ => &[],
    }
}

/// The place in a list of `[first][second]` as the report file counts.
fn place_in_groups(starts: &[usize], first: usize, second: Option<usize>) -> usize {
    match starts {
        [] => second.unwrap_or(first),
        _ => {
            let start = first.checked_sub(1).map_or(Some(0), |before| starts.get(before).copied());
            start.map_or(usize::MAX, |start| start.saturating_add(second.unwrap_or(0)))
        }
    }
}

/// Takes the empty entries out of all lists; groups begin where they began.
pub(super) fn drop_empty(report: &mut Report) {
    for path in LISTS {
        let Some(list) = list(report, path) else { continue };
        if !list.iter().any(String::is_empty) {
            continue;
        }
        let stays: Vec<bool> = list.iter().map(|entry| !entry.is_empty()).collect();
        list.retain(|entry| !entry.is_empty());
        let left = list.len();
        let moved = |start: usize| stays.iter().take(start).filter(|stays| **stays).count();
        let starts = match path {
            "addressees" => &mut report.elements.addressee_groups,
            "imprint.copy_recipients" => &mut report.elements.copy_groups,
            _ => continue,
        };
        starts.iter_mut().for_each(|start| *start = moved(*start));
        starts.retain(|start| (1..left).contains(start));
        starts.dedup();
    }
}

fn alternative<'r>(report: &'r mut Report, path: &str) -> Option<&'r mut Option<String>> {
    fn in_sections<'r>(sections: &'r mut [Section], path: &str) -> Option<&'r mut Option<String>> {
        sections.iter_mut().find_map(|section| {
            let here = section.figure.as_mut().filter(|figure| &*figure.path == path);
            here.map(|figure| &mut figure.alternative).or_else(|| in_sections(&mut section.sections, path))
        })
    }
    if let Some(number) = path.strip_prefix("attachments[") {
        let number = number.split_once(']')?.0.parse::<usize>().ok()?;
        return in_sections(&mut report.attachments.get_mut(number)?.sections, path);
    }
    match &mut report.body {
        Body::General(general) => in_sections(&mut general.sections, path),
        Body::Annual(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_lines() {
        for (path, waits) in [
            ("issuer", true),
            ("addressees[1][0]", true),
            ("attachments[2].title[0]", true),
            ("general.sections[0].sections[1].figure.alternative", true),
            ("general.sections[0].figure.picture", false),
            ("attachments[0].table.file", false),
            ("template", false),
        ] {
            assert_eq!(can_wait(path), waits, "{path}");
        }
        assert_eq!(place_in_groups(&[2, 3], 2, Some(1)), 4);
        assert_eq!(place_in_groups(&[2, 3], 1, None), 2);
        assert_eq!(place_in_groups(&[], 1, None), 1);
    }
}
