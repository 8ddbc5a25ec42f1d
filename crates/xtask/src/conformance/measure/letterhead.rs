//! 版头 and title (7.2, 7.3.1, 10.1-10.3): ink of the mark and of the rules, lines by the middle of their ink.

use gongwen::document::Format;

use super::page::{Ink, Paper, Picture, Span, tight};
use super::{CELL, Errors, LEFT, LINE, RIGHT, TOP};
use crate::conformance::{Made, lines::Line};
use crate::run::Failure;

const PAPER: Span = Span { from: 0.0, to: 210.0 };

pub(super) fn measure(made: &Made, paper: &Paper<'_>, errors: &mut Errors) -> Result<(), Failure> {
    let elements = &made.report.elements;
    let Some(number) = &elements.document_number else { return Ok(()) };
    let title: String = made.title.chars().take(6).collect();
    let holds = |page: &Vec<Line>| page.iter().any(|line| tight(&line.text).contains(&tight(number)));
    let Some(page) = paper.pages.iter().position(holds) else {
        errors.missing("number", "7.2.5", 0);
        return Ok(());
    };
    let sheet = Sheet { made, picture: paper.picture(page)?, lines: &paper.pages[page], page };
    sheet.lines_above(errors);
    if elements.format == Format::Letter {
        sheet.letter(number, errors);
    } else {
        sheet.document(number, &title, errors);
    }
    Ok(())
}

struct Sheet<'a> {
    made: &'a Made,
    picture: Picture,
    lines: &'a [Line],
    page: usize,
}

