//! Page 1 as the measures of a letterhead see it.

use super::area::{CELL, CENTRE, CHARACTER, LARGE_CELL, LARGE_MIDDLE, LEFT, LINE, MIDDLE, RIGHT, TOP};
use super::errors::Errors;
use super::page::{Ink, Paper, Picture, Span, tight};
use crate::conformance::lines::Line;
use crate::conformance::made::Made;
use gongwen::document::Format;

pub(super) const PAPER: Span = Span { from: 0.0, to: 210.0 };

/// The page of the letterhead.
pub(super) struct Sheet<'a> {
    pub(super) made: &'a Made,
    pub(super) paper: &'a Paper<'a>,
    pub(super) picture: &'a Picture,
    pub(super) lines: &'a [Line],
    pub(super) page: usize,
}

impl Sheet<'_> {
    /// 份号, 密级, 紧急程度: lines 1 to 3 of the type area, flush left (7.2.1-7.2.3); below the rules of a letter.
    pub(super) fn lines_above(&self, errors: &mut Errors) {
        let elements = &self.made.report.elements;
        let copy = elements.copy_number.map(|number| format!("{number:06}"));
        // 紧急程度 follows at once where there is no 密级 (7.2.3).
        let lines = if elements.classification.is_some() {
            2.0
        } else if copy.is_some() {
            1.0
        } else {
            0.0
        };
        let above = [
            ("copy-number", copy.as_ref(), 0.0),
            ("classification", elements.classification.as_ref(), 1.0),
            ("urgency", elements.urgency.as_ref(), lines),
        ];
        for (name, text, line) in above {
            let Some(text) = text else { continue };
            match self.find(text) {
                Some(found) => {
                    errors.hold(name, found.left, LEFT, self.page);
                    if elements.format != Format::Letter {
                        errors.hold(name, self.middle(found), TOP + line * LINE + MIDDLE, self.page);
                    }
                }
                None => errors.missing(name, self.page),
            }
        }
    }

    pub(super) fn document(&self, number: &str, title: &str, errors: &mut Errors) {
        let elements = &self.made.report.elements;
        let (name, top) = match elements.format {
            Format::Order => ("order-mark-top", 20.0),
            Format::Minutes => ("minutes-mark-top", 35.0),
            _ => ("mark-top", 35.0),
        };
        let Some(line) = self.find(number) else { return };
        let number_middle = self.middle(line);
        let upward = !elements.approvers.is_empty();
        if upward {
            self.approvers(line, errors);
        } else {
            errors.hold("number-centred", line.centre(), CENTRE, self.page);
        }
        if elements.preprinted {
            let red = self.picture.rows(Ink::Red, Span { from: 0.0, to: 140.0 }, PAPER, 1.0);
            errors.hold("preprinted", red.iter().map(|span| span.length()).sum(), 0.0, self.page);
            return;
        }
        let above =
            Span { from: 0.0, to: number_middle - 5.0 - if upward { self.rows_above() * LINE } else { 0.0 } };
        let Some(mark) = self.picture.rows(Ink::Red, above, PAPER, 30.0).first().copied() else {
            return errors.missing(name, self.page);
        };
        errors.hold(name, mark.from, TOP + top, self.page);
        self.mark(mark, errors);
        let first = number_middle - self.rows_above() * LINE;
        errors.hold("number-below-mark", first, mark.to + 2.0 * LINE + MIDDLE, self.page);
        if elements.format == Format::Order {
            return;
        }
        let Some((rule, ends)) = self.picture.rules(Ink::Red, 140.0).first().copied() else {
            return errors.missing("red-rule-below", self.page);
        };
        errors.hold("red-rule-below", rule.from, number_middle + CHARACTER / 2.0 + 4.0, self.page);
        errors.hold("red-rule-width", ends.length(), RIGHT - LEFT, self.page);
        errors.hold("red-rule-left", ends.from, LEFT, self.page);
        let below = |line: &&Line| line.bottom > rule.to && tight(&line.text).contains(&tight(title));
        match self.lines.iter().find(below) {
            Some(title) => {
                errors.hold(
                    "title-below-rule",
                    self.middle(title),
                    rule.to + 2.0 * LINE + LARGE_MIDDLE,
                    self.page,
                );
                self.title(title, errors);
            }
            None => errors.missing("title-below-rule", self.page),
        }
    }

    /// The mark inside the type area and in its middle; the word beside several names at the middle of their height.
    pub(super) fn mark(&self, mark: Span, errors: &mut Errors) {
        let columns = self.picture.columns(Ink::Red, mark, PAPER, 200.0);
        if let Some(columns) = columns.first() {
            errors.within("mark-inside", columns.from, LEFT..=RIGHT, self.page);
            errors.within("mark-inside", columns.to, LEFT..=RIGHT, self.page);
            errors.hold("mark-centred", columns.middle(), CENTRE, self.page);
        }
        let elements = &self.made.report.elements;
        if elements.issuer_marks.len() < 2 || elements.mark_suffix.as_deref() == Some("") {
            return;
        }
        let word = self.lines.iter().flat_map(|line| &line.words).find(|word| word.text == "文件");
        let rows = word.map(|word| {
            let across = Span { from: word.left, to: word.right };
            self.picture.rows(Ink::Red, mark, across, 20.0)
        });
        match rows.as_deref() {
            Some([rows]) => errors.hold("mark-word-middle", rows.middle(), mark.middle(), self.page),
            _ => errors.missing("mark-word-middle", self.page),
        }
    }

    /// Centred; lines of nothing but Chinese characters are as many times 2号 wide.
    pub(super) fn title(&self, first: &Line, errors: &mut Errors) {
        let title = tight(&self.made.title);
        let lines = self.lines.iter().filter(|line| line.top >= first.top);
        for line in lines.take_while(|line| title.contains(&tight(&line.text))) {
            errors.hold("title-centred", line.centre(), CENTRE, self.page);
            let text = tight(&line.text);
            if text.chars().all(|character| ('\u{4e00}'..='\u{9fff}').contains(&character)) {
                let width = text.chars().count() as f64 * LARGE_CELL;
                errors.hold("title-character", line.right - line.left, width, self.page);
            }
        }
    }

    /// Names of approvers stand two a line, one character in at the right, later ones below the first; the number at the
    /// left of the last line.
    pub(super) fn approvers(&self, number: &Line, errors: &mut Errors) {
        errors.hold("number-left", number.left, LEFT + CELL, self.page);
        let label = self.find("签发人");
        let right = label.map_or(number.right, |line| line.right.max(number.right));
        errors.hold("approver-right", right, RIGHT - CELL, self.page);
        let approvers = self.made.report.elements.approvers.len();
        let Some(first) = label else { return errors.missing("approver-right", self.page) };
        // Words as far left as the first name, which stands behind the colon.
        let name = first.words.iter().find(|word| !word.text.ends_with('：') && word.left > number.right);
        let behind = first.words.iter().find(|word| word.text.starts_with("签发人"));
        let Some(start) = behind.map(|word| word.left + 4.0 * CHARACTER).or(name.map(|word| word.left))
        else {
            return errors.missing("approvers-aligned", self.page);
        };
        for row in 1..approvers.div_ceil(2) {
            let at = self.middle(first) + row as f64 * LINE;
            let line = self.lines.iter().find(|line| (self.middle(line) - at).abs() < LINE / 3.0);
            match line.and_then(|line| line.words.iter().find(|word| word.left > start - 2.0 * CELL)) {
                Some(word) => errors.hold("approvers-aligned", word.left, start, self.page),
                None => errors.missing("approvers-aligned", self.page),
            }
        }
    }

    pub(super) fn find(&self, text: &str) -> Option<&Line> {
        let text = tight(text);
        self.lines.iter().find(|line| tight(&line.text).contains(&text))
    }

    pub(super) fn rows_above(&self) -> f64 {
        let approvers = self.made.report.elements.approvers.len();
        approvers.div_ceil(2).saturating_sub(1) as f64
    }

    pub(super) fn middle(&self, line: &Line) -> f64 {
        self.paper.middle(self.page, line)
    }
}
