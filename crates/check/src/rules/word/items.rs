//! Items of one list that say the same 一是…；三是…: the second was meant to be another one.

use std::collections::HashMap;

use super::again::stood;
use crate::rules::line::{Line, ends_clause, ends_sentence};
use crate::rules::outline::{Form, ordinal_at};
use crate::{Findings, Span};

/// Fewest and most characters of what an item says first.
const LEAST: usize = 4;
const MOST: usize = 120;

/// The levels of headings: what stands under one of them begins anew with each.
const LEVELS: [Form; 4] = [Form::Plain, Form::Bracketed, Form::Digit, Form::DigitBracketed];

/// What the items of the lists of a text say so far.
#[derive(Default)]
pub(super) struct Items<'t> {
    /// Which list an item was of, which number it had, and where it stands.
    said: HashMap<(Form, &'t str), (u32, u32, Span)>,
    /// How many lists of each form there were.
    lists: HashMap<Form, u32>,
}

impl<'t> Items<'t> {
    /// Notes the items of a paragraph, and tells of such as an item of their list has said.
    pub(super) fn run(&mut self, line: &Line<'t>, out: &mut Findings) {
        let head = line.skip(0, char::is_whitespace);
        self.item(line, head, true, out);
        for at in line.marks() {
            let opens = ends_clause(line.get(at)) && !matches!(line.get(at), '，' | ',');
            if opens && at + 1 > head {
                self.item(line, at + 1, false, out);
            }
        }
    }

    /// Looks at the item that begins at a place.
    fn item(&mut self, line: &Line<'t>, at: usize, head: bool, out: &mut Findings) {
        let Some(ordinal) = ordinal_at(line, at) else { return };
        let (form, from) = (ordinal.form, ordinal.to);
        if let Some(level) = LEVELS.iter().position(|it| head && *it == form) {
            for below in LEVELS.iter().skip(level + 1) {
                *self.lists.entry(*below).or_default() += 1;
            }
        }
        let list = self.lists.entry(form).or_default();
        *list += u32::from(ordinal.number == 1);
        let from = from + usize::from(matches!(line.get(from), '，' | ','));
        let end = |from| line.skip_most(from, MOST, |c| !ends_sentence(c) && !matches!(c, '；' | ';'));
        let to = end(from);
        // 抓环境。清运垃圾320吨: a short label says little.
        let to = if to - from < LEAST && line.get(to) == '。' { end(to + 1) } else { to };
        // A heading alone, as 存在问题, may stand under each of several.
        if to - from < LEAST || to - from == MOST || head && to == line.len() && LEVELS.contains(&form) {
            return;
        }
        let span = line.span(from, to);
        // With the same number the whole paragraph stands twice.
        let number = ordinal.number;
        match self.said.insert((form, line.text(from, to)), (*list, number, span)) {
            Some((its, other, first)) if its == *list && other != number => out.push(stood(span, first)),
            _ => {}
        }
    }
}