impl Sheet<'_> {
    /// 份号, 密级, 紧急程度: lines 1 to 3 of the type area, flush left (7.2.1-7.2.3); below the rules of a letter.
    fn lines_above(&self, errors: &mut Errors) {
        let elements = &self.made.report.elements;
        let copy = elements.copy_number.map(|number| format!("{number:06}"));
        // 紧急程度 follows at once where there is no 密级 (7.2.3).
        let lines = if elements.classification.is_some() {
            2.5
        } else if copy.is_some() {
            1.5
        } else {
            0.5
        };
        let above = [
            ("copy-number", "7.2.1", copy.as_ref(), 0.5),
            ("classification", "7.2.2", elements.classification.as_ref(), 1.5),
            ("urgency", "7.2.3", elements.urgency.as_ref(), lines),
        ];
        for (name, clause, text, line) in above {
            let Some(text) = text else { continue };
            match self.find(text) {
                Some(found) => {
                    errors.hold(name, clause, found.left, LEFT, self.page);
                    if elements.format != Format::Letter {
                        errors.hold(name, clause, self.middle(found), TOP + line * LINE, self.page);
                    }
                }
                None => errors.missing(name, clause, self.page),
            }
        }
    }

    fn document(&self, number: &str, title: &str, errors: &mut Errors) {
        let elements = &self.made.report.elements;
        let order = elements.format == Format::Order;
        let (clause, top) = match elements.format {
            Format::Order => ("10.2", 20.0),
            Format::Minutes => ("10.3", 35.0),
            _ => ("7.2.4", 35.0),
        };
        let Some(line) = self.find(number) else { return };
        let number_middle = self.middle(line);
        let upward = !elements.approvers.is_empty();
        if upward {
            errors.hold("number-left", "7.2.5", line.left, LEFT + CELL, self.page);
            errors.hold(
                "approver-right",
                "7.2.6",
                line.right.max(self.approvers_right()),
                RIGHT - CELL,
                self.page,
            );
        } else {
            errors.hold("number-centred", "7.2.5", f64::midpoint(line.left, line.right), 106.0, self.page);
        }
        if elements.preprinted {
            let red = self.picture.rows(Ink::Red, Span { from: 0.0, to: 140.0 }, PAPER, 1.0);
            errors.hold("preprinted", "7.2.4", red.iter().map(|span| span.length()).sum(), 0.0, self.page);
            return;
        }
        let above =
            Span { from: 0.0, to: number_middle - 5.0 - if upward { self.rows_above() * LINE } else { 0.0 } };
        let Some(mark) = self.picture.rows(Ink::Red, above, PAPER, 30.0).first().copied() else {
            return errors.missing("mark-top", clause, self.page);
        };
        errors.hold("mark-top", clause, mark.from, TOP + top, self.page);
        let columns = self.picture.columns(Ink::Red, mark, PAPER, 200.0);
        if let Some(columns) = columns.first() {
            errors.within(("mark-inside", "7.2.4"), columns.from, LEFT..=RIGHT, self.page);
            errors.within(("mark-inside", "7.2.4"), columns.to, LEFT..=RIGHT, self.page);
        }
        let first = number_middle - self.rows_above() * LINE;
        errors.hold("number-below-mark", "7.2.5", first, mark.to + 2.5 * LINE, self.page);
        let below = |line: &&Line| line.top > number_middle && tight(&line.text).contains(&tight(title));
        let title = self.lines.iter().find(below);
        if order {
            return;
        }
        let Some((rule, ends)) = self.picture.rules(Ink::Red, 140.0).first().copied() else {
            return errors.missing("red-rule", "7.2.7", self.page);
        };
        errors.hold(
            "red-rule-below",
            "7.2.7",
            rule.from,
            number_middle + 16.0 * 25.4 / 144.0 + 4.0,
            self.page,
        );
        errors.hold("red-rule-width", "7.2.7", ends.length(), RIGHT - LEFT, self.page);
        errors.hold("red-rule-left", "7.2.7", ends.from, LEFT, self.page);
        match title.filter(|line| line.bottom > rule.to) {
            Some(title) => {
                errors.hold("title-below-rule", "7.3.1", self.middle(title), rule.to + 2.5 * LINE, self.page);
                errors.hold(
                    "title-centred",
                    "7.3.1",
                    f64::midpoint(title.left, title.right),
                    106.0,
                    self.page,
                );
            }
            None => errors.missing("title-below-rule", "7.3.1", self.page),
        }
    }

    /// 10.1: the mark, four rules, and what stands below the upper ones.
    fn letter(&self, number: &str, errors: &mut Errors) {
        let red = self.picture.rows(Ink::Red, Span { from: 0.0, to: 297.0 }, PAPER, 0.0);
        if let Some(mark) = red.first() {
            errors.hold("letter-mark-top", "10.1", mark.from, 30.0, self.page);
        }
        let rules = self.picture.rules(Ink::Red, 150.0);
        let [above, above_thin, below_thin, below] = rules.as_slice() else {
            return errors.missing("letter-rules", "10.1", self.page);
        };
        for (_, ends) in &rules {
            errors.hold("letter-rule-length", "10.1", ends.length(), 170.0, self.page);
            errors.hold("letter-rule-centred", "10.1", ends.middle(), 105.0, self.page);
        }
        let thinner = |thick: &(Span, Span), thin: &(Span, Span)| thick.0.length() - thin.0.length();
        for (thick, thin) in [(above, above_thin), (below, below_thin)] {
            errors.within(("letter-rule-order", "10.1"), thinner(thick, thin), 0.1..=5.0, self.page);
        }
        errors.hold("letter-rule-foot", "10.1", below.0.to, 297.0 - 20.0, self.page);
        let mark = self.picture.rows(Ink::Red, Span { from: 0.0, to: above.0.from - 0.3 }, PAPER, 30.0);
        if let Some(mark) = mark.first() {
            errors.hold("letter-rule-below-mark", "10.1", above.0.from, mark.to + 4.0, self.page);
        }
        if let Some(line) = self.find(number) {
            errors.hold("letter-number-right", "10.1", line.right, RIGHT, self.page);
            let top = above_thin.0.to + 14.0 * 25.4 / 72.0;
            errors.hold(
                "letter-number-below",
                "10.1",
                self.middle(line),
                top + 16.0 * 25.4 / 144.0,
                self.page,
            );
        }
    }

    fn find(&self, text: &str) -> Option<&Line> {
        let text = tight(text);
        self.lines.iter().find(|line| tight(&line.text).contains(&text))
    }

    /// Names of approvers stand two a line, the number on the last of them.
    fn rows_above(&self) -> f64 {
        let approvers = self.made.report.elements.approvers.len();
        approvers.div_ceil(2).saturating_sub(1) as f64
    }

    fn approvers_right(&self) -> f64 {
        let label = self.find("签发人");
        label.map_or(0.0, |line| line.right)
    }

    /// The middle of a line's ink; its box is as high as its font says.
    fn middle(&self, line: &Line) -> f64 {
        let (down, across) =
            (Span { from: line.top, to: line.bottom }, Span { from: line.left, to: line.right });
        let rows = self.picture.rows(Ink::Black, down, across, 20.0);
        rows.first().map_or(f64::midpoint(line.top, line.bottom), |rows| rows.middle())
    }
}
