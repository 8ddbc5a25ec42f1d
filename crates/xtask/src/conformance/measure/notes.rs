//! 附件说明 (7.3.4), pages of 附件 (7.3.7), 出席 and the like of minutes (10.3).

use super::area::{CELL, CENTRE, CHARACTER, LEFT, LINE, TOP};
use super::errors::Errors;
use super::page::{Paper, tight};
use crate::conformance::lines::Line;
use crate::conformance::made::Made;

pub(super) fn measure(made: &Made, paper: &Paper<'_>, errors: &mut Errors) {
    note(made, paper, errors);
    attachments(made, paper, errors);
    attendance(made, paper, errors);
}

/// One blank line below the text, two characters in; names aligned, wrapped ones too, no mark at their ends.
fn note(made: &Made, paper: &Paper<'_>, errors: &mut Errors) {
    let titles: Vec<String> = made.report.attachments.iter().map(|one| tight(&one.title)).collect();
    if titles.is_empty() {
        return;
    }
    let Some((page, first)) = paper.first(|line| tight(&line.text).starts_with("附件：")) else {
        return errors.missing("attachment-note-left", 0);
    };
    errors.hold("attachment-note-left", first.left, LEFT + 2.0 * CELL, page);
    if let Some(text) = paper.above(page, first) {
        let (text, first) = (paper.middle(page, text), paper.middle(page, first));
        errors.hold("attachment-note-below", first, text + 2.0 * LINE, page);
    }
    let ordinals_at = LEFT + 5.0 * CELL;
    let mut lines = paper.lines(page).iter().filter(|line| line.top > first.top - 1.0);
    // Where names begin: measured on such as stand on one line and hold nothing but Chinese characters.
    let mut names = (titles.len() == 1).then_some(ordinals_at);
    let mut wrapped = Vec::new();
    for (index, title) in titles.iter().enumerate() {
        let label = if titles.len() > 1 { format!("{}.", index + 1) } else { String::new() };
        let Some(line) = lines.next() else { return errors.missing("attachment-names-aligned", page) };
        let line_text = tight(&line.text);
        let read = line_text.strip_prefix("附件：").unwrap_or(&line_text);
        let Some(start) = read.strip_prefix(label.as_str()) else {
            return errors.missing("attachment-names-aligned", page);
        };
        if index > 0 {
            errors.hold("attachment-names-aligned", line.left, ordinals_at, page);
        }
        let mut name = start.to_owned();
        if name == *title && title.chars().all(|character| ('\u{4e00}'..='\u{9fff}').contains(&character)) {
            names = names.or(Some(line.right - (name.chars().count() as f64 - 1.0) * CELL - CHARACTER));
        }
        while name.chars().count() < title.chars().count() {
            let Some(next) = lines.next() else { break };
            name.push_str(&tight(&next.text));
            wrapped.push(next);
        }
        errors.hold("attachment-note-end", f64::from(u8::from(name != *title)), 0.0, page);
    }
    for line in wrapped {
        match names {
            Some(names) => errors.hold("attachment-name-wrapped", line.left, names, page),
            None => errors.missing("attachment-name-wrapped", page),
        }
    }
}

/// The label on line 1 and the title on line 3 of the type area, by the boxes of upright pages.
fn attachments(made: &Made, paper: &Paper<'_>, errors: &mut Errors) {
    for (index, attachment) in made.report.attachments.iter().enumerate() {
        if attachment.landscape {
            continue;
        }
        let number = if made.report.attachments.len() > 1 { (index + 1).to_string() } else { String::new() };
        let label = format!("附件{number}");
        // A file of its own.
        if attachment.detached {
            continue;
        }
        let start: String = tight(&attachment.title).chars().take(6).collect();
        let is_label = |line: &Line| tight(&line.text).ends_with(&label) && line.top < TOP + LINE;
        // Behind a page header 页眉, which stands above the type area.
        let first = |page: usize| paper.lines(page).iter().find(|line| line.top > TOP - CHARACTER);
        let page = (0..paper.pages.len()).find(|page| first(*page).is_some_and(is_label));
        let Some((page, first)) = page.and_then(|page| Some((page, first(page)?))) else {
            errors.missing("attachment-label", 0);
            continue;
        };
        errors.hold("attachment-label-left", first.left, LEFT, page);
        let half = CHARACTER / 2.0;
        errors.within("attachment-label", paper.middle(page, first), TOP + half..=TOP + LINE - half, page);
        match paper.lines(page).iter().find(|line| tight(&line.text).contains(&start)) {
            Some(title) => {
                errors.hold("attachment-title", paper.middle(page, title), TOP + 2.5 * LINE, page);
                errors.hold("attachment-title-centred", title.centre(), CENTRE, page);
            }
            None => errors.missing("attachment-title", page),
        }
    }
}

/// One blank line below the text, two characters in, wrapped names behind the colon.
fn attendance(made: &Made, paper: &Paper<'_>, errors: &mut Errors) {
    let attendance = &made.report.elements.attendance;
    let lists =
        [("出席：", &attendance.present), ("请假：", &attendance.absent), ("列席：", &attendance.observers)];
    let mut first = true;
    for (label, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
        let Some((page, line)) = paper.last(|line| tight(&line.text).starts_with(label)) else {
            errors.missing("present-left", 0);
            continue;
        };
        errors.hold("present-left", line.left, LEFT + 2.0 * CELL, page);
        let distance = if std::mem::take(&mut first) { 2.0 * LINE } else { LINE };
        if let Some(above) = paper.above(page, line) {
            let (above, line) = (paper.middle(page, above), paper.middle(page, line));
            errors.hold("present-below-text", line, above + distance, page);
        }
        // A list that is longer than its line goes on below.
        let count: usize = names.iter().map(|name| tight(name).chars().count() + 1).sum();
        let next = paper.lines(page).iter().find(|other| other.top > line.top + 1.0);
        if let Some(next) = next.filter(|_| count > tight(&line.text).chars().count() - 2) {
            errors.hold("present-wrapped", next.left, LEFT + 5.0 * CELL, page);
        }
    }
}
