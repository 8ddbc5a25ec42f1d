//! All that a check gives.

use crate::{Finding, Relation, Tally};

/// All that was found in a text.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What was held against what 勾稽关系, in the order of the text.
    pub relations: Vec<Relation>,
    /// What is wrong, in the order of the text.
    pub findings: Vec<Finding>,
}

impl Outcome {
    /// How many relations hold, fail and cannot be judged.
    pub fn tally(&self) -> Tally {
        Tally::of(&self.relations)
    }
}
