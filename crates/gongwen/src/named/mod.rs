//! Numbers in the texts of a draft become figures 指标: named after the words before them, with the relations that hold.

mod amounts;
mod label;
mod relate;

use std::collections::BTreeMap;

use gongwen_check::{Paragraph, Role, Text, Verdict, check};
use gongwen_core::report::FigureFile;
use gongwen_import::{Named, Passage};

use amounts::{Amount, amounts, plain};
use label::{counted, is_name};
use relate::relate;

/// Names the numbers of these passages; with `relations` those that stand in a relation that holds go to `[figures]`.
pub(crate) fn name(passages: &[Passage], relations: bool) -> Option<Named> {
    let paragraphs = passages.iter().map(|it| Paragraph::new(plain(&it.text), Role::Body, 1)).collect();
    let text = Text::new(paragraphs);
    let mut amounts = amounts(passages, &text);
    if amounts.is_empty() {
        return None;
    }
    identify(passages, &mut amounts);
    let mut held = Vec::new();
    if relations {
        let outcome = check(&text, &gongwen_check::Options::arithmetic());
        held = outcome.relations.into_iter().filter(|it| it.verdict == Verdict::Holds).collect();
    }
    relate(&mut amounts, &held);
    Some(written(passages, &amounts))
}

/// Gives each an id of its own: its name, with its area before it where another has it, with a number where that is not enough.
/// A number that stands twice under one name is one figure.
fn identify(passages: &[Passage], amounts: &mut [Amount]) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for at in 0..amounts.len() {
        let (done, rest) = amounts.split_at_mut(at);
        let Some(amount) = rest.first_mut() else { return };
        let name: String = amount.name.chars().filter(|c| is_name(*c)).collect();
        let area = passages.get(amount.passage).and_then(|it| it.area.as_deref()).unwrap_or_default();
        let area: String = area.chars().filter(|c| is_name(*c)).take(8).collect();
        // 辐射面积 needs no second 面积.
        let unit = counted(&amount.figure.unit);
        let told_apart = (!name.ends_with(unit)).then(|| format!("{name}{unit}"));
        let of_area = (!area.is_empty()).then(|| format!("{area}{name}"));
        let known = numbers.entry(name.clone()).or_insert(1_usize);
        let mut candidates = [name.clone()].into_iter().chain(told_apart).chain(of_area);
        loop {
            let id = candidates.next().unwrap_or_else(|| {
                *known += 1;
                format!("{name}{known}")
            });
            match taken.get(&id).and_then(|first| done.get_mut(*first)) {
                Some(first) if first.literal == amount.literal && name.chars().count() >= 4 => {
                    (first.listed, amount.again) = (true, true);
                    amount.id = id;
                    break;
                }
                Some(_) => {}
                None => {
                    taken.insert(id.clone(), at);
                    amount.id = id;
                    break;
                }
            }
        }
    }
}

/// The passages with their figures, and those that stand in `[figures]`.
fn written(passages: &[Passage], amounts: &[Amount]) -> Named {
    let mut named = Named::default();
    for amount in amounts.iter().filter(|it| it.listed && !it.again) {
        let figure = FigureFile { label: amount.id.clone(), ..amount.figure.clone() };
        named.figures.push((amount.id.clone(), figure));
    }
    let mut rest = amounts.iter().peekable();
    for (passage, own) in passages.iter().enumerate() {
        let (mut text, mut at) = (String::new(), 0);
        while let Some(amount) = rest.next_if(|it| it.passage == passage) {
            text.push_str(own.text.get(at..amount.range.start).unwrap_or_default());
            if amount.listed || amount.again {
                text.push_str(&format!("{{{{{}}}}}", amount.id));
            } else {
                named.born += 1;
                text.push_str(&format!("{{{{{}={}}}}}", amount.id, amount.literal));
            }
            at = amount.range.end;
        }
        text.push_str(own.text.get(at..).unwrap_or_default());
        named.texts.push(text);
    }
    named
}
