//! All that a check gives.

use gongwen_document::Message;

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

    /// What the last line says: `查了 57 个勾稽关系：54 个成立，1 个不成立，2 个无法判断；另有 3 处写法`, and how many were
    /// accepted before.
    pub fn summary(&self, accepted: usize) -> Message {
        let Tally { holds, fails, open } = self.tally();
        let all = holds + fails + open;
        let arithmetic = |code: &str| code.starts_with("figures/") || code.starts_with("table/");
        let others = self.findings.iter().filter(|finding| !arithmetic(finding.code)).count();
        let (also_zh, also_en) = match accepted {
            0 => (String::new(), String::new()),
            count => (format!("；放过 {count} 处"), format!("; {count} accepted")),
        };
        Message::new(
            format!(
                "查了 {all} 个勾稽关系：{holds} 个成立，{fails} 个不成立，{open} 个无法判断；另有 {others} 处写法{also_zh}"
            ),
            format!(
                "{all} relations: {holds} hold, {fails} fail, {open} cannot be judged; {others} remarks on wording{also_en}"
            ),
        )
    }
}
