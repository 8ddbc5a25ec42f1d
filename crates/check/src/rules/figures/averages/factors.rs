//! By what a standard is multiplied 乘数: the counts, months, days and years that a text tells of it.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use super::each::Each;
use super::months::{self, Told};
use crate::quantity::{Line, Quantity};
use crate::rules::figures::words::has;

/// How many numbers before a standard its count may stand.
pub(super) const REACH: usize = 8;

/// What a standard may be multiplied by.
#[derive(Clone, Copy)]
pub(super) struct Factor {
    pub(super) value: Interval,
    pub(super) exact: Decimal,
    /// Which number it is; none of months that a word tells.
    pub(super) at: Option<usize>,
}

/// All that one kind may stand for.
pub(super) struct Factors {
    /// The factors of this kind that stand in the text.
    pub(super) told: Vec<Factor>,
    /// What else may be meant.
    pub(super) may: Vec<Factor>,
    /// Whether the text leaves no other.
    pub(super) sure: bool,
}

impl Factor {
    fn whole(number: i64) -> Factor {
        Factor { value: Interval::exact(number.into()), exact: number.into(), at: None }
    }

    fn of(at: usize, it: &Quantity, scale: Decimal) -> Option<Factor> {
        let one = Decimal::ONE.checked_div(scale)?;
        let exact = it.printed.checked_mul(it.factor)?.checked_mul(one)?;
        Some(Factor { value: it.value.times(one), exact, at: Some(at) })
    }
}

/// What one kind may stand for around a standard and its total; nothing when the text does not count it.
pub(super) fn factors(line: &Line, index: usize, at: usize, kind: &Each) -> Option<Factors> {
    let whole = |numbers: &[i64]| numbers.iter().map(|it| Factor::whole(*it)).collect::<Vec<Factor>>();
    match kind {
        Each::Month => {
            let Told { told, sure } = months::of(line, index, at);
            let may = if sure { Vec::new() } else { whole(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) };
            return Some(Factors { told: whole(&told), may, sure });
        }
        Each::Year => {
            let years = counts(line, index, at, kind);
            let told = if years.is_empty() { whole(&[1]) } else { years };
            return Some(Factors { told, may: Vec::new(), sure: true });
        }
        Each::Day => {
            let days = counts(line, index, at, kind);
            let day = has(line.label(at), &["一天", "每天", "当天", "每日", "日"]);
            let told = if day { whole(&[1]) } else { days };
            return (!told.is_empty()).then_some(Factors { told, may: Vec::new(), sure: true });
        }
        _ => {}
    }
    let told = counts(line, index, at, kind);
    if told.is_empty() {
        return None;
    }
    // Two or three beside each other may be meant together.
    let sums = |size: usize| {
        told.windows(size).map(|run| Factor {
            value: Interval::sum(run.iter().map(|it| it.value)),
            exact: run.iter().fold(Decimal::ZERO, |sum, it| sum.saturating_add(it.exact)),
            at: None,
        })
    };
    let may: Vec<Factor> = (2..=told.len().min(6)).flat_map(sums).collect();
    // 低保户86户、特困户32户: of both.
    let joined = told.windows(2).all(|pair| match pair {
        [Factor { at: Some(one), .. }, Factor { at: Some(other), .. }] => {
            let gap = line.quantities.get(*one).zip(line.quantities.get(*other));
            let gap = gap.map_or("", |(one, other)| line.text(one.to, other.from.max(one.to)));
            gap.starts_with('、') && gap.chars().count() <= 10
        }
        _ => false,
    });
    if let (true, Some(all)) = (told.len() > 1 && joined, sums(told.len()).next()) {
        let all = Factor { at: told.first().and_then(|it| it.at), ..all };
        return Some(Factors { may, told: vec![all], sure: true });
    }
    let sure = told.len() == 1;
    Some(Factors { told, may, sure })
}

/// The numbers around a standard and its total that count what it is said of.
fn counts(line: &Line, index: usize, at: usize, kind: &Each) -> Vec<Factor> {
    let Some((one, made)) = line.quantities.get(index).zip(line.quantities.get(at)) else {
        return Vec::new();
    };
    let (first, last) = (one.sentence.min(made.sentence), one.sentence.max(made.sentence));
    let timed = matches!(kind, Each::Year | Each::Day);
    let from = index.min(at).saturating_sub(REACH);
    let own = |place: &usize| *place != index && *place != at;
    let mut found: Vec<Factor> = Vec::new();
    for place in (from..index.max(at) + 2).filter(own) {
        let Some(it) = line.quantities.get(place) else { break };
        let back = if timed { 0 } else { 1 };
        let near = it.sentence + back >= first && it.sentence <= last;
        let counts = kind.is(line, place, it) || kind.is_named(line, place, it);
        if near && counts && !it.range && !it.quoted && it.qualifier.is_none() {
            found.extend(Factor::of(place, it, kind.scale()));
        }
    }
    found
}

/// One of each, in all ways.
pub(super) fn runs(all: impl Iterator<Item = Vec<Factor>>) -> Vec<Vec<Factor>> {
    all.fold(vec![Vec::new()], |runs, choices| {
        let with = |run: &Vec<Factor>| {
            let run = run.clone();
            choices.clone().into_iter().map(move |it| run.iter().copied().chain([it]).collect())
        };
        runs.iter().flat_map(with).collect()
    })
}
