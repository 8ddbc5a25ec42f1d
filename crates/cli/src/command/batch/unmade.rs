//! The rows that no document was made of, said once more in the last line of a run.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::language::Language;

/// How many of them are named.
const NAMED: usize = 5;

/// Rows that no document was made of.
#[derive(Default)]
pub(crate) struct Unmade {
    count: u32,
    /// The first of them, whichever thread came to them first.
    first: BTreeMap<u32, String>,
    /// The table of all that was found.
    pub(super) found: Option<PathBuf>,
}

impl Unmade {
    /// One more: its number, and what people call it.
    pub(super) fn add(&mut self, row: u32, village: String) {
        self.count += 1;
        self.first.insert(row, village);
        if self.first.len() > NAMED {
            self.first.pop_last();
        }
    }

    /// `；没有做的 2 行：锦南村（第 2 行）、…`, or nothing.
    pub(super) fn told(&self, language: Language) -> String {
        let count = self.count;
        if count == 0 {
            return String::new();
        }
        let named = self.first.iter().map(|(row, village)| match *village == format!("第 {row} 行") {
            true => language.pick(village.clone(), format!("row {row}")),
            false => language.pick(format!("{village}（第 {row} 行）"), format!("{village} (row {row})")),
        });
        let mut list = named.collect::<Vec<_>>().join(language.pick("、", ", "));
        if self.first.len() < count as usize {
            list.push_str(language.pick("……", " …"));
        }
        let mut text = language
            .pick(format!("；没有做的 {count} 行：{list}"), format!("; {count} rows not made: {list}"));
        if let Some(found) = &self.found {
            let found = found.display();
            text.push_str(
                &language.pick(format!("；原因都在 {found}"), format!("; the reasons are in {found}")),
            );
        }
        text
    }
}
