//! The numbers of a text that can be figures.

use std::ops::Range;

use gongwen_check::Text;
use gongwen_check::quantity::{Quantity, quantities};
use gongwen_core::report::{FigureFile, unit};
use gongwen_import::Passage;

use super::label::{name_of, respective};

/// A number in a passage.
pub(super) struct Amount {
    pub(super) passage: usize,
    /// Its bytes in the passage.
    pub(super) range: Range<usize>,
    /// The number as it is printed, without words around that are no part of an amount.
    pub(super) literal: String,
    pub(super) figure: FigureFile,
    pub(super) name: String,
    /// What the check made of it; none when it has no unit.
    pub(super) quantity: Option<Quantity>,
    pub(super) id: String,
    /// Whether it stands in `[figures]`.
    pub(super) listed: bool,
    /// Whether an earlier number is the same figure.
    pub(super) again: bool,
}

/// A text for the check: one with notation of its own is left alone.
pub(super) fn plain(text: &str) -> &str {
    if text.contains(['{', '}', '\\', '｛', '｝', '\n']) { "" } else { text }
}

/// The numbers that can be figures, in order.
pub(super) fn amounts(passages: &[Passage], text: &Text) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    let mut all = quantities(text).into_iter().peekable();
    for (passage, own) in passages.iter().enumerate() {
        let source = plain(&own.text);
        let mut own: Vec<Amount> = Vec::new();
        while let Some(quantity) = all.next_if(|it| it.span.paragraph == passage) {
            own.extend(amount(passage, source, quantity));
        }
        let bare: Vec<Amount> = bare(passage, source, &own).collect();
        own.extend(bare);
        own.sort_by_key(|it| it.range.start);
        let mut end = 0;
        for mut amount in own {
            if amount.range.start < end {
                continue;
            }
            let before = found.last().filter(|it| it.passage == passage).map(|it| it.name.as_str());
            let own = found.iter().rev().take_while(|it| it.passage == passage).map(|it| it.range.start);
            amount.name = match respective(source, amount.range.start, own) {
                Some(name) => name.to_owned(),
                None => name_of(source, end, &amount.range, &amount.figure.unit, before),
            };
            end = amount.range.end;
            found.push(amount);
        }
    }
    found
}

/// The amount of a quantity whose number is in digits, by the longest notation that a figure has.
fn amount(passage: usize, source: &str, quantity: Quantity) -> Option<Amount> {
    let range = quantity.span.start..quantity.span.end;
    let whole = source.get(range.clone())?;
    if quantity.chinese || whole.contains([' ', ',', '，']) {
        return None;
    }
    let digit = whole.find(|c: char| c.is_ascii_digit() || c == '-')?;
    [range.start, range.start + digit].into_iter().find_map(|start| {
        let literal = source.get(start..range.end)?;
        let figure = FigureFile::of_amount(literal)?;
        // 每千人4.7张: a part of a thing is an average, or has its unit further on; as a figure it would be doubted for ever.
        if quantity.printed.scale() > 0 && unit::counts(&figure.unit) {
            return None;
        }
        Some(Amount {
            passage,
            range: start..range.end,
            quantity: Some(quantity.clone()),
            ..empty(literal, figure)
        })
    })
}

fn empty(literal: &str, figure: FigureFile) -> Amount {
    Amount {
        passage: 0,
        range: 0..0,
        literal: literal.to_owned(),
        figure,
        name: String::new(),
        quantity: None,
        id: String::new(),
        listed: false,
        again: false,
    }
}

/// Numbers whose unit is missing, as 203.37万 and 1200余: they are figures all the same.
fn bare<'s>(passage: usize, source: &'s str, known: &[Amount]) -> impl Iterator<Item = Amount> + 's {
    let taken: Vec<Range<usize>> = known.iter().map(|it| it.range.clone()).collect();
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + source.get(at..)?.find(|c: char| c.is_ascii_digit())?;
            let rest = source.get(start..)?;
            let number = rest.find(|c: char| !digit(c)).unwrap_or(rest.len());
            at = start + number;
            let tail: String = rest
                .get(number..)?
                .chars()
                .take_while(|c| matches!(c, '万' | '亿' | '余' | '多'))
                .take(2)
                .collect();
            // 2000多平方 is said for 平方米.
            let behind = rest.get(number + tail.len()..)?;
            let area = ["平方", "立方"].iter().find(|word| {
                behind.strip_prefix(**word).is_some_and(|rest| !rest.starts_with(['米', '公', '千']))
            });
            let range = start..at + tail.len() + area.map_or(0, |word| word.len());
            at = range.end;
            let before = source.get(..start)?.chars().next_back();
            let free = before.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '-' && c != '.');
            let behind = source.get(range.end..)?.chars().next();
            let word =
                behind.is_some_and(|c| matches!(c, '年' | '月' | '级' | '般' | '数' | '种' | '元' | '分'));
            if (tail.is_empty() && area.is_none())
                || !free
                || word
                || taken
                    .get(taken.partition_point(|own| own.end <= range.start))
                    .is_some_and(|own| own.start < range.end)
            {
                continue;
            }
            let literal = source.get(range.clone())?;
            let Some(figure) = FigureFile::of_amount(literal) else { continue };
            return Some(Amount { passage, range, ..empty(literal, figure) });
        }
    })
}
