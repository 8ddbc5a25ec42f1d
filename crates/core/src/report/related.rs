//! Which figures 指标 a figure refers to.

use super::{Figure, Relation};

/// The figures that a figure refers to, each with its path.
pub(super) fn related(figure: &Figure) -> Vec<(String, &str)> {
    let base = format!("figures.{}", figure.id);
    match &figure.relation {
        None => Vec::new(),
        Some(Relation::SumOf(parts)) => parts
            .iter()
            .enumerate()
            .map(|(index, part)| (format!("{base}.sum_of[{index}]"), part.as_str()))
            .collect(),
        Some(Relation::Ratio { numerator, denominator }) => vec![
            (format!("{base}.rate_of.numerator"), numerator.as_str()),
            (format!("{base}.rate_of.denominator"), denominator.as_str()),
        ],
        Some(Relation::GrowthOf(of)) => vec![(format!("{base}.growth_of"), of.as_str())],
    }
}
