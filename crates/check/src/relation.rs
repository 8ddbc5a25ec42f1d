//! What was held against what.

pub use gongwen_core::interval::Verdict;

use crate::Span;

/// Numbers that must agree 勾稽关系, and whether they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// The code that a failure would have, as `figures/parts-sum`.
    pub kind: &'static str,
    /// Holds, fails, or cannot be judged.
    pub verdict: Verdict,
    /// The statement: from its first number to its last.
    pub span: Span,
    /// The number that is claimed: a whole, a rate.
    pub claim: Span,
    /// The numbers that it is held against.
    pub parts: Vec<Span>,
    /// The arithmetic of the relation as people write it: `9 + 11 = 20`.
    pub reason: String,
}

/// How many relations there are of each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Tally {
    /// The numbers agree 成立.
    pub holds: usize,
    /// The numbers cannot agree 不成立.
    pub fails: usize,
    /// How many relations cannot be judged 无法判断, as a base or a rest is not named.
    pub open: usize,
}

impl Tally {
    /// Counts how many of these relations hold, fail and stay open.
    pub fn of(relations: &[Relation]) -> Tally {
        let count = |verdict| relations.iter().filter(|relation| relation.verdict == verdict).count();
        Tally { holds: count(Verdict::Holds), fails: count(Verdict::Fails), open: count(Verdict::Open) }
    }

    /// How many relations were looked at, whatever came of it.
    pub fn all(&self) -> usize {
        self.holds + self.fails + self.open
    }
}
