//! How what is wrong with a row is said: of one cell once, and of a row without a name with its key.

use gongwen_core::report::Gap;
use gongwen_document::{Diagnostic, Message};

/// A cell that is empty is told of once, with all the fields that cannot do without it; that nothing is left of the report
/// may only follow from it.
pub(super) fn told(gaps: Vec<Gap>) -> Vec<Gap> {
    let mut told: Vec<(Gap, Vec<String>)> = Vec::with_capacity(gaps.len());
    let missing = gaps.iter().any(|gap| gap.diagnostic.code == "rows/missing-value" && !gap.ids.is_empty());
    for gap in gaps.into_iter().filter(|gap| !missing || gap.diagnostic.code != "report/empty") {
        let path = gap.diagnostic.place.path.clone();
        let same = |(other, _): &&mut (Gap, Vec<String>)| {
            other.ids == gap.ids && other.diagnostic.code == gap.diagnostic.code
        };
        // What has a word of its own to say of its field says it.
        let merges = gap.diagnostic.code == "rows/missing-value" && !gap.ids.is_empty();
        match told.iter_mut().find(same).filter(|_| merges) {
            Some((_, paths)) => paths.push(path),
            None => told.push((gap, vec![path])),
        }
    }
    let message = |(mut gap, paths): (Gap, Vec<String>)| {
        if paths.len() > 1 {
            let (zh, en) = (paths.join("、"), paths.join(", "));
            gap.diagnostic.message = Message::new(
                format!("这一格空着，{zh} 都不能没有它"),
                format!("the cell is empty, {en} cannot do without it"),
            );
        }
        gap
    };
    told.into_iter().map(message).collect()
}

/// What a row without a name is called by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// The name of its column.
    pub(super) column: String,
    pub(super) key: String,
}

impl Key {
    /// The same with the key at the end of the message.
    pub(crate) fn behind(&self, mut diagnostic: Diagnostic) -> Diagnostic {
        let Key { column, key } = self;
        diagnostic.message.zh += &format!("（{column} {key}）");
        diagnostic.message.en += &format!(" ({column} {key})");
        diagnostic
    }

    /// The same for what is found in the document, whose place does not say the row.
    pub(super) fn and_row_behind(&self, row: u32, mut diagnostic: Diagnostic) -> Diagnostic {
        let Key { column, key } = self;
        diagnostic.message.zh += &format!("（第 {row} 行，{column} {key}）");
        diagnostic.message.en += &format!(" (row {row}, {column} {key})");
        diagnostic
    }
}
